/* The outline: the sections of the page that is read, in the place of the list. Enter scrolls
 * there.
 *
 *	─ Sections ──────────│─ person ─────
 *	   (beginning)       │ Ana Vel
 *	 › Relations       8 │
 *	   Sources         6 │
 */
#include "ui/view_parts.h"

#include "base/message.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

enum { WIDEST = 46 };                   /* where it is not in the place of the list */

static struct page_view *page_below(const struct view_state *state,
                                    const struct workspace *workspace)
{
	return pane_page_view(&workspace->panes[state->slot]);
}

/* What stands above the first heading is a section too. */
static bool begins_section(const struct page *page, size_t line)
{
	return line == 0 || page->lines.items[line].is_heading;
}

/* The line with which the nth section begins; -1 if there is none. */
static int line_of(const struct page *page, size_t nth)
{
	for (size_t line = 0; line < page->lines.count; line++)
		if (begins_section(page, line) && nth-- == 0)
			return (int)line;
	return -1;
}

static size_t section_count(const struct page *page)
{
	size_t count = 0;
	for (size_t line = 0; line < page->lines.count; line++)
		count += begins_section(page, line);
	return count;
}

/* The section that the selected link is in, if that is in sight, else the first line. */
static int section_in_sight(const struct page_view *view)
{
	int link = page_view_seen_link(view), nth = 0;
	int line = link >= 0 ? (int)view->page.links.items[link].line : view->top;
	for (int i = 1; i <= line && i < (int)view->page.lines.count; i++)
		nth += begins_section(&view->page, (size_t)i);
	return nth;
}

/* A row: the words of a heading, and how much it says there is below it. */
struct outline_row { struct str name, count; };

/* Of "3, all found", the number. */
static struct str number_of(struct str count)
{
	size_t comma = str_find(count, STR(","), 0);
	return str_slice(count, 0, comma == SIZE_MAX ? count.size : comma);
}

static struct outline_row row_at(const struct page *page, struct arena *arena, size_t nth)
{
	const struct page_line *line = &page->lines.items[line_of(page, nth)];
	struct outline_row row = {
		.name = page_line_text(page, arena, (uint32_t)line_of(page, nth)),
	};
	struct text count = { .arena = arena };
	if (!line->is_heading) {
		row.name = str_of(_("(beginning)"));
		return row;
	}
	for (uint32_t i = line->first + 1; i < line->first + line->count; i++)
		if (page->spans.items[i].role == ROLE_DIM)
			text_add(&count, shown_str(page->spans.items[i].text));
	if (count.size < 2)
		return row;
	row.name = str_trim(str_slice(row.name, 0, row.name.size - count.size));
	row.count = number_of(str_slice(text_str(&count), 1, count.size - 2)); /* in brackets */
	return row;
}

static struct page outline_make(struct view_state *state, struct workspace *workspace,
                                struct arena *arena, struct page_options options)
{
	enum { MARK_WIDTH = 2 };
	const struct page_view *below = page_below(state, workspace);
	struct page_writer writer = page_begin(arena, options.width);
	struct page_link link = { .kind = PAGE_LINK_DOSSIER, .value = NO_ROW,
		                  .to = dossier_find(workspace->archive, state->one) };
	size_t count = section_count(&below->page), here = (size_t)section_in_sight(below);
	for (size_t nth = 0; nth < count; nth++) {
		struct outline_row row = row_at(&below->page, arena, nth);
		struct shown number = shown_line(arena, row.count);
		struct shown name = shown_line(arena, row.name);
		int room = options.width - MARK_WIDTH - number.width - 1;
		if (number.size)
			page_tail(&writer, ROLE_DIM, number);
		page_label_as(&writer, ROLE_TEXT, shown_literal(arena, nth == here ? "›" : ""),
		              MARK_WIDTH);
		page_link(&writer, ROLE_LINK, shown_fit(arena, name, room), link);
		page_break(&writer);
	}
	return page_end(&writer);
}

static struct str outline_title(const struct view_state *state, const struct workspace *workspace,
                                struct arena *frame)
{
	(void)state;
	(void)workspace;
	(void)frame;
	return str_of(_("Sections"));
}

/* Where the list is; on a screen that does not show it, at its left end. */
static struct rect outline_box(const struct view_state *state, const struct workspace *workspace,
                               struct rect area)
{
	(void)state;
	struct rect list = workspace->layout.slots[SLOT_LIST];
	if (!rect_is_empty(list) && workspace->focus != SLOT_LIST)
		return list;
	return rect_cut_left(&area, area.columns < WIDEST ? area.columns : WIDEST);
}

static void outline_open(struct view_state *state, struct workspace *workspace)
{
	struct page_view *below = page_below(state, workspace);
	int line = state->page.link < 0 ? -1 : line_of(&below->page, (size_t)state->page.link);
	workspace->focus = state->slot;
	if (line >= 0) {
		page_view_scroll(below, line - below->top);
		below->link = -1;
	}
	workspace_uncover(workspace);
}

void view_outline_begin(struct view_state *state, struct workspace *workspace, enum slot slot)
{
	int nth = section_in_sight(pane_page_view(&workspace->panes[slot]));
	state->slot = slot;
	page_view_rewind(&state->page);
	page_view_place(&state->page, 0, nth);
}

const struct view_row view_outline = {
	.make = outline_make, .title = outline_title, .box = outline_box, .open = outline_open,
};
