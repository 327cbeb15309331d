/* prompt: a line being typed, and what it is for. */
#ifndef DOSSIER_UI_PROMPT_H
#define DOSSIER_UI_PROMPT_H

#include <stdbool.h>

#include "ui/action.h"
#include "ui/line_editor.h"

enum prompt_kind {
	PROMPT_NONE,
	PROMPT_SEARCH,          /* '/': the list shows what matches, at each letter */
	PROMPT_SWITCH,          /* names only */
	PROMPT_FIND,            /* in the dossier that is shown */
	PROMPT_COMMAND,         /* an action by its name, with completion */
	PROMPT_LINK,            /* the number of a link */
	PROMPT_KIND_COUNT
};

enum { PROMPT_HISTORY = 64 };

struct prompt {
	enum prompt_kind kind;
	struct line_editor line;
	struct str history[PROMPT_HISTORY];     /* newest last */
	size_t history_count, history_at;
};

/* What a key does while the line is typed: the word for it in the hint bar. */
struct prompt_hint { enum action action; const char *word; };

enum { PROMPT_HINTS = 3 };

struct prompt_row {
	const char *mark;       /* what stands before the line: "/", ":", "switch to: " */
	const char *help;
	struct prompt_hint hints[PROMPT_HINTS]; /* what matters most first; ACTION_NONE ends them */
};
const struct prompt_row *prompt_row(enum prompt_kind kind);

#endif
