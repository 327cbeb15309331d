/* cached: what the store has for one collection. Private to cache/.
 *
 *	NAME.archive    the bytes of the archive
 *	NAME.stamp      the archive's hash, and the stamp of the files that it was built from
 *	NAME.lock       empty; who builds has it locked
 *
 * NAME is made from the path of the collection. The archive is put there before its stamp: between
 * the two the old stamp stands beside the new archive, and the hash tells.
 */
#ifndef DOSSIER_CACHE_CACHED_H
#define DOSSIER_CACHE_CACHED_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/archive.h"
#include "build/scan.h"
#include "cache/stamp.h"
#include "cache/store.h"

struct arena;

struct cached {
	struct store store;
	struct str path, root;          /* of the collection: as it was named, and resolved */
	struct scan scan;               /* the files as they are */
	struct stamp stamp;             /* of them */
	const char *archive_name, *stamp_name, *lock_name;
	struct str note;                /* for the reader, or empty */
};

/* Open the store. False if it is of no use, or must not be used: a collection on another file system
 * than the store's is kept only where DOSSIER_CACHE says so, for what is on a stick should not get
 * onto the disk; one that root owns is the system's, and is. */
bool cached_find(struct arena *arena, struct str path, struct cached *cached);

/* The same, and look at the files. */
bool cached_open(struct arena *arena, struct str path, int64_t now, struct cached *cached);
void cached_close(struct cached *cached);

/* The archive from the store, if it is that of the files as they are. One of more than
 * STORE_READ_SIZE bytes is not read to check its hash. */
bool cached_read(struct arena *arena, struct cached *cached, struct archive **archive);

/* The archive from the store, of whatever files; none were looked at. */
bool cached_read_kept(struct arena *arena, struct cached *cached, struct archive **archive);

/* True if the archive of that hash is the one of the files as they are. */
bool cached_is_current(struct arena *arena, const struct cached *cached, uint64_t hash);

/* Become the one who builds. False if nothing can be kept now, or if somebody has the lock for
 * longer than building takes. */
bool cached_lock(struct cached *cached);

/* Keep an archive that was built from cached->scan. Only while locked. */
void cached_write(struct arena *arena, const struct cached *cached, const struct archive *archive);

#endif
