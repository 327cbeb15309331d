/* The timeline: of one, or of all; in lanes, or only of what the reader has chosen. */
#include "ui/view_parts.h"

#include "base/array.h"
#include "base/message.h"
#include "ui/keymap.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

/* Rows, in the arena of the page. */
struct rows { uint32_t *items; size_t count, room; };
struct refs { struct dossier_ref *items; size_t count, room; };

/* ── What it is of ──────────────────────────────────────────────────────────────────────────── */

static const struct list_state *list_of(const struct workspace *workspace)
{
	return workspace->panes[SLOT_LIST].state;
}

static bool has_reading_list(const struct workspace *workspace)
{
	return workspace->reader && reader_count(workspace->reader) > 0;
}

/* True if what stands in the list are dossiers that were chosen: hits, or those of a kind. */
static bool has_chosen(const struct workspace *workspace)
{
	const struct list_state *list = list_of(workspace);
	return list->source == LIST_DOSSIERS ||
	       (list->source == LIST_RESULTS && list_search_count(list_results(list)) > 0);
}

static struct refs reading_list(const struct workspace *workspace, struct arena *arena)
{
	struct refs refs = {0};
	size_t count = has_reading_list(workspace) ? reader_count(workspace->reader) : 0;
	for (size_t i = 0; i < count; i++) {
		struct str id = reader_entry_at(workspace->reader, i).id;
		struct dossier_ref ref = dossier_find(workspace->archive, id);
		if (!dossier_is_none(ref))
			*ARRAY_ADD(arena, &refs) = ref;
	}
	return refs;
}

static struct rows chosen_rows(const struct workspace *workspace, struct arena *arena)
{
	struct rows rows = {0};
	const struct pane *list = &workspace->panes[SLOT_LIST];
	int count = has_chosen(workspace) ? list_rows(list->state, workspace->archive) : 0;
	for (int row = 0; row < count; row++) {
		struct dossier_ref ref = list_subject_at(list, workspace, row);
		if (!dossier_is_none(ref))
			*ARRAY_ADD(arena, &rows) = ref.row;
	}
	return rows;
}

static void dates_begin(struct view_state *state)
{
	state->zoom = ZOOM_MONTH;
}

/* True if a reader is in the list of the chosen, or reads what its cursor is on: who has gone home,
 * or on by links, does not mean the list that still stands there. */
static bool looks_at_chosen(const struct workspace *workspace)
{
	const struct pane *list = &workspace->panes[SLOT_LIST];
	struct dossier_ref at = list->ops->subject(list, workspace);
	bool is_at = !dossier_is_none(at) && at.row == workspace_subject(workspace).row;
	return has_chosen(workspace) && (workspace->focus == SLOT_LIST || is_at);
}

/* Of no one dossier, it is of the list that the reader looks at, each time that this is another one,
 * or none; what the reader turned it to holds as long as that is the same. */
static bool dates_find(struct view_state *state, struct workspace *workspace, struct fault *why)
{
	struct arena scratch = {0};
	const struct pane *list = &workspace->panes[SLOT_LIST];
	bool is_of_list = looks_at_chosen(workspace);
	(void)why;
	if (!state->is_opening || state->one.size)
		return true;
	struct str title = is_of_list ? list->ops->title(list, workspace, &scratch)
	                              : (struct str){0};
	bool is_other = !str_equal(state->chosen, title);
	if (is_other && (state->form == DATES_PLAIN || state->form == DATES_CHOSEN))
		state->form = is_of_list ? DATES_CHOSEN : DATES_PLAIN;
	if (is_other)
		state->chosen = str_copy(&workspace->arena, title);
	arena_release(&scratch);
	return true;
}

/* ── The page ───────────────────────────────────────────────────────────────────────────────── */

static struct page dates_make(struct view_state *state, struct workspace *workspace,
                              struct arena *arena, struct page_options options)
{
	const struct archive *archive = workspace->archive;
	struct dossier_ref about = dossier_find(archive, state->one);
	if (state->one.size && dossier_is_none(about))
		return (struct page){0};
	struct refs reading = reading_list(workspace, arena);
	struct time_query query = {
		.about = &about, .about_count = dossier_is_none(about) ? 0 : 1,
		.from = date_none(), .to = date_none(), .zoom = state->zoom,
		.is_only_then = state->when.size > 0,
		.lanes = reading.items, .lane_count = reading.count,
	};
	if (state->when.size && date_parse(state->when, &query.from, NULL))
		query.to = query.from;
	if (state->form == DATES_READING && query.about_count == 0) {
		query.about = reading.items;
		query.about_count = reading.count;
	}
	if (state->form == DATES_CHOSEN || (state->form == DATES_READING && state->one.size)) {
		struct rows rows = {0};
		for (size_t i = 0; state->form == DATES_READING && i < reading.count; i++)
			*ARRAY_ADD(arena, &rows) = reading.items[i].row;
		if (state->form == DATES_CHOSEN)
			rows = chosen_rows(workspace, arena);
		query.has_only = true;
		query.only = rows.items;
		query.only_count = rows.count;
	}
	return state->form == DATES_LANES ? page_timeline_lanes(archive, arena, &query, options)
	                                  : page_timeline(archive, arena, &query, options);
}

/* ── How it is shown ────────────────────────────────────────────────────────────────────────── */

static const char *const form_names[] = {
	[DATES_PLAIN] = N_("all"), [DATES_LANES] = N_("lanes"),
	[DATES_READING] = N_("reading list"), [DATES_CHOSEN] = N_("only the list"),
};
_Static_assert(sizeof(form_names) / sizeof(form_names[0]) == DATES_FORM_COUNT, "a word for each");

static bool has_form(const struct workspace *workspace, enum dates_form form)
{
	switch (form) {
	case DATES_LANES:
		return workspace->layout.body.columns >= TIME_LANES_FROM + 2 * PANE_PAGE_MARGIN;
	case DATES_READING:
		return has_reading_list(workspace);
	case DATES_CHOSEN:
		return has_chosen(workspace);
	case DATES_PLAIN:
	case DATES_FORM_COUNT:
		break;
	}
	return true;
}

/* The next form that there is something to show in; the same if there is no other. */
static enum dates_form form_after(const struct workspace *workspace, enum dates_form form)
{
	do
		form = (enum dates_form)((form + 1) % DATES_FORM_COUNT);
	while (!has_form(workspace, form));
	return form;
}

/* What the chosen ones are: "“harbour”", "people". */
static struct str chosen_words(const struct workspace *workspace, struct arena *frame)
{
	const struct pane *list = &workspace->panes[SLOT_LIST];
	return list->ops->title(list, workspace, frame);
}

static struct str dates_title(const struct view_state *state, const struct workspace *workspace,
                              struct arena *frame)
{
	(void)workspace;
	/* Translators: whose time it is, or "the collection", and years */
	return str_format(frame, _("Timeline: %.*s"), STR_ARGS(state->page.page.title));
}

static struct str form_words(const struct view_state *state, const struct workspace *workspace,
                                struct arena *frame)
{
	static const char *const zooms[] = {
		[ZOOM_YEAR] = N_("by year"), [ZOOM_MONTH] = N_("by month"),
		[ZOOM_DAY] = N_("by day"),
	};
	_Static_assert(sizeof(zooms) / sizeof(zooms[0]) == ZOOM_COUNT, "words for each");
	const char *zoom = _(zooms[state->zoom]);
	struct str chosen;
	switch (state->form) {
	case DATES_LANES:
		/* Translators: by year, in lanes */
		return str_format(frame, _("%s, in lanes"), zoom);
	case DATES_READING:
		return str_format(frame, _("%s, only of your reading list"), zoom);
	case DATES_CHOSEN:
		chosen = chosen_words(workspace, frame);
		/* Translators: by year, only people */
		return str_format(frame, _("%s, only %.*s"), zoom, STR_ARGS(chosen));
	case DATES_PLAIN:
	case DATES_FORM_COUNT:
		break;
	}
	return str_of(zoom);
}

/* Between all and what is listed one key leads; which, stands behind the one that is shown. */
static struct str with_the_other(const struct view_state *state, const struct workspace *workspace,
                                 struct arena *frame, struct str words)
{
	enum dates_form next = form_after(workspace, state->form);
	bool is_between = (state->form == DATES_CHOSEN && next == DATES_PLAIN) ||
	                  (state->form == DATES_PLAIN && next == DATES_CHOSEN);
	struct str key = keymap_keys(frame, CONTEXT_VIEW, ACTION_FOLD, true);
	if (key.size == 0)
		key = keymap_keys(frame, CONTEXT_GLOBAL, ACTION_FOLD, true);
	if (state->one.size || !is_between || key.size == 0)
		return words;
	/* Translators: how it is shown, "by month, only people"; a key; what it shows, "all" */
	return str_format(frame, _("%.*s; %.*s: %s"), STR_ARGS(words), STR_ARGS(key),
	                  _(form_names[next]));
}

/* "by month, only July 2022". */
static struct str dates_setting(const struct view_state *state, const struct workspace *workspace,
                                struct arena *frame)
{
	struct str words = form_words(state, workspace, frame);
	if (state->when.size == 0)
		return with_the_other(state, workspace, frame, words);
	/* Translators: how it is shown, "by month"; "July 2022" */
	words = str_format(frame, _("%s, only %s"), str_copy(frame, words).bytes,
	                   str_copy(frame, date_span_words(frame, state->when)).bytes);
	return with_the_other(state, workspace, frame, words);
}

/* A set is no time from one day to another. */
static bool dates_limit(struct view_state *state, struct workspace *workspace, struct str typed,
                        struct fault *why)
{
	struct date_typed read;
	if (str_is_empty(str_trim(typed))) {
		state->when = (struct str){0};
		return true;
	}
	if (!date_parse_span(&workspace->arena, typed, &read, why))
		return false;
	if (read.date.flags & DATE_SET)
		return fault_set(why, FAULT_USAGE,
		                 _("%.*s is several dates: write one, or two with .. between them"),
		                 STR_ARGS(typed));
	state->when = str_copy(&workspace->arena, read.text);
	return true;
}

/* ── Steps ──────────────────────────────────────────────────────────────────────────────────── */

static bool dates_zoom(struct view_state *state, int step)
{
	if (step > 0 ? state->zoom == ZOOM_DAY : state->zoom == ZOOM_YEAR)
		return false;
	state->zoom = step > 0 ? state->zoom + 1 : state->zoom - 1;
	return true;
}

static void dates_next_form(struct view_state *state, struct workspace *workspace)
{
	enum dates_form before = state->form;
	state->form = form_after(workspace, before);
	if (state->form == before)
		workspace_say(workspace,
		              _("Lanes need %d columns; a reading list or a search would choose "
		                "what is shown"), TIME_LANES_FROM + 2 * PANE_PAGE_MARGIN);
}

/* What the next form is. */
static const char *dates_fold_word(const struct view_state *state,
                                   const struct workspace *workspace)
{
	enum dates_form next = form_after(workspace, state->form);
	return next == state->form ? NULL : form_names[next];
}

static bool dates_are_narrow(const struct view_state *state)
{
	return state->form != DATES_LANES;
}

const struct view_row view_dates = {
	.begin = dates_begin, .find = dates_find, .make = dates_make, .title = dates_title,
	.setting = dates_setting, .zoom = dates_zoom, .limit = dates_limit,
	.fold = dates_next_form, .fold_word = dates_fold_word, .is_narrow = dates_are_narrow,
};
