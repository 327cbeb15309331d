#include "query/search.h"

#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/message.h"
#include "query/dispute.h"
#include "query/search_state.h"

const char *search_way_words(enum search_way way)
{
	static const char *const words[] = {
		[WAY_FILTER]    = N_("filter"),
		[WAY_WORD]      = N_("word"),
		[WAY_PREFIX]    = N_("beginning of a word"),
		[WAY_PHRASE]    = N_("phrase"),
		[WAY_ROMANIZED] = N_("romanized name"),
		[WAY_INSIDE]    = N_("part of a name"),
		[WAY_SIMILAR]   = N_("similar name"),
	};
	_Static_assert(sizeof words / sizeof *words == WAY_COUNT, "words for each way");
	return words[way];
}

/* ── Stages ─────────────────────────────────────────────────────────────────────────────────── */

/* A word that stands in one piece; others are no term. */
static bool is_piece(const struct filter *filter)
{
	return str_find(filter->text, STR(" "), 0) == SIZE_MAX;
}

static void begin_similar(struct search *search, struct search_state *state)
{
	state->similar = ARENA_MANY(&search->arena, struct similar, state->words.count);
	for (size_t i = 0; i < state->words.count; i++) {
		const struct filter *word = state->words.items[i];
		similar_begin(&state->similar[i], is_piece(word) ? word->text : STR(""),
		              word->is_prefix);
	}
}

/* Last of all, only what was known is left. */
static struct plan plan_of(struct search *search, enum plan_reach reach,
                           const struct similar *similar)
{
	struct plan plan = plan_make(search->archive, &search->arena, search->filter,
	                             (struct plan_options){ reach, similar,
	                                                    search->options.known != NULL });
	plan_add_known(search, &plan);
	return plan;
}

/* Look in all texts. */
static enum search_stage begin_run(struct search *search, struct search_state *state)
{
	machine_begin(search, &state->machine, plan_of(search, PLAN_ALL, NULL));
	return STAGE_RUN;
}

static enum search_stage run_head(struct search *search, struct search_state *state)
{
	if (!machine_step(search, &state->machine))
		return STAGE_RUN_HEAD;
	state->names = state->machine.plan;
	if (state->machine.stack[0].count == 0)
		return begin_run(search, state);
	ranking_begin(search, &state->ranking, state->machine.stack[0]);
	return STAGE_RANK_HEAD;
}

/* Only hits are shown before which no other can come. */
static enum search_stage rank_head(struct search *search, struct search_state *state)
{
	if (!ranking_step(search, &state->ranking))
		return STAGE_RANK_HEAD;
	unsigned bound = plan_head_bound(&state->machine.plan);
	size_t count = 0;
	while (count < search->hit_count && search->hits[count].score > bound)
		count++;
	search->hit_count = state->given = count;
	search->hits_are_final = count == search->options.limit;
	begin_run(search, state);
	if (search->hits_are_final)
		machine_count(search, &state->machine);
	return STAGE_RUN;
}

/* Before the last of several words is looked for in its postings. */
static bool begins_reading(struct search *search, struct search_state *state)
{
	if (search->hits_are_final || filter_order(search->filter).column != COLUMN_OWN ||
	    !machine_last_word(&state->machine))
		return false;
	return reading_begin(search, &state->reading, &state->machine, &state->names);
}

static enum search_stage begin_order(struct search *search, struct search_state *state)
{
	const struct known *known = search->options.known;
	struct ordering ordering = filter_order(search->filter);
	struct match_set set = state->machine.stack[0];
	state->ranking = (struct ranking){ .set = set, .kind = NO_ROW };
	state->ordered = ordered_begin(&search->arena,
		column_begin(search->archive, known, ordering.column), ordering.is_reversed,
		(uint32_t)set.count);
	return STAGE_ORDER;
}

/* The match of a row: they rise. */
static struct match match_of(struct match_set set, uint32_t row)
{
	size_t low = 0, high = set.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (set.items[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return set.items[low];
}

/* What was found where its words are, but in another order than by what that is worth. */
static void take_ordered(struct search *search, struct search_state *state)
{
	struct ordered *ordered = &state->ordered;
	size_t limit = search->options.limit, total = ordered->count;
	search->total = total;
	search->hit_count = limit && limit < total ? limit : total;
	search->hits = ARENA_MANY(&search->arena, struct search_hit, search->hit_count);
	for (size_t i = 0; i < search->hit_count; i++) {
		struct match match = match_of(state->ranking.set, ordered->rows[i]);
		match = ranking_refine(search, &state->ranking, match).match;
		search->hits[i] = hit_of(search, match);
		search->hits[i].number = ordered->numbers ? ordered->numbers[i] : 0;
	}
}

static enum search_stage order(struct search *search, struct search_state *state)
{
	struct ordered *ordered = &state->ordered;
	struct match_set set = state->ranking.set;
	for (unsigned left = SEARCH_SLICE / 16; left && ordered->count < set.count; left--)
		ordered_add(ordered, (struct dossier_ref){ set.items[ordered->count].row });
	if (ordered->count < set.count)
		return STAGE_ORDER;
	ordered_end(ordered);
	take_ordered(search, state);
	return STAGE_DONE;
}

static enum search_stage read_texts(struct search *search, struct search_state *state)
{
	enum reading_outcome outcome = reading_step(search, &state->reading);
	state->machine.grades = state->reading.names.grades;
	switch (outcome) {
	case READING_GOES_ON:
		break;
	case READING_HAS_ALL:
		if (search->total || state->words.count == 0)
			return STAGE_DONE;
		begin_similar(search, state);
		return STAGE_SIMILAR;
	case READING_HAS_FIRST:
		state->machine.counts = search->hits_are_final = true;
		return STAGE_RUN;
	case READING_IS_DEAR:
		return STAGE_RUN;
	}
	return STAGE_READ;
}

static enum search_stage run(struct search *search, struct search_state *state)
{
	if (!machine_step(search, &state->machine))
		return begins_reading(search, state) ? STAGE_READ : STAGE_RUN;
	if (search->hits_are_final) {
		search->total = state->machine.stack[0].count;
		return STAGE_DONE;
	}
	bool is_ordered = filter_order(search->filter).column != COLUMN_OWN;
	if (state->machine.stack[0].count && is_ordered)
		return begin_order(search, state);
	if (state->machine.stack[0].count || state->words.count == 0) {
		ranking_begin(search, &state->ranking, state->machine.stack[0]);
		return STAGE_RANK;
	}
	begin_similar(search, state);
	return STAGE_SIMILAR;
}

static enum search_stage find_similar(struct search *search, struct search_state *state)
{
	if (!similar_step(search->archive, &search->arena, &state->similar[state->word]))
		return STAGE_SIMILAR;
	if (++state->word < state->words.count)
		return STAGE_SIMILAR;
	machine_begin(search, &state->machine, plan_of(search, PLAN_ALL, state->similar));
	return STAGE_RUN_AGAIN;
}

static enum search_stage run_again(struct search *search, struct search_state *state)
{
	if (!machine_step(search, &state->machine))
		return STAGE_RUN_AGAIN;
	search->is_offer = state->machine.stack[0].count > 0;
	ranking_begin(search, &state->ranking, state->machine.stack[0]);
	return STAGE_RANK;
}

static enum search_stage rank(struct search *search, struct search_state *state)
{
	return ranking_step(search, &state->ranking) ? STAGE_DONE : STAGE_RANK;
}

static enum search_stage step(struct search *search, struct search_state *state)
{
	switch (state->stage) {
	case STAGE_RUN_HEAD:  return run_head(search, state);
	case STAGE_RANK_HEAD: return rank_head(search, state);
	case STAGE_RUN:       return run(search, state);
	case STAGE_READ:      return read_texts(search, state);
	case STAGE_SIMILAR:   return find_similar(search, state);
	case STAGE_RUN_AGAIN: return run_again(search, state);
	case STAGE_RANK:      return rank(search, state);
	case STAGE_ORDER:     return order(search, state);
	case STAGE_DONE:      break;
	}
	return STAGE_DONE;
}

/* ── The job ────────────────────────────────────────────────────────────────────────────────── */

void search_begin(struct search *search, const struct archive *archive, const struct filter *filter,
                  struct search_options options)
{
	*search = (struct search){ .archive = archive, .filter = filter, .options = options };
	struct search_state *state = ARENA_NEW(&search->arena, struct search_state);
	bool has_head = options.limit && plan_has_head(filter) &&
	                filter_order(filter).column == COLUMN_OWN;
	search->state = state;
	state->words = plan_words(&search->arena, filter);
	state->costs = reading_costs;
	if (!has_head) {
		state->stage = begin_run(search, state);
		return;
	}
	machine_begin(search, &state->machine, plan_of(search, PLAN_NAMES, NULL));
	state->stage = STAGE_RUN_HEAD;
}

/* Give back what the search took, and keep its hits: who reads them may do so for long. */
static void settle(struct search *search)
{
	struct arena kept = {0};
	struct search_hit *hits = ARENA_MANY(&kept, struct search_hit, search->hit_count);
	if (search->hit_count)
		memcpy(hits, search->hits, search->hit_count * sizeof *hits);
	arena_release(&search->arena);
	search->arena = kept;
	search->hits = hits;
	search->state = NULL;
}

bool search_step(struct search *search, unsigned budget_us)
{
	struct search_state *state = search->state;
	uint64_t end = clock_end(budget_us);
	if (search->is_done)
		return true;
	do
		state->stage = step(search, state);
	while (state->stage != STAGE_DONE && !clock_is_past(end));
	search->is_done = state->stage == STAGE_DONE;
	search->hits_are_final |= search->is_done;
	if (search->is_done)
		dispute_order(search, state->given);
	if (search->is_done && search->options.limit)
		settle(search);
	return search->is_done;
}

void search_end(struct search *search)
{
	arena_release(&search->arena);
	*search = (struct search){0};
}
