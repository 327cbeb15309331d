#include "ui/list_months.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A row for each number: the month that it stands under. */
static struct list_month month_at(const void *context, uint32_t row)
{
	return (struct list_month){ ((const int32_t *)context)[row], true };
}

static void months_stand_above_their_rows(void **state)
{
	(void)state;
	static const int32_t rows[] = { 3, 3, 4, 7, 7, 7 };
	static const int expected[] = { -1, 0, 1, -1, 2, -1, 3, 4, 5 };
	struct list_months months = {0};
	list_months_go_on(&months, &(struct list_months_rows){ 6, month_at, rows });
	assert_int_equal(list_months_lines(&months), 9);
	for (int line = 0; line < 9; line++) {
		assert_int_equal(list_months_row(&months, line), expected[line]);
		if (expected[line] >= 0)
			assert_int_equal(list_months_line(&months, expected[line]), line);
	}
	list_months_forget(&months);
	assert_int_equal(list_months_lines(&months), 0);
}

static void rows_may_come_in_pieces(void **state)
{
	(void)state;
	static const int32_t rows[] = { 1, 1, 2, 2, 2, 5 };
	for (uint32_t cut = 0; cut <= 6; cut++) {
		struct list_months months = {0};
		list_months_go_on(&months, &(struct list_months_rows){ cut, month_at, rows });
		list_months_go_on(&months, &(struct list_months_rows){ 6, month_at, rows });
		assert_int_equal(list_months_lines(&months), 9);
		assert_int_equal(list_months_row(&months, 3), -1);
		assert_int_equal(list_months_row(&months, 7), -1);
		list_months_forget(&months);
	}
}

static int32_t looks;

/* A month of a hundred thousand rows, and one of one row. */
static struct list_month month_of_many(const void *context, uint32_t row)
{
	(void)context;
	looks++;
	return (struct list_month){ row < 100000 ? 1 : 2, true };
}

static void rows_of_one_month_are_not_gone_through(void **state)
{
	(void)state;
	struct list_months months = {0};
	list_months_go_on(&months, &(struct list_months_rows){ 100001, month_of_many, NULL });
	assert_int_equal(list_months_lines(&months), 100003);
	assert_int_equal(list_months_row(&months, 100001), -1);
	assert_true(looks < 100);
	list_months_forget(&months);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_stand_above_their_rows),
		cmocka_unit_test(rows_may_come_in_pieces),
		cmocka_unit_test(rows_of_one_month_are_not_gone_through),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
