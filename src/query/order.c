#include "query/order.h"

#include "base/arena.h"

/* The index of `row` among the rising `rows`, which have it. */
static size_t index_of(const uint32_t *rows, size_t count, uint32_t row)
{
	size_t low = 0;
	while (count > 1) {
		size_t half = count / 2;
		if (rows[low + half] <= row)
			low += half;
		count -= half;
	}
	return low;
}

uint32_t *order_places(const struct archive *archive, struct arena *arena, const uint32_t *rows,
                       size_t count)
{
	uint32_t *places = ARENA_MANY(arena, uint32_t, count);
	for (size_t i = 0; i < count; i++)
		places[i] = NO_ROW;
	if (count < 2)
		return places;

	uint32_t limit = dossier_count(archive);
	uint64_t *is_wanted = ARENA_MANY(arena, uint64_t, limit / 64 + 1);
	size_t left = 0;
	for (size_t i = 0; i < count; i++)
		if (rows[i] < limit) {
			is_wanted[rows[i] / 64] |= (uint64_t)1 << rows[i] % 64;
			left++;
		}

	struct row_span order = dossiers_by_name(archive);
	for (uint32_t place = 0; place < order.count && left; place++) {
		uint32_t row = order.rows[place];
		if (row >= limit || !(is_wanted[row / 64] >> row % 64 & 1))
			continue;
		places[index_of(rows, count, row)] = place;
		left--;
	}
	return places;
}
