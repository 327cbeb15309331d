/* viewport: which rows of a list are on the screen, and which one is selected. Arithmetic alone.
 *
 * Invariants: 0 <= cursor < count (or cursor == 0 if count == 0); top <= cursor < top + rows;
 * top + rows <= count, or top == 0. */
#ifndef DOSSIER_UI_VIEWPORT_H
#define DOSSIER_UI_VIEWPORT_H

#include <stdbool.h>

struct viewport {
	int count;                      /* rows of the list */
	int rows;                       /* rows of the screen */
	int top;                        /* list row on the first screen row */
	int cursor;                     /* list row that is selected */
};

/* Another list or another height: keeps the invariants, and the cursor where it was if it can. */
void viewport_resize(struct viewport *viewport, int count, int rows);

/* Select a row, scrolling as little as it takes. */
void viewport_select(struct viewport *viewport, int row);

/* Select a row that one comes to from elsewhere: if it was not in sight, in the upper third. */
void viewport_land(struct viewport *viewport, int row);

/* Move the cursor. Where it leaves the screen, a third of one comes in sight ahead of it: one sees
 * where one goes, and a whole list is not painted anew for each of the next rows. */
void viewport_move(struct viewport *viewport, int rows);

/* Scroll; the cursor stays on its screen row if it can. For pages: by rows less one, halves,
 * lines. */
void viewport_scroll(struct viewport *viewport, int rows);

/* Scroll; the cursor stays on its list row as long as that is in sight. For the wheel. */
void viewport_slide(struct viewport *viewport, int rows);

bool viewport_shows(const struct viewport *viewport, int row);

#endif
