/* citable: what can be cited, and what of that is near a dossier that cannot. */
#ifndef DOSSIER_QUERY_CITABLE_H
#define DOSSIER_QUERY_CITABLE_H

#include <stdbool.h>

#include "query/lookup.h"

/* True for sources and quotes. */
bool dossier_is_source(const struct archive *archive, struct dossier_ref ref);
bool dossier_is_quote(const struct archive *archive, struct dossier_ref ref);

/* What somebody may have meant who wanted to cite `ref`: the quotes that it said or had said on its
 * behalf; for want of these the quotes that were said at it or are about it; else the sources that
 * it is taken from. Each once, by row; in `arena`. */
struct dossier_refs citable_near(const struct archive *archive, struct arena *arena,
                                 struct dossier_ref ref);

#endif
