/* telling: what an archive says, row by row, as lines of text that can be compared with those of
 * another.
 *
 *	struct telling telling = { .archive = archive, .text.arena = arena };
 *	telling_archive(&telling);
 *	telling_number(&telling, "and", 3);
 *	struct str text = telling_end(&telling);
 */
#ifndef DOSSIER_TESTS_SUPPORT_TELLING_H
#define DOSSIER_TESTS_SUPPORT_TELLING_H

#include <stdint.h>

#include "archive/archive.h"
#include "base/arena.h"

struct telling {
	const struct archive *archive;
	struct text text;               /* in the arena of the caller */
	struct arena scratch;           /* for what is told */
};

/* Add to the line what it is, and the text or the number. */
void telling_text(struct telling *telling, const char *what, struct str text);
void telling_number(struct telling *telling, const char *what, uint64_t number);

/* Tell all of an archive but its schema, its words, its findings and what it says of the
 * collection. Dossiers are told by their rows; values and links by which they are of their dossier,
 * for a revision has other rows of them. The lines of a dossier begin with "= ID". */
void telling_archive(struct telling *telling);

/* Give back the scratch. Gives the text. */
struct str telling_end(struct telling *telling);

/* Fail with the first line that differs, and with the last one above it that begins with "= " or
 * "? ", which says whose it is. `number` is that of the trial. */
void telling_assert_same(struct str actual, struct str expected, unsigned number);

#endif
