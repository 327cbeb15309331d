#include "tests/support/mutation.h"

#include <stddef.h>
#include <string.h>

#include "archive/section.h"
#include "base/arena.h"
#include "base/file.h"
#include "tests/support/chance.h"

/* What is under the knife: a copy that may grow by a page. */
struct patient {
	struct arena *arena;
	const struct mutation_ground *ground;
	char *bytes;
	size_t size;
	uint64_t random;
	enum mutation_thing things[TARGET_COUNT];
};

enum { MOST_GROWTH = 4096, MOST_RUN = 64, MOST_BITS = 8 };

/* ── Chance ─────────────────────────────────────────────────────────────────────────────────── */

/* One of 0 … count - 1. */
static size_t pick(struct patient *patient, size_t count)
{
	return (size_t)(chance_next(&patient->random) % count);
}

/* A number that programs get wrong. */
static uint64_t extreme(struct patient *patient)
{
	const uint64_t numbers[] = {
		0, 1, 2, 7, 8, 255, 4096, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF,
		0x100000000, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 0xFFFFFFFFFFFFFFF8,
		UINT64_MAX, patient->size, patient->size - 1, patient->size + 8,
		chance_next(&patient->random),
	};
	return numbers[pick(patient, sizeof numbers / sizeof numbers[0])];
}

/* ── Bytes of any file ──────────────────────────────────────────────────────────────────────── */

static void flip_bits(struct patient *patient)
{
	for (size_t left = 1 + pick(patient, MOST_BITS); left > 0; left--)
		patient->bytes[pick(patient, patient->size)] ^= (char)(1 << pick(patient, 8));
}

static void overwrite_run(struct patient *patient)
{
	size_t start = pick(patient, patient->size), kind = pick(patient, 3);
	for (size_t left = 1 + pick(patient, MOST_RUN); left && start < patient->size; left--)
		patient->bytes[start++] = (char)(kind == 0   ? 0
		                                 : kind == 1 ? 0xFF
		                                             : chance_next(&patient->random));
}

static void cut(struct patient *patient)
{
	patient->size = pick(patient, patient->size);
}

static void lengthen(struct patient *patient)
{
	bool is_noise = pick(patient, 2);
	for (size_t left = 1 + pick(patient, MOST_GROWTH); left > 0; left--)
		patient->bytes[patient->size++] =
			(char)(is_noise ? chance_next(&patient->random) : 0);
}

static void empty(struct patient *patient)
{
	patient->size = 0;
}

/* What stands at one place stands at another, too. */
static void copy_run(struct patient *patient)
{
	size_t from = pick(patient, patient->size), to = pick(patient, patient->size);
	size_t size = 1 + pick(patient, patient->size / 4);
	size_t most = patient->size - (from > to ? from : to);
	memmove(patient->bytes + to, patient->bytes + from, size < most ? size : most);
}

/* ── An archive ─────────────────────────────────────────────────────────────────────────────── */

/* One begins, and the other goes on. */
static void splice(struct patient *patient)
{
	struct str other = patient->ground->other_archive;
	size_t start = pick(patient, 2) ? pick(patient, patient->size)
	                                : pick(patient, patient->size / 8) * 8;
	for (size_t i = start; i < patient->size && i < other.size; i++)
		patient->bytes[i] = other.bytes[i];
}

/* A part of the other one stands here. */
static void transplant(struct patient *patient)
{
	struct str other = patient->ground->other_archive;
	size_t from = pick(patient, other.size), to = pick(patient, patient->size);
	size_t size = 1 + pick(patient, other.size / 4);
	for (size_t i = 0; i < size && from + i < other.size && to + i < patient->size; i++)
		patient->bytes[to + i] = other.bytes[from + i];
}

static size_t table_at(size_t section)
{
	return sizeof(struct archive_header) + section * sizeof(struct section_row);
}

static void swap_sections(struct patient *patient)
{
	struct section_row left, right;
	char *first = patient->bytes + table_at(pick(patient, SECTION_COUNT));
	char *second = patient->bytes + table_at(pick(patient, SECTION_COUNT));
	memcpy(&left, first, sizeof left);
	memcpy(&right, second, sizeof right);
	memcpy(first, &right, sizeof right);
	memcpy(second, &left, sizeof left);
}

static void change_header(struct patient *patient)
{
	uint64_t number = extreme(patient);
	size_t size = pick(patient, 2) ? 4 : 8;
	size_t words = sizeof(struct archive_header) / 4 - 1;
	memcpy(patient->bytes + 4 * pick(patient, words), &number, size);
}

static void change_table(struct patient *patient)
{
	static const struct { size_t offset, size; } members[] = {
		{ offsetof(struct section_row, offset),   8 },
		{ offsetof(struct section_row, size),     8 },
		{ offsetof(struct section_row, row_size), 4 },
		{ offsetof(struct section_row, count),    4 },
	};
	size_t member = pick(patient, sizeof members / sizeof members[0]);
	uint64_t number = extreme(patient);
	memcpy(patient->bytes + table_at(pick(patient, SECTION_COUNT)) + members[member].offset,
	       &number, members[member].size);
}

/* Rows move from one section to the next, and all sections stay where they should be. */
static void move_border(struct patient *patient)
{
	size_t section = pick(patient, SECTION_COUNT - 1);
	struct section_row row, next;
	memcpy(&row, patient->bytes + table_at(section), sizeof row);
	memcpy(&next, patient->bytes + table_at(section + 1), sizeof next);
	uint64_t end = next.offset + next.size;
	row.count = (uint32_t)pick(patient, 2 * (size_t)row.count + 2);
	row.size = (uint64_t)row.count * row.row_size;
	next.offset = section_aligned(row.offset + row.size);
	next.count = end > next.offset ? (uint32_t)((end - next.offset) / next.row_size) : 0;
	next.size = (uint64_t)next.count * next.row_size;
	memcpy(patient->bytes + table_at(section), &row, sizeof row);
	memcpy(patient->bytes + table_at(section + 1), &next, sizeof next);
}

/* A section that has rows, as the sound archive has it; a row of it, and the other's number. */
static char *pick_row(struct patient *patient, struct section_row *section)
{
	do
		memcpy(section, patient->ground->archive.bytes +
		       table_at(pick(patient, SECTION_COUNT)), sizeof *section);
	while (section->count == 0);
	return patient->bytes + section->offset +
	       pick(patient, section->count) * (size_t)section->row_size;
}

static void change_rows(struct patient *patient)
{
	struct section_row section;
	for (size_t left = 1 + pick(patient, 3); left > 0; left--) {
		char *row = pick_row(patient, &section);
		uint64_t number = pick(patient, 2) ? extreme(patient)
		                                   : pick(patient, section.count + 2);
		size_t size = section.row_size < 4 ? section.row_size : 4;
		memcpy(row + pick(patient, section.row_size / size) * size, &number, size);
	}
}

static void swap_rows(struct patient *patient)
{
	struct section_row section;
	char *row = pick_row(patient, &section);
	char *other = patient->bytes + section.offset +
	              pick(patient, section.count) * (size_t)section.row_size;
	for (size_t i = 0; i < section.row_size; i++) {
		char byte = row[i];
		row[i] = other[i];
		other[i] = byte;
	}
}

static void take_other(struct patient *patient)
{
	struct str other = patient->ground->other_archive;
	patient->bytes = arena_copy(patient->arena, other.bytes, other.size);
	patient->size = other.size;
}

/* ── A stamp ────────────────────────────────────────────────────────────────────────────────── */

/* The stamp of the other collection, or what follows the hash of it. */
static void take_other_stamp(struct patient *patient)
{
	struct str other = patient->ground->other_stamp;
	size_t kept = pick(patient, 2) * sizeof(uint64_t);
	char *bytes = arena_copy(patient->arena, other.bytes, other.size);
	memcpy(bytes, patient->bytes, kept);
	patient->bytes = bytes;
	patient->size = other.size;
}

/* One letter of one path is another. */
static void change_path(struct patient *patient)
{
	size_t start = pick(patient, patient->size);
	for (size_t i = 0; i < patient->size; i++) {
		char *byte = &patient->bytes[(start + i) % patient->size];
		if (*byte >= 'a' && *byte <= 'y') {
			*byte = (char)(*byte + 1);
			return;
		}
	}
}

/* One file seems to have been changed since, so that the archive is revised by it. */
static void change_state(struct patient *patient)
{
	struct str stamp = { patient->bytes, patient->size }, ending = STR(".yaml");
	size_t at = str_find(stamp, ending, pick(patient, patient->size));
	if (at == SIZE_MAX)
		at = str_find(stamp, ending, 0);
	at += ending.size + pick(patient, sizeof(struct file_state));
	if (at < patient->size)
		patient->bytes[at] ^= (char)(1 << pick(patient, 8));
}

/* ── Signing ────────────────────────────────────────────────────────────────────────────────── */

/* As who damages it on purpose would: right hash, right size. Now and then a file seems to have
 * been changed besides, so that the wrong bytes are revised. */
static void sign(struct patient *patient, struct mutation *mutation)
{
	struct archive_header header;
	uint64_t size = patient->size;
	if (patient->size < sizeof header)
		return;
	while (size % ARCHIVE_ALIGNMENT)
		patient->bytes[size++] = 0;
	patient->size = size;
	struct str rest = { patient->bytes + sizeof header, size - sizeof header };
	uint64_t hash = section_hash(rest);
	memcpy(patient->bytes + offsetof(struct archive_header, hash), &hash, sizeof hash);
	memcpy(patient->bytes + offsetof(struct archive_header, size), &size, sizeof size);
	char *stamp = arena_copy(patient->arena, mutation->stamp.bytes, mutation->stamp.size);
	memcpy(stamp, &hash, sizeof hash);
	mutation->stamp.bytes = stamp;
	if (pick(patient, 3) == 0) {
		struct patient beside = { .bytes = stamp, .size = mutation->stamp.size,
		                          .random = chance_next(&patient->random) };
		change_state(&beside);
	}
}

/* ── What is no file ────────────────────────────────────────────────────────────────────────── */

static void change_things(struct patient *patient)
{
	size_t target = pick(patient, TARGET_COUNT);
	patient->things[target] = (enum mutation_thing)(1 + pick(patient, THING_COUNT - 1));
	if (pick(patient, 3) == 0)
		change_things(patient);
}

/* ── All of them ────────────────────────────────────────────────────────────────────────────── */

static const struct way {
	const char *name;
	bool is_of_stamp, may_be_signed;
	unsigned weight;                /* how often, of all weights */
	void (*run)(struct patient *patient);
} ways[] = {
	{ "bits of the archive",            false, true,  24, flip_bits },
	{ "a run of bytes of the archive",  false, true,  16, overwrite_run },
	{ "a cut archive",                  false, true,   8, cut },
	{ "a longer archive",               false, true,   5, lengthen },
	{ "an empty archive",               false, false,  1, empty },
	{ "bytes of it, twice",             false, true,   8, copy_run },
	{ "two archives, spliced",          false, true,   8, splice },
	{ "a part of another archive",      false, true,   8, transplant },
	{ "sections swapped",               false, true,   6, swap_sections },
	{ "a number of the header",         false, true,   8, change_header },
	{ "a number of the section table",  false, true,  12, change_table },
	{ "a border between sections",      false, true,   8, move_border },
	{ "numbers of rows",                false, true,  40, change_rows },
	{ "rows swapped",                   false, true,  12, swap_rows },
	{ "another archive",                false, true,   2, take_other },
	{ "bits of the stamp",              true,  false, 10, flip_bits },
	{ "a run of bytes of the stamp",    true,  false,  4, overwrite_run },
	{ "a cut stamp",                    true,  false,  4, cut },
	{ "a longer stamp",                 true,  false,  3, lengthen },
	{ "an empty stamp",                 true,  false,  1, empty },
	{ "bytes of the stamp, twice",      true,  false,  3, copy_run },
	{ "another stamp",                  true,  false,  3, take_other_stamp },
	{ "a path in the stamp",            true,  false,  4, change_path },
	{ "a file that seems changed",      true,  false,  6, change_state },
	{ "what is no file",                false, false, 12, change_things },
};

static const struct way *pick_way(struct patient *patient)
{
	enum { WAY_COUNT = sizeof ways / sizeof ways[0] };
	size_t sum = 0, way = 0;
	for (size_t i = 0; i < WAY_COUNT; i++)
		sum += ways[i].weight;
	size_t point = pick(patient, sum);
	while (point >= ways[way].weight)
		point -= ways[way++].weight;
	return &ways[way];
}

struct mutation mutation_make(struct arena *arena, const struct mutation_ground *ground,
                              uint64_t number)
{
	struct patient patient = { .arena = arena, .ground = ground, .random = number };
	struct mutation mutation = { .archive = ground->archive, .stamp = ground->stamp };
	const struct way *way = pick_way(&patient);
	struct str *target = way->is_of_stamp ? &mutation.stamp : &mutation.archive;
	patient.bytes = arena_take(arena, target->size + MOST_GROWTH + ARCHIVE_ALIGNMENT);
	patient.size = target->size;
	memcpy(patient.bytes, target->bytes, target->size);
	mutation.name = way->name;
	mutation.is_signed = way->may_be_signed && pick(&patient, 2);
	way->run(&patient);
	if (mutation.is_signed)
		sign(&patient, &mutation);
	*target = (struct str){ patient.bytes, patient.size };
	memcpy(mutation.things, patient.things, sizeof mutation.things);
	return mutation;
}
