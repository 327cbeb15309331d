/* Among the words of a dossier is "has:quotes" if a quote links to it: see build/index.h. So a link
 * more or less in one file can change what is found of a dossier in another. */
#include <stdlib.h>

#include "base/array.h"
#include "build/revise_parts.h"

/* A dossier of the base that is not replaced, and a kind that links to it: as one number, the row
 * above the kind. */
struct ends { uint64_t *items; size_t count, room; };

static void add_end(struct revising *revising, struct ends *ends, struct dossier_ref to,
                    uint32_t kind)
{
	if (revise_has(revising, to) && !revise_replaces(revising, to))
		*ARRAY_ADD(&revising->scratch, ends) = (uint64_t)to.row << 32 | kind;
}

static int compare_ends(const void *left, const void *right)
{
	uint64_t one = *(const uint64_t *)left, other = *(const uint64_t *)right;
	return (one > other) - (one < other);
}

/* Sort them, and keep each once. */
static void settle_ends(struct ends *ends)
{
	size_t kept = 0;
	if (ends->count)
		qsort(ends->items, ends->count, sizeof *ends->items, compare_ends);
	for (size_t i = 0; i < ends->count; i++)
		if (kept == 0 || ends->items[kept - 1] != ends->items[i])
			ends->items[kept++] = ends->items[i];
	ends->count = kept;
}

static struct ends ends_before(struct revising *revising)
{
	const struct archive *base = revising->base;
	struct ends ends = {0};
	for (size_t i = 0; i < revising->replaced.count; i++) {
		struct dossier_ref ref = { revising->replaced.items[i] };
		struct link_span links = links_out(base, ref);
		for (uint32_t j = 0; j < links.range.count; j++)
			add_end(revising, &ends, link_of(base, links, j).to,
			        dossier_kind(base, ref));
	}
	settle_ends(&ends);
	return ends;
}

static struct ends ends_now(struct revising *revising)
{
	struct ends ends = {0};
	for (size_t i = 0; i < revising->batches.count; i++) {
		const struct batch *batch = &revising->batches.items[i];
		for (size_t j = 0; j < batch->drafts.count; j++) {
			const struct draft *draft = &batch->drafts.items[j];
			for (uint32_t k = 0; k < draft->links.count; k++) {
				uint32_t link = draft->links.first + k;
				add_end(revising, &ends,
				        dossier_find(revising->base,
				                     batch->links.items[link].target),
				        draft->kind);
			}
		}
	}
	settle_ends(&ends);
	return ends;
}

/* True if a dossier of that kind that is not replaced links there, so that nothing else matters. */
static bool has_other(const struct revising *revising, uint64_t end)
{
	const struct archive *base = revising->base;
	struct link_span links = links_in(base, (struct dossier_ref){ (uint32_t)(end >> 32) });
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct dossier_ref from = link_of(base, links, i).from;
		if (!revise_replaces(revising, from) && dossier_kind(base, from) == (uint32_t)end)
			return true;
	}
	return false;
}

static bool take_end(struct revising *revising, uint64_t end)
{
	struct dossier_ref ref = { (uint32_t)(end >> 32) };
	return has_other(revising, end) ||
	       revise_take_file(revising, dossier_at(revising->base, ref).file);
}

/* Those that are in one of the two and not in the other. */
bool facets_take_files(struct revising *revising)
{
	struct ends before = ends_before(revising), now = ends_now(revising);
	size_t old = 0, new = 0;
	while (old < before.count || new < now.count) {
		bool is_old = new == now.count ||
		              (old < before.count && before.items[old] < now.items[new]);
		bool is_new = old == before.count ||
		              (new < now.count && now.items[new] < before.items[old]);
		uint64_t end = is_old ? before.items[old] : now.items[new];
		if ((is_old || is_new) && !take_end(revising, end))
			return false;
		old += !is_new;
		new += !is_old;
	}
	return true;
}
