/* breakage: files that could be read before and cannot be any more, as while somebody edits them.
 *
 * Private to cache/.
 */
#ifndef DOSSIER_CACHE_BREAKAGE_H
#define DOSSIER_CACHE_BREAKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/archive.h"
#include "build/scan.h"

struct arena;

struct breakage {
	size_t count;                   /* files that are broken now, and were not */
	struct str path;                /* of the first; borrowed from the archive that has it now */
	struct place place;             /* in it; line 0: the file as a whole */
};

/* Compare two archives of a collection, of which `after` is built whole, from `scan`. Broken are a
 * file that cannot be read, or that is not UTF-8 or YAML, if only in one document; and one that is
 * empty and had dossiers: somebody may be writing it. One that was not there is not among them. */
struct breakage breakage_find(const struct archive *before, const struct archive *after,
                              const struct scan *scan);

/* "people/ann.yaml:12:3 is broken: until it is mended, all is shown as it was before". In
 * `arena`. */
struct str breakage_sentence(struct arena *arena, const struct breakage *breakage);

#endif
