#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/unicode.h"
#include "query/ordered.h"
#include "tests/support/collection.h"

/* Events of three types on days in no order, more than a digit of the sort can tell apart. */
enum { EVENTS = 3000 };

struct many { struct arena arena; struct archive *archive; };

static int setup(void **state)
{
	static struct many many;
	struct text yaml = { .arena = &many.arena };
	static const char *const types[] = { "visit", "Talks", "" };
	for (uint32_t i = 0; i < EVENTS; i++) {
		uint32_t day = i * 2654435761u >> 8;
		text_format(&yaml, "- {id: event-%u, kind: event, name: Event %u", i, i);
		if (i % 7)
			text_format(&yaml, ", date: %u-%02u-%02u", 1000 + day % 1000,
			            1 + day / 1000 % 12, 1 + day / 12000 % 28);
		if (i % 3 < 2)
			text_format(&yaml, ", type: %s", types[i % 3]);
		text_format(&yaml, i % 5 ? "}\n" : ", part_of: event-%u}\n", i / 600);
	}
	struct support_file files[] = { { "all.yaml", text_str(&yaml).bytes }, { 0 } };
	many.archive = support_archive(&many.arena, files);
	*state = &many;
	return 0;
}

static int teardown(void **state)
{
	struct many *many = *state;
	arena_release(&many->arena);
	unicode_close();
	return 0;
}

/* All dossiers, the last row first. */
static struct ordered order(struct many *many, enum column column, bool is_reversed)
{
	uint32_t count = dossier_count(many->archive);
	struct ordered ordered = ordered_begin(&many->arena,
		column_begin(many->archive, NULL, column), is_reversed, count);
	for (uint32_t row = count; row-- > 0;)
		ordered_add(&ordered, (struct dossier_ref){ row });
	ordered_end(&ordered);
	assert_int_equal(ordered.count, EVENTS);
	return ordered;
}

static uint32_t place_of(const struct many *many, uint32_t row)
{
	return dossier_weight(many->archive, (struct dossier_ref){ row }).place;
}

static void the_highest_number_comes_first_and_equals_by_name(void **state)
{
	struct many *many = *state;
	struct ordered ordered = order(many, COLUMN_LINKS, false);
	assert_true(ordered.numbers[0] >= 120);
	for (uint32_t i = 1; i < EVENTS; i++) {
		assert_true(ordered.numbers[i] <= ordered.numbers[i - 1]);
		if (ordered.numbers[i] == ordered.numbers[i - 1])
			assert_true(place_of(many, ordered.rows[i - 1]) <
			            place_of(many, ordered.rows[i]));
	}
}

static void the_first_day_comes_first_and_what_has_none_last(void **state)
{
	struct many *many = *state;
	struct ordered ordered = order(many, COLUMN_DATE, false);
	int32_t before = DATE_FIRST_DAY;
	uint32_t undated = 0;
	assert_null(ordered.numbers);
	for (uint32_t i = 0; i < EVENTS; i++) {
		struct dossier_ref ref = { ordered.rows[i] };
		uint32_t row = dossier_at(many->archive, ref).date;
		struct date date = archive_date(many->archive, row).date;
		undated += date_is_none(date);
		assert_true(undated == 0 || date_is_none(date));
		if (!undated)
			assert_true(date.earliest >= before);
		before = date.earliest;
	}
	assert_int_equal(undated, (EVENTS + 6) / 7);
}

static void texts_go_by_letters_whatever_their_case(void **state)
{
	struct many *many = *state;
	struct ordered ordered = order(many, COLUMN_TYPE, false);
	static const char *const expected[] = { "Talks", "visit", "" };
	for (uint32_t i = 0; i < EVENTS; i++) {
		struct str text = column_text(&ordered.reader,
		                              (struct dossier_ref){ ordered.rows[i] });
		assert_true(str_equal(text, str_of(expected[i / (EVENTS / 3)])));
	}
}

static void from_the_other_end_the_lowest_number_comes_first_and_equals_still_by_name(void **state)
{
	struct many *many = *state;
	struct ordered ordered = order(many, COLUMN_LINKS, true);
	assert_int_equal(ordered.numbers[0], 0);
	assert_true(ordered.numbers[EVENTS - 1] >= 120);
	for (uint32_t i = 1; i < EVENTS; i++) {
		assert_true(ordered.numbers[i] >= ordered.numbers[i - 1]);
		if (ordered.numbers[i] == ordered.numbers[i - 1])
			assert_true(place_of(many, ordered.rows[i - 1]) <
			            place_of(many, ordered.rows[i]));
	}
}

static void from_the_other_end_what_is_not_told_still_comes_last(void **state)
{
	struct many *many = *state;
	struct ordered types = order(many, COLUMN_TYPE, true);
	static const char *const expected[] = { "visit", "Talks", "" };
	for (uint32_t i = 0; i < EVENTS; i++) {
		struct str text = column_text(&types.reader, (struct dossier_ref){ types.rows[i] });
		assert_true(str_equal(text, str_of(expected[i / (EVENTS / 3)])));
	}
	struct ordered dates = order(many, COLUMN_DATE, true);
	int32_t before = DATE_LAST_DAY;
	for (uint32_t i = 0; i < EVENTS; i++) {
		uint32_t row = dossier_at(many->archive, (struct dossier_ref){ dates.rows[i] }).date;
		struct date date = archive_date(many->archive, row).date;
		assert_int_equal(date_is_none(date), i >= EVENTS - (EVENTS + 6) / 7);
		assert_true(date_is_none(date) || date.earliest <= before);
		before = date.earliest;
	}
}

static void names_go_both_ways(void **state)
{
	struct many *many = *state;
	struct ordered there = order(many, COLUMN_NAME, false);
	struct ordered back = order(many, COLUMN_NAME, true);
	for (uint32_t i = 0; i < EVENTS; i++) {
		assert_int_equal(place_of(many, there.rows[i]), i);
		assert_int_equal(there.rows[i], back.rows[EVENTS - 1 - i]);
	}
}

static void none_and_one_are_in_order(void **state)
{
	struct many *many = *state;
	struct ordered none = ordered_begin(&many->arena,
		column_begin(many->archive, NULL, COLUMN_LINKS), false, 0);
	ordered_end(&none);
	assert_int_equal(none.count, 0);
	struct ordered one = ordered_begin(&many->arena,
		column_begin(many->archive, NULL, COLUMN_LINKS), false, 1);
	ordered_add(&one, (struct dossier_ref){ 0 });
	ordered_end(&one);
	assert_int_equal(one.rows[0], 0);
	assert_true(one.numbers[0] > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_highest_number_comes_first_and_equals_by_name),
		cmocka_unit_test(the_first_day_comes_first_and_what_has_none_last),
		cmocka_unit_test(texts_go_by_letters_whatever_their_case),
		cmocka_unit_test(
			from_the_other_end_the_lowest_number_comes_first_and_equals_still_by_name),
		cmocka_unit_test(from_the_other_end_what_is_not_told_still_comes_last),
		cmocka_unit_test(names_go_both_ways),
		cmocka_unit_test(none_and_one_are_in_order),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
