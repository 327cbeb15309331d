#include "ui/linear_command.h"

#include "base/array.h"
#include "base/message.h"
#include "model/finding.h"
#include "ui/keymap.h"

static const struct linear_name names[] = {
	{ "page",        WORD_ACTION, ACTION_PAGE_DOWN,
	  N_("Go on reading, as an empty line does; of a list its next rows") },
	{ "top",         WORD_ACTION, ACTION_FIRST, N_("Read from the beginning") },
	{ "again",       WORD_ACTION, ACTION_REDRAW, N_("Say again what was read last") },
	{ "next",        WORD_ACTION, ACTION_NEXT_DOSSIER, NULL },
	{ "previous",    WORD_ACTION, ACTION_PREVIOUS_DOSSIER, NULL },
	{ "find",        WORD_ACTION, ACTION_FIND_HERE, NULL },
	{ "source",      WORD_ACTION, ACTION_SOURCE_NEXT, NULL },
	{ "where",       WORD_WHERE, ACTION_NONE,
	  N_("Say where you are, and how you came there") },
	{ "sections",    WORD_SECTIONS, ACTION_NONE,
	  N_("List the sections of what is read; a number goes to one") },
	{ "connections", WORD_CONNECTIONS, ACTION_NONE,
	  N_("Read whom and what this is connected with") },
	{ "lines",       WORD_LINES, ACTION_NONE,
	  N_("Set how many lines are read at once; 0 for all") },
	{ "row",         WORD_ROW, ACTION_NONE,
	  N_("Say the list that was said last from that row on") },
	{ 0 },
};

const struct linear_name *linear_names(void)
{
	return names;
}

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

/* Every name, first ours and then those of the actions, by its number. Empty behind the last. */
static struct str name_at(size_t i)
{
	enum { OWN = sizeof(names) / sizeof(names[0]) - 1 };
	if (i < OWN)
		return str_of(names[i].name);
	i = i - OWN + ACTION_NONE + 1;
	return i < ACTION_COUNT ? str_of(action_row((enum action)i)->name) : (struct str){0};
}

static void take_name(struct linear_command *command, size_t i)
{
	enum { OWN = sizeof(names) / sizeof(names[0]) - 1 };
	bool is_own = i < OWN;
	command->word = is_own ? names[i].word : WORD_ACTION;
	command->action = is_own ? names[i].action : (enum action)(i - OWN + ACTION_NONE + 1);
}

static bool find_name(struct str word, struct linear_command *command)
{
	for (size_t i = 0; name_at(i).size; i++)
		if (str_equal_ignoring_ascii_case(word, name_at(i))) {
			take_name(command, i);
			return true;
		}
	return false;
}

/* A beginning of one name alone; one letter is a key, or nothing. */
static bool complete_name(struct str word, struct linear_command *command)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; word.size > 1 && name_at(i).size; i++) {
		if (!str_starts_with(name_at(i), word))
			continue;
		if (found != SIZE_MAX)
			return false;
		found = i;
	}
	if (found == SIZE_MAX)
		return false;
	take_name(command, found);
	return true;
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

/* The keys of a binding as somebody would type them: "g g" is "gg". */
static struct str typed_keys(struct arena *arena, const char *keys)
{
	struct text typed = { .arena = arena };
	for (const char *at = keys; *at; at++)
		if (*at != ' ')
			text_add_byte(&typed, *at);
	return text_str(&typed);
}

/* A binding of the panes by its keys, which are `word`. */
static bool find_keys(struct arena *arena, struct str word, struct linear_command *command)
{
	size_t count;
	const struct binding *bindings = keymap_bindings(&count);
	for (size_t i = 0; i < count; i++) {
		if (bindings[i].context != CONTEXT_GLOBAL ||
		    bindings[i].action == ACTION_NONE ||
		    !str_equal(word, typed_keys(arena, bindings[i].keys)))
			continue;
		command->word = WORD_ACTION;
		command->action = bindings[i].action;
		return true;
	}
	return false;
}

static bool is_sign(char byte)
{
	return byte > ' ' && byte < 0x7F && !(byte >= '0' && byte <= '9') &&
	       !(byte >= 'A' && byte <= 'Z') && !(byte >= 'a' && byte <= 'z');
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

static void take_rest(struct linear_command *command, struct str rest)
{
	uint64_t number = 0;
	command->rest = str_trim(rest);
	command->has_number = str_number(command->rest, UINT32_MAX, &number);
	command->number = (uint32_t)number;
}

/* "/lavrov" and "'a": a key that is no letter, and what it is about. */
static bool parse_sign(struct arena *arena, struct str line, struct linear_command *command)
{
	if (!is_sign(line.bytes[0]) || !find_keys(arena, str_slice(line, 0, 1), command))
		return false;
	take_rest(command, str_slice(line, 1, line.size));
	return true;
}

static bool fail(struct arena *arena, struct str word, struct fault *why)
{
	struct { struct str *items; size_t count, room; } all = {0};
	for (size_t i = 0; name_at(i).size; i++)
		*ARRAY_ADD(arena, &all) = name_at(i);
	struct str near = finding_suggestion(word, all.items, all.count);
	struct str shown = finding_excerpt(word);
	if (near.size)
		return fault_set(why, FAULT_USAGE, _("'%.*s' means nothing here: did you mean "
		                                   "'%.*s'?"), STR_ARGS(shown), STR_ARGS(near));
	return fault_set(why, FAULT_USAGE,
	                 _("'%.*s' means nothing here: type a number, 'search' and words, 'list', "
	                   "'back', or 'help' for all that can be typed"),
	                 STR_ARGS(shown));
}

bool linear_command_parse(struct arena *arena, struct str line, struct linear_command *command,
                          struct fault *why)
{
	struct linear_command parsed = {0};
	line = str_trim(line);
	if (line.size > 1 && line.bytes[0] == ':')
		line = str_trim(str_slice(line, 1, line.size));
	struct str rest = line, word = str_cut(&rest, ' ');
	take_rest(&parsed, line);
	if (line.size == 0 || parsed.has_number) {
		parsed.action = line.size ? ACTION_OPEN : ACTION_PAGE_DOWN;
		*command = parsed;
		return true;
	}
	take_rest(&parsed, rest);
	if (!find_name(word, &parsed) && !find_keys(arena, word, &parsed) &&
	    !parse_sign(arena, line, &parsed) && !complete_name(word, &parsed))
		return fail(arena, word, why);
	*command = parsed;
	return true;
}
