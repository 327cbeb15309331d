/* path_parts: what the files of path share. Private to query/path*.c.
 *
 *	path_search.c   the best path between two dossiers, from both ends
 *	path_walk.c     a step of it: from a dossier that was reached to its neighbours
 *	path_stream.c   the next best, one after the other
 *	path_hop.c      the link that a hop stands for
 *	path.c          queries: rules for relations, via, results
 */
#ifndef DOSSIER_QUERY_PATH_PARTS_H
#define DOSSIER_QUERY_PATH_PARTS_H

#include "archive/neighbours.h"
#include "archive/revision.h"
#include "query/path.h"

/* ── path.c ─────────────────────────────────────────────────────────────────────────────────── */

/* What a relation is worth on a path. */
struct path_rule {
	uint32_t weight;                /* of a hop over it */
	bool is_open;                   /* may be followed */
	bool is_naming;                 /* names or cites: not into or out of a source */
	bool is_placing;                /* says no more than where something is, or whence */
};

/* Which relations are followed: all, those that do more than name or cite, and of these those that
 * do more than place. */
enum path_sort { PATH_ALL, PATH_SAYING, PATH_TELLING };

/* A dossier that a search has reached. The first of a side is its end of the path. */
struct path_entry {
	uint32_t row;
	uint32_t parent;                /* entry of the same side, nearer to its end */
	uint32_t weight;                /* of the path from the end, without the dossier itself */
	uint32_t degree;                /* its links; 0 as long as nobody asked */
};

/* An entry, and what the way to it weighs with itself. */
struct path_place { uint32_t entry, weight; };

/* What was reached from one end, level by level:
 *
 *	│ end │ 1 hop │ … │ last level     │ level being reached │
 *	                  first   counted  end                   count
 */
struct path_side {
	struct path_entry *items;
	size_t count, room;
	size_t first;                   /* of the last level */
	size_t counted;                 /* entries behind it whose links are in `links` */
	uint64_t links;                 /* of the last level, as far as they were counted */
	uint32_t depth;
};

enum {
	PATH_MENTION_WEIGHT = 400,      /* of a hop by which one only names the other */
	PATH_WEIGHTS_KEPT = 1024,
};

#define PATH_CLOSED UINT32_MAX

struct path_finder {
	const struct archive *archive;
	struct arena *arena;
	uint32_t dossier_count, relation_count;
	struct neighbour_table table;
	bool is_revised;                /* the table is of a base; see archive_relinks */
	const struct known *known;      /* of this query, or NULL */
	bool is_usual;                  /* this query follows what is in the table, and no more */
	bool says_only;                 /* at work: hops that do more than name or cite */
	uint32_t named[3], named_count; /* sources that are ends of this query, or its `via` */
	/* For each side a bit for each dossier that it has reached, or may not pass; and of these
	 * alone what they are: the entry, or PATH_CLOSED. Few are reached of many: so the bits,
	 * which are near, are all that most steps ask for. */
	uint64_t *reached[2];
	uint32_t *marks;
	uint64_t *sources;              /* a bit for each dossier: its naming links are closed */
	struct path_rule *usual;        /* of relations, and as the query at work wants them: */
	struct path_rule *rules;
	struct path_side sides[2];
	uint32_t *weights;              /* by degree, of small ones */
	struct { struct path_place *items; size_t room; } places;       /* of a level, twice */
	uint64_t looked, budget;        /* links of this query */
	bool is_cut;                    /* it looked at as many as it may */
};

/* ── path_search.c ──────────────────────────────────────────────────────────────────────────── */

/* A path as rows of dossiers. */
struct path_route {
	uint32_t *rows;                 /* length + 1 */
	uint32_t *weights;              /* of the path up to each, without it; the last is of all */
	uint32_t length;                /* hops */
	uint32_t deviation;             /* the row up to which it goes along with another */
};

enum { PATH_CLOSED_MOST = 3, PATH_ANY_LENGTH = UINT32_MAX };

struct path_search {
	uint32_t from, to;              /* not the same */
	struct row_span closed[PATH_CLOSED_MOST];       /* not to be passed; no ends */
	struct row_span banned;         /* dossiers that the first hop must not lead to */
	uint32_t most;                  /* hops */
};

/* The best path. False if there is none, or the budget is used up. In `arena`. */
bool path_search(struct path_finder *finder, struct arena *arena, const struct path_search *search,
                 struct path_route *route);

/* True if the table says whom a dossier is linked with; else its links do. */
static inline bool path_has_table(const struct path_finder *finder, uint32_t row)
{
	return finder->table.rows &&
	       !(finder->is_revised && archive_relinks(finder->archive, row));
}

/* The number of a dossier's links, and what it weighs to pass one that has so many. */
uint32_t path_degree_by_links(const struct path_finder *finder, uint32_t row);
uint32_t path_weight_of(uint32_t degree);

static inline uint32_t path_degree(const struct path_finder *finder, uint32_t row)
{
	return path_has_table(finder, row) ? neighbours_of(&finder->table, row).degree
	                                   : path_degree_by_links(finder, row);
}

static inline uint32_t path_weight(const struct path_finder *finder, uint32_t degree)
{
	return degree < PATH_WEIGHTS_KEPT ? finder->weights[degree] : path_weight_of(degree);
}

/* By length, then by weight. */
int path_route_compare(const struct path_route *left, const struct path_route *right);

/* ── path_walk.c ────────────────────────────────────────────────────────────────────────────── */

/* Where a link leads from one side to the other: the best so far. Of those that weigh the same it
 * is the one with lower rows, as it is of two ways to an entry: whatever the order in which links
 * are looked at, the path is the same. */
struct path_meeting {
	uint32_t entries[2];
	uint32_t weight;                /* of the whole path; UINT32_MAX: they did not meet */
};

/* An entry whose neighbours are looked at. */
struct path_walk {
	struct path_finder *finder;
	const struct path_search *search;
	struct path_meeting *meeting;
	int side;
	uint32_t index, row;
	uint32_t weight;                /* of the way to it, with itself */
	uint32_t least;                 /* no way on from the other side's last level weighs less */
	size_t level;                   /* first entry of the level being reached */
};

/* True if a link of this relation between two dossiers may be followed. */
bool path_may_follow(const struct path_finder *finder, uint32_t relation, uint32_t one,
                     uint32_t other);

/* True for a link of a span that the query does not follow because it is not known. */
bool path_is_hidden(const struct path_finder *finder, struct link_span span, uint32_t index);

/* Look for neighbours of the walk's entry that the other side has reached. */
void path_probe(const struct path_walk *walk);

/* Go to its neighbours: to new ones, and to those of the level being reached. For levels of which
 * no entry has met the other side. */
void path_walk(const struct path_walk *walk);

/* Ask the memory for what these will want of a dossier, some time ahead, and closer to it. Its row
 * of the table was asked for when it was reached. */
static inline void path_walk_near(const struct path_finder *finder, uint32_t row)
{
	if (!finder->is_usual)
		neighbours_near(finder->archive,
		                links_in(finder->archive, (struct dossier_ref){ row }));
}

static inline void path_walk_next(const struct path_finder *finder, uint32_t row)
{
	struct dossier_ref ref = { row };
	if (finder->is_usual) {
		neighbours_ask_items(neighbours_of(&finder->table, row));
		return;
	}
	neighbours_next(finder->archive, links_out(finder->archive, ref));
	neighbours_next(finder->archive, links_in(finder->archive, ref));
}

/* True if a side has reached it, or if it is closed. */
static inline bool path_is_reached(const struct path_finder *finder, int side, uint32_t row)
{
	return finder->reached[side][row / 64] >> row % 64 & 1;
}

static inline void path_mark(struct path_finder *finder, int side, uint32_t row, uint32_t mark)
{
	finder->reached[side][row / 64] |= (uint64_t)1 << row % 64;
	finder->marks[row] = mark;
}

/* Reach a dossier. */
void path_entry_add(struct path_finder *finder, int side, struct path_entry entry);

/* What it weighs to pass an entry: nothing for the end itself. */
static inline uint32_t path_entry_passing(struct path_finder *finder, int side, size_t index)
{
	struct path_entry *entry = &finder->sides[side].items[index];
	if (index == 0)
		return 0;
	if (entry->degree == 0)
		entry->degree = path_degree(finder, entry->row);
	return path_weight(finder, entry->degree);
}

/* ── path_stream.c ──────────────────────────────────────────────────────────────────────────── */

struct path_routes { struct path_route *items; size_t count, room; };

/* Routes from the best on. Begin with `search` and `wanted` set, all else zeroed. */
struct path_stream {
	struct path_finder *finder;
	struct arena *arena;
	struct path_search search;      /* `most` may be lowered between two routes */
	size_t wanted;                  /* routes that will be asked for at most */
	struct path_routes taken;       /* those that were given */
	struct path_routes waiting;     /* candidates, best first */
};

/* The next route, good until the stream's arena ends; false if there is none. */
bool path_stream_next(struct path_stream *stream, struct path_route *route);

/* Put a route behind all that are as good, and keep the best `most`. */
void path_routes_insert(struct arena *arena, struct path_routes *routes, struct path_route route,
                        size_t most);

/* ── path_hop.c ─────────────────────────────────────────────────────────────────────────────── */

/* The hop from one dossier to its neighbour. False if no link that may be followed is there. */
bool path_hop_find(const struct path_finder *finder, uint32_t from, uint32_t to,
                   struct path_hop *hop);

/* Ask the memory for what path_hop_find() will want of a dossier. */
void path_hop_ask(const struct path_finder *finder, uint32_t row);

#endif
