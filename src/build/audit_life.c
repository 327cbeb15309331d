#include "build/audit_parts.h"

#include "archive/archive.h"
#include "base/array.h"

/* The first and the last date between which somebody can take part in anything; NULL if that is
 * open. */
struct life { const struct draft_value *begin, *end; };

/* The ends of a life, by the keys of people and of organizations. */
enum life_end { LIFE_BEGIN, LIFE_END, LIFE_END_COUNT };
static const struct str life_keys[LIFE_END_COUNT][2] = {
	[LIFE_BEGIN] = { STR("born"), STR("founded") },
	[LIFE_END]   = { STR("died"), STR("dissolved") },
};

static bool is_life_end(struct str key, enum life_end end)
{
	return str_equal(key, life_keys[end][0]) || str_equal(key, life_keys[end][1]);
}

/* True if the first date leaves a life longer than the second. */
static bool is_wider(enum life_end end, struct date date, struct date than)
{
	return end == LIFE_BEGIN ? date.earliest < than.earliest : date.latest > than.latest;
}

/* Of the dates that are given for one end of a life the one that leaves most of it. Where one of
 * them is in doubt or cannot be read the end is open. */
static const struct draft_value *life_end_find(const struct batch *batch,
                                               const struct draft *draft, enum life_end end)
{
	const struct draft_value *widest = NULL;
	uint32_t last = draft->values.first + draft->values.count;
	for (uint32_t i = draft->values.first; i < last; i = batch->values.items[i].end) {
		const struct draft_value *value = &batch->values.items[i];
		if (value->date == NO_ROW || value->rank == RANK_DEPRECATED ||
		    !is_life_end(value->key, end))
			continue;
		struct date date = batch->dates.items[value->date].date;
		if (date_is_none(date) || (date.flags & (DATE_UNCERTAIN | DATE_APPROXIMATE)))
			return NULL;
		if (!widest || is_wider(end, date, batch->dates.items[widest->date].date))
			widest = value;
	}
	return widest;
}

/* Found once for each dossier: thousands of events may have one participant. */
static const struct life *life_of(struct auditing *auditing, uint32_t row)
{
	if (auditing->life_rows[row] == NO_ROW) {
		const struct batch *batch = audit_batch_of(auditing, row);
		const struct draft *draft = resolved_draft(auditing->resolved, row);
		auditing->life_rows[row] = (uint32_t)auditing->lives.count;
		*ARRAY_ADD(&auditing->scratch, &auditing->lives) = (struct life){
			.begin = life_end_find(batch, draft, LIFE_BEGIN),
			.end = life_end_find(batch, draft, LIFE_END),
		};
	}
	return &auditing->lives.items[auditing->life_rows[row]];
}

static void participant_audit(struct auditing *auditing, const struct batch *batch,
                              const struct draft_date *event, const struct draft_link *link)
{
	const struct life *life = life_of(auditing, link->to);
	const struct draft_date *dates = audit_batch_of(auditing, link->to)->dates.items;
	const struct draft_value *excluding = NULL;
	if (life->begin && audit_is_reversed(dates[life->begin->date].date, event->date))
		excluding = life->begin;
	else if (life->end && audit_is_reversed(event->date, dates[life->end->date].date))
		excluding = life->end;
	if (!excluding)
		return;
	AUDIT_FINDING(auditing, RULE_EVENT_OUTSIDE_LIFE, batch, link->place,
	              "'%.*s' takes part in this event of %.*s, but %.*s %.*s",
	              STR_ARGS(finding_excerpt(link->target)),
	              STR_ARGS(finding_excerpt(event->text)), STR_ARGS(excluding->key),
	              STR_ARGS(finding_excerpt(dates[excluding->date].text)));
}

void audit_lives(struct auditing *auditing, const struct batch *batch, const struct draft *draft)
{
	for (uint32_t i = 0; draft->date != NO_ROW && i < draft->links.count; i++) {
		const struct draft_link *link = &batch->links.items[draft->links.first + i];
		if (link->field == auditing->fields[KNOWN_PARTICIPANTS] && link->to != NO_ROW)
			participant_audit(auditing, batch, &batch->dates.items[draft->date], link);
	}
}
