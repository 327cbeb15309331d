#include "cache/kept.h"

#include <time.h>

#include "archive/section.h"
#include "archive/verify.h"
#include "base/arena.h"
#include "cache/cached.h"

/* ── Looking ────────────────────────────────────────────────────────────────────────────────── */

static int64_t clock_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool open_cached(struct arena *arena, struct str path, int64_t now, struct cached *cached,
                        struct fault *why)
{
	if (cached_open(arena, path, now ? now : clock_now(), cached))
		return true;
	cached_close(cached);
	return fault_set(why, FAULT_SYSTEM, "%.*s", STR_ARGS(cached->reason));
}

/* The archive that is there, or NULL. */
static const struct archive *look(struct cached *cached, struct kept *kept)
{
	struct arena *arena = cached->arena;
	struct archive *archive = NULL;
	*kept = (struct kept){
		.path = str_format(arena, "%.*s/%s", STR_ARGS(store_path(arena)),
		                   cached->archive_name),
		.is_there = cached_read_kept(arena, cached, &archive),
	};
	if (kept->is_there) {
		kept->size = archive_bytes(archive).size;
		kept->is_current = cached_is_current(cached, archive_hash(archive));
	}
	kept->problem = cached->damage;
	if (!kept->is_current)
		kept->reason = cached->reason;
	return archive;
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
static struct str find_problem(const struct cached *cached, const struct archive *archive,
                               bool is_current)
{
	struct fault why;
	if (!archive_verify(archive, &why))
		return str_copy(cached->arena, str_of(why.sentence));
	return !is_current || is_of_files(archive, &cached->scan)
	               ? (struct str){0}
	               : STR("it is the archive of other files than its stamp");
}

bool kept_look(struct arena *arena, struct str path, bool checks_all, struct kept *kept,
               struct fault *why)
{
	struct cached cached;
	if (!open_cached(arena, path, 0, &cached, why))
		return false;
	const struct archive *archive = look(&cached, kept);
	if (archive && checks_all)
		kept->problem = find_problem(&cached, archive, kept->is_current);
	cached_close(&cached);
	return true;
}

/* ── Comparing ──────────────────────────────────────────────────────────────────────────────── */

static struct str rows_of(const struct archive *archive, enum section section)
{
	const struct section_view *view = &archive->sections[section];
	return (struct str){ view->bytes,
		             (size_t)view->count * section_form(section)->row_size };
}

/* Bytes at the beginning that are the same in both. */
static size_t common_size(struct str left, struct str right)
{
	size_t same = 0;
	while (same < left.size && same < right.size && left.bytes[same] == right.bytes[same])
		same++;
	return same;
}

/* Where what is kept is not what was built, in words; empty if it is. Heads are told of last: each
 * has the hash of all the rest. */
static struct str find_difference(struct arena *arena, const struct archive *archive,
                                  const struct archive *built)
{
	struct str bytes = archive_bytes(archive);
	if (str_equal(bytes, archive_bytes(built)))
		return (struct str){0};
	for (enum section section = 0; section < SECTION_COUNT; section++) {
		const struct section_form *form = section_form(section);
		struct str rows = rows_of(archive, section), wanted = rows_of(built, section);
		size_t same = common_size(rows, wanted);
		if (same < rows.size || same < wanted.size)
			return str_format(arena, "it is not what its files give, from byte %zu on "
			                  "(section \"%s\", row %zu)",
			                  (size_t)(rows.bytes - bytes.bytes) + same, form->name,
			                  same / form->row_size);
	}
	return STR("it is not what its files give, in its head");
}

/* What was built from files that changed meanwhile says nothing of those that it was kept of. */
static bool prove(struct cached *cached, const struct archive *archive,
                  struct build_options options, struct kept *kept, struct fault *why)
{
	struct arena building = {0};
	struct archive *built;
	bool is_built = cached_build(&building, cached, options, &built, why);
	kept->is_current = str_is_empty(cached->reason);
	kept->reason = cached->reason;
	if (is_built && kept->is_current)
		kept->problem = find_difference(cached->arena, archive, built);
	arena_release(&building);
	return is_built;
}

bool kept_prove(struct arena *arena, struct str path, struct kept_options options,
                struct kept *kept, struct fault *why)
{
	struct cached cached;
	struct kept found;
	struct build_options build = { .watcher = options.watcher };
	bool is_done = true;
	if (!open_cached(arena, path, options.now, &cached, why))
		return false;
	const struct archive *archive = look(&cached, &found);
	if (archive)
		found.problem = find_problem(&cached, archive, found.is_current);
	if (found.is_current && str_is_empty(found.problem))
		is_done = prove(&cached, archive, build, &found, why);
	cached_close(&cached);
	if (is_done)
		*kept = found;
	return is_done;
}

/* ── Keeping ────────────────────────────────────────────────────────────────────────────────── */

/* Who comes while another builds waits, and then finds what that one has built. */
static bool make(struct cached *cached, struct build_options options, struct fault *why)
{
	struct arena scratch = {0};
	struct archive *archive;
	bool is_done = cached_read(&scratch, cached, &archive) || !cached_lock(cached) ||
	               cached_read(&scratch, cached, &archive);
	if (!is_done) {
		is_done = cached_build(&scratch, cached, options, &archive, why);
		if (is_done && str_is_empty(cached->reason))
			cached_write(cached, archive);
	}
	arena_release(&scratch);
	return is_done;
}

bool kept_make(struct arena *arena, struct str path, struct kept_options options,
               struct kept *kept, struct fault *why)
{
	struct cached cached;
	struct build_options build = { .watcher = options.watcher };
	if (!open_cached(arena, path, options.now, &cached, why))
		return false;
	bool is_done = make(&cached, build, why);
	if (is_done) {
		look(&cached, kept);
		kept->note = kept->is_current ? cached.note : (struct str){0};
	}
	cached_close(&cached);
	return is_done;
}
