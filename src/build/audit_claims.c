#include "build/audit_parts.h"

#include "base/array.h"

/* ── Origins ────────────────────────────────────────────────────────────────────────────────── */

/* A source whose links "derived from" are being followed. */
struct visit {
	uint32_t row, next;             /* dossier, and its link to look at next */
	uint32_t origin;                /* of the sources that it derives from, so far, or NO_ROW */
	bool has_several;
};

/* While a source is followed it counts as its own origin, so that a circle ends. */
static void visit_begin(struct auditing *auditing, uint32_t row)
{
	auditing->origins[row] = row;
	*ARRAY_ADD(&auditing->scratch, &auditing->visits) =
		(struct visit){ .row = row, .origin = NO_ROW };
}

/* Where the link at work leads that says what the visited source derives from; to itself for a link
 * that says something else; NO_ROW behind the last. */
static uint32_t visit_next(const struct auditing *auditing, const struct visit *visit)
{
	const struct batch *batch = audit_batch_of(auditing, visit->row);
	struct draft_rows links = resolved_draft(auditing->resolved, visit->row)->links;
	if (visit->next == links.count)
		return NO_ROW;
	const struct draft_link *link = &batch->links.items[links.first + visit->next];
	bool leads_on = link->field == auditing->derived_from && link->to != NO_ROW;
	return leads_on ? link->to : visit->row;
}

static void visit_learn(struct visit *visit, uint32_t origin)
{
	visit->has_several |= visit->origin != NO_ROW && visit->origin != origin;
	visit->origin = origin;
}

static void visit_end(struct auditing *auditing, const struct visit *visit)
{
	if (visit->origin != NO_ROW && !visit->has_several)
		auditing->origins[visit->row] = visit->origin;
	auditing->visits.count--;
}

/* Where the matter of a source comes from in the end: the source from which alone it derives,
 * through however many others, or itself. One that draws on several origins is an origin of its
 * own.
 *
 *	wire ◀── daily ◀── blog         all three: wire
 *	wire, letters ◀── book          book: book
 */
static uint32_t origin_of(struct auditing *auditing, uint32_t source)
{
	if (auditing->derived_from == NO_ROW)
		return source;
	if (auditing->origins[source] == NO_ROW)
		visit_begin(auditing, source);
	while (auditing->visits.count) {
		struct visit *visit = &auditing->visits.items[auditing->visits.count - 1];
		uint32_t from = visit_next(auditing, visit);
		if (from == NO_ROW) {
			visit_end(auditing, visit);
		} else if (auditing->origins[from] == NO_ROW) {
			visit_begin(auditing, from);
		} else {
			visit->next++;
			if (from != visit->row)
				visit_learn(visit, auditing->origins[from]);
		}
	}
	return auditing->origins[source];
}

/* ── What a claim stands on ─────────────────────────────────────────────────────────────────── */

/* Of the assertions: who denies or updates it is no second source. */
struct backing {
	uint32_t source, origin;        /* one of them, or NO_ROW */
	bool has_several_sources, has_several_origins;
};

/* A source that is not there may be any: it makes several of one. */
static struct backing claim_backing(struct auditing *auditing, uint32_t claim)
{
	struct claim_sources sources = claim_sources(&auditing->scratch, &auditing->claims,
	                                             auditing->resolved, claim);
	struct backing backing = { .source = NO_ROW, .origin = NO_ROW };
	backing.has_several_sources = sources.lost > 0 || sources.rows.count > 1;
	backing.has_several_origins = sources.lost > 0;
	for (size_t i = 0; i < sources.rows.count; i++) {
		uint32_t origin = origin_of(auditing, sources.rows.items[i]);
		if (i == 0) {
			backing.source = sources.rows.items[i];
			backing.origin = origin;
		}
		backing.has_several_origins |= backing.origin != origin;
	}
	return backing;
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────── */

/* The value that says that the claim is corroborated, or NULL. */
static const struct draft_value *corroborated_by(const struct auditing *auditing,
                                                 const struct batch *batch,
                                                 const struct draft *draft)
{
	uint32_t end = draft->values.first + draft->values.count;
	for (uint32_t i = draft->values.first; i < end; i = batch->values.items[i].end) {
		const struct draft_value *value = &batch->values.items[i];
		if (value->field == auditing->fields[KNOWN_STATUS] &&
		    str_equal(value->text, STR("corroborated")))
			return value;
	}
	return NULL;
}

static struct str name_of(const struct auditing *auditing, uint32_t row)
{
	return finding_excerpt(resolved_draft(auditing->resolved, row)->name);
}

static void corroboration_audit(struct auditing *auditing, const struct batch *batch,
                                uint32_t claim, const struct draft_value *status)
{
	struct backing backing = claim_backing(auditing, claim);
	if (backing.source == NO_ROW || backing.has_several_origins)
		return;
	if (!backing.has_several_sources)
		AUDIT_FINDING(auditing, RULE_CLAIM_NOT_CORROBORATED, batch, status->place,
		              "the claim is corroborated, but only '%.*s' has it",
		              STR_ARGS(name_of(auditing, backing.source)));
	else
		AUDIT_FINDING(auditing, RULE_CLAIM_NOT_CORROBORATED, batch, status->place,
		              "the claim is corroborated, but all its sources go back to '%.*s'",
		              STR_ARGS(name_of(auditing, backing.origin)));
}

void audit_claim(struct auditing *auditing, const struct batch *batch, const struct draft *draft,
                 uint32_t claim)
{
	const struct draft_value *status = corroborated_by(auditing, batch, draft);
	if (status) {
		corroboration_audit(auditing, batch, claim, status);
		return;
	}
	struct backing backing = claim_backing(auditing, claim);
	if (backing.source == NO_ROW || backing.has_several_origins)
		return;
	if (!backing.has_several_sources)
		AUDIT_FINDING(auditing, RULE_CLAIM_ONE_SOURCE, batch, draft->place,
		              "only one source asserts the claim, '%.*s'",
		              STR_ARGS(name_of(auditing, backing.source)));
	else
		AUDIT_FINDING(auditing, RULE_CLAIM_ONE_ORIGIN, batch, draft->place,
		              "all sources that assert the claim go back to '%.*s'",
		              STR_ARGS(name_of(auditing, backing.origin)));
}
