#include "ui/pane_page.h"

#include "base/message.h"
#include "ui/workspace.h"

struct page_view *pane_page_view(const struct pane *pane)
{
	return pane->state;
}

static bool line_down(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return page_view_scroll(pane_page_view(pane), 1);
}

static bool line_up(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return page_view_scroll(pane_page_view(pane), -1);
}

static bool page_down(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return page_view_scroll(pane_page_view(pane), page_view_step(pane_page_view(pane)));
}

static bool page_up(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return page_view_scroll(pane_page_view(pane), -page_view_step(pane_page_view(pane)));
}

static bool half_down(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return page_view_scroll(pane_page_view(pane), (pane->rows + 1) / 2);
}

static bool half_up(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	return page_view_scroll(pane_page_view(pane), -(pane->rows + 1) / 2);
}

static bool go_first(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	struct page_view *view = pane_page_view(pane);
	return page_view_scroll(view, -view->top);
}

static bool go_last(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	struct page_view *view = pane_page_view(pane);
	return page_view_scroll(view, (int)view->page.lines.count);
}

/* What is wholly in sight, sections and all, scrolls to none of them. */
static bool section_next(struct pane *pane, struct workspace *workspace)
{
	if (!page_view_section(pane_page_view(pane), 1))
		workspace_say(workspace, _("This is the end of it"));
	return true;
}

static bool section_previous(struct pane *pane, struct workspace *workspace)
{
	if (!page_view_section(pane_page_view(pane), -1))
		workspace_say(workspace, _("This is the beginning of it"));
	return true;
}

static bool link_next(struct pane *pane, struct workspace *workspace)
{
	if (!page_view_link(pane_page_view(pane), 1))
		workspace_say(workspace, _("No more links here"));
	return true;
}

static bool link_previous(struct pane *pane, struct workspace *workspace)
{
	if (!page_view_link(pane_page_view(pane), -1))
		workspace_say(workspace, _("No link before this one"));
	return true;
}

static bool link_hints(struct pane *pane, struct workspace *workspace)
{
	if (!page_view_hints(pane_page_view(pane)))
		workspace_say(workspace, _("No link is in sight"));
	return true;
}

/* What a source mark leads to, by name. */
static struct str source_name(const struct workspace *workspace, const struct page_link *link)
{
	return dossier_is_none(link->to) ? link->text : dossier_name(workspace->archive, link->to);
}

static bool has_mark(const struct page_mark *marks, size_t count, struct str number)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(marks[i].number, number))
			return true;
	return false;
}

/* "[1] Gazette; [3] A visit": what the other marks in sight stand for, that number and name are
 * once on one screen. Empty if there are none. */
static struct str others_in_sight(const struct workspace *workspace, const struct page_view *view,
                                  struct arena *arena)
{
	struct page_mark marks[PAGE_MARKS];
	size_t count = page_view_marks(view, marks);
	struct str all = {0}, own = page_view_mark(view, view->link);
	for (size_t i = 0; i < count; i++) {
		const struct page_link *link = &view->page.links.items[marks[i].link];
		if (str_equal(marks[i].number, own) || has_mark(marks, i, marks[i].number))
			continue;
		struct str name = source_name(workspace, link);
		all = str_join(arena, all, STR("; "),
		               str_join(arena, marks[i].number, STR(" "), name));
	}
	return all;
}

/* Who says so: told in place, one key away. */
static bool source_next(struct pane *pane, struct workspace *workspace)
{
	struct page_view *view = pane_page_view(pane);
	struct arena scratch = {0};
	if (!page_view_source(view, 1)) {
		workspace_say(workspace, _("No more source marks here"));
		return true;
	}
	const struct page_link *link = page_view_selected(view);
	struct str name = source_name(workspace, link), number = page_view_mark(view, view->link);
	struct str others = others_in_sight(workspace, view, &scratch);
	if (link->locator.size)
		name = str_join(&scratch, name, STR(", "), link->locator);
	if (others.size)
		/* Translators: number, name and place of a source, and other sources with their
		 * numbers: Source [2]: A visit, page 3. Also here: [1] Gazette */
		workspace_say(workspace, _("Source %.*s: %.*s. Also here: %.*s"), STR_ARGS(number),
		              STR_ARGS(name), STR_ARGS(others));
	else
		workspace_say(workspace, _("Source %.*s: %.*s"), STR_ARGS(number), STR_ARGS(name));
	arena_release(&scratch);
	return true;
}

static bool match_next(struct pane *pane, struct workspace *workspace)
{
	if (!page_view_match(pane_page_view(pane), 1))
		workspace_say(workspace, _("Nothing is searched for here"));
	return true;
}

static bool match_previous(struct pane *pane, struct workspace *workspace)
{
	if (!page_view_match(pane_page_view(pane), -1))
		workspace_say(workspace, _("Nothing is searched for here"));
	return true;
}

static bool cancel(struct pane *pane, struct workspace *workspace)
{
	(void)workspace;
	struct page_view *view = pane_page_view(pane);
	bool did = view->shows_hints || view->wanted.size || view->link >= 0;
	view->shows_hints = false;
	view->link = -1;
	page_view_find(view, (struct str){0});
	return did;
}

static void complain_missing(struct workspace *workspace, struct str id)
{
	if (workspace->reading.is_part)
		workspace_say(workspace, _("'%.*s' is not read yet"), STR_ARGS(id));
	else
		workspace_complain(workspace, _("There is no dossier with the id '%.*s'"),
		                   STR_ARGS(id));
}

bool pane_page_open(struct pane *pane, struct workspace *workspace)
{
	const struct page_link *link = page_view_selected(pane_page_view(pane));
	if (!link) {
		workspace_say(workspace, _("No link is selected here"));
		return true;
	}
	switch (link->kind) {
	case PAGE_LINK_DOSSIER:
	case PAGE_LINK_SOURCE:
		workspace_visit(workspace, link->to);
		break;
	case PAGE_LINK_MISSING:
		complain_missing(workspace, link->text);
		break;
	case PAGE_LINK_URL:
		workspace_say(workspace, "%.*s", STR_ARGS(link->text));
		break;
	case PAGE_LINK_QUERY:
		workspace_narrow(workspace, link->text);
		break;
	case PAGE_LINK_SEARCH:
		workspace_search(workspace, link->text);
		break;
	case PAGE_LINK_KIND_COUNT:
		break;
	}
	return true;
}

const struct pane_action pane_page_actions[PANE_PAGE_ACTION_COUNT] = {
	{ ACTION_LINE_DOWN,        line_down },
	{ ACTION_LINE_UP,          line_up },
	{ ACTION_PAGE_DOWN,        page_down },
	{ ACTION_PAGE_UP,          page_up },
	{ ACTION_HALF_DOWN,        half_down },
	{ ACTION_HALF_UP,          half_up },
	{ ACTION_FIRST,            go_first },
	{ ACTION_LAST,             go_last },
	{ ACTION_SECTION_NEXT,     section_next },
	{ ACTION_SECTION_PREVIOUS, section_previous },
	{ ACTION_OPEN,             pane_page_open },
	{ ACTION_LINK_NEXT,        link_next },
	{ ACTION_LINK_PREVIOUS,    link_previous },
	{ ACTION_LINK_HINTS,       link_hints },
	{ ACTION_SOURCE_NEXT,      source_next },
	{ ACTION_MATCH_NEXT,       match_next },
	{ ACTION_MATCH_PREVIOUS,   match_previous },
	{ ACTION_CANCEL,           cancel },
};

bool pane_page_key(struct pane *pane, struct workspace *workspace, struct key key)
{
	bool is_complete;
	if (!page_view_hint_key(pane_page_view(pane), key, &is_complete))
		return false;
	if (is_complete)
		pane_run(pane, workspace, ACTION_OPEN);
	return true;
}

void pane_page_draw(const struct pane *pane, const struct workspace *workspace, struct arena *frame,
                    struct canvas *canvas, bool has_focus)
{
	(void)workspace;
	const struct page_view *view = pane_page_view(pane);
	struct rect page = { 0, PANE_PAGE_MARGIN, canvas_rows(canvas),
		             canvas_columns(canvas) - 2 * PANE_PAGE_MARGIN };
	struct canvas inner = canvas_part(canvas, page);
	canvas_cursor(&inner, &inner, 0, 0, false);
	page_view_draw(view, &inner, has_focus);
	page_view_draw_hints(view, frame, canvas, PANE_PAGE_MARGIN);
	canvas->cursor_row = inner.cursor_row;
	canvas->cursor_column = inner.cursor_column;
}

struct str pane_page_amount(const struct pane *pane, const struct workspace *workspace,
                            struct arena *frame)
{
	(void)workspace;
	return page_view_amount(pane_page_view(pane), frame);
}

void pane_page_close(struct pane *pane)
{
	page_view_release(pane_page_view(pane));
}
