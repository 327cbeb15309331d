/* pool: every text once, one behind the other. Private to pack.
 *
 *	bytes  [\0][Sergei Lavrov\0][person\0] …
 *	slots  open addressing, from the hash of a text to its offset
 */
#ifndef DOSSIER_BUILD_POOL_H
#define DOSSIER_BUILD_POOL_H

#include <stdint.h>

#include "archive/format.h"
#include "base/arena.h"
#include "base/str.h"

struct pool_slot { uint32_t tag, offset; };     /* offset 0, the empty text: a free slot */

struct pool {
	char *bytes;                    /* of the caller, zeroed, with room for all that is added */
	uint64_t size, room;
	struct pool_slot *slots;
	uint32_t slot_count;            /* a power of two */
	uint32_t count;                 /* texts but the empty one */
	struct arena arena;             /* of the slots */
};

/* A pool that holds the empty text. Ends with pool_close. */
void pool_open(struct pool *pool, char *bytes, uint64_t room);

/* Where the text stands; added if it is new. Once the pool is larger than 32 bits can count,
 * `size` says so and the places that it gives mean nothing. */
struct text_at pool_add(struct pool *pool, struct str text);

void pool_close(struct pool *pool);

#endif
