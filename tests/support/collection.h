/* collection: drafts, collections and archives from YAML that stands in a test.
 *
 *	struct support_made *made = support_make(NULL, (struct support_file[]){
 *		{ "min.yaml", "kind: person\nname: Min Aung Hlaing\n" },
 *		{ 0 },
 *	});
 *	…
 *	support_free(made);
 *
 * What is wrong with the YAML becomes findings, as in the program; what is wrong with the test ends
 * it with a failure of cmocka.
 */
#ifndef DOSSIER_TESTS_SUPPORT_COLLECTION_H
#define DOSSIER_TESTS_SUPPORT_COLLECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "build/draft.h"
#include "build/resolve.h"
#include "model/finding.h"
#include "model/schema.h"

struct arena;

/* A file of a collection: its path and what stands in it. An array of them ends with a zeroed
 * row. */
struct support_file {
	const char *path, *text;
};

/* The built-in schema with what `own`, a schema.yaml, adds to it (NULL: nothing). */
struct schema *support_schema(struct arena *arena, const char *own);

/* The drafts of one file; `path` gives it its id if it says none. Release the batch's arena. */
struct batch support_batch(const struct schema *schema, const char *path, const char *text);

/* A collection that is read, drafted, resolved and audited, but not packed. */
struct support_made {
	struct arena arena;
	struct schema *schema;
	struct batch *batches;          /* one for each file, in the order given */
	size_t batch_count;
	struct resolved resolved;
	struct finding_array findings;  /* of all steps, as finding_compare orders them */
};

/* `own` is the collection's schema.yaml, or NULL. */
struct support_made *support_make(const char *own, const struct support_file *files);
void support_free(struct support_made *made);

/* The same files in a folder of their own, built and opened as the program does it. They may be
 * schema.yaml and collection.yaml too. Lives in `arena`, and so do the bytes behind it. */
struct archive *support_archive(struct arena *arena, const struct support_file *files);

/* The archive of one file: for tests that want no more. */
struct archive *support_archive_of(struct arena *arena, const char *text);

/* The archive of a folder of the source tree, such as "tests/cases/foreign/congress". */
struct archive *support_archive_folder(struct arena *arena, const char *folder);

/* A path of the source tree, wherever it was built. NUL-terminated. */
const char *support_source(struct arena *arena, const char *path);

/* The draft of that id, or NULL. */
const struct draft *support_draft(const struct batch *batch, const char *id);

/* The nth (from 0) value of a draft that has this key, at any depth, or NULL. */
const struct draft_value *support_value(const struct batch *batch, const struct draft *draft,
                                        const char *key, unsigned nth);

/* The nth (from 0) link of a draft that leads to `target`, or NULL. */
const struct draft_link *support_link(const struct batch *batch, const struct draft *draft,
                                      const char *target, unsigned nth);

/* The nth (from 0) finding of a rule, or NULL; and how many there are. */
const struct finding *support_finding(const struct finding_array *findings, enum rule rule,
                                      unsigned nth);
unsigned support_finding_count(const struct finding_array *findings, enum rule rule);

/* All findings as lines "file:line:column rule: message", for a failure that says what there is. */
const char *support_findings_text(struct arena *arena, const struct finding_array *findings);

/* Fail unless `actual` is `expected`, showing both. */
#define assert_str(actual, expected) support_assert_str((actual), (expected), __FILE__, __LINE__)
void support_assert_str(struct str actual, const char *expected, const char *file, int line);

/* Fail unless the first finding of a rule stands in that line and has that message, or there are no
 * findings at all; showing those that there are. */
#define assert_finding(findings, rule, in_line, message) \
	support_assert_finding((findings), (rule), (in_line), (message), __FILE__, __LINE__)
#define assert_no_findings(findings) support_assert_no_findings((findings), __FILE__, __LINE__)
void support_assert_finding(const struct finding_array *findings, enum rule rule, uint32_t in_line,
                            const char *message, const char *file, int line);
void support_assert_no_findings(const struct finding_array *findings, const char *file, int line);

#endif
