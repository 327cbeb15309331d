/* What could be known of all dossiers, once for all lists: a bit for each, then the lists. */
#include "query/known.h"

#include "base/array.h"
#include "base/clock.h"

enum { SLICE = 256 };                   /* rows between two looks at the clock */

static void begin(struct known *known)
{
	size_t words = (size_t)dossier_count(known->archive) / 64 + 1;
	known->later = ARENA_MANY(&known->arena, uint64_t, words);
	known->own = ARENA_MANY(&known->arena, uint64_t, words);
	known->silent = ARENA_MANY(&known->arena, uint64_t, words);
	known->there = ARENA_MANY(&known->arena, uint64_t, words);
}

/* Those of each kind that are there. */
static void list_kinds(struct known *known)
{
	uint32_t kinds = kind_count(known->archive);
	known->kinds = ARENA_MANY(&known->arena, struct row_span, kinds);
	for (uint32_t kind = 0; kind < kinds; kind++) {
		struct row_span all = dossiers_of_kind(known->archive, kind);
		uint32_t *rows = ARENA_MANY(&known->arena, uint32_t, all.count), count = 0;
		for (uint32_t i = 0; i < all.count; i++)
			if (known_dossier(known, (struct dossier_ref){ all.rows[i] }))
				rows[count++] = all.rows[i];
		known->kinds[kind] = (struct row_span){ rows, count };
	}
}

/* Look at one row of the stage. */
static void look_at(struct known *known, uint32_t row)
{
	struct dossier_ref ref = { row };
	uint64_t bit = (uint64_t)1 << row % 64;
	if (known->stage == COUNT_LATER) {
		known->later[row / 64] |= known_source(known, ref) ? 0 : bit;
	} else if (known->stage == COUNT_OWN) {
		enum standing standing = known_standing(known, ref);
		known->own[row / 64] |= standing == STANDING_KNOWN ? bit : 0;
		known->silent[row / 64] |= standing == STANDING_UNSAID ? bit : 0;
	} else if (known->stage == COUNT_THERE) {
		known->there[row / 64] |= known_dossier(known, ref) ? bit : 0;
	} else if (known_entry(known, timeline_at(known->archive, row))) {
		*ARRAY_ADD(&known->arena, &known->entries) = row;
	}
}

/* Look at the next rows of the stage, and at the last of them go on to the next stage. */
static uint32_t count_slice(struct known *known)
{
	uint32_t count = known->stage == COUNT_ENTRIES ? timeline_count(known->archive)
	                                               : dossier_count(known->archive);
	uint32_t left = count - known->next, slice = left < SLICE ? left : SLICE;
	for (uint32_t i = 0; i < slice; i++)
		look_at(known, known->next + i);
	known->next += slice;
	if (known->next < count)
		return slice;
	known->next = 0;
	known->stage++;
	if (known->stage == COUNT_ENTRIES)
		list_kinds(known);
	return slice;
}

/* Only whole slices look at the clock: few rows are done at once, whatever else the machine
 * does. */
bool known_count(struct known *known, unsigned budget_us)
{
	uint64_t end = clock_end(budget_us);
	if (!known->own)
		begin(known);
	while (known->stage != COUNT_DONE)
		if (count_slice(known) == SLICE && clock_is_past(end))
			break;
	return known->stage == COUNT_DONE;
}

bool known_is_counted(const struct known *known)
{
	return known && known->stage == COUNT_DONE;
}

void known_end(struct known *known)
{
	arena_release(&known->arena);
	*known = (struct known){0};
}

/* ── Lists ──────────────────────────────────────────────────────────────────────────────────── */

struct row_span known_of_kind(const struct known *known, const struct archive *archive,
                              uint32_t kind)
{
	if (!known_is_counted(known) || kind >= kind_count(archive))
		return dossiers_of_kind(archive, kind);
	return known->kinds[kind];
}

uint32_t known_dossier_count(const struct known *known, const struct archive *archive)
{
	uint32_t count = 0;
	if (!known_is_counted(known))
		return dossier_count(archive);
	for (uint32_t kind = 0; kind < kind_count(archive); kind++)
		count += known->kinds[kind].count;
	return count;
}

uint32_t known_entry_count(const struct known *known, const struct archive *archive)
{
	return known_is_counted(known) ? (uint32_t)known->entries.count : timeline_count(archive);
}

uint32_t known_entry_place(const struct known *known, uint32_t number)
{
	return known_is_counted(known) ? known->entries.items[number] : number;
}

bool known_entry_next(const struct known *known, uint32_t place, struct timeline_entry entry,
                      uint32_t *next)
{
	if (!known_is_counted(known))
		return known_entry(known, entry);
	while (*next < known->entries.count && known->entries.items[*next] < place)
		++*next;
	return *next < known->entries.count && known->entries.items[*next] == place;
}
