#include "ui/viewport.h"

static int clamp(int number, int least, int most)
{
	if (number > most)
		number = most;
	return number < least ? least : number;
}

static int last_top(const struct viewport *viewport)
{
	int top = viewport->count - viewport->rows;
	return top > 0 ? top : 0;
}

void viewport_resize(struct viewport *viewport, int count, int rows)
{
	viewport->count = count > 0 ? count : 0;
	viewport->rows = rows > 0 ? rows : 1;
	viewport->top = clamp(viewport->top, 0, last_top(viewport));
	viewport_select(viewport, viewport->cursor);
}

void viewport_select(struct viewport *viewport, int row)
{
	viewport->cursor = clamp(row, 0, viewport->count - 1);
	if (viewport->cursor < viewport->top)
		viewport->top = viewport->cursor;
	if (viewport->cursor >= viewport->top + viewport->rows)
		viewport->top = viewport->cursor - viewport->rows + 1;
	viewport->top = clamp(viewport->top, 0, last_top(viewport));
}

void viewport_land(struct viewport *viewport, int row)
{
	if (!viewport_shows(viewport, row))
		viewport->top = clamp(row - viewport->rows / 3, 0, last_top(viewport));
	viewport_select(viewport, row);
}

void viewport_move(struct viewport *viewport, int rows)
{
	int before = viewport->top, ahead = viewport->rows / 3;
	viewport_select(viewport, viewport->cursor + rows);
	if (viewport->top == before)
		return;
	int top = viewport->top > before ? viewport->top + ahead : viewport->top - ahead;
	viewport->top = clamp(top, 0, last_top(viewport));
}

/* At an end, where there is nothing left to scroll, the cursor moves on alone. */
void viewport_scroll(struct viewport *viewport, int rows)
{
	int top = clamp(viewport->top + rows, 0, last_top(viewport));
	viewport->top = top;
	viewport_select(viewport, viewport->cursor + rows);
	viewport->top = clamp(top, viewport->cursor - viewport->rows + 1, viewport->cursor);
	viewport->top = clamp(viewport->top, 0, last_top(viewport));
}

void viewport_slide(struct viewport *viewport, int rows)
{
	viewport->top = clamp(viewport->top + rows, 0, last_top(viewport));
	int last = viewport->top + viewport->rows - 1;
	viewport_select(viewport, clamp(viewport->cursor, viewport->top, last));
}

bool viewport_shows(const struct viewport *viewport, int row)
{
	return row >= viewport->top && row < viewport->top + viewport->rows &&
	       row < viewport->count;
}
