/* How a page is written. Pieces of text gather in a word until a blank ends it; then it is known
 * whether the word fits the line.
 *
 *	│ indent │ spans of the line … │ word that waits │          limit │ tail │
 *	                               column
 */
#include "query/page_parts.h"

#include <limits.h>
#include <string.h>

#include "base/array.h"

enum {
	NO_LINE = INT_MAX,              /* of a link that was not placed yet */
	TAIL_GAP = 2,                   /* columns between the text of a line and its tail */
};

struct page_writer page_begin(struct arena *arena, int width)
{
	if (width < PAGE_MIN_WIDTH)
		width = PAGE_MIN_WIDTH;
	if (width > PAGE_MAX_MEASURE)
		width = PAGE_MAX_MEASURE;
	return (struct page_writer){ .arena = arena, .page.width = width, .value = NO_ROW };
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

/* The column before which the words of the current line end. */
static int limit_of(const struct page_writer *writer)
{
	int tail = writer->tail ? writer->tail->text.width + TAIL_GAP : 0;
	return writer->page.width - tail;
}

/* Where lines begin: never so far right that no words fit. */
static int indent_of(const struct page_writer *writer)
{
	int most = writer->page.width - PAGE_MIN_WIDTH / 2;
	return writer->indent < most ? writer->indent : most;
}

static void line_open(struct page_writer *writer)
{
	if (writer->is_line_open)
		return;
	*ARRAY_ADD(writer->arena, &writer->page.lines) = (struct page_line){
		.first = (uint32_t)writer->page.spans.count,
		.value = writer->value, .is_heading = writer->is_heading,
	};
	writer->is_line_open = true;
	writer->is_heading = false;
	writer->start = writer->column = indent_of(writer);
	writer->run = NULL;
}

static void span_add(struct page_writer *writer, const struct page_part *part, int column)
{
	*ARRAY_ADD(writer->arena, &writer->page.spans) = (struct page_span){
		.text = part->text, .role = part->role, .link = part->link, .column = column,
	};
	writer->page.lines.items[writer->page.lines.count - 1].count++;
}

static void line_close(struct page_writer *writer)
{
	if (!writer->is_line_open)
		return;
	if (writer->tail)
		span_add(writer, writer->tail, writer->page.width - writer->tail->text.width);
	writer->tail = NULL;
	writer->is_line_open = false;
}

/* Note where a link begins that is placed for the first time. */
static void link_place(struct page_writer *writer, uint32_t number)
{
	if (number == NO_ROW || writer->page.links.items[number].column != NO_LINE)
		return;
	writer->page.links.items[number].line = (uint32_t)writer->page.lines.count - 1;
	writer->page.links.items[number].column = writer->column;
}

/* Let the last span of the line grow by a piece that goes on where it ends, or behind a blank. */
static bool span_grow(struct page_writer *writer, const struct page_part *part)
{
	if (!writer->run || writer->run != part->run)
		return false;
	struct page_span *last = &writer->page.spans.items[writer->page.spans.count - 1];
	int gap = writer->column - last->column - last->text.width;
	if (last->role != part->role || last->link != part->link ||
	    last->text.bytes + last->text.size + gap != part->text.bytes)
		return false;
	last->text.size += part->text.size + (size_t)gap;
	last->text.width += part->text.width + gap;
	return true;
}

/* Put a piece at the current column. */
static void part_place(struct page_writer *writer, const struct page_part *part)
{
	line_open(writer);
	if (part->text.size) {
		link_place(writer, part->link);
		if (!span_grow(writer, part))
			span_add(writer, part, writer->column);
		writer->run = part->run;
	}
	writer->column += part->text.width;
}

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

/* What is left of a text behind its beginning. */
static struct shown rest_of(struct shown text, struct shown start)
{
	int width = text.width > start.width ? text.width - start.width : 0;
	return (struct shown){ text.bytes + start.size, text.size - start.size, width };
}

/* Bytes of a beginning that ends behind a sign at which an address or id is best broken; all of it
 * if there is none in its second half. */
static size_t size_to_sign(struct shown start)
{
	for (size_t size = start.size; size > start.size / 2; size--)
		if (memchr("/?&=-_.", start.bytes[size - 1], 7))
			return size;
	return start.size;
}

/* The beginning of a piece that fits `room` columns; a cluster at least on an empty line. */
static struct shown beginning_of(struct shown text, int room, bool is_line_empty)
{
	struct shown start = shown_cut(text, room);
	if (start.size == 0 && is_line_empty) {
		int width;
		size_t size = shown_grapheme(text, 0, &width);
		return (struct shown){ text.bytes, size, width };
	}
	return start.size < text.size ? shown_slice(start, 0, size_to_sign(start)) : start;
}

/* Put a piece of a word that is too long for any line, broken between clusters if need be. */
static void part_spread(struct page_writer *writer, const struct page_part *whole)
{
	struct page_part part = *whole;
	int room = limit_of(writer) - writer->column;
	if (part.text.width <= room) {
		part_place(writer, &part);
		return;
	}
	if (part.text.width <= writer->page.width - indent_of(writer))
		line_close(writer);
	while (part.text.size) {
		line_open(writer);
		bool is_empty = writer->column == writer->start;
		struct shown rest = part.text;
		part.text = beginning_of(rest, limit_of(writer) - writer->column, is_empty);
		if (part.text.size)
			part_place(writer, &part);
		part.text = rest_of(rest, part.text);
		if (part.text.size)
			line_close(writer);
	}
}

static bool line_has_spans(const struct page_writer *writer)
{
	return writer->page.lines.items[writer->page.lines.count - 1].count > 0;
}

/* Go where a word fits that does not fit here: to the next line, further left if need be. One that
 * is too long for any line stays behind a label. */
static void line_make_room(struct page_writer *writer)
{
	bool has_text = writer->column > writer->start;
	bool fits_a_line = writer->word_width <= limit_of(writer);
	if (has_text || (fits_a_line && line_has_spans(writer)))
		line_close(writer);
	line_open(writer);
	int excess = writer->column + writer->word_width - limit_of(writer);
	if (excess > 0 && excess <= writer->column && !line_has_spans(writer))
		writer->start = writer->column -= excess;
}

/* Put a piece of the word that waits on the page: the parts from `first` on, before `end`. */
static void piece_place(struct page_writer *writer, size_t first, size_t end)
{
	int gap = writer->has_blank_before && writer->column > writer->start;
	writer->word_width = 0;
	for (size_t i = first; i < end; i++)
		writer->word_width += writer->word.items[i].text.width;
	if (writer->column + gap + writer->word_width <= limit_of(writer))
		writer->column += gap;
	else
		line_make_room(writer);

	bool fits = writer->column + writer->word_width <= limit_of(writer);
	for (size_t i = first; i < end; i++)
		(fits ? part_place : part_spread)(writer, &writer->word.items[i]);
}

/* Where a piece ends that fits `room` columns: at the last gap before marks, or behind all. It has
 * at least what stands before the first gap. */
static size_t piece_end(const struct page_writer *writer, size_t first, int room)
{
	size_t end = writer->word.count;
	int width = 0;
	for (size_t i = first; i < writer->word.count; i++) {
		const struct page_part *part = &writer->word.items[i];
		if (part->is_gap && (width <= room || end == writer->word.count))
			end = i;
		width += part->text.width;
	}
	return width <= room ? writer->word.count : end;
}

/* Put the word that waits on the page. One with so many marks that it takes more than half of a
 * line may be broken between them. */
static void word_place(struct page_writer *writer)
{
	size_t first = 0;
	if (writer->word.count == 0)
		return;
	line_open(writer);
	bool is_wide = writer->word_width > (writer->page.width - indent_of(writer)) / 2;
	while (is_wide) {
		int gap = writer->has_blank_before && writer->column > writer->start;
		size_t end = piece_end(writer, first, limit_of(writer) - writer->column - gap);
		if (end == writer->word.count)
			break;
		piece_place(writer, first, end);
		writer->has_blank_before = true;
		first = end + 1;
	}
	piece_place(writer, first, writer->word.count);
	writer->word.count = 0;
	writer->word_width = 0;
	writer->has_blank_before = writer->has_marks = false;
}

/* True if the word that waits is no more than the dot between two things: it stands with the second
 * of them. */
static bool ends_with_dot(const struct page_writer *writer)
{
	const struct page_part *last = &writer->word.items[writer->word.count - 1];
	const char *dot = shown_charset() == SHOWN_ASCII ? "-" : "·";
	return str_equal(shown_str(last->text), str_of(dot));
}

/* True if a piece can stand behind the word that waits, with a blank between them, on one line, of
 * which a date may fill half. A mark can always. */
static bool can_glue(const struct page_writer *writer, int width)
{
	int room = writer->page.width - indent_of(writer);
	if (writer->word.count == 0)
		return false;
	if (ends_with_dot(writer))
		return writer->word_width + 1 + width <= room;
	if (writer->glue == GLUE_NONE)
		return false;
	return writer->glue == GLUE_MARK || writer->word_width + 1 + width <= room / 2;
}

/* A blank behind the word that waits. The first mark is broken off only if the word fills a
 * line. */
static void gap_add(struct page_writer *writer, int width)
{
	bool is_mark = writer->glue == GLUE_MARK;
	bool fits = writer->word_width + 1 + width <= writer->page.width - indent_of(writer);
	*ARRAY_ADD(writer->arena, &writer->word) = (struct page_part){
		.text = { "", 0, 1 }, .link = NO_ROW,
		.is_gap = is_mark && (writer->has_marks || !fits),
	};
	writer->word_width++;
	writer->has_marks |= is_mark;
}

static void part_add(struct page_writer *writer, struct page_part part)
{
	if (writer->has_blank_behind && can_glue(writer, part.text.width)) {
		gap_add(writer, part.text.width);
	} else if (writer->has_blank_behind) {
		word_place(writer);
		writer->has_blank_before = true;
	}
	writer->has_blank_behind = false;
	writer->glue = GLUE_NONE;
	*ARRAY_ADD(writer->arena, &writer->word) = part;
	writer->word_width += part.text.width;
}

/* True if a stretch stands behind what is there, wherever it could be broken; and is so short that
 * it goes to the next line as a whole, if one that follows it without a blank does. */
static bool need_not_break(struct page_writer *writer, int width)
{
	line_open(writer);
	int room = limit_of(writer) - writer->column - writer->word_width - 2;
	return width <= room && width <= (writer->page.width - indent_of(writer)) / 2;
}

/* Add a stretch of a text that has no blanks in it. ASCII is never broken inside a word. */
static void stretch_add(struct page_writer *writer, struct page_part part)
{
	struct shown whole = part.text;
	if (whole.size == (size_t)whole.width || need_not_break(writer, whole.width)) {
		part_add(writer, part);
		return;
	}
	struct page_breaks breaks = page_breaks_begin(shown_str(whole));
	for (size_t start = 0, end; start < whole.size; start = end) {
		end = page_breaks_next(&breaks);
		if (start > 0)
			word_place(writer);
		if (end - start < whole.size)
			part.text = shown_slice(whole, start, end - start);
		part_add(writer, part);
	}
}

/* Bytes of the blank at `at`, ASCII or ideographic; 0 if there is none. */
static size_t blank_size(struct shown text, size_t at)
{
	if (text.bytes[at] == ' ')
		return 1;
	bool is_wide = text.bytes[at] == '\xE3' &&
	               str_starts_with(str_slice(shown_str(text), at, 3), STR("\u3000"));
	return is_wide ? 3 : 0;
}

static bool has_ink(struct shown text)
{
	for (size_t at = 0, blank; at < text.size; at += blank)
		if ((blank = blank_size(text, at)) == 0)
			return true;
	return false;
}

static void run_add(struct page_writer *writer, enum role role, struct shown text, uint32_t link)
{
	struct page_part part = { .role = role, .link = link, .run = text.bytes };
	for (size_t at = 0, start; at < text.size;) {
		size_t blank = blank_size(text, at);
		if (blank) {
			writer->has_blank_behind = true;
			writer->glue = role == ROLE_DATE && at > 0 ? GLUE_DATE : GLUE_NONE;
			at += blank;
			continue;
		}
		for (start = at; at < text.size && !blank_size(text, at);)
			at++;
		part.text = shown_slice(text, start, at - start);
		stretch_add(writer, part);
		writer->written++;
	}
}

/* ── What is written ────────────────────────────────────────────────────────────────────────── */

void page_text(struct page_writer *writer, enum role role, struct shown text)
{
	run_add(writer, role, text, NO_ROW);
}

void page_link(struct page_writer *writer, enum role role, struct shown text, struct page_link link)
{
	uint32_t number = (uint32_t)writer->page.links.count;
	link.column = NO_LINE;
	*ARRAY_ADD(writer->arena, &writer->page.links) = link;
	struct shown mark = shown_format(writer->arena, "%u:", (unsigned)number + 1);
	if (writer->numbers_links)
		run_add(writer, ROLE_DIM, mark, number);
	run_add(writer, role, has_ink(text) ? text : shown_literal(writer->arena, "-"), number);
}

void page_break(struct page_writer *writer)
{
	writer->written++;
	page_cluster_end(writer);
	word_place(writer);
	line_close(writer);
	writer->has_blank_before = writer->has_blank_behind = false;
	writer->glue = GLUE_NONE;
}

void page_blank(struct page_writer *writer)
{
	page_break(writer);
	if (writer->page.lines.count == 0 || !line_has_spans(writer))
		return;
	*ARRAY_ADD(writer->arena, &writer->page.lines) = (struct page_line){
		.first = (uint32_t)writer->page.spans.count, .value = NO_ROW,
	};
}

void page_label_as(struct page_writer *writer, enum role role, struct shown label, int label_width)
{
	enum { NARROW_LABEL = 8 };      /* it never costs a line of its own */
	page_break(writer);
	int room = writer->page.width - writer->margin - label_width;
	bool is_narrow = room < PAGE_MIN_WIDTH && label_width > NARROW_LABEL;
	bool stands_above = is_narrow || label.width >= label_width;
	writer->indent = writer->margin;
	page_text(writer, role, label);
	word_place(writer);
	if (stands_above && label.size)
		page_break(writer);
	writer->indent += is_narrow ? 2 : label_width;
	if (writer->is_line_open)
		writer->start = writer->column = indent_of(writer);
}

void page_label(struct page_writer *writer, struct shown label, int label_width)
{
	page_label_as(writer, ROLE_LABEL, label, label_width);
}

void page_hang(struct page_writer *writer, int columns)
{
	word_place(writer);
	line_open(writer);
	writer->indent += columns;
}

void page_glue(struct page_writer *writer)
{
	writer->has_blank_behind = true;
	writer->glue = GLUE_MARK;
}

void page_keep(struct page_writer *writer)
{
	writer->has_blank_behind = true;
	writer->glue = GLUE_DATE;
}

void page_kept(struct page_writer *writer, enum role role, struct str words)
{
	page_raw(writer, role, str_cut(&words, ' '));
	while (words.size) {
		page_keep(writer);
		page_raw(writer, role, str_cut(&words, ' '));
	}
}

void page_column(struct page_writer *writer, int column)
{
	word_place(writer);
	if (writer->is_line_open && writer->column < column)
		writer->column = column - 1;
	writer->has_blank_behind = true;
}

void page_tail(struct page_writer *writer, enum role role, struct shown text)
{
	page_break(writer);
	writer->tail = ARENA_NEW(writer->arena, struct page_part);
	*writer->tail = (struct page_part){ .text = text, .role = role, .link = NO_ROW };
}

void page_shows(struct page_writer *writer, uint32_t value)
{
	writer->value = value;
	if (writer->is_line_open && value != NO_ROW)
		writer->page.lines.items[writer->page.lines.count - 1].value = value;
}

void page_literal(struct page_writer *writer, enum role role, const char *literal)
{
	page_text(writer, role, shown_literal(writer->arena, literal));
}

void page_raw(struct page_writer *writer, enum role role, struct str raw)
{
	page_text(writer, role, shown_prose(writer->arena, raw));
}

void page_format(struct page_writer *writer, enum role role, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	page_raw(writer, role, str_format_list(writer->arena, format, list));
	va_end(list);
}

struct page page_end(struct page_writer *writer)
{
	page_break(writer);
	while (writer->page.lines.count && !line_has_spans(writer))
		writer->page.lines.count--;
	return writer->page;
}
