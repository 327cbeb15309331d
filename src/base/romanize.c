/* The part of unicode.h on Latin letters for other scripts, and on ASCII for terminals that have
 * nothing else. */
#include <string.h>

#include "base/arena.h"
#include "base/cyrillic.h"
#include "base/myanmar.h"
#include "base/plain.h"
#include "base/unicode.h"
#include "base/unicode_parts.h"

enum { MAX_WORD_SIZE = 512 };           /* bytes that are transliterated at once */

static bool has_foreign(struct str text)
{
	size_t size;
	for (size_t at = 0; at < text.size; at += size)
		if (unicode_is_foreign(unicode_decode(text, at, &size)))
			return true;
	return false;
}

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.size; i++)
		if ((unsigned char)text.bytes[i] >= 0x80)
			return false;
	return true;
}

/* Write `text` with all that our own tables know in Latin letters. */
static struct str romanize_known(struct arena *arena, struct str text)
{
	struct text out = { .arena = arena };
	size_t size, at = 0;
	while (at < text.size) {
		uint32_t code_point = unicode_decode(text, at, &size);
		if (cyrillic_has(code_point)) {
			at = cyrillic_romanize(&out, text, at);
		} else if (myanmar_has(code_point)) {
			at = myanmar_romanize(&out, text, at);
		} else {
			text_add(&out, str_slice(text, at, size));
			at += size;
		}
	}
	return text_str(&out);
}

/* Bytes from `at` to the next blank, or as many whole code points as may be taken at once. */
static size_t word_size(struct str text, size_t at)
{
	size_t size, end = at;
	while (end < text.size && text.bytes[end] != ' ' && text.bytes[end] != '\n') {
		unicode_decode(text, end, &size);
		if (end + size - at > MAX_WORD_SIZE)
			break;
		end += size;
	}
	return end - at;
}

/* What ICU puts between syllables, and for letters that English passes over. */
static bool is_filler(uint32_t code_point)
{
	return code_point == ' ' || code_point == '\'' || code_point == '-' ||
	       (code_point >= 0x02B9 && code_point <= 0x02BF);
}

/* Write `part`, which has no blanks, in Latin letters; as it is if ICU cannot. */
static void add_romanized_part(struct text *out, struct arena *scratch, struct str part)
{
	struct text latin = { .arena = scratch };
	if (!has_foreign(part) || !unicode_add_latin(&latin, part)) {
		text_add(out, part);
		return;
	}
	struct str letters = text_str(&latin);
	size_t size;
	for (size_t at = 0; at < letters.size; at += size)
		if (!is_filler(unicode_decode(letters, at, &size)))
			text_add(out, str_slice(letters, at, size));
}

/* Chinese is read sign by sign, whatever stands beside, and ICU takes long to find each among tens
 * of thousands. So each thread keeps what it found: one reading for all signs that share a row. */
struct reading {
	uint32_t sign;
	unsigned char size;
	char latin[7];                  /* "zhuang" is as long as they get */
};

enum { READING_COUNT = 4096 };

static bool is_chinese(uint32_t code_point)
{
	return (code_point >= 0x3400 && code_point <= 0x4DBF) ||
	       (code_point >= 0x4E00 && code_point <= 0x9FFF) ||
	       (code_point >= 0x20000 && code_point <= 0x3FFFF);
}

static void add_reading(struct text *out, struct arena *scratch, struct str sign)
{
	static _Thread_local struct reading readings[READING_COUNT];
	size_t size;
	uint32_t code_point = unicode_decode(sign, 0, &size);
	struct reading *row = &readings[code_point % READING_COUNT];
	if (row->sign != code_point) {
		struct text text = { .arena = scratch };
		add_romanized_part(&text, scratch, sign);
		if (text.size > sizeof(row->latin)) {
			text_add(out, text_str(&text));
			return;
		}
		row->sign = code_point;
		row->size = (unsigned char)text.size;
		memcpy(row->latin, text_str(&text).bytes, text.size);
	}
	text_add(out, (struct str){ row->latin, row->size });
}

/* Bytes from `at` to the next Chinese sign or hyphen, or to the end. */
static size_t part_size(struct str word, size_t at)
{
	size_t size, end = at;
	while (end < word.size && word.bytes[end] != '-' &&
	       !is_chinese(unicode_decode(word, end, &size)))
		end += size;
	return end - at;
}

static void add_romanized_word(struct text *out, struct arena *scratch, struct str word)
{
	for (size_t at = 0; at < word.size;) {
		size_t size = part_size(word, at);
		add_romanized_part(out, scratch, str_slice(word, at, size));
		at += size;
		if (at == word.size)
			break;
		unicode_decode(word, at, &size);
		if (word.bytes[at] == '-')
			text_add_byte(out, '-');
		else
			add_reading(out, scratch, str_slice(word, at, size));
		at += size;
	}
}

/* Write the rest of `text` in Latin letters, word by word, with ICU. */
static struct str romanize_rest(struct arena *arena, struct str text)
{
	struct text out = { .arena = arena };
	struct arena scratch = {0};
	for (size_t at = 0; at < text.size;) {
		size_t size = word_size(text, at);
		add_romanized_word(&out, &scratch, str_slice(text, at, size));
		at += size;
		if (size == 0)
			text_add_byte(&out, text.bytes[at++]);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return text_str(&out);
}

struct str unicode_romanize(struct arena *arena, struct str text)
{
	if (!has_foreign(text))
		return STR("");

	struct arena scratch = {0};
	struct str latin = romanize_known(&scratch, unicode_fold_case(&scratch, text));
	if (!is_ascii(latin))
		latin = romanize_rest(&scratch, latin);
	struct str folded = unicode_fold(arena, latin);
	bool is_new = !str_equal(folded, unicode_fold(&scratch, text));
	arena_release(&scratch);
	return is_new ? folded : STR("");
}

/* ---- ASCII ---- */

/* Burmese has signs that are read as words. */
static bool is_of_word(uint32_t code_point)
{
	return unicode_is_alphanumeric(code_point) || unicode_class(code_point) == UNICODE_MARK ||
	       myanmar_has(code_point);
}

static size_t letters_size(struct str text, size_t at)
{
	size_t size, end = at;
	while (end < text.size && is_of_word(unicode_decode(text, end, &size)) &&
	       end + size - at <= MAX_WORD_SIZE)
		end += size;
	return end - at;
}

static void make_capital(char *letter)
{
	if (*letter >= 'a' && *letter <= 'z')
		*letter = (char)(*letter & ~0x20);
}

/* Give `ascii` the capitals of `word`: the first, or all if the first two are. */
static void copy_capitals(char *ascii, size_t ascii_size, struct str word)
{
	size_t first_size, size;
	if (!unicode_is_capital(unicode_decode(word, 0, &first_size)))
		return;
	bool all = first_size < word.size &&
	           unicode_is_capital(unicode_decode(word, first_size, &size));
	for (size_t i = 0; i < (all ? ascii_size : 1); i++)
		make_capital(&ascii[i]);
}

/* A word in ASCII; as it is where that cannot be. */
static void add_ascii_word(struct text *out, struct arena *scratch, struct str word)
{
	struct text ascii = { .arena = scratch };
	bool is_foreign = has_foreign(word);
	if (is_foreign)
		text_add(&ascii, unicode_romanize(scratch, word));
	else
		unicode_add_ascii(&ascii, word);

	struct str letters = text_str(&ascii);
	if (letters.size == 0 || !is_ascii(letters) ||
	    letters.size > UNICODE_MAX_ASCII_GROWTH * word.size) {
		text_add(out, word);
		return;
	}
	if (is_foreign)
		copy_capitals(ascii.bytes, letters.size, word);
	text_add(out, letters);
}

/* True for Greek, Cyrillic, Armenian, Georgian: a small letter there is one on purpose. */
static bool has_capitals(uint32_t letter)
{
	return letter < 0x0590 || (letter >= 0x10A0 && letter < 0x1100);
}

static void add_latin_word(struct text *out, struct arena *scratch, struct str word)
{
	size_t size, start = out->size;
	add_ascii_word(out, scratch, word);
	struct str latin = str_slice(text_str(out), start, SIZE_MAX);
	bool is_changed = latin.size && !str_equal(latin, word);
	if (is_changed && !has_capitals(unicode_decode(word, 0, &size)))
		make_capital(&out->bytes[start]);
}

struct str unicode_to_latin(struct arena *arena, struct str text)
{
	if (!has_foreign(text))
		return text;
	struct text out = { .arena = arena };
	struct arena scratch = {0};
	for (size_t at = 0; at < text.size;) {
		size_t size;
		unicode_decode(text, at, &size);
		size_t letters = letters_size(text, at);
		struct str part = str_slice(text, at, letters ? letters : size);
		if (has_foreign(part))
			add_latin_word(&out, &scratch, part);
		else
			text_add(&out, part);
		at += part.size;
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return text_str(&out);
}

/* Symbols that have no other ASCII form. */
static const struct {
	uint32_t symbol;
	const char *ascii;
} drawn_symbols[] = {
	{ U'·', "-" },  { U'†', "+" },  { U'×', "x" },  { U'•', "*" },  { U'←', "<-" }, { U'↑', "^" },
	{ U'→', "->" }, { U'↓', "v" },  { U'─', "-" },  { U'│', "|" },  { U'┌', "+" },
	{ U'┐', "+" },  { U'└', "+" },  { U'┘', "+" },  { U'├', "+" },  { U'┤', "+" },
	{ U'‹', "<" },  { U'›', ">" },
	{ U'┬', "+" },  { U'┴', "+" },  { U'┼', "+" },
};

static struct str drawn_in_ascii(struct str symbol)
{
	size_t size;
	uint32_t code_point = unicode_decode(symbol, 0, &size);
	for (size_t i = 0; i < sizeof(drawn_symbols) / sizeof(*drawn_symbols); i++)
		if (drawn_symbols[i].symbol == code_point)
			return str_of(drawn_symbols[i].ascii);
	return str_of(plain_folded(code_point));
}

/* Punctuation and symbols one by one: as drawn here, as ICU has it, or as it is searched for. */
static void add_ascii_symbol(struct text *out, struct arena *scratch, struct str symbol)
{
	struct str ascii = drawn_in_ascii(symbol);
	if (ascii.size == 0 || !is_ascii(ascii)) {
		struct text text = { .arena = scratch };
		unicode_add_ascii(&text, symbol);
		ascii = text_str(&text);
	}
	if (ascii.size == 0 || !is_ascii(ascii))
		ascii = unicode_fold(scratch, symbol);
	bool fits = ascii.size && is_ascii(ascii) &&
	            ascii.size <= UNICODE_MAX_ASCII_GROWTH * symbol.size;
	text_add(out, fits ? ascii : symbol);
}

struct str unicode_to_ascii(struct arena *arena, struct str text)
{
	if (is_ascii(text))
		return text;

	struct text out = { .arena = arena };
	struct arena scratch = {0};
	for (size_t at = 0; at < text.size;) {
		size_t size;
		uint32_t code_point = unicode_decode(text, at, &size);
		size_t letters = letters_size(text, at);
		struct str part = str_slice(text, at, letters ? letters : size);
		if (is_ascii(part) || unicode_class(code_point) == UNICODE_FORBIDDEN)
			text_add(&out, part);
		else if (letters)
			add_ascii_word(&out, &scratch, part);
		else
			add_ascii_symbol(&out, &scratch, part);
		at += part.size;
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return text_str(&out);
}
