#include "base/shown.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "base/unicode_parts.h"

static enum shown_charset current_charset;

void shown_set_charset(enum shown_charset charset)
{
	current_charset = charset;
}

enum shown_charset shown_charset(void)
{
	return current_charset;
}

static bool has_latin_names;

void shown_set_latin_names(bool are_latin)
{
	has_latin_names = are_latin;
}

struct str shown_name(struct arena *arena, struct str name)
{
	return has_latin_names ? unicode_to_latin(arena, name) : name;
}

static bool is_ascii(struct str text)
{
	unsigned char all = 0;
	for (size_t i = 0; i < text.size; i++)
		all |= (unsigned char)text.bytes[i];
	return all < 0x80;
}

/* The sum of the columns of all clusters. */
static int width_of(struct str text)
{
	size_t width = text.size;
	if (!is_ascii(text)) {
		size_t size;
		width = 0;
		for (size_t at = 0; at < text.size; at += size) {
			size = unicode_grapheme_size(text, at);
			width += (size_t)unicode_grapheme_width(str_slice(text, at, size));
		}
	}
	return width < INT_MAX ? (int)width : INT_MAX;
}

static struct shown shown_of(struct str harmless)
{
	return (struct shown){ harmless.bytes ? harmless.bytes : "", harmless.size,
	                       width_of(harmless) };
}

/* ---- the forms of what may not pass ---- */

static bool is_hex(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'F');
}

/* Bytes of "<FF>" or "<U+202E>" if `text` begins so, else 0. */
static size_t bracket_form_size(struct str text)
{
	bool is_long = str_starts_with(text, STR("<U+"));
	size_t start = is_long ? 3 : 1, end = start;
	while (end < text.size && end - start < 7 && is_hex(text.bytes[end]))
		end++;
	if (end == text.size || text.bytes[end] != '>')
		return 0;
	size_t digits = end - start;
	return (is_long ? digits >= 4 && digits <= 6 : digits == 2) ? end + 1 : 0;
}

/* Bytes of "^[" and its kind if `text` begins so, else 0. There is no "^^": U+001E is written in
 * brackets, so that a caret before another is always text. */
static size_t caret_form_size(struct str text)
{
	if (text.size < 2)
		return 0;
	char byte = text.bytes[1];
	return byte == '?' || (byte >= '@' && byte <= '_' && byte != '^') ? 2 : 0;
}

/* Bytes of what looks like an escape at `at`, be it one or text that looks so; else 0. */
static size_t form_size(struct str text, size_t at)
{
	struct str rest = str_slice(text, at, text.size);
	return text.bytes[at] == '<' ? bracket_form_size(rest)
	     : text.bytes[at] == '^' ? caret_form_size(rest) : 0;
}

/* How many times `byte` stands directly before `at`. */
static size_t run_before(struct str text, size_t at, char byte)
{
	size_t run = 0;
	while (run < at && text.bytes[at - run - 1] == byte)
		run++;
	return run;
}

/* ---- raw text on its way ---- */

enum shown_form { FORM_LINE, FORM_PROSE };

/* Raw text while it is looked through. What passes is not copied until something has to change:
 *
 *	raw  | written to `out` | passes, from `kept` on | `at` | to be seen |
 */
struct sieve {
	struct str raw;
	enum shown_form form;
	struct text out;
	size_t kept;
	bool is_changed;
	uint32_t base, before;          /* last spacing and last code point that passed; 0: none */
	int marks, joins;               /* behind the base; in the cluster */
};

enum { MAX_JOINS = 4 };                 /* of pictographs; the longest in use has three */

/* Write `instead` for the raw bytes from `at` to `end`. No mark may sit on what is written. */
static void replace(struct sieve *sieve, size_t at, size_t end, struct str instead)
{
	text_add(&sieve->out, str_slice(sieve->raw, sieve->kept, at - sieve->kept));
	text_add(&sieve->out, instead);
	sieve->kept = end;
	sieve->is_changed = true;
	sieve->base = sieve->before = 0;
}

static void double_run(struct sieve *sieve, size_t at, char byte)
{
	for (size_t run = run_before(sieve->raw, at, byte); run > 0; run--)
		replace(sieve, at, at, (struct str){ &byte, 1 });
}

static void escape(struct sieve *sieve, size_t at, size_t size, uint32_t code_point)
{
	char bytes[16];
	struct text form = { .arena = sieve->out.arena, .bytes = bytes, .room = sizeof(bytes) };
	bool is_invalid = code_point == UNICODE_REPLACEMENT && size == 1;
	if (code_point == 0x7F || (code_point < ' ' && code_point != 0x1E))
		text_format(&form, "^%c", (char)(code_point ^ 0x40));
	else if (is_invalid)
		text_format(&form, "<%02X>", (unsigned char)sieve->raw.bytes[at]);
	else
		text_format(&form, "<U+%04X>", (unsigned)code_point);
	double_run(sieve, at, form.bytes[0]);
	replace(sieve, at, at + size, text_str(&form));
}

/* Vowels and finals of Hangul are letters, and no marks but to the syllable before them. */
static bool is_hangul_part(uint32_t code_point)
{
	return (code_point >= 0x1160 && code_point <= 0x11FF) ||
	       (code_point >= 0xD7B0 && code_point <= 0xD7FF);
}

static bool make_one_cluster(uint32_t before, uint32_t behind)
{
	char bytes[8];
	size_t size = unicode_encode(before, bytes);
	size += unicode_encode(behind, bytes + size);
	return unicode_cluster_size((struct str){ bytes, size }) == size;
}

static bool mark_passes(const struct sieve *sieve, uint32_t mark)
{
	if (sieve->base == 0 || sieve->base == ' ' || sieve->base == 0x3000)
		return false;
	if (is_hangul_part(mark) && !make_one_cluster(sieve->before, mark))
		return false;
	return unicode_width(mark) > 0 || sieve->marks < SHOWN_MAX_MARKS;
}

static bool is_pictograph_or_its_colour(uint32_t code_point)
{
	return code_point == UNICODE_VS16 || (code_point >= 0x1F3FB && code_point <= 0x1F3FF) ||
	       unicode_is_pictograph(code_point);
}

static bool joiner_passes(const struct sieve *sieve, uint32_t joiner, uint32_t next)
{
	uint32_t before = sieve->before;
	if (before == 0)
		return false;
	if (joiner == UNICODE_VS15 || joiner == UNICODE_VS16) {
		bool is_keycap = next == 0x20E3 && before < 0x80 &&
		                 strchr("0123456789#*", (int)before);
		return unicode_is_pictograph(before) || is_keycap;
	}
	if (unicode_joins(before) && unicode_joins(next))
		return true;
	if (joiner == UNICODE_ZWNJ)
		return false;
	return unicode_is_virama(before) ||
	       (sieve->joins < MAX_JOINS && is_pictograph_or_its_colour(before) &&
	        unicode_is_pictograph(next));
}

/* Whether `code_point` may pass here; `next` is the code point behind it, or 0. */
static bool passes(const struct sieve *sieve, uint32_t code_point, uint32_t next)
{
	if (current_charset == SHOWN_ASCII && code_point >= 0x7F)
		return false;
	switch (unicode_class(code_point)) {
	case UNICODE_PRINTABLE: return true;
	case UNICODE_MARK:      return mark_passes(sieve, code_point);
	case UNICODE_JOINER:    return joiner_passes(sieve, code_point, next);
	case UNICODE_FORBIDDEN:
	case UNICODE_CLASS_COUNT: break;
	}
	return false;
}

static void let_pass(struct sieve *sieve, uint32_t code_point)
{
	if (code_point == UNICODE_ZWJ) {
		sieve->joins++;
	} else if (unicode_width(code_point) == 0) {
		sieve->marks++;
	} else {
		if (sieve->before != UNICODE_ZWJ)
			sieve->joins = 0;
		sieve->marks = 0;
		sieve->base = code_point;
	}
	sieve->before = code_point;
}

static bool is_typographic_blank(uint32_t code_point)
{
	return code_point == 0xA0 || (code_point >= 0x2000 && code_point <= 0x200A) ||
	       code_point == 0x202F || code_point == 0x205F;
}

/* What stands for a line feed, a tab or another blank; empty for all else. */
static struct str blank_form(enum shown_form form, uint32_t code_point)
{
	bool is_ascii_only = current_charset == SHOWN_ASCII;
	bool is_blank = code_point == '\n' || code_point == '\t';
	if (form == FORM_PROSE && (is_blank || is_typographic_blank(code_point)))
		return STR(" ");
	if (code_point == '\n')
		return is_ascii_only ? STR("\\n") : STR("↵");
	if (code_point == '\t')
		return is_ascii_only ? STR("\\t") : STR("→");
	return STR("");
}

/* True of a byte that is no UTF-8, as it is read. */
static bool is_no_letter(uint32_t code_point, size_t size)
{
	return code_point == UNICODE_REPLACEMENT && size == 1;
}

static size_t sieve_next(struct sieve *sieve, size_t at)
{
	struct str raw = sieve->raw;
	size_t size, next_size;
	uint32_t code_point = unicode_decode(raw, at, &size);
	size_t end = at + size;
	uint32_t next = end < raw.size ? unicode_decode(raw, end, &next_size) : 0;

	struct str blank = blank_form(sieve->form, code_point);
	if (blank.size) {
		if (blank.bytes[0] == '\\')
			double_run(sieve, at, '^');     /* or it would look like ^\ */
		replace(sieve, at, end, blank);
	} else if (is_no_letter(code_point, size) || !passes(sieve, code_point, next)) {
		escape(sieve, at, size, code_point);
	} else {
		let_pass(sieve, code_point);
		if (form_size(raw, at))
			double_run(sieve, end, raw.bytes[at]);
	}
	return end;
}

/* True for printable ASCII in which nothing looks like an escape: nearly all there is. */
static bool is_harmless_ascii(struct str raw)
{
	bool is_harmless = true;
	for (size_t i = 0; i < raw.size; i++) {
		char byte = raw.bytes[i];
		is_harmless &= byte >= ' ' && byte < 0x7F && byte != '^' && byte != '<';
	}
	return is_harmless;
}

static struct shown make_harmless(struct arena *arena, struct str raw, enum shown_form form)
{
	if (is_harmless_ascii(raw))
		return shown_of(raw);
	if (current_charset == SHOWN_ASCII)
		raw = unicode_to_ascii(arena, raw);

	struct sieve sieve = { .raw = raw, .form = form, .out = { .arena = arena } };
	for (size_t at = 0; at < raw.size;)
		at = sieve_next(&sieve, at);
	if (!sieve.is_changed)
		return shown_of(raw);
	text_add(&sieve.out, str_slice(raw, sieve.kept, raw.size));
	return shown_of(text_str(&sieve.out));
}

struct shown shown_line(struct arena *arena, struct str raw)
{
	return make_harmless(arena, raw, FORM_LINE);
}

struct shown shown_prose(struct arena *arena, struct str raw)
{
	return make_harmless(arena, raw, FORM_PROSE);
}

struct shown shown_literal(struct arena *arena, const char *literal)
{
	struct str text = str_of(literal);
	bool is_printable = true;
	for (size_t at = 0, size; at < text.size; at += size) {
		uint32_t code_point = unicode_decode(text, at, &size);
		is_printable &= unicode_class(code_point) == UNICODE_PRINTABLE &&
		                !is_no_letter(code_point, size);
	}
	return is_printable && current_charset == SHOWN_UTF8 ? shown_of(text)
	                                                     : shown_line(arena, text);
}

struct shown shown_format(struct arena *arena, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	struct str raw = str_format_list(arena, format, list);
	va_end(list);
	return shown_line(arena, raw);
}

/* ---- parts of what is harmless ---- */

struct str shown_str(struct shown shown)
{
	return (struct str){ shown.bytes, shown.size };
}

size_t shown_grapheme(struct shown shown, size_t at, int *width)
{
	struct str text = shown_str(shown);
	size_t size = unicode_grapheme_size(text, at);
	*width = unicode_grapheme_width(str_slice(text, at, size));
	return size;
}

/* Bytes and columns of the escape or cluster at `at`: what must not be cut in two. */
static size_t unit_size(struct shown shown, size_t at, int *width)
{
	struct str text = shown_str(shown);
	size_t size = form_size(text, at);
	if (size == 0 || run_before(text, at, text.bytes[at]) % 2)
		return shown_grapheme(shown, at, width);
	*width = (int)size;
	return size;
}

struct shown shown_cut(struct shown shown, int width)
{
	if (shown.width <= width)
		return shown;
	struct shown cut = { .bytes = shown.bytes };
	while (cut.size < shown.size) {
		int unit_width;
		size_t size = unit_size(shown, cut.size, &unit_width);
		if (unit_width > width - cut.width)
			break;
		cut.size += size;
		cut.width += unit_width;
	}
	return cut;
}

struct shown shown_fit(struct arena *arena, struct shown shown, int width)
{
	if (shown.width <= width)
		return shown;
	struct shown ellipsis = current_charset == SHOWN_ASCII
	                                ? (struct shown){ "...", 3, 3 }
	                                : (struct shown){ "…", 3, 1 };
	ellipsis = shown_cut(ellipsis, width);

	struct shown start = shown_cut(shown, width - ellipsis.width);
	struct str fitted = str_join(arena, shown_str(start), STR(""), shown_str(ellipsis));
	return (struct shown){ fitted.bytes, fitted.size, start.width + ellipsis.width };
}

struct shown shown_slice(struct shown shown, size_t start, size_t size)
{
	return shown_of(str_slice(shown_str(shown), start, size));
}
