/* dated: when the matter of a dossier may have happened. */
#ifndef DOSSIER_QUERY_DATED_H
#define DOSSIER_QUERY_DATED_H

#include <stdbool.h>

#include "query/filter.h"

struct known;

/* The times of a dossier as dated_fit() below understands them, one after the other, until `take`
 * gives true, which is given then. The text of one that was typed has the members of a set; a time
 * between a "since" and an "until" has none. */
struct dated_taker {
	bool (*take)(void *context, struct date_view time);
	void *context;
	const struct known *known;      /* only what was known then; NULL: all */
};
bool dated_each(const struct archive *archive, struct dossier_ref ref, struct dated_taker taker);

/* True if a time is, or begins, on a day of `asked` for certain: none with "?" is. */
bool dated_is_sure(struct date_view time, struct date asked);

/* How the dossier's own date, one of its values or one of its links lies to `dates`, which are no
 * set. What has a "since" or "until" holds all the time between them, and without one of them from
 * or to any time. The day on which a copy was retrieved and the days for which values hold ("as
 * of") say when somebody looked, not when something happened: they do not count. The best last. */
enum dated {
	DATED_APART,
	DATED_MAY,                      /* a value or link may be of then */
	DATED_MAY_ITSELF,               /* its own date may */
	DATED_WITHIN,                   /* a value or link is of then, or began or ended then */
	DATED_ITSELF,                   /* its own date is, or began then */
	DATED_COUNT
};

/* By what was known; NULL: by all. */
enum dated dated_fit(const struct archive *archive, struct dossier_ref ref, struct date dates,
                     const struct known *known);

/* True if it asks for a date of which the dossier only may be. */
bool dated_is_perhaps(const struct archive *archive, const struct filter *filter,
                      struct dossier_ref ref, const struct known *known);

#endif
