#include "base/private.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"

enum { FILE_MODE = 0600, FOLDER_MODE = 0700 };

/* ── Trust ──────────────────────────────────────────────────────────────────────────────────── */

/* Why it is not sure that this user or root made it what it is; NULL if it is. */
static const char *distrust(const struct stat *status)
{
	if (status->st_uid != geteuid() && status->st_uid != 0)
		return "it is somebody else's";
	if (status->st_mode & (S_IWGRP | S_IWOTH))
		return "others can write to it";
	return NULL;
}

static int close_and_fail(int descriptor)
{
	int error = errno;
	if (descriptor >= 0)
		close(descriptor);
	errno = error;
	return -1;
}

/* ── Folders ────────────────────────────────────────────────────────────────────────────────── */

/* Above ~/.local/state/dossier two may be missing with a new user, above any other folder one; more
 * are not made, or a home that is not there would be. */
static unsigned folders_to_make(struct str path)
{
	return str_ends_with(path, STR("/.local/state/dossier")) ? 3 : 2;
}

/* A new folder is lost with all that is in it if the one above does not know of it. */
static void sync_above(const char *path)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int above = folder < 0 ? -1 : openat(folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (above >= 0) {
		fsync(above);
		close(above);
	}
	if (folder >= 0)
		close(folder);
}

static void make_folders(struct str path)
{
	char above[PATH_MAX];
	size_t ends[3] = { path.size };
	unsigned count = folders_to_make(path);
	if (path.size >= sizeof above)
		return;
	for (unsigned i = 1; i < count; i++) {
		size_t end = ends[i - 1];
		while (end && path.bytes[end - 1] == '/')
			end--;
		while (end && path.bytes[end - 1] != '/')
			end--;
		ends[i] = end;
	}
	while (count--) {
		memcpy(above, path.bytes, ends[count]);
		above[ends[count]] = '\0';
		if (mkdir(above, FOLDER_MODE) == 0)
			sync_above(above);
	}
}

int private_folder_open(struct str path, bool makes_it, bool *is_missing, struct fault *why)
{
	enum { FLAGS = O_RDONLY | O_DIRECTORY | O_CLOEXEC };
	struct stat status;
	int folder = open(path.bytes, FLAGS);
	if (folder < 0 && errno == ENOENT && makes_it) {
		make_folders(path);
		folder = open(path.bytes, FLAGS);
	}
	*is_missing = folder < 0 && errno == ENOENT;
	if (folder < 0 || fstat(folder, &status) < 0)
		fault_set(why, FAULT_SYSTEM, "%s: %s", path.bytes, strerror(errno));
	else if (distrust(&status))
		fault_set(why, FAULT_SYSTEM, "%s is not used: %s", path.bytes, distrust(&status));
	else
		return folder;
	return close_and_fail(folder);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

int private_file_open(int folder, const char *name, bool *is_missing, struct fault *why)
{
	enum { FLAGS = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC };
	struct stat status;
	int file = openat(folder, name, FLAGS);
	*is_missing = file < 0 && errno == ENOENT;
	if (*is_missing)
		return -1;
	if (file < 0 && errno == ELOOP)
		fault_set(why, FAULT_SYSTEM, "is a link, and links are not followed");
	else if (file < 0 || fstat(file, &status) < 0)
		fault_set(why, FAULT_SYSTEM, "%s", strerror(errno));
	else if (!S_ISREG(status.st_mode))
		fault_set(why, FAULT_SYSTEM, "is not a regular file");
	else if (distrust(&status))
		fault_set(why, FAULT_SYSTEM, "is not used: %s", distrust(&status));
	else
		return file;
	return close_and_fail(file);
}

/* As much of it as there is. */
static bool read_up_to(int file, size_t start, char *bytes, size_t *size)
{
	size_t done = 0;
	while (done < *size) {
		ssize_t more = pread(file, bytes + done, *size - done, (off_t)(start + done));
		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return false;
		if (more == 0)
			break;
		done += (size_t)more;
	}
	*size = done;
	return true;
}

bool private_file_read(struct arena *arena, int file, size_t start, size_t most, struct str *bytes,
                       struct fault *why)
{
	struct stat status;
	if (fstat(file, &status) < 0)
		return fault_set(why, FAULT_SYSTEM, "%s", strerror(errno));
	if ((uintmax_t)status.st_size > most)
		return fault_set(why, FAULT_LIMIT, "is larger than %zu MiB", most >> 20);
	size_t size = (size_t)status.st_size > start ? (size_t)status.st_size - start : 0;
	char *read = arena_take_dirty(arena, size + 1);
	if (!read_up_to(file, start, read, &size))
		return fault_set(why, FAULT_SYSTEM, "%s", strerror(errno));
	*bytes = (struct str){ read, size };
	return true;
}

/* ── Locking ────────────────────────────────────────────────────────────────────────────────── */

static bool wait_for_lock(int lock, unsigned most_ms)
{
	enum { LONGEST_NAP = 32 * 1000 * 1000 };
	struct timespec nap = { .tv_nsec = 1000 * 1000 };
	for (long waited = 0; waited <= (long)most_ms; waited += nap.tv_nsec / 1000000) {
		if (flock(lock, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return false;
		nanosleep(&nap, NULL);
		if (nap.tv_nsec < LONGEST_NAP)
			nap.tv_nsec *= 2;
	}
	errno = EWOULDBLOCK;
	return false;
}

int private_lock(int folder, const char *name, unsigned most_ms)
{
	int lock = openat(folder, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
	return lock >= 0 && wait_for_lock(lock, most_ms) ? lock : close_and_fail(lock);
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────── */

static bool sync_file(int file)
{
	int result;
	do
		result = fsync(file);
	while (result < 0 && errno == EINTR);
	return result == 0;
}

/* EINVAL: a file system that cannot; nothing more can be done there. */
static bool sync_folder(int folder)
{
	return sync_file(folder) || errno == EINVAL;
}

/* Closing tells too: network file systems and quotas report there. */
static bool close_written(int file, bool is_written)
{
	if (is_written)
		return close(file) == 0;
	close_and_fail(file);
	return false;
}

static int open_to_write(int folder, const char *name)
{
	return openat(folder, name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

/* If that fails too, the end is torn, and whoever comes next mends it. */
static void cut_off(int file, size_t size)
{
	int error = errno;
	if (ftruncate(file, (off_t)size) < 0)
		log_line("private: what was written in part could not be cut off");
	errno = error;
}

bool private_file_append(int folder, const char *name, size_t size, struct str bytes,
                         bool waits_for_disk, bool *is_unsynced)
{
	int file = open_to_write(folder, name);
	*is_unsynced = false;
	if (file < 0)
		return false;
	if (lseek(file, (off_t)size, SEEK_SET) < 0 || !file_write_all(file, bytes)) {
		cut_off(file, size);
		return close_written(file, false);
	}
	bool is_synced = !waits_for_disk || sync_file(file);
	bool is_kept = close_written(file, is_synced);
	*is_unsynced = !is_kept;
	return is_kept;
}

bool private_file_cut(int folder, const char *name, size_t size)
{
	int file = open_to_write(folder, name);
	return file >= 0 &&
	       close_written(file, ftruncate(file, (off_t)size) == 0 && sync_file(file));
}

/* A new file with these bytes, on the disk; nothing is left of it if that fails. */
static bool make_file(int folder, const char *name, struct str bytes)
{
	enum { FLAGS = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC };
	int file = openat(folder, name, FLAGS, FILE_MODE);
	if (file < 0)
		return false;
	if (close_written(file, file_write_all(file, bytes) && sync_file(file)))
		return true;
	int error = errno;
	unlinkat(folder, name, 0);
	errno = error;
	return false;
}

bool private_file_add(int folder, const char *name, struct str bytes)
{
	return make_file(folder, name, bytes) && sync_folder(folder);
}

bool private_file_put(int folder, const char *name, struct str bytes)
{
	char beside[NAME_MAX + 1];
	int length = snprintf(beside, sizeof beside, "%s.new", name);
	if (length < 0 || (size_t)length >= sizeof beside) {
		errno = ENAMETOOLONG;
		return false;
	}
	unlinkat(folder, beside, 0);
	if (!make_file(folder, beside, bytes))
		return false;
	if (renameat(folder, beside, folder, name) == 0)
		return sync_folder(folder);
	int error = errno;
	unlinkat(folder, beside, 0);
	errno = error;
	return false;
}
