/* The page of what is selected in a view, beside it: made when that is another one than before. */
#include "ui/view_parts.h"

#include "ui/pane_page.h"
#include "ui/workspace.h"

/* What the selected link leads to; without one, or if that is nothing, what the view is of, and of
 * a view of all what is read. */
static struct dossier_ref aside_of(const struct view_state *state,
                                   const struct workspace *workspace)
{
	const struct page_link *link = page_view_selected(&state->page);
	bool leads_on = link && (link->kind == PAGE_LINK_DOSSIER || link->kind == PAGE_LINK_SOURCE);
	if (leads_on && !dossier_is_none(link->to))
		return link->to;
	struct dossier_ref one = dossier_find(workspace->archive, state->one);
	return dossier_is_none(one) ? workspace_subject(workspace) : one;
}

const struct page_view *view_aside(struct view_state *state, const struct workspace *workspace,
                                   int rows, int columns)
{
	struct view_aside *aside = &state->aside;
	struct dossier_ref of = aside_of(state, workspace);
	bool is_same = aside->is_made && aside->of.row == of.row && aside->page.rows == rows &&
	               aside->columns == columns;
	if (is_same)
		return &aside->page;
	struct arena *arena = page_view_renew(&aside->page);
	struct page_options options = { .width = columns,
		                        .is_of_part = workspace->reading.is_part,
		                        .known = workspace_known(workspace) };
	page_view_rewind(&aside->page);
	page_view_set(&aside->page,
	              dossier_is_none(of)
	              ? (struct page){0}
	              : page_dossier(workspace->archive, arena, of, options), rows);
	aside->of = of;
	aside->columns = columns;
	aside->is_made = true;
	return &aside->page;
}

void view_aside_close(struct view_state *state)
{
	page_view_release(&state->aside.page);
	state->aside.is_made = false;
}
