/* neighbours: whom a dossier is linked with.
 *
 * For searches that walk over thousands of links and want to know of each no more than where it
 * leads. There are two ways to ask. The table of an archive has each neighbour of a dossier once,
 * however many links there are between the two, and in whichever direction. Whoever wants to know
 * their relations reads the links, and so does who asks for a dossier whose links a revision has
 * changed (archive_relinks), for its table is that of its base. Neither is trusted more than all
 * else in an archive: a dossier may be one that is not there.
 */
#ifndef DOSSIER_ARCHIVE_NEIGHBOURS_H
#define DOSSIER_ARCHIVE_NEIGHBOURS_H

#include <string.h>

#include "archive/archive.h"

/* ── What a link between two is worth ───────────────────────────────────────────────────────── */

/* A link that names connects two only if neither is a source. */
enum naming {
	NAMING_NONE,                    /* says how the two hang together */
	NAMING_SUBJECT,                 /* says what a source is about, or that it is a source */
	NAMING_MENTION,                 /* no more than that one names the other, or has something
	                                 * to add to what the other claims */
	NAMING_COUNT
};

/* Of a relation, by its key. */
enum naming naming_of(struct str relation);

/* ── The table ──────────────────────────────────────────────────────────────────────────────── */

/* Of a dossier: its neighbours, and the number of all its links in and out. */
struct neighbour_span { const uint32_t *items; uint32_t count, degree; };

struct neighbour_table {
	const char *rows;               /* inside the archive; NULL: it has no table */
	const uint32_t *items;
	uint32_t count, item_count;     /* dossiers; items of all of them */
};

struct neighbour_table neighbour_table_of(const struct archive *archive);

/* Inline from here on, because a search asks thousands of times. */
enum { NEIGHBOURS_ROW_SIZE = 8 };       /* of a row: first item, degree */

/* The bits of an item, above its dossier. */
#define NEIGHBOUR_MENTIONED ((uint32_t)1 << 30)
#define NEIGHBOUR_NAMED     ((uint32_t)1 << 31)
#define NEIGHBOUR_BITS      (NEIGHBOUR_MENTIONED | NEIGHBOUR_NAMED)

/* Empty if there is no such dossier. */
static inline struct neighbour_span neighbours_of(const struct neighbour_table *table,
                                                  uint32_t dossier)
{
	struct { uint32_t first, degree, end; } row;
	if (dossier >= table->count)
		return (struct neighbour_span){0};
	memcpy(&row, table->rows + (size_t)dossier * NEIGHBOURS_ROW_SIZE, sizeof row);
	if (row.end > table->item_count || row.first > row.end)
		row.first = row.end = 0;
	return (struct neighbour_span){ table->items + row.first, row.end - row.first, row.degree };
}

/* The dossier; may be one that is not there. */
static inline uint32_t neighbour_dossier(uint32_t item)
{
	return item & ~NEIGHBOUR_BITS;
}

/* What stands for more than the dossier. */
static inline uint32_t neighbour_bits(uint32_t item)
{
	return item & NEIGHBOUR_BITS;
}

/* True if no link between the two says more than that one names the other. These stand behind those
 * where one does. */
static inline bool neighbour_is_mentioned(uint32_t item)
{
	return item & NEIGHBOUR_MENTIONED;
}

/* True if one of the two is a source, and no link between them does more than name. Only the source
 * has such neighbours, behind all others. */
static inline bool neighbour_is_named(uint32_t item)
{
	return item & NEIGHBOUR_NAMED;
}

/* Ask the memory, without waiting, for what neighbours_of() will want of a dossier that is there;
 * and for the first items of a span. */
static inline void neighbours_ask(const struct neighbour_table *table, uint32_t dossier)
{
	__builtin_prefetch(table->rows + (size_t)dossier * NEIGHBOURS_ROW_SIZE);
}

static inline void neighbours_ask_items(struct neighbour_span span)
{
	enum { A_LINE = 16, MOST = 3 * A_LINE };
	for (uint32_t i = 0; i < span.count && i < MOST; i += A_LINE)
		__builtin_prefetch(span.items + i);
}

/* ── The links ──────────────────────────────────────────────────────────────────────────────── */

struct neighbour {
	uint32_t dossier;               /* at the other end: a row, or NO_ROW */
	uint32_t relation;
};

enum { NEIGHBOURS_MOST = 64 };

/* Read the other ends of the links of a span from its link `first` on, as many as there are and
 * fit; gives their number. */
uint32_t neighbours_read(const struct archive *archive, struct link_span span, uint32_t first,
                         struct neighbour neighbours[NEIGHBOURS_MOST]);

/* The row of one of these links. */
uint32_t neighbours_link(const struct archive *archive, struct link_span span, uint32_t index);

/* Ask the memory for what neighbours_read() will want of a span, without waiting for it: first for
 * where the links are, and a while later, when that has come, for the links. For spans that are
 * read soon; of long ones only the beginning. */
void neighbours_near(const struct archive *archive, struct link_span span);
void neighbours_next(const struct archive *archive, struct link_span span);

/* ── Making a table ─────────────────────────────────────────────────────────────────────────── */

/* For who writes or checks one. */
struct neighbour_gathering {
	const uint8_t *namings;         /* enum naming, by relation */
	const uint8_t *sources;         /* 1 for a source, by dossier */
	uint8_t *is_taken;              /* by dossier; zeros between two calls */
	uint32_t *items;                /* room for one for each link */
	uint32_t count;                 /* of items */
};

/* Make the items of a dossier, of which these are the links out and then the links in: in the order
 * of their bits, then in that of the links. */
void neighbours_gather(struct neighbour_gathering *gathering, uint32_t dossier,
                       const struct neighbour *links, size_t count);

#endif
