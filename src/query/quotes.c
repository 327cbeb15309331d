#include "query/quotes.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/message.h"

/* ── What a quote links to ──────────────────────────────────────────────────────────────────── */

/* The first link of a relation; one that is not there leads to row NO_ROW. */
static struct link link_by(const struct archive *archive, struct dossier_ref ref,
                           struct str relation)
{
	uint32_t wanted = relation_find(archive, relation);
	struct link_span links = links_out(archive, ref);
	for (uint32_t i = 0; i < links.range.count && wanted != NO_ROW; i++) {
		struct link link = link_of(archive, links, i);
		if (link.relation == wanted)
			return link;
	}
	return link_at(archive, NO_ROW);
}

static void find_about(const struct archive *archive, struct arena *arena, struct quote *quote)
{
	struct { struct dossier_ref *items; size_t count, room; } about = {0};
	uint32_t relation = relation_find(archive, STR("about"));
	struct link_span links = links_out(archive, quote->ref);
	for (uint32_t i = 0; i < links.range.count && relation != NO_ROW; i++) {
		struct link link = link_of(archive, links, i);
		if (link.relation == relation)
			*ARRAY_ADD(arena, &about) = link.to;
	}
	quote->about = about.items;
	quote->about_count = about.count;
}

static struct str text_of(const struct archive *archive, struct dossier_ref ref, struct str key)
{
	uint32_t field = field_find(archive, key);
	return field == NO_ROW ? (struct str){0} : value_first(archive, ref, field).text;
}

struct str quote_in_marks(struct arena *arena, struct str form, struct str words)
{
	bool is_fragment = str_equal(form, STR("fragment"));
	if (str_starts_with(words, STR("“")) || str_equal(form, STR("indirect")))
		return words;
	bool has_begin = !is_fragment || str_starts_with(words, STR("…"));
	bool has_end = !is_fragment || str_ends_with(words, STR("…"));
	return str_format(arena, "“%s%.*s%s”", has_begin ? "" : "… ", STR_ARGS(words),
	                  has_end ? "" : " …");
}

struct quote quote_at(const struct archive *archive, struct arena *arena, struct dossier_ref ref)
{
	struct link source = link_by(archive, ref, STR("quoted-from"));
	struct quote quote = {
		.ref = ref,
		.text = dossier_text(archive, ref, KNOWN_TEXT),
		.form = dossier_text(archive, ref, KNOWN_FORM),
		.locator = dossier_text(archive, ref, KNOWN_LOCATOR),
		.lang = dossier_text(archive, ref, KNOWN_LANG),
		.translation = dossier_text(archive, ref, KNOWN_TRANSLATION),
		.venue = text_of(archive, ref, STR("venue")),
		.speaker = link_by(archive, ref, STR("speaker")).to,
		.spoke_for = link_by(archive, ref, STR("spoke-for")).to,
		.source = source.to,
		.event = link_by(archive, ref, STR("said-at")).to,
		.said = dossier_at(archive, ref).date,
	};
	quote.is_verified = dossier_verification(archive, ref, &quote.verification);
	if (quote.is_verified)
		quote.verified = quote.verification.change == VERDICT_UNCHANGED
		                         ? verdict_name(quote.verification.verdict)
		                         : STR("changed");
	if (str_is_empty(quote.locator))
		quote.locator = source.role;    /* source: {source: …, locator: …} */
	find_about(archive, arena, &quote);
	return quote;
}

/* ── Quotes ─────────────────────────────────────────────────────────────────────────────────── */

static bool is_about(const struct quote *quote, struct dossier_ref ref)
{
	for (size_t i = 0; i < quote->about_count; i++)
		if (quote->about[i].row == ref.row)
			return true;
	return false;
}

static bool quote_passes(const struct quote *quote, struct quote_filter filter)
{
	if (!dossier_is_none(filter.speaker) && quote->speaker.row != filter.speaker.row &&
	    quote->spoke_for.row != filter.speaker.row)
		return false;
	if (!dossier_is_none(filter.source) && quote->source.row != filter.source.row)
		return false;
	return dossier_is_none(filter.about) || is_about(quote, filter.about);
}

struct dated_quote { struct quote quote; struct date said; };

static int compare_quotes(const void *left, const void *right)
{
	const struct dated_quote *one = left, *other = right;
	int order = date_compare(one->said, other->said);
	if (order)
		return order;
	return (one->quote.ref.row > other->quote.ref.row) -
	       (one->quote.ref.row < other->quote.ref.row);
}

struct dated_quotes { struct dated_quote *items; size_t count, room; };

static void add_quote(const struct archive *archive, struct arena *arena, struct arena *scratch,
                      struct dossier_ref ref, struct quote_filter filter,
                      struct dated_quotes *quotes)
{
	struct quote quote = quote_at(archive, arena, ref);
	if (quote_passes(&quote, filter))
		*ARRAY_ADD(scratch, quotes) = (struct dated_quote){
			.quote = quote,
			.said = archive_date(archive, quote.said).date,
		};
}

/* The dossier through whose links all that passes can be found, or NO_DOSSIER. */
static struct dossier_ref narrowest(struct quote_filter filter)
{
	if (!dossier_is_none(filter.source))
		return filter.source;
	return dossier_is_none(filter.speaker) ? filter.about : filter.speaker;
}

/* Rows of the dossiers of a kind that link to `ref`, rising, each once; all of the kind if it is
 * none. */
static struct row_list linking(const struct archive *archive, struct arena *scratch, uint32_t kind,
                               struct dossier_ref ref)
{
	struct row_list rows = {0};
	if (dossier_is_none(ref)) {
		struct row_span all = dossiers_of_kind(archive, kind);
		for (uint32_t i = 0; i < all.count; i++)
			*ARRAY_ADD(scratch, &rows) = all.rows[i];
		return rows;
	}
	struct link_span links = links_in(archive, ref);
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct dossier_ref from = link_of(archive, links, i).from;
		bool is_last = rows.count && rows.items[rows.count - 1] == from.row;
		if (!is_last && dossier_kind(archive, from) == kind)
			*ARRAY_ADD(scratch, &rows) = from.row;
	}
	return rows;
}

struct quotes quotes_query(const struct archive *archive, struct arena *arena,
                           struct quote_filter filter)
{
	struct arena scratch = {0};
	struct dated_quotes found = {0};
	struct quotes quotes = {0};
	struct row_list rows = linking(archive, &scratch, kind_find(archive, STR("quote")),
	                               narrowest(filter));

	for (size_t i = 0; i < rows.count; i++)
		add_quote(archive, arena, &scratch, (struct dossier_ref){ rows.items[i] }, filter,
		          &found);
	if (found.count)
		qsort(found.items, found.count, sizeof *found.items, compare_quotes);
	for (size_t i = 0; i < found.count; i++)
		*ARRAY_ADD(arena, &quotes) = found.items[i].quote;
	arena_release(&scratch);
	return quotes;
}

/* ── Claims ─────────────────────────────────────────────────────────────────────────────────── */

struct assertion assertion_at(const struct archive *archive, struct value value)
{
	struct assertion assertion = {
		.who = NO_DOSSIER,
		.source = NO_DOSSIER,
		.who_id = value.text,
		.stance = value_inside(archive, value, field_known(archive, KNOWN_STANCE)).text,
		.note = value.note,
		.citations = value.citations,
	};
	if (value.link != NO_ROW)
		assertion.who = link_at(archive, value.link).to;
	if (value.citations.count) {
		struct citation citation = citation_at(archive, value.citations.first);
		assertion.source = citation.source;
		assertion.source_id = citation.id;
		assertion.locator = citation.locator;
	} else if (dossier_is_of_kind(archive, assertion.who, STR("source"))) {
		assertion.locator = link_at(archive, value.link).role;
	}
	if (str_is_empty(assertion.stance))
		assertion.stance = STR("asserts");
	return assertion;
}

struct str assertion_verb(const struct assertion *assertion)
{
	static const struct { struct str stance; const char *verb; } rows[] = {
		{ STR("asserts"), N_("asserts") },
		{ STR("denies"),  N_("denies") },
		{ STR("updates"), N_("qualifies") },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (str_equal(rows[i].stance, assertion->stance))
			return str_of(_(rows[i].verb));
	return assertion->stance;
}

struct claim claim_at(const struct archive *archive, struct arena *arena, struct dossier_ref ref)
{
	struct { struct assertion *items; size_t count, room; } assertions = {0};
	uint32_t field = field_known(archive, KNOWN_ASSERTED_BY);
	for (struct value value = value_first(archive, ref, field);
	     field != NO_ROW && value.row != NO_ROW; value = value_next(archive, ref, value))
		*ARRAY_ADD(arena, &assertions) = assertion_at(archive, value);

	struct claim claim = {
		.ref = ref,
		.text = dossier_text(archive, ref, KNOWN_TEXT),
		.status = dossier_text(archive, ref, KNOWN_STATUS),
		.assertions = assertions.items,
		.assertion_count = assertions.count,
	};
	if (str_is_empty(claim.status))
		claim.status = STR("unverified");
	return claim;
}

static bool claim_is_about(const struct archive *archive, const struct claim *claim,
                           struct dossier_ref about)
{
	uint32_t relation = relation_find(archive, STR("about"));
	struct link_span links = links_out(archive, claim->ref);
	for (uint32_t i = 0; i < links.range.count && relation != NO_ROW; i++) {
		struct link link = link_of(archive, links, i);
		if (link.relation == relation && link.to.row == about.row)
			return true;
	}
	for (size_t i = 0; i < claim->assertion_count; i++)
		if (claim->assertions[i].who.row == about.row)
			return true;
	return false;
}

struct claims claims_query(const struct archive *archive, struct arena *arena,
                           struct claim_filter filter)
{
	struct claims claims = {0};
	struct row_span rows = dossiers_of_kind(archive, kind_find(archive, STR("claim")));
	for (uint32_t i = 0; i < rows.count; i++) {
		struct claim claim = claim_at(archive, arena, (struct dossier_ref){ rows.rows[i] });
		if (filter.status.size &&
		    !str_equal_ignoring_ascii_case(claim.status, filter.status))
			continue;
		if (dossier_is_none(filter.about) || claim_is_about(archive, &claim, filter.about))
			*ARRAY_ADD(arena, &claims) = claim;
	}
	return claims;
}
