#include "ui/rect.h"

static int clamp(int number, int least, int most)
{
	if (number < least)
		return least;
	return number > most ? most : number;
}

bool rect_is_empty(struct rect rect)
{
	return rect.rows <= 0 || rect.columns <= 0;
}

bool rect_contains(struct rect rect, int row, int column)
{
	return row >= rect.row && row < rect.row + rect.rows &&
	       column >= rect.column && column < rect.column + rect.columns;
}

struct rect rect_overlap(struct rect left, struct rect right)
{
	int row = left.row > right.row ? left.row : right.row;
	int column = left.column > right.column ? left.column : right.column;
	int left_end = left.row + left.rows, right_end = right.row + right.rows;
	int end_row = left_end < right_end ? left_end : right_end;
	left_end = left.column + left.columns;
	right_end = right.column + right.columns;
	int end_column = left_end < right_end ? left_end : right_end;
	return (struct rect){
		.row = row,
		.column = column,
		.rows = end_row > row ? end_row - row : 0,
		.columns = end_column > column ? end_column - column : 0,
	};
}

struct rect rect_cut_top(struct rect *rest, int rows)
{
	struct rect taken = *rest;
	taken.rows = clamp(rows, 0, rest->rows);
	rest->row += taken.rows;
	rest->rows -= taken.rows;
	return taken;
}

struct rect rect_cut_bottom(struct rect *rest, int rows)
{
	struct rect taken = *rest;
	taken.rows = clamp(rows, 0, rest->rows);
	taken.row = rest->row + rest->rows - taken.rows;
	rest->rows -= taken.rows;
	return taken;
}

struct rect rect_cut_left(struct rect *rest, int columns)
{
	struct rect taken = *rest;
	taken.columns = clamp(columns, 0, rest->columns);
	rest->column += taken.columns;
	rest->columns -= taken.columns;
	return taken;
}

struct rect rect_cut_right(struct rect *rest, int columns)
{
	struct rect taken = *rest;
	taken.columns = clamp(columns, 0, rest->columns);
	taken.column = rest->column + rest->columns - taken.columns;
	rest->columns -= taken.columns;
	return taken;
}
