/* part: which files of a large collection are read before all of it, so that somebody can look
 * around meanwhile.
 *
 *	home, and who was asked for ─▶ what these link to ─▶ what those link to ─▶ some of the rest
 *
 * What stands in no file that is named after it is not found here. The rest is taken evenly, in
 * runs of neighbours, from all folders, so that there is something of every kind. The ledger comes
 * first, if it takes no more than a quarter of the room. The same files and limits give the same
 * part.
 */
#ifndef DOSSIER_BUILD_PART_H
#define DOSSIER_BUILD_PART_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "build/scan.h"
#include "model/schema.h"

struct arena;

/* Sizes in units of PART_UNIT bytes, and one more for each file. */
enum { PART_UNIT = 512 };

struct part_limits {
	uint64_t long_size;     /* from which on a build takes longer than one waits */
	uint64_t part_size;     /* of a part, which should be there at once */
};

/* A second, and a third of one, on a machine of two processors of 2020. */
extern const struct part_limits part_usual;

/* True if the collection is large by these limits. */
bool part_is_wanted(const struct scan *scan, const struct part_limits *limits);

/* How a part is chosen. */
struct part_choice {
	const struct part_limits *limits;
	const struct scan *scan;        /* all files */
	const struct schema *schema;    /* that they are read by */
	int root;                       /* descriptor of the collection's folder */
	struct str home, asked;         /* ids, or empty */
};

/* The files of dossiers in the part, as if the collection had no others; files that cannot be read
 * are none. In `arena`. */
struct scan part_choose(struct arena *arena, const struct part_choice *choice);

#endif
