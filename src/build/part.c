#include "build/part.h"

#include "base/array.h"
#include "build/batch.h"
#include "model/keys.h"

const struct part_limits part_usual = {
	.long_size = (32 << 20) / PART_UNIT,
	.part_size = (8 << 20) / PART_UNIT,
};

/* A part at work. */
struct choosing {
	const struct part_choice *choice;
	struct arena arena;             /* of what is needed until it is chosen */
	struct batch_memory memory;     /* of the file that is looked into */
	bool *is_taken;                 /* by row of the scan */
	uint64_t room;                  /* that is left */
	struct row_list taken;          /* the files of the last step */
};

static uint64_t size_of(const struct scan_file *file)
{
	return file->size / PART_UNIT + 1;
}

bool part_is_wanted(const struct scan *scan, const struct part_limits *limits)
{
	uint64_t size = 0;
	for (size_t i = 0; i < scan->files.count && size < limits->long_size; i++)
		size += size_of(&scan->files.items[i]);
	return size >= limits->long_size;
}

/* ── Around those that one begins with ──────────────────────────────────────────────────────── */

static void take(struct choosing *choosing, uint32_t row)
{
	const struct scan_file *file = &choosing->choice->scan->files.items[row];
	if (!file->is_dossiers || choosing->is_taken[row] || size_of(file) > choosing->room)
		return;
	choosing->is_taken[row] = true;
	choosing->room -= size_of(file);
	*ARRAY_ADD(&choosing->arena, &choosing->taken) = row;
}

/* "people/ada-quill.yaml" is ada-quill's. */
static struct str name_of(struct str path)
{
	size_t start = path.size, end = path.size;
	while (start > 0 && path.bytes[start - 1] != '/')
		start--;
	while (end > start && path.bytes[end - 1] != '.')
		end--;
	return str_slice(path, start, end > start ? end - 1 - start : 0);
}

/* Take the files that are named after dossiers in `ids`. */
static void take_named(struct choosing *choosing, const struct keys *ids)
{
	const struct scan *scan = choosing->choice->scan;
	choosing->taken = (struct row_list){0};
	for (uint32_t row = 0; row < scan->files.count; row++)
		if (keys_find(ids, name_of(scan->files.items[row].path)) != KEYS_NONE)
			take(choosing, row);
}

static void add_id(struct choosing *choosing, struct keys *ids, struct str id)
{
	if (id.size)
		keys_add(&choosing->arena, ids, str_copy(&choosing->arena, id), 0);
}

/* Add the ids that a file links to. */
static void add_targets(struct choosing *choosing, uint32_t row, struct keys *ids)
{
	const struct part_choice *choice = choosing->choice;
	struct batch batch = batch_read(&choosing->memory, choice->schema, choice->scan, row,
	                                choice->root);
	for (size_t i = 0; i < batch.links.count; i++)
		add_id(choosing, ids, batch.links.items[i].target);
	arena_reset(&choosing->memory.kept);
}

/* Those that the reader begins with, and twice those that are linked to. */
static void take_around(struct choosing *choosing)
{
	enum { STEPS = 2 };
	struct keys ids = {0};
	add_id(choosing, &ids, choosing->choice->home);
	add_id(choosing, &ids, choosing->choice->asked);
	take_named(choosing, &ids);
	for (int step = 0; step < STEPS && choosing->taken.count; step++) {
		for (size_t i = 0; i < choosing->taken.count; i++)
			add_targets(choosing, choosing->taken.items[i], &ids);
		take_named(choosing, &ids);
	}
}

/* What was found of quotes, which a reader should not be told otherwise; but most of the part is
 * for dossiers. */
static void take_ledger(struct choosing *choosing)
{
	const struct scan *scan = choosing->choice->scan;
	uint32_t row = scan->ledger_file;
	if (row == NO_ROW || size_of(&scan->files.items[row]) > choosing->room / 4)
		return;
	choosing->is_taken[row] = true;
	choosing->room -= size_of(&scan->files.items[row]);
}

/* ── Some of the rest ───────────────────────────────────────────────────────────────────────── */

/* Some neighbours, which may well be linked, whenever less was taken than is due in proportion to
 * what was passed:
 *
 *	files  ┊████··························████··························████······ ┊
 */
static void take_evenly(struct choosing *choosing)
{
	enum { RUNS = 128 };
	const struct scan *scan = choosing->choice->scan;
	uint64_t room = choosing->room, all = 0, passed = 0, run_end = 0;
	for (uint32_t row = 0; row < scan->files.count; row++)
		all += choosing->is_taken[row] ? 0 : size_of(&scan->files.items[row]);
	for (uint32_t row = 0; row < scan->files.count; row++) {
		uint64_t taken = room - choosing->room;
		if (choosing->is_taken[row])
			continue;
		if (taken >= run_end && taken <= passed * room / all)
			run_end = taken + room / RUNS + 1;
		if (taken < run_end)
			take(choosing, row);
		passed += size_of(&scan->files.items[row]);
	}
}

/* ── The part ───────────────────────────────────────────────────────────────────────────────── */

/* Files that are no dossiers, but for the ledger, say nothing more: they were read before. */
static struct scan scan_of(struct arena *arena, const struct choosing *choosing)
{
	const struct scan *scan = choosing->choice->scan;
	struct scan part = {
		.root = scan->root, .collection_file = NO_ROW, .schema_file = NO_ROW,
		.ledger_file = NO_ROW,
	};
	for (uint32_t row = 0; row < scan->files.count; row++)
		if (choosing->is_taken[row]) {
			if (row == scan->ledger_file)
				part.ledger_file = (uint32_t)part.files.count;
			*ARRAY_ADD(arena, &part.files) = scan->files.items[row];
		}
	return part;
}

struct scan part_choose(struct arena *arena, const struct part_choice *choice)
{
	struct choosing choosing = { .choice = choice, .room = choice->limits->part_size };
	choosing.is_taken = ARENA_MANY(&choosing.arena, bool, choice->scan->files.count);
	take_ledger(&choosing);
	take_around(&choosing);
	take_evenly(&choosing);
	struct scan part = scan_of(arena, &choosing);
	arena_release(&choosing.memory.loose);
	arena_release(&choosing.memory.kept);
	arena_release(&choosing.arena);
	return part;
}
