/* compare: two dossiers beside each other: what lies between them, what they share, and what only
 * one has. */
#ifndef DOSSIER_QUERY_COMPARE_H
#define DOSSIER_QUERY_COMPARE_H

#include <stdbool.h>

#include "archive/archive.h"
#include "query/links.h"
#include "query/page.h"

struct arena;
struct known;

enum {
	COMPARE_A, COMPARE_B, COMPARE_SIDES,
	COMPARE_MOST_SHARED = 2000,     /* that are listed; and of a kind that only one side has */
	COMPARE_MOST_LINKS = 16,        /* between a shared dossier and one side */
	COMPARE_WIDE = 100,             /* columns from which on the two stand beside each other */
	COMPARE_MEASURE = 140,          /* columns of both, no more */
};

/* A dossier that both are linked with. The links of a side say how: those of one relation are side
 * by side, by date, and what names or cites comes last. */
struct compare_shared {
	struct dossier_ref to;
	uint32_t kind;
	bool is_named[COMPARE_SIDES];   /* no link of that side does more than name or cite */
	struct connections links[COMPARE_SIDES];
};

/* A field that both have, at the top of the dossier. */
struct compare_field {
	uint32_t field;
	struct str_list texts[COMPARE_SIDES];   /* as typed; links are ids */
	bool is_same;                           /* whatever the order */
};

/* Dossiers of a kind that are linked with one side and not with the other: with the other of the
 * two, if it is one of them, what the query "link:A -link:B" finds. */
struct compare_only {
	uint32_t kind;
	size_t count;
	uint32_t *names;                /* rows: what one has to do with before what it only names
	                                 * or cites, then those that most leads to */
	size_t name_count;
};

struct comparison {
	struct dossier_ref sides[COMPARE_SIDES];
	struct connections between;     /* as seen from the first */
	/* People first, then organizations, events, places, claims, quotes and sources; of a kind
	 * what one side only names last, then by date and name */
	struct { struct compare_shared *items; size_t count, room; } shared;
	size_t shared_count;            /* also of those that there was no room for */
	struct { struct compare_field *items; size_t count, room; } fields;
	struct { struct compare_only *items; size_t count, room; } only[COMPARE_SIDES];
};

/* Nothing is shared if one of them is not there. Of a dossier and itself all is. Only by links and
 * values that are `known` (query/known.h; NULL: all are). In `arena`. */
struct comparison compare_query(const struct archive *archive, struct arena *arena,
                                struct dossier_ref a, struct dossier_ref b,
                                const struct known *known);

/* The comparison as lines; as two columns where there is the width, which may be more than other
 * pages have. Unless `shows_all` lists are cut, and their rest is a link to the search for it.
 * Declared here, written in page_compare.c. */
struct page page_compare(const struct archive *archive, struct arena *arena,
                         const struct comparison *comparison, struct page_options options);

#endif
