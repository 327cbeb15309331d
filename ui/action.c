#include "ui/action.h"

#include <stddef.h>

static const struct action_row rows[] = {
	[ACTION_NONE] = { "none", "Nothing", "", GROUP_PROGRAM },

	[ACTION_LINE_DOWN] = { "line-down", "One line down", "down", GROUP_MOVE },
	[ACTION_LINE_UP] = { "line-up", "One line up", "up", GROUP_MOVE },
	[ACTION_PAGE_DOWN] = { "page-down", "One page down", "page", GROUP_MOVE },
	[ACTION_PAGE_UP] = { "page-up", "One page up", "page up", GROUP_MOVE },
	[ACTION_HALF_DOWN] = { "half-down", "Half a page down", "half", GROUP_MOVE },
	[ACTION_HALF_UP] = { "half-up", "Half a page up", "half up", GROUP_MOVE },
	[ACTION_FIRST] = { "first", "To the first line", "top", GROUP_MOVE },
	[ACTION_LAST] = { "last", "To the last line", "end", GROUP_MOVE },
	[ACTION_SECTION_NEXT] = { "section-next", "To the next section or group",
		"section", GROUP_MOVE },
	[ACTION_SECTION_PREVIOUS] = { "section-previous", "To the section or group before",
		"section up", GROUP_MOVE },
	[ACTION_OUTLINE] = { "outline", "Show the sections of what is read, to go to one",
		"outline", GROUP_MOVE },
	[ACTION_NEXT_DOSSIER] = { "next-dossier", "To the next dossier of the list",
		"next", GROUP_MOVE },
	[ACTION_PREVIOUS_DOSSIER] = { "previous-dossier", "To the dossier before in the list",
		"previous", GROUP_MOVE },

	[ACTION_OPEN] = { "open", "Follow the link, or open what the cursor is on",
		"open", GROUP_LINKS },
	[ACTION_LINK_NEXT] = { "link-next", "Select the next link", "link", GROUP_LINKS },
	[ACTION_LINK_PREVIOUS] = { "link-previous", "Select the link before",
		"link up", GROUP_LINKS },
	[ACTION_LINK_HINTS] = { "link-hints", "Show a letter at each link, to follow one",
		"hints", GROUP_LINKS },
	[ACTION_LINK_NUMBER] = { "link-number", "Follow a link by its number",
		"number", GROUP_LINKS },
	[ACTION_SOURCE_NEXT] = { "source-next", "Select the next source mark, and say who says so",
		"source", GROUP_LINKS },
	[ACTION_WHO] = { "who", "Who says so: the sources of this value, and what others say",
		"who says so", GROUP_LINKS },
	[ACTION_TEXT] = { "text", "Show where a quote stands in the text of its source",
		"text", GROUP_LINKS },

	[ACTION_FILE] = { "file", "Show the file that this is written in, and the page again",
		"file", GROUP_FILE },
	[ACTION_EDIT] = { "edit", "Open the file in your editor, at the same line",
		"edit", GROUP_FILE },

	[ACTION_PATH] = { "path", "How this hangs together with another dossier, step by step",
		"path", GROUP_VIEW },
	[ACTION_TREE] = { "tree", "Whom this is linked with, and whom these are, as branches",
		"tree", GROUP_VIEW },
	[ACTION_COMPARE] = { "compare", "What this and another dossier share, and what not",
		"compare", GROUP_VIEW },
	[ACTION_DATES] = { "dates", "The line of time of this dossier", "dates", GROUP_VIEW },
	[ACTION_KNOWN] = { "known", "Show all as it was known on a day, or as it is known now",
		"as known on", GROUP_VIEW },
	[ACTION_DATES_OF_ALL] = { "dates-of-all", "The line of time of the whole collection",
		"all dates", GROUP_VIEW },
	[ACTION_MATRIX] = { "matrix", "Who was at what, around this dossier; again: of all",
		"matrix", GROUP_VIEW },
	[ACTION_MENTIONS] = { "mentions", "Where this is named in running text without a link",
		"mentions", GROUP_VIEW },
	[ACTION_ZOOM_IN] = { "zoom-in", "Show more: deeper branches, months, days, columns",
		"more", GROUP_VIEW },
	[ACTION_ZOOM_OUT] = { "zoom-out", "Show less: fewer branches, months, years, columns",
		"less", GROUP_VIEW },
	[ACTION_FOLD] = { "fold", "Open or close the branch of the selected link",
		"fold", GROUP_VIEW },

	[ACTION_BACK] = { "back", "Back to the dossier you came from", "back", GROUP_TRAIL },
	[ACTION_FORWARD] = { "forward", "Forward again", "forward", GROUP_TRAIL },
	[ACTION_HOME] = { "home", "To the dossier the collection begins with",
		"home", GROUP_TRAIL },

	[ACTION_SEARCH] = { "search", "Search everything as you type", "search", GROUP_FIND },
	[ACTION_SWITCH] = { "switch", "Go to any dossier by a part of its name",
		"switch", GROUP_FIND },
	[ACTION_KEEP_SEARCH] = { "keep-search", "Keep the search that was made, or let it go",
		"keep", GROUP_FIND },
	[ACTION_LIMIT] = { "limit", "Narrow the list to what answers a query as well",
		"limit", GROUP_FIND },
	[ACTION_FACETS] = { "facets", "Count what is in the list: kinds, years, tags, places",
		"count", GROUP_FIND },
	[ACTION_FIND_HERE] = { "find-here", "Search in what is shown", "find", GROUP_FIND },
	[ACTION_MATCH_NEXT] = { "match-next", "To the next match", "next match", GROUP_FIND },
	[ACTION_MATCH_PREVIOUS] = { "match-previous", "To the match before",
		"match up", GROUP_FIND },
	[ACTION_CANCEL] = { "cancel", "Leave a prompt, hints, marked matches, a search or what it found",
		"cancel", GROUP_FIND },

	[ACTION_COPY_ID] = { "copy-id", "Copy the id of the selected link, or of what is shown",
		"copy id", GROUP_COPY },
	[ACTION_COPY_CITATION] = { "copy-citation", "Copy a quote or source as it is cited",
		"cite", GROUP_COPY },
	[ACTION_ADDRESS] = { "address", "Show and copy the selected address, or that of a source",
		"address", GROUP_COPY },
	[ACTION_PIPE] = { "pipe", "Give what is shown, as text, to a command of the shell",
		"pipe", GROUP_COPY },
	[ACTION_WRITE] = { "write", "Write what is shown, as text, to a new file",
		"write", GROUP_COPY },

	[ACTION_STATE] = { "state", "On the reading list: to read, read, checked, disputed; and off",
		"state", GROUP_NOTES },
	[ACTION_NOTE] = { "note", "Write a note of your own on this dossier", "note", GROUP_NOTES },
	[ACTION_READING] = { "reading-list", "Show your reading list and notes in the list",
		"reading list", GROUP_NOTES },
	[ACTION_MARK] = { "mark", "Mark this place by a letter", "mark", GROUP_NOTES },
	[ACTION_TO_MARK] = { "to-mark", "Go to a mark by its letter", "to mark", GROUP_NOTES },

	[ACTION_PANE_NEXT] = { "pane-next", "To the next pane", "pane", GROUP_PANES },
	[ACTION_PANE_LEFT] = { "pane-left", "To the pane on the left", "left", GROUP_PANES },
	[ACTION_PANE_RIGHT] = { "pane-right", "To the pane on the right", "right", GROUP_PANES },
	[ACTION_MAXIMIZE] = { "maximize", "Only this pane, or all again", "maximize", GROUP_PANES },
	[ACTION_PIN] = { "pin", "Keep these connections while you walk them, or let go",
		"pin", GROUP_PANES },
	[ACTION_LIST] = { "list", "Show all kinds and their dossiers in the list",
		"kinds", GROUP_PANES },
	[ACTION_TIMELINE] = { "timeline", "Show the timeline in the list",
		"timeline", GROUP_PANES },
	[ACTION_FINDINGS] = { "findings", "Show what check finds in the list",
		"findings", GROUP_PANES },
	[ACTION_CLOSE] = { "close", "Close what is open, and the program at last",
		"close", GROUP_PANES },

	[ACTION_COMMAND] = { "command", "Type the name of any action", "command", GROUP_PROGRAM },
	[ACTION_HELP] = { "help", "All keys and actions", "help", GROUP_PROGRAM },
	[ACTION_TOUR] = { "tour", "Be shown around, step by step", "tour", GROUP_PROGRAM },
	[ACTION_MOUSE] = { "mouse", "Take clicks and the wheel, or leave the mouse to the terminal",
		"mouse", GROUP_PROGRAM },
	[ACTION_REDRAW] = { "redraw", "Paint the screen anew", "redraw", GROUP_PROGRAM },
	[ACTION_SUSPEND] = { "suspend", "Back to the shell; fg continues",
		"suspend", GROUP_PROGRAM },
	[ACTION_QUIT] = { "quit", "End the program at once", "quit", GROUP_PROGRAM },
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == ACTION_COUNT, "a row for each action");

static const char *const group_names[] = {
	[GROUP_MOVE] = "Moving", [GROUP_LINKS] = "Links",
	[GROUP_FILE] = "The file behind it", [GROUP_VIEW] = "How all hangs together", [GROUP_TRAIL] = "Trail",
	[GROUP_FIND] = "Finding", [GROUP_COPY] = "Taking away",
	[GROUP_NOTES] = "Your notes", [GROUP_PANES] = "Panes", [GROUP_PROGRAM] = "Program",
};
_Static_assert(sizeof(group_names) / sizeof(group_names[0]) == GROUP_COUNT,
               "a name for each group");

bool action_is_by_name(enum action action)
{
	return action == ACTION_TOUR || action == ACTION_MOUSE;
}

const struct action_row *action_row(enum action action)
{
	return &rows[action];
}

const char *action_group_name(enum action_group group)
{
	return group_names[group];
}

enum action action_find(struct str name)
{
	for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
		if (str_equal(name, str_of(rows[action].name)))
			return (enum action)action;
	return ACTION_NONE;
}
