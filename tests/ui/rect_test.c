#include "ui/rect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_rect(struct rect rect, int row, int column, int rows, int columns)
{
	assert_int_equal(rect.row, row);
	assert_int_equal(rect.column, column);
	assert_int_equal(rect.rows, rows);
	assert_int_equal(rect.columns, columns);
}

static void cuts_rows_off_the_top(void **state)
{
	(void)state;
	struct rect rest = { 2, 3, 10, 20 };
	assert_rect(rect_cut_top(&rest, 4), 2, 3, 4, 20);
	assert_rect(rest, 6, 3, 6, 20);
}

static void cuts_rows_off_the_bottom(void **state)
{
	(void)state;
	struct rect rest = { 2, 3, 10, 20 };
	assert_rect(rect_cut_bottom(&rest, 4), 8, 3, 4, 20);
	assert_rect(rest, 2, 3, 6, 20);
}

static void cuts_columns_off_the_left(void **state)
{
	(void)state;
	struct rect rest = { 2, 3, 10, 20 };
	assert_rect(rect_cut_left(&rest, 5), 2, 3, 10, 5);
	assert_rect(rest, 2, 8, 10, 15);
}

static void cuts_columns_off_the_right(void **state)
{
	(void)state;
	struct rect rest = { 2, 3, 10, 20 };
	assert_rect(rect_cut_right(&rest, 5), 2, 18, 10, 5);
	assert_rect(rest, 2, 3, 10, 15);
}

static void takes_no_more_than_there_is(void **state)
{
	(void)state;
	struct rect rest = { 0, 0, 3, 3 };
	assert_rect(rect_cut_top(&rest, 9), 0, 0, 3, 3);
	assert_true(rect_is_empty(rest));
	assert_true(rect_is_empty(rect_cut_left(&(struct rect){ 0, 0, 3, 3 }, -1)));
}

static void overlaps_where_both_are(void **state)
{
	(void)state;
	struct rect left = { 0, 0, 10, 10 }, right = { 5, 8, 10, 10 };
	assert_rect(rect_overlap(left, right), 5, 8, 5, 2);
	assert_true(rect_is_empty(rect_overlap(left, (struct rect){ 10, 0, 5, 5 })));
}

static void contains_its_first_cell_and_not_the_one_behind_its_last(void **state)
{
	(void)state;
	struct rect rect = { 1, 2, 3, 4 };
	assert_true(rect_contains(rect, 1, 2));
	assert_true(rect_contains(rect, 3, 5));
	assert_false(rect_contains(rect, 4, 5));
	assert_false(rect_contains(rect, 3, 6));
	assert_false(rect_contains(rect, 0, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_rows_off_the_top),
		cmocka_unit_test(cuts_rows_off_the_bottom),
		cmocka_unit_test(cuts_columns_off_the_left),
		cmocka_unit_test(cuts_columns_off_the_right),
		cmocka_unit_test(takes_no_more_than_there_is),
		cmocka_unit_test(overlaps_where_both_are),
		cmocka_unit_test(contains_its_first_cell_and_not_the_one_behind_its_last),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
