#include "config.h"

#include "cache/collection.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "archive/verify.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "build/build.h"
#include "build/scan.h"
#include "cache/stamp.h"
#include "cache/store.h"

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
	struct str start = str_copy(arena, str_of(here));
	free(here);
	struct str found = find_upward(arena, start);
	if (found.size == 0 && file_is_folder(installed))
		found = str_copy(arena, str_of(installed));
	if (found.size == 0)
		return fault_set(why, FAULT_SYSTEM,
		                 "there is no collection to open: no -C, no DOSSIER_COLLECTION, no "
		                 "collection.yaml in %.*s or above it, and no %s",
		                 STR_ARGS(start), installed);
	*path = found;
	return true;
}

/* ── The store ──────────────────────────────────────────────────────────────────────────────── */

/* What the store has for one collection:
 *
 *	NAME.archive    the bytes of the archive
 *	NAME.stamp      the stamp of the files that it was built from, and the archive's hash
 *	NAME.lock       empty; who builds has it locked
 *
 * The archive is put there before its stamp. Between the two the old stamp stands beside the new
 * archive; the hash tells. */
struct cached {
	struct store store;
	struct stamp stamp;             /* of the files as they are */
	const char *archive_name, *stamp_name, *lock_name;
};

static int64_t clock_now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_REALTIME, &time);
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static const char *name_of(struct arena *arena, struct str root, const char *ending)
{
	return str_format(arena, "%016llx.%s", (unsigned long long)str_hash(root), ending).bytes;
}

/* Look at the files and into the store. False if the store is of no use. */
static bool cached_open(struct arena *arena, struct str path, int64_t now, struct cached *cached)
{
	struct scan scan;
	struct finding_array findings = {0};
	struct fault why;
	char *resolved = realpath(path.bytes, NULL);
	struct str root = str_copy(arena, str_of(resolved ? resolved : ""));
	free(resolved);
	if (root.size == 0 || !store_open(&cached->store, store_path(arena)))
		return false;
	if (!scan_collection(arena, path.bytes, &scan, &findings, &why)) {
		store_close(&cached->store);
		return false;
	}
	log_line("cache: found %zu files", scan.files.count);
	cached->stamp = stamp_make(arena, root, &scan, now);
	cached->archive_name = name_of(arena, root, "archive");
	cached->stamp_name = name_of(arena, root, "stamp");
	cached->lock_name = name_of(arena, root, "lock");
	return true;
}

/* The stamp as it stands in the store, beside the archive of that hash. */
static struct str stored_stamp(struct arena *arena, const struct cached *cached, uint64_t hash)
{
	struct str tail = { (const char *)&hash, sizeof hash };
	return str_join(arena, cached->stamp.bytes, STR(""), tail);
}

/* The archive from the store, if it is that of the files as they are. */
static bool cached_read(struct arena *arena, const struct cached *cached, struct archive **archive)
{
	struct str stamp, bytes;
	struct archive *stored;
	struct fault why;
	if (!store_read(&cached->store, arena, cached->stamp_name, &stamp) ||
	    !str_starts_with(stamp, cached->stamp.bytes) ||
	    !store_read(&cached->store, arena, cached->archive_name, &bytes))
		return false;
	if (!archive_open(arena, bytes, &stored, &why) || !archive_verify_hash(stored, &why)) {
		log_line("cache: %s: %s", cached->archive_name, why.sentence);
		return false;
	}
	if (!str_equal(stamp, stored_stamp(arena, cached, archive_hash(stored))))
		return false;
	log_line("cache: opened %s, %zu bytes", cached->archive_name, bytes.size);
	*archive = stored;
	return true;
}

static void cached_write(struct arena *arena, const struct cached *cached,
                         const struct archive *archive)
{
	const struct store *store = &cached->store;
	struct str stamp = stored_stamp(arena, cached, archive_hash(archive));
	if (!cached->stamp.is_settled)
		log_line("cache: not written, a file was changed just now");
	else if (store_write(store, cached->archive_name, archive_bytes(archive)) &&
	         store_write(store, cached->stamp_name, stamp))
		log_line("cache: wrote %s", cached->archive_name);
}

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

static bool build_and_open(struct arena *arena, struct str path, struct collection_options options,
                           struct archive **archive, struct fault *why)
{
	struct build_options build = { .thread_count = options.thread_count };
	struct str bytes;
	return build_archive(arena, path.bytes, build, &bytes, why) &&
	       archive_open(arena, bytes, archive, why);
}

/* Who comes while another builds waits, and then finds what that one has built. */
static bool renew(struct arena *arena, struct str path, struct collection_options options,
                  struct cached *cached, struct archive **archive, struct fault *why)
{
	bool is_locked = store_lock(&cached->store, cached->lock_name);
	if (is_locked && cached_read(arena, cached, archive))
		return true;
	if (!build_and_open(arena, path, options, archive, why))
		return false;
	if (is_locked)
		cached_write(arena, cached, *archive);
	return true;
}

bool collection_open(struct arena *arena, struct str path, struct collection_options options,
                     struct archive **archive, struct fault *why)
{
	struct cached cached;
	int64_t now = options.now ? options.now : clock_now();
	if (options.ignores_cache || !cached_open(arena, path, now, &cached))
		return build_and_open(arena, path, options, archive, why);
	bool is_open = cached_read(arena, &cached, archive) ||
	               renew(arena, path, options, &cached, archive, why);
	store_close(&cached.store);
	return is_open;
}
