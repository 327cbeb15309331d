/* action: everything that one can do in the reader, each a row with its name and a sentence.
 *
 * The help, the hint bar, `dossier keys`, the manual, completion at ':' and the tests walk this
 * table.
 */
#ifndef DOSSIER_UI_ACTION_H
#define DOSSIER_UI_ACTION_H

#include <stdbool.h>

#include "base/str.h"

enum action_group {
	GROUP_MOVE, GROUP_LINKS, GROUP_FILE, GROUP_VIEW, GROUP_TRAIL, GROUP_FIND, GROUP_COPY,
	GROUP_NOTES, GROUP_PANES, GROUP_PROGRAM, GROUP_COUNT
};

enum action {
	ACTION_NONE,
	/* Move */
	ACTION_LINE_DOWN,
	ACTION_LINE_UP,
	ACTION_PAGE_DOWN,
	ACTION_PAGE_UP,
	ACTION_HALF_DOWN,
	ACTION_HALF_UP,
	ACTION_FIRST,
	ACTION_LAST,
	ACTION_SECTION_NEXT,
	ACTION_SECTION_PREVIOUS,
	ACTION_OUTLINE,
	ACTION_NEXT_DOSSIER,
	ACTION_PREVIOUS_DOSSIER,
	/* Links */
	ACTION_OPEN, /* follow the link, open the row */
	ACTION_LINK_NEXT,
	ACTION_LINK_PREVIOUS,
	ACTION_LINK_HINTS,
	ACTION_LINK_NUMBER,
	ACTION_SOURCE_NEXT,
	ACTION_WHO,
	ACTION_TEXT,
	/* The file behind it */
	ACTION_FILE,
	ACTION_EDIT,
	/* How all hangs together */
	ACTION_PATH,
	ACTION_TREE,
	ACTION_COMPARE,
	ACTION_DATES,
	ACTION_DATES_OF_ALL,
	ACTION_MATRIX,
	ACTION_MENTIONS,
	ACTION_KNOWN,
	ACTION_ZOOM_IN,
	ACTION_ZOOM_OUT,
	ACTION_FOLD,
	/* Trail */
	ACTION_BACK,
	ACTION_FORWARD,
	ACTION_HOME,
	/* Find */
	ACTION_SEARCH,
	ACTION_SWITCH,
	ACTION_KEEP_SEARCH,
	ACTION_LIMIT,
	ACTION_ORDER,
	ACTION_REVERSE,
	ACTION_FACETS,
	ACTION_FIND_HERE,
	ACTION_MATCH_NEXT,
	ACTION_MATCH_PREVIOUS,
	ACTION_CANCEL,
	/* Taking away */
	ACTION_COPY_ID,
	ACTION_COPY_CITATION,
	ACTION_ADDRESS,
	ACTION_PIPE,
	ACTION_WRITE,
	/* Your notes */
	ACTION_STATE,
	ACTION_NOTE,
	ACTION_READING,
	ACTION_MARK,
	ACTION_TO_MARK,
	/* Panes */
	ACTION_PANE_NEXT,
	ACTION_PANE_LEFT,
	ACTION_PANE_RIGHT,
	ACTION_MAXIMIZE,
	ACTION_PIN,
	ACTION_LIST,
	ACTION_TIMELINE,
	ACTION_FINDINGS,
	ACTION_CLOSE,
	/* Program */
	ACTION_COMMAND,
	ACTION_HELP,
	ACTION_TOUR,
	ACTION_MOUSE,
	ACTION_REDRAW,
	ACTION_SUSPEND,
	ACTION_QUIT,
	ACTION_COUNT
};

struct action_row {
	const char *name;               /* "link-next": typed at ':', shown by `dossier keys` */
	const char *help;               /* a sentence without full stop; a message */
	const char *hint;               /* one or two words for the hint bar; a message */
	enum action_group group;
};

const struct action_row *action_row(enum action action);
const char *action_group_name(enum action_group group);  /* a message */

/* The action of that name, or ACTION_NONE. */
enum action action_find(struct str name);

#endif
