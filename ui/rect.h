/* rect: a rectangle of screen cells. Rows and columns count from 0 at the top left. */
#ifndef DOSSIER_UI_RECT_H
#define DOSSIER_UI_RECT_H

#include <stdbool.h>

struct rect {
	int row, column;
	int rows, columns;              /* never negative */
};

bool rect_is_empty(struct rect rect);
bool rect_contains(struct rect rect, int row, int column);
struct rect rect_overlap(struct rect left, struct rect right);

/* Take `rows` (or `columns`) off one side: gives what was taken, as far as there was any, and
 * leaves the rest. */
struct rect rect_cut_top(struct rect *rest, int rows);
struct rect rect_cut_bottom(struct rect *rest, int rows);
struct rect rect_cut_left(struct rect *rest, int columns);
struct rect rect_cut_right(struct rect *rest, int columns);

#endif
