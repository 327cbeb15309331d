/* path_parts: what the files of path share. Private to query/path*.c.
 *
 *	path_search.c   the best path between two dossiers, from both ends
 *	path_stream.c   the next best, one after the other
 *	path_hop.c      the link that a hop stands for
 *	path.c          queries: rules for relations, via, results
 */
#ifndef DOSSIER_QUERY_PATH_PARTS_H
#define DOSSIER_QUERY_PATH_PARTS_H

#include "query/path.h"

/* ── path.c ─────────────────────────────────────────────────────────────────────────────────── */

/* What a relation is worth on a path. */
struct path_rule {
	uint32_t weight;                /* of a hop over it */
	bool is_open;                   /* may be followed */
	bool is_naming;                 /* names or cites: not into or out of a source */
};

/* A dossier that a search has reached. The first of a side is its end of the path. */
struct path_entry {
	uint32_t row;
	uint32_t parent;                /* entry of the same side, nearer to its end */
	uint32_t weight;                /* of the path from the end, without the dossier itself */
	uint32_t degree;                /* its links; 0 as long as nobody asked */
};

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

struct path_finder {
	const struct archive *archive;
	struct arena *arena;
	uint32_t dossier_count, relation_count;
	/* A mark less than `epoch` is of an earlier search. `epoch` itself closes a dossier; the
	 * odd ones behind it are entries of the first side, the even ones of the second. */
	uint32_t *marks;
	uint32_t epoch;
	uint64_t *sources;              /* a bit for each dossier: its naming links are closed */
	struct path_rule *usual;        /* of relations, and as the query at work wants them: */
	struct path_rule *rules;
	struct path_side sides[2];
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

/* What a dossier with so many links weighs. */
uint32_t path_weight(uint32_t degree);
uint32_t path_degree(const struct archive *archive, uint32_t row);

/* By length, then by weight. */
int path_route_compare(const struct path_route *left, const struct path_route *right);

/* True if a link of this relation between two dossiers may be followed. */
bool path_may_follow(const struct path_finder *finder, uint32_t relation, uint32_t one,
                     uint32_t other);

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

#endif
