/* lookup: the dossier of an id, while a collection is built. Private to index, pack and build. */
#ifndef DOSSIER_BUILD_LOOKUP_H
#define DOSSIER_BUILD_LOOKUP_H

#include "build/resolve.h"

/* The row of the dossier of that id or former id, or NO_ROW. Binary search. */
static inline uint32_t resolved_find(const struct resolved *resolved, struct str id)
{
	size_t low = 0, high = resolved->ids.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(resolved->ids.items[middle].id, id);
		if (order == 0)
			return resolved->ids.items[middle].dossier;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NO_ROW;
}

#endif
