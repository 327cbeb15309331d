/* scan: which files make a collection. */
#ifndef DOSSIER_BUILD_SCAN_H
#define DOSSIER_BUILD_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/str.h"
#include "model/finding.h"

struct arena;

struct scan_file {
	struct str path;                /* relative to the root, NUL-terminated */
	size_t size;                    /* bytes when it was looked at */
	struct file_state state;        /* when it was looked at; zeroed if that failed */
	bool is_dossiers;               /* false: unreadable, or collection.yaml, schema.yaml or
	                                 * verified.yaml of the root */
};

/* The files of a collection, in the order of their paths' bytes; the row of a file in `files` is
 * the `file` of findings and dossiers. */
struct scan {
	struct str root;                /* the folder, NUL-terminated */
	struct { struct scan_file *items; size_t count, room; } files;
	uint32_t collection_file;       /* row of collection.yaml in the root, or NO_ROW */
	uint32_t schema_file;           /* row of schema.yaml in the root, or NO_ROW */
	uint32_t ledger_file;           /* row of verified.yaml in the root, or NO_ROW */
	struct finding_array findings;  /* what cannot be read */
};

/* Look at `path`, a folder (every .yaml and .yml beneath it) or one file (a collection of that file
 * alone, whose root is its folder).
 * Fails: FAULT_SYSTEM if there is no such file or folder. All in `arena`. */
bool scan_collection(struct arena *arena, const char *path, struct scan *scan, struct fault *why);

#endif
