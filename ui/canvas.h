/* canvas: the cells that a screen is drawn on, with no terminal in it.
 *
 * Each cell holds one grapheme cluster and a role. Only `struct shown` can be put on a canvas, so
 * no byte of content gets past base/shown.h. A cluster of two columns takes two cells, the second
 * of which is empty; what would be cut in half at an edge is left out. The bytes are borrowed until
 * the canvas has been shown.
 */
#ifndef DOSSIER_UI_CANVAS_H
#define DOSSIER_UI_CANVAS_H

#include <stdint.h>

#include "base/shown.h"
#include "model/role.h"
#include "ui/rect.h"

struct arena;

struct cell {
	const char *bytes; /* of one cluster; size 0: a blank, or the second half of a wide one */
	uint16_t size;
	uint8_t width;                  /* 0: second half of a wide cluster; else 1 or 2 */
	uint8_t role;                   /* enum role */
};

struct canvas {
	struct cell *cells;             /* rows * columns of the whole, row by row */
	int rows, columns;              /* of the whole */
	struct rect clip;               /* what may be drawn on, in coordinates of the whole */
	/* Where the terminal's own cursor goes, in coordinates of the whole; -1: anywhere. */
	int cursor_row, cursor_column;
	bool shows_cursor;              /* visible: somebody is typing */
	/* What is to be seen first, in coordinates of the whole: the rest comes behind it on a slow
	 * line. Empty: all at once. */
	struct rect first;
};

/* A blank canvas whose cells live in `arena`. */
struct canvas canvas_new(struct arena *arena, int rows, int columns);

/* The same cells, clipped to `part` (in coordinates of `canvas`'s clip); its own coordinates begin
 * at the part's top left. */
struct canvas canvas_part(const struct canvas *canvas, struct rect part);

/* Rows and columns of the clip. */
int canvas_rows(const struct canvas *canvas);
int canvas_columns(const struct canvas *canvas);

/* Draw `text` from (row, column) of the clip. Gives the column behind it, even if it was
 * clipped. */
int canvas_put(struct canvas *canvas, int row, int column, enum role role, struct shown text);

/* Give every cell of `part` the role, keeping its text: for cursors and matches. */
void canvas_paint(struct canvas *canvas, struct rect part, enum role role);

/* Blank cells of that role. */
void canvas_fill(struct canvas *canvas, struct rect part, enum role role);

/* Lines of the terminal's charset: │ and ─, or | and -; where a border comes down on a horizontal
 * one that is drawn after it, ┴ or +. */
void canvas_vertical(struct canvas *canvas, int row, int column, int rows, enum role role);
void canvas_horizontal(struct canvas *canvas, int row, int column, int columns, enum role role);

/* A vertical one that hangs at a horizontal one, in the place of one cell of that. */
void canvas_separator(struct canvas *canvas, int row, int column, int rows, enum role role);

/* Ask for the terminal's cursor at (row, column) of the clip of `part`, which shares cells with
 * `whole`. */
void canvas_cursor(struct canvas *whole, const struct canvas *part, int row, int column,
                   bool shows);

/* The canvas as text, one line a row, blanks at the ends cut; for golden screens. In `arena`. */
struct str canvas_text(const struct canvas *canvas, struct arena *arena);

/* The roles likewise, a letter a cell ('A' for the first of enum role, a blank for ROLE_TEXT), for
 * golden screens that look at attributes. */
struct str canvas_roles(const struct canvas *canvas, struct arena *arena);

#endif
