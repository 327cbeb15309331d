#include "ui/keymap.h"

/* One row a binding, in the order of the help. A context overrides the global rows key by key. */
static const struct binding bindings[] = {
	{ CONTEXT_GLOBAL,  "j",         ACTION_LINE_DOWN },
	{ CONTEXT_GLOBAL,  "Down",      ACTION_LINE_DOWN },
	{ CONTEXT_GLOBAL,  "C-n",       ACTION_LINE_DOWN },
	{ CONTEXT_GLOBAL,  "k",         ACTION_LINE_UP },
	{ CONTEXT_GLOBAL,  "Up",        ACTION_LINE_UP },
	{ CONTEXT_GLOBAL,  "C-p",       ACTION_LINE_UP },
	{ CONTEXT_GLOBAL,  "Space",     ACTION_PAGE_DOWN },
	{ CONTEXT_GLOBAL,  "PageDown",  ACTION_PAGE_DOWN },
	{ CONTEXT_GLOBAL,  "C-f",       ACTION_PAGE_DOWN },
	{ CONTEXT_GLOBAL,  "b",         ACTION_PAGE_UP },
	{ CONTEXT_GLOBAL,  "PageUp",    ACTION_PAGE_UP },
	{ CONTEXT_GLOBAL,  "C-b",       ACTION_PAGE_UP },
	{ CONTEXT_GLOBAL,  "C-d",       ACTION_HALF_DOWN },
	{ CONTEXT_GLOBAL,  "C-u",       ACTION_HALF_UP },
	{ CONTEXT_GLOBAL,  "g g",       ACTION_FIRST },
	{ CONTEXT_GLOBAL,  "Home",      ACTION_FIRST },
	{ CONTEXT_GLOBAL,  "G",         ACTION_LAST },
	{ CONTEXT_GLOBAL,  "End",       ACTION_LAST },
	{ CONTEXT_GLOBAL,  "}",         ACTION_SECTION_NEXT },
	{ CONTEXT_GLOBAL,  "{",         ACTION_SECTION_PREVIOUS },
	{ CONTEXT_GLOBAL,  "J",         ACTION_NEXT_DOSSIER },
	{ CONTEXT_GLOBAL,  "K",         ACTION_PREVIOUS_DOSSIER },

	{ CONTEXT_GLOBAL,  "Enter",     ACTION_OPEN },
	{ CONTEXT_GLOBAL,  "Right",     ACTION_OPEN },
	{ CONTEXT_GLOBAL,  "l",         ACTION_OPEN },
	{ CONTEXT_GLOBAL,  "Tab",       ACTION_LINK_NEXT },
	{ CONTEXT_GLOBAL,  "S-Tab",     ACTION_LINK_PREVIOUS },
	{ CONTEXT_GLOBAL,  "f",         ACTION_LINK_HINTS },
	{ CONTEXT_GLOBAL,  "#",         ACTION_LINK_NUMBER },
	{ CONTEXT_GLOBAL,  "1",         ACTION_LINK_NUMBER },
	{ CONTEXT_GLOBAL,  "2",         ACTION_LINK_NUMBER },
	{ CONTEXT_GLOBAL,  "3",         ACTION_LINK_NUMBER },
	{ CONTEXT_GLOBAL,  "4",         ACTION_LINK_NUMBER },
	{ CONTEXT_GLOBAL,  "5",         ACTION_LINK_NUMBER },
	{ CONTEXT_GLOBAL,  "6",         ACTION_LINK_NUMBER },
	{ CONTEXT_GLOBAL,  "7",         ACTION_LINK_NUMBER },
	{ CONTEXT_GLOBAL,  "8",         ACTION_LINK_NUMBER },
	{ CONTEXT_GLOBAL,  "9",         ACTION_LINK_NUMBER },
	{ CONTEXT_GLOBAL,  "r",         ACTION_SOURCE_NEXT },
	{ CONTEXT_GLOBAL,  "t",         ACTION_TEXT },

	{ CONTEXT_GLOBAL,  "Backspace", ACTION_BACK },
	{ CONTEXT_GLOBAL,  "Left",      ACTION_BACK },
	{ CONTEXT_GLOBAL,  "h",         ACTION_BACK },
	{ CONTEXT_GLOBAL,  "C-o",       ACTION_BACK },
	{ CONTEXT_GLOBAL,  "]",         ACTION_FORWARD },
	{ CONTEXT_GLOBAL,  "M-Right",   ACTION_FORWARD },
	{ CONTEXT_GLOBAL,  "H",         ACTION_HOME },

	{ CONTEXT_GLOBAL,  "/",         ACTION_SEARCH },
	{ CONTEXT_GLOBAL,  "s",         ACTION_SWITCH },
	{ CONTEXT_GLOBAL,  "i",         ACTION_FIND_HERE },
	{ CONTEXT_GLOBAL,  "n",         ACTION_MATCH_NEXT },
	{ CONTEXT_GLOBAL,  "N",         ACTION_MATCH_PREVIOUS },
	{ CONTEXT_GLOBAL,  "Escape",    ACTION_CANCEL },
	{ CONTEXT_GLOBAL,  "C-c",       ACTION_CANCEL },
	{ CONTEXT_GLOBAL,  "C-g",       ACTION_CANCEL },

	{ CONTEXT_GLOBAL,  "w",         ACTION_PANE_NEXT },
	{ CONTEXT_GLOBAL,  "C-w w",     ACTION_PANE_NEXT },
	{ CONTEXT_GLOBAL,  "C-w h",     ACTION_PANE_LEFT },
	{ CONTEXT_GLOBAL,  "C-w Left",  ACTION_PANE_LEFT },
	{ CONTEXT_GLOBAL,  "C-w l",     ACTION_PANE_RIGHT },
	{ CONTEXT_GLOBAL,  "C-w Right", ACTION_PANE_RIGHT },
	{ CONTEXT_GLOBAL,  "O",         ACTION_MAXIMIZE },
	{ CONTEXT_GLOBAL,  "P",         ACTION_PIN },
	{ CONTEXT_GLOBAL,  "L",         ACTION_LIST },
	{ CONTEXT_GLOBAL,  "T",         ACTION_TIMELINE },
	{ CONTEXT_GLOBAL,  "!",         ACTION_FINDINGS },
	{ CONTEXT_GLOBAL,  "q",         ACTION_CLOSE },

	{ CONTEXT_GLOBAL,  ":",         ACTION_COMMAND },
	{ CONTEXT_GLOBAL,  "?",         ACTION_HELP },
	{ CONTEXT_GLOBAL,  "F1",        ACTION_HELP },
	{ CONTEXT_GLOBAL,  "C-l",       ACTION_REDRAW },
	{ CONTEXT_GLOBAL,  "C-z",       ACTION_SUSPEND },
	{ CONTEXT_GLOBAL,  "Q",         ACTION_QUIT },

	/* In a list there are rows and no links: Tab goes to the next pane. */
	{ CONTEXT_LIST,    "Tab",       ACTION_PANE_NEXT },

	{ CONTEXT_PROMPT,  "Enter",     ACTION_OPEN },
	{ CONTEXT_PROMPT,  "Escape",    ACTION_CANCEL },
	{ CONTEXT_PROMPT,  "C-c",       ACTION_CANCEL },
	{ CONTEXT_PROMPT,  "C-g",       ACTION_CANCEL },
	{ CONTEXT_PROMPT,  "Down",      ACTION_LINE_DOWN },
	{ CONTEXT_PROMPT,  "C-n",       ACTION_LINE_DOWN },
	{ CONTEXT_PROMPT,  "Up",        ACTION_LINE_UP },
	{ CONTEXT_PROMPT,  "C-p",       ACTION_LINE_UP },
	{ CONTEXT_PROMPT,  "PageDown",  ACTION_PAGE_DOWN },
	{ CONTEXT_PROMPT,  "PageUp",    ACTION_PAGE_UP },
	{ CONTEXT_PROMPT,  "Tab",       ACTION_LINK_NEXT },
	{ CONTEXT_PROMPT,  "S-Tab",     ACTION_LINK_PREVIOUS },
	{ CONTEXT_PROMPT,  "C-l",       ACTION_REDRAW },
	{ CONTEXT_PROMPT,  "C-z",       ACTION_SUSPEND },
};

enum { BINDING_COUNT = sizeof(bindings) / sizeof(bindings[0]) };

static const char *const context_names[] = {
	[CONTEXT_GLOBAL] = "everywhere", [CONTEXT_LIST] = "list", [CONTEXT_DOSSIER] = "dossier",
	[CONTEXT_LINKS] = "connections", [CONTEXT_HELP] = "help", [CONTEXT_PROMPT] = "prompt",
};
_Static_assert(sizeof(context_names) / sizeof(context_names[0]) == CONTEXT_COUNT,
               "a name for each context");

const struct binding *keymap_bindings(size_t *count)
{
	*count = BINDING_COUNT;
	return bindings;
}

const char *key_context_name(enum key_context context)
{
	return context_names[context];
}

/* Whether a binding begins with the keys pressed, and whether it ends with them too. */
static enum key_match binding_match(const struct binding *binding, const struct key *keys,
                                    size_t count)
{
	struct str rest = str_of(binding->keys);
	for (size_t i = 0; i < count; i++) {
		struct key key;
		if (!rest.bytes || !key_parse(str_cut(&rest, ' '), &key) ||
		    !key_equal(key, keys[i]))
			return KEY_UNBOUND;
	}
	return rest.bytes ? KEY_PREFIX : KEY_BOUND;
}

static enum key_match find_in(enum key_context context, const struct key *keys, size_t count,
                              enum action *action)
{
	for (size_t i = 0; i < BINDING_COUNT; i++) {
		if (bindings[i].context != context)
			continue;
		enum key_match match = binding_match(&bindings[i], keys, count);
		if (match == KEY_BOUND)
			*action = bindings[i].action;
		if (match != KEY_UNBOUND)
			return match;
	}
	return KEY_UNBOUND;
}

enum key_match keymap_find(enum key_context context, const struct key *keys, size_t count,
                           enum action *action)
{
	enum key_match match = find_in(context, keys, count, action);
	if (match != KEY_UNBOUND || context == CONTEXT_GLOBAL || context == CONTEXT_PROMPT)
		return match;
	return find_in(CONTEXT_GLOBAL, keys, count, action);
}

/* A global binding that the context overrides does not count as valid in it. */
static bool binding_is_valid(const struct binding *binding, enum key_context context)
{
	if (binding->context == context)
		return true;
	if (binding->context != CONTEXT_GLOBAL || context == CONTEXT_PROMPT)
		return false;
	for (size_t i = 0; i < BINDING_COUNT; i++)
		if (bindings[i].context == context &&
		    str_equal(str_of(bindings[i].keys), str_of(binding->keys)))
			return false;
	return true;
}

struct str keymap_keys(struct arena *arena, enum key_context context, enum action action,
                       bool only_first)
{
	struct text keys = { .arena = arena };
	for (size_t i = 0; i < BINDING_COUNT; i++) {
		if (bindings[i].action != action || !binding_is_valid(&bindings[i], context))
			continue;
		if (keys.size)
			text_add(&keys, STR(", "));
		text_add(&keys, str_of(bindings[i].keys));
		if (only_first)
			break;
	}
	return text_str(&keys);
}
