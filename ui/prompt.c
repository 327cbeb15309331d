#include "ui/prompt.h"

static const struct prompt_row rows[] = {
	[PROMPT_NONE] = { "", "", { { ACTION_NONE, "" } } },
	[PROMPT_SEARCH] = {
		"/", "Search everything; kind: date: speaker: and more narrow it",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "open" },
		  { ACTION_LINE_DOWN, "next" }, { ACTION_LINK_NEXT, "complete" } },
	},
	[PROMPT_SWITCH] = {
		"Go to: ", "Any dossier by a part of its names",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "go" },
		  { ACTION_LINE_DOWN, "next" } },
	},
	[PROMPT_PATH] = {
		"Path to: ", "Any dossier by a part of its names",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "show" },
		  { ACTION_LINE_DOWN, "next" } },
	},
	[PROMPT_COMPARE] = {
		"Compare with: ", "Any dossier by a part of its names",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "show" },
		  { ACTION_LINE_DOWN, "next" } },
	},
	[PROMPT_FIND] = {
		"Find here: ", "Search in this dossier",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "done" },
		  { ACTION_LINE_DOWN, "next" } },
	},
	[PROMPT_LIMIT] = {
		"Limit to: ", "A query, as for a search; an empty line takes the last one away",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "keep" },
		  { ACTION_LINE_DOWN, "next" }, { ACTION_LINK_NEXT, "complete" } },
	},
	[PROMPT_COMMAND] = {
		":", "An action by its name, or bind KEY ACTION; Tab completes",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "do" },
		  { ACTION_LINK_NEXT, "complete" } },
	},
	[PROMPT_NOTE] = {
		"Note: ", "A note of your own, kept beside the collection",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "keep" } },
	},
	[PROMPT_NOTE_MORE] = {
		"Add to the note: ", "One more line",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "keep" } },
	},
	[PROMPT_PIPE] = {
		"Pipe to: ", "A command of the shell, which reads what is shown",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "run" } },
	},
	[PROMPT_WRITE] = {
		"Write to: ", "A new file; ~/ is your home",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "write" } },
	},
	[PROMPT_KEEP] = {
		"Keep as: ", "A name for this search, by which it stands below the kinds",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "keep" } },
	},
	[PROMPT_LINK] = {
		"Link: ", "The number of a link, then Enter",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "follow" } },
	},
	[PROMPT_KNOWN] = {
		"As known on: ", "A day, a month or a year; empty: all that is known now",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "show" } },
	},
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == PROMPT_KIND_COUNT,
               "a row for each kind of prompt");

const struct prompt_row *prompt_row(enum prompt_kind kind)
{
	return &rows[kind];
}

struct str prompt_last_word(struct str typed)
{
	size_t start = typed.size;
	while (start > 0 && typed.bytes[start - 1] != ' ')
		start--;
	return str_slice(typed, start, typed.size);
}

bool prompt_is_binding(struct str typed)
{
	return str_equal(typed, STR("bind")) || str_starts_with(typed, STR("bind "));
}

struct str prompt_action_name(struct str typed)
{
	return prompt_is_binding(typed) ? prompt_last_word(typed) : str_trim(typed);
}

bool prompt_is_of_names(enum prompt_kind kind)
{
	return kind == PROMPT_SWITCH || kind == PROMPT_PATH || kind == PROMPT_COMPARE;
}
