#include "ui/theme.h"

#include <string.h>

/* Colours of the palette that every terminal with colours has, the brighter ones that most have,
 * and the terminal's own foreground and background. */
enum {
	OWN = -1,
	BLACK = 0, RED = 1, GREEN = 2, YELLOW = 3, BLUE = 4, MAGENTA = 5, CYAN = 6, WHITE = 7,
	BRIGHT = 8, BRIGHT_RED = 9, BRIGHT_GREEN = 10, BRIGHT_YELLOW = 11, BRIGHT_BLUE = 12,
	BRIGHT_CYAN = 14,
};

#define OWN_AND(attributes) { OWN, OWN, (attributes) }

/* One row a role. What may be passed over is dim, which the terminal makes of its own foreground:
 * readable in every palette, and a few bytes cheaper than a grey. What matters is also told by a
 * sign or a place, so nothing is lost where a table says nothing. */
static const struct style automatic[] = {
	[ROLE_TEXT]         = OWN_AND(0),
	[ROLE_TITLE]        = OWN_AND(THEME_BOLD),
	[ROLE_HEADING]      = { YELLOW, OWN, THEME_BOLD },
	[ROLE_LABEL]        = OWN_AND(THEME_DIM),
	[ROLE_DIM]          = OWN_AND(THEME_DIM),
	[ROLE_LINK]         = { CYAN, OWN, 0 },
	[ROLE_LINK_MISSING] = { RED, OWN, 0 },
	[ROLE_URL]          = { BLUE, OWN, THEME_UNDERLINE },
	[ROLE_DATE]         = { GREEN, OWN, 0 },
	[ROLE_QUOTE]        = OWN_AND(0),
	[ROLE_SOURCE]       = OWN_AND(THEME_DIM),
	[ROLE_UNSOURCED]    = { RED, OWN, 0 },
	[ROLE_NOTE]         = OWN_AND(THEME_DIM),
	[ROLE_DEPRECATED]   = OWN_AND(THEME_DIM),
	[ROLE_MATCH]        = { BLACK, GREEN, 0 },
	[ROLE_ERROR]        = { RED, OWN, THEME_BOLD },
	[ROLE_WARNING]      = { YELLOW, OWN, 0 },
	[ROLE_INFO]         = OWN_AND(THEME_DIM),
	[ROLE_OK]           = { GREEN, OWN, 0 },
	[ROLE_BORDER]       = OWN_AND(THEME_DIM),
	[ROLE_BORDER_FOCUS] = OWN_AND(THEME_BOLD),
	[ROLE_CURSOR]       = OWN_AND(THEME_REVERSE),
	[ROLE_CURSOR_AWAY]  = OWN_AND(THEME_BOLD),
	[ROLE_LINK_CURSOR]  = OWN_AND(THEME_REVERSE),
	[ROLE_HINT]         = { BLACK, YELLOW, THEME_BOLD },
	[ROLE_BAR]          = OWN_AND(THEME_DIM),
	[ROLE_BAR_KEY]      = OWN_AND(THEME_BOLD),
	[ROLE_PROMPT]       = OWN_AND(THEME_BOLD),
	[ROLE_MESSAGE]      = OWN_AND(0),
};
_Static_assert(sizeof(automatic) / sizeof(automatic[0]) == ROLE_COUNT, "a row for each role");

/* Without colours. Links, what is selected, matches, headings and errors differ from each other. */
static const struct style mono[] = {
	[ROLE_TEXT]         = OWN_AND(0),
	[ROLE_TITLE]        = OWN_AND(THEME_BOLD),
	[ROLE_HEADING]      = OWN_AND(THEME_BOLD),
	[ROLE_LABEL]        = OWN_AND(THEME_DIM),
	[ROLE_DIM]          = OWN_AND(THEME_DIM),
	[ROLE_LINK]         = OWN_AND(THEME_UNDERLINE),
	[ROLE_LINK_MISSING] = OWN_AND(0),
	[ROLE_URL]          = OWN_AND(THEME_UNDERLINE),
	[ROLE_DATE]         = OWN_AND(0),
	[ROLE_QUOTE]        = OWN_AND(0),
	[ROLE_SOURCE]       = OWN_AND(THEME_DIM),
	[ROLE_UNSOURCED]    = OWN_AND(THEME_BOLD),
	[ROLE_NOTE]         = OWN_AND(THEME_DIM),
	[ROLE_DEPRECATED]   = OWN_AND(THEME_DIM),
	[ROLE_MATCH]        = OWN_AND(THEME_REVERSE | THEME_UNDERLINE),
	[ROLE_ERROR]        = OWN_AND(THEME_BOLD | THEME_UNDERLINE),
	[ROLE_WARNING]      = OWN_AND(0),
	[ROLE_INFO]         = OWN_AND(THEME_DIM),
	[ROLE_OK]           = OWN_AND(0),
	[ROLE_BORDER]       = OWN_AND(THEME_DIM),
	[ROLE_BORDER_FOCUS] = OWN_AND(THEME_BOLD),
	[ROLE_CURSOR]       = OWN_AND(THEME_REVERSE),
	[ROLE_CURSOR_AWAY]  = OWN_AND(THEME_BOLD),
	[ROLE_LINK_CURSOR]  = OWN_AND(THEME_REVERSE),
	[ROLE_HINT]         = OWN_AND(THEME_REVERSE | THEME_BOLD),
	[ROLE_BAR]          = OWN_AND(THEME_DIM),
	[ROLE_BAR_KEY]      = OWN_AND(THEME_BOLD),
	[ROLE_PROMPT]       = OWN_AND(THEME_BOLD),
	[ROLE_MESSAGE]      = OWN_AND(0),
};
_Static_assert(sizeof(mono) / sizeof(mono[0]) == ROLE_COUNT, "a row for each role");

/* What a theme has otherwise than `automatic`. */
struct change { enum role role; struct style style; };

static const struct change dark[] = {
	{ ROLE_HEADING,      { BRIGHT_YELLOW, OWN, THEME_BOLD } },
	{ ROLE_LABEL,        { WHITE, OWN, 0 } },
	{ ROLE_LINK,         { BRIGHT_CYAN, OWN, 0 } },
	{ ROLE_LINK_MISSING, { BRIGHT_RED, OWN, 0 } },
	{ ROLE_URL,          { BRIGHT_BLUE, OWN, THEME_UNDERLINE } },
	{ ROLE_DATE,         { BRIGHT_GREEN, OWN, 0 } },
	{ ROLE_UNSOURCED,    { BRIGHT_RED, OWN, 0 } },
	{ ROLE_MATCH,        { BLACK, BRIGHT_GREEN, 0 } },
	{ ROLE_ERROR,        { BRIGHT_RED, OWN, THEME_BOLD } },
	{ ROLE_WARNING,      { BRIGHT_YELLOW, OWN, 0 } },
	{ ROLE_OK,           { BRIGHT_GREEN, OWN, 0 } },
	{ ROLE_HINT,         { BLACK, BRIGHT_YELLOW, THEME_BOLD } },
};

/* On white, yellow, cyan and green cannot be read in most palettes: they are not used for letters,
 * but as their background. */
static const struct change light[] = {
	{ ROLE_HEADING,      { MAGENTA, OWN, THEME_BOLD } },
	{ ROLE_LINK,         { BLUE, OWN, 0 } },
	{ ROLE_URL,          { BLUE, OWN, THEME_UNDERLINE } },
	{ ROLE_DATE,         { MAGENTA, OWN, 0 } },
	{ ROLE_WARNING,      { MAGENTA, OWN, 0 } },
	{ ROLE_OK,           OWN_AND(THEME_BOLD) },
	{ ROLE_HINT,         { BLACK, CYAN, THEME_BOLD } },
};

static const struct change high_contrast[] = {
	{ ROLE_HEADING,      OWN_AND(THEME_BOLD) },
	{ ROLE_LABEL,        OWN_AND(THEME_BOLD) },
	{ ROLE_DIM,          OWN_AND(0) },
	{ ROLE_LINK,         OWN_AND(THEME_UNDERLINE) },
	{ ROLE_LINK_MISSING, OWN_AND(THEME_BOLD) },
	{ ROLE_URL,          OWN_AND(THEME_UNDERLINE) },
	{ ROLE_DATE,         OWN_AND(0) },
	{ ROLE_SOURCE,       OWN_AND(0) },
	{ ROLE_UNSOURCED,    OWN_AND(THEME_BOLD) },
	{ ROLE_NOTE,         OWN_AND(0) },
	{ ROLE_DEPRECATED,   OWN_AND(0) },
	{ ROLE_ERROR,        OWN_AND(THEME_BOLD | THEME_REVERSE) },
	{ ROLE_WARNING,      OWN_AND(THEME_BOLD) },
	{ ROLE_INFO,         OWN_AND(0) },
	{ ROLE_OK,           OWN_AND(THEME_BOLD) },
	{ ROLE_BORDER,       OWN_AND(0) },
	{ ROLE_LINK_CURSOR,  OWN_AND(THEME_BOLD | THEME_REVERSE) },
	{ ROLE_BAR,          OWN_AND(0) },
};

#define CHANGES(table) { table, sizeof(table) / sizeof((table)[0]) }

static const struct { const struct change *items; size_t count; } changes[] = {
	[THEME_NAME_AUTO] = { NULL, 0 }, [THEME_NAME_DARK] = CHANGES(dark),
	[THEME_NAME_LIGHT] = CHANGES(light), [THEME_NAME_HIGH_CONTRAST] = CHANGES(high_contrast),
	[THEME_NAME_MONO] = { NULL, 0 },
};
_Static_assert(sizeof(changes) / sizeof(changes[0]) == THEME_NAME_COUNT, "changes of each theme");

const char theme_names[] = "auto|dark|light|high-contrast|mono";

enum theme_name theme_find(struct str name)
{
	enum theme_name found = THEME_NAME_AUTO;
	for (struct str rest = str_of(theme_names); rest.bytes; found++)
		if (str_equal(str_cut(&rest, '|'), name))
			return found;
	return THEME_NAME_COUNT;
}

/* The look that the theme itself has for a role. */
static struct style style_of(enum theme_name name, enum role role)
{
	for (size_t i = 0; i < changes[name].count; i++)
		if (changes[name].items[i].role == role)
			return changes[name].items[i].style;
	return automatic[role];
}

/* A colour that the terminal has: for a brighter one the plain one, for others its own. */
static short fit_colour(short colour, enum theme_colours colours)
{
	if (colour < (short)colours)
		return colour;
	return colour < 2 * BRIGHT ? (short)(colour - BRIGHT) : OWN;
}

static struct style without_colours(struct style style)
{
	return (struct style)OWN_AND(style.attributes);
}

static struct style mono_style(enum theme_name name, enum role role)
{
	struct style style = mono[role];
	if (name == THEME_NAME_HIGH_CONTRAST)
		style.attributes &= ~(unsigned)THEME_DIM;
	return style;
}

struct style theme_style(const struct theme *theme, enum role role, enum theme_colours colours)
{
	static const struct theme none;
	if (!theme)
		theme = &none;
	struct style own = theme->own[role];
	if (colours == THEME_MONO || theme->name == THEME_NAME_MONO)
		return theme->has_own[role] && own.attributes ? without_colours(own)
		                                              : mono_style(theme->name, role);
	struct style style = theme->has_own[role] ? own : style_of(theme->name, role);
	style.foreground = fit_colour(style.foreground, colours);
	style.background = fit_colour(style.background, colours);
	return style;
}

/* ── In words ───────────────────────────────────────────────────────────────────────────────── */

static const struct { const char *word; unsigned attribute; } attributes[] = {
	{ "bold", THEME_BOLD }, { "dim", THEME_DIM }, { "underline", THEME_UNDERLINE },
	{ "reverse", THEME_REVERSE },
};

static const char *const colour_words[] = {
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
};

static unsigned find_attribute(struct str word)
{
	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		if (str_equal(word, str_of(attributes[i].word)))
			return attributes[i].attribute;
	return 0;
}

static bool parse_colour(struct str word, short *colour)
{
	uint64_t number;
	bool is_bright = str_starts_with(word, STR("bright-"));
	struct str plain = is_bright ? str_slice(word, sizeof("bright-") - 1, SIZE_MAX) : word;
	if (str_number(word, THEME_256 - 1, &number)) {
		*colour = (short)number;
		return true;
	}
	if (str_equal(word, STR("default"))) {
		*colour = OWN;
		return true;
	}
	for (int i = 0; i < BRIGHT; i++) {
		if (!str_equal(plain, str_of(colour_words[i])))
			continue;
		*colour = (short)(is_bright ? i + BRIGHT : i);
		return true;
	}
	return false;
}

bool theme_parse_style(struct str words, struct style *style, struct fault *why)
{
	struct style parsed = OWN_AND(0);
	short *next = &parsed.foreground;       /* the colour that may be named; NULL: none */
	bool has_background = false;
	for (struct str rest = str_trim(words); rest.bytes;) {
		struct str word = str_cut(&rest, ' ');
		unsigned attribute = find_attribute(word);
		parsed.attributes |= attribute;
		if (attribute || (str_is_empty(word) && rest.bytes))
			continue;
		if (str_equal(word, STR("on")) && !has_background && rest.bytes) {
			next = &parsed.background;
			has_background = true;
		} else if (next && parse_colour(word, next)) {
			next = NULL;
		} else {
			return fault_set(why, FAULT_SYNTAX, "\"%.*s\"", STR_ARGS(word));
		}
	}
	*style = parsed;
	return true;
}

/* ── How many colours ───────────────────────────────────────────────────────────────────────── */

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
