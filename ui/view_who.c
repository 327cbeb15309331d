/* Who says so: all values of a dossier, and of the chosen one what it rests on and what others say;
 * lines walk from value to value. */
#include "ui/view_parts.h"

#include "base/message.h"
#include "ui/workspace.h"

/* What all keys need is read with the first of them. */
static const struct who_values *values_of(struct view_state *state,
                                          const struct workspace *workspace)
{
	const struct archive *archive = workspace->archive;
	const struct known *known = workspace_known(workspace);
	struct dossier_ref ref = dossier_find(archive, state->one);
	if (state->subject)
		return &state->values;
	state->subject = who_subject(archive, &state->arena, ref);
	state->numbers = page_who_numbers(archive, &state->arena, ref, known);
	state->values = who_values(archive, &state->arena, ref);
	who_values_leave_out(archive, &state->arena, ref, known, &state->values);
	return &state->values;
}

static size_t place_of(const struct view_state *state, const struct workspace *workspace,
                       const struct who_values *values)
{
	return who_marked(workspace->archive, values, state->value);
}

static bool who_find(struct view_state *state, struct workspace *workspace, struct fault *why)
{
	struct arena scratch = {0};
	struct dossier_ref ref = dossier_find(workspace->archive, state->one);
	struct who_values values = who_values(workspace->archive, &scratch, ref);
	who_values_leave_out(workspace->archive, &scratch, ref, workspace_known(workspace),
	                     &values);
	size_t count = values.count;
	arena_release(&scratch);
	state->subject = NULL;
	return count || fault_set(why, FAULT_USAGE,
	                          _("This says nothing that could have a source"));
}

/* Values that are in sight: beside the answer all that there is room for, above it two fifths. */
static size_t values_shown(const struct view_state *state, int width)
{
	enum { LEAST = 3 };
	int above = state->rows * 2 / 5;
	return (size_t)(width >= WHO_BESIDE_FROM && state->rows > LEAST ? state->rows
	                : above > LEAST ? above : LEAST);
}

/* The first one in sight, so that the chosen one is: as before if that will do, else as little
 * further as will; what was asked for stands in the upper third. */
static size_t first_shown(size_t first, size_t shown, size_t chosen, size_t count)
{
	size_t last = count > shown ? count - shown : 0;
	if (first == SIZE_MAX)
		first = chosen > shown / 3 ? chosen - shown / 3 : 0;
	if (chosen < first)
		first = chosen;
	if (chosen - first >= shown)
		first = chosen - shown + 1;
	return first < last ? first : last;
}

static struct page who_make(struct view_state *state, struct workspace *workspace,
                            struct arena *arena, struct page_options options)
{
	const struct archive *archive = workspace->archive;
	const struct who_values *values = values_of(state, workspace);
	size_t place = place_of(state, workspace, values);
	size_t shown = values_shown(state, options.width);
	struct who who = { .ref = dossier_find(archive, state->one), .value.row = NO_ROW };
	if (values->count) {
		uint32_t row = values->items[place].row;
		who = who_ask(state->subject, arena, who_subject_place(state->subject, row));
		who_leave_out(archive, arena, workspace_known(workspace), &who);
		who_narrow(archive, arena, &who, state->value.part);
	} else if (dossier_is_none(who.ref) || known_dossier(workspace_known(workspace), who.ref)) {
		return (struct page){0};
	}
	state->first_value = first_shown(state->first_value, shown, place, values->count);
	struct who_table table = { values, state->first_value, shown, place, state->numbers };
	return page_who_table(archive, arena, &who, &table, options);
}

/* "8 of 12" */
static struct str who_setting(const struct view_state *state, const struct workspace *workspace,
                              struct arena *frame)
{
	const struct who_values *values = &state->values;
	if (!state->subject || values->count == 0)
		return (struct str){0};
	return str_format(frame, _("value %zu of %zu"), place_of(state, workspace, values) + 1,
	                  values->count);
}

static struct str who_title(const struct view_state *state, const struct workspace *workspace,
                            struct arena *frame)
{
	struct str name = view_name(workspace, state->one);
	return str_format(frame, _("Who says so: %.*s"), STR_ARGS(name));
}

static void choose(struct view_state *state, const struct workspace *workspace,
                   const struct who_values *values, size_t place)
{
	state->value = who_mark(workspace->archive, values, place);
	page_view_rewind(&state->page);
}

static bool who_walk(struct view_state *state, struct workspace *workspace, int step)
{
	const struct who_values *values = values_of(state, workspace);
	long long place = (long long)place_of(state, workspace, values), next = place + step;
	long long last = (long long)values->count - 1;
	next = next > last ? last : next;
	next = next < 0 ? 0 : next;
	if (next != place)
		choose(state, workspace, values, (size_t)next);
	return next != place;
}

static void who_pick(struct view_state *state, struct workspace *workspace, uint32_t value)
{
	const struct who_values *values = values_of(state, workspace);
	for (size_t i = 0; i < values->count; i++)
		if (values->items[i].row == value)
			choose(state, workspace, values, i);
}

/* Who has read of the value alone that was asked about finds the page as it was. */
static void who_leave(struct view_state *state, struct workspace *workspace, bool is_chosen)
{
	const struct who_values *values = values_of(state, workspace);
	size_t place = place_of(state, workspace, values);
	bool is_asked = place == who_marked(workspace->archive, values, state->asked);
	if (values->count && (is_chosen || !is_asked))
		workspace_show_value(workspace, dossier_find(workspace->archive, state->one),
		                     values->items[place].row);
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
	const struct who_values *values = values_of(state, workspace);
	struct value value = who_value_around(workspace->archive, ref, question.row);
	size_t place = 0;
	for (size_t i = 0; i < values->count && value.row != NO_ROW; i++)
		if (values->items[i].row == value.row)
			place = i;
	state->value = state->asked = who_mark(workspace->archive, values, place);
	state->value.part = question.part;
	state->first_value = SIZE_MAX;
	page_view_rewind(&state->page);
	if (mark && mark->kind == PAGE_LINK_SOURCE) {
		struct page page = who_make(state, workspace, &scratch,
		                            (struct page_options){ .width = PAGE_MAX_MEASURE });
		page_view_place(&state->page, 0, source_of(&page, mark));
		state->first_value = SIZE_MAX;
	}
	arena_release(&scratch);
}

const struct view_row view_who = {
	.find = who_find, .make = who_make, .title = who_title, .walk = who_walk,
	.setting = who_setting, .leave = who_leave, .pick = who_pick,
};
