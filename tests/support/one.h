/* one: for tests that make one small collection each.
 *
 *	make("- {id: a, kind: place, name: A}\n");
 *	assert_int_equal(count_of(RULE_ORPHAN), 1);
 *
 *	cmocka_unit_test_teardown(test, made_free)
 */
#ifndef DOSSIER_TESTS_SUPPORT_ONE_H
#define DOSSIER_TESTS_SUPPORT_ONE_H

#include "tests/support/collection.h"

/* What make made last. */
extern struct support_made *made;

/* The collection of one file, all.yaml, with that text. */
void make(const char *text);

/* How many findings of the rule there are in it. */
unsigned count_of(enum rule rule);

/* For the end of a test that made one, and of a group of tests. */
int made_free(void **state);
int unicode_end(void **state);

#endif
