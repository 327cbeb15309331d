/* From keys to actions: sequences, counts, and keys that the reader binds anew. */
#include "ui/workspace.h"

#include "base/message.h"

enum { MOST_COUNT = 9999 };

/* A key of a sequence waits for the next one; a sequence that means nothing is forgotten. */
static enum action take_key(struct workspace *workspace, enum key_context context, struct key key)
{
	enum action action = ACTION_NONE;
	if (workspace->pending_count == sizeof(workspace->pending) / sizeof(workspace->pending[0]))
		workspace->pending_count = 0;
	workspace->pending[workspace->pending_count++] = key;
	enum key_match match =
		keymap_find(context, workspace->pending, workspace->pending_count, &action);
	if (match != KEY_PREFIX)
		workspace->pending_count = 0;
	return match == KEY_BOUND ? action : ACTION_NONE;
}

/* What only moves in the line leaves the list as it is, and what is chosen in it. */
static void key_in_prompt(struct workspace *workspace, struct key key)
{
	enum action action = take_key(workspace, CONTEXT_PROMPT, key);
	size_t size = workspace->prompt.line.size;
	if (action != ACTION_NONE)
		workspace_prompt_action(workspace, action);
	else if (line_editor_key(&workspace->prompt.line, key) && workspace->prompt.line.size != size)
		workspace_prompt_changed(workspace);
}

static bool is_digit(struct key key)
{
	return key_letter(key) >= '0' && key_letter(key) <= '9';
}

/* ── Counts ─────────────────────────────────────────────────────────────────────────────────── */

/* True if the key is a digit of a count, which the bottom row then shows. */
static bool take_digit(struct workspace *workspace, struct key key)
{
	if (!keymap_takes_counts() || !is_digit(key) || workspace->pending_count)
		return false;
	unsigned digit = key_letter(key) - '0';
	if (workspace->count == 0 && digit == 0)
		return false;
	workspace->count = workspace->count * 10 + digit;
	if (workspace->count > MOST_COUNT)
		workspace->count = MOST_COUNT;
	workspace_say(workspace,
	              message_count("%zu times: a key that moves, or the number of a line",
	                            "%zu times: a key that moves, or the number of a line",
	                            workspace->count), (size_t)workspace->count);
	return true;
}

static bool is_counted(enum action action)
{
	static const enum action counted[] = {
		ACTION_LINE_DOWN, ACTION_LINE_UP, ACTION_PAGE_DOWN, ACTION_PAGE_UP,
		ACTION_HALF_DOWN, ACTION_HALF_UP, ACTION_SECTION_NEXT, ACTION_SECTION_PREVIOUS,
		ACTION_NEXT_DOSSIER, ACTION_PREVIOUS_DOSSIER, ACTION_LINK_NEXT,
		ACTION_LINK_PREVIOUS, ACTION_MATCH_NEXT, ACTION_MATCH_PREVIOUS,
	};
	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++)
		if (counted[i] == action)
			return true;
	return false;
}

static void run_times(struct workspace *workspace, enum action action, unsigned times)
{
	while (times-- > 0)
		workspace_action(workspace, action);
}

/* As often as was typed before the key; the first and last line are then the one of that number. */
static void run_counted(struct workspace *workspace, enum action action)
{
	unsigned count = workspace->count;
	workspace->count = 0;
	if (count && (action == ACTION_FIRST || action == ACTION_LAST)) {
		workspace_action(workspace, ACTION_FIRST);
		run_times(workspace, ACTION_LINE_DOWN, count - 1);
	} else {
		run_times(workspace, action, count && is_counted(action) ? count : 1);
	}
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

/* True if the key was meant for a line that was refused: letters, up to the key that would have
 * ended it. What is no letter was meant for what is on the screen. */
static bool swallow(struct workspace *workspace, struct key key)
{
	bool is_letter = key_letter(key) != 0;
	if (!workspace->swallows)
		return false;
	workspace->swallows = is_letter;
	if (is_letter)
		workspace_say(workspace, _("Not typed: that was refused; Enter or Escape goes on"));
	return is_letter || key.code == NAMED_ENTER || key.code == NAMED_ESCAPE;
}

void workspace_refuse_line(struct workspace *workspace)
{
	workspace->swallows = true;
}

static void take(struct workspace *workspace, struct key key)
{
	workspace->has_begun = true;
	workspace->has_picked = false;
	workspace->message[0] = '\0';
	if (swallow(workspace, key))
		return;
	if (workspace->prompt.kind != PROMPT_NONE) {
		key_in_prompt(workspace, key);
		return;
	}
	workspace_settle(workspace);
	if (workspace_take_letter(workspace, key))
		return;
	struct pane *pane = workspace_focus(workspace);
	if (pane->ops->key && pane->ops->key(pane, workspace, key))
		return;
	if (take_digit(workspace, key))
		return;
	enum action action = take_key(workspace, pane->ops->context, key);
	if (workspace->pending_count == 0)
		run_counted(workspace, action);
	/* The digit that began a number is part of it. */
	if (action == ACTION_LINK_NUMBER && workspace->prompt.kind == PROMPT_LINK && is_digit(key))
		key_in_prompt(workspace, key);
}

void workspace_key(struct workspace *workspace, struct key key)
{
	if (key.code == NAMED_NONE)
		return;
	if (!workspace_tour_key(workspace, key))
		take(workspace, key);
	workspace_watch_tour(workspace);
}

void workspace_paste(struct workspace *workspace, struct str text)
{
	struct line_editor *line = &workspace->prompt.line;
	workspace->has_begun = true;
	if (workspace->prompt.kind == PROMPT_NONE)
		return;
	if (text.size > sizeof(line->bytes) - line->size)
		workspace_complain(workspace,
		                   _("No more than %zu bytes fit into this line: the rest was "
		                     "left out"), sizeof(line->bytes));
	line_editor_insert(line, text);
	workspace_prompt_changed(workspace);
}

/* ── Binding ────────────────────────────────────────────────────────────────────────────────── */

static const char *words_for(enum action action)
{
	/* Translators: what a key does that no action is bound to any more: C-t is now nothing */
	return action == ACTION_NONE ? _("nothing") : action_row(action)->name;
}

/*	C-t is now tree; C-t was timeline */
static void say_bound(struct workspace *workspace, struct str keys, enum action action,
                      const struct keymap_taken *taken)
{
	if (taken->count == 0)
		workspace_say(workspace, _("%.*s is now %s"), STR_ARGS(keys), words_for(action));
	else if (taken->count == 1)
		workspace_say(workspace, _("%.*s is now %s; %s was %s"), STR_ARGS(keys),
		              words_for(action), taken->keys, words_for(taken->action));
	else
		workspace_say(workspace,
		              message_count("%.*s is now %s; %s was %s, and %zu more is gone",
		                            "%.*s is now %s; %s was %s, and %zu more are gone",
		                            taken->count - 1),
		              STR_ARGS(keys), words_for(action), taken->keys,
		              words_for(taken->action), taken->count - 1);
}

void workspace_bind(struct workspace *workspace, struct str words)
{
	struct keymap_taken taken;
	struct fault why;
	struct str name = prompt_last_word(words);
	struct str keys = str_trim(str_slice(words, 0, words.size - name.size));
	enum action action = action_find(name);
	if (str_is_empty(keys) || str_is_empty(name))
		/* Translators: bind, C-t and timeline stay as they are */
		workspace_complain(workspace, _("Type bind KEY ACTION, as in: bind C-t timeline"));
	else if (action == ACTION_NONE && !str_equal(name, STR("none")))
		workspace_complain(workspace, _("There is no action '%.*s'"), STR_ARGS(name));
	else if (!keymap_bind(CONTEXT_GLOBAL, keys, action, &taken, &why))
		workspace_complain(workspace, _("Not bound: %s"), why.sentence);
	else
		say_bound(workspace, keys, action, &taken);
}
