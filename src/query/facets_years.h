/* facets_years: in how many dossiers each year may be meant. Private to query/facets*.c. */
#ifndef DOSSIER_QUERY_FACETS_YEARS_H
#define DOSSIER_QUERY_FACETS_YEARS_H

#include "archive/archive.h"

enum { YEARS_FIRST = 1000, YEARS_COUNT = 1200, YEARS_WORDS = (YEARS_COUNT + 63) / 64 };

/* Years before the first and behind the last are not counted; those that are only reached by times
 * without beginning or end lie outside `from` to `to`. */
struct facets_years {
	int32_t starts[YEARS_COUNT + 1];        /* the first day of each */
	uint32_t counts[YEARS_COUNT];
	uint32_t sure[YEARS_COUNT];     /* of these, what is of it or began in it for certain */
	int from, to;                   /* the first and last that a date names; to < from: none is */
};

struct known;
void facets_years_begin(struct facets_years *years);

/* Count a dossier once in each year for which the query "date:YEAR" finds it, with `known` by what
 * was known then. */
void facets_years_add(struct facets_years *years, const struct archive *archive,
                      struct dossier_ref ref, const struct known *known);

#endif
