#include "cli/command.h"

#include <string.h>
#include <unistd.h>

#include "base/message.h"

/* Where an option's argument goes. */
struct slot {
	const struct option_row *row;
	const char **value;
	const struct option_row *rival; /* that a beginning fits as well, or NULL */
};

static const struct option_row *find_row(const struct option_row *rows, struct str name,
                                         char letter, size_t *index)
{
	for (size_t i = 0; rows && rows[i].name; i++) {
		*index = i;
		if (letter ? rows[i].letter == letter : str_equal(name, str_of(rows[i].name)))
			return &rows[i];
	}
	return NULL;
}

/* Where the argument goes of row `i` of a command's own options, or else of those of the panes. */
static const char **own_value(struct call *call, size_t i)
{
	return call->command ? &call->options[i] : &call->panes[i];
}

static const struct option_row *own_options(const struct call *call)
{
	return call->command ? call->command->options : panes_options();
}

/* The option of that name or letter; of a command's own if there is a command yet. */
static struct slot slot_find(struct call *call, struct str name, char letter)
{
	size_t i;
	const struct option_row *row = find_row(common_options(), name, letter, &i);
	if (row)
		return (struct slot){ .row = row, .value = &call->common[i] };
	row = find_row(own_options(call), name, letter, &i);
	return row ? (struct slot){ .row = row, .value = own_value(call, i) } : (struct slot){0};
}

/* A beginning of a long option, as GNU programs take it; it must fit only one. */
static struct slot slot_complete(struct call *call, struct str beginning)
{
	const struct option_row *tables[] = { common_options(), own_options(call) };
	struct slot found = {0};
	for (int t = 0; t < 2; t++) {
		for (size_t i = 0; tables[t] && tables[t][i].name; i++) {
			if (!str_starts_with(str_of(tables[t][i].name), beginning))
				continue;
			if (found.row) {
				found.rival = &tables[t][i];
				return found;
			}
			found.row = &tables[t][i];
			found.value = t == 0 ? &call->common[i] : own_value(call, i);
		}
	}
	return found;
}

static bool is_choice(const char *choices, const char *value)
{
	for (struct str rest = str_of(choices); rest.bytes;)
		if (str_equal(str_cut(&rest, '|'), str_of(value)))
			return true;
	return false;
}

static bool is_list(const struct option_row *row)
{
	return row->argument && strstr(row->argument, "[,");
}

static bool slot_set(struct call *call, struct slot slot, const char *value, struct fault *why)
{
	if (slot.row->choices && !is_choice(slot.row->choices, value))
		return fault_set(why, FAULT_USAGE, _("--%s takes one of %s, not '%s'"),
		                 slot.row->name, option_choices(slot.row), value);
	if (is_list(slot.row) && *slot.value)
		value = str_format(call->arena, "%s,%s", *slot.value, value).bytes;
	*slot.value = value;
	return true;
}

/* The words of a call that are still to be read. */
struct words { char **items; int count, at; };

static bool parse_long(struct call *call, struct words *words, struct fault *why)
{
	const char *word = words->items[words->at++] + 2;
	struct str name = str_of(word);
	const char *equals = strchr(word, '=');
	if (equals)
		name.size = (size_t)(equals - word);
	struct slot slot = slot_find(call, name, 0);
	if (!slot.row)
		slot = slot_complete(call, name);
	if (slot.rival)
		return fault_set(why, FAULT_USAGE, _("--%.*s may mean --%s or --%s"),
		                 STR_ARGS(name), slot.row->name, slot.rival->name);
	if (!slot.row && call->command)
		return fault_set(why, FAULT_USAGE,
		                 _("there is no option --%.*s of %s; 'dossier help %s' lists them"),
		                 STR_ARGS(name), call->command->name, call->command->name);
	if (!slot.row)
		return fault_set(why, FAULT_USAGE,
		                 _("there is no option --%.*s; 'dossier help' lists them"),
		                 STR_ARGS(name));
	if (!slot.row->argument) {
		if (equals)
			return fault_set(why, FAULT_USAGE, _("--%s takes no argument"),
			                 slot.row->name);
		return slot_set(call, slot, "", why);
	}
	if (equals)
		return slot_set(call, slot, equals + 1, why);
	if (words->at >= words->count)
		return fault_set(why, FAULT_USAGE, _("--%s needs an argument: %s"), slot.row->name,
		                 slot.row->argument);
	return slot_set(call, slot, words->items[words->at++], why);
}

/* In a query, '-' is also how a word is ruled out. */
static bool no_letter(const struct call *call, char letter, struct fault *why)
{
	if (call->command && call->command->joins_arguments)
		return fault_set(why, FAULT_USAGE,
		                 _("there is no option -%c; write 'dossier %s -- WORDS' if it is a "
		                 "word of the query"),
		                 letter, call->command->name);
	return fault_set(why, FAULT_USAGE, _("there is no option -%c; 'dossier help' lists them"),
	                 letter);
}

/* "-C DIR", "-CDIR", and letters without arguments in one word. */
static bool parse_short(struct call *call, struct words *words, struct fault *why)
{
	for (const char *at = words->items[words->at++] + 1; *at; at++) {
		struct slot slot = slot_find(call, (struct str){0}, *at);
		if (!slot.row)
			return no_letter(call, *at, why);
		if (!slot.row->argument) {
			if (!slot_set(call, slot, "", why))
				return false;
			continue;
		}
		if (at[1])
			return slot_set(call, slot, at + 1, why);
		if (words->at >= words->count)
			return fault_set(why, FAULT_USAGE, _("-%c needs an argument: %s"), *at,
			                 slot.row->argument);
		return slot_set(call, slot, words->items[words->at++], why);
	}
	return true;
}

static void join_word(struct call *call, const char *word)
{
	call->joined.arena = call->arena;
	if (call->argument_count)
		text_add_byte(&call->joined, ' ');
	text_add(&call->joined, str_of(word));
	call->arguments[0] = text_str(&call->joined).bytes;
	call->argument_count = 1;
}

/* The first word that is no option names a command, or else the dossier to browse. */
static bool take_word(struct call *call, const char *word, bool may_be_command, struct fault *why)
{
	if (may_be_command && !call->command && call->argument_count == 0) {
		call->command = command_find(word);
		if (call->command)
			return true;
	}
	if (call->command && call->command->joins_arguments) {
		join_word(call, word);
		return true;
	}
	if (call->argument_count == COMMAND_MAX_ARGUMENTS)
		return fault_set(why, FAULT_USAGE, _("too many arguments: more than %d"),
		                 COMMAND_MAX_ARGUMENTS);
	call->arguments[call->argument_count++] = word;
	return true;
}

bool call_no_command(const char *word, struct fault *why)
{
	const char *near = command_guess(word);
	if (near)
		return fault_set(why, FAULT_USAGE,
		                 _("there is no command '%s': did you mean '%s'?"), word, near);
	return fault_set(why, FAULT_USAGE, _("there is no command '%s'; 'dossier help' lists them"),
	                 word);
}

/* Where to answer from can be said once, and not to who is there to look. */
static bool check_cached(const struct call *call, struct fault *why)
{
	if (!call->common[COMMON_CACHED])
		return true;
	if (call->common[COMMON_NO_CACHE])
		return fault_set(why, FAULT_USAGE, _("--cached and --no-cache cannot both hold"));
	if (call->command && call->command->looks_at_files)
		return fault_set(why, FAULT_USAGE,
		                 _("'%s' looks at the files: it does not take --cached"),
		                 call->command->name);
	return true;
}

/* What stands before the name of a command was taken for an option of the panes. */
static bool check_panes_options(const struct call *call, struct fault *why)
{
	for (size_t i = 0; call->command && i < PANES_COUNT; i++)
		if (call->panes[i])
			return fault_set(why, FAULT_USAGE,
			                 _("--%s before '%s' is an option of the panes: what the "
			                 "command takes stands behind its name"),
			                 panes_options()[i].name, call->command->name);
	return true;
}

static bool check_arguments(struct call *call, struct fault *why)
{
	const struct command *command = call->command;
	size_t least = command ? command->least_arguments : 0;
	size_t most = command ? command->most_arguments : 1;
	const char *usage = command ? command->arguments : "";
	if (call->common[COMMON_HELP] || call->common[COMMON_VERSION])
		return true;
	if (!command && call->argument_count > 1)
		return call_no_command(call->arguments[0], why);
	if (call->argument_count < least)
		return fault_set(why, FAULT_USAGE, _("'%s' needs %s"), command->name, usage);
	if (call->argument_count > most)
		return fault_set(why, FAULT_USAGE,
		                 _("'%s' is one argument too many: usage is 'dossier %s%s%s'"),
		                 call->arguments[most], command->name, *usage ? " " : "", usage);
	if (call_format(call) == FORMAT_MAN && !(command && command->has_manual_form))
		return fault_set(why, FAULT_USAGE,
		                 _("--format takes one of text|json here, not 'man'"));
	return check_panes_options(call, why) && check_cached(call, why);
}

/* "dossier stories/" means that folder, though the word stands where an id would. */
static bool is_path(const char *word)
{
	struct str text = str_of(word);
	bool looks_like_one = strchr(word, '/') || str_equal(text, STR(".")) ||
	                      str_equal(text, STR("..")) || str_ends_with(text, STR(".yaml")) ||
	                      str_ends_with(text, STR(".yml"));
	return looks_like_one && access(word, F_OK) == 0;
}

static void take_path(struct call *call)
{
	if (call->command || call->argument_count != 1 || call->common[COMMON_COLLECTION] ||
	    !is_path(call->arguments[0]))
		return;
	call->common[COMMON_COLLECTION] = call->arguments[0];
	call->argument_count = 0;
}

bool call_parse(struct arena *arena, int argc, char **argv, struct call *call, struct fault *why)
{
	struct words words = { argv, argc, 1 };
	bool takes_options = true;
	call->arena = arena;
	while (words.at < words.count) {
		const char *word = words.items[words.at];
		bool is_option = takes_options && word[0] == '-' && word[1];
		if (is_option && strcmp(word, "--") == 0) {
			takes_options = false;
			words.at++;
		} else if (is_option) {
			bool is_long = word[1] == '-';
			if (!(is_long ? parse_long(call, &words, why)
			              : parse_short(call, &words, why)))
				return false;
		} else {
			words.at++;
			if (!take_word(call, word, takes_options, why))
				return false;
		}
	}
	if (takes_options)
		take_path(call);
	return check_arguments(call, why);
}
