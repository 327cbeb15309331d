#include "build/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "model/limits.h"

static struct arena arena;
static struct finding_array findings;

static int release_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	findings = (struct finding_array){0};
	return 0;
}

static struct node_file read_all(struct str yaml)
{
	findings = (struct finding_array){0};
	return read_yaml(&arena, yaml, 4, &findings);
}

/* A tree as YAML would have it on one line: plain texts as they are, quoted ones in quotes, blocks
 * behind '|'. (Recursive: test input is known.) */
static void write_node(struct text *out, const struct node *node)
{
	uint32_t count = 0;
	if (node->kind == NODE_SCALAR) {
		text_format(out, node->is_plain ? "%.*s" : node->is_block ? "|%.*s|" : "\"%.*s\"",
		            STR_ARGS(node->text));
		assert_true(!(node->is_plain && node->is_block));
		return;
	}
	text_add_byte(out, node->kind == NODE_MAP ? '{' : '[');
	for (const struct node *child = node->first; child; child = child->next) {
		text_add(out, count++ ? STR(", ") : STR(""));
		if (node->kind == NODE_MAP)
			text_format(out, "%.*s: ", STR_ARGS(child->key));
		write_node(out, child);
	}
	text_add_byte(out, node->kind == NODE_MAP ? '}' : ']');
	assert_int_equal(count, node->count);
}

/* All documents, each behind "---" but the first. */
static const char *tree_of(struct str yaml)
{
	struct node_file file = read_all(yaml);
	struct text out = { .arena = &arena };
	uint32_t count = 0;
	for (const struct node *node = file.first; node; node = node->next) {
		text_add(&out, count++ ? STR(" --- ") : STR(""));
		write_node(&out, node);
	}
	assert_int_equal(count, file.count);
	return text_str(&out).bytes;
}

/* What was found in the last text, such as "1:4 alias, 2:1 tag". */
static const char *found(void)
{
	struct text out = { .arena = &arena };
	for (size_t i = 0; i < findings.count; i++) {
		const struct finding *finding = &findings.items[i];
		assert_int_equal(finding->file, 4);
		assert_true(finding->message.size > 0);
		text_format(&out, "%s%u:%u %s", i ? ", " : "", finding->place.line,
		            finding->place.column, rule_row(finding->rule)->name);
	}
	return text_str(&out).bytes;
}

static const char *first_message(void)
{
	assert_true(findings.count > 0);
	return findings.items[0].message.bytes;
}

#define assert_reads(yaml, tree, expected)                  \
	do {                                                    \
		assert_string_equal(tree_of(STR(yaml)), tree);      \
		assert_string_equal(found(), expected);             \
	} while (0)

static void reads_maps_lists_and_texts(void **state)
{
	(void)state;
	assert_reads("id: a\nnames:\n  - one\n  - {text: two, lang: ru}\nempty: []\nnone: {}\n",
	             "{id: a, names: [one, {text: two, lang: ru}], empty: [], none: {}}", "");
	assert_reads("- a\n- b", "[a, b]", "");
	assert_reads("just a text", "just a text", "");
}

static void a_file_without_documents_gives_none(void **state)
{
	(void)state;
	assert_reads("", "", "");
	assert_reads("# only a comment\n", "", "");
	assert_reads("\xEF\xBB\xBF", "", "");
	assert_reads("...\n", "", "1:1 syntax");
}

static void a_scalar_is_text_as_it_was_typed(void **state)
{
	(void)state;
	assert_reads("[no, Yes, on, y, 0o14, 014, 0x1F, 1:30, 1_000, .inf, 1e3, 2021-02-01, =]",
	             "[no, Yes, on, y, 0o14, 014, 0x1F, 1:30, 1_000, .inf, 1e3, 2021-02-01, =]",
	             "");
}

static void keeps_how_a_scalar_was_written(void **state)
{
	(void)state;
	assert_reads("a: null\nb: \"null\"\nc: '~'\nd: ~\ne:\nf: !!str null\n",
	             "{a: null, b: \"null\", c: \"~\", d: ~, e: , f: \"null\"}", "");
	assert_reads("a: |\n  x\nb: >-\n  y\n", "{a: |x\n|, b: |y|}", "");
	struct node_file file = read_all(STR("a: null\nb: 'null'\nc:\n"));
	assert_true(node_is_absent(file.first->first));
	assert_false(node_is_absent(file.first->first->next));
	assert_true(node_is_absent(file.first->first->next->next));
}

static void keeps_controls_that_were_escaped(void **state)
{
	(void)state;
	struct node_file file = read_all(STR("a: \"\\x1b]0;\\0\\e\\x9b\""));
	assert_string_equal(found(), "");
	assert_true(str_equal(file.first->first->text, STR("\x1B]0;\0\x1B\xC2\x9B")));
}

static void texts_do_not_live_in_the_bytes(void **state)
{
	(void)state;
	char bytes[] = "key: value";
	struct node_file file = read_all((struct str){ bytes, sizeof(bytes) - 1 });
	memset(bytes, 'x', sizeof(bytes));
	assert_true(str_equal(file.first->first->key, STR("key")));
	assert_true(str_equal(file.first->first->text, STR("value")));
}

static void says_where_each_thing_stands(void **state)
{
	(void)state;
	struct node_file file = read_all(STR("# x\nက: [b, {c: d}]\ne:\n  - f\n"));
	const struct node *map = file.first, *list = map->first, *nested = list->first->next;
	assert_int_equal(map->place.line, 2);
	assert_int_equal(map->place.column, 1);
	assert_int_equal(list->key_place.column, 1);
	assert_int_equal(list->place.column, 4);
	assert_int_equal(list->first->place.column, 5);
	assert_int_equal(nested->place.column, 8);
	assert_int_equal(nested->first->key_place.column, 9);
	assert_int_equal(nested->first->place.column, 12);
	assert_int_equal(list->next->key_place.line, 3);
	assert_int_equal(list->next->first->place.line, 4);
	assert_int_equal(list->next->first->place.column, 5);
}

static void what_is_not_written_stands_at_its_key(void **state)
{
	(void)state;
	struct node_file file = read_all(STR("---\na: b\nc:\n\nd: e\n---\n---\n"));
	const struct node *c = file.first->first->next;
	assert_int_equal(c->place.line, 3);
	assert_int_equal(c->place.column, 1);
	assert_int_equal(file.first->next->place.line, 6);
	assert_int_equal(file.first->next->next->place.line, 7);
}

static void a_mark_at_the_start_counts_no_column(void **state)
{
	(void)state;
	struct node_file file = read_all(STR("\xEF\xBB\xBFid: *a\nb: c"));
	assert_string_equal(found(), "1:5 alias");
	assert_int_equal(file.first->place.column, 1);
}

static void counts_lines_as_yaml_does(void **state)
{
	(void)state;
	assert_reads("a: *x\rb: *x\r\nc: *x\xC2\x85" "d: *x\xE2\x80\xA8" "e: *x\n", "{}",
	             "1:4 alias, 2:4 alias, 3:4 alias, 4:4 alias, 5:4 alias");
}

static void reads_several_documents(void **state)
{
	(void)state;
	assert_reads("a: b\n---\nc: d\n...\n---\n- e\n", "{a: b} --- {c: d} --- [e]", "");
	assert_reads("---\n---\na: b\n", " --- {a: b}", "");
	assert_reads("%YAML 1.2\n---\na: b\n...\n%TAG ! x:\n---\nc: d\n", "{a: b} --- {c: d}", "");
}

static void an_alias_costs_its_value(void **state)
{
	(void)state;
	assert_reads("a: *x\nb: c\n", "{b: c}", "1:4 alias");
	assert_string_equal(first_message(),
		"an alias (*x) is not expanded here: write the value out, or put the text in "
		"quotes");
	assert_reads("- *x\n- b\n", "[b]", "1:3 alias");
	assert_reads("*x : a\nb: c\n", "{b: c}", "1:1 alias");
	assert_reads("*x\n---\na: b\n", "{a: b}", "1:1 alias");
	assert_reads("a: {b: *x, c: [*y, d]}\n", "{a: {c: [d]}}", "1:8 alias, 1:16 alias");
}

static void a_merge_key_costs_what_it_would_merge(void **state)
{
	(void)state;
	assert_reads("<<: *x\na: b\n", "{a: b}", "1:1 alias");
	assert_string_equal(first_message(),
		"a merge key (<<) is not expanded here: write the keys out");
	assert_reads("<<: {c: d}\na: b\n", "{a: b}", "1:1 alias");
	assert_reads("\"<<\": c\na: <<\n", "{<<: c, a: <<}", "");
}

static void an_anchor_costs_nothing(void **state)
{
	(void)state;
	assert_reads("a: &x b\nc: &y [d]\n&z e: &w {f: g}\n", "{a: b, c: [d], e: {f: g}}",
	             "1:4 anchor, 2:4 anchor, 3:1 anchor, 3:7 anchor");
	assert_string_equal(first_message(),
		"the anchor &x has no effect: remove it, or put the text in quotes");
}

static void only_core_tags_of_their_kind_pass(void **state)
{
	(void)state;
	assert_reads("a: !!str b\nc: !!seq [d]\ne: !!map {f: g}\n",
	             "{a: \"b\", c: [d], e: {f: g}}", "");
	assert_reads("a: !!seq b\nc: !!map [d]\ne: !!str {f: g}\nh: i\n", "{h: i}",
	             "1:4 tag, 2:4 tag, 3:4 tag");
}

static void a_tag_costs_its_value(void **state)
{
	(void)state;
	assert_reads("a: !!int 3\nb: c\n", "{b: c}", "1:4 tag");
	assert_string_equal(first_message(),
		"the tag !!int is not read here: remove it, or put the text in quotes");
	assert_reads("- !x [a, [b]]\n- !x {c: d}\n- ! e\n- f\n", "[f]",
	             "1:3 tag, 2:3 tag, 3:3 tag");
	assert_reads("!x a: b\nc: d\n", "{c: d}", "1:1 tag");
	assert_reads("!<tag:example.org,2000:x> {a: b}\n", "", "1:1 tag");
	assert_string_equal(first_message(),
		"the tag tag:example.org,2000:x is not read here: remove it, or put the text in "
		"quotes");
}

static void the_first_of_two_equal_keys_wins(void **state)
{
	(void)state;
	assert_reads("date: 1\na: b\ndate: {c: d}\n\"date\": 3\n", "{date: 1, a: b}",
	             "3:1 duplicate-key, 4:1 duplicate-key");
	assert_string_equal(first_message(),
		"\"date\" stands twice in this map, first at line 1: keep one");
	assert_reads("a: {b: 1}\nc: {b: 2}\n", "{a: {b: 1}, c: {b: 2}}", "");
	assert_reads("\"a\\0b\": 1\n\"a\\0c\": 2\n\"a\\0b\": 3\n", "{a: 1, a: 2}",
	             "3:1 duplicate-key");
	assert_reads("a: *x\na: b\n", "{}", "1:4 alias, 2:1 duplicate-key");
}

static void finds_a_duplicate_among_many_keys(void **state)
{
	(void)state;
	struct text yaml = { .arena = &arena };
	for (int i = 0; i < 1000; i++)
		text_format(&yaml, "k%d: {a: 1, b: 2}\n", i);
	text_add(&yaml, STR("k0: x\nk999: y\nk16: z\nk1000: w\nk1000: v\n"));
	struct node_file file = read_all(text_str(&yaml));
	assert_int_equal(file.first->count, 1001);
	assert_string_equal(found(), "1001:1 duplicate-key, 1002:1 duplicate-key, "
	                             "1003:1 duplicate-key, 1005:1 duplicate-key");
	assert_string_equal(findings.items[2].message.bytes,
		"\"k16\" stands twice in this map, first at line 17: keep one");
}

static void a_table_of_keys_is_not_taken_for_that_of_the_next_map(void **state)
{
	(void)state;
	struct text yaml = { .arena = &arena };
	for (int map = 0; map < 3; map++) {
		text_add(&yaml, STR("-\n"));
		for (int i = 0; i < 40; i++)
			text_format(&yaml, "  k%d: v\n", i);
	}
	struct node_file file = read_all(text_str(&yaml));
	assert_string_equal(found(), "");
	assert_int_equal(file.first->first->next->next->count, 40);
}

static void a_key_that_is_no_text_costs_its_pair(void **state)
{
	(void)state;
	assert_reads("? [a, b]\n: c\n? {d: e}\n: {f: *g}\nh: i\n", "{h: i}",
	             "1:3 type, 3:3 type, 4:7 alias");
	assert_string_equal(first_message(), "a key must be a text, not a list: put it in quotes");
	assert_reads("[{[x]: y, a: b}]\n", "[{a: b}]", "1:3 type");
}

static void a_key_that_is_null_costs_its_pair(void **state)
{
	(void)state;
	assert_reads("~: a\nnull: b\n? \n: c\n\"null\": d\n\"\": e\n", "{null: d, : e}",
	             "1:1 type, 2:1 type, 3:2 type");
}

static void a_syntax_error_costs_its_document_only(void **state)
{
	(void)state;
	assert_reads("a: b\n---\nc: [\n---\nd: e\n", "{a: b} --- {d: e}", "4:1 syntax");
	assert_reads("--- ]\n--- ]\n---\na: b\n--- ]\n", "{a: b}",
	             "1:5 syntax, 2:5 syntax, 5:5 syntax");
	assert_reads("a: 'b\n--- c\n--- 'd\n", "c", "2:1 syntax, 4:1 syntax");
	assert_reads("a: b\n]\nc: d\n--- e\n", "e", "2:1 syntax");
}

static void what_follows_a_document_may_show_that_it_is_broken(void **state)
{
	(void)state;
	assert_reads("\"a\" \"b\"\n--- c\n", "c", "1:5 syntax");
	assert_reads("{a: b} c\n--- d\n", "d", "1:8 syntax");
	assert_reads("{a: b}\n...\nc: d\n--- e\n", "{a: b} --- e", "3:1 syntax");
	assert_reads("--- x\n--- {a: b}\n}\n--- d\n", "x --- d", "3:1 syntax");
}

static void a_bad_directive_costs_the_document_behind_it(void **state)
{
	(void)state;
	assert_reads("%YAML 3.0\n---\na: b\n---\nc: d\n", "{c: d}", "1:1 syntax");
	assert_reads("a: b\n...\n%FOO\n---\nc: d\n--- e\n", "{a: b} --- e", "3:5 syntax");
	assert_reads("--- |\n %a\n %b\n %c\n %d\n %e\n", "|%a\n%b\n%c\n%d\n%e\n|", "");
}

static void limits_directives(void **state)
{
	(void)state;
	assert_reads("%TAG !a! x\n%TAG !b! x\n%TAG !c! x\n%TAG !d! x\n--- a\n", "a", "");
	assert_reads("a\n...\n# x\n%TAG !a! x\n%TAG !b! x\n\n%TAG !c! x\n#\n%TAG !d! x\n"
	             "%TAG !e! x\n--- b\n--- c\n",
	             "a --- c", "4:1 too-many");
	assert_string_equal(first_message(),
		"5 lines that begin with '%' before one document, more than 4: remove them");
	assert_reads("a: \"x\n%\n%\n%\n%\n%\n%\n\"\n", "{a: \"x % % % % % % \"}", "");
}

static void limits_depth(void **state)
{
	(void)state;
	assert_reads("[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]", "[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]", "");
	assert_reads("[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]\n--- b\n", "b", "1:17 too-deep");
	assert_reads("--- a\n"
	             "--- {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: b\n",
	             "a", "2:69 too-deep");
	assert_reads("? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? a", "",
	             "1:3 type, 1:5 type, 1:7 type, 1:9 type, 1:11 type, 1:13 type, 1:15 type, "
	             "1:17 type, 1:19 type, 1:21 type, 1:23 type, 1:25 type, 1:27 type, 1:29 type, "
	             "1:31 type, 1:33 too-deep");
}

/* `unit`, `count` times. */
static struct str many(const char *before, const char *unit, size_t count, const char *after)
{
	struct text text = { .arena = &arena };
	text_add(&text, str_of(before));
	for (size_t i = 0; i < count; i++)
		text_add(&text, str_of(unit));
	text_add(&text, str_of(after));
	return text_str(&text);
}

static void limits_the_size_of_a_text(void **state)
{
	(void)state;
	struct node_file file = read_all(many("a: ", "x", LIMIT_SCALAR_SIZE, "\nb: c"));
	assert_string_equal(found(), "");
	assert_int_equal(file.first->first->text.size, LIMIT_SCALAR_SIZE);
	file = read_all(many("a: ", "x", LIMIT_SCALAR_SIZE + 1, "\nb: c"));
	assert_string_equal(found(), "1:4 too-long");
	assert_string_equal(first_message(),
		"a text of 1048577 bytes, more than 1048576: shorten it");
	assert_int_equal(file.first->count, 1);
}

static void limits_the_items_of_a_list(void **state)
{
	(void)state;
	struct node_file file = read_all(many("[", "a,", LIMIT_CHILDREN, "]\n--- b"));
	assert_string_equal(found(), "");
	assert_int_equal(file.first->count, LIMIT_CHILDREN);
	file = read_all(many("[", "a,", LIMIT_CHILDREN + 1, "]\n--- b"));
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.items[0].rule, RULE_TOO_MANY);
	assert_string_equal(first_message(),
		"more than 1000000 items in one list, which begins at line 1: split it");
	assert_int_equal(file.count, 1);
	assert_int_equal(file.first->kind, NODE_SCALAR);
}

static void limits_blanks_in_a_row(void **state)
{
	(void)state;
	assert_int_equal(read_all(many("--- a\n--- b", " ", 4096, "c\n--- d\n")).count, 3);
	assert_string_equal(found(), "");

	struct node_file file = read_all(many("--- a\n--- b", " ", 4097, "c\n--- d\n"));
	assert_string_equal(found(), "2:6 too-many");
	assert_string_equal(first_message(),
		"more than 4096 blanks and line breaks in a row: remove some");
	assert_int_equal(file.count, 2);
	assert_true(str_equal(file.first->next->text, STR("d")));

	file = read_all(many("--- a\n--- 'b", "\n", 5000, "c'\n--- d\n"));
	assert_string_equal(found(), "2:7 too-many");
	assert_int_equal(file.count, 2);
	file = read_all(many("--- [\n--- b\n...", " ", 5000, "\n--- c\n"));
	assert_string_equal(found(), "2:1 syntax, 3:4 too-many");
	assert_int_equal(file.count, 2);
}

static void bad_bytes_cost_the_file(void **state)
{
	(void)state;
	assert_reads("a: b\n---\nc: \xE9\n", "", "3:4 encoding");
	assert_reads("a: \x1B[2J\nb: \x07\n", "", "1:4 encoding, 2:4 encoding");
	assert_reads("\xFF\xFE" "a\0:\0", "", "1:1 encoding");
}

static void a_file_that_is_too_large_is_not_read(void **state)
{
	(void)state;
	assert_int_equal(read_all((struct str){ "x", LIMIT_FILE_SIZE + 1 }).count, 0);
	assert_string_equal(found(), "0:0 file-too-large");
}

struct sentence {
	const char *yaml, *place, *message;
};

static const struct sentence sentences[] = {
	{ "a:\n\tb: c", "2:1",
	  "tabs cannot indent YAML: use spaces" },
	{ "a: @b", "1:4",
	  "a text cannot begin with '@': put the text in quotes" },
	{ "a: `b`", "1:4",
	  "a text cannot begin with '`': put the text in quotes" },
	{ "a: %b", "1:4",
	  "a text cannot begin with '%': put the text in quotes" },
	{ "a: b: c", "1:5",
	  "': ' is not expected here: put the text in quotes, or mend the indent" },
	{ "a: - b", "1:4",
	  "'- ' is not expected here: begin a new line for each item, or put the text in quotes" },
	{ "a: b\nc\nd: e", "3:1",
	  "a key must have ':' and a blank behind it on its line, within 1024 characters; the key "
	  "begins at line 2, column 1" },
	{ "a: b\n]", "2:1",
	  "expected a key that is indented like the first of its map; the map begins at line 1, "
	  "column 1" },
	{ "- a\nb: c", "2:1",
	  "expected '- ' that is indented like the first of its list; the list begins at line 1, "
	  "column 1" },
	{ "a: [b c\nd: e", "2:2",
	  "expected ',' or ']': within [ ], a text that holds one of ,[]{} needs quotes; the list "
	  "begins at line 1, column 4" },
	{ "a: {b\nd: e", "2:2",
	  "expected ',' or '}': within { }, a text that holds one of ,[]{} needs quotes; the map "
	  "begins at line 1, column 4" },
	{ "a: [,]", "1:5",
	  "expected a value here; a text that begins with a sign needs quotes" },
	{ " a: b\nc: d", "2:1",
	  "expected the end of the document: mend the indent, or begin the next document with a "
	  "line ---" },
	{ "a: 'b", "1:6",
	  "the quotes of a text are never closed; the text begins at line 1, column 4" },
	{ "a: 'b\n--- c", "2:1",
	  "the quotes of a text are not closed before the document ends; the text begins at line "
	  "1, column 4" },
	{ "a: \"\\q\"", "1:5",
	  "a backslash and this letter mean nothing: write \\\\ for a backslash, or use single "
	  "quotes; the text begins at line 1, column 4" },
	{ "a: \"\\xzz\"", "1:7",
	  "expected hexadecimal digits in this escape, such as \\x41 or \\u1000; the text begins "
	  "at line 1, column 4" },
	{ "a: \"\\ud800\"", "1:7",
	  "this escape is not a Unicode character; the text begins at line 1, column 4" },
	{ "a: |0\n b", "1:5",
	  "an indent behind | or > is a digit from 1 to 9; the text begins at line 1, column 4" },
	{ "a: | b\n c", "1:6",
	  "the text behind | or > begins on the next line; the text begins at line 1, column 4" },
	{ "a: *b*", "1:6",
	  "a text that begins with '*' is an alias, which is not read: put the text in quotes" },
	{ "a: &", "1:5",
	  "a text that begins with '&' is an anchor, which has no effect: put the text in quotes" },
	{ "a: !b!c d", "1:4",
	  "a text that begins with '!' is a tag, which is not read: put the text in quotes" },
	{ "%YAML 2.0\n--- a", "1:1",
	  "only YAML 1.1 and 1.2 are read: remove the %YAML line" },
	{ "%YAML x\n--- a", "1:7",
	  "expected %YAML 1.1 or %YAML 1.2" },
	{ "%TAG\n--- a", "1:5",
	  "tags are not read: remove the %TAG line" },
	{ "%a\n--- a", "1:3",
	  "a line that begins with '%' is a directive, and this one is not known: indent it, or "
	  "put the text in quotes" },
};

static void says_what_to_do_about_a_syntax_error(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sentences) / sizeof(*sentences); i++) {
		read_all(str_of(sentences[i].yaml));
		assert_string_equal(first_message(), sentences[i].message);
		struct str at = str_format(&arena, "%s syntax", sentences[i].place);
		assert_true(str_starts_with(str_of(found()), at));
	}
}

/* Read a hostile file of about 1 MiB in time for a person to wait. */
static void assert_is_quick(struct str yaml)
{
	clock_t start = clock();
	read_all(yaml);
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
	arena_release(&arena);
	findings = (struct finding_array){0};
}

static void hostile_files_take_linear_time(void **state)
{
	(void)state;
	assert_is_quick(many("", "[", 1 << 20, ""));
	assert_is_quick(many("", "{a: ", 100000, ""));
	assert_is_quick(many("", "- ", 100000, ""));
	assert_is_quick(many("", "? ", 100000, ""));
	assert_is_quick(many("", "%TAG !a! b\n", 75000, "--- a"));
	assert_is_quick(many("", "k", 1 << 16, ": v"));
	assert_is_quick(many("", "a: &x \n", 150000, ""));
	assert_is_quick(many("", "\"", 1 << 20, ""));
	assert_is_quick(many("", "--- ]\n", 100000, ""));
	assert_is_quick(many(many("a", " ", 1 << 18, "").bytes, "b c ", 200000, ""));
	assert_is_quick(many("", "\xFF\n", 1 << 19, ""));
}

static void keeps_no_more_findings_than_the_limit(void **state)
{
	(void)state;
	read_all(many("", "- *a\n", 1000, ""));
	assert_int_equal(findings.count, LIMIT_FINDINGS_A_FILE);
	assert_int_equal(findings.dropped, 900);
}

#define TEST(function) cmocka_unit_test_teardown(function, release_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_maps_lists_and_texts),
		TEST(a_file_without_documents_gives_none),
		TEST(a_scalar_is_text_as_it_was_typed),
		TEST(keeps_how_a_scalar_was_written),
		TEST(keeps_controls_that_were_escaped),
		TEST(texts_do_not_live_in_the_bytes),
		TEST(says_where_each_thing_stands),
		TEST(what_is_not_written_stands_at_its_key),
		TEST(a_mark_at_the_start_counts_no_column),
		TEST(counts_lines_as_yaml_does),
		TEST(reads_several_documents),
		TEST(an_alias_costs_its_value),
		TEST(a_merge_key_costs_what_it_would_merge),
		TEST(an_anchor_costs_nothing),
		TEST(only_core_tags_of_their_kind_pass),
		TEST(a_tag_costs_its_value),
		TEST(the_first_of_two_equal_keys_wins),
		TEST(finds_a_duplicate_among_many_keys),
		TEST(a_table_of_keys_is_not_taken_for_that_of_the_next_map),
		TEST(a_key_that_is_no_text_costs_its_pair),
		TEST(a_key_that_is_null_costs_its_pair),
		TEST(a_syntax_error_costs_its_document_only),
		TEST(what_follows_a_document_may_show_that_it_is_broken),
		TEST(a_bad_directive_costs_the_document_behind_it),
		TEST(limits_directives),
		TEST(limits_depth),
		TEST(limits_the_size_of_a_text),
		TEST(limits_the_items_of_a_list),
		TEST(limits_blanks_in_a_row),
		TEST(bad_bytes_cost_the_file),
		TEST(a_file_that_is_too_large_is_not_read),
		TEST(says_what_to_do_about_a_syntax_error),
		TEST(hostile_files_take_linear_time),
		TEST(keeps_no_more_findings_than_the_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
