#include "ui/trail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;

static struct trail trail_of_three(void)
{
	struct trail trail = { .arena = &arena };
	trail_visit(&trail, STR("a"));
	trail_visit(&trail, STR("b"));
	trail_visit(&trail, STR("c"));
	return trail;
}

static void assert_at(struct trail_step *step, const char *id)
{
	assert_non_null(step);
	assert_true(str_equal(step->id, str_of(id)));
}

static void goes_back_to_the_beginning_and_no_further(void **state)
{
	(void)state;
	struct trail trail = trail_of_three();
	assert_at(trail_back(&trail), "b");
	assert_at(trail_back(&trail), "a");
	assert_null(trail_back(&trail));
	assert_at(trail_here(&trail), "a");
}

static void goes_forward_again_to_the_end(void **state)
{
	(void)state;
	struct trail trail = trail_of_three();
	trail_back(&trail);
	trail_back(&trail);
	assert_at(trail_forward(&trail), "b");
	assert_at(trail_forward(&trail), "c");
	assert_null(trail_forward(&trail));
}

static void forgets_what_was_forward_when_one_turns_off(void **state)
{
	(void)state;
	struct trail trail = trail_of_three();
	trail_back(&trail);
	trail_visit(&trail, STR("x"));
	assert_null(trail_forward(&trail));
	assert_at(trail_back(&trail), "b");
	assert_at(trail_back(&trail), "a");
}

static void does_not_note_the_same_place_twice_in_a_row(void **state)
{
	(void)state;
	struct trail trail = trail_of_three();
	trail_visit(&trail, STR("c"));
	assert_int_equal(trail.steps.count, 3);
	trail_visit(&trail, STR("a"));
	assert_int_equal(trail.steps.count, 4);
}

static void remembers_how_a_page_was_left(void **state)
{
	(void)state;
	struct trail trail = trail_of_three();
	trail_here(&trail)->top = 12;
	trail_here(&trail)->link = 3;
	trail_back(&trail);
	struct trail_step *step = trail_forward(&trail);
	assert_int_equal(step->top, 12);
	assert_int_equal(step->link, 3);
}

static void has_no_step_before_the_first_visit(void **state)
{
	(void)state;
	struct trail trail = { .arena = &arena };
	assert_null(trail_here(&trail));
	assert_null(trail_back(&trail));
	assert_null(trail_forward(&trail));
}

static int end_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goes_back_to_the_beginning_and_no_further),
		cmocka_unit_test(goes_forward_again_to_the_end),
		cmocka_unit_test(forgets_what_was_forward_when_one_turns_off),
		cmocka_unit_test(does_not_note_the_same_place_twice_in_a_row),
		cmocka_unit_test(remembers_how_a_page_was_left),
		cmocka_unit_test(has_no_step_before_the_first_visit),
	};
	return cmocka_run_group_tests(tests, NULL, end_arena);
}
