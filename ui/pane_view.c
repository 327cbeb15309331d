#include "ui/pane_view.h"

#include "base/array.h"
#include "query/compare.h"
#include "query/path.h"
#include "query/timeline_page.h"
#include "query/tree.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

enum { PATHS_SHOWN = 3 };

struct view_state {
	struct page_view page;          /* first: pane_page.h */
	enum view view;
	struct str one, other;          /* ids, in the workspace's arena; empty: none */
	struct arena arena;             /* of what follows from the archive: */
	struct path_query query;
	struct paths paths;
	/* Of the tree */
	unsigned depth;
	struct { struct tree_fold *items; size_t count, room; } folds;
	const struct tree_line *lines;  /* in the arena of the page */
	/* Of the line of time */
	enum time_zoom zoom;
};

struct view_row {
	/* False if there is nothing to show; NULL: there always is something. */
	bool (*find)(struct view_state *state, struct workspace *workspace, struct fault *why);
	struct page (*make)(struct view_state *state, struct workspace *workspace,
	                    struct arena *arena, struct page_options options);
	struct str (*title)(const struct view_state *state, const struct workspace *workspace,
	                    struct arena *frame);
	/* Step closer (1) or away (-1); false if there is no further. NULL: it has no steps. */
	bool (*zoom)(struct view_state *state, int step);
};

static struct str name_of(const struct workspace *workspace, struct str id)
{
	struct dossier_ref ref = dossier_find(workspace->archive, id);
	return dossier_is_none(ref) ? id : dossier_name(workspace->archive, ref);
}

/* ── The path from one to the other ─────────────────────────────────────────────────────────── */

static bool path_find(struct view_state *state, struct workspace *workspace, struct fault *why)
{
	const struct archive *archive = workspace->archive;
	struct arena scratch = {0};
	state->query = (struct path_query){
		.from = dossier_find(archive, state->one),
		.to = dossier_find(archive, state->other),
		.via = NO_DOSSIER, .most = PATHS_SHOWN,
	};
	struct path_finder *finder = path_finder_new(archive, &scratch);
	state->paths = paths_find(finder, &state->arena, &state->query);
	arena_release(&scratch);
	struct str from = name_of(workspace, state->one), to = name_of(workspace, state->other);
	if (state->paths.count == 0)
		return fault_set(why, FAULT_USAGE, "Nothing connects %.*s with %.*s",
		                 STR_ARGS(from), STR_ARGS(to));
	if (state->paths.items[0].count == 0)
		return fault_set(why, FAULT_USAGE, "That is the dossier you read: a path needs "
		                 "another");
	return true;
}

static struct page path_make(struct view_state *state, struct workspace *workspace,
                             struct arena *arena, struct page_options options)
{
	return page_path(workspace->archive, arena, &state->query, &state->paths, options);
}

static struct str path_title(const struct view_state *state, const struct workspace *workspace,
                             struct arena *frame)
{
	struct str from = name_of(workspace, state->one), to = name_of(workspace, state->other);
	return str_format(frame, "From %.*s to %.*s", STR_ARGS(from), STR_ARGS(to));
}

/* ── The tree around one ────────────────────────────────────────────────────────────────────── */

static struct page tree_make(struct view_state *state, struct workspace *workspace,
                             struct arena *arena, struct page_options options)
{
	const struct tree_query query = {
		.centre = dossier_find(workspace->archive, state->one),
		.depth = state->depth,
		.folds = state->folds.items, .fold_count = state->folds.count,
	};
	struct tree tree = tree_grow(workspace->archive, arena, &query);
	struct tree_page made = page_tree(workspace->archive, arena, &tree, options);
	state->lines = made.lines;
	return made.page;
}

/* The page begins with the name. */
static struct str tree_title(const struct view_state *state, const struct workspace *workspace,
                             struct arena *frame)
{
	(void)workspace;
	return str_format(frame, "Connections, %u deep", state->depth);
}

static bool tree_zoom(struct view_state *state, int step)
{
	if (step > 0 ? state->depth == TREE_DEEPEST : state->depth == 1)
		return false;
	state->depth = step > 0 ? state->depth + 1 : state->depth - 1;
	state->folds.count = 0;
	return true;
}

/* ── Two beside each other ──────────────────────────────────────────────────────────────────── */

static struct page compare_make(struct view_state *state, struct workspace *workspace,
                                struct arena *arena, struct page_options options)
{
	const struct archive *archive = workspace->archive;
	struct comparison comparison =
		compare_query(archive, arena, dossier_find(archive, state->one),
		              dossier_find(archive, state->other));
	return page_compare(archive, arena, &comparison, options);
}

static struct str compare_title(const struct view_state *state, const struct workspace *workspace,
                                struct arena *frame)
{
	struct str one = name_of(workspace, state->one), other = name_of(workspace, state->other);
	return str_format(frame, "%.*s beside %.*s", STR_ARGS(one), STR_ARGS(other));
}

/* ── The line of time ───────────────────────────────────────────────────────────────────────── */

static struct page dates_make(struct view_state *state, struct workspace *workspace,
                              struct arena *arena, struct page_options options)
{
	struct dossier_ref about = dossier_find(workspace->archive, state->one);
	if (state->one.size && dossier_is_none(about))
		return (struct page){0};
	const struct time_query query = {
		.about = &about, .about_count = dossier_is_none(about) ? 0 : 1,
		.from = date_none(), .to = date_none(), .known = date_none(),
		.zoom = state->zoom,
	};
	return page_timeline(workspace->archive, arena, &query, options);
}

static struct str dates_title(const struct view_state *state, const struct workspace *workspace,
                              struct arena *frame)
{
	static const char *const titles[] = {
		[ZOOM_YEAR] = "By year", [ZOOM_MONTH] = "By month", [ZOOM_DAY] = "By day",
	};
	_Static_assert(sizeof(titles) / sizeof(titles[0]) == ZOOM_COUNT, "a title for each");
	(void)workspace;
	(void)frame;
	return str_of(titles[state->zoom]);
}

static bool dates_zoom(struct view_state *state, int step)
{
	if (step > 0 ? state->zoom == ZOOM_DAY : state->zoom == ZOOM_YEAR)
		return false;
	state->zoom = step > 0 ? state->zoom + 1 : state->zoom - 1;
	return true;
}

/* ── Views ──────────────────────────────────────────────────────────────────────────────────── */

static const struct view_row rows[] = {
	[VIEW_PATH]  = { path_find, path_make, path_title, NULL },
	[VIEW_TREE]  = { NULL, tree_make, tree_title, tree_zoom },
	[VIEW_COMPARE] = { NULL, compare_make, compare_title, NULL },
	[VIEW_DATES] = { NULL, dates_make, dates_title, dates_zoom },
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == VIEW_COUNT, "a row for each view");

static bool find(struct view_state *state, struct workspace *workspace, struct fault *why)
{
	arena_reset(&state->arena);
	state->paths = (struct paths){0};
	return !rows[state->view].find || rows[state->view].find(state, workspace, why);
}

bool pane_view_show(struct pane *pane, struct workspace *workspace, enum view view,
                    struct dossier_ref one, struct dossier_ref other, struct fault *why)
{
	struct view_state *state = pane->state;
	struct str id = dossier_id(workspace->archive, one);
	struct str other_id = dossier_id(workspace->archive, other);
	bool is_same = state->depth && state->view == view && str_equal(state->one, id) &&
	               str_equal(state->other, other_id);
	struct view_state next = {
		.view = view, .depth = TREE_DEPTH, .zoom = ZOOM_MONTH,
	};
	pane->needs_layout = true;
	if (!is_same) {
		next.one = str_copy(&workspace->arena, id);
		next.other = str_copy(&workspace->arena, other_id);
	}
	if (!find(is_same ? state : &next, workspace, why)) {
		arena_release(&next.arena);
		return false;
	}
	if (is_same)
		return true;
	page_view_release(&state->page);
	arena_release(&state->arena);
	*state = next;
	page_view_rewind(&state->page);
	return true;
}

/* ── As a pane ──────────────────────────────────────────────────────────────────────────────── */

static void view_layout(struct pane *pane, struct workspace *workspace, int rows_shown, int columns)
{
	struct view_state *state = pane->state;
	struct arena *arena = page_view_renew(&state->page);
	struct page_options options = { .width = columns,
		                        .is_of_part = workspace->reading.is_part };
	struct page page = rows[state->view].make(state, workspace, arena, options);
	page_view_set(&state->page, page, rows_shown);
}

/* Rows of the archive before mean nothing any more. What is no longer there leaves an empty page. */
static void view_reload(struct pane *pane, struct workspace *workspace)
{
	struct view_state *state = pane->state;
	struct fault why;
	pane->needs_layout = true;
	if (!find(state, workspace, &why)) {
		state->paths = (struct paths){0};
		workspace_complain(workspace, "%s", why.sentence);
	}
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
	return rows[state->view].title(state, workspace, frame);
}

static void view_close(struct pane *pane)
{
	struct view_state *state = pane->state;
	pane_page_close(pane);
	arena_release(&state->arena);
}

/* ── What its keys do ───────────────────────────────────────────────────────────────────────── */

bool pane_view_takes(const struct pane *pane, enum action action)
{
	const struct view_state *state = pane->state;
	bool is_zoom = action == ACTION_ZOOM_IN || action == ACTION_ZOOM_OUT;
	return action == ACTION_FOLD ? state->view == VIEW_TREE
	                             : !is_zoom || rows[state->view].zoom;
}

static bool zoom(struct pane *pane, struct workspace *workspace, int step)
{
	struct view_state *state = pane->state;
	if (!rows[state->view].zoom)
		return false;
	if (!rows[state->view].zoom(state, step))
		workspace_say(workspace, step > 0 ? "There is no more of it" : "There is no less of it");
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

/* The line of the tree that the selected link is in, or the first one in sight that can be opened
 * or closed. */
static const struct tree_line *fold_line(const struct view_state *state)
{
	const struct page_link *link = page_view_selected(&state->page);
	if (link)
		return &state->lines[link->line];
	int end = state->page.top + state->page.rows;
	for (int i = state->page.top; i < end && i < (int)state->page.page.lines.count; i++)
		if (state->lines[i].state == TREE_CLOSED || state->lines[i].state == TREE_OPEN)
			return &state->lines[i];
	return NULL;
}

static bool fold(struct pane *pane, struct workspace *workspace)
{
	struct view_state *state = pane->state;
	if (state->view != VIEW_TREE)
		return false;
	const struct tree_line *line = fold_line(state);
	if (!line || line->key == 0 || (line->state != TREE_CLOSED && line->state != TREE_OPEN)) {
		workspace_say(workspace, "Nothing to open or close here");
		return true;
	}
	struct tree_fold wanted = { .key = line->key, .is_open = line->state == TREE_CLOSED };
	pane->needs_layout = true;
	for (size_t i = 0; i < state->folds.count; i++)
		if (state->folds.items[i].key == wanted.key) {
			state->folds.items[i] = wanted;
			return true;
		}
	*ARRAY_ADD(&workspace->arena, &state->folds) = wanted;
	return true;
}

static const struct pane_action actions[] = {
	{ ACTION_ZOOM_IN,  zoom_in },
	{ ACTION_ZOOM_OUT, zoom_out },
	{ ACTION_FOLD,     fold },
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
	.amount = pane_page_amount,
	.key = pane_page_key,
	.close = view_close,
	.actions = actions,
	.action_count = sizeof(actions) / sizeof(actions[0]),
	.common = pane_page_actions,
	.common_count = PANE_PAGE_ACTION_COUNT,
};
