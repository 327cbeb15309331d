#include "cache/renewal.h"

#include <fcntl.h>
#ifdef __GLIBC__
# include <malloc.h>
#endif
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "archive/revision.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/unicode.h"
#include "base/worker.h"
#include "build/build.h"
#include "cache/cached.h"

enum {
	MOST_NEWS = 2,                  /* a revision, and then the whole */
	BUILT_AT_ONCE = 256 << 20,      /* bytes of files, of which a build takes some seconds */
};

struct renewal {
	pthread_t thread;
	struct arena arena;             /* of the thread, until it is joined */
	struct arena part_arena;        /* of the part, if one is shown */
	struct str path;
	struct collection_options options;
	const struct archive *kept;     /* NULL: a part is shown, which is not kept */
	struct build_watcher watcher;   /* of the whole, beside a part */
	int64_t begin_ms, told_ms;      /* when it began to read, and when that was told of last */
	int ends[2];                    /* a pipe: a byte of the thread for news that more will
	                                 * follow, and its end for the last */
	bool has_begun;                 /* there is, or was, a thread */
	atomic_bool is_done;            /* and it is over */
	pthread_mutex_t lock;           /* of what is below */
	pthread_cond_t is_told;
	struct news { struct archive *archive; struct str note; } news[MOST_NEWS];
	size_t news_count, taken_count;
	struct renewal_reading reading;
	bool has_read_on;               /* news of that, to be taken before the others */
	bool is_last;                   /* there will be no more */
};

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
	if (!renewal->kept || cached_check(renewal->kept, &why))
		return;
	log_line("cache: what was kept is damaged: %s", why.sentence);
	renewal->options.known_hash = 0;
}

/* What the files say now; without an archive if that is the kept one. What was built anew and came
 * out the same is no news. */
static struct news look(struct renewal *renewal, struct collection_options options)
{
	struct news news = {0};
	struct archive *archive;
	struct fault why;
	if (!collection_open(&renewal->arena, renewal->path, options, &archive, &news.note, &why))
		news.note = str_format(&renewal->arena,
		                       "the collection cannot be read%s: %s",
		                       renewal->kept ? " any more" : "", why.sentence);
	else if (archive && archive_hash(archive) != options.known_hash)
		news.archive = archive;
	return news;
}

static void send_byte(struct renewal *renewal)
{
	if (write(renewal->ends[1], "", 1) != 1)
		log_line("cache: news cannot be told of");
}

static void tell(struct renewal *renewal, struct news news, bool is_last)
{
	pthread_mutex_lock(&renewal->lock);
	renewal->news[renewal->news_count++] = news;
	renewal->is_last = is_last;
	pthread_cond_signal(&renewal->is_told);
	pthread_mutex_unlock(&renewal->lock);
	log_line("cache: looked at the files, %s",
	         news.archive ? "there is another archive" : "the archive stays");
}

/* ── Beside a part ──────────────────────────────────────────────────────────────────────────── */

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reading is not quite half of a build. */
static unsigned left_s(int64_t passed_ms, size_t files_read, size_t files)
{
	enum { READING_PERCENT = 45 };
	if (files_read == 0)
		return RENEWAL_MOST_LEFT_S;
	double passed = (double)passed_ms / 1000, part = (double)files_read / (double)files;
	double left = passed / part * 100 / READING_PERCENT - passed + 1;
	return left < RENEWAL_MOST_LEFT_S ? (unsigned)left : RENEWAL_MOST_LEFT_S;
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
	pthread_mutex_lock(&renewal->lock);
	bool is_new = !renewal->has_read_on;
	renewal->has_read_on = true;
	renewal->reading = (struct renewal_reading){
		.files_read = files_read, .files = files,
		.rate = files_read * 1000 / (size_t)(passed ? passed : 1),
		.left_s = left_s(passed, files_read, files),
	};
	pthread_cond_signal(&renewal->is_told);
	pthread_mutex_unlock(&renewal->lock);
	if (is_new)
		send_byte(renewal);
}

struct renewal_reading renewal_reading(struct renewal *renewal)
{
	pthread_mutex_lock(&renewal->lock);
	struct renewal_reading reading = renewal->reading;
	pthread_mutex_unlock(&renewal->lock);
	return reading;
}

/* ── The thread ─────────────────────────────────────────────────────────────────────────────── */

/* A revision is there at once, but only the whole has all findings, and can be kept. What takes
 * long to build, and a gigabyte to keep, is left to who asks for findings, or changes more. */
static bool is_enough(const struct archive *archive)
{
	return archive_base(archive) == archive ||
	       archive_collection(archive).source_size > BUILT_AT_ONCE;
}

static void renew(struct renewal *renewal)
{
	struct collection_options options = renewal->options;
	struct news news = look(renewal, options);
	if (news.archive && !is_enough(news.archive)) {
		tell(renewal, news, false);
		send_byte(renewal);
		options.needs_findings = true;
		options.known_hash = 0;
		news = look(renewal, options);
	} else if (!news.archive && news.note.size == 0) {
		arena_release(&renewal->arena);
	}
	tell(renewal, news, true);
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

static void *renewal_main(void *argument)
{
	struct renewal *renewal = argument;
	give_way();
	check_kept(renewal);
	renew(renewal);
	unicode_close();
	give_back();
	atomic_store(&renewal->is_done, true);
	close(renewal->ends[1]);
	return NULL;
}

static void renewal_free(struct renewal *renewal)
{
	pthread_cond_destroy(&renewal->is_told);
	pthread_mutex_destroy(&renewal->lock);
	arena_release(&renewal->arena);
	arena_release(&renewal->part_arena);
	free(renewal);
}

struct renewal *renewal_open(struct str path, struct collection_options options,
                             const struct archive *kept)
{
	struct renewal *renewal = calloc(1, sizeof *renewal);
	if (!renewal)
		return NULL;
	pthread_mutex_init(&renewal->lock, NULL);
	pthread_cond_init(&renewal->is_told, NULL);
	renewal->options = options;
	renewal->path = str_copy(&renewal->arena, path);
	renewal->kept = kept;
	renewal->watcher = (struct build_watcher){ tell_reading, renewal };
	renewal->options.known_hash = kept ? archive_hash(kept) : 0;
	renewal->options.watcher = kept ? NULL : &renewal->watcher;
	if (pipe2(renewal->ends, O_CLOEXEC) == 0)
		return renewal;
	renewal_free(renewal);
	return NULL;
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
	tell(renewal, (struct news){ .note = STR("there can be no thread to look at the files") },
	     true);
	close(renewal->ends[1]);
	renewal->ends[1] = -1;
}

int renewal_descriptor(const struct renewal *renewal)
{
	return renewal->ends[0];
}

/* With the lock. */
static struct news take(struct renewal *renewal)
{
	bool has_read_on = renewal->has_read_on;
	renewal->has_read_on = false;
	if (has_read_on)
		return (struct news){0};
	if (renewal->taken_count < renewal->news_count)
		renewal->taken_count++;
	return renewal->news[renewal->taken_count - 1];
}

const struct archive *renewal_take(struct renewal *renewal, struct str *note)
{
	pthread_mutex_lock(&renewal->lock);
	while (renewal->taken_count == renewal->news_count && !renewal->is_last &&
	       !renewal->has_read_on)
		pthread_cond_wait(&renewal->is_told, &renewal->lock);
	struct news news = take(renewal);
	pthread_mutex_unlock(&renewal->lock);
	*note = news.note;
	return news.archive;
}

bool renewal_end(struct renewal *renewal)
{
	if (renewal->has_begun && !atomic_load(&renewal->is_done))
		return false;
	if (renewal->has_begun)
		pthread_join(renewal->thread, NULL);
	else if (renewal->ends[1] >= 0)
		close(renewal->ends[1]);
	close(renewal->ends[0]);
	renewal_free(renewal);
	return true;
}
