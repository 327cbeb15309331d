#include "query/asserted.h"

#include "base/str.h"

/* Those that a dossier rests on, as they come by. */
struct seen { const struct archive *archive; struct dossier_ref first; bool has_others; };

static void see(struct seen *seen, struct dossier_ref ref)
{
	if (dossier_is_none(seen->first))
		seen->first = ref;
	seen->has_others |= ref.row != seen->first.row;
}

bool asserted_is_claim(const struct archive *archive, uint32_t kind)
{
	uint32_t asserted_by = field_known(archive, KNOWN_ASSERTED_BY);
	struct row_span fields = kind_at(archive, kind).fields;
	for (uint32_t i = 0; i < fields.count && asserted_by != NO_ROW; i++)
		if (fields.rows[i] == asserted_by)
			return true;
	return false;
}

static void see_claim(struct seen *seen, const struct dossier *claim)
{
	const struct archive *archive = seen->archive;
	uint32_t asserted_by = field_known(archive, KNOWN_ASSERTED_BY);
	uint32_t asserts = relation_find(archive, STR("asserts"));
	struct link_span out = links_out(archive, claim->ref);
	bool has_stances = false;
	for (uint32_t i = 0; i < out.range.count; i++) {
		struct link link = link_of(archive, out, i);
		if (link.value == NO_ROW || value_at(archive, link.value).field != asserted_by)
			continue;
		has_stances = true;
		if (link.relation == asserts)
			see(seen, link.to);
	}
	for (uint32_t i = 0; i < claim->citations.count && !has_stances; i++)
		see(seen, citation_at(archive, claim->citations.first + i).source);
}

static void see_sources(struct seen *seen, struct dossier_ref ref)
{
	const struct archive *archive = seen->archive;
	uint32_t cites = relation_find(archive, STR("cites"));
	uint32_t quoted = relation_find(archive, STR("quoted-from"));
	struct link_span out = links_out(archive, ref);
	for (uint32_t i = 0; i < out.range.count && !seen->has_others; i++) {
		struct link link = link_of(archive, out, i);
		if (link.relation != NO_ROW && (link.relation == cites || link.relation == quoted))
			see(seen, link.to);
	}
}

struct dossier_ref asserted_alone(const struct archive *archive, struct dossier_ref ref)
{
	struct seen seen = { archive, NO_DOSSIER, false };
	struct dossier dossier = dossier_at(archive, ref);
	if (asserted_is_claim(archive, dossier.kind))
		see_claim(&seen, &dossier);
	else
		see_sources(&seen, ref);
	return seen.has_others ? NO_DOSSIER : seen.first;
}
