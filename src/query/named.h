/* named: the dossiers that somebody means by words of their names. Private to query/. */
#ifndef DOSSIER_QUERY_NAMED_H
#define DOSSIER_QUERY_NAMED_H

#include <stdbool.h>

#include "query/lookup.h"

/* The dossiers whose name, other names or romanizations of these have all the folded `words`, the
 * last as a prefix if `is_prefix`. By row; in `arena`. None for no words. */
struct dossier_refs named_with(const struct archive *archive, struct arena *arena,
                               struct str_list words, bool is_prefix);

/* True if a name or other name of the dossier, or its romanization, is `plain` (query/words.h). */
bool named_as(const struct archive *archive, struct dossier_ref ref, struct str plain);

/* True if such a name begins or ends with the whole words `plain`. */
bool named_by_end(const struct archive *archive, struct dossier_ref ref, struct str plain);

#endif
