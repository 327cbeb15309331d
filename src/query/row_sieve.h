/* row_sieve: which rows of a list answer a filter, when each is of a dossier and may have a date of
 * its own, as those of a timeline have.
 *
 *	place:port-haven date:2021      the dossier of a row is looked up in a selection,
 *	└───────┬──────┘ └───┬───┘      and the row's own date is compared: what the dossier
 *	    selection     its date      did in other years is not in the row
 *
 * In a list of dates a word that is a date is only a date: the rows of a dossier in whose id a year
 * stands are of any year.
 */
#ifndef DOSSIER_QUERY_ROW_SIEVE_H
#define DOSSIER_QUERY_ROW_SIEVE_H

#include "query/selection.h"

struct row_sieve {
	enum filter_kind kind;          /* FILTER_ALL, _ANY or _NOT of parts; FILTER_DATE; else a
	                                 * selection */
	struct row_sieve **parts;
	size_t part_count;
	struct date dates;
	struct selection selection;
	bool is_done;
};

struct row_sieve_options {
	bool has_dates;                 /* of their own, or the rows are as their dossiers are */
	const struct known *known;      /* dossiers answer by what was known; NULL: by all */
};

/* Begin; in `arena`, but for the selections, which row_sieve_end ends. The archive, the filter and
 * what is known must live until then. */
struct row_sieve *row_sieve_begin(struct arena *arena, const struct archive *archive,
                                  const struct filter *filter,
                                  struct row_sieve_options options);

/* Go on for about `budget_us` microseconds (0: to the end). True when done. */
bool row_sieve_step(struct row_sieve *sieve, unsigned budget_us);

/* Whether a row passes, once that is done. The date is not looked at where rows have none. */
bool row_sieve_passes(const struct row_sieve *sieve, struct dossier_ref ref, struct date_view when);

void row_sieve_end(struct row_sieve *sieve);

#endif
