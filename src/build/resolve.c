#include "build/resolve_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* ── Order ──────────────────────────────────────────────────────────────────────────────────── */

/* A draft in the order of its id. Eight bytes of the id at a time are kept beside the number, so
 * that most comparisons look at nothing else. */
struct handle {
	uint64_t bytes;                 /* of the id from the depth at work on, first highest */
	uint32_t number;                /* in the order of files */
};

struct numbered { struct str id; uint32_t batch, draft; };

static uint64_t bytes_at(struct str id, size_t depth)
{
	uint64_t bytes = 0;
	for (size_t i = depth; i < depth + 8; i++)
		bytes = bytes << 8 | (i < id.size ? (unsigned char)id.bytes[i] : 0);
	return bytes;
}

static int handle_compare(const void *left_handle, const void *right_handle)
{
	const struct handle *left = left_handle, *right = right_handle;
	if (left->bytes != right->bytes)
		return left->bytes < right->bytes ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

/* Sort handles whose ids are equal up to `depth`, those of equal ids by number. An id holds no NUL,
 * so that eight NULs mean that it has ended, and all of its run with it. */
static void handles_sort(struct handle *handles, size_t count, const struct numbered *drafts,
                         size_t depth)
{
	for (size_t i = 0; i < count; i++)
		handles[i].bytes = bytes_at(drafts[handles[i].number].id, depth);
	qsort(handles, count, sizeof(*handles), handle_compare);

	for (size_t first = 0, end; first < count; first = end) {
		for (end = first + 1; end < count && handles[end].bytes == handles[first].bytes;)
			end++;
		if (end - first > 1 && (handles[first].bytes & 0xFF))
			handles_sort(handles + first, end - first, drafts, depth + 8);
	}
}

/* All dossiers of all files in the order of files. */
static struct numbered *drafts_number(struct resolving *resolving, size_t *count)
{
	const struct resolved *resolved = resolving->resolved;
	size_t room = 0;
	for (size_t i = 0; i < resolved->batch_count; i++)
		room += resolved->batches[i].drafts.count;

	struct numbered *drafts = ARENA_MANY(&resolving->scratch, struct numbered, room);
	*count = 0;
	for (uint32_t i = 0; i < resolved->batch_count; i++) {
		const struct batch *batch = &resolved->batches[i];
		for (uint32_t j = 0; j < batch->drafts.count; j++) {
			const struct draft *draft = &batch->drafts.items[j];
			if (!draft->adds)
				drafts[(*count)++] = (struct numbered){ draft->id, i, j };
		}
	}
	return drafts;
}

/* Give each id its row. Of drafts with one id the first in file order stands; the others keep no
 * owner. */
static void dossiers_number(struct resolving *resolving)
{
	struct resolved *resolved = resolving->resolved;
	size_t count;
	struct numbered *drafts = drafts_number(resolving, &count);
	struct handle *handles = ARENA_MANY(&resolving->scratch, struct handle, count);
	for (size_t i = 0; i < count; i++)
		handles[i].number = (uint32_t)i;
	handles_sort(handles, count, drafts, 0);

	resolved->dossiers.items = ARENA_MANY(resolved->arena, struct resolved_dossier, count);
	resolved->dossiers.room = count;
	resolving->kinds = ARENA_MANY(&resolving->scratch, uint32_t, count);
	struct str before = {0};
	for (size_t i = 0; i < count; i++) {
		const struct numbered *draft = &drafts[handles[i].number];
		if (i > 0 && str_equal(before, draft->id))
			continue;
		uint32_t row = (uint32_t)resolved->dossiers.count++;
		resolved->dossiers.items[row] = (struct resolved_dossier){
			.batch = draft->batch, .draft = draft->draft,
		};
		resolving->owners[draft->batch][draft->draft] = row;
		resolving->kinds[row] = resolved_draft(resolved, row)->kind;
		before = draft->id;
	}
}

/* ── Ids ────────────────────────────────────────────────────────────────────────────────────── */

static uint32_t answer_add(struct resolving *resolving, struct str id, uint32_t dossier)
{
	uint32_t number = (uint32_t)resolving->answers.count;
	struct resolved *resolved = resolving->resolved;
	uint32_t found = keys_add(resolved->arena, &resolved->by_id, id, number);
	if (found == KEYS_NONE) {
		*ARRAY_ADD(resolved->arena, &resolved->meant) = dossier;
		*ARRAY_ADD(&resolving->scratch, &resolving->answers) =
			(struct answer){ dossier, .rival = NO_ROW };
	}
	return found;
}

static int id_compare(const void *left, const void *right)
{
	return str_compare(((const struct resolved_id *)left)->id,
	                   ((const struct resolved_id *)right)->id);
}

/* The former ids that are not the id of another dossier; those that are make it ambiguous. */
static void former_ids_add(struct resolving *resolving, struct resolved_id *ids, size_t *count)
{
	const struct resolved *resolved = resolving->resolved;
	for (uint32_t row = 0; row < resolved->dossiers.count; row++) {
		const struct batch *batch = &resolved->batches[resolved->dossiers.items[row].batch];
		struct draft_rows rows = resolved_draft(resolved, row)->former_ids;
		for (uint32_t i = 0; i < rows.count; i++) {
			struct str id = batch->former_ids.items[rows.first + i];
			uint32_t found = answer_add(resolving, id, row);
			if (found == KEYS_NONE)
				ids[(*count)++] = (struct resolved_id){ id, row, true };
			else if (resolving->answers.items[found].dossier != row)
				resolving->answers.items[found].rival = row;
		}
	}
	qsort(ids, *count, sizeof(*ids), id_compare);
}

/* Merge the ids of dossiers and their former ids, both sorted and without a common one. */
static void ids_merge(struct resolved *resolved, const struct resolved_id *former,
                      size_t former_count)
{
	size_t count = resolved->dossiers.count + former_count, next = 0;
	resolved->ids.items = ARENA_MANY(resolved->arena, struct resolved_id, count);
	resolved->ids.room = count;
	for (uint32_t row = 0; row < resolved->dossiers.count; row++) {
		struct str id = resolved_draft(resolved, row)->id;
		while (next < former_count && str_compare(former[next].id, id) < 0)
			resolved->ids.items[resolved->ids.count++] = former[next++];
		resolved->ids.items[resolved->ids.count++] = (struct resolved_id){ id, row, false };
	}
	while (next < former_count)
		resolved->ids.items[resolved->ids.count++] = former[next++];
}

static void ids_make(struct resolving *resolving)
{
	struct resolved *resolved = resolving->resolved;
	size_t room = 0, count = 0;
	for (uint32_t row = 0; row < resolved->dossiers.count; row++) {
		answer_add(resolving, resolved_draft(resolved, row)->id, row);
		room += resolved_draft(resolved, row)->former_ids.count;
	}
	struct resolved_id *former = ARENA_MANY(&resolving->scratch, struct resolved_id, room);
	former_ids_add(resolving, former, &count);
	ids_merge(resolved, former, count);
}

/* ── Drafts that are no dossiers ────────────────────────────────────────────────────────────── */

static void duplicate_report(struct resolving *resolving, const struct batch *batch,
                             const struct draft *draft)
{
	const struct resolved *resolved = resolving->resolved;
	uint32_t row = resolving->answers.items[keys_find(&resolved->by_id, draft->id)].dossier;
	const struct batch *first = &resolved->batches[resolved->dossiers.items[row].batch];
	RESOLVE_FINDING(resolving, RULE_DUPLICATE_ID, batch, draft->place,
	                "the id '%.*s' was given before, in %.*s line %u: this dossier is left out",
	                STR_ARGS(finding_excerpt(draft->id)), STR_ARGS(first->path),
	                (unsigned)resolved_draft(resolved, row)->place.line);
}

/* The dossier that an addition belongs to, or NO_ROW with a finding. */
static uint32_t addition_owner(struct resolving *resolving, const struct batch *batch,
                               const struct draft *draft)
{
	uint32_t answer = keys_find(&resolving->resolved->by_id, draft->id);
	if (answer != KEYS_NONE)
		return resolving->answers.items[answer].dossier;
	struct str guess = resolve_guess(resolving, draft->id);
	RESOLVE_FINDING(resolving, RULE_LINK_DANGLING, batch, draft->place,
	                "there is no dossier '%.*s' to add this to%s%.*s%s",
	                STR_ARGS(finding_excerpt(draft->id)), guess.size ? ": did you mean '" : "",
	                STR_ARGS(guess), guess.size ? "'?" : "");
	return NO_ROW;
}

/* Lay out additions by their dossiers, in the order of files. */
static void additions_place(struct resolved *resolved, const struct resolved_part *parts,
                            const uint32_t *owners, size_t count)
{
	resolved->additions.items = ARENA_MANY(resolved->arena, struct resolved_part, count);
	resolved->additions.count = resolved->additions.room = count;
	for (size_t i = 0; i < count; i++)
		resolved->dossiers.items[owners[i]].addition_count++;
	uint32_t first = 0;
	for (size_t i = 0; i < resolved->dossiers.count; i++) {
		resolved->dossiers.items[i].first_addition = first;
		first += resolved->dossiers.items[i].addition_count;
		resolved->dossiers.items[i].addition_count = 0;
	}
	for (size_t i = 0; i < count; i++) {
		struct resolved_dossier *dossier = &resolved->dossiers.items[owners[i]];
		uint32_t row = dossier->first_addition + dossier->addition_count++;
		resolved->additions.items[row] = parts[i];
	}
}

/* Report duplicates, and give additions to their dossiers. */
static void others_place(struct resolving *resolving)
{
	struct resolved *resolved = resolving->resolved;
	struct { struct resolved_part *items; size_t count, room; } parts = {0};
	struct row_list owners = {0};
	for (uint32_t i = 0; i < resolved->batch_count; i++) {
		const struct batch *batch = &resolved->batches[i];
		for (uint32_t j = 0; j < batch->drafts.count; j++) {
			const struct draft *draft = &batch->drafts.items[j];
			uint32_t *owner = &resolving->owners[i][j];
			if (*owner != NO_ROW)
				continue;
			if (draft->adds)
				*owner = addition_owner(resolving, batch, draft);
			else
				duplicate_report(resolving, batch, draft);
			if (*owner == NO_ROW)
				continue;
			*ARRAY_ADD(&resolving->scratch, &parts) = (struct resolved_part){ i, j };
			*ARRAY_ADD(&resolving->scratch, &owners) = *owner;
		}
	}
	additions_place(resolved, parts.items, owners.items, parts.count);
}

static void owners_make(struct resolving *resolving)
{
	const struct resolved *resolved = resolving->resolved;
	resolving->owners = ARENA_MANY(&resolving->scratch, uint32_t *, resolved->batch_count);
	for (size_t i = 0; i < resolved->batch_count; i++) {
		size_t count = resolved->batches[i].drafts.count;
		resolving->owners[i] = ARENA_MANY(&resolving->scratch, uint32_t, count);
		memset(resolving->owners[i], 0xFF, count * sizeof(uint32_t));
	}
}

void resolve_batches(struct arena *arena, const struct schema *schema, struct batch *batches,
                     size_t batch_count, struct resolved *resolved, struct finding_array *findings)
{
	*resolved = (struct resolved){
		.arena = arena, .batches = batches, .batch_count = batch_count,
	};
	struct resolving resolving = {
		.schema = schema, .resolved = resolved, .findings = findings,
	};
	owners_make(&resolving);
	dossiers_number(&resolving);
	ids_make(&resolving);
	others_place(&resolving);
	resolve_links(&resolving);
	arena_release(&resolving.scratch);
}
