/* The kinds, and below them the other lists. */
#include "ui/pane_list.h"

#include "ui/workspace.h"

static struct str number(struct arena *frame, uint64_t count)
{
	return str_format(frame, "%llu", (unsigned long long)count);
}

/* Below the kinds stand the timeline, the findings and, once something is on it, the reading list,
 * which are lists as well. */
enum { KINDS_TIMELINE, KINDS_FINDINGS, KINDS_READING };

static int kinds_count(const struct list_state *state, const struct archive *archive)
{
	bool has_reading = state->reader && reader_count(state->reader);
	return (int)kind_count(archive) + KINDS_READING + has_reading;
}

static void kinds_draw(const struct list_state *state, const struct archive *archive,
                       struct arena *frame, struct canvas *canvas, int row)
{
	uint32_t kinds = kind_count(archive);
	struct str name = STR("timeline");
	uint64_t count = list_entry_count(state, archive);
	if ((uint32_t)row < kinds) {
		name = kind_at(archive, (uint32_t)row).plural;
		count = list_of_kind(state, archive, (uint32_t)row).count;
	} else if ((uint32_t)row - kinds == KINDS_FINDINGS) {
		name = STR("findings");
		count = finding_count(archive);
	} else if ((uint32_t)row - kinds == KINDS_READING) {
		name = STR("reading list");
		count = reader_count(state->reader);
	}
	bool is_unknown = state->is_of_part && (uint32_t)row == kinds + KINDS_FINDINGS;
	bool grows = state->is_of_part && (uint32_t)row < kinds + KINDS_FINDINGS;
	list_draw_pair(canvas, frame, 0, count ? ROLE_TEXT : ROLE_DIM, name, ROLE_DIM,
	          is_unknown ? STR("") : str_join(frame, number(frame, count), STR(""),
	                                          grows ? STR("+") : STR("")));
}

/* The dossiers of the kind under the cursor, as many as there is room for, from where their list
 * was left; the one that is shown has a mark. Walking moves the mark and not the names. */
static void kinds_draw_below(const struct list_state *state, const struct archive *archive,
                             struct dossier_ref shown, struct arena *frame, struct canvas *canvas)
{
	uint32_t kind = (uint32_t)state->viewport.cursor;
	if (kind >= kind_count(archive))
		return;
	struct row_span span = list_of_kind(state, archive, kind);
	int columns = canvas_columns(canvas), rows = canvas_rows(canvas);
	uint32_t count = (uint32_t)rows;
	uint32_t left = kind == state->kind ? (uint32_t)state->cursors[LIST_DOSSIERS] : 0;
	uint32_t first = left / count * count;
	for (uint32_t i = first; i < first + count && i < span.count; i++) {
		struct dossier_ref ref = { span.rows[i] };
		struct str name = shown_name(frame, dossier_name(archive, ref));
		int row = (int)(i - first);
		bool is_shown = ref.row == shown.row;
		if (is_shown)
			canvas_put(canvas, row, 0, ROLE_TEXT, shown_literal(frame, "›"));
		canvas_put(canvas, row, 2, is_shown ? ROLE_TEXT : ROLE_DIM,
		           shown_fit(frame, shown_line(frame, name), columns - 2));
	}
}

static void kinds_open(struct pane *pane, struct workspace *workspace, int row)
{
	static const enum list_source lists[] = {
		[KINDS_TIMELINE] = LIST_TIMELINE, [KINDS_FINDINGS] = LIST_FINDINGS,
		[KINDS_READING] = LIST_READING,
	};
	uint32_t kinds = kind_count(workspace->archive);
	if ((uint32_t)row < kinds)
		pane_list_show_kind(pane, workspace, (uint32_t)row);
	else
		pane_list_show(pane, workspace, lists[(uint32_t)row - kinds]);
}

static struct str kinds_title(const struct list_state *state, const struct archive *archive,
                              struct arena *frame)
{
	uint32_t count = known_dossier_count(state->known, archive);
	return str_format(frame, state->known ? "%u dossiers known then" : "All %u dossiers",
	                  count);
}

const struct list_source_ops list_kinds_ops = {
	.name = "kinds", .row_height = 1, .count = kinds_count, .draw = kinds_draw,
	.draw_below = kinds_draw_below, .subject = list_no_subject, .open = kinds_open,
	.title = kinds_title,
};
