#include "ui/canvas.h"

#include "base/arena.h"

static struct cell *cell_at(struct canvas *canvas, int row, int column)
{
	return &canvas->cells[(size_t)row * (size_t)canvas->columns + (size_t)column];
}

struct canvas canvas_new(struct arena *arena, int rows, int columns)
{
	struct canvas canvas = {
		.rows = rows,
		.columns = columns,
		.clip = { .rows = rows, .columns = columns },
		.cursor_row = -1,
		.cursor_column = -1,
	};
	canvas.cells = ARENA_MANY(arena, struct cell, (size_t)rows * (size_t)columns);
	canvas_fill(&canvas, canvas.clip, ROLE_TEXT);
	return canvas;
}

/* From coordinates of the clip to those of the whole, cut to the clip. */
static struct rect rect_in_whole(const struct canvas *canvas, struct rect part)
{
	part.row += canvas->clip.row;
	part.column += canvas->clip.column;
	return rect_overlap(part, canvas->clip);
}

struct canvas canvas_part(const struct canvas *canvas, struct rect part)
{
	struct canvas cut = *canvas;
	cut.clip = rect_in_whole(canvas, part);
	return cut;
}

int canvas_rows(const struct canvas *canvas)
{
	return canvas->clip.rows;
}

int canvas_columns(const struct canvas *canvas)
{
	return canvas->clip.columns;
}

/* A wide cluster that loses one of its halves loses the other as well. */
static void cell_clear_halves(struct canvas *canvas, int row, int column)
{
	struct cell *cell = cell_at(canvas, row, column);
	if (cell->width == 0 && column > 0)
		*cell_at(canvas, row, column - 1) = (struct cell){ .width = 1, .role = cell->role };
	if (cell->width == 2 && column + 1 < canvas->columns)
		*cell_at(canvas, row, column + 1) = (struct cell){ .width = 1, .role = cell->role };
}

static void cell_put(struct canvas *canvas, int row, int column, struct cell cell)
{
	cell_clear_halves(canvas, row, column);
	if (cell.width == 2)
		cell_clear_halves(canvas, row, column + 1);
	*cell_at(canvas, row, column) = cell;
	if (cell.width == 2)
		*cell_at(canvas, row, column + 1) = (struct cell){ .role = cell.role };
}

int canvas_put(struct canvas *canvas, int row, int column, enum role role, struct shown text)
{
	struct rect clip = canvas->clip;
	bool is_in_sight = row >= 0 && row < clip.rows;
	for (size_t at = 0; at < text.size;) {
		int width;
		size_t size = shown_grapheme(text, at, &width);
		bool fits = column >= 0 && column + width <= clip.columns && width > 0;
		if (is_in_sight && fits && size <= UINT16_MAX)
			cell_put(canvas, clip.row + row, clip.column + column, (struct cell){
				.bytes = text.bytes + at,
				.size = (uint16_t)size,
				.width = (uint8_t)width,
				.role = (uint8_t)role,
			});
		column += width;
		at += size;
	}
	return column;
}

void canvas_paint(struct canvas *canvas, struct rect part, enum role role)
{
	part = rect_in_whole(canvas, part);
	for (int row = part.row; row < part.row + part.rows; row++)
		for (int column = part.column; column < part.column + part.columns; column++)
			cell_at(canvas, row, column)->role = (uint8_t)role;
}

void canvas_fill(struct canvas *canvas, struct rect part, enum role role)
{
	part = rect_in_whole(canvas, part);
	struct cell blank = { .width = 1, .role = (uint8_t)role };
	for (int row = part.row; row < part.row + part.rows; row++)
		for (int column = part.column; column < part.column + part.columns; column++)
			cell_put(canvas, row, column, blank);
}

static void put_line(struct canvas *canvas, int row, int column, enum role role, const char *line,
                     const char *ascii)
{
	bool is_ascii = shown_charset() == SHOWN_ASCII;
	canvas_put(canvas, row, column, role, (struct shown){
		.bytes = is_ascii ? ascii : line, .size = is_ascii ? 1 : 3, .width = 1,
	});
}

void canvas_vertical(struct canvas *canvas, int row, int column, int rows, enum role role)
{
	for (int i = 0; i < rows; i++)
		put_line(canvas, row + i, column, role, "│", "|");
}

/* True if a line comes down on the cell, which may lie above the clip. */
static bool is_end_of_vertical(const struct canvas *canvas, int row, int column)
{
	row += canvas->clip.row - 1;
	column += canvas->clip.column;
	if (row < 0 || column < 0 || column >= canvas->columns)
		return false;
	size_t place = (size_t)row * (size_t)canvas->columns + (size_t)column;
	const struct cell *above = &canvas->cells[place];
	bool is_border = above->role == ROLE_BORDER || above->role == ROLE_BORDER_FOCUS;
	struct str bytes = { above->bytes, above->size };
	return is_border && (str_equal(bytes, STR("│")) || str_equal(bytes, STR("|")));
}

void canvas_horizontal(struct canvas *canvas, int row, int column, int columns, enum role role)
{
	for (int i = 0; i < columns; i++) {
		bool joins = is_end_of_vertical(canvas, row, column + i);
		put_line(canvas, row, column + i, role, joins ? "┴" : "─", joins ? "+" : "-");
	}
}

void canvas_separator(struct canvas *canvas, int row, int column, int rows, enum role role)
{
	put_line(canvas, row, column, role, "┬", "+");
	canvas_vertical(canvas, row + 1, column, rows - 1, role);
}

void canvas_cursor(struct canvas *whole, const struct canvas *part, int row, int column, bool shows)
{
	if (row < 0 || row >= part->clip.rows || column < 0 || column >= part->clip.columns)
		return;
	whole->cursor_row = part->clip.row + row;
	whole->cursor_column = part->clip.column + column;
	whole->shows_cursor = shows;
}

static void text_end_line(struct text *text, size_t line_start)
{
	while (text->size > line_start && text->bytes[text->size - 1] == ' ')
		text->size--;
	text_add_byte(text, '\n');
}

struct str canvas_text(const struct canvas *canvas, struct arena *arena)
{
	struct text text = { .arena = arena };
	for (int row = 0; row < canvas->rows; row++) {
		size_t line_start = text.size;
		for (int column = 0; column < canvas->columns; column++) {
			const struct cell *cell =
				&canvas->cells[(size_t)row * (size_t)canvas->columns +
			                       (size_t)column];
			if (cell->size)
				text_add(&text, (struct str){ cell->bytes, cell->size });
			else if (cell->width)
				text_add_byte(&text, ' ');
		}
		text_end_line(&text, line_start);
	}
	return text_str(&text);
}

struct str canvas_roles(const struct canvas *canvas, struct arena *arena)
{
	struct text text = { .arena = arena };
	for (int row = 0; row < canvas->rows; row++) {
		size_t line_start = text.size;
		for (int column = 0; column < canvas->columns; column++) {
			const struct cell *cell =
				&canvas->cells[(size_t)row * (size_t)canvas->columns +
			                       (size_t)column];
			text_add_byte(&text,
			              cell->role == ROLE_TEXT ? ' ' : (char)('A' + cell->role));
		}
		text_end_line(&text, line_start);
	}
	return text_str(&text);
}
