/* The line being typed, as it stands in the bottom row: its mark, what is typed, what may be,
 * keys. */
#include "ui/workspace.h"

#include "base/message.h"
#include "ui/hint.h"
#include "ui/pane_list.h"

static struct hint prompt_hint(struct arena *frame, const struct prompt_row *row, int i)
{
	return hint_of(frame, CONTEXT_PROMPT, row->hints[i].action, row->hints[i].word);
}

/* The first says how to leave the line; the others are for what the list has, once it has it. */
static int prompt_hint_count(const struct workspace *workspace)
{
	const struct prompt_row *row = prompt_row(workspace->prompt.kind);
	const struct list_state *list = workspace->panes[SLOT_LIST].state;
	int count = 0;
	while (count < PROMPT_HINTS && row->hints[count].action != ACTION_NONE)
		count++;
	return prompt_drives_list(workspace->prompt.kind) && !list->is_typing ? 1 : count;
}

/* At the right of what is typed, from the edge on, so that none moves when the next has no room. */
static void draw_prompt_hints(struct workspace *workspace, struct arena *frame, struct canvas *bar,
                              int start)
{
	const struct prompt_row *row = prompt_row(workspace->prompt.kind);
	int end = canvas_columns(bar) - 1, count = prompt_hint_count(workspace);
	for (int i = 0; i < count; i++) {
		struct hint hint = prompt_hint(frame, row, i);
		int column = end - hint_width(hint);
		if (column < start)
			return;
		hint_draw(workspace, bar, hint, column);
		end = column - HINT_GAP;
	}
}

/* Which of how many candidates Tab has put there, and what it is: at the right, in place of the
 * hints. */
static void draw_completion(const struct workspace *workspace, struct arena *frame,
                            struct canvas *bar, int start)
{
	enum { COMPLETION_ROOM = 8 };   /* columns in which words say something */
	const struct completions *found = &workspace->completing.found;
	struct str words = workspace_completion(workspace)->words;
	/* Translators: the first of 12 words that could be meant; %s is a + if there are more */
	struct str of = str_format(frame, _("%zu of %zu%s"), workspace->completing.at + 1,
	                           found->count, found->is_cut ? "+" : "");
	int end = canvas_columns(bar) - 1, room = end - start;
	struct shown place = shown_line(frame, of);
	if (found->count == 1)
		place = shown_fit(frame, shown_line(frame, words), room > 0 ? room : 0);
	else if (room > place.width + COMPLETION_ROOM)
		place = shown_fit(frame, shown_line(frame, str_join(frame, of, STR(" · "), words)),
		                  room);
	if (place.width <= room)
		canvas_put(bar, 0, end - place.width, ROLE_DIM, place);
}

/* What the action under the cursor does: at the right, in place of the hints. */
static void draw_command(const struct workspace *workspace, struct arena *frame,
                         struct canvas *bar, int start)
{
	enum { LEAST_ROOM = 12 };
	enum action command = pane_list_command(&workspace->panes[SLOT_LIST]);
	int end = canvas_columns(bar) - 1, room = end - start;
	if (room < LEAST_ROOM)
		return;
	struct shown help = shown_literal(frame, _(action_row(command)->help));
	help = shown_fit(frame, help, room);
	canvas_put(bar, 0, end - help.width, ROLE_DIM, help);
}

/* True if an action is chosen among those that begin with what is typed. */
static bool has_command(const struct workspace *workspace)
{
	return workspace->prompt.kind == PROMPT_COMMAND && workspace->prompt.line.size > 0 &&
	       pane_list_command(&workspace->panes[SLOT_LIST]) != ACTION_NONE;
}

static struct shown help_of(const struct workspace *workspace, struct arena *frame, bool is_short)
{
	const struct prompt_row *row = prompt_row(workspace->prompt.kind);
	if (workspace->prompt.kind == PROMPT_KNOWN && workspace_known(workspace))
		return shown_line(frame, workspace_known_help(workspace, frame, is_short));
	return shown_literal(frame, _(is_short && row->brief ? row->brief : row->help));
}

/* Before anything is typed, what may be: in full if that leaves room for the first of the hints,
 * else in short, with that or without. */
static int draw_prompt_help(const struct workspace *workspace, struct arena *frame,
                            struct canvas *bar, int column)
{
	const struct prompt_row *row = prompt_row(workspace->prompt.kind);
	int room = canvas_columns(bar) - 1 - column;
	int beside = room - hint_width(prompt_hint(frame, row, 0)) - HINT_GAP;
	struct shown help = help_of(workspace, frame, false);
	if (help.width > beside)
		help = help_of(workspace, frame, true);
	help = shown_fit(frame, help, room > 0 ? room : 0);
	return canvas_put(bar, 0, column, ROLE_DIM, help);
}

/* Who searches a part is told so at the right, as long as what is typed leaves room. */
static struct canvas draw_prompt_part(const struct workspace *workspace, struct arena *frame,
                                      struct canvas *bar)
{
	const struct prompt *prompt = &workspace->prompt;
	bool is_search = prompt->kind == PROMPT_SEARCH || prompt->kind == PROMPT_LIMIT ||
	                 prompt_is_of_names(prompt->kind);
	struct shown words = shown_literal(frame, _("in a part only"));
	int columns = canvas_columns(bar), width = words.width + 1;
	struct shown text = shown_line(frame, line_editor_text(&prompt->line));
	if (!workspace->reading.is_part || !is_search || text.width + HINT_GAP + 2 + width > columns)
		return *bar;
	canvas_put(bar, 0, columns - width, ROLE_MESSAGE, words);
	return canvas_part(bar, (struct rect){ 0, 0, 1, columns - width - 1 });
}

void workspace_draw_line(struct workspace *workspace, struct arena *frame, struct canvas *canvas,
                         struct canvas *whole)
{
	struct canvas part = draw_prompt_part(workspace, frame, whole), *bar = &part;
	const struct prompt *prompt = &workspace->prompt;
	const struct prompt_row *row = prompt_row(prompt->kind);
	struct shown text = shown_line(frame, line_editor_text(&prompt->line));
	int column = canvas_put(bar, 0, 1, ROLE_PROMPT, shown_literal(frame, _(row->mark)));
	int cursor = line_editor_draw(&prompt->line, frame, bar, 0, column,
	                              canvas_columns(bar) - column);
	int end = column + text.width + 1;
	if (prompt->line.size == 0)
		end = draw_prompt_help(workspace, frame, bar, end);
	if (workspace_completion(workspace))
		draw_completion(workspace, frame, bar, end + HINT_GAP);
	else if (has_command(workspace))
		draw_command(workspace, frame, bar, end + HINT_GAP);
	else
		draw_prompt_hints(workspace, frame, bar, end + HINT_GAP);
	canvas_cursor(canvas, bar, 0, cursor, true);
}

