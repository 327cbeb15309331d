/* asserted: what rests on one source. Private to query/. */
#ifndef DOSSIER_QUERY_ASSERTED_H
#define DOSSIER_QUERY_ASSERTED_H

#include <stdbool.h>

#include "archive/archive.h"

/* True if dossiers of the kind are claims: they have the field `asserted_by`. */
bool asserted_is_claim(const struct archive *archive, uint32_t kind);

/* The only source that a dossier rests on: of a claim, from which alone it is known that somebody
 * asserts it, or if nobody is said to take a stance to it, which alone it is taken from; of
 * another, the only source that it cites or is quoted from. NO_DOSSIER if there is none, or more
 * than one; a source of a claim that is not there counts as more. The rule claim-one-source means
 * the same. */
struct dossier_ref asserted_alone(const struct archive *archive, struct dossier_ref ref);

#endif
