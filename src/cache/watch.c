#include "cache/watch.h"

#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"
#include "build/scan.h"
#include "cache/stamp.h"
#include "cache/watch_folders.h"

enum { QUIET_MS = 100, MOST_MS = 2000, PAUSE_MS = 1000, POLL_MS = 5000 };
enum { POLL_SHARE = 100 };              /* a look takes no more than this part of the time */

struct watch {
	struct arena arena;
	struct str path;
	struct watch_options options;
	struct watch_folders folders;   /* what the system tells; not open: the files are polled */
	uint64_t seen;                  /* of the files at the last look; only where they are */
	int64_t look_ms;                /* when to look again */
	int64_t told_ms;                /* when it was last told of changes */
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool watch_polls(const struct watch *watch)
{
	return watch->folders.file < 0;
}

/* ── Looking ────────────────────────────────────────────────────────────────────────────────── */

/* What tells the files as they are now from what they were; 0 if there is no collection. */
static uint64_t look(const struct watch *watch)
{
	struct arena arena = {0};
	struct scan scan;
	struct fault why;
	uint64_t seen = 0;
	if (scan_collection(&arena, watch->path.bytes, &scan, &why))
		seen = str_hash(stamp_make(&arena, watch->path, &scan, 0).bytes);
	arena_release(&arena);
	return seen;
}

/* Look, and see to it that looking remains cheap. True if something changed. */
static bool has_changed(struct watch *watch)
{
	int64_t begin = now_ms();
	uint64_t seen = look(watch), before = watch->seen;
	int64_t end = now_ms(), pause = (end - begin) * POLL_SHARE;
	watch->seen = seen;
	watch->look_ms = end + (pause > watch->options.poll_ms ? pause : watch->options.poll_ms);
	return seen != before;
}

/* ── Watching ───────────────────────────────────────────────────────────────────────────────── */

/* Watch the folders as they are now; where that cannot be, look at the files from now on. */
static void begin(struct watch *watch)
{
	watch_folders_close(&watch->folders);
	if (!watch->options.polls && watch_folders_open(&watch->folders, watch->path))
		return;
	log_line("watch: the files are looked at every %u ms", watch->options.poll_ms);
	has_changed(watch);
}

struct watch *watch_open(struct str path, struct watch_options options)
{
	struct watch *watch = calloc(1, sizeof *watch);
	if (!watch)
		return NULL;
	watch->options = options;
	watch->options.quiet_ms = options.quiet_ms ? options.quiet_ms : QUIET_MS;
	watch->options.most_ms = options.most_ms ? options.most_ms : MOST_MS;
	watch->options.pause_ms = options.pause_ms ? options.pause_ms : PAUSE_MS;
	watch->options.poll_ms = options.poll_ms ? options.poll_ms : POLL_MS;
	watch->path = str_copy(&watch->arena, path);
	watch->folders = (struct watch_folders){ .file = -1, .read = options.read };
	watch->told_ms = now_ms() - watch->options.pause_ms;
	begin(watch);
	return watch;
}

void watch_close(struct watch *watch)
{
	if (!watch)
		return;
	watch_folders_close(&watch->folders);
	arena_release(&watch->arena);
	free(watch);
}

/* ── Waiting ────────────────────────────────────────────────────────────────────────────────── */

/* The sooner of two times from now, where -1 is never. */
static int sooner(int one_ms, int other_ms)
{
	if (one_ms < 0 || other_ms < 0)
		return one_ms < 0 ? other_ms : one_ms;
	return one_ms < other_ms ? one_ms : other_ms;
}

static int64_t later(int64_t one_ms, int64_t other_ms)
{
	return one_ms > other_ms ? one_ms : other_ms;
}

/* How long until a time, at least 0. */
static int until(int64_t time_ms)
{
	int64_t left = time_ms - now_ms();
	return left > 0 ? (int)left : 0;
}

/* Wait for one change, or what is not worth telling. */
static enum watch_news wait_once(struct watch *watch, int stop, int timeout_ms)
{
	bool polls = watch_polls(watch);
	struct pollfd ends[] = { { .fd = stop, .events = POLLIN },
		                 { .fd = watch->folders.file, .events = POLLIN } };
	int wait_ms = polls ? sooner(timeout_ms, until(watch->look_ms)) : timeout_ms;
	int ready = poll(ends, 2, wait_ms);
	if (ready > 0 && ends[0].revents)
		return WATCH_STOP;
	if (ready > 0 && ends[1].revents && watch_folders_take(&watch->folders))
		return WATCH_CHANGED;
	if (polls && until(watch->look_ms) == 0 && has_changed(watch))
		return WATCH_CHANGED;
	return WATCH_TIME;
}

/* Something changed: wait until nothing does any more, or until it takes too long. False if it is
 * to stop. */
static bool await_quiet(struct watch *watch, int stop)
{
	int64_t quiet = now_ms() + watch->options.quiet_ms;
	int64_t most = later(now_ms() + watch->options.most_ms,
	                     watch->told_ms + watch->options.pause_ms);
	for (;;) {
		int64_t end = later(quiet, watch->told_ms + watch->options.pause_ms);
		int left = until(end < most ? end : most);
		if (left == 0 || watch_polls(watch))
			return true;
		enum watch_news news = wait_once(watch, stop, left);
		if (news == WATCH_STOP)
			return false;
		if (news == WATCH_CHANGED)
			quiet = now_ms() + watch->options.quiet_ms;
	}
}

enum watch_news watch_wait(struct watch *watch, int stop, int timeout_ms)
{
	int64_t end = timeout_ms < 0 ? INT64_MAX : now_ms() + timeout_ms;
	enum watch_news news;
	do
		news = wait_once(watch, stop, timeout_ms < 0 ? -1 : until(end));
	while (news == WATCH_TIME && (timeout_ms < 0 || until(end) > 0));
	if (news != WATCH_CHANGED)
		return news;
	if (!await_quiet(watch, stop))
		return WATCH_STOP;
	if (watch->folders.are_others || (watch_polls(watch) && !watch->options.polls))
		begin(watch);
	watch->told_ms = now_ms();
	return WATCH_CHANGED;
}
