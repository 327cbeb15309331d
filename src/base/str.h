/* str: a piece of text as pointer and size.
 *
 * The bytes belong to somebody else (an arena, an archive, the program) and are not ended by a NUL
 * unless a function says so. The text comes from outside unless it was written in the program: it
 * is UTF-8 once build/read let it through, and it may hold any control character that YAML can
 * spell. Only base/shown.h makes text that may go to a terminal.
 */
#ifndef DOSSIER_BASE_STR_H
#define DOSSIER_BASE_STR_H

#include <endian.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct str {
	const char *bytes;      /* NULL only if size is 0 */
	size_t size;            /* bytes */
};

/* A str of a string literal, usable as a constant. */
#define STR(literal) ((struct str){ .bytes = "" literal, .size = sizeof(literal) - 1 })

/* For printf's "%.*s". */
#define STR_ARGS(str) (int)(str).size, (str).bytes ? (str).bytes : ""

/* The str of a NUL-terminated string, without the NUL; NULL gives an empty str. Borrowed. */
struct str str_of(const char *terminated);

/* A copy in `arena`, followed by a NUL that does not count. */
struct str str_copy(struct arena *arena, struct str str);

/* printf into `arena`, followed by a NUL that does not count. */
struct str str_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct str str_format_list(struct arena *arena, const char *format, va_list list)
	__attribute__((format(printf, 2, 0)));

/* `left`, `between`, `right` in one new str; without `between` if either side is empty. */
struct str str_join(struct arena *arena, struct str left, struct str between, struct str right);

static inline bool str_is_empty(struct str str)
{
	return str.size == 0;
}

static inline bool str_equal(struct str left, struct str right)
{
	return left.size == right.size &&
	       (left.size == 0 || (left.bytes[0] == right.bytes[0] &&
	                           memcmp(left.bytes, right.bytes, left.size) == 0));
}

bool str_equal_ignoring_ascii_case(struct str left, struct str right);
bool str_starts_with(struct str str, struct str start);
bool str_ends_with(struct str str, struct str end);

/* Order by bytes, a prefix first: negative, 0 or positive. For UTF-8 that is code point order. */
int str_compare(struct str left, struct str right);

/* The part from `start` of at most `size` bytes; both are cut to what there is. */
static inline struct str str_slice(struct str str, size_t start, size_t size)
{
	if (!str.bytes)
		return str;
	if (start > str.size)
		start = str.size;
	if (size > str.size - start)
		size = str.size - start;
	return (struct str){ str.bytes + start, size };
}

/* Without ASCII space, tab, CR and LF at both ends. */
struct str str_trim(struct str str);

/* Byte position of the first `part` at or after `start`, or SIZE_MAX. An empty part is found at
 * once. */
size_t str_find(struct str str, struct str part, size_t start);

/* Byte position of the first `one` or `other` at or after `start`, or the size of all. */
size_t str_find_either(struct str str, char one, char other, size_t start);

/* Cut `*rest` at the first `separator`: gives what stands before it and leaves what stands behind
 * it; without a separator gives all and leaves `*rest` empty with bytes NULL, which ends a loop:
 *
 *	while (rest.bytes) { part = str_cut(&rest, ','); … }
 */
struct str str_cut(struct str *rest, char separator);

/* A 64-bit hash of the bytes (FNV-1a): the same on every machine and in every run. */
uint64_t str_hash(struct str str);

/* Another, 8 bytes a step, for tables in memory alone: its high half is folded into the low one, so
 * that low bits are as good as high ones. */
uint64_t str_table_hash(struct str str);

/* The first 8 of `size` bytes as a number, the first lowest, with zeros for those that are missing.
 * Two loads that overlap, rather than a loop or a call. */
static inline uint64_t str_word(const char *bytes, size_t size)
{
	uint32_t low, high;
	if (size >= sizeof low) {
		size_t second = size < 8 ? size - sizeof high : sizeof high;
		memcpy(&low, bytes, sizeof low);
		memcpy(&high, bytes + second, sizeof high);
		return le32toh(low) | (uint64_t)le32toh(high) << 8 * second;
	}
	uint64_t word = 0;
	for (size_t i = 0; i < size; i++)
		word |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
	return word;
}

/* A whole decimal number without sign, blanks or excess: false if it is none or over `most`. */
bool str_number(struct str str, uint64_t most, uint64_t *number);

/* How many single-letter edits (insert, delete, replace, swap neighbours) lead from `left` to
 * `right`, compared byte by byte; anything above `most` gives `most + 1`. Damerau 1964, in the
 * restricted form (optimal string alignment). Inputs over 64 bytes give `most + 1` unless equal. */
unsigned str_distance(struct str left, struct str right, unsigned most);

/* A growing text. Zeroed, with `arena` set, it is empty. */
struct text {
	struct arena *arena;
	char *bytes;
	size_t size, room;
};

void text_add(struct text *text, struct str str);
void text_add_byte(struct text *text, char byte);
/* Where `size` more bytes may be written; what is counted in `size` of the text is in it. */
char *text_room(struct text *text, size_t size);
void text_format(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What was written so far, followed by a NUL that does not count; valid until the next addition. */
struct str text_str(struct text *text);

#endif
