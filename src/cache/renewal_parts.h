/* renewal_parts: what a renewal is made of. Private to renewal.c, which has the thread and its
 * first look, and renewal_looks.c, which has those that follow.
 */
#ifndef DOSSIER_CACHE_RENEWAL_PARTS_H
#define DOSSIER_CACHE_RENEWAL_PARTS_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "build/build.h"
#include "build/scan.h"
#include "cache/news.h"
#include "cache/renewal.h"
#include "cache/roster.h"
#include "cache/watch.h"

/* Bytes of files, of which a build takes some seconds. */
enum { RENEWAL_BUILT_AT_ONCE = 256 << 20 };

struct renewal {
	pthread_t thread;
	struct arena arena;             /* of the path */
	struct arena part_arena;        /* of the part, if one is shown */
	struct str path;
	struct collection_options options;
	struct build_watcher watcher;   /* of the whole, beside a part */
	int64_t begin_ms, told_ms;      /* when it began to read, and when that was told of last */
	bool has_begun;                 /* there is, or was, a thread */
	atomic_bool is_done;            /* and it is over */
	struct news_desk desk;
	struct renewal_reading reading; /* with the lock of the desk */
	struct str told;                /* of what was taken last */
	/* Of the thread, once it runs: */
	const struct archive *shown;    /* given last, or shown from the beginning; NULL: a part,
	                                 * which is not kept */
	bool has_looked;                /* what is shown was of the files as they were */
	bool wants_whole;               /* it is a revision, or perhaps not kept */
	bool is_broken;                 /* what was found last could not be given */
	struct roster roster;           /* of the files that it was made of */
	struct arena roster_arena;
	/* While it watches: */
	struct watch *watch;
	int stop[2];                    /* a pipe: a byte ends the wait */
	bool waits, is_ending;          /* with the lock of the desk */
};

/* What the files say now; without an archive if that is the known one. What was built anew and came
 * out the same is no news. */
struct news renewal_look(struct renewal *renewal, struct collection_options options,
                         bool *is_read);

/* Give it to who reads; what has an archive is shown from here on. */
void renewal_tell(struct renewal *renewal, struct news news, bool is_last);

/* From here on what is shown is of these files. */
void renewal_note_files(struct renewal *renewal, const struct scan *scan);

/* Look once more, after something changed; with `needs_whole` at all of it, as once nothing changes
 * any more. */
void renewal_look_again(struct renewal *renewal, bool needs_whole);

#endif
