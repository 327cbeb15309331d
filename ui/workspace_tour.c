/* The tour: which step it is at, what has to be open for it, and what was open before. */
#include "ui/workspace.h"

#include <string.h>

#include "base/message.h"
#include "query/passage.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"

enum { MOST_QUOTES = 50 };              /* looked at for one whose text is there */

static struct page_view *dossier_page(struct workspace *workspace)
{
	return pane_page_view(&workspace->panes[SLOT_DOSSIER]);
}

static const struct tour_step *step_of(const struct workspace *workspace)
{
	size_t count;
	return &tour_steps(&count)[workspace->tour.step];
}

/* ── Scenes ─────────────────────────────────────────────────────────────────────────────────── */

static bool set_kinds(struct workspace *workspace)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	pane_list_show(list, workspace, LIST_KINDS);
	list->ops->open(list, workspace, workspace_subject(workspace));
	workspace->focus = SLOT_LIST;
	return true;
}

static bool set_dossiers(struct workspace *workspace)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	const struct list_state *state = list->state;
	uint32_t kind = dossier_kind(workspace->archive, workspace_subject(workspace));
	if (state->source != LIST_DOSSIERS)
		pane_list_show_kind(list, workspace, kind);
	workspace->focus = SLOT_LIST;
	return true;
}

static bool set_dossier(struct workspace *workspace)
{
	workspace->focus = SLOT_DOSSIER;
	return true;
}

/* The first link of the page of a sort, or -1. A page that was never on the screen has none yet. */
static int find_link(struct workspace *workspace, enum page_link_kind kind)
{
	workspace_settle(workspace);
	const struct page_view *view = dossier_page(workspace);
	for (size_t i = 0; i < view->page.links.count; i++)
		if (view->page.links.items[i].kind == kind)
			return (int)i;
	return -1;
}

/* What is read serves if it has such a link; else the dossier that one begins with. */
static bool set_page_with(struct workspace *workspace, enum page_link_kind kind)
{
	struct dossier_ref home = archive_collection(workspace->archive).home;
	set_dossier(workspace);
	bool is_unknown = workspace->panes[SLOT_DOSSIER].columns == 0;
	if (is_unknown || find_link(workspace, kind) >= 0)
		return true;
	if (dossier_is_none(home))
		return false;
	workspace_visit(workspace, home);
	return find_link(workspace, kind) >= 0;
}

static bool set_links(struct workspace *workspace)
{
	return set_page_with(workspace, PAGE_LINK_DOSSIER);
}

static bool set_link(struct workspace *workspace)
{
	struct page_view *view = dossier_page(workspace);
	const struct page_link *link = page_view_selected(view);
	set_dossier(workspace);
	if (link && link->kind == PAGE_LINK_DOSSIER)
		return true;
	return page_view_select(view, find_link(workspace, PAGE_LINK_DOSSIER));
}

static bool set_sources(struct workspace *workspace)
{
	return set_page_with(workspace, PAGE_LINK_SOURCE);
}

/* Whether it can be opened is tried, and nothing told of it. */
static bool opens_text(struct workspace *workspace, struct dossier_ref ref)
{
	workspace_visit(workspace, ref);
	workspace_open_text(workspace);
	bool is_open = workspace->overlay.ops != NULL;
	workspace_uncover(workspace);
	workspace->message[0] = '\0';
	return is_open;
}

static bool set_text(struct workspace *workspace)
{
	const struct archive *archive = workspace->archive;
	uint32_t kind = kind_find(archive, STR("quote"));
	if (!workspace->texts_folder || kind == NO_ROW)
		return false;
	struct row_span quotes = dossiers_of_kind(archive, kind);
	for (uint32_t i = 0; i < quotes.count && i < MOST_QUOTES; i++)
		if (opens_text(workspace, (struct dossier_ref){ quotes.rows[i] }))
			return true;
	return false;
}

static bool has_dates(struct workspace *workspace)
{
	workspace_open_view(workspace, VIEW_DATES, workspace_subject(workspace), NO_DOSSIER);
	bool is_open = workspace->overlay.ops != NULL;
	workspace_uncover(workspace);
	workspace->message[0] = '\0';
	return is_open;
}

static bool set_dates(struct workspace *workspace)
{
	struct dossier_ref home = archive_collection(workspace->archive).home;
	set_dossier(workspace);
	if (has_dates(workspace))
		return true;
	if (!dossier_is_none(home))
		workspace_visit(workspace, home);
	return has_dates(workspace);
}

static bool set_notes(struct workspace *workspace)
{
	return workspace->reader && set_dossier(workspace);
}

/* Each brings about what its steps need; false if this collection has it not. */
static bool (*const scenes[])(struct workspace *) = {
	[SCENE_ANY] = NULL, [SCENE_KINDS] = set_kinds, [SCENE_DOSSIERS] = set_dossiers,
	[SCENE_DOSSIER] = set_dossier, [SCENE_LINKS] = set_links, [SCENE_LINK] = set_link,
	[SCENE_SOURCES] = set_sources, [SCENE_TEXT] = set_text, [SCENE_DATES] = set_dates,
	[SCENE_NOTES] = set_notes,
};
_Static_assert(sizeof(scenes) / sizeof(scenes[0]) == SCENE_COUNT, "one for each");

/* ── Before and after ───────────────────────────────────────────────────────────────────────── */

static void keep_trail(struct tour *tour, const struct trail *trail)
{
	tour->trail_count = trail->steps.count;
	tour->trail_at = trail->at;
	tour->trail = ARENA_MANY(&tour->arena, struct trail_step, trail->steps.count + 1);
	for (size_t i = 0; i < trail->steps.count; i++)
		tour->trail[i] = trail->steps.items[i];
}

/* The ids of a trail stay as long as the workspace does. */
static void bring_back_trail(const struct tour *tour, struct trail *trail)
{
	for (size_t i = 0; i < tour->trail_count; i++)
		trail->steps.items[i] = tour->trail[i];
	trail->steps.count = tour->trail_count;
	trail->at = tour->trail_at;
}

static void keep_all(struct workspace *workspace)
{
	struct tour *tour = &workspace->tour;
	const struct list_state *list = workspace->panes[SLOT_LIST].state;
	arena_reset(&tour->arena);
	workspace_remember_place(workspace);
	keep_trail(tour, &workspace->trail);
	tour->place = workspace_place(workspace, &tour->arena);
	tour->focus = workspace->focus;
	tour->is_maximized = workspace->is_maximized;
	tour->history_count = workspace->prompt.history_count;
	memcpy(tour->history, workspace->prompt.history, sizeof(tour->history));
	tour->list = list->source;
	tour->kind = list->kind;
	tour->cursor = list->viewport.cursor;
}

/* What was searched for is no longer there: the kinds stand for it. */
static void bring_back_list(struct workspace *workspace)
{
	const struct tour *tour = &workspace->tour;
	struct pane *list = &workspace->panes[SLOT_LIST];
	struct list_state *state = list->state;
	bool is_gone = tour->list == LIST_RESULTS || tour->list == LIST_COMMANDS;
	state->kind = tour->kind < kind_count(workspace->archive) ? tour->kind : 0;
	pane_list_show(list, workspace, is_gone ? LIST_KINDS : (enum list_source)tour->list);
	if (!is_gone)
		list_move_row(&state->viewport, tour->cursor);
	list->needs_layout = true;
}

void workspace_end_tour(struct workspace *workspace)
{
	struct tour *tour = &workspace->tour;
	if (!tour->is_on)
		return;
	if (workspace->prompt.kind != PROMPT_NONE)
		workspace_prompt_end(workspace, false);
	tour->is_on = false;
	workspace_uncover(workspace);
	bring_back_list(workspace);
	workspace_show_place(workspace, &tour->place);
	bring_back_trail(tour, &workspace->trail);
	workspace->prompt.history_count = tour->history_count;
	memcpy(workspace->prompt.history, tour->history, sizeof(tour->history));
	workspace->is_maximized = tour->is_maximized;
	workspace_focus_slot(workspace, tour->focus);
	workspace->message[0] = '\0';
	workspace_settle(workspace);
}

/* ── Steps ──────────────────────────────────────────────────────────────────────────────────── */

static bool set_scene(struct workspace *workspace)
{
	bool (*set)(struct workspace *) = scenes[step_of(workspace)->scene];
	workspace_uncover(workspace);
	workspace->is_maximized = false;
	return !set || set(workspace);
}

/* To this step, or the first one behind it that can be played; the last one always can. */
static void go_to(struct workspace *workspace, size_t step)
{
	struct tour *tour = &workspace->tour;
	tour->step = step;
	tour->is_done = tour->was_open = false;
	while (!set_scene(workspace))
		tour->leaves_out[tour->step++] = true;
}

/* Of some scenes it is known before that they are not to be had: steps are counted without them,
 * so that no number is missed. */
static void leave_out(struct workspace *workspace)
{
	const bool is_had[SCENE_COUNT] = {
		[SCENE_ANY] = true, [SCENE_KINDS] = true, [SCENE_DOSSIERS] = true,
		[SCENE_DOSSIER] = true, [SCENE_LINKS] = true, [SCENE_LINK] = true,
		[SCENE_SOURCES] = true, [SCENE_DATES] = true,
		[SCENE_TEXT] = workspace->texts_folder != NULL,
		[SCENE_NOTES] = workspace->reader != NULL,
	};
	size_t count;
	const struct tour_step *steps = tour_steps(&count);
	for (size_t i = 0; i < count; i++)
		workspace->tour.leaves_out[i] = !is_had[steps[i].scene];
}

/* How many of the first steps are shown. */
static size_t shown_steps(const struct tour *tour, size_t count)
{
	size_t shown = 0;
	for (size_t i = 0; i < count; i++)
		shown += !tour->leaves_out[i];
	return shown;
}

static void go_on(struct workspace *workspace)
{
	size_t count;
	tour_steps(&count);
	if (workspace->tour.step + 1 < count)
		go_to(workspace, workspace->tour.step + 1);
	else
		workspace_end_tour(workspace);
}

void workspace_begin_tour(struct workspace *workspace)
{
	if (workspace->tour.is_on)
		return;
	if (dossier_is_none(workspace_subject(workspace))) {
		workspace_say(workspace, _("There is nothing to show"));
		return;
	}
	keep_all(workspace);
	workspace->tour.is_on = true;
	leave_out(workspace);
	go_to(workspace, 0);
}

void workspace_follow_tour(struct workspace *workspace, enum action action)
{
	struct tour *tour = &workspace->tour;
	if (!tour->is_on || tour->is_done || action != step_of(workspace)->action)
		return;
	tour->is_done = true;
	if (!step_of(workspace)->then)
		go_on(workspace);
}

/* What a step opened is closed: it is over. */
void workspace_watch_tour(struct workspace *workspace)
{
	struct tour *tour = &workspace->tour;
	bool is_open = workspace->prompt.kind != PROMPT_NONE || workspace->overlay.ops;
	if (!tour->is_on || !tour->is_done)
		return;
	if (tour->was_open && !is_open)
		go_on(workspace);
	else
		tour->was_open = is_open;
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

/* The letters of a name up to the first sign, which might mean something in a query. */
static struct str first_words(struct str name)
{
	size_t size = 0;
	while (size < name.size && ((unsigned char)name.bytes[size] >= 0x80 ||
	                            name.bytes[size] == ' ' ||
	                            (name.bytes[size] | 0x20) >= 'a'))
		size++;
	return str_trim(str_slice(name, 0, size));
}

/* The name of a dossier that what is read is linked with, or of any other. */
static struct str example(struct workspace *workspace)
{
	const struct archive *archive = workspace->archive;
	const struct page_view *view = dossier_page(workspace);
	struct dossier_ref read = dossier_find(archive, workspace->before.id);
	struct row_span all = dossiers_by_name(archive);
	for (size_t i = 0; i < view->page.links.count; i++) {
		struct dossier_ref to = view->page.links.items[i].to;
		bool is_other = view->page.links.items[i].kind == PAGE_LINK_DOSSIER &&
		                to.row != read.row;
		if (is_other && first_words(dossier_name(archive, to)).size)
			return first_words(dossier_name(archive, to));
	}
	for (uint32_t i = 0; i < all.count; i++)
		if (all.rows[i] != read.row)
			return first_words(dossier_name(archive, (struct dossier_ref){ all.rows[i] }));
	return (struct str){0};
}

/* In a line that is empty, an example is typed. */
static bool type_example(struct workspace *workspace)
{
	enum prompt_kind kind = workspace->prompt.kind;
	bool wants_name = kind == PROMPT_SEARCH || prompt_is_of_names(kind);
	if (!wants_name || workspace->prompt.line.size > 0)
		return false;
	line_editor_insert(&workspace->prompt.line, example(workspace));
	workspace_prompt_changed(workspace);
	return workspace->prompt.line.size > 0;
}

static void do_step(struct workspace *workspace)
{
	const struct tour *tour = &workspace->tour;
	enum action action = step_of(workspace)->action;
	if (tour->is_done && workspace->overlay.ops) {
		workspace_uncover(workspace);
	} else if (tour->is_done || action == ACTION_NONE) {
		go_on(workspace);
	} else {
		workspace_uncover(workspace);
		workspace_action(workspace, action);
	}
}

/* Keys that begin something, or go on with it, are nobody else's. */
static bool is_free(const struct workspace *workspace)
{
	const struct pane *pane = &workspace->panes[workspace->focus];
	bool takes_letters = workspace->focus != SLOT_LIST && pane_page_view(pane)->shows_hints;
	return workspace->pending_count == 0 && workspace->letter_for == ACTION_NONE &&
	       !workspace->plain.ops && !takes_letters;
}

bool workspace_tour_key(struct workspace *workspace, struct key key)
{
	bool is_typing = workspace->prompt.kind != PROMPT_NONE;
	bool is_enter = key.code == NAMED_ENTER;
	if (!workspace->tour.is_on || !is_free(workspace))
		return false;
	if (is_typing)
		return is_enter && type_example(workspace);
	if (key.code != NAMED_ESCAPE && !is_enter && key.code != ' ')
		return false;
	workspace->has_begun = true;
	workspace->has_picked = false;
	workspace->message[0] = '\0';
	if (key.code == NAMED_ESCAPE)
		workspace_end_tour(workspace);
	else
		do_step(workspace);
	workspace_watch_tour(workspace);
	return true;
}

bool workspace_tour_refuses(struct workspace *workspace, enum action action)
{
	bool is_kept = action == ACTION_STATE || action == ACTION_MARK ||
	               action == ACTION_KEEP_SEARCH || action == ACTION_WRITE ||
	               action == ACTION_PIPE || action == ACTION_EDIT;
	if (!workspace->tour.is_on || !is_kept)
		return false;
	workspace_say(workspace, _("On the tour nothing is kept"));
	return true;
}

/* ── Drawing ────────────────────────────────────────────────────────────────────────────────── */

enum { TOUR_NAMED = 44 };               /* columns from which on its rule has room for its name */

/* What is said, which is English here, as it stands in a screen of so many columns. */
static struct page page_of(struct arena *arena, const char *words, enum key_context context,
                           int columns)
{
	struct page_writer writer = page_begin(arena, columns - 2);
	struct str rest = str_of(_(words)), piece;
	bool is_key;
	while (tour_cut(arena, &rest, context, &piece, &is_key))
		page_text(&writer, is_key ? ROLE_BAR_KEY : ROLE_TEXT, shown_line(arena, piece));
	page_break(&writer);
	return page_end(&writer);
}

/* Lines of the longest of all that is said: the panes do not jump from step to step. */
static int longest_words(int columns)
{
	struct arena scratch = {0};
	size_t count, longest = 0;
	const struct tour_step *steps = tour_steps(&count);
	for (size_t i = 0; i < 2 * count; i++) {
		const char *words = i % 2 ? steps[i / 2].then : steps[i / 2].words;
		enum key_context context = i % 2 ? CONTEXT_PROMPT : CONTEXT_GLOBAL;
		size_t lines = words ? page_of(&scratch, words, context, columns).lines.count : 0;
		longest = lines > longest ? lines : longest;
	}
	arena_release(&scratch);
	return (int)longest;
}

/* More lines than English takes are given to it as far as the panes keep what they need. */
int workspace_tour_rows(const struct workspace *workspace, int rows, int columns)
{
	int least = 1 + (columns < TOUR_WIDE ? TOUR_LINES_NARROW : TOUR_LINES_WIDE);
	bool is_shown = workspace->tour.is_on && !workspace->plain.ops;
	if (!is_shown || rows - least < LAYOUT_MIN_ROWS)
		return 0;
	int wanted = 1 + longest_words(columns), most = rows - LAYOUT_MIN_ROWS;
	wanted = wanted > least ? wanted : least;
	return wanted < most ? wanted : most;
}

/*	─ Tour 3/16 ─────────────────────────── Enter does it, Escape ends ─ */
static void draw_rule(const struct workspace *workspace, struct arena *frame,
                      struct canvas *canvas)
{
	size_t count;
	const struct tour *tour = &workspace->tour;
	const struct tour_step *step = &tour_steps(&count)[tour->step];
	size_t number = shown_steps(tour, tour->step + 1), all = shown_steps(tour, count);
	bool is_typing = workspace->prompt.kind != PROMPT_NONE;
	int columns = canvas_columns(canvas);
	const char *words = is_typing ? "" : step->action == ACTION_NONE ? _(" Enter ends ")
	                  : tour->is_done ? _(" Enter goes on, Escape ends ")
	                                  : _(" Enter does it, Escape ends ");
	struct shown name = shown_format(frame, _(" Tour %zu/%zu "), number, all);
	struct shown keys = shown_literal(frame, words);
	if (columns < TOUR_NAMED || name.width + keys.width + 2 > columns)
		name = shown_format(frame, " %zu/%zu ", number, all);
	keys = shown_fit(frame, keys, columns - name.width - 2);
	canvas_horizontal(canvas, 0, 0, columns, ROLE_BORDER_FOCUS);
	canvas_put(canvas, 0, 1, ROLE_BORDER_FOCUS, name);
	canvas_put(canvas, 0, columns - keys.width - 1, ROLE_BORDER_FOCUS, keys);
}

void workspace_draw_tour(const struct workspace *workspace, struct arena *frame,
                         struct canvas *canvas)
{
	const struct tour_step *step = step_of(workspace);
	bool is_done = workspace->tour.is_done;
	struct page page = page_of(frame, is_done ? step->then : step->words,
	                           is_done ? CONTEXT_PROMPT : CONTEXT_GLOBAL,
	                           canvas_columns(canvas));
	struct page_view view = { .page = page, .rows = canvas_rows(canvas) - 1, .link = -1 };
	struct canvas part = canvas_part(
		canvas, (struct rect){ 1, 1, view.rows, canvas_columns(canvas) - 2 });
	draw_rule(workspace, frame, canvas);
	page_view_draw(&view, &part, false);
}
