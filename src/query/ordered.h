/* ordered: dossiers in the order of a column, counted a slice at a time.
 *
 *	struct ordered ordered = ordered_begin(&arena, column_begin(archive, known, column), false,
 *	                                       most);
 *	while (…) ordered_add(&ordered, ref);           in any order
 *	ordered_end(&ordered);                          rows, numbers
 *
 * Dossiers that a column does not tell apart stand by name, and those of which it says nothing
 * behind all others, from whichever end it goes. What is added looks at one dossier; the end is a
 * radix sort, some 20 ms for a million.
 */
#ifndef DOSSIER_QUERY_ORDERED_H
#define DOSSIER_QUERY_ORDERED_H

#include "query/column.h"

struct ordered_item { uint32_t key, place, row; };

struct ordered {
	struct column_reader reader;
	bool is_reversed;
	struct arena *arena;
	struct ordered_item *items;     /* as many as may be added */
	struct ordered_texts *texts;
	uint32_t count;
	uint32_t *rows;                 /* once it has ended: those that were added, in order */
	uint32_t *numbers;              /* … and of a column of numbers that of each; else NULL */
};

/* For at most so many dossiers; from the column's other end. All in `arena`. */
struct ordered ordered_begin(struct arena *arena, struct column_reader reader, bool is_reversed,
                             uint32_t most);
void ordered_add(struct ordered *ordered, struct dossier_ref ref);
void ordered_end(struct ordered *ordered);

#endif
