#include "ui/pane_view.h"

#include "base/message.h"
#include "ui/pane_page.h"
#include "ui/view_parts.h"
#include "ui/workspace.h"

enum { ASIDE_LEAST = 76 };              /* columns beside a view that could do with fewer */

struct str view_name(const struct workspace *workspace, struct str id)
{
	struct dossier_ref ref = dossier_find(workspace->archive, id);
	return dossier_is_none(ref) ? id : known_name(workspace_known(workspace),
	                                              workspace->archive, ref);
}

/* ── Views ──────────────────────────────────────────────────────────────────────────────────── */

static const struct view_row *const rows[] = {
	[VIEW_PATH] = &view_path, [VIEW_TREE] = &view_tree, [VIEW_COMPARE] = &view_compare,
	[VIEW_DATES] = &view_dates, [VIEW_MATRIX] = &view_matrix, [VIEW_MENTIONS] = &view_mentions,
	[VIEW_WHO] = &view_who, [VIEW_OUTLINE] = &view_outline, [VIEW_FACETS] = &view_facets,
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == VIEW_COUNT, "a row for each view");

static bool is_beside_time(const struct view_state *state, const struct workspace *workspace)
{
	return rows[state->view]->is_of_now && workspace_known(workspace);
}

/* What was found before is gone, whether anything is found now or not. */
static bool find(struct view_state *state, struct workspace *workspace, struct fault *why)
{
	arena_reset(&state->arena);
	state->paths = (struct paths){0};
	state->facets = (struct facets){0};
	if (is_beside_time(state, workspace))
		return fault_set(why, FAULT_USAGE,
		                 _("This shows what is known now: end \"as known on\" first, by "
		                   "an empty line"));
	return !rows[state->view]->find || rows[state->view]->find(state, workspace, why);
}

bool pane_view_show(struct pane *pane, struct workspace *workspace, enum view view,
                    struct dossier_ref one, struct dossier_ref other, struct fault *why)
{
	struct view_state *state = pane->state;
	struct str id = dossier_id(workspace->archive, one);
	struct str other_id = dossier_id(workspace->archive, other);
	bool is_same = state->has_begun && state->view == view && str_equal(state->one, id) &&
	               str_equal(state->other, other_id);
	struct view_state next = is_same ? *state : (struct view_state){ .view = view };
	next.arena = (struct arena){0};
	pane->needs_layout = true;
	if (!is_same) {
		next.has_begun = true;
		if (rows[view]->begin)
			rows[view]->begin(&next);
		next.one = str_copy(&workspace->arena, id);
		next.other = str_copy(&workspace->arena, other_id);
	}
	next.is_opening = true;
	if (!find(&next, workspace, why)) {
		arena_release(&next.arena);
		return false;
	}
	next.is_opening = false;
	if (!is_same) {
		page_view_release(&state->page);
		view_aside_close(state);
		next.aside = state->aside;
	}
	arena_release(&state->arena);
	*state = next;
	if (!is_same)
		page_view_rewind(&state->page);
	return true;
}

void pane_view_turn(struct pane *pane, struct workspace *workspace, struct view_question question)
{
	pane->needs_layout = true;
	view_who_turn(pane->state, workspace, question);
}

void pane_view_outline(struct pane *pane, struct workspace *workspace, enum slot slot)
{
	pane->needs_layout = true;
	view_outline_begin(pane->state, workspace, slot);
}

struct rect pane_view_box(const struct pane *pane, const struct workspace *workspace,
                          struct rect area, bool *floats)
{
	const struct view_state *state = pane->state;
	const struct view_row *row = rows[state->view];
	bool is_alone = layout_pane_count(&workspace->layout) == 1;
	*floats = row->box != NULL;
	if (*floats)
		return row->box(state, workspace, area);
	bool is_wide = row->measure && area.columns >= row->measure + ASIDE_LEAST;
	if (area.columns >= VIEW_ASIDE_FROM && !is_alone && row->is_narrow && row->is_narrow(state))
		area.columns = (is_wide ? row->measure : PAGE_MAX_MEASURE) + 2 * PANE_PAGE_MARGIN;
	return area;
}

bool view_is_narrow(const struct view_state *state)
{
	(void)state;
	return true;
}

const struct page_view *pane_view_aside(struct pane *pane, const struct workspace *workspace,
                                        struct arena *frame, int rows_shown, int columns,
                                        struct str *title)
{
	struct view_state *state = pane->state;
	const struct page_view *page = view_aside(state, workspace, rows_shown, columns);
	*title = (struct str){0};
	if (!dossier_is_none(state->aside.of)) {
		struct dossier dossier = dossier_at(workspace->archive, state->aside.of);
		struct str kind = message_of(kind_at(workspace->archive, dossier.kind).label);
		*title = str_copy(frame, kind);
	}
	return page;
}

/* ── As a pane ──────────────────────────────────────────────────────────────────────────────── */

static void view_layout(struct pane *pane, struct workspace *workspace, int rows_shown, int columns)
{
	struct view_state *state = pane->state;
	struct arena *arena = page_view_renew(&state->page);
	struct page_options options = { .width = columns, .is_titled = true,
		                        .is_of_part = workspace->reading.is_part,
		                        .known = workspace_known(workspace) };
	struct page page = {0};
	state->aside.is_made = false;
	state->rows = rows_shown;
	if (!is_beside_time(state, workspace))
		page = rows[state->view]->make(state, workspace, arena, options);
	page_view_set(&state->page, page, rows_shown);
}

/* Rows of the archive before mean nothing any more. What is no longer there leaves an empty
 * page. */
static void view_reload(struct pane *pane, struct workspace *workspace)
{
	struct view_state *state = pane->state;
	struct fault why;
	pane->needs_layout = true;
	if (!find(state, workspace, &why))
		workspace_complain(workspace, "%s", why.sentence);
}

static void view_open(struct pane *pane, struct workspace *workspace, struct dossier_ref subject)
{
	(void)workspace;
	(void)subject;
	pane->needs_layout = true;
}

static struct dossier_ref view_subject(const struct pane *pane, const struct workspace *workspace)
{
	const struct view_state *state = pane->state;
	return dossier_find(workspace->archive, state->one);
}

static struct str view_title(const struct pane *pane, const struct workspace *workspace,
                             struct arena *frame)
{
	const struct view_state *state = pane->state;
	return rows[state->view]->title(state, workspace, frame);
}

/* "by month ─ 42%". In a narrow head the title gives way first, but not all of it. */
static struct str view_amount(const struct pane *pane, const struct workspace *workspace,
                              struct arena *frame)
{
	enum { FRAME = 4, LEAST_TITLE = 20 };           /* columns; between title and amount */
	const struct view_state *state = pane->state;
	const struct view_row *row = rows[state->view];
	struct str amount = pane_page_amount(pane, workspace, frame);
	struct str setting = row->setting ? row->setting(state, workspace, frame)
	                                  : (struct str){0};
	if (setting.size == 0)
		return amount;
	struct str both = amount.size ? str_join(frame, setting, STR(" ─ "), amount) : setting;
	int title = shown_line(frame, row->title(state, workspace, frame)).width;
	int room = pane->columns - FRAME - (title < LEAST_TITLE ? title : LEAST_TITLE);
	if (shown_line(frame, both).width > room)
		both = setting;
	return shown_str(shown_fit(frame, shown_line(frame, both), room > 0 ? room : 0));
}

static void view_close(struct pane *pane)
{
	struct view_state *state = pane->state;
	pane_page_close(pane);
	view_aside_close(state);
	state->matrix = NULL;
	state->subject = NULL;
	arena_release(&state->arena);
}

/* ── What its keys do ───────────────────────────────────────────────────────────────────────── */

bool pane_view_takes(const struct pane *pane, const struct workspace *workspace,
                     enum action action)
{
	const struct view_state *state = pane->state;
	bool is_zoom = action == ACTION_ZOOM_IN || action == ACTION_ZOOM_OUT;
	if (rows[state->view]->box)
		return action == ACTION_OPEN || action == ACTION_CLOSE;
	if (action == ACTION_FOLD)
		return rows[state->view]->fold && pane_view_hint(pane, workspace, action);
	if (action == ACTION_LINE_DOWN)
		return rows[state->view]->walk != NULL;
	if (action == ACTION_LIMIT)
		return rows[state->view]->limit != NULL;
	return !is_zoom || rows[state->view]->zoom;
}

const char *pane_view_hint(const struct pane *pane, const struct workspace *workspace,
                           enum action action)
{
	const struct view_state *state = pane->state;
	bool is_own = action == ACTION_FOLD && rows[state->view]->fold_word;
	return is_own ? rows[state->view]->fold_word(state, workspace) : action_row(action)->hint;
}

static bool zoom(struct pane *pane, struct workspace *workspace, int step)
{
	struct view_state *state = pane->state;
	if (!rows[state->view]->zoom)
		return false;
	if (!rows[state->view]->zoom(state, step))
		workspace_say(workspace, step > 0 ? _("There is no more of it")
		                                  : _("There is no less of it"));
	pane->needs_layout = true;
	return true;
}

static bool zoom_in(struct pane *pane, struct workspace *workspace)
{
	return zoom(pane, workspace, 1);
}

static bool zoom_out(struct pane *pane, struct workspace *workspace)
{
	return zoom(pane, workspace, -1);
}

/* A view that is not of time has no limit: that is of the list below it. */
static bool open_limit(struct pane *pane, struct workspace *workspace)
{
	const struct view_state *state = pane->state;
	if (!rows[state->view]->limit)
		return false;
	workspace_prompt_open(workspace, PROMPT_DATES);
	return true;
}

bool pane_view_limit(struct pane *pane, struct workspace *workspace, struct str typed,
                     struct fault *why)
{
	struct view_state *state = pane->state;
	if (!rows[state->view]->limit || !rows[state->view]->limit(state, workspace, typed, why))
		return false;
	page_view_rewind(&state->page);
	pane->needs_layout = true;
	return true;
}

static bool fold(struct pane *pane, struct workspace *workspace)
{
	struct view_state *state = pane->state;
	if (!rows[state->view]->fold)
		return false;
	rows[state->view]->fold(state, workspace);
	pane->needs_layout = true;
	return true;
}

/* The line of its file at which a value of a dossier begins; 0: it is none of that dossier. */
static uint32_t line_of(const struct archive *archive, const struct page_link *link)
{
	struct row_range values = dossier_at(archive, link->to).values;
	bool is_own = link->value != NO_ROW && link->value - values.first < values.count;
	return is_own ? value_at(archive, link->value).place.line : 0;
}

static bool follow(struct pane *pane, struct workspace *workspace)
{
	struct view_state *state = pane->state;
	const struct page_link *link = page_view_selected(&state->page);
	bool leads_into = rows[state->view]->leads_into && link;
	uint32_t line = leads_into ? line_of(workspace->archive, link) : 0;
	pane_page_open(pane, workspace);
	if (line) {
		workspace->wanted_line = line;
		workspace->wanted_below = 0;
		workspace->panes[SLOT_DOSSIER].needs_layout = true;
	}
	return true;
}

/* From the matrix around a dossier to that of all. */
static bool matrix_of_all(struct pane *pane, struct workspace *workspace)
{
	struct view_state *state = pane->state;
	struct fault why;
	return state->view == VIEW_MATRIX && state->one.size &&
	       pane_view_show(pane, workspace, VIEW_MATRIX, NO_DOSSIER, NO_DOSSIER, &why);
}

/* Not a leap to an end. */
static bool is_step(int step)
{
	return step != VIEW_TO_FIRST && step != VIEW_TO_LAST;
}

static bool walk(struct pane *pane, struct workspace *workspace, int step)
{
	struct view_state *state = pane->state;
	if (!rows[state->view]->walk)
		return rows[state->view]->box != NULL;
	pane->needs_layout = true;
	if (!rows[state->view]->walk(state, workspace, step) && is_step(step))
		workspace_say(workspace, step > 0 ? _("Nothing comes behind this")
		                                  : _("Nothing comes before this"));
	return true;
}

static bool walk_next(struct pane *pane, struct workspace *workspace)
{
	return walk(pane, workspace, 1);
}

static bool walk_previous(struct pane *pane, struct workspace *workspace)
{
	return walk(pane, workspace, -1);
}

static bool leave_as(struct pane *pane, struct workspace *workspace, bool is_chosen)
{
	struct view_state *state = pane->state;
	if (!rows[state->view]->leave)
		return false;
	rows[state->view]->leave(state, workspace, is_chosen);
	workspace_uncover(workspace);
	return true;
}

static bool leave(struct pane *pane, struct workspace *workspace)
{
	return leave_as(pane, workspace, false);
}

/* Where nothing is selected, a view that knows a way back to the panes takes it. */
static bool open_selected(struct pane *pane, struct workspace *workspace)
{
	struct view_state *state = pane->state;
	const struct view_row *row = rows[state->view];
	if (row->open)
		row->open(state, workspace);
	else if (!row->leave || page_view_selected(&state->page))
		follow(pane, workspace);
	else
		leave_as(pane, workspace, true);
	return true;
}

/* The next row of a list or of what is walked, or line of a page. */
static bool line_step(struct pane *pane, struct workspace *workspace, int step)
{
	struct view_state *state = pane->state;
	if (rows[state->view]->walk)
		walk(pane, workspace, step);
	else if (rows[state->view]->box)
		page_view_link(&state->page, step);
	else
		page_view_scroll(&state->page, step);
	return true;
}

static bool line_down(struct pane *pane, struct workspace *workspace)
{
	return line_step(pane, workspace, 1);
}

static bool line_up(struct pane *pane, struct workspace *workspace)
{
	return line_step(pane, workspace, -1);
}

static bool walk_to(struct pane *pane, struct workspace *workspace, int end)
{
	struct view_state *state = pane->state;
	return rows[state->view]->walk && walk(pane, workspace, end);
}

static bool go_first(struct pane *pane, struct workspace *workspace)
{
	return walk_to(pane, workspace, VIEW_TO_FIRST);
}

static bool go_last(struct pane *pane, struct workspace *workspace)
{
	return walk_to(pane, workspace, VIEW_TO_LAST);
}

/* A page on; where the page ends, what is walked goes on by as much. */
static bool page_step(struct pane *pane, struct workspace *workspace, int step)
{
	struct view_state *state = pane->state;
	int rows_on = page_view_step(&state->page);
	return page_view_scroll(&state->page, step * rows_on) || !rows[state->view]->walk ||
	       walk(pane, workspace, step * rows_on);
}

static bool page_down(struct pane *pane, struct workspace *workspace)
{
	return page_step(pane, workspace, 1);
}

static bool page_up(struct pane *pane, struct workspace *workspace)
{
	return page_step(pane, workspace, -1);
}

bool pane_view_pick(struct pane *pane, struct workspace *workspace, int row)
{
	struct view_state *state = pane->state;
	uint32_t value = page_view_value_at(&state->page, row);
	if (!rows[state->view]->pick || value == NO_ROW)
		return false;
	rows[state->view]->pick(state, workspace, value);
	pane->needs_layout = true;
	return true;
}

/* A list is closed at once: that something is selected in it is no reason to wait. */
static bool cancel_list(struct pane *pane, struct workspace *workspace)
{
	struct view_state *state = pane->state;
	if (!rows[state->view]->box || state->page.shows_hints)
		return false;
	workspace_uncover(workspace);
	return true;
}

static bool close_outline(struct pane *pane, struct workspace *workspace)
{
	const struct view_state *state = pane->state;
	if (state->view == VIEW_OUTLINE)
		workspace_uncover(workspace);
	return true;
}

static const struct pane_action actions[] = {
	{ ACTION_LINE_DOWN,        line_down },
	{ ACTION_LINE_UP,          line_up },
	{ ACTION_PAGE_DOWN,        page_down },
	{ ACTION_PAGE_UP,          page_up },
	{ ACTION_FIRST,            go_first },
	{ ACTION_LAST,             go_last },
	{ ACTION_OPEN,             open_selected },
	{ ACTION_CANCEL,           cancel_list },
	{ ACTION_OUTLINE,          close_outline },
	{ ACTION_ZOOM_IN,          zoom_in },
	{ ACTION_ZOOM_OUT,         zoom_out },
	{ ACTION_FOLD,             fold },
	{ ACTION_LIMIT,            open_limit },
	{ ACTION_NEXT_DOSSIER,     walk_next },
	{ ACTION_PREVIOUS_DOSSIER, walk_previous },
	{ ACTION_WHO,              leave },
	{ ACTION_CLOSE,            leave },
	{ ACTION_MATRIX,           matrix_of_all },
};

const struct pane_ops pane_view_ops = {
	.name = "view",
	.state_size = sizeof(struct view_state),
	.context = CONTEXT_VIEW,
	.open = view_open,
	.reload = view_reload,
	.layout = view_layout,
	.draw = pane_page_draw,
	.subject = view_subject,
	.title = view_title,
	.amount = view_amount,
	.key = pane_page_key,
	.close = view_close,
	.actions = actions,
	.action_count = sizeof(actions) / sizeof(actions[0]),
	.common = pane_page_actions,
	.common_count = PANE_PAGE_ACTION_COUNT,
};
