#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/message.h"

enum { DEFAULT_WIDTH = 80, MIN_WIDTH = 20, MAX_WIDTH = 1000 };
enum { GAP = 2, INDENT = 4, MIN_FLEXIBLE = 10, MAX_ALIGNED = 60 };
enum { MIN_BESIDE = 32, MIN_ALONE = 24 };       /* of a name beside its id, and without it */

/* SGR parameters (ECMA-48) of a role on a terminal with colours. */
static const char *const sequences[] = {
	[ROLE_TITLE] = "1", [ROLE_HEADING] = "1", [ROLE_LABEL] = "2", [ROLE_DIM] = "2",
	[ROLE_LINK] = "36", [ROLE_LINK_MISSING] = "31", [ROLE_URL] = "34", [ROLE_DATE] = "32",
	[ROLE_SOURCE] = "2", [ROLE_UNSOURCED] = "31", [ROLE_NOTE] = "2", [ROLE_DEPRECATED] = "2",
	[ROLE_MATCH] = "1;33", [ROLE_ERROR] = "1;31", [ROLE_WARNING] = "33", [ROLE_INFO] = "2",
	[ROLE_OK] = "32",
	[ROLE_COUNT] = NULL,
};

static int number_of(const char *text, int fallback)
{
	uint64_t number;
	if (!text || !str_number(str_of(text), MAX_WIDTH, &number) || number < MIN_WIDTH)
		return fallback;
	return (int)number;
}

/* The terminal's own size where there is one; else what the environment says. */
static int width_of(int descriptor, bool is_terminal)
{
	struct winsize size = {0};
	if (is_terminal && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= MIN_WIDTH)
		return size.ws_col < MAX_WIDTH ? size.ws_col : MAX_WIDTH;
	return number_of(getenv("COLUMNS"), DEFAULT_WIDTH);
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);
	return value && *value;
}

static bool forces(const char *variable)
{
	return is_set(variable) && strcmp(getenv(variable), "0") != 0;
}

static bool wants_colour(bool is_terminal, const char *colour)
{
	if (colour && strcmp(colour, "always") == 0)
		return true;
	if ((colour && strcmp(colour, "never") == 0) || is_set("NO_COLOR"))
		return false;
	if (forces("CLICOLOR_FORCE") || forces("FORCE_COLOR"))
		return true;
	const char *type = getenv("TERM");
	return is_terminal && type && *type && strcmp(type, "dumb") != 0;
}

struct output output_open(struct arena *arena, const char *colour)
{
	bool is_terminal = isatty(STDOUT_FILENO);
	return (struct output){
		.stream = stdout,
		.arena = arena,
		.width = width_of(STDOUT_FILENO, is_terminal),
		.is_terminal = is_terminal,
		.has_colour = wants_colour(is_terminal, colour),
	};
}

void output_put(struct output *output, enum role role, struct shown text)
{
	const char *sequence = output->has_colour && text.size ? sequences[role] : NULL;
	if (sequence)
		fprintf(output->stream, "\033[%sm", sequence);
	fwrite(text.bytes ? text.bytes : "", 1, text.size, output->stream);
	if (sequence)
		fputs("\033[0m", output->stream);
}

void output_text(struct output *output, enum role role, const char *literal)
{
	output_put(output, role, shown_literal(output->arena, literal));
}

void output_line(struct output *output)
{
	fputc('\n', output->stream);
}

static void put_blanks(struct output *output, int count)
{
	if (count > 0)
		fprintf(output->stream, "%*s", count, "");
}

void output_page(struct output *output, const struct page *page)
{
	for (size_t i = 0; i < page->lines.count; i++) {
		const struct page_line *line = &page->lines.items[i];
		int column = 0;
		for (uint32_t s = line->first; s < line->first + line->count; s++) {
			const struct page_span *span = &page->spans.items[s];
			put_blanks(output, span->column - column);
			output_put(output, span->role, span->text);
			column = span->column + span->text.width;
		}
		output_line(output);
	}
}

/* ── Tables ─────────────────────────────────────────────────────────────────────────────────── */

struct table_cell *table_row(struct table *table, struct arena *arena)
{
	size_t first = table->cells.count;
	for (int column = 0; column < table->column_count; column++)
		ARRAY_ADD(arena, &table->cells);
	return &table->cells.items[first];
}

/* In a pipe nothing is cut: a long name may stand out, but not fill every other row with blanks. */
static void widths_of(const struct output *output, const struct table *table, int *widths)
{
	int most = output->is_terminal ? MAX_WIDTH : MAX_ALIGNED;
	for (size_t i = 0; i < table->cells.count; i++) {
		int column = (int)(i % (size_t)table->column_count);
		int width = table->cells.items[i].text.width;
		if (width > most)
			width = most;
		if (width > widths[column])
			widths[column] = width;
	}
}

/* Columns of all others, and of the gaps between all. */
static int fixed_width(const struct table *table, const int *widths)
{
	int fixed = (table->column_count - 1) * GAP;
	for (int column = 0; column < table->column_count; column++)
		if (column != table->flexible && !(table->has_ids && column == table->ids))
			fixed += widths[column];
	return fixed;
}

/* On a terminal the flexible column gives way, so that a row is a line; it is never widened. */
static void narrow(const struct output *output, const struct table *table, int *widths)
{
	int room = output->width - fixed_width(table, widths);
	int *flexible = &widths[table->flexible];
	int least = *flexible < MIN_FLEXIBLE ? *flexible : MIN_FLEXIBLE;
	if (room < *flexible)
		*flexible = room < least ? least : room;
}

static int least_of(int left, int right)
{
	return left < right ? left : right;
}

/* The same with ids: names and ids share what is left, or each id has a line of its own, and its
 * column the width 0. False if that leaves too little for the names. */
static bool share(const struct output *output, const struct table *table, int *widths)
{
	int room = output->width - fixed_width(table, widths), half = (room + 1) / 2;
	int *names = &widths[table->flexible], *ids = &widths[table->ids];
	if (*names + *ids <= room)
		return true;
	if (half >= MIN_BESIDE || room - *ids >= MIN_BESIDE) {
		*names = least_of(*names, room - least_of(*ids, room - half));
		*ids = room - *names;
		return true;
	}
	int alone = room + GAP - (table->ids == 0 ? INDENT : 0);
	bool fits = alone >= least_of(*names, MIN_ALONE);
	*names = least_of(*names, alone);
	*ids = 0;
	return fits;
}

static void put_cell(struct output *output, const struct table_cell *cell, int width, bool is_right)
{
	struct shown text = cell->text;
	if (output->is_terminal)
		text = shown_fit(output->arena, text, width);
	put_blanks(output, is_right ? width - text.width : 0);
	output_put(output, cell->role, text);
	put_blanks(output, is_right ? 0 : width - text.width);
}

/* The cells from `column` to before `end`, in one line. */
static void put_cells(struct output *output, const struct table *table,
                      const struct table_cell *cells, const int *widths, int column, int end)
{
	for (; column < end; column++) {
		bool is_last = column == end - 1, is_right = table->right[column];
		int width = widths[column];
		if (is_last && !is_right && cells[column].text.width < width)
			width = cells[column].text.width;
		put_cell(output, &cells[column], width, is_right);
		put_blanks(output, is_last ? 0 : GAP);
	}
	output_line(output);
}

static void put_id(struct output *output, const struct table_cell *id, int indent)
{
	put_blanks(output, indent);
	output_put(output, id->role, id->text);
	output_line(output);
}

static void put_id_above(struct output *output, const struct table *table,
                         const struct table_cell *cells, const int *widths)
{
	put_id(output, &cells[0], 0);
	put_blanks(output, widths[0] ? widths[0] + GAP : INDENT);
	put_cells(output, table, cells, widths, 1, table->column_count);
}

/* The last one before the id gets what the id leaves. The id stands under the flexible column, if
 * it fits there. */
static void put_id_below(struct output *output, const struct table *table,
                         const struct table_cell *cells, const int *widths)
{
	int own[TABLE_MAX_COLUMNS], start = 0;
	memcpy(own, widths, sizeof(own));
	own[table->ids - 1] += widths[table->ids] ? GAP + widths[table->ids] : 0;
	put_cells(output, table, cells, own, 0, table->ids);
	for (int column = 0; column < table->flexible; column++)
		start += widths[column] + GAP;
	const struct table_cell *id = &cells[table->ids];
	put_id(output, id, start + id->text.width <= output->width ? start : INDENT);
}

static void put_row(struct output *output, const struct table *table,
                    const struct table_cell *cells, const int *widths)
{
	bool is_apart = output->is_terminal && table->has_ids &&
	                cells[table->ids].text.width > widths[table->ids];
	if (!is_apart)
		put_cells(output, table, cells, widths, 0, table->column_count);
	else if (table->ids == 0)
		put_id_above(output, table, cells, widths);
	else
		put_id_below(output, table, cells, widths);
}

static void write_fixed_cells(struct page_writer *writer, const struct table *table,
                              const struct table_cell *cells)
{
	bool is_first = true;
	for (int column = 0; column < table->column_count; column++) {
		if (column == table->ids || column == table->flexible || !cells[column].text.size)
			continue;
		if (!is_first)
			page_text(writer, ROLE_DIM, shown_literal(writer->arena, " · "));
		page_text(writer, cells[column].role, cells[column].text);
		is_first = false;
	}
	page_break(writer);
}

/* A row as a paragraph, for a terminal on which no table fits. An id that is longer than a line is
 * left to the terminal, for which it stays one word. */
static void put_paragraph(struct output *output, const struct table *table,
                          const struct table_cell *cells)
{
	struct page_writer writer = page_begin(output->arena, output->width);
	writer.margin = writer.indent = INDENT;
	page_text(&writer, cells[table->flexible].role, cells[table->flexible].text);
	page_break(&writer);
	write_fixed_cells(&writer, table, cells);
	struct page page = page_end(&writer);
	put_id(output, &cells[table->ids], 0);
	output_page(output, &page);
}

void output_table(struct output *output, const struct table *table)
{
	int widths[TABLE_MAX_COLUMNS] = {0};
	widths_of(output, table, widths);
	if (output->is_terminal && !table->has_ids)
		narrow(output, table, widths);
	bool fits = !output->is_terminal || !table->has_ids || share(output, table, widths);
	for (size_t i = 0; i < table->cells.count; i += (size_t)table->column_count) {
		const struct table_cell *cells = &table->cells.items[i];
		if (fits)
			put_row(output, table, cells, widths);
		else
			put_paragraph(output, table, cells);
	}
}

bool output_close(struct output *output, struct fault *why)
{
	errno = 0;
	if (fflush(output->stream) == 0 && !ferror(output->stream))
		return true;
	const char *reason = errno ? strerror(errno) : _("the stream has failed");
	return fault_set(why, FAULT_SYSTEM, _("cannot write to standard output: %s"), reason);
}
