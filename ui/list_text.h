/* list_text: the rows of a list as text that leaves the program; for panes and for lines. */
#ifndef DOSSIER_UI_LIST_TEXT_H
#define DOSSIER_UI_LIST_TEXT_H

#include "base/arena.h"
#include "base/str.h"
#include "reader/reader.h"

/* Add a line: id, tab, name. With `reader`, for the reading list, behind them a tab and the state, a
 * tab and the note on one line; either may be empty. All harmless (base/shown.h). */
void list_text_add(struct text *text, struct arena *arena, const struct reader *reader,
                   struct str id, struct str name);

/* What to say once the reading list is in the file at `path`. In `arena`. */
struct str list_text_told(struct arena *arena, const char *path);

#endif
