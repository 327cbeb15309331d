/* A step of the search: from a dossier that was reached to its neighbours. Most queries follow what
 * the archive's table of neighbours has, and read no links. */
#include "query/path_parts.h"

#include "base/array.h"
#include "query/known.h"

/* ── Entries ────────────────────────────────────────────────────────────────────────────────── */

static inline void entry_add(struct path_finder *finder, int side, struct path_entry entry)
{
	struct path_side *entries = &finder->sides[side];
	path_mark(finder, side, entry.row, (uint32_t)entries->count);
	if (finder->is_usual)
		neighbours_ask(&finder->table, entry.row);
	if (entries->count < entries->room)
		entries->items[entries->count++] = entry;
	else
		*ARRAY_ADD(finder->arena, entries) = entry;
}

void path_entry_add(struct path_finder *finder, int side, struct path_entry entry)
{
	entry_add(finder, side, entry);
}

/* ── Steps ──────────────────────────────────────────────────────────────────────────────────── */

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

bool path_is_hidden(const struct path_finder *finder, struct link_span span, uint32_t index)
{
	return finder->known && !known_link(finder->known, link_of(finder->archive, span, index));
}

/* A first hop that is banned, seen from either side. */
static bool is_banned(const struct path_walk *walk, uint32_t dossier)
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

static bool is_lower(uint32_t one, uint32_t other, uint32_t best_one, uint32_t best_other)
{
	return one != best_one ? one < best_one : other < best_other;
}

static void meet(const struct path_walk *walk, uint32_t other, uint32_t hop)
{
	struct path_finder *finder = walk->finder;
	struct path_meeting *meeting = walk->meeting;
	const struct path_entry *mine = finder->sides[walk->side].items;
	const struct path_entry *others = finder->sides[!walk->side].items;
	uint32_t weight = walk->weight + hop + others[other].weight;
	if (weight > meeting->weight)
		return;
	weight += path_entry_passing(finder, !walk->side, other);
	if (weight > meeting->weight ||
	    (weight == meeting->weight &&
	     !is_lower(walk->row, others[other].row, mine[meeting->entries[walk->side]].row,
	               others[meeting->entries[!walk->side]].row)))
		return;
	meeting->weight = weight;
	meeting->entries[walk->side] = walk->index;
	meeting->entries[!walk->side] = other;
}

/* A way to an entry that was reached by another. */
static inline void improve(const struct path_walk *walk, uint32_t index, uint32_t weight)
{
	struct path_entry *items = walk->finder->sides[walk->side].items;
	struct path_entry *entry = &items[index];
	if (index < walk->level || weight > entry->weight ||
	    (weight == entry->weight && walk->row >= items[entry->parent].row))
		return;
	entry->weight = weight;
	entry->parent = walk->index;
}

/* A neighbour that the other side may have reached. */
static inline void probe(const struct path_walk *walk, uint32_t dossier, uint32_t hop)
{
	const struct path_finder *finder = walk->finder;
	if (path_is_reached(finder, !walk->side, dossier) &&
	    finder->marks[dossier] != PATH_CLOSED)
		meet(walk, finder->marks[dossier], hop);
}

/* Go on to a neighbour: a new one, or one of the level being reached. What the other side has would
 * have been met; unless a file that is cut off under us now reads otherwise, and then it stays what
 * it is. */
static inline void step(const struct path_walk *walk, uint32_t dossier, uint32_t hop)
{
	struct path_finder *finder = walk->finder;
	uint32_t weight = walk->weight + hop;
	if (path_is_reached(finder, !walk->side, dossier))
		return;
	if (path_is_reached(finder, walk->side, dossier))
		improve(walk, finder->marks[dossier], weight);
	else
		entry_add(finder, walk->side,
		          (struct path_entry){ dossier, walk->index, weight, 0 });
}

/* ── By the table ───────────────────────────────────────────────────────────────────────────── */

static uint32_t item_weight(uint32_t item)
{
	return neighbour_is_mentioned(item) ? PATH_MENTION_WEIGHT : 0;
}

/* True if an item stands for links that say too little to be followed now. */
static bool says_little(const struct path_finder *finder, uint32_t item)
{
	return finder->says_only && neighbour_is_mentioned(item);
}

/* True if no way over an item, or over one behind it, can be better than the best that there is; or
 * if it stands for links that the query does not follow, as all behind it do. */
static bool is_ruled_out(const struct path_walk *walk, uint32_t item)
{
	uint64_t weight = walk->weight + (uint64_t)walk->least + item_weight(item);
	bool is_open = walk->finder->named_count > 0;
	return weight > walk->meeting->weight ||
	       (!is_open && (neighbour_is_named(item) || says_little(walk->finder, item)));
}

/* Room for as many more as there may be, so that it need not be asked for one by one. */
static void make_room(struct path_finder *finder, struct path_side *entries, size_t count)
{
	while (entries->room - entries->count < count)
		entries->items = array_room(finder->arena, entries->items, entries->room,
		                            &entries->room, sizeof *entries->items);
}

/* The two loops below are where a search spends its time. Each goes over the items from `at` on
 * that have the same bits, as far as they are of the kind that most are, and gives the first other;
 * less the bits, an item with others is no dossier. */

/* Pass by dossiers that the other side has not reached. */
static uint32_t skip(const struct path_walk *walk, struct neighbour_span span, uint32_t at)
{
	const struct path_finder *finder = walk->finder;
	const uint64_t *reached = finder->reached[!walk->side];
	uint32_t bits = neighbour_bits(span.items[at]), dossier_count = finder->dossier_count;
	for (; at < span.count; at++) {
		uint32_t dossier = span.items[at] - bits;
		if (dossier >= dossier_count || (reached[dossier / 64] >> dossier % 64 & 1))
			break;
	}
	return at;
}

/* Reach dossiers that are not closed. */
static uint32_t reach(const struct path_walk *walk, struct neighbour_span span, uint32_t at)
{
	struct path_finder *finder = walk->finder;
	struct path_side *entries = &finder->sides[walk->side];
	uint32_t bits = neighbour_bits(span.items[at]), dossier_count = finder->dossier_count;
	uint32_t weight = walk->weight + item_weight(span.items[at]);
	uint32_t count = (uint32_t)entries->count;
	for (; at < span.count; at++) {
		uint32_t dossier = span.items[at] - bits;
		if (dossier >= dossier_count || path_is_reached(finder, !walk->side, dossier))
			break;
		if (path_is_reached(finder, walk->side, dossier)) {
			improve(walk, finder->marks[dossier], weight);
			continue;
		}
		path_mark(finder, walk->side, dossier, count);
		neighbours_ask(&finder->table, dossier);
		entries->items[count++] = (struct path_entry){ dossier, walk->index, weight, 0 };
	}
	entries->count = count;
	return at;
}

static bool may_pass(const struct path_walk *walk, uint32_t item)
{
	const struct path_finder *finder = walk->finder;
	uint32_t dossier = neighbour_dossier(item);
	return dossier < finder->dossier_count && !says_little(finder, item) &&
	       !(neighbour_is_named(item) &&
	         (is_source(finder, walk->row) || is_source(finder, dossier))) &&
	       !(walk->search->banned.count && is_banned(walk, dossier));
}

static void probe_table(const struct path_walk *walk)
{
	struct path_finder *finder = walk->finder;
	struct neighbour_span span = neighbours_of(&finder->table, walk->row);
	uint32_t at = 0;
	for (; at < span.count && !is_ruled_out(walk, span.items[at]); at++) {
		at = skip(walk, span, at);
		if (at == span.count || is_ruled_out(walk, span.items[at]))
			break;
		if (may_pass(walk, span.items[at]))
			probe(walk, neighbour_dossier(span.items[at]), item_weight(span.items[at]));
	}
	finder->looked += at;
}

static void walk_table(const struct path_walk *walk)
{
	struct path_finder *finder = walk->finder;
	struct neighbour_span span = neighbours_of(&finder->table, walk->row);
	bool is_plain = walk->search->banned.count == 0;
	uint32_t at = 0;
	make_room(finder, &finder->sides[walk->side], span.count);
	for (; at < span.count && !is_ruled_out(walk, span.items[at]); at++) {
		if (is_plain && !neighbour_is_named(span.items[at]) &&
		    !says_little(finder, span.items[at]))
			at = reach(walk, span, at);
		if (at == span.count || is_ruled_out(walk, span.items[at]))
			break;
		if (may_pass(walk, span.items[at]))
			step(walk, neighbour_dossier(span.items[at]), item_weight(span.items[at]));
	}
}

/* ── By the links ───────────────────────────────────────────────────────────────────────────── */

/* Take `go` to each link that may be followed. Gives the number of links. */
static uint32_t each_link(const struct path_walk *walk, struct link_span span,
                          void (*go)(const struct path_walk *walk, uint32_t dossier, uint32_t hop))
{
	struct path_finder *finder = walk->finder;
	struct neighbour neighbours[NEIGHBOURS_MOST];
	uint32_t first = 0, count;
	while ((count = neighbours_read(finder->archive, span, first, neighbours)) > 0) {
		uint32_t at = first;
		first += count;
		for (uint32_t i = 0; i < count; i++) {
			struct neighbour to = neighbours[i];
			if (to.dossier >= finder->dossier_count ||
			    !path_may_follow(finder, to.relation, walk->row, to.dossier) ||
			    (walk->search->banned.count && is_banned(walk, to.dossier)) ||
			    path_is_hidden(finder, span, at + i))
				continue;
			go(walk, to.dossier, finder->rules[to.relation].weight);
		}
	}
	return first;
}

static void probe_links(const struct path_walk *walk)
{
	struct dossier_ref ref = { walk->row };
	walk->finder->looked += each_link(walk, links_out(walk->finder->archive, ref), probe);
	walk->finder->looked += each_link(walk, links_in(walk->finder->archive, ref), probe);
}

static void walk_links(const struct path_walk *walk)
{
	struct dossier_ref ref = { walk->row };
	each_link(walk, links_out(walk->finder->archive, ref), step);
	each_link(walk, links_in(walk->finder->archive, ref), step);
}

/* ── Either ─────────────────────────────────────────────────────────────────────────────────── */

static bool has_table(const struct path_walk *walk)
{
	return walk->finder->is_usual && path_has_table(walk->finder, walk->row);
}

void path_probe(const struct path_walk *walk)
{
	if (has_table(walk))
		probe_table(walk);
	else
		probe_links(walk);
	walk->finder->is_cut = walk->finder->looked > walk->finder->budget;
}

void path_walk(const struct path_walk *walk)
{
	if (has_table(walk))
		walk_table(walk);
	else
		walk_links(walk);
}
