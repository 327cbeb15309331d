/* The kinds, and below them the other lists and the searches that were kept. */
#include "ui/pane_list.h"

#include "base/message.h"
#include "query/page.h"
#include "ui/workspace.h"

/* Below the kinds stand the timeline, the findings and, once something is on it, the reading list,
 * which are lists as well; and once one is kept, the searches under their heading. */
enum kinds_row { ROW_KIND, ROW_TIMELINE, ROW_FINDINGS, ROW_READING, ROW_HEADING, ROW_SEARCH };

static uint32_t reading_rows(const struct list_state *state)
{
	return state->reader && reader_count(state->reader) ? 1 : 0;
}

static uint32_t search_rows(const struct list_state *state)
{
	return state->reader ? (uint32_t)reader_search_count(state->reader) : 0;
}

static int kinds_count(const struct list_state *state, const struct archive *archive)
{
	uint32_t searches = search_rows(state), heading = searches > 0;
	return (int)(kind_count(archive) + ROW_READING - ROW_TIMELINE + reading_rows(state) +
	             heading + searches);
}

/* What a row is; *at: which kind, or which of the searches. */
static enum kinds_row row_of(const struct list_state *state, const struct archive *archive, int row,
                             uint32_t *at)
{
	uint32_t kinds = kind_count(archive);
	*at = (uint32_t)row;
	if (*at < kinds)
		return ROW_KIND;
	*at -= kinds;
	if (*at >= ROW_READING - ROW_TIMELINE)
		*at += 1 - reading_rows(state);
	if (*at < ROW_SEARCH - ROW_TIMELINE)
		return ROW_TIMELINE + *at;
	*at -= ROW_SEARCH - ROW_TIMELINE;
	return ROW_SEARCH;
}

bool list_kinds_search(const struct list_state *state, const struct archive *archive, int row,
                       struct reader_search *search)
{
	uint32_t at;
	if (row_of(state, archive, row, &at) != ROW_SEARCH || at >= search_rows(state))
		return false;
	*search = reader_search_at(state->reader, at);
	return true;
}

int list_kinds_find(const struct list_state *state, const struct archive *archive, struct str name)
{
	struct reader_search search;
	for (int row = 0; row < kinds_count(state, archive); row++)
		if (list_kinds_search(state, archive, row, &search) &&
		    str_equal(search.name, name))
			return row;
	return -1;
}

static bool kinds_is_heading(const struct list_state *state, const struct archive *archive, int row)
{
	uint32_t at;
	return row_of(state, archive, row, &at) == ROW_HEADING;
}

/* In a part more come, and of findings nothing is known. */
static struct str count_words(const struct list_state *state, struct arena *frame,
                              enum kinds_row what, uint64_t count)
{
	bool grows = state->is_of_part && what < ROW_FINDINGS;
	if (state->is_of_part && what == ROW_FINDINGS)
		return (struct str){0};
	return str_format(frame, "%llu%s", (unsigned long long)count, grows ? "+" : "");
}

static void draw_count(const struct list_state *state, struct arena *frame, struct canvas *canvas,
                       enum kinds_row what, struct str name, uint64_t count)
{
	list_draw_pair(canvas, frame, 0, count ? ROLE_TEXT : ROLE_DIM, name, ROLE_DIM,
	               count_words(state, frame, what, count));
}

static void draw_name(struct arena *frame, struct canvas *canvas, enum role role, struct str name)
{
	list_draw_pair(canvas, frame, 0, role, name, ROLE_DIM, (struct str){0});
}

static void kinds_draw(const struct list_state *state, const struct archive *archive,
                       struct arena *frame, struct canvas *canvas, int row)
{
	uint32_t at;
	enum kinds_row what = row_of(state, archive, row, &at);
	switch (what) {
	case ROW_KIND:
		draw_count(state, frame, canvas, what, message_of(kind_at(archive, at).plural),
		           list_of_kind(state, archive, at).count);
		break;
	case ROW_TIMELINE:
		draw_count(state, frame, canvas, what, str_of(_("timeline")),
		           list_entry_count(state, archive));
		break;
	case ROW_FINDINGS:
		draw_count(state, frame, canvas, what, str_of(_("findings")),
		           list_finding_count(state, archive));
		break;
	case ROW_READING:
		draw_count(state, frame, canvas, what, str_of(_("reading list")),
		           reader_count(state->reader));
		break;
	case ROW_HEADING:
		draw_name(frame, canvas, ROLE_HEADING, str_of(_("Your searches")));
		break;
	case ROW_SEARCH:
		draw_name(frame, canvas, ROLE_TEXT, reader_search_at(state->reader, at).name);
		break;
	}
}

/* What a kept search asks for, unless its name says that. */
static void draw_query(struct arena *frame, struct canvas *canvas, struct reader_search search)
{
	struct page_writer writer = page_begin(frame, canvas_columns(canvas) - LIST_MARGIN);
	if (!str_equal(search.name, search.query))
		page_text(&writer, ROLE_DIM, shown_prose(frame, search.query));
	struct page page = page_end(&writer);
	for (uint32_t line = 0; line < page.lines.count; line++) {
		struct str text = page_line_text(&page, frame, line);
		canvas_put(canvas, (int)line, LIST_MARGIN, ROLE_DIM, shown_line(frame, text));
	}
}

/* Of a list of so many rows, the first that is drawn where there is room for `rows` of them: what
 * stands around `middle`, and no room is left while there are more. */
static uint32_t first_around(uint32_t count, uint32_t middle, uint32_t rows)
{
	uint32_t most = count > rows ? count - rows : 0;
	uint32_t first = middle > rows / 2 ? middle - rows / 2 : 0;
	return first < most ? first : most;
}

static struct str name_in(const struct archive *archive, struct arena *frame,
                          struct row_span span, uint32_t place)
{
	return place < span.count
	               ? list_called(archive, frame, (struct dossier_ref){ span.rows[place] })
	               : (struct str){0};
}

static struct list_name name_among(const struct archive *archive, struct arena *frame,
                                   struct row_span span, uint32_t place)
{
	return (struct list_name){
		.text = name_in(archive, frame, span, place),
		.above = name_in(archive, frame, span, place - 1),
		.below = name_in(archive, frame, span, place + 1),
	};
}

/* The dossiers of the kind under the cursor around the one that is shown, which has a mark, or else
 * around where their list was left. */
static void kinds_draw_below(const struct list_state *state, const struct archive *archive,
                             struct dossier_ref shown, struct arena *frame, struct canvas *canvas)
{
	struct reader_search search;
	uint32_t kind = (uint32_t)state->viewport.cursor;
	if (list_kinds_search(state, archive, state->viewport.cursor, &search))
		draw_query(frame, canvas, search);
	if (kind >= kind_count(archive))
		return;
	struct row_span span = list_of_kind(state, archive, kind);
	uint32_t rows = (uint32_t)canvas_rows(canvas), place = NO_ROW;
	if (dossier_kind(archive, shown) == kind)
		place = list_place(archive, span, shown);
	if (place == NO_ROW)
		place = kind == state->kind ? (uint32_t)state->cursors[LIST_DOSSIERS] : 0;
	uint32_t first = first_around(span.count, place, rows);
	for (uint32_t i = first; i < first + rows && i < span.count; i++) {
		struct rect rect = { (int)(i - first), LIST_MARGIN, 1,
			             canvas_columns(canvas) - LIST_MARGIN };
		struct canvas part = canvas_part(canvas, rect);
		bool is_shown = span.rows[i] == shown.row;
		if (is_shown)
			canvas_put(canvas, rect.row, 0, ROLE_TEXT, shown_literal(frame, "›"));
		list_draw_name(&part, frame, is_shown ? ROLE_TEXT : ROLE_DIM,
		               name_among(archive, frame, span, i), (struct str){0});
	}
}

struct dossier_ref list_kinds_beside(const struct list_state *state, const struct archive *archive,
                                     struct dossier_ref shown, int step)
{
	uint32_t kind = (uint32_t)state->viewport.cursor;
	if (kind >= kind_count(archive) || dossier_is_none(shown) ||
	    dossier_kind(archive, shown) != kind)
		return NO_DOSSIER;
	struct row_span span = list_of_kind(state, archive, kind);
	uint32_t place = list_place(archive, span, shown);
	uint32_t beside = place + (uint32_t)step;
	return place != NO_ROW && beside < span.count ? (struct dossier_ref){ span.rows[beside] }
	                                              : NO_DOSSIER;
}

static void kinds_open(struct pane *pane, struct workspace *workspace, int row)
{
	uint32_t at;
	const struct list_state *state = pane->state;
	switch (row_of(state, workspace->archive, row, &at)) {
	case ROW_KIND:     pane_list_show_kind(pane, workspace, at); break;
	case ROW_TIMELINE: pane_list_show(pane, workspace, LIST_TIMELINE); break;
	case ROW_FINDINGS: pane_list_show(pane, workspace, LIST_FINDINGS); break;
	case ROW_READING:  pane_list_show(pane, workspace, LIST_READING); break;
	case ROW_HEADING:  break;
	case ROW_SEARCH:
		pane_list_search(pane, workspace, reader_search_at(state->reader, at).query);
		break;
	}
}

static struct str kinds_title(const struct list_state *state, const struct archive *archive,
                              struct arena *frame)
{
	size_t count = known_dossier_count(state->known, archive);
	if (state->known)
		return str_format(frame, message_count("%zu dossiers known then",
		                                       "%zu dossiers known then", count), count);
	return str_format(frame, message_count("All %zu dossiers", "All %zu dossiers", count),
	                  count);
}

const struct list_source_ops list_kinds_ops = {
	.name = "kinds", .row_height = 1, .count = kinds_count, .draw = kinds_draw,
	.draw_below = kinds_draw_below, .subject = list_no_subject,
	.is_heading = kinds_is_heading, .open = kinds_open,
	.title = kinds_title,
};
