/* verify: the deep check of an archive that comes from outside. */
#ifndef DOSSIER_ARCHIVE_VERIFY_H
#define DOSSIER_ARCHIVE_VERIFY_H

#include <stdbool.h>

#include "archive/archive.h"

/* Walk every row: the hash; each offset inside its section; each text valid UTF-8 with its NUL; ids
 * sorted and unique; links in and out the same links; orders that are permutations; values that
 * nest; terms sorted, postings sorted and in range. Linear in the size of the archive.
 * Fails: FAULT_FORMAT with the section, the row, and what is wrong with it. */
bool archive_verify(const struct archive *archive, struct fault *why);

/* The hash alone, which tells of chance but not of malice: 5 ms for 64 MiB.
 * Fails: FAULT_FORMAT. */
bool archive_verify_hash(const struct archive *archive, struct fault *why);

#endif
