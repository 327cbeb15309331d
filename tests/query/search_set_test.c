#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "query/search_state.h"
#include "tests/support/collection.h"

enum { DOSSIERS = 6000 };

static const struct bag_scale no_scale = { .counts = false };

/* A bag that is large enough for so many additions. */
static struct bag bag_for(uint8_t *grades, uint64_t expected)
{
	return bag_open(bag_is_small(DOSSIERS, expected) ? NULL : grades, DOSSIERS);
}

/* The rows of a set, with blanks between them. */
static struct str rows_of(struct arena *arena, struct match_set set)
{
	struct text text = { .arena = arena };
	for (size_t i = 0; i < set.count; i++)
		text_format(&text, "%s%u", i ? " " : "", set.items[i].row);
	return text_str(&text);
}

static struct match_set set_of(struct arena *arena, const uint32_t *rows, size_t count)
{
	struct match_set set = { .items = ARENA_MANY(arena, struct match, count), .count = count };
	for (size_t i = 0; i < count; i++)
		set.items[i] = (struct match){ .row = rows[i], .score = 10, .best = 5, .worst = 5 };
	return set;
}

#define SET_OF(arena, ...)                                                                \
	set_of((arena), (const uint32_t[]){ __VA_ARGS__ },                               \
	       sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

static void sets_are_cut_united_and_taken_away(void **state)
{
	struct arena arena = {0};
	struct match_set none = {0};
	(void)state;
	struct match_set left = SET_OF(&arena, 1, 3, 5, 9), right = SET_OF(&arena, 0, 3, 9, 12);
	assert_str(rows_of(&arena, set_intersect(left, right)), "3 9");
	assert_str(rows_of(&arena, set_intersect(right, none)), "");

	left = SET_OF(&arena, 1, 3, 5, 9);
	right = SET_OF(&arena, 3, 4, 9);
	assert_str(rows_of(&arena, set_subtract(left, right)), "1 5");
	assert_str(rows_of(&arena, set_subtract(right, none)), "3 4 9");

	left = SET_OF(&arena, 1, 5);
	right = SET_OF(&arena, 1, 3, 9);
	assert_str(rows_of(&arena, set_unite(&arena, left, right)), "1 3 5 9");
	assert_str(rows_of(&arena, set_unite(&arena, none, right)), "1 3 9");
	assert_str(rows_of(&arena, set_of_all(&arena, 3)), "0 1 2");
	arena_release(&arena);
}

static void what_matches_twice_is_worth_both(void **state)
{
	struct arena arena = {0};
	struct match_set left = SET_OF(&arena, 1), right = SET_OF(&arena, 1);
	(void)state;
	right.items[0] = (struct match){ .row = 1, .score = 7, .best = 9, .worst = 2 };
	struct match_set both = set_unite(&arena, left, right);
	assert_int_equal(both.items[0].score, 17);
	assert_int_equal(both.items[0].best, 9);
	assert_int_equal(both.items[0].worst, 5);

	both = set_intersect(left, right);
	assert_int_equal(both.items[0].score, 17);
	assert_int_equal(both.items[0].worst, 2);
	arena_release(&arena);
}

static void of_two_readings_the_better_counts(void **state)
{
	struct arena arena = {0};
	struct match_set left = SET_OF(&arena, 1, 3), right = SET_OF(&arena, 1, 2);
	(void)state;
	right.items[0] = (struct match){ .row = 1, .score = 12, .best = 4, .worst = 2 };
	struct match_set better = set_choose(&arena, left, right);
	assert_str(rows_of(&arena, better), "1 2 3");
	assert_int_equal(better.items[0].score, 12);
	assert_int_equal(better.items[0].best, 4);
	assert_int_equal(set_choose(&arena, right, left).items[0].worst, 2);
	arena_release(&arena);
}

static void scores_do_not_overflow(void **state)
{
	struct arena arena = {0};
	struct match_set left = SET_OF(&arena, 1), right = SET_OF(&arena, 1);
	(void)state;
	left.items[0].score = right.items[0].score = 40000;
	assert_int_equal(set_intersect(left, right).items[0].score, UINT16_MAX);
	arena_release(&arena);
}

/* The set of what is put into a bag for `expected` additions. */
static struct match_set collected(struct arena *arena, uint8_t *grades, uint64_t expected,
                                  const uint32_t *rows, size_t count)
{
	struct match_set set = {0};
	struct bag bag = bag_for(grades, expected);
	for (size_t i = 0; i < count; i++)
		bag_add(arena, &bag, rows[i], (uint8_t)(i + 1));
	while (!bag_collect(arena, &bag, &no_scale, &set))
		;
	return set;
}

static void few_and_many_rows_give_the_same_set(void **state)
{
	static const uint32_t rows[] = { 5999, 7, 0, 7, 4711, DOSSIERS, NO_ROW, 5999, 8 };
	struct arena arena = {0};
	uint8_t grades[DOSSIERS] = {0}, zeros[DOSSIERS] = {0};
	struct match_set few = collected(&arena, grades, 9, rows, 9);
	struct match_set many = collected(&arena, grades, 9000, rows, 9);
	(void)state;
	assert_str(rows_of(&arena, few), "0 7 8 4711 5999");
	assert_str(rows_of(&arena, many), "0 7 8 4711 5999");
	assert_memory_equal(grades, zeros, DOSSIERS);
	arena_release(&arena);
}

static void the_best_grade_of_a_row_counts(void **state)
{
	struct arena arena = {0};
	uint8_t grades[DOSSIERS] = {0};
	uint8_t name = grade_of(SEARCH_NAME, GRADE_WORD);
	uint8_t prose = grade_of(SEARCH_PROSE, GRADE_WORD);
	struct bag_scale half = bag_scale_of(1, 2);
	(void)state;
	for (uint64_t expected = 3; expected <= 9000; expected += 8997) {
		struct match_set set = {0};
		struct bag bag = bag_for(grades, expected);
		bag_add(&arena, &bag, 3, prose);
		bag_add(&arena, &bag, 3, name);
		bag_add(&arena, &bag, 3, prose);
		while (!bag_collect(&arena, &bag, &half, &set))
			;
		assert_int_equal(set.count, 1);
		assert_int_equal(set.items[0].best, name);
		assert_int_equal(set.items[0].score, grade_weight(name) / 2);
	}
	arena_release(&arena);
}

static void sifting_keeps_what_is_in_the_bag(void **state)
{
	struct arena arena = {0};
	uint8_t grades[DOSSIERS] = {0}, zeros[DOSSIERS] = {0};
	(void)state;
	for (uint64_t expected = 3; expected <= 9000; expected += 8997) {
		struct match_set set = SET_OF(&arena, 1, 4, 9, 5000);
		struct bag bag = bag_for(grades, expected);
		bag_add(&arena, &bag, 5000, 9);
		bag_add(&arena, &bag, 4, 9);
		bag_add(&arena, &bag, 5, 9);
		while (!bag_sift(&bag, &no_scale, &set))
			;
		assert_str(rows_of(&arena, set), "4 5000");
		assert_memory_equal(grades, zeros, DOSSIERS);
	}
	arena_release(&arena);
}

static void what_is_dropped_may_be_put_in_again(void **state)
{
	static const uint32_t dropped[] = { 2, 4, 5999, 6000 };
	struct arena arena = {0};
	uint8_t grades[DOSSIERS] = {0}, zeros[DOSSIERS] = {0};
	(void)state;
	for (uint64_t expected = 3; expected <= 9000; expected += 8997) {
		struct match_set set = {0};
		struct bag bag = bag_for(grades, expected);
		bag_add(&arena, &bag, 5999, 9);
		bag_add(&arena, &bag, 4, 9);
		bag_add(&arena, &bag, 7, 5);
		bag_add(&arena, &bag, 4, 8);
		bag_drop(&bag, (struct row_span){ dropped, 4 });
		bag_add(&arena, &bag, 4, 3);
		bag_add(&arena, &bag, 1, 3);
		while (!bag_collect(&arena, &bag, &no_scale, &set))
			;
		assert_str(rows_of(&arena, set), "1 4 7");
		assert_memory_equal(grades, zeros, DOSSIERS);
	}
	arena_release(&arena);
}

static void nothing_is_dropped_from_an_empty_bag(void **state)
{
	static const uint32_t dropped[] = { 2, 4 };
	struct arena arena = {0};
	struct match_set set = {0};
	struct bag bag = bag_open(NULL, DOSSIERS);
	(void)state;
	bag_drop(&bag, (struct row_span){ dropped, 2 });
	bag_drop(&bag, (struct row_span){0});
	while (!bag_collect(&arena, &bag, &no_scale, &set))
		;
	assert_int_equal(set.count, 0);
	arena_release(&arena);
}

static uint32_t posting_of(uint32_t row, enum search_class where)
{
	return row << POSTING_CLASS_BITS | ((uint32_t)where - 1);
}

/* 7 stands there twice, 8 only where nothing is looked for, and there is no DOSSIERS. */
static void what_is_only_counted_is_counted_once(void **state)
{
	const uint32_t postings[] = {
		posting_of(7, SEARCH_PROSE), posting_of(7, SEARCH_NAME),
		posting_of(8, SEARCH_FACET), posting_of(DOSSIERS, SEARCH_NAME),
		posting_of(0, SEARCH_NAME),  posting_of(5999, SEARCH_PROSE),
	};
	const uint8_t worth[SEARCH_CLASS_COUNT] = { [SEARCH_NAME] = 9, [SEARCH_PROSE] = 200 };
	const uint32_t dropped[] = { 0 };
	struct arena arena = {0};
	uint8_t grades[DOSSIERS] = {0}, zeros[DOSSIERS] = {0};
	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		struct bag bag = bag_for(grades, i % 2 ? 9000 : 3);
		bag.counts = i >= 2;
		bag_add_postings(&arena, &bag, postings, 6, worth);
		bag_drop(&bag, (struct row_span){ dropped, 1 });
		bag_add(&arena, &bag, 4711, 9);
		assert_int_equal(bag_count(&bag), 3);
		assert_memory_equal(grades, zeros, DOSSIERS);
	}
	arena_release(&arena);
}

/* Of rows side by side, and where the last are fewer than are looked at at a time. */
static void every_other_row_is_collected(void **state)
{
	struct arena arena = {0};
	uint8_t grades[DOSSIERS - 1] = {0}, zeros[DOSSIERS - 1] = {0};
	struct bag bag = bag_open(grades, DOSSIERS - 1);
	struct match_set set = {0};
	(void)state;
	for (uint32_t row = 0; row < DOSSIERS; row += 2)
		bag_add(&arena, &bag, row, (uint8_t)(1 + row % 255));
	while (!bag_collect(&arena, &bag, &no_scale, &set))
		;
	assert_int_equal(set.count, DOSSIERS / 2);
	for (uint32_t i = 0; i < DOSSIERS / 2; i++)
		assert_int_equal(set.items[i].row, 2 * i);
	assert_int_equal(set.items[1].best, 0);
	assert_int_equal(set.items[1].worst, UINT8_MAX);
	assert_memory_equal(grades, zeros, DOSSIERS - 1);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_are_cut_united_and_taken_away),
		cmocka_unit_test(what_matches_twice_is_worth_both),
		cmocka_unit_test(of_two_readings_the_better_counts),
		cmocka_unit_test(scores_do_not_overflow),
		cmocka_unit_test(few_and_many_rows_give_the_same_set),
		cmocka_unit_test(the_best_grade_of_a_row_counts),
		cmocka_unit_test(sifting_keeps_what_is_in_the_bag),
		cmocka_unit_test(what_is_dropped_may_be_put_in_again),
		cmocka_unit_test(nothing_is_dropped_from_an_empty_bag),
		cmocka_unit_test(what_is_only_counted_is_counted_once),
		cmocka_unit_test(every_other_row_is_collected),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
