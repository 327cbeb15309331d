/* list_limit: queries that narrow a list, one upon the other.
 *
 *	the list           0  1  2  3  4  5  6      rows
 *	place:port-haven   0     2        5  6      those whose dossiers answer, in the same order
 *	date:2021                2           6      and of these, those that answer this as well
 *
 * Limits know nothing of the list but how many rows it has and whose they are. They are counted in
 * slices, and what has passed so far stands there already. A query that says nothing yet, or that
 * is not understood, lets all pass.
 */
#ifndef DOSSIER_UI_LIST_LIMIT_H
#define DOSSIER_UI_LIST_LIMIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "query/completion.h"
#include "query/row_sieve.h"

/* The list that is narrowed, as it is now. */
struct limited {
	const struct archive *archive;
	const void *context;            /* of these: */
	size_t (*count)(const struct limited *limited);
	struct dossier_ref (*subject)(const struct limited *limited, size_t row);
	/* The row's own date; NULL: it is as its dossier is. Given where limits.have_dates. */
	struct date_view (*when)(const struct limited *limited, size_t row);
	bool grows;                     /* more rows may come behind the last */
};

struct list_limit {
	struct arena arena;             /* of all that follows; ends with the limit */
	struct str query;               /* as typed */
	bool is_typed;                  /* by somebody: its last word is a beginning */
	struct str complaint;           /* why it is not understood; empty: it is */
	struct completions values;      /* of one that says nothing yet, "status:", what it may say;
	                                 * set by whose list it is */
	struct filter *filter;
	struct row_sieve *sieve;        /* that rows pass; only if it has begun */
	bool is_sifted;                 /* the sieve is done */
	bool has_begun;
	struct { uint32_t *items; size_t count, room; } rows;   /* of the list, rising */
	size_t next;                    /* row that is looked at next, of those of the limit below */
	bool is_done;
};

enum { LIST_LIMITS = 8 };

struct known;
struct list_limits {
	struct list_limit items[LIST_LIMITS];
	size_t count;
	const struct known *known;      /* by what was known then; NULL: by all. As long as one says
	                                 * something, or until they are counted anew */
	bool have_dates;                /* the rows have dates of their own, which limits are about;
	                                 * set before the first one is */
};

/* Put a limit upon the others; what the last one says; take the last one away. The query of a limit
 * that is typed may be set again and again. */
void list_limits_push(struct list_limits *limits);
void list_limits_set(struct list_limits *limits, const struct archive *archive, struct str query,
                     bool is_typed);
void list_limits_pop(struct list_limits *limits);

/* Another archive, or another order of rows: count anew. */
void list_limits_renew(struct list_limits *limits, const struct archive *archive);

/* Go on for about `budget_us` (0: to the end); true if there was something to do. */
bool list_limits_step(struct list_limits *limits, const struct limited *limited,
                      unsigned budget_us);

/* True if some rows may be left out; if all that will pass has passed. */
bool list_limits_narrow(const struct list_limits *limits);
bool list_limits_are_done(const struct list_limits *limits);

/* Only if they narrow: how many rows have passed; the row of the list that the row `at` is; and the
 * first row at or behind a row of the list, which is their count if there is none so far. */
size_t list_limits_count(const struct list_limits *limits);
uint32_t list_limits_row(const struct list_limits *limits, size_t at);
size_t list_limits_find(const struct list_limits *limits, size_t row);

/* "place:port-haven, date:2021", and how words were read that are dates: "July 2022" for 2022-07.
 * Empty if nothing is limited. In `arena`. */
struct str list_limits_words(const struct list_limits *limits, struct arena *arena);

/* Why the last one narrows nothing: what is wrong with it, once nobody types at it any more. Empty
 * if nothing is. In `arena`. */
struct str list_limits_fault(const struct list_limits *limits, const struct archive *archive,
                             struct arena *arena);

void list_limits_release(struct list_limits *limits);

#endif
