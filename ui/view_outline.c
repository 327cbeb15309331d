/* The outline: the sections of the page below, in a small box over it. Enter scrolls there.
 *
 *	                   ┌ Outline ─────────
 *	 dossier           │ Ana Vel
 *	                   │ Relations 8
 *	                   │ Sources 6
 */
#include "ui/view_parts.h"

#include "base/message.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

enum { BORDER = 1, HEAD_ROWS = 1, LEAST_WIDTH = 16 };

static struct page_view *page_below(const struct view_state *state,
                                    const struct workspace *workspace)
{
	return pane_page_view(&workspace->panes[state->slot]);
}

/* What stands above the first heading is a section too: its first line says what it is. */
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

/* A row: the words of a heading, and how much it says there is below it. */
struct outline_row { struct str name, count; };

static struct outline_row row_at(const struct page *page, struct arena *arena, size_t nth)
{
	const struct page_line *line = &page->lines.items[line_of(page, nth)];
	struct outline_row row = {
		.name = page_line_text(page, arena, (uint32_t)line_of(page, nth)),
	};
	struct text count = { .arena = arena };
	for (uint32_t i = line->first + 1; i < line->first + line->count; i++)
		if (page->spans.items[i].role == ROLE_DIM)
			text_add(&count, shown_str(page->spans.items[i].text));
	if (!line->is_heading || count.size < 2)
		return row;
	row.name = str_trim(str_slice(row.name, 0, row.name.size - count.size));
	row.count = str_slice(text_str(&count), 1, count.size - 2);     /* in brackets there */
	return row;
}

static struct page outline_make(struct view_state *state, struct workspace *workspace,
                                struct arena *arena, struct page_options options)
{
	const struct page *page = &page_below(state, workspace)->page;
	struct page_writer writer = page_begin(arena, options.width);
	struct page_link link = { .kind = PAGE_LINK_DOSSIER, .value = NO_ROW,
		                  .to = dossier_find(workspace->archive, state->one) };
	size_t count = section_count(page);
	for (size_t nth = 0; nth < count; nth++) {
		struct outline_row row = row_at(page, arena, nth);
		struct shown name = shown_line(arena, row.name);
		page_link(&writer, ROLE_LINK, shown_fit(arena, name, options.width), link);
		if (row.count.size)
			page_text(&writer, ROLE_DIM,
			          shown_format(arena, " %.*s", STR_ARGS(row.count)));
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
	return str_of(_("Outline"));
}

/* At the right end of the pane below: as wide as its widest row, and no higher than it must be. */
static struct rect outline_box(const struct view_state *state, const struct workspace *workspace,
                               struct rect area)
{
	struct arena scratch = {0};
	const struct page *page = &page_below(state, workspace)->page;
	int count = (int)section_count(page), width = LEAST_WIDTH;
	struct rect below = workspace->layout.slots[state->slot];
	if (!rect_is_empty(below))
		area = below;
	for (int nth = 1; nth < count; nth++) {
		struct outline_row row = row_at(page, &scratch, (size_t)nth);
		int own = shown_line(&scratch, row.name).width +
		          shown_line(&scratch, row.count).width + 1;
		width = own > width ? own : width;
	}
	arena_release(&scratch);
	int columns = width + BORDER + 2 * PANE_PAGE_MARGIN, rows = count + HEAD_ROWS;
	columns = columns < area.columns ? columns : area.columns;
	rows = rows < area.rows ? rows : area.rows;
	return (struct rect){ area.row, area.column + area.columns - columns, rows, columns };
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

/* The section that the selected link is in, if it is in sight, else the first line. */
void view_outline_begin(struct view_state *state, struct workspace *workspace, enum slot slot)
{
	const struct page_view *below = pane_page_view(&workspace->panes[slot]);
	int link = page_view_seen_link(below), nth = 0;
	int line = link >= 0 ? (int)below->page.links.items[link].line : below->top;
	for (int i = 1; i <= line && i < (int)below->page.lines.count; i++)
		nth += begins_section(&below->page, (size_t)i);
	state->slot = slot;
	page_view_rewind(&state->page);
	page_view_place(&state->page, 0, nth);
}

const struct view_row view_outline = {
	.make = outline_make, .title = outline_title, .box = outline_box, .open = outline_open,
};
