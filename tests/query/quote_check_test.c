#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "query/quote_check.h"

static int release(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

/* Words, a text, what comes of it, and the part of the text that is meant: the place if it was
 * found, else what is near. */
struct row {
	const char *words, *text;
	enum verdict verdict;
	const char *part;
};

static void check_row(const struct row *row)
{
	struct arena arena = {0};
	struct str bytes = str_of(row->text);
	struct quote_text *text = quote_text_new(&arena, bytes);
	struct quote_check check = quote_check(text, str_of(row->words));
	struct quote_place place = check.verdict == VERDICT_NOT_FOUND ? check.near : check.place;
	struct str part = str_copy(&arena, str_slice(bytes, place.position, place.size));
	if (check.verdict != row->verdict || strcmp(part.bytes, row->part) != 0)
		fail_msg("'%s' in '%s' gives %.*s at '%s', not %.*s at '%s'", row->words, row->text,
		         STR_ARGS(verdict_name(check.verdict)), part.bytes,
		         STR_ARGS(verdict_name(row->verdict)), row->part);
	size_t found_line = quote_find(text, str_of(row->words)).line;
	if (check.verdict <= VERDICT_NORMALIZED)
		assert_int_equal(found_line, place.line);
	if (check.verdict == VERDICT_NOT_FOUND)
		assert_int_equal(found_line, 0);
	assert_true((check.verdict == VERDICT_NOT_FOUND) <= (check.place.line == 0));
	arena_release(&arena);
}

#define CHECK_ROWS(rows)                                                  \
	for (size_t i = 0; i < sizeof (rows) / sizeof (rows)[0]; i++)     \
		check_row(&(rows)[i])

static void finds_the_very_words(void **state)
{
	static const struct row rows[] = {
		{ "the harbour is open", "He said the harbour is open now.", VERDICT_EXACT,
		  "the harbour is open" },
		{ "the harbour is open", "the harbour is open", VERDICT_EXACT,
		  "the harbour is open" },
		{ "the harbour is", "the harbour is open", VERDICT_EXACT, "the harbour is" },
		{ "harbour is open", "the harbour is open", VERDICT_EXACT, "harbour is open" },
		{ "  the harbour is open\n", "So the harbour is open.", VERDICT_EXACT,
		  "the harbour is open" },
		{ "harbour “is” open", "the harbour “is” open", VERDICT_EXACT,
		  "harbour “is” open" },
		{ "efforts [by us] and more", "the efforts [by us] and more", VERDICT_EXACT,
		  "efforts [by us] and more" },
		{ "ships ... and grain", "many ships ... and grain", VERDICT_EXACT,
		  "ships ... and grain" },
		{ "ရွေးကောက်ပွဲ", "တရားမျှတသောရွေးကောက်ပွဲများ", VERDICT_EXACT, "ရွေးကောက်ပွဲ" },
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void one_letter_makes_other_words(void **state)
{
	static const struct row rows[] = {
		{ "the harbour is open", "He said the harbour was open now.", VERDICT_NOT_FOUND,
		  "the harbour" },
		{ "the harbour is open again", "He said the harbor is open again.",
		  VERDICT_NOT_FOUND, "is open again" },
		{ "The harbour is open", "He said the harbour is open.", VERDICT_NOT_FOUND,
		  "harbour is open" },
		{ "the harbour is open", "", VERDICT_NOT_FOUND, "" },
		{ "the harbour is open", "the harbour is ope", VERDICT_NOT_FOUND,
		  "the harbour is" },
		{ "the harbour is open", "Nothing of it stands here.", VERDICT_NOT_FOUND, "" },
		{ "it is closed for ever", "It is what it is.", VERDICT_NOT_FOUND, "" },
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void words_are_whole(void **state)
{
	static const struct row rows[] = {
		{ "justified by law", "It was unjustified by law.", VERDICT_NOT_FOUND, "" },
		{ "stable and peace", "a stable and peaceful land", VERDICT_NOT_FOUND,
		  "stable and" },
		{ "justified by law", "It was unjustified by law, not justified by law.",
		  VERDICT_EXACT, "justified by law" },
		{ "is stable and well", "It ‘is  stable and wellness’", VERDICT_NOT_FOUND,
		  "is  stable and" },
		{ "12 ships and men", "112 ships and men", VERDICT_NOT_FOUND, "ships and men" },
		{ "чести и славы", "нечести и славы", VERDICT_NOT_FOUND, "и славы" },
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void forms_of_signs_do_not_count(void **state)
{
	static const struct row rows[] = {
		{ "the junta's efforts", "the junta’s efforts", VERDICT_NORMALIZED,
		  "the junta’s efforts" },
		{ "the junta’s efforts", "the junta`s efforts", VERDICT_NORMALIZED,
		  "the junta`s efforts" },
		{ "called “great power”", "He called \"great power\" it.", VERDICT_NORMALIZED,
		  "called \"great power\"" },
		{ "called «great power»", "He called „great power‟ it.", VERDICT_NORMALIZED,
		  "called „great power‟" },
		{ "ships - many of them", "ships — many of them", VERDICT_NORMALIZED,
		  "ships — many of them" },
		{ "ships -- many of them", "ships – many of them", VERDICT_NORMALIZED,
		  "ships – many of them" },
		{ "our rock-solid friends", "our rock‑solid friends", VERDICT_NORMALIZED,
		  "our rock‑solid friends" },
		{ "ten\u00a0ships of grain", "ten ships\u2009of grain", VERDICT_NORMALIZED,
		  "ten ships\u2009of grain" },
		{ "the ships and more", "the ships … and more the ships and more",
		  VERDICT_EXACT, "the ships and more" },
		{ "wait ... and see it", "wait … and see it", VERDICT_NORMALIZED,
		  "wait … and see it" },
		{ "ﬁne ships sail off", "fine ships sail off", VERDICT_NORMALIZED,
		  "fine ships sail off" },
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void composed_and_decomposed_letters_are_the_same(void **state)
{
	static const struct row rows[] = {
		{ "caf\u00e9 by the harbour", "a cafe\u0301 by the harbour.", VERDICT_NORMALIZED,
		  "cafe\u0301 by the harbour" },
		{ "cafe\u0301 by the harbour", "a caf\u00e9 by the harbour.", VERDICT_NORMALIZED,
		  "caf\u00e9 by the harbour" },
		{ "cafe by the harbour", "a caf\u00e9 by the harbour.", VERDICT_NOT_FOUND,
		  "by the harbour" },
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void lines_are_joined(void **state)
{
	static const struct row rows[] = {
		{ "the harbour is open", "the har\u00adbour\nis   open", VERDICT_NORMALIZED,
		  "the har\u00adbour\nis   open" },
		{ "the harbour\nis open", "the harbour is open", VERDICT_NORMALIZED,
		  "the harbour is open" },
		{ "the harbour is open", "the  harbour is open\n \n", VERDICT_NORMALIZED,
		  "the  harbour is open" },
		{ "the very harbour", "the  very har\u00adbour.", VERDICT_NORMALIZED,
		  "the  very har\u00adbour" },
		{ "the harbour is open", "the har-\nbour is open", VERDICT_NORMALIZED,
		  "the har-\nbour is open" },
		{ "the harbour is open", "the har-\r\n   bour is open", VERDICT_NORMALIZED,
		  "the har-\r\n   bour is open" },
		{ "a Moscow-based bank", "a Moscow-\nbased bank", VERDICT_NORMALIZED,
		  "a Moscow-\nbased bank" },
		{ "a Moscow - or so", "a Moscow -\nor so", VERDICT_NORMALIZED,
		  "a Moscow -\nor so" },
		{ "the harbour is open", "the harbour\n\n\t is open", VERDICT_NORMALIZED,
		  "the harbour\n\n\t is open" },
		{ "the harbour is open", "the\u200b harbour\u2060 is\ufeff open",
		  VERDICT_NORMALIZED,
		  "the\u200b harbour\u2060 is\ufeff open" },
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void ellipses_part_what_stands_in_order(void **state)
{
	static const struct row rows[] = {
		{ "We came ... and left again", "We came by ship and left again.",
		  VERDICT_NORMALIZED, "We came by ship and left again" },
		{ "We came … and left again", "We came by ship and left again.",
		  VERDICT_NORMALIZED, "We came by ship and left again" },
		{ "We came [...] and left again", "We came by ship and left again.",
		  VERDICT_NORMALIZED, "We came by ship and left again" },
		{ "We came [ … ] and left again", "We came by ship and left again.",
		  VERDICT_NORMALIZED, "We came by ship and left again" },
		{ "We came (. . .) and left again", "We came by ship and left again.",
		  VERDICT_NORMALIZED, "We came by ship and left again" },
		{ "... by ship and left...", "We came by ship and left again.",
		  VERDICT_NORMALIZED, "by ship and left" },
		{ "one ... two ... three and four", "one, then two, then three and four",
		  VERDICT_NORMALIZED, "one, then two, then three and four" },
		{ "and left again ... We came", "We came by ship and left again.",
		  VERDICT_NOT_FOUND, "and left again" },
		{ "We came ... by train and left", "We came by ship and left again.",
		  VERDICT_NOT_FOUND, "and left" },
		{ "We came ... and left again ... and left again",
		  "We came by ship and left again.", VERDICT_NOT_FOUND, "and left again" },
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void parts_stand_in_one_passage(void **state)
{
	struct arena arena = {0};
	static const size_t gaps[] = { 1900, 2100 };
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct text out = { .arena = &arena };
		text_add(&out, STR("We came by ship"));
		for (size_t j = 0; j < gaps[i]; j++)
			text_add_byte(&out, j % 8 ? 'x' : ' ');
		text_add(&out, STR(" and left again"));
		struct quote_text *text = quote_text_new(&arena, text_str(&out));
		struct quote_check check = quote_check(text, STR("We came ... and left again"));
		assert_int_equal(check.verdict, i == 0 ? VERDICT_NORMALIZED : VERDICT_NOT_FOUND);
	}
	arena_release(&arena);
}

/* The first of several beginnings need not be the one that the rest follows. */
static void a_later_beginning_may_be_meant(void **state)
{
	struct arena arena = {0};
	struct text out = { .arena = &arena };
	(void)state;
	text_add(&out, STR("We came before. "));
	for (size_t i = 0; i < 500; i++)
		text_add(&out, STR("words "));
	size_t second = out.size;
	text_add(&out, STR("We came by ship and left again"));
	struct quote_text *text = quote_text_new(&arena, text_str(&out));
	struct quote_check check = quote_check(text, STR("We came ... and left again"));
	assert_int_equal(check.verdict, VERDICT_NORMALIZED);
	assert_int_equal(check.place.position, second);
	arena_release(&arena);
}

static void insertions_are_literal_first_and_left_out_second(void **state)
{
	static const struct row rows[] = {
		{ "the efforts [by us] are great", "the efforts\n[by us] are great",
		  VERDICT_NORMALIZED, "the efforts\n[by us] are great" },
		{ "the efforts [by us] are great", "the efforts are great", VERDICT_NORMALIZED,
		  "the efforts are great" },
		{ "the efforts are great", "the efforts [by us] are great", VERDICT_NORMALIZED,
		  "the efforts [by us] are great" },
		{ "the efforts [of ours] are great", "the efforts [by us] are great",
		  VERDICT_NORMALIZED, "the efforts [by us] are great" },
		{ "the efforts [by us], are great", "the efforts, are great", VERDICT_NORMALIZED,
		  "the efforts, are great" },
		{ "[W]e are in solidarity", "Well, we are in solidarity.", VERDICT_NORMALIZED,
		  "e are in solidarity" },
		{ "we are in solidarit[y]", "we are in solidarity.", VERDICT_NORMALIZED,
		  "we are in solidarit" },
		{ "[Russia] ... are in solidarity [now]", "They are in solidarity.",
		  VERDICT_NORMALIZED, "are in solidarity" },
		{ "the efforts [by us] were great", "the efforts are great", VERDICT_NOT_FOUND,
		  "the efforts" },
		{ "the efforts [of which there", "the efforts [of which there", VERDICT_EXACT,
		  "the efforts [of which there" },
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void short_words_need_marks_around_them(void **state)
{
	static const struct row rows[] = {
		{ "justified", "It was “justified”.", VERDICT_EXACT, "justified" },
		{ "justified", "It was \"justified\".", VERDICT_EXACT, "justified" },
		{ "justified", "It was 'justified'.", VERDICT_EXACT, "justified" },
		{ "justified", "It was ‘justified’.", VERDICT_EXACT, "justified" },
		{ "justified", "It was «justified».", VERDICT_EXACT, "justified" },
		{ "justified", "“justified”", VERDICT_EXACT, "justified" },
		{ "justified", "It was “justified,” he said.", VERDICT_EXACT, "justified" },
		{ "justified", "It was justified.", VERDICT_TOO_SHORT, "justified" },
		{ "justified", "It was “justified by law”.", VERDICT_TOO_SHORT, "justified" },
		{ "justified", "“It was justified”", VERDICT_TOO_SHORT, "justified" },
		{ "justified", "It was unjustified.", VERDICT_NOT_FOUND, "" },
		{ "justified", "It was “justifed”.", VERDICT_NOT_FOUND, "" },
		{ "it's mine", "“it’s mine”", VERDICT_TOO_SHORT, "it’s mine" },
		{ "global force", "a global force", VERDICT_TOO_SHORT, "global force" },
		{ "global force", "a 'global force'", VERDICT_EXACT, "global force" },
		{ "a global force", "is a global force", VERDICT_EXACT, "a global force" },
		{ "a  global force", "is a global force", VERDICT_NORMALIZED, "a global force" },
		{ "naypyidaw-yangon", "the naypyidaw-yangon road", VERDICT_TOO_SHORT,
		  "naypyidaw-yangon" },
		{ "မြန်မာနိုင်ငံတော်", "နေပြည်တော် မြန်မာနိုင်ငံတော်", VERDICT_EXACT, "မြန်မာနိုင်ငံတော်" },
		{ "a ... b ... c", "a or b or c", VERDICT_TOO_SHORT, "a or b or c" },
		{ "...", "words ... words", VERDICT_TOO_SHORT, "" },
		{ "", "words", VERDICT_TOO_SHORT, "" },
		{ "နေပြည်တော်", "“နေပြည်တော်”", VERDICT_EXACT, "နေပြည်တော်" },
	};
	(void)state;
	CHECK_ROWS(rows);
}

static size_t position_of(const char *words, const char *bytes)
{
	struct arena arena = {0};
	struct quote_text *text = quote_text_new(&arena, str_of(bytes));
	size_t position = quote_check(text, str_of(words)).place.position;
	arena_release(&arena);
	return position;
}

static void the_place_between_quotation_marks_is_meant(void **state)
{
	(void)state;
	assert_int_equal(position_of("global force", "a global force, a global force"), 2);
	assert_int_equal(position_of("global force", "a global force, a 'global force'"), 19);
	assert_int_equal(position_of("global force", "a 'global force, a 'global force'"), 20);
	assert_int_equal(position_of("global force", "a 'global force, a global force"), 3);
	assert_int_equal(position_of("global  force", "a global force, a “global force”"), 21);
}

static void knows_line_and_column(void **state)
{
	struct arena arena = {0};
	struct str bytes = STR("one\ntwo\r\nthrée four\rfive");
	struct quote_text *text = quote_text_new(&arena, bytes);
	static const struct { size_t position; uint32_t line, column; } rows[] = {
		{ 0, 1, 1 }, { 3, 1, 4 }, { 4, 2, 1 }, { 8, 2, 5 }, { 9, 3, 1 }, { 16, 3, 7 },
		{ 21, 4, 1 }, { 25, 4, 5 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct quote_place place = quote_place(text, rows[i].position, 0);
		assert_int_equal(place.line, rows[i].line);
		assert_int_equal(place.column, rows[i].column);
	}
	arena_release(&arena);
}

static void a_place_in_a_changed_form_is_that_of_the_text(void **state)
{
	struct arena arena = {0};
	struct str bytes = STR("“Yes”\n— \u00a0 so they  say —\nthe har\u00adbour is open.");
	struct quote_text *text = quote_text_new(&arena, bytes);
	struct quote_check check = quote_check(text, STR("the harbour is open"));
	(void)state;
	assert_int_equal(check.verdict, VERDICT_NORMALIZED);
	assert_int_equal(check.place.position, str_find(bytes, STR("the har"), 0));
	assert_int_equal(check.place.size, strlen("the har\u00adbour is open"));
	assert_int_equal(check.place.line, 3);
	assert_int_equal(check.place.column, 1);
	arena_release(&arena);
}

/* Any bytes are a text. */
static void takes_bytes_that_are_no_text(void **state)
{
	struct arena arena = {0};
	struct str bytes = STR("\xff\xfe the  harbour\0 is open \xc3");
	struct quote_text *text = quote_text_new(&arena, bytes);
	(void)state;
	assert_int_equal(quote_check(text, STR("the harbour is open")).verdict, VERDICT_NORMALIZED);
	assert_int_equal(quote_check(text, STR("\xfe\xc3\xc3 \xf0 and more words")).verdict,
	                 VERDICT_NOT_FOUND);
	arena_release(&arena);
}

static double seconds_for(const char *unit, size_t size, const char *words)
{
	struct arena arena = {0};
	struct text out = { .arena = &arena };
	while (out.size < size)
		text_add(&out, str_of(unit));
	struct quote_text *text = quote_text_new(&arena, text_str(&out));
	clock_t start = clock();
	assert_int_equal(quote_check(text, str_of(words)).verdict, VERDICT_NOT_FOUND);
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	arena_release(&arena);
	return seconds;
}

/* Twice the text may take twice the time; the square would be sixteen times for four times the
 * text. Small times count as one: they say nothing. */
static void takes_time_in_proportion_to_the_text(void **state)
{
	static const struct { const char *unit, *words; } rows[] = {
		{ "so they say ", "so they say ... so they came so they say" },
		{ "aaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab" },
		{ "a a ", "a a a a a a a a a a a a a a a a a a a a b" },
		{ "é[", "[é] ... [é] so it is" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		double small = seconds_for(rows[i].unit, 1 << 18, rows[i].words);
		double large = seconds_for(rows[i].unit, 1 << 20, rows[i].words);
		if (large > 10 * (small < 0.1 ? 0.1 : small))
			fail_msg("'%s': %.2f s, then %.2f s", rows[i].words, small, large);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_very_words),
		cmocka_unit_test(one_letter_makes_other_words),
		cmocka_unit_test(words_are_whole),
		cmocka_unit_test(forms_of_signs_do_not_count),
		cmocka_unit_test(composed_and_decomposed_letters_are_the_same),
		cmocka_unit_test(lines_are_joined),
		cmocka_unit_test(ellipses_part_what_stands_in_order),
		cmocka_unit_test(parts_stand_in_one_passage),
		cmocka_unit_test(a_later_beginning_may_be_meant),
		cmocka_unit_test(insertions_are_literal_first_and_left_out_second),
		cmocka_unit_test(short_words_need_marks_around_them),
		cmocka_unit_test(the_place_between_quotation_marks_is_meant),
		cmocka_unit_test(knows_line_and_column),
		cmocka_unit_test(a_place_in_a_changed_form_is_that_of_the_text),
		cmocka_unit_test(takes_bytes_that_are_no_text),
		cmocka_unit_test(takes_time_in_proportion_to_the_text),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
