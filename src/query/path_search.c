/* The best path between two dossiers. Levels grow from both ends, the one with fewer links first,
 * until a link leads from one side to the other:
 *
 *	 from ─┬─ a ─┬─ c ┄┄┄┄ e ─┬─ to
 *	       └─ b ─┴─ d ┄┄┄┄ f ─┘
 *
 * The level at which they meet is looked at to its end, so that of all shortest paths the lightest
 * is found: each entry knows the lightest way from its end, which is complete once its level is.
 * Because links are followed both ways, and what closes a dossier or a link closes it for both
 * sides, a dossier of the other side that is met is always of that side's last level. */
#include "query/path_parts.h"

#include <string.h>

#include "base/array.h"

enum { NO_SIDE = -1 };

/* ── Weights ────────────────────────────────────────────────────────────────────────────────── */

/* 100 times the binary logarithm, in whole numbers so that it is the same on every machine: the
 * bits behind the point come by squaring. */
uint32_t path_weight_of(uint32_t degree)
{
	enum { BITS = 20 };
	if (degree < 2)
		return 0;
	uint32_t whole = 31 - (uint32_t)__builtin_clz(degree), fraction = 0;
	uint64_t mantissa = (uint64_t)degree << (31 - whole);
	for (int i = 0; i < BITS; i++) {
		uint64_t square = mantissa * mantissa;
		uint32_t bit = (uint32_t)(square >> 63);
		fraction = fraction << 1 | bit;
		mantissa = square >> (31 + bit);
	}
	return whole * 100 + ((fraction * 100 + (1u << (BITS - 1))) >> BITS);
}

uint32_t path_degree_by_links(const struct path_finder *finder, uint32_t row)
{
	struct dossier_ref ref = { row };
	return links_out(finder->archive, ref).range.count +
	       links_in(finder->archive, ref).range.count;
}

static uint32_t entry_degree(const struct path_finder *finder, struct path_entry *entry)
{
	if (entry->degree == 0)
		entry->degree = path_degree(finder, entry->row);
	return entry->degree;
}

int path_route_compare(const struct path_route *left, const struct path_route *right)
{
	uint32_t one = left->weights[left->length], other = right->weights[right->length];
	if (left->length != right->length)
		return left->length < right->length ? -1 : 1;
	return (one > other) - (one < other);
}

/* ── Marks ──────────────────────────────────────────────────────────────────────────────────── */

static void close_dossiers(struct path_finder *finder, struct row_span rows)
{
	for (uint32_t i = 0; i < rows.count; i++)
		if (rows.rows[i] < finder->dossier_count)
			for (int side = 0; side < 2; side++)
				path_mark(finder, side, rows.rows[i], PATH_CLOSED);
}

/* With those beside it, as all are to be forgotten. */
static void forget(struct path_finder *finder, int side, uint32_t row)
{
	finder->reached[side][row / 64] = 0;
}

static void open_dossiers(struct path_finder *finder, struct row_span rows)
{
	for (uint32_t i = 0; i < rows.count; i++)
		if (rows.rows[i] < finder->dossier_count)
			for (int side = 0; side < 2; side++)
				forget(finder, side, rows.rows[i]);
}

/* Leave no dossier reached or closed. */
static void forget_all(struct path_finder *finder, const struct path_search *search)
{
	for (size_t i = 0; i < PATH_CLOSED_MOST; i++)
		open_dossiers(finder, search->closed[i]);
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < finder->sides[side].count; i++)
			forget(finder, side, finder->sides[side].items[i].row);
}

static void side_begin(struct path_finder *finder, int side, uint32_t row)
{
	struct path_side *entries = &finder->sides[side];
	entries->count = entries->first = entries->counted = 0;
	entries->links = 0;
	entries->depth = 0;
	path_entry_add(finder, side, (struct path_entry){ .row = row });
}

/* ── A level ────────────────────────────────────────────────────────────────────────────────── */

/* How light a way on from a side's last level can be at least. Of what is not known it is not asked
 * of more than `most` dossiers. */
static uint32_t least_weight(struct path_finder *finder, int side, size_t most)
{
	const struct path_side *entries = &finder->sides[side];
	uint32_t least = UINT32_MAX;
	for (size_t i = entries->first; i < entries->count; i++) {
		uint32_t weight = entries->items[i].weight;
		if (entries->items[i].degree || i - entries->first < most)
			weight += path_entry_passing(finder, side, i);
		if (weight < least)
			least = weight;
	}
	return least;
}

/* Entries by the weight of the way to them, with themselves, in heaps: lighter ones first, so that
 * a light path is found soon and what cannot be lighter need not be looked at. */
static void order_level(struct path_finder *finder, int side, size_t count)
{
	enum { HEAPS = 64, HEAP_SHIFT = 5 };
	struct path_side *entries = &finder->sides[side];
	struct path_place *places = finder->places.items, *ordered = places + count;
	uint32_t least = UINT32_MAX, starts[HEAPS + 1] = { 0 };
	for (size_t i = 0; i < count; i++) {
		uint32_t index = (uint32_t)(entries->first + i);
		uint32_t weight = entries->items[index].weight +
		                  path_entry_passing(finder, side, index);
		places[i] = (struct path_place){ index, weight };
		least = weight < least ? weight : least;
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t heap = (places[i].weight - least) >> HEAP_SHIFT;
		starts[(heap < HEAPS ? heap : HEAPS - 1) + 1]++;
	}
	for (size_t i = 0; i < HEAPS; i++)
		starts[i + 1] += starts[i];
	for (size_t i = 0; i < count; i++) {
		uint32_t heap = (places[i].weight - least) >> HEAP_SHIFT;
		ordered[starts[heap < HEAPS ? heap : HEAPS - 1]++] = places[i];
	}
}

/* Ask the memory for what the entry of a place will want: sooner for where its links are. */
enum { AHEAD_NEXT = 12, AHEAD_NEAR = 24 };

static void ask_ahead(const struct path_finder *finder, int side, size_t place, size_t count)
{
	const struct path_entry *entries = finder->sides[side].items;
	const struct path_place *places = finder->places.items + count;
	if (place + AHEAD_NEAR < count)
		path_walk_near(finder, entries[places[place + AHEAD_NEAR].entry].row);
	if (place + AHEAD_NEXT < count)
		path_walk_next(finder, entries[places[place + AHEAD_NEXT].entry].row);
}

static void ask_first(const struct path_finder *finder, int side, size_t count)
{
	const struct path_entry *entries = finder->sides[side].items;
	const struct path_place *places = finder->places.items + count;
	for (size_t i = 0; i < count && i < AHEAD_NEAR; i++)
		path_walk_near(finder, entries[places[i].entry].row);
	for (size_t i = 0; i < count && i < AHEAD_NEXT; i++)
		path_walk_next(finder, entries[places[i].entry].row);
}

/* Visit the entry of a place, if it may be on a path that is lighter than the best. */
static void walk_to(struct path_walk *walk, struct path_place place,
                    void (*visit)(const struct path_walk *walk))
{
	walk->index = place.entry;
	walk->row = walk->finder->sides[walk->side].items[place.entry].row;
	walk->weight = place.weight;
	if (walk->weight + (uint64_t)walk->least <= walk->meeting->weight)
		visit(walk);
}

/* Look at the links of a side's last level, at first only for dossiers of the other side. If there
 * are any, nothing behind this level need be noted, though it has more links than those before it
 * together. Only if there is none, they are gone through again. */
static void side_grow(struct path_finder *finder, const struct path_search *search, int side,
                      struct path_meeting *meeting)
{
	struct path_side *entries = &finder->sides[side];
	size_t end = entries->count, count = end - entries->first;
	struct path_walk walk = { .finder = finder, .search = search, .meeting = meeting,
		                  .side = side, .level = end,
		                  .least = least_weight(finder, !side, 4 * count) };
	while (finder->places.room < 2 * count)
		finder->places.items = array_room(finder->arena, finder->places.items,
		                                  finder->places.room, &finder->places.room,
		                                  sizeof *finder->places.items);
	order_level(finder, side, count);
	ask_first(finder, side, count);
	for (size_t i = 0; i < count && !finder->is_cut; i++) {
		ask_ahead(finder, side, i, count);
		walk_to(&walk, finder->places.items[count + i], path_probe);
	}
	if (meeting->weight == UINT32_MAX)
		for (size_t i = 0; i < count && !finder->is_cut; i++)
			walk_to(&walk, finder->places.items[count + i], path_walk);
	entries->first = entries->counted = end;
	entries->links = 0;
	entries->depth++;
}

/* True if a side begins at a source that the query names. Who names it is in the table for the
 * source alone: so it has to look before the other side comes near. */
static bool looks_first(const struct path_finder *finder, const struct path_side *side)
{
	for (uint32_t i = 0; i < finder->named_count; i++)
		if (side->depth == 0 && side->items[0].row == finder->named[i])
			return true;
	return false;
}

/* Count the links of some more entries of a side's last level. */
static void side_count(const struct path_finder *finder, struct path_side *entries)
{
	enum { A_TURN = 16 };
	size_t left = entries->count - entries->counted;
	for (size_t turn = left < A_TURN ? left : A_TURN; turn > 0; turn--)
		entries->links += entry_degree(finder, &entries->items[entries->counted++]);
}

/* The side that is to grow: that whose last level has fewer links. NO_SIDE if one has reached all
 * that it can. Counting takes turns, so that it ends as soon as the smaller one is known, and is
 * not done twice. */
static int side_choose(struct path_finder *finder)
{
	for (int side = 0; side < 2; side++)
		if (finder->sides[side].first == finder->sides[side].count)
			return NO_SIDE;
	for (int side = 0; side < 2; side++)
		if (looks_first(finder, &finder->sides[side]))
			return side;
	for (;;) {
		int side = finder->sides[0].links <= finder->sides[1].links ? 0 : 1;
		struct path_side *entries = &finder->sides[side];
		if (entries->counted == entries->count)
			return side;
		side_count(finder, entries);
	}
}

/* ── The path ───────────────────────────────────────────────────────────────────────────────── */

static uint32_t chain_length(const struct path_side *side, uint32_t index)
{
	uint32_t length = 0;
	for (; index; index = side->items[index].parent)
		length++;
	return length;
}

/* The entries from the first end to the meeting, then on to the other end. */
static struct path_route route_of(struct path_finder *finder, struct arena *arena,
                                  const struct path_meeting *meeting)
{
	const struct path_side *left = &finder->sides[0], *right = &finder->sides[1];
	uint32_t there = chain_length(left, meeting->entries[0]);
	uint32_t length = there + 1 + chain_length(right, meeting->entries[1]);
	struct path_route route = {
		.rows = ARENA_MANY(arena, uint32_t, (size_t)length + 1),
		.weights = ARENA_MANY(arena, uint32_t, (size_t)length + 1),
		.length = length,
	};
	for (uint32_t i = there, at = meeting->entries[0];; i--, at = left->items[at].parent) {
		route.rows[i] = left->items[at].row;
		route.weights[i] = left->items[at].weight;
		if (i == 0)
			break;
	}
	uint32_t at = meeting->entries[1];
	for (uint32_t i = there + 1; i <= length; i++, at = right->items[at].parent) {
		route.rows[i] = right->items[at].row;
		route.weights[i] = meeting->weight - right->items[at].weight -
		                   path_entry_passing(finder, 1, at);
	}
	return route;
}

static bool sides_meet(struct path_finder *finder, const struct path_search *search,
                       struct path_meeting *meeting)
{
	while (meeting->weight == UINT32_MAX && !finder->is_cut &&
	       finder->sides[0].depth + finder->sides[1].depth < search->most) {
		int side = side_choose(finder);
		if (side == NO_SIDE)
			return false;
		side_grow(finder, search, side, meeting);
	}
	return meeting->weight != UINT32_MAX;
}

bool path_search(struct path_finder *finder, struct arena *arena, const struct path_search *search,
                 struct path_route *route)
{
	struct path_meeting meeting = { .weight = UINT32_MAX };
	for (size_t i = 0; i < PATH_CLOSED_MOST; i++)
		close_dossiers(finder, search->closed[i]);
	side_begin(finder, 0, search->from);
	side_begin(finder, 1, search->to);
	bool is_found = sides_meet(finder, search, &meeting);
	forget_all(finder, search);
	if (is_found)
		*route = route_of(finder, arena, &meeting);
	return is_found;
}
