#include "archive/revision.h"

#include <assert.h>

#include "archive/revision_parts.h"
#include "archive/verify.h"

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

const struct archive *archive_base(const struct archive *archive)
{
	return archive->revision ? archive->revision->base : archive;
}

const char *section_new_rows(const struct archive *archive, enum section section,
                             struct rows_at rows, size_t size)
{
	if (!archive->revision || rows.first < archive->sections[section].count)
		return NULL;
	const struct section_view *view = &archive->revision->sections[section];
	uint32_t first = rows.first - archive->sections[section].count;
	if (first > view->count || rows.count > view->count - first)
		return NULL;
	return view->bytes ? view->bytes + (size_t)first * size : NULL;
}

bool section_new_read(const struct archive *archive, enum section section, uint32_t row, void *copy,
                      size_t size)
{
	const char *bytes = section_new_rows(archive, section, (struct rows_at){ row, 1 }, size);
	if (!bytes)
		return false;
	memcpy(copy, bytes, size);
	return true;
}

struct str section_new_text(const struct archive *archive, struct text_at text)
{
	struct rows_at rows = { text.offset, text.size };
	const char *bytes = section_new_rows(archive, SECTION_TEXTS, rows, 1);
	return bytes ? (struct str){ bytes, text.size } : (struct str){0};
}

struct row_range section_new_range(const struct archive *archive, enum section section,
                                   struct rows_at rows)
{
	return section_new_rows(archive, section, rows, 0)
	               ? (struct row_range){ rows.first, rows.count }
	               : (struct row_range){0};
}

struct row_span section_new_span(const struct archive *archive, enum section section,
                                 struct rows_at rows)
{
	const void *bytes = section_new_rows(archive, section, rows, sizeof(uint32_t));
	return bytes && rows.count ? (struct row_span){ bytes, rows.count } : (struct row_span){0};
}

uint32_t section_new_count(const struct archive *archive, enum section section)
{
	return archive->sections[section].count + archive->revision->sections[section].count;
}

const struct changed_dossier *revision_find(const struct revision *revision, uint32_t row)
{
	const struct changed_dossier *items = revision->changed.items;
	size_t low = 0, high = revision->changed.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (items[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < revision->changed.count && items[low].row == row ? &items[low] : NULL;
}

struct row_span archive_replaced(const struct archive *archive)
{
	return archive->revision ? archive->revision->replaced : (struct row_span){0};
}

bool archive_replaces(const struct archive *archive, uint32_t row)
{
	struct row_span rows = archive_replaced(archive);
	uint32_t at = rows_bound(rows, 0, row);
	return at < rows.count && rows.rows[at] == row;
}

bool archive_relinks(const struct archive *archive, uint32_t row)
{
	return changed_dossier(archive, (struct dossier_ref){ row }) != NULL;
}

uint32_t revision_timeline_row(const struct revision *revision, uint32_t place)
{
	size_t low = 0, high = revision->pieces.count;
	if (place >= revision->timeline_count)
		return ARCHIVE_NONE;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (revision->pieces.items[middle].place <= place)
			low = middle + 1;
		else
			high = middle;
	}
	const struct timeline_piece *piece = &revision->pieces.items[low - 1];
	return piece->row + (place - piece->place);
}

/* ── What must fit together ─────────────────────────────────────────────────────────────────── */

/* Rows name kinds, fields and relations by number, which therefore have to mean the same. */
static bool schemas_agree(const struct archive *one, const struct archive *other)
{
	bool agree = kind_count(one) == kind_count(other) &&
	             field_count(one) == field_count(other) &&
	             relation_count(one) == relation_count(other);
	for (uint32_t i = 0; agree && i < kind_count(one); i++)
		agree = str_equal(kind_at(one, i).key, kind_at(other, i).key);
	for (uint32_t i = 0; agree && i < field_count(one); i++)
		agree = str_equal(field_at(one, i).key, field_at(other, i).key);
	for (uint32_t i = 0; agree && i < relation_count(one); i++)
		agree = str_equal(relation_at(one, i).key, relation_at(other, i).key);
	return agree;
}

static bool is_same_dossier(const struct archive *one, struct dossier_ref in_one,
                            const struct archive *other, struct dossier_ref in_other)
{
	return str_equal(dossier_id(one, in_one), dossier_id(other, in_other)) &&
	       str_equal(dossier_name(one, in_one), dossier_name(other, in_other)) &&
	       dossier_kind(one, in_one) == dossier_kind(other, in_other);
}

/* Find each dossier of the segment in the base, where they have the same order. */
static bool find_dossiers(struct revising *revising, struct fault *why)
{
	uint32_t count = dossier_count(revising->segment);
	revising->dossiers = ARENA_MANY(&revising->scratch, uint32_t, count);
	revising->is_replaced = ARENA_MANY(&revising->scratch, bool, count);
	for (uint32_t i = 0; i < count; i++) {
		struct dossier_ref ref = { i };
		struct str id = dossier_id(revising->segment, ref);
		struct dossier_ref found = dossier_find(revising->base, id);
		if (found.row >= dossier_count(revising->base) ||
		    !is_same_dossier(revising->segment, ref, revising->base, found))
			return fault_set(why, FAULT_FORMAT,
			                 "the archive has no dossier \"%.*s\" of that kind and "
			                 "name", STR_ARGS(id));
		if (i && found.row <= revising->dossiers[i - 1])
			return fault_set(why, FAULT_FORMAT, "\"%.*s\" is out of order",
			                 STR_ARGS(id));
		revising->dossiers[i] = found.row;
	}
	return true;
}

/* What a dossier says of its links goes with it, and so must they. */
static bool check_links(const struct archive *archive, struct dossier_ref ref, struct fault *why)
{
	return links_are_own(archive, ref) ||
	       fault_set(why, FAULT_FORMAT, "a link of \"%.*s\" stands in another dossier",
	                 STR_ARGS(dossier_id(archive, ref)));
}

static bool mark_replaced(struct revising *revising, struct str_list replaced, struct fault *why)
{
	for (size_t i = 0; i < replaced.count; i++) {
		struct dossier_ref ref = dossier_find(revising->segment, replaced.items[i]);
		if (!str_equal(dossier_id(revising->segment, ref), replaced.items[i]))
			return fault_set(why, FAULT_FORMAT, "there is no new dossier \"%.*s\"",
			                 STR_ARGS(replaced.items[i]));
		struct dossier_ref old = { revising->dossiers[ref.row] };
		if (!check_links(revising->segment, ref, why) ||
		    !check_links(revising->base, old, why))
			return false;
		revising->is_replaced[ref.row] = true;
	}

	uint32_t *rows = ARENA_MANY(revising->arena, uint32_t, replaced.count), count = 0;
	for (uint32_t i = 0; i < dossier_count(revising->segment); i++)
		if (revising->is_replaced[i])
			rows[count++] = revising->dossiers[i];
	revising->revision->replaced = (struct row_span){ rows, count };
	return true;
}

bool revise_room(struct revising *revising, enum section section, uint64_t count, char **rows,
                 struct fault *why)
{
	const struct section_form *form = section_form(section);
	if (count >= ARCHIVE_NONE - base_count(revising, section))
		return fault_set(why, FAULT_FORMAT, "an archive has no room for that many %s",
		                 form->name);
	if (rows) {
		*rows = arena_take_many(revising->arena, count, form->row_size);
		revising->revision->sections[section] =
			(struct section_view){ *rows, (uint32_t)count };
	}
	return true;
}

/* ── Making one ─────────────────────────────────────────────────────────────────────────────── */

static bool revise(struct revising *revising, struct str_list replaced, struct fault *why)
{
	if (!schemas_agree(revising->base, revising->segment))
		return fault_set(why, FAULT_FORMAT, "the archives were made by different schemas");
	return find_dossiers(revising, why) && mark_replaced(revising, replaced, why) &&
	       revise_rows(revising, why) && revise_dossiers(revising, why) &&
	       revise_timeline(revising, why) && revise_words(revising, why);
}

/* Which of the two comes first is part of it. */
static uint64_t hash_both(const struct archive *base, const struct archive *segment)
{
	uint64_t hashes[] = { archive_hash(base), archive_hash(segment) };
	return section_hash((struct str){ (const char *)hashes, sizeof hashes });
}

bool archive_revise(struct arena *arena, const struct archive *base, struct str segment,
                    struct str_list replaced, struct archive **revised, struct fault *why)
{
	struct archive *opened;
	assert(!base->revision);
	if (!archive_open(arena, segment, &opened, why) || !archive_verify(opened, why))
		return false;

	struct revising revising = {
		.arena = arena, .base = base, .segment = opened,
		.revision = ARENA_NEW(arena, struct revision),
		.archive = ARENA_NEW(arena, struct archive),
	};
	*revising.archive = *base;
	revising.archive->revision = revising.revision;
	revising.revision->base = base;
	revising.revision->hash = hash_both(base, opened);
	bool is_done = revise(&revising, replaced, why);
	arena_release(&revising.scratch);
	if (is_done)
		*revised = revising.archive;
	return is_done;
}
