#include "build/audit_parts.h"

#include "archive/archive.h"
#include "base/array.h"

/* Two dates of which the first cannot come after the second. */
enum pair { PAIR_LIFE, PAIR_EXISTENCE, PAIR_TERM, PAIR_COPY, PAIR_COUNT };

static const struct date_pair {
	struct str earlier, later;
} pairs[] = {
	[PAIR_LIFE]      = { STR("born"),      STR("died") },
	[PAIR_EXISTENCE] = { STR("founded"),   STR("dissolved") },
	[PAIR_TERM]      = { STR("since"),     STR("until") },
	[PAIR_COPY]      = { STR("published"), STR("retrieved") },
};
_Static_assert(sizeof(pairs) / sizeof(*pairs) == PAIR_COUNT, "a row for each pair");

bool audit_is_reversed(struct date earlier, struct date later)
{
	enum { DOUBT = DATE_UNCERTAIN | DATE_APPROXIMATE };
	return !date_is_none(earlier) && !date_is_none(later) &&
	       !((earlier.flags | later.flags) & DOUBT) && earlier.earliest > later.latest;
}

/* The date of the first value with that key among those from `first` to `end`, what is inside them
 * left out; NO_ROW if none. */
static uint32_t date_among(const struct batch *batch, uint32_t first, uint32_t end, struct str key)
{
	for (uint32_t i = first; i < end; i = batch->values.items[i].end) {
		const struct draft_value *value = &batch->values.items[i];
		if (value->date != NO_ROW && value->rank != RANK_DEPRECATED &&
		    str_equal(value->key, key))
			return value->date;
	}
	return NO_ROW;
}

/* Report two dates if they are reversed, and give true. */
static bool pair_check(struct auditing *auditing, const struct batch *batch, struct place place,
                       const struct date_pair *pair, uint32_t earlier, uint32_t later)
{
	if (earlier == NO_ROW || later == NO_ROW)
		return false;
	const struct draft_date *first = &batch->dates.items[earlier];
	const struct draft_date *second = &batch->dates.items[later];
	if (!audit_is_reversed(first->date, second->date))
		return false;
	AUDIT_FINDING(auditing, RULE_DATES_REVERSED, batch, place, "%.*s %.*s, but %.*s %.*s",
	              STR_ARGS(pair->earlier), STR_ARGS(finding_excerpt(first->text)),
	              STR_ARGS(pair->later), STR_ARGS(finding_excerpt(second->text)));
	return true;
}

/* Check the pairs among neighbouring values. Gives the row of a reversed `since`, or NO_ROW: links
 * in a group have it too. */
static uint32_t pairs_check(struct auditing *auditing, const struct batch *batch,
                            struct place place, uint32_t first, uint32_t end)
{
	uint32_t reversed = NO_ROW;
	for (enum pair i = 0; i < PAIR_COUNT; i++) {
		uint32_t earlier = date_among(batch, first, end, pairs[i].earlier);
		uint32_t later = earlier == NO_ROW ? NO_ROW
		               : date_among(batch, first, end, pairs[i].later);
		if (pair_check(auditing, batch, place, &pairs[i], earlier, later))
			reversed = earlier;
	}
	return reversed;
}

/* Rows of dates that were reported, in ascending order. */
static bool rows_have(struct row_list rows, uint32_t wanted)
{
	size_t low = 0, high = rows.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (rows.items[middle] == wanted)
			return true;
		if (rows.items[middle] < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static void links_check(struct auditing *auditing, const struct batch *batch,
                        const struct draft *draft, struct row_list reported)
{
	for (uint32_t i = 0; i < draft->links.count; i++) {
		const struct draft_link *link = &batch->links.items[draft->links.first + i];
		if (link->since != NO_ROW && link->until != NO_ROW &&
		    !rows_have(reported, link->since))
			pair_check(auditing, batch, link->place, &pairs[PAIR_TERM],
			           link->since, link->until);
	}
}

/* Words are not said after the source that has them was published. */
static void said_check(struct auditing *auditing, const struct batch *batch,
                       const struct draft *draft)
{
	const struct resolved *resolved = auditing->resolved;
	uint32_t end = draft->values.first + draft->values.count;
	uint32_t said = date_among(batch, draft->values.first, end, STR("said"));
	for (uint32_t i = 0; said != NO_ROW && i < draft->links.count; i++) {
		const struct draft_link *link = &batch->links.items[draft->links.first + i];
		if (link->field != auditing->fields[KNOWN_SOURCE] || link->to == NO_ROW)
			continue;
		const struct draft *source = resolved_draft(resolved, link->to);
		const struct batch *other =
			&resolved->batches[resolved->dossiers.items[link->to].batch];
		if (source->date == NO_ROW)
			continue;
		const struct draft_date *published = &other->dates.items[source->date];
		const struct draft_date *date = &batch->dates.items[said];
		if (audit_is_reversed(date->date, published->date))
			AUDIT_FINDING(auditing, RULE_QUOTE_AFTER_PUBLICATION, batch, draft->place,
			              "said on %.*s, but its source '%.*s' was published on %.*s",
			              STR_ARGS(finding_excerpt(date->text)),
			              STR_ARGS(finding_excerpt(source->id)),
			              STR_ARGS(finding_excerpt(published->text)));
	}
}

void audit_dates(struct auditing *auditing, const struct batch *batch, const struct draft *draft)
{
	uint32_t end = draft->values.first + draft->values.count;
	struct arena arena = {0};
	struct row_list reported = {0};
	pairs_check(auditing, batch, draft->place, draft->values.first, end);
	for (uint32_t i = draft->values.first; i < end; i++) {
		const struct draft_value *value = &batch->values.items[i];
		if (value->type != FIELD_GROUP)
			continue;
		uint32_t reversed = pairs_check(auditing, batch, value->place, i + 1, value->end);
		if (reversed != NO_ROW)
			*ARRAY_ADD(&arena, &reported) = reversed;
	}
	links_check(auditing, batch, draft, reported);
	said_check(auditing, batch, draft);
	arena_release(&arena);
}
