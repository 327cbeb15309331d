/* Where the reader is in a page, so that it is found again: in the same archive by its numbers, in
 * another one by what stands there. */
#include "ui/workspace.h"

#include "ui/pane_page.h"

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

static uint32_t file_line(const struct workspace *workspace, const struct page_view *view,
                          size_t line)
{
	return page_file_line(workspace->archive, &view->page, workspace_subject(workspace), line);
}

/* The first line of the page that shows a line of the file, or else one before it; -1 if there is
 * none. */
static int find_line(const struct workspace *workspace, const struct page_view *view, uint32_t line)
{
	int best = -1;
	uint32_t best_line = 0;
	for (size_t i = 0; i < view->page.lines.count; i++) {
		uint32_t found = file_line(workspace, view, i);
		if (found <= line && found > best_line) {
			best = (int)i;
			best_line = found;
		}
	}
	return best;
}

/* That of the last line that begins above the screen or at its top; 0 for the head of the page. */
uint32_t workspace_line(const struct workspace *workspace, int *below)
{
	const struct page_view *view = pane_page_view(&workspace->panes[SLOT_DOSSIER]);
	size_t line = view->top > 0 ? (size_t)view->top + 1 : 0;
	uint32_t found = 0;
	if (line > view->page.lines.count)
		line = view->page.lines.count;
	while (line-- > 0 && !found)
		found = file_line(workspace, view, line);
	if (below)
		*below = found ? view->top - find_line(workspace, view, found) : 0;
	return found;
}

/* ── Fields ─────────────────────────────────────────────────────────────────────────────────── */

/* The line of the file in which the value of a link stands; 0 if it is another dossier's. */
static uint32_t link_line(const struct workspace *workspace, const struct page_link *link)
{
	struct dossier dossier = dossier_at(workspace->archive, workspace_subject(workspace));
	bool is_own = link->value != NO_ROW &&
	              link->value - dossier.values.first < dossier.values.count;
	return is_own ? value_at(workspace->archive, link->value).place.line : 0;
}

uint32_t workspace_field(const struct workspace *workspace, int *row)
{
	enum slot slot = workspace->focus == SLOT_LINKS ? SLOT_LINKS : SLOT_DOSSIER;
	const struct page_view *view = pane_page_view(&workspace->panes[slot]);
	int link = page_view_seen_link(view);
	uint32_t line = link < 0 ? 0 : link_line(workspace, &view->page.links.items[link]);
	*row = 0;
	if (!line)
		return workspace_line(workspace, NULL);
	*row = (int)view->page.links.items[link].line - view->top;
	return line;
}

void workspace_show_field(struct workspace *workspace, struct dossier_ref ref, uint32_t line,
                          int row)
{
	bool is_here = ref.row == workspace_subject(workspace).row;
	workspace->focus = SLOT_DOSSIER;
	if (!is_here)
		workspace_visit(workspace, ref);
	workspace->panes[SLOT_DOSSIER].needs_layout = true;
	workspace->wanted_line = line;
	workspace->wanted_below = -row;
	workspace->wants_field = true;
}

/* The first link of the value that a line of the page shows, or -1. */
static int field_link(const struct page_view *view, int line)
{
	uint32_t value = line < 0 ? NO_ROW : view->page.lines.items[line].value;
	for (size_t i = 0; value != NO_ROW && i < view->page.links.count; i++) {
		const struct page_link *link = &view->page.links.items[i];
		if (link->line >= (uint32_t)line && link->value == value)
			return (int)i;
	}
	return -1;
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

/* What was missing in a part is a dossier in the whole, of that id. */
static struct trail_target target_of(const struct archive *archive, const struct page_link *link)
{
	struct str id = dossier_is_none(link->to) ? link->text : dossier_id(archive, link->to);
	return (struct trail_target){ .id = id, .is_source = link->kind == PAGE_LINK_SOURCE };
}

static bool is_same(const struct trail_target *one, const struct trail_target *other)
{
	return one->is_source == other->is_source && str_equal(one->id, other->id);
}

struct trail_target workspace_target(const struct workspace *workspace,
                                     const struct page_view *view, int link, struct arena *arena)
{
	const struct page_link *links = view->page.links.items;
	if (link < 0 || link >= (int)view->page.links.count)
		return (struct trail_target){0};
	struct trail_target target = target_of(workspace->archive, &links[link]);
	for (int i = 0; i < link; i++) {
		struct trail_target other = target_of(workspace->archive, &links[i]);
		target.nth += is_same(&target, &other);
	}
	target.id = str_copy(arena, target.id);
	return target;
}

int workspace_find_target(const struct workspace *workspace, const struct page_view *view,
                          const struct trail_target *target)
{
	unsigned nth = 0;
	for (size_t i = 0; target->id.size && i < view->page.links.count; i++) {
		struct trail_target other =
			target_of(workspace->archive, &view->page.links.items[i]);
		if (is_same(target, &other) && nth++ == target->nth)
			return (int)i;
	}
	return -1;
}

/* ── Places ─────────────────────────────────────────────────────────────────────────────────── */

struct trail_step workspace_place(const struct workspace *workspace, struct arena *arena)
{
	const struct page_view *view = pane_page_view(&workspace->panes[SLOT_DOSSIER]);
	struct str id = dossier_id(workspace->archive, workspace_subject(workspace));
	struct trail_step place = {
		.id = str_copy(arena, id), .top = view->top, .link = page_view_seen_link(view),
		.edition = workspace->edition,
	};
	place.line = workspace_line(workspace, &place.below);
	place.target = workspace_target(workspace, view, place.link, arena);
	return place;
}

/* Ids are copied into the trail only where they are not there yet: it grows all the while. */
void workspace_remember_place(struct workspace *workspace)
{
	struct arena scratch = {0};
	struct trail_step *here = trail_here(&workspace->trail);
	struct trail_step place = workspace_place(workspace, &scratch);
	if (here && str_equal(here->id, place.id)) {
		struct str known = here->target.id, wanted = place.target.id;
		place.id = here->id;
		place.target.id = str_equal(known, wanted)
		                          ? known : str_copy(workspace->trail.arena, wanted);
		*here = place;
	}
	arena_release(&scratch);
}

/* In another archive its lines and links are others: they are looked for once it is laid out. */
bool workspace_show_place(struct workspace *workspace, const struct trail_step *step)
{
	struct page_view *view = pane_page_view(&workspace->panes[SLOT_DOSSIER]);
	struct dossier_ref ref = dossier_find(workspace->archive, step->id);
	bool is_same_archive = step->edition == workspace->edition;
	if (dossier_is_none(ref))
		return false;
	workspace_preview(workspace, ref);
	page_view_place(view, step->top, is_same_archive ? step->link : -1);
	if (is_same_archive)
		return true;
	arena_reset(&workspace->wanted_arena);
	workspace->panes[SLOT_DOSSIER].needs_layout = true;
	workspace->wanted_line = step->line;
	workspace->wanted_below = step->below;
	workspace->wanted_link = step->target;
	workspace->wanted_link.id = str_copy(&workspace->wanted_arena, step->target.id);
	return true;
}

void workspace_return(struct workspace *workspace)
{
	if (workspace->before.id.size)
		workspace_show_place(workspace, &workspace->before);
}

void workspace_scroll_wanted(struct workspace *workspace)
{
	struct page_view *view = pane_page_view(&workspace->panes[SLOT_DOSSIER]);
	if (view->page.lines.count == 0)
		return;
	int line = workspace->wanted_line ? find_line(workspace, view, workspace->wanted_line) : -1;
	if (line >= 0)
		page_view_scroll(view, line + workspace->wanted_below - view->top);
	int link = workspace_find_target(workspace, view, &workspace->wanted_link);
	page_view_select(view, workspace->wants_field ? field_link(view, line) : link);
	workspace->wants_field = false;
	workspace->wanted_line = 0;
	workspace->wanted_below = 0;
	workspace->wanted_link = (struct trail_target){0};
}
