#include "ui/keymap.h"

#include <string.h>

#include "base/message.h"
#include "model/limits.h"

/* One row a binding, in the order of the help. A context overrides the global rows key by key. */
static const struct binding defaults[] = {
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
	{ CONTEXT_GLOBAL,  "g O",       ACTION_OUTLINE },
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
	{ CONTEXT_GLOBAL,  "W",         ACTION_WHO },
	{ CONTEXT_GLOBAL,  "t",         ACTION_TEXT },

	{ CONTEXT_GLOBAL,  "\\",        ACTION_FILE },
	{ CONTEXT_GLOBAL,  "e",         ACTION_EDIT },

	{ CONTEXT_GLOBAL,  "p",         ACTION_PATH },
	{ CONTEXT_GLOBAL,  "v",         ACTION_TREE },
	{ CONTEXT_GLOBAL,  "c",         ACTION_COMPARE },
	{ CONTEXT_GLOBAL,  "d",         ACTION_DATES },
	{ CONTEXT_GLOBAL,  "D",         ACTION_DATES_OF_ALL },
	{ CONTEXT_GLOBAL,  "M",         ACTION_MATRIX },
	{ CONTEXT_GLOBAL,  "u",         ACTION_MENTIONS },
	{ CONTEXT_GLOBAL,  "@",         ACTION_KNOWN },
	{ CONTEXT_GLOBAL,  "+",         ACTION_ZOOM_IN },
	{ CONTEXT_GLOBAL,  "-",         ACTION_ZOOM_OUT },
	{ CONTEXT_GLOBAL,  "z",         ACTION_FOLD },

	{ CONTEXT_GLOBAL,  "Backspace", ACTION_BACK },
	{ CONTEXT_GLOBAL,  "Left",      ACTION_BACK },
	{ CONTEXT_GLOBAL,  "h",         ACTION_BACK },
	{ CONTEXT_GLOBAL,  "C-o",       ACTION_BACK },
	{ CONTEXT_GLOBAL,  "]",         ACTION_FORWARD },
	{ CONTEXT_GLOBAL,  "M-Right",   ACTION_FORWARD },
	{ CONTEXT_GLOBAL,  "H",         ACTION_HOME },

	{ CONTEXT_GLOBAL,  "/",         ACTION_SEARCH },
	{ CONTEXT_GLOBAL,  "s",         ACTION_SWITCH },
	{ CONTEXT_GLOBAL,  "S",         ACTION_KEEP_SEARCH },
	{ CONTEXT_GLOBAL,  "&",         ACTION_LIMIT },
	{ CONTEXT_GLOBAL,  "x",         ACTION_ORDER },
	{ CONTEXT_GLOBAL,  "X",         ACTION_REVERSE },
	{ CONTEXT_GLOBAL,  "F",         ACTION_FACETS },
	{ CONTEXT_GLOBAL,  "i",         ACTION_FIND_HERE },
	{ CONTEXT_GLOBAL,  "n",         ACTION_MATCH_NEXT },
	{ CONTEXT_GLOBAL,  "N",         ACTION_MATCH_PREVIOUS },
	{ CONTEXT_GLOBAL,  "Escape",    ACTION_CANCEL },
	{ CONTEXT_GLOBAL,  "C-c",       ACTION_CANCEL },
	{ CONTEXT_GLOBAL,  "C-g",       ACTION_CANCEL },

	{ CONTEXT_GLOBAL,  "y",         ACTION_COPY_ID },
	{ CONTEXT_GLOBAL,  "Y",         ACTION_COPY_CITATION },
	{ CONTEXT_GLOBAL,  "o",         ACTION_ADDRESS },
	{ CONTEXT_GLOBAL,  "|",         ACTION_PIPE },
	{ CONTEXT_GLOBAL,  ">",         ACTION_WRITE },

	{ CONTEXT_GLOBAL,  "a",         ACTION_STATE },
	{ CONTEXT_GLOBAL,  "A",         ACTION_NOTE },
	{ CONTEXT_GLOBAL,  "R",         ACTION_READING },
	{ CONTEXT_GLOBAL,  "m",         ACTION_MARK },
	{ CONTEXT_GLOBAL,  "'",         ACTION_TO_MARK },

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
	{ CONTEXT_PROMPT,  "Home",      ACTION_FIRST },
	{ CONTEXT_PROMPT,  "End",       ACTION_LAST },
	{ CONTEXT_PROMPT,  "Tab",       ACTION_LINK_NEXT },
	{ CONTEXT_PROMPT,  "S-Tab",     ACTION_LINK_PREVIOUS },
	{ CONTEXT_PROMPT,  "C-l",       ACTION_REDRAW },
	{ CONTEXT_PROMPT,  "C-z",       ACTION_SUSPEND },
};

enum { DEFAULT_COUNT = sizeof(defaults) / sizeof(defaults[0]) };

/* Bindings of the program, and of who uses it; names of keys are kept for these. */
enum { MOST_BINDINGS = 512, KEYS_SIZE = sizeof((struct keymap_taken){0}.keys) };

_Static_assert(DEFAULT_COUNT + KEYMAP_MOST_ROWS + LIMIT_BINDINGS <= MOST_BINDINGS, "room for all");

/* What is in use: the defaults, changed. Without it, as they are. */
static struct {
	bool is_made;
	enum keymap_preset preset;
	struct binding items[MOST_BINDINGS];
	size_t count;
	char names[LIMIT_BINDINGS][KEYS_SIZE];
	size_t name_count;
} used;

static const char *const context_names[] = {
	[CONTEXT_GLOBAL] = "everywhere", [CONTEXT_LIST] = "list", [CONTEXT_DOSSIER] = "dossier",
	[CONTEXT_LINKS] = "connections", [CONTEXT_HELP] = "help", [CONTEXT_VIEW] = "view",
	[CONTEXT_FILE] = "file", [CONTEXT_PROMPT] = "prompt",
};
_Static_assert(sizeof(context_names) / sizeof(context_names[0]) == CONTEXT_COUNT,
               "a name for each context");

const struct binding *keymap_bindings(size_t *count)
{
	*count = used.is_made ? used.count : DEFAULT_COUNT;
	return used.is_made ? used.items : defaults;
}

const char *key_context_name(enum key_context context)
{
	return context_names[context];
}

enum key_context key_context_find(struct str name)
{
	enum key_context context = CONTEXT_GLOBAL;
	while (context < CONTEXT_COUNT && !str_equal(name, str_of(context_names[context])))
		context++;
	return context;
}

/* ── Choosing ───────────────────────────────────────────────────────────────────────────────── */

bool keymap_takes_counts(void)
{
	return used.is_made && used.preset == PRESET_LESS;
}

bool keymap_clash(struct str left, struct str right)
{
	struct str shorter = left.size < right.size ? left : right;
	struct str longer = left.size < right.size ? right : left;
	return str_starts_with(longer, shorter) &&
	       (longer.size == shorter.size || longer.bytes[shorter.size] == ' ');
}

/* Control with a letter that the terminal cannot tell from a key of its own. */
static const struct twin { const char *name, *key; } twins[] = {
	{ "C-i", "Tab" }, { "C-m", "Enter" }, { "C-j", "Enter" }, { "C-h", "Backspace" },
	{ "C-[", "Escape" },
};

static bool check_twin(struct str name, struct fault *why)
{
	for (size_t i = 0; i < sizeof(twins) / sizeof(twins[0]); i++)
		if (str_equal_ignoring_ascii_case(name, str_of(twins[i].name)))
			return fault_set(why, FAULT_USAGE,
			                 _("\"%.*s\" is the same as \"%s\" to a terminal: "
			                   "bind that"), STR_ARGS(name), twins[i].key);
	return true;
}

/* The keys of a sequence, written as the tables write them. */
static bool spell(struct str keys, char *spelled, struct fault *why)
{
	char bytes[KEYS_SIZE];
	size_t size = 0, count = 0;
	for (struct str rest = str_trim(keys); rest.bytes;) {
		struct key key;
		struct str name = str_cut(&rest, ' ');
		if (str_is_empty(name) && rest.bytes)
			continue;
		if (!key_parse(name, &key))
			return fault_set(why, FAULT_USAGE, _("there is no key \"%.*s\""),
			                 STR_ARGS(name));
		if (!check_twin(name, why))
			return false;
		if (count++ == KEYMAP_MOST_KEYS)
			return fault_set(why, FAULT_USAGE,
			                 _("more than %d keys one after the other"),
			                 KEYMAP_MOST_KEYS);
		if (size + name.size + 2 > sizeof(bytes))
			return fault_set(why, FAULT_USAGE,
			                 _("the names of these keys are too long"));
		if (size)
			bytes[size++] = ' ';
		memcpy(bytes + size, name.bytes, name.size);
		size += name.size;
		/* Control makes no difference between a and A. */
		bool is_control = name.size == 3 && str_starts_with(name, STR("C-"));
		if (is_control && bytes[size - 1] >= 'A' && bytes[size - 1] <= 'Z')
			bytes[size - 1] = (char)(bytes[size - 1] + 'a' - 'A');
	}
	memcpy(spelled, bytes, size);
	spelled[size] = '\0';
	return true;
}

static void remove_row(size_t at)
{
	used.count--;
	memmove(&used.items[at], &used.items[at + 1], (used.count - at) * sizeof(used.items[0]));
}

/* What cannot stand beside the keys. */
static void make_way(enum key_context context, struct str keys, struct keymap_taken *taken)
{
	struct keymap_taken gone = {0};
	for (size_t i = 0; i < used.count;) {
		const struct binding *row = &used.items[i];
		if (row->context != context || !keymap_clash(str_of(row->keys), keys)) {
			i++;
			continue;
		}
		if (gone.count++ == 0) {
			gone.action = row->action;
			memcpy(gone.keys, row->keys, strlen(row->keys) + 1);
		}
		remove_row(i);
	}
	if (taken)
		*taken = gone;
}

/* Before the other keys of its action. */
static void insert_row(struct binding row)
{
	size_t at = 0;
	while (at < used.count && (used.items[at].context != row.context ||
	                           used.items[at].action != row.action))
		at++;
	memmove(&used.items[at + 1], &used.items[at], (used.count - at) * sizeof(used.items[0]));
	used.items[at] = row;
	used.count++;
}

/* A binding, and what it takes the place of. */
static void place(struct binding row, struct keymap_taken *taken)
{
	make_way(row.context, str_of(row.keys), taken);
	if (row.action != ACTION_NONE || row.context != CONTEXT_GLOBAL)
		insert_row(row);
}

/* From the last row on: the first of an action shall stand before the others, for it is the one
 * that hints name. */
void keymap_use(enum keymap_preset preset)
{
	size_t count;
	const struct binding *rows = keymap_preset_rows(preset, &count);
	used.is_made = true;
	used.preset = preset;
	used.name_count = 0;
	used.count = DEFAULT_COUNT;
	memcpy(used.items, defaults, sizeof(defaults));
	while (count-- > 0)
		place(rows[count], NULL);
}

bool keymap_bind(enum key_context context, struct str keys, enum action action,
                 struct keymap_taken *taken, struct fault *why)
{
	char spelled[KEYS_SIZE];
	if (!used.is_made)
		keymap_use(PRESET_VI);
	if (!spell(keys, spelled, why))
		return false;
	size_t at = 0;
	while (at < used.name_count && strcmp(used.names[at], spelled) != 0)
		at++;
	if (at == LIMIT_BINDINGS)
		return fault_set(why, FAULT_LIMIT, _("no more than %d keys can be bound"),
		                 LIMIT_BINDINGS);
	char *name = used.names[at];
	memmove(name, spelled, strlen(spelled) + 1);
	used.name_count += at == used.name_count;
	place((struct binding){ context, name, action }, taken);
	return true;
}

/* ── Finding ────────────────────────────────────────────────────────────────────────────────── */

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
	size_t all;
	const struct binding *bindings = keymap_bindings(&all);
	for (size_t i = 0; i < all; i++) {
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
	size_t count;
	const struct binding *bindings = keymap_bindings(&count);
	for (size_t i = 0; i < count; i++)
		if (bindings[i].context == context &&
		    str_equal(str_of(bindings[i].keys), str_of(binding->keys)))
			return false;
	return true;
}

struct str keymap_keys(struct arena *arena, enum key_context context, enum action action,
                       bool only_first)
{
	struct text keys = { .arena = arena };
	size_t count;
	const struct binding *bindings = keymap_bindings(&count);
	for (size_t i = 0; i < count; i++) {
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
