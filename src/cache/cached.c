#include "cache/cached.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/revision.h"
#include "archive/verify.h"
#include "base/array.h"
#include "base/log.h"
#include "base/mapping.h"
#include "build/revise.h"

/* How long somebody else may build: a slow machine reads some megabytes a second. */
enum { LEAST_WAIT_MS = 2000, WAIT_BYTES_A_MS = 2000, MOST_WAIT_MS = 30 * 60 * 1000 };

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

/* Note why nothing is kept. The first reason is the one that others follow from. Always false. */
static bool not_kept(struct cached *cached, struct str reason)
{
	log_line("cache: nothing is kept: %.*s", STR_ARGS(reason));
	if (str_is_empty(cached->reason))
		cached->reason = reason;
	return false;
}

static bool not_kept_for(struct cached *cached, const struct fault *why)
{
	return not_kept(cached, str_copy(cached->arena, str_of(why->sentence)));
}

/* Whether the store is a place for it; else there is a reason. */
static bool may_be_kept(struct cached *cached)
{
	struct stat collection, store;
	if (stat(cached->path.bytes, &collection) < 0 || fstat(cached->store.folder, &store) < 0)
		return not_kept(cached, str_format(cached->arena, "%.*s: %s",
		                                   STR_ARGS(cached->path), strerror(errno)));
	return store_is_named() || collection.st_dev == store.st_dev || collection.st_uid == 0 ||
	       not_kept(cached, str_format(cached->arena, "%.*s is on another file system than "
		                           "the store: let DOSSIER_CACHE say where it may be "
		                           "kept", STR_ARGS(cached->path)));
}

static const char *name_of(struct arena *arena, struct str root, const char *ending)
{
	return str_format(arena, "%016llx.%s", (unsigned long long)str_hash(root), ending).bytes;
}

bool cached_take(struct cached *cached, const struct scan *scan, int64_t now)
{
	cached->scan = *scan;
	cached->stamp = stamp_make(cached->arena, cached->root, scan, now);
	log_line("cache: found %zu files", scan->files.count);
	return true;
}

/* The files as they are now. False if there is no such collection. */
static bool look_at_files(int64_t now, struct cached *cached)
{
	struct fault why;
	struct scan scan;
	if (!scan_collection(cached->arena, cached->path.bytes, &scan, &why))
		return not_kept_for(cached, &why);
	return cached_take(cached, &scan, now);
}

static bool open_store(struct cached *cached)
{
	struct fault why;
	if (store_open(&cached->store, store_path(cached->arena), &why))
		return true;
	if (store_is_named())
		cached->note = str_format(cached->arena, "DOSSIER_CACHE: %s", why.sentence);
	fault_add(&why, "there is no store");
	return not_kept_for(cached, &why);
}

bool cached_find(struct arena *arena, struct str path, struct cached *cached)
{
	char *resolved = realpath(path.bytes, NULL);
	struct str root = str_copy(arena, str_of(resolved ? resolved : ""));
	free(resolved);
	*cached = (struct cached){
		.arena = arena, .store = { -1, -1 }, .path = path, .root = root,
	};
	if (str_is_empty(root))
		return not_kept(cached, str_format(arena, "%.*s: there is no such file or folder",
		                                   STR_ARGS(path)));
	if (!open_store(cached) || !may_be_kept(cached))
		return false;
	cached->archive_name = name_of(arena, root, "archive");
	cached->stamp_name = name_of(arena, root, "stamp");
	cached->lock_name = name_of(arena, root, "lock");
	return true;
}

bool cached_open(struct arena *arena, struct str path, int64_t now, struct cached *cached)
{
	return cached_find(arena, path, cached) && look_at_files(now, cached);
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

bool cached_check(const struct archive *archive, struct fault *why)
{
	return archive_bytes(archive).size > STORE_READ_SIZE || archive_verify_hash(archive, why);
}

/* The archive with these bytes of the store. */
static bool open_archive(struct arena *arena, struct cached *cached, struct str bytes,
                         bool is_checked, struct archive **archive)
{
	struct archive *stored;
	struct fault why;
	if (!archive_open(arena, bytes, &stored, &why) ||
	    (is_checked && !cached_check(stored, &why))) {
		log_line("cache: %s: %s", cached->archive_name, why.sentence);
		cached->damage = str_copy(cached->arena, str_of(why.sentence));
		cached->note = str_format(cached->arena,
		                          "the collection was read anew, for what was kept "
		                          "of it is damaged: %s", why.sentence);
		mapping_close(bytes);
		return false;
	}
	log_line("cache: opened %s, %zu bytes", cached->archive_name, bytes.size);
	cached->damage = (struct str){0};
	*archive = stored;
	return true;
}

/* The archive that lies in the store. */
static bool read_archive(struct arena *arena, struct cached *cached, struct archive **archive)
{
	struct str bytes;
	return store_read(&cached->store, arena, cached->archive_name, &bytes) &&
	       open_archive(arena, cached, bytes, true, archive);
}

static bool map_archive(struct arena *arena, struct cached *cached, struct archive **archive)
{
	struct str bytes;
	return store_map(&cached->store, cached->archive_name, &bytes) &&
	       open_archive(arena, cached, bytes, false, archive);
}

/* The stamp that lies in the store; empty if there is none. It is read once, and anew only after
 * cached_lock or cached_write: what somebody else puts there meanwhile is seen by who has the lock.
 * Till then an old stamp may stand against a newer archive; that has another hash than the stamp
 * says, and is refused, or is the same archive. */
static struct str read_stamp(struct cached *cached)
{
	if (!cached->stored.bytes)
		store_read(&cached->store, cached->arena, cached->stamp_name, &cached->stored);
	return cached->stored;
}

bool cached_read(struct arena *arena, struct cached *cached, struct archive **archive)
{
	struct str stamp = read_stamp(cached);
	struct archive *stored;
	if (!str_equal(str_slice(stamp, sizeof(uint64_t), stamp.size), cached->stamp.bytes) ||
	    !read_archive(arena, cached, &stored))
		return false;
	if (!is_stamp_of(stamp, cached->stamp.bytes, archive_hash(stored))) {
		mapping_close(archive_bytes(stored));
		return false;
	}
	*archive = stored;
	return true;
}

/* Only the start of the stamp is read: who takes what is kept as it is did not look at the files
 * either, of which the rest tells. Who asks afterwards whether it is current reads all of it. */
static bool open_kept(struct arena *arena, struct cached *cached,
                      bool (*open)(struct arena *, struct cached *, struct archive **),
                      struct archive **archive)
{
	struct str wanted = stamp_begin(cached->arena, cached->root), stamp;
	struct archive *stored;
	if (!store_read_start(&cached->store, cached->arena, cached->stamp_name,
	                      sizeof(uint64_t) + wanted.size, &stamp))
		return false;
	if (!str_equal(str_slice(stamp, sizeof(uint64_t), stamp.size), wanted))
		return not_kept(cached, STR("what is there is of another version, or damaged"));
	if (!open(arena, cached, &stored))
		return false;
	if (!is_stamp_of(stamp, wanted, archive_hash(stored))) {
		mapping_close(archive_bytes(stored));
		return not_kept(cached, STR("what is there is not what its stamp says"));
	}
	*archive = stored;
	return true;
}

bool cached_read_kept(struct arena *arena, struct cached *cached, struct archive **archive)
{
	return open_kept(arena, cached, read_archive, archive);
}

bool cached_map_kept(struct arena *arena, struct cached *cached, struct archive **archive)
{
	return open_kept(arena, cached, map_archive, archive);
}

bool cached_is_current(struct cached *cached, uint64_t hash)
{
	return is_stamp_of(read_stamp(cached), cached->stamp.bytes, hash);
}

/* ── Revising ───────────────────────────────────────────────────────────────────────────────── */

/* The bytes of all files. */
static uint64_t source_size(const struct cached *cached)
{
	uint64_t size = 0;
	for (size_t i = 0; i < cached->scan.files.count; i++)
		size += cached->scan.files.items[i].size;
	return size;
}

/* Rows of the files that changed. False if these are too many, or too much of the collection, or if
 * some came or went. */
static bool changed_files(const struct cached *cached, struct row_list *changed)
{
	struct stamp_changes changes;
	uint64_t size = 0;
	struct str stamp = str_slice(cached->stored, sizeof(uint64_t), cached->stored.size);
	if (!stamp_compare(cached->arena, stamp, cached->stamp.bytes, &changes) ||
	    changes.count == 0 || changes.count > REVISE_FILES_MOST)
		return false;
	for (size_t i = 0; i < changes.count; i++) {
		if (changes.items[i].old_row != changes.items[i].new_row)
			return false;
		*ARRAY_ADD(cached->arena, changed) = changes.items[i].new_row;
		size += cached->scan.files.items[changes.items[i].new_row].size;
	}
	return size <= source_size(cached) / CACHED_REVISED_SHARE;
}

/* Nothing of it is kept, so it does not matter how young the files are: that they were the same
 * when they were read as when they were found, revise_files sees to. */
bool cached_revise(struct arena *arena, struct cached *cached, struct archive **archive)
{
	struct row_list changed = {0};
	struct revision_segment segment;
	struct archive *base;
	struct fault why;
	uint64_t hash;
	if (source_size(cached) < CACHED_REVISED_SIZE || !changed_files(cached, &changed) ||
	    !read_archive(arena, cached, &base))
		return false;
	hash = archive_hash(base);
	fault_set(&why, FAULT_FORMAT, "what changed is not to be seen in a revision");
	if (str_starts_with(cached->stored, stored_hash(&hash)) &&
	    revise_files(arena, base, &cached->scan, changed.items, changed.count, &segment) &&
	    archive_revise(arena, base, segment.bytes, segment.replaced, archive, &why))
		return true;
	log_line("cache: not revised: %s", why.sentence);
	mapping_close(archive_bytes(base));
	return false;
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────── */

static unsigned wait_ms(const struct cached *cached)
{
	uint64_t wait = LEAST_WAIT_MS + source_size(cached) / WAIT_BYTES_A_MS;
	return wait < MOST_WAIT_MS ? (unsigned)wait : MOST_WAIT_MS;
}

bool cached_lock(struct cached *cached)
{
	struct fault why;
	cached->stored = (struct str){0};
	if (!cached->stamp.is_settled)
		return not_kept(cached, STR("a file was changed less than two seconds ago, and one "
		                            "more change might not show in its time"));
	return store_lock(&cached->store, cached->lock_name, wait_ms(cached), &why) ||
	       not_kept_for(cached, &why);
}

bool cached_build(struct arena *arena, struct cached *cached, struct build_options options,
                  struct archive **archive, struct fault *why)
{
	struct str bytes;
	bool was_changed = false;
	options.scan = &cached->scan;
	options.was_changed = &was_changed;
	if (!build_archive(arena, cached->path.bytes, options, &bytes, why) ||
	    !archive_open(arena, bytes, archive, why))
		return false;
	if (was_changed)
		not_kept(cached, STR("a file was changed while it was read, or cannot be read"));
	return true;
}

bool cached_write(struct cached *cached, const struct archive *archive)
{
	const struct store *store = &cached->store;
	struct fault why;
	uint64_t hash = archive_hash(archive);
	struct str stamp = str_join(cached->arena, stored_hash(&hash), STR(""), cached->stamp.bytes);
	cached->stored = (struct str){0};
	if (!store_write(store, cached->archive_name, archive_bytes(archive), &why) ||
	    !store_write(store, cached->stamp_name, stamp, &why))
		return not_kept_for(cached, &why);
	log_line("cache: wrote %s", cached->archive_name);
	return true;
}
