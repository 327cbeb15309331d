/* edited: a collection in a folder of its own, whose files are written, looked at and changed.
 *
 *	cmocka_unit_test_setup_teardown(test, edited_begin, edited_end)
 */
#ifndef DOSSIER_TESTS_SUPPORT_EDITED_H
#define DOSSIER_TESTS_SUPPORT_EDITED_H

#include "archive/archive.h"
#include "base/arena.h"
#include "build/revise.h"
#include "tests/support/collection.h"
#include "tests/support/folder.h"

struct edited {
	char folder[FOLDER_SIZE];
	struct arena arena;
};

/* For the begin and the end of a test: its state is a struct edited, over an empty folder. */
int edited_begin(void **state);
int edited_end(void **state);

/* Write a file, as folder_write does. */
void edited_write(const struct edited *edited, const char *name, struct str text);
void edited_write_all(const struct edited *edited, const struct support_file *files);

/* The archive of the files as they are, and what they are. In the arena. */
struct archive *edited_build(struct edited *edited);
struct scan edited_look(struct edited *edited);

/* revise_files for what changed between two looks. */
bool edited_revise(struct edited *edited, const struct archive *base, const struct scan *before,
                   const struct scan *now, struct revision_segment *segment);

#endif
