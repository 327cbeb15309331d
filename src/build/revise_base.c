#include <stdlib.h>

#include "archive/section.h"
#include "base/array.h"
#include "build/revise_parts.h"
#include "model/keys.h"

bool base_fits(const struct revising *revising)
{
	const struct archive *base = revising->base;
	const struct schema *schema = revising->schema;
	struct collection_row collection = { .is_scattered = true };
	section_read(base, SECTION_COLLECTION, 0, &collection, sizeof collection);
	return !collection.is_scattered && file_count(base) == revising->scan->files.count &&
	       kind_count(base) == schema->kinds.count &&
	       field_count(base) == schema->fields.count &&
	       relation_count(base) == schema->relations.count;
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

static int compare_rows(const void *left, const void *right)
{
	uint32_t one = *(const uint32_t *)left, other = *(const uint32_t *)right;
	return (one > other) - (one < other);
}

static void replace_of_file(struct revising *revising, uint32_t file)
{
	struct row_span rows = dossiers_of_file(revising->base, file);
	for (uint32_t i = 0; i < rows.count; i++) {
		struct dossier_ref ref = { rows.rows[i] };
		if (!revise_has(revising, ref) || revising->is_replaced[ref.row])
			continue;
		revising->is_replaced[ref.row] = true;
		*ARRAY_ADD(&revising->scratch, &revising->replaced) = ref.row;
	}
}

void base_find_replaced(struct revising *revising)
{
	struct row_list *replaced = &revising->replaced;
	for (size_t i = 0; i < replaced->count; i++)
		revising->is_replaced[replaced->items[i]] = false;
	replaced->count = 0;
	for (size_t i = 0; i < revising->files.count; i++)
		replace_of_file(revising, revising->files.items[i]);
	if (replaced->count)
		qsort(replaced->items, replaced->count, sizeof *replaced->items, compare_rows);
}

/* The row of a draft's dossier in the base, or NO_ROW if that is another there. */
static uint32_t row_of_draft(const struct archive *base, const struct draft *draft)
{
	struct dossier dossier = dossier_at(base, dossier_find(base, draft->id));
	bool is_same = !dossier_is_none(dossier.ref) && str_equal(dossier.id, draft->id) &&
	               str_equal(dossier.name, draft->name) && dossier.kind == draft->kind;
	return is_same ? dossier.ref.row : NO_ROW;
}

/* The former ids that the base has of what is replaced. Few collections have any. */
static size_t count_former_ids(const struct revising *revising)
{
	const struct archive *base = revising->base;
	uint32_t id_count = base->sections[SECTION_IDS].count;
	size_t count = 0;
	for (uint32_t row = 0; row < id_count && id_count > dossier_count(base); row++) {
		struct id_row id;
		if (section_read(base, SECTION_IDS, row, &id, sizeof id) && id.is_former &&
		    id.dossier < dossier_count(base))
			count += revising->is_replaced[id.dossier];
	}
	return count;
}

/* Count the former ids of a draft in `seen`. False if one of them means another dossier. */
static bool add_former_ids(struct revising *revising, const struct batch *batch,
                           const struct draft *draft, uint32_t row, struct keys *seen)
{
	for (uint32_t i = 0; i < draft->former_ids.count; i++) {
		struct str id = batch->former_ids.items[draft->former_ids.first + i];
		if (str_equal(id, draft->id))
			continue;
		if (dossier_find(revising->base, id).row != row)
			return false;
		keys_add(&revising->scratch, seen, id, row);
	}
	return true;
}

static bool add_drafts(struct revising *revising, const struct batch *batch,
                       struct row_list *rows, struct keys *former_ids)
{
	for (size_t i = 0; i < batch->drafts.count; i++) {
		const struct draft *draft = &batch->drafts.items[i];
		uint32_t row = row_of_draft(revising->base, draft);
		if (row == NO_ROW || !add_former_ids(revising, batch, draft, row, former_ids))
			return false;
		*ARRAY_ADD(&revising->scratch, rows) = row;
	}
	return true;
}

bool base_has_drafts(struct revising *revising)
{
	struct row_list rows = {0};
	struct keys former_ids = {0};
	for (size_t i = 0; i < revising->batches.count; i++)
		if (!add_drafts(revising, &revising->batches.items[i], &rows, &former_ids))
			return false;
	if (rows.count != revising->replaced.count ||
	    former_ids.count != count_former_ids(revising))
		return false;

	if (rows.count)
		qsort(rows.items, rows.count, sizeof *rows.items, compare_rows);
	for (size_t i = 0; i < rows.count; i++)
		if (rows.items[i] != revising->replaced.items[i])
			return false;
	return true;
}

bool base_holds_links(const struct revising *revising)
{
	for (size_t i = 0; i < revising->replaced.count; i++) {
		struct dossier_ref ref = { revising->replaced.items[i] };
		if (!links_are_own(revising->base, ref))
			return false;
	}
	return true;
}
