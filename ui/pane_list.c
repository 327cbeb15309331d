#include "ui/pane_list.h"

#include <stdio.h>
#include <string.h>

#include "ui/workspace.h"

enum { SEARCH_BUDGET_US = 8000 };       /* what a key press may take before the screen is shown */

static const struct list_source_ops *source_of(const struct pane *pane)
{
	const struct list_state *state = pane->state;
	return list_source_ops(state->source);
}

bool pane_list_has_long_rows(const struct pane *pane)
{
	return source_of(pane)->has_long_rows;
}

static int rows_in_sight(const struct pane *pane)
{
	int rows = pane->rows / source_of(pane)->row_height;
	return rows > 0 ? rows : 1;
}

static void resize(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	viewport_resize(&state->viewport, source_of(pane)->count(state, workspace->archive),
	                rows_in_sight(pane));
}

static struct dossier_ref subject_at(const struct pane *pane, const struct workspace *workspace,
                                     int row)
{
	const struct list_state *state = pane->state;
	const struct list_source_ops *source = source_of(pane);
	if (row < 0 || row >= source->count(state, workspace->archive))
		return NO_DOSSIER;
	return source->subject(state, workspace->archive, row);
}

static void preview(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	struct dossier_ref ref = subject_at(pane, workspace, state->viewport.cursor);
	if (!dossier_is_none(ref))
		workspace_preview(workspace, ref);
}

/* ── What is in the list ────────────────────────────────────────────────────────────────────── */

static void search_stop(struct list_state *state)
{
	if (state->has_search)
		search_end(&state->search);
	state->has_search = false;
}

static void load_timeline(struct list_state *state, const struct archive *archive)
{
	arena_reset(&state->arena);
	struct timeline_filter all = { .about = NO_DOSSIER,
		                       .from = date_none(),
		                       .to = date_none() };
	state->timeline = timeline_query(archive, &state->arena, all);
}

void pane_list_show(struct pane *pane, struct workspace *workspace, enum list_source source)
{
	struct list_state *state = pane->state;
	state->cursors[state->source] = state->viewport.cursor;
	state->source = source;
	if (source == LIST_TIMELINE)
		load_timeline(state, workspace->archive);
	state->viewport = (struct viewport){ .cursor = state->cursors[source] };
	resize(pane, workspace);
}

void pane_list_show_kind(struct pane *pane, struct workspace *workspace, uint32_t kind)
{
	struct list_state *state = pane->state;
	if (state->kind != kind)
		state->cursors[LIST_DOSSIERS] = 0;
	state->kind = kind;
	pane_list_show(pane, workspace, LIST_DOSSIERS);
	preview(pane, workspace);
}

/* ── Typing ─────────────────────────────────────────────────────────────────────────────────── */

void pane_list_type_begin(struct pane *pane, struct workspace *workspace, enum prompt_kind prompt)
{
	struct list_state *state = pane->state;
	if (!state->is_typing)
		state->source_before = state->source;
	state->is_typing = true;
	pane_list_type(pane, workspace, prompt, (struct str){0});
}

/* The switcher looks at names alone: every word that is typed becomes name:word. */
static struct str query_of(struct arena *arena, enum prompt_kind prompt, struct str typed)
{
	if (prompt != PROMPT_SWITCH)
		return str_copy(arena, typed);
	struct text query = { .arena = arena };
	for (struct str rest = typed; rest.bytes;) {
		struct str word = str_trim(str_cut(&rest, ' '));
		if (word.size)
			text_format(&query, "name:%.*s ", STR_ARGS(word));
	}
	return str_trim(text_str(&query));
}

static void search_start(struct pane *pane, struct workspace *workspace, enum prompt_kind prompt,
                         struct str typed)
{
	struct list_state *state = pane->state;
	struct fault why = {0};
	search_stop(state);
	arena_reset(&state->query_arena);
	state->filter = NULL;
	state->complaint[0] = '\0';
	state->query = str_copy(&state->query_arena, str_trim(typed));
	struct str query = query_of(&state->query_arena, prompt, typed);
	struct filter_options typing = { .is_typing = true };
	if (!filter_parse(workspace->archive, &state->query_arena, query, typing, &state->filter,
	                  &why)) {
		snprintf(state->complaint, sizeof(state->complaint), "%.*s",
		         (int)sizeof(state->complaint) - 1, why.sentence);
		return;
	}
	if (!state->filter)
		return;
	search_begin(&state->search, workspace->archive, state->filter,
	             (struct search_options){ .is_typing = true, .limit = 1000 });
	state->has_search = true;
	search_step(&state->search, SEARCH_BUDGET_US);
}

static void match_commands(struct list_state *state, struct str typed)
{
	state->command_count = 0;
	for (int pass = 0; pass < 2; pass++) {
		for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
			struct str name = str_of(action_row((enum action)action)->name);
			bool begins = str_starts_with(name, typed);
			bool holds = !begins && str_find(name, typed, 0) != SIZE_MAX;
			if (pass == 0 ? begins : holds)
				state->commands[state->command_count++] = (enum action)action;
		}
	}
}

void pane_list_type(struct pane *pane, struct workspace *workspace, enum prompt_kind prompt,
                    struct str text)
{
	struct list_state *state = pane->state;
	enum list_source source = prompt == PROMPT_COMMAND ? LIST_COMMANDS : LIST_RESULTS;
	if (source == LIST_COMMANDS)
		match_commands(state, str_trim(text));
	else
		search_start(pane, workspace, prompt, text);
	state->cursors[source] = 0;
	if (state->source == source)
		state->viewport.cursor = 0;
	pane_list_show(pane, workspace, source);
	state->viewport.cursor = state->viewport.top = 0;
	preview(pane, workspace);
}

void pane_list_type_end(struct pane *pane, struct workspace *workspace, bool is_accepted)
{
	struct list_state *state = pane->state;
	state->is_typing = false;
	if (is_accepted && state->source == LIST_RESULTS && state->viewport.count > 0)
		return;
	pane_list_show(pane, workspace, state->source_before);
}

/* ── Actions ────────────────────────────────────────────────────────────────────────────────── */

static bool move(struct pane *pane, struct workspace *workspace, int rows)
{
	struct list_state *state = pane->state;
	int before = state->viewport.cursor;
	viewport_move(&state->viewport, rows);
	if (state->viewport.cursor != before)
		preview(pane, workspace);
	return true;
}

static bool scroll(struct pane *pane, struct workspace *workspace, int rows)
{
	struct list_state *state = pane->state;
	viewport_scroll(&state->viewport, rows);
	preview(pane, workspace);
	return true;
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

static bool list_last(struct pane *pane, struct workspace *workspace)
{
	const struct list_state *state = pane->state;
	return move(pane, workspace, state->viewport.count);
}

void pane_list_open_row(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	const struct list_source_ops *source = source_of(pane);
	int row = state->viewport.cursor;
	if (row >= source->count(state, workspace->archive))
		return;
	struct dossier_ref ref = subject_at(pane, workspace, row);
	if (source->open)
		source->open(pane, workspace, row);
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

bool pane_list_walk(struct pane *pane, struct workspace *workspace, int step)
{
	struct list_state *state = pane->state;
	int before = state->viewport.cursor;
	viewport_move(&state->viewport, step);
	if (state->viewport.cursor == before ||
	    dossier_is_none(subject_at(pane, workspace, state->viewport.cursor)))
		return false;
	preview(pane, workspace);
	return true;
}

static const struct pane_action actions[] = {
	{ ACTION_LINE_DOWN, list_line_down },
	{ ACTION_LINE_UP,   list_line_up },
	{ ACTION_PAGE_DOWN, list_page_down },
	{ ACTION_PAGE_UP,   list_page_up },
	{ ACTION_HALF_DOWN, list_half_down },
	{ ACTION_HALF_UP,   list_half_up },
	{ ACTION_FIRST,     list_first },
	{ ACTION_LAST,      list_last },
	{ ACTION_OPEN,      list_open_row },
	{ ACTION_BACK,      list_back },
	{ ACTION_CANCEL,    list_back },
};

/* ── The pane ───────────────────────────────────────────────────────────────────────────────── */

static void list_open(struct pane *pane, struct workspace *workspace, struct dossier_ref subject)
{
	struct list_state *state = pane->state;
	uint32_t kind = dossier_kind(workspace->archive, subject);
	if (kind != NO_ROW)
		state->viewport.cursor = (int)kind;
	resize(pane, workspace);
}

/* Another archive: rows mean other things; the query is asked again, the rest begins anew. */
static void list_reload(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	struct arena scratch = {0};
	struct str query = str_copy(&scratch, state->query);
	if (state->has_search)
		search_start(pane, workspace, PROMPT_SEARCH, query);
	if (state->source == LIST_TIMELINE)
		load_timeline(state, workspace->archive);
	if (state->kind >= kind_count(workspace->archive))
		state->kind = 0;
	resize(pane, workspace);
	arena_release(&scratch);
}

static void list_layout(struct pane *pane, struct workspace *workspace, int rows, int columns)
{
	(void)rows;
	(void)columns;
	resize(pane, workspace);
}

static void list_draw(const struct pane *pane, const struct workspace *workspace,
                      struct arena *frame, struct canvas *canvas, bool has_focus)
{
	const struct list_state *state = pane->state;
	const struct list_source_ops *source = source_of(pane);
	int columns = canvas_columns(canvas), height = source->row_height, i = 0;
	for (; i * height < canvas_rows(canvas); i++) {
		int row = state->viewport.top + i;
		if (row >= source->count(state, workspace->archive))
			break;
		struct canvas part =
			canvas_part(canvas, (struct rect){ i * height, 1, height, columns - 2 });
		source->draw(state, workspace->archive, frame, &part, row);
		if (row != state->viewport.cursor)
			continue;
		struct rect line = { i * height, 0, 1, columns };
		canvas_paint(canvas, line,
		             has_focus || state->is_typing ? ROLE_CURSOR : ROLE_CURSOR_AWAY);
	}
	struct rect below = { i * height + 1, 1, canvas_rows(canvas) - i * height - 1,
		              columns - 2 };
	if (source->draw_below && below.rows > 0) {
		struct canvas part = canvas_part(canvas, below);
		source->draw_below(state, workspace->archive, frame, &part);
	}
}

static struct dossier_ref list_subject(const struct pane *pane, const struct workspace *workspace)
{
	const struct list_state *state = pane->state;
	return subject_at(pane, workspace, state->viewport.cursor);
}

static struct str list_title(const struct pane *pane, const struct workspace *workspace,
                             struct arena *frame)
{
	return source_of(pane)->title(pane->state, workspace->archive, frame);
}

static struct str list_amount(const struct pane *pane, const struct workspace *workspace,
                              struct arena *frame)
{
	const struct list_state *state = pane->state;
	int count = source_of(pane)->count(state, workspace->archive);
	if (state->source == LIST_KINDS || count == 0)
		return (struct str){0};
	size_t total = state->source == LIST_RESULTS ? state->search.total : (size_t)count;
	const char *more = state->source == LIST_RESULTS && !state->search.is_done ? "+" : "";
	return str_format(frame, "%d/%zu%s", state->viewport.cursor + 1, total, more);
}

static bool list_idle(struct pane *pane, unsigned budget_us)
{
	struct list_state *state = pane->state;
	if (!state->has_search || state->search.is_done)
		return false;
	bool is_done = search_step(&state->search, budget_us);
	viewport_resize(&state->viewport, (int)state->search.hit_count, rows_in_sight(pane));
	return !is_done;
}

static void list_close(struct pane *pane)
{
	struct list_state *state = pane->state;
	search_stop(state);
	arena_release(&state->query_arena);
	arena_release(&state->arena);
}

const struct pane_ops pane_list_ops = {
	.name = "list",
	.state_size = sizeof(struct list_state),
	.context = CONTEXT_LIST,
	.open = list_open,
	.reload = list_reload,
	.layout = list_layout,
	.draw = list_draw,
	.subject = list_subject,
	.title = list_title,
	.amount = list_amount,
	.idle = list_idle,
	.close = list_close,
	.actions = actions,
	.action_count = sizeof(actions) / sizeof(actions[0]),
};
