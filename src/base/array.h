/* array: a growable, typed array.
 *
 * Any struct with the members `items`, `count` and `room` is an array:
 *
 *	struct link_array { struct draft_link *items; size_t count, room; };
 *	*ARRAY_ADD(&arena, &links) = link;
 *
 * Items live in an arena and may move when one is added: keep indices, not pointers, meanwhile.
 * The room doubles, so the memory left behind by growing is never more than the array itself.
 */
#ifndef DOSSIER_BASE_ARRAY_H
#define DOSSIER_BASE_ARRAY_H

#include <stddef.h>

#include "base/arena.h"

/* A pointer to a new, zeroed last item. */
#define ARRAY_ADD(arena, array)                                                          \
	((array)->items = array_room((arena), (array)->items, (array)->count,            \
	                             &(array)->room, sizeof(*(array)->items)),           \
	 &(array)->items[(array)->count++])

/* `items`, moved if need be, with room for at least one more than `count` items of `size` bytes;
 * `*room` says how many fit. Used through ARRAY_ADD. */
void *array_room(struct arena *arena, void *items, size_t count, size_t *room, size_t size);

#endif
