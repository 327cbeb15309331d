/* theme: from roles to colours and attributes. */
#ifndef DOSSIER_UI_THEME_H
#define DOSSIER_UI_THEME_H

#include <stdbool.h>

#include "base/fault.h"
#include "base/str.h"
#include "model/role.h"

enum theme_colours { THEME_MONO = 0, THEME_8 = 8, THEME_16 = 16, THEME_256 = 256 };

enum theme_attribute {
	THEME_BOLD = 1 << 0, THEME_DIM = 1 << 1, THEME_UNDERLINE = 1 << 2, THEME_REVERSE = 1 << 3,
};

struct style {
	short foreground, background;   /* of the terminal's palette; -1: the terminal's own */
	unsigned attributes;            /* of enum theme_attribute */
};

/* The looks that one can choose from. All use the terminal's own first 16 colours. */
enum theme_name {
	THEME_NAME_AUTO,                /* readable on any background */
	THEME_NAME_DARK, THEME_NAME_LIGHT,      /* by the background */
	THEME_NAME_HIGH_CONTRAST,       /* nothing dim, nothing that depends on the background */
	THEME_NAME_MONO,                /* no colours */
	THEME_NAME_COUNT
};

/* For an option: "auto|dark|light|high-contrast|mono". */
extern const char theme_names[];

/* THEME_NAME_COUNT if none has that name. */
enum theme_name theme_find(struct str name);

/* A look, and what somebody wants otherwise in it. Zeroed it is THEME_NAME_AUTO. */
struct theme {
	enum theme_name name;
	bool has_own[ROLE_COUNT];
	struct style own[ROLE_COUNT];
};

/* The look of a role on a terminal of that many colours (THEME_MONO for NO_COLOR and the like);
 * `theme` NULL is a zeroed one. The palette of the terminal is used, never changed. Without colours
 * an own look counts only if it has attributes. */
struct style theme_style(const struct theme *theme, enum role role, enum theme_colours colours);

/* A look in words: attributes, a colour, "on" and another one, all optional: "bold white", "8",
 * "black on yellow". Colours are "red" and so on, "bright-red", "default", or a number up to 255.
 * Fails: FAULT_SYNTAX with the word that is none of these. */
bool theme_parse_style(struct str words, struct style *style, struct fault *why);

/* How many colours to use, by what the terminal says it can and the environment and option ask
 * (--color, NO_COLOR if not empty). `option` is "auto", "always" or "never". */
enum theme_colours theme_choose(int terminal_colours, const char *option, const char *no_color);

#endif
