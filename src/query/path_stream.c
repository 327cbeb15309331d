/* Paths from the best on, none of which passes a dossier twice. After Yen (1971) with the remark of
 * Lawler (1972): the next best leaves one that was given before at some dossier, by a hop that none
 * of those that come the same way has taken:
 *
 *	given       from ── a ── b ── to
 *	candidates   │      │    └─ … ── to      a and `from` closed
 *	             │      └─ … ── to           `from` closed
 *	             └─ … ── to
 */
#include "query/path_parts.h"

#include <string.h>

#include "base/array.h"

void path_routes_insert(struct arena *arena, struct path_routes *routes, struct path_route route,
                        size_t most)
{
	size_t at = routes->count;
	while (at > 0 && path_route_compare(&route, &routes->items[at - 1]) < 0)
		at--;
	if (at >= most)
		return;
	ARRAY_ADD(arena, routes);
	memmove(routes->items + at + 1, routes->items + at,
	        (routes->count - 1 - at) * sizeof *routes->items);
	routes->items[at] = route;
	if (routes->count > most)
		routes->count = most;
}

/* How many routes are still to be given. */
static size_t stream_missing(const struct path_stream *stream)
{
	return stream->wanted > stream->taken.count ? stream->wanted - stream->taken.count : 0;
}

/* No route that is longer can be among those that will be given. */
static uint32_t stream_most(const struct path_stream *stream)
{
	size_t missing = stream_missing(stream);
	uint32_t most = stream->search.most;
	if (missing == 0 || stream->waiting.count < missing)
		return most;
	uint32_t worst = stream->waiting.items[missing - 1].length;
	return worst < most ? worst : most;
}

/* The dossiers to which routes that were given go on after the first `count` rows of `route`. */
static struct row_span banned_after(const struct path_stream *stream,
                                    const struct path_route *route, uint32_t count)
{
	uint32_t *rows = ARENA_MANY(stream->arena, uint32_t, stream->taken.count);
	struct row_span banned = { rows, 0 };
	for (size_t i = 0; i < stream->taken.count; i++) {
		const struct path_route *other = &stream->taken.items[i];
		if (other->length >= count &&
		    memcmp(other->rows, route->rows, count * sizeof *route->rows) == 0)
			rows[banned.count++] = other->rows[count];
	}
	return banned;
}

/* A route that goes along with another up to its row `at`, and then its own way. */
static struct path_route route_join(const struct path_stream *stream,
                                    const struct path_route *route, uint32_t at,
                                    const struct path_route *rest)
{
	uint32_t length = at + rest->length;
	struct path_route joined = {
		.rows = ARENA_MANY(stream->arena, uint32_t, (size_t)length + 1),
		.weights = ARENA_MANY(stream->arena, uint32_t, (size_t)length + 1),
		.length = length,
		.deviation = at,
	};
	uint32_t before = route->weights[at];
	if (at > 0)
		before += path_weight(stream->finder,
		                      path_degree(stream->finder, route->rows[at]));
	memcpy(joined.rows, route->rows, at * sizeof *route->rows);
	memcpy(joined.weights, route->weights, at * sizeof *route->weights);
	memcpy(joined.rows + at, rest->rows, (rest->length + 1) * sizeof *rest->rows);
	joined.weights[at] = route->weights[at];
	for (uint32_t i = 1; i <= rest->length; i++)
		joined.weights[at + i] = before + rest->weights[i];
	return joined;
}

/* Find the best route that leaves `route` at its row `at`. */
static void leave_at(struct path_stream *stream, const struct path_route *route, uint32_t at)
{
	struct path_search search = stream->search;
	struct path_route rest;
	uint32_t most = stream_most(stream);
	if (most <= at)
		return;
	search.most = most == PATH_ANY_LENGTH ? most : most - at;
	search.from = route->rows[at];
	search.closed[PATH_CLOSED_MOST - 1] = (struct row_span){ route->rows, at };
	search.banned = banned_after(stream, route, at + 1);
	if (!path_search(stream->finder, stream->arena, &search, &rest))
		return;
	path_routes_insert(stream->arena, &stream->waiting, route_join(stream, route, at, &rest),
	                   stream_missing(stream));
}

bool path_stream_next(struct path_stream *stream, struct path_route *route)
{
	struct path_routes *waiting = &stream->waiting;
	size_t given = stream->taken.count;
	if (given == 0) {
		struct path_route first;
		if (!path_search(stream->finder, stream->arena, &stream->search, &first))
			return false;
		*ARRAY_ADD(stream->arena, waiting) = first;
	} else {
		struct path_route last = stream->taken.items[given - 1];
		for (uint32_t at = last.deviation; at < last.length; at++)
			if (!stream->finder->is_cut)
				leave_at(stream, &last, at);
	}
	if (waiting->count == 0)
		return false;
	*route = waiting->items[0];
	*ARRAY_ADD(stream->arena, &stream->taken) = *route;
	waiting->count--;
	memmove(waiting->items, waiting->items + 1, waiting->count * sizeof *waiting->items);
	return true;
}
