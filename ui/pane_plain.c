/* The pane that shows a text and nothing else, from the first column on, to be taken with the mouse
 * or by hand. Lines are broken between letters, wherever the screen ends. */
#include "base/array.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

struct plain_state {
	struct page_view view;          /* first: pane_page.h */
};

/* What does not close it, if there is more than fits. */
static const enum action scrolling[] = {
	ACTION_LINE_DOWN, ACTION_LINE_UP, ACTION_PAGE_DOWN, ACTION_PAGE_UP, ACTION_HALF_DOWN,
	ACTION_HALF_UP, ACTION_FIRST, ACTION_LAST,
};

static void plain_open(struct pane *pane, struct workspace *workspace, struct dossier_ref subject)
{
	(void)workspace;
	(void)subject;
	page_view_rewind(pane_page_view(pane));
	pane->needs_layout = true;
}

static void add_row(struct page *page, struct arena *arena, struct shown text)
{
	*ARRAY_ADD(arena, &page->lines) = (struct page_line){
		.first = (uint32_t)page->spans.count, .count = 1, .value = NO_ROW,
	};
	*ARRAY_ADD(arena, &page->spans) = (struct page_span){
		.text = text, .role = ROLE_TEXT, .link = NO_ROW,
	};
}

/* One line of the text, in as many rows as it takes. */
static void add_line(struct page *page, struct arena *arena, struct shown line, int columns)
{
	do {
		struct shown row = shown_cut(line, columns);
		if (row.size == 0)      /* wider than the screen */
			row = line;
		add_row(page, arena, row);
		line = shown_slice(line, row.size, line.size - row.size);
	} while (line.size);
}

static void plain_layout(struct pane *pane, struct workspace *workspace, int rows, int columns)
{
	struct page_view *view = pane_page_view(pane);
	struct arena *arena = page_view_renew(view);
	struct page page = { .width = columns };
	for (struct str rest = workspace->copying.text; rest.bytes;) {
		struct str line = str_cut(&rest, '\n');
		/* A line feed at the end begins no other line. */
		if (line.size || rest.size)
			add_line(&page, arena, shown_prose(arena, line), columns);
	}
	page_view_set(view, page, rows);
}

static void plain_draw(const struct pane *pane, const struct workspace *workspace,
                       struct arena *frame, struct canvas *canvas, bool has_focus)
{
	(void)workspace;
	(void)frame;
	page_view_draw(pane_page_view(pane), canvas, has_focus);
}

static struct dossier_ref plain_subject(const struct pane *pane, const struct workspace *workspace)
{
	(void)pane;
	(void)workspace;
	return NO_DOSSIER;
}

static struct str plain_title(const struct pane *pane, const struct workspace *workspace,
                              struct arena *frame)
{
	(void)pane;
	(void)workspace;
	(void)frame;
	return (struct str){0};
}

static bool scrolls(const struct page_view *view, enum action action)
{
	bool is_long = (int)view->page.lines.count > view->rows;
	for (size_t i = 0; is_long && i < sizeof(scrolling) / sizeof(scrolling[0]); i++)
		if (scrolling[i] == action)
			return true;
	return false;
}

/* Any key returns, but those that scroll and those that are not about the text at all. */
static bool plain_key(struct pane *pane, struct workspace *workspace, struct key key)
{
	enum action action = ACTION_NONE;
	keymap_find(pane->ops->context, &key, 1, &action);
	if (action == ACTION_REDRAW || action == ACTION_SUSPEND)
		return false;
	if (scrolls(pane_page_view(pane), action))
		pane_run(pane, workspace, action);
	else
		workspace_plain_close(workspace);
	return true;
}

const struct pane_ops pane_plain_ops = {
	.name = "plain",
	.state_size = sizeof(struct plain_state),
	.context = CONTEXT_HELP,
	.open = plain_open,
	.layout = plain_layout,
	.draw = plain_draw,
	.subject = plain_subject,
	.title = plain_title,
	.amount = pane_page_amount,
	.key = plain_key,
	.close = pane_page_close,
	.common = pane_page_actions,
	.common_count = PANE_PAGE_ACTION_COUNT,
};
