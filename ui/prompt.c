#include "ui/prompt.h"

static const struct prompt_row rows[] = {
	[PROMPT_NONE]    = { "", "" },
	[PROMPT_SEARCH]  = { "/", "Search everything; kind: date: speaker: and more narrow it" },
	[PROMPT_SWITCH]  = { "Go to: ", "Any dossier by a part of its names" },
	[PROMPT_FIND]    = { "Find here: ", "Search in this dossier" },
	[PROMPT_COMMAND] = { ":", "An action by its name; Tab completes" },
	[PROMPT_LINK]    = { "Link: ", "The number of a link, then Enter" },
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == PROMPT_KIND_COUNT,
               "a row for each kind of prompt");

const struct prompt_row *prompt_row(enum prompt_kind kind)
{
	return &rows[kind];
}
