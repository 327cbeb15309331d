/* theme: from roles to colours and attributes. */
#ifndef DOSSIER_UI_THEME_H
#define DOSSIER_UI_THEME_H

#include "model/role.h"

enum theme_colours { THEME_MONO = 0, THEME_8 = 8, THEME_16 = 16, THEME_256 = 256 };

enum theme_attribute {
	THEME_BOLD = 1 << 0, THEME_DIM = 1 << 1, THEME_UNDERLINE = 1 << 2, THEME_REVERSE = 1 << 3,
};

struct style {
	short foreground, background;   /* of the terminal's palette; -1: the terminal's own */
	unsigned attributes;            /* of enum theme_attribute */
};

/* The look of a role on a terminal of that many colours (THEME_MONO for NO_COLOR and the like). The
 * palette of the terminal is used, never changed. */
struct style theme_style(enum role role, enum theme_colours colours);

/* How many colours to use, by what the terminal says it can and the environment and option ask
 * (--color, NO_COLOR if not empty). `option` is "auto", "always" or "never". */
enum theme_colours theme_choose(int terminal_colours, const char *option, const char *no_color);

#endif
