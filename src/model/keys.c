#include "model/keys.h"

#include <string.h>

#include "base/arena.h"

struct key_slot {
	uint64_t hash;
	struct str key;
	uint32_t number;
	uint32_t is_taken;
};

enum { MIN_SLOTS = 64 };

/* The slot that holds `key`, or the free one where it belongs. There is always a free one. */
static struct key_slot *find_slot(const struct keys *keys, struct str key, uint64_t hash)
{
	size_t mask = keys->size - 1;
	for (size_t at = hash & mask;; at = (at + 1) & mask) {
		struct key_slot *slot = &keys->slots[at];
		if (!slot->is_taken || (slot->hash == hash && str_equal(slot->key, key)))
			return slot;
	}
}

/* Twice as many slots. A table that was larger before it was cleared is used again. */
static void grow(struct arena *arena, struct keys *keys)
{
	struct keys old = *keys;
	keys->size = old.size ? 2 * old.size : MIN_SLOTS;
	if (old.count == 0 && old.room >= keys->size) {
		memset(keys->slots, 0, keys->size * sizeof(*keys->slots));
		return;
	}

	keys->slots = ARENA_MANY(arena, struct key_slot, keys->size);
	keys->room = keys->size;
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].is_taken)
			*find_slot(keys, old.slots[i].key, old.slots[i].hash) = old.slots[i];
}

uint32_t keys_find(const struct keys *keys, struct str key)
{
	if (keys->count == 0)
		return KEYS_NONE;
	const struct key_slot *slot = find_slot(keys, key, str_table_hash(key));
	return slot->is_taken ? slot->number : KEYS_NONE;
}

uint32_t keys_add(struct arena *arena, struct keys *keys, struct str key, uint32_t number)
{
	if (2 * (keys->count + 1) > keys->size)
		grow(arena, keys);

	uint64_t hash = str_table_hash(key);
	struct key_slot *slot = find_slot(keys, key, hash);
	if (slot->is_taken)
		return slot->number;
	*slot = (struct key_slot){ .hash = hash, .key = key, .number = number, .is_taken = 1 };
	keys->count++;
	return KEYS_NONE;
}

void keys_clear(struct keys *keys)
{
	keys->count = 0;
	keys->size = 0;
}
