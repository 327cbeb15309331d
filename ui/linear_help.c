/* The help of linear mode: all that can be typed, from the tables that the program itself uses. */
#include "ui/linear.h"

#include "query/filter.h"
#include "ui/keymap.h"
#include "ui/kiosk.h"
#include "ui/tour.h"

/* What a sign is called by those who do not see it. */
static const struct { char sign; const char *name; } signs[] = {
	{ '/', "slash" }, { ':', "colon" }, { '?', "question mark" }, { '!', "exclamation mark" },
	{ '\'', "apostrophe" }, { '#', "number sign" }, { '+', "plus" }, { '-', "minus" },
	{ '{', "opening brace" }, { '}', "closing brace" }, { ']', "closing bracket" },
	{ '[', "opening bracket" }, { '\\', "backslash" },
	{ '|', "bar" }, { '>', "greater than" },
};

static const char *sign_name(char sign)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].sign == sign)
			return signs[i].name;
	return NULL;
}

/* Keys that are typed as they are written: a letter or a sign, or two with a blank. */
static bool is_typed(struct str keys)
{
	return keys.size == 1 || (keys.size == 3 && keys.bytes[1] == ' ');
}

/* ", or the key s" for each that can be typed. Digits are numbers here. */
static struct str key_words(struct arena *arena, enum action action)
{
	struct text words = { .arena = arena };
	struct str all = keymap_keys(arena, CONTEXT_GLOBAL, action, false);
	while (all.bytes && all.size) {
		struct str keys = str_trim(str_cut(&all, ','));
		bool is_digit = keys.size && keys.bytes[0] >= '0' && keys.bytes[0] <= '9';
		if (!is_typed(keys) || is_digit)
			continue;
		const char *name = sign_name(keys.bytes[0]);
		bool is_capital = keys.bytes[0] >= 'A' && keys.bytes[0] <= 'Z';
		text_add(&words, STR(", or "));
		if (name)
			text_format(&words, "%c (%s)", keys.bytes[0], name);
		else if (keys.size > 1)
			text_format(&words, "%c%c", keys.bytes[0], keys.bytes[2]);
		else
			text_format(&words, "%s%c", is_capital ? "capital " : "", keys.bytes[0]);
	}
	return text_str(&words);
}

static void write_entry(struct page_writer *writer, const char *name, struct str keys,
                        const char *help)
{
	page_text(writer, ROLE_TEXT,
	          shown_format(writer->arena, "%s%.*s: %s.", name, STR_ARGS(keys), help));
	page_break(writer);
}

static void write_heading(struct page_writer *writer, const char *words)
{
	page_blank(writer);
	page_heading(writer, shown_literal(writer->arena, words), (struct shown){0});
}

static void write_names(struct page_writer *writer)
{
	write_heading(writer, "Words of this mode");
	for (const struct linear_name *row = linear_names(); row->name; row++) {
		const char *help = row->help;
		struct str keys = {0};
		if (!help && row->word == WORD_ACTION)
			help = action_row(row->action)->help;
		if (row->word == WORD_ACTION)
			keys = key_words(writer->arena, row->action);
		if (help)
			write_entry(writer, row->name, keys, help);
	}
}

/* What has a word of its own here, and was told with it. */
static bool is_told(enum action action)
{
	for (const struct linear_name *row = linear_names(); row->name; row++)
		if (row->word == WORD_ACTION && row->action == action)
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
			if (is_listed(action, (enum action_group)group))
				write_entry(writer, row->name, key_words(writer->arena, action),
				            row->help);
		}
	}
}

static void write_fields(struct page_writer *writer)
{
	write_heading(writer, "What a search understands");
	for (const struct filter_field *field = filter_fields(); field->key; field++) {
		page_text(writer, ROLE_TEXT,
		          shown_format(writer->arena, "%s: %s", field->key, field->help));
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
			linear_say(linear, "Step %u. %.*s", ++number, STR_ARGS(words));
	}
}

bool linear_help_make(struct linear *linear, struct arena *arena, struct page_options options,
                      struct page *page, struct fault *why)
{
	(void)linear;
	(void)why;
	struct page_writer writer = page_begin(arena, options.width);
	page_text(&writer, ROLE_TEXT, shown_literal(arena,
		"Type a word and Enter. A number alone follows the link of that number, or opens "
		"the row of the list that was said last. An empty line reads on. A number before a "
		"colon, as 12:, is that of a link; one in brackets, as [3], is a source mark, and "
		"'who 3' says who that is; [?] says that nobody says so."));
	page_break(&writer);
	write_names(&writer);
	write_actions(&writer);
	write_fields(&writer);
	*page = page_end(&writer);
	return true;
}

struct str linear_help_title(const struct linear *linear, struct arena *arena)
{
	(void)linear;
	(void)arena;
	return STR("Help");
}
