#include "exchange/cite_date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support/collection.h"

static struct arena arena;

/* "2021-6-12~" for each point; a season is written as in 2021s1. */
static struct str points(const char *text)
{
	struct cite_date date = cite_date(&arena, str_of(text));
	struct text out = { .arena = &arena };
	for (unsigned i = 0; i < date.point_count; i++) {
		const struct cite_point *point = &date.points[i];
		text_format(&out, "%s%u", i ? " to " : "", point->year);
		if (point->season)
			text_format(&out, "s%u", (unsigned)point->season);
		if (point->month)
			text_format(&out, "-%u", point->month);
		if (point->day)
			text_format(&out, "-%u", point->day);
		if (point->doubt)
			text_add_byte(&out, point->doubt);
	}
	return text_str(&out);
}

static void what_is_given_is_kept_and_no_more(void **state)
{
	(void)state;
	assert_str(points("2021"), "2021");
	assert_str(points("2021-06"), "2021-6");
	assert_str(points("2021-06-02"), "2021-6-2");
	assert_str(points("2021-06-02T23:30:00-05:00"), "2021-6-2");
	assert_str(points("0987"), "987");
}

static void a_season_stands_beside_its_year(void **state)
{
	(void)state;
	assert_str(points("2021-21"), "2021s1");
	assert_str(points("2021-24"), "2021s4");
	assert_str(points("2021-26"), "2021s2");
	assert_str(points("2021-31"), "2021s3");
}

static void doubt_is_kept(void **state)
{
	(void)state;
	assert_str(points("2021?"), "2021?");
	assert_str(points("2021-06-12~"), "2021-6-12~");
	assert_str(points("2021-06%"), "2021-6%");
	assert_str(points("2021-?06"), "2021-6?");
	struct cite_date sure = cite_date(&arena, STR("2021"));
	struct cite_date unsure = cite_date(&arena, STR("2020/2021~"));
	assert_false(cite_date_is_in_doubt(&sure));
	assert_true(cite_date_is_in_doubt(&unsure));
}

static void a_range_has_two_points(void **state)
{
	(void)state;
	assert_str(points("2021-06-02/2021-07"), "2021-6-2 to 2021-7");
	assert_str(points("2020~/2021"), "2020~ to 2021");
}

static void what_reference_managers_do_not_know_has_words_only(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"202X", "2021-XX", "2021-06-XX", "202", "[2021-01-01,2021-01-02]", "{2020,2021}",
		"2021-06/..", "../2021", "2021/", "2021-33", "2021-37", "2021-40", "-0043", "0000",
		"Y170000002", "1950S1", "1950S2", "1950S3",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct cite_date date = cite_date(&arena, str_of(texts[i]));
		assert_int_equal(date.point_count, 0);
		assert_true(date.words.size > 0);
		assert_false(cite_date_is_none(&date));
	}
}

static void a_text_that_is_no_date_is_its_own_words(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"last spring", "22/06/2021", "2022/2021", "2021-02-30", "2021-06-22\x1b[31m", "/",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct cite_date date = cite_date(&arena, str_of(texts[i]));
		assert_int_equal(date.point_count, 0);
		assert_str(date.words, texts[i]);
	}
}

static void no_text_is_no_date(void **state)
{
	(void)state;
	struct cite_date date = cite_date(&arena, (struct str){0});
	assert_true(cite_date_is_none(&date));
	assert_int_equal(date.point_count, 0);
}

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_given_is_kept_and_no_more),
		cmocka_unit_test(a_season_stands_beside_its_year),
		cmocka_unit_test(doubt_is_kept),
		cmocka_unit_test(a_range_has_two_points),
		cmocka_unit_test(what_reference_managers_do_not_know_has_words_only),
		cmocka_unit_test(a_text_that_is_no_date_is_its_own_words),
		cmocka_unit_test(no_text_is_no_date),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
