#include "base/str.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"

static const uint64_t each_byte = 0x0101010101010101u;

struct str str_of(const char *terminated)
{
	return (struct str){ terminated, terminated ? strlen(terminated) : 0 };
}

struct str str_copy(struct arena *arena, struct str str)
{
	return (struct str){ arena_copy(arena, str.bytes, str.size), str.size };
}

struct str str_format(struct arena *arena, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	struct str str = str_format_list(arena, format, list);
	va_end(list);
	return str;
}

struct str str_format_list(struct arena *arena, const char *format, va_list list)
{
	va_list again;
	va_copy(again, list);
	int size = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (size < 0)
		size = 0;       /* over INT_MAX bytes: no text of ours is that long */

	char *bytes = arena_take(arena, (size_t)size + 1);
	vsnprintf(bytes, (size_t)size + 1, format, list);
	return (struct str){ bytes, (size_t)size };
}

struct str str_join(struct arena *arena, struct str left, struct str between, struct str right)
{
	struct text text = { .arena = arena };
	text_add(&text, left);
	if (left.size && right.size)
		text_add(&text, between);
	text_add(&text, right);
	return text_str(&text);
}

static char ascii_lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

bool str_equal_ignoring_ascii_case(struct str left, struct str right)
{
	if (left.size != right.size)
		return false;
	for (size_t i = 0; i < left.size; i++)
		if (ascii_lower(left.bytes[i]) != ascii_lower(right.bytes[i]))
			return false;
	return true;
}

bool str_starts_with(struct str str, struct str start)
{
	return str.size >= start.size && str_equal(str_slice(str, 0, start.size), start);
}

bool str_ends_with(struct str str, struct str end)
{
	return str.size >= end.size &&
	       str_equal(str_slice(str, str.size - end.size, end.size), end);
}

int str_compare(struct str left, struct str right)
{
	size_t shorter = left.size < right.size ? left.size : right.size;
	int order = shorter ? memcmp(left.bytes, right.bytes, shorter) : 0;
	return order ? order : (left.size > right.size) - (left.size < right.size);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct str str_trim(struct str str)
{
	while (str.size && is_blank(str.bytes[0]))
		str = str_slice(str, 1, str.size - 1);
	while (str.size && is_blank(str.bytes[str.size - 1]))
		str.size--;
	return str;
}

size_t str_find(struct str str, struct str part, size_t start)
{
	if (start > str.size)
		return SIZE_MAX;
	if (part.size == 0)
		return start;
	if (start == str.size)
		return SIZE_MAX;

	const char *found = memmem(str.bytes + start, str.size - start, part.bytes, part.size);
	return found ? (size_t)(found - str.bytes) : SIZE_MAX;
}

/* 0 if none of the eight bytes is. */
static uint64_t zero_bytes(uint64_t eight)
{
	return (eight - each_byte) & ~eight & each_byte * 0x80;
}

size_t str_find_either(struct str str, char one, char other, size_t start)
{
	uint64_t eight;
	size_t at = start;
	for (; at < str.size && str.size - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, str.bytes + at, sizeof eight);
		if (zero_bytes(eight ^ each_byte * (unsigned char)one) |
		    zero_bytes(eight ^ each_byte * (unsigned char)other))
			break;
	}
	while (at < str.size && str.bytes[at] != one && str.bytes[at] != other)
		at++;
	return at;
}

struct str str_cut(struct str *rest, char separator)
{
	struct str whole = *rest;
	const char *found = whole.size ? memchr(whole.bytes, separator, whole.size) : NULL;
	if (!found) {
		*rest = (struct str){0};
		return whole;
	}
	size_t size = (size_t)(found - whole.bytes);
	*rest = str_slice(whole, size + 1, whole.size);
	return str_slice(whole, 0, size);
}

uint64_t str_hash(struct str str)
{
	uint64_t hash = 0xCBF29CE484222325u;
	for (size_t i = 0; i < str.size; i++)
		hash = (hash ^ (unsigned char)str.bytes[i]) * 0x100000001B3u;
	return hash;
}

uint64_t str_table_hash(struct str str)
{
	uint64_t hash = str.size * 0x9E3779B97F4A7C15u;
	for (size_t i = 0; i < str.size; i += sizeof(uint64_t)) {
		hash = (hash ^ str_word(str.bytes + i, str.size - i)) * 0xD6E8FEB86659FD93u;
		hash ^= hash >> 32;
	}
	return hash;
}

bool str_number(struct str str, uint64_t most, uint64_t *number)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < str.size; i++) {
		if (str.bytes[i] < '0' || str.bytes[i] > '9')
			return false;
		uint64_t digit = (uint64_t)(str.bytes[i] - '0');
		if (__builtin_mul_overflow(sum, 10, &sum) ||
		    __builtin_add_overflow(sum, digit, &sum) || sum > most)
			return false;
	}
	if (str.size == 0)
		return false;
	*number = sum;
	return true;
}

enum { MAX_DISTANCE_SIZE = 64 };

static unsigned least(unsigned left, unsigned right)
{
	return left < right ? left : right;
}

/* Fill one row of the table of distances: `row[j]` edits lead from the first i bytes of `left` to
 * the first j of `right`. `last` and `before` are the rows above it. Gives the least of the row,
 * below which no later row can fall: a swap costs no less than the replacement on its way. */
static unsigned fill_distances(unsigned *row, const unsigned *last, const unsigned *before,
                               struct str left, size_t i, struct str right)
{
	unsigned smallest = row[0] = (unsigned)i;
	for (size_t j = 1; j <= right.size; j++) {
		bool differs = left.bytes[i - 1] != right.bytes[j - 1];
		row[j] = least(last[j - 1] + differs, least(last[j], row[j - 1]) + 1);
		if (i > 1 && j > 1 && left.bytes[i - 1] == right.bytes[j - 2] &&
		    left.bytes[i - 2] == right.bytes[j - 1])
			row[j] = least(row[j], before[j - 2] + 1);
		smallest = least(smallest, row[j]);
	}
	return smallest;
}

unsigned str_distance(struct str left, struct str right, unsigned most)
{
	assert(most < UINT_MAX);
	if (str_equal(left, right))
		return 0;
	if (left.size > MAX_DISTANCE_SIZE || right.size > MAX_DISTANCE_SIZE)
		return most + 1;

	unsigned rows[3][MAX_DISTANCE_SIZE + 1];
	for (size_t j = 0; j <= right.size; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= left.size; i++)
		if (fill_distances(rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3], left, i,
		                   right) > most)
			return most + 1;
	return least(rows[left.size % 3][right.size], most + 1);
}

/* With room for the NUL behind. */
char *text_room(struct text *text, size_t size)
{
	size_t needed;
	if (__builtin_add_overflow(text->size, size, &needed) || needed == SIZE_MAX)
		needed = SIZE_MAX - 1;          /* the arena ends the program */
	if (needed < text->room)
		return text->bytes + text->size;

	size_t room = needed < SIZE_MAX / 2 ? needed * 2 : needed + 1;
	char *bytes = arena_take_dirty(text->arena, room < 64 ? 64 : room);
	if (text->size)
		memcpy(bytes, text->bytes, text->size);
	text->bytes = bytes;
	text->room = room < 64 ? 64 : room;
	return bytes + text->size;
}

void text_add(struct text *text, struct str str)
{
	if (!str.size)
		return;
	memcpy(text_room(text, str.size), str.bytes, str.size);
	text->size += str.size;
}

void text_add_byte(struct text *text, char byte)
{
	*text_room(text, 1) = byte;
	text->size++;
}

void text_format(struct text *text, const char *format, ...)
{
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int size = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (size > 0) {
		vsnprintf(text_room(text, (size_t)size), (size_t)size + 1, format, list);
		text->size += (size_t)size;
	}
	va_end(list);
}

struct str text_str(struct text *text)
{
	*text_room(text, 0) = '\0';
	return (struct str){ text->bytes, text->size };
}
