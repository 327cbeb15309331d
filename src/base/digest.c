#include "base/digest.h"

#include <string.h>

#include <nettle/sha2.h>

#include "base/arena.h"

_Static_assert((int)DIGEST_SIZE == SHA256_DIGEST_SIZE, "all of it");

struct digest digest_of(struct str bytes)
{
	struct sha256_ctx state;
	struct digest digest;
	sha256_init(&state);
	sha256_update(&state, bytes.size, (const uint8_t *)(bytes.bytes ? bytes.bytes : ""));
	sha256_digest(&state, DIGEST_SIZE, digest.bytes);
	return digest;
}

bool digest_equal(struct digest left, struct digest right)
{
	return memcmp(left.bytes, right.bytes, DIGEST_SIZE) == 0;
}

struct str digest_text(struct arena *arena, struct digest digest)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_take(arena, 2 * DIGEST_SIZE + 1);
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		text[2 * i] = digits[digest.bytes[i] >> 4];
		text[2 * i + 1] = digits[digest.bytes[i] & 15];
	}
	return (struct str){ text, 2 * DIGEST_SIZE };
}

/* The value of a hexadecimal digit, or -1. */
static int digit_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

bool digest_read(struct str text, struct digest *digest)
{
	struct digest read;
	if (text.size != 2 * DIGEST_SIZE)
		return false;
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		int high = digit_value(text.bytes[2 * i]), low = digit_value(text.bytes[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		read.bytes[i] = (unsigned char)(high << 4 | low);
	}
	*digest = read;
	return true;
}
