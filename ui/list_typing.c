/* The list while somebody types: what is found, or the actions that match, until the line ends. */
#include "ui/pane_list.h"

#include "base/message.h"
#include "ui/kiosk.h"
#include "ui/workspace.h"

void pane_list_type_begin(struct pane *pane, enum prompt_kind prompt)
{
	struct list_state *state = pane->state;
	state->source_before = state->source;
	state->viewport_before = state->viewport;
	state->is_typing = true;
	if (prompt != PROMPT_COMMAND)
		state->shown = !state->shown;
}

static void match_commands(struct list_state *state, struct str typed)
{
	state->command_count = 0;
	for (int pass = 0; pass < 2; pass++) {
		for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
			struct str name = str_of(action_row((enum action)action)->name);
			bool begins = str_starts_with(name, typed);
			bool holds = !begins && str_find(name, typed, 0) != SIZE_MAX;
			if ((pass == 0 ? begins : holds) && !kiosk_refusal((enum action)action))
				state->commands[state->command_count++] = (enum action)action;
		}
	}
}

void pane_list_type(struct pane *pane, struct workspace *workspace, enum prompt_kind prompt,
                    struct str text)
{
	struct list_state *state = pane->state;
	bool is_command = prompt == PROMPT_COMMAND;
	if (is_command)
		match_commands(state, prompt_action_name(text));
	else
		list_search_start(&state->searches[state->shown], workspace->archive,
		                  workspace_known(workspace), prompt, text);
	state->source = is_command ? LIST_COMMANDS : LIST_RESULTS;
	state->viewport = (struct viewport){0};
	list_resize(pane, workspace);
	list_show_first(pane, workspace);
}

void pane_list_search(struct pane *pane, struct workspace *workspace, struct str query)
{
	struct list_state *state = pane->state;
	list_search_start(&state->searches[state->shown], workspace->archive,
	                  workspace_known(workspace), PROMPT_SEARCH, query);
	state->cursors[LIST_RESULTS] = 0;
	pane_list_show(pane, workspace, LIST_RESULTS);
	list_show_first(pane, workspace);
}

struct str pane_list_query(const struct pane *pane, struct arena *arena)
{
	const struct list_state *state = pane->state;
	const struct list_search *results = list_results(state);
	if (state->source != LIST_RESULTS || results->complaint.size)
		return (struct str){0};
	return list_search_query(results, arena);
}

/* Back to the source that was shown before somebody typed, as it was. */
static void type_leave(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	bool was_search = state->source == LIST_RESULTS;
	if (was_search) {
		list_search_release(&state->searches[state->shown]);
		state->shown = !state->shown;
	}
	state->source = state->source_before;
	state->viewport = state->viewport_before;
	list_resize(pane, workspace);
	list_seek(pane, workspace);
	list_count_limits(pane, workspace, LIST_FIRST_BUDGET_US);
}

/* What was offered in place of a query that found nothing is taken with the same key. */
static void take_offer(struct list_search *search, struct workspace *workspace)
{
	struct arena scratch = {0};
	struct str query = str_copy(&scratch, search->unfound.query);
	if (query.size) {
		list_search_start(search, workspace->archive, workspace_known(workspace),
		                  PROMPT_SEARCH, query);
		list_search_step(search, 0);
	}
	arena_release(&scratch);
}

/* What was to be left out, and is not. */
static void say_left_out(const struct list_search *search, struct workspace *workspace)
{
	struct arena scratch = {0};
	struct str words = {0};
	if (search->prompt == PROMPT_SEARCH)
		words = unfound_left_out(workspace->archive, &scratch, search->query, true,
		                         workspace_known(workspace));
	if (words.size)
		workspace_say(workspace, "%.*s", STR_ARGS(words));
	arena_release(&scratch);
}

bool list_finish_search(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	struct list_search *search = &state->searches[state->shown];
	list_search_step(search, 0);
	if (list_search_count(search) == 0)
		take_offer(search, workspace);
	list_resize(pane, workspace);
	list_seek(pane, workspace);
	if (list_search_count(search) > 0) {
		say_left_out(search, workspace);
		return true;
	}
	struct str fault = list_search_fault(search, workspace->archive);
	if (fault.size)
		workspace_complain(workspace, "%.*s", STR_ARGS(fault));
	else if (search->unfound.words.size && !workspace->reading.is_part)
		workspace_say(workspace, "%.*s", STR_ARGS(search->unfound.words));
	else
		workspace_say(workspace, workspace->reading.is_part
		                                 ? _("Nothing was found in what is read so far")
		                                 : _("Nothing was found"));
	type_leave(pane, workspace);
	return false;
}

bool pane_list_type_accept(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	state->is_typing = false;
	if (state->source != LIST_RESULTS) {
		type_leave(pane, workspace);
		return true;
	}
	if (!list_finish_search(pane, workspace))
		return false;
	list_search_release(&state->searches[!state->shown]);
	list_end_limits(state);
	return true;
}

struct dossier_ref pane_list_type_choose(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	state->is_typing = false;
	if (!list_finish_search(pane, workspace))
		return NO_DOSSIER;
	struct dossier_ref chosen = list_subject_at(pane, workspace, state->viewport.cursor);
	type_leave(pane, workspace);
	return chosen;
}

void pane_list_type_cancel(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	state->is_typing = false;
	type_leave(pane, workspace);
}
