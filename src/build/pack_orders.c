#include <stdlib.h>

#include "base/array.h"
#include "base/unicode.h"
#include "base/worker.h"
#include "build/pack_parts.h"

/* ── Links by their ends ────────────────────────────────────────────────────────────────────── */

/* Turn counts, each one row behind its own, into the firsts of a section. */
static void sum_up(uint32_t *firsts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		firsts[i + 1] += firsts[i];
}

void pack_link_orders(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	size_t dossier_count = resolved->dossiers.count;
	uint32_t *out = PACK_ROWS(packing, SECTION_LINKS_OUT, uint32_t);
	uint32_t *in_first = PACK_ROWS(packing, SECTION_LINKS_IN_FIRST, uint32_t);
	uint32_t *in = PACK_ROWS(packing, SECTION_LINKS_IN, uint32_t);

	for (size_t i = 0; i < resolved->links.count; i++) {
		out[resolved->links.items[i].from + 1]++;
		in_first[resolved->links.items[i].to + 1]++;
	}
	sum_up(out, dossier_count);
	sum_up(in_first, dossier_count);

	struct arena scratch = {0};
	uint32_t *next = ARENA_MANY(&scratch, uint32_t, dossier_count);
	for (size_t i = 0; i < dossier_count; i++)
		next[i] = in_first[i];
	for (size_t i = 0; i < resolved->links.count; i++)
		in[next[resolved->links.items[i].to]++] = (uint32_t)i;
	arena_release(&scratch);
}

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

enum { NAMES_A_JOB = 1024 };

struct name_key { struct str key; uint32_t row; };

struct name_keys {
	const struct resolved *resolved;
	struct name_key *keys;          /* by row of dossiers */
	struct arena *arenas;           /* by thread */
};

static void make_keys(void *context, size_t job, unsigned thread)
{
	struct name_keys *names = context;
	size_t end = (job + 1) * NAMES_A_JOB;
	if (end > names->resolved->dossiers.count)
		end = names->resolved->dossiers.count;
	for (size_t i = job * NAMES_A_JOB; i < end; i++) {
		const struct draft *draft = resolved_draft(names->resolved, (uint32_t)i);
		struct str name = draft->name.size ? draft->name : draft->id;
		names->keys[i] = (struct name_key){
			.key = unicode_sort_key(&names->arenas[thread], name),
			.row = (uint32_t)i,
		};
	}
}

/* Equal names by id, which is the order of rows. */
static int compare_keys(const void *left, const void *right)
{
	const struct name_key *one = left, *other = right;
	int order = str_compare(one->key, other->key);
	return order ? order : (one->row > other->row) - (one->row < other->row);
}

static struct name_key *sort_names(const struct packing *packing, struct arena *scratch,
                                   struct arena *arenas)
{
	const struct resolved *resolved = packing->input->resolved;
	size_t count = resolved->dossiers.count;
	struct name_keys names = {
		.resolved = resolved,
		.keys = ARENA_MANY(scratch, struct name_key, count),
		.arenas = arenas,
	};
	worker_run((count + NAMES_A_JOB - 1) / NAMES_A_JOB, packing->input->thread_count, make_keys,
	           &names);
	qsort(names.keys, count, sizeof *names.keys, compare_keys);
	return names.keys;
}

/* BY_KIND is BY_NAME dealt out to the kinds. */
void pack_name_orders(struct packing *packing)
{
	const struct pack_input *input = packing->input;
	unsigned thread_count = worker_threads(input->thread_count);
	struct arena scratch = {0};
	struct arena *arenas = ARENA_MANY(&scratch, struct arena, thread_count);
	const struct name_key *keys = sort_names(packing, &scratch, arenas);
	size_t count = input->resolved->dossiers.count, kind_count = input->schema->kinds.count;

	uint32_t *by_name = PACK_ROWS(packing, SECTION_BY_NAME, uint32_t);
	uint32_t *by_kind = PACK_ROWS(packing, SECTION_BY_KIND, uint32_t);
	uint32_t *first = PACK_ROWS(packing, SECTION_KIND_FIRST, uint32_t);
	uint32_t *next = ARENA_MANY(&scratch, uint32_t, kind_count);
	for (size_t i = 0; i < count; i++) {
		by_name[i] = keys[i].row;
		first[resolved_draft(input->resolved, keys[i].row)->kind + 1]++;
	}
	sum_up(first, kind_count);
	for (size_t i = 0; i < kind_count; i++)
		next[i] = first[i];
	for (size_t i = 0; i < count; i++)
		by_kind[next[resolved_draft(input->resolved, by_name[i])->kind]++] = by_name[i];

	for (unsigned i = 0; i < thread_count; i++)
		arena_release(&arenas[i]);
	arena_release(&scratch);
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────── */

struct beginning { struct place place; uint32_t row; };

static int compare_numbers(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

static int compare_beginnings(const void *left, const void *right)
{
	const struct beginning *one = left, *other = right;
	int order = compare_numbers(one->place.line, other->place.line);
	order = order ? order : compare_numbers(one->place.column, other->place.column);
	return order ? order : compare_numbers(one->row, other->row);
}

/* The dossiers of one file, which may stand inside each other. */
static void sort_file(const struct resolved *resolved, struct arena *scratch, uint32_t *rows,
                      uint32_t count)
{
	struct beginning *beginnings = ARENA_MANY(scratch, struct beginning, count);
	for (uint32_t i = 0; i < count; i++)
		beginnings[i] = (struct beginning){ resolved_draft(resolved, rows[i])->place,
		                                    rows[i] };
	qsort(beginnings, count, sizeof *beginnings, compare_beginnings);
	for (uint32_t i = 0; i < count; i++)
		rows[i] = beginnings[i].row;
}

/* Dealt out to the batches, which are in the order of their files. */
void pack_file_order(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	uint32_t *rows = PACK_ROWS(packing, SECTION_BY_FILE, uint32_t);
	struct arena scratch = {0};
	uint32_t *ends = ARENA_MANY(&scratch, uint32_t, resolved->batch_count + 1);
	for (size_t i = 0; i < resolved->dossiers.count; i++)
		ends[resolved->dossiers.items[i].batch + 1]++;
	sum_up(ends, resolved->batch_count);
	for (uint32_t i = 0; i < resolved->dossiers.count; i++)
		rows[ends[resolved->dossiers.items[i].batch]++] = i;
	for (uint32_t first = 0, batch = 0; batch < resolved->batch_count; batch++) {
		if (ends[batch] - first > 1)
			sort_file(resolved, &scratch, rows + first, ends[batch] - first);
		first = ends[batch];
	}
	arena_release(&scratch);
}

/* ── Time ───────────────────────────────────────────────────────────────────────────────────── */

/* Dossiers of these kinds are in the timeline, by the date that they have or without one. */
static const struct { const char *kind; enum timeline_what what; } dated_kinds[] = {
	{ "event",  TIMELINE_EVENT },
	{ "quote",  TIMELINE_QUOTE },
	{ "source", TIMELINE_PUBLISHED },
};

struct entry { struct timeline_row row; enum date_precision precision; };
struct entries { struct entry *items; size_t count, room; };

static struct date date_at(const struct batch *batch, uint32_t row)
{
	return row == NO_ROW ? date_none() : batch->dates.items[row].date;
}

static void add_dossier(struct entries *entries, const struct packing *packing, uint32_t row,
                        enum timeline_what what)
{
	uint32_t number = packing->input->resolved->dossiers.items[row].batch;
	const struct batch *batch = &packing->input->resolved->batches[number];
	uint32_t date_row = resolved_draft(packing->input->resolved, row)->date;
	struct date date = date_at(batch, date_row);
	bool is_dated = !date_is_none(date);

	entries->items[entries->count++] = (struct entry){
		.row = {
			.earliest = is_dated ? date.earliest : DATE_LAST_DAY,
			.latest = is_dated ? date.latest : DATE_LAST_DAY,
			.date = pack_date(packing, number, date_row),
			.dossier = row,
			.link = ARCHIVE_NONE,
			.what = what,
		},
		.precision = date.precision,
	};
}

/* Most links are of a form that has no dates, and need not be looked at. */
static bool link_is_dated(const struct packing *packing, uint32_t row)
{
	if (packing->link_forms[row] != LINK_DETAILED)
		return false;
	struct resolved_link ends = packing->input->resolved->links.items[row];
	const struct batch *batch = &packing->input->resolved->batches[ends.batch];
	const struct draft_link *link = &batch->links.items[ends.link];
	return !date_is_none(date_at(batch, link->date)) ||
	       !date_is_none(date_at(batch, link->since)) ||
	       !date_is_none(date_at(batch, link->until));
}

static void add_link(struct entries *entries, const struct packing *packing, uint32_t row)
{
	struct resolved_link ends = packing->input->resolved->links.items[row];
	const struct batch *batch = &packing->input->resolved->batches[ends.batch];
	const struct draft_link *link = &batch->links.items[ends.link];
	struct date said = date_at(batch, link->date), since = date_at(batch, link->since);
	struct date date = section_relation_date(said, since, date_at(batch, link->until));
	uint32_t date_row = !date_is_none(said)  ? link->date
	                  : !date_is_none(since) ? link->since
	                                         : link->until;
	entries->items[entries->count++] = (struct entry){
		.row = {
			.earliest = date.earliest,
			.latest = date.latest,
			.date = pack_date(packing, ends.batch, date_row),
			.dossier = ends.from,
			.link = row,
			.what = TIMELINE_RELATION,
		},
		.precision = date.precision,
	};
}

/* What a dossier of each kind is in the timeline; TIMELINE_WHAT_COUNT: nothing. */
static enum timeline_what *whats_of_kinds(const struct schema *schema, struct arena *arena)
{
	enum timeline_what *whats = ARENA_MANY(arena, enum timeline_what, schema->kinds.count);
	for (size_t i = 0; i < schema->kinds.count; i++)
		whats[i] = TIMELINE_WHAT_COUNT;
	for (size_t i = 0; i < sizeof dated_kinds / sizeof dated_kinds[0]; i++) {
		uint32_t kind = schema_kind(schema, str_of(dated_kinds[i].kind));
		if (kind != NO_ROW)
			whats[kind] = dated_kinds[i].what;
	}
	return whats;
}

uint64_t pack_timeline_count(const struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	struct arena scratch = {0};
	const enum timeline_what *whats = whats_of_kinds(packing->input->schema, &scratch);
	uint64_t count = 0;

	for (uint32_t i = 0; i < resolved->dossiers.count; i++)
		count += whats[resolved_draft(resolved, i)->kind] != TIMELINE_WHAT_COUNT;
	for (uint32_t i = 0; i < resolved->links.count; i++)
		count += link_is_dated(packing, i);
	arena_release(&scratch);
	return count;
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *one = left, *other = right;
	return section_timeline_compare(&one->row, one->precision, &other->row, other->precision);
}

void pack_timeline(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	struct arena scratch = {0};
	const enum timeline_what *whats = whats_of_kinds(packing->input->schema, &scratch);
	struct entries entries = { .room = packing->sections[SECTION_TIMELINE].count };
	entries.items = ARENA_MANY(&scratch, struct entry, entries.room);

	for (uint32_t i = 0; i < resolved->dossiers.count; i++) {
		enum timeline_what what = whats[resolved_draft(resolved, i)->kind];
		if (what != TIMELINE_WHAT_COUNT)
			add_dossier(&entries, packing, i, what);
	}
	for (uint32_t i = 0; i < resolved->links.count; i++)
		if (link_is_dated(packing, i))
			add_link(&entries, packing, i);
	qsort(entries.items, entries.count, sizeof *entries.items, compare_entries);
	for (size_t i = 0; i < entries.count; i++)
		PACK_ROWS(packing, SECTION_TIMELINE, struct timeline_row)[i] = entries.items[i].row;
	arena_release(&scratch);
}

/* ── Weights ────────────────────────────────────────────────────────────────────────────────── */

struct weighing { const struct archive *archive; struct weight_row *rows; };

enum { WEIGHTS_A_JOB = 1024 };

static void weigh(void *context, size_t job, unsigned thread)
{
	const struct weighing *weighing = context;
	struct row_span names = dossiers_by_name(weighing->archive);
	size_t end = (job + 1) * WEIGHTS_A_JOB;
	(void)thread;
	for (size_t i = job * WEIGHTS_A_JOB; i < end && i < names.count; i++) {
		struct dossier_ref ref = { names.rows[i] };
		weighing->rows[ref.row] = section_weight(weighing->archive, ref, (uint32_t)i);
	}
}

void pack_weights(struct packing *packing)
{
	const struct pack_input *input = packing->input;
	struct archive archive = {0};
	for (enum section section = 0; section < SECTION_COUNT; section++)
		archive.sections[section] = (struct section_view){
			packing->sections[section].rows,
			(uint32_t)packing->sections[section].count,
		};
	archive.sections[SECTION_TEXTS].count = (uint32_t)packing->pool.size;
	for (enum known_field field = 0; field < KNOWN_FIELD_COUNT; field++)
		archive.known_fields[field] = schema_field(input->schema,
		                                           str_of(known_field_key(field)));

	struct weighing weighing = { &archive, PACK_ROWS(packing, SECTION_WEIGHTS,
	                                                 struct weight_row) };
	size_t count = input->resolved->dossiers.count;
	worker_run((count + WEIGHTS_A_JOB - 1) / WEIGHTS_A_JOB, input->thread_count, weigh,
	           &weighing);
}
