#include "build/audit_parts.h"

/* ── The dossier as a whole ─────────────────────────────────────────────────────────────────── */

/* True for a citation, the source of a quote, and a source or quote that asserts a claim. */
static bool link_is_source(const struct auditing *auditing, const struct draft_link *link)
{
	if (link->relation == auditing->cites || link->field == auditing->fields[KNOWN_SOURCE])
		return true;
	if (link->field != auditing->fields[KNOWN_ASSERTED_BY] || link->to == NO_ROW)
		return false;
	const struct audit_kind *kind = audit_kind_of(auditing, link->to);
	return kind->is_source || kind->is_quote;
}

static bool part_has_source(const struct auditing *auditing, const struct batch *batch,
                            const struct draft *draft)
{
	for (uint32_t i = 0; i < draft->links.count; i++)
		if (link_is_source(auditing, &batch->links.items[draft->links.first + i]))
			return true;
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

/* Relations stand on their own sources, or on those of the dossier as a whole. */
static void relations_audit(struct auditing *auditing, const struct batch *batch,
                            const struct draft *draft)
{
	for (uint32_t i = 0; i < draft->links.count && draft->citations.count == 0; i++) {
		const struct draft_link *link = &batch->links.items[draft->links.first + i];
		if (link->field != auditing->fields[KNOWN_RELATIONS] || link->citations.count)
			continue;
		AUDIT_FINDING(auditing, RULE_SOURCE_MISSING, batch, link->place,
		              "nothing says where the relation '%.*s' to '%.*s' is taken from",
		              STR_ARGS(auditing->schema->relations.items[link->relation].key),
		              STR_ARGS(finding_excerpt(link->target)));
	}
}

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

/* What the sources of a dossier as a whole tell of a value without one of its own. */
enum settling {
	SETTLED,                        /* there is one document: it says so, whatever the place */
	SETTLED_BY_NONE,
	SETTLED_BY_SEVERAL              /* one of several, but which? */
};

/* A source that is not there is an error of its own, and is not counted. */
static enum settling settling_of(const struct batch *batch, const struct draft *draft)
{
	uint32_t source = NO_ROW;
	if (draft->citations.count == 0)
		return SETTLED_BY_NONE;
	for (uint32_t i = 0; i < draft->citations.count; i++) {
		uint32_t other = batch->citations.items[draft->citations.first + i].source;
		if (source != NO_ROW && other != NO_ROW && other != source)
			return SETTLED_BY_SEVERAL;
		source = other == NO_ROW ? source : other;
	}
	return SETTLED;
}

/* True for fields that tell of the dossier and not of whom it is about. It is called what the
 * editors call it; other names are what others say. */
static bool is_editorial(const struct auditing *auditing, uint32_t field)
{
	static const enum known_field fields[] = {
		KNOWN_NAME, KNOWN_TAGS, KNOWN_NOTE, KNOWN_SOURCES,
	};
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (field == auditing->fields[fields[i]])
			return true;
	return field != NO_ROW && field == auditing->unknown;
}

static bool has_cited_inside(const struct batch *batch, uint32_t row)
{
	for (uint32_t i = row + 1; i < batch->values.items[row].end; i++)
		if (batch->values.items[i].citations.count)
			return true;
	return false;
}

/* A group of which a part has a source is asked part by part, and else as one. The citations of
 * running text count as those of its value. */
static void value_audit(struct auditing *auditing, const struct batch *batch, uint32_t row,
                        enum settling settling)
{
	const struct draft_value *value = &batch->values.items[row];
	if (value->citations.count || is_editorial(auditing, value->field))
		return;
	if (value->type == FIELD_GROUP && has_cited_inside(batch, row)) {
		for (uint32_t i = row + 1; i < value->end; i = batch->values.items[i].end)
			value_audit(auditing, batch, i, settling);
		return;
	}
	AUDIT_FINDING(auditing, RULE_VALUE_WITHOUT_SOURCE, batch, value->place,
	              settling == SETTLED_BY_NONE
	                      ? "nothing says where '%.*s' is taken from"
	                      : "'%.*s' does not say which of the dossier's sources has it",
	              STR_ARGS(finding_excerpt(value->key)));
}

/* Of relations without any source relations_audit has told. */
static void values_audit(struct auditing *auditing, const struct batch *batch,
                         const struct draft *draft)
{
	enum settling settling = settling_of(batch, draft);
	uint32_t end = draft->values.first + draft->values.count;
	if (settling == SETTLED)
		return;
	for (uint32_t i = draft->values.first; i < end; i = batch->values.items[i].end)
		if (settling == SETTLED_BY_SEVERAL ||
		    batch->values.items[i].field != auditing->fields[KNOWN_RELATIONS])
			value_audit(auditing, batch, i, settling);
}

/* ── Quotes ─────────────────────────────────────────────────────────────────────────────────── */

/* The locator beside the source is the role of the link to it. */
static void locator_audit(struct auditing *auditing, const struct batch *batch,
                          const struct draft *draft)
{
	const struct kind *kind = &auditing->schema->kinds.items[draft->kind];
	if (!kind_has_field(kind, auditing->fields[KNOWN_LOCATOR]))
		return;
	for (uint32_t i = 0; i < draft->links.count; i++) {
		const struct draft_link *link = &batch->links.items[draft->links.first + i];
		if (link->field != auditing->fields[KNOWN_SOURCE] || !str_is_empty(link->role))
			continue;
		AUDIT_FINDING(auditing, RULE_QUOTE_WITHOUT_LOCATOR, batch, draft->place,
		              "the %.*s does not say where in '%.*s' it stands",
		              STR_ARGS(kind->label), STR_ARGS(finding_excerpt(link->target)));
	}
}

/* ── All ────────────────────────────────────────────────────────────────────────────────────── */

/* A quote is all from its source, and a claim from who asserts it. */
void audit_sources(struct auditing *auditing, const struct batch *batch, const struct draft *draft,
                   uint32_t row)
{
	const struct audit_kind *kind = &auditing->kinds[draft->kind];
	if (kind->is_source)
		return;
	if (kind->is_quote)
		locator_audit(auditing, batch, draft);
	if (has_source(auditing, row)) {
		relations_audit(auditing, batch, draft);
		if (!kind->is_quote && !kind->is_claim)
			values_audit(auditing, batch, draft);
	} else if (!kind->needs_source) {
		AUDIT_FINDING(auditing, RULE_SOURCE_MISSING, batch, draft->place,
		              "nothing says where '%.*s' is taken from",
		              STR_ARGS(finding_excerpt(draft->name)));
	}
}
