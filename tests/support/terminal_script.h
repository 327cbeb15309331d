/* terminal_script: a terminal that plays a script and keeps what was shown last. */
#ifndef DOSSIER_TESTS_TERMINAL_SCRIPT_H
#define DOSSIER_TESTS_TERMINAL_SCRIPT_H

#include "ui/terminal.h"

struct arena;

struct terminal_script {
	struct terminal terminal;       /* first: what the front end sees */
	struct arena *arena;            /* of the texts below */
	struct str script;              /* what is left of it */
	struct str typed;               /* what is left of a line of text */
	int rows, columns;
	struct str screen, roles;       /* of the last show; canvas_text and canvas_roles */
	struct str copied;              /* the sequence that was sent last */
	int copies;
	struct str ran, input;          /* words of the program that was run last, and its input */
	int status;                     /* what programs end with; -1: they cannot be started */
	int shows, bells, redraws, suspends;
	bool takes_mouse;               /* it was asked for */
	bool has_no_mouse;              /* and cannot be had */
	bool is_closed;
};

/* A script is a list of lines; the terminal hangs up at its end.
 *
 *	Enter               a key by its name
 *	=lavrov             letters, typed one after the other
 *	paste some text     a bracketed paste
 *	resize 80x24
 *	click 12,3          the mouse, at a column and a row that count from 0
 *	quit 15             a signal that asks to end
 *	news                there is something at the descriptor that was given
 *
 * Copies may be sent the plain way, until terminal.clipboard is set otherwise.
 */
struct terminal_script terminal_script(struct arena *arena, int rows, int columns,
                                       struct str script);

#endif
