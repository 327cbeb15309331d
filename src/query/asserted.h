/* asserted: what rests on one source. Private to query/. */
#ifndef DOSSIER_QUERY_ASSERTED_H
#define DOSSIER_QUERY_ASSERTED_H

#include <stdbool.h>

#include "archive/archive.h"

struct known;

/* True if dossiers of the kind are claims: they have the field `asserted_by`. */
bool asserted_is_claim(const struct archive *archive, uint32_t kind);

/* The only source that a dossier rests on: of a claim, from which alone it is known that somebody
 * asserts it, or if nobody is said to take a stance to it, which alone it is taken from; of
 * another, the only source that it cites or is quoted from. NO_DOSSIER if there is none, or more
 * than one; a source of a claim that is not there counts as more. The rule claim-one-source means
 * the same. With `known`, of the sources that were known then. */
struct dossier_ref asserted_alone(const struct archive *archive, const struct known *known,
                                  struct dossier_ref ref);

/* Give `see` each source from which it is known that somebody asserts the claim, as often as it is
 * named, and NO_DOSSIER for one that is not there, until it returns false. */
void asserted_sources(const struct archive *archive, struct dossier_ref claim,
                      bool (*see)(void *context, struct dossier_ref source), void *context);

#endif
