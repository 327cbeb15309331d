/* program: another program, which gets the terminal of this process until it ends.
 *
 *	modes given back ─▶ program_run ─┬▶ the child: signals as anybody has them
 *	                                 └▶ we wait: C-c and C-\ are the child's alone, C-z stops both;
 *	                                    who asks us to end asks the child first
 *
 * What it is told is a list of words. Nothing of a collection is ever a part of a command line that
 * a shell reads.
 */
#ifndef DOSSIER_UI_PROGRAM_H
#define DOSSIER_UI_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;

enum { PROGRAM_MAX_WORDS = 8 };

/* What a shell gives as the status of a command that it cannot start. */
enum { PROGRAM_NOT_EXECUTABLE = 126, PROGRAM_NOT_FOUND = 127 };

struct program {
	const char *words[PROGRAM_MAX_WORDS];   /* a path, and its arguments; ended by NULL */
	bool reads_input;               /* its standard input is `input`, not the terminal */
	struct str input;
	bool asks_for_key;              /* what it printed stays until a key is pressed */
};

/* The editor of whoever reads, on a line (from 1) of a file: $VISUAL, else $EDITOR, else vi. The
 * shell splits the variable into words, as it does for other programs. In `arena`. */
struct program program_editor(struct arena *arena, struct str path, uint32_t line);

/* What program_editor takes from the environment. Borrowed. */
const char *program_editor_name(void);

/* A command line that somebody typed, for $SHELL or else sh, which reads `input`, as long as that
 * lives. In `arena`. */
struct program program_command(struct arena *arena, struct str typed, struct str input);

/* Run it, and wait. `*status` is its exit status, or 128 and the number of the signal that ended
 * it. A program that does not read all of its input is not told of the rest. A signal that asked us
 * to end meanwhile comes again when all is as before.
 * Fails: FAULT_SYSTEM if it could not be started. */
bool program_run(const struct program *program, int *status, struct fault *why);

#endif
