/* Views that are opened in linear mode, of what is read or of what is named behind the word. */
#include "ui/linear.h"

#include "base/array.h"
#include "base/message.h"

static void open_view(struct linear *linear, enum linear_view view, struct dossier_ref other)
{
	if (!linear_page_open(linear, view, linear_topic(linear), other))
		return;
	linear_announce(linear, _("Opened"));
	linear_read(linear, 0);
}

static void open_view_of(struct linear *linear, const struct linear_command *command,
                         enum linear_view view)
{
	struct dossier_ref ref;
	if (!linear_named_or_read(linear, command, &ref) ||
	    !linear_page_open(linear, view, ref, NO_DOSSIER))
		return;
	linear_announce(linear, _("Opened"));
	linear_read(linear, 0);
}

void linear_open_text(struct linear *linear, const struct linear_command *command)
{
	open_view_of(linear, command, LINEAR_TEXT);
}

void linear_open_tree(struct linear *linear, const struct linear_command *command)
{
	open_view_of(linear, command, LINEAR_TREE);
}

/* Around what is named or read; "matrix all", or a second time in a row, of the whole collection. */
void linear_open_matrix(struct linear *linear, const struct linear_command *command)
{
	bool is_again = linear->page.view == LINEAR_MATRIX || linear->was_matrix;
	bool is_of_all = command->rest.size
		? str_equal_ignoring_ascii_case(command->rest, STR("all")) : is_again;
	struct dossier_ref around = NO_DOSSIER;
	if (!is_of_all && !linear_named_or_read(linear, command, &around))
		return;
	if (linear_page_open(linear, LINEAR_MATRIX, around, NO_DOSSIER)) {
		linear_announce(linear, _("Opened"));
		linear_read(linear, 0);
	}
	linear->was_matrix = true;
}

void linear_open_mentions(struct linear *linear, const struct linear_command *command)
{
	open_view_of(linear, command, LINEAR_MENTIONS);
}

void linear_open_facets(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	open_view(linear, LINEAR_FACETS, NO_DOSSIER);
}

void linear_open_connections(struct linear *linear, const struct linear_command *command)
{
	open_view_of(linear, command, LINEAR_CONNECTIONS);
}

/* ── Two dossiers ───────────────────────────────────────────────────────────────────────────── */

static void open_pair(struct linear *linear, enum linear_view view, struct dossier_ref one,
                      struct dossier_ref other)
{
	if (!linear_page_open(linear, view, one, other))
		return;
	linear_announce(linear, _("Opened"));
	linear_read(linear, 0);
}

static enum linear_view view_of(enum prompt_kind prompt)
{
	return prompt == PROMPT_PATH ? LINEAR_PATH : LINEAR_COMPARE;
}

/* The second of two, which may have to be chosen, too. */
static void open_second(struct linear *linear, enum prompt_kind prompt, struct dossier_ref one,
                        struct str rest)
{
	struct dossier_ref other;
	struct linear_pair pair = { .one = dossier_id(linear->archive, one) };
	if (linear_name_find(linear, rest, false, &other))
		open_pair(linear, view_of(prompt), one, other);
	else
		linear_list_choose(linear, prompt, rest, pair);
}

static void act_on_chosen(struct linear *linear, struct str before, struct dossier_ref chosen)
{
	struct fault why;
	struct linear_command command;
	struct arena *arena = &linear->scratch;
	struct str line = str_join(arena, before, STR(" "), dossier_id(linear->archive, chosen));
	if (linear_command_parse(arena, line, &command, &why))
		linear_act(linear, &command);
}

void linear_open_chosen(struct linear *linear, struct dossier_ref chosen)
{
	const struct linear_list *list = &linear->list;
	struct linear_pair pair = list->pair;
	if (pair.before.size)
		act_on_chosen(linear, pair.before, chosen);
	else if (pair.rest.size)
		open_second(linear, list->prompt, chosen, pair.rest);
	else if (pair.one.size)
		open_pair(linear, view_of(list->prompt), dossier_find(linear->archive, pair.one),
		          chosen);
	else
		open_view(linear, view_of(list->prompt), chosen);
}

/* One name is of what is read and another; two names say both. What several have is chosen. */
static void open_named(struct linear *linear, struct str typed, enum prompt_kind prompt)
{
	struct dossier_ref one, other;
	struct str left, right;
	typed = linear_name_bare(linear, typed);
	if (linear_name_find(linear, typed, true, &other))
		open_view(linear, view_of(prompt), other);
	else if (linear_name_pair(linear, typed, &one, &other))
		open_pair(linear, view_of(prompt), one, other);
	else if (!linear_name_cut(linear, typed, &left, &right))
		linear_list_search(linear, prompt, typed);
	else if (linear_name_find(linear, left, false, &one))
		open_second(linear, prompt, one, right);
	else
		linear_list_choose(linear, prompt, left, (struct linear_pair){ .rest = right });
}

void linear_path(struct linear *linear, const struct linear_command *command)
{
	if (command->rest.size == 0)
		linear_say(linear, _("Say where it leads: 'path' and a name, or two names with a "
		                     "comma between them"));
	else
		open_named(linear, command->rest, PROMPT_PATH);
}

void linear_compare(struct linear *linear, const struct linear_command *command)
{
	if (command->rest.size == 0)
		linear_say(linear, _("Say with what: 'compare' and a name, or two names with a "
		                     "comma between them"));
	else
		open_named(linear, command->rest, PROMPT_COMPARE);
}

/* ── More or less of it ──────────────────────────────────────────────────────────────────────── */

/* False if there is no such step. */
static bool zoom_tree(struct linear *linear, int step)
{
	unsigned depth = linear->page.depth + (unsigned)step;
	if (depth < 1 || depth > TREE_DEEPEST)
		return false;
	linear->page.depth = depth;
	linear->page.folds.count = 0;
	return true;
}

static bool zoom_compare(struct linear *linear, int step)
{
	bool shows_all = step > 0;
	if (linear->page.shows_all == shows_all)
		return false;
	linear->page.shows_all = shows_all;
	return true;
}

/* A tree is deeper or less deep, lists of a comparison are whole or cut. */
static void zoom(struct linear *linear, int step)
{
	bool is_tree = linear->page.view == LINEAR_TREE;
	if (!is_tree && linear->page.view != LINEAR_COMPARE) {
		linear_say(linear, _("Only a tree and a comparison have more or less of them: "
		                     "'tree' and 'compare' read them"));
		return;
	}
	if (is_tree ? !zoom_tree(linear, step) : !zoom_compare(linear, step)) {
		linear_say(linear, step > 0 ? _("There is no more of it")
		                            : _("There is no less of it"));
		return;
	}
	linear_page_renew(linear);
	linear_announce(linear, _("Opened"));
	linear_read(linear, 0);
}

void linear_zoom_in(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	zoom(linear, 1);
}

void linear_zoom_out(struct linear *linear, const struct linear_command *command)
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
void linear_fold(struct linear *linear, const struct linear_command *command)
{
	const struct linear_page *page = &linear->page;
	uint32_t at = command->has_number ? linear_link_at(linear, command->number) : NO_ROW;
	if (page->view != LINEAR_TREE || !page->tree_lines || at == NO_ROW) {
		linear_say(linear, _("Say the number of a link of a tree: 'tree' reads one"));
		return;
	}
	uint32_t line = page->page.links.items[at].line;
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
