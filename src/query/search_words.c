/* The words of a filter: which there are, and whether names alone can answer first. */
#include "base/array.h"
#include "query/search_state.h"

bool filter_has_words(const struct filter *filter)
{
	return filter->kind == FILTER_WORD || filter->kind == FILTER_PHRASE ||
	       filter->kind == FILTER_NAME;
}

bool filter_has_scored_words(const struct filter *filter)
{
	bool is_found = filter_has_words(filter);
	for (size_t i = 0; filter->kind != FILTER_NOT && i < filter->part_count; i++)
		is_found |= filter_has_scored_words(filter->parts[i]);
	return is_found;
}

static void add_plan_words(struct arena *arena, const struct filter *filter,
                           struct plan_words *words)
{
	if (filter_has_words(filter))
		*ARRAY_ADD(arena, words) = filter;
	for (size_t i = 0; filter->kind != FILTER_NOT && i < filter->part_count; i++)
		add_plan_words(arena, filter->parts[i], words);
}

struct plan_words plan_words(struct arena *arena, const struct filter *filter)
{
	struct plan_words words = {0};
	if (filter)
		add_plan_words(arena, filter, &words);
	return words;
}

static void add_plan_dates(struct arena *arena, const struct filter *filter,
                           struct plan_words *dates)
{
	if (filter->kind == FILTER_DATE)
		*ARRAY_ADD(arena, dates) = filter;
	for (size_t i = 0; filter->kind != FILTER_NOT && i < filter->part_count; i++)
		add_plan_dates(arena, filter->parts[i], dates);
}

struct plan_words plan_dates(struct arena *arena, const struct filter *filter)
{
	struct plan_words dates = {0};
	if (filter)
		add_plan_dates(arena, filter, &dates);
	return dates;
}

/* ── Heads ──────────────────────────────────────────────────────────────────────────────────── */

/* Of an OR a name may match one side and a text the other, which is worth more than the name. */
static bool has_alternative_words(const struct filter *filter)
{
	bool is_found = false;
	for (size_t i = 0; filter->kind != FILTER_NOT && i < filter->part_count; i++)
		is_found |= has_alternative_words(filter->parts[i]) ||
		            (filter->kind == FILTER_ANY &&
		             filter_has_scored_words(filter->parts[i]));
	return is_found;
}

/* A word or phrase that is looked for in all texts, and counts. */
static bool has_text_words(const struct filter *filter)
{
	if (filter->kind == FILTER_WORD || filter->kind == FILTER_PHRASE)
		return true;
	bool is_found = false;
	for (size_t i = 0; filter->kind != FILTER_NOT && i < filter->part_count; i++)
		is_found |= has_text_words(filter->parts[i]);
	return is_found;
}

bool plan_has_head(const struct filter *filter)
{
	return filter && has_text_words(filter) && !has_alternative_words(filter);
}

unsigned plan_head_bound(const struct plan *plan)
{
	return grade_most_without_name(plan->shares) +
	       (plan->has_dates ? grade_most_of_date() : 0);
}
