/* The line at the bottom: what it means to type in it, by what it is for. */
#include "ui/workspace.h"

#include "base/message.h"
#include "ui/kiosk.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"

/* True if the list shows what is typed. What is to be found is sought from the first letter on:
 * until then all stays as it is, and only the line is new. */
static bool list_is_driven(const struct workspace *workspace)
{
	const struct list_state *list = workspace->panes[SLOT_LIST].state;
	return prompt_drives_list(workspace->prompt.kind) && list->is_typing;
}

/* The page that is searched, or whose links are numbered: the one in focus, else the dossier. */
static struct pane *page_in_focus(struct workspace *workspace)
{
	struct pane *pane = workspace_focus(workspace);
	return pane->ops == &pane_list_ops ? &workspace->panes[SLOT_DOSSIER] : pane;
}

bool workspace_holds_page(struct workspace *workspace)
{
	enum prompt_kind kind = workspace->prompt.kind;
	bool is_of_page = kind == PROMPT_LINK || kind == PROMPT_NOTE || kind == PROMPT_NOTE_MORE;
	const struct pane *pane = workspace_focus(workspace);
	bool takes_letters = kind == PROMPT_NONE && pane->ops != &pane_list_ops;
	return is_of_page || (takes_letters && pane_page_view(pane)->shows_hints);
}

/* Show in the list what is typed. */
static void drive_list(struct workspace *workspace, struct str text)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	if (!list_is_driven(workspace))
		pane_list_type_begin(list, workspace->prompt.kind);
	workspace->focus = SLOT_LIST;
	pane_list_type(list, workspace, workspace->prompt.kind, text);
}

/* The list as it was, and what was read. */
static void leave_list(struct workspace *workspace)
{
	if (!((struct list_state *)workspace->panes[SLOT_LIST].state)->is_typing)
		return;
	workspace->focus = workspace->focus_before;
	pane_list_type_cancel(&workspace->panes[SLOT_LIST], workspace);
	workspace_return(workspace);
}

void workspace_prompt_open(struct workspace *workspace, enum prompt_kind kind)
{
	struct prompt *prompt = &workspace->prompt;
	prompt->kind = kind;
	prompt->history_at = prompt->history_count;
	line_editor_set(&prompt->line, (struct str){0});
	workspace->focus_before = workspace->focus;
	arena_reset(&workspace->before_arena);
	workspace->before = workspace_place(workspace, &workspace->before_arena);
	if (prompt_drives_list(kind))
		workspace_uncover(workspace);
	if (kind == PROMPT_COMMAND)
		drive_list(workspace, (struct str){0});
	if (kind == PROMPT_LINK)
		pane_page_view(page_in_focus(workspace))->shows_numbers = true;
}

/* Of the kinds, what is narrowed is the whole collection. */
void workspace_open_limit(struct workspace *workspace)
{
	if (!pane_list_has_dossiers(&workspace->panes[SLOT_LIST])) {
		workspace_prompt_open(workspace, PROMPT_SEARCH);
		return;
	}
	if (!pane_list_limit_begin(&workspace->panes[SLOT_LIST], workspace)) {
		workspace_refuse_line(workspace);
		return;
	}
	workspace_uncover(workspace);
	workspace_prompt_open(workspace, PROMPT_LIMIT);
	workspace->focus = SLOT_LIST;
}

void workspace_order(struct workspace *workspace, struct str named)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	workspace_uncover(workspace);
	workspace->focus = SLOT_LIST;
	if (named.size)
		pane_list_order(list, workspace, named);
	else
		pane_list_order_next(list, workspace);
}

void workspace_reverse(struct workspace *workspace)
{
	workspace_uncover(workspace);
	workspace->focus = SLOT_LIST;
	pane_list_order_reverse(&workspace->panes[SLOT_LIST], workspace);
}

/* What asks may die with the view that it stands in. */
static void use_query(struct workspace *workspace, struct str query, bool is_limit)
{
	struct arena scratch = {0};
	struct pane *list = &workspace->panes[SLOT_LIST];
	struct str copy = str_copy(&scratch, query);
	workspace_uncover(workspace);
	workspace->focus = SLOT_LIST;
	if (is_limit)
		pane_list_limit(list, workspace, copy);
	else
		pane_list_search(list, workspace, copy);
	arena_release(&scratch);
}

void workspace_narrow(struct workspace *workspace, struct str query)
{
	use_query(workspace, query, pane_list_has_dossiers(&workspace->panes[SLOT_LIST]));
}

void workspace_search(struct workspace *workspace, struct str query)
{
	use_query(workspace, query, false);
}

void workspace_prompt_changed(struct workspace *workspace)
{
	struct str text = line_editor_text(&workspace->prompt.line);
	bool is_nothing = str_is_empty(str_trim(text)) && workspace->prompt.kind != PROMPT_COMMAND;
	if (prompt_drives_list(workspace->prompt.kind) && is_nothing)
		leave_list(workspace);
	else if (prompt_drives_list(workspace->prompt.kind))
		drive_list(workspace, text);
	if (workspace->prompt.kind == PROMPT_LIMIT)
		pane_list_limit_type(&workspace->panes[SLOT_LIST], workspace, text);
	if (workspace->prompt.kind == PROMPT_FIND)
		page_view_find(pane_page_view(page_in_focus(workspace)), text);
}

static void forget(struct prompt *prompt, size_t at)
{
	prompt->history_count--;
	for (size_t i = at; i < prompt->history_count; i++)
		prompt->history[i] = prompt->history[i + 1];
}

/* A query that was used is offered again, once, the newest first; the oldest gives way. */
static void remember(struct workspace *workspace, struct str text)
{
	struct prompt *prompt = &workspace->prompt;
	struct str kept = {0};
	text = str_trim(text);
	if (str_is_empty(text))
		return;
	for (size_t i = 0; i < prompt->history_count && !kept.bytes; i++)
		if (str_equal(prompt->history[i], text)) {
			kept = prompt->history[i];
			forget(prompt, i);
		}
	if (prompt->history_count == PROMPT_HISTORY)
		forget(prompt, 0);
	prompt->history[prompt->history_count++] =
		kept.bytes ? kept : str_copy(&workspace->arena, text);
}

/* Step through the queries that were used; false where there is none further. */
static bool recall(struct workspace *workspace, int step)
{
	struct prompt *prompt = &workspace->prompt;
	bool is_recalling = prompt->history_at < prompt->history_count;
	bool keeps_history = prompt->kind == PROMPT_SEARCH || prompt->kind == PROMPT_SWITCH ||
	                     prompt->kind == PROMPT_LIMIT;
	if (!keeps_history || (!is_recalling && prompt->line.size > 0))
		return false;
	if (step < 0 ? prompt->history_at == 0 : !is_recalling)
		return false;
	prompt->history_at = (size_t)((long)prompt->history_at + step);
	bool is_past = prompt->history_at == prompt->history_count;
	line_editor_set(&prompt->line,
	                is_past ? (struct str){0} : prompt->history[prompt->history_at]);
	workspace_prompt_changed(workspace);
	return true;
}

static void follow_number(struct workspace *workspace, struct str text)
{
	struct pane *pane = page_in_focus(workspace);
	struct page_view *view = pane_page_view(pane);
	uint64_t number;
	if (!str_number(str_trim(text), UINT32_MAX, &number) || number == 0 ||
	    number > view->page.links.count) {
		workspace_complain(workspace, _("There is no link %.*s here; there are %zu"),
		                   STR_ARGS(text), view->page.links.count);
		return;
	}
	page_view_select(view, (int)number - 1);
	pane_run(pane, workspace, ACTION_OPEN);
}

/* What was read before comes back, and the list with it. */
static void cancel(struct workspace *workspace, enum prompt_kind kind)
{
	workspace->focus = workspace->focus_before;
	if (kind == PROMPT_FIND)
		page_view_find(pane_page_view(page_in_focus(workspace)), (struct str){0});
	leave_list(workspace);
	if (kind == PROMPT_LIMIT)
		pane_list_limit_cancel(&workspace->panes[SLOT_LIST], workspace);
	if (kind == PROMPT_FIND || kind == PROMPT_LIMIT)
		workspace_return(workspace);
}

/* How words were read that are a date or a kind as well. */
static void say_readings(struct workspace *workspace)
{
	struct arena scratch = {0};
	const struct list_state *list = workspace->panes[SLOT_LIST].state;
	const struct filter *filter = list_results(list)->filter;
	struct str dates = filter_dates_read(&scratch, filter);
	const char *typed = str_copy(&scratch, filter_dates_typed(&scratch, filter)).bytes;
	struct str kinds = filter_kinds_read(workspace->archive, &scratch, filter);
	struct str nots = filter_nots_read(&scratch, filter);
	if (nots.size)
		/* Translators: what "not" stood before in a search */
		workspace_say(workspace,
		              _("%.*s is left out; \"not\" in quotes is a word"), STR_ARGS(nots));
	else if (kinds.size)
		/* Translators: the key of a kind */
		workspace_say(workspace,
		              _("Read as kind:%.*s or words; in quotes, as a word alone"),
		              STR_ARGS(kinds));
	else if (dates.size)
		/* Translators: what was typed; "July 2022"; what was typed */
		workspace_say(workspace,
		              _("%s is read as a date (%s) or words; \"%s\" in quotes, as words"),
		              typed, str_copy(&scratch, dates).bytes, typed);
	arena_release(&scratch);
}

static void accept_search(struct workspace *workspace, enum prompt_kind kind, struct str text)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	remember(workspace, text);
	if (pane_list_type_accept(list, workspace)) {
		pane_list_open_row(list, workspace);
		if (kind == PROMPT_SEARCH)
			say_readings(workspace);
		return;
	}
	workspace->focus = workspace->focus_before;
	workspace_return(workspace);
}

/* The list only served to choose: it comes back as it was, and so does what was read. */
static void accept_other(struct workspace *workspace, enum view view)
{
	struct dossier_ref to = pane_list_type_choose(&workspace->panes[SLOT_LIST], workspace);
	workspace->focus = workspace->focus_before;
	workspace_return(workspace);
	if (!dossier_is_none(to))
		workspace_open_view(workspace, view, workspace_subject(workspace), to);
}

static void accept_limit(struct workspace *workspace, struct str text)
{
	remember(workspace, text);
	pane_list_limit_accept(&workspace->panes[SLOT_LIST], workspace, text);
}

/* What is no date stands there again, below the complaint, to be mended. */
static void open_again(struct workspace *workspace, enum prompt_kind kind)
{
	struct line_editor typed = workspace->prompt.line;
	workspace_prompt_open(workspace, kind);
	workspace->prompt.line = typed;
}

static void accept_dates(struct workspace *workspace, struct str text)
{
	struct fault why = {0};
	if (pane_view_limit(workspace_focus(workspace), workspace, text, &why))
		return;
	workspace_complain(workspace, "%s", why.sentence);
	open_again(workspace, PROMPT_DATES);
}

/* What stands behind "order ". */
static struct str order_named(struct str typed)
{
	return str_trim(str_slice(typed, sizeof("order") - 1, SIZE_MAX));
}

static void accept_command(struct workspace *workspace, struct str text)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	enum action command = pane_list_command(list);
	if (command == ACTION_NONE)
		command = action_find(str_trim(text));
	pane_list_type_accept(list, workspace);
	workspace->focus = workspace->focus_before;
	workspace_return(workspace);
	if (prompt_is_binding(str_trim(text)))
		workspace_bind(workspace, str_trim(str_slice(text, sizeof("bind") - 1, SIZE_MAX)));
	else if (prompt_is_ordering(text))
		workspace_order(workspace, order_named(text));
	else if (command == ACTION_NONE)
		workspace_complain(workspace, _("There is no action '%.*s'"), STR_ARGS(text));
	else
		workspace_action(workspace, command);
}

static void accept(struct workspace *workspace, enum prompt_kind kind)
{
	struct str text = line_editor_text(&workspace->prompt.line);
	bool takes_nothing = kind == PROMPT_FIND || kind == PROMPT_NOTE || kind == PROMPT_LIMIT ||
	                     kind == PROMPT_KNOWN || kind == PROMPT_DATES;
	if (str_is_empty(str_trim(text)) && !takes_nothing)
		cancel(workspace, kind);
	else if (kind == PROMPT_SEARCH || kind == PROMPT_SWITCH)
		accept_search(workspace, kind, text);
	else if (kind == PROMPT_LIMIT)
		accept_limit(workspace, text);
	else if (kind == PROMPT_PATH)
		accept_other(workspace, VIEW_PATH);
	else if (kind == PROMPT_COMPARE)
		accept_other(workspace, VIEW_COMPARE);
	else if (kind == PROMPT_NOTE || kind == PROMPT_NOTE_MORE)
		workspace_keep_note(workspace, kind, text);
	else if (kind == PROMPT_PIPE)
		workspace_pipe(workspace, text);
	else if (kind == PROMPT_WRITE)
		workspace_write(workspace, text);
	else if (kind == PROMPT_KEEP)
		workspace_name_search(workspace, text);
	else if (kind == PROMPT_COMMAND)
		accept_command(workspace, text);
	else if (kind == PROMPT_LINK)
		follow_number(workspace, text);
	else if (kind == PROMPT_KNOWN && !workspace_set_known(workspace, text))
		open_again(workspace, PROMPT_KNOWN);
	else if (kind == PROMPT_DATES)
		accept_dates(workspace, text);
}

void workspace_prompt_end(struct workspace *workspace, bool is_accepted)
{
	enum prompt_kind kind = workspace->prompt.kind;
	pane_page_view(page_in_focus(workspace))->shows_numbers = false;
	workspace->prompt.kind = PROMPT_NONE;
	if (is_accepted)
		accept(workspace, kind);
	else
		cancel(workspace, kind);
}

/* What stands behind "order ", whole, if it is the beginning of one column. */
static void complete_order(struct workspace *workspace, struct str typed)
{
	struct ordering ordering;
	if (ordering_read(order_named(typed), &ordering))
		line_editor_set(&workspace->prompt.line,
		                str_join(&workspace->arena, STR("order"), STR(" "),
		                         ordering_typed(&workspace->arena, ordering)));
}

/* Tab: the whole name of the action that the cursor is on; of nothing that was typed, none. */
static void complete(struct workspace *workspace)
{
	enum action command = pane_list_command(&workspace->panes[SLOT_LIST]);
	struct str typed = line_editor_text(&workspace->prompt.line);
	bool is_begun = str_trim(typed).size > 0;
	if (workspace->prompt.kind != PROMPT_COMMAND || command == ACTION_NONE || !is_begun)
		return;
	if (prompt_is_ordering(typed)) {
		complete_order(workspace, typed);
		return;
	}
	struct str before = str_slice(typed, 0, typed.size - prompt_action_name(typed).size);
	struct str name = str_of(action_row(command)->name);
	bool is_binding = prompt_is_binding(typed);
	line_editor_set(&workspace->prompt.line,
	                is_binding ? str_join(&workspace->arena, before, STR(""), name) : name);
	workspace_prompt_changed(workspace);
}

/* Moving goes to the list or to the matches, to their ends once the cursor is at that of the line;
 * up in an empty line is the last query. */
static void move(struct workspace *workspace, enum action action)
{
	enum prompt_kind kind = workspace->prompt.kind;
	bool is_up = action == ACTION_LINE_UP, is_line = is_up || action == ACTION_LINE_DOWN;
	bool is_end = action == ACTION_LAST || action == ACTION_FIRST;
	if (is_end && line_editor_go(&workspace->prompt.line, action == ACTION_LAST))
		return;
	if (is_line && recall(workspace, is_up ? -1 : 1))
		return;
	if (list_is_driven(workspace) || kind == PROMPT_LIMIT)
		pane_run(&workspace->panes[SLOT_LIST], workspace, action);
	else if (kind == PROMPT_FIND && !is_end)
		page_view_match(pane_page_view(page_in_focus(workspace)), is_up ? -1 : 1);
}

void workspace_prompt_action(struct workspace *workspace, enum action action)
{
	if (action == ACTION_OPEN)
		workspace_prompt_end(workspace, true);
	else if (action == ACTION_CANCEL)
		workspace_prompt_end(workspace, false);
	else if (action == ACTION_LINK_NEXT && workspace->prompt.kind == PROMPT_COMMAND)
		complete(workspace);
	else if (action == ACTION_LINK_NEXT && !workspace_complete(workspace, 1))
		move(workspace, ACTION_LINE_DOWN);
	else if (action == ACTION_LINK_PREVIOUS && !workspace_complete(workspace, -1))
		move(workspace, ACTION_LINE_UP);
	else if (action == ACTION_LINK_NEXT || action == ACTION_LINK_PREVIOUS)
		return;
	else if (action == ACTION_REDRAW)
		workspace->wants_redraw = true;
	else if (action == ACTION_SUSPEND)
		workspace->wants_suspend = !kiosk_refusal(action);
	else
		move(workspace, action);
}
