/* Rows of the list in another archive: what a row is about stays, while its number shifts with all
 * that comes before it. */
#include "ui/pane_list.h"

#include "ui/workspace.h"

/* ── The timeline ───────────────────────────────────────────────────────────────────────────── */

static struct str other_end(const struct archive *archive, struct timeline_entry entry)
{
	return entry.link == NO_ROW ? (struct str){0}
	                            : dossier_id(archive, link_at(archive, entry.link).to);
}

static struct list_mark mark_entry(const struct list_state *state, const struct archive *archive,
                                   struct arena *arena, int row)
{
	if ((uint32_t)row >= list_entry_count(state, archive))
		return (struct list_mark){ .row = row };
	struct timeline_entry entry = list_entry_at(state, archive, (uint32_t)row);
	return (struct list_mark){
		.row = row, .id = str_copy(arena, dossier_id(archive, entry.dossier)),
		.what = entry.what, .earliest = entry.earliest,
		.date = str_copy(arena, timeline_date(archive, arena, entry)),
		.other = str_copy(arena, other_end(archive, entry)),
	};
}

static bool is_entry(const struct archive *archive, struct timeline_entry entry,
                     const struct list_mark *mark)
{
	struct arena scratch = {0};
	bool is_same = entry.what == mark->what &&
	               str_equal(timeline_date(archive, &scratch, entry), mark->date) &&
	               str_equal(other_end(archive, entry), mark->other);
	arena_release(&scratch);
	return is_same;
}

/* Entries are in the order of their first days. One that is gone leaves the cursor at its day. */
static int find_entry(const struct list_state *state, const struct archive *archive,
                      const struct list_mark *mark)
{
	uint32_t low = 0, high = list_entry_count(state, archive);
	uint32_t wanted = dossier_find(archive, mark->id).row;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (list_entry_at(state, archive, middle).earliest < mark->earliest)
			low = middle + 1;
		else
			high = middle;
	}
	for (uint32_t row = low; row < list_entry_count(state, archive); row++) {
		struct timeline_entry entry = list_entry_at(state, archive, row);
		if (entry.earliest != mark->earliest)
			break;
		if (entry.dossier.row == wanted && is_entry(archive, entry, mark))
			return (int)row;
	}
	return (int)low;
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────── */

static struct list_mark mark_finding(const struct list_state *state, const struct archive *archive,
                                     struct arena *arena, int row)
{
	uint32_t at = list_finding_at(state, row);
	if (at >= finding_count(archive))
		return (struct list_mark){ .row = row };
	struct finding finding = finding_at(archive, at);
	return (struct list_mark){
		.row = row, .path = str_copy(arena, file_path(archive, finding.file)),
		.line = finding.place.line, .message = str_copy(arena, finding.message),
	};
}

/* Findings are in the order of files, which is that of their paths, and in these of lines. */
static int compare_finding(const struct archive *archive, uint32_t row,
                           const struct list_mark *mark)
{
	struct finding finding = finding_at(archive, row);
	int result = str_compare(file_path(archive, finding.file), mark->path);
	if (result)
		return result;
	return (finding.place.line > mark->line) - (finding.place.line < mark->line);
}

/* One that is mended leaves the cursor at its place. */
static uint32_t find_finding(const struct archive *archive, const struct list_mark *mark)
{
	uint32_t low = 0, high = finding_count(archive);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (compare_finding(archive, middle, mark) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (uint32_t row = low; row < finding_count(archive); row++) {
		if (compare_finding(archive, row, mark) != 0)
			break;
		if (str_equal(finding_at(archive, row).message, mark->message))
			return row;
	}
	return low;
}

/* ── All of them ────────────────────────────────────────────────────────────────────────────── */

struct list_mark list_mark_row(const struct list_state *state, const struct archive *archive,
                               struct arena *arena, enum list_source source, int row)
{
	struct list_mark mark = { .row = row };
	struct reader_search search;
	if (source == LIST_KINDS && list_kinds_search(state, archive, row, &search))
		mark.name = str_copy(arena, search.name);
	if (source == LIST_TIMELINE)
		return mark_entry(state, archive, arena, row);
	if (source == LIST_FINDINGS)
		return mark_finding(state, archive, arena, row);
	if (source == LIST_DOSSIERS && state->kind < kind_count(archive)) {
		struct row_span span = list_dossiers(state, archive);
		struct dossier_ref ref = (uint32_t)row < span.count
		                                 ? (struct dossier_ref){ span.rows[row] }
		                                 : NO_DOSSIER;
		mark.id = str_copy(arena, dossier_id(archive, ref));
	}
	return mark;
}

int list_find_row(const struct list_state *state, const struct archive *archive,
                  enum list_source source, const struct list_mark *mark)
{
	if (source == LIST_TIMELINE && mark->id.size)
		return find_entry(state, archive, mark);
	if (source == LIST_FINDINGS && mark->message.size)
		return list_finding_row(state, find_finding(archive, mark));
	if (source == LIST_KINDS && mark->name.size) {
		int row = list_kinds_find(state, archive, mark->name);
		return row < 0 ? mark->row : row;
	}
	if (source != LIST_DOSSIERS)
		return mark->row;
	uint32_t place = list_dossier_place(state, archive, dossier_find(archive, mark->id));
	return place == NO_ROW ? mark->row : (int)place;
}

/* ── All cursors of the list ────────────────────────────────────────────────────────────────── */

/* The search that a list of results shows: that before a new one is typed stands beside it. */
static struct list_search *search_of(struct list_state *state, bool is_before)
{
	bool is_typed = state->is_typing && state->source == LIST_RESULTS;
	return &state->searches[is_before && is_typed ? !state->shown : state->shown];
}

static struct list_mark mark_hit(const struct list_search *search, const struct archive *archive,
                                 struct arena *arena, int row)
{
	struct list_mark mark = { .row = row };
	if (search->sought.size)
		mark.id = str_copy(arena, search->sought);
	else if (row >= 0 && row < list_search_count(search))
		mark.id = str_copy(arena, dossier_id(archive, search->search.hits[row].ref));
	return mark;
}

/* Limits that wait behind what is typed are those of the list that was shown before. */
static bool limits_wait(const struct list_state *state)
{
	return state->is_typing && list_limits_narrow(&state->limits);
}

/* While a limit is typed, the one from where it was begun. */
static int row_shown(const struct list_state *state)
{
	if (state->is_limiting)
		return state->anchor;
	return list_is_limited(state) && state->seeks_row
	               ? state->sought_row : list_row(state, state->viewport.cursor);
}

static int row_before(const struct list_state *state)
{
	size_t row = (size_t)state->viewport_before.cursor;
	if (state->source_before == LIST_TIMELINE && state->months.of)
		row = (size_t)list_months_row(&state->months, (int)row);
	if (!limits_wait(state) || row >= list_limits_count(&state->limits))
		return (int)row;
	return (int)list_limits_row(&state->limits, row);
}

struct list_kept pane_list_keep(const struct pane *pane, const struct workspace *workspace,
                                struct arena *arena)
{
	struct list_state *state = pane->state;
	const struct archive *archive = workspace->archive;
	int row = row_shown(state);
	int before = row_before(state);
	struct list_kept kept = {
		.shown = list_mark_row(state, archive, arena, state->source, row),
		.before = list_mark_row(state, archive, arena, state->source_before, before),
	};
	if (state->source == LIST_RESULTS)
		kept.shown = mark_hit(search_of(state, false), archive, arena, row);
	if (state->source_before == LIST_RESULTS)
		kept.before = mark_hit(search_of(state, true), archive, arena, before);
	for (enum list_source source = 0; source < LIST_SOURCE_COUNT; source++)
		kept.left[source] =
			list_mark_row(state, archive, arena, source, state->cursors[source]);
	return kept;
}

void list_move_row(struct viewport *viewport, int row)
{
	int above = viewport->cursor - viewport->top;
	viewport->cursor = row;
	viewport->top = row > above ? row - above : 0;
}

static void restore_before(struct list_state *state, const struct archive *archive,
                           const struct list_mark *mark)
{
	struct list_search *search = search_of(state, true);
	int row = list_find_row(state, archive, state->source_before, mark);
	if (state->source_before == LIST_RESULTS) {
		search->sought = str_copy(&search->arena, mark->id);
		row = list_search_find(search, archive);
	}
	if (limits_wait(state)) {
		state->seeks_row = true;
		state->sought_row = row > 0 ? row : 0;
	} else if (row >= 0) {
		list_move_row(&state->viewport_before, row);
	}
}

/* A list that was never left, or at its head, begins at its head. */
void list_restore_left(struct list_state *state, const struct archive *archive,
                       const struct list_kept *kept)
{
	for (enum list_source source = 0; source < LIST_SOURCE_COUNT; source++)
		if (state->cursors[source] > 0)
			state->cursors[source] =
				list_find_row(state, archive, source, &kept->left[source]);
	if (state->is_typing)
		restore_before(state, archive, &kept->before);
}
