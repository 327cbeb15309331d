/* typist: presses keys in a workspace and looks at its screen, without a terminal.
 *
 *	typist_press(&workspace, "/ =harbour Enter Tab", 24, 80);
 *	typist_sees(&workspace, &arena, 24, 80);
 */
#ifndef DOSSIER_TESTS_SUPPORT_TYPIST_H
#define DOSSIER_TESTS_SUPPORT_TYPIST_H

#include "ui/workspace.h"

/* Draw for a screen of that size, by which panes are laid out: its rows as text, NUL-terminated, in
 * `arena`. */
const char *typist_sees(struct workspace *workspace, struct arena *arena, int rows, int columns);

/* Press keys by their names (ui/key.h), with a blank between two; "=word" types the word, in which
 * "_" is a blank. The screen is drawn after each. A key that has no such name ends the test. */
void typist_press(struct workspace *workspace, const char *names, int rows, int columns);

#endif
