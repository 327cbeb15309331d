/* What lies over the panes: the help, the text of a source, a file, a view. */
#include "ui/workspace.h"

#include "base/message.h"
#include "query/passage.h"
#include "ui/pane_file.h"
#include "ui/pane_page.h"
#include "ui/pane_text.h"

/* A pane over all others, with the state that it had, if it had one. */
static struct pane make_overlay(struct workspace *workspace, const struct pane_ops *ops,
                                void **state)
{
	if (!*state)
		*state = arena_take(&workspace->arena, ops->state_size);
	return (struct pane){ .ops = ops, .state = *state, .needs_layout = true };
}

/* Help is wanted most where one is lost: it lies over whatever else is open. */
void workspace_open_help(struct workspace *workspace)
{
	if (workspace->overlay.ops == &pane_help_ops)
		return;
	workspace->covered = workspace->overlay;
	workspace->overlay = make_overlay(workspace, &pane_help_ops, &workspace->help_state);
	workspace->overlay.ops->open(&workspace->overlay, workspace, NO_DOSSIER);
}

/* The quote or source that the selected link leads to; without one, what is shown. */
static struct dossier_ref text_subject(struct workspace *workspace)
{
	const struct page_link *link = NULL;
	if (workspace->focus != SLOT_LIST)
		link = page_view_selected(pane_page_view(workspace_focus(workspace)));
	bool leads_on = link && (link->kind == PAGE_LINK_DOSSIER || link->kind == PAGE_LINK_SOURCE);
	struct dossier_ref linked = leads_on ? link->to : NO_DOSSIER;
	linked = passage_subject(workspace->archive, linked);
	return dossier_is_none(linked) ? workspace_subject(workspace) : linked;
}

void workspace_open_text(struct workspace *workspace)
{
	struct fault why;
	if (workspace->overlay.ops)
		return;
	if (!workspace->texts_folder) {
		workspace_say(workspace,
		              _("The texts of the sources are not in this copy: --texts FOLDER "
		                "names them"));
		return;
	}
	struct pane pane = make_overlay(workspace, &pane_text_ops, &workspace->text_state);
	if (pane_text_show(&pane, workspace, text_subject(workspace), &why))
		workspace->overlay = pane;
	else if (workspace->reading.is_part && why.kind == FAULT_FORMAT)
		workspace_complain(workspace, _("%s; but not all is read yet"), why.sentence);
	else
		workspace_complain(workspace, "%s", why.sentence);
}

/* The pane has a head where the panes below have one, and what stands beside what one was at stays
 * there. */
void workspace_open_file(struct workspace *workspace)
{
	struct fault why;
	int row;
	if (workspace->overlay.ops) {
		workspace_say(workspace, _("Close this first, to see a file"));
		return;
	}
	struct pane pane = make_overlay(workspace, &pane_file_ops, &workspace->file_state);
	uint32_t line = workspace_field(workspace, &row);
	if (pane_file_show(&pane, workspace, workspace_subject(workspace), line, row, &why))
		workspace->overlay = pane;
	else
		workspace_complain(workspace, "%s", why.sentence);
}

void workspace_open_outline(struct workspace *workspace)
{
	enum slot slot = workspace->focus == SLOT_LINKS ? SLOT_LINKS : SLOT_DOSSIER;
	struct pane *pane = &workspace->panes[slot];
	if (workspace->overlay.ops)
		return;
	if (!page_view_has_sections(pane_page_view(pane))) {
		workspace_say(workspace, _("There are no sections here"));
		return;
	}
	workspace->focus = slot;
	workspace_open_view(workspace, VIEW_OUTLINE, pane->ops->subject(pane, workspace),
	                    NO_DOSSIER);
	pane_view_outline(&workspace->overlay, workspace, slot);
}

void workspace_open_view(struct workspace *workspace, enum view view, struct dossier_ref one,
                         struct dossier_ref other)
{
	struct fault why;
	if (workspace->overlay.ops && workspace->overlay.ops != &pane_view_ops)
		return;
	struct pane pane = make_overlay(workspace, &pane_view_ops, &workspace->view_state);
	if (pane_view_show(&pane, workspace, view, one, other, &why))
		workspace->overlay = pane;
	else
		workspace_complain(workspace, "%s", why.sentence);
}

/* The window may have another size than when it was covered. */
void workspace_close_overlay(struct workspace *workspace)
{
	pane_end(&workspace->overlay);
	workspace->overlay = workspace->covered;
	workspace->overlay.needs_layout = true;
	workspace->covered = (struct pane){0};
}

void workspace_uncover(struct workspace *workspace)
{
	pane_end(&workspace->covered);
	pane_end(&workspace->overlay);
}

void workspace_reload_overlays(struct workspace *workspace)
{
	struct pane *overlays[] = { &workspace->overlay, &workspace->covered };
	for (size_t i = 0; i < sizeof(overlays) / sizeof(overlays[0]); i++)
		if (overlays[i]->ops && overlays[i]->ops->reload)
			overlays[i]->ops->reload(overlays[i], workspace);
}
