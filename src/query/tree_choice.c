/* Which of its neighbours a dossier shows. Links are only looked at for the other end, and sorted
 * by relation in one pass; of each relation a shelf holds the best, so that a dossier with many
 * thousands of links costs little more than reading them:
 *
 *	│ kept, in order │ new ones … │        no more than most,     most again: then it is
 *	                                       and no dossier twice    put in order, and cut
 */
#include "query/tree_parts.h"

#include <stdlib.h>

#include "base/array.h"
#include "query/known.h"

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

struct items { struct tree_item *items; size_t count, room; };

static bool is_marked(struct tree_maker *maker, uint32_t dossier, enum tree_mark mark)
{
	bool was = maker->marks[dossier] & mark;
	maker->marks[dossier] |= (uint8_t)mark;
	return was;
}

static uint32_t kind_of(const struct tree_maker *maker, uint32_t dossier)
{
	uint32_t kind = dossier_kind(maker->archive, (struct dossier_ref){ dossier });
	return kind < maker->kind_count ? kind : 0;
}

static enum tree_words words_of(const struct tree_maker *maker, uint32_t dossier)
{
	return (enum tree_words)maker->words[kind_of(maker, dossier)];
}

/* True for links that make no branch: to what is not there, to the dossier itself, and to those
 * that it hangs on. */
static bool is_no_branch(const struct tree_maker *maker, struct neighbour link,
                         struct dossier_ref of, struct dossier_ref above)
{
	uint32_t other = link.dossier;
	return other >= dossier_count(maker->archive) || other == of.row || other == above.row ||
	       other == maker->query->centre.row || link.relation >= maker->relation_count;
}

/* True if a link is not known that the query wants to be. */
static bool is_hidden(const struct tree_maker *maker, struct link_span span, uint32_t index)
{
	const struct known *known = maker->query->known;
	return known && !known_link(known, link_of(maker->archive, span, index));
}

/* Count a link, or keep it for its group. */
static void look_at(struct tree_maker *maker, const struct tree_wish *wish, struct tree_item item,
                    struct tree_choices *choices, struct items *items)
{
	bool is_centre = dossier_is_none(wish->above);
	if (item.rank == RANK_NONE && item.direction == LINK_IN)
		choices->named_by += !is_marked(maker, item.other, MARK_NAMED_BY);
	else if (item.rank == RANK_NONE)
		choices->names += !is_marked(maker, item.other, MARK_NAMES);
	if (item.rank == RANK_NONE)
		return;
	enum tree_words words = words_of(maker, item.other);
	if (is_centre || wish->is_all || words == TREE_WORDS_COUNT)
		*ARRAY_ADD(&maker->scratch, items) = item;
	else
		choices->words[words] += !is_marked(maker, item.other, MARK_WORDS);
}

/* Look at each link of a span; `look` may be a second pass that only clears the marks. */
static void read_span(struct tree_maker *maker, const struct tree_wish *wish,
                      struct link_span span, struct tree_choices *choices, struct items *items)
{
	struct neighbour neighbours[NEIGHBOURS_MOST];
	uint32_t first = 0, count;
	while ((count = neighbours_read(maker->archive, span, first, neighbours)) > 0) {
		for (uint32_t i = 0; i < count; i++) {
			struct neighbour neighbour = neighbours[i];
			if (is_no_branch(maker, neighbour, wish->of, wish->above))
				continue;
			if (!choices) {
				maker->marks[neighbour.dossier] = 0;
				continue;
			}
			if (is_hidden(maker, span, first + i))
				continue;
			struct tree_item item = {
				.other = neighbour.dossier, .index = first + i,
				.rank = maker->ranks[neighbour.relation * 2 + span.direction],
				.direction = (uint8_t)span.direction,
			};
			look_at(maker, wish, item, choices, items);
		}
		first += count;
	}
}

static struct items read_links(struct tree_maker *maker, const struct tree_wish *wish,
                               struct tree_choices *choices)
{
	struct items items = {0};
	struct link_span out = links_out(maker->archive, wish->of);
	struct link_span in = links_in(maker->archive, wish->of);
	read_span(maker, wish, out, choices, &items);
	read_span(maker, wish, in, choices, &items);
	read_span(maker, wish, out, NULL, NULL);
	read_span(maker, wish, in, NULL, NULL);
	return items;
}

/* Sort them by rank, and make a choice for each rank that there is. */
static void sort_links(struct tree_maker *maker, const struct items *items,
                       struct tree_choices *choices)
{
	uint32_t *next = ARENA_MANY(&maker->scratch, uint32_t, maker->rank_count + 1);
	for (size_t i = 0; i < items->count; i++)
		next[items->items[i].rank + 1]++;
	for (uint32_t rank = 0; rank < maker->rank_count; rank++) {
		uint32_t count = next[rank + 1];
		if (count)
			*ARRAY_ADD(&maker->scratch, choices) = (struct tree_choice){
				.rank = rank, .first = next[rank], .count = count,
			};
		next[rank + 1] += next[rank];
	}
	choices->links = ARENA_MANY(&maker->scratch, struct tree_item, items->count);
	for (size_t i = 0; i < items->count; i++)
		choices->links[next[items->items[i].rank]++] = items->items[i];
}

/* ── Shelves ────────────────────────────────────────────────────────────────────────────────── */

/* A dossier with all that its place among others depends on. */
struct shelved { struct date date; uint32_t tier, place, other; };

struct shelf {
	struct shelved *items;
	size_t count, kept, most;
};

static int compare_numbers(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

static int compare_shelved(const void *left, const void *right)
{
	const struct shelved *one = left, *other = right;
	int order = compare_numbers(one->tier, other->tier);
	if (order == 0)
		order = date_compare(one->date, other->date);
	if (order == 0)
		order = compare_numbers(one->place, other->place);
	return order ? order : compare_numbers(one->other, other->other);
}

static void shelf_settle(struct tree_maker *maker, struct shelf *shelf)
{
	size_t kept = 0;
	qsort(shelf->items, shelf->count, sizeof *shelf->items, compare_shelved);
	for (size_t i = 0; i < shelf->count && kept < shelf->most; i++)
		if (!is_marked(maker, shelf->items[i].other, MARK_SHELF))
			shelf->items[kept++] = shelf->items[i];
	for (size_t i = 0; i < kept; i++)
		maker->marks[shelf->items[i].other] &= (uint8_t)~MARK_SHELF;
	shelf->count = shelf->kept = kept;
}

static void shelf_put(struct tree_maker *maker, struct shelf *shelf, struct shelved item)
{
	bool is_full = shelf->kept == shelf->most;
	if (is_full && compare_shelved(&item, &shelf->items[shelf->kept - 1]) >= 0)
		return;
	shelf->items[shelf->count++] = item;
	if (shelf->count == 2 * shelf->most)
		shelf_settle(maker, shelf);
}

/* ── Choosing ───────────────────────────────────────────────────────────────────────────────── */

static struct link_span span_of(const struct tree_maker *maker, struct dossier_ref of,
                                enum direction direction)
{
	return direction == LINK_OUT ? links_out(maker->archive, of) : links_in(maker->archive, of);
}

static struct shelved shelved_of(const struct tree_maker *maker, const struct tree_wish *wish,
                                 struct tree_item item)
{
	const struct archive *archive = maker->archive;
	struct dossier_ref other = { item.other };
	struct link_span span = span_of(maker, wish->of, (enum direction)item.direction);
	struct connection connection = {
		.link = link_of(archive, span, item.index), .other = other,
	};
	return (struct shelved){
		.date = connection_date(archive, connection, maker->query->known).date,
		.tier = maker->tiers[kind_of(maker, item.other)],
		.place = dossier_weight(archive, other).place,
		.other = item.other,
	};
}

/* The first `most` dossiers of a choice; and how many there are. */
static void choose(struct tree_maker *maker, const struct tree_wish *wish,
                   struct tree_choices *choices, struct tree_choice *choice, size_t most)
{
	const struct tree_item *items = choices->links + choice->first;
	if (most > choice->count)
		most = choice->count;
	struct shelf shelf = {
		.items = ARENA_MANY(&maker->scratch, struct shelved, 2 * most), .most = most,
	};
	for (uint32_t i = 0; i < choice->count; i++) {
		choice->total += !is_marked(maker, items[i].other, MARK_GROUP);
		if (most)
			shelf_put(maker, &shelf, shelved_of(maker, wish, items[i]));
	}
	for (uint32_t i = 0; i < choice->count; i++)
		maker->marks[items[i].other] = 0;
	shelf_settle(maker, &shelf);
	choice->others = ARENA_MANY(&maker->scratch, uint32_t, shelf.kept);
	choice->other_count = shelf.kept;
	for (size_t i = 0; i < shelf.kept; i++)
		choice->others[i] = shelf.items[i].other;
}

/* Branches of a group of the centre: none of one that is closed. */
static size_t most_of_group(struct tree_maker *maker, const struct tree_wish *wish, uint32_t rank)
{
	uint64_t key = tree_group_key(maker, wish->key, rank);
	size_t most = maker->query->most ? maker->query->most : TREE_MOST_GROUP;
	if (!tree_is_open(maker, key, true))
		return 0;
	return tree_is_open(maker, tree_rest_key(maker, key), false) ? TREE_MOST_ROWS : most;
}

/* How long the next of a choice has to wait: as many turns as its relation has had, and more for
 * what is further back among the kinds. */
static uint32_t wait_of(const struct tree_maker *maker, const struct tree_choice *choice)
{
	return (uint32_t)choice->taken +
	       maker->tiers[kind_of(maker, choice->others[choice->taken])] / 2;
}

/* Take `most` from all choices, in turn. */
static void take_in_turn(const struct tree_maker *maker, struct tree_choices *choices, size_t most)
{
	for (; most; most--) {
		struct tree_choice *next = NULL;
		for (size_t i = 0; i < choices->count; i++) {
			struct tree_choice *choice = &choices->items[i];
			if (choice->taken < choice->other_count &&
			    (!next || wait_of(maker, choice) < wait_of(maker, next)))
				next = choice;
		}
		if (!next)
			return;
		next->taken++;
	}
}

struct tree_choices tree_choose(struct tree_maker *maker, const struct tree_wish *wish)
{
	struct tree_choices choices = {0};
	struct items items = read_links(maker, wish, &choices);
	bool is_centre = dossier_is_none(wish->above);
	size_t most = maker->query->most ? maker->query->most : TREE_MOST_BRANCH;
	if (wish->is_all)
		most = TREE_MOST_ROWS;
	sort_links(maker, &items, &choices);
	for (size_t i = 0; i < choices.count; i++) {
		struct tree_choice *choice = &choices.items[i];
		size_t of_it = is_centre ? most_of_group(maker, wish, choice->rank) : most;
		choose(maker, wish, &choices, choice, of_it);
		choice->taken = is_centre ? choice->other_count : 0;
	}
	if (!is_centre)
		take_in_turn(maker, &choices, most);
	return choices;
}

bool tree_leads_on(const struct tree_maker *maker, struct dossier_ref of, struct dossier_ref above)
{
	enum { ENOUGH = 4 };            /* batches of links */
	struct neighbour neighbours[NEIGHBOURS_MOST];
	for (enum direction direction = LINK_OUT; direction < DIRECTION_COUNT; direction++) {
		struct link_span span = span_of(maker, of, direction);
		uint32_t first = 0, count, batches = 0;
		while ((count = neighbours_read(maker->archive, span, first, neighbours)) > 0) {
			for (uint32_t i = 0; i < count; i++) {
				struct neighbour link = neighbours[i];
				if (!is_no_branch(maker, link, of, above) &&
				    maker->ranks[link.relation * 2 + direction] != RANK_NONE &&
				    !is_hidden(maker, span, first + i))
					return true;
			}
			first += count;
			if (++batches == ENOUGH)
				return true;
		}
	}
	return false;
}
