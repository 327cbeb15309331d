/* How the workspace looks: title, panes with their heads, hints or the line being typed. */
#include "ui/workspace.h"

#include "base/message.h"
#include "ui/kiosk.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"

enum { MAX_HINTS = 8, GAP = 2 };

/* What the hint bar says in each context: the keys that matter most there. */
static const enum action hints[CONTEXT_COUNT][MAX_HINTS] = {
	[CONTEXT_GLOBAL]  = { ACTION_CLOSE },
	[CONTEXT_LIST]    = { ACTION_OPEN, ACTION_SEARCH, ACTION_PANE_NEXT, ACTION_BACK,
	                      ACTION_SWITCH, ACTION_CLOSE, ACTION_LIMIT, ACTION_FACETS },
	[CONTEXT_DOSSIER] = { ACTION_LINK_NEXT, ACTION_OPEN, ACTION_BACK, ACTION_SEARCH,
	                      ACTION_PANE_NEXT, ACTION_CLOSE, ACTION_COPY_CITATION },
	[CONTEXT_LINKS]   = { ACTION_LINE_DOWN, ACTION_OPEN, ACTION_PIN, ACTION_SEARCH,
	                      ACTION_PANE_NEXT, ACTION_CLOSE },
	[CONTEXT_HELP]    = { ACTION_PAGE_DOWN, ACTION_FIND_HERE, ACTION_CLOSE },
	[CONTEXT_VIEW]    = { ACTION_LINK_NEXT, ACTION_OPEN, ACTION_ZOOM_IN, ACTION_ZOOM_OUT,
	                      ACTION_FOLD, ACTION_CLOSE, ACTION_NEXT_DOSSIER },
	[CONTEXT_FILE]    = { ACTION_EDIT, ACTION_FIND_HERE, ACTION_CLOSE, ACTION_SECTION_NEXT,
	                      ACTION_PAGE_DOWN },
	[CONTEXT_PROMPT]  = { ACTION_NONE },    /* prompt_row */
};

/* ── Title and hints ────────────────────────────────────────────────────────────────────────── */

/* How the reader came here: as many of the last steps as there is room for, the newest last. */
static struct str trail_text(const struct workspace *workspace, struct arena *frame, int room)
{
	struct str text = {0};
	const struct trail *trail = &workspace->trail;
	for (size_t i = trail->steps.count ? trail->at + 1 : 0; i-- > 0;) {
		struct dossier_ref ref = dossier_find(workspace->archive, trail->steps.items[i].id);
		struct str name = dossier_is_none(ref) ? trail->steps.items[i].id
		                                       : known_name(workspace_known(workspace),
		                                                    workspace->archive, ref);
		name = shown_name(frame, name);
		struct str longer = str_join(frame, name, STR(" › "), text);
		if (text.size && shown_line(frame, longer).width > room)
			return str_join(frame, STR("…"), STR(" › "), text);
		text = longer;
	}
	return text;
}

/* As long as all is shown as it was known on a day, the end of the title says so. What is left of
 * the bar. */
static struct canvas draw_known(const struct workspace *workspace, struct arena *frame,
                                struct canvas *bar)
{
	enum { WIDE = 80 };
	int columns = canvas_columns(bar);
	struct str words = workspace_known_words(workspace, frame, columns < WIDE);
	struct shown shown = shown_line(frame, words);
	if (words.size == 0)
		return *bar;
	canvas_put(bar, 0, columns - shown.width - 1, ROLE_MESSAGE, shown);
	return canvas_part(bar, (struct rect){ 0, 0, 1, columns - shown.width - 2 });
}

static void draw_title(const struct workspace *workspace, struct arena *frame,
                       struct canvas *canvas)
{
	struct canvas all = canvas_part(canvas, workspace->layout.title);
	struct canvas bar = draw_known(workspace, frame, &all);
	int columns = canvas_columns(&bar);
	struct str title = archive_collection(workspace->archive).title;
	if (str_is_empty(title))
		title = STR("dossier");
	struct shown shown = shown_fit(frame, shown_line(frame, title), columns / 2);
	int column = canvas_put(&bar, 0, 1, ROLE_BAR_KEY, shown);
	column = canvas_put(&bar, 0, column, ROLE_BAR, shown_literal(frame, " › "));
	int room = columns - column - 1;
	struct shown trail = shown_line(frame, trail_text(workspace, frame, room));
	canvas_put(&bar, 0, column, ROLE_BAR, shown_fit(frame, trail, room));
}

/* In a screen of one pane the title bar is that pane's head; over a dossier, whose name is on its
 * page, it is the way that led there. */
static void draw_pane_title(const struct workspace *workspace, const struct pane *pane,
                            struct arena *frame, struct canvas *canvas)
{
	enum { LEAST_TITLE = 12 };
	struct canvas all = canvas_part(canvas, workspace->layout.title);
	struct canvas bar = draw_known(workspace, frame, &all);
	int columns = canvas_columns(&bar);
	struct shown amount = shown_line(frame, pane->ops->amount(pane, workspace, frame));
	if (columns - amount.width - 3 < LEAST_TITLE)
		amount = (struct shown){0};
	int room = columns - amount.width - 3;
	struct str title = shown_name(frame, pane->ops->title(pane, workspace, frame));
	if (pane->ops == &pane_dossier_ops)
		title = trail_text(workspace, frame, room);
	canvas_put(&bar, 0, 1, ROLE_BAR_KEY, shown_fit(frame, shown_line(frame, title), room));
	canvas_put(&bar, 0, columns - amount.width - 1, ROLE_BAR, amount);
}

/* A key, by name, and the word for what it does. */
struct hint { struct shown key, word; enum action action; };

/* `word` is English, from a table. */
static struct hint hint_of(struct arena *frame, enum key_context context, enum action action,
                           const char *word)
{
	return (struct hint){
		shown_line(frame, keymap_keys(frame, context, action, true)),
		shown_literal(frame, _(word)),
		action,
	};
}

static int hint_width(struct hint hint)
{
	return hint.key.width + 1 + hint.word.width;
}

/* Where it stands is noted, for who clicks on it. */
static int draw_hint(struct workspace *workspace, struct canvas *bar, struct hint hint, int column)
{
	struct hint_places *places = &workspace->hint_places;
	if (places->count < HINT_PLACES && hint.action != ACTION_NONE)
		places->items[places->count++] = (struct hint_place){
			bar->clip.column + column, hint_width(hint), hint.action,
		};
	column = canvas_put(bar, 0, column, ROLE_BAR_KEY, hint.key) + 1;
	return canvas_put(bar, 0, column, ROLE_BAR, hint.word) + GAP;
}

/* What is left of a bar beside `width` columns at its left. */
static struct canvas rest_of(const struct canvas *bar, int width)
{
	return canvas_part(bar, (struct rect){ 0, width, 1, canvas_columns(bar) - width });
}

static struct hint help_hint(struct arena *frame, enum key_context context)
{
	return hint_of(frame, context, ACTION_HELP, action_row(ACTION_HELP)->hint);
}

/* That all this is a part stands before the hints, and leaves room for the last of them. */
static struct canvas draw_reading(const struct workspace *workspace, struct arena *frame,
                                  struct canvas *bar)
{
	const struct reading *reading = &workspace->reading;
	int room = canvas_columns(bar) - 2 - GAP - hint_width(help_hint(frame, CONTEXT_GLOBAL));
	struct str words = reading_words(reading, frame, room);
	if (!reading->is_part || words.size == 0)
		return *bar;
	canvas_put(bar, 0, 1, reading->has_failed ? ROLE_ERROR : ROLE_MESSAGE,
	           shown_line(frame, words));
	return rest_of(bar, 1 + reading_width(reading, frame, room) + 1);
}

/* Not every view has steps, nor is every list one of dossiers. */
static bool is_known(const struct workspace *workspace, const struct pane *pane,
                     enum action action)
{
	if (pane->ops == &pane_list_ops && action == ACTION_LIMIT)
		return pane_list_has_dossiers(pane);
	return pane->ops != &pane_view_ops || pane_view_takes(pane, workspace, action);
}

/* As many as there is room for; the help always has its place at the right, for it tells the
 * rest. */
static void draw_hints(struct workspace *workspace, struct arena *frame, struct canvas *bar,
                       const struct pane *pane)
{
	enum key_context context = pane->ops->context;
	int end = canvas_columns(bar) - 1, column = 1;
	if (context != CONTEXT_HELP) {
		struct hint help = help_hint(frame, context);
		end -= hint_width(help);
		draw_hint(workspace, bar, help, end);
		end -= GAP;
	}
	for (int i = 0; i < MAX_HINTS && hints[context][i] != ACTION_NONE; i++) {
		enum action action = hints[context][i];
		bool is_view = pane->ops == &pane_view_ops;
		if (!is_known(workspace, pane, action) || kiosk_refusal(action))
			continue;
		struct hint hint = hint_of(frame, context, action,
		                           is_view ? pane_view_hint(pane, workspace, action)
		                                   : action_row(action)->hint);
		if (column + hint_width(hint) <= end)
			column = draw_hint(workspace, bar, hint, column);
	}
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
		column = draw_hint(workspace, bar, page, column);
		close.key = shown_literal(frame, _("any other key"));
	}
	draw_hint(workspace, bar, close, column);
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
	int column = draw_hint(workspace, bar, letters, 1);
	draw_hint(workspace, bar,
	          hint_of(frame, context, ACTION_CANCEL, action_row(ACTION_CANCEL)->hint), column);
}

static struct hint prompt_hint(struct arena *frame, const struct prompt_row *row, int i)
{
	return hint_of(frame, CONTEXT_PROMPT, row->hints[i].action, row->hints[i].word);
}

/* The first says how to leave the line; the others are for what the list has, once it has it. */
static int prompt_hint_count(const struct workspace *workspace)
{
	const struct prompt_row *row = prompt_row(workspace->prompt.kind);
	const struct list_state *list = workspace->panes[SLOT_LIST].state;
	int count = 0;
	while (count < PROMPT_HINTS && row->hints[count].action != ACTION_NONE)
		count++;
	return prompt_drives_list(workspace->prompt.kind) && !list->is_typing ? 1 : count;
}

/* At the right of what is typed, from the edge on, so that none moves when the next has no room. */
static void draw_prompt_hints(struct workspace *workspace, struct arena *frame, struct canvas *bar,
                              int start)
{
	const struct prompt_row *row = prompt_row(workspace->prompt.kind);
	int end = canvas_columns(bar) - 1, count = prompt_hint_count(workspace);
	for (int i = 0; i < count; i++) {
		struct hint hint = prompt_hint(frame, row, i);
		int column = end - hint_width(hint);
		if (column < start)
			return;
		draw_hint(workspace, bar, hint, column);
		end = column - GAP;
	}
}

/* Which of how many candidates Tab has put there, and what it is: at the right, in place of the
 * hints. */
static void draw_completion(const struct workspace *workspace, struct arena *frame,
                            struct canvas *bar, int start)
{
	enum { COMPLETION_ROOM = 8 };   /* columns in which words say something */
	const struct completions *found = &workspace->completing.found;
	struct str words = workspace_completion(workspace)->words;
	/* Translators: the first of 12 words that could be meant; %s is a + if there are more */
	struct str of = str_format(frame, _("%zu of %zu%s"), workspace->completing.at + 1,
	                           found->count, found->is_cut ? "+" : "");
	int end = canvas_columns(bar) - 1, room = end - start;
	struct shown place = shown_line(frame, of);
	if (found->count == 1)
		place = shown_fit(frame, shown_line(frame, words), room > 0 ? room : 0);
	else if (room > place.width + COMPLETION_ROOM)
		place = shown_fit(frame, shown_line(frame, str_join(frame, of, STR(" · "), words)),
		                  room);
	if (place.width <= room)
		canvas_put(bar, 0, end - place.width, ROLE_DIM, place);
}

/* Before anything is typed, what may be, as far as that leaves room for the first of the hints. */
static int draw_prompt_help(struct arena *frame, struct canvas *bar, const struct prompt_row *row,
                            int column)
{
	int room = canvas_columns(bar) - 1 - hint_width(prompt_hint(frame, row, 0)) - GAP - column;
	struct shown help = shown_fit(frame, shown_literal(frame, _(row->help)), room);
	return canvas_put(bar, 0, column, ROLE_DIM, help);
}

/* Who searches a part is told so at the right, as long as what is typed leaves room. */
static struct canvas draw_prompt_part(const struct workspace *workspace, struct arena *frame,
                                      struct canvas *bar)
{
	const struct prompt *prompt = &workspace->prompt;
	bool is_search = prompt->kind == PROMPT_SEARCH || prompt->kind == PROMPT_LIMIT ||
	                 prompt_is_of_names(prompt->kind);
	struct shown words = shown_literal(frame, _("in a part only"));
	int columns = canvas_columns(bar), width = words.width + 1;
	struct shown text = shown_line(frame, line_editor_text(&prompt->line));
	if (!workspace->reading.is_part || !is_search || text.width + GAP + 2 + width > columns)
		return *bar;
	canvas_put(bar, 0, columns - width, ROLE_MESSAGE, words);
	return canvas_part(bar, (struct rect){ 0, 0, 1, columns - width - 1 });
}

static void draw_prompt(struct workspace *workspace, struct arena *frame, struct canvas *canvas,
                        struct canvas *bar)
{
	const struct prompt *prompt = &workspace->prompt;
	const struct prompt_row *row = prompt_row(prompt->kind);
	struct shown text = shown_line(frame, line_editor_text(&prompt->line));
	int column = canvas_put(bar, 0, 0, ROLE_PROMPT, shown_literal(frame, _(row->mark)));
	int cursor = line_editor_draw(&prompt->line, frame, bar, 0, column,
	                              canvas_columns(bar) - column);
	int end = column + text.width + 1;
	if (prompt->line.size == 0)
		end = draw_prompt_help(frame, bar, row, column + 1);
	if (workspace_completion(workspace))
		draw_completion(workspace, frame, bar, end + GAP);
	else
		draw_prompt_hints(workspace, frame, bar, end + GAP);
	canvas_cursor(canvas, bar, 0, cursor, true);
}

/* True if letters stand at the links of the pane in focus. */
static bool shows_letters(const struct pane *pane)
{
	return pane->ops != &pane_list_ops && pane_page_view(pane)->shows_hints;
}

static void draw_bottom(struct workspace *workspace, struct arena *frame, struct canvas *canvas)
{
	struct canvas bar = canvas_part(canvas, workspace->layout.hints);
	int columns = canvas_columns(&bar);
	workspace->hint_places.count = 0;
	if (workspace->prompt.kind != PROMPT_NONE) {
		struct canvas line = draw_prompt_part(workspace, frame, &bar);
		canvas->first = workspace->layout.hints;
		draw_prompt(workspace, frame, canvas, &line);
	} else if (workspace->message[0]) {
		struct str words = shown_name(frame, str_of(workspace->message));
		struct shown message = shown_line(frame, words);
		enum role role = workspace->message_is_error ? ROLE_ERROR : ROLE_MESSAGE;
		canvas_put(&bar, 0, 1, role, shown_fit(frame, message, columns - 2));
	} else if (workspace->plain.ops) {
		draw_plain_hints(workspace, frame, &bar);
	} else {
		const struct pane *pane = workspace_focus(workspace);
		void (*draw)(struct workspace *, struct arena *, struct canvas *,
		             const struct pane *) =
			shows_letters(pane) ? draw_letter_hints : draw_hints;
		struct canvas rest = draw_reading(workspace, frame, &bar);
		if (!workspace->hides_hints || shows_letters(pane))
			draw(workspace, frame, &rest, pane);
	}
}

/* ── Panes ──────────────────────────────────────────────────────────────────────────────────── */

static void lay_out(struct workspace *workspace, struct pane *pane, int rows, int columns)
{
	if (!pane->needs_layout && pane->rows == rows && pane->columns == columns)
		return;
	pane->rows = rows;
	pane->columns = columns;
	pane->needs_layout = false;
	pane->ops->layout(pane, workspace, rows, columns);
	if (pane == &workspace->panes[SLOT_DOSSIER])
		workspace_scroll_wanted(workspace);
}

/*	── Sergei Lavrov ──────────────────────────────── 42% ── */
static void draw_head_words(struct arena *frame, struct canvas *head, enum role role,
                            struct str name, struct shown amount)
{
	int columns = canvas_columns(head);
	struct shown title = shown_line(frame, name);
	int amount_column = columns - amount.width - 2;
	canvas_horizontal(head, 0, 0, columns, ROLE_BORDER);
	if (amount.width) {
		canvas_fill(head, (struct rect){ 0, amount_column - 1, 1, amount.width + 2 },
		            ROLE_TEXT);
		canvas_put(head, 0, amount_column, role, amount);
	}
	title = shown_fit(frame, title, (amount.width ? amount_column - 1 : columns) - 4);
	canvas_fill(head, (struct rect){ 0, 1, 1, title.width + 2 }, ROLE_TEXT);
	canvas_put(head, 0, 2, role, title);
}

static void draw_head(const struct workspace *workspace, const struct pane *pane,
                      struct arena *frame, struct canvas *head, bool has_focus)
{
	enum role role = has_focus ? ROLE_BORDER_FOCUS : ROLE_BORDER;
	struct shown amount = shown_line(frame, pane->ops->amount(pane, workspace, frame));
	struct str name = shown_name(frame, pane->ops->title(pane, workspace, frame));
	draw_head_words(frame, head, role, name, amount);
}

/* Pages are laid out without their margins; a list draws its own, so that its cursor reaches from
 * edge to edge. */
static int margins_of(const struct pane *pane)
{
	return pane->ops == &pane_list_ops ? 0 : 2 * PANE_PAGE_MARGIN;
}

static void draw_pane(struct workspace *workspace, struct pane *pane, struct arena *frame,
                      struct canvas *canvas, struct rect body, bool has_head)
{
	bool has_focus = pane == workspace_focus(workspace);
	struct rect head = has_head ? rect_cut_top(&body, 1) : (struct rect){0};
	lay_out(workspace, pane, body.rows, body.columns - margins_of(pane));
	if (has_head) {
		struct canvas top = canvas_part(canvas, head);
		draw_head(workspace, pane, frame, &top, has_focus);
	}
	struct canvas part = canvas_part(canvas, body);
	canvas_cursor(&part, &part, 0, 0, false);
	pane->ops->draw(pane, workspace, frame, &part, has_focus);
	/* The terminal's cursor goes with what is selected: screen readers and Braille follow
	 * it. */
	if (has_focus && workspace->prompt.kind == PROMPT_NONE) {
		canvas->cursor_row = part.cursor_row;
		canvas->cursor_column = part.cursor_column;
	}
}

/* One column of line at the left of every pane but the first. */
static void draw_separator(const struct workspace *workspace, struct canvas *canvas, enum slot slot)
{
	struct rect rect = workspace->layout.slots[slot];
	if (rect.column > 0)
		canvas_vertical(canvas, rect.row, rect.column - 1, rect.rows, ROLE_BORDER);
}

/* No border and no margin, so that whoever selects it with the mouse gets the text alone. */
static void draw_plain(struct workspace *workspace, struct arena *frame, struct canvas *canvas)
{
	struct pane *plain = &workspace->plain;
	struct rect body = { 0, 0, canvas->rows - 1, canvas->columns };
	struct canvas part = canvas_part(canvas, body);
	lay_out(workspace, plain, body.rows, body.columns);
	plain->ops->draw(plain, workspace, frame, &part, true);
}

static void draw_panes(struct workspace *workspace, struct arena *frame, struct canvas *canvas)
{
	bool has_heads = layout_pane_count(&workspace->layout) > 1;
	for (int slot = 0; slot < SLOT_COUNT; slot++) {
		if (rect_is_empty(workspace->layout.slots[slot]))
			continue;
		draw_separator(workspace, canvas, (enum slot)slot);
		draw_pane(workspace, &workspace->panes[slot], frame, canvas,
		          workspace->layout.slots[slot], has_heads);
	}
	if (!has_heads) {
		draw_pane_title(workspace, &workspace->panes[workspace->focus], frame, canvas);
		return;
	}
	draw_title(workspace, frame, canvas);
	canvas->first = workspace->layout.slots[workspace->focus];
}

/* A view that leaves the panes in sight, with a line at its left, and below it if there is room. */
static void draw_box(struct workspace *workspace, struct arena *frame, struct canvas *canvas,
                     struct rect box)
{
	draw_panes(workspace, frame, canvas);
	canvas->first = box;
	int below = box.row + box.rows;
	canvas_fill(canvas, box, ROLE_TEXT);
	canvas_vertical(canvas, box.row, box.column, box.rows, ROLE_BORDER);
	if (below < canvas->rows - 1)
		canvas_horizontal(canvas, below, box.column, box.columns, ROLE_BORDER);
	rect_cut_left(&box, 1);
	draw_pane(workspace, &workspace->overlay, frame, canvas, box, true);
}

/* The page of what is selected in a view, at its right. */
static void draw_aside(struct workspace *workspace, struct arena *frame, struct canvas *canvas,
                       struct rect rect)
{
	struct str title;
	canvas_vertical(canvas, rect.row, rect.column, rect.rows, ROLE_BORDER);
	rect_cut_left(&rect, 1);
	struct canvas head = canvas_part(canvas, rect_cut_top(&rect, 1));
	rect_cut_left(&rect, PANE_PAGE_MARGIN);
	rect_cut_right(&rect, PANE_PAGE_MARGIN);
	const struct page_view *page = pane_view_aside(&workspace->overlay, workspace, frame,
	                                               rect.rows, rect.columns, &title);
	draw_head_words(frame, &head, ROLE_BORDER, title,
	                shown_line(frame, page_view_amount(page, frame)));
	struct canvas part = canvas_part(canvas, rect);
	page_view_draw(page, &part, false);
}

static void draw_overlay(struct workspace *workspace, struct arena *frame, struct canvas *canvas)
{
	struct pane *overlay = &workspace->overlay;
	struct rect body = workspace->layout.body;
	bool floats = false;
	if (overlay->ops == &pane_view_ops)
		body = pane_view_box(overlay, workspace, body, &floats);
	if (floats) {
		draw_box(workspace, frame, canvas, body);
		return;
	}
	bool has_heads = layout_pane_count(&workspace->layout) > 1;
	struct rect aside = workspace->layout.body;
	rect_cut_left(&aside, body.columns);
	draw_pane(workspace, overlay, frame, canvas, body, has_heads);
	if (aside.columns > 0) {
		draw_aside(workspace, frame, canvas, aside);
		canvas->first = body;
	}
	if (has_heads)
		draw_title(workspace, frame, canvas);
	else
		draw_pane_title(workspace, overlay, frame, canvas);
}

void workspace_draw(struct workspace *workspace, struct arena *frame, struct canvas *canvas)
{
	int tour_rows = workspace_tour_rows(workspace, canvas->rows, canvas->columns);
	workspace->layout = layout_make((struct layout_options){
		.rows = canvas->rows - tour_rows,
		.columns = canvas->columns,
		.focus = workspace->focus,
		.is_maximized = workspace->is_maximized,
	});
	if (workspace->layout.is_too_small) {
		canvas_put(canvas, 0, 0, ROLE_TEXT, shown_literal(frame, _("too small")));
		return;
	}
	/* What the tour says stands between the panes and the last row, and hides neither. */
	workspace->layout.hints.row += tour_rows;
	if (workspace->plain.ops)
		draw_plain(workspace, frame, canvas);
	else if (workspace->overlay.ops)
		draw_overlay(workspace, frame, canvas);
	else
		draw_panes(workspace, frame, canvas);
	if (tour_rows > 0) {
		struct rect rect = { canvas->rows - 1 - tour_rows, 0, tour_rows, canvas->columns };
		struct canvas part = canvas_part(canvas, rect);
		workspace_draw_tour(workspace, frame, &part);
	}
	draw_bottom(workspace, frame, canvas);
}
