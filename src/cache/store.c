#include "cache/store.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mapping.h"
#include "base/private.h"

enum { FILE_MODE = 0600 };

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

bool store_is_named(void)
{
	const char *own = getenv("DOSSIER_CACHE");
	return own && *own;
}

bool store_open(struct store *store, struct str path, struct fault *why)
{
	bool is_missing;
	*store = (struct store){ -1, -1 };
	if (path.size == 0)
		return fault_set(why, FAULT_SYSTEM, "nothing says where it may be: DOSSIER_CACHE "
		                 "is not set, and neither XDG_CACHE_HOME nor HOME is an absolute "
		                 "path");
	store->folder = private_folder_open(path, true, &is_missing, why);
	return store->folder >= 0;
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
	bool is_missing;
	int file = private_file_open(store->folder, name, &is_missing, NULL);
	if (file >= 0 && fstat(file, &status) == 0 && (uintmax_t)status.st_size < SIZE_MAX) {
		*size = (size_t)status.st_size;
		return file;
	}
	if (file >= 0)
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

bool store_map(const struct store *store, const char *name, struct str *bytes)
{
	size_t size;
	int file = open_file(store, name, &size);
	if (file < 0)
		return false;
	bool is_mapped = size > 0 && mapping_open(file, size, bytes);
	close(file);
	return is_mapped;
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

bool store_lock(struct store *store, const char *name, unsigned most_ms, struct fault *why)
{
	store->lock = private_lock(store->folder, name, most_ms);
	return store->lock >= 0 ||
	       fault_set(why, FAULT_SYSTEM, "%s cannot be locked: %s", name,
	                 errno == EWOULDBLOCK ? "another program has it" : strerror(errno));
}

/* A file on its way to its name. As long as it has none, nothing is left of it when the program
 * ends:
 *
 *	(no name)  ──write──▶  NAME.new  ──rename──▶  NAME
 *
 * Where there are no files without a name, or where they may not be given one, as in some
 * sandboxes, it is NAME.new from the beginning. */
struct coming_file {
	int folder, file;               /* open; -1: not any more */
	bool is_nameless;
	bool is_refused;                /* it has no name, and that will not do */
	char new_name[64];
};

static bool coming_open(struct coming_file *coming)
{
	enum {
		NAMED = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		NAMELESS = O_WRONLY | O_TMPFILE | O_CLOEXEC,
	};
	int folder = coming->folder;
	unlinkat(folder, coming->new_name, 0);
	if (!coming->is_nameless)
		coming->file = openat(folder, coming->new_name, NAMED, FILE_MODE);
	else if (access("/proc/self/fd", X_OK) == 0)
		coming->file = openat(folder, ".", NAMELESS, FILE_MODE);
	coming->is_refused = coming->is_nameless && coming->file < 0;
	return coming->file >= 0;
}

static bool coming_fill(struct coming_file *coming, struct str bytes)
{
	return file_write_all(coming->file, bytes) &&
	       (bytes.size <= STORE_READ_SIZE || fsync(coming->file) == 0);
}

static bool coming_take_name(struct coming_file *coming)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/self/fd/%d", coming->file);
	coming->is_refused = coming->is_nameless &&
	                     linkat(AT_FDCWD, path, coming->folder, coming->new_name,
	                            AT_SYMLINK_FOLLOW) != 0;
	return !coming->is_refused;
}

/* Closing tells too: network file systems and quotas report there. */
static bool coming_close(struct coming_file *coming)
{
	int file = coming->file;
	coming->file = -1;
	return file < 0 || close(file) == 0;
}

/* Between the two names a signal to this thread has to wait. Where another thread writes, the
 * program may end between them: then NAME.new stays until the next who writes. */
static bool coming_arrive(struct coming_file *coming, const char *name)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	bool is_there = coming_take_name(coming) && coming_close(coming) &&
	                renameat(coming->folder, coming->new_name, coming->folder, name) == 0;
	int error = errno;
	if (!is_there)
		unlinkat(coming->folder, coming->new_name, 0);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return is_there;
}

/* All of the way. False, errno and nothing left of it if it does not get there. */
static bool coming_go(struct coming_file *coming, const char *name, struct str bytes)
{
	if (coming_open(coming) && coming_fill(coming, bytes) && coming_arrive(coming, name))
		return true;
	int error = errno;
	coming_close(coming);
	unlinkat(coming->folder, coming->new_name, 0);
	errno = error;
	return false;
}

/* The only one who writes has the lock; so what is left of the new name, a kill left there. */
bool store_write(const struct store *store, const char *name, struct str bytes, struct fault *why)
{
	struct coming_file named = { .folder = store->folder, .file = -1 };
	int length = snprintf(named.new_name, sizeof named.new_name, "%s.new", name);
	struct coming_file nameless = named;
	nameless.is_nameless = true;
	if (length < 0 || (size_t)length >= sizeof named.new_name)
		return fault_set(why, FAULT_SYSTEM, "%s is too long for a name", name);
	if (coming_go(&nameless, name, bytes) ||
	    (nameless.is_refused && coming_go(&named, name, bytes)))
		return true;
	return fault_set(why, FAULT_SYSTEM, "%s cannot be written: %s", name, strerror(errno));
}
