/* revision_world: collections of fiction of which some files are edited, as revisions and built
 * whole.
 *
 *	for (uint32_t round = 0; round < REVISION_ROUNDS; round++) {
 *		struct revision_world world;
 *		revision_world_make(&world, round);
 *		…
 *		revision_world_end(&world);
 *	}
 */
#ifndef DOSSIER_TESTS_SUPPORT_REVISION_WORLD_H
#define DOSSIER_TESTS_SUPPORT_REVISION_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/arena.h"
#include "tests/support/fiction.h"

enum { REVISION_ROUNDS = 40 };

/* All of it lives in its arena. */
struct revision_world {
	struct arena arena;
	uint32_t round;                 /* the number of the fiction */
	bool is_edited[FICTION_FILES];
	const struct archive *base, *fresh;     /* before the edits and after them, built whole */
	struct str segment;             /* what archive_revise takes of the edits */
	struct str_list replaced;
	struct archive *revised;        /* the base, with the segment */
};

/* There is another one for each round: in it, from none to four of the files are edited, and some
 * more where others have to be read again for that. */
void revision_world_make(struct revision_world *world, uint32_t round);
void revision_world_end(struct revision_world *world);

#endif
