#include "base/plain.h"

#include <string.h>

#include "base/unicode.h"
#include "base/unicode_parts.h"

struct plain_row {
	uint32_t first, last;
	const char *folded;
};

/* Sorted. Quotes of all countries are one, and so are hyphens and dashes: who searches for "don't"
 * types it with the key at hand. */
static const struct plain_row rows[] = {
	{ 0x00A0, 0x00A0, " "    },     /* no-break space */
	{ 0x00A7, 0x00A7, "§"    },
	{ 0x00AB, 0x00AB, "\""   },     /* « */
	{ 0x00B0, 0x00B0, "°"    },
	{ 0x00BB, 0x00BB, "\""   },     /* » */
	{ 0x2010, 0x2015, "-"    },     /* hyphens and dashes */
	{ 0x2018, 0x201B, "'"    },     /* ‘ ’ ‚ ‛ */
	{ 0x201C, 0x201F, "\""   },     /* “ ” „ ‟ */
	{ 0x2020, 0x2020, "†"    },
	{ 0x2022, 0x2022, "•"    },
	{ 0x2026, 0x2026, "..."  },     /* … */
	{ 0x2039, 0x203A, "'"    },     /* ‹ › */
	{ 0x20AC, 0x20AC, "€"    },
	{ 0x2212, 0x2212, "-"    },     /* minus */
};

const char *plain_folded(uint32_t code_point)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows) && rows[i].first <= code_point; i++)
		if (code_point <= rows[i].last)
			return rows[i].folded;
	return NULL;
}

/* Letters that are plain ones with a stroke, which is no mark to Unicode, or two in one. */
static const struct {
	uint32_t letter;
	const char *plain;
} stroked_letters[] = {
	{ U'æ', "ae" }, { U'ð', "d" }, { U'ø', "o" }, { U'þ', "th" }, { U'ß', "ss" },
	{ U'đ', "d"  }, { U'ħ', "h" }, { U'ı', "i" }, { U'ł', "l"  }, { U'œ', "oe" },
	{ U'ŧ', "t"  },
};

const char *plain_letter(uint32_t letter)
{
	for (size_t i = 0; i < sizeof(stroked_letters) / sizeof(*stroked_letters); i++)
		if (stroked_letters[i].letter == letter)
			return stroked_letters[i].plain;
	return NULL;
}

static bool is_russian(uint32_t code_point)
{
	return (code_point >= U'А' && code_point <= U'я') || code_point == U'Ё' ||
	       code_point == U'ё';
}

bool plain_has(uint32_t code_point)
{
	return code_point < 0x80 || is_russian(code_point) || plain_folded(code_point);
}

bool plain_holds(struct str text)
{
	size_t size;
	for (size_t at = unicode_ascii_end(text, 0); at < text.size;
	     at = unicode_ascii_end(text, at + size))
		if (!plain_has(unicode_decode(text, at, &size)))
			return false;
	return true;
}

/* Eight bytes of ASCII with small letters. A sum sets the high bit of its own byte only: the first
 * from 'A' up, the second behind 'Z'. */
static uint64_t eight_folded(uint64_t eight)
{
	const uint64_t each_byte = 0x0101010101010101u;
	uint64_t from_a = eight + each_byte * (0x80 - 'A');
	uint64_t behind_z = eight + each_byte * (0x80 - 'Z' - 1);
	return eight | (from_a & ~behind_z & each_byte * 0x80) >> 2;
}

static void fold_ascii(struct text *out, struct str ascii)
{
	size_t at = out->size;
	uint64_t eight;
	text_add(out, ascii);
	for (; out->size - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, out->bytes + at, sizeof eight);
		eight = eight_folded(eight);
		memcpy(out->bytes + at, &eight, sizeof eight);
	}
	for (; at < out->size; at++)
		out->bytes[at] = (char)(out->bytes[at] |
		                        (out->bytes[at] >= 'A' && out->bytes[at] <= 'Z') << 5);
}

static uint32_t russian_folded(uint32_t letter, bool keeps_marks)
{
	if (letter == U'Ё')
		letter = U'ё';
	else if (letter <= U'Я')
		letter += U'а' - U'А';
	if (letter == U'й' && !keeps_marks)
		return U'и';
	return letter == U'ё' && !keeps_marks ? U'е' : letter;
}

/* What is plain, and not ASCII. */
static void fold_other(struct text *out, uint32_t code_point, bool keeps_marks)
{
	char bytes[4];
	struct str folded = str_of(plain_folded(code_point));
	if (is_russian(code_point))
		folded = (struct str){
			bytes, unicode_encode(russian_folded(code_point, keeps_marks), bytes),
		};
	text_add(out, folded);
}

size_t plain_fold(struct text *out, struct str text, size_t at, bool keeps_marks)
{
	while (at < text.size) {
		size_t size, end = unicode_ascii_end(text, at);
		bool leads_to_plain = end == text.size ||
		                      plain_has(unicode_decode(text, end, &size));
		if (!leads_to_plain && end > at)
			end--;
		fold_ascii(out, str_slice(text, at, end - at));
		at = end;
		if (!leads_to_plain || at == text.size)
			return at;

		uint32_t other = unicode_decode(text, at, &size);
		if (at + size < text.size) {
			size_t next_size;
			if (!plain_has(unicode_decode(text, at + size, &next_size)))
				return at;
		}
		fold_other(out, other, keeps_marks);
		at += size;
	}
	return at;
}

/* The classes of UAX #29 that occur in plain text, as far as words need them. */
enum word_class {
	OTHER,
	LETTER,
	DIGIT,
	LOW_LINE,               /* ExtendNumLet: joins letters and digits */
	FULL_STOP,              /* MidNumLet and Single_Quote: within letters or within digits */
	COMMA,                  /* MidNum: within digits */
	NOT_ASCII
};

/* By byte; what is not ASCII has to be decoded first. */
static const unsigned char byte_classes[0x100] = {
	['0' ... '9'] = DIGIT,
	['A' ... 'Z'] = LETTER,
	['a' ... 'z'] = LETTER,
	['_']         = LOW_LINE,
	['.']         = FULL_STOP,
	['\'']        = FULL_STOP,
	[',']         = COMMA,
	[';']         = COMMA,
	[0x80 ... 0xFF] = NOT_ASCII,
};

static enum word_class word_class(uint32_t code_point)
{
	if (code_point < 0x80)
		return byte_classes[code_point];
	return plain_folded(code_point) ? OTHER : LETTER;
}

/* Of the character at `at`, which has `size` bytes. Most have one. */
static enum word_class class_at(struct str text, size_t at, size_t *size)
{
	*size = 1;
	enum word_class class = byte_classes[(unsigned char)text.bytes[at]];
	return class == NOT_ASCII ? word_class(unicode_decode(text, at, size)) : class;
}

static bool is_within(enum word_class class)
{
	return class == LETTER || class == DIGIT || class == LOW_LINE;
}

/* Bytes of a mark such as the full stop in "3.14" or the apostrophe in "don't" at `at`, if it
 * stands between two that it joins; else 0. */
static size_t joining_mark_size(struct str text, size_t at, enum word_class before)
{
	size_t size, next_size;
	enum word_class mark = class_at(text, at, &size);
	if ((mark != FULL_STOP && mark != COMMA) || at + size == text.size)
		return 0;
	enum word_class after = class_at(text, at + size, &next_size);
	if (before != after || (before != DIGIT && (before != LETTER || mark == COMMA)))
		return 0;
	return size;
}

static enum word_class byte_class(struct str text, size_t at)
{
	return byte_classes[(unsigned char)text.bytes[at]];
}

/* Where the letters and digits of ASCII end that begin at `at`. */
static size_t run_end(struct str text, size_t at)
{
	while (at < text.size && (byte_class(text, at) == LETTER || byte_class(text, at) == DIGIT))
		at++;
	return at;
}

/* Behind the blanks and marks of ASCII that begin at `at`: no word begins with them. */
static size_t gap_end(struct str text, size_t at)
{
	while (at < text.size && !is_within(byte_class(text, at)) &&
	       byte_class(text, at) != NOT_ASCII)
		at++;
	return at;
}

bool plain_next_word(struct str folded, size_t *at, struct str *word)
{
	size_t here = *at, size;
	while ((here = gap_end(folded, here)) < folded.size) {
		size_t start = here;
		bool has_letter_or_digit = false;
		enum word_class before = OTHER;
		while (here < folded.size) {
			size_t end = run_end(folded, here);
			if (end > here) {
				has_letter_or_digit = true;
				before = byte_class(folded, end - 1);
				here = end;
				continue;
			}
			enum word_class class = class_at(folded, here, &size);
			if (!is_within(class)) {
				size = joining_mark_size(folded, here, before);
				class = before;
				if (size == 0)
					break;
			}
			has_letter_or_digit |= class != LOW_LINE;
			before = class;
			here += size;
		}
		if (has_letter_or_digit) {
			*word = str_slice(folded, start, here - start);
			*at = here;
			return true;
		}
		if (here == start) {
			unicode_decode(folded, here, &size);
			here += size;
		}
	}
	*at = folded.size;
	return false;
}
