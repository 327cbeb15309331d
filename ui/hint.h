/* hint: a key and the word for what it does, as they stand in the bottom row. */
#ifndef DOSSIER_UI_HINT_H
#define DOSSIER_UI_HINT_H

#include "base/shown.h"
#include "ui/action.h"
#include "ui/canvas.h"
#include "ui/keymap.h"

struct arena;
struct workspace;

enum { HINT_GAP = 2 };                  /* columns between two of them */

/* A key, by name, and the word for what it does. */
struct hint { struct shown key, word; enum action action; };

/* The first key of the action in that context; it is empty if there is none. `word` is English,
 * from a table. In `frame`. */
struct hint hint_of(struct arena *frame, enum key_context context, enum action action,
                    const char *word);

/* Columns of it, without a gap. */
int hint_width(struct hint hint);

/* Draw it at that column of the bottom row, and note where it stands for who clicks on it; the
 * column for the next one. */
int hint_draw(struct workspace *workspace, struct canvas *bar, struct hint hint, int column);

#endif
