/* walk: read all of an archive by every accessor, sound or not. */
#ifndef DOSSIER_TESTS_SUPPORT_WALK_H
#define DOSSIER_TESTS_SUPPORT_WALK_H

#include "archive/archive.h"

/* Ask for every row, and for rows that are not there, and look at every byte of what comes out.
 * That nothing outside the archive is touched is for the sanitizers to say. Gives a sum of what was
 * seen, so that nothing is left out by the compiler. */
uint64_t walk_archive(const struct archive *archive);

#endif
