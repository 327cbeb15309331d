/* Two beside each other: what they have in common, and what not. */
#include "ui/view_parts.h"

#include "base/message.h"
#include "query/compare.h"
#include "ui/workspace.h"

static struct page compare_make(struct view_state *state, struct workspace *workspace,
                                struct arena *arena, struct page_options options)
{
	const struct archive *archive = workspace->archive;
	struct comparison comparison =
		compare_query(archive, arena, dossier_find(archive, state->one),
		              dossier_find(archive, state->other), options.known);
	options.shows_all = state->shows_all;
	return page_compare(archive, arena, &comparison, options);
}

static bool compare_zoom(struct view_state *state, int step)
{
	bool shows_all = step > 0;
	if (state->shows_all == shows_all)
		return false;
	state->shows_all = shows_all;
	return true;
}

static struct str compare_title(const struct view_state *state, const struct workspace *workspace,
                                struct arena *frame)
{
	struct str one = view_name(workspace, state->one);
	struct str other = view_name(workspace, state->other);
	return str_format(frame, _("%.*s beside %.*s"), STR_ARGS(one), STR_ARGS(other));
}

const struct view_row view_compare = {
	.make = compare_make, .title = compare_title, .zoom = compare_zoom,
};
