/* lookup: the dossier, kind, relation or day that somebody named. */
#ifndef DOSSIER_QUERY_LOOKUP_H
#define DOSSIER_QUERY_LOOKUP_H

#include <stdbool.h>

#include "archive/archive.h"

struct arena;

/* The dossier whose id or former id is `id`; else the only one whose name or other name it is,
 * folded. Fails with FAULT_USAGE and the nearest ids if there is none or more than one; such a fault
 * means "nothing found" (exit 1), not wrong use. */
bool lookup_dossier(const struct archive *archive, struct arena *arena, struct str id,
                    struct dossier_ref *ref, struct fault *why);

/* The only person or organization whose name begins or ends with these whole words, folded: what people
 * are called for short, whatever titles of claims and events have them too. NO_DOSSIER if there is
 * none, or more than one. */
struct dossier_ref lookup_by_end(const struct archive *archive, struct arena *arena, struct str words);

/* The kind of that key or plural. Fails with FAULT_USAGE and the kinds that there are. */
bool lookup_kind(const struct archive *archive, struct arena *arena, struct str key, uint32_t *kind,
                 struct fault *why);

/* The ids nearest to `wanted`, best first, at most `most`; by edit distance, then by the words of the name. */
struct dossier_refs { struct dossier_ref *items; size_t count, room; };
struct dossier_refs lookup_nearest(const struct archive *archive, struct arena *arena,
                                   struct str wanted, size_t most);

#endif
