/* kept: what the store has of a collection, for those who look after it. */
#ifndef DOSSIER_CACHE_KEPT_H
#define DOSSIER_CACHE_KEPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;
struct build_watcher;

struct kept {
	struct str path;                /* of the archive's file, whether it is there or not */
	bool is_there;                  /* it is there, and of this program's making */
	bool is_current;                /* and of the files as they are */
	uint64_t size;                  /* bytes; 0 if it is not there */
	struct str problem;             /* what is wrong in it, as a sentence; empty: nothing known */
	struct str reason;              /* why it is not there, or not current, as a clause; empty:
	                                 * it is, or that is not known */
	struct str note;                /* of kept_make: a sentence for the reader, or empty */
};

struct kept_options {
	const struct build_watcher *watcher;    /* of a build, if there is one; NULL: nobody */
	int64_t now;                    /* nanoseconds since 1970; 0: ask the clock */
};

/* Keep the collection at `path`, if it is not kept as its files are, and look what is kept then. If
 * nothing can be kept now, nothing is built. All in `arena`.
 * Fails: FAULT_SYSTEM if there is no store, or none for this collection, or no such collection; and
 * as build_archive does (build/build.h). */
bool kept_make(struct arena *arena, struct str path, struct kept_options options,
               struct kept *kept, struct fault *why);

/* Look what is kept of the collection, and write nothing. With `checks_all` every row of it is
 * checked (archive/verify.h), which takes time in proportion to its size. Else as kept_make. */
bool kept_look(struct arena *arena, struct str path, bool checks_all, struct kept *kept,
               struct fault *why);

/* The same with all checks; and if every row is as rows should be, build the archive from the
 * files, in memory, and compare the bytes, which takes as long as building. The same files always
 * give the same bytes: a difference is a problem, however right the hash is. */
bool kept_prove(struct arena *arena, struct str path, struct kept_options options,
                struct kept *kept, struct fault *why);

#endif
