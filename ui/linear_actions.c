/* What each action and word does in linear mode: a function a row in the tables at the end. */
#include "ui/linear.h"

#include "base/message.h"
#include "ui/kiosk.h"

enum { MOST_LINES = 1000000 };

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

/* So many lines from a row on, whatever a portion is. */
static void read_lines(struct linear *linear, size_t row, size_t count)
{
	size_t portion = linear->portion;
	linear->portion = count;
	linear_read(linear, row);
	linear->portion = portion;
}

static size_t before(size_t row, size_t count)
{
	return row > count ? row - count : 0;
}

static size_t portion_of(const struct linear *linear)
{
	return linear->portion ? linear->portion : linear->page.rows.count;
}

static void page_down(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	if (linear->shows_list)
		linear_list_page(linear, 1);
	else
		linear_read_on(linear);
}

static void page_up(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	if (linear->shows_list)
		linear_list_page(linear, -1);
	else
		linear_read(linear, before(linear->page.first, portion_of(linear)));
}

static void half_down(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	if (linear->page.next >= linear->page.rows.count)
		linear_read_on(linear);
	else
		read_lines(linear, linear->page.next, (portion_of(linear) + 1) / 2);
}

static void half_up(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	size_t half = (portion_of(linear) + 1) / 2;
	read_lines(linear, before(linear->page.first, half), half);
}

static void line_down(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	if (linear->page.next >= linear->page.rows.count)
		linear_read_on(linear);
	else
		read_lines(linear, linear->page.next, 1);
}

static void line_up(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	read_lines(linear, before(linear->page.first, 1), 1);
}

static void go_first(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	if (linear->shows_list)
		linear_list_jump(linear, 1);
	else
		linear_read(linear, 0);
}

static void go_last(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	if (linear->shows_list)
		linear_list_end(linear);
	else
		linear_read(linear, before(linear->page.rows.count, portion_of(linear)));
}

static void again(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	if (linear->shows_list)
		linear_list_page(linear, 0);
	else
		linear_read(linear, linear->page.first);
}

static void section_next(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_step_section(linear, 1);
}

static void section_previous(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_step_section(linear, -1);
}

/* Who says so is read a value after the other. */
static void walk(struct linear *linear, int step)
{
	if (!linear->shows_list && linear->page.view == LINEAR_WHO)
		linear_who_walk(linear, step);
	else
		linear_list_walk(linear, step);
}

static void next_dossier(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	walk(linear, 1);
}

static void previous_dossier(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	walk(linear, -1);
}

static void set_lines(struct linear *linear, const struct linear_command *command)
{
	if (command->rest.size && (!command->has_number || command->number > MOST_LINES)) {
		linear_say(linear, _("A portion has a number of lines up to %d; 0 for all of them"),
		           MOST_LINES);
		return;
	}
	if (command->rest.size)
		linear->portion = command->number;
	if (linear->portion)
		linear_say(linear, message_count("%zu line is read at once",
		                                 "%zu lines are read at once", linear->portion),
		           linear->portion);
	else
		linear_say(linear, _("All lines are read at once"));
}

/* Without a word behind it, it says whether it is so. */
static void set_brief(struct linear *linear, const struct linear_command *command)
{
	bool is_on = str_equal(command->rest, STR("on"));
	if (is_on || str_equal(command->rest, STR("off")))
		linear->is_brief = is_on;
	else if (command->rest.size)
		linear_say(linear, _("It is 'brief on' or 'brief off'"));
	linear_say(linear, linear->is_brief
	                           ? _("What is opened is said in a line, and an empty line reads "
	                               "it")
	                           : _("What is opened is read at once"));
}

/* From a line on, or of a list from a row on. */
static void read_from(struct linear *linear, const struct linear_command *command)
{
	size_t count = linear->page.rows.count;
	if (command->rest.size == 0)
		page_down(linear, command);
	else if (!command->has_number)
		linear_say(linear, _("Say the number of a line: 'read 26'"));
	else if (linear->shows_list)
		linear_list_jump(linear, command->number);
	else if (command->number == 0 || command->number > count)
		linear_say(linear, _("There is no line %u: there are %zu"), command->number, count);
	else
		linear_read(linear, command->number - 1);
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

static void follow_link(struct linear *linear, const struct linear_command *command)
{
	if (command->has_number)
		linear_follow(linear, command->number);
	else
		linear_say(linear, _("Say the number of a link"));
}

/* Behind a page a number is a link. If it came out of a list that has such a row, that is said. */
static void follow_number(struct linear *linear, uint32_t number)
{
	bool is_row = linear->list.cursor != SIZE_MAX && number <= linear_list_count(linear);
	if (is_row && linear_link_at(linear, number) != NO_ROW)
		linear_say(linear, _("Link %u of what was read; 'r%u' is row %u of the list"),
		           number, number, number);
	linear_follow(linear, number);
}

/* A number, the selected link, or a dossier by its id or name. */
static void open_one(struct linear *linear, const struct linear_command *command)
{
	struct dossier_ref ref;
	if (command->has_number && linear->shows_list)
		linear_list_open(linear, command->number);
	else if (command->has_number)
		follow_number(linear, command->number);
	else if (command->rest.size == 0 && linear->page.link >= 0)
		linear_follow_link(linear, (uint32_t)linear->page.link);
	else if (command->rest.size == 0)
		linear_say(linear, _("Say the number of a link or row, or the name of a dossier"));
	else if (linear_name_find(linear, command->rest, true, &ref))
		linear_visit(linear, ref);
	else if (!linear_name_choose(linear, (struct str){0}, command->rest))
		linear_name_refuse(linear, command->rest);
}

static void link_next(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_step_link(linear, 1, false);
}

static void link_previous(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_step_link(linear, -1, false);
}

static void source_next(struct linear *linear, const struct linear_command *command)
{
	uint32_t number = command->number;
	if (command->has_number || linear_command_mark(command->rest, &number))
		linear_open_mark(linear, number);
	else if (command->rest.size)
		linear_say(linear, _("Say the number of a source mark: 'source 3'"));
	else
		linear_step_link(linear, 1, true);
}

/* ── In what is read ────────────────────────────────────────────────────────────────────────── */

static void find_here(struct linear *linear, const struct linear_command *command)
{
	linear_find(linear, command->rest);
}

static void match_next(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_step_match(linear, 1);
}

static void match_previous(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_step_match(linear, -1);
}

/* ── The program ────────────────────────────────────────────────────────────────────────────── */

static void quit(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear->is_done = true;
}

/* Close a view or a list, which leads back; with nothing but a dossier, the program. */
static void close_one(struct linear *linear, const struct linear_command *command)
{
	if (linear->shows_list || linear->page.view != LINEAR_DOSSIER)
		linear_go_back(linear, command);
	else
		quit(linear, command);
}

/* Those that are missing are about panes: which one, how large, painted how. */
static void (*const actions[ACTION_COUNT])(struct linear *, const struct linear_command *) = {
	[ACTION_LINE_DOWN]        = line_down,
	[ACTION_LINE_UP]          = line_up,
	[ACTION_PAGE_DOWN]        = page_down,
	[ACTION_PAGE_UP]          = page_up,
	[ACTION_HALF_DOWN]        = half_down,
	[ACTION_HALF_UP]          = half_up,
	[ACTION_FIRST]            = go_first,
	[ACTION_LAST]             = go_last,
	[ACTION_SECTION_NEXT]     = section_next,
	[ACTION_SECTION_PREVIOUS] = section_previous,
	[ACTION_OUTLINE]          = linear_show_sections,
	[ACTION_NEXT_DOSSIER]     = next_dossier,
	[ACTION_PREVIOUS_DOSSIER] = previous_dossier,
	[ACTION_OPEN]             = open_one,
	[ACTION_LINK_NEXT]        = link_next,
	[ACTION_LINK_PREVIOUS]    = link_previous,
	[ACTION_LINK_NUMBER]      = follow_link,
	[ACTION_SOURCE_NEXT]      = source_next,
	[ACTION_WHO]              = linear_who,
	[ACTION_TEXT]             = linear_open_text,
	[ACTION_FILE]             = linear_open_file,
	[ACTION_EDIT]             = linear_edit,
	[ACTION_PATH]             = linear_path,
	[ACTION_TREE]             = linear_open_tree,
	[ACTION_COMPARE]          = linear_compare,
	[ACTION_DATES]            = linear_show_dates,
	[ACTION_DATES_OF_ALL]     = linear_show_timeline,
	[ACTION_MATRIX]           = linear_open_matrix,
	[ACTION_MENTIONS]         = linear_open_mentions,
	[ACTION_KNOWN]            = linear_set_known,
	[ACTION_ZOOM_IN]          = linear_zoom_in,
	[ACTION_ZOOM_OUT]         = linear_zoom_out,
	[ACTION_FOLD]             = linear_fold,
	[ACTION_BACK]             = linear_go_back,
	[ACTION_FORWARD]          = linear_go_forward,
	[ACTION_HOME]             = linear_go_home,
	[ACTION_SEARCH]           = linear_search,
	[ACTION_SWITCH]           = linear_switch,
	[ACTION_KEEP_SEARCH]      = linear_keep_search,
	[ACTION_LIMIT]            = linear_limit,
	[ACTION_ORDER]            = linear_order,
	[ACTION_REVERSE]          = linear_reverse,
	[ACTION_FACETS]           = linear_open_facets,
	[ACTION_FIND_HERE]        = find_here,
	[ACTION_MATCH_NEXT]       = match_next,
	[ACTION_MATCH_PREVIOUS]   = match_previous,
	[ACTION_COPY_ID]          = linear_say_id,
	[ACTION_COPY_CITATION]    = linear_say_citation,
	[ACTION_ADDRESS]          = linear_say_address,
	[ACTION_PIPE]             = linear_pipe,
	[ACTION_WRITE]            = linear_write_file,
	[ACTION_STATE]            = linear_state,
	[ACTION_NOTE]             = linear_note,
	[ACTION_READING]          = linear_show_reading,
	[ACTION_MARK]             = linear_mark,
	[ACTION_TO_MARK]          = linear_to_mark,
	[ACTION_LIST]             = linear_show_list,
	[ACTION_TIMELINE]         = linear_show_timeline,
	[ACTION_FINDINGS]         = linear_show_findings,
	[ACTION_CLOSE]            = close_one,
	[ACTION_HELP]             = linear_help,
	[ACTION_TOUR]             = linear_tour,
	[ACTION_REDRAW]           = again,
	[ACTION_QUIT]             = quit,
};

static void (*const words[])(struct linear *, const struct linear_command *) = {
	[WORD_ACTION]      = NULL,
	[WORD_WHERE]       = linear_where,
	[WORD_SECTIONS]    = linear_show_sections,
	[WORD_CONNECTIONS] = linear_open_connections,
	[WORD_LINES]       = set_lines,
	[WORD_ROW]         = linear_show_row,
	[WORD_READ]        = read_from,
	[WORD_BRIEF]       = set_brief,
	[WORD_QUOTES]      = linear_show_quotes,
	[WORD_CLAIMS]      = linear_show_claims,
	[WORD_STATS]       = linear_say_stats,
};
_Static_assert(sizeof(words) / sizeof(words[0]) == WORD_COUNT, "a row for each word");

bool linear_knows(enum action action)
{
	return actions[action] != NULL;
}

/* What stands behind a word that takes nothing is not passed over in silence. */
static void tell_surplus(struct linear *linear, const struct linear_command *command)
{
	if (command->rest.size && !linear_command_forms(command))
		linear_say(linear, _("'%s' takes nothing behind it: '%.*s' is passed over"),
		           linear_command_name(command), STR_ARGS(command->rest));
}

/* A number of whatever was said last. */
static bool is_number(const struct linear_command *command)
{
	return command->word == WORD_ACTION && command->action == ACTION_OPEN &&
	       command->has_number;
}

/* What was said last were no rows and no links. */
static void refuse_number(struct linear *linear, uint32_t number)
{
	if (linear_list_count(linear))
		linear_say(linear, _("Nothing was found that has a number: l%u is link %u of what "
		                     "you read, r%u row %u of the list before"),
		           number, number, number, number);
	else
		linear_say(linear, _("Nothing was found that has a number: l%u is link %u of what "
		                     "you read"), number, number);
}

void linear_act(struct linear *linear, const struct linear_command *command)
{
	bool is_matrix = command->word == WORD_ACTION && command->action == ACTION_MATRIX;
	bool found_nothing = linear->found_nothing;
	linear->was_matrix = linear->was_matrix && is_matrix;
	linear->found_nothing = false;
	if (found_nothing && is_number(command)) {
		refuse_number(linear, command->number);
		return;
	}
	tell_surplus(linear, command);
	if (command->word != WORD_ACTION)
		words[command->word](linear, command);
	else if (kiosk_refusal(command->action))
		linear_say(linear, "%s", kiosk_refusal(command->action));
	else if (linear_knows(command->action))
		actions[command->action](linear, command);
	else
		linear_say(linear, _("'%s' is for the panes: here one thing is said at a time"),
		           action_row(command->action)->name);
}
