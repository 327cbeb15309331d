/* The pane that shows the connections of a dossier, grouped by what they mean. Pinned, it stays
 * while the reader walks them. */
#include "base/message.h"
#include "ui/list_row.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

struct links_state {
	struct page_view view;          /* first: pane_page.h */
	struct dossier_ref subject;
	struct str pinned;              /* id of the dossier it stays with; empty: it follows */
	bool is_apart;                  /* another dossier is shown than the pinned one */
	struct arena arena;             /* of the pinned id */
};

static void links_open(struct pane *pane, struct workspace *workspace, struct dossier_ref subject)
{
	struct links_state *state = pane->state;
	struct dossier_ref pinned = dossier_find(workspace->archive, state->pinned);
	bool was_apart = state->is_apart;
	state->is_apart = false;
	if (state->pinned.size && !dossier_is_none(pinned)) {
		state->is_apart = pinned.row != subject.row;
		subject = pinned;
	}
	if (state->is_apart != was_apart)
		pane->needs_layout = true;
	if (subject.row == state->subject.row && state->view.page.lines.count)
		return;
	state->subject = subject;
	page_view_rewind(&state->view);
	pane->needs_layout = true;
}

/* The rows of another archive mean nothing here; the dossier is opened again by its id. */
static void links_reload(struct pane *pane, struct workspace *workspace)
{
	struct links_state *state = pane->state;
	state->subject = NO_DOSSIER;
	pane->ops->open(pane, workspace, workspace_subject(workspace));
}

static void links_layout(struct pane *pane, struct workspace *workspace, int rows, int columns)
{
	struct links_state *state = pane->state;
	struct arena *arena = page_view_renew(&state->view);
	struct page page = {0};
	bool has_dossier_beside = !rect_is_empty(workspace->layout.slots[SLOT_DOSSIER]);
	if (!dossier_is_none(state->subject))
		page = page_links(workspace->archive, arena, state->subject,
		                  (struct page_options){
			.width = columns, .is_of_part = workspace->reading.is_part,
			.known = workspace_known(workspace),
			.hides_sources = has_dossier_beside && !state->is_apart,
		});
	page_view_set(&state->view, page, state->is_apart ? rows - 1 : rows);
	/* Who comes here finds a row to go on from. */
	if (workspace->focus == SLOT_LINKS && state->view.link < 0)
		page_view_link(&state->view, 1);
}

/* Beside another dossier, a footnote says whose sources the marks count. */
static void links_draw(const struct pane *pane, const struct workspace *workspace,
                       struct arena *frame, struct canvas *canvas, bool has_focus)
{
	const struct links_state *state = pane->state;
	pane_page_draw(pane, workspace, frame, canvas, has_focus);
	if (!state->is_apart)
		return;
	struct str name = shown_name(frame, dossier_name(workspace->archive, state->subject));
	struct shown note = shown_format(frame, _("[n] is source n of %.*s"), STR_ARGS(name));
	int room = canvas_columns(canvas) - 2 * PANE_PAGE_MARGIN;
	canvas_put(canvas, canvas_rows(canvas) - 1, PANE_PAGE_MARGIN, ROLE_NOTE,
	           shown_fit(frame, note, room));
}

/* The dossier that the selected connection leads to; else the one whose connections these are. */
static struct dossier_ref links_subject(const struct pane *pane, const struct workspace *workspace)
{
	(void)workspace;
	const struct links_state *state = pane->state;
	const struct page_link *link = page_view_selected(&state->view);
	return link ? link->to : state->subject;
}

/* Columns of the head of the pane that are left for its title beside lines and amount. */
static int title_room(const struct pane *pane, const struct workspace *workspace,
                      struct arena *frame)
{
	enum { LINES = 2, BEFORE_AMOUNT = 3 };
	int amount = shown_line(frame, pane->ops->amount(pane, workspace, frame)).width;
	return pane->columns - LINES - (amount ? amount + BEFORE_AMOUNT : 0);
}

/* The name stands in the dossier beside it, and where there is no room for all of it, only there. */
static struct str links_title(const struct pane *pane, const struct workspace *workspace,
                              struct arena *frame)
{
	const struct links_state *state = pane->state;
	if (dossier_is_none(state->subject))
		return str_of(_("Connections"));
	struct str name = known_name(workspace_known(workspace), workspace->archive,
	                             state->subject);
	/* Translators: the connections of a dossier, which stay as they are */
	struct str title = str_format(frame, state->pinned.size ? _("Pinned: %.*s")
	                                                        : _("Connections: %.*s"),
	                              STR_ARGS(name));
	title = shown_name(frame, title);
	int room = title_room(pane, workspace, frame);
	bool is_beside = !rect_is_empty(workspace->layout.slots[SLOT_DOSSIER]);
	if (is_beside && state->pinned.size == 0 && shown_line(frame, title).width > room)
		return str_of(_("Connections"));
	return list_cut_text(frame, title, list_cut(frame, title, room));
}

static void tell_pinned(struct workspace *workspace)
{
	struct arena scratch = {0};
	struct str on = keymap_keys(&scratch, CONTEXT_LINKS, ACTION_NEXT_DOSSIER, true);
	struct str back = keymap_keys(&scratch, CONTEXT_LINKS, ACTION_PREVIOUS_DOSSIER, true);
	/* Translators: %.*s are keys: to the next dossier of the pinned list, and back */
	workspace_say(workspace, _("Pinned: %.*s and %.*s walk these"), STR_ARGS(on),
	              STR_ARGS(back));
	arena_release(&scratch);
}

static bool links_pin(struct pane *pane, struct workspace *workspace)
{
	struct links_state *state = pane->state;
	if (state->pinned.size) {
		state->pinned = (struct str){0};
		workspace_say(workspace, _("No longer pinned"));
		pane->ops->open(pane, workspace, workspace_subject(workspace));
		return true;
	}
	if (dossier_is_none(state->subject))
		return false;
	arena_reset(&state->arena);
	state->pinned = str_copy(&state->arena, dossier_id(workspace->archive, state->subject));
	tell_pinned(workspace);
	return true;
}

/* A connection is a row: lines move the selection, and behind the last one, the page. */
static bool links_line_down(struct pane *pane, struct workspace *workspace)
{
	struct page_view *view = pane_page_view(pane);
	(void)workspace;
	return page_view_link(view, 1) || page_view_scroll(view, 1);
}

static bool links_line_up(struct pane *pane, struct workspace *workspace)
{
	struct page_view *view = pane_page_view(pane);
	(void)workspace;
	return page_view_link(view, -1) || page_view_scroll(view, -1);
}

/* Walk the connections: select the next one that leads to a dossier and read it. */
static bool links_walk(struct pane *pane, struct workspace *workspace, int step)
{
	struct links_state *state = pane->state;
	if (!state->pinned.size)
		return false;
	struct page_view *view = &state->view;
	int count = (int)view->page.links.count;
	for (int link = view->link + step; link >= 0 && link < count; link += step) {
		if (view->page.links.items[link].kind != PAGE_LINK_DOSSIER)
			continue;
		page_view_select(view, link);
		workspace_preview(workspace, view->page.links.items[link].to);
		return true;
	}
	workspace_say(workspace, step > 0 ? _("The last of the pinned connections")
	                                  : _("The first of the pinned connections"));
	return true;
}

static bool links_next_dossier(struct pane *pane, struct workspace *workspace)
{
	return links_walk(pane, workspace, 1);
}

static bool links_previous_dossier(struct pane *pane, struct workspace *workspace)
{
	return links_walk(pane, workspace, -1);
}

static void links_close(struct pane *pane)
{
	struct links_state *state = pane->state;
	pane_page_close(pane);
	arena_release(&state->arena);
}

static const struct pane_action actions[] = {
	{ ACTION_LINE_DOWN,        links_line_down },
	{ ACTION_LINE_UP,          links_line_up },
	{ ACTION_NEXT_DOSSIER,     links_next_dossier },
	{ ACTION_PREVIOUS_DOSSIER, links_previous_dossier },
	{ ACTION_PIN,              links_pin },
};

const struct pane_ops pane_links_ops = {
	.name = "connections",
	.state_size = sizeof(struct links_state),
	.context = CONTEXT_LINKS,
	.open = links_open,
	.reload = links_reload,
	.layout = links_layout,
	.draw = links_draw,
	.subject = links_subject,
	.title = links_title,
	.amount = pane_page_amount,
	.key = pane_page_key,
	.close = links_close,
	.actions = actions,
	.action_count = sizeof(actions) / sizeof(actions[0]),
	.common = pane_page_actions,
	.common_count = PANE_PAGE_ACTION_COUNT,
};
