/* Queries for paths: which relations may be followed, the way by a third dossier, the results. */
#include "query/path_parts.h"

#include <string.h>

#include "base/array.h"

enum {
	LEGS_MOST = 64,                 /* ways to `via` that are tried; and as long as */
	LEGS_VAIN = 8,                  /* from none of them a way on was found that keeps clear */
	SAID_MOST = 4,                  /* hops that all say something, to come before other ways */
	TOLD_BUDGET = 2000000,          /* links to look at for ways over no place */
};

/* ── Rules ──────────────────────────────────────────────────────────────────────────────────── */

static struct path_rule rule_of(const struct archive *archive, uint32_t relation)
{
	struct relation_view view = relation_at(archive, relation);
	enum naming naming = naming_of(view.key);
	return (struct path_rule){
		.weight = naming == NAMING_MENTION ? PATH_MENTION_WEIGHT : 0,
		.is_open = true,
		.is_naming = naming != NAMING_NONE,
		.is_placing = str_equal(view.group, STR("place")) ||
		              str_equal(view.key, STR("place")),
	};
}

/* The rules as they are, or as they are without relations that say little; or for the relations of
 * a query alone, which are followed everywhere. */
static void rules_set(struct path_finder *finder, const struct path_query *query,
                      enum path_sort sort)
{
	bool is_open = query->only_count == 0;
	finder->says_only = sort != PATH_ALL;
	for (uint32_t i = 0; i < finder->relation_count; i++) {
		struct path_rule rule = finder->usual[i];
		bool says_little = (sort != PATH_ALL && rule.weight > 0) ||
		                   (sort == PATH_TELLING && rule.is_placing);
		finder->rules[i] = (struct path_rule){
			.weight = rule.weight, .is_open = is_open && !says_little,
			.is_naming = is_open && rule.is_naming, .is_placing = rule.is_placing,
		};
	}
	for (size_t i = 0; i < query->only_count; i++)
		if (query->only[i] < finder->relation_count)
			finder->rules[query->only[i]].is_open = true;
}

struct path_finder *path_finder_new(const struct archive *archive, struct arena *arena)
{
	struct path_finder *finder = ARENA_NEW(arena, struct path_finder);
	*finder = (struct path_finder){
		.archive = archive,
		.arena = arena,
		.dossier_count = dossier_count(archive),
		.relation_count = relation_count(archive),
		.table = neighbour_table_of(archive),
		.is_revised = archive_base(archive) != archive,
	};
	finder->marks = ARENA_MANY(arena, uint32_t, finder->dossier_count);
	for (int side = 0; side < 2; side++)
		finder->reached[side] =
			ARENA_MANY(arena, uint64_t, finder->dossier_count / 64 + 1);
	finder->sources = ARENA_MANY(arena, uint64_t, finder->dossier_count / 64 + 1);
	finder->weights = ARENA_MANY(arena, uint32_t, PATH_WEIGHTS_KEPT);
	for (uint32_t i = 0; i < PATH_WEIGHTS_KEPT; i++)
		finder->weights[i] = path_weight_of(i);
	finder->rules = ARENA_MANY(arena, struct path_rule, finder->relation_count);
	finder->usual = ARENA_MANY(arena, struct path_rule, finder->relation_count);
	for (uint32_t i = 0; i < finder->relation_count; i++)
		finder->usual[i] = rule_of(archive, i);
	uint32_t kind = kind_find(archive, STR("source"));
	if (kind == NO_ROW)
		return finder;
	struct row_span sources = dossiers_of_kind(archive, kind);
	for (uint32_t i = 0; i < sources.count; i++) {
		uint32_t row = sources.rows[i];
		if (row < finder->dossier_count)
			finder->sources[row / 64] |= (uint64_t)1 << row % 64;
	}
	return finder;
}

/* ── Routes ─────────────────────────────────────────────────────────────────────────────────── */

/* A query at work. */
struct inquiry {
	struct path_finder *finder;
	struct arena *arena;            /* of routes */
	const struct path_query *query;
	size_t most;
	struct row_span avoid;
};

static struct path_stream stream_of(const struct inquiry *inquiry, uint32_t from, uint32_t to,
                                    struct row_span closed)
{
	return (struct path_stream){
		.finder = inquiry->finder, .arena = inquiry->arena, .wanted = inquiry->most,
		.search = { .from = from, .to = to, .closed = { inquiry->avoid, closed },
		            .most = PATH_ANY_LENGTH },
	};
}

/* The best routes of at most so many hops. */
static struct path_routes routes_within(const struct inquiry *inquiry, uint32_t hops)
{
	struct path_stream stream = stream_of(inquiry, inquiry->query->from.row,
	                                      inquiry->query->to.row, (struct row_span){0});
	struct path_route route;
	stream.search.most = hops;
	for (size_t i = 0; i < inquiry->most; i++)
		if (!path_stream_next(&stream, &route))
			break;
	return stream.taken;
}

static bool has_route(const struct path_routes *routes, const struct path_route *route)
{
	for (size_t i = 0; i < routes->count; i++) {
		const struct path_route *other = &routes->items[i];
		size_t size = (route->length + 1) * sizeof *route->rows;
		if (other->length == route->length && !memcmp(other->rows, route->rows, size))
			return true;
	}
	return false;
}

/* True for a link between the two, and for a way on which every hop says something. */
static bool route_says(const struct path_finder *finder, const struct path_route *route)
{
	if (route->length == 1)
		return true;
	for (uint32_t i = 0; i < route->length; i++) {
		uint32_t passing = i ? path_weight(finder, path_degree(finder, route->rows[i])) : 0;
		if (route->weights[i + 1] != route->weights[i] + passing)
			return false;
	}
	return route->length <= SAID_MOST;
}

static bool routes_say(const struct path_finder *finder, const struct path_routes *routes)
{
	for (size_t i = 0; i < routes->count; i++)
		if (!route_says(finder, &routes->items[i]))
			return false;
	return true;
}

/* True for a link between the two, and for a way on which no hop does no more than place. The rules
 * are those of PATH_TELLING. */
static bool route_tells(const struct path_finder *finder, const struct path_route *route)
{
	struct path_hop hop;
	for (uint32_t i = 0; i < route->length && route->length > 1; i++)
		if (!path_hop_find(finder, route->rows[i], route->rows[i + 1], &hop))
			return false;
	return true;
}

static bool routes_tell(const struct path_finder *finder, const struct path_routes *routes)
{
	for (size_t i = 0; i < routes->count; i++)
		if (!route_tells(finder, &routes->items[i]))
			return false;
	return true;
}

/* Add those that are not there, up to so many hops, as far as there is room. */
static void routes_add(const struct inquiry *inquiry, struct path_routes *routes,
                       const struct path_routes *more, uint32_t hops)
{
	for (size_t i = 0; i < more->count && routes->count < inquiry->most; i++)
		if (more->items[i].length <= hops && !has_route(routes, &more->items[i]))
			*ARRAY_ADD(inquiry->arena, routes) = more->items[i];
}

/* The best ways whose hops are all of a sort, with a budget of their own. */
static struct path_routes routes_of(const struct inquiry *inquiry, enum path_sort sort)
{
	struct path_finder *finder = inquiry->finder;
	bool was_cut = finder->is_cut;
	finder->looked = 0;
	finder->is_cut = false;
	rules_set(finder, inquiry->query, sort);
	struct path_routes routes = routes_within(inquiry, SAID_MOST);
	rules_set(finder, inquiry->query, PATH_ALL);
	finder->is_cut |= was_cut;
	return routes;
}

/* The same of those that tell, if some of `routes` do not. The table of neighbours does not know
 * where a hop no more than places: the links are read. */
static struct path_routes routes_told(const struct inquiry *inquiry,
                                      const struct path_routes *routes)
{
	struct path_finder *finder = inquiry->finder;
	uint64_t budget = finder->budget;
	bool is_usual = finder->is_usual;
	rules_set(finder, inquiry->query, PATH_TELLING);
	bool all_tell = routes_tell(finder, routes);
	rules_set(finder, inquiry->query, PATH_ALL);
	if (all_tell)
		return (struct path_routes){0};
	finder->is_usual = false;
	finder->budget = budget < TOLD_BUDGET ? budget : TOLD_BUDGET;
	struct path_routes told = routes_of(inquiry, PATH_TELLING);
	finder->is_usual = is_usual;
	finder->budget = budget;
	return told;
}

/* A link between the two, then ways on which every hop says something, and among these, where more
 * than one is wanted, first those that do more than place; then all others. Mostly the best of all
 * do. Who says which relations to follow wants no such order. */
static struct path_routes routes_between(const struct inquiry *inquiry)
{
	struct path_finder *finder = inquiry->finder;
	struct path_routes all = routes_within(inquiry, PATH_ANY_LENGTH);
	struct path_routes routes = {0}, told = {0}, said = all;
	if (inquiry->query->only_count)
		return all;
	if (!routes_say(finder, &all))
		said = routes_of(inquiry, PATH_SAYING);
	if (inquiry->most > 1)
		told = routes_told(inquiry, &said);
	routes_add(inquiry, &routes, &all, 1);
	routes_add(inquiry, &routes, &told, SAID_MOST);
	routes_add(inquiry, &routes, &said, SAID_MOST);
	routes_add(inquiry, &routes, &all, PATH_ANY_LENGTH);
	return routes;
}

/* The way to `via` and the way on, as one. */
static struct path_route legs_join(const struct inquiry *inquiry, const struct path_route *there,
                                   const struct path_route *on)
{
	uint32_t length = there->length + on->length, via = inquiry->query->via.row;
	uint32_t passing = path_weight(inquiry->finder, path_degree(inquiry->finder, via));
	struct path_route joined = {
		.rows = ARENA_MANY(inquiry->arena, uint32_t, (size_t)length + 1),
		.weights = ARENA_MANY(inquiry->arena, uint32_t, (size_t)length + 1),
		.length = length,
	};
	memcpy(joined.rows, there->rows, there->length * sizeof *there->rows);
	memcpy(joined.rows + there->length, on->rows, (on->length + 1) * sizeof *on->rows);
	joined.weights[length] = there->weights[there->length] + passing + on->weights[on->length];
	return joined;
}

/* All ways on from `via` that keep clear of the way there, as far as they are good enough. */
static void legs_add(const struct inquiry *inquiry, const struct path_route *there,
                     struct path_routes *routes)
{
	struct row_span passed = { there->rows, there->length };
	struct path_stream on = stream_of(inquiry, inquiry->query->via.row, inquiry->query->to.row,
	                                  passed);
	struct path_route leg;
	while (on.taken.count < inquiry->most && path_stream_next(&on, &leg))
		path_routes_insert(inquiry->arena, routes, legs_join(inquiry, there, &leg),
		                   inquiry->most);
}

/* The shortest way there and the shortest way on, though they share a dossier. What was looked at
 * in vain before does not count. */
static struct path_routes legs_with_loop(const struct inquiry *inquiry)
{
	bool was_cut = inquiry->finder->is_cut;
	const struct path_query *query = inquiry->query;
	struct row_span none = {0};
	struct path_stream there = stream_of(inquiry, query->from.row, query->via.row, none);
	struct path_stream on = stream_of(inquiry, query->via.row, query->to.row, none);
	struct path_route one, other;
	struct path_routes routes = {0};
	inquiry->finder->is_usual &= !inquiry->finder->named_count;
	inquiry->finder->looked = 0;
	inquiry->finder->is_cut = false;
	if (path_stream_next(&there, &one) && path_stream_next(&on, &other))
		*ARRAY_ADD(inquiry->arena, &routes) = legs_join(inquiry, &one, &other);
	inquiry->finder->is_cut |= was_cut && routes.count;
	return routes;
}

/* For each way to `via`, from the best on, the ways on that do not cross it. It ends when the next
 * way there, and from it the best way on whatever it crosses, would be no better than the worst. */
static struct path_routes routes_by_via(const struct inquiry *inquiry)
{
	const struct path_query *query = inquiry->query;
	struct path_stream there = stream_of(inquiry, query->from.row, query->via.row,
	                                     (struct row_span){ &query->to.row, 1 });
	struct path_stream on = stream_of(inquiry, query->via.row, query->to.row,
	                                  (struct row_span){ &query->from.row, 1 });
	struct path_routes routes = {0};
	struct path_route leg, best;
	there.wanted = LEGS_MOST;
	if (!path_stream_next(&on, &best))
		return legs_with_loop(inquiry);

	while (path_stream_next(&there, &leg)) {
		struct path_route least = legs_join(inquiry, &leg, &best);
		if (routes.count == inquiry->most &&
		    path_route_compare(&least, &routes.items[routes.count - 1]) >= 0)
			return routes;
		legs_add(inquiry, &leg, &routes);
		if (routes.count == inquiry->most)
			there.search.most = routes.items[routes.count - 1].length - best.length;
		inquiry->finder->is_cut |=
			there.taken.count == (routes.count ? LEGS_MOST : LEGS_VAIN);
		if (inquiry->finder->is_cut)
			break;
	}
	return routes.count ? routes : legs_with_loop(inquiry);
}

/* ── Results ────────────────────────────────────────────────────────────────────────────────── */

static bool has_loop(const struct path_route *route)
{
	for (uint32_t i = 0; i <= route->length; i++)
		for (uint32_t j = 0; j < i; j++)
			if (route->rows[i] == route->rows[j])
				return true;
	return false;
}

static bool path_make(const struct inquiry *inquiry, struct arena *arena,
                      const struct path_route *route, struct path *path)
{
	*path = (struct path){
		.hops = ARENA_MANY(arena, struct path_hop, route->length),
		.count = route->length,
		.weight = route->weights[route->length],
		.is_loop = inquiry->query->via.row != NO_ROW && has_loop(route),
	};
	for (uint32_t i = 0; i <= route->length; i++)
		path_hop_ask(inquiry->finder, route->rows[i]);
	for (uint32_t i = 0; i < route->length; i++)
		if (!path_hop_find(inquiry->finder, route->rows[i], route->rows[i + 1],
		                   &path->hops[i]))
			return false;
	return true;
}

static bool is_avoided(const struct path_query *query, uint32_t row)
{
	for (size_t i = 0; i < query->avoid_count; i++)
		if (query->avoid[i] == row)
			return true;
	return false;
}

static bool query_holds(const struct path_finder *finder, const struct path_query *query)
{
	uint32_t count = finder->dossier_count;
	bool has_via = !dossier_is_none(query->via);
	return query->from.row < count && query->to.row < count &&
	       (!has_via || query->via.row < count) && !is_avoided(query, query->from.row) &&
	       !is_avoided(query, query->to.row) && !(has_via && is_avoided(query, query->via.row));
}

/* Let sources that are named in the query be passed as all else. */
static void sources_open(struct path_finder *finder, const struct path_query *query)
{
	const uint32_t rows[] = { query->from.row, query->to.row, query->via.row };
	finder->named_count = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint64_t bit = (uint64_t)1 << rows[i] % 64;
		if (rows[i] >= finder->dossier_count || !(finder->sources[rows[i] / 64] & bit))
			continue;
		finder->sources[rows[i] / 64] &= ~bit;
		finder->named[finder->named_count++] = rows[i];
	}
}

static void sources_close(struct path_finder *finder)
{
	for (uint32_t i = 0; i < finder->named_count; i++)
		finder->sources[finder->named[i] / 64] |= (uint64_t)1 << finder->named[i] % 64;
}

static void inquire(const struct inquiry *inquiry, struct arena *arena, struct paths *paths)
{
	const struct path_query *query = inquiry->query;
	bool has_via = !dossier_is_none(query->via) && query->via.row != query->from.row &&
	               query->via.row != query->to.row;
	struct path_routes routes = has_via ? routes_by_via(inquiry) : routes_between(inquiry);
	for (size_t i = 0; i < routes.count; i++) {
		struct path path;
		if (path_make(inquiry, arena, &routes.items[i], &path))
			*ARRAY_ADD(arena, paths) = path;
	}
}

struct paths paths_find(struct path_finder *finder, struct arena *arena,
                       const struct path_query *query)
{
	struct paths paths = {0};
	struct arena scratch = {0};
	bool is_small = query->most <= 1 && dossier_is_none(query->via);
	/* A single route may as well stay with the result: it is less than a block of scratch. */
	struct inquiry inquiry = {
		.finder = finder, .arena = is_small ? arena : &scratch, .query = query,
		.most = query->most < 1 ? 1 : query->most > PATH_MOST ? PATH_MOST : query->most,
		.avoid = { query->avoid, (uint32_t)query->avoid_count },
	};
	if (!query_holds(finder, query))
		return paths;
	if (query->from.row == query->to.row) {
		*ARRAY_ADD(arena, &paths) = (struct path){0};
		return paths;
	}
	/* Unless it says otherwise, a query may look at every link from both ends for its first
	 * path: that there is none is then certain. */
	finder->budget = query->budget ? query->budget
	                               : PATH_BUDGET + 2 * (uint64_t)link_count(finder->archive);
	finder->looked = 0;
	finder->is_cut = false;
	rules_set(finder, query, PATH_ALL);
	sources_open(finder, query);
	finder->known = query->known;
	finder->is_usual = finder->table.rows && query->only_count == 0 && !query->known;
	inquire(&inquiry, arena, &paths);
	sources_close(finder);
	paths.is_cut = finder->is_cut;
	arena_release(&scratch);
	return paths;
}
