/* What stands beside what: by date, or each beside the one that is most like it. */
#include "query/matrix_parts.h"

#include <stdlib.h>
#include <string.h>

/* ── By date ────────────────────────────────────────────────────────────────────────────────── */

struct dated { struct date date; uint32_t place; struct matrix_end end; };

static int compare_dated(const void *left, const void *right)
{
	const struct dated *one = left, *other = right;
	int order = date_compare(one->date, other->date);
	return order ? order : (one->place > other->place) - (one->place < other->place);
}

static struct date_view date_of(const struct matrix_maker *maker, struct dossier_ref ref)
{
	return connection_date(maker->archive, (struct connection){
		.link = { .date = NO_ROW, .since = NO_ROW }, .other = ref,
	}, NULL);
}

/* Undated last; of a day by name. False, and as they were, if none has a date. */
static bool order_by_date(struct matrix_maker *maker, struct matrix_ends *ends)
{
	struct dated *dated = ARENA_MANY(&maker->scratch, struct dated, ends->count + 1);
	bool has_date = false;
	for (size_t i = 0; i < ends->count; i++) {
		struct date_view date = date_of(maker, ends->items[i].ref);
		has_date |= date.text.size > 0;
		dated[i] = (struct dated){
			.date = date.date, .end = ends->items[i],
			.place = dossier_weight(maker->archive, ends->items[i].ref).place,
		};
	}
	if (!has_date)
		return false;
	qsort(dated, ends->count, sizeof *dated, compare_dated);
	for (size_t i = 0; i < ends->count; i++)
		ends->items[i] = dated[i].end;
	return true;
}

/* ── By likeness ────────────────────────────────────────────────────────────────────────────── */

/* Which of the other side each end touches, as bits. */
struct touched { uint64_t *bits; size_t words; };

static uint64_t *touched_row(struct touched touched, size_t end)
{
	return touched.bits + end * touched.words;
}

static struct touched touched_by(struct matrix_maker *maker, enum matrix_side side)
{
	struct touched touched = { .words = maker->matrix->ends[!side].count / 64 + 1 };
	touched.bits = ARENA_MANY(&maker->scratch, uint64_t,
	                          (maker->matrix->ends[side].count + 1) * touched.words);
	for (size_t i = 0; i < maker->touches.count; i++) {
		struct matrix_touch touch = maker->touches.items[i];
		uint32_t row = maker->places[MATRIX_ROWS][touch.row];
		uint32_t column = maker->places[MATRIX_COLUMNS][touch.column];
		if (row == 0 || column == 0)
			continue;
		uint32_t own = side == MATRIX_ROWS ? row - 1 : column - 1;
		uint32_t other = side == MATRIX_ROWS ? column - 1 : row - 1;
		touched_row(touched, own)[other / 64] |= (uint64_t)1 << other % 64;
	}
	return touched;
}

static unsigned bits_of(const uint64_t *bits, size_t words)
{
	unsigned count = 0;
	for (size_t i = 0; i < words; i++)
		count += (unsigned)__builtin_popcountll(bits[i]);
	return count;
}

/* How many of a thousand of what either touches both touch (Jaccard 1901). */
static unsigned likeness(struct touched touched, size_t one, size_t other)
{
	const uint64_t *left = touched_row(touched, one), *right = touched_row(touched, other);
	unsigned both = 0, either = 0;
	for (size_t i = 0; i < touched.words; i++) {
		both += (unsigned)__builtin_popcountll(left[i] & right[i]);
		either += (unsigned)__builtin_popcountll(left[i] | right[i]);
	}
	return either ? 1000 * both / either : 0;
}

static void swap_ends(struct matrix_ends *ends, struct touched touched, size_t one, size_t other)
{
	struct matrix_end end = ends->items[one];
	ends->items[one] = ends->items[other];
	ends->items[other] = end;
	for (size_t i = 0; i < touched.words && one != other; i++) {
		uint64_t *left = touched_row(touched, one) + i;
		uint64_t *right = touched_row(touched, other) + i, bits = *left;
		*left = *right;
		*right = bits;
	}
}

/* A chain: the one around which the matrix stands, else that with most, and then always the one
 * most like the last; of those that are alike, the one with more, which came first. */
static void order_by_likeness(struct matrix_maker *maker, enum matrix_side side)
{
	struct matrix_ends *ends = &maker->matrix->ends[side];
	struct touched touched = touched_by(maker, side);
	for (size_t i = 0; i + 1 < ends->count; i++) {
		size_t best = i;
		unsigned best_score = 0;
		for (size_t j = i; j < ends->count; j++) {
			unsigned count = bits_of(touched_row(touched, j), touched.words);
			unsigned score = i ? likeness(touched, i - 1, j) * MATRIX_MOST + count
			                   : count;
			if (i == 0 && ends->items[j].ref.row == maker->matrix->around.row)
				score = UINT32_MAX;
			if (score > best_score) {
				best = j;
				best_score = score;
			}
		}
		swap_ends(ends, touched, i, best);
	}
}

void matrix_order(struct matrix_maker *maker)
{
	struct matrix *matrix = maker->matrix;
	order_by_likeness(maker, MATRIX_ROWS);
	matrix->is_by_date = order_by_date(maker, &matrix->ends[MATRIX_COLUMNS]);
	matrix_number(maker, MATRIX_ROWS);
	if (!matrix->is_by_date)
		order_by_likeness(maker, MATRIX_COLUMNS);
	matrix_number(maker, MATRIX_COLUMNS);
}
