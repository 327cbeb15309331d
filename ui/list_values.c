/* The values that the field at the end of a query may have, in the place of the list's rows:
 *
 *	disputed                21
 *	unverified              91
 *	Tab takes one
 *
 * Of a limit, what the list has of each, not the collection. */
#include "ui/pane_list.h"

#include "base/message.h"
#include "base/unicode.h"
#include "query/facets.h"
#include "ui/workspace.h"

/* ── What a limit may say ───────────────────────────────────────────────────────────────────── */

struct counted_list { const struct list_state *state; const struct archive *archive; };

static struct dossier_ref row_of(const void *context, size_t row)
{
	const struct counted_list *list = context;
	const struct list_source_ops *source = list_source_ops(list->state->source);
	int at = list_row(list->state, (int)row);
	return at < 0 ? NO_DOSSIER : source->subject(list->state, list->archive, at);
}

/* True if the rows are all there, and few enough to be counted while somebody types. */
static bool can_count(const struct list_state *state, const struct archive *archive)
{
	bool is_searching = state->source == LIST_RESULTS && !list_results(state)->search.is_done;
	return !is_searching && !state->is_of_part && list_limits_are_done(&state->limits) &&
	       list_rows(state, archive) <= FACETS_ROWS;
}

/* The facet of the field whose values these are, or FACET_COUNT. */
static enum facet facet_of(const struct completions *found, struct str typed)
{
	size_t colon = str_find(typed, STR(":"), found->start);
	if (found->count == 0 || colon == SIZE_MAX)
		return FACET_COUNT;
	struct str value = found->items[0].text;
	struct str key = str_slice(value, 0, str_find(value, STR(":"), 0));
	enum facet facet = 0;
	while (facet < FACET_COUNT && !str_equal(key, str_of(facet_row(facet)->field)))
		facet++;
	return facet;
}

static uint32_t count_of(struct arena *arena, const struct facet_values *values, struct str query)
{
	query = unicode_fold(arena, query);
	for (size_t i = 0; i < values->count; i++)
		if (str_equal(unicode_fold(arena, values->items[i].query), query))
			return values->items[i].count;
	return 0;
}

/* Only those that are in the list, with how many of it have them. */
static void count_values(struct completions *found, struct arena *arena,
                         const struct facet_values *values)
{
	size_t kept = 0;
	for (size_t i = 0; i < found->count; i++) {
		found->items[i].count = count_of(arena, values, found->items[i].text);
		if (found->items[i].count)
			found->items[kept++] = found->items[i];
	}
	found->count = kept;
}

struct completions list_limit_values(const struct list_state *state, const struct archive *archive,
                                     struct arena *arena, struct str typed)
{
	struct completions found = completions_of(archive, arena, typed, state->known);
	enum facet facet = facet_of(&found, typed);
	const struct counted_list list = { state, archive };
	struct facet_rows rows = { .dossier = row_of, .context = &list, .known = state->known };
	rows.count = (size_t)list_rows(state, archive);
	if (facet != FACET_COUNT && can_count(state, archive)) {
		struct facets facets = facets_count(archive, arena, &rows, FACETS_ROWS);
		count_values(&found, arena, &facets.of[facet]);
		return found;
	}
	for (size_t i = 0; i < found.count; i++)
		found.items[i].count = 0;
	return found;
}

/* ── Drawing ────────────────────────────────────────────────────────────────────────────────── */

/* Behind the colon; of a dossier, its name. */
static struct str value_words(struct completion value)
{
	size_t colon = str_find(value.text, STR(":"), 0);
	struct str typed = str_slice(value.text, colon == SIZE_MAX ? 0 : colon + 1, SIZE_MAX);
	bool is_id = value.words.size && str_find(value.words, STR(" "), 0) == SIZE_MAX;
	return is_id || value.words.size == 0 ? typed : value.words;
}

void list_draw_values(const struct completions *values, bool has_counts, struct arena *frame,
                      struct canvas *canvas)
{
	int rows = canvas_rows(canvas) - 1, row = 0, columns = canvas_columns(canvas);
	struct rect part = { 0, LIST_MARGIN, canvas_rows(canvas), columns - LIST_MARGIN };
	struct canvas inner = canvas_part(canvas, part);
	for (size_t i = 0; i < values->count && row < rows; i++, row++) {
		struct completion value = values->items[i];
		struct str count = {0};
		if (value.count && has_counts)
			count = str_format(frame, "%u", value.count);
		list_draw_pair(&inner, frame, row, ROLE_TEXT, value_words(value), ROLE_DIM, count);
	}
	if (values->count)
		canvas_put(&inner, row, 0, ROLE_NOTE,
		           shown_line(frame, str_of(_("Tab takes one"))));
}
