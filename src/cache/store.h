/* store: a folder of our own in which bytes outlive the program.
 *
 * It holds nothing that could not be made again. A file in it is trusted only if this user or root
 * owns it, and the folder, and nobody else may write to either; what is not trusted is as if it
 * were not there. A file is replaced by another under its name and never changed in place, so that
 * whoever reads it keeps what they have.
 */
#ifndef DOSSIER_CACHE_STORE_H
#define DOSSIER_CACHE_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;

/* An open store. The descriptors are -1 where there is none. */
struct store {
	int folder;
	int lock;
};

/* Up to so many bytes a file is read, which costs no more than mapping it and cannot be hurt by who
 * changes it. Larger ones are mapped, and are on the disk before they are under their name; smaller
 * ones may be torn by a loss of power, so whoever reads one checks it. */
enum { STORE_READ_SIZE = 16 << 20 };

/* The path of the folder, which need not be there: the environment variable DOSSIER_CACHE; or
 * "dossier" in XDG_CACHE_HOME, or in ".cache" of HOME, if these are absolute paths (XDG Base
 * Directory Specification 0.8). Empty if nothing says where. */
struct str store_path(struct arena *arena);

/* True if DOSSIER_CACHE says where. */
bool store_is_named(void);

/* Open the folder `path`, and make it and the one above it if they are not there (mode 0700).
 * Fails: FAULT_SYSTEM if there is none that can be trusted. */
bool store_open(struct store *store, struct str path, struct fault *why);
void store_close(struct store *store);

/* The bytes of a file of the store, aligned to 8: in `arena`, or mapped (base/mapping.h) if they
 * are more than STORE_READ_SIZE. False if it is not there, not trusted or cannot be read. */
bool store_read(const struct store *store, struct arena *arena, const char *name,
                struct str *bytes);

/* The same, but mapped whatever its size: for who wants little of it at once. */
bool store_map(const struct store *store, const char *name, struct str *bytes);

/* The first `size` bytes of a file, or as many as it has. Else as store_read. */
bool store_read_start(const struct store *store, struct arena *arena, const char *name,
                      size_t size, struct str *bytes);

/* Wait until no other program has locked `name`, at most so long, and lock it, until the store is
 * closed or the program ends.
 * Fails: FAULT_SYSTEM if it cannot be locked. */
bool store_lock(struct store *store, const char *name, unsigned most_ms, struct fault *why);

/* Put bytes under a name, in place of what was there. Only while locked. Who is ended by a signal
 * meanwhile leaves nothing else there, where there are files without a name (open(2), O_TMPFILE)
 * and they may be given one.
 * Fails: FAULT_SYSTEM if they cannot be written whole; what was there is then still there. */
bool store_write(const struct store *store, const char *name, struct str bytes,
                 struct fault *why);

#endif
