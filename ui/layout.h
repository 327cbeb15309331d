/* layout: where the panes stand, by the size of the screen.
 *
 *	≥ 120 columns           ≥ 80 columns            below
 *	┌────┬───────┬─────┐    ┌────┬──────────┐       ┌──────────┐
 *	│list│dossier│links│    │list│ dossier  │       │  one of  │
 *	│    │       │     │    │    │ or links │       │   them   │
 *	└────┴───────┴─────┘    └────┴──────────┘       └──────────┘
 *	one row of title above, one row of hints or prompt below
 */
#ifndef DOSSIER_UI_LAYOUT_H
#define DOSSIER_UI_LAYOUT_H

#include <stdbool.h>

#include "ui/rect.h"

enum slot { SLOT_LIST, SLOT_DOSSIER, SLOT_LINKS, SLOT_COUNT };

enum { LAYOUT_WIDE = 120, LAYOUT_MIDDLE = 80, LAYOUT_MIN_ROWS = 6, LAYOUT_MIN_COLUMNS = 20 };

struct layout {
	struct rect title;              /* the row on top: where I am */
	struct rect body;               /* all between that and the row at the bottom */
	struct rect slots[SLOT_COUNT];  /* empty: not in sight */
	struct rect hints;              /* the row at the bottom: keys, prompt, messages */
	bool is_too_small;              /* below the minimum: nothing but a sentence fits */
};

struct layout_options {
	int rows, columns;
	enum slot focus;
	bool is_maximized;              /* only the pane in focus */
};

struct layout layout_make(struct layout_options options);

/* How many panes are in sight; each of several has a row with its name on top. */
int layout_pane_count(const struct layout *layout);

#endif
