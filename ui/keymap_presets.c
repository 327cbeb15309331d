/* The keys of other programs, for those whose fingers know them: only what is not as in the table
 * of keymap.c. The first row of an action is the one that hints name. */
#include "ui/keymap.h"

/* Pager: scrolling by single letters, digits are counts. */
static const struct binding less[] = {
	{ CONTEXT_GLOBAL, "e",         ACTION_LINE_DOWN },
	{ CONTEXT_GLOBAL, "C-e",       ACTION_LINE_DOWN },
	{ CONTEXT_GLOBAL, "y",         ACTION_LINE_UP },
	{ CONTEXT_GLOBAL, "C-y",       ACTION_LINE_UP },
	{ CONTEXT_GLOBAL, "C-k",       ACTION_LINE_UP },
	{ CONTEXT_GLOBAL, "Space",     ACTION_PAGE_DOWN },
	{ CONTEXT_GLOBAL, "f",         ACTION_PAGE_DOWN },
	{ CONTEXT_GLOBAL, "C-v",       ACTION_PAGE_DOWN },
	{ CONTEXT_GLOBAL, "M-v",       ACTION_PAGE_UP },
	{ CONTEXT_GLOBAL, "d",         ACTION_HALF_DOWN },
	{ CONTEXT_GLOBAL, "u",         ACTION_HALF_UP },
	{ CONTEXT_GLOBAL, "g",         ACTION_FIRST },
	{ CONTEXT_GLOBAL, "<",         ACTION_FIRST },
	{ CONTEXT_GLOBAL, ">",         ACTION_LAST },
	{ CONTEXT_GLOBAL, "M-o",       ACTION_OUTLINE },
	{ CONTEXT_GLOBAL, "F",         ACTION_LINK_HINTS },
	{ CONTEXT_GLOBAL, "1",         ACTION_NONE },
	{ CONTEXT_GLOBAL, "2",         ACTION_NONE },
	{ CONTEXT_GLOBAL, "3",         ACTION_NONE },
	{ CONTEXT_GLOBAL, "4",         ACTION_NONE },
	{ CONTEXT_GLOBAL, "5",         ACTION_NONE },
	{ CONTEXT_GLOBAL, "6",         ACTION_NONE },
	{ CONTEXT_GLOBAL, "7",         ACTION_NONE },
	{ CONTEXT_GLOBAL, "8",         ACTION_NONE },
	{ CONTEXT_GLOBAL, "9",         ACTION_NONE },
	{ CONTEXT_GLOBAL, "M-e",       ACTION_EDIT },
	{ CONTEXT_GLOBAL, "M-d",       ACTION_DATES },
	{ CONTEXT_GLOBAL, "M-u",       ACTION_MENTIONS },
	{ CONTEXT_GLOBAL, "&",         ACTION_SEARCH },
	{ CONTEXT_GLOBAL, "M-&",       ACTION_LIMIT },
	{ CONTEXT_GLOBAL, "M-f",       ACTION_FACETS },
	{ CONTEXT_GLOBAL, "/",         ACTION_FIND_HERE },
	{ CONTEXT_GLOBAL, "?",         ACTION_FIND_HERE },
	{ CONTEXT_GLOBAL, "C",         ACTION_COPY_ID },
	{ CONTEXT_GLOBAL, "M-w",       ACTION_WRITE },
	{ CONTEXT_GLOBAL, "Z Z",       ACTION_QUIT },
	{ CONTEXT_GLOBAL, "h",         ACTION_HELP },
	{ CONTEXT_GLOBAL, "C-r",       ACTION_REDRAW },
};

/* Reader of nodes: next, previous, up, last seen. */
static const struct binding info[] = {
	{ CONTEXT_GLOBAL, "C-v",       ACTION_PAGE_DOWN },
	{ CONTEXT_GLOBAL, "Backspace", ACTION_PAGE_UP },
	{ CONTEXT_GLOBAL, "Delete",    ACTION_PAGE_UP },
	{ CONTEXT_GLOBAL, "M-v",       ACTION_PAGE_UP },
	{ CONTEXT_GLOBAL, "b",         ACTION_FIRST },
	{ CONTEXT_GLOBAL, "<",         ACTION_FIRST },
	{ CONTEXT_GLOBAL, "M-<",       ACTION_FIRST },
	{ CONTEXT_GLOBAL, "e",         ACTION_LAST },
	{ CONTEXT_GLOBAL, ">",         ACTION_LAST },
	{ CONTEXT_GLOBAL, "M->",       ACTION_LAST },
	{ CONTEXT_GLOBAL, "M-o",       ACTION_OUTLINE },
	{ CONTEXT_GLOBAL, "n",         ACTION_NEXT_DOSSIER },
	{ CONTEXT_GLOBAL, "]",         ACTION_NEXT_DOSSIER },
	{ CONTEXT_GLOBAL, "p",         ACTION_PREVIOUS_DOSSIER },
	{ CONTEXT_GLOBAL, "[",         ACTION_PREVIOUS_DOSSIER },
	{ CONTEXT_GLOBAL, "C",         ACTION_SOURCE_NEXT },
	{ CONTEXT_GLOBAL, "M-s",       ACTION_WHO },
	{ CONTEXT_GLOBAL, "M-t",       ACTION_TEXT },
	{ CONTEXT_GLOBAL, "M-e",       ACTION_EDIT },
	{ CONTEXT_GLOBAL, "W",         ACTION_PATH },
	{ CONTEXT_GLOBAL, "M-d",       ACTION_DATES },
	{ CONTEXT_GLOBAL, "M-m",       ACTION_MATRIX },
	{ CONTEXT_GLOBAL, "M-u",       ACTION_MENTIONS },
	{ CONTEXT_GLOBAL, "l",         ACTION_BACK },
	{ CONTEXT_GLOBAL, "r",         ACTION_FORWARD },
	{ CONTEXT_GLOBAL, "t",         ACTION_HOME },
	{ CONTEXT_GLOBAL, "s",         ACTION_SEARCH },
	{ CONTEXT_GLOBAL, "i",         ACTION_SWITCH },
	{ CONTEXT_GLOBAL, "m",         ACTION_SWITCH },
	{ CONTEXT_GLOBAL, "g",         ACTION_SWITCH },
	{ CONTEXT_GLOBAL, "C-s",       ACTION_FIND_HERE },
	{ CONTEXT_GLOBAL, ",",         ACTION_MATCH_NEXT },
	{ CONTEXT_GLOBAL, "M-w",       ACTION_WRITE },
	{ CONTEXT_GLOBAL, "M",         ACTION_MARK },
	{ CONTEXT_GLOBAL, "C-x o",     ACTION_PANE_NEXT },
	{ CONTEXT_GLOBAL, "C-x 1",     ACTION_MAXIMIZE },
	{ CONTEXT_GLOBAL, "u",         ACTION_LIST },
	{ CONTEXT_GLOBAL, "d",         ACTION_LIST },
	{ CONTEXT_GLOBAL, "C-x 0",     ACTION_CLOSE },
	{ CONTEXT_GLOBAL, "M-x",       ACTION_COMMAND },
	{ CONTEXT_GLOBAL, "h",         ACTION_HELP },
	{ CONTEXT_GLOBAL, "C-x C-c",   ACTION_QUIT },
};

/* Mail: a list, and what is open over it. */
static const struct binding mutt[] = {
	{ CONTEXT_GLOBAL, "Space",     ACTION_PAGE_DOWN },
	{ CONTEXT_GLOBAL, "z",         ACTION_PAGE_DOWN },
	{ CONTEXT_GLOBAL, "-",         ACTION_PAGE_UP },
	{ CONTEXT_GLOBAL, "Z",         ACTION_PAGE_UP },
	{ CONTEXT_GLOBAL, "]",         ACTION_HALF_DOWN },
	{ CONTEXT_GLOBAL, "[",         ACTION_HALF_UP },
	{ CONTEXT_GLOBAL, "=",         ACTION_FIRST },
	{ CONTEXT_GLOBAL, "^",         ACTION_FIRST },
	{ CONTEXT_GLOBAL, "*",         ACTION_LAST },
	{ CONTEXT_GLOBAL, "$",         ACTION_LAST },
	{ CONTEXT_GLOBAL, "C-b",       ACTION_LINK_HINTS },
	{ CONTEXT_GLOBAL, "v",         ACTION_TEXT },
	{ CONTEXT_GLOBAL, "V",         ACTION_TREE },
	{ CONTEXT_GLOBAL, "_",         ACTION_ZOOM_OUT },
	{ CONTEXT_GLOBAL, "M-v",       ACTION_FOLD },
	{ CONTEXT_GLOBAL, "l",         ACTION_SEARCH },
	{ CONTEXT_GLOBAL, "/",         ACTION_FIND_HERE },
	{ CONTEXT_GLOBAL, "t",         ACTION_STATE },
	{ CONTEXT_GLOBAL, "F",         ACTION_STATE },
	{ CONTEXT_GLOBAL, "M-o",       ACTION_ORDER },
	{ CONTEXT_GLOBAL, "M-f",       ACTION_FACETS },
	{ CONTEXT_GLOBAL, "~",         ACTION_MARK },
	{ CONTEXT_GLOBAL, "q",         ACTION_CLOSE },
	{ CONTEXT_GLOBAL, "i",         ACTION_CLOSE },
	{ CONTEXT_GLOBAL, "x",         ACTION_QUIT },
};

/* News: the next one, read or not, and addresses. */
static const struct binding newsboat[] = {
	{ CONTEXT_GLOBAL, "n",         ACTION_NEXT_DOSSIER },
	{ CONTEXT_GLOBAL, "p",         ACTION_PREVIOUS_DOSSIER },
	{ CONTEXT_GLOBAL, "u",         ACTION_LINK_HINTS },
	{ CONTEXT_GLOBAL, "M-s",       ACTION_WHO },
	{ CONTEXT_GLOBAL, "M-t",       ACTION_TEXT },
	{ CONTEXT_GLOBAL, "W",         ACTION_PATH },
	{ CONTEXT_GLOBAL, "M-u",       ACTION_MENTIONS },
	{ CONTEXT_GLOBAL, "/",         ACTION_SEARCH },
	{ CONTEXT_GLOBAL, "F",         ACTION_LIMIT },
	{ CONTEXT_GLOBAL, "M-f",       ACTION_FACETS },
	{ CONTEXT_GLOBAL, ">",         ACTION_MATCH_NEXT },
	{ CONTEXT_GLOBAL, "<",         ACTION_MATCH_PREVIOUS },
	{ CONTEXT_GLOBAL, "M-w",       ACTION_WRITE },
	{ CONTEXT_GLOBAL, "N",         ACTION_STATE },
	{ CONTEXT_GLOBAL, "t",         ACTION_LIST },
};

#define ROWS(table) { table, sizeof(table) / sizeof((table)[0]) }

static const struct preset { const struct binding *rows; size_t count; } presets[] = {
	[PRESET_VI] = { NULL, 0 }, [PRESET_LESS] = ROWS(less), [PRESET_INFO] = ROWS(info),
	[PRESET_MUTT] = ROWS(mutt), [PRESET_NEWSBOAT] = ROWS(newsboat),
};
_Static_assert(sizeof(presets) / sizeof(presets[0]) == PRESET_COUNT, "rows for each preset");

const char keymap_preset_names[] = "vi|less|info|mutt|newsboat";

const struct binding *keymap_preset_rows(enum keymap_preset preset, size_t *count)
{
	*count = presets[preset].count;
	return presets[preset].rows;
}

enum keymap_preset keymap_preset_find(struct str name)
{
	enum keymap_preset preset = PRESET_VI;
	for (struct str rest = str_of(keymap_preset_names); rest.bytes; preset++)
		if (str_equal(str_cut(&rest, '|'), name))
			return preset;
	return PRESET_COUNT;
}
