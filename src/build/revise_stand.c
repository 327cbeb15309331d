#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "build/revise_parts.h"
#include "model/keys.h"
#include "model/prose.h"

/* A dossier of the base that has to be there, and why. */
struct need {
	uint32_t row;
	struct str former_id;           /* that it is called by, or empty */
	struct str link_to;             /* the id of what it links to, or empty */
};

struct standing {
	struct revising *revising;
	struct keys seen;               /* ids that were looked up */
	struct { struct need *items; size_t count, room; } needs;
};

/* ── What is needed ─────────────────────────────────────────────────────────────────────────── */

/* What is replaced is there itself. */
static void add_need(struct standing *standing, struct dossier_ref ref, struct need need)
{
	struct revising *revising = standing->revising;
	need.row = ref.row;
	if (!revise_replaces(revising, ref) &&
	    dossier_kind(revising->base, ref) < revising->schema->kinds.count)
		*ARRAY_ADD(&revising->scratch, &standing->needs) = need;
}

static void need_id(struct standing *standing, struct str id)
{
	struct revising *revising = standing->revising;
	if (keys_add(&revising->scratch, &standing->seen, id, 0) != KEYS_NONE)
		return;
	struct dossier_ref ref = dossier_find(revising->base, id);
	bool is_former = !str_equal(dossier_id(revising->base, ref), id);
	add_need(standing, ref, (struct need){ .former_id = is_former ? id : (struct str){0} });
}

/* Texts are found, and compared with the ledger, by the names of what they link to, whether that is
 * a link of the dossier or not. */
static void need_links_of(struct standing *standing, struct str text)
{
	struct prose_part part;
	if (text.size == 0 || !memchr(text.bytes, '[', text.size))
		return;
	for (size_t at = 0; prose_next(text, &at, &part);)
		if (part.kind == PROSE_LINK)
			need_id(standing, part.target);
}

static void need_ends(struct standing *standing, const struct batch *batch)
{
	for (size_t i = 0; i < batch->links.count; i++)
		need_id(standing, batch->links.items[i].target);
	for (size_t i = 0; i < batch->citations.count; i++)
		need_id(standing, batch->citations.items[i].id);
	for (size_t i = 0; i < batch->values.count; i++) {
		need_links_of(standing, batch->values.items[i].text);
		need_links_of(standing, batch->values.items[i].note);
	}
}

/* One of each kind that links there: this is what is found of it. */
static void need_kinds(struct standing *standing, struct dossier_ref ref, bool *is_there)
{
	struct revising *revising = standing->revising;
	const struct archive *base = revising->base;
	struct link_span links = links_in(base, ref);
	memset(is_there, 0, revising->schema->kinds.count * sizeof *is_there);
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct dossier_ref from = link_of(base, links, i).from;
		uint32_t kind = dossier_kind(base, from);
		if (kind >= revising->schema->kinds.count || revise_replaces(revising, from) ||
		    is_there[kind])
			continue;
		is_there[kind] = true;
		add_need(standing, from, (struct need){ .link_to = dossier_id(base, ref) });
	}
}

static void find_needs(struct standing *standing)
{
	struct revising *revising = standing->revising;
	bool *is_there = ARENA_MANY(&revising->scratch, bool, revising->schema->kinds.count);
	for (size_t i = 0; i < revising->batches.count; i++)
		need_ends(standing, &revising->batches.items[i]);
	for (size_t i = 0; i < revising->replaced.count; i++)
		need_kinds(standing, (struct dossier_ref){ revising->replaced.items[i] }, is_there);
}

/* ── Drafts ─────────────────────────────────────────────────────────────────────────────────── */

static int compare_needs(const void *left, const void *right)
{
	const struct need *one = left, *other = right;
	return (one->row > other->row) - (one->row < other->row);
}

static void begin_draft(const struct revising *revising, struct arena *arena, struct batch *batch,
                        uint32_t row)
{
	struct dossier dossier = dossier_at(revising->base, (struct dossier_ref){ row });
	*ARRAY_ADD(arena, &batch->drafts) = (struct draft){
		.id = dossier.id, .name = dossier.name, .kind = dossier.kind, .date = NO_ROW,
		.links.first = (uint32_t)batch->links.count,
		.former_ids.first = (uint32_t)batch->former_ids.count,
	};
}

/* The relation of a link does not matter: nobody will read it. */
static void fill_draft(struct arena *arena, struct batch *batch, const struct need *need)
{
	struct draft *draft = &batch->drafts.items[batch->drafts.count - 1];
	if (need->former_id.size) {
		*ARRAY_ADD(arena, &batch->former_ids) = need->former_id;
		draft->former_ids.count++;
	}
	if (need->link_to.size) {
		*ARRAY_ADD(arena, &batch->links) = (struct draft_link){
			.target = need->link_to, .field = NO_ROW, .value = NO_ROW,
			.text_byte = NO_ROW, .citation = NO_ROW, .date = NO_ROW, .since = NO_ROW,
			.until = NO_ROW, .to = NO_ROW,
		};
		draft->links.count++;
	}
}

struct batch stand_ins_make(struct revising *revising, struct arena *arena)
{
	struct standing standing = { .revising = revising };
	struct batch batch = {0};
	uint32_t last = NO_ROW;
	find_needs(&standing);
	if (standing.needs.count)
		qsort(standing.needs.items, standing.needs.count, sizeof *standing.needs.items,
		      compare_needs);
	for (size_t i = 0; i < standing.needs.count; i++) {
		const struct need *need = &standing.needs.items[i];
		if (need->row != last)
			begin_draft(revising, arena, &batch, need->row);
		last = need->row;
		fill_draft(arena, &batch, need);
	}
	return batch;
}
