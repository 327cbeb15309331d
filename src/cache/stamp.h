/* stamp: what the files of a collection were when its archive was made.
 *
 * Two equal stamps mean that the archive would be the same, without any file having been read. A
 * stamp lies beside the archive and not in it, so that two copies of one collection have one and
 * the same archive.
 */
#ifndef DOSSIER_CACHE_STAMP_H
#define DOSSIER_CACHE_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "build/scan.h"

struct arena;

struct stamp {
	struct str bytes;       /* compared whole: the code that builds, the root, each file's path
	                         * and state, in the byte order of the machine */
	bool is_settled;        /* every file has been at rest long enough that a change from now on
	                         * will show in its times */
};

/* What all stamps of the collection at `root` begin with, as this code makes them. In `arena`. */
struct str stamp_begin(struct arena *arena, struct str root);

/* The stamp of what was found, and of what was found wrong with it. `root` tells one collection from
 * another; `now` is the time of the scan in nanoseconds since 1970. All in `arena`. */
struct stamp stamp_make(struct arena *arena, struct str root, const struct scan *scan,
                        int64_t now);

#endif
