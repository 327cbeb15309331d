#include "cache/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mapping.h"

enum { FILE_MODE = 0600, FOLDER_MODE = 0700 };

/* ── Which folder ───────────────────────────────────────────────────────────────────────────── */

struct str store_path(struct arena *arena)
{
	const char *own = getenv("DOSSIER_CACHE");
	const char *caches = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");
	if (own && *own)
		return str_copy(arena, str_of(own));
	if (caches && *caches == '/')
		return str_format(arena, "%s/dossier", caches);
	if (home && *home == '/')
		return str_format(arena, "%s/.cache/dossier", home);
	return (struct str){0};
}

/* Why it is not sure that this user or root made it what it is; NULL if it is. */
static const char *distrust(const struct stat *status)
{
	if (status->st_uid != geteuid() && status->st_uid != 0)
		return "it is somebody else's";
	if (status->st_mode & (S_IWGRP | S_IWOTH))
		return "others can write to it";
	return NULL;
}

bool store_is_named(void)
{
	const char *own = getenv("DOSSIER_CACHE");
	return own && *own;
}

/* Make `path`, and the folder above it: not the one above that, or a home that is not there would be
 * made too. */
static void make_folders(struct arena *arena, struct str path)
{
	size_t above = path.size;
	while (above && path.bytes[above - 1] == '/')
		above--;
	while (above && path.bytes[above - 1] != '/')
		above--;
	mkdir(str_copy(arena, str_slice(path, 0, above)).bytes, FOLDER_MODE);
	mkdir(path.bytes, FOLDER_MODE);
}

static int open_folder(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

bool store_open(struct store *store, struct str path, struct fault *why)
{
	struct arena scratch = {0};
	struct stat status;
	*store = (struct store){ -1, -1 };
	if (path.size == 0)
		return fault_set(why, FAULT_SYSTEM, "nothing says where the store is");
	store->folder = open_folder(path.bytes);
	if (store->folder < 0 && errno == ENOENT) {
		make_folders(&scratch, path);
		store->folder = open_folder(path.bytes);
		arena_release(&scratch);
	}
	if (store->folder < 0 || fstat(store->folder, &status) < 0) {
		fault_set(why, FAULT_SYSTEM, "%s: %s", path.bytes, strerror(errno));
	} else if (distrust(&status)) {
		fault_set(why, FAULT_SYSTEM, "%s is not used: %s", path.bytes, distrust(&status));
	} else {
		return true;
	}
	store_close(store);
	return false;
}

void store_close(struct store *store)
{
	if (store->lock >= 0)
		close(store->lock);
	if (store->folder >= 0)
		close(store->folder);
	*store = (struct store){ -1, -1 };
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

static bool read_all(int file, char *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t more = pread(file, bytes + done, size - done, (off_t)done);
		if (more == 0 || (more < 0 && errno != EINTR))
			return false;
		done += more > 0 ? (size_t)more : 0;
	}
	return true;
}

static bool read_file(struct arena *arena, int file, size_t size, struct str *bytes)
{
	if (size > STORE_READ_SIZE)
		return mapping_open(file, size, bytes);
	char *copy = arena_take(arena, size + 1);
	*bytes = (struct str){ copy, size };
	return read_all(file, copy, size);
}

/* An open file of the store, and its size; -1 if there is none that is trusted. */
static int open_file(const struct store *store, const char *name, size_t *size)
{
	struct stat status;
	int file = openat(store->folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0)
		return -1;
	if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && !distrust(&status) &&
	    (uintmax_t)status.st_size < SIZE_MAX) {
		*size = (size_t)status.st_size;
		return file;
	}
	close(file);
	return -1;
}

bool store_read(const struct store *store, struct arena *arena, const char *name,
                struct str *bytes)
{
	size_t size;
	struct str found;
	int file = open_file(store, name, &size);
	if (file < 0)
		return false;
	bool is_read = read_file(arena, file, size, &found);
	close(file);
	if (is_read)
		*bytes = found;
	return is_read;
}

bool store_read_start(const struct store *store, struct arena *arena, const char *name,
                      size_t size, struct str *bytes)
{
	size_t whole;
	int file = open_file(store, name, &whole);
	if (file < 0)
		return false;
	if (whole < size)
		size = whole;
	char *start = arena_take(arena, size + 1);
	bool is_read = read_all(file, start, size);
	close(file);
	if (is_read)
		*bytes = (struct str){ start, size };
	return is_read;
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────── */

static bool wait_for_lock(int lock, unsigned most_ms)
{
	enum { LONGEST_NAP = 100 * 1000 * 1000 };
	struct timespec nap = { .tv_nsec = 1000 * 1000 };
	for (long waited = 0; waited <= most_ms; waited += nap.tv_nsec / 1000000) {
		if (flock(lock, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return false;
		nanosleep(&nap, NULL);
		if (nap.tv_nsec < LONGEST_NAP)
			nap.tv_nsec *= 2;
	}
	return false;
}

bool store_lock(struct store *store, const char *name, unsigned most_ms)
{
	enum { FLAGS = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC };
	store->lock = openat(store->folder, name, FLAGS, FILE_MODE);
	if (store->lock >= 0 && wait_for_lock(store->lock, most_ms))
		return true;
	log_line("cache: %s cannot be locked", name);
	if (store->lock >= 0)
		close(store->lock);
	store->lock = -1;
	return false;
}

/* The only one who writes has the lock; so what is left of the new name, a kill left there. */
bool store_write(const struct store *store, const char *name, struct str bytes)
{
	enum { FLAGS = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC };
	char new_name[64];
	int length = snprintf(new_name, sizeof new_name, "%s.new", name);
	if (length < 0 || (size_t)length >= sizeof new_name)
		return false;
	unlinkat(store->folder, new_name, 0);
	int file = openat(store->folder, new_name, FLAGS, FILE_MODE);
	bool is_written = file >= 0 && file_write_all(file, bytes) &&
	                  (bytes.size <= STORE_READ_SIZE || fsync(file) == 0);
	if (file >= 0 && close(file) != 0)
		is_written = false;
	if (is_written && renameat(store->folder, new_name, store->folder, name) == 0)
		return true;
	log_line("cache: %s cannot be written: %s", name, strerror(errno));
	unlinkat(store->folder, new_name, 0);
	return false;
}
