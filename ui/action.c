#include "ui/action.h"

#include <stddef.h>

#include "base/message.h"

static const struct action_row rows[] = {
	[ACTION_NONE] = { "none", "Nothing", "", GROUP_PROGRAM },

	[ACTION_LINE_DOWN] = { "line-down", N_("One line down"), N_("down"), GROUP_MOVE },
	[ACTION_LINE_UP] = { "line-up", N_("One line up"), N_("up"), GROUP_MOVE },
	[ACTION_PAGE_DOWN] = { "page-down", N_("One page down"),
		/* Translators: what a key does, in the bar of keys: a page on */
		N_("page"), GROUP_MOVE },
	[ACTION_PAGE_UP] = { "page-up", N_("One page up"), N_("page up"), GROUP_MOVE },
	[ACTION_HALF_DOWN] = { "half-down", N_("Half a page down"),
		/* Translators: half a page on */
		N_("half"), GROUP_MOVE },
	[ACTION_HALF_UP] = { "half-up", N_("Half a page up"),
		/* Translators: half a page back */
		N_("half up"), GROUP_MOVE },
	[ACTION_FIRST] = { "first", N_("To the first line"), N_("top"), GROUP_MOVE },
	[ACTION_LAST] = { "last", N_("To the last line"),
		/* Translators: to the last line */
		N_("end"), GROUP_MOVE },
	[ACTION_SECTION_NEXT] = { "section-next", N_("To the next section or group"),
		N_("section"), GROUP_MOVE },
	[ACTION_SECTION_PREVIOUS] = { "section-previous", N_("To the section or group before"),
		N_("section up"), GROUP_MOVE },
	[ACTION_OUTLINE] = { "outline", N_("Show the sections of what is read, to go to one"),
		N_("outline"), GROUP_MOVE },
	[ACTION_NEXT_DOSSIER] = { "next-dossier", N_("To the next dossier of the list"),
		N_("next"), GROUP_MOVE },
	[ACTION_PREVIOUS_DOSSIER] = { "previous-dossier", N_("To the dossier before in the list"),
		N_("previous"), GROUP_MOVE },

	[ACTION_OPEN] = { "open", N_("Follow the link, or open what the cursor is on"),
		/* Translators: what a key does: it opens what the cursor is on */
		N_("open"), GROUP_LINKS },
	[ACTION_LINK_NEXT] = { "link-next", N_("Select the next link"), N_("link"), GROUP_LINKS },
	[ACTION_LINK_PREVIOUS] = { "link-previous", N_("Select the link before"),
		N_("link up"), GROUP_LINKS },
	[ACTION_LINK_HINTS] = { "link-hints", N_("Show a letter at each link, to follow one"),
		N_("hints"), GROUP_LINKS },
	[ACTION_LINK_NUMBER] = { "link-number", N_("Follow a link by its number"),
		N_("number"), GROUP_LINKS },
	[ACTION_SOURCE_NEXT] = { "source-next",
		N_("Select the next source mark, and say who says so"),
		N_("source"), GROUP_LINKS },
	[ACTION_WHO] = { "who", N_("Who says so: the sources of this value, and what others say"),
		N_("who says so"), GROUP_LINKS },
	[ACTION_TEXT] = { "text", N_("Show where a quote stands in the text of its source"),
		/* Translators: shows the text of a source */
		N_("text"), GROUP_LINKS },

	[ACTION_FILE] = { "file", N_("Show the file that this is written in, and the page again"),
		N_("file"), GROUP_FILE },
	[ACTION_EDIT] = { "edit", N_("Open the file in your editor, at the same line"),
		N_("edit"), GROUP_FILE },

	[ACTION_PATH] = { "path", N_("How this hangs together with another dossier, step by step"),
		N_("path"), GROUP_VIEW },
	[ACTION_TREE] = { "tree", N_("Whom this is linked with, and whom these are, as branches"),
		N_("tree"), GROUP_VIEW },
	[ACTION_COMPARE] = { "compare", N_("What this and another dossier share, and what not"),
		N_("compare"), GROUP_VIEW },
	[ACTION_DATES] = { "dates", N_("The timeline of this dossier, as a chart"),
		N_("dates"), GROUP_VIEW },
	[ACTION_KNOWN] = { "known", N_("Show all as it was known on a day, or as it is known now"),
		/* Translators: a day follows when it is pressed */
		N_("as known on"), GROUP_VIEW },
	[ACTION_DATES_OF_ALL] = { "dates-of-all",
		N_("The timeline of all, or of the list one is in, as a chart"),
		N_("all dates"), GROUP_VIEW },
	[ACTION_MATRIX] = { "matrix", N_("Who was at what, around this dossier; again: of all"),
		N_("matrix"), GROUP_VIEW },
	[ACTION_MENTIONS] = { "mentions", N_("Where this is named in running text without a link"),
		N_("mentions"), GROUP_VIEW },
	[ACTION_ZOOM_IN] = { "zoom-in", N_("Show more: deeper branches, whole lists, days, columns"),
		/* Translators: shows more of it */
		N_("more"), GROUP_VIEW },
	[ACTION_ZOOM_OUT] = { "zoom-out", N_("Show less: fewer branches, short lists, years, columns"),
		/* Translators: shows less of it */
		N_("less"), GROUP_VIEW },
	[ACTION_FOLD] = { "fold", N_("Open or close the branch of the selected link"),
		N_("fold"), GROUP_VIEW },

	[ACTION_BACK] = { "back", N_("Back to the dossier you came from"),
		N_("back"), GROUP_TRAIL },
	[ACTION_FORWARD] = { "forward", N_("Forward again"), N_("forward"), GROUP_TRAIL },
	[ACTION_HOME] = { "home", N_("To the dossier the collection begins with"),
		N_("home"), GROUP_TRAIL },

	[ACTION_SEARCH] = { "search", N_("Search everything as you type"),
		N_("search"), GROUP_FIND },
	[ACTION_SWITCH] = { "switch", N_("Go to any dossier by a part of its name"),
		N_("switch"), GROUP_FIND },
	[ACTION_KEEP_SEARCH] = { "keep-search", N_("Keep the search that was made, or let it go"),
		/* Translators: what a key does: it keeps the search */
		N_("keep"), GROUP_FIND },
	[ACTION_LIMIT] = { "limit", N_("Narrow the list to what answers a query as well"),
		N_("limit"), GROUP_FIND },
	[ACTION_ORDER] = { "order",
		N_("Order the list by links, sources, date, type; again: by the next"),
		/* Translators: what a key does: it puts the list in another order */
		N_("order"), GROUP_FIND },
	[ACTION_REVERSE] = { "reverse", N_("Order the list from its other end"),
		/* Translators: what a key does: it turns the order of the list round */
		N_("reverse"), GROUP_FIND },
	[ACTION_FACETS] = { "facets", N_("Count what is in the list: kinds, years, tags, places"),
		/* Translators: what a key does: it counts what is in the list */
		N_("count"), GROUP_FIND },
	[ACTION_FIND_HERE] = { "find-here", N_("Search in what is shown"), N_("find"), GROUP_FIND },
	[ACTION_MATCH_NEXT] = { "match-next", N_("To the next match"),
		N_("next match"), GROUP_FIND },
	[ACTION_MATCH_PREVIOUS] = { "match-previous", N_("To the match before"),
		N_("match up"), GROUP_FIND },
	[ACTION_CANCEL] = { "cancel",
		N_("Leave a prompt, hints, marked matches, a search or what it found"),
		N_("cancel"), GROUP_FIND },

	[ACTION_COPY_ID] = { "copy-id", N_("Copy the id of the selected link, or of what is shown"),
		N_("copy id"), GROUP_COPY },
	[ACTION_COPY_CITATION] = { "copy-citation", N_("Copy a quote or source as it is cited"),
		N_("cite"), GROUP_COPY },
	[ACTION_ADDRESS] = { "address",
		N_("Show and copy the selected address, or that of a source"),
		N_("address"), GROUP_COPY },
	[ACTION_PIPE] = { "pipe", N_("Give what is shown, as text, to a command of the shell"),
		N_("pipe"), GROUP_COPY },
	[ACTION_WRITE] = { "write", N_("Write what is shown, as text, to a new file"),
		N_("write"), GROUP_COPY },

	[ACTION_STATE] = { "state",
		N_("On the reading list: to read, read, checked, disputed; and off"),
		/* Translators: that of reading: to read, read, checked, disputed */
		N_("state"), GROUP_NOTES },
	[ACTION_NOTE] = { "note", N_("Write a note of your own on this dossier"),
		N_("note"), GROUP_NOTES },
	[ACTION_READING] = { "reading-list", N_("Show your reading list and notes in the list"),
		N_("reading list"), GROUP_NOTES },
	[ACTION_MARK] = { "mark", N_("Mark this place by a letter"), N_("mark"), GROUP_NOTES },
	[ACTION_TO_MARK] = { "to-mark", N_("Go to a mark by its letter"),
		/* Translators: goes to a place that was marked by a letter */
		N_("to mark"), GROUP_NOTES },

	[ACTION_PANE_NEXT] = { "pane-next", N_("To the next pane: list, dossier, connections"), N_("pane"), GROUP_PANES },
	[ACTION_PANE_LEFT] = { "pane-left", N_("To the pane on the left"),
		N_("left"), GROUP_PANES },
	[ACTION_PANE_RIGHT] = { "pane-right", N_("To the pane on the right"),
		N_("right"), GROUP_PANES },
	[ACTION_MAXIMIZE] = { "maximize", N_("Only this pane, or all again"),
		/* Translators: a pane alone, in full width */
		N_("wide"), GROUP_PANES },
	[ACTION_PIN] = { "pin", N_("Keep these connections while you walk them, or let go"),
		N_("pin"), GROUP_PANES },
	[ACTION_LIST] = { "list", N_("Show all kinds and their dossiers in the list"),
		N_("kinds"), GROUP_PANES },
	[ACTION_TIMELINE] = { "timeline", N_("Show the timeline in the list"),
		N_("timeline"), GROUP_PANES },
	[ACTION_FINDINGS] = { "findings", N_("Show what check finds in the list"),
		N_("findings"), GROUP_PANES },
	[ACTION_CLOSE] = { "close", N_("Close what is open, and the program at last"),
		N_("close"), GROUP_PANES },

	[ACTION_COMMAND] = { "command", N_("Type the name of any action"),
		N_("command"), GROUP_PROGRAM },
	[ACTION_HELP] = { "help", N_("All keys and actions"), N_("help"), GROUP_PROGRAM },
	[ACTION_TOUR] = { "tour", N_("Be shown around, step by step"), N_("tour"), GROUP_PROGRAM },
	[ACTION_MOUSE] = { "mouse",
		N_("Take clicks and the wheel, or leave the mouse to the terminal"),
		N_("mouse"), GROUP_PROGRAM },
	[ACTION_REDRAW] = { "redraw", N_("Paint the screen anew"), N_("redraw"), GROUP_PROGRAM },
	[ACTION_SUSPEND] = { "suspend", N_("Back to the shell; fg continues"),
		N_("suspend"), GROUP_PROGRAM },
	[ACTION_QUIT] = { "quit", N_("End the program at once"), N_("quit"), GROUP_PROGRAM },
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == ACTION_COUNT, "a row for each action");

static const char *const group_names[] = {
	[GROUP_MOVE]    = N_("Moving"),
	[GROUP_LINKS]   = N_("Links"),
	[GROUP_FILE]    = N_("The file behind it"),
	[GROUP_VIEW]    = N_("How all hangs together"),
	[GROUP_TRAIL]   = N_("Trail"),
	[GROUP_FIND]    = N_("Finding"),
	[GROUP_COPY]    = N_("Taking away"),
	[GROUP_NOTES]   = N_("Your notes"),
	[GROUP_PANES]   = N_("Panes"),
	[GROUP_PROGRAM] = N_("Program"),
};
_Static_assert(sizeof(group_names) / sizeof(group_names[0]) == GROUP_COUNT,
               "a name for each group");

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
