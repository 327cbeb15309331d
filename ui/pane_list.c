#include "ui/pane_list.h"

#include "base/message.h"
#include "ui/workspace.h"

static const struct list_source_ops *source_of(const struct pane *pane)
{
	const struct list_state *state = pane->state;
	return list_source_ops(state->source);
}

/* Rows at the end of the pane for the detail of the row under the cursor: a line, and these. */
enum { DETAIL_LINES = 3, DETAIL_ROWS = DETAIL_LINES + 1, DETAIL_FROM = 3 * DETAIL_ROWS };

int list_detail_rows(const struct pane *pane)
{
	return source_of(pane)->detail && pane->rows >= DETAIL_FROM ? DETAIL_ROWS : 0;
}

static int rows_in_sight(const struct pane *pane)
{
	int rows = (pane->rows - list_detail_rows(pane)) / source_of(pane)->row_height;
	return rows > 0 ? rows : 1;
}

void list_resize(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	if (state->source == LIST_TIMELINE)
		list_timeline_renew(state, workspace->archive);
	viewport_resize(&state->viewport, list_rows(state, workspace->archive),
	                rows_in_sight(pane));
}

struct dossier_ref list_subject_at(const struct pane *pane, const struct workspace *workspace,
                                   int row)
{
	const struct list_state *state = pane->state;
	if (row < 0 || row >= list_rows(state, workspace->archive))
		return NO_DOSSIER;
	return source_of(pane)->subject(state, workspace->archive, list_row(state, row));
}

static void preview(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	struct dossier_ref ref = list_subject_at(pane, workspace, state->viewport.cursor);
	if (!dossier_is_none(ref))
		workspace_preview(workspace, ref);
}

void list_show_first(struct pane *pane, struct workspace *workspace)
{
	if (dossier_is_none(list_subject_at(pane, workspace, 0)))
		workspace_return(workspace);
	else
		preview(pane, workspace);
}

void list_seek(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	struct list_search *search = &state->searches[state->shown];
	if (state->source != LIST_RESULTS || search->sought.size == 0)
		return;
	int row = list_search_find(search, workspace->archive);
	bool is_done = !search->has_begun || search->search.is_done;
	if (row < 0 && !is_done)
		return;
	search->sought = (struct str){0};
	list_go_to(pane, workspace, row < 0 ? 0 : row);
	if (row < 0 && (state->is_typing || workspace_focus(workspace) == pane))
		list_show_first(pane, workspace);
}

/* ── What is in the list ────────────────────────────────────────────────────────────────────── */

const struct list_search *list_results(const struct list_state *state)
{
	return &state->searches[state->shown];
}

/* Where it was left, if that is what is read; else nearest to it. */
static int timeline_begin(const struct list_state *state, const struct workspace *workspace)
{
	const struct archive *archive = workspace->archive;
	struct dossier_ref subject = workspace_subject(workspace);
	uint32_t left = (uint32_t)state->cursors[LIST_TIMELINE];
	bool is_left = left > 0 && left < list_entry_count(state, archive) &&
	               list_entry_at(state, archive, left).dossier.row == subject.row;
	return is_left ? (int)left : list_timeline_row(state, archive, subject);
}

/* A heading is passed over, the way that one is going, or where nothing stands there, the other. */
static void pass_heading(struct pane *pane, struct workspace *workspace, int step)
{
	struct list_state *state = pane->state;
	if (!list_is_heading(state, workspace->archive, state->viewport.cursor))
		return;
	bool is_up = step < 0 && state->viewport.cursor > 0;
	viewport_move(&state->viewport, is_up ? -1 : 1);
}

/* In a part much looks wrong that is right in the whole. */
bool pane_list_show(struct pane *pane, struct workspace *workspace, enum list_source source)
{
	struct list_state *state = pane->state;
	if (source == LIST_FINDINGS && workspace->reading.is_part) {
		workspace_say(workspace, _("Findings come when all is read"));
		return false;
	}
	state->reader = workspace->reader;
	int row = list_row(state, state->viewport.cursor);
	state->cursors[state->source] = row < 0 ? 0 : row;
	list_end_limits(state);
	if (source == LIST_FINDINGS)
		list_findings_make(state, workspace->archive);
	state->source = source;
	if (source == LIST_TIMELINE)
		state->cursors[source] = timeline_begin(state, workspace);
	state->viewport = (struct viewport){0};
	list_resize(pane, workspace);
	viewport_land(&state->viewport, source == LIST_TIMELINE
	                                        ? list_line(state, state->cursors[source])
	                                        : state->cursors[source]);
	pass_heading(pane, workspace, 1);
	return true;
}

/* The list begins at what is read, if that is of the kind; else where it was left. */
static void choose_kind(struct list_state *state, const struct archive *archive, uint32_t kind,
                        struct dossier_ref subject)
{
	if (state->kind != kind) {
		state->cursors[LIST_DOSSIERS] = 0;
		list_order_end(&state->order);
	}
	state->kind = kind;
	uint32_t place = list_dossier_place(state, archive, subject);
	if (place != NO_ROW)
		state->cursors[LIST_DOSSIERS] = (int)place;
}

void pane_list_show_kind(struct pane *pane, struct workspace *workspace, uint32_t kind)
{
	struct list_state *state = pane->state;
	choose_kind(state, workspace->archive, kind, workspace_subject(workspace));
	pane_list_show(pane, workspace, LIST_DOSSIERS);
	preview(pane, workspace);
}

/* ── Actions ────────────────────────────────────────────────────────────────────────────────── */

static bool move(struct pane *pane, struct workspace *workspace, int rows)
{
	struct list_state *state = pane->state;
	int before = state->viewport.cursor;
	list_stop_seeking(state);
	viewport_move(&state->viewport, rows);
	pass_heading(pane, workspace, rows);
	state->anchor = list_row(state, state->viewport.cursor);
	if (state->viewport.cursor != before)
		preview(pane, workspace);
	return true;
}

static bool scroll(struct pane *pane, struct workspace *workspace, int rows)
{
	struct list_state *state = pane->state;
	list_stop_seeking(state);
	viewport_scroll(&state->viewport, rows);
	pass_heading(pane, workspace, rows);
	state->anchor = list_row(state, state->viewport.cursor);
	preview(pane, workspace);
	return true;
}

bool pane_list_pick(struct pane *pane, struct workspace *workspace, int screen_row)
{
	struct list_state *state = pane->state;
	int row = state->viewport.top + screen_row / source_of(pane)->row_height;
	bool is_row = screen_row >= 0 && screen_row < pane->rows - list_detail_rows(pane);
	if (!is_row || row >= state->viewport.count)
		return false;
	return move(pane, workspace, row - state->viewport.cursor);
}

void pane_list_slide(struct pane *pane, struct workspace *workspace, int screen_rows)
{
	struct list_state *state = pane->state;
	int rows = screen_rows / source_of(pane)->row_height, before = state->viewport.cursor;
	viewport_slide(&state->viewport, rows);
	pass_heading(pane, workspace, rows);
	if (state->viewport.cursor == before)
		return;
	state->searches[state->shown].sought = (struct str){0};
	preview(pane, workspace);
}

static bool list_line_down(struct pane *pane, struct workspace *workspace)
{
	return move(pane, workspace, 1);
}

static bool list_line_up(struct pane *pane, struct workspace *workspace)
{
	return move(pane, workspace, -1);
}

static bool list_page_down(struct pane *pane, struct workspace *workspace)
{
	return scroll(pane, workspace, rows_in_sight(pane));
}

static bool list_page_up(struct pane *pane, struct workspace *workspace)
{
	return scroll(pane, workspace, -rows_in_sight(pane));
}

static bool list_half_down(struct pane *pane, struct workspace *workspace)
{
	return scroll(pane, workspace, (rows_in_sight(pane) + 1) / 2);
}

static bool list_half_up(struct pane *pane, struct workspace *workspace)
{
	return scroll(pane, workspace, -(rows_in_sight(pane) + 1) / 2);
}

static bool list_first(struct pane *pane, struct workspace *workspace)
{
	const struct list_state *state = pane->state;
	return move(pane, workspace, -state->viewport.count);
}

/* Of the timeline the last row with a date, and behind it those without. */
static bool list_last(struct pane *pane, struct workspace *workspace)
{
	const struct list_state *state = pane->state;
	int cursor = state->viewport.cursor, rows = state->viewport.count;
	if (state->source == LIST_TIMELINE && !list_is_limited(state)) {
		int dated = list_line(state, list_timeline_last(state, workspace->archive));
		rows = cursor < dated ? dated - cursor : rows;
	}
	return move(pane, workspace, rows);
}

static bool has_groups(const struct pane *pane)
{
	const struct list_state *state = pane->state;
	return state->source == LIST_TIMELINE || source_of(pane)->is_heading;
}

/* The row that a group begins with, below its heading: of the next one (1), of the one that the
 * cursor is in, or if it is there, of the one before (-1); -1: there is none. */
static int group_row(const struct list_state *state, const struct archive *archive, int step)
{
	int cursor = state->viewport.cursor, row = step > 0 ? cursor + 1 : cursor - 2;
	while (row >= 0 && row < state->viewport.count && !list_is_heading(state, archive, row))
		row += step;
	if (row >= 0 && row < state->viewport.count)
		return row + 1;
	bool has_more_above = step < 0 && cursor > 0 && !list_is_heading(state, archive, 0);
	return has_more_above ? 0 : -1;
}

static bool go_to_group(struct pane *pane, struct workspace *workspace, int step)
{
	const struct list_state *state = pane->state;
	int row = has_groups(pane) ? group_row(state, workspace->archive, step) : -1;
	if (row >= 0)
		return move(pane, workspace, row - state->viewport.cursor);
	if (!has_groups(pane))
		workspace_say(workspace, _("There are no groups in this list"));
	else
		workspace_say(workspace, step > 0 ? _("No group behind this one in the list")
		                                  : _("No group before this one in the list"));
	return true;
}

static bool list_group_next(struct pane *pane, struct workspace *workspace)
{
	return go_to_group(pane, workspace, 1);
}

static bool list_group_previous(struct pane *pane, struct workspace *workspace)
{
	return go_to_group(pane, workspace, -1);
}

void pane_list_open_row(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	if (state->source == LIST_RESULTS && list_results(state)->sought.size)
		list_finish_search(pane, workspace);
	const struct list_source_ops *source = source_of(pane);
	int row = state->viewport.cursor;
	if (row >= list_rows(state, workspace->archive))
		return;
	struct dossier_ref ref = list_subject_at(pane, workspace, row);
	if (source->open)
		source->open(pane, workspace, list_row(state, row));
	else if (!dossier_is_none(ref))
		workspace_visit(workspace, ref);
}

static bool list_open_row(struct pane *pane, struct workspace *workspace)
{
	pane_list_open_row(pane, workspace);
	return true;
}

/* Out of a list is back to the kinds, if one is not there already. */
static bool list_back(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	if (state->source == LIST_KINDS)
		return false;
	pane_list_show(pane, workspace, LIST_KINDS);
	return true;
}

enum action pane_list_command(const struct pane *pane)
{
	const struct list_state *state = pane->state;
	if (state->source != LIST_COMMANDS || state->viewport.cursor >= state->command_count)
		return ACTION_NONE;
	return state->commands[state->viewport.cursor];
}

/* The kinds have no dossiers; what stands below them has. */
static bool walk_below(const struct list_state *state, struct workspace *workspace, int step)
{
	struct dossier_ref beside = list_kinds_beside(state, workspace->archive,
	                                              workspace_subject(workspace), step);
	if (dossier_is_none(beside))
		return false;
	workspace_preview(workspace, beside);
	return true;
}

bool pane_list_walk(struct pane *pane, struct workspace *workspace, int step)
{
	struct list_state *state = pane->state;
	if (state->source == LIST_KINDS)
		return walk_below(state, workspace, step);
	int row = state->viewport.cursor + step;
	list_stop_seeking(state);
	if (list_is_heading(state, workspace->archive, row))
		row += step;
	if (dossier_is_none(list_subject_at(pane, workspace, row)))
		return false;
	viewport_move(&state->viewport, row - state->viewport.cursor);
	preview(pane, workspace);
	return true;
}

static const struct pane_action actions[] = {
	{ ACTION_LINE_DOWN,        list_line_down },
	{ ACTION_LINE_UP,          list_line_up },
	{ ACTION_PAGE_DOWN,        list_page_down },
	{ ACTION_PAGE_UP,          list_page_up },
	{ ACTION_HALF_DOWN,        list_half_down },
	{ ACTION_HALF_UP,          list_half_up },
	{ ACTION_FIRST,            list_first },
	{ ACTION_LAST,             list_last },
	{ ACTION_SECTION_NEXT,     list_group_next },
	{ ACTION_SECTION_PREVIOUS, list_group_previous },
	{ ACTION_OPEN,             list_open_row },
	{ ACTION_BACK,             list_back },
	{ ACTION_CANCEL,           list_back },
};

/* ── The pane ───────────────────────────────────────────────────────────────────────────────── */

static void list_open(struct pane *pane, struct workspace *workspace, struct dossier_ref subject)
{
	struct list_state *state = pane->state;
	uint32_t kind = dossier_kind(workspace->archive, subject);
	if (kind != NO_ROW) {
		state->viewport.cursor = (int)kind;
		choose_kind(state, workspace->archive, kind, subject);
	}
	list_resize(pane, workspace);
}

/* Another archive: rows mean other things; the queries are asked again, the rest begins anew. */
static void list_reload(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	struct arena scratch = {0};
	for (int i = 0; i < 2; i++) {
		struct list_search *search = &state->searches[i];
		struct str query = str_copy(&scratch, search->query);
		if (search->has_begun)
			list_search_start(search, workspace->archive, workspace_known(workspace),
			                  search->prompt, query);
	}
	if (state->kind >= kind_count(workspace->archive))
		state->kind = 0;
	bool has_findings = state->findings_of || state->source == LIST_FINDINGS;
	list_findings_release(state);
	if (has_findings || state->known)
		list_findings_make(state, workspace->archive);
	list_order_renew(state, workspace->archive);
	state->limits.known = state->known;
	list_limits_renew(&state->limits, workspace->archive);
	list_months_forget(&state->months);
	list_resize(pane, workspace);
	arena_release(&scratch);
}

static void restore_shown(struct pane *pane, struct workspace *workspace,
                          const struct list_mark *mark)
{
	struct list_state *state = pane->state;
	struct list_search *search = &state->searches[state->shown];
	if (state->source != LIST_RESULTS) {
		int row = list_find_row(state, workspace->archive, state->source, mark);
		list_go_to(pane, workspace, row);
		return;
	}
	search->sought = str_copy(&search->arena, mark->id);
	if (search->sought.size)
		list_seek(pane, workspace);
	else if (state->is_typing)
		list_show_first(pane, workspace);
}

void pane_list_restore(struct pane *pane, struct workspace *workspace,
                       const struct list_kept *kept)
{
	struct list_state *state = pane->state;
	list_restore_left(state, workspace->archive, kept);
	restore_shown(pane, workspace, &kept->shown);
	list_count_limits(pane, workspace, LIST_FIRST_BUDGET_US);
}

static void list_layout(struct pane *pane, struct workspace *workspace, int rows, int columns)
{
	struct list_state *state = pane->state;
	state->is_of_part = workspace->reading.is_part;
	state->reader = workspace->reader;
	(void)rows;
	(void)columns;
	list_resize(pane, workspace);
}

static struct dossier_ref list_subject(const struct pane *pane, const struct workspace *workspace)
{
	const struct list_state *state = pane->state;
	return list_subject_at(pane, workspace, state->viewport.cursor);
}

/* Columns of the head of a pane around its title and amount. */
enum { HEAD_MARGIN = 8 };

static struct str list_title(const struct pane *pane, const struct workspace *workspace,
                             struct arena *frame)
{
	const struct list_source_ops *source = source_of(pane);
	const struct list_state *state = pane->state;
	struct str title = source->title(state, workspace->archive, frame);
	struct shown amount = shown_line(frame, pane->ops->amount(pane, workspace, frame));
	int room = pane->columns - amount.width - HEAD_MARGIN;
	title = list_limit_title(state, frame, list_order_title(state, frame, title), room);
	size_t count = dossier_count(workspace->archive);
	if (state->source == LIST_KINDS && workspace->reading.is_part)
		return str_format(frame, message_count("%zu dossier so far", "%zu dossiers so far",
		                                       count), count);
	if (!source->legend)
		return title;
	struct str longer = str_join(frame, title, STR(": "), source->legend(frame));
	return shown_line(frame, longer).width <= room ? longer : title;
}

static struct str list_amount(const struct pane *pane, const struct workspace *workspace,
                              struct arena *frame)
{
	const struct list_state *state = pane->state;
	int count = list_rows(state, workspace->archive);
	if (list_is_limited(state))
		return list_limit_amount(state, workspace->archive, frame);
	if (state->source == LIST_KINDS || count == 0)
		return (struct str){0};
	const struct search *search = &list_results(state)->search;
	size_t total = state->source == LIST_RESULTS
	                       ? search->total : (size_t)list_all(state, workspace->archive);
	bool is_running = state->source == LIST_RESULTS && !search->is_done;
	const char *more = is_running || workspace->reading.is_part ? "+" : "";
	return str_format(frame, "%d/%zu%s", list_number(state), total, more);
}

/* When the hits of a long search come, the first one is shown, unless somebody has moved on. */
static bool list_idle(struct pane *pane, struct workspace *workspace, unsigned budget_us)
{
	struct list_state *state = pane->state;
	if (!list_search_step(&state->searches[state->shown], budget_us))
		return list_order_on(pane, workspace, budget_us) ||
		       list_count_limits(pane, workspace, budget_us);
	bool is_empty = state->viewport.count == 0;
	if (state->source == LIST_RESULTS)
		list_resize(pane, workspace);
	list_seek(pane, workspace);
	bool reads = state->is_typing || workspace_focus(workspace) == pane;
	if (state->source == LIST_RESULTS && is_empty && reads)
		preview(pane, workspace);
	return true;
}

static void list_close(struct pane *pane)
{
	struct list_state *state = pane->state;
	list_search_release(&state->searches[0]);
	list_search_release(&state->searches[1]);
	list_end_limits(state);
	list_order_end(&state->order);
	list_months_forget(&state->months);
	list_findings_release(state);
}

const struct pane_ops pane_list_ops = {
	.name = "list",
	.state_size = sizeof(struct list_state),
	.context = CONTEXT_LIST,
	.open = list_open,
	.reload = list_reload,
	.layout = list_layout,
	.draw = list_draw_pane,
	.subject = list_subject,
	.title = list_title,
	.amount = list_amount,
	.idle = list_idle,
	.close = list_close,
	.actions = actions,
	.action_count = sizeof(actions) / sizeof(actions[0]),
};
