/* dump: all that the program would ever say of an archive, sound or not, as one text: every row,
 * every page of every dossier, every list, some searches and paths. Two archives with the same dump
 * give the same answers; telling_assert_same says where two dumps are not the same. */
#ifndef DOSSIER_TESTS_SUPPORT_DUMP_H
#define DOSSIER_TESTS_SUPPORT_DUMP_H

#include <stdbool.h>

#include "archive/archive.h"

struct arena;

/* A revision has no findings of the dossiers that it replaces, and the counts and the list of
 * findings of its base (archive/revision.h). */
struct dump_options {
	const char *const *queries;     /* ended by NULL; each is asked whole and as it is typed */
	bool omits_findings;            /* of dossiers and on their pages */
	bool omits_counts;              /* of the collection, and the list of all findings */
};

/* The text lives in `arena`. */
struct str dump_archive(const struct archive *archive, struct arena *arena,
                        struct dump_options options);

#endif
