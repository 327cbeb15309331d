/* list_search: one search as somebody types it: the query, how it was understood, and its hits. */
#ifndef DOSSIER_UI_LIST_SEARCH_H
#define DOSSIER_UI_LIST_SEARCH_H

#include <stdbool.h>

#include "base/arena.h"
#include "query/known.h"
#include "query/search.h"
#include "query/unfound.h"
#include "ui/prompt.h"

struct list_search {
	struct arena arena;             /* of all that follows; ends with the search */
	struct str query;               /* as typed */
	enum prompt_kind prompt;        /* in which */
	struct str asked;               /* the same in the language of queries */
	const struct known *known;
	struct str sought;              /* id of the hit that the cursor was on in another archive,
	                                 * until it is found or there is none; or empty */
	struct filter *filter;
	struct search search;           /* only if it has begun */
	bool has_begun;
	struct str complaint;           /* why the query cannot be understood; empty: it can */
	bool is_explained;              /* it is done, and if it found nothing, here is why: */
	struct unfound unfound;
	struct completions values;      /* of a query that says nothing yet, "status:", what may
	                                 * stand there */
};

/* Begin to search for what was typed in a prompt, among what is `known` (NULL: in all), and give it
 * a few milliseconds; what was searched for before is forgotten. */
void list_search_start(struct list_search *search, const struct archive *archive,
                       const struct known *known, enum prompt_kind prompt, struct str typed);

/* What was typed, in the language of queries (dossier-query(7)): words of names have their field.
 * In `arena`. */
struct str list_search_query(const struct list_search *search, struct arena *arena);

/* Go on for a while (0: to the end); true if there was something left to do. */
bool list_search_step(struct list_search *search, unsigned budget_us);

/* What is wrong with a query that found nothing, once nobody types at it any more; empty if nothing
 * is. In the search's arena. */
struct str list_search_fault(struct list_search *search, const struct archive *archive);

/* The row of the hit that is sought, or -1 so far. */
int list_search_find(const struct list_search *search, const struct archive *archive);

/* Hits that there are so far. */
int list_search_count(const struct list_search *search);

void list_search_release(struct list_search *search);

#endif
