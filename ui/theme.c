#include "ui/theme.h"

#include <stdbool.h>
#include <string.h>

/* Colours of the palette that every terminal with colours has, and its own foreground and
 * background. */
enum { BLACK = 0, RED = 1, GREEN = 2, YELLOW = 3, BLUE = 4, CYAN = 6, OWN = -1 };

/* One row a role: how it looks with colours and without any. What may be passed over is dim, which
 * the terminal makes of its own foreground: readable in every palette, and a few bytes cheaper than
 * a grey. What matters is also told by a sign or a place, so nothing is lost where a column says
 * nothing. */
struct look { struct style colour, mono; };

#define OWN_AND(attributes) { OWN, OWN, (attributes) }

static const struct look looks[] = {
	[ROLE_TEXT]         = { OWN_AND(0),                      OWN_AND(0) },
	[ROLE_TITLE]        = { OWN_AND(THEME_BOLD),             OWN_AND(THEME_BOLD) },
	[ROLE_HEADING]      = { { YELLOW, OWN, THEME_BOLD },     OWN_AND(THEME_BOLD) },
	[ROLE_LABEL]        = { OWN_AND(THEME_DIM),              OWN_AND(THEME_DIM) },
	[ROLE_DIM]          = { OWN_AND(THEME_DIM),              OWN_AND(THEME_DIM) },
	[ROLE_LINK]         = { { CYAN, OWN, 0 },                OWN_AND(THEME_UNDERLINE) },
	[ROLE_LINK_MISSING] = { { RED, OWN, 0 },                 OWN_AND(0) },
	[ROLE_URL]          = { { BLUE, OWN, THEME_UNDERLINE },  OWN_AND(THEME_UNDERLINE) },
	[ROLE_DATE]         = { { GREEN, OWN, 0 },               OWN_AND(0) },
	[ROLE_QUOTE]        = { OWN_AND(0),                      OWN_AND(0) },
	[ROLE_SOURCE]       = { OWN_AND(THEME_DIM),              OWN_AND(THEME_DIM) },
	[ROLE_UNSOURCED]    = { { RED, OWN, 0 },                 OWN_AND(THEME_BOLD) },
	[ROLE_NOTE]         = { OWN_AND(THEME_DIM),              OWN_AND(THEME_DIM) },
	[ROLE_DEPRECATED]   = { OWN_AND(THEME_DIM),              OWN_AND(THEME_DIM) },
	[ROLE_MATCH]        = { { BLACK, YELLOW, 0 },            OWN_AND(THEME_REVERSE) },
	[ROLE_ERROR]        = { { RED, OWN, THEME_BOLD },        OWN_AND(THEME_BOLD) },
	[ROLE_WARNING]      = { { YELLOW, OWN, 0 },              OWN_AND(0) },
	[ROLE_INFO]         = { OWN_AND(THEME_DIM),              OWN_AND(THEME_DIM) },
	[ROLE_OK]           = { { GREEN, OWN, 0 },               OWN_AND(0) },
	[ROLE_BORDER]       = { OWN_AND(THEME_DIM),              OWN_AND(THEME_DIM) },
	[ROLE_BORDER_FOCUS] = { OWN_AND(THEME_BOLD),             OWN_AND(THEME_BOLD) },
	[ROLE_CURSOR]       = { OWN_AND(THEME_REVERSE),          OWN_AND(THEME_REVERSE) },
	[ROLE_CURSOR_AWAY]  = { OWN_AND(THEME_BOLD),             OWN_AND(THEME_BOLD) },
	[ROLE_LINK_CURSOR]  = { OWN_AND(THEME_REVERSE),          OWN_AND(THEME_REVERSE) },
	[ROLE_HINT]         = { { BLACK, YELLOW, THEME_BOLD },   OWN_AND(THEME_REVERSE) },
	[ROLE_BAR]          = { OWN_AND(THEME_DIM),              OWN_AND(THEME_DIM) },
	[ROLE_BAR_KEY]      = { OWN_AND(THEME_BOLD),             OWN_AND(THEME_BOLD) },
	[ROLE_PROMPT]       = { OWN_AND(THEME_BOLD),             OWN_AND(THEME_BOLD) },
	[ROLE_MESSAGE]      = { OWN_AND(0),                      OWN_AND(0) },
};
_Static_assert(sizeof(looks) / sizeof(looks[0]) == ROLE_COUNT, "a row for each role");

struct style theme_style(enum role role, enum theme_colours colours)
{
	return colours == THEME_MONO ? looks[role].mono : looks[role].colour;
}

static enum theme_colours theme_of(int terminal_colours)
{
	if (terminal_colours >= THEME_256)
		return THEME_256;
	if (terminal_colours >= THEME_16)
		return THEME_16;
	return terminal_colours >= THEME_8 ? THEME_8 : THEME_MONO;
}

enum theme_colours theme_choose(int terminal_colours, const char *option, const char *no_color)
{
	bool is_always = option && strcmp(option, "always") == 0;
	bool is_never = option && strcmp(option, "never") == 0;
	if (is_never || (!is_always && no_color && *no_color))
		return THEME_MONO;
	return theme_of(terminal_colours);
}
