/* matrix_parts: a matrix that is being made. Private to query/matrix*.c.
 *
 *	matrix.c         which rows and columns, and their links
 *	matrix_order.c   what stands beside what
 *	matrix_sign.c    a letter for each way of being linked
 */
#ifndef DOSSIER_QUERY_MATRIX_PARTS_H
#define DOSSIER_QUERY_MATRIX_PARTS_H

#include "base/arena.h"
#include "query/matrix.h"

/* A row and a column that are linked by more than a name. */
struct matrix_touch { uint32_t row, column; };

/* Marks of a dossier: a candidate; linked with the one that the matrix stands around. */
enum { MARK_ROW = 1, MARK_AROUND_ROW = 2, MARK_AROUND_COLUMN = 4 };

struct matrix_maker {
	const struct archive *archive;
	struct arena *arena;
	struct arena scratch;
	struct matrix *matrix;
	uint32_t dossier_count, relation_count;
	size_t most, budget;            /* rows, and columns; links that may still be looked at */
	bool *names;                    /* by relation: it does no more */
	uint8_t *marks;                 /* by dossier */
	bool has_own_columns;           /* only those marked MARK_AROUND_COLUMN are columns */
	struct row_list candidates;     /* rows */
	struct { struct matrix_touch *items; size_t count, room; } touches;     /* by row, column */
	uint32_t *counts;               /* by dossier; zeros between two uses */
	uint32_t *places[MATRIX_SIDES]; /* by dossier: where it stands, from 1; 0: nowhere */
};

/* Note at which places the rows or columns stand. */
void matrix_number(struct matrix_maker *maker, enum matrix_side side);

/* Order the rows and columns that were chosen. */
void matrix_order(struct matrix_maker *maker);

/* Give each crossing its sign. */
void matrix_signs(struct matrix_maker *maker);

#endif
