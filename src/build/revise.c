#include "build/revise.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/array.h"
#include "base/log.h"
#include "build/index.h"
#include "build/pack.h"
#include "build/revise_parts.h"

/* ── Files and drafts ───────────────────────────────────────────────────────────────────────── */

bool revise_take_file(struct revising *revising, uint32_t file)
{
	if (file >= revising->scan->files.count)
		return false;
	if (revising->is_taken[file])
		return true;
	const struct scan_file *scanned = &revising->scan->files.items[file];
	if (!scanned->is_dossiers || revising->files.count == REVISE_FILES_MOST ||
	    !str_equal(scanned->path, file_path(revising->base, file)) ||
	    schema_file_rule(revising->schema, scanned->path))
		return false;
	revising->is_taken[file] = true;
	*ARRAY_ADD(&revising->scratch, &revising->files) = file;
	return true;
}

/* A part of a dossier that stands elsewhere, and a link that was written at its far end, change
 * what others say. */
static bool stands_alone(const struct batch *batch)
{
	for (size_t i = 0; i < batch->drafts.count; i++)
		if (batch->drafts.items[i].adds || batch->drafts.items[i].is_foreign)
			return false;
	for (size_t i = 0; i < batch->links.count; i++)
		if (batch->links.items[i].is_inverse)
			return false;
	return true;
}

static bool draft_files(struct revising *revising)
{
	while (revising->batches.count < revising->files.count) {
		uint32_t file = revising->files.items[revising->batches.count];
		struct batch batch = batch_read(&revising->memory, revising->schema,
		                                revising->scan, file, revising->specials.root);
		if (batch.was_changed || !stands_alone(&batch))
			return false;
		*ARRAY_ADD(&revising->scratch, &revising->batches) = batch;
	}
	return true;
}

/* What one file changes can make it necessary to read another. */
static bool draft_all(struct revising *revising)
{
	while (revising->batches.count < revising->files.count) {
		if (!draft_files(revising))
			return false;
		base_find_replaced(revising);
		if (!base_has_drafts(revising) || !base_holds_links(revising) ||
		    !facets_take_files(revising))
			return false;
	}
	return true;
}

/* ── The segment ────────────────────────────────────────────────────────────────────────────── */

static int compare_files(const void *left, const void *right)
{
	const struct batch *one = left, *other = right;
	return (one->file > other->file) - (one->file < other->file);
}

/* All batches, as if they were all there is: the stand-ins are of a file without a name, which is
 * the first in the order of paths. */
static struct batch *batches_of_segment(struct revising *revising, struct scan *scan)
{
	struct arena *scratch = &revising->scratch;
	size_t count = revising->batches.count;
	struct batch *batches = ARENA_MANY(scratch, struct batch, count + 1);
	*scan = (struct scan){ .root = revising->scan->root, .collection_file = NO_ROW,
	                       .schema_file = NO_ROW, .ledger_file = NO_ROW };
	*ARRAY_ADD(scratch, &scan->files) = (struct scan_file){0};
	batches[0] = stand_ins_make(revising, scratch);

	qsort(revising->batches.items, count, sizeof *batches, compare_files);
	for (size_t i = 0; i < count; i++) {
		batches[i + 1] = revising->batches.items[i];
		*ARRAY_ADD(scratch, &scan->files) =
			revising->scan->files.items[batches[i + 1].file];
		batches[i + 1].file = (uint32_t)i + 1;
	}
	return batches;
}

static struct str_list replaced_ids(const struct revising *revising)
{
	struct str_list ids = {0};
	for (size_t i = 0; i < revising->replaced.count; i++)
		*ARRAY_ADD(revising->arena, &ids) =
			dossier_id(revising->base,
			           (struct dossier_ref){ revising->replaced.items[i] });
	return ids;
}

static bool make_segment(struct revising *revising, struct revision_segment *segment)
{
	static const struct collection no_collection;
	const struct finding_array no_findings = {0};
	struct scan scan;
	struct resolved resolved;
	struct index index = {0};
	struct ledger ledger = {0};
	struct fault why;
	struct batch *batches = batches_of_segment(revising, &scan);
	resolve_batches(&revising->scratch, revising->schema, batches, scan.files.count, &resolved,
	                &revising->findings);
	if (!ledger_revise(revising, &resolved, &ledger))
		return false;
	index_collection(&revising->scratch, revising->schema, &resolved, 1, &index);
	struct pack_input input = {
		.schema = revising->schema,
		.scan = &scan,
		.collection = &no_collection,
		.resolved = &resolved,
		.index = &index,
		.findings = &no_findings,
		.ledger = &ledger,
		.thread_count = 1,
	};
	struct str bytes;
	if (!pack_archive(revising->arena, &input, &bytes, &why))
		return false;
	*segment = (struct revision_segment){ bytes, replaced_ids(revising) };
	log_line("revise: %zu files, %zu dossiers, %zu bytes", revising->files.count,
	         revising->replaced.count, bytes.size);
	return true;
}

static bool revise(struct revising *revising, const uint32_t *changed, size_t changed_count,
                   struct revision_segment *segment)
{
	revising->schema = special_schema(&revising->specials);
	if (revising->specials.was_changed || !base_fits(revising))
		return false;
	for (size_t i = 0; i < changed_count; i++)
		if (!revise_take_file(revising, changed[i]))
			return false;
	return draft_all(revising) && make_segment(revising, segment);
}

bool revise_files(struct arena *arena, const struct archive *base, const struct scan *scan,
                  const uint32_t *changed, size_t changed_count, struct revision_segment *segment)
{
	struct revising revising = { .arena = arena, .base = base, .scan = scan };
	revising.specials = (struct special_reader){
		.arena = &revising.scratch, .scan = scan, .findings = &revising.findings,
		.root = open(scan->root.bytes, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
	};
	revising.is_taken = ARENA_MANY(&revising.scratch, bool, scan->files.count);
	revising.is_replaced = ARENA_MANY(&revising.scratch, bool, dossier_count(base));
	bool is_revised = revising.specials.root >= 0 && changed_count <= REVISE_FILES_MOST &&
	                  revise(&revising, changed, changed_count, segment);

	if (revising.specials.root >= 0)
		close(revising.specials.root);
	arena_release(&revising.memory.loose);
	arena_release(&revising.memory.kept);
	arena_release(&revising.scratch);
	return is_revised;
}
