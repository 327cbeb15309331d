#include "config.h"

#include "cache/collection.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/unicode.h"
#include "build/build.h"
#include "build/part.h"
#include "build/scan.h"
#include "cache/cached.h"

/* ── Which collection ───────────────────────────────────────────────────────────────────────── */

/* A path that somebody named: it must be there. */
static bool named_path(struct arena *arena, const char *named, const char *by, struct str *path,
                       struct fault *why)
{
	if (!file_exists(named))
		return fault_set(why, FAULT_SYSTEM,
		                 "%s: there is no such file or folder (named by %s)", named, by);
	*path = str_copy(arena, str_of(named));
	return true;
}

/* The folder above a path without a final '/'; empty above the root. */
static struct str folder_above(struct str path)
{
	size_t size = path.size;
	while (size && path.bytes[size - 1] != '/')
		size--;
	if (size == 1)
		return str_slice(path, 0, path.size > 1);
	return str_slice(path, 0, size ? size - 1 : 0);
}

/* The nearest folder with a collection.yaml, from `folder` upward; empty if there is none. */
static struct str find_upward(struct arena *arena, struct str folder)
{
	for (; folder.size; folder = folder_above(folder)) {
		struct str file = str_format(arena, "%.*s/collection.yaml", STR_ARGS(folder));
		if (file_exists(file.bytes))
			return str_copy(arena, folder);
	}
	return (struct str){0};
}

bool collection_find(struct arena *arena, const char *option, struct str *path, struct fault *why)
{
	const char *variable = getenv("DOSSIER_COLLECTION");
	const char *installed = DOSSIER_DATADIR "/content";
	if (option && !*option)
		return fault_set(why, FAULT_USAGE, "-C needs the path of a folder or file");
	if (option)
		return named_path(arena, option, "-C", path, why);
	if (variable && *variable)
		return named_path(arena, variable, "DOSSIER_COLLECTION", path, why);

	char *here = getcwd(NULL, 0);
	struct str start = str_copy(arena, str_of(here ? here : ""));
	free(here);
	struct str found = find_upward(arena, start);
	if (found.size == 0 && file_is_folder(installed))
		found = str_copy(arena, str_of(installed));
	if (found.size == 0)
		return fault_set(why, FAULT_SYSTEM,
		                 "there is no collection to open: no -C, no DOSSIER_COLLECTION, no "
		                 "collection.yaml in %.*s or above it, and no %s",
		                 STR_ARGS(start.size ? start : STR("the working directory, which is "
		                                                   "gone,")), installed);
	*path = found;
	return true;
}

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

static int64_t clock_now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_REALTIME, &time);
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static bool build_and_open(struct arena *arena, struct str path, struct build_options options,
                           struct archive **archive, struct fault *why)
{
	struct str bytes;
	return unicode_load(why) && build_archive(arena, path.bytes, options, &bytes, why) &&
	       archive_open(arena, bytes, archive, why);
}

/* Once a large archive is in the store, what was built is given back: readers share the file. */
static void settle(struct arena *arena, struct arena *built, struct cached *cached, bool is_kept,
                   struct archive **archive)
{
	if (is_kept && archive_bytes(*archive).size > STORE_READ_SIZE &&
	    cached_read(arena, cached, archive))
		arena_release(built);
	else
		arena_adopt(arena, built);
}

/* Who comes while another builds waits, and then finds what that one has built. What is kept is
 * built from the very scan that the stamp is of, and of files that were still the same. */
static bool renew(struct arena *arena, struct build_options options, struct cached *cached,
                  struct archive **archive, struct fault *why)
{
	struct arena built = {0};
	if (cached_lock(cached) && cached_read(arena, cached, archive))
		return true;
	if (!cached_build(&built, cached, options, archive, why)) {
		arena_release(&built);
		return false;
	}
	bool is_kept = str_is_empty(cached->reason) && cached_write(cached, *archive);
	settle(arena, &built, cached, is_kept, archive);
	return true;
}

bool collection_open(struct arena *arena, struct str path, struct collection_options options,
                     struct archive **archive, struct str *note, struct fault *why)
{
	struct build_options build = { .thread_count = options.thread_count,
	                               .watcher = options.watcher, .scan = options.scan };
	struct cached cached = {0};
	struct arena looking = {0};     /* what is known of the files, which may be a million */
	int64_t now = options.now ? options.now : clock_now();
	*note = (struct str){0};
	if (options.ignores_cache)
		return build_and_open(arena, path, build, archive, why);
	bool is_open, has_store = options.scan
	                                  ? cached_find(&looking, path, &cached) &&
	                                            cached_take(&cached, options.scan, now)
	                                  : cached_open(&looking, path, now, &cached);
	if (has_store && options.known_hash &&
	    cached_is_current(&cached, options.known_hash)) {
		*archive = NULL;
		is_open = true;
	} else if (has_store) {
		is_open = cached_read(arena, &cached, archive) ||
		          (unicode_load(why) &&
		           ((!options.needs_findings && cached_revise(arena, &cached, archive)) ||
		            renew(arena, build, &cached, archive, why)));
	} else {
		is_open = build_and_open(arena, path, build, archive, why);
	}
	cached_close(&cached);
	*note = str_copy(arena, cached.note);
	arena_release(&looking);
	return is_open;
}

bool collection_open_part(struct arena *arena, struct str path, struct collection_options options,
                          struct str asked, struct archive **archive)
{
	struct build_part part = { options.limits ? options.limits : &part_usual, asked };
	struct build_options build = { .thread_count = options.thread_count, .part = &part };
	struct arena looking = {0};
	struct archive *opened;
	struct scan scan;
	struct fault why;
	build.scan = &scan;
	bool is_open = scan_collection(&looking, path.bytes, &scan, &why) &&
	               part_is_wanted(&scan, part.limits) &&
	               build_and_open(arena, path, build, &opened, &why) &&
	               dossier_count(opened) > 0;
	if (is_open)
		*archive = opened;
	arena_release(&looking);
	return is_open;
}
