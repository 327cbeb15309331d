#include "cache/kept.h"

#include <time.h>

#include "archive/verify.h"
#include "base/arena.h"
#include "cache/cached.h"

static struct str path_in_store(struct arena *arena, const struct cached *cached)
{
	return str_format(arena, "%.*s/%s", STR_ARGS(store_path(arena)), cached->archive_name);
}

/* Why the store is of no use, in words. */
static bool no_store(struct arena *arena, const struct cached *cached, struct fault *why)
{
	struct store store;
	struct fault reason;
	if (cached->root.size == 0)
		return fault_set(why, FAULT_SYSTEM, "%.*s: there is no such file or folder",
		                 STR_ARGS(cached->path));
	if (cached->store.folder < 0 && !store_open(&store, store_path(arena), &reason))
		return fault_set(why, FAULT_SYSTEM, "there is no store: %s", reason.sentence);
	return fault_set(why, FAULT_SYSTEM,
	                 "%.*s is on another file system than the store: let DOSSIER_CACHE say "
	                 "where it may be kept", STR_ARGS(cached->path));
}

/* Whether the archive is one of the files that there are. */
static bool is_of_files(const struct archive *archive, const struct scan *scan)
{
	bool is = file_count(archive) == scan->files.count;
	for (uint32_t i = 0; is && i < scan->files.count; i++)
		is = str_equal(file_path(archive, i), scan->files.items[i].path);
	return is;
}

/* What is wrong with the rows of what is kept; empty if nothing is. */
static struct str find_problem(struct arena *arena, const struct cached *cached,
                               const struct archive *archive, bool is_current)
{
	struct fault why;
	if (!archive_verify(archive, &why))
		return str_copy(arena, str_of(why.sentence));
	return !is_current || is_of_files(archive, &cached->scan)
	               ? (struct str){0}
	               : STR("it is the archive of other files than its stamp");
}

bool kept_look(struct arena *arena, struct str path, bool checks_all, struct kept *kept,
               struct fault *why)
{
	struct cached cached;
	struct archive *archive;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	if (!cached_open(arena, path, (int64_t)now.tv_sec * 1000000000, &cached)) {
		no_store(arena, &cached, why);
		cached_close(&cached);
		return false;
	}
	*kept = (struct kept){ .path = path_in_store(arena, &cached) };
	cached.note = (struct str){0};
	kept->is_there = cached_read_kept(arena, &cached, &archive);
	kept->problem = cached.note;
	if (kept->is_there) {
		kept->size = archive_bytes(archive).size;
		kept->is_current = cached_is_current(&cached, archive_hash(archive));
	}
	if (kept->is_there && checks_all)
		kept->problem = find_problem(arena, &cached, archive, kept->is_current);
	cached_close(&cached);
	return true;
}
