/* terminal_database: the types of terminals that this machine knows, as the library of the terminal
 * reads them; with terminal_curses.c the only file that knows that library. */
#ifndef DOSSIER_UI_TERMINAL_DATABASE_H
#define DOSSIER_UI_TERMINAL_DATABASE_H

#include <stdbool.h>

#include "ui/terminal_type.h"

struct arena;

/* Where the type of the terminal is looked up, from opening it here until all is put back. */
struct terminal_database {
	const char *before;             /* the variable TERMINFO; NULL: there is none */
	void *type;                     /* as the library holds it; NULL: none */
};

/* Read what TERM names; false if it names nothing known. Then the type can be asked, until another
 * one is read. */
bool terminal_database_open(struct arena *arena, struct terminal_database *database,
                            struct terminal_type *type);

/* Have the library find the type with the looks where it looks for TERM next; from close on, all is
 * as before. Strings of the old type end at close. False if it says too much to be offered: then it
 * finds the old one. */
bool terminal_database_offer(struct arena *arena, const struct terminal_type *type,
                             const struct looks *looks);
void terminal_database_close(const struct terminal_database *database);

/* True if the library reads the type that was offered. */
bool terminal_database_has_looks(void);

#endif
