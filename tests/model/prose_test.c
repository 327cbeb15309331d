#include "model/prose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <time.h>

#include "base/arena.h"

static struct arena arena;

static int release_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* The parts of a text in one line: words as they are, <id|label> for a link, (id, locator) for a
 * citation, and ¶ • # for paragraph, item and heading. */
static const char *parts_of(struct str text)
{
	struct text out = { .arena = &arena };
	struct prose_part part;
	size_t behind = 0;

	for (size_t at = 0; prose_next(text, &at, &part);) {
		assert_true(part.start >= behind);
		assert_true(at > behind && at <= text.size);
		behind = part.start + part.text.size;
		assert_true(behind <= at);
		switch (part.kind) {
		case PROSE_TEXT:
			assert_true(part.text.size > 0);
			text_add(&out, part.text);
			break;
		case PROSE_LINK:
			text_format(&out, "<%.*s|%.*s>", STR_ARGS(part.target),
			            STR_ARGS(part.label));
			break;
		case PROSE_CITATION:
			text_format(&out, "(%.*s, %.*s)", STR_ARGS(part.target),
			            STR_ARGS(part.label));
			break;
		case PROSE_PARAGRAPH:
			text_add(&out, STR("¶"));
			break;
		case PROSE_ITEM:
			text_add(&out, STR("•"));
			break;
		case PROSE_HEADING:
			text_add(&out, STR("#"));
			break;
		case PROSE_KIND_COUNT:
			fail();
		}
	}
	return text_str(&out).bytes;
}

#define assert_parts(text, expected) assert_string_equal(parts_of(STR(text)), expected)

static void plain_words_are_one_part(void **state)
{
	(void)state;
	assert_parts("Foreign minister of Russia.", "Foreign minister of Russia.");
	assert_parts("", "");
}

static void finds_links_with_and_without_a_label(void **state)
{
	(void)state;
	assert_parts("with [[min-aung-hlaing]] or [[min-aung-hlaing|the junta's chief]].",
	             "with <min-aung-hlaing|> or <min-aung-hlaing|the junta's chief>.");
	assert_parts("[[a]][[b]]", "<a|><b|>");
	assert_parts("[[ a | b c ]]", "<a|b c>");
	assert_parts("[[a|]]", "<a|>");
}

static void finds_the_citations_of_a_bracket(void **state)
{
	(void)state;
	assert_parts("citations [@lavrov-visit-2022-08, para. 1; @aphr-2025-03].",
	             "citations (lavrov-visit-2022-08, para. 1)(aphr-2025-03, ).");
	assert_parts("[@a][@b]", "(a, )(b, )");
	assert_parts("[see @a p. 3; also -@b]", "(a, p. 3)(b, )");
}

static void a_key_ends_as_pandoc_says(void **state)
{
	(void)state;
	assert_parts("[@Foo_bar.baz.]", "(Foo_bar.baz, .)");
	assert_parts("[@Foo_bar--baz]", "(Foo_bar, --baz)");
	assert_parts("[@{Foo--bar.}, p. 1]", "(Foo--bar., p. 1)");
	assert_parts("[@лавров:2022/8]", "(лавров:2022/8, )");
}

static void an_address_of_mail_is_no_citation(void **state)
{
	(void)state;
	assert_parts("[name@example.org]", "[name@example.org]");
	assert_parts("write to @name", "write to @name");
	assert_parts("[name@example.org, @a]", "(a, )");
}

static void an_empty_mark_is_text(void **state)
{
	(void)state;
	assert_parts("[[]] [[ ]] [[|x]] [@] [@ ] [] []]", "[[]] [[ ]] [[|x]] [@] [@ ] [] []]");
	assert_parts("[@a; no key]", "[@a; no key]");
}

static void a_mark_that_is_not_closed_is_text(void **state)
{
	(void)state;
	assert_parts("[[a] and [@b", "[[a] and [@b");
	assert_parts("[[a\n\nb]] [@c\n\n]", "[[a¶b]] [@c¶]");
	assert_parts("[[a\n- b]]", "[[a•b]]");
	assert_parts("# [[a\nb]]", "#[[a¶b]]");
}

static void a_mark_begins_at_its_last_bracket(void **state)
{
	(void)state;
	assert_parts("[[[a]]]", "[<a|>]");
	assert_parts("[[a [[b]]", "[[a <b|>");
	assert_parts("[x [@a]", "[x (a, )");
}

static void a_mark_may_go_over_a_line_break(void **state)
{
	(void)state;
	assert_parts("[[a|the\nchief]] said [@a,\npara. 1;\n@b\n; @c]",
	             "<a|the\nchief> said (a, para. 1)(b, )(c, )");
}

static void a_semicolon_in_text_is_no_citation(void **state)
{
	(void)state;
	assert_parts("; [@a]; @b", "; (a, ); @b");
	assert_parts("[[a]]; @b", "<a|>; @b");
	assert_parts("x\n\n; @b", "x¶; @b");
	assert_parts("- ; @b", "•; @b");
	assert_parts("# a\n; @b", "#a¶; @b");
}

static void blank_lines_part_paragraphs(void **state)
{
	(void)state;
	assert_parts("one\ntwo\n\nthree\n \t\n\nfour\n", "one\ntwo¶three¶four");
	assert_parts("\n\n  one", "  one");
	assert_parts("\n \n", "");
}

static void a_dash_begins_an_item(void **state)
{
	(void)state;
	assert_parts("list:\n- one\n  more\n- two\n\n- three\n\nend",
	             "list:•one\n  more•two¶•three¶end");
	assert_parts("-one - two", "-one - two");
	assert_parts("-", "-");
}

static void a_sign_begins_a_heading_of_one_line(void **state)
{
	(void)state;
	assert_parts("# Visit\nText\n# Quotes\n\nText", "#Visit¶Text#Quotes¶Text");
	assert_parts("# Visit [[a]]\n- one", "#Visit <a|>¶•one");
	assert_parts("#tag", "#tag");
}

static void says_where_each_part_begins(void **state)
{
	(void)state;
	struct str text = STR("a [[b]]\n- c [@d; @e]");
	static const size_t starts[] = { 0, 2, 8, 10, 12, 15 };
	struct prose_part part;
	size_t count = 0;
	for (size_t at = 0; prose_next(text, &at, &part); count++)
		assert_int_equal(part.start, starts[count]);
	assert_int_equal(count, 6);
}

static struct str name_of(void *context, struct str id)
{
	if (str_equal(id, STR("fall")))
		return STR("Rome fell.");
	return str_equal(id, STR("mah")) ? STR("Min Aung Hlaing") : *(struct str *)context;
}

static const char *plain_of(struct str text)
{
	struct str unknown = {0};
	return prose_plain(&arena, text, name_of, &unknown).bytes;
}

static void reads_plainly_without_marks(void **state)
{
	(void)state;
	assert_string_equal(plain_of(STR("[[mah]] met [[x]] and [[y|Y.]]")),
	                    "Min Aung Hlaing met x and Y.");
	assert_string_equal(prose_plain(&arena, STR("[[mah]] left"), NULL, NULL).bytes, "mah left");
}

static void a_sentence_that_is_a_name_gives_up_its_full_stop_where_the_text_goes_on(void **state)
{
	(void)state;
	assert_string_equal(plain_of(STR("See [[fall]].")), "See Rome fell.");
	assert_string_equal(plain_of(STR("([[fall]]) [[fall]] [@a], and")),
	                    "(Rome fell) Rome fell, and");
	assert_string_equal(plain_of(STR("[[fall]] Then")), "Rome fell. Then");
	assert_string_equal(plain_of(STR("[[x|etc.]], and")), "etc., and");
}

static void leaves_no_gap_where_a_citation_was(void **state)
{
	(void)state;
	assert_string_equal(plain_of(STR("He said so [@a, p. 1]. She [@b] did [@c; @d]")),
	                    "He said so. She did");
	assert_string_equal(plain_of(STR("one [@a]two")), "one two");
	assert_string_equal(plain_of(STR("one [@a]\n\n[@b] two")), "one\ntwo");
}

static void gives_each_block_a_line(void **state)
{
	(void)state;
	assert_string_equal(plain_of(STR("# Visit\none\ntwo   three\n\n- four\n- five\n")),
	                    "Visit\none two three\nfour\nfive");
}

/* `unit` over and over, 1 MiB of it, must be walked in time for a key press. */
static void assert_is_quick(struct str unit)
{
	struct text text = { .arena = &arena };
	while (text.size < 1 << 20)
		text_add(&text, unit);
	struct str all = text_str(&text);

	clock_t start = clock();
	struct prose_part part;
	for (size_t at = 0; prose_next(all, &at, &part);)
		;
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
}

static struct str call_it_bob(void *context, struct str id)
{
	(void)context;
	return str_equal(id, STR("bob")) ? STR("Bob  Smith") : STR("");
}

static void gives_words_as_they_stand_but_for_marks(void **state)
{
	static const struct { const char *text, *words; } rows[] = {
		{ "", "" },
		{ " as it  is\n\n- [by us] ", " as it  is\n\n- [by us] " },
		{ "[[bob]] came\n\n and  [[ann|went]] home", "Bob  Smith came\n\n and  went home" },
		{ "so [@letter, para. 2; @b] it [[cy]]!", "so  it !" },
		{ "[@letter]", "" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str words = prose_words(&arena, str_of(rows[i].text), call_it_bob, NULL);
		assert_string_equal(str_copy(&arena, words).bytes, rows[i].words);
	}
}

static void hostile_text_takes_linear_time(void **state)
{
	(void)state;
	assert_is_quick(STR("[["));
	assert_is_quick(STR("[[ [@a] "));
	assert_is_quick(STR("[@a;"));
	assert_is_quick(STR("[@a\n;@a"));
	assert_is_quick(STR("[[a\n \n"));
	assert_is_quick(STR("# [[a]] "));
	assert_is_quick(STR(" \n"));
	assert_is_quick(STR("[a@"));
}

static void gives_the_sentence_around_a_byte(void **state)
{
	(void)state;
	struct str plain = STR("He came. She met Gen. Hlaing in the U.S. of A. in May! They left.");
	assert_true(str_equal(prose_sentence(plain, 0, 100), STR("He came.")));
	assert_true(str_equal(prose_sentence(plain, 15, 100),
	                      STR("She met Gen. Hlaing in the U.S. of A. in May!")));
	assert_true(str_equal(prose_sentence(plain, 60, 100), STR("They left.")));
	assert_true(str_equal(prose_sentence(plain, 999, 100), STR("They left.")));
}

static void a_sentence_ends_with_its_line_and_behind_its_quotes(void **state)
{
	(void)state;
	struct str plain = STR("Heading\nHe said: “Go.” Then he went (at noon.) It was late");
	assert_true(str_equal(prose_sentence(plain, 2, 100), STR("Heading")));
	assert_true(str_equal(prose_sentence(plain, 10, 100), STR("He said: “Go.”")));
	assert_true(str_equal(prose_sentence(plain, 35, 100), STR("Then he went (at noon.)")));
	struct str burmese = STR("မြန်မာ။ရုရှား။");
	assert_true(str_equal(prose_sentence(burmese, 0, 100), STR("မြန်မာ။")));
}

static void a_long_sentence_is_cut_to_whole_words_around_the_byte(void **state)
{
	(void)state;
	struct str plain = STR("one two three four five six seven eight nine ten");
	struct str cut = prose_sentence(plain, 19, 20);
	assert_true(str_equal(cut, STR("four five six seven")));
	assert_true(str_equal(prose_sentence(plain, 0, 9), STR("one two")));
	assert_int_equal(prose_sentence(plain, 0, 0).size, 0);
	assert_int_equal(prose_sentence(STR(""), 0, 9).size, 0);
}

static void a_cut_leaves_whole_characters(void **state)
{
	(void)state;
	struct str burmese = STR("မြန်မာမြန်မာမြန်မာမြန်မာ");
	for (size_t at = 0; at < burmese.size; at++)
		for (size_t size = 1; size < 20; size++) {
			struct str cut = prose_sentence(burmese, at, size);
			assert_true(cut.size <= size && cut.size % 3 == 0);
			assert_true(cut.size == 0 || ((unsigned char)cut.bytes[0] & 0xC0) != 0x80);
		}
}

#define TEST(function) cmocka_unit_test_teardown(function, release_arena)

static bool stops(const char *text, const char *behind)
{
	struct str all = str_of(text);
	return prose_stops(all, str_find(all, str_of(behind), 0) + strlen(behind));
}

static void a_sentence_stops_before_a_blank_whatever_its_marks(void **state)
{
	(void)state;
	assert_true(stops("He left [@a, para. 5]. Then rain.", "5]."));
	assert_true(stops("He left [@a].\nThen rain.", "[@a]."));
	assert_true(stops("He left (see [[a]].) Then rain.", ".)"));
	assert_false(stops("He left [@a, para. 5]. Then rain.", "para."));
	assert_false(stops("Gen. [[min]] left.", "Gen."));
	assert_false(stops("He left [@a]. then rain.", "[@a]."));
	assert_false(stops("He left [@a]; then rain.", ";"));
	assert_false(stops("He left.", "left."));               /* no blank follows */
	assert_false(prose_stops(STR(" He"), 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(plain_words_are_one_part),
		TEST(a_sentence_stops_before_a_blank_whatever_its_marks),
		TEST(finds_links_with_and_without_a_label),
		TEST(finds_the_citations_of_a_bracket),
		TEST(a_key_ends_as_pandoc_says),
		TEST(an_address_of_mail_is_no_citation),
		TEST(an_empty_mark_is_text),
		TEST(a_mark_that_is_not_closed_is_text),
		TEST(a_mark_begins_at_its_last_bracket),
		TEST(a_mark_may_go_over_a_line_break),
		TEST(a_semicolon_in_text_is_no_citation),
		TEST(blank_lines_part_paragraphs),
		TEST(a_dash_begins_an_item),
		TEST(a_sign_begins_a_heading_of_one_line),
		cmocka_unit_test(says_where_each_part_begins),
		TEST(reads_plainly_without_marks),
		TEST(a_sentence_that_is_a_name_gives_up_its_full_stop_where_the_text_goes_on),
		TEST(leaves_no_gap_where_a_citation_was),
		TEST(gives_each_block_a_line),
		TEST(gives_words_as_they_stand_but_for_marks),
		TEST(hostile_text_takes_linear_time),
		cmocka_unit_test(gives_the_sentence_around_a_byte),
		cmocka_unit_test(a_sentence_ends_with_its_line_and_behind_its_quotes),
		cmocka_unit_test(a_long_sentence_is_cut_to_whole_words_around_the_byte),
		cmocka_unit_test(a_cut_leaves_whole_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
