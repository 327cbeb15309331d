#include "ui/page_view.h"

#include "base/array.h"
#include "base/message.h"
#include "query/search.h"

/* ── The page ───────────────────────────────────────────────────────────────────────────────── */

static int line_count(const struct page_view *view)
{
	return (int)view->page.lines.count;
}

static int last_top(const struct page_view *view)
{
	int top = line_count(view) - view->rows;
	return top > 0 ? top : 0;
}

/* Rows at the top that show what is pinned, and not the lines that would stand there. A page on few
 * rows needs all of them. */
static int pinned_rows(const struct page_view *view)
{
	enum { FEW_ROWS = 8 };
	const struct page_pinned *pinned = &view->page.pinned;
	bool is_above = view->top > (int)pinned->first;
	return is_above && view->rows >= FEW_ROWS ? (int)pinned->count : 0;
}

/* The first line in sight that scrolls. */
static int first_seen(const struct page_view *view)
{
	return view->top + pinned_rows(view);
}

static void scroll_to(struct page_view *view, int top)
{
	if (top > last_top(view))
		top = last_top(view);
	view->top = top > 0 ? top : 0;
}

/* So that a line is the first one, or the first below what is pinned. */
static void scroll_to_line(struct page_view *view, int line)
{
	scroll_to(view, line);
	int pinned = pinned_rows(view);
	if (pinned && view->top == line)
		scroll_to(view, line - pinned > (int)view->page.pinned.first
		                        ? line - pinned : (int)view->page.pinned.first);
}

/* So that `line` is in sight, with a line around it where there is room. */
static void reveal(struct page_view *view, int line)
{
	int margin = view->rows > 4 ? 1 : 0;
	if (line - margin < first_seen(view))
		scroll_to_line(view, line - margin);
	else if (line + margin >= view->top + view->rows)
		scroll_to(view, line + margin - view->rows + 1);
}

void page_view_reveal(struct page_view *view, uint32_t line)
{
	reveal(view, (int)line);
}

bool page_view_shows(const struct page_view *view, int link)
{
	if (link < 0 || link >= (int)view->page.links.count)
		return false;
	int line = (int)view->page.links.items[link].line;
	return line >= first_seen(view) && line < view->top + view->rows;
}

struct arena *page_view_renew(struct page_view *view)
{
	view->keeps_link = view->keeps_link || page_view_shows(view, view->link);
	arena_reset(&view->arena);
	view->page = (struct page){0};
	return &view->arena;
}

void page_view_set(struct page_view *view, struct page page, int rows)
{
	view->page = page;
	view->rows = rows > 0 ? rows : 1;
	if (view->link >= (int)page.links.count)
		view->link = -1;
	scroll_to(view, view->top);
	if (view->keeps_link && view->link >= 0)
		reveal(view, (int)page.links.items[view->link].line);
	view->keeps_link = false;
	if (str_is_empty(view->wanted))
		return;
	/* The same match stays the one in focus, and the page where it is. */
	size_t match = view->match;
	int top = view->top;
	page_view_find(view, str_copy(&view->arena, view->wanted));
	view->match = match < view->matches.count ? match : 0;
	scroll_to(view, top);
}

void page_view_release(struct page_view *view)
{
	arena_release(&view->arena);
	arena_release(&view->find_arena);
	*view = (struct page_view){ .link = -1 };
}

void page_view_rewind(struct page_view *view)
{
	view->top = 0;
	view->link = -1;
	view->keeps_link = view->shows_hints = view->shows_numbers = false;
	page_view_find(view, (struct str){0});
}

void page_view_place(struct page_view *view, int top, int link)
{
	view->top = top;
	view->link = link;
	view->keeps_link = true;
}

int page_view_seen_link(const struct page_view *view)
{
	return page_view_shows(view, view->link) ? view->link : -1;
}

/* ── Moving ─────────────────────────────────────────────────────────────────────────────────── */

bool page_view_scroll(struct page_view *view, int lines)
{
	int top = view->top;
	view->keeps_link = false;
	scroll_to(view, top + lines);
	return view->top != top;
}

int page_view_step(const struct page_view *view)
{
	int rows = view->rows - (int)view->page.pinned.count;
	return rows > 2 ? rows - 1 : 1;
}

bool page_view_has_sections(const struct page_view *view)
{
	for (size_t line = 0; line < view->page.lines.count; line++)
		if (view->page.lines.items[line].is_heading)
			return true;
	return false;
}

bool page_view_section(struct page_view *view, int step)
{
	view->keeps_link = false;
	int first = first_seen(view), top = view->top;
	for (int line = first + step; line >= 0 && line < line_count(view); line += step) {
		if (view->page.lines.items[line].is_heading) {
			scroll_to_line(view, line);
			return view->top != top;
		}
	}
	scroll_to(view, step > 0 ? line_count(view) : 0);
	return view->top != top;
}

bool page_view_is_source(const struct page_view *view, int link)
{
	return view->page.links.items[link].kind == PAGE_LINK_SOURCE;
}

/* The marks of a line, behind those that there are already. */
static size_t marks_of(const struct page_view *view, uint32_t line, struct page_mark *marks,
                       size_t count)
{
	struct page_line at = view->page.lines.items[line];
	for (uint32_t i = at.first; i < at.first + at.count && count < PAGE_MARKS; i++) {
		const struct page_span *span = &view->page.spans.items[i];
		if (span->role == ROLE_SOURCE && span->link != NO_ROW)
			marks[count++] = (struct page_mark){ shown_str(span->text), span->link };
	}
	return count;
}

/* The number before the words of a source, which may begin on a line above. */
static struct str number_before(const struct page_view *view, uint32_t line)
{
	for (uint32_t above = 0; above <= line; above++) {
		struct page_line at = view->page.lines.items[line - above];
		for (uint32_t i = at.first; i < at.first + at.count; i++) {
			const struct page_span *span = &view->page.spans.items[i];
			if (span->role == ROLE_SOURCE && span->link == NO_ROW)
				return shown_str(span->text);
		}
	}
	return (struct str){0};
}

struct str page_view_mark(const struct page_view *view, int link)
{
	struct page_mark marks[PAGE_MARKS];
	uint32_t line = view->page.links.items[link].line;
	size_t count = marks_of(view, line, marks, 0);
	for (size_t i = 0; i < count; i++)
		if (marks[i].link == (uint32_t)link)
			return marks[i].number;
	return number_before(view, line);
}

size_t page_view_marks(const struct page_view *view, struct page_mark marks[PAGE_MARKS])
{
	size_t count = 0, end = (size_t)view->top + (size_t)view->rows;
	end = end < view->page.lines.count ? end : view->page.lines.count;
	for (size_t line = (size_t)view->top; line < end; line++)
		count = marks_of(view, (uint32_t)line, marks, count);
	return count;
}

/* The next link of the sort from the selected one on, if one sees it; else the first or last in
 * sight; else the next one further on. -1 if there is none. */
static int next_link(const struct page_view *view, int step, bool wants_sources)
{
	int count = (int)view->page.links.count, beyond = -1;
	bool sees_selected = page_view_shows(view, view->link);
	for (int i = 0; i < count; i++) {
		int link = step > 0 ? i : count - 1 - i;
		if (page_view_is_source(view, link) != wants_sources)
			continue;
		bool is_past = (link - view->link) * step > 0;
		if (sees_selected ? is_past : page_view_shows(view, link))
			return link;
		bool is_ahead =
			step > 0 ? (int)view->page.links.items[link].line >= first_seen(view)
				 : (int)view->page.links.items[link].line < view->top + view->rows;
		if (beyond < 0 && !sees_selected && is_ahead)
			beyond = link;
	}
	return beyond;
}

bool page_view_select(struct page_view *view, int link)
{
	if (link < 0 || link >= (int)view->page.links.count)
		return false;
	view->link = link;
	reveal(view, (int)view->page.links.items[link].line);
	return true;
}

/* The line that stands on a row. */
static int line_at(const struct page_view *view, int row)
{
	return row < pinned_rows(view) ? (int)view->page.pinned.first + row : view->top + row;
}

uint32_t page_view_value_at(const struct page_view *view, int row)
{
	int at = line_at(view, row);
	bool is_there = row >= 0 && row < view->rows && at < line_count(view);
	return is_there ? view->page.lines.items[at].value : NO_ROW;
}

int page_view_link_at(const struct page_view *view, int row, int column)
{
	int at = line_at(view, row);
	if (row < 0 || row >= view->rows || at >= line_count(view))
		return -1;
	const struct page_line *line = &view->page.lines.items[at];
	for (uint32_t i = line->first; i < line->first + line->count; i++) {
		const struct page_span *span = &view->page.spans.items[i];
		bool is_here = column >= span->column && column < span->column + span->text.width;
		if (is_here && span->link != NO_ROW)
			return (int)span->link;
	}
	return -1;
}

void page_view_pick(struct page_view *view, int link)
{
	view->link = link;
	view->keeps_link = false;
}

bool page_view_link(struct page_view *view, int step)
{
	return page_view_select(view, next_link(view, step, false));
}

bool page_view_source(struct page_view *view, int step)
{
	return page_view_select(view, next_link(view, step, true));
}

const struct page_link *page_view_selected(const struct page_view *view)
{
	if (view->link < 0 || view->link >= (int)view->page.links.count)
		return NULL;
	return &view->page.links.items[view->link];
}

/* ── Searching ──────────────────────────────────────────────────────────────────────────────── */

/* A line and the next one, with a blank between them, as they would stand if the page were wider:
 *
 *	"with elections to be held next" + " " + "year, as the minister said"
 */
struct joined_lines {
	struct str text;
	size_t size;                    /* bytes of the first line */
	int next_column;                /* where the text of the next one begins */
};

static struct joined_lines join_lines(const struct page_view *view, struct arena *scratch,
                                      uint32_t line)
{
	struct str first = page_line_text(&view->page, scratch, line);
	struct str next = page_line_text(&view->page, scratch, line + 1);
	size_t blanks = 0;
	while (blanks < next.size && next.bytes[blanks] == ' ')
		blanks++;
	struct str text = str_join(scratch, first, STR(" "), str_slice(next, blanks, next.size));
	return (struct joined_lines){ text, first.size, (int)blanks };
}

static int width_of(struct arena *scratch, struct str text, size_t start, size_t end)
{
	return end > start ? shown_line(scratch, str_slice(text, start, end - start)).width : 0;
}

/* Those that begin in the line. */
static void find_in_line(struct page_view *view, uint32_t line)
{
	struct arena scratch = {0};
	struct joined_lines lines = join_lines(view, &scratch, line);
	struct search_ranges ranges = search_occurrences(&scratch, view->wanted, lines.text);
	for (size_t i = 0; i < ranges.count; i++) {
		size_t start = ranges.items[i].start, end = start + ranges.items[i].size;
		size_t line_end = end < lines.size ? end : lines.size;
		if (start >= lines.size)
			break;
		*ARRAY_ADD(&view->find_arena, &view->matches) = (struct page_match){
			.line = line,
			.column = width_of(&scratch, lines.text, 0, start),
			.width = width_of(&scratch, lines.text, start, line_end),
			.next_column = lines.next_column,
			.next_width = width_of(&scratch, lines.text, lines.size + 1, end),
		};
	}
	arena_release(&scratch);
}

static void reveal_match(struct page_view *view, size_t match)
{
	view->match = match;
	reveal(view, (int)view->matches.items[match].line);
}

void page_view_find(struct page_view *view, struct str wanted)
{
	arena_reset(&view->find_arena);
	view->matches.items = NULL;
	view->matches.count = view->matches.room = view->match = 0;
	view->wanted = str_copy(&view->find_arena, wanted);
	if (str_is_empty(wanted))
		return;
	for (uint32_t line = 0; line < view->page.lines.count; line++)
		find_in_line(view, line);
	for (size_t i = 0; i < view->matches.count; i++) {
		if ((int)view->matches.items[i].line >= view->top) {
			reveal_match(view, i);
			return;
		}
	}
}

bool page_view_match(struct page_view *view, int step)
{
	size_t count = view->matches.count;
	if (count == 0)
		return false;
	reveal_match(view, (view->match + count + (size_t)step) % count);
	return true;
}

/* ── Drawing ────────────────────────────────────────────────────────────────────────────────── */

static void draw_line(const struct page_view *view, struct canvas *canvas, int row,
                      const struct page_line *line, bool has_focus)
{
	for (uint32_t i = line->first; i < line->first + line->count; i++) {
		const struct page_span *span = &view->page.spans.items[i];
		bool is_selected = span->link != NO_ROW && (int)span->link == view->link;
		enum role role = is_selected && has_focus ? ROLE_LINK_CURSOR : span->role;
		canvas_put(canvas, row, span->column, role, span->text);
	}
}

static void draw_match_part(const struct page_view *view, struct canvas *canvas, struct rect rect,
                            enum role role)
{
	if (rect.row >= pinned_rows(view) && rect.row < view->rows && rect.columns > 0)
		canvas_paint(canvas, rect, role);
}

static void draw_matches(const struct page_view *view, struct canvas *canvas)
{
	for (size_t i = 0; i < view->matches.count; i++) {
		const struct page_match *match = &view->matches.items[i];
		int row = (int)match->line - view->top;
		enum role role = i == view->match ? ROLE_HINT : ROLE_MATCH;
		struct rect here = { row, match->column, 1, match->width };
		struct rect next = { row + 1, match->next_column, 1, match->next_width };
		draw_match_part(view, canvas, here, role);
		draw_match_part(view, canvas, next, role);
	}
}

void page_view_draw(const struct page_view *view, struct canvas *canvas, bool has_focus)
{
	for (int row = 0; row < view->rows && view->top + row < line_count(view); row++)
		draw_line(view, canvas, row, &view->page.lines.items[line_at(view, row)],
		          has_focus);
	draw_matches(view, canvas);
	const struct page_link *link = page_view_selected(view);
	if (link && (int)link->line >= first_seen(view))
		canvas_cursor(canvas, canvas, (int)link->line - view->top, link->column, false);
}

struct str page_view_amount(const struct page_view *view, struct arena *frame)
{
	if (!str_is_empty(view->wanted))
		return view->matches.count ? str_format(frame, _("match %zu of %zu"),
		                                        view->match + 1, view->matches.count)
		                           : str_of(_("no match"));
	if (line_count(view) <= view->rows)
		return (struct str){0};
	if (view->top == 0)
		/* Translators: the beginning of a page is in sight */
		return str_of(_("Top"));
	if (view->top == last_top(view))
		/* Translators: the end of a page is in sight */
		return str_of(_("End"));
	return str_format(frame, "%d%%", (int)((long)view->top * 100 / last_top(view)));
}
