/* selection: the dossiers that a filter matches, as a set: without order, worth or limit.
 *
 * What a search finds by PLAN_ALL, but for names that are only similar. A resumable job as a search
 * is: it says nothing until it is done.
 *
 *	selection_begin(&selection, archive, filter);
 *	while (!selection_step(&selection, 5000)) …   look at the keyboard
 *	if (selection_has(&selection, ref)) …
 *	selection_end(&selection);
 */
#ifndef DOSSIER_QUERY_SELECTION_H
#define DOSSIER_QUERY_SELECTION_H

#include <stdbool.h>

#include "base/arena.h"
#include "query/filter.h"

struct selection {
	struct arena arena;             /* of the set; ends with it */
	uint64_t *bits;                 /* one for each dossier */
	uint32_t room;                  /* dossiers of the archive */
	size_t count;                   /* of them that match, once it is done */
	bool is_done;
	struct selection_job *job;      /* NULL once it is done */
};

/* Begin; a NULL filter is matched by all. The archive and the filter must live until the end. */
void selection_begin(struct selection *selection, const struct archive *archive,
                     const struct filter *filter);

/* The same of what was known on a day (query/known.h), which lives as long. */
struct known;
void selection_begin_known(struct selection *selection, const struct archive *archive,
                           const struct filter *filter, const struct known *known);

/* The same by names and ids alone. */
void selection_begin_named(struct selection *selection, const struct archive *archive,
                           const struct filter *filter, const struct known *known);

/* Go on for about `budget_us` microseconds (0: to the end). True when done. */
bool selection_step(struct selection *selection, unsigned budget_us);

/* Whether a dossier matches; false until it is done. */
bool selection_has(const struct selection *selection, struct dossier_ref ref);

void selection_end(struct selection *selection);

#endif
