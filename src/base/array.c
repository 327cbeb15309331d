#include "base/array.h"

#include <string.h>

enum { FIRST_ROOM = 8 };

void *array_room(struct arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return items;

	/* No overflow: that many items are in memory, and no object is larger than SIZE_MAX / 2. */
	size_t wider = *room ? *room * 2 : FIRST_ROOM;
	void *moved = arena_take_many(arena, wider, size);
	if (count)
		memcpy(moved, items, count * size);
	*room = wider;
	return moved;
}
