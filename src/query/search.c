#include "query/search.h"

#include <time.h>

#include "query/search_state.h"

const char *search_way_words(enum search_way way)
{
	static const char *const words[] = {
		[WAY_FILTER]    = "filter",
		[WAY_WORD]      = "word",
		[WAY_PREFIX]    = "beginning of a word",
		[WAY_PHRASE]    = "phrase",
		[WAY_ROMANIZED] = "romanized name",
		[WAY_INSIDE]    = "part of a name",
		[WAY_SIMILAR]   = "similar name",
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

/* Look in all texts. */
static enum search_stage begin_run(struct search *search, struct search_state *state)
{
	machine_begin(search, &state->machine,
	              plan_make(search->archive, &search->arena, search->filter, PLAN_ALL, NULL));
	return STAGE_RUN;
}

static enum search_stage run_head(struct search *search, struct search_state *state)
{
	if (!machine_step(search, &state->machine))
		return STAGE_RUN_HEAD;
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
	search->hit_count = count;
	state->has_first = count == search->options.limit;
	begin_run(search, state);
	state->machine.counts = state->has_first;
	return STAGE_RUN;
}

static enum search_stage run(struct search *search, struct search_state *state)
{
	if (!machine_step(search, &state->machine))
		return STAGE_RUN;
	if (state->has_first) {
		search->total = state->machine.stack[0].count;
		return STAGE_DONE;
	}
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
	machine_begin(search, &state->machine,
	              plan_make(search->archive, &search->arena, search->filter, PLAN_ALL,
	                        state->similar));
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
	case STAGE_SIMILAR:   return find_similar(search, state);
	case STAGE_RUN_AGAIN: return run_again(search, state);
	case STAGE_RANK:      return rank(search, state);
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
	bool has_head = options.limit && plan_has_head(filter);
	search->state = state;
	state->words = plan_words(&search->arena, filter);
	if (!has_head) {
		state->stage = begin_run(search, state);
		return;
	}
	machine_begin(search, &state->machine,
	              plan_make(archive, &search->arena, filter, PLAN_NAMES, NULL));
	state->stage = STAGE_RUN_HEAD;
}

static uint64_t now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

bool search_step(struct search *search, unsigned budget_us)
{
	struct search_state *state = search->state;
	uint64_t end = budget_us ? now_us() + budget_us : UINT64_MAX;
	if (search->is_done)
		return true;
	do
		state->stage = step(search, state);
	while (state->stage != STAGE_DONE && (budget_us == 0 || now_us() < end));
	search->is_done = state->stage == STAGE_DONE;
	return search->is_done;
}

void search_end(struct search *search)
{
	arena_release(&search->arena);
	*search = (struct search){0};
}
