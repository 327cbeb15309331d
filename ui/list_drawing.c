/* How a list is drawn: its rows, the one under the cursor and what is said of it; and why there are
 * none. */
#include "ui/pane_list.h"

#include "base/message.h"
#include "query/page.h"
#include "ui/workspace.h"

/* True if a search has found nothing in a part: that says little of the whole. */
static bool is_without_hits(const struct list_state *state, const struct workspace *workspace)
{
	const struct list_search *results = list_results(state);
	return workspace->reading.is_part && state->source == LIST_RESULTS && results->has_begun &&
	       results->search.is_done && results->search.hit_count == 0 &&
	       results->complaint.size == 0;
}

static bool leaves_nothing(const struct list_state *state, const struct workspace *workspace)
{
	return list_is_limited(state) && list_limits_are_done(&state->limits) &&
	       list_rows(state, workspace->archive) == 0;
}

/* Why nothing is in the list, in lines as narrow as a list may be; NULL: its source says it. */
static const char *words_of_nothing(const struct list_state *state,
                                    const struct workspace *workspace)
{
	if (leaves_nothing(state, workspace) && state->is_limiting)
		return _("Nothing in this list matches.");
	if (leaves_nothing(state, workspace))
		/* Translators: in lines of 31 columns at most */
		return _("Nothing in this list matches.\n"
		         "An empty limit takes the last\n"
		         "one away.");
	if (is_without_hits(state, workspace))
		/* Translators: in lines of 31 columns at most */
		return _("Nothing in what is read so far.\n"
		         "All else is searched once it\n"
		         "is read.");
	return NULL;
}

static void draw_nothing(struct arena *frame, struct canvas *canvas, const char *words)
{
	int row = 0;
	for (struct str rest = str_of(words); rest.bytes; row++)
		canvas_put(canvas, row, LIST_MARGIN, ROLE_NOTE,
		           shown_line(frame, str_cut(&rest, '\n')));
}

/* The row under the cursor: a bar where one is, and elsewhere a mark. */
static void draw_cursor(struct canvas *canvas, struct arena *frame, int row, bool is_here)
{
	if (!is_here)
		canvas_put(canvas, row, 0, ROLE_TEXT, shown_literal(frame, "›"));
	canvas_paint(canvas, (struct rect){ row, 0, 1, canvas_columns(canvas) },
	             is_here ? ROLE_CURSOR : ROLE_CURSOR_AWAY);
	canvas_cursor(canvas, canvas, row, 0, false);
}

/* What is said of the row under the cursor, below a line at the end of the pane. */
static void draw_detail(const struct pane *pane, const struct workspace *workspace,
                        struct arena *frame, struct canvas *canvas)
{
	const struct list_state *state = pane->state;
	int rows = list_detail_rows(pane), columns = canvas_columns(canvas) - LIST_MARGIN - 1;
	int row = list_row(state, state->viewport.cursor);
	if (rows == 0 || columns < PAGE_MIN_WIDTH)
		return;
	struct str detail = list_source_ops(state->source)->detail(state, workspace->archive, row);
	struct rect rect = { canvas_rows(canvas) - rows, LIST_MARGIN, rows, columns };
	struct canvas part = canvas_part(canvas, rect);
	canvas_horizontal(&part, 0, 0, columns, ROLE_BORDER);
	struct page_writer writer = page_begin(frame, columns);
	page_text(&writer, ROLE_NOTE, shown_prose(frame, detail));
	struct page page = page_end(&writer);
	for (uint32_t line = 0; line < page.lines.count && line + 1 < (uint32_t)rows; line++) {
		struct str text = page_line_text(&page, frame, line);
		canvas_put(&part, (int)line + 1, 0, ROLE_NOTE, shown_line(frame, text));
	}
}

/* One row is left free above, as there is where a search has values. */
static bool draw_offers(const struct list_state *state, struct arena *frame, struct canvas *canvas)
{
	const struct completions *offers = list_limit_offers(state);
	struct rect below = { 1, 0, canvas_rows(canvas) - 1, canvas_columns(canvas) - 1 };
	if (!offers || below.rows <= 0)
		return false;
	struct canvas part = canvas_part(canvas, below);
	list_draw_values(offers, true, frame, &part);
	return true;
}

void list_draw_pane(const struct pane *pane, const struct workspace *workspace, struct arena *frame,
                    struct canvas *canvas, bool has_focus)
{
	const struct list_state *state = pane->state;
	const struct list_source_ops *source = list_source_ops(state->source);
	int columns = canvas_columns(canvas), height = source->row_height, i = 0;
	int rows = canvas_rows(canvas) - list_detail_rows(pane);
	if (draw_offers(state, frame, canvas))
		return;
	for (; i * height < rows; i++) {
		int row = state->viewport.top + i;
		if (row >= list_rows(state, workspace->archive))
			break;
		struct rect rect = { i * height, LIST_MARGIN, height, columns - LIST_MARGIN - 1 };
		struct canvas part = canvas_part(canvas, rect);
		if (list_row(state, row) < 0)
			list_timeline_draw_heading(state, workspace->archive, frame, &part, row);
		else
			source->draw(state, workspace->archive, frame, &part,
			             list_row(state, row));
		if (row == state->viewport.cursor)
			draw_cursor(canvas, frame, i * height, has_focus || state->is_typing);
	}
	draw_detail(pane, workspace, frame, canvas);
	struct rect below = { i * height + 1, 0, rows - i * height - 1,
		              columns - 1 };
	const char *nothing = words_of_nothing(state, workspace);
	if (below.rows > 0 && nothing) {
		struct canvas part = canvas_part(canvas, below);
		draw_nothing(frame, &part, nothing);
	} else if (source->draw_below && below.rows > 0) {
		struct canvas part = canvas_part(canvas, below);
		source->draw_below(state, workspace->archive, workspace_subject(workspace), frame,
		                   &part);
	}
}
