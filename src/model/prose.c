#include "model/prose.h"

#include <string.h>

#include "base/arena.h"

/* The walk keeps nothing but the byte that it has come to; what else it must know stands around
 * that byte. That it is linear rests on two rules: no mark holds a '[', so that a look ahead from
 * one '[' ends before the next; and a look back goes to the start of a line only, and a few
 * times a line.
 *
 * A block is a paragraph, a heading or a list item:
 *
 *	# Heading⏎            a heading ends with its line
 *	first line⏎           a paragraph goes on over line breaks …
 *	second line⏎
 *	- item⏎               … up to an item or heading,
 *	⏎                     or a blank line
 */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

static bool is_line_start(struct str text, size_t at)
{
	return at == 0 || text.bytes[at - 1] == '\n';
}

/* True if a mark of two bytes, "- " or "# ", begins here; `at` is the start of a line. */
static bool has_line_mark(struct str text, size_t at, char mark)
{
	return text.size - at >= 2 && text.bytes[at] == mark && text.bytes[at + 1] == ' ';
}

/* The byte behind the blanks that begin at `at`. */
static size_t skip_blanks(struct str text, size_t at)
{
	while (at < text.size && is_blank(text.bytes[at]))
		at++;
	return at;
}

/* The start of the line that byte `at` is in. */
static size_t line_start(struct str text, size_t at)
{
	const char *feed = at ? memrchr(text.bytes, '\n', at) : NULL;
	return feed ? (size_t)(feed + 1 - text.bytes) : 0;
}

/* True if a block ends at byte `at`, a line feed. */
static bool ends_block(struct str text, size_t at)
{
	size_t next = at + 1, behind = skip_blanks(text, next);
	return behind == text.size || text.bytes[behind] == '\n' ||
	       has_line_mark(text, next, '-') || has_line_mark(text, next, '#') ||
	       has_line_mark(text, line_start(text, at), '#');
}

/* True if byte `at` is the first of a block's words. */
static bool begins_block(struct str text, size_t at)
{
	if (at >= 2 && is_line_start(text, at - 2) &&
	    (has_line_mark(text, at - 2, '-') || has_line_mark(text, at - 2, '#')))
		return true;
	if (at == 0 || text.bytes[at - 1] != '\n')
		return at == 0;
	size_t before = line_start(text, at - 1);
	return text.bytes[skip_blanks(text, before)] == '\n' || has_line_mark(text, before, '#');
}

/* The byte behind a link that begins at `at`, a '['; 0 if none does. */
static size_t link_end(struct str text, size_t at)
{
	if (text.size - at < 2 || text.bytes[at + 1] != '[')
		return 0;
	for (size_t i = at + 2; i + 1 < text.size; i++) {
		char byte = text.bytes[i];
		if (byte == '[' || (byte == '\n' && ends_block(text, i)))
			return 0;
		if (byte == ']' && text.bytes[i + 1] == ']')
			return i + 2;
	}
	return 0;
}

/* The parts of a link, without its brackets. False if it leads nowhere. */
static bool split_link(struct str link, struct prose_part *part)
{
	struct str rest = str_slice(link, 2, link.size - 4);
	part->target = str_trim(str_cut(&rest, '|'));
	part->label = str_trim(rest);
	return part->target.size > 0;
}

static bool is_word_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_' || (unsigned char)byte >= 0x80;
}

/* Bytes of the citation key at the start of `text`, after pandoc: words, with single signs between
 * them that are :.#$%&-+?<>~/ */
static size_t key_size(struct str text)
{
	size_t size = 0;
	while (size < text.size) {
		bool is_sign = size > 0 && strchr(":.#$%&-+?<>~/", text.bytes[size]) &&
		               text.bytes[size];
		if (!is_word_byte(text.bytes[size]) &&
		    !(is_sign && size + 1 < text.size && is_word_byte(text.bytes[size + 1])))
			break;
		size++;
	}
	return size;
}

/* The key and the locator of one citation: all between '[' or ';' and the next ';' or ']'. False if
 * it has no key. */
static bool split_citation(struct str citation, struct prose_part *part)
{
	size_t at = 0;
	for (;; at++) {
		at = str_find(citation, STR("@"), at);
		if (at == SIZE_MAX)
			return false;
		if (at == 0 || !is_word_byte(citation.bytes[at - 1]))
			break;
	}

	struct str rest = str_slice(citation, at + 1, citation.size);
	if (str_starts_with(rest, STR("{"))) {
		struct str behind = str_slice(rest, 1, rest.size);
		part->target = str_trim(str_cut(&behind, '}'));
		rest = behind;
	} else {
		part->target = str_slice(rest, 0, key_size(rest));
		rest = str_slice(rest, part->target.size, rest.size);
	}
	rest = str_trim(rest);
	if (str_starts_with(rest, STR(",")))
		rest = str_trim(str_slice(rest, 1, rest.size));
	part->label = rest;
	return part->target.size > 0;
}

/* The byte behind the citation whose words begin at `at`: that of the ';' or ']' which ends it, or
 * 0 if nothing does. */
static size_t citation_stop(struct str text, size_t at)
{
	for (size_t i = at; i < text.size; i++) {
		char byte = text.bytes[i];
		if (byte == ']' || byte == ';')
			return i;
		if (byte == '[' || (byte == '\n' && ends_block(text, i)))
			return 0;
	}
	return 0;
}

/* True if the '[' at `at` begins a bracket of citations: each of them must have a key. */
static bool begins_citations(struct str text, size_t at)
{
	struct prose_part part;
	do {
		size_t start = at + 1;
		at = citation_stop(text, start);
		if (!at || !split_citation(str_slice(text, start, at - start), &part))
			return false;
	} while (text.bytes[at] == ';');
	return true;
}

/* True if the walk stands in a bracket of citations, at a ';' between two of them. Text is never
 * cut before a ';', so that only the start of a block and the end of a mark need to be told from
 * it. */
static bool is_between_citations(struct str text, size_t at)
{
	return at > 0 && text.bytes[at] == ';' && text.bytes[at - 1] != ']' &&
	       !begins_block(text, at);
}

static bool take_link(struct str text, size_t at, struct prose_part *part)
{
	size_t end = link_end(text, at);
	if (!end)
		return false;
	struct prose_part link = { .kind = PROSE_LINK, .start = at };
	link.text = str_slice(text, at, end - at);
	if (!split_link(link.text, &link))
		return false;
	*part = link;
	return true;
}

/* One citation; `at` is its '[' or ';'. The ']' belongs to the last. */
static void take_citation(struct str text, size_t at, struct prose_part *part)
{
	size_t stop = citation_stop(text, at + 1);
	size_t end = text.bytes[stop] == ']' ? stop + 1 : stop;
	*part = (struct prose_part){ .kind = PROSE_CITATION, .start = at };
	part->text = str_slice(text, at, end - at);
	split_citation(str_slice(text, at + 1, stop - at - 1), part);
}

static bool begins_mark(struct str text, size_t at)
{
	struct prose_part part;
	return text.bytes[at] == '[' && (take_link(text, at, &part) || begins_citations(text, at));
}

/* Words, up to a mark or the end of the block. At least one byte. */
static void take_text(struct str text, size_t at, struct prose_part *part)
{
	size_t end = str_find_either(text, '[', '\n', at + 1);
	while (end < text.size && !begins_mark(text, end) &&
	       !(text.bytes[end] == '\n' && ends_block(text, end)))
		end = str_find_either(text, '[', '\n', end + 1);
	*part = (struct prose_part){ .kind = PROSE_TEXT, .start = at };
	part->text = str_slice(text, at, end - at);
}

/* The byte behind blanks and line feeds, but not behind the blanks that begin a line. */
static size_t skip_blank_lines(struct str text, size_t at)
{
	size_t behind = at;
	while (behind < text.size && (is_blank(text.bytes[behind]) || text.bytes[behind] == '\n'))
		if (text.bytes[behind++] == '\n')
			at = behind;
	return behind == text.size ? behind : at;
}

/* An item or a heading begins at `*at`, the start of a line. */
static bool take_line_mark(struct str text, size_t *at, struct prose_part *part)
{
	bool is_item = has_line_mark(text, *at, '-');
	if (!is_item && !has_line_mark(text, *at, '#'))
		return false;
	*part = (struct prose_part){
		.kind = is_item ? PROSE_ITEM : PROSE_HEADING,
		.text = str_slice(text, *at, 0),
		.start = *at,
	};
	*at += 2;
	return true;
}

/* A paragraph ends at `*at`, a line feed, if there is anything behind it. An item or heading on the
 * next line needs no such part: it is enough that it begins. */
static bool take_gap(struct str text, size_t *at, struct prose_part *part)
{
	size_t start = *at;
	bool is_heading = has_line_mark(text, line_start(text, start), '#');
	*at = skip_blank_lines(text, start);
	if (*at == text.size)
		return false;
	if (*at == start + 1 && !is_heading)
		return take_line_mark(text, at, part);
	*part = (struct prose_part){
		.kind = PROSE_PARAGRAPH,
		.text = str_slice(text, start, 0),
		.start = start,
	};
	return true;
}

bool prose_next(struct str text, size_t *at, struct prose_part *part)
{
	if (*at == 0)
		*at = skip_blank_lines(text, 0);
	if (*at >= text.size)
		return false;
	if (text.bytes[*at] == '\n' && ends_block(text, *at))
		return take_gap(text, at, part);
	if (is_line_start(text, *at) && take_line_mark(text, at, part))
		return true;

	bool is_bracket = text.bytes[*at] == '[';
	if ((is_bracket && begins_citations(text, *at)) || is_between_citations(text, *at))
		take_citation(text, *at, part);
	else if (!is_bracket || !take_link(text, *at, part))
		take_text(text, *at, part);
	*at += part->text.size;
	return true;
}

/* What prose_plain writes to. */
struct plain {
	struct text text;
	bool lacks_blank;       /* one that stood before a citation was taken back */
	bool ends_in_name;      /* what was written last is the name of a target */
};

static char last_byte(const struct plain *plain)
{
	return plain->text.size ? plain->text.bytes[plain->text.size - 1] : '\n';
}

/* Words, with a single blank for blanks and line feeds. A name that is a sentence gives up
 * its full stop where the text goes on with a sign. */
static void add_words(struct plain *plain, struct str words)
{
	bool is_sign = words.size && strchr(".,;:!?)", words.bytes[0]);
	if (plain->lacks_blank && words.size && !is_sign)
		text_add_byte(&plain->text, ' ');
	if (plain->ends_in_name && is_sign && last_byte(plain) == '.')
		plain->text.size--;
	plain->lacks_blank = false;
	plain->ends_in_name &= str_is_empty(str_trim(words));

	char last = last_byte(plain), *end = text_room(&plain->text, words.size);
	for (size_t i = 0; i < words.size; i++) {
		char byte = words.bytes[i];
		if (is_blank(byte) || byte == '\n') {
			if (last == ' ' || last == '\n')
				continue;
			byte = ' ';
		}
		*end++ = last = byte;
	}
	plain->text.size = (size_t)(end - plain->text.bytes);
}

static bool drop_blank(struct plain *plain)
{
	bool has_blank = last_byte(plain) == ' ';
	if (has_blank)
		plain->text.size--;
	return has_blank;
}

static void end_line(struct plain *plain)
{
	drop_blank(plain);
	plain->lacks_blank = false;
	if (last_byte(plain) != '\n')
		text_add_byte(&plain->text, '\n');
}

struct str prose_plain(struct arena *arena, struct str text,
                       struct str (*name)(void *context, struct str id), void *context)
{
	struct plain plain = { .text.arena = arena };
	struct prose_part part;
	bool is_name;
	for (size_t at = 0; prose_next(text, &at, &part);) {
		switch (part.kind) {
		case PROSE_TEXT:
			add_words(&plain, part.text);
			break;
		case PROSE_LINK:
			is_name = str_is_empty(part.label) && name;
			if (is_name)
				part.label = name(context, part.target);
			add_words(&plain, part.label.size ? part.label : part.target);
			plain.ends_in_name = is_name;
			break;
		case PROSE_CITATION:
			plain.lacks_blank |= drop_blank(&plain);
			break;
		case PROSE_PARAGRAPH:
		case PROSE_ITEM:
		case PROSE_HEADING:
			end_line(&plain);
			break;
		case PROSE_KIND_COUNT:
			break;
		}
	}
	drop_blank(&plain);
	return text_str(&plain.text);
}

struct str prose_words(struct arena *arena, struct str text,
                       struct str (*name)(void *context, struct str id), void *context)
{
	struct text words = { .arena = arena };
	struct prose_part part;
	size_t end = 0;                 /* of the last mark */
	for (size_t at = 0; prose_next(text, &at, &part);) {
		if (part.kind != PROSE_LINK && part.kind != PROSE_CITATION)
			continue;
		text_add(&words, str_slice(text, end, part.start - end));
		if (part.kind == PROSE_LINK)
			text_add(&words, part.label.size ? part.label : name(context, part.target));
		end = part.start + part.text.size;
	}
	if (end == 0)
		return text;
	text_add(&words, str_slice(text, end, text.size));
	return text_str(&words);
}
