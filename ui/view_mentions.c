/* Where one is named without a link. Of a name that stands in very many texts a portion is read at
 * once, for each key must be answered at once. */
#include "ui/view_parts.h"

#include "base/message.h"
#include "query/mentions.h"
#include "ui/workspace.h"

static void mentions_begin(struct view_state *state)
{
	state->portions = 1;
}

static struct page mentions_make(struct view_state *state, struct workspace *workspace,
                                 struct arena *arena, struct page_options options)
{
	const struct mentions_query query = {
		.of = dossier_find(workspace->archive, state->one),
		.most = state->portions * MENTIONS_PORTION,
		.read = state->portions * MENTIONS_READ,
	};
	struct mentions mentions = mentions_find(workspace->archive, arena, &query);
	state->has_more = mentions.is_cut;
	return page_mentions(workspace->archive, arena, &mentions, options);
}

static struct str mentions_title(const struct view_state *state, const struct workspace *workspace,
                                 struct arena *frame)
{
	(void)workspace;
	return str_format(frame, _("Unlinked mentions: %.*s"), STR_ARGS(state->page.page.title));
}

static struct str mentions_setting(const struct view_state *state,
                                   const struct workspace *workspace, struct arena *frame)
{
	(void)workspace;
	(void)frame;
	return state->has_more ? str_of(_("the first of them")) : (struct str){0};
}

/* Read on, twice as far; or less. */
static bool mentions_zoom(struct view_state *state, int step)
{
	if (step > 0 ? !state->has_more : state->portions == 1)
		return false;
	state->portions = step > 0 ? state->portions * 2 : state->portions / 2;
	return true;
}

const struct view_row view_mentions = {
	.is_of_now = true,
	.begin = mentions_begin, .make = mentions_make, .title = mentions_title,
	.setting = mentions_setting, .zoom = mentions_zoom, .leads_into = true,
	.is_narrow = view_is_narrow,
};
