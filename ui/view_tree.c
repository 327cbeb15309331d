/* Whom one is linked with, and whom these are. */
#include "ui/view_parts.h"

#include "base/array.h"
#include "base/message.h"
#include "ui/workspace.h"

static void tree_begin(struct view_state *state)
{
	state->depth = TREE_DEPTH;
}

static struct page tree_make(struct view_state *state, struct workspace *workspace,
                             struct arena *arena, struct page_options options)
{
	const struct tree_query query = {
		.centre = dossier_find(workspace->archive, state->one),
		.depth = state->depth,
		.folds = state->folds.items, .fold_count = state->folds.count,
		.known = options.known,
	};
	struct tree tree = tree_grow(workspace->archive, arena, &query);
	struct tree_page made = page_tree(workspace->archive, arena, &tree, options);
	state->lines = made.lines;
	return made.page;
}

static struct str tree_title(const struct view_state *state, const struct workspace *workspace,
                             struct arena *frame)
{
	(void)workspace;
	return str_format(frame, _("Tree: %.*s"), STR_ARGS(state->page.page.title));
}

static struct str tree_setting(const struct view_state *state, const struct workspace *workspace,
                               struct arena *frame)
{
	(void)workspace;
	return str_format(frame, _("%u deep"), state->depth);
}

static bool tree_zoom(struct view_state *state, int step)
{
	if (step > 0 ? state->depth == TREE_DEEPEST : state->depth == 1)
		return false;
	state->depth = step > 0 ? state->depth + 1 : state->depth - 1;
	state->folds.count = 0;
	return true;
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

static void tree_fold(struct view_state *state, struct workspace *workspace)
{
	const struct tree_line *line = fold_line(state);
	if (!line || line->key == 0 || (line->state != TREE_CLOSED && line->state != TREE_OPEN)) {
		workspace_say(workspace, _("Nothing to open or close here"));
		return;
	}
	struct tree_fold wanted = { .key = line->key, .is_open = line->state == TREE_CLOSED };
	for (size_t i = 0; i < state->folds.count; i++)
		if (state->folds.items[i].key == wanted.key) {
			state->folds.items[i] = wanted;
			return;
		}
	*ARRAY_ADD(&workspace->arena, &state->folds) = wanted;
}

const struct view_row view_tree = {
	.begin = tree_begin, .make = tree_make, .title = tree_title,
	.setting = tree_setting, .zoom = tree_zoom,
	.fold = tree_fold,
	.is_narrow = view_is_narrow,
};
