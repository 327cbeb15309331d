#include "build/pool.h"

#include <assert.h>
#include <string.h>

/* As many slots as texts of that size need; if they are shorter, it grows. */
enum { FIRST_SLOTS = 1024, MOST_FIRST_SLOTS = 1 << 24, BYTES_A_SLOT = 64 };

void pool_open(struct pool *pool, char *bytes, uint64_t room)
{
	*pool = (struct pool){ .bytes = bytes, .size = 1, .room = room, .slot_count = FIRST_SLOTS };
	while (pool->slot_count < room / BYTES_A_SLOT && pool->slot_count < MOST_FIRST_SLOTS)
		pool->slot_count *= 2;
	pool->slots = ARENA_MANY(&pool->arena, struct pool_slot, pool->slot_count);
}

static void grow(struct pool *pool)
{
	struct arena arena = {0};
	uint32_t count = pool->slot_count * 2;
	struct pool_slot *slots = ARENA_MANY(&arena, struct pool_slot, count);

	for (uint32_t i = 0; i < pool->slot_count; i++) {
		if (!pool->slots[i].offset)
			continue;
		uint32_t at = pool->slots[i].tag & (count - 1);
		while (slots[at].offset)
			at = (at + 1) & (count - 1);
		slots[at] = pool->slots[i];
	}
	arena_release(&pool->arena);
	pool->arena = arena;
	pool->slots = slots;
	pool->slot_count = count;
}

static bool stands_at(const struct pool *pool, uint32_t offset, struct str text)
{
	return text.size < pool->size - offset && pool->bytes[offset + text.size] == '\0' &&
	       memcmp(pool->bytes + offset, text.bytes, text.size) == 0;
}

struct text_at pool_add(struct pool *pool, struct str text)
{
	if (text.size == 0)
		return (struct text_at){0};
	if (pool->count >= pool->slot_count / 3 * 2)
		grow(pool);

	uint32_t tag = (uint32_t)str_table_hash(text), at = tag & (pool->slot_count - 1);
	for (; pool->slots[at].offset; at = (at + 1) & (pool->slot_count - 1))
		if (pool->slots[at].tag == tag && stands_at(pool, pool->slots[at].offset, text))
			return (struct text_at){ pool->slots[at].offset, (uint32_t)text.size };

	struct text_at place = { (uint32_t)pool->size, (uint32_t)text.size };
	assert(text.size < pool->room - pool->size);
	memcpy(pool->bytes + pool->size, text.bytes, text.size);
	pool->size += text.size + 1;
	pool->slots[at] = (struct pool_slot){ tag, place.offset };
	pool->count++;
	return place;
}

void pool_close(struct pool *pool)
{
	arena_release(&pool->arena);
	pool->slots = NULL;
}
