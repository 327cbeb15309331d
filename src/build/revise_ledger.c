/* An entry of the ledger holds for the words of a quote and the text of its source. What it says is
 * in the base; what the words were is too, so that the ledger itself need not be read. */
#include "base/array.h"
#include "build/lookup.h"
#include "build/revise_parts.h"
#include "model/prose.h"

static struct str name_of_id(void *context, struct str id)
{
	const struct revising *revising = context;
	return dossier_name(revising->base, dossier_find(revising->base, id));
}

/* The text of the first value of a field at the top of a draft. */
static struct str text_of(const struct batch *batch, const struct draft *draft, uint32_t field)
{
	for (uint32_t i = 0; i < draft->values.count; i++) {
		const struct draft_value *value = &batch->values.items[draft->values.first + i];
		if (value->field == field && value->depth == 0)
			return value->text;
	}
	return (struct str){0};
}

/* The source that a quote is from, of the rows of the base: before, and now. */
static uint32_t source_before(const struct revising *revising, struct dossier_ref quote,
                              uint32_t relation)
{
	struct link_span links = links_out(revising->base, quote);
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(revising->base, links, i);
		if (link.relation == relation)
			return link.to.row;
	}
	return NO_ROW;
}

static uint32_t source_now(const struct revising *revising, const struct batch *batch,
                           const struct draft *quote, uint32_t relation)
{
	for (uint32_t i = 0; i < quote->links.count; i++) {
		const struct draft_link *link = &batch->links.items[quote->links.first + i];
		struct dossier_ref to = dossier_find(revising->base, link->target);
		if (link->relation == relation && !dossier_is_none(to))
			return to.row;
	}
	return NO_ROW;
}

static bool are_words_same(struct revising *revising, struct str before, struct str now)
{
	struct arena *scratch = &revising->scratch;
	return str_equal(prose_words(scratch, before, name_of_id, revising),
	                 prose_words(scratch, now, name_of_id, revising));
}

/* What is known of a quote that is replaced. What was not looked for stays so; other words than
 * before are not those of the entry, unless those before were not either. */
static bool verification_revise(struct revising *revising, const struct batch *batch,
                                const struct draft *quote, struct verification *verification)
{
	const struct schema *schema = revising->schema;
	uint32_t relation = schema_relation(schema, STR("quoted-from"));
	struct dossier_ref ref = dossier_find(revising->base, quote->id);
	if (verification->verdict == VERDICT_NO_COPY)
		return true;
	if (source_before(revising, ref, relation) !=
	    source_now(revising, batch, quote, relation))
		return false;
	if (are_words_same(revising, dossier_text(revising->base, ref, KNOWN_TEXT),
	                   text_of(batch, quote, schema_known(schema, KNOWN_TEXT))))
		return true;
	bool is_known = verification->change != VERDICT_WORDS_CHANGED;
	verification->change = VERDICT_WORDS_CHANGED;
	return is_known;
}

/* A source with another text by sha256 changes what is known of all quotes from it. */
static bool is_text_same(const struct revising *revising, const struct batch *batch,
                         const struct draft *draft)
{
	struct dossier_ref ref = dossier_find(revising->base, draft->id);
	uint32_t field = schema_known(revising->schema, KNOWN_SHA256);
	return str_equal(dossier_text(revising->base, ref, KNOWN_SHA256),
	                 text_of(batch, draft, field));
}

bool ledger_revise(struct revising *revising, const struct resolved *resolved,
                   struct ledger *ledger)
{
	if (revising->scan->ledger_file == NO_ROW)
		return true;
	for (uint32_t row = 0; row < resolved->dossiers.count; row++) {
		struct resolved_dossier dossier = resolved->dossiers.items[row];
		const struct batch *batch = &resolved->batches[dossier.batch];
		const struct draft *draft = resolved_draft(resolved, row);
		struct dossier_ref ref = dossier_find(revising->base, draft->id);
		struct verification verification;
		if (!revise_replaces(revising, ref))
			continue;
		if (!is_text_same(revising, batch, draft))
			return false;
		if (!dossier_verification(revising->base, ref, &verification))
			continue;
		if (!verification_revise(revising, batch, draft, &verification))
			return false;
		*ARRAY_ADD(resolved->arena, ledger) = (struct ledger_row){ row, verification };
	}
	return true;
}
