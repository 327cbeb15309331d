/* The mouse: what lies under it, and what is done to that. Nothing here that no key does too.
 *
 *	click ─▶ hint: its action              wheel ─▶ the pane under it scrolls
 *	      ─▶ head, margin: the pane gets the focus
 *	      ─▶ row, link: and is selected; the second click opens it
 */
#include "ui/workspace.h"

#include "base/message.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"
#include "ui/pane_view.h"

enum { WHEEL_ROWS = 3, SECOND_CLICK_MS = 500 };

/* What lies under a cell of the screen: a pane, with the row and column of what it shows (-1 for
 * its head), or a hint. */
struct target {
	struct pane *pane;              /* NULL: none */
	enum slot slot;                 /* SLOT_COUNT: it lies over the others */
	int row, column;
	enum action action;             /* of a hint, or ACTION_NONE */
};

/* ── What lies there ────────────────────────────────────────────────────────────────────────── */

/* The cell as one of what the pane shows in `rect`, below a head that it may have. */
static struct target target_in(struct pane *pane, enum slot slot, struct rect rect, bool has_head,
                               const struct mouse *mouse)
{
	int margin = pane->ops == &pane_list_ops ? 0 : PANE_PAGE_MARGIN;
	return (struct target){ pane, slot, mouse->row - rect.row - has_head,
		                mouse->column - rect.column - margin, ACTION_NONE };
}

static struct target find_hint(const struct workspace *workspace, int column)
{
	const struct hint_places *places = &workspace->hint_places;
	struct target target = {0};
	for (int i = 0; i < places->count; i++) {
		const struct hint_place *place = &places->items[i];
		if (column >= place->column && column < place->column + place->width)
			target.action = place->action;
	}
	return target;
}

/* A view that leaves the panes in sight has a line at its left. */
static struct target target_in_overlay(struct workspace *workspace, const struct mouse *mouse)
{
	struct pane *overlay = &workspace->overlay;
	struct rect rect = workspace->layout.body;
	bool floats = false;
	if (overlay->ops == &pane_view_ops)
		rect = pane_view_box(overlay, workspace, rect, &floats);
	if (floats)
		rect_cut_left(&rect, 1);
	if (!rect_contains(rect, mouse->row, mouse->column))
		return (struct target){0};
	bool has_head = floats || layout_pane_count(&workspace->layout) > 1;
	return target_in(overlay, SLOT_COUNT, rect, has_head, mouse);
}

/* As it was drawn last. A text that is shown plain has no target but its hints: it is there to be
 * selected by the terminal's own means. */
static struct target find_target(struct workspace *workspace, const struct mouse *mouse)
{
	const struct layout *layout = &workspace->layout;
	if (layout->is_too_small)
		return (struct target){0};
	if (rect_contains(layout->hints, mouse->row, mouse->column))
		return find_hint(workspace, mouse->column);
	if (workspace->plain.ops || !rect_contains(layout->body, mouse->row, mouse->column))
		return (struct target){0};
	if (workspace->overlay.ops)
		return target_in_overlay(workspace, mouse);
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		if (rect_contains(layout->slots[slot], mouse->row, mouse->column))
			return target_in(&workspace->panes[slot], (enum slot)slot,
			                 layout->slots[slot], layout_pane_count(layout) > 1, mouse);
	return (struct target){0};
}

/* ── What is done ───────────────────────────────────────────────────────────────────────────── */

/* The link under the pointer; a connection has its whole line. */
static int link_under(const struct target *target)
{
	const struct page_view *view = pane_page_view(target->pane);
	int link = page_view_link_at(view, target->row, target->column);
	bool is_line = target->pane->ops == &pane_links_ops;
	for (int column = 0; link < 0 && is_line && column < target->pane->columns; column++)
		link = page_view_link_at(view, target->row, column);
	return link;
}

/* False if there is nothing to select. */
static bool pick(struct workspace *workspace, const struct target *target)
{
	if (target->pane->ops == &pane_list_ops)
		return pane_list_pick(target->pane, workspace, target->row);
	struct page_view *view = pane_page_view(target->pane);
	int link = link_under(target);
	view->shows_hints = false;
	if (link >= 0)
		page_view_pick(view, link);
	else if (target->pane->ops == &pane_view_ops)
		return pane_view_pick(target->pane, workspace, target->row);
	return link >= 0;
}

/* While a line is typed, only the list that it drives can be chosen from. */
static bool may_focus(const struct workspace *workspace, const struct target *target)
{
	const struct list_state *list = workspace->panes[SLOT_LIST].state;
	bool is_typing = workspace->prompt.kind != PROMPT_NONE;
	return target->pane && (!is_typing || (target->slot == SLOT_LIST && list->is_typing));
}

static void click(struct workspace *workspace, const struct target *target)
{
	workspace->has_picked = false;
	if (target->action != ACTION_NONE) {
		workspace_action(workspace, target->action);
		return;
	}
	workspace->action_before = ACTION_NONE;
	if (!may_focus(workspace, target))
		return;
	if (target->slot != SLOT_COUNT && target->slot != workspace->focus)
		workspace_focus_slot(workspace, target->slot);
	workspace->has_picked = pick(workspace, target);
}

/* A second click at the same place opens what the first one selected, wherever that is by now: the
 * focus may have changed the widths of the panes. */
static bool is_second(const struct workspace *workspace, const struct mouse *mouse)
{
	const struct mouse *first = &workspace->click;
	return workspace->has_picked && first->row == mouse->row &&
	       first->column == mouse->column && mouse->when_ms - first->when_ms <= SECOND_CLICK_MS;
}

static void take_click(struct workspace *workspace, const struct mouse *mouse)
{
	struct target target = find_target(workspace, mouse);
	if (is_second(workspace, mouse)) {
		workspace->has_picked = false;
		workspace_action(workspace, ACTION_OPEN);
	} else {
		click(workspace, &target);
	}
	workspace->click = *mouse;
}

static void take_wheel(struct workspace *workspace, const struct mouse *mouse)
{
	struct target target = find_target(workspace, mouse);
	int rows = mouse->deed == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS;
	workspace->has_picked = false;
	if (target.pane && target.pane->ops == &pane_list_ops)
		pane_list_slide(target.pane, workspace, rows);
	else if (target.pane)
		page_view_scroll(pane_page_view(target.pane), rows);
}

void workspace_mouse(struct workspace *workspace, struct mouse mouse)
{
	workspace->has_begun = true;
	workspace->message[0] = '\0';
	workspace->pending_count = 0;
	workspace->count = 0;
	workspace->letter_for = ACTION_NONE;
	workspace_settle(workspace);
	if (mouse.deed == MOUSE_CLICK)
		take_click(workspace, &mouse);
	else
		take_wheel(workspace, &mouse);
	workspace_watch_tour(workspace);
}

void workspace_turn_mouse(struct workspace *workspace)
{
	workspace->takes_mouse = !workspace->takes_mouse;
	workspace_say(workspace, workspace->takes_mouse
	                                 ? _("The mouse is taken: click, click twice to open; "
	                                     "with Shift it selects text")
	                                 : _("The mouse is the terminal's again"));
}
