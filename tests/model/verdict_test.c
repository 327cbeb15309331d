#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/verdict.h"

/* The names are part of what commands and ledgers promise. */
static void has_a_lasting_name_for_each(void **state)
{
	static const char *const names[] = {
		"exact", "normalized", "too-short", "no-local-copy", "not-found",
	};
	(void)state;
	_Static_assert(sizeof names / sizeof names[0] == VERDICT_COUNT, "one each");
	for (enum verdict verdict = 0; verdict < VERDICT_COUNT; verdict++) {
		enum verdict found = VERDICT_COUNT;
		assert_string_equal(verdict_name(verdict).bytes, names[verdict]);
		assert_true(verdict_find(str_of(names[verdict]), &found));
		assert_int_equal(found, verdict);
	}
}

static void knows_no_other_names(void **state)
{
	enum verdict verdict = VERDICT_EXACT;
	(void)state;
	assert_false(verdict_find(STR(""), &verdict));
	assert_false(verdict_find(STR("Exact"), &verdict));
	assert_false(verdict_find(STR("not found"), &verdict));
	assert_int_equal(verdict, VERDICT_EXACT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_a_lasting_name_for_each),
		cmocka_unit_test(knows_no_other_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
