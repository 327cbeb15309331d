/* The last word of a query, looked for in the texts of the few dossiers that are left. */
#include <string.h>

#include "base/array.h"
#include "query/search_state.h"

enum {
	SHOW_SLICE = 16,        /* hits, between two looks at the clock; or one that is read … */
	READ_MOST = 1 << 17     /* … whose texts have no more bytes: they are read at a stretch */
};

const struct reading_costs reading_costs = {
	.least = 1 << 17, .candidate = 128, .text = 8192, .byte = 6,
};

/* Of reading the texts of a dossier; UINT64_MAX if nobody should. */
static uint64_t cost_of(const struct search *search, uint32_t row)
{
	struct reading_costs costs = search->state->costs;
	uint64_t size = texts_size(search->archive, (struct dossier_ref){ row }, READ_MOST + 1);
	return size > READ_MOST ? UINT64_MAX : costs.text + size * costs.byte;
}

/* True if reading all of the set costs no more than `cost`. */
static bool is_affordable(const struct search *search, struct match_set set, uint64_t cost)
{
	if (set.count > cost / search->state->costs.text)
		return false;
	for (size_t i = 0; i < set.count; i++) {
		uint64_t one = cost_of(search, set.items[i].row);
		if (one > cost)
			return false;
		cost -= one;
	}
	return true;
}

/* The step by which the plan by names looks for the same word. */
static const struct op *op_of(const struct plan *plan, const struct filter *filter)
{
	for (size_t i = 0; i < plan->ops.count; i++)
		if (plan->ops.items[i].kind == OP_TERMS && plan->ops.items[i].filter == filter)
			return &plan->ops.items[i];
	return NULL;
}

/* A plan that only narrows by that step. */
static struct plan plan_of_one(struct arena *arena, const struct plan *plan, const struct op *op)
{
	struct plan one = { .shares = plan->shares };
	*ARRAY_ADD(arena, &one.ops) = *op;
	one.ops.items[0].narrows = true;
	return one;
}

static struct match_set set_copy(struct arena *arena, struct match_set set)
{
	struct match_set copy = { .count = set.count, .room = set.count };
	copy.items = arena_take_dirty(arena, set.count * sizeof *set.items);
	memcpy(copy.items, set.items, set.count * sizeof *set.items);
	return copy;
}

bool reading_begin(struct search *search, struct reading *reading, const struct machine *machine,
                   const struct plan *names)
{
	struct reading_costs costs = search->state->costs;
	const struct op *op = machine_last_word(machine);
	const struct op *name_op = op_of(names, op->filter);
	struct match_set set = machine->stack[0];
	uint64_t cost = op_cost(op, set.count);
	size_t limit = search->options.limit;
	if (!name_op || cost < costs.least || set.count * costs.candidate > cost)
		return false;

	bool reads_all = is_affordable(search, set, cost);
	*reading = (struct reading){
		.op = op,
		.set = set,
		.scale = bag_scale_of(op->share, machine->plan.shares),
		.reads_all = reads_all,
		.left = reads_all ? cost : cost / 2,
		.hits = ARENA_MANY(&search->arena, struct search_hit,
		                   limit < set.count ? limit : set.count),
	};
	ranking_begin(search, &reading->ranking, (struct match_set){0});
	machine_begin(search, &reading->names, plan_of_one(&search->arena, names, name_op));
	reading->names.grades = machine->grades;
	reading->names.stack[reading->names.height++] = set_copy(&search->arena, set);
	return true;
}

/* ── The queue ──────────────────────────────────────────────────────────────────────────────── */

static bool is_better(const struct candidate *left, const struct candidate *right)
{
	return ranked_compare(&left->ranked, &right->ranked) < 0;
}

static void queue_add(struct arena *arena, struct reading *reading, struct candidate candidate)
{
	size_t at = reading->queue.count;
	*ARRAY_ADD(arena, &reading->queue) = candidate;
	struct candidate *heap = reading->queue.items;
	for (; at && is_better(&candidate, &heap[(at - 1) / 2]); at = (at - 1) / 2)
		heap[at] = heap[(at - 1) / 2];
	heap[at] = candidate;
}

static struct candidate queue_take(struct reading *reading)
{
	struct candidate *heap = reading->queue.items, best = heap[0];
	size_t count = --reading->queue.count, at = 0;
	struct candidate last = heap[count];
	for (size_t below; (below = 2 * at + 1) < count; at = below) {
		below += below + 1 < count && is_better(&heap[below + 1], &heap[below]);
		if (!is_better(&heap[below], &last))
			break;
		heap[at] = heap[below];
	}
	heap[at] = last;
	return best;
}

/* The next match of the set, as one that has the word in its name or as the most that it can be. */
static struct candidate candidate_next(struct reading *reading, struct match *match)
{
	struct match_set named = reading->names.stack[0];
	struct candidate candidate = { .at = (uint32_t)reading->next++ };
	*match = reading->set.items[candidate.at];
	if (reading->next_name < named.count &&
	    named.items[reading->next_name].row == match->row) {
		*match = named.items[reading->next_name++];
		candidate.at = NO_ROW;
	} else {
		match_raise(match, wanted_words_best(&reading->op->words), &reading->scale);
	}
	return candidate;
}

static void queue_slice(struct search *search, struct reading *reading)
{
	for (unsigned left = SEARCH_SLICE / 4; left && reading->next < reading->set.count; left--) {
		struct match match;
		struct candidate candidate = candidate_next(reading, &match);
		candidate.ranked = ranking_refine(search, &reading->ranking, match);
		queue_add(&search->arena, reading, candidate);
	}
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

/* Put the candidate back as what it is worth, if it has the word. False if it is too dear. */
static bool read_candidate(struct search *search, struct reading *reading, uint32_t at)
{
	struct match match = reading->set.items[at];
	struct dossier_ref ref = { match.row };
	uint64_t cost = cost_of(search, match.row);
	if (cost > reading->left)
		return false;
	reading->left -= cost;
	uint8_t grade = texts_find_words(search->archive, ref, &reading->op->words);
	if (grade == 0)
		return true;
	match_raise(&match, grade, &reading->scale);
	queue_add(&search->arena, reading, (struct candidate){
		.ranked = ranking_refine(search, &reading->ranking, match), .at = NO_ROW });
	return true;
}

static void show(struct search *search, struct reading *reading, struct match match)
{
	reading->total++;
	if (reading->hit_count == search->options.limit)
		return;
	reading->hits[reading->hit_count++] = hit_of(search, match);
	if (reading->hit_count <= search->hit_count)
		return;
	search->hits = reading->hits;
	search->hit_count = reading->hit_count;
	search->hits_are_final = reading->hit_count == search->options.limit;
}

static enum reading_outcome take_candidates(struct search *search, struct reading *reading)
{
	for (unsigned slice = SHOW_SLICE; slice; slice--) {
		if (search->hits_are_final && !reading->reads_all)
			return READING_HAS_FIRST;
		if (reading->queue.count == 0)
			break;
		struct candidate candidate = queue_take(reading);
		if (candidate.at != NO_ROW)
			return read_candidate(search, reading, candidate.at) ? READING_GOES_ON
			                                                     : READING_IS_DEAR;
		show(search, reading, candidate.ranked.match);
	}
	if (reading->queue.count)
		return READING_GOES_ON;
	search->total = reading->total;
	return READING_HAS_ALL;
}

enum reading_outcome reading_step(struct search *search, struct reading *reading)
{
	if (!reading->has_names)
		reading->has_names = machine_step(search, &reading->names);
	else if (reading->next < reading->set.count)
		queue_slice(search, reading);
	else
		return take_candidates(search, reading);
	return READING_GOES_ON;
}
