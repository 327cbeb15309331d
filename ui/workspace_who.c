/* From a page to the value that a reader asks about, and back to it. */
#include "ui/workspace.h"

#include "base/message.h"
#include "query/who.h"
#include "ui/pane_page.h"

/* A value of a dossier, by its row (NO_ROW: the first), and a part of its running text (0: all). */
struct asked { struct dossier_ref ref; uint32_t row; size_t part; };

static const struct asked nothing = { { NO_ROW }, NO_ROW, 0 };

static bool holds(const struct archive *archive, struct dossier_ref ref, uint32_t row)
{
	return who_value_around(archive, ref, row).row != NO_ROW;
}

/* The dossier that a value of a link is of: the one that is read, another end of its link, or one
 * that the link, or one before it, leads to. */
static struct asked asked_of_value(const struct workspace *workspace, const struct page_view *view,
                                   struct dossier_ref subject)
{
	const struct page_link *links = view->page.links.items;
	uint32_t row = links[view->link].value;
	struct link own = link_at(workspace->archive, value_at(workspace->archive, row).link);
	const struct dossier_ref ends[] = { subject, own.from, own.to };
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (holds(workspace->archive, ends[i], row))
			return (struct asked){ ends[i], row,
				                who_part(&view->page, row, (size_t)view->link) };
	for (int i = view->link; i >= 0; i--)
		if (holds(workspace->archive, links[i].to, row))
			return (struct asked){ links[i].to, row, 0 };
	return nothing;
}

/* A quote or claim of a list is asked about by its words, what else a link leads to by its first
 * value. */
static struct asked asked_of_dossier(const struct workspace *workspace, struct dossier_ref to)
{
	uint32_t field = field_known(workspace->archive, KNOWN_TEXT);
	if (field == NO_ROW || dossier_is_none(to))
		return (struct asked){ to, NO_ROW, 0 };
	return (struct asked){ to, value_first(workspace->archive, to, field).row, 0 };
}

static struct asked asked_of_link(const struct workspace *workspace, const struct page_view *view,
                                  struct dossier_ref subject)
{
	const struct page_link *link = page_view_selected(view);
	if (link->value != NO_ROW)
		return asked_of_value(workspace, view, subject);
	return asked_of_dossier(workspace, link->to);
}

/* The first link in or below a line; the number of all if there is none. */
static size_t link_at_line(const struct page_view *view, int line)
{
	size_t link = 0;
	while (link < view->page.links.count && (int)view->page.links.items[link].line < line)
		link++;
	return link;
}

/* The first value of the dossier in sight; what stands above them all is none. */
static struct asked asked_in_sight(const struct workspace *workspace, const struct page_view *view,
                                   struct dossier_ref subject)
{
	int count = (int)view->page.lines.count;
	for (int line = view->top; line < count && line < view->top + view->rows; line++) {
		uint32_t row = view->page.lines.items[line].value;
		if (row != NO_ROW && holds(workspace->archive, subject, row))
			return (struct asked){ subject, row, who_part(&view->page, row,
			                                              link_at_line(view, line)) };
	}
	return (struct asked){ subject, NO_ROW, 0 };
}

void workspace_open_who(struct workspace *workspace)
{
	bool is_page = !workspace->overlay.ops && workspace->focus != SLOT_LIST;
	struct pane *pane = is_page ? workspace_focus(workspace)
	                            : &workspace->panes[SLOT_DOSSIER];
	const struct page_view *view = pane_page_view(pane);
	const struct page_link *link = is_page ? page_view_selected(view) : NULL;
	struct dossier_ref subject = workspace_subject(workspace);
	if (workspace->overlay.ops || dossier_is_none(subject))
		return;
	struct asked asked = link && page_view_seen_link(view) >= 0
	                             ? asked_of_link(workspace, view, subject)
	                             : asked_in_sight(workspace, view, subject);
	if (dossier_is_none(asked.ref)) {
		workspace_complain(workspace,
		                   _("No dossier is behind this link"));
		return;
	}
	/* Only the page of a dossier has all the links of a text, by which its parts are
	 * counted. */
	if (pane != &workspace->panes[SLOT_DOSSIER])
		asked.part = 0;
	workspace_open_view(workspace, VIEW_WHO, asked.ref, NO_DOSSIER);
	if (workspace->overlay.ops == &pane_view_ops)
		pane_view_turn(&workspace->overlay, workspace, (struct view_question){
			.row = asked.row, .part = asked.part, .mark = link,
		});
}

/* The first line that shows the value, or what is inside it; a value without a line of its own has
 * that of its field. */
static int line_of(const struct workspace *workspace, const struct page_view *view,
                   const struct value *value)
{
	int of_field = -1;
	for (size_t i = 0; i < view->page.lines.count; i++) {
		uint32_t row = view->page.lines.items[i].value;
		if (row == NO_ROW)
			continue;
		if (row >= value->row && row < value->end)
			return (int)i;
		bool is_of_field = value_at(workspace->archive, row).field == value->field;
		if (of_field < 0 && is_of_field)
			of_field = (int)i;
	}
	return of_field;
}

void workspace_show_value(struct workspace *workspace, struct dossier_ref ref, uint32_t row)
{
	struct page_view *view = pane_page_view(&workspace->panes[SLOT_DOSSIER]);
	struct value value = who_value_around(workspace->archive, ref, row);
	if (ref.row != workspace_subject(workspace).row || value.row == NO_ROW)
		return;
	int line = line_of(workspace, view, &value);
	const struct page_link *link = page_view_selected(view);
	bool is_there = link && link->value >= value.row && link->value < value.end;
	if (line < 0 || is_there)
		return;
	view->link = -1;
	page_view_reveal(view, (uint32_t)line);
}
