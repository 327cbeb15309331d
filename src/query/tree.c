/* A tree grows ring by ring, so that a dossier has its branches where it is nearest to the centre;
 * the branches of one dossier are rows side by side. */
#include "query/tree_parts.h"

#include <stdlib.h>

#include "base/array.h"

/* ── What is shown before what ──────────────────────────────────────────────────────────────── */

/* Groups of relations: what is done, then words, then sources. Those of foreign schemas stand in
 * their place in the middle. */
static const struct str group_order[] = {
	STR("contacts"), STR("politics"), STR("power"), STR("arms"),  STR("work"),
	STR("structure"), STR("events"),  STR("place"), STR("other"), STR(""),
	STR("words"),    STR("sources"),  STR("mentions"),
};
enum { GROUP_COUNT = sizeof group_order / sizeof *group_order, GROUP_FOREIGN = 9 };

static uint32_t group_place(struct str group)
{
	for (uint32_t i = 0; i < GROUP_COUNT; i++)
		if (i != GROUP_FOREIGN && str_equal(group, group_order[i]))
			return i;
	return GROUP_FOREIGN;
}

static const struct str tiers[] = {
	STR("person"), STR("organization"), STR("event"), STR(""), STR("place"), STR("claim"),
	STR("quote"),  STR("source"),
};
enum { TIER_COUNT = sizeof tiers / sizeof *tiers, TIER_FOREIGN = 3 };

static uint8_t tier_of(struct str kind)
{
	for (uint8_t i = 0; i < TIER_COUNT; i++)
		if (i != TIER_FOREIGN && str_equal(kind, tiers[i]))
			return i;
	return TIER_FOREIGN;
}

static uint8_t words_of(struct str kind)
{
	static const struct str words[] = {
		[TREE_QUOTES]  = STR("quote"),
		[TREE_CLAIMS]  = STR("claim"),
		[TREE_SOURCES] = STR("source"),
	};
	_Static_assert(sizeof words / sizeof *words == TREE_WORDS_COUNT, "a kind for each");
	uint8_t found = 0;
	while (found < TREE_WORDS_COUNT && !str_equal(kind, words[found]))
		found++;
	return found;
}

struct ranked { uint32_t place, relation, direction; };

static int compare_ranked(const void *left, const void *right)
{
	const struct ranked *one = left, *other = right;
	if (one->place != other->place)
		return one->place < other->place ? -1 : 1;
	if (one->relation != other->relation)
		return one->relation < other->relation ? -1 : 1;
	return (one->direction > other->direction) - (one->direction < other->direction);
}

static void rank_relations(struct tree_maker *maker)
{
	uint32_t count = maker->relation_count, ends = 0;
	struct ranked *ranked = ARENA_MANY(&maker->own, struct ranked, 2 * (size_t)count);
	maker->ranks = ARENA_MANY(&maker->own, uint16_t, 2 * (size_t)count);
	maker->ranked = ARENA_MANY(&maker->own, uint32_t, 2 * (size_t)count);
	for (uint32_t i = 0; i < count; i++) {
		struct relation_view relation = relation_at(maker->archive, i);
		maker->ranks[2 * i + LINK_OUT] = maker->ranks[2 * i + LINK_IN] = RANK_NONE;
		if (naming_of(relation.key) == NAMING_MENTION)
			continue;
		uint32_t place = group_place(relation.group);
		ranked[ends++] = (struct ranked){ place, i, LINK_OUT };
		if (!relation.is_symmetric)
			ranked[ends++] = (struct ranked){ place, i, LINK_IN };
	}
	qsort(ranked, ends, sizeof *ranked, compare_ranked);
	for (uint32_t rank = 0; rank < ends && rank < RANK_NONE; rank++) {
		uint32_t at = 2 * ranked[rank].relation + ranked[rank].direction;
		maker->ranks[at] = (uint16_t)rank;
		maker->ranked[rank] = at;
		if (relation_at(maker->archive, ranked[rank].relation).is_symmetric)
			maker->ranks[at + 1] = (uint16_t)rank;
	}
	maker->rank_count = ends < RANK_NONE ? ends : RANK_NONE;
}

static struct tree_maker maker_new(const struct archive *archive, struct arena *arena,
                                   const struct tree_query *query, struct tree *tree)
{
	struct tree_maker maker = {
		.archive = archive, .arena = arena, .query = query, .tree = tree,
		.relation_count = relation_count(archive), .kind_count = kind_count(archive),
		.budget = TREE_BUDGET,
	};
	maker.tiers = ARENA_MANY(&maker.own, uint8_t, (size_t)maker.kind_count + 1);
	maker.words = ARENA_MANY(&maker.own, uint8_t, (size_t)maker.kind_count + 1);
	maker.marks = ARENA_MANY(&maker.own, uint8_t, dossier_count(archive));
	maker.places = ARENA_MANY(&maker.own, uint32_t, dossier_count(archive));
	for (uint32_t i = 0; i < maker.kind_count; i++) {
		maker.tiers[i] = tier_of(kind_at(archive, i).key);
		maker.words[i] = words_of(kind_at(archive, i).key);
	}
	rank_relations(&maker);
	return maker;
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

static uint64_t key_of(struct tree_maker *maker, uint64_t above, const char *what, struct str id,
                       uint32_t rank)
{
	struct str relation = STR("");
	uint32_t direction = 0;
	if (rank < maker->rank_count) {
		relation = relation_at(maker->archive, maker->ranked[rank] / 2).key;
		direction = maker->ranked[rank] % 2;
	}
	struct str way = str_format(&maker->scratch, "%016llx %s %.*s %u %.*s",
	                            (unsigned long long)above, what, STR_ARGS(relation),
	                            (unsigned)direction, STR_ARGS(id));
	uint64_t key = str_hash(way);
	return key ? key : 1;
}

static uint64_t branch_key(struct tree_maker *maker, uint64_t above, uint32_t rank,
                           struct dossier_ref to)
{
	return key_of(maker, above, "branch", dossier_id(maker->archive, to), rank);
}

uint64_t tree_group_key(struct tree_maker *maker, uint64_t above, uint32_t rank)
{
	return key_of(maker, above, "group", STR(""), rank);
}

uint64_t tree_rest_key(struct tree_maker *maker, uint64_t above)
{
	return key_of(maker, above, "rest", STR(""), RANK_NONE);
}

bool tree_is_open(const struct tree_maker *maker, uint64_t key, bool by_itself)
{
	for (size_t i = 0; i < maker->query->fold_count; i++)
		if (maker->query->folds[i].key == key)
			return maker->query->folds[i].is_open;
	return by_itself;
}

/* ── Branches ───────────────────────────────────────────────────────────────────────────────── */

/* Places, claims, quotes and sources are opened by the reader alone: they have to do with too
 * much. */
static bool opens_by_itself(const struct tree_maker *maker, struct dossier_ref ref)
{
	uint32_t kind = dossier_kind(maker->archive, ref);
	return kind < maker->kind_count && maker->tiers[kind] <= TIER_FOREIGN;
}

/* A branch of another dossier, or of the same one, over a new relation. It may be open if its
 * dossier has no other place; whether it is, is known when its turn has come. */
static void branch_add(struct tree_maker *maker, const struct tree_branch *like, uint32_t rank)
{
	struct tree *tree = maker->tree;
	uint32_t row = (uint32_t)tree->branches.count;
	struct tree_branch *branch = ARRAY_ADD(maker->arena, &tree->branches);
	*branch = *like;
	branch->relation = maker->ranked[rank] / 2;
	branch->direction = (enum direction)(maker->ranked[rank] % 2);
	branch->state = TREE_CLOSED;
	if (maker->places[branch->to.row])
		branch->state = TREE_ABOVE;
	else
		maker->places[branch->to.row] = row + 1;
}

/* Add what was taken of a choice, as far as there is room; what there is none for is left out. */
static size_t add_taken(struct tree_maker *maker, const struct tree_wish *wish,
                        const struct tree_choices *choices, struct tree_choice *choice,
                        uint32_t above, unsigned depth)
{
	size_t room = TREE_MOST_ROWS - maker->tree->branches.count;
	if (choice->taken > room) {
		choice->taken = room;
		maker->tree->is_cut = true;
	}
	struct connections *links =
		ARENA_MANY(&maker->scratch, struct connections, choice->taken);
	size_t *counts = ARENA_MANY(&maker->scratch, size_t, choice->taken);
	tree_links(maker, wish, choices, choice, links, counts);
	for (size_t i = 0; i < choice->taken; i++) {
		struct dossier_ref to = { choice->others[i] };
		struct tree_branch branch = {
			.key = branch_key(maker, wish->key, choice->rank, to),
			.above = above, .depth = depth, .to = to, .links = links[i],
			.link_count = counts[i],
		};
		branch_add(maker, &branch, choice->rank);
	}
	return choice->total - choice->taken;
}

static void grow_centre(struct tree_maker *maker)
{
	struct tree *tree = maker->tree;
	struct dossier_ref centre = tree->centre;
	struct tree_wish wish = { .of = centre, .above = NO_DOSSIER };
	wish.key = key_of(maker, 0, "centre", dossier_id(maker->archive, centre), RANK_NONE);
	struct tree_choices choices = tree_choose(maker, &wish);
	tree->named_by = choices.named_by;
	tree->names = choices.names;
	for (size_t i = 0; i < choices.count; i++) {
		struct tree_choice *choice = &choices.items[i];
		uint32_t at = maker->ranked[choice->rank];
		struct tree_group *group = ARRAY_ADD(maker->arena, &tree->groups);
		group->key = tree_group_key(maker, wish.key, choice->rank);
		group->is_open = tree_is_open(maker, group->key, true);
		group->label = relation_label(maker->archive, at / 2, (enum direction)(at % 2));
		group->total = choice->total;
		group->first = (uint32_t)tree->branches.count;
		group->rest.key = tree_rest_key(maker, group->key);
		group->rest.is_open = tree_is_open(maker, group->rest.key, false);
		group->rest.branches = add_taken(maker, &wish, &choices, choice, NO_ROW, 1);
		group->count = (uint32_t)tree->branches.count - group->first;
	}
}

/* True if looking at the links of a dossier is within the budget, which pays for it. */
static bool can_pay(struct tree_maker *maker, struct dossier_ref of)
{
	uint64_t cost = (uint64_t)links_out(maker->archive, of).range.count +
	                links_in(maker->archive, of).range.count;
	if (cost > maker->budget) {
		maker->tree->is_cut = true;
		return false;
	}
	maker->budget -= cost;
	return true;
}

/* Where branches of a branch come from. */
static struct dossier_ref above_of(const struct tree *tree, const struct tree_branch *branch)
{
	return branch->above == NO_ROW ? tree->centre : tree->branches.items[branch->above].to;
}

static void open_branch(struct tree_maker *maker, uint32_t row)
{
	struct tree *tree = maker->tree;
	struct tree_branch branch = tree->branches.items[row];
	struct tree_wish wish = {
		.of = branch.to, .above = above_of(tree, &branch), .key = branch.key,
	};
	branch.rest.key = tree_rest_key(maker, branch.key);
	branch.rest.is_open = wish.is_all = tree_is_open(maker, branch.rest.key, false);
	branch.first = (uint32_t)tree->branches.count;
	struct tree_choices choices = tree_choose(maker, &wish);
	for (size_t i = 0; i < choices.count; i++)
		branch.rest.branches += add_taken(maker, &wish, &choices, &choices.items[i], row,
		                                  branch.depth + 1);
	branch.count = (uint32_t)tree->branches.count - branch.first;
	bool is_bare = branch.count == 0 && branch.rest.branches == 0;
	for (size_t i = 0; i < TREE_WORDS_COUNT; i++) {
		branch.rest.words[i] = choices.words[i];
		is_bare &= choices.words[i] == 0;
	}
	branch.state = is_bare ? TREE_LEAF : TREE_OPEN;
	tree->branches.items[row] = branch;
}

/* What was closed is opened, if the depth or the reader wants it so. */
static void grow_branch(struct tree_maker *maker, uint32_t row)
{
	struct tree_branch *branch = &maker->tree->branches.items[row];
	if (branch->state != TREE_CLOSED)
		return;
	if (!tree_leads_on(maker, branch->to, above_of(maker->tree, branch))) {
		branch->state = TREE_LEAF;
		return;
	}
	bool by_itself = branch->depth < maker->tree->depth && opens_by_itself(maker, branch->to);
	bool is_open = branch->depth < TREE_DEEPEST_FOLD &&
	               tree_is_open(maker, branch->key, by_itself);
	if (is_open && maker->tree->branches.count < TREE_MOST_ROWS && can_pay(maker, branch->to))
		open_branch(maker, row);
	arena_reset(&maker->scratch);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

static void number_branches(struct tree *tree, uint32_t first, uint32_t count, uint32_t *turn)
{
	for (uint32_t row = first; row < first + count; row++) {
		struct tree_branch *branch = &tree->branches.items[row];
		branch->turn = (*turn)++;
		number_branches(tree, branch->first, branch->count, turn);
	}
}

/* Where the branches of a dossier stand, seen from another place that it has. */
static void find_others(const struct tree_maker *maker)
{
	struct tree *tree = maker->tree;
	uint32_t turn = 0, ring = 0;
	while (ring < tree->branches.count && tree->branches.items[ring].depth == 1)
		ring++;
	number_branches(tree, 0, ring, &turn);
	for (size_t i = 0; i < tree->branches.count; i++) {
		struct tree_branch *branch = &tree->branches.items[i];
		if (branch->state != TREE_ABOVE)
			continue;
		const struct tree_branch *place =
			&tree->branches.items[maker->places[branch->to.row] - 1];
		branch->state = place->state == TREE_LEAF    ? TREE_LEAF
		              : place->turn < branch->turn ? TREE_ABOVE
		                                           : TREE_BELOW;
	}
}

struct tree tree_grow(const struct archive *archive, struct arena *arena,
                      const struct tree_query *query)
{
	struct tree tree = { .centre = query->centre, .depth = query->depth };
	if (tree.depth == 0)
		tree.depth = TREE_DEPTH;
	if (tree.depth > TREE_DEEPEST)
		tree.depth = TREE_DEEPEST;
	if (query->centre.row >= dossier_count(archive))
		return tree;
	struct tree_maker maker = maker_new(archive, arena, query, &tree);
	grow_centre(&maker);
	arena_reset(&maker.scratch);
	for (uint32_t row = 0; row < tree.branches.count; row++)
		grow_branch(&maker, row);
	find_others(&maker);
	arena_release(&maker.scratch);
	arena_release(&maker.own);
	return tree;
}
