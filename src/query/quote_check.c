#include "query/quote_check.h"

#include <string.h>

#include "base/array.h"
#include "base/unicode.h"
#include "query/quote_form.h"

enum {
	MAX_PLACES = 1000,              /* at which the words may stand, that are looked at */
	NEAR_BUDGET = 1 << 28,          /* bytes that are searched for the longest part */
	NEAR_MIN_SIZE = 8,              /* bytes; a shorter part says nothing of where to look */
};

struct quote_text {
	struct arena *arena;
	struct str bytes;
	struct quote_form forms[FORM_KIND_COUNT];
	bool has_form[FORM_KIND_COUNT];
};

struct quote_text *quote_text_new(struct arena *arena, struct str bytes)
{
	struct quote_text *text = ARENA_NEW(arena, struct quote_text);
	*text = (struct quote_text){ .arena = arena, .bytes = bytes };
	return text;
}

static const struct quote_form *form_of(struct quote_text *text, enum quote_form_kind kind)
{
	if (!text->has_form[kind])
		text->forms[kind] = quote_form_make(text->arena, text->bytes, kind);
	text->has_form[kind] = true;
	return &text->forms[kind];
}

/* ── Places ─────────────────────────────────────────────────────────────────────────────────── */

bool quote_ends_line(struct str text, size_t at)
{
	bool is_split = at + 1 < text.size && text.bytes[at + 1] == '\n';
	return text.bytes[at] == '\n' || (text.bytes[at] == '\r' && !is_split);
}

struct quote_place quote_place(const struct quote_text *text, size_t position, size_t size)
{
	struct str before = str_slice(text->bytes, 0, position);
	struct quote_place place = { .position = position, .size = size, .line = 1, .column = 1 };
	size_t line_start = 0;
	for (size_t at = 0; at < before.size; at++) {
		if (!quote_ends_line(text->bytes, at))
			continue;
		place.line++;
		line_start = at + 1;
	}
	for (size_t at = line_start; at < before.size; at++)
		place.column += ((unsigned char)before.bytes[at] & 0xC0) != 0x80;
	return place;
}

/* A part of a form, as a part of the text that it was made from. */
static struct quote_place place_of_form(const struct quote_text *text,
                                        const struct quote_form *form, size_t at, size_t size)
{
	size_t start = quote_form_raw(form, at, text->bytes.size);
	size_t end = quote_form_raw(form, at + size, text->bytes.size);
	while (end > start && strchr(" \t\r\n", text->bytes.bytes[end - 1]))
		end--;
	return quote_place(text, start, end - start);
}

/* ── What stands beside a match ─────────────────────────────────────────────────────────────── */

static uint32_t code_point_before(struct str text, size_t at)
{
	size_t start = at, size;
	if (at == 0)
		return 0;
	do
		start--;
	while (start > 0 && at - start < 4 && ((unsigned char)text.bytes[start] & 0xC0) == 0x80);
	return unicode_decode(text, start, &size);
}

static uint32_t code_point_at(struct str text, size_t at)
{
	size_t size;
	return at < text.size ? unicode_decode(text, at, &size) : 0;
}

/* Words to be found, or a part of them. */
struct needle {
	struct str bytes;
	bool may_begin_inside, may_end_inside;  /* a word: beside an insertion that was left out */
};

static bool is_inside_word(struct str text, size_t at)
{
	return unicode_is_of_word(code_point_before(text, at)) &&
	       unicode_is_of_word(code_point_at(text, at));
}

static bool stands_whole(struct str text, size_t at, const struct needle *needle)
{
	return (needle->may_begin_inside || !is_inside_word(text, at)) &&
	       (needle->may_end_inside || !is_inside_word(text, at + needle->bytes.size));
}

static bool is_mark(uint32_t code_point)
{
	return code_point && unicode_sign(code_point) == '\'';
}

enum { BOTH_MARKS = 2 };

/* How many of the quotation marks around a match are there. The closing one may stand behind the
 * sign that ends the sentence around it. */
static int marks_around(struct str text, size_t at, size_t size)
{
	uint32_t next = code_point_at(text, at + size);
	if (next && next < 0x80 && strchr(",.;:!?", (int)next))
		next = code_point_at(text, at + size + 1);
	return is_mark(code_point_before(text, at)) + is_mark(next);
}

/* ── Finding ────────────────────────────────────────────────────────────────────────────────── */

/* Where `needle` stands whole, at or after `from`; SIZE_MAX if nowhere. Each place that is looked
 * at takes one of `*places`. */
static size_t find_whole(struct str text, const struct needle *needle, size_t from, int *places)
{
	size_t at = from;
	while (--*places > 0 && (at = str_find(text, needle->bytes, at)) != SIZE_MAX) {
		if (stands_whole(text, at, needle))
			return at;
		at++;
	}
	return SIZE_MAX;
}

struct found {
	bool is_found;
	size_t at, size;
	int marks;
};

/* The end of the last of `parts`, the first of which stands at byte `at`; SIZE_MAX if the others do
 * not follow within a passage. */
static size_t follow(struct str text, const struct needle *parts, size_t count, size_t at)
{
	struct str passage = str_slice(text, 0, at + QUOTE_PASSAGE_SIZE);
	size_t end = at + parts[0].bytes.size;
	for (size_t i = 1; i < count; i++) {
		int places = MAX_PLACES;
		size_t next = find_whole(passage, &parts[i], end, &places);
		if (next == SIZE_MAX)
			return SIZE_MAX;
		end = next + parts[i].bytes.size;
	}
	return end;
}

/* The best place of `parts`, one after the other. */
static struct found find_parts(struct str text, const struct needle *parts, size_t count)
{
	struct found best = {0};
	int places = MAX_PLACES;
	for (size_t at = 0; best.marks < BOTH_MARKS; at++) {
		at = find_whole(text, &parts[0], at, &places);
		if (at == SIZE_MAX)
			break;
		size_t end = follow(text, parts, count, at);
		if (end == SIZE_MAX)
			continue;
		int marks = marks_around(text, at, end - at);
		if (!best.is_found || marks > best.marks)
			best = (struct found){ true, at, end - at, marks };
	}
	return best;
}

/* ── The words and their parts ──────────────────────────────────────────────────────────────── */

static size_t skip_blanks(struct str words, size_t at)
{
	while (at < words.size && words.bytes[at] == ' ')
		at++;
	return at;
}

/* The byte behind three dots or more, which may have blanks between them, or "…"; `at` if what is
 * there is neither. */
static size_t dots_end(struct str words, size_t at)
{
	size_t end = at, count = 0;
	if (str_starts_with(str_slice(words, at, words.size), STR("…")))
		return at + STR("…").size;
	while (end < words.size && words.bytes[end] == '.') {
		size_t next = skip_blanks(words, end + 1);
		count++;
		end = next < words.size && words.bytes[next] == '.' ? next : end + 1;
	}
	return count >= 3 ? end : at;
}

/* The byte behind an ellipsis, bare or in brackets; `at` if what is there is none. */
static size_t ellipsis_end(struct str words, size_t at)
{
	char opening = words.bytes[at];
	if (opening != '[' && opening != '(')
		return dots_end(words, at);
	size_t start = skip_blanks(words, at + 1);
	if (start >= words.size || dots_end(words, start) == start)
		return at;
	size_t end = skip_blanks(words, dots_end(words, start));
	bool is_closed = end < words.size && words.bytes[end] == (opening == '[' ? ']' : ')');
	return is_closed ? end + 1 : at;
}

struct parts { struct str *items; size_t count, room; };

static void add_part(struct arena *arena, struct parts *parts, struct str part)
{
	part = str_trim(part);
	if (part.size)
		*ARRAY_ADD(arena, parts) = part;
}

/* What stands between the ellipses. */
static struct parts split(struct arena *arena, struct str words)
{
	struct parts parts = {0};
	size_t start = 0, at = 0;
	while (at < words.size) {
		size_t end = ellipsis_end(words, at);
		if (end == at) {
			at++;
			continue;
		}
		add_part(arena, &parts, str_slice(words, start, at - start));
		start = at = end;
	}
	add_part(arena, &parts, str_slice(words, start, words.size));
	return parts;
}

static bool begins_with_insertion(struct str part)
{
	return quote_insertion_end(part, 0) > 0;
}

static bool ends_with_insertion(struct str part)
{
	size_t start = part.size;
	while (start > 0 && part.bytes[start - 1] != '[')
		start--;
	return start > 0 && quote_insertion_end(part, start - 1) == part.size;
}

static struct needle make_needle(struct arena *arena, struct str part, enum quote_form_kind kind)
{
	struct quote_form form = quote_form_make(arena, part, kind);
	bool is_bare = kind == FORM_BARE;
	return (struct needle){
		.bytes = str_trim(quote_form_str(&form)),
		.may_begin_inside = is_bare && begins_with_insertion(part),
		.may_end_inside = is_bare && ends_with_insertion(part),
	};
}

/* ── The ways in which words may be in a text ───────────────────────────────────────────────── */

/* In this order; the first that finds them counts. */
static const struct way {
	bool splits;                    /* the quote at its ellipses */
	enum quote_form_kind quote, text;
} ways[] = {
	{ false, FORM_PLAIN, FORM_PLAIN },
	{ false, FORM_PLAIN, FORM_JOINED },
	{ true,  FORM_PLAIN, FORM_PLAIN },
	{ true,  FORM_PLAIN, FORM_JOINED },
	{ true,  FORM_BARE,  FORM_PLAIN },
	{ true,  FORM_BARE,  FORM_JOINED },
	{ true,  FORM_PLAIN, FORM_BARE },
	{ true,  FORM_BARE,  FORM_BARE },
};

static bool has_bracket(struct str text)
{
	return str_find(text, STR("["), 0) != SIZE_MAX;
}

/* False if the way finds nothing that another does not. */
static bool way_differs(struct quote_text *text, const struct way *way, struct str words,
                        const struct parts *parts)
{
	bool is_split = parts->count != 1 || parts->items[0].size != words.size;
	if (way->text == FORM_JOINED && !form_of(text, FORM_PLAIN)->has_hyphen_at_end)
		return false;
	if (way->text == FORM_BARE && !has_bracket(text->bytes))
		return false;
	if (way->quote == FORM_BARE)
		return has_bracket(words);
	return !way->splits || is_split || way->text == FORM_BARE;
}

static struct found find_way(struct quote_text *text, struct arena *scratch, const struct way *way,
                             const struct parts *parts)
{
	struct needle *needles = ARENA_MANY(scratch, struct needle, parts->count);
	size_t count = 0;
	for (size_t i = 0; i < parts->count; i++) {
		needles[count] = make_needle(scratch, parts->items[i], way->quote);
		count += needles[count].bytes.size > 0;
	}
	if (count == 0)
		return (struct found){0};
	return find_parts(quote_form_str(form_of(text, way->text)), needles, count);
}

static struct quote_place find_normalized(struct quote_text *text, struct arena *scratch,
                                          struct str words, const struct parts *parts)
{
	struct parts whole = { .items = &words, .count = 1 };
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		const struct way *way = &ways[i];
		if (!way_differs(text, way, words, parts))
			continue;
		struct found found =
			find_way(text, scratch, way, way->splits ? parts : &whole);
		if (found.is_found)
			return place_of_form(text, form_of(text, way->text), found.at, found.size);
	}
	return (struct quote_place){0};
}

/* ── The longest part of what was not found ─────────────────────────────────────────────────── */

static size_t word_end(struct str words, size_t at)
{
	size_t end = str_find(words, STR(" "), at);
	return end == SIZE_MAX ? words.size : end;
}

/* A run of whole words grows at its end as long as it is found, and then loses its first word. What
 * is longer is not found before what it begins with, so each run goes through the text once. */
static struct quote_place find_near(struct quote_text *text, struct arena *scratch,
                                    struct str words)
{
	const struct quote_form *form = form_of(text, FORM_PLAIN);
	struct str searched = quote_form_str(form);
	words = make_needle(scratch, words, FORM_PLAIN).bytes;
	size_t best_at = 0, best_size = 0, start = 0, end = word_end(words, 0), from = 0;
	for (size_t left = NEAR_BUDGET; start + best_size < words.size;) {
		struct needle needle = { .bytes = str_slice(words, start, end - start) };
		int places = MAX_PLACES;
		size_t at = find_whole(searched, &needle, from, &places);
		size_t spent = (at == SIZE_MAX ? searched.size : at) - from + 1;
		if (at != SIZE_MAX && needle.bytes.size > best_size) {
			best_at = at;
			best_size = needle.bytes.size;
		}
		if (at != SIZE_MAX && end < words.size) {
			from = at;
			end = word_end(words, end + 1);
		} else {
			from = 0;
			start = word_end(words, start) + 1;
			end = start + best_size;        /* shorter ones are of no use */
			end = end < words.size ? word_end(words, end) : words.size;
		}
		if (spent >= left)
			break;
		left -= spent;
	}
	return best_size < NEAR_MIN_SIZE ? (struct quote_place){0}
	                                 : place_of_form(text, form, best_at, best_size);
}

/* ── Checking ───────────────────────────────────────────────────────────────────────────────── */

static size_t count_characters(const struct parts *parts)
{
	size_t count = 0;
	for (size_t i = 0; i < parts->count; i++)
		for (size_t at = 0; at < parts->items[i].size; at++)
			count += ((unsigned char)parts->items[i].bytes[at] & 0xC0) != 0x80;
	return count;
}

/* Words with blanks between them; SIZE_MAX if a sign of a script stands there that has none. */
static size_t count_words(const struct parts *parts)
{
	size_t count = 0, size;
	for (size_t i = 0; i < parts->count; i++) {
		bool is_in_word = false;
		for (size_t at = 0; at < parts->items[i].size; at += size) {
			uint32_t sign = unicode_sign(unicode_decode(parts->items[i], at, &size));
			if (sign >= 0x80 && !unicode_is_of_word(sign))
				return SIZE_MAX;
			count += sign != ' ' && !is_in_word;
			is_in_word = sign != ' ';
		}
	}
	return count;
}

/* All but what is near. Less than `least_words` are too short, as are too few characters. */
static struct quote_check find(struct quote_text *text, struct arena *scratch, struct str words,
                               size_t least_words)
{
	struct parts parts = split(scratch, words);
	struct needle whole = { .bytes = words };
	bool is_short = count_characters(&parts) < QUOTE_MIN_CHARACTERS ||
	                count_words(&parts) < least_words;
	struct quote_check result = { .verdict = VERDICT_EXACT };
	if (parts.count == 0)
		return (struct quote_check){ .verdict = VERDICT_TOO_SHORT };

	struct found exact = find_parts(text->bytes, &whole, 1);
	if (exact.is_found) {
		result.place = quote_place(text, exact.at, exact.size);
		if (is_short && exact.marks < BOTH_MARKS)
			result.verdict = VERDICT_TOO_SHORT;
		return result;
	}
	result.place = find_normalized(text, scratch, words, &parts);
	if (!result.place.line)
		result.verdict = VERDICT_NOT_FOUND;
	else
		result.verdict = is_short ? VERDICT_TOO_SHORT : VERDICT_NORMALIZED;
	return result;
}

struct quote_check quote_check(struct quote_text *text, struct str words)
{
	struct arena scratch = {0};
	struct quote_check result = find(text, &scratch, str_trim(words), QUOTE_MIN_WORDS);
	if (result.verdict == VERDICT_NOT_FOUND)
		result.near = find_near(text, &scratch, str_trim(words));
	arena_release(&scratch);
	return result;
}

struct quote_place quote_find(struct quote_text *text, struct str words)
{
	struct arena scratch = {0};
	struct quote_check result = find(text, &scratch, str_trim(words), 0);
	arena_release(&scratch);
	return result.verdict <= VERDICT_NORMALIZED ? result.place : (struct quote_place){0};
}
