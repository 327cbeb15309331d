#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file_open.h"

enum { MAX_ATTEMPTS = 3, READ_FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC };

static bool fault_of_system(struct fault *why, const char *path)
{
	const char *words = errno == EXDEV ? "leads out of its folder" : strerror(errno);
	return fault_set(why, FAULT_SYSTEM, "%s: %s", path, words);
}

static bool is_same_version(const struct stat *left, const struct stat *right)
{
	return left->st_dev == right->st_dev &&
	       file_state_equal(file_state_of(left), file_state_of(right));
}

static bool check_kind_and_size(const struct stat *status, const char *path, size_t most,
                                struct fault *why)
{
	if (S_ISDIR(status->st_mode))
		return fault_set(why, FAULT_FORMAT, "%s: is a folder, not a file", path);
	if (!S_ISREG(status->st_mode))
		return fault_set(why, FAULT_FORMAT, "%s: is not a regular file", path);
	if ((uintmax_t)status->st_size > most)
		return fault_set(why, FAULT_LIMIT,
		                 "%s: has %ju bytes, and only files of up to %zu are read", path,
		                 (uintmax_t)status->st_size, most);
	return true;
}

/* Up to `room` bytes from the start of the file: fewer at its end, or if there are as many as were
 * expected, which is one less; -1 if they cannot be read. */
static ssize_t read_start(int descriptor, char *bytes, size_t room)
{
	size_t size = 0;
	while (size < room && (size == 0 || size + 1 != room)) {
		ssize_t more = pread(descriptor, bytes + size, room - size, (off_t)size);
		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return -1;
		if (more == 0)
			break;
		size += (size_t)more;
	}
	return (ssize_t)size;
}

/* One byte more than the file has is asked for, so that its growing shows; growing behind that
 * shows in its state. */
static bool read_whole(struct arena *arena, int descriptor, const char *path, size_t most,
                       struct str *bytes, struct file_state *state, struct fault *why)
{
	char *buffer = NULL;
	size_t room = 0;
	for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
		struct stat before, after;
		if (fstat(descriptor, &before) < 0)
			return fault_of_system(why, path);
		if (!check_kind_and_size(&before, path, most, why))
			return false;

		size_t expected = (size_t)before.st_size;
		if (!buffer || room < expected + 1) {
			room = expected + 1;
			buffer = arena_take(arena, room);
		}
		ssize_t size = read_start(descriptor, buffer, expected + 1);
		if (size < 0 || fstat(descriptor, &after) < 0)
			return fault_of_system(why, path);
		if ((size_t)size == expected && is_same_version(&before, &after)) {
			buffer[expected] = '\0';
			*bytes = (struct str){ buffer, expected };
			if (state)
				*state = file_state_of(&after);
			return true;
		}
	}
	return fault_set(why, FAULT_SYSTEM, "%s: changes while it is being read", path);
}

bool file_write_all(int file, struct str bytes)
{
	for (size_t written = 0; written < bytes.size;) {
		ssize_t more = write(file, bytes.bytes + written, bytes.size - written);
		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return false;
		written += (size_t)more;
	}
	return true;
}

/* Looking comes before opening, as opening alone does something to a device or a FIFO; read_whole
 * looks again at what was opened. */
bool file_read(struct arena *arena, const char *path, size_t most, struct str *bytes,
               struct fault *why)
{
	struct stat status;
	if (stat(path, &status) < 0)
		return fault_of_system(why, path);
	if (!check_kind_and_size(&status, path, most, why))
		return false;
	int descriptor = open(path, READ_FLAGS);
	if (descriptor < 0)
		return fault_of_system(why, path);
	bool is_read = read_whole(arena, descriptor, path, most, bytes, NULL, why);
	close(descriptor);
	return is_read;
}

/* True if the path names a file that may be opened without a closer look. */
static bool is_regular_file(int folder, const char *path)
{
	struct stat status;
	return fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(status.st_mode);
}

static bool look_beneath(int folder, const char *path, struct stat *status)
{
	int descriptor = file_open_beneath(folder, path, O_PATH | O_CLOEXEC);
	if (descriptor < 0)
		return false;
	int result = fstat(descriptor, status);
	close(descriptor);
	return result == 0;
}

bool file_read_beneath(struct arena *arena, int folder, const char *path, size_t most,
                       struct str *bytes, struct file_state *state, struct fault *why)
{
	if (!is_regular_file(folder, path)) {
		struct stat status;
		if (!look_beneath(folder, path, &status))
			return fault_of_system(why, path);
		if (!check_kind_and_size(&status, path, most, why))
			return false;
	}
	int descriptor = file_open_beneath(folder, path, READ_FLAGS);
	if (descriptor < 0)
		return fault_of_system(why, path);
	bool is_read = read_whole(arena, descriptor, path, most, bytes, state, why);
	close(descriptor);
	return is_read;
}

void file_expect_beneath(int folder, const char *path)
{
	int descriptor = is_regular_file(folder, path)
	               ? file_open_beneath(folder, path, READ_FLAGS) : -1;
	if (descriptor < 0)
		return;
	posix_fadvise(descriptor, 0, 0, POSIX_FADV_WILLNEED);
	close(descriptor);
}

struct str file_path_from_home(struct arena *arena, struct str written)
{
	const char *home = getenv("HOME");
	if (!home || !*home || !str_starts_with(written, STR("~/")))
		return str_copy(arena, written);
	return str_format(arena, "%s%.*s", home, STR_ARGS(str_slice(written, 1, SIZE_MAX)));
}

bool file_is_folder(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_exists(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0;
}
