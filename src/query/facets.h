/* facets: what the dossiers of a list have in common: how many of each kind, year, tag …
 *
 * Each value is a query that finds the dossiers it counts, by the field of filter_fields() that the
 * facet is of: whoever narrows the list by it is left with as many as were told. A dossier that
 * stands in several rows counts once, and in every value that it has. Of months only the one in
 * which its own date begins is counted, as a timeline has it: no query says that.
 */
#ifndef DOSSIER_QUERY_FACETS_H
#define DOSSIER_QUERY_FACETS_H

#include <stdbool.h>

#include "archive/archive.h"
#include "query/page.h"

struct arena;
struct known;

enum facet {
	FACET_KIND, FACET_TYPE, FACET_YEAR, FACET_MONTH, FACET_TAG, FACET_PLACE, FACET_SOURCE,
	FACET_SPEAKER, FACET_STATUS,
	FACET_GRADE,                    /* of sources */
	FACET_VERIFIED,                 /* of quotes, once there is a ledger */
	FACET_COUNT
};

struct facet_row {
	const char *key;                /* "year": of JSON */
	const char *label;              /* "Years": of a heading, by message_in */
	const char *field;              /* "date": of filter_fields() */
};
const struct facet_row *facet_row(enum facet facet);

struct facet_value {
	struct str value;               /* the key of a kind, a year, a value as typed, an id */
	struct str label;               /* the same for people: a plural, a name */
	struct str query;               /* "place:port-haven"; empty: no query can say it */
	uint32_t count;                 /* dossiers */
	uint32_t aside;                 /* of these, by less than the others; see facet_aside() */
};

/* What is said of those that are aside: of a year, what may be of it or goes on through it, but
 * neither is of it for certain nor begins in it; of a month, what may begin in another; of
 * a source, quotes that do not stand in it, but cite it; of a speaker, what others said on its
 * behalf: words to stand behind a number, or behind "all". By message_in; NULL: none are. */
const char *facet_aside(enum facet facet);

/* Years in their order, months the fullest first, then by time; all else the most frequent first,
 * then by label. */
struct facet_values { struct facet_value *items; size_t count, room; };

struct facets {
	struct facet_values of[FACET_COUNT];
	size_t rows, counted;           /* of the list; of these, from the first on, looked at */
	size_t dossiers;                /* in these */
	/* Those of them with the most links, most first, then by name. */
	struct facets_linked { struct dossier_ref ref; struct str name; uint32_t links; } *linked;
	size_t linked_count;            /* at most FACETS_LINKED */
};

/* The rows of a list; the dossier of one may be NO_DOSSIER. */
struct facet_rows {
	size_t count;
	struct dossier_ref (*dossier)(const void *context, size_t row);
	const void *context;
	const struct known *known;      /* only values and links that were known; NULL: all */
};

/* Rows that are counted exactly while somebody waits. */
enum { FACETS_ROWS = 10000, FACETS_LINKED = 10 };

/* Count the first `most` rows (0: all). All in `arena`, texts of the archive borrowed. */
struct facets facets_count(const struct archive *archive, struct arena *arena,
                           const struct facet_rows *rows, size_t most);

/* Facets as lines, with at most `most` values of each:
 *
 *	Places (3)
 *	Port Haven    12 ██████
 *	Norland        3 █▌
 *
 * The links are queries, but those of the dossiers with most links. Declared here, written in
 * page_facets.c. */
struct facets_look {
	size_t most;                    /* 0: all */
	bool hides_bars;
	bool grows;                     /* the list is still being counted */
};
struct page page_facets(struct arena *arena, const struct facets *facets, struct facets_look look,
                        struct page_options options);

#endif
