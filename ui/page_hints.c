/* Letters at the links of a page, and numbers: which link has which, and what is typed of one. */
#include "ui/page_view.h"

#include "base/array.h"

static const char hint_letters[] = "asdfghjklqwertyuiopzxcvbnm";

enum { HINT_LETTER_COUNT = sizeof(hint_letters) - 1 };

/* The n-th of `count` hints: one letter while they last, else two for all, so that none begins
 * another. */
static size_t hint_of(size_t n, size_t count, char hint[HINT_LETTERS])
{
	if (count <= HINT_LETTER_COUNT) {
		hint[0] = hint_letters[n];
		return 1;
	}
	hint[0] = hint_letters[n / HINT_LETTER_COUNT % HINT_LETTER_COUNT];
	hint[1] = hint_letters[n % HINT_LETTER_COUNT];
	return 2;
}

/* The links in sight in the order of their letters: those that lead on, then source marks as far as
 * single letters are left, so that no letter is spent on what is followed least. Numbers are of
 * all. `order` has room for all. */
static size_t links_in_sight(const struct page_view *view, struct arena *arena, int **order)
{
	int link_count = (int)view->page.links.count;
	size_t count = 0;
	*order = ARENA_MANY(arena, int, view->page.links.count);
	for (int pass = 0; pass < 2; pass++) {
		bool are_marks = pass == 1;
		for (int link = 0; link < link_count; link++) {
			bool has_room = !are_marks || view->shows_numbers ||
			                count < HINT_LETTER_COUNT;
			if (has_room && page_view_shows(view, link) &&
			    page_view_is_source(view, link) == are_marks)
				(*order)[count++] = link;
		}
	}
	return count;
}

bool page_view_hints(struct page_view *view)
{
	struct arena scratch = {0};
	int *order;
	view->hint_size = 0;
	view->shows_hints = links_in_sight(view, &scratch, &order) > 0;
	arena_release(&scratch);
	return view->shows_hints;
}

/* The link whose hint was typed, or -1. */
static int hinted_link(const struct page_view *view, const int *order, size_t count)
{
	for (size_t n = 0; n < count; n++) {
		char hint[HINT_LETTERS];
		struct str whole = { hint, hint_of(n, count, hint) };
		if (str_equal(whole, (struct str){ view->hint, view->hint_size }))
			return order[n];
	}
	return -1;
}

bool page_view_hint_key(struct page_view *view, struct key key, bool *is_complete)
{
	struct arena scratch = {0};
	int *order;
	*is_complete = false;
	uint32_t letter = key_letter(key);
	if (!view->shows_hints || letter == 0 || letter > 'z')
		return false;
	view->hint[view->hint_size++] = (char)letter;
	size_t count = links_in_sight(view, &scratch, &order);
	int link = hinted_link(view, order, count);
	*is_complete = link >= 0 && page_view_select(view, link);
	size_t most = count > HINT_LETTER_COUNT ? HINT_LETTERS : 1;
	view->shows_hints = !*is_complete && view->hint_size < most;
	arena_release(&scratch);
	return true;
}

/* ── Drawing ────────────────────────────────────────────────────────────────────────────────── */

/* Blank columns before a link that a letter may take: all but one behind a word, which keeps words
 * apart; a page has a margin of one before its first column. */
static int room_before(const struct page_view *view, const struct page_link *link)
{
	const struct page_line *line = &view->page.lines.items[link->line];
	int end = -2;
	for (uint32_t i = line->first; i < line->first + line->count; i++) {
		const struct page_span *span = &view->page.spans.items[i];
		if (span->column < link->column && span->column + span->text.width > end)
			end = span->column + span->text.width;
	}
	return link->column - end > 0 ? link->column - end - 1 : 0;
}

/* Whether the link is a number in brackets, rather than the title that stands behind it in a list
 * of sources. */
static bool is_mark(const struct page_view *view, const struct page_link *link)
{
	const struct page_line *line = &view->page.lines.items[link->line];
	for (uint32_t i = line->first; i < line->first + line->count; i++) {
		const struct page_span *span = &view->page.spans.items[i];
		if (span->column == link->column && span->text.size)
			return span->text.bytes[0] == '[';
	}
	return false;
}

/* In the room before the link, else on its beginning; in a mark the place of the number: [a]. */
static int hint_column(const struct page_view *view, int nth, int width)
{
	const struct page_link *link = &view->page.links.items[nth];
	if (is_mark(view, link) && !view->shows_numbers)
		return link->column + 1;
	int room = room_before(view, link);
	return link->column - (room < width ? room : width);
}

void page_view_draw_hints(const struct page_view *view, struct arena *frame, struct canvas *canvas,
                          int margin)
{
	if (!view->shows_hints && !view->shows_numbers)
		return;
	int *order;
	size_t count = links_in_sight(view, frame, &order);
	for (size_t n = 0; n < count; n++) {
		char hint[HINT_LETTERS];
		size_t size = hint_of(n, count, hint);
		struct shown label = view->shows_numbers
			? shown_format(frame, "%d", order[n] + 1)
			: shown_format(frame, "%.*s", (int)size, hint);
		const struct page_link *at = &view->page.links.items[order[n]];
		int column = margin + hint_column(view, order[n], label.width);
		canvas_put(canvas, (int)at->line - view->top, column > 0 ? column : 0, ROLE_HINT,
		           label);
	}
}
