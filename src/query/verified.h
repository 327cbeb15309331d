/* verified: how far the words of a quote are proven, in one word.
 *
 * The states are the verdicts of the ledger, and what a verdict says nothing of: a quote that was
 * changed since, or its source, and one that nobody looked for. A query names one of them, or all
 * that prove something ("yes"), or all others ("no").
 */
#ifndef DOSSIER_QUERY_VERIFIED_H
#define DOSSIER_QUERY_VERIFIED_H

#include <stdbool.h>

#include "archive/archive.h"

enum {
	VERIFIED_CHANGED = VERDICT_COUNT,       /* behind the verdicts */
	VERIFIED_NONE,
	VERIFIED_STATE_COUNT
};

/* What a query may ask for, with a sentence each, to be shown by message_in; ended by a row without
 * key. */
struct verified_value {
	const char *key, *help;
	unsigned states;                /* a bit for each that is meant */
};
const struct verified_value *verified_values(void);

/* The value that names a state alone. */
const char *verified_key(unsigned state);

/* The state of a dossier, whatever its kind. */
unsigned verified_state(const struct archive *archive, struct dossier_ref ref);

/* True if its words were found in its source, and are what they were then. */
bool verified_is_found(const struct archive *archive, struct dossier_ref ref);

/* "2 found word for word", of `count` quotes; empty of none, and if no quote of the collection was
 * ever looked for. In `arena`. */
struct str verified_words(const struct archive *archive, struct arena *arena, size_t count,
                          size_t found);

#endif
