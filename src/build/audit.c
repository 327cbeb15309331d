#include "build/audit.h"

#include <string.h>

#include "build/audit_parts.h"
#include "build/lookup.h"

/* ── What the schema says ───────────────────────────────────────────────────────────────────── */

static bool list_has(const struct row_list *list, uint32_t row)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i] == row)
			return true;
	return false;
}

/* Kinds are known by their fields, so that those that a collection adds are asked for the same. */
static void kinds_make(struct auditing *auditing)
{
	const struct schema *schema = auditing->schema;
	const struct field *source = &schema->fields.items[auditing->fields[KNOWN_SOURCE]];
	auditing->claims = claim_schema(schema);
	auditing->kinds = ARENA_MANY(&auditing->scratch, struct audit_kind, schema->kinds.count);
	for (uint32_t i = 0; i < schema->kinds.count; i++) {
		const struct kind *kind = &schema->kinds.items[i];
		auditing->kinds[i] = (struct audit_kind){
			.is_source = list_has(&source->to, i),
			.is_quote = kind_has_field(kind, auditing->fields[KNOWN_SOURCE]),
			.is_claim = kind_is_claim(&auditing->claims, i),
			.is_event = kind_has_field(kind, auditing->fields[KNOWN_PARTICIPANTS]),
			.needs_source = list_has(&source->required, i),
		};
	}
}

const struct audit_kind *audit_kind_of(const struct auditing *auditing, uint32_t row)
{
	return &auditing->kinds[resolved_draft(auditing->resolved, row)->kind];
}

const struct batch *audit_batch_of(const struct auditing *auditing, uint32_t row)
{
	const struct resolved *resolved = auditing->resolved;
	return &resolved->batches[resolved->dossiers.items[row].batch];
}

/* ── What the links say ─────────────────────────────────────────────────────────────────────── */

/* A number for each dossier that is not known yet. */
static uint32_t *rows_unknown(struct arena *arena, size_t count)
{
	uint32_t *rows = ARENA_MANY(arena, uint32_t, count);
	memset(rows, 0xFF, count * sizeof(*rows));
	return rows;
}

static void rows_make(struct auditing *auditing)
{
	const struct resolved *resolved = auditing->resolved;
	auditing->rows = ARENA_MANY(&auditing->scratch, uint32_t *, resolved->batch_count);
	for (size_t i = 0; i < resolved->batch_count; i++)
		auditing->rows[i] =
			rows_unknown(&auditing->scratch, resolved->batches[i].drafts.count);
	for (uint32_t row = 0; row < resolved->dossiers.count; row++) {
		const struct resolved_dossier *dossier = &resolved->dossiers.items[row];
		auditing->rows[dossier->batch][dossier->draft] = row;
	}
}

/* True for links that take something from where they lead. By the relation too: those of foreign
 * files stand in no field. */
static bool link_is_use(const struct auditing *auditing, const struct draft_link *link)
{
	const uint32_t fields[] = {
		auditing->fields[KNOWN_SOURCE], auditing->fields[KNOWN_ASSERTED_BY],
		auditing->derived_from,
	};
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (fields[i] != NO_ROW &&
		    (link->field == fields[i] ||
		     link->relation == auditing->schema->fields.items[fields[i]].relation))
			return true;
	return link->relation == auditing->cites;
}

static void links_count(struct auditing *auditing)
{
	const struct resolved *resolved = auditing->resolved;
	size_t count = resolved->dossiers.count;
	auditing->in_counts = ARENA_MANY(&auditing->scratch, uint32_t, count);
	auditing->has_links_out = ARENA_MANY(&auditing->scratch, bool, count);
	auditing->is_used = ARENA_MANY(&auditing->scratch, bool, count);
	for (size_t i = 0; i < resolved->links.count; i++) {
		const struct resolved_link *row = &resolved->links.items[i];
		if (row->from == row->to)
			continue;
		const struct draft_link *link =
			&resolved->batches[row->batch].links.items[row->link];
		auditing->in_counts[row->to]++;
		if (link->relation != auditing->cites)
			auditing->has_links_out[row->from] = true;
		if (link_is_use(auditing, link))
			auditing->is_used[row->to] = true;
	}
}

/* True for statements and events: they tell of others, and are found from those. */
static bool is_telling(const struct schema *schema, const struct kind *kind)
{
	bool is_statement = kind->name_field != NO_ROW &&
	                    schema->fields.items[kind->name_field].type == FIELD_PROSE;
	return is_statement || kind->date_field == schema_known(schema, KNOWN_DATE);
}

/* A source is asked for more than a link: a mention of it uses nothing that it says. */
static void place_audit(struct auditing *auditing, const struct batch *batch,
                        const struct draft *draft, uint32_t row)
{
	const struct kind *kind = &auditing->schema->kinds.items[draft->kind];
	if (row == auditing->home)
		return;
	if (auditing->kinds[draft->kind].is_source) {
		if (!auditing->is_used[row])
			AUDIT_FINDING(auditing, RULE_SOURCE_UNUSED, batch, draft->place,
			              "nothing is taken from '%.*s'",
			              STR_ARGS(finding_excerpt(draft->name)));
		return;
	}
	if (auditing->in_counts[row] ||
	    (auditing->has_links_out[row] && is_telling(auditing->schema, kind)))
		return;
	AUDIT_FINDING(auditing, RULE_ORPHAN, batch, draft->place, "nothing links to '%.*s'",
	              STR_ARGS(finding_excerpt(draft->name)));
}

/* ── All ────────────────────────────────────────────────────────────────────────────────────── */

static void dossier_audit(struct auditing *auditing, const struct batch *batch,
                          const struct draft *draft, uint32_t row)
{
	const struct audit_kind *kind = &auditing->kinds[draft->kind];
	audit_sources(auditing, batch, draft, row);
	if (kind->is_claim)
		audit_claim(auditing, batch, draft, row);
	if (kind->is_event)
		audit_lives(auditing, batch, draft);
	audit_dates(auditing, batch, draft);
	audit_alike(auditing, row);
	place_audit(auditing, batch, draft, row);
}

/* Look at each dossier that was written for this program, in the order of files. */
static void dossiers_audit(struct auditing *auditing)
{
	const struct resolved *resolved = auditing->resolved;
	for (size_t i = 0; i < resolved->batch_count; i++) {
		const struct batch *batch = &resolved->batches[i];
		for (size_t j = 0; j < batch->drafts.count; j++) {
			uint32_t row = auditing->rows[i][j];
			if (row != NO_ROW && !batch->drafts.items[j].is_foreign)
				dossier_audit(auditing, batch, &batch->drafts.items[j], row);
		}
	}
}

void audit_collection(struct arena *arena, const struct schema *schema,
                      const struct resolved *resolved, struct str home,
                      struct finding_array *findings)
{
	struct auditing auditing = {
		.arena = arena, .schema = schema, .resolved = resolved, .findings = findings,
		.home = resolved_find(resolved, home),
		.cites = schema_relation(schema, STR("cites")),
		.derived_from = schema_field(schema, STR("derived_from")),
		.unknown = schema_field(schema, STR("unknown")),
	};
	for (enum known_field field = 0; field < KNOWN_FIELD_COUNT; field++)
		auditing.fields[field] = schema_known(schema, field);
	auditing.origins = rows_unknown(&auditing.scratch, resolved->dossiers.count);
	auditing.life_rows = rows_unknown(&auditing.scratch, resolved->dossiers.count);
	kinds_make(&auditing);
	rows_make(&auditing);
	links_count(&auditing);
	audit_find_alike(&auditing);
	dossiers_audit(&auditing);
	arena_release(&auditing.scratch);
}
