#include "build/audit.h"

#include <string.h>

#include "build/audit_parts.h"

/* ── What the links say ─────────────────────────────────────────────────────────────────────── */

static void rows_make(struct auditing *auditing)
{
	const struct resolved *resolved = auditing->resolved;
	auditing->rows = ARENA_MANY(&auditing->scratch, uint32_t *, resolved->batch_count);
	for (size_t i = 0; i < resolved->batch_count; i++) {
		size_t count = resolved->batches[i].drafts.count;
		auditing->rows[i] = ARENA_MANY(&auditing->scratch, uint32_t, count);
		memset(auditing->rows[i], 0xFF, count * sizeof(uint32_t));
	}
	for (uint32_t row = 0; row < resolved->dossiers.count; row++) {
		const struct resolved_dossier *dossier = &resolved->dossiers.items[row];
		auditing->rows[dossier->batch][dossier->draft] = row;
	}
}

static void links_count(struct auditing *auditing)
{
	const struct resolved *resolved = auditing->resolved;
	auditing->in_counts = ARENA_MANY(&auditing->scratch, uint32_t, resolved->dossiers.count);
	auditing->has_links_out = ARENA_MANY(&auditing->scratch, bool, resolved->dossiers.count);
	for (size_t i = 0; i < resolved->links.count; i++) {
		const struct resolved_link *link = &resolved->links.items[i];
		if (link->from == link->to)
			continue;
		const struct batch *batch = &resolved->batches[link->batch];
		auditing->in_counts[link->to]++;
		if (batch->links.items[link->link].relation != auditing->cites)
			auditing->has_links_out[link->from] = true;
	}
}

/* ── Sources ────────────────────────────────────────────────────────────────────────────────── */

static bool part_has_source(const struct auditing *auditing, const struct batch *batch,
                            const struct draft *draft)
{
	for (uint32_t i = 0; i < draft->links.count; i++) {
		const struct draft_link *link = &batch->links.items[draft->links.first + i];
		if (link->relation == auditing->cites || link->field == auditing->source)
			return true;
	}
	return false;
}

static bool has_source(const struct auditing *auditing, uint32_t row)
{
	const struct resolved *resolved = auditing->resolved;
	const struct resolved_dossier *dossier = &resolved->dossiers.items[row];
	bool found = part_has_source(auditing, &resolved->batches[dossier->batch],
	                             resolved_draft(resolved, row));
	for (uint32_t i = 0; i < dossier->addition_count && !found; i++) {
		struct resolved_part part = resolved->additions.items[dossier->first_addition + i];
		const struct batch *batch = &resolved->batches[part.batch];
		found = part_has_source(auditing, batch, &batch->drafts.items[part.draft]);
	}
	return found;
}

/* True if the draft stage already asks for the source of dossiers of this kind. */
static bool requires_source(const struct auditing *auditing, uint32_t kind)
{
	const struct row_list *kinds = &auditing->schema->fields.items[auditing->source].required;
	for (size_t i = 0; i < kinds->count; i++)
		if (kinds->items[i] == kind)
			return true;
	return false;
}

/* Relations stand on their own sources, or on those of the dossier as a whole. */
static void relations_audit(struct auditing *auditing, const struct batch *batch,
                            const struct draft *draft)
{
	for (uint32_t i = 0; i < draft->links.count && draft->citations.count == 0; i++) {
		const struct draft_link *link = &batch->links.items[draft->links.first + i];
		if (link->field != auditing->relations || link->citations.count)
			continue;
		AUDIT_FINDING(auditing, RULE_SOURCE_MISSING, batch, link->place,
		              "nothing says where the relation '%.*s' to '%.*s' is taken from",
		              STR_ARGS(auditing->schema->relations.items[link->relation].key),
		              STR_ARGS(finding_excerpt(link->target)));
	}
}

static void sources_audit(struct auditing *auditing, const struct batch *batch,
                          const struct draft *draft, uint32_t row)
{
	uint32_t source_kind = schema_kind(auditing->schema, STR("source"));
	if (draft->kind == source_kind)
		return;
	if (has_source(auditing, row))
		relations_audit(auditing, batch, draft);
	else if (!requires_source(auditing, draft->kind))
		AUDIT_FINDING(auditing, RULE_SOURCE_MISSING, batch, draft->place,
		              "nothing says where '%.*s' is taken from",
		              STR_ARGS(finding_excerpt(draft->name)));
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

/* True for statements and events: they tell of others, and are found from those. */
static bool is_telling(const struct schema *schema, const struct kind *kind)
{
	bool is_statement = kind->name_field != NO_ROW &&
	                    schema->fields.items[kind->name_field].type == FIELD_PROSE;
	return is_statement || kind->date_field == schema_known(schema, KNOWN_DATE);
}

static void orphan_audit(struct auditing *auditing, const struct batch *batch,
                         const struct draft *draft, uint32_t row)
{
	const struct kind *kind = &auditing->schema->kinds.items[draft->kind];
	if (auditing->in_counts[row] || str_equal(draft->id, auditing->home) ||
	    (auditing->has_links_out[row] && is_telling(auditing->schema, kind)))
		return;
	AUDIT_FINDING(auditing, RULE_ORPHAN, batch, draft->place, "nothing links to '%.*s'",
	              STR_ARGS(finding_excerpt(draft->name)));
}

/* ── All ────────────────────────────────────────────────────────────────────────────────────── */

static void doubts_audit(struct auditing *auditing, const struct batch *batch,
                         const struct draft *draft, uint32_t row)
{
	sources_audit(auditing, batch, draft, row);
	audit_dates(auditing, batch, draft);
	audit_alike(auditing, row);
}

/* Look at each dossier that was written for this program, in the order of files. */
static void dossiers_visit(struct auditing *auditing,
                           void (*visit)(struct auditing *, const struct batch *,
                                         const struct draft *, uint32_t))
{
	const struct resolved *resolved = auditing->resolved;
	for (size_t i = 0; i < resolved->batch_count; i++) {
		const struct batch *batch = &resolved->batches[i];
		for (size_t j = 0; j < batch->drafts.count; j++) {
			uint32_t row = auditing->rows[i][j];
			if (row != NO_ROW && !batch->drafts.items[j].is_foreign)
				visit(auditing, batch, &batch->drafts.items[j], row);
		}
	}
}

void audit_collection(struct arena *arena, const struct schema *schema,
                      const struct resolved *resolved, struct str home,
                      struct finding_array *findings)
{
	struct auditing auditing = {
		.arena = arena, .schema = schema, .resolved = resolved, .home = home,
		.findings = findings,
		.cites = schema_relation(schema, STR("cites")),
		.source = schema_known(schema, KNOWN_SOURCE),
		.relations = schema_known(schema, KNOWN_RELATIONS),
	};
	rows_make(&auditing);
	links_count(&auditing);
	audit_find_alike(&auditing);
	dossiers_visit(&auditing, doubts_audit);
	dossiers_visit(&auditing, orphan_audit);
	arena_release(&auditing.scratch);
}
