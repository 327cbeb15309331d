/* stamp: what the files of a collection were when its archive was made.
 *
 * Two equal stamps mean that the archive would be the same, without any file having been read. A
 * stamp lies beside the archive and not in it, so that two copies of one collection have one and
 * the same archive.
 *
 *	the code that builds │ the root │ count │ file ┊ file ┊ … │ what cannot be read
 *	                                           └ size of path, path, state
 *
 * Numbers are of 64 bits, in the byte order of the machine; files are in the order of their paths,
 * which is that of the rows of their archive.
 */
#ifndef DOSSIER_CACHE_STAMP_H
#define DOSSIER_CACHE_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "build/scan.h"

struct arena;

struct stamp {
	struct str bytes;       /* compared whole */
	bool is_settled;        /* every file has been at rest long enough that a change from now on
	                         * will show in its times */
};

/* What all stamps of the collection at `root` begin with, as this code makes them. In `arena`. */
struct str stamp_begin(struct arena *arena, struct str root);

/* The stamp of what was found, and of what was found wrong with it. `root` tells one collection
 * from another; `now` is the time of the scan in nanoseconds since 1970. All in `arena`. */
struct stamp stamp_make(struct arena *arena, struct str root, const struct scan *scan,
                        int64_t now);

/* A file that is not what it was: its number in the old stamp and in the new one, which is its row
 * in the scan; NO_ROW where it is not. */
struct stamp_change {
	uint32_t old_row, new_row;
};

struct stamp_changes {
	struct stamp_change *items;     /* in the order of paths */
	size_t count, room;
};

/* What changed between two stamps: files that came, went or have another state, and all that could
 * not be read at either time. False if one of them is no stamp by this code, or if they are of
 * different roots. All in `arena`. */
bool stamp_compare(struct arena *arena, struct str old, struct str new,
                   struct stamp_changes *changes);

#endif
