/* dispute: what makes a claim disputed: who denies it, or who says otherwise in part.
 *
 * A claim whose status is "disputed" need not be denied by anybody: sources may differ from it, and
 * an editor may know better than they. */
#ifndef DOSSIER_QUERY_DISPUTE_H
#define DOSSIER_QUERY_DISPUTE_H

#include <stdbool.h>

#include "archive/archive.h"

struct arena;
struct known;
struct search;

/* In the order in which they are listed. */
enum dispute {
	DISPUTE_DENIED,                 /* somebody denies it */
	DISPUTE_DIFFERING,              /* nobody does, but somebody qualifies it */
	DISPUTE_SILENT,                 /* its status is all that says so */
	DISPUTE_NONE                    /* no claim, or of another status */
};

/* As far as it is `known` (NULL: all is). */
enum dispute dispute_of(const struct archive *archive, const struct known *known,
                        struct dossier_ref ref);

/* "denied by Bo Lind and 2 more", "asserted in one place and denied in another by Bo Lind";
 * "differing: Bo Lind: only a bit"; or the note of the claim; empty if it is none that is disputed.
 * English, or in the reader's language. In `arena`. */
struct str dispute_words(const struct archive *archive, struct arena *arena,
                         const struct known *known, struct dossier_ref ref, bool is_shown);

/* Put the hits of a search from `first` on in that order, those of one sort by name, and all others
 * behind them, if it asks for nothing but a status, or is for the word "disputed" or its beginning,
 * and has given all that it found. */
void dispute_order(struct search *search, size_t first);

#endif
