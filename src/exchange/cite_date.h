/* cite_date: a date as reference managers know it. Private to exchange/cite*.c.
 *
 * They know a year, a month, a day or a season, alone or as both ends of a range, each perhaps in
 * doubt. What EDTF can say beyond that (sets, blank digits, quarters, open ends, years of more than
 * four digits or before the first) has no points here: it is given in words.
 */
#ifndef DOSSIER_EXCHANGE_CITE_DATE_H
#define DOSSIER_EXCHANGE_CITE_DATE_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

enum cite_season { CITE_NO_SEASON, CITE_SPRING, CITE_SUMMER, CITE_AUTUMN, CITE_WINTER };

struct cite_point {
	unsigned year, month, day;      /* month and day from 1; 0: not given */
	enum cite_season season;        /* then there is no month */
	char doubt;                     /* '?' uncertain, '~' approximate, '%' both, 0 neither */
};

struct cite_date {
	struct str words;               /* "around 12 June 2021"; empty if there is no date */
	struct cite_point points[2];
	unsigned point_count;           /* 0: words only; 1: a date; 2: a range */
};

/* The date of an EDTF text, or of one that could not be read. In `arena`. */
struct cite_date cite_date(struct arena *arena, struct str text);

bool cite_date_is_none(const struct cite_date *date);

/* True if an end of it is uncertain or approximate. */
bool cite_date_is_in_doubt(const struct cite_date *date);

#endif
