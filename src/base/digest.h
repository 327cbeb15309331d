/* digest: SHA-256, by which a text is known for the very same text again. The only module that
 * knows nettle. Follows FIPS 180-4.
 */
#ifndef DOSSIER_BASE_DIGEST_H
#define DOSSIER_BASE_DIGEST_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

enum { DIGEST_SIZE = 32 };              /* bytes; twice as many digits */

struct digest {
	unsigned char bytes[DIGEST_SIZE];
};

struct digest digest_of(struct str bytes);

bool digest_equal(struct digest left, struct digest right);

/* Its 64 digits, in small letters, followed by a NUL that does not count. In `arena`. */
struct str digest_text(struct arena *arena, struct digest digest);

/* Read 64 hexadecimal digits, small or large. False, and `digest` as it was, if `text` is anything
 * else. */
bool digest_read(struct str text, struct digest *digest);

#endif
