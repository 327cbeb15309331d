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
#include "build/build.h"
#include "build/scan.h"
#include "cache/stamp.h"
#include "cache/store.h"

struct arena;

struct cached {
	struct arena *arena;            /* of all here, and of what is needed to find it out */
	struct store store;
	struct str path, root;          /* of the collection: as it was named, and resolved */
	struct scan scan;               /* the files as they are */
	struct stamp stamp;             /* of them */
	struct str stored;              /* NAME.stamp, if it was read and is not to be read anew */
	const char *archive_name, *stamp_name, *lock_name;
	struct str note;                /* for the reader, or empty */
	struct str damage;              /* of the archive that was read last, or empty */
	struct str reason;              /* why nothing is kept, as a clause, or empty: the first
	                                 * that came up, which others follow from */
};

/* Open the store. False, and `reason` says why, if there is no such collection, or if the store is
 * of no use, or must not be used: a collection on another file system than the store's is kept only
 * where DOSSIER_CACHE says so, for what is on a stick should not get onto the disk; one that root
 * owns is the system's, and is. */
bool cached_find(struct arena *arena, struct str path, struct cached *cached);

/* The same, and look at the files. */
bool cached_open(struct arena *arena, struct str path, int64_t now, struct cached *cached);

/* The same for who has looked at the files: they are as `scan` says, which stays. Always true. */
bool cached_take(struct cached *cached, const struct scan *scan, int64_t now);

void cached_close(struct cached *cached);

/* The archive from the store, if it is that of the files as they are. One of more than
 * STORE_READ_SIZE bytes is not read to check its hash. */
bool cached_read(struct arena *arena, struct cached *cached, struct archive **archive);

/* The archive from the store, of whatever files; none were looked at. */
bool cached_read_kept(struct arena *arena, struct cached *cached, struct archive **archive);

/* The same, mapped, and without a look at more than its head: who reads it has to check it soon
 * with cached_check, and bears till then that its texts may be no texts. */
bool cached_map_kept(struct arena *arena, struct cached *cached, struct archive **archive);

/* True if it is as it was written, or so large that to see this would take too long: those were on
 * the disk before they had their name. */
bool cached_check(const struct archive *archive, struct fault *why);

/* True if the archive of that hash is the one of the files as they are. */
bool cached_is_current(struct cached *cached, uint64_t hash);

/* From so many bytes of files on a revision is worth its while: what it costs whatever changed, a
 * schema and a comparison of stamps, is then a tenth of what a build takes, and less. So it is
 * while no more than a part of the bytes changed. A build has findings too, and is kept: it is paid
 * for once, a revision each time. */
enum { CACHED_REVISED_SIZE = 1 << 20, CACHED_REVISED_SHARE = 8 };

/* The archive from the store that cached_read or cached_is_current just refused, revised by the few
 * files that changed since (archive/revision.h). False if they are too many, or are not to be seen
 * in a revision, or the collection is small. */
bool cached_revise(struct arena *arena, struct cached *cached, struct archive **archive);

/* Become the one who builds. False, and `reason` says why, if nothing can be kept now, or if
 * somebody has the lock for longer than building takes. */
bool cached_lock(struct cached *cached);

/* Build the archive from the files as they were found; it lives in `arena`. If one was another when
 * it was read, or could not be read, `reason` says so: then it must not be kept. Of the options the
 * scan, and what comes of it, are set here. Fails as build_archive does (build/build.h). */
bool cached_build(struct arena *arena, struct cached *cached, struct build_options options,
                  struct archive **archive, struct fault *why);

/* Keep an archive that was built from cached->scan. Only while locked. False, and `reason` says
 * why, if it cannot be. */
bool cached_write(struct cached *cached, const struct archive *archive);

#endif
