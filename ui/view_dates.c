/* The line of time: of one, or of all. */
#include "ui/view_parts.h"

#include "ui/workspace.h"

static void dates_begin(struct view_state *state)
{
	state->zoom = ZOOM_MONTH;
}

static struct page dates_make(struct view_state *state, struct workspace *workspace,
                              struct arena *arena, struct page_options options)
{
	struct dossier_ref about = dossier_find(workspace->archive, state->one);
	if (state->one.size && dossier_is_none(about))
		return (struct page){0};
	const struct time_query query = {
		.about = &about, .about_count = dossier_is_none(about) ? 0 : 1,
		.from = date_none(), .to = date_none(), .zoom = state->zoom,
	};
	return page_timeline(workspace->archive, arena, &query, options);
}

static struct str dates_title(const struct view_state *state, const struct workspace *workspace,
                              struct arena *frame)
{
	static const char *const titles[] = {
		[ZOOM_YEAR] = "By year", [ZOOM_MONTH] = "By month", [ZOOM_DAY] = "By day",
	};
	_Static_assert(sizeof(titles) / sizeof(titles[0]) == ZOOM_COUNT, "a title for each");
	(void)workspace;
	(void)frame;
	return str_of(titles[state->zoom]);
}

static bool dates_zoom(struct view_state *state, int step)
{
	if (step > 0 ? state->zoom == ZOOM_DAY : state->zoom == ZOOM_YEAR)
		return false;
	state->zoom = step > 0 ? state->zoom + 1 : state->zoom - 1;
	return true;
}

const struct view_row view_dates = {
	.begin = dates_begin, .make = dates_make, .title = dates_title, .zoom = dates_zoom,
};
