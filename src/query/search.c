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

static enum search_stage run(struct search *search, struct search_state *state)
{
	if (!machine_step(search, &state->machine))
		return STAGE_RUN;
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
	              plan_make(search->archive, &search->arena, search->filter, state->similar));
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
	bool is_done = ranking_step(search, &state->ranking, state->machine.grades);
	return is_done ? STAGE_DONE : STAGE_RANK;
}

static enum search_stage step(struct search *search, struct search_state *state)
{
	switch (state->stage) {
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
	search->state = state;
	state->words = plan_words(&search->arena, filter);
	machine_begin(search, &state->machine,
	              plan_make(archive, &search->arena, filter, NULL));
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
