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

#include "archive/neighbours.h"
#include "base/array.h"

enum { NO_SIDE = -1 };

/* ── Weights ────────────────────────────────────────────────────────────────────────────────── */

/* 100 times the binary logarithm, in whole numbers so that it is the same on every machine: the
 * bits behind the point come by squaring. */
uint32_t path_weight(uint32_t degree)
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

uint32_t path_degree(const struct archive *archive, uint32_t row)
{
	struct dossier_ref ref = { row };
	return links_out(archive, ref).range.count + links_in(archive, ref).range.count;
}

static uint32_t entry_degree(const struct path_finder *finder, struct path_entry *entry)
{
	if (entry->degree == 0)
		entry->degree = path_degree(finder->archive, entry->row);
	return entry->degree;
}

/* What it weighs to pass an entry: nothing for the end itself. */
static uint32_t entry_passing(const struct path_finder *finder, int side, size_t index)
{
	struct path_entry *entry = &finder->sides[side].items[index];
	return index ? path_weight(entry_degree(finder, entry)) : 0;
}

int path_route_compare(const struct path_route *left, const struct path_route *right)
{
	uint32_t one = left->weights[left->length], other = right->weights[right->length];
	if (left->length != right->length)
		return left->length < right->length ? -1 : 1;
	return (one > other) - (one < other);
}

/* ── Marks ──────────────────────────────────────────────────────────────────────────────────── */

/* Let all marks of the last search be of an earlier one. The number of marks that a search may make
 * is known; when they would run out, which is once in thousands of searches, all are cleared. */
static void epoch_begin(struct path_finder *finder)
{
	uint64_t used = 1 + 2 * (uint64_t)(finder->sides[0].count > finder->sides[1].count
	                                           ? finder->sides[0].count
	                                           : finder->sides[1].count);
	uint64_t room = 1 + 2 * (uint64_t)finder->dossier_count;
	uint64_t epoch = finder->epoch + used;
	if (epoch + room > UINT32_MAX) {
		memset(finder->marks, 0, finder->dossier_count * sizeof *finder->marks);
		epoch = 1;
	}
	finder->epoch = (uint32_t)epoch;
}

static void close_dossiers(struct path_finder *finder, struct row_span rows)
{
	for (uint32_t i = 0; i < rows.count; i++)
		if (rows.rows[i] < finder->dossier_count)
			finder->marks[rows.rows[i]] = finder->epoch;
}

static void entry_add(struct path_finder *finder, int side, struct path_entry entry)
{
	struct path_side *entries = &finder->sides[side];
	uint32_t number = 2 * (uint32_t)entries->count + (uint32_t)side;
	finder->marks[entry.row] = finder->epoch + 1 + number;
	if (entries->count < entries->room)
		entries->items[entries->count++] = entry;
	else
		*ARRAY_ADD(finder->arena, entries) = entry;
}

static void side_begin(struct path_finder *finder, int side, uint32_t row)
{
	struct path_side *entries = &finder->sides[side];
	entries->count = entries->first = entries->counted = 0;
	entries->links = 0;
	entries->depth = 0;
	entry_add(finder, side, (struct path_entry){ .row = row });
}

/* ── A level ────────────────────────────────────────────────────────────────────────────────── */

/* Where a link leads from one side to the other. */
struct meeting {
	uint32_t entries[2];
	uint32_t weight;                /* of the whole path; UINT32_MAX: they did not meet */
};

/* An entry whose links are looked at. */
struct walk {
	struct path_finder *finder;
	const struct path_search *search;
	struct meeting *meeting;
	int side;
	uint32_t index, row;
	uint32_t weight;                /* of the way to it, with itself */
	size_t level;                   /* first entry of the level being reached */
	bool is_source;
};

static bool is_source(const struct path_finder *finder, uint32_t row)
{
	return finder->sources[row / 64] >> row % 64 & 1;
}

bool path_may_follow(const struct path_finder *finder, uint32_t relation, uint32_t one,
                     uint32_t other)
{
	if (relation >= finder->relation_count || !finder->rules[relation].is_open)
		return false;
	return !finder->rules[relation].is_naming ||
	       (!is_source(finder, one) && !is_source(finder, other));
}

/* A first hop that is banned, seen from either side. */
static bool is_banned(const struct walk *walk, uint32_t dossier)
{
	uint32_t from = walk->search->from;
	uint32_t second = walk->row == from ? dossier : walk->row;
	if (walk->row != from && dossier != from)
		return false;
	for (uint32_t i = 0; i < walk->search->banned.count; i++)
		if (walk->search->banned.rows[i] == second)
			return true;
	return false;
}

static void meet(const struct walk *walk, uint32_t other, uint32_t hop)
{
	const struct path_finder *finder = walk->finder;
	struct meeting *meeting = walk->meeting;
	uint32_t weight = walk->weight + hop + finder->sides[!walk->side].items[other].weight +
	                  entry_passing(finder, !walk->side, other);
	if (weight >= meeting->weight)
		return;
	meeting->weight = weight;
	meeting->entries[walk->side] = walk->index;
	meeting->entries[!walk->side] = other;
}

/* Go on to a neighbour: a new one, one of the level being reached, or one of the other side. Once
 * the sides have met there is nothing behind this level. */
static void step(const struct walk *walk, struct neighbour to, uint32_t hop)
{
	struct path_finder *finder = walk->finder;
	uint32_t mark = finder->marks[to.dossier], weight = walk->weight + hop;
	bool have_met = walk->meeting->weight != UINT32_MAX;
	if (mark == finder->epoch)
		return;
	if (mark < finder->epoch) {
		if (!have_met)
			entry_add(finder, walk->side,
			          (struct path_entry){ to.dossier, walk->index, weight, 0 });
		return;
	}
	uint32_t number = mark - finder->epoch - 1, index = number / 2;
	if ((int)(number % 2) != walk->side) {
		meet(walk, index, hop);
		return;
	}
	struct path_entry *entry = &finder->sides[walk->side].items[index];
	if (index >= walk->level && weight < entry->weight) {
		entry->weight = weight;
		entry->parent = walk->index;
	}
}

static void walk_span(const struct walk *walk, struct link_span span)
{
	struct path_finder *finder = walk->finder;
	struct neighbour neighbours[NEIGHBOURS_MOST];
	uint32_t first = 0, count;
	while ((count = neighbours_read(finder->archive, span, first, neighbours)) > 0) {
		first += count;
		for (uint32_t i = 0; i < count; i++)
			if (neighbours[i].dossier < finder->dossier_count)
				__builtin_prefetch(&finder->marks[neighbours[i].dossier]);
		for (uint32_t i = 0; i < count; i++) {
			struct neighbour to = neighbours[i];
			if (to.dossier >= finder->dossier_count ||
			    to.relation >= finder->relation_count)
				continue;
			struct path_rule rule = finder->rules[to.relation];
			if (!rule.is_open || (rule.is_naming && (walk->is_source ||
			                                         is_source(finder, to.dossier))))
				continue;
			if (walk->search->banned.count && is_banned(walk, to.dossier))
				continue;
			step(walk, to, rule.weight);
		}
	}
	finder->looked += first;
	finder->is_cut = finder->looked > finder->budget;
}

/* No way on from the other side's last level weighs less. */
static uint32_t least_weight(const struct path_side *side)
{
	uint32_t least = UINT32_MAX;
	for (size_t i = side->first; i < side->count; i++)
		if (side->items[i].weight < least)
			least = side->items[i].weight;
	return least;
}

/* Entries on their way from the memory: while the links of one are looked at, those of the ones
 * behind it are asked for. */
enum { AHEAD_NEXT = 4, AHEAD_NEAR = 8 };

struct spans { struct link_span out, in; };

static void spans_near(const struct path_finder *finder, const struct path_side *side, size_t index,
                       size_t end, struct spans *ahead)
{
	if (index >= end)
		return;
	struct dossier_ref ref = { side->items[index].row };
	struct spans *spans = &ahead[index % AHEAD_NEAR];
	spans->out = links_out(finder->archive, ref);
	spans->in = links_in(finder->archive, ref);
	neighbours_near(finder->archive, spans->in);
}

static void spans_next(const struct path_finder *finder, size_t index, size_t end,
                       const struct spans *ahead)
{
	if (index >= end)
		return;
	neighbours_next(finder->archive, ahead[index % AHEAD_NEAR].out);
	neighbours_next(finder->archive, ahead[index % AHEAD_NEAR].in);
}

static void entry_grow(struct walk *walk, size_t index, struct spans spans, uint32_t least)
{
	struct path_finder *finder = walk->finder;
	const struct path_entry *entry = &finder->sides[walk->side].items[index];
	walk->index = (uint32_t)index;
	walk->row = entry->row;
	walk->weight = entry->weight + entry_passing(finder, walk->side, index);
	walk->is_source = is_source(finder, entry->row);
	if (walk->meeting->weight <= walk->weight + least)
		return;
	walk_span(walk, spans.out);
	walk_span(walk, spans.in);
}

/* Look at the links of the entries of a side's last level: of all until the sides have met, then of
 * those that may be on a lighter path. */
static void side_grow(struct path_finder *finder, const struct path_search *search, int side,
                      struct meeting *meeting)
{
	struct path_side *entries = &finder->sides[side];
	size_t first = entries->first, end = entries->count;
	uint32_t least = least_weight(&finder->sides[!side]);
	struct spans ahead[AHEAD_NEAR];
	struct walk walk = { .finder = finder, .search = search, .meeting = meeting, .side = side,
		             .level = end };
	for (size_t i = first; i < first + AHEAD_NEAR; i++)
		spans_near(finder, entries, i, end, ahead);
	for (size_t i = first; i < first + AHEAD_NEXT; i++)
		spans_next(finder, i, end, ahead);
	for (size_t i = first; i < end && !finder->is_cut; i++) {
		struct spans spans = ahead[i % AHEAD_NEAR];
		spans_near(finder, entries, i + AHEAD_NEAR, end, ahead);
		spans_next(finder, i + AHEAD_NEXT, end, ahead);
		entry_grow(&walk, i, spans, least);
	}
	entries->first = entries->counted = end;
	entries->links = 0;
	entries->depth++;
}

/* The side whose last level has fewer links; NO_SIDE if one has reached all that it can. Counting
 * takes turns, so that it ends as soon as the smaller one is known, and is not done twice. */
static int side_choose(struct path_finder *finder)
{
	for (int side = 0; side < 2; side++)
		if (finder->sides[side].first == finder->sides[side].count)
			return NO_SIDE;
	for (;;) {
		int side = finder->sides[0].links <= finder->sides[1].links ? 0 : 1;
		struct path_side *entries = &finder->sides[side];
		if (entries->counted == entries->count)
			return side;
		entries->links += entry_degree(finder, &entries->items[entries->counted++]);
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
static struct path_route route_of(const struct path_finder *finder, struct arena *arena,
                                  const struct meeting *meeting)
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
		                   entry_passing(finder, 1, at);
	}
	return route;
}

bool path_search(struct path_finder *finder, struct arena *arena, const struct path_search *search,
                 struct path_route *route)
{
	struct meeting meeting = { .weight = UINT32_MAX };
	epoch_begin(finder);
	for (size_t i = 0; i < PATH_CLOSED_MOST; i++)
		close_dossiers(finder, search->closed[i]);
	side_begin(finder, 0, search->from);
	side_begin(finder, 1, search->to);

	while (meeting.weight == UINT32_MAX && !finder->is_cut &&
	       finder->sides[0].depth + finder->sides[1].depth < search->most) {
		int side = side_choose(finder);
		if (side == NO_SIDE)
			return false;
		side_grow(finder, search, side, &meeting);
	}
	if (meeting.weight == UINT32_MAX)
		return false;
	*route = route_of(finder, arena, &meeting);
	return true;
}
