/* private: a folder that is this user's, and the files in it.
 *
 * A folder or a file is trusted only if this user or root owns it and nobody else may write to it.
 * Links are followed on the way to the folder, but never one that has the name of a file in it.
 * What fails gives errno, or a fault: about a folder with its path, about a file without its name.
 */
#ifndef DOSSIER_BASE_PRIVATE_H
#define DOSSIER_BASE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;

/* A folder (NUL-terminated path), and with `makes_it`, if it is not there, those above it that may
 * well be missing: -1 if there is none or it is not to be trusted; `*is_missing` tells the two
 * apart. */
int private_folder_open(struct str path, bool makes_it, bool *is_missing, struct fault *why);

/* A regular file of it, to be read. Else as above, but that it is missing is no fault. */
int private_file_open(int folder, const char *name, bool *is_missing, struct fault *why);

/* The bytes of an open file from `start` to its end, in `arena`; at most `most` or FAULT_LIMIT. */
bool private_file_read(struct arena *arena, int file, size_t start, size_t most, struct str *bytes,
                       struct fault *why);

/* Become the only one who has locked `name`, at once or within so many milliseconds: the
 * descriptor, which holds the lock until it is closed; -1 and errno (EWOULDBLOCK: another program
 * has it). */
int private_lock(int folder, const char *name, unsigned most_ms);

/* Put bytes at the end of a file of `size` bytes; with `waits_for_disk`, until they are there. What
 * has not been written whole is cut off again. False and errno; `*is_unsynced` if all was written,
 * but the disk failed: then nobody knows what is on it, and another file has to be written. */
bool private_file_append(int folder, const char *name, size_t size, struct str bytes,
                         bool waits_for_disk, bool *is_unsynced);

/* Cut a file to its first `size` bytes, on the disk too. */
bool private_file_cut(int folder, const char *name, size_t size);

/* Put bytes under a name: by way of NAME.new, on the disk before it has its name, and in place of
 * what was there. Only while locked. What was there is as it was if it fails. */
bool private_file_put(int folder, const char *name, struct str bytes);

/* The same under a name that nothing has, else EEXIST. */
bool private_file_add(int folder, const char *name, struct str bytes);

#endif
