#include "build/bytes.h"

#include <string.h>

#include "base/unicode.h"
#include "model/limits.h"

enum { BYTE_ORDER_MARK = 0xFEFF };

static uint64_t each_byte(uint64_t byte)
{
	return byte * 0x0101010101010101u;
}

/* True if the eight bytes are ASCII without controls but LF. Once the high bits are known to be
 * clear, a sum sets the high bit of its own byte only: +0x60 from 0x20 up, +1 for DEL, and +0x7F
 * for all but zero. */
static bool are_plain(const char *bytes)
{
	uint64_t eight, high = each_byte(0x80);
	memcpy(&eight, bytes, sizeof(eight));
	if (eight & high)
		return false;
	uint64_t printable = eight + each_byte(0x60);
	uint64_t other_than_lf = (eight ^ each_byte('\n')) + each_byte(0x7F);
	uint64_t del = eight + each_byte(1);
	return (((~printable & other_than_lf) | del) & high) == 0;
}

/* The code points that YAML 1.1 prints (its production c-printable), less the byte order mark. */
static bool is_printable(uint32_t code_point)
{
	return (code_point >= 0x20 && code_point <= 0x7E) || code_point == '\t' ||
	       code_point == '\n' || code_point == '\r' || code_point == 0x85 ||
	       (code_point >= 0xA0 && code_point <= 0xFFFD && code_point != BYTE_ORDER_MARK) ||
	       code_point >= 0x10000;
}

/* The code point at byte `at` and its bytes; false if it is not UTF-8. */
static bool decode(struct str bytes, size_t at, uint32_t *code_point, size_t *size)
{
	*code_point = unicode_decode(bytes, at, size);
	return *size > 1 || (unsigned char)bytes.bytes[at] < 0x80;
}

/* Bytes of the line break at byte `at`, or 0. */
static size_t break_size(struct str bytes, size_t at)
{
	const unsigned char *here = (const unsigned char *)bytes.bytes + at;
	size_t left = bytes.size - at;
	if (here[0] == '\n')
		return 1;
	if (here[0] == '\r')
		return left > 1 && here[1] == '\n' ? 2 : 1;
	if (here[0] == 0xC2)
		return left > 1 && here[1] == 0x85 ? 2 : 0;
	if (here[0] == 0xE2)
		return left > 2 && here[1] == 0x80 && (here[2] | 1) == 0xA9 ? 3 : 0;
	return 0;
}

/* Bytes of the blank or line break at byte `at`, or 0. */
static size_t blank_size(struct str bytes, size_t at)
{
	return bytes.bytes[at] == ' ' || bytes.bytes[at] == '\t' ? 1 : break_size(bytes, at);
}

bool bytes_next_line(struct str bytes, struct bytes_line *line)
{
	for (size_t at = line->start; at < bytes.size; at++) {
		size_t size = break_size(bytes, at);
		if (!size)
			continue;
		line->start = at + size;
		line->number++;
		return line->start < bytes.size;
	}
	line->start = bytes.size;
	return false;
}

/* What is not UTF-8 counts as one column a byte. */
struct place bytes_place(struct str bytes, struct bytes_line *line, size_t at)
{
	struct bytes_line next = *line;
	while (bytes_next_line(bytes, &next) && next.start <= at)
		*line = next;

	struct place place = { .line = line->number + 1, .column = 1 };
	size_t size;
	for (size_t i = line->start; i < at; i += size, place.column++)
		unicode_decode(bytes, i, &size);
	return place;
}

/* True if `marker` begins the line and nothing is joined to it. */
static bool begins_with(struct str bytes, struct bytes_line line, struct str marker)
{
	size_t end = line.start + marker.size;
	return str_equal(str_slice(bytes, line.start, marker.size), marker) &&
	       (end == bytes.size || blank_size(bytes, end) > 0);
}

static char next_character(struct str bytes, struct bytes_character *at)
{
	char first = bytes.bytes[at->start++];
	while (at->start < bytes.size && ((unsigned char)bytes.bytes[at->start] & 0xC0) == 0x80)
		at->start++;
	at->number++;
	return first;
}

bool bytes_have_colon(struct str bytes, struct bytes_character *at, size_t first, size_t end)
{
	bool is_found = false, is_comment = false;
	while (at->number < first && at->start < bytes.size)
		next_character(bytes, at);
	while (at->number < end && at->start < bytes.size) {
		bool is_break = break_size(bytes, at->start) > 0;
		char sign = next_character(bytes, at);
		is_comment = !is_break && (is_comment || sign == '#');
		is_found |= sign == ':' && !is_comment;
	}
	return is_found;
}

bool bytes_begin_document(struct str bytes, struct bytes_line line)
{
	return begins_with(bytes, line, STR("---"));
}

/* True if nothing but blanks and a comment stands on the line, or the end of a document. */
static bool says_nothing(struct str bytes, struct bytes_line line)
{
	size_t at = line.start;
	while (at < bytes.size && (bytes.bytes[at] == ' ' || bytes.bytes[at] == '\t'))
		at++;
	return at == bytes.size || bytes.bytes[at] == '#' || break_size(bytes, at) > 0 ||
	       begins_with(bytes, line, STR("..."));
}

bool bytes_have_directives(struct str bytes)
{
	for (size_t at = 0; at < bytes.size; at++) {
		const char *found = memchr(bytes.bytes + at, '%', bytes.size - at);
		if (!found)
			return false;
		at = (size_t)(found - bytes.bytes);
		unsigned char before = at ? (unsigned char)bytes.bytes[at - 1] : '\n';
		if (before < ' ' || before >= 0x80)
			return true;
	}
	return false;
}

size_t bytes_directives(struct str bytes, struct bytes_line *line)
{
	size_t count = 0;
	for (struct bytes_line at = *line; at.start < bytes.size; bytes_next_line(bytes, &at)) {
		if (bytes.bytes[at.start] != '%' && !says_nothing(bytes, at))
			break;
		if (bytes.bytes[at.start] == '%' && count++ == 0)
			*line = at;
	}
	return count;
}

size_t bytes_mark_size(struct str bytes)
{
	struct str mark = STR("\xEF\xBB\xBF");
	return str_starts_with(bytes, mark) ? mark.size : 0;
}

/* The first bad character at or after byte `at`, or the size of all. */
static size_t find_bad(struct str bytes, size_t at)
{
	while (at < bytes.size) {
		if (bytes.size - at >= 8 && are_plain(bytes.bytes + at)) {
			at += 8;
			continue;
		}
		uint32_t code_point;
		size_t size;
		if (!decode(bytes, at, &code_point, &size) || !is_printable(code_point))
			return at;
		at += size;
	}
	return bytes.size;
}

static void note_bad(struct arena *arena, struct str bytes, size_t at, uint32_t file,
                     struct place place, struct finding_array *findings)
{
	uint32_t code_point;
	size_t size;
	if (!decode(bytes, at, &code_point, &size))
		finding_add(arena, findings, RULE_ENCODING, file, place,
		            "the byte %02X at offset %zu is not UTF-8: save the file as UTF-8",
		            (unsigned char)bytes.bytes[at], at);
	else if (code_point == BYTE_ORDER_MARK)
		finding_add(arena, findings, RULE_ENCODING, file, place,
		            "a byte order mark (U+FEFF) at offset %zu: remove it, it may stand at "
		            "the start of the file only", at);
	else if (code_point < 0x100)
		finding_add(arena, findings, RULE_ENCODING, file, place,
		            "a raw control character (U+%04X) at offset %zu: remove it, or write "
		            "\\x%02X in double quotes", code_point, at, code_point);
	else
		finding_add(arena, findings, RULE_ENCODING, file, place,
		            "U+%04X at offset %zu is not a character: remove it", code_point, at);
}

/* UTF-16 and UTF-32, with their marks or by the zeros of ASCII written in them. */
static bool is_wide(struct str bytes)
{
	if (bytes.size < 2)
		return false;
	const unsigned char *first = (const unsigned char *)bytes.bytes;
	return (first[0] == 0xFF && first[1] == 0xFE) || (first[0] == 0xFE && first[1] == 0xFF) ||
	       (first[0] == 0) != (first[1] == 0) ||
	       str_starts_with(bytes, STR("\0\0\xFE\xFF"));
}

bool bytes_are_text(struct arena *arena, struct str bytes, uint32_t file,
                    struct finding_array *findings)
{
	struct bytes_line line = { .start = bytes_mark_size(bytes) };
	size_t at = find_bad(bytes, line.start);
	if (at == bytes.size)
		return true;

	if (is_wide(bytes)) {
		finding_add(arena, findings, RULE_ENCODING, file, (struct place){ 1, 1 },
		            "this is UTF-16 or UTF-32: save the file as UTF-8");
		return false;
	}
	for (unsigned lines = 0; at < bytes.size && lines < LIMIT_FINDINGS_A_FILE; lines++) {
		struct place place = bytes_place(bytes, &line, at);
		note_bad(arena, bytes, at, file, place, findings);
		bytes_next_line(bytes, &line);
		at = find_bad(bytes, line.start);
	}
	return false;
}

/* The byte where the character begins that byte `at` is part of. */
static size_t character_start(struct str bytes, size_t at)
{
	while (at > 0 && ((unsigned char)bytes.bytes[at] & 0xC0) == 0x80)
		at--;
	return at;
}

size_t bytes_find_blanks(struct str bytes, size_t from)
{
	/* A run that is too long covers one of the bytes looked at, and two of them at most. */
	for (size_t probe = from; probe < bytes.size; probe += BYTES_MAX_BLANKS) {
		size_t first = character_start(bytes, probe), end = first, size;
		while (end < bytes.size && (size = blank_size(bytes, end)))
			end += size;
		if (end == first)
			continue;
		for (size_t before; first > from; first = before) {
			before = character_start(bytes, first - 1);
			if (!blank_size(bytes, before))
				break;
		}
		if (end - first > BYTES_MAX_BLANKS)
			return first;
	}
	return SIZE_MAX;
}
