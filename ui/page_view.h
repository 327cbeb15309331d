/* page_view: a page in a pane: how far it is scrolled, which link is selected, what was found in
 * it.
 *
 * The common half of the panes that show pages: dossier, connections, help. It holds the page's
 * memory; a new page ends the old one. */
#ifndef DOSSIER_UI_PAGE_VIEW_H
#define DOSSIER_UI_PAGE_VIEW_H

#include <stdbool.h>

#include "base/arena.h"
#include "query/page.h"
#include "ui/canvas.h"
#include "ui/key.h"

enum { HINT_LETTERS = 2 };

/* A place in the page where what was searched for stands. One that runs over the end of a line has
 * a part at the beginning of the next. */
struct page_match {
	uint32_t line;
	int column, width;
	int next_column, next_width;    /* width 0: it ends in its line */
};

struct page_view {
	struct arena arena;             /* of the page */
	struct page page;
	int rows;                       /* of the screen */
	int top;                        /* line on the first row */
	int link;                       /* selected, or -1 */
	bool keeps_link;                /* it was in sight, and is to be so on the next page */
	/* Letters at each link in sight */
	bool shows_hints, shows_numbers;
	char hint[HINT_LETTERS];        /* typed so far */
	size_t hint_size;
	/* Search in the page */
	struct arena find_arena;
	struct str wanted;
	struct { struct page_match *items; size_t count, room; } matches;
	size_t match;                   /* the one in focus */
};

/* Begin a new page: release the old one, and give the arena to make the new one in. */
struct arena *page_view_renew(struct page_view *view);

/* Take the page, shown on `rows` rows; scroll, selection and search stay as far as they can. A
 * selected link that was in sight stays in sight. */
void page_view_set(struct page_view *view, struct page page, int rows);
void page_view_release(struct page_view *view);

/* To the top, nothing selected, hints and matches gone. */
void page_view_rewind(struct page_view *view);

/* Scrolled to a line, with a link selected (-1: none), as it was left, and the link in sight. The
 * page may come later. */
void page_view_place(struct page_view *view, int top, int link);

/* True if a link (-1: none) is in sight; if it is the mark of a source. */
bool page_view_shows(const struct page_view *view, int link);
bool page_view_is_source(const struct page_view *view, int link);

/* The number of a link to a source, "[2]", as it stands in the mark or before the words of the
 * source; and the marks in sight, in reading order, at most PAGE_MARKS. How many. Borrowed from the
 * page. */
enum { PAGE_MARKS = 64 };
struct page_mark { struct str number; uint32_t link; };
struct str page_view_mark(const struct page_view *view, int link);
size_t page_view_marks(const struct page_view *view, struct page_mark marks[PAGE_MARKS]);

/* The selected link if it is in sight, else -1. */
int page_view_seen_link(const struct page_view *view);

bool page_view_scroll(struct page_view *view, int lines);

/* Rows of a page down or up, of which one stays in sight. */
int page_view_step(const struct page_view *view);

bool page_view_has_sections(const struct page_view *view);

/* To the next heading (1) or the one before (-1), or if there is none, to the end of the page or its
 * head; false if it scrolls no further. */
bool page_view_section(struct page_view *view, int step);

/* Select the next link (1) or the one before (-1), from what is in sight on, and scroll to it.
 * Source marks are walked apart: there are many of them, and they are not where one reads on. */
bool page_view_link(struct page_view *view, int step);
bool page_view_source(struct page_view *view, int step);
bool page_view_select(struct page_view *view, int link);

/* The link at a row of the screen and a column of the page, or -1. */
int page_view_link_at(const struct page_view *view, int row, int column);

/* The value that the line on a row of the screen shows a part of, or NO_ROW. */
uint32_t page_view_value_at(const struct page_view *view, int row);

/* Select a link where it is, without scrolling. */
void page_view_pick(struct page_view *view, int link);

/* Scroll so that a line is in sight. */
void page_view_reveal(struct page_view *view, uint32_t line);

/* The selected link, or NULL. */
const struct page_link *page_view_selected(const struct page_view *view);

/* Search the page for `wanted` (empty: stop) and go to the first match at or behind the top. */
void page_view_find(struct page_view *view, struct str wanted);
bool page_view_match(struct page_view *view, int step);

/* Letters at the links in sight, and at as many source marks as single letters are left for; a
 * letter typed selects, and gives the link when it is complete. page_hints.c. */
bool page_view_hints(struct page_view *view);
bool page_view_hint_key(struct page_view *view, struct key key, bool *is_complete);

void page_view_draw(const struct page_view *view, struct canvas *canvas, bool has_focus);

/* The letters or numbers of the links in sight, if they are shown: each on the blanks before its
 * link, of which one is left behind a word, and else on the beginning of the link; letters of marks
 * where their number is. The page begins `margin` columns from the left of the canvas. */
void page_view_draw_hints(const struct page_view *view, struct arena *frame, struct canvas *canvas,
                          int margin);

/* "12 links · 42%". In `frame`. */
struct str page_view_amount(const struct page_view *view, struct arena *frame);

#endif
