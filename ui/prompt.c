#include "ui/prompt.h"

#include "base/message.h"

static const struct prompt_row rows[] = {
	[PROMPT_NONE] = { "", "", NULL, { { ACTION_NONE, "" } } },
	[PROMPT_SEARCH] = {
		"/", N_("Search everything; kind: date: …"),
		N_("Search everything"),
		/* Translators: what a key does */
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("open") },
		/* Translators: what a key does */
		  { ACTION_LINE_DOWN, N_("next") }, { ACTION_LINK_NEXT, N_("complete") } },
	},
	[PROMPT_SWITCH] = {
		N_("Go to: "), N_("Any dossier by a part of its names"), N_("A part of a name"),
		/* Translators: what a key does */
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("go") },
		  { ACTION_LINE_DOWN, N_("next") } },
	},
	[PROMPT_PATH] = {
		N_("Path to: "), N_("Any dossier by a part of its names"), N_("A part of a name"),
		/* Translators: what a key does */
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("show") },
		  { ACTION_LINE_DOWN, N_("next") } },
	},
	[PROMPT_COMPARE] = {
		N_("Compare with: "), N_("Any dossier by a part of its names"),
		N_("A part of a name"),
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("show") },
		  { ACTION_LINE_DOWN, N_("next") } },
	},
	[PROMPT_FIND] = {
		N_("Find here: "), N_("Search in this dossier"), NULL,
		/* Translators: what a key does */
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("done") },
		  { ACTION_LINE_DOWN, N_("next") } },
	},
	[PROMPT_LIMIT] = {
		N_("Limit to: "),
		N_("A query; an empty line takes the last limit away"),
		N_("A query; empty: no limit"),
		/* Translators: what a key does */
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("keep") },
		  { ACTION_LINE_DOWN, N_("next") }, { ACTION_LINK_NEXT, N_("complete") } },
	},
	[PROMPT_DATES] = {
		N_("Only: "), N_("A date: 2022-07, July 2022, 2022-07..2022-09; empty: all of it"),
		N_("2022-07, July 2022; empty: all"),
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("show") } },
	},
	[PROMPT_COMMAND] = {
		":", N_("An action by its name, or bind KEY ACTION"), N_("An action by its name"),
		/* Translators: what a key does */
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("do") },
		  { ACTION_LINK_NEXT, N_("complete") } },
	},
	[PROMPT_NOTE] = {
		N_("Note: "), N_("A note of your own, kept beside the collection"),
		N_("A note of your own"),
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("keep") } },
	},
	[PROMPT_NOTE_MORE] = {
		N_("Add to the note: "), N_("One more line"), NULL,
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("keep") } },
	},
	[PROMPT_PIPE] = {
		N_("Pipe to: "), N_("A command of the shell, which reads what is shown"),
		N_("A command of the shell"),
		/* Translators: what a key does */
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("run") } },
	},
	[PROMPT_WRITE] = {
		N_("Write to: "), N_("A new file; ~/ is your home"), N_("A new file"),
		/* Translators: what a key does */
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("write") } },
	},
	[PROMPT_KEEP] = {
		N_("Keep as: "), N_("A name for this search, by which it stands below the kinds"),
		N_("A name for this search"),
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("keep") } },
	},
	[PROMPT_LINK] = {
		N_("Link: "), N_("The number of a link, then Enter"), N_("The number of a link"),
		/* Translators: what a key does */
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("follow") } },
	},
	[PROMPT_KNOWN] = {
		N_("As known on: "), N_("A day, month or year: 2022-03-01, March 2022; empty: now"),
		N_("2022-03; empty: now"),
		{ { ACTION_CANCEL, N_("cancel") }, { ACTION_OPEN, N_("show") } },
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

bool prompt_is_ordering(struct str typed)
{
	return str_starts_with(typed, STR("order "));
}

struct str prompt_action_name(struct str typed)
{
	if (prompt_is_ordering(typed))
		return str_slice(typed, 0, sizeof("order") - 1);
	return prompt_is_binding(typed) ? prompt_last_word(typed) : str_trim(typed);
}

bool prompt_is_of_names(enum prompt_kind kind)
{
	return kind == PROMPT_SWITCH || kind == PROMPT_PATH || kind == PROMPT_COMPARE;
}

bool prompt_drives_list(enum prompt_kind kind)
{
	return kind == PROMPT_SEARCH || kind == PROMPT_COMMAND || prompt_is_of_names(kind);
}
