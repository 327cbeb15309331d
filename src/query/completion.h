/* completion: what the last word of a query may become.
 *
 *	spea              speaker:
 *	speaker:lav       speaker:sergei-lavrov     by a part of the id or of a name
 *	kind:person tag:  kind:person tag:arms      values that the collection has
 *
 * Fields and what they take are those of filter_fields().
 */
#ifndef DOSSIER_QUERY_COMPLETION_H
#define DOSSIER_QUERY_COMPLETION_H

#include "query/filter.h"

enum { COMPLETIONS_MOST = 100 };

struct completion {
	struct str text;                /* in place of the last word */
	struct str words;               /* what that is, for people: a name, a sentence; or empty */
};

struct completions {
	struct completion *items;       /* at most COMPLETIONS_MOST */
	size_t count, room;
	size_t start;                   /* byte of the query where the last word begins */
	bool is_cut;                    /* there are more */
};

/* All that the last word of a query may become, which a blank behind it ends: names of fields in
 * the order of their table; kinds in the order of the schema; values in that of their bytes;
 * dossiers by how many links of the field lead to them, then by their names. Nothing if it is no
 * beginning of any, or is all of the only one. All texts in `arena`. Takes a few milliseconds: where
 * many dossiers have the words, some links of the archive say which are meant. */
struct completions completions_of(const struct archive *archive, struct arena *arena,
                                  struct str query);

#endif
