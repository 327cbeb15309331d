/* The row on top: where the reader is, and how that was come to. */
#include "ui/workspace.h"

#include "base/message.h"
#include "ui/pane_page.h"

/* How the reader came to what is shown: as many of the last steps as there is room for, the newest
 * last. Back leads there. What is shown has a head of its own, and is not among them. */
static struct str way_text(const struct workspace *workspace, struct arena *frame, int room)
{
	struct str text = {0};
	const struct trail *trail = &workspace->trail;
	size_t count = trail->steps.count ? trail->at + workspace_is_preview(workspace) : 0;
	for (size_t i = count; i-- > 0;) {
		struct dossier_ref ref = dossier_find(workspace->archive, trail->steps.items[i].id);
		struct str name = dossier_is_none(ref) ? trail->steps.items[i].id
		                                       : known_name(workspace_known(workspace),
		                                                    workspace->archive, ref);
		name = shown_name(frame, name);
		struct str longer = text.size ? str_join(frame, name, STR(" › "), text) : name;
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

static struct str collection_title(const struct workspace *workspace)
{
	struct str title = archive_collection(workspace->archive).title;
	return str_is_empty(title) ? STR("dossier") : title;
}

/* What a title begins with, if all of it is too long: "Harbours, 1990 to 2004" is about
 * harbours. */
static struct shown short_title(struct arena *frame, struct str title, int room)
{
	struct shown whole = shown_line(frame, title);
	size_t comma = str_find(title, STR(", "), 0);
	bool is_long = whole.width > room && comma != SIZE_MAX;
	return is_long ? shown_line(frame, str_slice(title, 0, comma)) : whole;
}

/* The collection, until there is a way; then that, and the collection at the right, if the short
 * form of its title takes no more than a third. */
static void draw_way(const struct workspace *workspace, struct arena *frame, struct canvas *bar)
{
	enum { SHARE = 3, LEAST_WAY = 40 };
	struct str title = collection_title(workspace);
	int columns = canvas_columns(bar), room = columns - 2;
	struct str way = way_text(workspace, frame, room);
	if (way.size && columns > LEAST_WAY) {
		struct shown collection = short_title(frame, title, columns / SHARE);
		if (collection.width > columns / SHARE)
			collection = (struct shown){0};
		canvas_put(bar, 0, columns - collection.width - 1, ROLE_BAR, collection);
		room -= collection.width ? collection.width + 2 : 0;
		way = way_text(workspace, frame, room);
	}
	canvas_put(bar, 0, 1, ROLE_BAR,
	           way.size ? shown_fit(frame, shown_line(frame, way), room)
	                    : shown_fit(frame, short_title(frame, title, room), room));
}

void workspace_draw_title(const struct workspace *workspace, struct arena *frame,
                          struct canvas *canvas)
{
	struct canvas all = canvas_part(canvas, workspace->layout.title);
	struct canvas bar = draw_known(workspace, frame, &all);
	draw_way(workspace, frame, &bar);
}

/* True if the head of the page, which says what it is, is in sight. */
static bool shows_own_head(const struct pane *pane)
{
	return pane->ops == &pane_dossier_ops && pane_page_view(pane)->top == 0;
}

/* In a screen of one pane the title bar is that pane's head; over the head of a dossier, it is the
 * way that led there. */
void workspace_draw_pane_title(const struct workspace *workspace, const struct pane *pane,
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
	canvas_put(&bar, 0, columns - amount.width - 1, ROLE_BAR, amount);
	if (shows_own_head(pane)) {
		struct canvas rest = canvas_part(&bar, (struct rect){ 0, 0, 1, room + 2 });
		draw_way(workspace, frame, &rest);
		return;
	}
	struct str title = shown_name(frame, pane->ops->title(pane, workspace, frame));
	canvas_put(&bar, 0, 1, ROLE_BAR_KEY, shown_fit(frame, shown_line(frame, title), room));
}
