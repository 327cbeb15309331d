/* audit: the rules that need the whole collection. */
#ifndef DOSSIER_BUILD_AUDIT_H
#define DOSSIER_BUILD_AUDIT_H

#include "build/resolve.h"

/* Look for what an editor should look at again: what does not say its source, claims that stand on
 * one, dossiers without a link to them, sources without a use, dates that contradict each other,
 * and names or ids that can be taken for each other. `home` is an id that need not be linked to.
 * Dossiers of foreign files are not asked for any of this; statements and events need no link to
 * them, if they link to what they tell of. */
void audit_collection(struct arena *arena, const struct schema *schema,
                      const struct resolved *resolved, struct str home,
                      struct finding_array *findings);

#endif
