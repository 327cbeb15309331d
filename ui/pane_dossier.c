/* The pane that shows one dossier. */
#include "ui/pane_page.h"
#include "ui/workspace.h"

struct dossier_state {
	struct page_view view;          /* first: pane_page.h */
	struct dossier_ref subject;
};

static void dossier_open(struct pane *pane, struct workspace *workspace, struct dossier_ref subject)
{
	(void)workspace;
	struct dossier_state *state = pane->state;
	state->subject = subject;
	page_view_rewind(&state->view);
	pane->needs_layout = true;
}

static void dossier_layout(struct pane *pane, struct workspace *workspace, int rows, int columns)
{
	struct dossier_state *state = pane->state;
	struct arena *arena = page_view_renew(&state->view);
	struct page page = {0};
	if (!dossier_is_none(state->subject))
		page = page_dossier(workspace->archive, arena, state->subject,
		                    (struct page_options){ .width = columns });
	page_view_set(&state->view, page, rows);
}

static struct dossier_ref dossier_subject(const struct pane *pane,
                                          const struct workspace *workspace)
{
	(void)workspace;
	const struct dossier_state *state = pane->state;
	return state->subject;
}

/* The page begins with the name: its head says what kind of thing it is. */
static struct str dossier_title(const struct pane *pane, const struct workspace *workspace,
                                struct arena *frame)
{
	(void)frame;
	const struct dossier_state *state = pane->state;
	if (dossier_is_none(state->subject))
		return STR("Nothing is open");
	return kind_at(workspace->archive, dossier_kind(workspace->archive, state->subject)).label;
}

static const struct pane_action actions[] = {
	{ ACTION_LINE_DOWN,        pane_page_line_down },
	{ ACTION_LINE_UP,          pane_page_line_up },
	{ ACTION_PAGE_DOWN,        pane_page_down },
	{ ACTION_PAGE_UP,          pane_page_up },
	{ ACTION_HALF_DOWN,        pane_page_half_down },
	{ ACTION_HALF_UP,          pane_page_half_up },
	{ ACTION_FIRST,            pane_page_first },
	{ ACTION_LAST,             pane_page_last },
	{ ACTION_SECTION_NEXT,     pane_page_section_next },
	{ ACTION_SECTION_PREVIOUS, pane_page_section_previous },
	{ ACTION_OPEN,             pane_page_open },
	{ ACTION_LINK_NEXT,        pane_page_link_next },
	{ ACTION_LINK_PREVIOUS,    pane_page_link_previous },
	{ ACTION_LINK_HINTS,       pane_page_link_hints },
	{ ACTION_SOURCE_NEXT,      pane_page_source_next },
	{ ACTION_MATCH_NEXT,       pane_page_match_next },
	{ ACTION_MATCH_PREVIOUS,   pane_page_match_previous },
	{ ACTION_CANCEL,           pane_page_cancel },
};

const struct pane_ops pane_dossier_ops = {
	.name = "dossier",
	.state_size = sizeof(struct dossier_state),
	.context = CONTEXT_DOSSIER,
	.open = dossier_open,
	.layout = dossier_layout,
	.draw = pane_page_draw,
	.subject = dossier_subject,
	.title = dossier_title,
	.amount = pane_page_amount,
	.key = pane_page_key,
	.close = pane_page_close,
	.actions = actions,
	.action_count = sizeof(actions) / sizeof(actions[0]),
};
