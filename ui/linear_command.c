#include "ui/linear_command.h"

#include "base/array.h"
#include "base/message.h"
#include "model/finding.h"
#include "ui/keymap.h"

static const struct linear_name names[] = {
	{ "page",        WORD_ACTION, ACTION_PAGE_DOWN,
	  N_("Go on reading, as an empty line does; of a list its next rows"), NULL },
	{ "read",        WORD_READ, ACTION_NONE,
	  N_("Read on from a line by its number, or say a list from a row on"), N_("read 26") },
	{ "top",         WORD_ACTION, ACTION_FIRST, N_("Read from the beginning"), NULL },
	{ "again",       WORD_ACTION, ACTION_REDRAW, N_("Say again what was read last"), NULL },
	{ "next",        WORD_ACTION, ACTION_NEXT_DOSSIER, NULL, NULL },
	{ "previous",    WORD_ACTION, ACTION_PREVIOUS_DOSSIER, NULL, NULL },
	{ "find",        WORD_ACTION, ACTION_FIND_HERE,
	  N_("Say the lines of what was read last, a page or a list, that have these words"),
	  NULL },
	{ "row",         WORD_ROW, ACTION_NONE,
	  N_("Open that row of the list that was said last, wherever you are"),
	  N_("row 3; r3") },
	{ "link",        WORD_ACTION, ACTION_LINK_NUMBER,
	  N_("Follow that link of the page that was read last"), NULL },
	{ "source",      WORD_ACTION, ACTION_SOURCE_NEXT,
	  N_("Open the source of that mark; without a number, say the next source mark"), NULL },
	{ "where",       WORD_WHERE, ACTION_NONE,
	  N_("Say where you are, and how you came there"), NULL },
	{ "sections",    WORD_SECTIONS, ACTION_NONE,
	  N_("List the sections of what is read; a number goes to one"), NULL },
	{ "connections", WORD_CONNECTIONS, ACTION_NONE,
	  N_("Read whom and what this is connected with"), N_("connections; connections NAME") },
	{ "quotes",      WORD_QUOTES, ACTION_NONE,
	  N_("List what somebody said, what was said about something, or all quotes"),
	  N_("quotes by NAME; quotes about NAME; quotes; quotes all") },
	{ "claims",      WORD_CLAIMS, ACTION_NONE,
	  N_("List what is claimed about something, what somebody asserts, or all claims"),
	  N_("claims about NAME; claims by NAME; claims; claims all") },
	{ "stats",       WORD_STATS, ACTION_NONE,
	  N_("Say how much there is; of a kind, which have the most links"),
	  N_("stats; stats KIND") },
	{ "lines",       WORD_LINES, ACTION_NONE,
	  N_("Set how many lines are said at once, of a page and of a list; 0 for all"),
	  N_("lines 10; lines 0") },
	{ "brief",       WORD_BRIEF, ACTION_NONE,
	  N_("Say a dossier that is opened in a line, and read it when asked; or read at once"),
	  N_("brief on; brief off") },
	{ "links",       WORD_CONNECTIONS, ACTION_NONE, "", NULL },
	{ "check",       WORD_ACTION, ACTION_FINDINGS, "", NULL },
	{ "sort",        WORD_ACTION, ACTION_ORDER, "", NULL },
	{ "show",        WORD_ACTION, ACTION_OPEN, "", NULL },
	{ "cite",        WORD_ACTION, ACTION_COPY_CITATION, "", NULL },
	{ "keys",        WORD_ACTION, ACTION_HELP, "", NULL },
	{ 0 },
};

/* What can stand behind an action's name. An action without a row takes nothing. */
static const char *const forms[ACTION_COUNT] = {
	[ACTION_OPEN]          = N_("open 12; open NAME"),
	[ACTION_LINK_NUMBER]   = N_("link 3; l3"),
	[ACTION_SOURCE_NEXT]   = N_("source; source 3; s3; [3]"),
	[ACTION_WHO]           = N_("who; who 3; who FIELD; who all"),
	[ACTION_TEXT]          = N_("text; text NAME"),
	[ACTION_PATH]          = N_("path NAME; path NAME, NAME"),
	[ACTION_TREE]          = N_("tree; tree NAME"),
	[ACTION_COMPARE]       = N_("compare NAME; compare NAME, NAME"),
	[ACTION_DATES]         = N_("dates; dates NAME; dates 2021-03"),
	[ACTION_DATES_OF_ALL]  = N_("dates-of-all; dates-of-all March 2021"),
	[ACTION_TIMELINE]      = N_("timeline; timeline March 2021; timeline 2022 events; timeline of Lavrov in 2022"),
	[ACTION_MATRIX]        = N_("matrix; matrix NAME; matrix all"),
	[ACTION_MENTIONS]      = N_("mentions; mentions NAME"),
	[ACTION_KNOWN]         = N_("known 2021-06-15; known"),
	[ACTION_FOLD]          = N_("fold 3"),
	[ACTION_SEARCH]        = N_("search WORDS; search kind:quote speaker:ID"),
	[ACTION_SWITCH]        = N_("switch NAME"),
	[ACTION_KEEP_SEARCH]   = N_("keep-search; keep-search NAME"),
	[ACTION_LIMIT]         = N_("limit WORDS; limit"),
	[ACTION_ORDER]         = N_("order links; order -links; order newest"),
	[ACTION_FIND_HERE]     = N_("find WORDS"),
	[ACTION_COPY_ID]       = N_("copy-id; copy-id 3; copy-id NAME"),
	[ACTION_COPY_CITATION] = N_("copy-citation; copy-citation 3; copy-citation NAME"),
	[ACTION_ADDRESS]       = N_("address; address 3; address NAME"),
	[ACTION_PIPE]          = N_("pipe COMMAND"),
	[ACTION_WRITE]         = N_("write FILE"),
	[ACTION_STATE]         = N_("state; state to read; state read; state off"),
	[ACTION_NOTE]          = N_("note; note WORDS; note -"),
	[ACTION_MARK]          = N_("mark a"),
	[ACTION_TO_MARK]       = N_("to-mark a"),
	[ACTION_LIST]          = N_("list; list KIND; list KIND by links; list 21"),
	[ACTION_HELP]          = N_("help; help WORD; help all"),
};

/* What an action does here, where it is not what it does in the panes. */
static const char *const helps[ACTION_COUNT] = {
	[ACTION_SEARCH]        = N_("Search everything for words, and by what a dossier is"),
	[ACTION_OPEN]          = N_("Follow a link, open a row, or go to a dossier"),
	[ACTION_ORDER]         = N_("Say the list in another order, the most links first: links, "
	                            "sources, date, name, type, grade, status, speaker"),
	[ACTION_MATRIX]        = N_("Who was at what, around this dossier; twice: of all"),
	[ACTION_DATES_OF_ALL]  = N_("The timeline of the whole collection, as a chart"),
	[ACTION_BACK]          = N_("Back to the list or the dossier you came from"),
	[ACTION_COPY_ID]       = N_("Say the id of what is read, or of a link or row"),
	[ACTION_COPY_CITATION] = N_("Say how a quote or source is cited"),
	[ACTION_ADDRESS]       = N_("Say the address of a source or a link"),
	[ACTION_STATE]         = N_("Say the state on the reading list, or set it: to read, "
	                            "read, checked, disputed, off"),
	[ACTION_LIST]          = N_("List the kinds, or the dossiers of one; or say the list "
	                            "that was said last from a row on"),
	[ACTION_HELP]          = N_("What most come for; how one word is typed; all words"),
};

/* What changes something outside is typed in full: it is neither guessed nor proposed. */
static const enum action writing[] = {
	ACTION_STATE, ACTION_NOTE, ACTION_MARK, ACTION_KEEP_SEARCH, ACTION_EDIT, ACTION_WRITE,
	ACTION_PIPE,
};

const struct linear_name *linear_names(void)
{
	return names;
}

bool linear_name_is_synonym(const struct linear_name *name)
{
	return name->help && name->help[0] == '\0';
}

static const struct linear_name *row_of(const struct linear_command *command)
{
	for (const struct linear_name *row = names; row->name; row++)
		if (row->word == command->word && !linear_name_is_synonym(row) &&
		    (row->word != WORD_ACTION || row->action == command->action))
			return row;
	return NULL;
}

const char *linear_command_forms(const struct linear_command *command)
{
	const struct linear_name *row = row_of(command);
	if (command->word == WORD_ACTION)
		return forms[command->action];
	return row ? row->forms : NULL;
}

const char *linear_command_help(const struct linear_command *command)
{
	const struct linear_name *row = row_of(command);
	if (row && row->help)
		return row->help;
	return helps[command->action] ? helps[command->action] : action_row(command->action)->help;
}

const char *linear_command_name(const struct linear_command *command)
{
	const struct linear_name *row = row_of(command);
	return row ? row->name : action_row(command->action)->name;
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

static bool writes(const struct linear_command *command)
{
	for (size_t i = 0; i < sizeof(writing) / sizeof(writing[0]); i++)
		if (command->word == WORD_ACTION && command->action == writing[i])
			return true;
	return false;
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

/* Before others a short word is no command that is misspelt: "how many" is not "row". */
static bool fail(struct arena *arena, struct str word, struct str line, struct fault *why)
{
	struct { struct str *items; size_t count, room; } all = {0};
	for (size_t i = 0; name_at(i).size; i++) {
		struct linear_command named;
		take_name(&named, i);
		if (!writes(&named))
			*ARRAY_ADD(arena, &all) = name_at(i);
	}
	struct str near = finding_suggestion(word, all.items, all.count);
	struct str shown = finding_excerpt(near.size ? word : str_trim(line));
	enum { LONG_WORD = 5 };
	if (near.size && (word.size >= LONG_WORD || word.size == str_trim(line).size))
		return fault_set(why, FAULT_USAGE, _("'%.*s' means nothing here: did you mean "
		                                   "'%.*s'?"), STR_ARGS(shown), STR_ARGS(near));
	return fault_set(why, FAULT_USAGE,
	                 _("'%.*s' is no name and means nothing here: type a number, 'search' and "
	                   "words, 'list', 'back', or 'help' for all that can be typed"),
	                 STR_ARGS(shown));
}

/* A number behind a letter, or between brackets, that says what it is a number of. */
static bool parse_numbered(struct str line, struct linear_command *command)
{
	static const struct {
		char before; size_t behind; enum linear_word word; enum action action;
	} rows[] = {
		{ 'l', 0, WORD_ACTION, ACTION_LINK_NUMBER },
		{ 'r', 0, WORD_ROW,    ACTION_NONE },
		{ 's', 0, WORD_ACTION, ACTION_SOURCE_NEXT },
		{ '[', 1, WORD_ACTION, ACTION_SOURCE_NEXT },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t behind = rows[i].behind;
		if (line.bytes[0] != rows[i].before || line.size < 2 + behind ||
		    (behind && line.bytes[line.size - 1] != ']') || line.bytes[1] == ' ')
			continue;
		struct linear_command numbered = { .word = rows[i].word, .action = rows[i].action };
		take_rest(&numbered, str_slice(line, 1, line.size - 1 - behind));
		if (!numbered.has_number)
			continue;
		*command = numbered;
		return true;
	}
	return false;
}

bool linear_command_mark(struct str typed, uint32_t *number)
{
	struct linear_command command = {0};
	bool is_mark = typed.size && parse_numbered(typed, &command) &&
	               command.word == WORD_ACTION && command.action == ACTION_SOURCE_NEXT;
	if (is_mark)
		*number = command.number;
	return is_mark;
}

static bool is_below_zero(struct str line)
{
	uint64_t number;
	return line.bytes[0] == '-' &&
	       str_number(str_slice(line, 1, line.size), UINT32_MAX, &number);
}

bool linear_command_parse(struct arena *arena, struct str line, struct linear_command *command,
                          struct fault *why)
{
	struct linear_command parsed = {0};
	line = str_trim(line);
	if (line.size > 1 && line.bytes[0] == ':')
		line = str_trim(str_slice(line, 1, line.size));
	size_t end = str_find_either(line, ' ', '\t', 0);
	struct str word = str_slice(line, 0, end), rest = str_slice(line, end, SIZE_MAX);
	take_rest(&parsed, line);
	if (line.size == 0 || parsed.has_number) {
		parsed.action = line.size ? ACTION_OPEN : ACTION_PAGE_DOWN;
		*command = parsed;
		return true;
	}
	if (parse_numbered(line, command))
		return true;
	if (is_below_zero(line))
		return fault_set(why, FAULT_USAGE,
		                 _("'%.*s' is the number of nothing: links and rows are numbered "
		                   "from 1"), STR_ARGS(line));
	take_rest(&parsed, rest);
	if (!find_name(word, &parsed) && !find_keys(arena, word, &parsed) &&
	    !parse_sign(arena, line, &parsed) && !complete_name(word, &parsed))
		return fail(arena, word, line, why);
	*command = parsed;
	return true;
}
