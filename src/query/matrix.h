/* matrix: who was at what. Dossiers of one kind as rows, those of another as columns, and where the
 * two are linked a sign that says how.
 *
 *	                 1 2 3
 *	Ana Vel          t . g   2      t  in the event
 *	Ben Ost          t - .   1      g  in the event (guest of honour)
 *	                 2   1          -  only names it, or is named there
 *
 * What is chosen: without a dossier to stand around, of the dossiers with the most links those that
 * are linked most with each other. Around one of the kind of the rows, its columns, and whoever has
 * to do with these; around one of the kind of the columns, its rows, and what else these have to do
 * with; around another, what it is linked with.
 *
 * Columns stand by date; those of kinds that have none, and rows, stand so that each is followed by
 * the one most like it, from the one with most crossings on.
 *
 * What only names is shown, but never counted. The work is bounded: MATRIX_CANDIDATES rows are
 * looked at, and MATRIX_BUDGET links.
 */
#ifndef DOSSIER_QUERY_MATRIX_H
#define DOSSIER_QUERY_MATRIX_H

#include <stdbool.h>

#include "archive/archive.h"
#include "query/links.h"
#include "query/page.h"

struct arena;

enum {
	MATRIX_SIZE = 20,               /* rows, and columns, if the query does not say */
	MATRIX_MOST = 200,              /* that it may say */
	MATRIX_MOST_LINKS = 16,         /* of a crossing that are kept */
	MATRIX_CANDIDATES = 256,
	MATRIX_BUDGET = 2000000,
	MATRIX_MEASURE = 180,           /* columns of the page, no more */
};

struct matrix_query {
	struct dossier_ref around;      /* NO_DOSSIER: the whole collection */
	uint32_t kinds[2];              /* of rows and columns; NO_ROW: people, events */
	size_t most;                    /* rows, and columns; 0: MATRIX_SIZE */
};

enum matrix_side { MATRIX_ROWS, MATRIX_COLUMNS, MATRIX_SIDES };

/* A row or a column. */
struct matrix_end {
	struct dossier_ref ref;
	uint32_t count;                 /* crossings in which more is said than a name */
};

struct matrix_ends { struct matrix_end *items; size_t count, room; };

/* What a letter stands for: a relation as it reads from the row; or that in a role which several
 * have. */
struct matrix_sign {
	char letter;                    /* 'a' to 'z'; '*': there are more than letters */
	uint32_t relation;
	enum direction direction;       /* LINK_OUT for symmetric relations */
	struct str role;                /* empty: in any other, or none */
	uint32_t count;                 /* crossings that have it */
};

/* Where a row and a column are linked. Links are by date, as seen from the row; what two ends say
 * is joined. */
struct matrix_crossing {
	struct connections links;       /* those that only name stand here if there are no others */
	bool is_named;                  /* there are no others */
	uint32_t sign;                  /* of matrix.signs; NO_ROW if it only names */
	bool has_more;                  /* its links say more than the sign does */
};

struct matrix {
	struct dossier_ref around;
	uint32_t kinds[MATRIX_SIDES];
	struct matrix_ends ends[MATRIX_SIDES];
	size_t totals[MATRIX_SIDES];    /* that could stand there, also those left out */
	size_t count;                   /* crossings in which more is said than a name */
	bool is_by_date;                /* the columns are */
	bool is_cut;                    /* MATRIX_CANDIDATES or MATRIX_BUDGET was reached */
	/* Of those that several have first */
	struct { struct matrix_sign *items; size_t count, room; } signs;
	struct matrix_crossing **crossings;     /* row by row; NULL: not linked */
};

/* No rows if nothing is linked, or if there is no such kind or dossier. In `arena`. */
struct matrix matrix_find(const struct archive *archive, struct arena *arena,
                          const struct matrix_query *query);

/* Where two are linked, by their places; NULL: they are not. */
static inline const struct matrix_crossing *matrix_crossing(const struct matrix *matrix,
                                                            size_t row, size_t column)
{
	return matrix->crossings[row * matrix->ends[MATRIX_COLUMNS].count + column];
}

/* Where a crossing leads: to an event; else to the dossier in which the first link is written. */
struct dossier_ref matrix_leads(const struct archive *archive, const struct matrix *matrix,
                                size_t row, size_t column);

/* ── As a page (page_matrix.c) ──────────────────────────────────────────────────────────────── */

/* What a link of the page stands for. */
struct matrix_link { uint32_t row, column; };   /* NO_ROW: no crossing */

struct matrix_page {
	struct page page;
	size_t first, count;            /* columns that are shown */
	size_t room;                    /* columns that fit beside each other; 0: no grid */
	const struct matrix_link *links;        /* one for each of the page */
};

/* The matrix as a page: a grid, what its signs mean, and each crossing in words with its sources.
 *
 * Of more columns than fit beside each other those from `first` on are shown; from MATRIX_ALL all
 * of them, in several grids. Names of columns stand above the grid, each at its own; where it is
 * narrow there are numbers, and the names below. With options.numbers_links there is no grid: the
 * words say it all. */
enum { MATRIX_ALL = -1 };
struct matrix_page page_matrix(const struct archive *archive, struct arena *arena,
                               const struct matrix *matrix, int first,
                               struct page_options options);

/* "Ana Vel, Ship Fair: in the event (guest of honour)"; empty if it is no crossing. In `arena`. */
struct str matrix_words(const struct archive *archive, struct arena *arena,
                        const struct matrix *matrix, struct matrix_link link);

#endif
