#include "base/file_open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* openat2(2) came with Linux 5.6; headers and C libraries follow slowly. */
#ifndef SYS_openat2
#define SYS_openat2 437
#endif

enum {
	BENEATH = 0x08,                 /* RESOLVE_BENEATH */
	NO_MAGIC_LINKS = 0x02           /* RESOLVE_NO_MAGICLINKS */
};

struct open_request {                   /* struct open_how */
	uint64_t flags, mode, resolve;
};

int file_open_beneath(int folder, const char *path, int flags)
{
	struct open_request request = {
		.flags = (uint64_t)flags,
		.resolve = BENEATH | NO_MAGIC_LINKS,
	};
	long descriptor = syscall(SYS_openat2, folder, path, &request, sizeof(request));
	if (descriptor >= 0)
		return (int)descriptor;

	/* EPERM: how older sandboxes answer calls they do not know. EAGAIN: something was renamed
	 * meanwhile. */
	if (errno == ENOSYS || errno == EPERM || errno == EAGAIN)
		return file_open_stepwise(folder, path, flags);
	return -1;
}

enum { MAX_DESCENT = 64, MAX_LINKS = 40 };

/* A way down from `folder`: the folders entered so far, each held open, and the names to come. */
struct descent {
	int folder;
	int entered[MAX_DESCENT];
	size_t depth;
	unsigned links;                 /* followed so far */
	char rest[PATH_MAX];
	size_t at;                      /* where the names to come begin in it */
};

static int fail(int error)
{
	errno = error;
	return -1;
}

static int innermost(const struct descent *descent)
{
	return descent->depth ? descent->entered[descent->depth - 1] : descent->folder;
}

static int leave(struct descent *descent)
{
	if (descent->depth == 0)
		return fail(EXDEV);
	close(descent->entered[--descent->depth]);
	return 0;
}

static int enter(struct descent *descent, const char *name)
{
	if (descent->depth == MAX_DESCENT)
		return fail(ENAMETOOLONG);
	int entered = openat(innermost(descent), name,
	                     O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (entered < 0)
		return -1;
	descent->entered[descent->depth++] = entered;
	return 0;
}

/* Put the target of the link `name` before the names to come. */
static int follow(struct descent *descent, const char *name)
{
	char target[PATH_MAX];
	ssize_t size = readlinkat(innermost(descent), name, target, sizeof(target));
	if (size < 0)
		return -1;
	if (++descent->links > MAX_LINKS)
		return fail(ELOOP);
	if (size > 0 && target[0] == '/')
		return fail(EXDEV);

	size_t rest_size = strlen(descent->rest + descent->at);
	if ((size_t)size + 1 + rest_size >= sizeof(target))
		return fail(ENAMETOOLONG);
	target[size] = '/';
	memcpy(target + size + 1, descent->rest + descent->at, rest_size + 1);
	memcpy(descent->rest, target, (size_t)size + 1 + rest_size + 1);
	descent->at = 0;
	return 0;
}

/* Cut the next name off the rest of the way; false at its end. */
static bool next_name(struct descent *descent, char name[PATH_MAX])
{
	const char *start = descent->rest + descent->at;
	start += strspn(start, "/");
	size_t size = strcspn(start, "/");
	memcpy(name, start, size);
	name[size] = '\0';
	descent->at = (size_t)(start - descent->rest) + size;
	return size > 0;
}

static bool is_last_name(const struct descent *descent)
{
	const char *rest = descent->rest + descent->at;
	return rest[strspn(rest, "/")] == '\0';
}

static int descend(struct descent *descent, int flags)
{
	char name[PATH_MAX];
	while (next_name(descent, name)) {
		struct stat status;
		int result = 0;
		if (strcmp(name, "..") == 0)
			result = leave(descent);
		else if (fstatat(innermost(descent), name, &status, AT_SYMLINK_NOFOLLOW) < 0)
			result = -1;
		else if (S_ISLNK(status.st_mode))
			result = follow(descent, name);
		else if (!is_last_name(descent))
			result = enter(descent, name);
		else
			return openat(innermost(descent), name, flags | O_NOFOLLOW);
		if (result < 0)
			return -1;
	}
	return openat(innermost(descent), ".", flags | O_NOFOLLOW);
}

int file_open_stepwise(int folder, const char *path, int flags)
{
	struct descent descent = { .folder = folder };
	size_t size = strlen(path);
	if (size == 0)
		return fail(ENOENT);
	if (path[0] == '/')
		return fail(EXDEV);
	if (size >= sizeof(descent.rest))
		return fail(ENAMETOOLONG);
	memcpy(descent.rest, path, size + 1);

	int descriptor = descend(&descent, flags);
	int error = errno;
	while (descent.depth)
		leave(&descent);
	errno = error;
	return descriptor;
}
