/* file: read a file whole, and look into folders, without being led astray by either.
 *
 * Nothing here waits for a FIFO, follows a link out of its root, or reads more than it was told to.
 */
#ifndef DOSSIER_BASE_FILE_H
#define DOSSIER_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;
struct stat;

/* All bytes of the regular file `path`, in `arena`, followed by a NUL that does not count. Links in
 * `path` are followed: it is for paths that the user gave. A file that changes its size or time
 * while it is read is read again, three times at most.
 * Fails: FAULT_SYSTEM, FAULT_LIMIT (more than `most` bytes), FAULT_FORMAT (not a regular file). */
bool file_read(struct arena *arena, const char *path, size_t most, struct str *bytes,
               struct fault *why);


/* What tells one state of a file from another without reading it: when both are equal, so are the
 * bytes, but for a change so shortly after another that the clock of the file system did not move.
 * Times are in nanoseconds since 1970. The device is not among it: its number may differ after each
 * start of the machine. */
struct file_state {
	uint64_t inode, size;
	int64_t modified, changed;      /* mtime, ctime */
};

/* What a walk found: a path relative to its root, with '/' between names. */
struct file_entry {
	struct str path;                /* NUL-terminated, in the walk's arena */
	size_t size;                    /* bytes */
	struct file_state state;        /* zeroed where there is a problem */
	bool is_readable_file;          /* a regular file, or a link to one beneath the root */
	const char *problem;            /* why not, as a sentence without its path; else NULL */
};

struct file_entry_array {
	struct file_entry *items;
	size_t count, room;
};

enum { FILE_MAX_FOLDER_DEPTH = 32 };

/* Every file beneath `root` whose name ends in one of `endings` (a NULL-terminated list of strings
 * such as ".yaml"), sorted by the bytes of the path. Names that begin with '.' or '_' are passed
 * over. A folder is visited once however many links lead to it, by its own path if it has one. As
 * entries with a problem come out: links out of `root` to folders, folders that cannot be opened or
 * lie too deep, and what is called like a file that is looked for but is none.
 * Fails: FAULT_SYSTEM if the root itself cannot be opened. */
bool file_walk(struct arena *arena, const char *root, const char *const *endings,
               struct file_entry_array *entries, struct fault *why);

struct file_state file_state_of(const struct stat *status);
bool file_state_equal(struct file_state left, struct file_state right);

/* As file_read for `path` beneath the open directory `folder`; a symbolic link in it is followed
 * only as long as it stays beneath `folder`. `state`, if not NULL, is that of the bytes. */
bool file_read_beneath(struct arena *arena, int folder, const char *path, size_t most,
                       struct str *bytes, struct file_state *state, struct fault *why);

/* Write all of the bytes where the open file is; false and errno if they cannot be written. */
bool file_write_all(int file, struct str bytes);

/* Let the system read a file that will be wanted soon, and do not wait for it. */
void file_expect_beneath(int folder, const char *path);

/* A path as somebody wrote it: what begins with "~/" is in the home folder, if HOME names one.
 * NUL-terminated, in `arena`. */
struct str file_path_from_home(struct arena *arena, struct str written);

bool file_is_folder(const char *path);
bool file_exists(const char *path);

#endif
