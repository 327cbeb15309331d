/* What each action and word does in linear mode: a function a row in the tables at the end. */
#include "ui/linear.h"

#include "base/array.h"
#include "base/message.h"
#include "query/lookup.h"
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
		linear_say(linear, message_count("%zu line are read at once",
		                                 "%zu lines are read at once", linear->portion),
		           linear->portion);
	else
		linear_say(linear, _("All lines are read at once"));
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
	bool is_link = number > 0 && number <= linear->page.page.links.count;
	if (is_row && is_link)
		linear_say(linear, _("Link %u of what was read; 'row %u' goes to the list"),
		           number, number);
	linear_follow(linear, number);
}

/* The dossier that somebody named, if it was known on the day; else nobody is told of others. */
static bool lookup_known(struct linear *linear, struct str words, struct dossier_ref *ref,
                         struct fault *why)
{
	struct dossier_ref found;
	const struct known *known = linear_known(linear);
	bool is_one = lookup_dossier(linear->archive, &linear->scratch, words, &found, why);
	if (!is_one && !known)
		return false;
	if (!is_one || !known_dossier(known, found))
		return fault_set(why, FAULT_USAGE, _("'%.*s' is no one dossier that was known then"),
		                 STR_ARGS(words));
	*ref = found;
	return true;
}

/* A number, the selected link, or a dossier by its id or name. */
static void open_one(struct linear *linear, const struct linear_command *command)
{
	struct fault why = {0};
	struct dossier_ref ref;
	if (command->has_number && linear->shows_list)
		linear_list_open(linear, command->number);
	else if (command->has_number)
		follow_number(linear, command->number);
	else if (command->rest.size == 0 && linear->page.link >= 0)
		linear_follow(linear, (uint32_t)linear->page.link + 1);
	else if (command->rest.size == 0)
		linear_say(linear, _("Say the number of a link or row, or the name of a dossier"));
	else if (lookup_known(linear, command->rest, &ref, &why))
		linear_visit(linear, ref);
	else
		linear_say(linear, "%s", why.sentence);
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
	if (command->has_number)
		linear_say_mark(linear, command->number);
	else
		linear_step_link(linear, 1, true);
}

/* ── Views ──────────────────────────────────────────────────────────────────────────────────── */

static void open_view(struct linear *linear, enum linear_view view, struct dossier_ref other)
{
	if (!linear_page_open(linear, view, linear_subject(linear), other))
		return;
	linear_announce(linear, _("Opened"));
	linear_read(linear, 0);
}

/* What a command is about: the dossier that is named behind it, or else what is read. False if none
 * is called so, which is said. */
static bool subject_of(struct linear *linear, const struct linear_command *command,
                       struct dossier_ref *ref)
{
	struct fault why;
	*ref = linear_subject(linear);
	if (command->rest.size == 0 ||
	    lookup_known(linear, command->rest, ref, &why))
		return true;
	linear_say(linear, "%s", why.sentence);
	return false;
}

static void open_view_of(struct linear *linear, const struct linear_command *command,
                         enum linear_view view)
{
	struct dossier_ref ref;
	if (!subject_of(linear, command, &ref) ||
	    !linear_page_open(linear, view, ref, NO_DOSSIER))
		return;
	linear_announce(linear, _("Opened"));
	linear_read(linear, 0);
}

static void open_text(struct linear *linear, const struct linear_command *command)
{
	open_view_of(linear, command, LINEAR_TEXT);
}

static void open_tree(struct linear *linear, const struct linear_command *command)
{
	open_view_of(linear, command, LINEAR_TREE);
}

/* Around what is read; "matrix all", or from one of these again, of the whole collection. */
static void open_matrix(struct linear *linear, const struct linear_command *command)
{
	bool is_of_all = linear->page.view == LINEAR_MATRIX ||
	                 str_equal(command->rest, STR("all"));
	struct dossier_ref around = is_of_all ? NO_DOSSIER : linear_subject(linear);
	if (!linear_page_open(linear, LINEAR_MATRIX, around, NO_DOSSIER))
		return;
	linear_announce(linear, _("Opened"));
	linear_read(linear, 0);
}

static void open_mentions(struct linear *linear, const struct linear_command *command)
{
	open_view_of(linear, command, LINEAR_MENTIONS);
}

static void open_facets(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	open_view(linear, LINEAR_FACETS, NO_DOSSIER);
}

static void open_connections(struct linear *linear, const struct linear_command *command)
{
	open_view_of(linear, command, LINEAR_CONNECTIONS);
}

static void open_help(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	open_view(linear, LINEAR_HELP, NO_DOSSIER);
}

void linear_open_path(struct linear *linear, struct dossier_ref to)
{
	open_view(linear, LINEAR_PATH, to);
}

static void open_path(struct linear *linear, const struct linear_command *command)
{
	struct fault why;
	struct dossier_ref to;
	if (command->rest.size == 0)
		linear_say(linear, _("Say where it leads: 'path' and a part of a name"));
	else if (lookup_known(linear, command->rest, &to, &why))
		linear_open_path(linear, to);
	else
		linear_list_search(linear, PROMPT_PATH, command->rest);
}

void linear_open_compare(struct linear *linear, struct dossier_ref with)
{
	open_view(linear, LINEAR_COMPARE, with);
}

static void open_compare(struct linear *linear, const struct linear_command *command)
{
	struct fault why;
	struct dossier_ref with;
	if (command->rest.size == 0)
		linear_say(linear, _("Say with what: 'compare' and a part of a name"));
	else if (lookup_known(linear, command->rest, &with, &why))
		linear_open_compare(linear, with);
	else
		linear_list_search(linear, PROMPT_COMPARE, command->rest);
}

/* Deeper or less deep; a tree has steps, and nothing else here. */
static void zoom(struct linear *linear, int step)
{
	unsigned depth = linear->page.depth + (unsigned)step;
	if (linear->page.view != LINEAR_TREE) {
		linear_say(linear, _("Only a tree has more or less of it: 'tree' reads one"));
		return;
	}
	if (depth < 1 || depth > TREE_DEEPEST) {
		linear_say(linear, step > 0 ? _("There is no more of it")
		                            : _("There is no less of it"));
		return;
	}
	linear->page.depth = depth;
	linear->page.folds.count = 0;
	linear_page_renew(linear);
	linear_announce(linear, _("Opened"));
	linear_read(linear, 0);
}

static void zoom_in(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	zoom(linear, 1);
}

static void zoom_out(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	zoom(linear, -1);
}

/* What the reader wants of a branch holds until he wants something else of it. */
static void keep_fold(struct linear *linear, struct tree_fold wanted)
{
	struct linear_page *page = &linear->page;
	for (size_t i = 0; i < page->folds.count; i++)
		if (page->folds.items[i].key == wanted.key) {
			page->folds.items[i] = wanted;
			return;
		}
	*ARRAY_ADD(&linear->arena, &page->folds) = wanted;
}

/* The branch of a link, by its number. */
static void fold(struct linear *linear, const struct linear_command *command)
{
	const struct linear_page *page = &linear->page;
	bool has_link = command->has_number && command->number > 0 &&
	                command->number <= page->page.links.count;
	if (page->view != LINEAR_TREE || !page->tree_lines || !has_link) {
		linear_say(linear, _("Say the number of a link of a tree: 'tree' reads one"));
		return;
	}
	uint32_t line = page->page.links.items[command->number - 1].line;
	struct tree_line branch = page->tree_lines[line];
	if (branch.key == 0 || (branch.state != TREE_CLOSED && branch.state != TREE_OPEN)) {
		linear_say(linear, _("Nothing to open or close here"));
		return;
	}
	keep_fold(linear, (struct tree_fold){ branch.key, branch.state == TREE_CLOSED });
	linear_page_renew(linear);
	linear_say(linear, branch.state == TREE_CLOSED ? _("The branch is open")
	                                               : _("The branch is closed"));
	size_t row = 0;
	while (row < page->rows.count && page->rows.items[row] < line)
		row++;
	linear_read(linear, row);
}

/* ── Lists ──────────────────────────────────────────────────────────────────────────────────── */

static void show_list(struct linear *linear, const struct linear_command *command)
{
	struct fault why = {0};
	uint32_t kind;
	if (command->rest.size == 0)
		linear_list_show(linear, LINEAR_KINDS, (struct str){0});
	else if (command->has_number)
		linear_list_jump(linear, command->number);
	else if (lookup_kind(linear->archive, &linear->scratch, command->rest, &kind, &why))
		linear_list_show(linear, LINEAR_DOSSIERS, kind_at(linear->archive, kind).key);
	else
		linear_say(linear, "%s", why.sentence);
}

/* A row of the list that was said last, and those behind it. */
static void show_row(struct linear *linear, const struct linear_command *command)
{
	if (command->has_number)
		linear_list_jump(linear, command->number);
	else
		linear_say(linear, _("Say the number of a row of the list"));
}

static void show_timeline(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_list_show(linear, LINEAR_TIMELINE, (struct str){0});
}

static void show_dates(struct linear *linear, const struct linear_command *command)
{
	struct dossier_ref about;
	if (!subject_of(linear, command, &about))
		return;
	if (dossier_is_none(about))
		linear_say(linear, _("Nothing is open"));
	else
		linear_list_show(linear, LINEAR_DATES, dossier_id(linear->archive, about));
}

static void show_findings(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_list_show(linear, LINEAR_FINDINGS, (struct str){0});
}

static void show_reading(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_list_show(linear, LINEAR_READING, (struct str){0});
}

static void show_sections(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_list_show(linear, LINEAR_SECTIONS, (struct str){0});
}

/* ── Finding ────────────────────────────────────────────────────────────────────────────────── */

static void search(struct linear *linear, const struct linear_command *command)
{
	if (command->rest.size)
		linear_list_search(linear, PROMPT_SEARCH, command->rest);
	else
		linear_say(linear, _("Say what to search for: 'search' and words"));
}

static void switch_to(struct linear *linear, const struct linear_command *command)
{
	struct fault why;
	struct dossier_ref ref;
	if (command->rest.size == 0)
		linear_say(linear, _("Say where to go: 'switch' and a part of a name"));
	else if (lookup_known(linear, command->rest, &ref, &why))
		linear_visit(linear, ref);
	else
		linear_list_search(linear, PROMPT_SWITCH, command->rest);
}

static void limit(struct linear *linear, const struct linear_command *command)
{
	linear_list_limit(linear, command->rest);
}

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
	[ACTION_OUTLINE]          = show_sections,
	[ACTION_NEXT_DOSSIER]     = next_dossier,
	[ACTION_PREVIOUS_DOSSIER] = previous_dossier,
	[ACTION_OPEN]             = open_one,
	[ACTION_LINK_NEXT]        = link_next,
	[ACTION_LINK_PREVIOUS]    = link_previous,
	[ACTION_LINK_NUMBER]      = follow_link,
	[ACTION_SOURCE_NEXT]      = source_next,
	[ACTION_WHO]              = linear_who,
	[ACTION_TEXT]             = open_text,
	[ACTION_FILE]             = linear_open_file,
	[ACTION_EDIT]             = linear_edit,
	[ACTION_PATH]             = open_path,
	[ACTION_TREE]             = open_tree,
	[ACTION_COMPARE]          = open_compare,
	[ACTION_DATES]            = show_dates,
	[ACTION_DATES_OF_ALL]     = show_timeline,
	[ACTION_MATRIX]           = open_matrix,
	[ACTION_MENTIONS]         = open_mentions,
	[ACTION_KNOWN]            = linear_set_known,
	[ACTION_ZOOM_IN]          = zoom_in,
	[ACTION_ZOOM_OUT]         = zoom_out,
	[ACTION_FOLD]             = fold,
	[ACTION_BACK]             = linear_go_back,
	[ACTION_FORWARD]          = linear_go_forward,
	[ACTION_HOME]             = linear_go_home,
	[ACTION_SEARCH]           = search,
	[ACTION_SWITCH]           = switch_to,
	[ACTION_KEEP_SEARCH]      = linear_keep_search,
	[ACTION_LIMIT]            = limit,
	[ACTION_FACETS]           = open_facets,
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
	[ACTION_READING]          = show_reading,
	[ACTION_MARK]             = linear_mark,
	[ACTION_TO_MARK]          = linear_to_mark,
	[ACTION_LIST]             = show_list,
	[ACTION_TIMELINE]         = show_timeline,
	[ACTION_FINDINGS]         = show_findings,
	[ACTION_CLOSE]            = close_one,
	[ACTION_HELP]             = open_help,
	[ACTION_TOUR]             = linear_tour,
	[ACTION_REDRAW]           = again,
	[ACTION_QUIT]             = quit,
};

static void (*const words[])(struct linear *, const struct linear_command *) = {
	[WORD_ACTION]      = NULL,
	[WORD_WHERE]       = linear_where,
	[WORD_SECTIONS]    = show_sections,
	[WORD_CONNECTIONS] = open_connections,
	[WORD_LINES]       = set_lines,
	[WORD_ROW]         = show_row,
};
_Static_assert(sizeof(words) / sizeof(words[0]) == WORD_COUNT, "a row for each word");

bool linear_knows(enum action action)
{
	return actions[action] != NULL;
}

void linear_act(struct linear *linear, const struct linear_command *command)
{
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
