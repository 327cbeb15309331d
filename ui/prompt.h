/* prompt: a line being typed, and what it is for. */
#ifndef DOSSIER_UI_PROMPT_H
#define DOSSIER_UI_PROMPT_H

#include <stdbool.h>

#include "base/arena.h"
#include "query/completion.h"
#include "ui/action.h"
#include "ui/line_editor.h"

enum prompt_kind {
	PROMPT_NONE,
	PROMPT_SEARCH,          /* '/': the list shows what matches, at each letter */
	PROMPT_SWITCH,          /* names only */
	PROMPT_PATH,            /* likewise: where a path is to lead */
	PROMPT_COMPARE,         /* likewise: what to compare with */
	PROMPT_FIND,            /* in the dossier that is shown */
	PROMPT_LIMIT,           /* what the list is narrowed to, at each letter */
	PROMPT_DATES,           /* the time to which the line of time is narrowed */
	PROMPT_COMMAND,         /* an action by its name, with completion */
	PROMPT_NOTE,            /* what the reader notes of a dossier */
	PROMPT_NOTE_MORE,       /* a line behind a note that is too long for a line */
	PROMPT_KEEP,            /* the name for a search */
	PROMPT_LINK,            /* the number of a link */
	PROMPT_PIPE,            /* a command that gets what is shown */
	PROMPT_WRITE,           /* a file for it */
	PROMPT_KNOWN,           /* a day: all is shown as it was known then */
	PROMPT_KIND_COUNT
};

enum { PROMPT_HISTORY = 64 };

/* What Tab has put into a line with a query, and what it puts there next. */
struct completing {
	struct arena arena;             /* of all that follows */
	struct str line;                /* as it is since; another: nothing is completed any more */
	struct completions found;
	size_t at;                      /* of these, the one that stands in the line */
};

struct prompt {
	enum prompt_kind kind;
	struct line_editor line;
	struct str history[PROMPT_HISTORY];     /* newest last */
	size_t history_count, history_at;
};

/* What a key does while the line is typed: the word for it in the hint bar. */
struct prompt_hint { enum action action; const char *word; };  /* English, as all of a row */

enum { PROMPT_HINTS = 4 };

struct prompt_row {
	const char *mark;       /* what stands before the line: "/", ":", "switch to: " */
	const char *help, *brief;       /* brief: where there is no room for it; NULL: it is */
	struct prompt_hint hints[PROMPT_HINTS]; /* what matters most first; ACTION_NONE ends them */
};

/* True if the list shows what is typed, once something is. */
bool prompt_drives_list(enum prompt_kind kind);

/* True if what is typed is looked for in names alone: to go there, or to choose another dossier. */
bool prompt_is_of_names(enum prompt_kind kind);

const struct prompt_row *prompt_row(enum prompt_kind kind);

/* The last word of a line; empty if it ends in a blank. Borrowed. */
struct str prompt_last_word(struct str typed);

/* What of a command that is typed names an action: all of it, or in "bind C-t timeline" the last
 * word, in "order links" the first. */
struct str prompt_action_name(struct str typed);

/* True if the command orders the list: then the column stands behind "order ". */
bool prompt_is_ordering(struct str typed);

/* True if the command binds a key. */
bool prompt_is_binding(struct str typed);

#endif
