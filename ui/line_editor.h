/* line_editor: one line of text that somebody types, by grapheme clusters. No terminal in it. */
#ifndef DOSSIER_UI_LINE_EDITOR_H
#define DOSSIER_UI_LINE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "ui/key.h"

struct canvas;
struct arena;

enum { LINE_EDITOR_SIZE = 1024 };

struct line_editor {
	char bytes[LINE_EDITOR_SIZE];   /* UTF-8, not ended */
	size_t size;
	size_t cursor_byte;             /* at a cluster bound */
};

void line_editor_set(struct line_editor *editor, struct str text);
struct str line_editor_text(const struct line_editor *editor);

/* Put text at the cursor: controls become blanks, invalid bytes are left out, what does not fit
 * too. */
void line_editor_insert(struct line_editor *editor, struct str text);

/* Edit by a key: letters, Backspace, Delete, arrows, Home, End, C-a C-e C-b C-f C-h C-d, C-w
 * (word), C-u, C-k. True if the key meant something here. */
bool line_editor_key(struct line_editor *editor, struct key key);

/* The cursor to the end of the line, or to its beginning; false if it was there. */
bool line_editor_go(struct line_editor *editor, bool is_to_end);

/* Draw it from (row, column) over `columns`, scrolled so that the cursor is in sight; gives the
 * cursor's column. */
int line_editor_draw(const struct line_editor *editor, struct arena *arena, struct canvas *canvas,
                     int row, int column, int columns);

#endif
