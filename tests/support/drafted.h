/* drafted: for tests that draft one small file each, by the built-in schema.
 *
 *	const struct draft *draft = draft_of("person", "born: 1980\n");
 *	assert_no_findings(&batch.findings);
 *
 *	cmocka_unit_test_teardown(test, batch_close)
 *	cmocka_run_group_tests(tests, schema_open, schema_close)
 */
#ifndef DOSSIER_TESTS_SUPPORT_DRAFTED_H
#define DOSSIER_TESTS_SUPPORT_DRAFTED_H

#include "base/arena.h"
#include "tests/support/collection.h"

/* What was drafted last, until the test ends; the schema, and the arena that it is in, until the
 * group of tests does. */
extern struct batch batch;
extern struct schema *schema;
extern struct arena arena;

/* The first draft of the file `path` with that text. There must be one. */
const struct draft *draft_in(const char *path, const char *text);

/* The draft of a.yaml, a dossier of `kind` that is called A and has these keys. */
const struct draft *draft_of(const char *kind, const char *keys);

/* For the end of a test, and for the begin and the end of a group of tests. */
int batch_close(void **state);
int schema_open(void **state);
int schema_close(void **state);

#endif
