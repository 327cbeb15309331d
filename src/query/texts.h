/* texts: a folder of local copies of sources, known by their SHA-256.
 *
 * Which text belongs to which source is found by the bytes, whatever the file is called. Nothing of
 * a text stays in memory until it is read.
 */
#ifndef DOSSIER_QUERY_TEXTS_H
#define DOSSIER_QUERY_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/digest.h"
#include "base/fault.h"

struct arena;

struct local_text {
	struct str path;                /* relative to the folder, NUL-terminated */
	struct digest digest;
	struct str problem;             /* why it cannot be read, as a sentence with its path: the
	                                 * digest then means nothing. Else empty */
};

struct texts {
	struct str folder;              /* as it was given, NUL-terminated */
	struct { struct local_text *items; size_t count, room; } items; /* by path */
};

/* All regular files beneath `folder`, whatever they are called, but for names that begin with '.'
 * or '_'. Reads each once, for its digest. A file that cannot be read, or is larger than
 * LIMIT_FILE_SIZE, is a text with a problem. In `arena`. Fails: FAULT_SYSTEM if the folder cannot
 * be opened. */
bool texts_open(struct arena *arena, const char *folder, struct texts *texts, struct fault *why);

/* The row of the first text with that digest, or NO_ROW. */
uint32_t texts_find(const struct texts *texts, struct digest digest);

/* The SHA-256 that a source says its text has. False if it says none, or nothing that is one. */
bool source_digest(const struct archive *archive, struct dossier_ref source, struct digest *digest);

/* The bytes of a text, in `arena`. Fails: FAULT_SYSTEM if it cannot be read any more, FAULT_FORMAT
 * if it is another than when the folder was opened. */
bool texts_read(const struct texts *texts, uint32_t text, struct arena *arena, struct str *bytes,
                struct fault *why);

/* The path of a text as a person can open it: the folder's, joined with its own. In `arena`,
 * NUL-terminated. */
struct str texts_path(const struct texts *texts, uint32_t text, struct arena *arena);

#endif
