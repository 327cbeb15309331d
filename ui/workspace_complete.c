/* Tab in a line with a query: names of fields and their values, one after the other. */
#include "ui/pane_list.h"
#include "ui/workspace.h"

static bool takes_query(enum prompt_kind kind)
{
	return kind == PROMPT_SEARCH || kind == PROMPT_LIMIT;
}

const struct completion *workspace_completion(const struct workspace *workspace)
{
	const struct completing *completing = &workspace->completing;
	struct str typed = line_editor_text(&workspace->prompt.line);
	bool is_on = takes_query(workspace->prompt.kind) && completing->found.count &&
	             str_equal(typed, completing->line);
	return is_on ? &completing->found.items[completing->at] : NULL;
}

/* What was typed, up to the word that is completed, with a candidate in its place. */
static void put(struct workspace *workspace, size_t at)
{
	struct completing *completing = &workspace->completing;
	struct str before = str_slice(completing->line, 0, completing->found.start);
	completing->at = at;
	completing->line = str_format(&completing->arena, "%.*s%.*s", STR_ARGS(before),
	                              STR_ARGS(completing->found.items[at].text));
	line_editor_set(&workspace->prompt.line, completing->line);
	workspace_prompt_changed(workspace);
}

/* The only candidate is complete: what comes next completes what stands there now. */
static bool has_next(const struct workspace *workspace)
{
	return workspace_completion(workspace) && workspace->completing.found.count > 1;
}

/* Of a limit, only what the list has. */
static struct completions candidates(struct workspace *workspace)
{
	struct completing *completing = &workspace->completing;
	if (workspace->prompt.kind == PROMPT_LIMIT)
		return list_limit_values(workspace->panes[SLOT_LIST].state, workspace->archive,
		                         &completing->arena, completing->line);
	return completions_of(workspace->archive, &completing->arena, completing->line,
	                      workspace_known(workspace));
}

static bool begin(struct workspace *workspace)
{
	struct completing *completing = &workspace->completing;
	struct str typed = line_editor_text(&workspace->prompt.line);
	if (workspace->prompt.line.cursor_byte != typed.size)
		return false;
	arena_reset(&completing->arena);
	completing->line = str_copy(&completing->arena, typed);
	completing->found = candidates(workspace);
	return completing->found.count > 0;
}

bool workspace_complete(struct workspace *workspace, int step)
{
	const struct completing *completing = &workspace->completing;
	if (!takes_query(workspace->prompt.kind))
		return false;
	if (has_next(workspace))
		put(workspace, (completing->at + completing->found.count + (size_t)step) %
		               completing->found.count);
	else if (step > 0 && begin(workspace))
		put(workspace, 0);
	else
		return false;
	return true;
}
