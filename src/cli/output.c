#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/array.h"

enum { DEFAULT_WIDTH = 80, MIN_WIDTH = 20, MAX_WIDTH = 1000 };
enum { GAP = 2, MIN_FLEXIBLE = 10, MAX_ALIGNED = 60 };

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

/* On a terminal the flexible column gives way, so that a row is a line; it is never widened. */
static void narrow(const struct output *output, const struct table *table, int *widths)
{
	int total = (table->column_count - 1) * GAP;
	for (int column = 0; column < table->column_count; column++)
		total += widths[column];
	if (!output->is_terminal || total <= output->width)
		return;
	int *flexible = &widths[table->flexible];
	int least = *flexible < MIN_FLEXIBLE ? *flexible : MIN_FLEXIBLE;
	*flexible -= total - output->width;
	if (*flexible < least)
		*flexible = least;
}

static void put_cell(struct output *output, const struct table *table, int column, int width,
                     const struct table_cell *cell)
{
	struct shown text = cell->text;
	if (output->is_terminal)
		text = shown_fit(output->arena, text, width);
	bool is_last = column == table->column_count - 1;
	if (table->right[column])
		put_blanks(output, width - text.width);
	output_put(output, cell->role, text);
	if (!table->right[column] && !is_last)
		put_blanks(output, width - text.width);
	put_blanks(output, is_last ? 0 : GAP);
}

void output_table(struct output *output, const struct table *table)
{
	int widths[TABLE_MAX_COLUMNS] = {0};
	widths_of(output, table, widths);
	narrow(output, table, widths);
	for (size_t i = 0; i < table->cells.count; i++) {
		int column = (int)(i % (size_t)table->column_count);
		put_cell(output, table, column, widths[column], &table->cells.items[i]);
		if (column == table->column_count - 1)
			output_line(output);
	}
}

bool output_close(struct output *output, struct fault *why)
{
	errno = 0;
	if (fflush(output->stream) == 0 && !ferror(output->stream))
		return true;
	const char *reason = errno ? strerror(errno) : "the stream has failed";
	return fault_set(why, FAULT_SYSTEM, "cannot write to standard output: %s", reason);
}
