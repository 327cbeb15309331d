/* dated: when the matter of a dossier may have happened. Private to query/. */
#ifndef DOSSIER_QUERY_DATED_H
#define DOSSIER_QUERY_DATED_H

#include <stdbool.h>

#include "archive/archive.h"

/* The times of a dossier as dated_within() below understands them, one after the other, until `take`
 * gives true, which is given then. */
struct known;
struct dated_taker {
	bool (*take)(void *context, struct date time);
	void *context;
	const struct known *known;      /* only what was known then; NULL: all */
};
bool dated_each(const struct archive *archive, struct dossier_ref ref, struct dated_taker taker);

/* True if the dossier's own date, one of its values or one of its links may fall into `dates`. What
 * has a "since" or "until" holds all the time between them, and without one of them from or to any
 * time. The day on which a copy was retrieved and the days for which values hold ("as of") say when
 * somebody looked, not when something happened: they do not count. */
bool dated_within(const struct archive *archive, struct dossier_ref ref, struct date dates);

/* The same by what was known. */
bool dated_within_known(const struct archive *archive, struct dossier_ref ref, struct date dates,
                        const struct known *known);

#endif
