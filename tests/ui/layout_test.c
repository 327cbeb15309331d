#include "ui/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "query/page.h"

static struct layout layout_of(int rows, int columns, enum slot focus)
{
	return layout_make(
		(struct layout_options){ .rows = rows, .columns = columns, .focus = focus });
}

static int panes_of(struct layout layout)
{
	int count = 0;
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		count += !rect_is_empty(layout.slots[slot]);
	return count;
}

static void shows_three_panes_from_120_columns(void **state)
{
	(void)state;
	assert_int_equal(panes_of(layout_of(40, 120, SLOT_LIST)), 3);
	assert_int_equal(panes_of(layout_of(40, 119, SLOT_LIST)), 2);
}

static void shows_two_panes_from_80_columns(void **state)
{
	(void)state;
	assert_int_equal(panes_of(layout_of(24, 80, SLOT_LIST)), 2);
	assert_int_equal(panes_of(layout_of(24, 79, SLOT_LIST)), 1);
}

static void shows_the_pane_in_focus_when_there_is_room_for_one(void **state)
{
	(void)state;
	for (int slot = 0; slot < SLOT_COUNT; slot++) {
		struct layout layout = layout_of(12, 40, (enum slot)slot);
		assert_int_equal(panes_of(layout), 1);
		assert_int_equal(layout.slots[slot].columns, 40);
		assert_int_equal(layout.slots[slot].rows, 10);
	}
}

static void puts_connections_in_place_of_the_dossier_when_they_have_the_focus(void **state)
{
	(void)state;
	struct layout layout = layout_of(24, 80, SLOT_LINKS);
	assert_false(rect_is_empty(layout.slots[SLOT_LIST]));
	assert_true(rect_is_empty(layout.slots[SLOT_DOSSIER]));
	assert_false(rect_is_empty(layout.slots[SLOT_LINKS]));
}

static void gives_everything_to_a_maximized_pane(void **state)
{
	(void)state;
	struct layout layout = layout_make((struct layout_options){
		.rows = 50, .columns = 200, .focus = SLOT_DOSSIER, .is_maximized = true,
	});
	assert_int_equal(panes_of(layout), 1);
	assert_int_equal(layout.slots[SLOT_DOSSIER].columns, 200);
}

static void gives_the_list_what_the_dossier_does_not_need(void **state)
{
	(void)state;
	assert_int_equal(layout_of(50, 160, SLOT_DOSSIER).slots[SLOT_LIST].columns, 46);
	struct layout layout = layout_of(50, 200, SLOT_DOSSIER);
	assert_int_equal(layout.slots[SLOT_LIST].columns, 54);
	assert_int_equal(layout.slots[SLOT_DOSSIER].columns, PAGE_MAX_MEASURE + 2);
	assert_int_equal(layout_of(50, 300, SLOT_DOSSIER).slots[SLOT_LIST].columns, 64);
}

static void gives_the_list_one_width_whatever_has_the_focus(void **state)
{
	(void)state;
	for (int focus = 0; focus < SLOT_COUNT; focus++) {
		assert_int_equal(layout_of(24, 80, (enum slot)focus).slots[SLOT_LIST].columns, 38);
		assert_int_equal(layout_of(40, 120, (enum slot)focus).slots[SLOT_LIST].columns, 42);
		assert_int_equal(layout_of(40, 140, (enum slot)focus).slots[SLOT_LIST].columns, 46);
	}
}

static void never_narrows_the_list_on_a_wider_screen(void **state)
{
	(void)state;
	int before = 0;
	for (int columns = 80; columns < 260; columns++) {
		int width = layout_of(40, columns, SLOT_DOSSIER).slots[SLOT_LIST].columns;
		assert_true(width >= before);
		before = width;
	}
}

static void says_when_the_screen_is_too_small(void **state)
{
	(void)state;
	assert_true(layout_of(5, 80, SLOT_LIST).is_too_small);
	assert_true(layout_of(24, 19, SLOT_LIST).is_too_small);
	assert_false(layout_of(6, 20, SLOT_LIST).is_too_small);
	assert_true(layout_of(0, 0, SLOT_LIST).is_too_small);
}

/* Title, panes, lines between them and hints: no cell belongs to two. */
static void never_lays_two_things_over_each_other(void **state)
{
	(void)state;
	for (int columns = 20; columns < 260; columns += 7) {
		for (int focus = 0; focus < SLOT_COUNT; focus++) {
			struct layout layout = layout_of(30, columns, (enum slot)focus);
			for (int left = 0; left < SLOT_COUNT; left++) {
				struct rect rect = layout.slots[left];
				assert_true(rect_is_empty(rect_overlap(rect, layout.title)));
				assert_true(rect_is_empty(rect_overlap(rect, layout.hints)));
				assert_true(rect.column + rect.columns <= columns);
				for (int right = left + 1; right < SLOT_COUNT; right++)
					assert_true(rect_is_empty(
						rect_overlap(rect, layout.slots[right])));
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_three_panes_from_120_columns),
		cmocka_unit_test(shows_two_panes_from_80_columns),
		cmocka_unit_test(shows_the_pane_in_focus_when_there_is_room_for_one),
		cmocka_unit_test(puts_connections_in_place_of_the_dossier_when_they_have_the_focus),
		cmocka_unit_test(gives_everything_to_a_maximized_pane),
		cmocka_unit_test(gives_the_list_what_the_dossier_does_not_need),
		cmocka_unit_test(gives_the_list_one_width_whatever_has_the_focus),
		cmocka_unit_test(never_narrows_the_list_on_a_wider_screen),
		cmocka_unit_test(says_when_the_screen_is_too_small),
		cmocka_unit_test(never_lays_two_things_over_each_other),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
