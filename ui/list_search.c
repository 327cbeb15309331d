#include "ui/list_search.h"

#include "query/lookup.h"

enum { FIRST_BUDGET_US = 8000, MOST_HITS = 1000 };

/* The switcher looks at names alone: every word that is typed becomes name:word, but for an article
 * before them. */
static struct str query_of(const struct archive *archive, struct arena *arena,
                           enum prompt_kind prompt, struct str typed)
{
	if (!prompt_is_of_names(prompt))
		return str_copy(arena, typed);
	struct text query = { .arena = arena };
	struct str rest = lookup_without_article(archive, arena, typed);
	while (rest.bytes) {
		struct str word = str_trim(str_cut(&rest, ' '));
		if (word.size)
			text_format(&query, "name:%.*s ", STR_ARGS(word));
	}
	return str_trim(text_str(&query));
}

void list_search_release(struct list_search *search)
{
	if (search->has_begun)
		search_end(&search->search);
	arena_release(&search->arena);
	*search = (struct list_search){0};
}

/* Once it is done, and nothing was found. */
static void explain(struct list_search *search)
{
	const struct search *done = &search->search;
	if (search->is_explained || !search->has_begun || !done->is_done)
		return;
	search->is_explained = true;
	if (done->hit_count == 0 && search->prompt != PROMPT_SEARCH)
		search->unfound.words = known_later(search->known, &search->arena, search->query);
	else if (done->hit_count == 0)
		search->unfound = unfound_of(done->archive, &search->arena, search->query, true,
		                             search->known);
}

void list_search_start(struct list_search *search, const struct archive *archive,
                       const struct known *known, enum prompt_kind prompt, struct str typed)
{
	struct fault why = {0};
	struct arena *arena = &search->arena;
	list_search_release(search);
	search->query = str_copy(arena, str_trim(typed));
	search->prompt = prompt;
	search->known = known;
	search->asked = query_of(archive, arena, prompt, typed);
	struct filter_options typing = { .is_typing = true };
	if (!filter_parse(archive, arena, search->asked, typing, &search->filter, &why))
		search->complaint = str_copy(arena, str_of(why.sentence));
	else if (search->filter)
		search->has_begun = true;
	if (!search->has_begun && prompt == PROMPT_SEARCH)
		search->values = completions_of(archive, arena, str_copy(arena, typed), known);
	if (!search->has_begun)
		return;
	search_begin(&search->search, archive, search->filter,
	             (struct search_options){ .is_typing = true, .limit = MOST_HITS,
	                                      .known = known });
	search_step(&search->search, FIRST_BUDGET_US);
	/* A library that is loaded for it may have taken all of that: a list that is empty for the
	 * blink of an eye is two screens for one key. */
	if (search->search.hit_count == 0 && !search->search.is_done)
		search_step(&search->search, FIRST_BUDGET_US);
	explain(search);
}

struct str list_search_query(const struct list_search *search, struct arena *arena)
{
	return str_copy(arena, search->asked);
}

bool list_search_step(struct list_search *search, unsigned budget_us)
{
	if (!search->has_begun || search->search.is_done)
		return false;
	search_step(&search->search, budget_us);
	explain(search);
	return true;
}

struct str list_search_fault(struct list_search *search, const struct archive *archive)
{
	struct fault why = {0};
	struct filter *filter = NULL;
	struct filter_options finished = {0};
	if (search->complaint.size)
		return search->complaint;
	if (filter_parse(archive, &search->arena, search->query, finished, &filter, &why))
		return (struct str){0};
	return str_copy(&search->arena, str_of(why.sentence));
}

int list_search_find(const struct list_search *search, const struct archive *archive)
{
	struct dossier_ref ref = dossier_find(archive, search->sought);
	int count = dossier_is_none(ref) ? 0 : list_search_count(search);
	for (int row = 0; row < count; row++)
		if (search->search.hits[row].ref.row == ref.row)
			return row;
	return -1;
}

int list_search_count(const struct list_search *search)
{
	return search->has_begun ? (int)search->search.hit_count : 0;
}
