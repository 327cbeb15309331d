/* arena: memory for things that end together.
 *
 * A zeroed struct is an empty arena. Nothing taken from it is freed singly; arena_release() ends
 * all of it at once. Running out of memory ends the program: the handler set with
 * arena_on_exhaustion() gets the chance to give the terminal back first.
 *
 *	struct arena scratch = {0};
 *	struct hit_list hits = search_all(archive, &scratch, query);
 *	arena_release(&scratch);
 */
#ifndef DOSSIER_BASE_ARENA_H
#define DOSSIER_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *newest;     /* blocks form a list from the newest to the oldest */
	size_t size;                    /* bytes handed out so far, alignment included */
};

/* Zeroed memory of `size` bytes, aligned for any type, that lives until the arena is released.
 * Never NULL; a size of 0 gives a valid pointer that must not be read. */
void *arena_take(struct arena *arena, size_t size);

/* The same, with anything in it: for what is written at once. */
void *arena_take_dirty(struct arena *arena, size_t size);

/* Zeroed memory for `count` elements of `size` bytes each. A product that does not fit a size_t is
 * treated as memory that ran out. */
void *arena_take_many(struct arena *arena, size_t count, size_t size);

/* A copy of `size` bytes, followed by a NUL that does not count. */
char *arena_copy(struct arena *arena, const void *bytes, size_t size);

/* Forget all that was taken but keep the newest block for reuse: for scratch memory in a loop. */
void arena_reset(struct arena *arena);

/* Let what was taken from `other` live as long as what is taken from `arena`; `other` is empty
 * then. */
void arena_adopt(struct arena *arena, struct arena *other);

/* End all that was taken. May be called again, and on a zeroed arena. */
void arena_release(struct arena *arena);

/* Let `handler` run once, with a sentence, before the program aborts for want of memory. */
void arena_on_exhaustion(void (*handler)(const char *sentence));

/* End the program in the same way for want of something else, with a sentence that says so. */
_Noreturn void arena_end(const char *sentence);

#define ARENA_NEW(arena, type)         ((type *)arena_take((arena), sizeof(type)))
#define ARENA_MANY(arena, type, count) ((type *)arena_take_many((arena), (count), sizeof(type)))

#endif
