/* path: how two dossiers hang together: the shortest ways from one to the other over links, read
 * both ways.
 *
 *	struct path_finder *finder = path_finder_new(archive, &arena);
 *	struct paths paths = paths_find(finder, &arena, &(struct path_query){
 *		.from = lavrov, .to = wang, .via = NO_DOSSIER, .most = 3,
 *	});
 *
 * A link between the two comes first. Then come paths of up to four hops that all say how two hang
 * together, then those with a hop that says little: a mention, a citation, or that one has
 * something to add to what the other claims. That two are named in one overview is no relation
 * between them. Where several paths are wanted, those of up to four hops that lead over acts,
 * meetings and positions come before those with a hop that no more than places: the relations of
 * the group "place", and that an event took place there. One alone is the shortest.
 *
 * Of two paths of a sort that with fewer hops is better, then that which weighs less: each dossier
 * on the way weighs 100 times the binary logarithm of the number of its links, so that a way
 * through a person or an event goes before one through a country that everyone has to do with; and
 * a hop that says little weighs 400, as much as a dossier with 16 links. Between two that are as
 * good the rows of their dossiers decide, not the order in which links were written.
 *
 * On the way by a third, and over relations that the query names, all hops are of one sort.
 *
 * A source connects those who made it (authors, publisher, what it derives from), not all whom it
 * names: links that do no more than name or cite are not followed into or out of a source, unless
 * the source is an end of the path or its `via`, or the query says itself which relations it wants.
 */
#ifndef DOSSIER_QUERY_PATH_H
#define DOSSIER_QUERY_PATH_H

#include <stdbool.h>

#include "archive/archive.h"
#include "query/page.h"

struct arena;
struct known;

enum {
	PATH_MOST = 20,                 /* paths of a query */
	PATH_BUDGET = 20000000,         /* links to look at for all but the first path */
};

/* One step. Of several links between the two it is the one that says most: no mention or citation
 * if there is another, then one that does more than place, then with sources, then the first. */
struct path_hop {
	struct dossier_ref from, to;    /* as the path is read */
	uint32_t link;                  /* its row */
	enum direction direction;       /* LINK_OUT if the link leads from `from` to `to` */
};

/* No hops if both ends are the same dossier. */
struct path {
	struct path_hop *hops;
	size_t count;
	uint32_t weight;
	bool is_loop;                   /* passes a dossier twice: no other way was found */
};

struct paths {
	struct path *items;             /* best first */
	size_t count, room;
	bool is_cut;                    /* the search was ended: there may be more or better */
};

struct path_query {
	struct dossier_ref from, to;
	struct dossier_ref via;         /* to be passed on the way, or NO_DOSSIER */
	const uint32_t *avoid;          /* rows of dossiers not to be passed */
	size_t avoid_count;
	const uint32_t *only;           /* rows of the relations to follow; none: all */
	size_t only_count;
	size_t most;                    /* paths, up to PATH_MOST; 0 is 1 */
	uint64_t budget;                /* links to look at, and as many for paths that say
	                                 * something if the best do not, and up to 2 million for
	                                 * those that do more than place; 0: all for a first, and
	                                 * PATH_BUDGET. Those of a level without a way are gone
	                                 * over once more, which is not counted: it may cost
	                                 * twice as much */
	const struct known *known;      /* links to follow; NULL: all */
};

/* What searches on one archive share. Its memory, a little more than 4 bytes a dossier and what
 * searches have reached, is kept for the next one; for one thread at a time. In `arena`. */
struct path_finder;
struct path_finder *path_finder_new(const struct archive *archive, struct arena *arena);

/* The best paths, none of which passes a dossier twice; with `via`, if all do, the shortest way
 * there and the shortest way on. None if the ends do not hang together, if a row is not there, or
 * if an end is to be avoided. In `arena`. */
struct paths paths_find(struct path_finder *finder, struct arena *arena,
                       const struct path_query *query);

/* The paths as lines: a hop a line, from the dossier above it to the one that it names, with role,
 * dates and sources. More than one path are numbered, and above them, if more than one was wanted,
 * it says how many there are. Declared here, written in page_path.c. */
struct page page_path(const struct archive *archive, struct arena *arena,
                      const struct path_query *query, const struct paths *paths,
                      struct page_options options);

#endif
