/* watch: notices that files of a collection have changed, and costs nothing while none does.
 *
 *	          quiet for 100 ms, or for 2 s none was
 *	change ─▶ change ─▶ change ─▶ ……………………………… ─▶ WATCH_CHANGED      at most one a second
 *
 * On Linux the system tells (inotify). The folders are watched and not the files, for editors write
 * another file and rename it. What happens to names that make no collection (".x.swp", "x.yaml~",
 * "_drafts") is passed over. When a folder came, went or was renamed, or the system lost count, all
 * folders are watched anew; that is done before WATCH_CHANGED is given, so that who looks then
 * misses nothing.
 *
 * Where the system cannot tell (a file system over the net, no watches left, an error, another
 * system) the files are looked at, and not read, every few seconds: seldom enough to take no more
 * than a hundredth of one processor.
 *
 * What a symbolic link leads to is watched where it is a folder inside the collection, and not
 * where it is a file elsewhere.
 */
#ifndef DOSSIER_CACHE_WATCH_H
#define DOSSIER_CACHE_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/str.h"

struct watch;

enum watch_news {
	WATCH_CHANGED,                  /* something did, or may have */
	WATCH_TIME,                     /* the time is up, and nothing did */
	WATCH_STOP,                     /* there is something at the other descriptor */
};

/* How it watches. Zeros mean what is usual; tests say otherwise. */
struct watch_options {
	unsigned quiet_ms;              /* without a change, until changes are told of; 100 */
	unsigned most_ms;               /* however many there are, they are told of then; 2000 */
	unsigned pause_ms;              /* from one telling to the next, at least; 1000 */
	unsigned poll_ms;               /* between two looks, where the system does not tell; 5000 */
	bool polls;                     /* do not ask the system */
	ssize_t (*read)(int file, void *bytes, size_t size);    /* of what it tells; read(2) */
};

/* Begin to watch the collection at `path` (a folder or one file), which need not be there yet. NULL
 * without memory. */
struct watch *watch_open(struct str path, struct watch_options options);

/* Wait for changes, for at most `timeout_ms` (-1: however long it takes), or until there is
 * something at the descriptor `stop` (-1: none). */
enum watch_news watch_wait(struct watch *watch, int stop, int timeout_ms);

/* True if the system does not tell, so that the files are looked at. */
bool watch_polls(const struct watch *watch);

void watch_close(struct watch *watch);

#endif
