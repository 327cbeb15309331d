/* terminal_wire: the way of bytes to the terminal, a screen in one piece.
 *
 * ncurses writes whenever it has done with something, which is two to seven packets for a screen.
 * What it writes between a hold and a send stays in a file in memory, and goes on in one write:
 *
 *	ncurses ─▶ end ─▶ memory ─▶ shorter ─▶ terminal        held
 *	ncurses ─▶ end ──────────────────────▶ terminal        else: it may ask for modes there
 *
 * Where there are no files in memory, all goes as it comes. Knows no library.
 */
#ifndef DOSSIER_UI_TERMINAL_WIRE_H
#define DOSSIER_UI_TERMINAL_WIRE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"

struct terminal_wire {
	FILE *end;                      /* what ncurses is to write to */
	int terminal, memory;           /* descriptors; memory -1: nothing is ever held */
	bool is_held;
	/* Set by whoever knows the type: "ESC[m" ends all looks there, and the cursor may be moved
	 * in any. */
	bool may_shorten;
	struct arena scratch;
};

/* To the terminal at standard output. False if there is no file descriptor left. */
bool terminal_wire_open(struct terminal_wire *wire);

/* From now on keep what is written. */
void terminal_wire_hold(struct terminal_wire *wire);

/* Write what was kept, all at once, and keep nothing more. */
void terminal_wire_send(struct terminal_wire *wire);

/* Write to the end, behind all that ncurses has written. */
void terminal_wire_put(struct terminal_wire *wire, struct str bytes);

/* What is held is let go unwritten. */
void terminal_wire_close(struct terminal_wire *wire);

/* Leave out, in place, what does not show: the end of a look before another begins, or before the
 * same one does, where nothing but moves and blanks that look like any other stand between.
 *
 *	ESC[2m Date ESC[m ESC[55G ESC[32m August   ─▶   ESC[2m Date ESC[55G ESC[;32m August
 *
 * The bytes begin and end in the plain look. An omitted parameter is 0, the plain look: ECMA-48,
 * 5.4.2 and 8.3.117. */
struct str terminal_wire_shorten(char *bytes, size_t size);

#endif
