#include "cache/renewal.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/unicode.h"
#include "base/worker.h"
#include "cache/cached.h"

struct renewal {
	pthread_t thread;
	struct arena arena;             /* of the thread, until it is joined */
	struct str path;
	struct collection_options options;
	int ends[2];                    /* a pipe; the thread closes the second end when it is done */
	atomic_bool is_done;
	bool is_joined;
	struct archive *archive;
	struct str note;
};

bool renewal_open_kept(struct arena *arena, struct str path, struct collection_options options,
                       struct archive **archive)
{
	struct cached cached;
	if (options.ignores_cache)
		return false;
	bool is_open = cached_find(arena, path, &cached) &&
	               cached_read_kept(arena, &cached, archive);
	cached_close(&cached);
	return is_open;
}

/* What was built anew and came out the same is no news. */
static void renew(struct renewal *renewal)
{
	struct archive *archive;
	struct fault why;
	if (!collection_open(&renewal->arena, renewal->path, renewal->options, &archive,
	                     &renewal->note, &why))
		renewal->note = str_format(&renewal->arena,
		                           "the collection cannot be read any more: %s",
		                           why.sentence);
	else if (archive && archive_hash(archive) != renewal->options.known_hash)
		renewal->archive = archive;
	else if (renewal->note.size == 0)
		arena_release(&renewal->arena);
}

static void *renewal_main(void *argument)
{
	struct renewal *renewal = argument;
	renew(renewal);
	unicode_close();
	log_line("cache: looked at the files, %s",
	         renewal->archive ? "there is another archive" : "the archive stays");
	atomic_store(&renewal->is_done, true);
	close(renewal->ends[1]);
	return NULL;
}

struct renewal *renewal_start(struct str path, struct collection_options options,
                              const struct archive *kept)
{
	struct renewal *renewal = calloc(1, sizeof *renewal);
	if (!renewal)
		return NULL;
	renewal->options = options;
	renewal->path = str_copy(&renewal->arena, path);
	renewal->options.known_hash = archive_hash(kept);
	bool has_pipe = pipe2(renewal->ends, O_CLOEXEC) == 0;
	if (has_pipe && worker_start(&renewal->thread, renewal_main, renewal))
		return renewal;
	if (has_pipe) {
		close(renewal->ends[0]);
		close(renewal->ends[1]);
	}
	arena_release(&renewal->arena);
	free(renewal);
	return NULL;
}

int renewal_descriptor(const struct renewal *renewal)
{
	return renewal->ends[0];
}

const struct archive *renewal_take(struct renewal *renewal, struct str *note)
{
	if (!renewal->is_joined)
		pthread_join(renewal->thread, NULL);
	renewal->is_joined = true;
	*note = renewal->note;
	return renewal->archive;
}

bool renewal_end(struct renewal *renewal)
{
	struct str note;
	if (!atomic_load(&renewal->is_done))
		return false;
	renewal_take(renewal, &note);
	close(renewal->ends[0]);
	arena_release(&renewal->arena);
	free(renewal);
	return true;
}
