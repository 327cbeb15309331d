/* mentions_parts: unlinked mentions, being looked for. Private to query/mentions*.c.
 *
 *	mentions.c              the names that are looked for
 *	mentions_candidates.c   the dossiers in which they may stand
 *	mentions_texts.c        where they do
 */
#ifndef DOSSIER_QUERY_MENTIONS_PARTS_H
#define DOSSIER_QUERY_MENTIONS_PARTS_H

#include "base/arena.h"
#include "query/mentions.h"

struct mentioner {
	const struct archive *archive;
	struct arena *arena;
	struct arena scratch, text_scratch;     /* of all; of one text */
	const struct mentions_query *query;
	struct mentions *mentions;
	uint32_t dossier_count;
	uint8_t *marks;                 /* by dossier */
	struct row_list candidates;
	struct str_list folded;         /* the names */
	struct str_list of_others;      /* names of others that have one of these in them */
	size_t read;                    /* bytes of text so far */
};

/* Find the dossiers whose postings have all words of a name, rising, without those that link. */
void mentions_find_candidates(struct mentioner *mentioner);

/* Read the texts of these, as many as the query allows. */
void mentions_read_candidates(struct mentioner *mentioner);

#endif
