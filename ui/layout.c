#include "ui/layout.h"

#include "query/page.h"

enum { VERY_WIDE = 160, LONG_ROWS = 64, WIDE_LIST = 40, WIDE_LINKS = 52 };

/* A dossier is not wider than its text, with its margins and the lines beside it; what is left over
 * goes to the list. */
enum { WIDEST_DOSSIER = PAGE_MAX_MEASURE + 4 };

/* Widths of the list and of the connections, by the width of the screen. */
static int list_width(const struct layout_options *options)
{
	int long_rows = options->columns / 2 < LONG_ROWS ? options->columns / 2 : LONG_ROWS;
	if (options->has_long_rows && options->focus == SLOT_LIST)
		return long_rows;
	if (options->columns < VERY_WIDE)
		return 28;
	int left = options->columns - WIDE_LINKS - WIDEST_DOSSIER;
	return left < WIDE_LIST ? WIDE_LIST : left < LONG_ROWS ? left : LONG_ROWS;
}

static int links_width(int columns)
{
	return columns >= VERY_WIDE ? WIDE_LINKS : 36;
}

static void lay_three(struct layout *layout, struct rect body,
                      const struct layout_options *options)
{
	layout->slots[SLOT_LIST] = rect_cut_left(&body, list_width(options));
	rect_cut_left(&body, 1);
	layout->slots[SLOT_LINKS] = rect_cut_right(&body, links_width(options->columns));
	rect_cut_right(&body, 1);
	layout->slots[SLOT_DOSSIER] = body;
}

/* The list stays; beside it is the connections if they have the focus, else the dossier. */
static void lay_two(struct layout *layout, struct rect body, const struct layout_options *options)
{
	layout->slots[SLOT_LIST] = rect_cut_left(&body, list_width(options));
	rect_cut_left(&body, 1);
	layout->slots[options->focus == SLOT_LINKS ? SLOT_LINKS : SLOT_DOSSIER] = body;
}

/* Long rows leave no room for a third pane, unless the screen is very wide. */
static bool has_room_for_three(const struct layout_options *options)
{
	bool has_wide_list = options->has_long_rows && options->focus == SLOT_LIST;
	return options->columns >= (has_wide_list ? VERY_WIDE : LAYOUT_WIDE);
}

struct layout layout_make(struct layout_options options)
{
	struct layout layout = {0};
	struct rect body = { .rows = options.rows, .columns = options.columns };
	layout.is_too_small =
		options.rows < LAYOUT_MIN_ROWS || options.columns < LAYOUT_MIN_COLUMNS;
	layout.title = rect_cut_top(&body, 1);
	layout.hints = rect_cut_bottom(&body, 1);
	layout.body = body;
	if (layout.is_too_small)
		return layout;
	if (options.is_maximized || options.columns < LAYOUT_MIDDLE)
		layout.slots[options.focus] = body;
	else if (has_room_for_three(&options))
		lay_three(&layout, body, &options);
	else
		lay_two(&layout, body, &options);
	return layout;
}

int layout_pane_count(const struct layout *layout)
{
	int count = 0;
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		count += !rect_is_empty(layout->slots[slot]);
	return count;
}
