/* The keys in the bottom row: those of the pane at the left, and at the right those that every pane
 * has, each in a column of its own, so that none moves from pane to pane.
 *
 *	 W who says so      Tab link  Enter open  Backspace back  / search  w pane  q close  ? help
 */
#include "ui/workspace.h"

#include "base/message.h"
#include "ui/hint.h"
#include "ui/kiosk.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"

enum { OWN = 12, SHARED = 6 };

/* What helps in each context and nowhere else, the most helpful first; and what is there of the
 * keys that every pane has, in the order in which these stand. */
static const struct bar_row { enum action own[OWN + 1], shared[SHARED + 1]; } rows[] = {
	[CONTEXT_GLOBAL] = { .shared = { ACTION_CLOSE } },
	[CONTEXT_LIST] = {
		{ ACTION_MAXIMIZE, ACTION_ORDER, ACTION_SWITCH, ACTION_LIMIT, ACTION_FACETS,
		  ACTION_KEEP_SEARCH, ACTION_LIST, ACTION_TIMELINE, ACTION_DATES_OF_ALL,
		  ACTION_FINDINGS, ACTION_READING, ACTION_KNOWN },
		{ ACTION_OPEN, ACTION_BACK, ACTION_SEARCH, ACTION_PANE_NEXT, ACTION_CLOSE },
	},
	[CONTEXT_DOSSIER] = {
		{ ACTION_WHO, ACTION_COPY_CITATION, ACTION_TEXT, ACTION_DATES, ACTION_PATH,
		  ACTION_COMPARE, ACTION_TIMELINE, ACTION_FILE, ACTION_TREE, ACTION_MATRIX,
		  ACTION_NOTE },
		{ ACTION_LINK_NEXT, ACTION_OPEN, ACTION_BACK, ACTION_SEARCH, ACTION_PANE_NEXT,
		  ACTION_CLOSE },
	},
	[CONTEXT_LINKS] = {
		{ ACTION_PIN, ACTION_DATES, ACTION_PATH, ACTION_COMPARE, ACTION_TREE,
		  ACTION_MATRIX },
		{ ACTION_LINK_NEXT, ACTION_OPEN, ACTION_BACK, ACTION_SEARCH, ACTION_PANE_NEXT,
		  ACTION_CLOSE },
	},
	[CONTEXT_HELP] = {
		{ ACTION_PAGE_DOWN, ACTION_SECTION_NEXT, ACTION_FIND_HERE },
		{ ACTION_CLOSE },
	},
	[CONTEXT_VIEW] = {
		{ ACTION_LIMIT, ACTION_ZOOM_IN, ACTION_ZOOM_OUT, ACTION_FOLD, ACTION_LINE_DOWN,
		  ACTION_FIND_HERE, ACTION_PAGE_DOWN, ACTION_WRITE },
		{ ACTION_LINK_NEXT, ACTION_OPEN, ACTION_SEARCH, ACTION_CLOSE },
	},
	[CONTEXT_FILE] = {
		{ ACTION_EDIT, ACTION_FIND_HERE, ACTION_SECTION_NEXT, ACTION_PAGE_DOWN },
		{ ACTION_SEARCH, ACTION_CLOSE },
	},
	[CONTEXT_PROMPT] = { .shared = { ACTION_NONE } },       /* prompt_row */
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == CONTEXT_COUNT, "a row for each context");

/* What keeps its place when the row is too narrow for all, the first the longest; ACTION_NONE
 * stands for the most helpful of the pane's own. The rest of these come last. */
static const enum action ranks[] = {
	ACTION_CLOSE, ACTION_OPEN, ACTION_LINK_NEXT, ACTION_SEARCH, ACTION_NONE, ACTION_BACK,
	ACTION_PANE_NEXT,
};

/* ── What helps ─────────────────────────────────────────────────────────────────────────────── */

static bool helps_in_list(const struct pane *pane, enum action action)
{
	const struct list_state *list = pane->state;
	if (action == ACTION_LIMIT)
		return pane_list_has_dossiers(pane);
	if (action == ACTION_ORDER || action == ACTION_REVERSE)
		return pane_list_has_orders(pane);
	if (action == ACTION_KEEP_SEARCH)
		return list->source == LIST_RESULTS;
	if (action == ACTION_MAXIMIZE)
		return list->viewport.count > 0 && pane_list_has_dossiers(pane);
	return action != ACTION_LIST || list->source != LIST_KINDS;
}

/* Not every view has steps, nor is every list one of dossiers, nor every dossier cited. */
static bool helps(struct workspace *workspace, const struct pane *pane, enum action action)
{
	if (kiosk_refusal(action))
		return false;
	if (action == ACTION_MAXIMIZE && workspace->layout.body.columns < LAYOUT_MIDDLE)
		return false;
	if (pane->ops == &pane_list_ops)
		return helps_in_list(pane, action);
	if (action == ACTION_COPY_CITATION)
		return workspace_may_cite(workspace);
	if (action == ACTION_TEXT)
		return workspace->texts_folder && workspace_may_cite(workspace);
	return pane->ops != &pane_view_ops || pane_view_takes(pane, workspace, action);
}

static struct hint hint_in(const struct workspace *workspace, const struct pane *pane,
                           struct arena *frame, enum action action)
{
	bool is_view = pane->ops == &pane_view_ops;
	if (action == ACTION_MAXIMIZE && workspace->is_maximized)
		/* Translators: what a key does: show all panes again */
		return hint_of(frame, pane->ops->context, action, N_("panes"));
	return hint_of(frame, pane->ops->context, action,
	               is_view ? pane_view_hint(pane, workspace, action) : action_row(action)->hint);
}

/* Those that help and have a key, in their order. How many. */
static int gather(struct workspace *workspace, const struct pane *pane, struct arena *frame,
                  const enum action *actions, struct hint *hints)
{
	int count = 0;
	for (; *actions != ACTION_NONE; actions++) {
		if (!helps(workspace, pane, *actions))
			continue;
		struct hint hint = hint_in(workspace, pane, frame, *actions);
		if (hint.key.width)
			hints[count++] = hint;
	}
	return count;
}

/* ── The row ────────────────────────────────────────────────────────────────────────────────── */

/* What is chosen of those that are there, for the columns that are left. */
struct choice { struct hint hints[OWN]; bool is_shown[OWN]; int count; };

/* Show one if there is room. */
static void choose(struct choice *choice, int at, int *room)
{
	int width = hint_width(choice->hints[at]) + HINT_GAP;
	if (choice->is_shown[at] || width > *room)
		return;
	choice->is_shown[at] = true;
	*room -= width;
}

static void choose_all(struct choice *own, struct choice *shared, int room)
{
	for (size_t rank = 0; rank < sizeof(ranks) / sizeof(ranks[0]); rank++) {
		if (ranks[rank] == ACTION_NONE && own->count)
			choose(own, 0, &room);
		for (int i = 0; i < shared->count; i++)
			if (shared->hints[i].action == ranks[rank])
				choose(shared, i, &room);
	}
	for (int i = 0; i < own->count; i++)
		choose(own, i, &room);
}

static struct hint help_hint(struct arena *frame, enum key_context context)
{
	return hint_of(frame, context, ACTION_HELP, action_row(ACTION_HELP)->hint);
}

/* The help, which tells the rest, always has its place at the right; nobody but itself needs it. */
static void draw_hints(struct workspace *workspace, struct arena *frame, struct canvas *bar,
                       const struct pane *pane)
{
	enum key_context context = pane->ops->context;
	struct choice own = {0}, shared = {0};
	struct hint help = help_hint(frame, context);
	int end = canvas_columns(bar) - 1 - hint_width(help), column = 1;
	if (context != CONTEXT_HELP)
		hint_draw(workspace, bar, help, end);
	own.count = gather(workspace, pane, frame, rows[context].own, own.hints);
	shared.count = gather(workspace, pane, frame, rows[context].shared, shared.hints);
	choose_all(&own, &shared, end - 1);
	for (int i = 0; i < own.count; i++)
		if (own.is_shown[i])
			column = hint_draw(workspace, bar, own.hints[i], column);
	for (int i = shared.count; i-- > 0;)
		if (shared.is_shown[i]) {
			end -= hint_width(shared.hints[i]) + HINT_GAP;
			hint_draw(workspace, bar, shared.hints[i], end);
		}
}

/* That all this is a part stands before the hints, and leaves room for the last of them. */
static struct canvas draw_reading(const struct workspace *workspace, struct arena *frame,
                                  struct canvas *bar)
{
	const struct reading *reading = &workspace->reading;
	int room = canvas_columns(bar) - 2 - HINT_GAP - hint_width(help_hint(frame, CONTEXT_GLOBAL));
	struct str words = reading_words(reading, frame, room);
	if (!reading->is_part || words.size == 0)
		return *bar;
	canvas_put(bar, 0, 1, reading->has_failed ? ROLE_ERROR : ROLE_MESSAGE,
	           shown_line(frame, words));
	int width = 1 + reading_width(reading, frame, room) + 1;
	return canvas_part(bar, (struct rect){ 0, width, 1, canvas_columns(bar) - width });
}

/* Over a plain text most keys mean the same. */
static void draw_plain_hints(struct workspace *workspace, struct arena *frame, struct canvas *bar)
{
	const struct pane *plain = &workspace->plain;
	struct shown amount = shown_line(frame, plain->ops->amount(plain, workspace, frame));
	struct hint close = {
		shown_literal(frame, _("any key")), shown_literal(frame, _("back")), ACTION_NONE,
	};
	int column = 1;
	if (amount.width) {
		struct hint page = hint_of(frame, plain->ops->context, ACTION_PAGE_DOWN,
		                           action_row(ACTION_PAGE_DOWN)->hint);
		column = hint_draw(workspace, bar, page, column);
		close.key = shown_literal(frame, _("any other key"));
	}
	hint_draw(workspace, bar, close, column);
	canvas_put(bar, 0, canvas_columns(bar) - amount.width - 1, ROLE_BAR, amount);
}

/* While letters stand at the links, letters are no keys. */
static void draw_letter_hints(struct workspace *workspace, struct arena *frame, struct canvas *bar,
                              const struct pane *pane)
{
	enum key_context context = pane->ops->context;
	struct hint letters = {
		/* Translators: a key: any of the letters that stand at the links */
		shown_literal(frame, _("letter")),
		shown_literal(frame, _("follow its link")),
		ACTION_NONE,
	};
	int column = hint_draw(workspace, bar, letters, 1);
	hint_draw(workspace, bar,
	          hint_of(frame, context, ACTION_CANCEL, action_row(ACTION_CANCEL)->hint), column);
}

/* True if letters stand at the links of the pane in focus. */
static bool shows_letters(const struct pane *pane)
{
	return pane->ops != &pane_list_ops && pane_page_view(pane)->shows_hints;
}

void workspace_draw_hints(struct workspace *workspace, struct arena *frame, struct canvas *bar)
{
	const struct pane *pane = workspace_focus(workspace);
	if (workspace->plain.ops) {
		draw_plain_hints(workspace, frame, bar);
		return;
	}
	struct canvas rest = draw_reading(workspace, frame, bar);
	if (shows_letters(pane))
		draw_letter_hints(workspace, frame, &rest, pane);
	else if (!workspace->hides_hints)
		draw_hints(workspace, frame, &rest, pane);
}
