/* unfound: why a query finds nothing, and what finds something in its place.
 *
 *	speaker:tmo             “tmo”: no person or organization is called so. Similar: Tom Reed.
 *	kind:quote speaker:tom  Tom Reed is known: no quote is by that name.
 *	                        6 claims by Tom Reed                    kind:claim asserted:tom-reed
 *	verified:no             None. All 23 quotes were found in their sources.
 *	speaker:tom zzz         “zzz” is in nothing.
 *	                        3 without “zzz”                         speaker:tom
 *	kind:quote place:selm   Nothing answers all of this.
 *	                        12 without “kind:quote”                 place:selm
 *	status:disputed         Not known on 31 December 2020: status:disputed; 15 are known now.
 *	-about:tmo              “tmo”: nothing is called so. So nothing is left out by “about:tmo”.
 */
#ifndef DOSSIER_QUERY_UNFOUND_H
#define DOSSIER_QUERY_UNFOUND_H

#include <stdbool.h>

#include "archive/archive.h"

struct arena;
struct known;

struct unfound {
	struct str words;               /* a sentence or two; empty: nothing is to be said of it */
	struct str offer;               /* what `query` finds, in words; empty: nothing */
	struct str query;
	const char *field;              /* that somebody stands in there, "asserted"; and who,
	                                 * if that and a kind is all of it */
	struct dossier_ref who;         /* or NO_DOSSIER */
	size_t count;                   /* dossiers that `query` finds */
};

/* Of a query that was understood and found nothing; `known` as of its search. All in `arena`. Takes
 * some milliseconds: in a large collection, what is not counted by then is not offered. */
struct unfound unfound_of(const struct archive *archive, struct arena *arena, struct str query,
                          bool is_typing, const struct known *known);

/* Of a query that found something: which of its parts behind "not" leave nothing out, for they name
 * nobody, or a value that nothing has. Empty: none does. In `arena`; takes as long. */
struct str unfound_left_out(const struct archive *archive, struct arena *arena, struct str query,
                            bool is_typing, const struct known *known);

#endif
