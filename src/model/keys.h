/* keys: texts, each with a number, found by their bytes.
 *
 * A hash table with open addressing. A zeroed struct is empty. The bytes of the texts and the table
 * belong to the arenas they came from; clearing keeps the table for the next use.
 */
#ifndef DOSSIER_MODEL_KEYS_H
#define DOSSIER_MODEL_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct key_slot;

/* What keys_find and keys_add give when there is no such key. */
#define KEYS_NONE UINT32_MAX

struct keys {
	struct key_slot *slots;
	size_t count;           /* keys in it */
	size_t size;            /* slots for them: 0 or a power of two, at least twice the count */
	size_t room;            /* slots allocated */
};

/* The number of `key`, or KEYS_NONE. */
uint32_t keys_find(const struct keys *keys, struct str key);

/* Put `key` in with `number` (below KEYS_NONE), and give KEYS_NONE; if it is there already, give
 * the number it has and change nothing. */
uint32_t keys_add(struct arena *arena, struct keys *keys, struct str key, uint32_t number);

/* Empty it, but keep the table. */
void keys_clear(struct keys *keys);

#endif
