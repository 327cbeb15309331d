/* A matrix is found in two walks over links. The first knows of each link only where it leads: it
 * counts how much the candidates have to do with each other, and so rows and columns are chosen.
 * The second reads the links between those that were.
 *
 *	candidates ─▶ touches (row, column) ─▶ columns ─▶ rows ─▶ order ─▶ crossings ─▶ signs */
#include "query/matrix_parts.h"

#include <stdlib.h>

#include "archive/neighbours.h"
#include "base/array.h"
#include "query/joined.h"

/* ── Links of one dossier ───────────────────────────────────────────────────────────────────── */

struct visit {
	void (*link)(struct matrix_maker *maker, void *what, struct neighbour neighbour,
	             struct link_span span, uint32_t index);
	void *what;
};

static void visit_span(struct matrix_maker *maker, struct link_span span, struct visit visit)
{
	struct neighbour neighbours[NEIGHBOURS_MOST];
	uint32_t first = 0, count;
	while (maker->budget >= NEIGHBOURS_MOST &&
	       (count = neighbours_read(maker->archive, span, first, neighbours)) > 0) {
		for (uint32_t i = 0; i < count; i++)
			if (neighbours[i].dossier < maker->dossier_count &&
			    neighbours[i].relation < maker->relation_count)
				visit.link(maker, visit.what, neighbours[i], span, first + i);
		first += count;
		maker->budget -= count;
	}
	if (maker->budget < NEIGHBOURS_MOST)
		maker->matrix->is_cut = true;
}

static void visit_links(struct matrix_maker *maker, uint32_t row, struct visit visit)
{
	visit_span(maker, links_out(maker->archive, (struct dossier_ref){ row }), visit);
	visit_span(maker, links_in(maker->archive, (struct dossier_ref){ row }), visit);
}

static bool is_of_side(const struct matrix_maker *maker, uint32_t row, enum matrix_side side)
{
	return dossier_kind(maker->archive, (struct dossier_ref){ row }) ==
	       maker->matrix->kinds[side];
}

/* ── Candidates ─────────────────────────────────────────────────────────────────────────────── */

/* A dossier, and what it is chosen by. */
struct ranked { uint32_t row, count, links; };

/* The most first; of those that are alike, the one with more links, then by row. */
static int compare_ranked(const void *left, const void *right)
{
	const struct ranked *one = left, *other = right;
	if (one->count != other->count)
		return one->count > other->count ? -1 : 1;
	if (one->links != other->links)
		return one->links > other->links ? -1 : 1;
	return (one->row > other->row) - (one->row < other->row);
}

static uint32_t links_of(const struct matrix_maker *maker, uint32_t row)
{
	struct dossier_ref ref = { row };
	return links_out(maker->archive, ref).range.count +
	       links_in(maker->archive, ref).range.count;
}

/* Let one more stand among the best MATRIX_CANDIDATES, which are a heap with the least on top. */
static void heap_add(struct ranked *heap, size_t *count, struct ranked added)
{
	size_t at = 0;
	if (*count < MATRIX_CANDIDATES) {
		for (at = (*count)++; at > 0; at = (at - 1) / 2) {
			if (compare_ranked(&heap[(at - 1) / 2], &added) >= 0)
				break;
			heap[at] = heap[(at - 1) / 2];
		}
		heap[at] = added;
		return;
	}
	if (compare_ranked(&added, &heap[0]) >= 0)
		return;
	for (size_t child; (child = 2 * at + 1) < *count; at = child) {
		if (child + 1 < *count && compare_ranked(&heap[child + 1], &heap[child]) > 0)
			child++;
		if (compare_ranked(&heap[child], &added) <= 0)
			break;
		heap[at] = heap[child];
	}
	heap[at] = added;
}

static void add_candidate(struct matrix_maker *maker, uint32_t row)
{
	if (maker->marks[row] & MARK_ROW)
		return;
	maker->marks[row] |= MARK_ROW;
	*ARRAY_ADD(&maker->scratch, &maker->candidates) = row;
}

/* Those of the kind that have the most links. */
static void choose_of_all(struct matrix_maker *maker)
{
	struct ranked *heap = ARENA_MANY(&maker->scratch, struct ranked, MATRIX_CANDIDATES);
	struct row_span all = dossiers_of_kind(maker->archive, maker->matrix->kinds[MATRIX_ROWS]);
	size_t count = 0;
	for (uint32_t i = 0; i < all.count; i++)
		if (all.rows[i] < maker->dossier_count)
			heap_add(heap, &count, (struct ranked){
				.row = all.rows[i], .count = links_of(maker, all.rows[i]),
			});
	for (size_t i = 0; i < count; i++)
		if (heap[i].count)
			add_candidate(maker, heap[i].row);
	maker->matrix->is_cut |= all.count > MATRIX_CANDIDATES;
}

/* Whether a link says more than a name, and is to be followed. */
struct around { struct row_list *found; enum matrix_side side; bool takes_names; };

static void add_around(struct matrix_maker *maker, void *what, struct neighbour neighbour,
                       struct link_span span, uint32_t index)
{
	(void)span;
	(void)index;
	struct around *around = what;
	uint8_t mark = around->side == MATRIX_ROWS ? MARK_AROUND_ROW : MARK_AROUND_COLUMN;
	bool is_told = !maker->names[neighbour.relation];
	if ((!is_told && !around->takes_names) || maker->marks[neighbour.dossier] & mark ||
	    !is_of_side(maker, neighbour.dossier, around->side))
		return;
	maker->marks[neighbour.dossier] |= mark;
	*ARRAY_ADD(&maker->scratch, around->found) = neighbour.dossier;
}

/* The dossiers of a side that one is linked with. */
static struct row_list found_around(struct matrix_maker *maker, uint32_t row, enum matrix_side side,
                                    bool takes_names)
{
	struct row_list found = {0};
	struct around around = { &found, side, takes_names };
	visit_links(maker, row, (struct visit){ add_around, &around });
	return found;
}

/* Of the kind of the rows: its columns, and the rows of these. */
static void choose_around_row(struct matrix_maker *maker, uint32_t centre)
{
	struct row_list columns = found_around(maker, centre, MATRIX_COLUMNS, false);
	struct row_list rows = {0};
	struct around around = { &rows, MATRIX_ROWS, false };
	maker->has_own_columns = true;
	add_candidate(maker, centre);
	for (size_t i = 0; i < columns.count; i++)
		visit_links(maker, columns.items[i], (struct visit){ add_around, &around });
	for (size_t i = 0; i < rows.count; i++)
		add_candidate(maker, rows.items[i]);
}

/* Of another kind: what it is linked with. */
static void choose_around(struct matrix_maker *maker, uint32_t centre)
{
	bool is_column = is_of_side(maker, centre, MATRIX_COLUMNS);
	struct row_list rows = found_around(maker, centre, MATRIX_ROWS, !is_column);
	if (!is_column) {
		found_around(maker, centre, MATRIX_COLUMNS, true);
		maker->has_own_columns = true;
	}
	for (size_t i = 0; i < rows.count; i++)
		add_candidate(maker, rows.items[i]);
}

static void choose_candidates(struct matrix_maker *maker)
{
	struct dossier_ref around = maker->matrix->around;
	if (dossier_is_none(around))
		choose_of_all(maker);
	else if (is_of_side(maker, around.row, MATRIX_ROWS))
		choose_around_row(maker, around.row);
	else
		choose_around(maker, around.row);
}

/* ── Touches ────────────────────────────────────────────────────────────────────────────────── */

static void add_touch(struct matrix_maker *maker, void *what, struct neighbour neighbour,
                      struct link_span span, uint32_t index)
{
	(void)span;
	(void)index;
	const uint32_t *row = what;
	uint8_t marks = maker->marks[neighbour.dossier];
	if (maker->names[neighbour.relation] || neighbour.dossier == *row ||
	    !is_of_side(maker, neighbour.dossier, MATRIX_COLUMNS) ||
	    (maker->has_own_columns && !(marks & MARK_AROUND_COLUMN)))
		return;
	*ARRAY_ADD(&maker->scratch, &maker->touches) =
		(struct matrix_touch){ *row, neighbour.dossier };
}

static int compare_touches(const void *left, const void *right)
{
	const struct matrix_touch *one = left, *other = right;
	if (one->row != other->row)
		return one->row < other->row ? -1 : 1;
	return (one->column > other->column) - (one->column < other->column);
}

/* Each pair once. */
static void find_touches(struct matrix_maker *maker)
{
	for (size_t i = 0; i < maker->candidates.count; i++)
		visit_links(maker, maker->candidates.items[i],
		            (struct visit){ add_touch, &maker->candidates.items[i] });
	if (maker->touches.count == 0)
		return;
	struct matrix_touch *items = maker->touches.items;
	qsort(items, maker->touches.count, sizeof *items, compare_touches);
	size_t count = 1;
	for (size_t i = 1; i < maker->touches.count; i++)
		if (compare_touches(&items[i], &items[count - 1]) != 0)
			items[count++] = items[i];
	maker->touches.count = count;
}

/* ── Rows and columns ───────────────────────────────────────────────────────────────────────── */

static uint32_t end_of(struct matrix_touch touch, enum matrix_side side)
{
	return side == MATRIX_ROWS ? touch.row : touch.column;
}

/* Count of each end how many touches it has with those of the other side that are chosen, or with
 * all, and list those that have any. */
static size_t count_touches(struct matrix_maker *maker, enum matrix_side side, bool with_chosen,
                            struct ranked *ranked)
{
	size_t count = 0;
	for (size_t i = 0; i < maker->touches.count; i++) {
		struct matrix_touch touch = maker->touches.items[i];
		uint32_t row = end_of(touch, side), other = end_of(touch, (enum matrix_side)!side);
		if (with_chosen && maker->places[!side][other] == 0)
			continue;
		if (maker->counts[row]++ == 0)
			ranked[count++].row = row;
	}
	for (size_t i = 0; i < count; i++) {
		ranked[i].count = maker->counts[ranked[i].row];
		ranked[i].links = links_of(maker, ranked[i].row);
		maker->counts[ranked[i].row] = 0;
		if (ranked[i].row == maker->matrix->around.row)
			ranked[i].count = UINT32_MAX;
	}
	return count;
}

/* Those that have most; their places are noted, from 1. */
static void choose_ends(struct matrix_maker *maker, enum matrix_side side, bool with_chosen)
{
	struct matrix_ends *ends = &maker->matrix->ends[side];
	struct ranked *ranked =
		ARENA_MANY(&maker->scratch, struct ranked, maker->touches.count + 1);
	size_t count = count_touches(maker, side, with_chosen, ranked);
	qsort(ranked, count, sizeof *ranked, compare_ranked);
	if (!with_chosen)
		maker->matrix->totals[side] = count;
	for (size_t i = 0; i < count && i < maker->most; i++) {
		*ARRAY_ADD(maker->arena, ends) = (struct matrix_end){ .ref = { ranked[i].row } };
		maker->places[side][ranked[i].row] = (uint32_t)ends->count;
	}
}

void matrix_number(struct matrix_maker *maker, enum matrix_side side)
{
	const struct matrix_ends *ends = &maker->matrix->ends[side];
	for (size_t i = 0; i < ends->count; i++)
		maker->places[side][ends->items[i].ref.row] = (uint32_t)i + 1;
}

/* Columns that have to do with no chosen row any more go. */
static void drop_empty_columns(struct matrix_maker *maker)
{
	struct matrix_ends *columns = &maker->matrix->ends[MATRIX_COLUMNS];
	struct ranked *ranked =
		ARENA_MANY(&maker->scratch, struct ranked, maker->touches.count + 1);
	size_t count = count_touches(maker, MATRIX_COLUMNS, true, ranked), kept = 0;
	for (size_t i = 0; i < count; i++)
		maker->counts[ranked[i].row] = 1;
	for (size_t i = 0; i < columns->count; i++)
		if (maker->counts[columns->items[i].ref.row])
			columns->items[kept++] = columns->items[i];
		else
			maker->places[MATRIX_COLUMNS][columns->items[i].ref.row] = 0;
	columns->count = kept;
	for (size_t i = 0; i < count; i++)
		maker->counts[ranked[i].row] = 0;
	matrix_number(maker, MATRIX_COLUMNS);
}

static void choose_rows_and_columns(struct matrix_maker *maker)
{
	struct arena *scratch = &maker->scratch;
	maker->counts = ARENA_MANY(scratch, uint32_t, maker->dossier_count);
	for (size_t side = 0; side < MATRIX_SIDES; side++)
		maker->places[side] = ARENA_MANY(scratch, uint32_t, maker->dossier_count);
	choose_ends(maker, MATRIX_COLUMNS, false);
	choose_ends(maker, MATRIX_ROWS, true);
	drop_empty_columns(maker);
	struct ranked *ranked = ARENA_MANY(scratch, struct ranked, maker->touches.count + 1);
	maker->matrix->totals[MATRIX_ROWS] = count_touches(maker, MATRIX_ROWS, false, ranked);
}

/* ── Crossings ──────────────────────────────────────────────────────────────────────────────── */

static struct matrix_crossing **crossing_at(const struct matrix *matrix, size_t row, size_t column)
{
	return &matrix->crossings[row * matrix->ends[MATRIX_COLUMNS].count + column];
}

/* Read a link between a row and a column that are chosen. One that says more than a name drives out
 * those that do not. */
static void add_link(struct matrix_maker *maker, void *what, struct neighbour neighbour,
                     struct link_span span, uint32_t index)
{
	const size_t *row = what;
	uint32_t place = maker->places[MATRIX_COLUMNS][neighbour.dossier];
	bool is_named = maker->names[neighbour.relation];
	uint32_t self = maker->matrix->ends[MATRIX_ROWS].items[*row].ref.row;
	if (place == 0 || neighbour.dossier == self)
		return;
	struct matrix_crossing **at = crossing_at(maker->matrix, *row, place - 1);
	if (!*at) {
		*at = ARENA_NEW(maker->arena, struct matrix_crossing);
		(*at)->is_named = true;
		(*at)->sign = NO_ROW;
	}
	if (is_named && !(*at)->is_named)
		return;
	if (!is_named && (*at)->is_named)
		(*at)->links.count = 0;
	(*at)->is_named = is_named;
	joined_add(maker->archive, maker->arena, &(*at)->links, (struct connection){
		.link = link_of(maker->archive, span, index), .direction = span.direction,
		.other = { neighbour.dossier },
	}, MATRIX_MOST_LINKS);
}

static void find_crossings(struct matrix_maker *maker)
{
	struct matrix *matrix = maker->matrix;
	size_t rows = matrix->ends[MATRIX_ROWS].count;
	size_t columns = matrix->ends[MATRIX_COLUMNS].count;
	matrix->crossings = ARENA_MANY(maker->arena, struct matrix_crossing *, rows * columns);
	maker->budget = MATRIX_BUDGET;
	for (size_t row = 0; row < rows; row++)
		visit_links(maker, matrix->ends[MATRIX_ROWS].items[row].ref.row,
		            (struct visit){ add_link, &row });
	for (size_t i = 0; i < rows * columns; i++) {
		struct matrix_crossing *crossing = matrix->crossings[i];
		if (!crossing)
			continue;
		joined_sort(maker->archive, &crossing->links);
		matrix->count += !crossing->is_named;
		matrix->ends[MATRIX_ROWS].items[i / columns].count += !crossing->is_named;
		matrix->ends[MATRIX_COLUMNS].items[i % columns].count += !crossing->is_named;
	}
}

struct dossier_ref matrix_leads(const struct archive *archive, const struct matrix *matrix,
                                size_t row, size_t column)
{
	struct dossier_ref event = matrix->ends[MATRIX_COLUMNS].items[column].ref;
	const struct matrix_crossing *crossing = matrix_crossing(matrix, row, column);
	if (dossier_is_of_kind(archive, event, STR("event")) || !crossing->links.count)
		return event;
	return crossing->links.items[0].link.from;
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

static uint32_t kind_or(const struct archive *archive, uint32_t kind, struct str key)
{
	return kind == NO_ROW ? kind_find(archive, key) : kind;
}

struct matrix matrix_find(const struct archive *archive, struct arena *arena,
                          const struct matrix_query *query)
{
	struct matrix matrix = {
		.around = query->around,
		.kinds = { kind_or(archive, query->kinds[MATRIX_ROWS], STR("person")),
		           kind_or(archive, query->kinds[MATRIX_COLUMNS], STR("event")) },
	};
	struct matrix_maker maker = {
		.archive = archive, .arena = arena, .matrix = &matrix,
		.dossier_count = dossier_count(archive),
		.relation_count = relation_count(archive), .budget = MATRIX_BUDGET,
		.most = query->most ? query->most : MATRIX_SIZE,
	};
	if (maker.most > MATRIX_MOST)
		maker.most = MATRIX_MOST;
	if (matrix.kinds[MATRIX_ROWS] == NO_ROW || matrix.kinds[MATRIX_COLUMNS] == NO_ROW ||
	    (!dossier_is_none(query->around) && query->around.row >= maker.dossier_count))
		return matrix;
	maker.names = ARENA_MANY(&maker.scratch, bool, maker.relation_count);
	maker.marks = ARENA_MANY(&maker.scratch, uint8_t, maker.dossier_count);
	for (uint32_t i = 0; i < maker.relation_count; i++)
		maker.names[i] = str_equal(relation_at(archive, i).key, STR("mentions"));
	choose_candidates(&maker);
	find_touches(&maker);
	choose_rows_and_columns(&maker);
	matrix_order(&maker);
	find_crossings(&maker);
	matrix_signs(&maker);
	arena_release(&maker.scratch);
	return matrix;
}
