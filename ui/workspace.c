#include "ui/workspace.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "query/lookup.h"
#include "ui/kiosk.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"

static const struct pane_ops *const slot_ops[] = {
	[SLOT_LIST] = &pane_list_ops, [SLOT_DOSSIER] = &pane_dossier_ops,
	[SLOT_LINKS] = &pane_links_ops,
};
_Static_assert(sizeof(slot_ops) / sizeof(slot_ops[0]) == SLOT_COUNT, "a pane for each slot");

/* ── Messages ───────────────────────────────────────────────────────────────────────────────── */

__attribute__((format(printf, 3, 0)))
static void set_message(struct workspace *workspace, bool is_error, const char *format,
                        va_list list)
{
	workspace->message_is_error = is_error;
	vsnprintf(workspace->message, sizeof(workspace->message), format, list);
	/* Cut at a whole letter. */
	size_t size = unicode_find_invalid(str_of(workspace->message));
	if (size < sizeof(workspace->message))
		workspace->message[size] = '\0';
}

void workspace_say(struct workspace *workspace, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	set_message(workspace, false, format, list);
	va_end(list);
}

void workspace_complain(struct workspace *workspace, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	set_message(workspace, true, format, list);
	va_end(list);
}

/* ── Opening and closing ────────────────────────────────────────────────────────────────────── */

static void pane_begin(struct pane *pane, struct workspace *workspace, const struct pane_ops *ops)
{
	*pane = (struct pane){ .ops = ops, .needs_layout = true };
	pane->state = arena_take(&workspace->arena, ops->state_size);
}

static struct dossier_ref first_dossier(const struct archive *archive, struct dossier_ref start)
{
	if (dossier_is_none(start))
		start = archive_collection(archive).home;
	struct row_span all = dossiers_by_name(archive);
	if (dossier_is_none(start) && all.count)
		start = (struct dossier_ref){ all.rows[0] };
	return start;
}

void workspace_open(struct workspace *workspace, const struct archive *archive,
                    struct dossier_ref start)
{
	*workspace = (struct workspace){ .archive = archive };
	workspace->trail.arena = &workspace->arena;
	workspace->is_homeless = dossier_is_none(start) &&
	                         dossier_is_none(archive_collection(archive).home);
	start = first_dossier(archive, start);
	for (int slot = 0; slot < SLOT_COUNT; slot++) {
		struct pane *pane = &workspace->panes[slot];
		pane_begin(pane, workspace, slot_ops[slot]);
		pane->ops->open(pane, workspace, start);
	}
	workspace->focus = SLOT_LIST;
	if (!dossier_is_none(start))
		workspace_visit(workspace, start);
}

void workspace_close(struct workspace *workspace)
{
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		pane_end(&workspace->panes[slot]);
	workspace_uncover(workspace);
	workspace_copy_close(workspace);
	arena_release(&workspace->errand.arena);
	known_end(&workspace->known);
	arena_release(&workspace->texts_arena);
	arena_release(&workspace->tour.arena);
	arena_release(&workspace->before_arena);
	arena_release(&workspace->completing.arena);
	arena_release(&workspace->wanted_arena);
	arena_release(&workspace->arena);
}

/* Lay out what is new without a screen. Keys may be typed ahead of that: what they act on is the
 * page that they opened, not the one that is still painted. */
void workspace_settle(struct workspace *workspace)
{
	struct pane *panes[] = {
		&workspace->panes[SLOT_LIST], &workspace->panes[SLOT_DOSSIER],
		&workspace->panes[SLOT_LINKS], &workspace->overlay, &workspace->plain,
	};
	for (size_t i = 0; i < sizeof(panes) / sizeof(panes[0]); i++) {
		struct pane *pane = panes[i];
		if (!pane->ops || !pane->needs_layout || pane->columns == 0)
			continue;
		pane->needs_layout = false;
		pane->ops->layout(pane, workspace, pane->rows, pane->columns);
		if (pane == &workspace->panes[SLOT_DOSSIER])
			workspace_scroll_wanted(workspace);
	}
}

/* A search in the page goes on in the new one, at the same match. */
static void find_again(struct page_view *view, struct str wanted, size_t match)
{
	page_view_find(view, wanted);
	view->match = match;
}

static void open_again(struct workspace *workspace, struct dossier_ref subject)
{
	for (int slot = 0; slot < SLOT_COUNT; slot++) {
		struct pane *pane = &workspace->panes[slot];
		pane->needs_layout = true;
		if (pane->ops->reload)
			pane->ops->reload(pane, workspace);
		else
			pane->ops->open(pane, workspace, subject);
	}
	/* Behind the list, of which it may be a view. */
	workspace_reload_overlays(workspace);
}

void workspace_reload(struct workspace *workspace, const struct archive *archive)
{
	struct arena scratch = {0};
	struct pane *list = &workspace->panes[SLOT_LIST];
	struct page_view *view = pane_page_view(&workspace->panes[SLOT_DOSSIER]);
	struct page_view *links = pane_page_view(&workspace->panes[SLOT_LINKS]);
	struct trail_step place = workspace_place(workspace, &scratch);
	struct trail_target connection =
		workspace_target(workspace, links, page_view_seen_link(links), &scratch);
	struct list_kept kept = pane_list_keep(list, workspace, &scratch);
	struct str wanted = str_copy(&scratch, view->wanted);
	size_t match = view->match;
	struct dossier_ref subject = dossier_find(archive, place.id);

	workspace->archive = archive;
	workspace->edition++;
	workspace_known_renew(workspace);
	open_again(workspace, subject);
	find_again(view, wanted, match);
	if (!dossier_is_none(subject))
		workspace_show_place(workspace, &place);
	else if (place.id.size)
		workspace_complain(workspace, _("'%.*s' is no longer in the collection"),
		                   STR_ARGS(place.id));
	workspace_settle(workspace);
	page_view_select(links, workspace_find_target(workspace, links, &connection));
	pane_list_restore(list, workspace, &kept);
	workspace_settle(workspace);
	arena_release(&scratch);
}

static void begin_at(struct workspace *workspace, struct dossier_ref start)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	if (dossier_is_none(start))
		return;
	workspace->trail.steps.count = workspace->trail.at = 0;
	list->ops->open(list, workspace, start);
	workspace_visit(workspace, start);
}

void workspace_begin_again(struct workspace *workspace)
{
	struct dossier_ref asked = NO_DOSSIER;
	struct arena scratch = {0};
	struct fault why;
	bool is_asked = workspace->asked.size > 0;
	if (is_asked &&
	    !lookup_dossier(workspace->archive, &scratch, workspace->asked, &asked, &why))
		workspace_complain(workspace, "%s", why.sentence);
	arena_release(&scratch);
	if (workspace->has_begun)
		return;
	if (is_asked)
		begin_at(workspace, asked);
	else if (workspace->is_homeless)
		begin_at(workspace, archive_collection(workspace->archive).home);
	if (workspace->resumes_later)
		workspace_resume(workspace);
	workspace_settle(workspace);
}

/* ── Where the reader is ────────────────────────────────────────────────────────────────────── */

struct dossier_ref workspace_subject(const struct workspace *workspace)
{
	const struct pane *pane = &workspace->panes[SLOT_DOSSIER];
	return pane->ops->subject(pane, workspace);
}

bool workspace_is_preview(const struct workspace *workspace)
{
	const struct trail *trail = &workspace->trail;
	struct str id = dossier_id(workspace->archive, workspace_subject(workspace));
	return trail->steps.count && !str_equal(trail->steps.items[trail->at].id, id);
}

struct pane *workspace_focus(struct workspace *workspace)
{
	if (workspace->plain.ops)
		return &workspace->plain;
	return workspace->overlay.ops ? &workspace->overlay : &workspace->panes[workspace->focus];
}

void workspace_preview(struct workspace *workspace, struct dossier_ref ref)
{
	if (ref.row == workspace_subject(workspace).row)
		return;
	workspace_remember_place(workspace);
	workspace->wanted_line = 0;
	workspace->wanted_link = (struct trail_target){0};
	for (int slot = SLOT_DOSSIER; slot < SLOT_COUNT; slot++) {
		struct pane *pane = &workspace->panes[slot];
		pane->ops->open(pane, workspace, ref);
	}
}

void workspace_visit(struct workspace *workspace, struct dossier_ref ref)
{
	workspace_uncover(workspace);
	workspace_remember_place(workspace);
	trail_visit(&workspace->trail, dossier_id(workspace->archive, ref));
	workspace_preview(workspace, ref);
	workspace->focus = SLOT_DOSSIER;
}

static void arrive(struct workspace *workspace, const struct trail_step *step)
{
	workspace_uncover(workspace);
	if (workspace_show_place(workspace, step))
		workspace->focus = SLOT_DOSSIER;
	else
		workspace_complain(workspace, _("'%.*s' is no longer in the collection"),
		                   STR_ARGS(step->id));
}

/* From a preview, back is to the dossier that one was at. */
static void go_back(struct workspace *workspace)
{
	if (workspace_is_preview(workspace)) {
		arrive(workspace, trail_here(&workspace->trail));
		return;
	}
	workspace_remember_place(workspace);
	const struct trail_step *step = trail_back(&workspace->trail);
	if (step)
		arrive(workspace, step);
	else
		workspace_say(workspace, _("This is where you began"));
}

static void go_forward(struct workspace *workspace)
{
	workspace_remember_place(workspace);
	const struct trail_step *step = trail_forward(&workspace->trail);
	if (step)
		arrive(workspace, step);
	else
		workspace_say(workspace, _("There is nothing further on"));
}

static void go_home(struct workspace *workspace)
{
	struct dossier_ref home = archive_collection(workspace->archive).home;
	if (dossier_is_none(home) && workspace->reading.is_part)
		workspace_say(workspace, _("Where to begin is not read yet"));
	else if (dossier_is_none(home))
		workspace_say(workspace, _("No dossier is named to begin with"));
	else
		workspace_visit(workspace, home);
}

/* ── Panes ──────────────────────────────────────────────────────────────────────────────────── */

void workspace_focus_slot(struct workspace *workspace, enum slot slot)
{
	workspace->focus = slot;
	workspace->panes[slot].needs_layout = true;
}

/* Once round, step by step. */
static void step_focus(struct workspace *workspace, int step)
{
	int slot = (int)workspace->focus + step + SLOT_COUNT;
	workspace_uncover(workspace);
	workspace_focus_slot(workspace, (enum slot)(slot % SLOT_COUNT));
}

static void show_list(struct workspace *workspace, enum list_source source)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	workspace_uncover(workspace);
	if (!pane_list_show(list, workspace, source))
		return;
	workspace->focus = SLOT_LIST;
	struct dossier_ref ref = list->ops->subject(list, workspace);
	if (!dossier_is_none(ref))
		workspace_preview(workspace, ref);
}

static void open_view(struct workspace *workspace, enum view view)
{
	workspace_open_view(workspace, view, workspace_subject(workspace), NO_DOSSIER);
}

/* What was found goes; what is read stays. False if nothing found is in the list. */
static bool close_results(struct workspace *workspace)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	return ((struct list_state *)list->state)->source == LIST_RESULTS &&
	       pane_list_show(list, workspace, LIST_KINDS);
}

/* What a list only showed goes with it: one is again where one was reading. */
static void close_list(struct workspace *workspace)
{
	bool is_preview = workspace_is_preview(workspace);
	show_list(workspace, LIST_KINDS);
	if (is_preview)
		workspace_show_place(workspace, trail_here(&workspace->trail));
}

/* Close the topmost thing that is open; with nothing open, the program. */
static void close_one(struct workspace *workspace)
{
	const struct list_state *list = workspace->panes[SLOT_LIST].state;
	bool is_narrow =
		rect_is_empty(workspace->layout.slots[SLOT_LIST]) && !workspace->is_maximized;
	if (workspace->overlay.ops)
		workspace_close_overlay(workspace);
	else if (workspace->is_maximized)
		workspace->is_maximized = false;
	else if (is_narrow && workspace->focus != SLOT_LIST)
		workspace->focus = SLOT_LIST;
	else if (list->source != LIST_KINDS && workspace->focus == SLOT_LIST)
		close_list(workspace);
	else if (!close_results(workspace))
		workspace->is_done = true;
}

static void cancel(struct workspace *workspace)
{
	if (workspace->overlay.ops)
		workspace_close_overlay(workspace);
	else
		close_results(workspace);
}

/* The pinned connections are walked if there are any, else the list. */
static void walk(struct workspace *workspace, enum action action)
{
	int step = action == ACTION_NEXT_DOSSIER ? 1 : -1;
	if (pane_run(&workspace->panes[SLOT_LINKS], workspace, action))
		return;
	if (!pane_list_walk(&workspace->panes[SLOT_LIST], workspace, step))
		workspace_say(workspace, step > 0 ? _("No dossier behind this one in the list")
		                                  : _("No dossier before this one in the list"));
}

/* ── Actions ────────────────────────────────────────────────────────────────────────────────── */

static const struct pane_action *find_action(const struct pane_action *actions, size_t count,
                                             enum action action)
{
	for (size_t i = 0; i < count; i++)
		if (actions[i].action == action)
			return &actions[i];
	return NULL;
}

bool pane_run(struct pane *pane, struct workspace *workspace, enum action action)
{
	const struct pane_ops *ops = pane->ops;
	const struct pane_action *found = find_action(ops->actions, ops->action_count, action);
	if (!found)
		found = find_action(ops->common, ops->common_count, action);
	return found && found->run(pane, workspace);
}

/* What the workspace itself does, where no pane does it. */
static void run_here(struct workspace *workspace, enum action action)
{
	switch (action) {
	case ACTION_NEXT_DOSSIER:
	case ACTION_PREVIOUS_DOSSIER: walk(workspace, action); break;
	case ACTION_LINK_NUMBER:      workspace_prompt_open(workspace, PROMPT_LINK); break;
	case ACTION_WHO:              workspace_open_who(workspace); break;
	case ACTION_OUTLINE:          workspace_open_outline(workspace); break;
	case ACTION_TEXT:             workspace_open_text(workspace); break;
	case ACTION_FILE:             workspace_open_file(workspace); break;
	case ACTION_EDIT:             workspace_edit(workspace); break;
	case ACTION_PATH:             workspace_prompt_open(workspace, PROMPT_PATH); break;
	case ACTION_TREE:             open_view(workspace, VIEW_TREE); break;
	case ACTION_COMPARE:          workspace_prompt_open(workspace, PROMPT_COMPARE); break;
	case ACTION_DATES:            open_view(workspace, VIEW_DATES); break;
	case ACTION_DATES_OF_ALL:
		workspace_open_view(workspace, VIEW_DATES, NO_DOSSIER, NO_DOSSIER);
		break;
	case ACTION_MATRIX:           open_view(workspace, VIEW_MATRIX); break;
	case ACTION_MENTIONS:         open_view(workspace, VIEW_MENTIONS); break;
	case ACTION_KNOWN:            workspace_open_known(workspace); break;
	case ACTION_STATE:            workspace_next_state(workspace); break;
	case ACTION_NOTE:             workspace_open_note(workspace); break;
	case ACTION_READING:          show_list(workspace, LIST_READING); break;
	case ACTION_MARK:
	case ACTION_TO_MARK:          workspace_await_letter(workspace, action); break;
	case ACTION_BACK:             go_back(workspace); break;
	case ACTION_FORWARD:          go_forward(workspace); break;
	case ACTION_HOME:             go_home(workspace); break;
	case ACTION_SEARCH:           workspace_prompt_open(workspace, PROMPT_SEARCH); break;
	case ACTION_SWITCH:           workspace_prompt_open(workspace, PROMPT_SWITCH); break;
	case ACTION_KEEP_SEARCH:      workspace_keep_search(workspace); break;
	case ACTION_LIMIT:            workspace_open_limit(workspace); break;
	case ACTION_ORDER:            workspace_order(workspace, (struct str){0}); break;
	case ACTION_REVERSE:          workspace_reverse(workspace); break;
	case ACTION_FACETS:
		workspace_open_view(workspace, VIEW_FACETS, NO_DOSSIER, NO_DOSSIER);
		break;
	case ACTION_FIND_HERE:        workspace_prompt_open(workspace, PROMPT_FIND); break;
	case ACTION_MATCH_NEXT:
	case ACTION_MATCH_PREVIOUS:
		pane_run(&workspace->panes[SLOT_DOSSIER], workspace, action);
		break;
	case ACTION_CANCEL:           cancel(workspace); break;
	case ACTION_COPY_ID: case ACTION_COPY_CITATION:
	case ACTION_ADDRESS:          workspace_copy(workspace, action); break;
	case ACTION_PIPE:             workspace_prompt_open(workspace, PROMPT_PIPE); break;
	case ACTION_WRITE:            workspace_prompt_open(workspace, PROMPT_WRITE); break;
	case ACTION_PANE_NEXT:
	case ACTION_PANE_RIGHT:       step_focus(workspace, 1); break;
	case ACTION_PANE_LEFT:        step_focus(workspace, -1); break;
	case ACTION_MAXIMIZE:         workspace->is_maximized = !workspace->is_maximized; break;
	case ACTION_PIN:
		pane_run(&workspace->panes[SLOT_LINKS], workspace, action);
		break;
	case ACTION_LIST:             show_list(workspace, LIST_KINDS); break;
	case ACTION_TIMELINE:         show_list(workspace, LIST_TIMELINE); break;
	case ACTION_FINDINGS:         show_list(workspace, LIST_FINDINGS); break;
	case ACTION_CLOSE:            close_one(workspace); break;
	case ACTION_COMMAND:          workspace_prompt_open(workspace, PROMPT_COMMAND); break;
	case ACTION_HELP:             workspace_open_help(workspace); break;
	case ACTION_TOUR:             workspace_begin_tour(workspace); break;
	case ACTION_MOUSE:            workspace_turn_mouse(workspace); break;
	case ACTION_REDRAW:           workspace->wants_redraw = true; break;
	case ACTION_SUSPEND:          workspace->wants_suspend = true; break;
	case ACTION_QUIT:             workspace->is_done = true; break;
	/* Of panes alone: where none knows it, it means nothing */
	case ACTION_NONE:
	case ACTION_LINE_DOWN: case ACTION_LINE_UP: case ACTION_PAGE_DOWN: case ACTION_PAGE_UP:
	case ACTION_HALF_DOWN: case ACTION_HALF_UP: case ACTION_FIRST: case ACTION_LAST:
	case ACTION_SECTION_NEXT: case ACTION_SECTION_PREVIOUS:
	case ACTION_OPEN: case ACTION_LINK_NEXT: case ACTION_LINK_PREVIOUS:
	case ACTION_LINK_HINTS: case ACTION_SOURCE_NEXT:
	case ACTION_ZOOM_IN: case ACTION_ZOOM_OUT: case ACTION_FOLD: case ACTION_COUNT:
		break;
	}
}

void workspace_action(struct workspace *workspace, enum action action)
{
	bool is_typing = workspace->prompt.kind != PROMPT_NONE;
	const char *refusal = kiosk_refusal(action);
	workspace_settle(workspace);
	if (refusal)
		workspace_complain(workspace, "%s", _(refusal));
	else if (is_typing)
		workspace_prompt_action(workspace, action);
	else if (!workspace_tour_refuses(workspace, action) &&
	         !pane_run(workspace_focus(workspace), workspace, action))
		run_here(workspace, action);
	workspace->action_before = action;
	if (!is_typing)
		workspace_follow_tour(workspace, action);
}

bool workspace_idle(struct workspace *workspace, unsigned budget_us)
{
	struct pane *list = &workspace->panes[SLOT_LIST];
	if (list->ops->idle && list->ops->idle(list, workspace, budget_us))
		return true;
	return workspace_known_idle(workspace, budget_us);
}
