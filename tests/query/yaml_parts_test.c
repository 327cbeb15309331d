#include "query/yaml_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support/collection.h"

static struct arena arena;
static struct yaml_state state_of_lines;

static int begin(void **state)
{
	(void)state;
	state_of_lines = (struct yaml_state){0};
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* The parts of the next line, each with the letter of what it is: K a key, C a comment, Q quoted, D
 * the mark of a document, t all else. */
static const char *parts(const char *line)
{
	struct text text = { .arena = &arena };
	struct yaml_parts made = yaml_parts(&arena, &state_of_lines, str_of(line));
	for (size_t i = 0; i < made.count; i++) {
		enum role role = made.items[i].role;
		char letter = role == ROLE_LABEL   ? 'K'
		            : role == ROLE_NOTE    ? 'C'
		            : role == ROLE_QUOTE   ? 'Q'
		            : role == ROLE_HEADING ? 'D'
		                                   : 't';
		text_format(&text, "%c(%.*s)", letter, STR_ARGS(made.items[i].text));
	}
	return text_str(&text).bytes;
}

static bool is_top(const char *line)
{
	return yaml_parts(&arena, &state_of_lines, str_of(line)).is_top;
}

static void assert_parts(const char *line, const char *expected)
{
	assert_str(str_of(parts(line)), expected);
}

static void tells_keys_from_values(void **state)
{
	(void)state;
	assert_parts("name: Ada Quill", "K(name:)t( Ada Quill)");
	assert_parts("  - title: Minister", "t(  - )K(title:)t( Minister)");
	assert_parts("\"a b\": 1", "K(\"a b\":)t( 1)");
	assert_parts("url: https://example.org/a:b#c", "K(url:)t( https://example.org/a:b#c)");
	assert_parts("plain words", "t(plain words)");
}

static void sees_keys_inside_braces(void **state)
{
	(void)state;
	assert_parts("- {to: bo, [a, b]: c,", "t(- {)K(to:)t( bo, [a, b]: c,)");
	assert_parts("   note: d}", "t(   )K(note:)t( d})");
	assert_parts("next: e", "K(next:)t( e)");
}

static void takes_a_comment_for_one_only_behind_a_blank(void **state)
{
	(void)state;
	assert_parts("# all", "C(# all)");
	assert_parts("a: b # c: d", "K(a:)t( b )C(# c: d)");
	assert_parts("a: b#c", "K(a:)t( b#c)");
	assert_parts("a: 'b # c'", "K(a:)t( )Q('b # c')");
}

static void ends_quoted_text_where_it_ends(void **state)
{
	(void)state;
	assert_parts("a: 'it''s' # x", "K(a:)t( )Q('it''s')t( )C(# x)");
	assert_parts("a: \"b \\\" c\"", "K(a:)t( )Q(\"b \\\" c\")");
	assert_parts("a: \"goes on:", "K(a:)t( )Q(\"goes on:)");
	assert_parts("  # no comment", "Q(  # no comment)");
	assert_parts("  ends\" # one", "Q(  ends\")t( )C(# one)");
}

static void sees_no_keys_in_a_block_of_text(void **state)
{
	(void)state;
	assert_parts("body: |", "K(body:)t( |)");
	assert_parts("  # no: comment", "t(  # no: comment)");
	assert_parts("", "");
	assert_parts("   \"as: it is", "t(   \"as: it is)");
	assert_parts("next: >- # folded", "K(next:)t( >- )C(# folded)");
	assert_parts("  a: b", "t(  a: b)");
	assert_parts("last: c", "K(last:)t( c)");
	assert_parts("a: > b", "K(a:)t( > b)");
	assert_parts("  b: c", "t(  )K(b:)t( c)");
}

static void begins_anew_with_each_document(void **state)
{
	(void)state;
	assert_parts("a: [b,", "K(a:)t( [b,)");
	assert_parts("--- # two", "D(---)t( )C(# two)");
	assert_parts("c: d", "K(c:)t( d)");
	assert_parts("----", "t(----)");
}

static void finds_where_one_may_go_to(void **state)
{
	(void)state;
	assert_true(is_top("name: Ada"));
	assert_true(is_top("---"));
	assert_false(is_top("  since: 2019"));
	assert_false(is_top("# key: none"));
	assert_false(is_top("- a: b"));
	assert_true(is_top("tags: [a,"));
	assert_false(is_top("b: c]"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tells_keys_from_values, begin, end),
		cmocka_unit_test_setup_teardown(sees_keys_inside_braces, begin, end),
		cmocka_unit_test_setup_teardown(takes_a_comment_for_one_only_behind_a_blank, begin,
		                                end),
		cmocka_unit_test_setup_teardown(ends_quoted_text_where_it_ends, begin, end),
		cmocka_unit_test_setup_teardown(sees_no_keys_in_a_block_of_text, begin, end),
		cmocka_unit_test_setup_teardown(begins_anew_with_each_document, begin, end),
		cmocka_unit_test_setup_teardown(finds_where_one_may_go_to, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
