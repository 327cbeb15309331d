#include "query/known.h"

#include "base/message.h"
#include "model/limits.h"
#include "model/prose.h"

/* What was found among the sources so far. */
struct evidence { bool has_source, has_known; };

static bool is_known_by(struct evidence evidence)
{
	return evidence.has_known || !evidence.has_source;
}

struct known known_on(const struct archive *archive, struct date date)
{
	return (struct known){
		.archive = archive, .day = date_is_none(date) ? DATE_LAST_DAY : date.latest,
		.source = kind_find(archive, STR("source")),
		.quote = kind_find(archive, STR("quote")),
		.claim = kind_find(archive, STR("claim")),
	};
}

bool known_parse(struct str typed, struct date *date, struct fault *why)
{
	struct date parsed;
	if (!date_parse(typed, &parsed, why)) {
		why->kind = FAULT_USAGE;
		return false;
	}
	if (parsed.latest == DATE_LAST_DAY)
		return fault_set(why, FAULT_USAGE, _("'%.*s' has no last day: write a day, a month "
		                   "or a year, such as 2023-03-04 or 2022"), STR_ARGS(typed));
	*date = parsed;
	return true;
}

/* ── Sources ────────────────────────────────────────────────────────────────────────────────── */

static bool has_bit(const uint64_t *bits, uint32_t row)
{
	return bits[row / 64] >> row % 64 & 1;
}

/* A source that does not say when it was published could always be known. */
static bool known_date(const struct known *known, struct date date)
{
	return date_is_none(date) || date.earliest <= known->day;
}

bool known_source(const struct known *known, struct dossier_ref source)
{
	if (!known || source.row >= dossier_count(known->archive))
		return true;
	if (known->stage > COUNT_LATER)
		return !has_bit(known->later, source.row);
	uint32_t date = dossier_at(known->archive, source).date;
	return known_date(known, archive_date(known->archive, date).date);
}

static void weigh(const struct known *known, struct row_range citations, struct evidence *evidence)
{
	for (uint32_t i = 0; i < citations.count && !evidence->has_known; i++) {
		struct citation citation = citation_at(known->archive, citations.first + i);
		evidence->has_source = true;
		evidence->has_known = known_source(known, citation.source);
	}
}

bool known_citations(const struct known *known, struct row_range citations)
{
	struct evidence evidence = {0};
	if (known)
		weigh(known, citations, &evidence);
	return is_known_by(evidence);
}

static void weigh_field(const struct known *known, struct dossier_ref ref, enum known_field field,
                        struct evidence *evidence)
{
	uint32_t row = field_known(known->archive, field);
	struct value value = value_first(known->archive, ref, row);
	for (; value.row != NO_ROW; value = value_next(known->archive, ref, value))
		weigh(known, value.citations, evidence);
}

static void weigh_values(const struct known *known, const struct dossier *dossier,
                         struct evidence *evidence)
{
	for (uint32_t i = 0; i < dossier->values.count && !evidence->has_known; i++)
		weigh(known, value_at(known->archive, dossier->values.first + i).citations,
		      evidence);
}

/* The source that a quote is from. */
static void weigh_origin(const struct known *known, struct dossier_ref ref,
                         struct evidence *evidence)
{
	uint32_t field = field_known(known->archive, KNOWN_SOURCE);
	struct value value = value_first(known->archive, ref, field);
	if (value.row == NO_ROW)
		return;
	struct link link = link_at(known->archive, value.link);
	evidence->has_source = true;
	evidence->has_known |= known_source(known, link.to);
}

/* ── A dossier as a whole ───────────────────────────────────────────────────────────────────── */

static struct evidence evidence_of_whole(const struct known *known, const struct dossier *dossier)
{
	struct evidence evidence = {0};
	if (dossier->kind == known->source) {
		evidence.has_source = true;
		evidence.has_known = known_source(known, dossier->ref);
		return evidence;
	}
	if (dossier->kind == known->quote)
		weigh_origin(known, dossier->ref, &evidence);
	weigh(known, dossier->citations, &evidence);
	if (dossier->kind == known->claim)
		weigh_field(known, dossier->ref, KNOWN_ASSERTED_BY, &evidence);
	return evidence;
}

bool known_whole(const struct known *known, struct dossier_ref ref)
{
	if (!known)
		return true;
	struct dossier dossier = dossier_at(known->archive, ref);
	return is_known_by(evidence_of_whole(known, &dossier));
}

bool known_itself(const struct known *known, struct dossier_ref ref)
{
	struct dossier dossier = dossier_at(known->archive, ref);
	struct evidence evidence = evidence_of_whole(known, &dossier);
	bool speaks_for_itself = dossier.kind == known->source ||
	                         (dossier.kind == known->quote && evidence.has_source);
	if (!speaks_for_itself)
		weigh_values(known, &dossier, &evidence);
	return is_known_by(evidence);
}

static bool is_mentioned(const struct known *known, struct dossier_ref ref)
{
	struct link_span span = links_in(known->archive, ref);
	for (uint32_t i = 0; i < span.range.count; i++) {
		struct link link = link_of(known->archive, span, i);
		if (link.from.row >= dossier_count(known->archive))
			continue;
		bool is_there = known->stage > COUNT_OWN ? has_bit(known->own, link.from.row)
		                                         : known_itself(known, link.from);
		if (is_there && known_link(known, link))
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
	if (dossier_kind(known->archive, ref) == known->source)
		return known_source(known, ref);
	return known_itself(known, ref) || is_mentioned(known, ref);
}

/* ── Passages ───────────────────────────────────────────────────────────────────────────────── */

static void weigh_part(const struct known *known, const struct prose_part *part,
                       struct evidence *evidence)
{
	if (part->kind != PROSE_CITATION)
		return;
	struct dossier_ref source = dossier_find(known->archive, part->target);
	evidence->has_source = true;
	evidence->has_known |= known_source(known, source);
}

static struct evidence evidence_of_passage(const struct known *known, struct str text, size_t at)
{
	struct evidence evidence = {0};
	struct prose_part part;
	for (size_t next = 0; prose_next(text, &next, &part);) {
		bool begins = prose_begins_passage(part.kind);
		if (begins && part.start > at)
			break;
		if (begins)
			evidence = (struct evidence){0};
		weigh_part(known, &part, &evidence);
	}
	return evidence;
}

/* The byte behind the passage that begins at `start`. */
static size_t passage_end(struct str text, size_t start)
{
	struct prose_part part;
	for (size_t next = 0; prose_next(text, &next, &part);)
		if (prose_begins_passage(part.kind) && part.start > start)
			return part.start;
	return text.size;
}

struct str known_text(const struct known *known, struct arena *arena, struct str text,
                      size_t *hidden)
{
	struct text kept = { .arena = arena };
	size_t count = 0;
	if (!known || str_find(text, STR("[@"), 0) == SIZE_MAX)
		return text;
	for (size_t start = 0, end; start < text.size; start = end) {
		end = passage_end(text, start);
		if (is_known_by(evidence_of_passage(known, text, start)))
			text_add(&kept, str_slice(text, start, end));
		else
			count++;
	}
	if (hidden)
		*hidden += count;
	return count ? text_str(&kept) : text;
}

/* ── What it says ───────────────────────────────────────────────────────────────────────────── */

static bool value_is_known(const struct known *known, const struct value *value,
                           struct evidence whole, unsigned depth);

/* A group without sources is there as long as something in it is. */
static bool group_is_known(const struct known *known, const struct value *group,
                           struct evidence whole, unsigned depth)
{
	for (uint32_t row = group->row + 1; row < group->end && depth < LIMIT_DEPTH;) {
		struct value inside = value_at(known->archive, row);
		if (value_is_known(known, &inside, whole, depth + 1))
			return true;
		row = inside.end > row ? inside.end : row + 1;
	}
	return false;
}

/* What a text cites stands behind what is cited for all of it. */
static uint32_t citations_inside(struct str text)
{
	uint32_t count = 0;
	struct prose_part part;
	for (size_t at = 0; prose_next(text, &at, &part);)
		count += part.kind == PROSE_CITATION;
	return count;
}

/* A text of which nothing is cited as a whole is there as long as one of its passages is. */
static bool text_is_known(const struct known *known, const struct value *value,
                          struct evidence whole)
{
	struct row_range own = value->citations;
	uint32_t inside = citations_inside(value->text) + citations_inside(value->note);
	own.count -= inside < own.count ? inside : own.count;
	if (own.count)
		return known_citations(known, own);
	struct evidence passage = {0};
	struct prose_part part;
	for (size_t at = 0; prose_next(value->text, &at, &part);) {
		if (prose_begins_passage(part.kind)) {
			if (passage.has_known || (!passage.has_source && is_known_by(whole)))
				return true;
			passage = (struct evidence){0};
		}
		weigh_part(known, &part, &passage);
	}
	return passage.has_known || (!passage.has_source && is_known_by(whole));
}

static bool value_is_known(const struct known *known, const struct value *value,
                           struct evidence whole, unsigned depth)
{
	if (value->type == FIELD_PROSE && value->citations.count)
		return text_is_known(known, value, whole);
	if (value->citations.count)
		return known_citations(known, value->citations);
	if (value->type == FIELD_GROUP && value->end > value->row + 1)
		return group_is_known(known, value, whole, depth);
	return is_known_by(whole);
}

bool known_value(const struct known *known, const struct dossier *dossier,
                 const struct value *value)
{
	if (!known)
		return true;
	struct evidence whole = {0};
	if (value->citations.count == 0 || value->type == FIELD_PROSE)
		whole = evidence_of_whole(known, dossier);
	return value_is_known(known, value, whole, 0);
}

static bool is_later_source(const struct known *known, struct dossier_ref ref)
{
	return !known_source(known, ref) && dossier_kind(known->archive, ref) == known->source;
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
	if (is_later_source(known, link.from) || is_later_source(known, link.to))
		return false;
	if (link.citations.count)
		return known_citations(known, link.citations);
	struct value value = value_at(known->archive, link.value);
	struct evidence passage = {0};
	if (link.text_byte != NO_ROW && !link.is_in_note)
		passage = evidence_of_passage(known, value.text, link.text_byte);
	if (passage.has_source)
		return passage.has_known;
	if (value.citations.count && link.text_byte == NO_ROW)
		return known_citations(known, value.citations);
	return known_whole(known, holder_of(known, link));
}

bool known_entry(const struct known *known, struct timeline_entry entry)
{
	if (!known)
		return true;
	struct dossier dossier = dossier_at(known->archive, entry.dossier);
	struct evidence evidence = {0};
	switch (entry.what) {
	case TIMELINE_PUBLISHED:
		return known_source(known, entry.dossier);
	case TIMELINE_RELATION:
		return known_link(known, link_at(known->archive, entry.link));
	case TIMELINE_QUOTE:
		evidence = evidence_of_whole(known, &dossier);
		weigh_field(known, entry.dossier, KNOWN_SAID, &evidence);
		return is_known_by(evidence);
	case TIMELINE_EVENT:
	case TIMELINE_WHAT_COUNT:
		break;
	}
	weigh_field(known, entry.dossier, KNOWN_DATE, &evidence);
	weigh(known, dossier.citations, &evidence);
	if (!evidence.has_source)
		weigh_values(known, &dossier, &evidence);
	return is_known_by(evidence);
}

struct str known_summary(const struct known *known, const struct dossier *dossier)
{
	if (!known || dossier->summary.size == 0)
		return dossier->summary;
	uint32_t field = field_known(known->archive, KNOWN_SUMMARY);
	struct value value = value_first(known->archive, dossier->ref, field);
	bool is_known = value.row == NO_ROW || known_value(known, dossier, &value);
	return is_known ? dossier->summary : (struct str){0};
}

uint32_t known_own_date(const struct known *known, const struct dossier *dossier)
{
	uint32_t end = dossier->values.first + dossier->values.count;
	for (uint32_t row = dossier->values.first; known && row < end;) {
		struct value value = value_at(known->archive, row);
		if (value.date == dossier->date && value.type == FIELD_DATE)
			return known_value(known, dossier, &value) ? dossier->date : NO_ROW;
		row = value.end > row ? value.end : row + 1;
	}
	return dossier->date;
}
