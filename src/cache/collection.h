/* collection: "give me the archive of this collection".
 *
 * Front ends ask here, and need not know whether an archive was built just now or was there. */
#ifndef DOSSIER_CACHE_COLLECTION_H
#define DOSSIER_CACHE_COLLECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/archive.h"

struct arena;
struct build_watcher;
struct part_limits;
struct scan;
struct watch_options;

struct collection_options {
	unsigned thread_count;          /* 0: as many as there are processors */
	bool ignores_cache;             /* read the files themselves, whatever is stored, and store
	                                 * nothing */
	bool needs_findings;            /* or the counts of the collection: no revision */
	int64_t now;                    /* nanoseconds since 1970; 0: ask the clock */
	const struct build_watcher *watcher;    /* of a build, if there is one; NULL: nobody */
	uint64_t known_hash;            /* archive_hash of one that is open already, or 0 */
	const struct part_limits *limits;       /* of collection_open_part; NULL: part_usual */
	const struct scan *scan;        /* the files as collection_open finds them; NULL: look */
	const struct watch_options *watching;   /* how a renewal goes on looking at what changes
	                                         * (cache/renewal.h); NULL: it looks once */
};

/* Which collection to open: a path (NUL-terminated, in `arena`). The first of these that says it:
 *
 *	1. `option`, the argument of -C, unless NULL
 *	2. the environment variable DOSSIER_COLLECTION, unless empty
 *	3. the working directory, or the nearest folder above it, that has a collection.yaml
 *	4. the collection that was installed with the program
 *
 * Fails: FAULT_USAGE if 1 is empty; FAULT_SYSTEM if what 1 or 2 names is not there, or if none of
 * the four says one; the sentence says what was looked for. */
bool collection_find(struct arena *arena, const char *option, struct str *path, struct fault *why);

/* The archive of the collection at `path` (NUL-terminated), a folder or one file. The archive lives
 * in `arena`, or is mapped until mapping_close(archive_bytes()) or the end (base/mapping.h).
 *
 * An archive that was built before is taken from the store (cache/store.h) if since then no file
 * was added, taken away or changed. If only a few of many were changed, these are read, and the
 * archive is a revision of the stored one (archive/revision.h), in which findings and the counts of
 * the collection are those of before; nothing is stored then. Otherwise it is built now, and put
 * there: by one program, while others that want it wait. If it is the one that is known already,
 * nothing is opened and `*archive` is NULL. What is wrong with the store costs time and nothing
 * else; `*note` is a sentence about it for the reader, or empty. Fails as build_archive does
 * (build/build.h). */
bool collection_open(struct arena *arena, struct str path, struct collection_options options,
                     struct archive **archive, struct str *note, struct fault *why);

/* The archive of a part of the collection at `path` (build/part.h), for who reads while the whole
 * is built: with its home, and with the dossier `asked` (empty: none), if files are named so.
 * In `arena`; nothing of it is stored, and nothing is taken from the store. False if the whole does
 * not take long, or if there is no part: then collection_open says why, if anything is wrong. */
bool collection_open_part(struct arena *arena, struct str path, struct collection_options options,
                          struct str asked, struct archive **archive);

#endif
