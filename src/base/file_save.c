#include "base/file_save.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { MAX_ATTEMPTS = 100, PERMISSIONS = 07777 };

/* A file on its way to its name. */
struct save {
	const char *path;
	const char *name;               /* the last part of `path` */
	int folder;                     /* open */
	unsigned mode;
	char beside[NAME_MAX + 1];      /* the name that the new file has meanwhile */
};

static bool fault_of_system(struct fault *why, const char *path)
{
	return fault_set(why, FAULT_SYSTEM, "%s: %s", path, strerror(errno));
}

static bool open_folder(struct save *save, struct fault *why)
{
	char folder[PATH_MAX] = ".";
	const char *slash = strrchr(save->path, '/');
	save->name = slash ? slash + 1 : save->path;
	if (slash) {
		size_t size = slash == save->path ? 1 : (size_t)(slash - save->path);
		if (size >= sizeof(folder)) {
			errno = ENAMETOOLONG;
			return fault_of_system(why, save->path);
		}
		memcpy(folder, save->path, size);
		folder[size] = '\0';
	}
	save->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return save->folder >= 0 || fault_of_system(why, folder);
}

/* Look at what has the name now. */
static bool check_old(struct save *save, struct fault *why)
{
	struct stat status;
	if (fstatat(save->folder, save->name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT || fault_of_system(why, save->path);
	if (S_ISLNK(status.st_mode))
		return fault_set(why, FAULT_FORMAT,
		                 "%s: is a link, and links are not written through", save->path);
	if (!S_ISREG(status.st_mode))
		return fault_set(why, FAULT_FORMAT, "%s: is not a regular file", save->path);
	save->mode = status.st_mode & PERMISSIONS;
	return true;
}

/* Make the new file, under a name that nothing has: its descriptor, or -1. */
static int open_beside(struct save *save)
{
	for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
		int size = snprintf(save->beside, sizeof(save->beside), ".%s.new-%ld-%d",
		                    save->name, (long)getpid(), attempt);
		if (size < 0 || (size_t)size >= sizeof(save->beside)) {
			errno = ENAMETOOLONG;
			return -1;
		}
		int descriptor = openat(save->folder, save->beside,
		                        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (descriptor >= 0 || errno != EEXIST)
			return descriptor;
	}
	return -1;
}

/* Closing tells too: network file systems and quotas report there. */
static bool fill(const struct save *save, int descriptor, struct str bytes)
{
	bool is_filled = file_write_all(descriptor, bytes) && fchmod(descriptor, save->mode) == 0 &&
	                 fsync(descriptor) == 0;
	int error = errno;
	if (close(descriptor) < 0 && is_filled)
		return false;
	errno = error;
	return is_filled;
}

/* EINVAL: a file system that cannot; nothing more can be done there. */
static bool sync_folder(const struct save *save)
{
	return fsync(save->folder) == 0 || errno == EINVAL;
}

static bool put_in_place(struct save *save, struct str bytes, struct fault *why)
{
	int descriptor = open_beside(save);
	if (descriptor < 0)
		return fault_of_system(why, save->path);
	if (!fill(save, descriptor, bytes) ||
	    renameat(save->folder, save->beside, save->folder, save->name) < 0) {
		fault_of_system(why, save->path);
		unlinkat(save->folder, save->beside, 0);
		return false;
	}
	return sync_folder(save) || fault_of_system(why, save->path);
}

bool file_replace(const char *path, struct str bytes, unsigned mode, struct fault *why)
{
	struct save save = { .path = path, .mode = mode & PERMISSIONS };
	if (!open_folder(&save, why))
		return false;
	bool is_replaced = check_old(&save, why) && put_in_place(&save, bytes, why);
	close(save.folder);
	return is_replaced;
}

/* ── New files ──────────────────────────────────────────────────────────────────────────────── */

/* A file system without links knows another way to give a name that nothing has. */
static bool give_name(const struct save *save)
{
	if (linkat(save->folder, save->beside, save->folder, save->name, 0) == 0)
		return unlinkat(save->folder, save->beside, 0) == 0;
	bool has_links = errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS;
	return !has_links && renameat2(save->folder, save->beside, save->folder, save->name,
	                               RENAME_NOREPLACE) == 0;
}

static bool fault_of_new(struct fault *why, const char *path)
{
	if (errno == EEXIST)
		return fault_set(why, FAULT_USAGE,
		                 "nothing is written over what is there: %s", path);
	return fault_of_system(why, path);
}

bool file_new(const char *path, struct str bytes, struct fault *why)
{
	struct save save = { .path = path, .mode = 0600 };
	struct stat status;
	if (!open_folder(&save, why))
		return false;
	/* Looked at first, so that no disk is filled for nothing; what counts is the name. */
	bool is_free = fstatat(save.folder, save.name, &status, AT_SYMLINK_NOFOLLOW) < 0;
	errno = is_free ? errno : EEXIST;
	int descriptor = is_free ? open_beside(&save) : -1;
	bool is_made = descriptor >= 0 && fill(&save, descriptor, bytes) && give_name(&save) &&
	               sync_folder(&save);
	if (!is_made)
		fault_of_new(why, path);
	if (!is_made && descriptor >= 0)
		unlinkat(save.folder, save.beside, 0);
	close(save.folder);
	return is_made;
}
