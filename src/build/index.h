/* index: the words of a collection, and where they stand. */
#ifndef DOSSIER_BUILD_INDEX_H
#define DOSSIER_BUILD_INDEX_H

#include "build/resolve.h"

struct index_term {
	struct str term;
	uint32_t first, count;          /* of postings */
};

struct index {
	struct { struct index_term *items; size_t count, room; } terms;   /* by bytes */
	struct { uint32_t *items; size_t count, room; } postings;         /* as in the archive */
	struct { struct index_term *items; size_t count, room; } name_terms;    /* likewise: … */
	struct { uint32_t *items; size_t count, room; } name_postings;  /* … of names and ids */
};

/* Index names, other names and their romanizations, summaries, texts, prose, ids, and facets:
 *
 *	word          of a text, folded (base/unicode.h)
 *	field:value   of a field whose search is "facet", the whole value folded; also as words
 *	has:field     for every field with a value, and has:<plural> for every kind that links to it
 *
 * An id counts whole and in its parts between '-' and '.'. A romanized name counts in its words and
 * all in one word. The same term in the same class of the same dossier is one posting. A term of
 * more than 64 bytes is cut. Uses up to `thread_count` threads (0: as many as there are
 * processors); the index does not depend on how many. All in `arena`. */
void index_collection(struct arena *arena, const struct schema *schema,
                      const struct resolved *resolved, unsigned thread_count, struct index *index);

/* What is of names and ids once more, by itself: fill in the name_terms and name_postings of an
 * index that has none, which index_collection has done. In `arena`. */
void index_pick_names(struct arena *arena, struct index *index);

#endif
