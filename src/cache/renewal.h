/* renewal: looks whether what was kept of a collection is still what its files say, while somebody
 * reads it already, and makes it anew if not.
 *
 *	open what is kept ─▶ first screen ─▶ … ─▶ another archive, if there is one
 *	        └─▶ a thread: look at the files, check the bytes, build
 */
#ifndef DOSSIER_CACHE_RENEWAL_H
#define DOSSIER_CACHE_RENEWAL_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/str.h"
#include "cache/collection.h"

struct arena;
struct renewal;

/* Open what is kept of the collection at `path` as it is, without a look at its files. The archive
 * lives in `arena`, or is mapped until the program ends. False if nothing fitting is kept. */
bool renewal_open_kept(struct arena *arena, struct str path, struct collection_options options,
                       struct archive **archive);

/* Begin to look, in a thread. `kept` is what renewal_open_kept gave. NULL if there can be no
 * thread. */
struct renewal *renewal_start(struct str path, struct collection_options options,
                              const struct archive *kept);

/* A descriptor that can be read from when the look is done, and ever after. */
int renewal_descriptor(const struct renewal *renewal);

/* What came of it; waits until it is done. The new archive, which lives until renewal_end; or NULL
 * if the kept one is as it should be, or if there is no other: then `*note` says why, else it is
 * empty or a sentence about how it went. */
const struct archive *renewal_take(struct renewal *renewal, struct str *note);

/* Release it. False if the look is not done: then it goes on, and nothing that it uses may be
 * released, so the program had better end. */
bool renewal_end(struct renewal *renewal);

#endif
