/* claim_sources: from which sources it is known that somebody asserts a claim. */
#ifndef DOSSIER_BUILD_CLAIM_SOURCES_H
#define DOSSIER_BUILD_CLAIM_SOURCES_H

#include "build/resolve.h"

/* What the schema says that is asked for: rows, or NO_ROW. */
struct claim_schema {
	const struct schema *schema;
	uint32_t asserted_by, source;   /* fields */
	uint32_t asserts;               /* relation */
};

struct claim_schema claim_schema(const struct schema *schema);

/* True if dossiers of a kind are claims, whatever it is called: it has the field `asserted_by`. */
bool kind_is_claim(const struct claim_schema *claims, uint32_t kind);

/* Each source once, in the order of the file. Who asserts it is known from the source that is given
 * for that, or else from themselves if they are a source or quote, or else from what the claim as a
 * whole is taken from. A claim of which nobody is said to assert, deny or update it stands on its
 * own sources. */
struct claim_sources {
	struct row_list rows;           /* dossiers */
	size_t lost;                    /* that are named, but not there */
};

/* In `arena`. */
struct claim_sources claim_sources(struct arena *arena, const struct claim_schema *claims,
                                   const struct resolved *resolved, uint32_t claim);

#endif
