/* What stands in the list: how many of each kind, year, tag … of it; or of the whole collection, if
 * the list is not of dossiers. */
#include "ui/view_parts.h"

#include "base/message.h"
#include "query/known.h"
#include "ui/pane_list.h"
#include "ui/workspace.h"

enum { VALUES_FEW = 8, VALUES_STEPS = 3, COUNT_BUDGET_US = 30000 };

static void facets_begin(struct view_state *state)
{
	state->depth = 1;
}

static struct dossier_ref row_of_list(const void *context, size_t row)
{
	const struct workspace *workspace = context;
	return list_subject_at(&workspace->panes[SLOT_LIST], workspace, (int)row);
}

static struct dossier_ref row_of_all(const void *context, size_t row)
{
	const struct workspace *workspace = context;
	struct dossier_ref ref = { dossiers_by_name(workspace->archive).rows[row] };
	return known_dossier(workspace_known(workspace), ref) ? ref : NO_DOSSIER;
}

static struct facet_rows rows_of(const struct workspace *workspace)
{
	const struct pane *list = &workspace->panes[SLOT_LIST];
	bool is_of_list = pane_list_has_dossiers(list);
	return (struct facet_rows){
		.count = is_of_list ? (size_t)list_rows(list->state, workspace->archive)
		                    : dossiers_by_name(workspace->archive).count,
		.dossier = is_of_list ? row_of_list : row_of_all,
		.context = workspace,
		.known = workspace_known(workspace),
	};
}

static bool is_searching(const struct list_state *list)
{
	return list->source == LIST_RESULTS && !list_results(list)->search.is_done;
}

static bool facets_find(struct view_state *state, struct workspace *workspace, struct fault *why)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	const struct list_state *shown = list->state;
	list_count_limits(list, workspace, COUNT_BUDGET_US);
	struct facet_rows rows = rows_of(workspace);
	if (rows.count == 0)
		return fault_set(why, FAULT_USAGE,
		                 _("The list is empty: there is nothing to count"));
	state->facets = facets_count(workspace->archive, &state->arena, &rows, FACETS_ROWS);
	state->is_growing = (list_is_limited(shown) && !list_limits_are_done(&shown->limits)) ||
	                    is_searching(shown);
	return true;
}

static struct page facets_make(struct view_state *state, struct workspace *workspace,
                               struct arena *arena, struct page_options options)
{
	struct facets_look look = { .grows = state->is_growing };
	(void)workspace;
	for (unsigned step = 0; step < state->depth && state->depth < VALUES_STEPS; step++)
		look.most = look.most ? look.most * VALUES_FEW : VALUES_FEW;
	return page_facets(arena, &state->facets, look, options);
}

static struct str facets_title(const struct view_state *state, const struct workspace *workspace,
                               struct arena *frame)
{
	const struct pane *list = &workspace->panes[SLOT_LIST];
	(void)state;
	if (!pane_list_has_dossiers(list))
		return str_of(_("What is in the collection"));
	struct str title = list->ops->title(list, workspace, frame);
	return str_format(frame, _("What is in: %.*s"), STR_ARGS(title));
}

static bool facets_zoom(struct view_state *state, int step)
{
	if (step > 0 ? state->depth == VALUES_STEPS : state->depth == 1)
		return false;
	state->depth = step > 0 ? state->depth + 1 : state->depth - 1;
	return true;
}

const struct view_row view_facets = {
	.begin = facets_begin, .find = facets_find, .make = facets_make, .title = facets_title,
	.zoom = facets_zoom,
	.is_narrow = view_is_narrow,
};
