/* batch: one file, read and drafted. Private to build.c and part.c.
 *
 * Reading leaves much behind: the tree of nodes, and arrays that were outgrown. So a file is
 * drafted in memory that is used again for the next, and only the drafts themselves are copied to
 * where they stay, their texts one behind the other. */
#ifndef DOSSIER_BUILD_BATCH_H
#define DOSSIER_BUILD_BATCH_H

#include "build/draft.h"
#include "build/scan.h"

/* The memory of one thread. */
struct batch_memory {
	struct arena loose;             /* of the file at work */
	struct arena kept;              /* of all batches that were read */
	size_t file_count;
	long blocks_read;               /* from disk, by this thread, … */
	bool is_disk_read;              /* … and whether there were more of late */
};

/* Read and draft the file in row `file` of the scan, whose root is open as `root`. What is wrong
 * with it becomes findings of the batch. The batch lives in `memory->kept`; its own arena is
 * empty. */
struct batch batch_read(struct batch_memory *memory, const struct schema *schema,
                        const struct scan *scan, uint32_t file, int root);

/* What to say of a file that could not be read, in `arena`. */
struct finding file_finding(struct arena *arena, const struct scan *scan, uint32_t file,
                            const struct fault *why);

#endif
