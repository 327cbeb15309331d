/* A matrix as lines: what it is of, what its signs mean, the grid, and each crossing in words. */
#include "query/page_matrix_parts.h"

#include "base/array.h"
#include "query/page_relation.h"

enum {
	INDENT = 2,
};

static struct kind_view kind_of(const struct matrix_writer *writer, enum matrix_side side)
{
	return kind_at(writer->maker.archive, writer->matrix->kinds[side]);
}

/* ── Lists ──────────────────────────────────────────────────────────────────────────────────── */

/* "events 1 to 12 of 20"; a heading. */
static void write_heading(struct matrix_writer *writer, struct stretch shown)
{
	size_t total = matrix_ends_of(writer, MATRIX_COLUMNS)->count;
	struct str plural = message_of(kind_of(writer, MATRIX_COLUMNS).plural);
	if (shown.end - shown.first == total)
		page_section(&writer->maker.writer, plural, total);
	else
		page_section(&writer->maker.writer,
		             /* Translators: "events 1 to 12 of 20". */
		             str_format(writer->maker.arena, _("%.*s %zu to %zu of %zu"),
		                        STR_ARGS(plural), shown.first + 1, shown.end, total), 0);
}

/* The names of the columns, by number; without a grid with their totals. */
static void write_columns(struct matrix_writer *writer, struct stretch shown, bool has_grid)
{
	struct page_maker *maker = &writer->maker;
	for (size_t i = shown.first; i < shown.end; i++) {
		const struct matrix_end *end = &matrix_ends_of(writer, MATRIX_COLUMNS)->items[i];
		struct str date = page_relation_date(maker, end->ref);
		maker->writer.margin = maker->writer.indent = 0;
		if (has_grid)
			page_label(&maker->writer, shown_format(maker->arena, "%zu", i + 1),
			           (int)writer->cell_width + 1);
		else
			page_hang(&maker->writer, INDENT);
		page_dossier_link(maker, end->ref, STR(""), STR(""), NO_ROW);
		if (date.size) {
			page_literal(&maker->writer, ROLE_TEXT, ", ");
			page_raw(&maker->writer, ROLE_DATE, date);
		}
		if (!has_grid)
			page_format(&maker->writer, ROLE_DIM, ": %u", (unsigned)end->count);
		page_break(&maker->writer);
	}
	maker->writer.margin = maker->writer.indent = 0;
}

static void write_grid(struct matrix_writer *writer, struct stretch shown)
{
	struct page_writer *page = &writer->maker.writer;
	write_heading(writer, shown);
	page_matrix_grid(writer, shown);
	if (!writer->has_heads) {
		page_blank(page);
		write_columns(writer, shown, true);
	}
}

/* "i in the event"; behind the first, with a semicolon before it. */
static void write_sign(struct matrix_writer *writer, bool *is_behind, struct shown sign,
                       struct str words)
{
	struct page_writer *page = &writer->maker.writer;
	if (*is_behind)
		page_literal(page, ROLE_DIM, "; ");
	page_text(page, ROLE_TEXT, sign);
	page_glue(page);
	page_raw(page, ROLE_DIM, words);
	*is_behind = true;
}

/* True if a crossing of these columns has the sign; of those with more than it if `has_more`; with
 * `sign` NO_ROW, only a name. */
static bool is_shown(const struct matrix_writer *writer, struct stretch shown, uint32_t sign,
                     bool has_more)
{
	for (size_t row = 0; row < matrix_ends_of(writer, MATRIX_ROWS)->count; row++)
		for (size_t column = shown.first; column < shown.end; column++) {
			const struct matrix_crossing *crossing =
				matrix_crossing(writer->matrix, row, column);
			if (!crossing)
				continue;
			if (has_more ? crossing->has_more : crossing->sign == sign)
				return true;
		}
	return false;
}

/* What the signs that are shown stand for, before them: a grid may be longer than the screen.
 *
 *	i in the event; v in the event (voted); - only names it or is named by it, not counted
 */
static void write_legend(struct matrix_writer *writer, struct stretch shown)
{
	const struct matrix *matrix = writer->matrix;
	struct arena *arena = writer->maker.arena;
	bool is_behind = false;
	for (uint32_t i = 0; i < matrix->signs.count; i++) {
		const struct matrix_sign *sign = &matrix->signs.items[i];
		struct str label = message_of(relation_label(writer->maker.archive, sign->relation,
		                                             sign->direction));
		if (!is_shown(writer, shown, i, false))
			continue;
		if (sign->role.size)
			label = str_format(arena, "%.*s (%.*s)", STR_ARGS(label),
			                   STR_ARGS(sign->role));
		write_sign(writer, &is_behind, shown_format(arena, "%c", sign->letter), label);
	}
	if (is_shown(writer, shown, NO_ROW, true))
		write_sign(writer, &is_behind, shown_literal(arena, "A"),
		           str_of(_("a capital: this, and more than this")));
	if (is_shown(writer, shown, NO_ROW, false))
		write_sign(writer, &is_behind, shown_literal(arena, "-"),
		           str_of(_("only names it or is named by it, not counted")));
	page_break(&writer->maker.writer);
}

/* ── In words ───────────────────────────────────────────────────────────────────────────────── */

static bool is_like(const struct archive *archive, const struct connection *one,
                    const struct connection *other)
{
	return one->link.relation == other->link.relation &&
	       (one->direction == other->direction ||
	        relation_at(archive, one->link.relation).is_symmetric);
}

/* "in the event Ship Fair (guest of honour), August 2022 [1]"; the links of the relation of link
 * `number`, unless one before it has written them. */
static void write_relation(struct page_maker *maker, const struct connections *links, size_t number,
                           struct dossier_ref to)
{
	const struct connection *first = &links->items[number];
	struct connections alike = {0};
	for (size_t i = 0; i < number; i++)
		if (is_like(maker->archive, &links->items[i], first))
			return;
	for (size_t i = number; i < links->count; i++)
		if (is_like(maker->archive, &links->items[i], first))
			*ARRAY_ADD(maker->arena, &alike) = links->items[i];
	struct str label = message_of(relation_label(maker->archive, first->link.relation,
	                                             first->direction));
	maker->writer.margin = maker->writer.indent = INDENT;
	page_hang(&maker->writer, INDENT);
	page_shows(&maker->writer, first->link.value);
	page_raw(&maker->writer, maker->options.numbers_links ? ROLE_TEXT : ROLE_LABEL, label);
	page_literal(&maker->writer, ROLE_TEXT, " ");
	page_relation_name(maker, to, first->link.value);
	page_relation(maker, &alike, 0);
	page_break(&maker->writer);
	page_shows(&maker->writer, NO_ROW);
}

static void write_row_words(struct matrix_writer *writer, size_t row, struct stretch shown)
{
	struct page_maker *maker = &writer->maker;
	const struct matrix_ends *rows = matrix_ends_of(writer, MATRIX_ROWS);
	const struct matrix_ends *columns = matrix_ends_of(writer, MATRIX_COLUMNS);
	bool has_begun = false;
	for (size_t column = shown.first; column < shown.end; column++) {
		const struct matrix_crossing *crossing =
			matrix_crossing(writer->matrix, row, column);
		if (!crossing || crossing->is_named)
			continue;
		if (!has_begun) {
			maker->writer.margin = maker->writer.indent = 0;
			page_dossier_link(maker, rows->items[row].ref, STR(""), STR(""), NO_ROW);
			page_break(&maker->writer);
		}
		has_begun = true;
		for (size_t i = 0; i < crossing->links.count; i++)
			write_relation(maker, &crossing->links, i, columns->items[column].ref);
	}
	maker->writer.margin = maker->writer.indent = 0;
}

static void write_words(struct matrix_writer *writer, struct stretch shown)
{
	page_section(&writer->maker.writer, str_of(_("in words")), 0);
	for (size_t row = 0; row < matrix_ends_of(writer, MATRIX_ROWS)->count; row++)
		write_row_words(writer, row, shown);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

/* "12 of 26 people", or "26 people". */
static struct str amount_of(const struct matrix_writer *writer, enum matrix_side side)
{
	size_t count = matrix_ends_of(writer, side)->count;
	size_t total = writer->matrix->totals[side];
	struct str all = page_kind_count(&writer->maker, writer->matrix->kinds[side], total);
	/* Translators: "12 of 26 people". */
	return count < total ? str_format(writer->maker.arena, _("%zu of %s"), count, all.bytes)
	                     : all;
}

static struct str title_words(struct matrix_writer *writer, struct str rows, struct str columns)
{
	struct page_maker *maker = &writer->maker;
	const struct matrix *matrix = writer->matrix;
	if (!dossier_is_none(matrix->around))
		return dossier_name(maker->archive, matrix->around);
	if (str_equal(rows, columns))
		return str_format(maker->arena, _("All %.*s"), STR_ARGS(rows));
	return str_format(maker->arena, _("All %.*s and %.*s"), STR_ARGS(rows), STR_ARGS(columns));
}

static void write_head(struct matrix_writer *writer)
{
	struct page_maker *maker = &writer->maker;
	const struct matrix *matrix = writer->matrix;
	struct str rows = message_of(kind_of(writer, MATRIX_ROWS).plural);
	struct str columns = message_of(kind_of(writer, MATRIX_COLUMNS).plural);
	page_title(maker, title_words(writer, rows, columns));
	if (matrix->count == 0) {
		page_format(&maker->writer, ROLE_DIM, _("No %.*s are linked with %.*s here."),
		            STR_ARGS(rows), STR_ARGS(columns));
		page_break(&maker->writer);
		return;
	}
	struct str one = amount_of(writer, MATRIX_ROWS), other = amount_of(writer, MATRIX_COLUMNS);
	page_format(&maker->writer, ROLE_DIM, "%.*s, %.*s, ", STR_ARGS(one), STR_ARGS(other));
	page_format(&maker->writer, ROLE_DIM,
	            message_count("%zu crossing", "%zu crossings", matrix->count), matrix->count);
	page_break(&maker->writer);
}

/* How it came about, for who asks why something stands where it does. */
static void write_order(struct matrix_writer *writer)
{
	struct page_writer *page = &writer->maker.writer;
	page_literal(page, ROLE_DIM, writer->matrix->is_by_date
	             ? _("Each row is followed by the one most like it; columns are by date.")
	             : _("Each row and each column is followed by the one most like it."));
	page_break(page);
	if (writer->matrix->is_cut)
		page_literal(page, ROLE_NOTE,
		             _("Not all were looked at: those with the most links."));
	page_break(page);
}

/* The stretch of columns that begins with one; as many as fit. */
static struct stretch stretch_from(const struct matrix_writer *writer, size_t first)
{
	size_t count = matrix_ends_of(writer, MATRIX_COLUMNS)->count;
	size_t end = count - first < writer->most ? count : first + writer->most;
	return (struct stretch){ first, end };
}

static void write_all(struct matrix_writer *writer, struct stretch shown, bool has_grid)
{
	if (has_grid) {
		write_legend(writer, shown);
		for (struct stretch grid = { .end = shown.first }; grid.end < shown.end;) {
			grid = stretch_from(writer, grid.end);
			write_grid(writer, grid);
		}
		write_order(writer);
	} else {
		write_heading(writer, shown);
		write_columns(writer, shown, false);
	}
	write_words(writer, shown);
	page_source_list(&writer->maker);
}

struct matrix_page page_matrix(const struct archive *archive, struct arena *arena,
                               const struct matrix *matrix, int first, struct page_options options)
{
	struct page_sources sources = { .arena = arena };
	struct matrix_writer writer = {
		.maker = {
			.archive = archive, .arena = arena, .options = options,
			.sources = &sources, .text_role = ROLE_TEXT, .has_plain_marks = true,
			.writer = page_begin(arena, options.width),
		},
		.matrix = matrix,
		.width = options.width < MATRIX_MEASURE ? options.width : MATRIX_MEASURE,
	};
	struct page_writer *page = &writer.maker.writer;
	size_t columns = matrix->ends[MATRIX_COLUMNS].count;
	struct stretch shown = { 0, columns };
	if (writer.width < page->page.width)
		writer.width = page->page.width;
	page->numbers_links = options.numbers_links;
	write_head(&writer);
	if (columns) {
		page_matrix_measure(&writer);
		if (first != MATRIX_ALL && !options.numbers_links)
			shown = stretch_from(&writer, (size_t)first < columns ? (size_t)first : 0);
		write_all(&writer, shown, !options.numbers_links);
	}
	struct matrix_page made = {
		.page = page_end(page), .first = shown.first, .count = shown.end - shown.first,
		.room = writer.most,
	};
	made.page.width = writer.width;
	while (writer.links.count < made.page.links.count)
		*ARRAY_ADD(arena, &writer.links) = (struct matrix_link){ NO_ROW, NO_ROW };
	made.links = writer.links.items;
	arena_release(&writer.maker.scratch);
	return made;
}

struct str matrix_words(const struct archive *archive, struct arena *arena,
                        const struct matrix *matrix, struct matrix_link link)
{
	struct text words = { .arena = arena };
	if (link.row == NO_ROW)
		return (struct str){0};
	const struct matrix_crossing *crossing = matrix_crossing(matrix, link.row, link.column);
	struct str row = dossier_name(archive, matrix->ends[MATRIX_ROWS].items[link.row].ref);
	struct str column =
		dossier_name(archive, matrix->ends[MATRIX_COLUMNS].items[link.column].ref);
	text_format(&words, "%.*s, %.*s: ", STR_ARGS(row), STR_ARGS(column));
	for (size_t i = 0; i < crossing->links.count; i++) {
		const struct connection *connection = &crossing->links.items[i];
		struct str label = message_of(relation_label(archive, connection->link.relation,
		                                             connection->direction));
		text_format(&words, "%s%.*s", i ? "; " : "", STR_ARGS(label));
		if (connection->link.role.size)
			text_format(&words, " (%.*s)", STR_ARGS(connection->link.role));
	}
	return text_str(&words);
}
