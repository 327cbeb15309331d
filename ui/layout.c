#include "ui/layout.h"

#include "query/page.h"

/* A dossier is not wider than its text, with its margins and the lines beside it; what is left over
 * goes to the list. */
enum { WIDEST_DOSSIER = PAGE_MAX_MEASURE + 4, WIDEST_LIST = 64 };

/* Widths of the list and of the connections, from a width of the screen on. They are the same
 * whatever stands in the list and has the focus: nothing jumps when one reads on. */
static const struct widths { int from, list, links; } widths[] = {
	{ 160, 46, 52 },
	{ 140, 46, 36 },
	{ 120, 42, 32 },
	{   0, 38, 36 },
};

static struct widths widths_of(int columns)
{
	const struct widths *row = widths;
	while (columns < row->from)
		row++;
	return *row;
}

static int list_width(int columns)
{
	struct widths row = widths_of(columns);
	int left = columns - row.links - WIDEST_DOSSIER;
	return left < row.list ? row.list : left < WIDEST_LIST ? left : WIDEST_LIST;
}

static void lay_three(struct layout *layout, struct rect body,
                      const struct layout_options *options)
{
	layout->slots[SLOT_LIST] = rect_cut_left(&body, list_width(options->columns));
	rect_cut_left(&body, 1);
	layout->slots[SLOT_LINKS] = rect_cut_right(&body, widths_of(options->columns).links);
	rect_cut_right(&body, 1);
	layout->slots[SLOT_DOSSIER] = body;
}

/* The list stays; beside it is the connections if they have the focus, else the dossier. */
static void lay_two(struct layout *layout, struct rect body, const struct layout_options *options)
{
	layout->slots[SLOT_LIST] = rect_cut_left(&body, list_width(options->columns));
	rect_cut_left(&body, 1);
	layout->slots[options->focus == SLOT_LINKS ? SLOT_LINKS : SLOT_DOSSIER] = body;
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
	else if (options.columns >= LAYOUT_WIDE)
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
