/* voices: who takes which stance to a claim, each once: the source where nobody is named. One that
 * no dossier is of goes by the id that was typed.
 *
 * Of what is `known` only; NULL: all is. Words are English, or in the reader's language if
 * `is_shown`, and in `arena`. */
#ifndef DOSSIER_QUERY_VOICES_H
#define DOSSIER_QUERY_VOICES_H

#include "query/known.h"
#include "query/quotes.h"

/* Who takes a stance. */
struct voice {
	struct dossier_ref ref;         /* NO_DOSSIER: */
	struct str id;                  /* as typed; empty if nobody is told */
};
struct voice voice_of(const struct assertion *assertion);
bool voice_is_none(struct voice voice);

/* An order of them, in which each stands once: by row, then those that are missing. */
int voice_compare(struct voice left, struct voice right);

/* The name, or the id of one that is missing. */
struct str voice_name(const struct archive *archive, const struct known *known,
                      struct voice voice);

/* True if somebody takes that stance in an assertion, and it was known. A stance that is none of
 * ours counts as asserting. */
bool voice_takes(const struct assertion *assertion, const struct known *known, struct str stance);

struct voices {
	const struct assertion *first;  /* of the claim; NULL: there is none */
	size_t count;
	size_t documents;               /* in which they do, each once */
};
struct voices voices_of(const struct claim *claim, const struct known *known, struct str stance);

/* True if it was known that the stance is taken: from one of the sources in which it is, or where
 * none is named, of who takes it. */
bool voice_is_known(const struct assertion *assertion, const struct known *known);

/* True if nobody denies it but one who asserts it, too: in another place. */
bool voices_are_of_one(const struct claim *claim, const struct known *known);

/* "Bo Lind", "Bo Lind and 2 more"; empty if there is none. */
struct str voices_words(const struct archive *archive, struct arena *arena, struct voices voices,
                        bool is_shown);

/* All who take a stance: "Ana Vel and 2 more, qualified by 3", "denied by Bo Lind"; of an outdated
 * claim with what made it so. */
struct str voices_all_words(const struct archive *archive, struct arena *arena,
                            const struct claim *claim, const struct known *known, bool is_shown);

/* By what a claim whose status is "outdated" is: "APHR statement, 4 March 2025": of those in which
 * somebody qualifies it the last, if it is later than all in which somebody asserts it. Empty if
 * that is not told, or the status is another. */
struct str voices_outdating(const struct archive *archive, struct arena *arena,
                            const struct claim *claim, const struct known *known);

#endif
