#include "cache/cached.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "archive/verify.h"
#include "base/arena.h"
#include "base/log.h"

/* How long somebody else may build: a slow machine reads some megabytes a second. */
enum { LEAST_WAIT_MS = 2000, WAIT_BYTES_A_MS = 2000, MOST_WAIT_MS = 30 * 60 * 1000 };

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

static bool may_be_kept(const struct cached *cached)
{
	struct stat collection, store;
	bool is_known = stat(cached->path.bytes, &collection) == 0 &&
	                fstat(cached->store.folder, &store) == 0;
	if (is_known && (store_is_named() || collection.st_dev == store.st_dev ||
	                 collection.st_uid == 0))
		return true;
	log_line("cache: not used, the collection is on another file system");
	return false;
}

static const char *name_of(struct arena *arena, struct str root, const char *ending)
{
	return str_format(arena, "%016llx.%s", (unsigned long long)str_hash(root), ending).bytes;
}

/* The files as they are now. False if there is no such collection. */
static bool look_at_files(struct arena *arena, int64_t now, struct cached *cached)
{
	struct fault why;
	if (!scan_collection(arena, cached->path.bytes, &cached->scan, &why))
		return false;
	cached->stamp = stamp_make(arena, cached->root, &cached->scan, now);
	log_line("cache: found %zu files", cached->scan.files.count);
	return true;
}

bool cached_find(struct arena *arena, struct str path, struct cached *cached)
{
	struct fault why = {0};
	char *resolved = realpath(path.bytes, NULL);
	struct str root = str_copy(arena, str_of(resolved ? resolved : ""));
	free(resolved);
	*cached = (struct cached){ .path = path, .root = root };
	if (!store_open(&cached->store, store_path(arena), &why)) {
		log_line("cache: %s", why.sentence);
		if (store_is_named())
			cached->note = str_format(arena, "DOSSIER_CACHE: %s", why.sentence);
		return false;
	}
	if (root.size == 0 || !may_be_kept(cached))
		return false;
	cached->archive_name = name_of(arena, root, "archive");
	cached->stamp_name = name_of(arena, root, "stamp");
	cached->lock_name = name_of(arena, root, "lock");
	return true;
}

bool cached_open(struct arena *arena, struct str path, int64_t now, struct cached *cached)
{
	return cached_find(arena, path, cached) && look_at_files(arena, now, cached);
}

void cached_close(struct cached *cached)
{
	store_close(&cached->store);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

/* What stands before a stamp in the store: the hash of the archive beside it. */
static struct str stored_hash(const uint64_t *hash)
{
	return (struct str){ (const char *)hash, sizeof *hash };
}

static bool is_stamp_of(struct str stored, struct str stamp, uint64_t hash)
{
	return str_starts_with(stored, stored_hash(&hash)) &&
	       str_equal(str_slice(stored, sizeof hash, stored.size), stamp);
}

/* A large one was on the disk before it got its name; to read all of it would take too long. */
static bool is_whole(const struct archive *archive, struct fault *why)
{
	return archive_bytes(archive).size > STORE_READ_SIZE || archive_verify_hash(archive, why);
}

/* The archive that lies in the store. */
static bool read_archive(struct arena *arena, struct cached *cached, struct archive **archive)
{
	struct str bytes;
	struct archive *stored;
	struct fault why;
	if (!store_read(&cached->store, arena, cached->archive_name, &bytes))
		return false;
	if (!archive_open(arena, bytes, &stored, &why) || !is_whole(stored, &why)) {
		log_line("cache: %s: %s", cached->archive_name, why.sentence);
		cached->note = str_format(arena, "the collection was read anew, for what was kept "
		                          "of it is damaged: %s", why.sentence);
		return false;
	}
	log_line("cache: opened %s, %zu bytes", cached->archive_name, bytes.size);
	*archive = stored;
	return true;
}

bool cached_read(struct arena *arena, struct cached *cached, struct archive **archive)
{
	struct str stamp;
	struct archive *stored;
	if (!store_read(&cached->store, arena, cached->stamp_name, &stamp) ||
	    !str_equal(str_slice(stamp, sizeof(uint64_t), stamp.size), cached->stamp.bytes) ||
	    !read_archive(arena, cached, &stored) ||
	    !is_stamp_of(stamp, cached->stamp.bytes, archive_hash(stored)))
		return false;
	*archive = stored;
	return true;
}

bool cached_read_kept(struct arena *arena, struct cached *cached, struct archive **archive)
{
	struct str wanted = stamp_begin(arena, cached->root), stamp;
	struct archive *stored;
	if (!store_read_start(&cached->store, arena, cached->stamp_name,
	                      sizeof(uint64_t) + wanted.size, &stamp) ||
	    !str_equal(str_slice(stamp, sizeof(uint64_t), stamp.size), wanted) ||
	    !read_archive(arena, cached, &stored) ||
	    !is_stamp_of(stamp, wanted, archive_hash(stored)))
		return false;
	*archive = stored;
	return true;
}

bool cached_is_current(struct arena *arena, const struct cached *cached, uint64_t hash)
{
	struct str stamp;
	return store_read(&cached->store, arena, cached->stamp_name, &stamp) &&
	       is_stamp_of(stamp, cached->stamp.bytes, hash);
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────── */

static unsigned wait_ms(const struct cached *cached)
{
	uint64_t size = 0;
	for (size_t i = 0; i < cached->scan.files.count; i++)
		size += cached->scan.files.items[i].size;
	uint64_t wait = LEAST_WAIT_MS + size / WAIT_BYTES_A_MS;
	return wait < MOST_WAIT_MS ? (unsigned)wait : MOST_WAIT_MS;
}

bool cached_lock(struct cached *cached)
{
	if (cached->stamp.is_settled)
		return store_lock(&cached->store, cached->lock_name, wait_ms(cached));
	log_line("cache: nothing is kept, a file was changed just now");
	return false;
}

void cached_write(struct arena *arena, const struct cached *cached, const struct archive *archive)
{
	const struct store *store = &cached->store;
	uint64_t hash = archive_hash(archive);
	struct str stamp = str_join(arena, stored_hash(&hash), STR(""), cached->stamp.bytes);
	if (store_write(store, cached->archive_name, archive_bytes(archive)) &&
	    store_write(store, cached->stamp_name, stamp))
		log_line("cache: wrote %s", cached->archive_name);
}
