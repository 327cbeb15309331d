#include "reader/journal_record.h"

#include "base/arena.h"

enum { HASH_DIGITS = 16, MAX_SIZE_DIGITS = 9 };

void record_add(struct text *records, struct str text)
{
	struct text standing = { .arena = records->arena };
	for (size_t i = 0; i < text.size; i++) {
		text_add_byte(&standing, text.bytes[i]);
		if (text.bytes[i] == '\n')
			text_add_byte(&standing, '\t');
	}
	struct str whole = text_str(&standing);
	text_format(records, "%zu %016llx ", whole.size, (unsigned long long)str_hash(whole));
	text_add(records, whole);
	text_add_byte(records, '\n');
}

/* Only as record_add writes it: without sign or leading zero. */
static bool read_size(struct str digits, size_t *size)
{
	uint64_t number;
	if (digits.size > MAX_SIZE_DIGITS || str_is_empty(digits) || digits.bytes[0] == '0' ||
	    !str_number(digits, SIZE_MAX, &number))
		return false;
	*size = (size_t)number;
	return true;
}

static int digit_value(char digit)
{
	return digit >= '0' && digit <= '9'   ? digit - '0'
	       : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
	                                      : -1;
}

static bool read_hash(struct str digits, uint64_t *hash)
{
	*hash = 0;
	for (size_t i = 0; i < digits.size; i++) {
		int value = digit_value(digits.bytes[i]);
		if (value < 0)
			return false;
		*hash = *hash << 4 | (unsigned)value;
	}
	return digits.size == HASH_DIGITS;
}

static bool is_indented(struct str standing)
{
	for (size_t i = 0; i < standing.size; i++)
		if (standing.bytes[i] == '\n' &&
		    (i + 1 == standing.size || standing.bytes[i + 1] != '\t'))
			return false;
	return true;
}

bool record_next(struct str records, size_t *at, struct str *standing)
{
	enum { HEAD_SIZE = MAX_SIZE_DIGITS + 1 + HASH_DIGITS + 1 };
	struct str head = str_slice(records, *at, HEAD_SIZE), rest = head;
	struct str size_digits = str_cut(&rest, ' '), hash_digits = str_cut(&rest, ' ');
	size_t size, start = *at + size_digits.size + 1 + hash_digits.size + 1;
	uint64_t hash;
	if (!rest.bytes || !read_size(size_digits, &size) || !read_hash(hash_digits, &hash) ||
	    start >= records.size || size >= records.size - start)
		return false;
	struct str text = str_slice(records, start, size);
	if (records.bytes[start + size] != '\n' || str_hash(text) != hash || !is_indented(text))
		return false;
	*standing = text;
	*at = start + size + 1;
	return true;
}

struct str record_text(struct arena *arena, struct str standing)
{
	char *bytes = arena_take(arena, standing.size + 1);
	size_t size = 0;
	for (size_t i = 0; i < standing.size; i++) {
		bytes[size++] = standing.bytes[i];
		i += standing.bytes[i] == '\n';
	}
	return (struct str){ bytes, size };
}

size_t record_skip(struct str records, size_t at)
{
	size_t line_end = str_find_either(records, '\n', '\n', at);
	return line_end < records.size ? line_end + 1 : records.size;
}
