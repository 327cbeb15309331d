#include "build/claim_sources.h"

#include "base/array.h"

struct claim_schema claim_schema(const struct schema *schema)
{
	struct claim_schema claims = {
		.schema = schema,
		.asserted_by = schema_field(schema, str_of(known_field_key(KNOWN_ASSERTED_BY))),
		.source = schema_field(schema, str_of(known_field_key(KNOWN_SOURCE))),
	};
	claims.asserts = schema->fields.items[claims.asserted_by].relation;
	return claims;
}

bool kind_is_claim(const struct claim_schema *claims, uint32_t kind)
{
	return kind_has_field(&claims->schema->kinds.items[kind], claims->asserted_by);
}

/* ── Sources ────────────────────────────────────────────────────────────────────────────────── */

struct counting {
	struct arena *arena;
	const struct claim_schema *claims;
	const struct resolved *resolved;
	struct claim_sources sources;
};

static const struct batch *batch_of(const struct counting *counting, uint32_t row)
{
	const struct resolved *resolved = counting->resolved;
	return &resolved->batches[resolved->dossiers.items[row].batch];
}

static void add(struct counting *counting, uint32_t source)
{
	struct row_list *rows = &counting->sources.rows;
	counting->sources.lost += source == NO_ROW;
	for (size_t i = 0; i < rows->count; i++)
		if (rows->items[i] == source)
			return;
	if (source != NO_ROW)
		*ARRAY_ADD(counting->arena, rows) = source;
}

static void add_citations(struct counting *counting, const struct batch *batch,
                          struct draft_rows citations)
{
	for (uint32_t i = 0; i < citations.count; i++)
		add(counting, batch->citations.items[citations.first + i].source);
}

/* The source of a quote, or NO_ROW. */
static uint32_t quoted_from(const struct counting *counting, uint32_t quote)
{
	const struct batch *batch = batch_of(counting, quote);
	struct draft_rows links = resolved_draft(counting->resolved, quote)->links;
	for (uint32_t i = 0; i < links.count; i++) {
		const struct draft_link *link = &batch->links.items[links.first + i];
		if (link->field == counting->claims->source)
			return link->to;
	}
	return NO_ROW;
}

static bool is_source(const struct counting *counting, uint32_t kind)
{
	const struct claim_schema *claims = counting->claims;
	const struct row_list *kinds = &claims->schema->fields.items[claims->source].to;
	for (size_t i = 0; i < kinds->count; i++)
		if (kinds->items[i] == kind)
			return true;
	return false;
}

static bool is_quote(const struct counting *counting, uint32_t kind)
{
	const struct claim_schema *claims = counting->claims;
	return kind_has_field(&claims->schema->kinds.items[kind], claims->source);
}

static void add_assertion(struct counting *counting, const struct batch *batch,
                          const struct draft *draft, const struct draft_link *link)
{
	uint32_t kind = link->to == NO_ROW ? NO_ROW
	                                   : resolved_draft(counting->resolved, link->to)->kind;
	if (link->citations.count)
		add_citations(counting, batch, link->citations);
	else if (kind != NO_ROW && is_source(counting, kind))
		add(counting, link->to);
	else if (kind != NO_ROW && is_quote(counting, kind))
		add(counting, quoted_from(counting, link->to));
	else
		add_citations(counting, batch, draft->citations);
}

struct claim_sources claim_sources(struct arena *arena, const struct claim_schema *claims,
                                   const struct resolved *resolved, uint32_t claim)
{
	struct counting counting = { arena, claims, resolved, {{0}, 0} };
	const struct draft *draft = resolved_draft(resolved, claim);
	const struct batch *batch = batch_of(&counting, claim);
	bool has_assertions = false;
	for (uint32_t i = 0; i < draft->links.count; i++) {
		const struct draft_link *link = &batch->links.items[draft->links.first + i];
		has_assertions |= link->field == claims->asserted_by;
		if (link->field == claims->asserted_by && link->relation == claims->asserts)
			add_assertion(&counting, batch, draft, link);
	}
	if (!has_assertions)
		add_citations(&counting, batch, draft->citations);
	return counting.sources;
}
