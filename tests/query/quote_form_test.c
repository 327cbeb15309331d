#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "query/quote_form.h"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return 0;
}

static const char *form_of(const char *raw, enum quote_form_kind kind)
{
	struct quote_form form = quote_form_make(&arena, str_of(raw), kind);
	return str_copy(&arena, quote_form_str(&form)).bytes;
}

static void each_kind_leaves_out_what_does_not_count(void **state)
{
	static const struct { const char *raw, *plain, *joined, *bare; } rows[] = {
		{ "", "", "", "" },
		{ " \n\t", "", "", "" },
		{ "  a  b ", "a b", "a b", "a b" },
		{ "a\n\nb", "a b", "a b", "a b" },
		{ "“a” – ‘b’", "'a' - 'b'", "'a' - 'b'", "'a' - 'b'" },
		{ "a - - b", "a - - b", "a - - b", "a - - b" },
		{ "a---b", "a-b", "a-b", "a-b" },
		{ "har-\nbour", "har-bour", "harbour", "har-bour" },
		{ "har-\n 2", "har-2", "har2", "har-2" },
		{ "har -\nbour", "har - bour", "har - bour", "har - bour" },
		{ "har-\n– b", "har- - b", "har- - b", "har- - b" },
		{ "a [b] c", "a [b] c", "a [b] c", "a c" },
		{ "a [b], c", "a [b], c", "a [b], c", "a, c" },
		{ "[b] c", "[b] c", "[b] c", "c" },
		{ "a[b]c", "a[b]c", "a[b]c", "ac" },
		{ "a [] c", "a [] c", "a [] c", "a [] c" },
		{ "a [b", "a [b", "a [b", "a [b" },
		{ "a [b\nc\nd] e", "a [b c d] e", "a [b c d] e", "a [b c d] e" },
		{ "ﬁne…", "fine...", "fine...", "fine..." },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_string_equal(form_of(rows[i].raw, FORM_PLAIN), rows[i].plain);
		assert_string_equal(form_of(rows[i].raw, FORM_JOINED), rows[i].joined);
		assert_string_equal(form_of(rows[i].raw, FORM_BARE), rows[i].bare);
	}
}

static void says_whether_a_line_ends_with_a_hyphen(void **state)
{
	(void)state;
	assert_true(quote_form_make(&arena, STR("har-\nbour"), FORM_PLAIN).has_hyphen_at_end);
	assert_false(quote_form_make(&arena, STR("har-bour\nis"), FORM_PLAIN).has_hyphen_at_end);
	assert_false(quote_form_make(&arena, STR("har-\n[b]"), FORM_PLAIN).has_hyphen_at_end);
}

/* Of each byte of the form, the byte of the text that it is from. */
static void expect_origin(const char *raw, enum quote_form_kind kind, const char *form_text,
                          const size_t *origins)
{
	struct quote_form form = quote_form_make(&arena, str_of(raw), kind);
	assert_string_equal(str_copy(&arena, quote_form_str(&form)).bytes, form_text);
	for (size_t i = 0; i <= form.text.size; i++)
		if (quote_form_raw(&form, i, strlen(raw)) != origins[i])
			fail_msg("byte %zu of '%s' is from %zu, not %zu", i, form_text,
			         quote_form_raw(&form, i, strlen(raw)), origins[i]);
}

static void each_byte_knows_where_it_is_from(void **state)
{
	(void)state;
	expect_origin("abc", FORM_PLAIN, "abc", (size_t[]){ 0, 1, 2, 3 });
	expect_origin("a  b", FORM_PLAIN, "a b", (size_t[]){ 0, 1, 3, 4 });
	expect_origin("h\u00adarb", FORM_PLAIN, "harb", (size_t[]){ 0, 3, 4, 5, 6 });
	expect_origin("“ab”", FORM_PLAIN, "'ab'", (size_t[]){ 0, 3, 4, 5, 8 });
	expect_origin("ﬁne", FORM_PLAIN, "fine", (size_t[]){ 0, 0, 3, 4, 5 });
	expect_origin("e\u0301x", FORM_PLAIN, "\u00e9x", (size_t[]){ 0, 0, 3, 4 });
	expect_origin("r-\nb", FORM_PLAIN, "r-b", (size_t[]){ 0, 1, 3, 4 });
	expect_origin("r-\nbo", FORM_JOINED, "rbo", (size_t[]){ 0, 3, 4, 5 });
	expect_origin("a [b] c", FORM_BARE, "a c", (size_t[]){ 0, 1, 6, 7 });
	expect_origin("ab[c]de", FORM_BARE, "abde", (size_t[]){ 0, 1, 5, 6, 7 });
	expect_origin("a\x01" "bc", FORM_PLAIN, "abc", (size_t[]){ 0, 2, 3, 4 });
	expect_origin("a\n", FORM_PLAIN, "a", (size_t[]){ 0, 2 });
}

static void finds_the_end_of_an_insertion(void **state)
{
	struct str raw = STR("a [b] [] [c");
	(void)state;
	assert_int_equal(quote_insertion_end(raw, 0), 0);
	assert_int_equal(quote_insertion_end(raw, 2), 5);
	assert_int_equal(quote_insertion_end(raw, 6), 6);
	assert_int_equal(quote_insertion_end(raw, 9), 9);
	assert_int_equal(quote_insertion_end(raw, raw.size), raw.size);
	assert_int_equal(quote_insertion_end(STR("[a\nb]"), 0), 5);
	assert_int_equal(quote_insertion_end(STR("[a\n\nb]"), 0), 0);
	assert_int_equal(quote_insertion_end(STR("[a [b]]"), 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_leaves_out_what_does_not_count),
		cmocka_unit_test(says_whether_a_line_ends_with_a_hyphen),
		cmocka_unit_test(each_byte_knows_where_it_is_from),
		cmocka_unit_test(finds_the_end_of_an_insertion),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
