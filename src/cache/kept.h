/* kept: what the store has of a collection, for those who look after it. */
#ifndef DOSSIER_CACHE_KEPT_H
#define DOSSIER_CACHE_KEPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;

struct kept {
	struct str path;                /* of the archive's file, whether it is there or not */
	bool is_there;                  /* it is there, and of this program's making */
	bool is_current;                /* and of the files as they are */
	uint64_t size;                  /* bytes; 0 if it is not there */
	struct str problem;             /* what is wrong in it, as a sentence; empty: nothing known */
};

/* Look what is kept of the collection at `path`. With `checks_all` every row of it is checked
 * (archive/verify.h), which takes time in proportion to its size. All in `arena`.
 * Fails: FAULT_SYSTEM if there is no store, or none for this collection, or no such collection. */
bool kept_look(struct arena *arena, struct str path, bool checks_all, struct kept *kept,
               struct fault *why);

#endif
