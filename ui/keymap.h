/* keymap: which keys mean which actions. The only place where keys are named. */
#ifndef DOSSIER_UI_KEYMAP_H
#define DOSSIER_UI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "ui/action.h"
#include "ui/key.h"

enum key_context {
	CONTEXT_GLOBAL,                 /* valid everywhere, unless the pane has its own */
	CONTEXT_LIST, CONTEXT_DOSSIER, CONTEXT_LINKS, CONTEXT_HELP, CONTEXT_VIEW,
	CONTEXT_FILE,
	CONTEXT_PROMPT,                 /* while a line is typed: all else goes into the line */
	CONTEXT_COUNT
};

struct binding {
	enum key_context context;
	const char *keys; /* names parted by blanks; a sequence is pressed one after the other */
	enum action action;             /* ACTION_NONE: here not what they do everywhere */
};

enum {
	KEYMAP_MOST_KEYS = 4,           /* of a sequence */
	KEYMAP_MOST_ROWS = 100,         /* of a preset */
};

/* The sets of keys that one can choose from, after programs whose keys people know. */
enum keymap_preset {
	PRESET_VI,                      /* that of the program itself */
	PRESET_LESS, PRESET_INFO, PRESET_MUTT, PRESET_NEWSBOAT, PRESET_COUNT
};

/* For an option: their names in this order, with '|' between them. */
extern const char keymap_preset_names[];

/* PRESET_COUNT if none has that name. */
enum keymap_preset keymap_preset_find(struct str name);

/* What a preset binds otherwise than PRESET_VI; ACTION_NONE for a key that it does not bind. */
const struct binding *keymap_preset_rows(enum keymap_preset preset, size_t *count);

/* True if digits are counts in the preset that is in use: 10 j. */
bool keymap_takes_counts(void);

/* From now on the keys of a preset are in use, and no others. PRESET_VI is until then. */
void keymap_use(enum keymap_preset preset);

/* What a new binding took the place of. */
struct keymap_taken {
	size_t count;                   /* bindings; of the first of them: */
	char keys[64];
	enum action action;
};

/* Let keys mean an action in a context (with ACTION_NONE nothing) as long as this preset is in use.
 * What was bound to them there gives way, and so do a sequence that they begin and keys that begin
 * theirs. Fails: FAULT_USAGE for keys that do not exist, FAULT_LIMIT. */
bool keymap_bind(enum key_context context, struct str keys, enum action action,
                 struct keymap_taken *taken, struct fault *why);

/* True if not both can be bound in one context: they are the same, or one begins the other. Names
 * of keys as a binding has them. */
bool keymap_clash(struct str left, struct str right);

/* The bindings in use, in the order of the help; `*count` of them. */
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

/* CONTEXT_COUNT if none has that name. */
enum key_context key_context_find(struct str name);

#endif
