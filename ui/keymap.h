/* keymap: which keys mean which actions. The only place where keys are named. */
#ifndef DOSSIER_UI_KEYMAP_H
#define DOSSIER_UI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/action.h"
#include "ui/key.h"

enum key_context {
	CONTEXT_GLOBAL,                 /* valid everywhere, unless the pane has its own */
	CONTEXT_LIST, CONTEXT_DOSSIER, CONTEXT_LINKS, CONTEXT_HELP,
	CONTEXT_PROMPT,                 /* while a line is typed: all else goes into the line */
	CONTEXT_COUNT
};

struct binding {
	enum key_context context;
	const char *keys; /* names parted by blanks; a sequence is pressed one after the other */
	enum action action;
};

/* The default bindings, in the order of the help; `*count` of them. */
const struct binding *keymap_bindings(size_t *count);

enum key_match { KEY_UNBOUND, KEY_PREFIX, KEY_BOUND };

/* What the keys pressed so far mean in `context`, else globally. */
enum key_match keymap_find(enum key_context context, const struct key *keys, size_t count,
                           enum action *action);

/* The keys of an action valid in a context, by the order of the table, as "j, Down": all, or the
 * first one only. In `arena`; empty if it has none. */
struct arena;
struct str keymap_keys(struct arena *arena, enum key_context context, enum action action,
                       bool only_first);

const char *key_context_name(enum key_context context);

#endif
