/* How the workspace looks: panes with their heads, and what stands in the bottom row. */
#include "ui/workspace.h"

#include "base/message.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"

/* ── The bottom row ─────────────────────────────────────────────────────────────────────────── */

/* Where a message stands: in the bottom row, or above it if a line is typed there, and if it is
 * longer, in the rows above that as well, as many as it needs up to three. They hide the last lines
 * of a pane until the next key. */
static void draw_message(const struct workspace *workspace, struct arena *frame,
                         struct canvas *canvas)
{
	enum { MOST_ROWS = 3 };
	const struct rect last = workspace->layout.hints;
	enum role role = workspace->message_is_error ? ROLE_ERROR : ROLE_MESSAGE;
	struct page_writer writer = page_begin(frame, last.columns - 2);
	struct shown words = shown_line(frame, shown_name(frame, str_of(workspace->message)));
	page_text(&writer, role, words);
	page_break(&writer);
	struct page_view view = { .page = page_end(&writer), .link = -1 };
	view.rows = (int)view.page.lines.count;
	view.rows = view.rows < MOST_ROWS ? view.rows : MOST_ROWS;
	int bottom = last.row - (workspace->prompt.kind != PROMPT_NONE);
	struct rect rect = { bottom - view.rows + 1, 0, view.rows, last.columns };
	canvas_fill(canvas, rect, ROLE_TEXT);
	rect.column = 1;
	rect.columns -= 2;
	struct canvas part = canvas_part(canvas, rect);
	page_view_draw(&view, &part, false);
}

static void draw_bottom(struct workspace *workspace, struct arena *frame, struct canvas *canvas)
{
	struct canvas bar = canvas_part(canvas, workspace->layout.hints);
	workspace->hint_places.count = 0;
	if (workspace->prompt.kind != PROMPT_NONE) {
		canvas->first = workspace->layout.hints;
		workspace_draw_line(workspace, frame, canvas, &bar);
		if (workspace->message[0] && workspace->message_is_error)
			draw_message(workspace, frame, canvas);
	} else if (workspace->message[0]) {
		draw_message(workspace, frame, canvas);
	} else {
		workspace_draw_hints(workspace, frame, &bar);
	}
}

/* ── Panes ──────────────────────────────────────────────────────────────────────────────────── */

static void lay_out(struct workspace *workspace, struct pane *pane, int rows, int columns)
{
	if (!pane->needs_layout && pane->rows == rows && pane->columns == columns)
		return;
	pane->rows = rows;
	pane->columns = columns;
	pane->needs_layout = false;
	pane->ops->layout(pane, workspace, rows, columns);
	if (pane == &workspace->panes[SLOT_DOSSIER])
		workspace_scroll_wanted(workspace);
}

/*	── Sergei Lavrov ──────────────────────────────── 42% ── */
static void draw_head_words(struct arena *frame, struct canvas *head, enum role role,
                            struct str name, struct shown amount)
{
	int columns = canvas_columns(head);
	struct shown title = shown_line(frame, name);
	int amount_column = columns - amount.width - 2;
	canvas_horizontal(head, 0, 0, columns, ROLE_BORDER);
	if (amount.width) {
		canvas_fill(head, (struct rect){ 0, amount_column - 1, 1, amount.width + 2 },
		            ROLE_TEXT);
		canvas_put(head, 0, amount_column, role, amount);
	}
	title = shown_fit(frame, title, (amount.width ? amount_column - 1 : columns) - 4);
	canvas_fill(head, (struct rect){ 0, 1, 1, title.width + 2 }, ROLE_TEXT);
	canvas_put(head, 0, 2, role, title);
}

static void draw_head(const struct workspace *workspace, const struct pane *pane,
                      struct arena *frame, struct canvas *head, bool has_focus)
{
	enum role role = has_focus ? ROLE_BORDER_FOCUS : ROLE_BORDER;
	struct shown amount = shown_line(frame, pane->ops->amount(pane, workspace, frame));
	struct str name = shown_name(frame, pane->ops->title(pane, workspace, frame));
	draw_head_words(frame, head, role, name, amount);
}

/* Pages are laid out without their margins; a list draws its own, so that its cursor reaches from
 * edge to edge. */
static int margins_of(const struct pane *pane)
{
	return pane->ops == &pane_list_ops ? 0 : 2 * PANE_PAGE_MARGIN;
}

static void draw_pane(struct workspace *workspace, struct pane *pane, struct arena *frame,
                      struct canvas *canvas, struct rect body, bool has_head)
{
	bool has_focus = pane == workspace_focus(workspace);
	struct rect head = has_head ? rect_cut_top(&body, 1) : (struct rect){0};
	lay_out(workspace, pane, body.rows, body.columns - margins_of(pane));
	if (has_head) {
		struct canvas top = canvas_part(canvas, head);
		draw_head(workspace, pane, frame, &top, has_focus);
	}
	struct canvas part = canvas_part(canvas, body);
	canvas_cursor(&part, &part, 0, 0, false);
	pane->ops->draw(pane, workspace, frame, &part, has_focus);
	/* The terminal's cursor goes with what is selected: screen readers and Braille follow
	 * it. */
	if (has_focus && workspace->prompt.kind == PROMPT_NONE) {
		canvas->cursor_row = part.cursor_row;
		canvas->cursor_column = part.cursor_column;
	}
}

/* One column of line at the left of every pane but the first. */
static void draw_separator(const struct workspace *workspace, struct canvas *canvas, enum slot slot)
{
	struct rect rect = workspace->layout.slots[slot];
	if (rect.column > 0)
		canvas_separator(canvas, rect.row, rect.column - 1, rect.rows, ROLE_BORDER);
}

/* No border and no margin, so that whoever selects it with the mouse gets the text alone. */
static void draw_plain(struct workspace *workspace, struct arena *frame, struct canvas *canvas)
{
	struct pane *plain = &workspace->plain;
	struct rect body = { 0, 0, canvas->rows - 1, canvas->columns };
	struct canvas part = canvas_part(canvas, body);
	lay_out(workspace, plain, body.rows, body.columns);
	plain->ops->draw(plain, workspace, frame, &part, true);
}

static void draw_panes(struct workspace *workspace, struct arena *frame, struct canvas *canvas)
{
	bool has_heads = layout_pane_count(&workspace->layout) > 1;
	for (int slot = 0; slot < SLOT_COUNT; slot++) {
		if (rect_is_empty(workspace->layout.slots[slot]))
			continue;
		draw_separator(workspace, canvas, (enum slot)slot);
		draw_pane(workspace, &workspace->panes[slot], frame, canvas,
		          workspace->layout.slots[slot], has_heads);
	}
	if (!has_heads) {
		workspace_draw_pane_title(workspace, &workspace->panes[workspace->focus], frame,
		                          canvas);
		return;
	}
	workspace_draw_title(workspace, frame, canvas);
	canvas->first = workspace->layout.slots[workspace->focus];
}

/* A view that leaves panes in sight, with a line between them and it. */
static void draw_box(struct workspace *workspace, struct arena *frame, struct canvas *canvas,
                     struct rect box)
{
	draw_panes(workspace, frame, canvas);
	canvas->first = box;
	canvas_fill(canvas, box, ROLE_TEXT);
	if (box.columns < canvas->columns)
		canvas_separator(canvas, box.row, box.columns, box.rows, ROLE_BORDER);
	draw_pane(workspace, &workspace->overlay, frame, canvas, box, true);
}

/* The page of what is selected in a view, at its right. */
static void draw_aside(struct workspace *workspace, struct arena *frame, struct canvas *canvas,
                       struct rect rect)
{
	struct str title;
	canvas_separator(canvas, rect.row, rect.column, rect.rows, ROLE_BORDER);
	rect_cut_left(&rect, 1);
	struct canvas head = canvas_part(canvas, rect_cut_top(&rect, 1));
	rect_cut_left(&rect, PANE_PAGE_MARGIN);
	rect_cut_right(&rect, PANE_PAGE_MARGIN);
	const struct page_view *page = pane_view_aside(&workspace->overlay, workspace, frame,
	                                               rect.rows, rect.columns, &title);
	draw_head_words(frame, &head, ROLE_BORDER, title,
	                shown_line(frame, page_view_amount(page, frame)));
	struct canvas part = canvas_part(canvas, rect);
	page_view_draw(page, &part, false);
}

static void draw_overlay(struct workspace *workspace, struct arena *frame, struct canvas *canvas)
{
	struct pane *overlay = &workspace->overlay;
	struct rect body = workspace->layout.body;
	bool floats = false;
	if (overlay->ops == &pane_view_ops)
		body = pane_view_box(overlay, workspace, body, &floats);
	if (floats) {
		draw_box(workspace, frame, canvas, body);
		return;
	}
	bool has_heads = layout_pane_count(&workspace->layout) > 1;
	struct rect aside = workspace->layout.body;
	rect_cut_left(&aside, body.columns);
	draw_pane(workspace, overlay, frame, canvas, body, has_heads);
	if (aside.columns > 0) {
		draw_aside(workspace, frame, canvas, aside);
		canvas->first = body;
	}
	if (has_heads)
		workspace_draw_title(workspace, frame, canvas);
	else
		workspace_draw_pane_title(workspace, overlay, frame, canvas);
}

void workspace_draw(struct workspace *workspace, struct arena *frame, struct canvas *canvas)
{
	int tour_rows = workspace_tour_rows(workspace, canvas->rows, canvas->columns);
	workspace->layout = layout_make((struct layout_options){
		.rows = canvas->rows - tour_rows,
		.columns = canvas->columns,
		.focus = workspace->focus,
		.is_maximized = workspace->is_maximized,
	});
	if (workspace->layout.is_too_small) {
		canvas_put(canvas, 0, 0, ROLE_TEXT, shown_literal(frame, _("too small")));
		return;
	}
	/* What the tour says stands between the panes and the last row, and hides neither. */
	workspace->layout.hints.row += tour_rows;
	if (workspace->plain.ops)
		draw_plain(workspace, frame, canvas);
	else if (workspace->overlay.ops)
		draw_overlay(workspace, frame, canvas);
	else
		draw_panes(workspace, frame, canvas);
	if (tour_rows > 0) {
		struct rect rect = { canvas->rows - 1 - tour_rows, 0, tour_rows, canvas->columns };
		struct canvas part = canvas_part(canvas, rect);
		workspace_draw_tour(workspace, frame, &part);
	}
	draw_bottom(workspace, frame, canvas);
}
