/* The grid of a matrix. Where there is the width each column has its name above it, and a line that
 * leads down to its signs; else a number:
 *
 *	          ┌ Boat Race, 2021                1 2
 *	          │ ┌ Ship Fair, August 2022
 *	Ana Vel   t T   2               Ana Vel    t T   2
 *	Ben Ost   · t   1               Ben Ost    · t   1
 *	in all    1 2                   in all     1 2
 *
 * Its lines are put together here, not by the writer, which knows words and no columns. */
#include "query/page_matrix_parts.h"

#include "base/array.h"
#include "query/page_relation.h"

enum {
	HEADS_FROM = 70,                /* columns of the page from which on names stand above */
	HEAD_ROOM = 30,                 /* for the name of the last column, at least */
	HEADS_MOST = 24,                /* names above a grid */
	NAME_MOST = 36,                 /* columns of the name of a row */
	NAME_LEAST = 6,
	DATE_FROM = 16,                 /* columns of a name that are left when its date is shown */
	GAP = 2,                        /* before the total of a row */
};

/* ── Lines ──────────────────────────────────────────────────────────────────────── */

static void begin_line(struct matrix_writer *writer)
{
	struct page_writer *page = &writer->maker.writer;
	*ARRAY_ADD(page->arena, &page->page.lines) = (struct page_line){
		.first = (uint32_t)page->page.spans.count, .value = NO_ROW,
	};
}

static void put(struct matrix_writer *writer, int column, enum role role, struct shown text)
{
	struct page *page = &writer->maker.writer.page;
	if (text.size == 0)
		return;
	*ARRAY_ADD(writer->maker.arena, &page->spans) = (struct page_span){
		.text = text, .role = role, .link = NO_ROW, .column = column,
	};
	page->lines.items[page->lines.count - 1].count++;
}

static void put_link(struct matrix_writer *writer, int column, struct shown text,
                     struct dossier_ref to, uint32_t value)
{
	struct page *page = &writer->maker.writer.page;
	put(writer, column, ROLE_LINK, text);
	page->spans.items[page->spans.count - 1].link = (uint32_t)page->links.count;
	*ARRAY_ADD(writer->maker.arena, &page->links) = (struct page_link){
		.kind = PAGE_LINK_DOSSIER, .to = to, .value = value, .column = column,
		.line = (uint32_t)page->lines.count - 1,
	};
}

/* A number whose last digit stands at a column. */
static void put_number(struct matrix_writer *writer, int column, enum role role, size_t number)
{
	struct shown text = shown_format(writer->maker.arena, "%zu", number);
	put(writer, column - text.width + 1, role, text);
}

static struct shown name_of(const struct matrix_writer *writer, struct dossier_ref ref, int most)
{
	struct arena *arena = writer->maker.arena;
	return shown_fit(arena, shown_line(arena, dossier_name(writer->maker.archive, ref)), most);
}

/* Where the signs of the column stand that is this far behind the first one shown. */
static int sign_column(const struct matrix_writer *writer, size_t place)
{
	return writer->name_width + (int)(place + 1) * writer->cell_width;
}

/* ── Heads ──────────────────────────────────────────────────────────────────────────────────── */

static const char *const lines_of[SHOWN_CHARSET_COUNT][2] = {
	[SHOWN_UTF8]  = { "│", "┌" },
	[SHOWN_ASCII] = { "|", "+" },
};

/* The lines that lead down from the names above, and the corner of this one. */
static void put_lines(struct matrix_writer *writer, size_t place)
{
	const char *const *signs = lines_of[shown_charset()];
	struct text text = { .arena = writer->maker.arena };
	for (size_t i = 0; i < place; i++)
		text_format(&text, "%s%*s", signs[0], writer->cell_width - 1, "");
	text_add(&text, str_of(signs[1]));
	int width = (int)place * writer->cell_width + 1;
	struct str lines = text_str(&text);
	put(writer, sign_column(writer, 0), ROLE_DIM,
	    (struct shown){ lines.bytes, lines.size, width });
}

/* The day of a column, as short as it can be said; empty if its name says it. */
static struct str short_date(struct matrix_writer *writer, struct dossier_ref ref)
{
	struct page_maker *maker = &writer->maker;
	struct connection undated = { .link = { .date = NO_ROW, .since = NO_ROW }, .other = ref };
	struct str date = connection_date(maker->archive, undated, NULL).text;
	bool is_said = str_is_empty(page_relation_date(maker, ref));
	return is_said ? (struct str){0} : date_short(maker->arena, date, DATE_SHORT_WIDTH);
}

static void put_head(struct matrix_writer *writer, struct dossier_ref ref, size_t place)
{
	struct page_maker *maker = &writer->maker;
	int column = sign_column(writer, place) + GAP, room = writer->width - column;
	struct str date = short_date(writer, ref);
	struct shown words = shown_format(maker->arena, ", %.*s", STR_ARGS(date));
	bool has_date = date.size && room - words.width >= DATE_FROM;
	struct shown name = name_of(writer, ref, has_date ? room - words.width : room);
	begin_line(writer);
	put_lines(writer, place);
	put_link(writer, column, name, ref, NO_ROW);
	if (has_date)
		put(writer, column + name.width, ROLE_DATE, words);
}

static void write_heads(struct matrix_writer *writer, struct stretch shown)
{
	const struct matrix_ends *columns = matrix_ends_of(writer, MATRIX_COLUMNS);
	if (writer->has_heads) {
		for (size_t i = shown.first; i < shown.end; i++)
			put_head(writer, columns->items[i].ref, i - shown.first);
		return;
	}
	begin_line(writer);
	for (size_t i = shown.first; i < shown.end; i++)
		put_number(writer, sign_column(writer, i - shown.first), ROLE_LABEL, i + 1);
}

/* ── Signs ──────────────────────────────────────────────────────────────────────────────────── */

static struct shown letter_of(const struct matrix_writer *writer,
                              const struct matrix_crossing *crossing)
{
	char letter = writer->matrix->signs.items[crossing->sign].letter;
	bool is_capital = crossing->has_more && letter != '*';
	return shown_format(writer->maker.arena, "%c", is_capital ? letter - 'a' + 'A' : letter);
}

static void put_sign(struct matrix_writer *writer, size_t row, size_t column, int at)
{
	const struct matrix_crossing *crossing = matrix_crossing(writer->matrix, row, column);
	struct arena *arena = writer->maker.arena;
	if (!crossing || crossing->is_named) {
		const char *empty = shown_charset() == SHOWN_ASCII ? "." : "·";
		put(writer, at, ROLE_DIM, shown_literal(arena, crossing ? "-" : empty));
		return;
	}
	uint32_t link = (uint32_t)writer->maker.writer.page.links.count;
	while (writer->links.count <= link)
		*ARRAY_ADD(arena, &writer->links) = (struct matrix_link){ NO_ROW, NO_ROW };
	writer->links.items[link] = (struct matrix_link){ (uint32_t)row, (uint32_t)column };
	put_link(writer, at, letter_of(writer, crossing),
	         matrix_leads(writer->maker.archive, writer->matrix, row, column),
	         crossing->links.items[0].link.value);
}

static void write_row(struct matrix_writer *writer, size_t row, struct stretch shown)
{
	const struct matrix_end *end = &matrix_ends_of(writer, MATRIX_ROWS)->items[row];
	begin_line(writer);
	put_link(writer, 0, name_of(writer, end->ref, writer->name_width), end->ref, NO_ROW);
	for (size_t i = shown.first; i < shown.end; i++)
		put_sign(writer, row, i, sign_column(writer, i - shown.first));
	put_number(writer, sign_column(writer, shown.end - shown.first - 1) + writer->total_width,
	           ROLE_DIM, end->count);
}

static void write_totals(struct matrix_writer *writer, struct stretch shown)
{
	struct shown label = shown_literal(writer->maker.arena, _("in all"));
	begin_line(writer);
	if (label.width <= writer->name_width)
		put(writer, 0, ROLE_DIM, label);
	for (size_t i = shown.first; i < shown.end; i++)
		put_number(writer, sign_column(writer, i - shown.first), ROLE_DIM,
		           matrix_ends_of(writer, MATRIX_COLUMNS)->items[i].count);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

void page_matrix_grid(struct matrix_writer *writer, struct stretch shown)
{
	write_heads(writer, shown);
	for (size_t row = 0; row < matrix_ends_of(writer, MATRIX_ROWS)->count; row++)
		write_row(writer, row, shown);
	write_totals(writer, shown);
}

static int digits_of(size_t number)
{
	int digits = 1;
	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

static size_t greatest(const struct matrix_ends *ends)
{
	size_t most = 0;
	for (size_t i = 0; i < ends->count; i++)
		most = ends->items[i].count > most ? ends->items[i].count : most;
	return most;
}

void page_matrix_measure(struct matrix_writer *writer)
{
	const struct matrix_ends *rows = matrix_ends_of(writer, MATRIX_ROWS);
	const struct matrix_ends *columns = matrix_ends_of(writer, MATRIX_COLUMNS);
	int most = writer->width / 3 < NAME_MOST ? writer->width / 3 : NAME_MOST;
	writer->has_heads = writer->width >= HEADS_FROM;
	writer->name_width = NAME_LEAST;
	for (size_t i = 0; i < rows->count; i++) {
		int width = name_of(writer, rows->items[i].ref, most).width;
		writer->name_width = width > writer->name_width ? width : writer->name_width;
	}
	size_t number = writer->has_heads ? 0 : columns->count;
	if (number < greatest(columns))
		number = greatest(columns);
	writer->cell_width = digits_of(number) + 1;
	writer->total_width = GAP + digits_of(greatest(rows));
	int behind = writer->has_heads ? HEAD_ROOM : writer->total_width;
	int room = writer->width - writer->name_width - behind - 1;
	writer->most = room > writer->cell_width ? (size_t)(room / writer->cell_width) : 1;
	if (writer->has_heads && writer->most > HEADS_MOST)
		writer->most = HEADS_MOST;
}
