/* roster: which files a collection had, and in which state, in eight bytes each; to say later which
 * of them have changed. Their paths are those of the archive that was made of them.
 *
 * Private to cache/.
 */
#ifndef DOSSIER_CACHE_ROSTER_H
#define DOSSIER_CACHE_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "build/scan.h"

struct arena;

struct roster { uint64_t *states; size_t count; };      /* in the order of paths */

/* What became of the files. */
struct roster_changes {
	size_t read_count, gone_count;  /* that are new or others; that are not there any more */
	struct str path;                /* of the first of them; borrowed */
};

/* In `arena`. */
struct roster roster_make(struct arena *arena, const struct scan *scan);

/* From `before`, whose files are those of `archive`, to `scan`. False if the archive is of other
 * files. */
bool roster_compare(struct roster before, const struct archive *archive, const struct scan *scan,
                    struct roster_changes *changes);

/* "1 file read anew: people/ann.yaml", "12 files read anew, 1 gone"; empty if nothing changed. In
 * `arena`. */
struct str roster_sentence(struct arena *arena, const struct roster_changes *changes);

#endif
