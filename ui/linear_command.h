/* linear_command: what a line typed in linear mode means.
 *
 *	search lavrov     an action by its name, and what it is about
 *	/lavrov  s lavrov the same by its key
 *	12  open 12  #12  a link or a row by its number
 *	                  nothing: read on
 *	where             a word that only linear mode has
 */
#ifndef DOSSIER_UI_LINEAR_COMMAND_H
#define DOSSIER_UI_LINEAR_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"
#include "ui/action.h"

struct arena;

/* What the panes show in other ways, and need no action for. */
enum linear_word {
	WORD_ACTION,                    /* none of these: an action */
	WORD_WHERE,
	WORD_SECTIONS,
	WORD_CONNECTIONS,
	WORD_LINES,
	WORD_ROW,
	WORD_COUNT
};

struct linear_command {
	enum linear_word word;
	enum action action;             /* of WORD_ACTION */
	struct str rest;                /* what stands behind it, trimmed; of the line */
	bool has_number;                /* that is one: */
	uint32_t number;
};

/* A name that can be typed besides those of the actions. Several may mean the same. */
struct linear_name {
	const char *name;
	enum linear_word word;
	enum action action;
	const char *help;               /* a sentence without full stop, a message; NULL: that of
	                                 * the action */
};

/* The table, in the order of the help; ended by a row without name. */
const struct linear_name *linear_names(void);

/* Fails: FAULT_USAGE with what may have been meant. Scratch memory from `arena`. */
bool linear_command_parse(struct arena *arena, struct str line, struct linear_command *command,
                          struct fault *why);

#endif
