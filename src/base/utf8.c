/* The part of unicode.h that needs no tables: UTF-8 itself, after RFC 3629. */
#include <stdbool.h>
#include <string.h>

#include "base/unicode.h"
#include "base/unicode_parts.h"

static bool is_continuation(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* How many bytes a lead byte asks for, which bits of it belong to the code point, and the least
 * code point that may be written so long. */
struct utf8_form {
	unsigned char first, last;
	unsigned char size;
	unsigned char bits;
	uint32_t least;
};

static const struct utf8_form forms[] = {
	{ .first = 0xC2, .last = 0xDF, .size = 2, .bits = 0x1F, .least = 0x80 },
	{ .first = 0xE0, .last = 0xEF, .size = 3, .bits = 0x0F, .least = 0x800 },
	{ .first = 0xF0, .last = 0xF4, .size = 4, .bits = 0x07, .least = 0x10000 },
};

static bool is_scalar(uint32_t code_point)
{
	return code_point < 0xD800 || (code_point > 0xDFFF && code_point <= 0x10FFFF);
}

/* The code point written in `form` at `bytes`, of which `room` may be read; false if it is none. */
static bool decode_form(const struct utf8_form *form, const unsigned char *bytes, size_t room,
                        uint32_t *code_point)
{
	if (room < form->size)
		return false;
	uint32_t sum = bytes[0] & form->bits;
	for (unsigned i = 1; i < form->size; i++) {
		if (!is_continuation(bytes[i]))
			return false;
		sum = sum << 6 | (bytes[i] & 0x3F);
	}
	*code_point = sum;
	return sum >= form->least && is_scalar(sum);
}

/* Like unicode_decode, but tells a written U+FFFD from what is invalid. */
static bool decode(struct str text, size_t at, uint32_t *code_point, size_t *size)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes + at;

	*size = 1;
	*code_point = bytes[0];
	if (bytes[0] < 0x80)
		return true;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (bytes[0] >= forms[i].first && bytes[0] <= forms[i].last &&
		    decode_form(&forms[i], bytes, text.size - at, code_point)) {
			*size = forms[i].size;
			return true;
		}
	*code_point = UNICODE_REPLACEMENT;
	return false;
}

uint32_t unicode_decode(struct str text, size_t at, size_t *size)
{
	uint32_t code_point;
	decode(text, at, &code_point, size);
	return code_point;
}

size_t unicode_encode(uint32_t code_point, char bytes[4])
{
	if (!is_scalar(code_point))
		code_point = UNICODE_REPLACEMENT;
	if (code_point < 0x80) {
		bytes[0] = (char)code_point;
		return 1;
	}

	size_t size = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	for (size_t i = size - 1; i > 0; i--) {
		bytes[i] = (char)(0x80 | (code_point & 0x3F));
		code_point >>= 6;
	}
	bytes[0] = (char)(0xF00 >> size | code_point);
	return size;
}

/* Eight bytes a step, as long as there are so many. */
size_t unicode_ascii_end(struct str text, size_t at)
{
	uint64_t eight;
	while (text.size - at >= sizeof(eight)) {
		memcpy(&eight, text.bytes + at, sizeof(eight));
		if (eight & 0x8080808080808080u)
			break;
		at += sizeof(eight);
	}
	while (at < text.size && (unsigned char)text.bytes[at] < 0x80)
		at++;
	return at;
}

size_t unicode_find_invalid(struct str text)
{
	size_t at = 0;
	while ((at = unicode_ascii_end(text, at)) < text.size) {
		uint32_t code_point;
		size_t size;
		if (!decode(text, at, &code_point, &size))
			return at;
		at += size;
	}
	return SIZE_MAX;
}
