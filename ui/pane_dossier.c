/* The pane that shows one dossier. */
#include "base/message.h"
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

/* With what the reader noted of it. */
static struct page make_page(const struct workspace *workspace, struct arena *arena,
                             struct dossier_ref ref, int columns)
{
	struct page_options options = { .width = columns, .is_headed = true,
		                        .is_of_part = workspace->reading.is_part,
		                        .known = workspace_known(workspace) };
	struct str id = dossier_id(workspace->archive, ref);
	if (workspace->reader) {
		options.state = str_of(_(reading_state_name(reader_state(workspace->reader, id))));
		options.note = reader_note(workspace->reader, id);
	}
	return page_dossier(workspace->archive, arena, ref, options);
}

static void dossier_layout(struct pane *pane, struct workspace *workspace, int rows, int columns)
{
	struct dossier_state *state = pane->state;
	struct arena *arena = page_view_renew(&state->view);
	struct page page = {0};
	if (!dossier_is_none(state->subject))
		page = make_page(workspace, arena, state->subject, columns);
	page_view_set(&state->view, page, rows);
}

static struct dossier_ref dossier_subject(const struct pane *pane,
                                          const struct workspace *workspace)
{
	(void)workspace;
	const struct dossier_state *state = pane->state;
	return state->subject;
}

/* The page begins with the name: its head says what kind of thing it is, and, of what is only
 * looked at, how to go there. Once the name is scrolled away, the head says it. */
static struct str dossier_title(const struct pane *pane, const struct workspace *workspace,
                                struct arena *frame)
{
	const struct dossier_state *state = pane->state;
	const struct archive *archive = workspace->archive;
	if (dossier_is_none(state->subject))
		return str_of(_("Nothing is open"));
	if (state->view.top > 0)
		return known_name(workspace_known(workspace), archive, state->subject);
	struct str kind = message_of(kind_at(archive, dossier_kind(archive, state->subject)).label);
	struct str key = keymap_keys(frame, CONTEXT_LIST, ACTION_OPEN, true);
	if (workspace->focus != SLOT_LIST || !workspace_is_preview(workspace))
		return kind;
	/* Translators: what kind of thing is looked at from the list; then a key: event (Enter goes
	 * there) */
	return str_format(frame, _("%.*s (%.*s goes there)"), STR_ARGS(kind), STR_ARGS(key));
}

/* Where nothing is selected, Enter asks who says so. */
static bool dossier_follow(struct pane *pane, struct workspace *workspace)
{
	if (page_view_selected(pane_page_view(pane)))
		return pane_page_open(pane, workspace);
	workspace_open_who(workspace);
	return true;
}

static const struct pane_action actions[] = { { ACTION_OPEN, dossier_follow } };

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
	.common = pane_page_actions,
	.common_count = PANE_PAGE_ACTION_COUNT,
};
