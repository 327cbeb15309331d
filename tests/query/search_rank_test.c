#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "query/search_state.h"

static void grades_order_by_where_then_by_how(void **state)
{
	(void)state;
	assert_true(grade_of_id() > grade_of(SEARCH_NAME, GRADE_WORD));
	assert_true(grade_of(SEARCH_NAME, GRADE_WORD) > grade_of(SEARCH_NAME, GRADE_PREFIX));
	assert_true(grade_of(SEARCH_NAME, GRADE_WORD) > grade_of(SEARCH_ALIAS, GRADE_WORD));
	assert_true(grade_of(SEARCH_ALIAS, GRADE_WORD) > grade_of(SEARCH_NAME, GRADE_PREFIX));
	assert_true(grade_of(SEARCH_NAME, GRADE_PREFIX) > grade_of(SEARCH_ALIAS, GRADE_PREFIX));
	assert_true(grade_of(SEARCH_ALIAS, GRADE_WORD) > grade_of(SEARCH_NAME, GRADE_LATIN));
	assert_true(grade_of(SEARCH_ALIAS, GRADE_PREFIX) > grade_of(SEARCH_ROMANIZED, GRADE_WORD));
	assert_true(grade_of(SEARCH_ROMANIZED, GRADE_PREFIX) > grade_of(SEARCH_ID, GRADE_WORD));
	assert_true(grade_of(SEARCH_SUMMARY, GRADE_PREFIX) > grade_of(SEARCH_TEXT, GRADE_WORD));
	assert_true(grade_of(SEARCH_TEXT, GRADE_PREFIX) > grade_of(SEARCH_PROSE, GRADE_WORD));
	assert_true(grade_of(SEARCH_NAME, GRADE_NEAR) > grade_of(SEARCH_NAME, GRADE_FAR));
}

static void weights_follow_the_grades(void **state)
{
	static const enum search_class classes[] = {
		SEARCH_PROSE, SEARCH_TEXT, SEARCH_SUMMARY, SEARCH_ID, SEARCH_ROMANIZED,
		SEARCH_ALIAS,
	};
	(void)state;
	for (size_t i = 1; i < sizeof classes / sizeof *classes; i++)
		assert_true(grade_weight(grade_of(classes[i], GRADE_PREFIX)) >
		            grade_weight(grade_of(classes[i - 1], GRADE_WORD)));
	/* A whole word of another name is more than the beginning of one of the name. */
	assert_true(grade_weight(grade_of(SEARCH_NAME, GRADE_WORD)) >
	            grade_weight(grade_of(SEARCH_ALIAS, GRADE_WORD)));
	assert_true(grade_weight(grade_of(SEARCH_ALIAS, GRADE_WORD)) >
	            grade_weight(grade_of(SEARCH_NAME, GRADE_PREFIX)));
	assert_true(grade_weight(grade_of(SEARCH_NAME, GRADE_PREFIX)) >
	            grade_weight(grade_of(SEARCH_ALIAS, GRADE_PREFIX)));
	assert_int_equal(grade_weight(0), 0);
}

static void a_grade_tells_what_it_was_made_of(void **state)
{
	(void)state;
	assert_int_equal(grade_where(grade_of(SEARCH_TEXT, GRADE_PHRASE)), SEARCH_TEXT);
	assert_int_equal(grade_way(grade_of(SEARCH_TEXT, GRADE_PHRASE)), WAY_PHRASE);
	assert_int_equal(grade_where(grade_of(SEARCH_NAME, GRADE_LATIN)), SEARCH_NAME);
	assert_int_equal(grade_way(grade_of(SEARCH_NAME, GRADE_LATIN)), WAY_ROMANIZED);
	assert_int_equal(grade_way(grade_of(SEARCH_ROMANIZED, GRADE_WORD)), WAY_ROMANIZED);
	assert_int_equal(grade_where(grade_of_id()), SEARCH_ID);
	assert_int_equal(grade_way(0), WAY_FILTER);
	assert_true(grade_is_whole_name(grade_of(SEARCH_ALIAS, GRADE_WORD)));
	assert_false(grade_is_whole_name(grade_of(SEARCH_NAME, GRADE_PREFIX)));
	assert_false(grade_is_whole_name(grade_of(SEARCH_ID, GRADE_WORD)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grades_order_by_where_then_by_how),
		cmocka_unit_test(weights_follow_the_grades),
		cmocka_unit_test(a_grade_tells_what_it_was_made_of),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
