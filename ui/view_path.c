/* The path from one to the other, and the next best ways. */
#include "ui/view_parts.h"

#include "base/message.h"
#include "ui/workspace.h"

enum { PATHS_SHOWN = 3, WAYS_MEASURE = 116 };   /* three ways beside each other */

static bool path_find(struct view_state *state, struct workspace *workspace, struct fault *why)
{
	const struct archive *archive = workspace->archive;
	struct arena scratch = {0};
	state->query = (struct path_query){
		.from = dossier_find(archive, state->one),
		.to = dossier_find(archive, state->other),
		.via = NO_DOSSIER, .most = PATHS_SHOWN, .known = workspace_known(workspace),
	};
	struct path_finder *finder = path_finder_new(archive, &scratch);
	state->paths = paths_find(finder, &state->arena, &state->query);
	arena_release(&scratch);
	struct str from = view_name(workspace, state->one), to = view_name(workspace, state->other);
	if (state->paths.count == 0)
		return fault_set(why, FAULT_USAGE, _("Nothing connects %.*s with %.*s"),
		                 STR_ARGS(from), STR_ARGS(to));
	if (state->paths.items[0].count == 0)
		return fault_set(why, FAULT_USAGE,
		                 _("That is the dossier you read: a path needs another"));
	return true;
}

static struct page path_make(struct view_state *state, struct workspace *workspace,
                             struct arena *arena, struct page_options options)
{
	return page_path(workspace->archive, arena, &state->query, &state->paths, options);
}

static struct str path_title(const struct view_state *state, const struct workspace *workspace,
                             struct arena *frame)
{
	struct str from = view_name(workspace, state->one), to = view_name(workspace, state->other);
	return str_format(frame, _("From %.*s to %.*s"), STR_ARGS(from), STR_ARGS(to));
}

static struct str path_setting(const struct view_state *state, const struct workspace *workspace,
                               struct arena *frame)
{
	size_t count = state->paths.count;
	(void)workspace;
	if (count == 1)
		return str_of(_("the only way"));
	return str_format(frame, message_count("%zu way", "%zu ways", count),
	                  count);
}

const struct view_row view_path = {
	.find = path_find, .make = path_make, .title = path_title,
	.setting = path_setting,
	.is_narrow = view_is_narrow, .measure = WAYS_MEASURE,
};
