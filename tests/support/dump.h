/* dump: all that the program would ever say of an archive, sound or not, as one text: every page of
 * every dossier, every list, some searches and paths. Two archives with the same dump give the same
 * answers. */
#ifndef DOSSIER_TESTS_SUPPORT_DUMP_H
#define DOSSIER_TESTS_SUPPORT_DUMP_H

#include <stdbool.h>

#include "archive/archive.h"

struct arena;

struct dump_options {
	const char *const *queries;     /* ended by NULL */
	bool omits_findings;            /* of dossiers: a revision has none of those that it replaces
	                                 * (archive/revision.h) */
};

/* The text lives in `arena`. */
struct str dump_archive(const struct archive *archive, struct arena *arena,
                        struct dump_options options);

#endif
