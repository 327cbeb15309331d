#include "base/arena.h"

#include <pthread.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_IS_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_IS_WATCHED 1
#endif
#endif

#ifdef ARENA_IS_WATCHED
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(bytes, size)   ((void)(bytes), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(bytes, size) ((void)(bytes), (void)(size))
#endif

/* One piece of memory from malloc:
 *
 *	| older, room … | taken | taken | dirty, now free | clean, all zero |
 *	                0               used              dirty             room
 *
 * What lies behind `used` is poisoned for AddressSanitizer.
 */
struct arena_block {
	struct arena_block *older;
	size_t room;                    /* bytes that the block can hand out */
	size_t used;                    /* bytes handed out; a multiple of the alignment */
	size_t dirty;                   /* bytes that may be other than zero */
	alignas(max_align_t) unsigned char bytes[];
};

enum {
	ALIGNMENT = alignof(max_align_t),
	MIN_ROOM = 4096 - sizeof(struct arena_block),
	MAX_ROOM = (1 << 20) - sizeof(struct arena_block),
	LARGE_SIZE = 8 << 20
};

static void (*exhaustion_handler)(const char *sentence);

void arena_on_exhaustion(void (*handler)(const char *sentence))
{
	exhaustion_handler = handler;
}

/* Two threads often run out together: the second waits for the end here. A handler that runs out
 * itself gets an error from the lock, and the program ends without it. */
_Noreturn void arena_end(const char *sentence)
{
	static pthread_mutex_t ending = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;

	if (pthread_mutex_lock(&ending) == 0 && exhaustion_handler)
		exhaustion_handler(sentence);
	abort();
}

static _Noreturn void end_for_want_of_memory(void)
{
	arena_end("there is not enough memory to go on");
}

/* What is as large as that is written from end to end: in pages of some megabytes this takes the
 * kernel a fraction of the time. It may decline. */
static void ask_for_large_pages(struct arena_block *block, size_t size)
{
	const uintptr_t page = 4096;
	uintptr_t start = ((uintptr_t)block + page - 1) & ~(page - 1);
	if (size >= LARGE_SIZE)
		madvise((char *)block + (start - (uintptr_t)block),
		        ((uintptr_t)block + size - start) & ~(page - 1), MADV_HUGEPAGE);
}

static struct arena_block *block_new(size_t room)
{
	size_t size;
	if (__builtin_add_overflow(room, sizeof(struct arena_block), &size))
		end_for_want_of_memory();

	struct arena_block *block = calloc(1, size);
	if (!block)
		end_for_want_of_memory();
	block->room = room;
	ask_for_large_pages(block, size);
	ASAN_POISON_MEMORY_REGION(block->bytes, room);
	return block;
}

/* Blocks double until they are large. A request that is larger still gets a block of its own behind
 * the newest, so that what is left of the newest is not lost. */
static struct arena_block *add_block(struct arena *arena, size_t size)
{
	struct arena_block *newest = arena->newest;
	size_t room = newest ? 2 * newest->room : MIN_ROOM;
	if (room > MAX_ROOM)
		room = MAX_ROOM;

	struct arena_block *block = block_new(size > room ? size : room);
	if (newest && size > room) {
		block->older = newest->older;
		newest->older = block;
	} else {
		block->older = newest;
		arena->newest = block;
	}
	return block;
}

/* The next `size` bytes, of which `dirty` says how many may be other than zero. */
static void *block_take(struct arena_block *block, size_t size, size_t *dirty)
{
	unsigned char *bytes = block->bytes + block->used;
	*dirty = block->dirty > block->used ? block->dirty - block->used : 0;
	block->used += size;
	if (block->dirty < block->used)
		block->dirty = block->used;
	return bytes;
}

static void *take(struct arena *arena, size_t size, size_t *dirty)
{
	size_t rounded;
	if (__builtin_add_overflow(size ? size : 1, ALIGNMENT - 1, &rounded))
		end_for_want_of_memory();
	rounded -= rounded % ALIGNMENT;

	struct arena_block *block = arena->newest;
	if (!block || block->room - block->used < rounded)
		block = add_block(arena, rounded);
	arena->size += rounded;
	void *bytes = block_take(block, rounded, dirty);
	ASAN_UNPOISON_MEMORY_REGION(bytes, size);
	return bytes;
}

void *arena_take(struct arena *arena, size_t size)
{
	size_t dirty;
	void *bytes = take(arena, size, &dirty);
	if (dirty)
		memset(bytes, 0, dirty < size ? dirty : size);
	return bytes;
}

void *arena_take_dirty(struct arena *arena, size_t size)
{
	size_t dirty;
	return take(arena, size, &dirty);
}

void *arena_take_many(struct arena *arena, size_t count, size_t size)
{
	size_t product;
	if (__builtin_mul_overflow(count, size, &product))
		end_for_want_of_memory();
	return arena_take(arena, product);
}

char *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
	size_t with_end;
	if (__builtin_add_overflow(size, 1, &with_end))
		end_for_want_of_memory();

	char *copy = arena_take_dirty(arena, with_end);
	if (size)
		memcpy(copy, bytes, size);
	copy[size] = '\0';
	return copy;
}

static void blocks_free(struct arena_block *block)
{
	while (block) {
		struct arena_block *older = block->older;
		ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->room);
		free(block);
		block = older;
	}
}

void arena_reset(struct arena *arena)
{
	struct arena_block *kept = arena->newest;
	if (!kept)
		return;
	blocks_free(kept->older);
	kept->older = NULL;
	kept->used = 0;
	arena->size = 0;
	ASAN_POISON_MEMORY_REGION(kept->bytes, kept->room);
}

/* Its blocks go behind the newest, of which something may be left. */
void arena_adopt(struct arena *arena, struct arena *other)
{
	struct arena_block *oldest = other->newest;
	while (oldest && oldest->older)
		oldest = oldest->older;
	if (arena->newest && oldest) {
		oldest->older = arena->newest->older;
		arena->newest->older = other->newest;
	} else if (oldest) {
		arena->newest = other->newest;
	}
	arena->size += other->size;
	*other = (struct arena){0};
}

void arena_release(struct arena *arena)
{
	blocks_free(arena->newest);
	*arena = (struct arena){0};
}
