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
	uint32_t count;                 /* dossiers that have the value; of a dossier, the
	                                 * links that lead to it as the field means; 0: not
	                                 * counted */
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
 * beginning of any, or is all of the only one. All texts in `arena`. Takes a few milliseconds:
 * where many dossiers have the words, some links of the archive say which are meant. With `known`
 * (NULL: of all) only values, and dossiers with links, that were known. */
struct known;
struct completions completions_of(const struct archive *archive, struct arena *arena,
                                  struct str query, const struct known *known);

/* The values of a field that occur, the most frequent first, with how many dossiers have each:
 * "city (3), capital (1)"; of more than a few, the first "and 4 more". Empty if there are over
 * COMPLETIONS_MOST, or the field takes names, words or dates. In `arena`. */
struct str completion_values(const struct archive *archive, struct arena *arena, struct str key);

/* A field for those who ask for help: its sentence, and its values if `shows_values`: "Claims of
 * that status. Here: unverified (91), disputed (21)." Empty if there is no such field. In
 * `arena`. */
struct str completion_help(const struct archive *archive, struct arena *arena, struct str key,
                           bool shows_values);

#endif
