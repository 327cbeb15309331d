#include "query/asserted.h"

#include "base/str.h"
#include "query/known.h"

/* ── Sources of a claim ─────────────────────────────────────────────────────────────────────── */

/* Whom to tell of each; false: no more is wanted. */
struct walk {
	const struct archive *archive;
	bool (*see)(void *context, struct dossier_ref source);
	void *context;
};

static bool see_citations(const struct walk *walk, struct row_range citations)
{
	for (uint32_t i = 0; i < citations.count; i++)
		if (!walk->see(walk->context,
		               citation_at(walk->archive, citations.first + i).source))
			return false;
	return true;
}

static bool is_among(struct row_span rows, uint32_t row)
{
	for (uint32_t i = 0; i < rows.count; i++)
		if (rows.rows[i] == row)
			return true;
	return false;
}

static bool has_field(const struct archive *archive, uint32_t kind, enum known_field known)
{
	uint32_t field = field_known(archive, known);
	return field != NO_ROW && is_among(kind_at(archive, kind).fields, field);
}

bool asserted_is_claim(const struct archive *archive, uint32_t kind)
{
	return has_field(archive, kind, KNOWN_ASSERTED_BY);
}

/* The source that a quote stands in, or NO_DOSSIER. */
static struct dossier_ref quoted_from(const struct archive *archive, struct dossier_ref quote)
{
	uint32_t source = field_known(archive, KNOWN_SOURCE);
	struct link_span out = links_out(archive, quote);
	for (uint32_t i = 0; i < out.range.count; i++) {
		struct link link = link_of(archive, out, i);
		if (link.value != NO_ROW && value_at(archive, link.value).field == source)
			return link.to;
	}
	return NO_DOSSIER;
}

static bool is_quote(const struct archive *archive, uint32_t kind)
{
	return has_field(archive, kind, KNOWN_SOURCE);
}

/* From which source it is known that somebody asserts it: as claim_sources() of build/ has it. */
static bool see_assertion(const struct walk *walk, const struct dossier *claim,
                          struct value assertion)
{
	const struct archive *archive = walk->archive;
	uint32_t source = field_known(archive, KNOWN_SOURCE);
	struct link link = link_at(archive, assertion.link);
	uint32_t kind = dossier_kind(archive, link.to);
	if (assertion.citations.count)
		return see_citations(walk, assertion.citations);
	if (assertion.link == NO_ROW)
		return see_citations(walk, claim->citations);
	if (source != NO_ROW && is_among(field_at(archive, source).to, kind))
		return walk->see(walk->context, link.to);
	if (is_quote(archive, kind))
		return walk->see(walk->context, quoted_from(archive, link.to));
	return see_citations(walk, claim->citations);
}

/* True if somebody asserts it there; who is not there takes a stance, too. */
static bool asserts(const struct archive *archive, struct value assertion, uint32_t relation)
{
	uint32_t field = field_known(archive, KNOWN_STANCE);
	if (assertion.link != NO_ROW)
		return link_at(archive, assertion.link).relation == relation;
	uint32_t stance = relation_find(archive, value_inside(archive, assertion, field).text);
	return stance == NO_ROW || stance == relation;
}

static void see_claim(const struct walk *walk, const struct dossier *claim)
{
	const struct archive *archive = walk->archive;
	uint32_t field = field_known(archive, KNOWN_ASSERTED_BY);
	uint32_t relation = relation_find(archive, STR("asserts"));
	struct value value = value_first(archive, claim->ref, field);
	if (value.row == NO_ROW)
		see_citations(walk, claim->citations);
	for (; value.row != NO_ROW; value = value_next(archive, claim->ref, value))
		if (asserts(archive, value, relation) && !see_assertion(walk, claim, value))
			return;
}

void asserted_sources(const struct archive *archive, struct dossier_ref claim,
                      bool (*see)(void *context, struct dossier_ref source), void *context)
{
	struct dossier dossier = dossier_at(archive, claim);
	see_claim(&(struct walk){ archive, see, context }, &dossier);
}

/* ── One alone ──────────────────────────────────────────────────────────────────────────────── */

/* Those that a dossier rests on, as they come by. A source that is not there may be any. */
struct seen { const struct known *known; struct dossier_ref first; bool has_others; };

static bool see_one(void *context, struct dossier_ref ref)
{
	struct seen *seen = context;
	if (!dossier_is_none(ref) && !known_source(seen->known, ref))
		return true;
	if (dossier_is_none(seen->first))
		seen->first = ref;
	seen->has_others |= dossier_is_none(ref) || ref.row != seen->first.row;
	return !seen->has_others;
}

static void see_sources(const struct archive *archive, struct seen *seen, struct dossier_ref ref)
{
	uint32_t cites = relation_find(archive, STR("cites"));
	uint32_t quoted = relation_find(archive, STR("quoted-from"));
	struct link_span out = links_out(archive, ref);
	for (uint32_t i = 0; i < out.range.count && !seen->has_others; i++) {
		struct link link = link_of(archive, out, i);
		if (link.relation != NO_ROW && (link.relation == cites || link.relation == quoted))
			see_one(seen, link.to);
	}
}

struct dossier_ref asserted_alone(const struct archive *archive, const struct known *known,
                                  struct dossier_ref ref)
{
	struct seen seen = { known, NO_DOSSIER, false };
	if (asserted_is_claim(archive, dossier_kind(archive, ref)))
		asserted_sources(archive, ref, see_one, &seen);
	else
		see_sources(archive, &seen, ref);
	return seen.has_others ? NO_DOSSIER : seen.first;
}
