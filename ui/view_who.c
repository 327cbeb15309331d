/* Who says so: what a value rests on, and what others say; the next value is one key away. */
#include "ui/view_parts.h"

#include "base/message.h"
#include "ui/workspace.h"

static struct who_values values_of(const struct view_state *state,
                                   const struct workspace *workspace, struct arena *arena)
{
	struct dossier_ref ref = dossier_find(workspace->archive, state->one);
	struct who_values values = who_values(workspace->archive, arena, ref);
	who_values_leave_out(workspace->archive, arena, ref, workspace_known(workspace), &values);
	return values;
}

static size_t place_of(const struct view_state *state, const struct workspace *workspace,
                       const struct who_values *values)
{
	return who_marked(workspace->archive, values, state->value);
}

static bool who_find(struct view_state *state, struct workspace *workspace, struct fault *why)
{
	struct arena scratch = {0};
	size_t count = values_of(state, workspace, &scratch).count;
	arena_release(&scratch);
	return count || fault_set(why, FAULT_USAGE,
	                          _("This says nothing that could have a source"));
}

static struct page who_make(struct view_state *state, struct workspace *workspace,
                            struct arena *arena, struct page_options options)
{
	const struct archive *archive = workspace->archive;
	struct who_values values = values_of(state, workspace, arena);
	size_t place = place_of(state, workspace, &values);
	if (values.count == 0)
		return (struct page){0};
	struct who who = who_query(archive, arena, dossier_find(archive, state->one),
	                           values.items[place].row);
	who_leave_out(archive, arena, workspace_known(workspace), &who);
	who_narrow(archive, arena, &who, state->value.part);
	return page_who(archive, arena, &who, (struct who_place){ place + 1, values.count },
	                options);
}

static struct str who_title(const struct view_state *state, const struct workspace *workspace,
                            struct arena *frame)
{
	struct str name = view_name(workspace, state->one);
	return str_format(frame, _("Who says so: %.*s"), STR_ARGS(name));
}

static bool who_walk(struct view_state *state, struct workspace *workspace, int step)
{
	struct arena scratch = {0};
	struct who_values values = values_of(state, workspace, &scratch);
	size_t place = place_of(state, workspace, &values) + (size_t)step;
	bool is_there = place < values.count;
	if (is_there) {
		state->value = who_mark(workspace->archive, &values, place);
		page_view_rewind(&state->page);
	}
	arena_release(&scratch);
	return is_there;
}

static void who_leave(struct view_state *state, struct workspace *workspace)
{
	struct arena scratch = {0};
	struct who_values values = values_of(state, workspace, &scratch);
	size_t place = place_of(state, workspace, &values);
	if (values.count)
		workspace_show_value(workspace, dossier_find(workspace->archive, state->one),
		                     values.items[place].row);
	arena_release(&scratch);
}

/* The link of the page that leads where a mark does. */
static int source_of(const struct page *page, const struct page_link *mark)
{
	for (size_t i = 0; i < page->links.count; i++) {
		const struct page_link *link = &page->links.items[i];
		if (link->kind == mark->kind && str_equal(link->text, mark->text) &&
		    str_equal(link->locator, mark->locator))
			return (int)i;
	}
	return -1;
}

void view_who_turn(struct view_state *state, struct workspace *workspace,
                   struct view_question question)
{
	const struct page_link *mark = question.mark;
	struct arena scratch = {0};
	struct dossier_ref ref = dossier_find(workspace->archive, state->one);
	struct who_values values = values_of(state, workspace, &scratch);
	struct value value = who_value_around(workspace->archive, ref, question.row);
	size_t place = 0;
	for (size_t i = 0; i < values.count && value.row != NO_ROW; i++)
		if (values.items[i].row == value.row)
			place = i;
	state->value = who_mark(workspace->archive, &values, place);
	state->value.part = question.part;
	page_view_rewind(&state->page);
	if (mark && mark->kind == PAGE_LINK_SOURCE) {
		struct page page = who_make(state, workspace, &scratch,
		                            (struct page_options){ .width = PAGE_MAX_MEASURE });
		page_view_place(&state->page, 0, source_of(&page, mark));
	}
	arena_release(&scratch);
}

const struct view_row view_who = {
	.find = who_find, .make = who_make, .title = who_title, .walk = who_walk,
	.leave = who_leave,
	.is_narrow = view_is_narrow,
};
