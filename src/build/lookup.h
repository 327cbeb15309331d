/* lookup: the dossier of an id, while a collection is built. Private to index, pack and build. */
#ifndef DOSSIER_BUILD_LOOKUP_H
#define DOSSIER_BUILD_LOOKUP_H

#include "build/resolve.h"

/* The row of the dossier of that id or former id, or NO_ROW. */
static inline uint32_t resolved_find(const struct resolved *resolved, struct str id)
{
	uint32_t number = keys_find(&resolved->by_id, id);
	return number == KEYS_NONE ? NO_ROW : resolved->meant.items[number];
}

#endif
