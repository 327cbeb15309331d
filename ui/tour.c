#include "ui/tour.h"

#include "base/arena.h"
#include "base/message.h"

static const struct tour_step steps[] = {
	{ SCENE_KINDS, ACTION_OPEN,
	  /* Translators: {open} and the like stay as they are: there stands a key, or what is
	   * typed. All of it should fit two lines of 78 columns, or three of 38 */
	  N_("This is the list: the kinds of dossiers, and how many there are of each. {open} "
	     "opens one."), NULL,
	  N_("{list} says the kinds of dossiers, and how many there are of each; a number "
	     "opens one.") },
	{ SCENE_DOSSIERS, ACTION_LINE_DOWN,
	  N_("These are the dossiers of that kind. {line-down} goes down, and shows the next "
	     "one."),
	  NULL,
	  N_("A kind says its dossiers, each with its number; {page-down} or an empty line "
	     "says more.") },
	{ SCENE_DOSSIERS, ACTION_OPEN,
	  N_("{open} goes to the dossier, to read on there."), NULL,
	  N_("{open} and a number goes to that dossier and reads it; an empty line reads on.") },
	{ SCENE_LINKS, ACTION_LINK_NEXT,
	  N_("Links stand out from the text. {link-next} selects the next one."), NULL,
	  N_("Links have a number and a colon before them. {link-next} says the next one.") },
	{ SCENE_LINK, ACTION_OPEN,
	  N_("{open} follows the selected link."), NULL,
	  N_("{open} follows it, and a number alone the link of that number.") },
	{ SCENE_DOSSIER, ACTION_BACK,
	  N_("{back} goes back to where you came from, {forward} forward again."), NULL, NULL },
	{ SCENE_SOURCES, ACTION_SOURCE_NEXT,
	  N_("A mark such as [1] says who says so; [?], that nobody does. {source-next} goes "
	     "to the next mark."),
	  N_("Its source is told in words in the last line."), NULL },
	{ SCENE_TEXT, ACTION_TEXT,
	  N_("{text} shows where a quote stands in the text of its source."),
	  N_("Here one sees whether the words are really there. {close} closes it."),
	  NULL },
	{ SCENE_ANY, ACTION_SEARCH,
	  N_("{search} searches everything."),
	  N_("Type a few letters, or {open} for an example: what matches is shown at each. "
	     "{open} goes there."),
	  N_("{search} and some words searches everything.") },
	{ SCENE_ANY, ACTION_SWITCH,
	  N_("{switch} goes to any dossier by a part of its name."),
	  N_("Type a part of a name, or {open} for an example. {open} goes there, {cancel} "
	     "leaves."),
	  N_("{switch} and a part of a name goes to that dossier.") },
	{ SCENE_DOSSIER, ACTION_PANE_NEXT,
	  N_("{pane-next} goes on to the connections of what you read."),
	  N_("All that is linked with it, from either end: by what the link means, with dates "
	     "and sources."),
	  /* Translators: connections, too, is typed as it is */
	  N_("connections says all that is linked with it, from either end, by what the link "
	     "means.") },
	{ SCENE_DOSSIER, ACTION_PATH,
	  N_("{path} tells how this hangs together with another dossier."),
	  N_("Type a name, or {open} for an example. {open} shows the way, step by step; "
	     "{close} closes it."),
	  N_("{path} and a name tells how this hangs together with that dossier, step by step.") },
	{ SCENE_DATES, ACTION_DATES,
	  N_("{dates} is the timeline of a dossier."),
	  N_("{zoom-in} and {zoom-out} go from years to days and back. {close} closes it."), NULL },
	{ SCENE_NOTES, ACTION_NOTE,
	  N_("{state} puts a dossier on your reading list, {note} takes a note of your own on "
	     "it. Try {note}."),
	  N_("{open} would keep what you type; on the tour nothing is kept. {cancel} leaves."),
	  N_("{state} puts a dossier on your reading list, {note} and some words is a note of "
	     "your own on it.") },
	{ SCENE_ANY, ACTION_HELP,
	  N_("{help} shows all keys and actions."),
	  N_("Behind {command} any action can be typed by its name. {close} closes this."),
	  N_("{help} says all that can be typed.") },
	{ SCENE_ANY, ACTION_NONE,
	  N_("{close} closes what is open, and the program at last. You go on where you were "
	     "before the tour."), NULL,
	  N_("{close} closes a view or a list, and the program at last.") },
};

_Static_assert(sizeof(steps) / sizeof(steps[0]) == TOUR_STEPS, "room for what is said of each");

const struct tour_step *tour_steps(size_t *count)
{
	*count = sizeof(steps) / sizeof(steps[0]);
	return steps;
}

static struct str key_of(struct arena *arena, enum key_context context, enum action action)
{
	struct str key = keymap_keys(arena, context, action, true);
	if (str_is_empty(key))
		key = keymap_keys(arena, CONTEXT_GLOBAL, action, true);
	return key.size ? key : str_format(arena, ":%s", action_row(action)->name);
}

/* The next piece as it stands in the table: text up to a brace, or what is between two. */
static bool cut_piece(struct str *words, struct str *piece, bool *is_key)
{
	if (str_is_empty(*words))
		return false;
	*is_key = words->bytes[0] == '{';
	size_t end = str_find(*words, *is_key ? STR("}") : STR("{"), 0);
	if (end == SIZE_MAX)
		end = words->size;
	*piece = str_slice(*words, *is_key, end - *is_key);
	*words = str_slice(*words, end + *is_key, words->size);
	return true;
}

bool tour_cut(struct arena *arena, struct str *words, enum key_context context, struct str *piece,
              bool *is_key)
{
	if (!cut_piece(words, piece, is_key))
		return false;
	if (*is_key)
		*piece = key_of(arena, context, action_find(*piece));
	return true;
}

struct str tour_sentence(struct arena *arena, const struct tour_step *step)
{
	struct text sentence = { .arena = arena };
	struct str rest = str_of(_(step->said ? step->said : step->words)), piece;
	bool is_key;
	while (cut_piece(&rest, &piece, &is_key))
		text_add(&sentence, piece);
	return text_str(&sentence);
}
