/* The pane that shows the file of a dossier. The cursor is a line of the file, so that the way back
 * is to the field that stands there. */
#include "ui/pane_file.h"

#include "base/message.h"
#include "query/manuscript.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

struct file_state {
	struct page_view view;          /* first: pane_page.h */
	struct arena arena;             /* of the file: */
	struct str bytes;
	struct str path;                /* in the collection */
	struct str id;                  /* of the dossier that it was opened for */
	uint32_t line_count;
	bool is_as_read;
	struct manuscript_page made;    /* in the arena of the view */
	uint32_t line;                  /* of the cursor */
	uint32_t opened_line;           /* where it was at first: then nobody moved */
	uint32_t around;                /* of a large file, what stands near this line is laid out */
	int wanted_row;                 /* of the screen, for the cursor; -1: where it is */
};

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

static bool read_file(struct file_state *state, struct workspace *workspace, struct dossier_ref ref,
                      struct fault *why)
{
	const struct archive *archive = workspace->archive;
	struct dossier dossier = dossier_at(archive, ref);
	struct arena arena = {0};
	struct str bytes;
	if (!manuscript_read(archive, &arena, workspace->folder, dossier.file, &bytes, why)) {
		arena_release(&arena);
		return false;
	}
	struct str path = str_copy(&arena, file_path(archive, dossier.file));
	struct str id = str_copy(&arena, dossier.id);
	arena_release(&state->arena);
	state->arena = arena;
	state->bytes = bytes;
	state->line_count = manuscript_line_count(bytes);
	state->path = path;
	state->id = id;
	state->is_as_read = manuscript_is_as_read(archive, ref, bytes);
	return true;
}

bool pane_file_show(struct pane *pane, struct workspace *workspace, struct dossier_ref ref,
                    uint32_t line, int row, struct fault *why)
{
	struct file_state *state = pane->state;
	if (dossier_is_none(ref))
		return fault_set(why, FAULT_USAGE,
		                 _("There is no dossier whose file could be shown"));
	if (str_is_empty(workspace->folder))
		return fault_set(why, FAULT_USAGE,
		                 _("Where the files of this collection are is not known"));
	if (!read_file(state, workspace, ref, why))
		return false;
	state->line = line ? line : dossier_at(workspace->archive, ref).line;
	state->opened_line = state->around = state->line;
	state->wanted_row = row > 0 ? row : 0;
	if (!state->is_as_read)
		workspace_complain(workspace,
		                   _("This is not the file that was read any more: what it says "
		                     "of '%.*s' has changed"), STR_ARGS(state->id));
	page_view_rewind(&state->view);
	pane->needs_layout = true;
	return true;
}

static void file_open(struct pane *pane, struct workspace *workspace, struct dossier_ref subject)
{
	(void)pane;
	(void)workspace;
	(void)subject;
}

/* What is on disk has changed as well, most likely. */
static void file_reload(struct pane *pane, struct workspace *workspace)
{
	struct file_state *state = pane->state;
	struct fault why;
	struct dossier_ref ref = dossier_find(workspace->archive, state->id);
	if (!dossier_is_none(ref) && read_file(state, workspace, ref, &why))
		pane->needs_layout = true;
	else
		state->is_as_read = false;
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────── */

static int row_count(const struct file_state *state)
{
	return (int)state->made.page.lines.count;
}

/* The line that a row is of; 0 for one that says what is left out. */
static uint32_t line_of(const struct file_state *state, int row)
{
	return row >= 0 && row < row_count(state) ? state->made.numbers[row] : 0;
}

/* The first row of a line, or -1. */
static int first_row(const struct file_state *state, uint32_t line)
{
	for (int row = 0; row < row_count(state); row++)
		if (state->made.numbers[row] == line)
			return row;
	return -1;
}

static int last_row(const struct file_state *state, uint32_t line)
{
	int row = first_row(state, line);
	while (row >= 0 && line_of(state, row + 1) == line)
		row++;
	return row;
}

static bool is_in_sight(const struct file_state *state)
{
	const struct page_view *view = &state->view;
	return last_row(state, state->line) >= view->top &&
	       first_row(state, state->line) < view->top + view->rows;
}

static void scroll_to(struct page_view *view, int top)
{
	page_view_scroll(view, top - view->top);
}

static void reveal(struct file_state *state)
{
	struct page_view *view = &state->view;
	int first = first_row(state, state->line), last = last_row(state, state->line);
	if (first < view->top)
		scroll_to(view, first);
	else if (last >= view->top + view->rows)
		scroll_to(view, last - view->rows + 1 < first ? last - view->rows + 1 : first);
}

static void file_layout(struct pane *pane, struct workspace *workspace, int rows, int columns)
{
	(void)workspace;
	struct file_state *state = pane->state;
	struct page_view *view = &state->view;
	int row = state->wanted_row;
	if (row < 0)
		row = first_row(state, state->line) - view->top;
	state->made = page_manuscript(page_view_renew(view), state->bytes, state->around, columns);
	page_view_set(view, state->made.page, rows);
	if (state->line > state->line_count)
		state->line = state->line_count ? state->line_count : 1;
	scroll_to(view, first_row(state, state->line) - (row < rows ? row : rows - 1));
	reveal(state);
	state->wanted_row = -1;
}

/* ── Moving ─────────────────────────────────────────────────────────────────────────────────── */

/* What lies beyond the part of a large file that is laid out is laid out next. */
static bool go_to(struct pane *pane, uint32_t line)
{
	struct file_state *state = pane->state;
	uint32_t last = state->line_count ? state->line_count : 1;
	state->line = line < 1 ? 1 : line > last ? last : line;
	if (first_row(state, state->line) >= 0) {
		reveal(state);
		return true;
	}
	state->around = state->line;
	state->wanted_row = state->view.rows / 2;
	pane->needs_layout = true;
	return true;
}

/* Whoever searched is at the match. */
static void catch_up(struct file_state *state)
{
	const struct page_view *view = &state->view;
	if (is_in_sight(state))
		return;
	uint32_t line = view->matches.count
		? line_of(state, (int)view->matches.items[view->match].line) : 0;
	for (int row = view->top; !line && row < row_count(state); row++)
		line = line_of(state, row);
	state->line = line ? line : state->line;
}

/* A line that is longer than the screen is scrolled through. */
static bool step(struct pane *pane, int by)
{
	struct file_state *state = pane->state;
	struct page_view *view = &state->view;
	catch_up(state);
	bool goes_on = by > 0 ? last_row(state, state->line) >= view->top + view->rows
	                      : first_row(state, state->line) < view->top;
	if (goes_on)
		return page_view_scroll(view, by);
	return go_to(pane, by < 0 && state->line == 1 ? 1 : state->line + (uint32_t)by);
}

/* The cursor stays where it is on the screen; at an end it goes there. */
static bool scroll(struct pane *pane, int rows)
{
	struct file_state *state = pane->state;
	struct page_view *view = &state->view;
	catch_up(state);
	int row = first_row(state, state->line) - view->top;
	if (!page_view_scroll(view, rows))
		return go_to(pane, rows > 0 ? line_of(state, row_count(state) - 1)
		                            : line_of(state, 0));
	uint32_t line = line_of(state, view->top + (row > 0 ? row : 0));
	state->line = line ? line : state->line;
	return true;
}

static bool line_down(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return step(pane, 1);
}

static bool line_up(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return step(pane, -1);
}

static int page_step(const struct pane *pane)
{
	return pane->rows > 2 ? pane->rows - 1 : 1;
}

static bool page_down(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return scroll(pane, page_step(pane));
}

static bool page_up(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return scroll(pane, -page_step(pane));
}

static bool half_down(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return scroll(pane, (pane->rows + 1) / 2);
}

static bool half_up(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return scroll(pane, -(pane->rows + 1) / 2);
}

static bool go_first(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return go_to(pane, 1);
}

static bool go_last(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	const struct file_state *state = pane->state;
	return go_to(pane, state->line_count);
}

/* To the next key at the left margin, or the one before. */
static bool section(struct pane *pane, int by)
{
	struct file_state *state = pane->state;
	catch_up(state);
	int row = by > 0 ? last_row(state, state->line) : first_row(state, state->line);
	for (row += by; row >= 0 && row < row_count(state); row += by)
		if (state->made.page.lines.items[row].is_heading)
			return go_to(pane, line_of(state, row));
	return true;
}

static bool section_next(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return section(pane, 1);
}

static bool section_previous(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return section(pane, -1);
}

static bool match(struct pane *pane, struct workspace *workspace, int by)
{
	struct file_state *state = pane->state;
	struct page_view *view = &state->view;
	if (!page_view_match(view, by)) {
		workspace_say(workspace, _("Nothing is searched for here"));
		return true;
	}
	state->line = line_of(state, (int)view->matches.items[view->match].line);
	return true;
}

static bool match_next(struct pane *pane, struct workspace *workspace)
{
	return match(pane, workspace, 1);
}

static bool match_previous(struct pane *pane, struct workspace *workspace)
{
	return match(pane, workspace, -1);
}

/* ── Going back ─────────────────────────────────────────────────────────────────────────────── */

/* To the page as it was; or if somebody moved, to the field that the cursor's line belongs to, at
 * the same height of the screen. */
static bool go_back(struct pane *pane, struct workspace *workspace)
{
	struct file_state *state = pane->state;
	catch_up(state);
	uint32_t line = state->line;
	int row = first_row(state, line) - state->view.top;
	bool has_moved = line != state->opened_line;
	struct dossier_ref ref = pane->ops->subject(pane, workspace);
	workspace_uncover(workspace);
	if (has_moved && !dossier_is_none(ref))
		workspace_show_field(workspace, ref, line, row > 0 ? row : 0);
	return true;
}

/* The matches first, as in pages; then as nothing had been. */
static bool cancel(struct pane *pane, struct workspace *workspace)
{
	struct file_state *state = pane->state;
	if (state->view.wanted.size) {
		catch_up(state);
		page_view_find(&state->view, (struct str){0});
	} else {
		workspace_uncover(workspace);
	}
	return true;
}

/* Another dossier has another place: its page is shown. */
static bool leave(struct pane *pane, struct workspace *workspace)
{
	(void)pane;
	workspace_uncover(workspace);
	return false;
}

/* ── The pane ───────────────────────────────────────────────────────────────────────────────── */

uint32_t pane_file_line(const struct pane *pane)
{
	const struct file_state *state = pane->state;
	return state->line;
}

/* The sign and the bar beside the number say where the cursor is, with and without colour. */
static void file_draw(const struct pane *pane, const struct workspace *workspace,
                      struct arena *frame, struct canvas *canvas, bool has_focus)
{
	const struct file_state *state = pane->state;
	const struct page_view *view = &state->view;
	pane_page_draw(pane, workspace, frame, canvas, has_focus);
	int row = first_row(state, state->line);
	if (!is_in_sight(state))
		return;
	row = row > view->top ? row - view->top : 0;
	canvas_put(canvas, row, PANE_PAGE_MARGIN, ROLE_TEXT, shown_literal(frame, "›"));
	canvas_paint(canvas,
	             (struct rect){ row, PANE_PAGE_MARGIN + MANUSCRIPT_SIGN_WIDTH, 1,
	                            state->made.gutter - MANUSCRIPT_SIGN_WIDTH - 1 },
	             ROLE_CURSOR);
	canvas_cursor(canvas, canvas, row, PANE_PAGE_MARGIN + state->made.gutter, false);
}

static uint32_t file_row(const struct archive *archive, const struct file_state *state)
{
	struct dossier_ref ref = dossier_find(archive, state->id);
	return dossier_is_none(ref) ? NO_ROW : dossier_at(archive, ref).file;
}

static struct dossier_ref file_subject(const struct pane *pane, const struct workspace *workspace)
{
	const struct file_state *state = pane->state;
	uint32_t file = file_row(workspace->archive, state);
	struct dossier_ref found = NO_DOSSIER;
	if (file != NO_ROW)
		found = manuscript_dossier(workspace->archive, file, state->line);
	return dossier_is_none(found) ? dossier_find(workspace->archive, state->id) : found;
}

static struct str file_title(const struct pane *pane, const struct workspace *workspace,
                             struct arena *frame)
{
	(void)workspace;
	const struct file_state *state = pane->state;
	return state->is_as_read ? state->path
	                         : str_join(frame, state->path, STR(" · "),
	                                    str_of(_("changed since it was read")));
}

static struct str file_amount(const struct pane *pane, const struct workspace *workspace,
                              struct arena *frame)
{
	const struct file_state *state = pane->state;
	if (state->view.wanted.size)
		return pane_page_amount(pane, workspace, frame);
	return str_format(frame, _("line %u of %u"), state->line, state->line_count);
}

static void file_close(struct pane *pane)
{
	struct file_state *state = pane->state;
	pane_page_close(pane);
	arena_release(&state->arena);
	state->made = (struct manuscript_page){0};
}

static const struct pane_action file_actions[] = {
	{ ACTION_LINE_DOWN,        line_down },
	{ ACTION_LINE_UP,          line_up },
	{ ACTION_PAGE_DOWN,        page_down },
	{ ACTION_PAGE_UP,          page_up },
	{ ACTION_HALF_DOWN,        half_down },
	{ ACTION_HALF_UP,          half_up },
	{ ACTION_FIRST,            go_first },
	{ ACTION_LAST,             go_last },
	{ ACTION_SECTION_NEXT,     section_next },
	{ ACTION_SECTION_PREVIOUS, section_previous },
	{ ACTION_MATCH_NEXT,       match_next },
	{ ACTION_MATCH_PREVIOUS,   match_previous },
	{ ACTION_OPEN,             go_back },
	{ ACTION_BACK,             go_back },
	{ ACTION_FILE,             go_back },
	{ ACTION_CLOSE,            go_back },
	{ ACTION_CANCEL,           cancel },
	{ ACTION_NEXT_DOSSIER,     leave },
	{ ACTION_PREVIOUS_DOSSIER, leave },
};

const struct pane_ops pane_file_ops = {
	.name = "file",
	.state_size = sizeof(struct file_state),
	.context = CONTEXT_FILE,
	.open = file_open,
	.reload = file_reload,
	.layout = file_layout,
	.draw = file_draw,
	.subject = file_subject,
	.title = file_title,
	.amount = file_amount,
	.close = file_close,
	.actions = file_actions,
	.action_count = sizeof(file_actions) / sizeof(file_actions[0]),
};
