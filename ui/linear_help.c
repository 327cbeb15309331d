/* The help of linear mode: all that can be typed, from the tables that the program itself uses. */
#include "ui/linear.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "query/completion.h"
#include "ui/keymap.h"
#include "ui/kiosk.h"
#include "ui/tour.h"

/* What a sign is called by those who do not see it. */
static const struct { char sign; const char *name; } signs[] = {
	{ '/', N_("slash") }, { ':', N_("colon") }, { '?', N_("question mark") },
	{ '!', N_("exclamation mark") }, { '\'', N_("apostrophe") }, { '#', N_("number sign") },
	{ '+', N_("plus") }, { '-', N_("minus") }, { '{', N_("opening brace") },
	{ '}', N_("closing brace") }, { ']', N_("closing bracket") },
	{ '[', N_("opening bracket") }, { '\\', N_("backslash") },
	/* Translators: the sign | */
	{ '|', N_("bar") }, { '>', N_("greater than") },
};

static const char *sign_name(char sign)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].sign == sign)
			return _(signs[i].name);
	return NULL;
}

/* Keys that are typed as they are written: a letter or a sign, or two with a blank. */
static bool is_typed(struct str keys)
{
	return keys.size == 1 || (keys.size == 3 && keys.bytes[1] == ' ');
}

/* What a key is called. */
static struct str key_name(struct arena *arena, struct str keys)
{
	const char *name = sign_name(keys.bytes[0]);
	bool is_capital = keys.bytes[0] >= 'A' && keys.bytes[0] <= 'Z';
	if (name)
		return str_format(arena, "%c (%s)", keys.bytes[0], name);
	if (keys.size > 1)
		return str_format(arena, "%c%c", keys.bytes[0], keys.bytes[2]);
	/* Translators: a key: a capital letter */
	return is_capital ? str_format(arena, _("capital %c"), keys.bytes[0]) : keys;
}

/* "switch, or s": a name, and each key that can be typed for it. Digits are numbers here. */
static struct str name_and_keys(struct arena *arena, const char *name, enum action action)
{
	struct str words = str_of(name);
	struct str all = keymap_keys(arena, CONTEXT_GLOBAL, action, false);
	while (all.bytes && all.size) {
		struct str keys = str_trim(str_cut(&all, ','));
		bool is_digit = keys.size && keys.bytes[0] >= '0' && keys.bytes[0] <= '9';
		if (!is_typed(keys) || is_digit)
			continue;
		struct str key = key_name(arena, keys);
		/* Translators: what can be typed: a word or a key, or another key */
		words = str_format(arena, _("%.*s, or %.*s"), STR_ARGS(words), STR_ARGS(key));
	}
	return words;
}

static void write_entry(struct page_writer *writer, struct str names, const char *help)
{
	/* Translators: what can be typed, and a sentence on it, which has no full stop yet */
	struct shown entry = shown_format(writer->arena, _("%.*s: %s."), STR_ARGS(names), _(help));
	page_text(writer, ROLE_TEXT, entry);
	page_break(writer);
}

static void write_heading(struct page_writer *writer, const char *words)
{
	page_blank(writer);
	page_heading(writer, shown_literal(writer->arena, _(words)), (struct shown){0});
}

static void write_names(struct page_writer *writer)
{
	write_heading(writer, N_("Words of this mode"));
	for (const struct linear_name *row = linear_names(); row->name; row++) {
		struct linear_command command = { .word = row->word, .action = row->action };
		struct str names = str_of(row->name);
		if (linear_name_is_synonym(row))
			continue;
		if (row->word == WORD_ACTION)
			names = name_and_keys(writer->arena, row->name, row->action);
		write_entry(writer, names, linear_command_help(&command));
	}
}

/* What has a word of its own here, and was told with it. */
static bool is_told(enum action action)
{
	for (const struct linear_name *row = linear_names(); row->name; row++)
		if (row->word == WORD_ACTION && !linear_name_is_synonym(row) && row->action == action)
			return true;
	return false;
}

static bool is_listed(enum action action, enum action_group group)
{
	return action_row(action)->group == group && linear_knows(action) && !is_told(action) &&
	       !kiosk_refusal(action);
}

static bool has_actions(enum action_group group)
{
	for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
		if (is_listed((enum action)action, group))
			return true;
	return false;
}

static void write_actions(struct page_writer *writer)
{
	for (int group = 0; group < GROUP_COUNT; group++) {
		if (!has_actions((enum action_group)group))
			continue;
		write_heading(writer, action_group_name((enum action_group)group));
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
			enum action action = (enum action)i;
			const struct action_row *row = action_row(action);
			struct linear_command command = { .action = action };
			if (is_listed(action, (enum action_group)group))
				write_entry(writer, name_and_keys(writer->arena, row->name, action),
				            linear_command_help(&command));
		}
	}
}

/* The fields of queries, with the values that there are; of a day, which were there then is not
 * counted. */
static struct str field_help(struct linear *linear, struct arena *arena, struct str key)
{
	return completion_help(linear->archive, arena, key, !linear_known(linear));
}

static void write_fields(struct linear *linear, struct page_writer *writer)
{
	struct str_list keys = filter_keys(linear->archive, writer->arena);
	write_heading(writer, N_("What a search understands"));
	for (size_t i = 0; i < keys.count; i++) {
		struct str help = field_help(linear, writer->arena, keys.items[i]);
		page_text(writer, ROLE_TEXT, shown_format(writer->arena, "%.*s: %.*s",
		                                          STR_ARGS(keys.items[i]), STR_ARGS(help)));
		page_break(writer);
	}
}

/* Those of notes are passed over where none are kept, those of texts where none are known. */
void linear_tour(struct linear *linear, const struct linear_command *command)
{
	size_t count;
	unsigned number = 0;
	const struct tour_step *steps = tour_steps(&count);
	(void)command;
	for (size_t i = 0; i < count; i++) {
		bool is_missing = (steps[i].scene == SCENE_NOTES && !linear->options.reader) ||
		                  (steps[i].scene == SCENE_TEXT && !linear->options.texts);
		struct str words = tour_sentence(&linear->scratch, &steps[i]);
		if (!is_missing)
			linear_say(linear, _("Step %u. %.*s"), ++number, STR_ARGS(words));
	}
}

/* ── Tasks ──────────────────────────────────────────────────────────────────────────────────── */

/* What most come for, a line each. The words that can be typed stay as they are in all
 * languages. */
static const char *const tasks[] = {
	N_("Type a word and Enter. An empty line reads on. A number alone is the link, or the row, "
	   "of that number in what was said last."),
	N_("Numbers: l3 is link 3, r3 row 3 of the last list, s3 or [3] source 3."),
	N_("Go to somebody: 'switch' and a name; Enter reads."),
	N_("Search everything: 'search' and words. Only what was said last: 'find' and words."),
	N_("See what there is: 'list', then a number; 'list people', 'stats'."),
	N_("Who said what: 'quotes by' and a name; 'claims about' or 'claims by' and a name."),
	N_("Who says so: 'who', of the line that was read; 'who 3' is what [3] is."),
	N_("Whom somebody is linked with: 'connections'."),
	N_("Two together: 'path' or 'compare', and two names with a comma between them; parts of "
	   "names will do."),
	N_("When: 'timeline March 2021' for all, 'dates' for what is read."),
	N_("What was known on a day: 'known 2021-06-15'."),
	N_("Go 'back', 'forward' or 'home'; 'where' says where you are."),
	N_("In a long page: 'sections', 'read 26' from line 26, 'top', 'again'."),
	N_("Keep it: 'state read' and 'note' with words; 'reading-list' has them all."),
	N_("More of one word: 'help search'. All words: 'help all'. Be shown around: 'tour'."),
};

static void say_tasks(struct linear *linear)
{
	for (size_t i = 0; i < sizeof(tasks) / sizeof(tasks[0]); i++)
		linear_say(linear, "%s", _(tasks[i]));
}

/* ── One word ───────────────────────────────────────────────────────────────────────────────── */

static void say_field(struct linear *linear, struct str key)
{
	struct str help = field_help(linear, &linear->scratch, key);
	linear_say(linear, "%.*s: %.*s", STR_ARGS(key), STR_ARGS(help));
}

static void say_fields(struct linear *linear)
{
	struct str_list keys = filter_keys(linear->archive, &linear->scratch);
	linear_say(linear, _("What a search understands:"));
	for (size_t i = 0; i < keys.count; i++)
		say_field(linear, keys.items[i]);
}

/* What it does, how it is typed, and the keys that mean the same. */
static void say_word(struct linear *linear, struct str word)
{
	struct linear_command command;
	struct fault why;
	struct str key = unicode_fold(&linear->scratch, word);
	if (str_ends_with(key, STR(":")))
		key = str_slice(key, 0, key.size - 1);
	bool is_field = field_help(linear, &linear->scratch, key).size > 0;
	if (is_field)
		linear_say(linear, _("In a search, as 'search %.*s:' and a value:"), STR_ARGS(key));
	if (is_field)
		say_field(linear, key);
	if (!linear_command_parse(&linear->scratch, word, &command, &why)) {
		if (!is_field)
			linear_say(linear, "%s", why.sentence);
		return;
	}
	bool is_action = command.word == WORD_ACTION;
	if (is_action && !linear_knows(command.action)) {
		linear_act(linear, &command);
		return;
	}
	const char *name = linear_command_name(&command), *forms = linear_command_forms(&command);
	linear_say(linear, "%s: %s.", name, _(linear_command_help(&command)));
	if (forms)
		/* Translators: what can be typed */
		linear_say(linear, _("Type: %s"), _(forms));
	struct str keys = str_of(name);
	if (is_action)
		keys = name_and_keys(&linear->scratch, name, command.action);
	if (keys.size > strlen(name))
		/* Translators: a word, and the keys that mean the same: "search, or / (slash)" */
		linear_say(linear, _("The same: %.*s"), STR_ARGS(keys));
	if (is_action && command.action == ACTION_SEARCH)
		say_fields(linear);
}

void linear_help(struct linear *linear, const struct linear_command *command)
{
	if (command->rest.size == 0) {
		say_tasks(linear);
	} else if (!str_equal(command->rest, STR("all"))) {
		say_word(linear, command->rest);
	} else if (linear_page_open(linear, LINEAR_HELP, linear_subject(linear), NO_DOSSIER)) {
		linear_announce(linear, _("Opened"));
		linear_read(linear, 0);
	}
}

/* ── All of it ──────────────────────────────────────────────────────────────────────────────── */

bool linear_help_make(struct linear *linear, struct arena *arena, struct page_options options,
                      struct page *page, struct fault *why)
{
	(void)why;
	struct page_writer writer = page_begin(arena, options.width);
	page_text(&writer, ROLE_TEXT, shown_literal(arena,
		_("Type a word and Enter. A number alone follows the link of that number, or "
		  "opens the row of the list, whichever was said last; l3 is always a link, r3 a "
		  "row. An empty line reads on. A number before a colon, as 12:, is that of a "
		  "link; one in brackets, as [3], is a source mark: 'who 3' says who that is, and "
		  "[3] or s3 opens it; [?] says that nobody says so.")));
	page_break(&writer);
	write_names(&writer);
	write_actions(&writer);
	write_fields(linear, &writer);
	*page = page_end(&writer);
	return true;
}

struct str linear_help_title(const struct linear *linear, struct arena *arena)
{
	(void)linear;
	(void)arena;
	return str_of(_("Help"));
}
