/* page_matrix_parts: the page of a matrix, at work. Private to query/page_matrix*.c.
 *
 *	page_matrix.c           heads, lists, each crossing in words
 *	page_matrix_grid.c      the grid
 */
#ifndef DOSSIER_QUERY_PAGE_MATRIX_PARTS_H
#define DOSSIER_QUERY_PAGE_MATRIX_PARTS_H

#include "query/matrix.h"
#include "query/page_parts.h"

struct matrix_writer {
	struct page_maker maker;
	const struct matrix *matrix;
	struct { struct matrix_link *items; size_t count, room; } links;
	int width;                      /* of the grid */
	int name_width, cell_width, total_width;
	bool has_heads;                 /* names of columns stand above them */
	size_t most;                    /* columns of a grid */
};

/* Columns of a matrix, from `first` to before `end`. */
struct stretch { size_t first, end; };

static inline const struct matrix_ends *matrix_ends_of(const struct matrix_writer *writer,
                                                       enum matrix_side side)
{
	return &writer->matrix->ends[side];
}

/* Say how wide names and columns are, and how many of these fit beside each other. */
void page_matrix_measure(struct matrix_writer *writer);

/* Write the lines of a grid. */
void page_matrix_grid(struct matrix_writer *writer, struct stretch shown);

#endif
