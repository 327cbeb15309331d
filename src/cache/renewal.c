#include "cache/renewal_parts.h"

#include <fcntl.h>
#ifdef __GLIBC__
# include <malloc.h>
#endif
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "archive/revision.h"
#include "base/log.h"
#include "base/mapping.h"
#include "base/unicode.h"
#include "base/worker.h"
#include "cache/cached.h"

/* After a change, until what is built can be kept. */
enum { SETTLED_MS = 2500 };

static bool open_kept(struct arena *arena, struct str path, struct collection_options options,
                      bool (*open)(struct arena *, struct cached *, struct archive **),
                      struct archive **archive)
{
	struct cached cached;
	if (options.ignores_cache)
		return false;
	bool is_open = cached_find(arena, path, &cached) && open(arena, &cached, archive);
	cached_close(&cached);
	return is_open;
}

bool renewal_open_kept(struct arena *arena, struct str path, struct collection_options options,
                       struct archive **archive)
{
	return open_kept(arena, path, options, cached_read_kept, archive);
}

bool renewal_map_kept(struct arena *arena, struct str path, struct collection_options options,
                      struct archive **archive)
{
	return open_kept(arena, path, options, cached_map_kept, archive);
}

/* A damaged one is none, though it bears the hash of what will be built. */
static void check_kept(struct renewal *renewal)
{
	struct fault why;
	if (!renewal->shown || cached_check(renewal->shown, &why))
		return;
	log_line("cache: what was kept is damaged: %s", why.sentence);
	renewal->options.known_hash = 0;
}

/* ── A look ─────────────────────────────────────────────────────────────────────────────────── */

struct news renewal_look(struct renewal *renewal, struct collection_options options,
                         bool *is_read)
{
	struct news news = {0};
	struct archive *archive = NULL;
	struct fault why;
	*is_read = collection_open(&news.arena, renewal->path, options, &archive, &news.note,
	                           &why);
	if (!*is_read)
		news.note = str_format(&news.arena,
		                       "the collection cannot be read%s: %s",
		                       renewal->shown ? " any more" : "", why.sentence);
	else if (archive && archive_hash(archive) != options.known_hash)
		news.archive = archive;
	else if (archive)
		mapping_close(archive_bytes(archive));
	return news;
}

void renewal_tell(struct renewal *renewal, struct news news, bool is_last)
{
	log_line("cache: looked at the files, %s",
	         news.archive ? "there is another archive" : "the archive stays");
	if (news.archive)
		renewal->shown = news.archive;
	news_tell(&renewal->desk, news, is_last);
}

/* ── Beside a part ──────────────────────────────────────────────────────────────────────────── */

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A watcher of the build: once a second, and when all is read. What nobody has taken yet is news
 * only once. */
static void tell_reading(void *context, size_t files_read, size_t files)
{
	enum { PAUSE_MS = 1000 };
	struct renewal *renewal = context;
	int64_t now = now_ms();
	if (!renewal->begin_ms)
		renewal->begin_ms = renewal->told_ms = now;
	if (now - renewal->told_ms < PAUSE_MS && files_read < files)
		return;
	int64_t passed = now - renewal->begin_ms;
	renewal->told_ms = now;
	pthread_mutex_lock(&renewal->desk.lock);
	bool is_new = news_tell_progress(&renewal->desk);
	renewal->reading = (struct renewal_reading){
		.files_read = files_read, .files = files,
		.rate = files_read * 1000 / (size_t)(passed ? passed : 1),
		.left_s = build_seconds_left(passed, files_read, files),
	};
	pthread_mutex_unlock(&renewal->desk.lock);
	if (is_new)
		news_ring(&renewal->desk);
}

struct renewal_reading renewal_reading(struct renewal *renewal)
{
	pthread_mutex_lock(&renewal->desk.lock);
	struct renewal_reading reading = renewal->reading;
	pthread_mutex_unlock(&renewal->desk.lock);
	return reading;
}

/* A revision is there at once, but only the whole has all findings, and can be kept. What takes
 * long to build, and a gigabyte to keep, is left to who asks for findings, or changes more. */
static bool is_enough(const struct archive *archive)
{
	return archive_base(archive) == archive ||
	       archive_collection(archive).source_size > RENEWAL_BUILT_AT_ONCE;
}

void renewal_note_files(struct renewal *renewal, const struct scan *scan)
{
	arena_reset(&renewal->roster_arena);
	renewal->roster = roster_make(&renewal->roster_arena, scan);
}

/* The first look, and what comes of it. */
static void renew(struct renewal *renewal, const struct scan *scan)
{
	struct collection_options options = renewal->options;
	bool is_read, is_last = !renewal->watch;
	options.scan = scan;
	struct news news = renewal_look(renewal, options, &is_read);
	if (news.archive && !is_enough(news.archive)) {
		renewal_tell(renewal, news, false);
		options.needs_findings = true;
		options.known_hash = 0;
		news = renewal_look(renewal, options, &is_read);
	}
	if (scan && is_read)
		renewal_note_files(renewal, scan);
	renewal_tell(renewal, news, is_last);
}

/* Note the files as they are now. False if there is no collection. */
static bool look_around(struct renewal *renewal)
{
	struct arena looking = {0};
	struct scan scan;
	struct fault why;
	bool is_found = scan_collection(&looking, renewal->path.bytes, &scan, &why);
	if (is_found)
		renewal_note_files(renewal, &scan);
	arena_release(&looking);
	return is_found;
}

static void look_first(struct renewal *renewal)
{
	struct arena looking = {0};
	struct scan scan;
	struct fault why;
	bool is_found = scan_collection(&looking, renewal->path.bytes, &scan, &why);
	renew(renewal, is_found ? &scan : NULL);
	arena_release(&looking);
}

/* What the look took and gave back goes to the system: the reader stays for hours. */
static void give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

/* All processors build, but who reads comes first. Only Linux takes a thread for what is meant, and
 * gives the same to all that it starts. */
static void give_way(void)
{
#ifdef __linux__
	enum { NICE = 10 };
	if (setpriority(PRIO_PROCESS, 0, NICE) != 0)
		log_line("cache: the look is as urgent as the reader");
#endif
}

/* ── The thread ─────────────────────────────────────────────────────────────────────────────── */

/* Wait for changes. False if it is to end. */
static bool await(struct renewal *renewal, enum watch_news *news)
{
	struct news_desk *desk = &renewal->desk;
	pthread_mutex_lock(&desk->lock);
	bool is_ending = renewal->is_ending;
	renewal->waits = !is_ending;
	pthread_mutex_unlock(&desk->lock);
	if (is_ending)
		return false;
	*news = watch_wait(renewal->watch, renewal->stop[0],
	                   renewal->wants_whole ? SETTLED_MS : -1);
	pthread_mutex_lock(&desk->lock);
	renewal->waits = false;
	is_ending = renewal->is_ending;
	pthread_mutex_unlock(&desk->lock);
	return !is_ending;
}

static void rest(void)
{
	unicode_close();
	give_back();
}

static void *renewal_main(void *argument)
{
	struct renewal *renewal = argument;
	enum watch_news news;
	give_way();
	if (renewal->options.watching && !renewal->watch)
		renewal->watch = watch_open(renewal->path, *renewal->options.watching);
	if (!renewal->has_looked) {
		check_kept(renewal);
		look_first(renewal);
	}
	rest();
	while (renewal->watch && await(renewal, &news)) {
		renewal_look_again(renewal, news == WATCH_TIME);
		rest();
	}
	atomic_store(&renewal->is_done, true);
	news_finish(&renewal->desk);
	return NULL;
}

static void renewal_free(struct renewal *renewal)
{
	for (int i = 0; i < 2; i++)
		if (renewal->stop[i] >= 0)
			close(renewal->stop[i]);
	watch_close(renewal->watch);
	arena_release(&renewal->arena);
	arena_release(&renewal->part_arena);
	arena_release(&renewal->roster_arena);
	free(renewal);
}

struct renewal *renewal_open(struct str path, struct collection_options options,
                             const struct archive *kept)
{
	struct renewal *renewal = calloc(1, sizeof *renewal);
	if (!renewal)
		return NULL;
	renewal->options = options;
	renewal->path = str_copy(&renewal->arena, path);
	renewal->shown = kept;
	renewal->watcher = (struct build_watcher){ tell_reading, renewal };
	renewal->options.known_hash = kept ? archive_hash(kept) : 0;
	renewal->options.watcher = kept ? NULL : &renewal->watcher;
	renewal->stop[0] = renewal->stop[1] = -1;
	if (options.watching && pipe2(renewal->stop, O_CLOEXEC) != 0)
		renewal->options.watching = NULL;
	if (news_open(&renewal->desk))
		return renewal;
	renewal_free(renewal);
	return NULL;
}

struct renewal *renewal_open_watch(struct str path, struct collection_options options)
{
	struct renewal *renewal = renewal_open(path, options, NULL);
	if (renewal)
		renewal->watch = watch_open(path, *options.watching);
	if (renewal && look_around(renewal) && renewal->watch)
		return renewal;
	if (renewal)
		renewal_end(renewal);
	return NULL;
}

void renewal_show(struct renewal *renewal, const struct archive *archive)
{
	renewal->shown = archive;
	renewal->has_looked = true;
}

struct renewal *renewal_open_part(struct str path, struct collection_options options,
                                  struct str asked, struct archive **part)
{
	struct arena arena = {0};
	struct renewal *renewal = NULL;
	if (collection_open_part(&arena, path, options, asked, part))
		renewal = renewal_open(path, options, NULL);
	if (renewal)
		renewal->part_arena = arena;
	else
		arena_release(&arena);
	return renewal;
}

void renewal_drop_part(struct renewal *renewal)
{
	arena_release(&renewal->part_arena);
}

void renewal_begin(struct renewal *renewal)
{
	renewal->has_begun = worker_start(&renewal->thread, renewal_main, renewal);
	if (renewal->has_begun)
		return;
	news_tell(&renewal->desk,
	          (struct news){ .note = STR("there can be no thread to look at the files") }, true);
	news_finish(&renewal->desk);
}

int renewal_descriptor(const struct renewal *renewal)
{
	return renewal->desk.ends[0];
}

const struct archive *renewal_take(struct renewal *renewal, struct str *note)
{
	struct news news = news_take(&renewal->desk);
	*note = news.note;
	renewal->told = news.told;
	return news.archive;
}

struct str renewal_told(const struct renewal *renewal)
{
	return renewal->told;
}

/* True if no thread runs, or if it only waits: then it ends at once. */
static bool stop(struct renewal *renewal)
{
	pthread_mutex_lock(&renewal->desk.lock);
	renewal->is_ending = true;
	bool waits = renewal->waits;
	pthread_mutex_unlock(&renewal->desk.lock);
	if (!renewal->has_begun || atomic_load(&renewal->is_done))
		return true;
	return waits && write(renewal->stop[1], "", 1) == 1;
}

bool renewal_end(struct renewal *renewal)
{
	if (!stop(renewal))
		return false;
	if (renewal->has_begun)
		pthread_join(renewal->thread, NULL);
	news_finish(&renewal->desk);
	news_close(&renewal->desk);
	renewal_free(renewal);
	return true;
}
