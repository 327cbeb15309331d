/* answers: all that an archive says, as one text, to be compared with that of another. */
#ifndef DOSSIER_TESTS_SUPPORT_ANSWERS_H
#define DOSSIER_TESTS_SUPPORT_ANSWERS_H

#include "archive/archive.h"

struct arena;

/* The pages of all dossiers and of their links, rows that are in no page, the timeline of all and
 * of each, the orders of names, paths, quotes, claims, and what these queries find, whole and as
 * they are typed (lists that end with NULL). All but findings and the counts of the collection. In
 * `arena`. */
struct str answers_of(const struct archive *archive, struct arena *arena,
                      const char *const *queries, const char *const *typed);

#endif
