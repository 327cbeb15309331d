#include "query/known_parts.h"

#include "base/message.h"
#include "model/limits.h"
#include "model/prose.h"

struct known known_on(const struct archive *archive, struct date date)
{
	static _Atomic uint64_t questions;
	return (struct known){
		.archive = archive, .question = ++questions,
		.day = date_is_none(date) ? DATE_LAST_DAY : date.latest,
		.source = kind_find(archive, STR("source")),
		.quote = kind_find(archive, STR("quote")),
		.claim = kind_find(archive, STR("claim")),
	};
}

/* ── Sources ────────────────────────────────────────────────────────────────────────────────── */

static bool has_bit(const uint64_t *bits, uint32_t row)
{
	return bits[row / 64] >> row % 64 & 1;
}

static struct date day_of(const struct known *known, struct dossier_ref source)
{
	return archive_date(known->archive, dossier_at(known->archive, source).date).date;
}

bool known_source(const struct known *known, struct dossier_ref source)
{
	if (!known)
		return true;
	if (source.row >= dossier_count(known->archive))
		return false;
	if (known->stage > COUNT_LATER)
		return !has_bit(known->later, source.row);
	struct date date = day_of(known, source);
	return !date_is_none(date) && date.latest != DATE_LAST_DAY && date.latest <= known->day;
}

void known_weigh_source(const struct known *known, struct dossier_ref source,
                        struct evidence *evidence)
{
	evidence->has_source = true;
	if (known_source(known, source))
		evidence->has_known = true;
	else if (source.row < dossier_count(known->archive))
		evidence->has_later |= !date_is_none(day_of(known, source));
}

void known_weigh(const struct known *known, struct row_range citations, struct evidence *evidence)
{
	for (uint32_t i = 0; i < citations.count; i++)
		known_weigh_source(known, citation_at(known->archive, citations.first + i).source,
		                   evidence);
}

bool known_citations(const struct known *known, struct row_range citations)
{
	struct evidence evidence = { .has_known = !known };
	if (known)
		known_weigh(known, citations, &evidence);
	return evidence.has_known;
}

/* ── A dossier as a whole ───────────────────────────────────────────────────────────────────── */

/* The source that a quote is from. */
static void weigh_origin(const struct known *known, struct dossier_ref ref,
                         struct evidence *evidence)
{
	uint32_t field = field_known(known->archive, KNOWN_SOURCE);
	struct value value = value_first(known->archive, ref, field);
	if (value.row != NO_ROW)
		known_weigh_source(known, link_at(known->archive, value.link).to, evidence);
}

/* Where nothing is cited for an assertion, a source that asserts is its own source, a quote is as
 * well known as what it stands in, and anybody else as what the claim is taken from (asserted.h). */
static void weigh_who(const struct known *known, const struct dossier *claim,
                      const struct value *assertion, struct evidence *evidence)
{
	bool is_there = assertion->link != NO_ROW;
	struct dossier_ref who = is_there ? link_at(known->archive, assertion->link).to
	                                  : NO_DOSSIER;
	uint32_t kind = is_there ? dossier_kind(known->archive, who) : NO_ROW;
	if (is_there && kind == known->source)
		known_weigh_source(known, who, evidence);
	else if (is_there && kind == known->quote)
		weigh_origin(known, who, evidence);
	else
		known_weigh(known, claim->citations, evidence);
}

/* Those who say what a claim says, or that it is not so. Who only adds to it may not know of it. */
static void weigh_assertions(const struct known *known, const struct dossier *claim,
                             struct evidence *evidence)
{
	const struct archive *archive = known->archive;
	uint32_t field = field_known(archive, KNOWN_ASSERTED_BY);
	uint32_t stance = field_known(archive, KNOWN_STANCE);
	struct value value = value_first(archive, claim->ref, field);
	for (; value.row != NO_ROW; value = value_next(archive, claim->ref, value)) {
		if (str_equal(value_inside(archive, value, stance).text, STR("updates")))
			evidence->has_source = true;
		else if (value.citations.count)
			known_weigh(known, value.citations, evidence);
		else
			weigh_who(known, claim, &value, evidence);
	}
}

static struct evidence weigh_whole(const struct known *known, const struct dossier *dossier)
{
	struct evidence evidence = {0};
	if (dossier->kind == known->source)
		known_weigh_source(known, dossier->ref, &evidence);
	else if (dossier->kind == known->quote)
		weigh_origin(known, dossier->ref, &evidence);
	else if (dossier->kind == known->claim)
		weigh_assertions(known, dossier, &evidence);
	if (!known_speaks_for_itself(known, dossier) || !evidence.has_source)
		known_weigh(known, dossier->citations, &evidence);
	return evidence;
}

struct evidence known_evidence_of_whole(const struct known *known, const struct dossier *dossier)
{
	struct recalled *recalled = known_recall(known, dossier->ref);
	if (!recalled->has_whole)
		recalled->whole = weigh_whole(known, dossier);
	recalled->has_whole = true;
	return recalled->whole;
}

bool known_speaks_for_itself(const struct known *known, const struct dossier *dossier)
{
	return dossier->kind == known->source || dossier->kind == known->quote ||
	       dossier->kind == known->claim;
}

/* Nothing more can be learnt from the rest once there are a known and a later one. */
static struct evidence weigh_all(const struct known *known, const struct dossier *dossier)
{
	uint32_t asserted_by = field_known(known->archive, KNOWN_ASSERTED_BY);
	struct evidence evidence = known_evidence_of_whole(known, dossier);
	known_weigh(known, dossier->citations, &evidence);
	for (uint32_t i = 0; i < dossier->values.count && !evidence.has_later; i++) {
		struct value value = value_at(known->archive, dossier->values.first + i);
		known_weigh(known, value.citations, &evidence);
		if (value.field == asserted_by && value.citations.count == 0)
			weigh_who(known, dossier, &value, &evidence);
	}
	return evidence;
}

struct evidence known_evidence_of_all(const struct known *known, const struct dossier *dossier)
{
	struct recalled *recalled = known_recall(known, dossier->ref);
	if (!recalled->has_all)
		recalled->all = weigh_all(known, dossier);
	recalled->has_all = true;
	return recalled->all;
}

bool known_whole(const struct known *known, struct dossier_ref ref)
{
	if (!known)
		return true;
	struct dossier dossier = dossier_at(known->archive, ref);
	return known_evidence_of_whole(known, &dossier).has_known;
}

static enum standing stand(const struct known *known, struct dossier_ref ref)
{
	struct dossier dossier = dossier_at(known->archive, ref);
	struct evidence evidence = known_evidence_of_whole(known, &dossier);
	bool is_told = evidence.has_source;
	for (uint32_t i = 0; i < dossier.values.count && !is_told && !evidence.has_known; i++) {
		struct value value = value_at(known->archive, dossier.values.first + i);
		if (value.type == FIELD_PROSE)
			known_weigh_text(known, &value, &evidence);
		else
			known_weigh(known, known_own_citations(&value), &evidence);
	}
	return evidence.has_known  ? STANDING_KNOWN
	     : evidence.has_source ? STANDING_LATER : STANDING_UNSAID;
}

enum standing known_standing(const struct known *known, struct dossier_ref ref)
{
	if (!known || ref.row >= dossier_count(known->archive))
		return STANDING_UNSAID;
	if (known->stage > COUNT_OWN)
		return has_bit(known->own, ref.row)    ? STANDING_KNOWN
		     : has_bit(known->silent, ref.row) ? STANDING_UNSAID : STANDING_LATER;
	struct recalled *recalled = known_recall(known, ref);
	if (!recalled->has_standing)
		recalled->standing = stand(known, ref);
	recalled->has_standing = true;
	return recalled->standing;
}

static bool is_mentioned(const struct known *known, struct dossier_ref ref)
{
	struct link_span span = links_in(known->archive, ref);
	for (uint32_t i = 0; i < span.range.count; i++) {
		struct link link = link_of(known->archive, span, i);
		if (known_standing(known, link.from) == STANDING_KNOWN && known_link(known, link))
			return true;
	}
	return false;
}

bool known_dossier(const struct known *known, struct dossier_ref ref)
{
	if (!known || ref.row >= dossier_count(known->archive))
		return true;
	if (known->stage > COUNT_THERE)
		return has_bit(known->there, ref.row);
	enum standing standing = known_standing(known, ref);
	return standing == STANDING_KNOWN ||
	       (standing == STANDING_UNSAID && is_mentioned(known, ref));
}

int32_t known_first_day(const struct archive *archive)
{
	struct row_span sources = dossiers_of_kind(archive, kind_find(archive, STR("source")));
	int32_t first = DATE_LAST_DAY;
	for (uint32_t i = 0; i < sources.count; i++) {
		uint32_t row = dossier_at(archive, (struct dossier_ref){ sources.rows[i] }).date;
		struct date date = archive_date(archive, row).date;
		if (!date_is_none(date) && date.latest < first)
			first = date.latest;
	}
	return first;
}

/* ── What it says ───────────────────────────────────────────────────────────────────────────── */

static bool is_later(const struct known *known, struct dossier_ref ref)
{
	return known_standing(known, ref) == STANDING_LATER;
}

static bool leads_to_later(const struct known *known, const struct value *value)
{
	if (value->link == NO_ROW)
		return false;
	struct link link = link_at(known->archive, value->link);
	return is_later(known, link.from) || is_later(known, link.to);
}

/* What a text or a note cites stands behind what is cited for all of it. */
struct row_range known_own_citations(const struct value *value)
{
	struct row_range own = value->citations;
	uint32_t inside = known_citations_inside(value->note);
	if (value->type == FIELD_PROSE)
		inside += known_citations_inside(value->text);
	own.count -= inside < own.count ? inside : own.count;
	return own;
}

/* The sources of the nearest value around one that has any; none without such. */
static struct row_range citations_around(const struct known *known, const struct dossier *dossier,
                                         const struct value *value)
{
	struct value around = *value;
	while (around.depth > 0) {
		struct value outer = known_around(known, dossier, &around);
		if (outer.depth >= around.depth)
			break;
		around = outer;
		struct row_range own = known_own_citations(&around);
		if (own.count)
			return own;
	}
	return (struct row_range){0};
}

/* What editors wrote or weighed, for which a known source is not enough. */
static bool is_editorial(const struct known *known, const struct value *value)
{
	const struct archive *archive = known->archive;
	if (value->type == FIELD_PROSE)
		return value->field == NO_ROW || value->field != field_known(archive, KNOWN_TEXT);
	return value->field == field_known(archive, KNOWN_STATUS);
}

/* What nothing is cited for in a dossier has all of its sources. */
static bool is_plainly_known(const struct known *known, const struct dossier *dossier)
{
	struct evidence evidence = known_evidence_of_whole(known, dossier);
	return known_by_all(evidence.has_source ? evidence
	                                        : known_evidence_of_all(known, dossier));
}

bool known_uncited(const struct known *known, const struct dossier *dossier,
                   const struct value *value)
{
	struct row_range sources = known_own_citations(value);
	bool needs_all = is_editorial(known, value);
	struct evidence evidence = {0};
	if (sources.count == 0)
		sources = citations_around(known, dossier, value);
	if (sources.count)
		known_weigh(known, sources, &evidence);
	else if (known_speaks_for_itself(known, dossier) && !needs_all)
		evidence = known_evidence_of_whole(known, dossier);
	else if (needs_all)
		evidence = known_evidence_of_all(known, dossier);
	else
		return is_plainly_known(known, dossier);
	return needs_all ? known_by_all(evidence) : evidence.has_known;
}

static bool value_is_known(const struct known *known, const struct dossier *dossier,
                           const struct value *value, unsigned depth);

/* A group without sources is there as long as something in it is. */
static bool group_is_known(const struct known *known, const struct dossier *dossier,
                           const struct value *group, unsigned depth)
{
	for (uint32_t row = group->row + 1; row < group->end && depth < LIMIT_DEPTH;) {
		struct value inside = value_at(known->archive, row);
		if (value_is_known(known, dossier, &inside, depth + 1))
			return true;
		row = inside.end > row ? inside.end : row + 1;
	}
	return false;
}

static bool value_is_known(const struct known *known, const struct dossier *dossier,
                           const struct value *value, unsigned depth)
{
	if (leads_to_later(known, value))
		return false;
	if (value->type == FIELD_PROSE)
		return known_has_passage(known, dossier, value);
	struct row_range own = known_own_citations(value);
	if (own.count)
		return known_citations(known, own);
	if (value->type == FIELD_GROUP && value->end > value->row + 1 &&
	    citations_around(known, dossier, value).count == 0)
		return group_is_known(known, dossier, value, depth);
	return known_uncited(known, dossier, value);
}

bool known_value(const struct known *known, const struct dossier *dossier,
                 const struct value *value)
{
	return !known || value_is_known(known, dossier, value, 0);
}

/* Foreign files may have a link written down by either end. */
static struct dossier_ref holder_of(const struct known *known, struct link link)
{
	struct row_range values = dossier_at(known->archive, link.to).values;
	bool is_of_target = link.value != NO_ROW && link.value - values.first < values.count;
	return is_of_target ? link.to : link.from;
}

bool known_link(const struct known *known, struct link link)
{
	if (!known)
		return true;
	if (is_later(known, link.from) || is_later(known, link.to))
		return false;
	if (link.text_byte == NO_ROW && link.citations.count)
		return known_citations(known, link.citations);
	struct dossier holder = dossier_at(known->archive, holder_of(known, link));
	struct value value = value_at(known->archive, link.value);
	bool is_citation = dossier_kind(known->archive, link.to) == known->source;
	if (value.row == NO_ROW)
		return is_citation || is_plainly_known(known, &holder);
	if (link.text_byte != NO_ROW)
		return known_mention(known, &holder, &value, link);
	return value_is_known(known, &holder, &value, 0);
}

/* The value of a dossier that has this date at its top. */
static bool date_is_known(const struct known *known, const struct dossier *dossier, uint32_t date)
{
	uint32_t end = dossier->values.first + dossier->values.count;
	for (uint32_t row = dossier->values.first; row < end;) {
		struct value value = value_at(known->archive, row);
		if (value.date == date && value.type == FIELD_DATE)
			return known_value(known, dossier, &value);
		row = value.end > row ? value.end : row + 1;
	}
	return is_plainly_known(known, dossier);
}

bool known_entry(const struct known *known, struct timeline_entry entry)
{
	if (!known)
		return true;
	if (entry.what == TIMELINE_PUBLISHED)
		return known_source(known, entry.dossier);
	if (entry.what == TIMELINE_RELATION)
		return known_link(known, link_at(known->archive, entry.link));
	struct dossier dossier = dossier_at(known->archive, entry.dossier);
	return known_standing(known, entry.dossier) == STANDING_KNOWN &&
	       (entry.date == NO_ROW || date_is_known(known, &dossier, entry.date));
}

struct str known_summary(const struct known *known, struct arena *arena,
                         const struct dossier *dossier)
{
	if (!known || dossier->summary.size == 0)
		return dossier->summary;
	uint32_t field = field_known(known->archive, KNOWN_SUMMARY);
	struct value value = value_first(known->archive, dossier->ref, field);
	if (value.row == NO_ROW)
		return known_by_all(known_evidence_of_all(known, dossier)) ? dossier->summary
		                                                           : (struct str){0};
	return known_cut(known, arena, dossier, value, NULL).text;
}

uint32_t known_own_date(const struct known *known, const struct dossier *dossier)
{
	bool is_there = !known || dossier->date == NO_ROW ||
	                date_is_known(known, dossier, dossier->date);
	return is_there ? dossier->date : NO_ROW;
}
