#include "ui/prompt.h"

static const struct prompt_row rows[] = {
	[PROMPT_NONE] = { "", "", { { ACTION_NONE, "" } } },
	[PROMPT_SEARCH] = {
		"/", "Search everything; kind: date: speaker: and more narrow it",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "open" },
		  { ACTION_LINE_DOWN, "next" } },
	},
	[PROMPT_SWITCH] = {
		"Go to: ", "Any dossier by a part of its names",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "go" },
		  { ACTION_LINE_DOWN, "next" } },
	},
	[PROMPT_FIND] = {
		"Find here: ", "Search in this dossier",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "done" },
		  { ACTION_LINE_DOWN, "next" } },
	},
	[PROMPT_COMMAND] = {
		":", "An action by its name; Tab completes",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "do" },
		  { ACTION_LINK_NEXT, "complete" } },
	},
	[PROMPT_LINK] = {
		"Link: ", "The number of a link, then Enter",
		{ { ACTION_CANCEL, "cancel" }, { ACTION_OPEN, "follow" } },
	},
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == PROMPT_KIND_COUNT,
               "a row for each kind of prompt");

const struct prompt_row *prompt_row(enum prompt_kind kind)
{
	return &rows[kind];
}
