/* linear_command: what a line typed in linear mode means.
 *
 *	search lavrov     an action by its name, and what it is about
 *	/lavrov  s lavrov the same by its key
 *	12  open 12       a link or a row by its number: of what was said last
 *	l3  r3  s3  [3]   link 3, row 3, source 3, whatever was said last
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
	WORD_READ,
	WORD_BRIEF,
	WORD_QUOTES,
	WORD_CLAIMS,
	WORD_STATS,
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
	                                 * the action; empty: a synonym */
	const char *forms;              /* with what is typed behind it, "row 3; r3", a message;
	                                 * NULL: those of the action */
};

/* The table, in the order of the help; ended by a row without name. */
const struct linear_name *linear_names(void);

/* What the command line calls it: it is in no help. */
bool linear_name_is_synonym(const struct linear_name *name);

/* How it is typed, with what can stand behind it: "compare NAME; compare NAME, NAME". A message;
 * NULL: nothing can stand there. */
const char *linear_command_forms(const struct linear_command *command);

/* What it does: a message, a sentence without full stop. */
const char *linear_command_help(const struct linear_command *command);

/* The name under which it is found in the help. */
const char *linear_command_name(const struct linear_command *command);

/* True of a source mark behind a word, "[3]" or "s3", and its number. */
bool linear_command_mark(struct str typed, uint32_t *number);

/* Fails: FAULT_USAGE with what may have been meant. Scratch memory from `arena`. */
bool linear_command_parse(struct arena *arena, struct str line, struct linear_command *command,
                          struct fault *why);

#endif
