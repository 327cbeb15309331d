#include "ui/viewport.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct viewport viewport_of(int count, int rows)
{
	struct viewport viewport = {0};
	viewport_resize(&viewport, count, rows);
	return viewport;
}

static void keeps_an_empty_list_at_zero(void **state)
{
	(void)state;
	struct viewport viewport = viewport_of(0, 10);
	viewport_move(&viewport, 5);
	viewport_scroll(&viewport, 5);
	assert_int_equal(viewport.cursor, 0);
	assert_int_equal(viewport.top, 0);
	assert_false(viewport_shows(&viewport, 0));
}

static void scrolls_no_more_than_it_takes_to_show_the_cursor(void **state)
{
	(void)state;
	struct viewport viewport = viewport_of(100, 10);
	viewport_select(&viewport, 9);
	assert_int_equal(viewport.top, 0);
	viewport_select(&viewport, 10);
	assert_int_equal(viewport.top, 1);
	viewport_select(&viewport, 0);
	assert_int_equal(viewport.top, 0);
}

static void lands_in_the_upper_third_of_what_was_out_of_sight(void **state)
{
	(void)state;
	struct viewport viewport = viewport_of(100, 9);
	viewport_land(&viewport, 50);
	assert_int_equal(viewport.cursor, 50);
	assert_int_equal(viewport.top, 47);
	viewport_land(&viewport, 55);
	assert_int_equal(viewport.top, 47);
	viewport_land(&viewport, 99);
	assert_int_equal(viewport.top, 91);
	viewport_land(&viewport, 1);
	assert_int_equal(viewport.top, 0);
}

static void stops_at_both_ends(void **state)
{
	(void)state;
	struct viewport viewport = viewport_of(30, 10);
	viewport_move(&viewport, -3);
	assert_int_equal(viewport.cursor, 0);
	viewport_move(&viewport, 1000);
	assert_int_equal(viewport.cursor, 29);
	assert_int_equal(viewport.top, 20);
}

static void has_a_third_of_the_screen_ahead_where_the_cursor_leaves_it(void **state)
{
	(void)state;
	struct viewport viewport = viewport_of(100, 10);
	viewport_move(&viewport, 9);
	assert_int_equal(viewport.top, 0);
	viewport_move(&viewport, 1);
	assert_int_equal(viewport.top, 4);
	for (int i = 0; i < 3; i++)
		viewport_move(&viewport, 1);
	assert_int_equal(viewport.cursor, 13);
	assert_int_equal(viewport.top, 4);
	viewport_move(&viewport, 1);
	assert_int_equal(viewport.top, 8);
	viewport_select(&viewport, 8);
	viewport_move(&viewport, -1);
	assert_int_equal(viewport.top, 4);
	viewport_select(&viewport, 97);
	viewport_move(&viewport, 1);
	assert_int_equal(viewport.top, 90);
}

static void moves_the_cursor_with_a_page(void **state)
{
	(void)state;
	struct viewport viewport = viewport_of(30, 10);
	viewport_select(&viewport, 3);
	viewport_scroll(&viewport, 10);
	assert_int_equal(viewport.top, 10);
	assert_int_equal(viewport.cursor, 13);
}

static void reaches_the_last_row_by_pages(void **state)
{
	(void)state;
	struct viewport viewport = viewport_of(25, 10);
	for (int i = 0; i < 4; i++)
		viewport_scroll(&viewport, 10);
	assert_int_equal(viewport.top, 15);
	assert_int_equal(viewport.cursor, 24);
}

static void returns_to_the_first_row_by_pages(void **state)
{
	(void)state;
	struct viewport viewport = viewport_of(25, 10);
	viewport_select(&viewport, 24);
	for (int i = 0; i < 4; i++)
		viewport_scroll(&viewport, -10);
	assert_int_equal(viewport.top, 0);
	assert_int_equal(viewport.cursor, 0);
}

static void keeps_the_cursor_when_the_list_shrinks_behind_it(void **state)
{
	(void)state;
	struct viewport viewport = viewport_of(100, 10);
	viewport_select(&viewport, 50);
	viewport_resize(&viewport, 60, 10);
	assert_int_equal(viewport.cursor, 50);
	viewport_resize(&viewport, 20, 10);
	assert_int_equal(viewport.cursor, 19);
	assert_int_equal(viewport.top, 10);
}

static void shows_at_least_one_row_however_small_the_screen(void **state)
{
	(void)state;
	struct viewport viewport = viewport_of(5, 0);
	assert_int_equal(viewport.rows, 1);
	viewport_select(&viewport, 4);
	assert_int_equal(viewport.top, 4);
}

/* The invariants of the header, after every step of every kind, in every small list and screen. */
static void holds_its_invariants_after_any_steps(void **state)
{
	(void)state;
	for (int count = 0; count < 9; count++) {
		for (int rows = 1; rows < 6; rows++) {
			struct viewport viewport = viewport_of(count, rows);
			for (int step = 0; step < 200; step++) {
				int by = (step * 7) % 11 - 5;
				if (step % 2)
					viewport_move(&viewport, by);
				else
					viewport_scroll(&viewport, by);
				assert_true(viewport.cursor >= 0);
				assert_true(viewport.cursor < count || viewport.cursor == 0);
				assert_true(viewport.top <= viewport.cursor);
				assert_true(viewport.cursor < viewport.top + rows);
				assert_true(viewport.top + rows <= count || viewport.top == 0);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_an_empty_list_at_zero),
		cmocka_unit_test(scrolls_no_more_than_it_takes_to_show_the_cursor),
		cmocka_unit_test(lands_in_the_upper_third_of_what_was_out_of_sight),
		cmocka_unit_test(stops_at_both_ends),
		cmocka_unit_test(has_a_third_of_the_screen_ahead_where_the_cursor_leaves_it),
		cmocka_unit_test(moves_the_cursor_with_a_page),
		cmocka_unit_test(reaches_the_last_row_by_pages),
		cmocka_unit_test(returns_to_the_first_row_by_pages),
		cmocka_unit_test(keeps_the_cursor_when_the_list_shrinks_behind_it),
		cmocka_unit_test(shows_at_least_one_row_however_small_the_screen),
		cmocka_unit_test(holds_its_invariants_after_any_steps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
