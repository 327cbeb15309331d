/* build: a folder of YAML to an archive. Runs the steps; the work is in them.
 *
 *	scan ─▶ read ─▶ draft ─▶ resolve ─▶ index ─▶ audit ─▶ pack
 *	        └─ one file, in parallel ─┘
 */
#ifndef DOSSIER_BUILD_BUILD_H
#define DOSSIER_BUILD_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;
struct part_limits;
struct scan;

/* Somebody who wants to know how far it is. Called now and then, in the thread that builds: with
 * what was read so far of all files, and with all of them once the rest begins. */
struct build_watcher {
	void (*tell)(void *context, size_t files_read, size_t files);
	void *context;
};

/* Seconds that it will still take, all in all, from those that it took to read so many of the
 * files: 1 to BUILD_MOST_LEFT_S. */
enum { BUILD_MOST_LEFT_S = 99 * 60 };
unsigned build_seconds_left(int64_t passed_ms, size_t files_read, size_t files);

/* A part of the files instead of all (build/part.h), for who begins to read meanwhile. What a part
 * leads one to think is wrong may be right in the whole: so its archive has no findings, and says
 * only of those quotes whether they were verified of which it has all that this depends on. */
struct build_part {
	const struct part_limits *limits;
	struct str asked;               /* the id that somebody wants to begin with, or empty */
};

struct build_options {
	unsigned thread_count;          /* 0: as many as there are processors */
	const struct scan *scan;        /* what was found at the path just now; NULL: look */
	bool *was_changed;              /* if not NULL: set to whether a file was another when it
	                                 * was read than when it was found, or not there */
	const struct build_watcher *watcher;    /* NULL: nobody */
	const struct build_part *part;  /* NULL: all files */
};

/* Build the archive of the collection at `path` (a folder or one file; NULL: no files at all, so
 * that the archive has the built-in schema and nothing else). The bytes are in `arena` and do not
 * depend on threads, directory order, locale or clock.
 * Fails: FAULT_SYSTEM if there is nothing at `path`, FAULT_LIMIT if it is too large. Everything
 * that is wrong inside the collection is a finding of the archive instead. */
bool build_archive(struct arena *arena, const char *path, struct build_options options,
                   struct str *bytes, struct fault *why);

#endif
