#include "query/row_sieve.h"

#include "base/array.h"
#include "base/clock.h"

/* A sieve that is being made. */
struct maker {
	struct arena *arena;
	const struct archive *archive;
	const struct known *known;
};

struct sieves { struct row_sieve **items; size_t count, room; };
struct filters { struct filter **items; size_t count, room; };

static bool has_date(const struct filter *filter)
{
	bool is_found = filter->kind == FILTER_DATE;
	for (size_t i = 0; !is_found && i < filter->part_count; i++)
		is_found = has_date(filter->parts[i]);
	return is_found;
}

static struct row_sieve *sieve_new(struct maker maker, enum filter_kind kind)
{
	struct row_sieve *sieve = ARENA_NEW(maker.arena, struct row_sieve);
	sieve->kind = kind;
	return sieve;
}

static struct row_sieve *sieve_of_dossiers(struct maker maker, const struct filter *filter)
{
	struct row_sieve *sieve = sieve_new(maker, FILTER_KIND_COUNT);
	selection_begin_known(&sieve->selection, maker.archive, filter, maker.known);
	return sieve;
}

/* What is asked of the dossiers beside the dates stays together: words may be one with those beside
 * them. */
static void add_dossiers(struct maker maker, const struct filter *filter, struct sieves *sieves)
{
	struct filters plain = {0};
	for (size_t i = 0; filter->kind == FILTER_ALL && i < filter->part_count; i++)
		if (!has_date(filter->parts[i]))
			*ARRAY_ADD(maker.arena, &plain) = filter->parts[i];
	if (plain.count == 0)
		return;
	struct filter *all = ARENA_NEW(maker.arena, struct filter);
	*all = *filter;
	all->parts = plain.items;
	all->part_count = plain.count;
	*ARRAY_ADD(maker.arena, sieves) =
		sieve_of_dossiers(maker, plain.count == 1 ? plain.items[0] : all);
}

static struct row_sieve *sieve_of(struct maker maker, const struct filter *filter)
{
	struct sieves parts = {0};
	if (filter->is_read_as_date)
		filter = filter->parts[1];
	if (!has_date(filter))
		return sieve_of_dossiers(maker, filter);
	struct row_sieve *sieve = sieve_new(maker, filter->kind);
	sieve->dates = filter->dates;
	add_dossiers(maker, filter, &parts);
	for (size_t i = 0; i < filter->part_count; i++)
		if (filter->kind != FILTER_ALL || has_date(filter->parts[i]))
			*ARRAY_ADD(maker.arena, &parts) = sieve_of(maker, filter->parts[i]);
	sieve->parts = parts.items;
	sieve->part_count = parts.count;
	return sieve;
}

struct row_sieve *row_sieve_begin(struct arena *arena, const struct archive *archive,
                                  const struct filter *filter, struct row_sieve_options options)
{
	struct maker maker = { arena, archive, options.known };
	return options.has_dates && filter ? sieve_of(maker, filter) : sieve_of_dossiers(maker, filter);
}

static bool is_of_dossiers(const struct row_sieve *sieve)
{
	return sieve->kind == FILTER_KIND_COUNT;
}

/* Some work is done however little time there is. */
bool row_sieve_step(struct row_sieve *sieve, unsigned budget_us)
{
	uint64_t end = clock_end(budget_us);
	bool is_done = !is_of_dossiers(sieve) || selection_step(&sieve->selection, budget_us);
	bool has_worked = is_of_dossiers(sieve);
	for (size_t i = 0; is_done && i < sieve->part_count; i++) {
		struct row_sieve *part = sieve->parts[i];
		if (part->is_done)
			continue;
		is_done = !(has_worked && clock_is_past(end)) && row_sieve_step(part, budget_us);
		has_worked = true;
	}
	return sieve->is_done = is_done;
}

/* One part decides: of ANY one that passes, of ALL and NOT one that does not. */
bool row_sieve_passes(const struct row_sieve *sieve, struct dossier_ref ref, struct date_view when)
{
	if (is_of_dossiers(sieve))
		return selection_has(&sieve->selection, ref);
	if (sieve->kind == FILTER_DATE)
		return date_fit(when.text, when.date, sieve->dates) != DATE_APART;
	bool decides = sieve->kind == FILTER_ANY;
	for (size_t i = 0; i < sieve->part_count; i++)
		if (row_sieve_passes(sieve->parts[i], ref, when) == decides)
			return sieve->kind == FILTER_NOT || decides;
	return sieve->kind == FILTER_ALL;
}

void row_sieve_end(struct row_sieve *sieve)
{
	if (is_of_dossiers(sieve))
		selection_end(&sieve->selection);
	for (size_t i = 0; i < sieve->part_count; i++)
		row_sieve_end(sieve->parts[i]);
}
