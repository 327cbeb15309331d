/* Values of one field that stand against each other, side by side: each with its rank, the day by
 * which it was known and its marks, in columns where there is the width.
 *
 *	Born  these do not agree:
 *	      preferred   March 1961              [1]
 *	      normal      1963        as of 2019  [6]
 *	        Note: By her own word.
 *	      deprecated  1959                    [7] [8]
 */
#include "query/page_parts.h"

#include "query/who.h"

enum {
	GAP = 2,
	BRACKETS = 3,                   /* columns of " (" and ")" around a day */
	MARKS_LEAST = 8,                /* columns that marks have to have, or nothing is aligned */
	PAIRS_MOST = 64,                /* values that are held against each other */
};

/* Columns of the line; 0: what stands there follows the words before it. */
struct rival_columns {
	bool has_ranks;                 /* they are not all normal */
	bool has_labels;                /* ranks have a column of their own */
	int as_of, marks;
};

bool page_are_rivals(const struct page_maker *maker, const struct page_values *values)
{
	size_t count = values->count < PAIRS_MOST ? values->count : PAIRS_MOST;
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			if (who_are_rivals(maker->archive, &values->items[i], &values->items[j]))
				return true;
	return false;
}

/* ── Columns ────────────────────────────────────────────────────────────────────────────────── */

static bool has_plain_words(const struct value *value)
{
	bool is_plain = value->type == FIELD_TEXT || value->type == FIELD_DATE ||
	                value->type == FIELD_LINK;
	return is_plain && value->end == value->row + 1;
}

/* Columns of the words of a value; as wide as the page if they take more than a line, or have marks
 * in them, which must not be numbered before they are written. */
static int words_width(const struct page_maker *maker, const struct value *value)
{
	struct arena scratch = {0};
	struct page_maker trial = *maker;
	int width = maker->writer.page.width;
	if (!has_plain_words(value))
		return width;
	trial.scratch = (struct arena){0};
	trial.writer = page_begin(&scratch, width);
	trial.writer.numbers_links = maker->options.numbers_links;
	page_value_words(&trial, value);
	struct page page = page_end(&trial.writer);
	if (page.lines.count == 1) {
		const struct page_span *last = &page.spans.items[page.spans.count - 1];
		width = last->column + last->text.width;
	}
	arena_release(&trial.scratch);
	arena_release(&scratch);
	return width;
}

static struct str as_of_words(const struct page_maker *maker, const struct value *value)
{
	struct str text = archive_date(maker->archive, value->as_of).text;
	if (text.size == 0)
		return text;
	/* Translators: the day on which a value was known to hold. */
	return str_format(maker->arena, _("as of %.*s"), STR_ARGS(date_words(maker->arena, text)));
}

static struct str rank_words(enum value_rank rank)
{
	return message_of(who_rank_name(rank));
}

/* Columns of the longest rank, and behind it. */
static int rank_width(const struct page_maker *maker)
{
	int most = 0;
	for (enum value_rank rank = 0; rank < RANK_COUNT; rank++) {
		int width = shown_line(maker->arena, rank_words(rank)).width;
		most = width > most ? width : most;
	}
	return most + GAP;
}

/* Where things stand if values begin at `first`: days below each other if there is the width, else
 * marks alone. */
static struct rival_columns columns_of(const struct page_maker *maker, int first,
                                       const struct page_values *values)
{
	struct rival_columns columns = {0};
	int words = 0, both = 0, as_of = 0, width = maker->writer.page.width;
	int ranks = rank_width(maker);
	for (size_t i = 0; i < values->count; i++) {
		const struct value *value = &values->items[i];
		int own = words_width(maker, value);
		int day = shown_line(maker->arena, as_of_words(maker, value)).width;
		columns.has_ranks |= value->rank != RANK_NORMAL;
		words = own > words ? own : words;
		as_of = day > as_of ? day : as_of;
		own += day ? day + BRACKETS : 0;
		both = own > both ? own : both;
	}
	columns.has_labels = columns.has_ranks && width - first - ranks >= PAGE_MIN_WIDTH;
	first += columns.has_labels ? ranks : 0;
	int after = first + words + GAP, marks = after + (as_of ? as_of + GAP : 0);
	int close_marks = first + both + GAP;
	if (columns.has_ranks && !columns.has_labels)
		return columns;
	if (marks + MARKS_LEAST <= width)
		columns.as_of = after;
	else
		marks = close_marks;
	columns.marks = marks + MARKS_LEAST <= width ? marks : 0;
	return columns;
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────── */

static void write_rank(struct page_maker *maker, const struct value *value,
                       const struct rival_columns *columns)
{
	struct page_writer *writer = &maker->writer;
	struct str rank = rank_words(value->rank);
	if (columns->has_labels) {
		page_raw(writer, ROLE_LABEL, rank);
		page_column(writer, writer->indent + rank_width(maker));
		writer->indent += rank_width(maker);
	} else if (columns->has_ranks) {
		page_format(writer, ROLE_LABEL, "%.*s: ", STR_ARGS(rank));
	}
}

static void write_as_of(struct page_maker *maker, const struct value *value, int column)
{
	struct str words = as_of_words(maker, value);
	if (words.size == 0)
		return;
	if (column)
		page_column(&maker->writer, column);
	page_format(&maker->writer, ROLE_DIM, column ? "%.*s" : " (%.*s)", STR_ARGS(words));
}

static void write_row(struct page_maker *maker, const struct value *value,
                      const struct rival_columns *columns)
{
	write_rank(maker, value, columns);
	page_shows(&maker->writer, value->row);
	maker->text_role = value->rank == RANK_DEPRECATED ? ROLE_DEPRECATED : ROLE_TEXT;
	page_value_words(maker, value);
	write_as_of(maker, value, columns->as_of);
	if (columns->marks)
		page_column(&maker->writer, columns->marks);
	page_value_marks(maker, value);
	page_value_notes(maker, value);
	page_break(&maker->writer);
	page_shows(&maker->writer, NO_ROW);
	maker->text_role = ROLE_TEXT;
}

void page_ranked(struct page_maker *maker, const struct page_values *values)
{
	struct page_writer *writer = &maker->writer;
	int indent = writer->indent;
	struct rival_columns columns = columns_of(maker, indent, values);
	for (size_t i = 0; i < values->count; i++) {
		writer->indent = indent;
		write_row(maker, &values->items[i], &columns);
	}
	writer->indent = indent;
}

/* In a list a rank says which is better, and no more than that. */
void page_rivals(struct page_maker *maker, const struct page_values *values)
{
	struct field_view field = field_at(maker->archive, values->items[0].field);
	if (!field.is_many || field.type == FIELD_DATE) {
		page_shows(&maker->writer, values->items[0].row);
		page_literal(&maker->writer, ROLE_NOTE, _("these do not agree:"));
		page_break(&maker->writer);
	}
	page_ranked(maker, values);
}
