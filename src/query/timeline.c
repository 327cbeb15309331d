#include "query/timeline.h"

#include "base/array.h"
#include "base/message.h"
#include "query/known.h"

/* ── Whom it is about ───────────────────────────────────────────────────────────────────────── */

/* A bit for each dossier that is `about` or linked with it, either way. */
static uint64_t *find_related(const struct archive *archive, struct arena *scratch,
                              struct dossier_ref about)
{
	uint32_t count = dossier_count(archive);
	uint64_t *related = ARENA_MANY(scratch, uint64_t, count / 64 + 1);
	struct link_span spans[] = { links_out(archive, about), links_in(archive, about) };

	if (about.row < count)
		related[about.row / 64] |= (uint64_t)1 << about.row % 64;
	for (size_t side = 0; side < 2; side++)
		for (uint32_t i = 0; i < spans[side].range.count; i++) {
			struct link link = link_of(archive, spans[side], i);
			uint32_t row = side ? link.from.row : link.to.row;
			if (row < count)
				related[row / 64] |= (uint64_t)1 << row % 64;
		}
	return related;
}

/* A dated relation is about its two ends only; all else, about whatever it is linked with. */
static bool is_about(const struct archive *archive, struct timeline_entry entry,
                     struct dossier_ref about, const uint64_t *related)
{
	if (entry.what == TIMELINE_RELATION) {
		struct link link = link_at(archive, entry.link);
		return link.from.row == about.row || link.to.row == about.row;
	}
	uint32_t row = entry.dossier.row;
	return row < dossier_count(archive) && related[row / 64] >> row % 64 & 1;
}

/* ── When ───────────────────────────────────────────────────────────────────────────────────── */

/* The earliest and the latest day that are asked for. */
struct bounds { int32_t first, last; };

static struct bounds bounds_of(struct timeline_filter filter)
{
	return (struct bounds){
		.first = date_is_none(filter.from) ? DATE_FIRST_DAY : filter.from.earliest,
		.last = date_is_none(filter.to) ? DATE_LAST_DAY : filter.to.latest,
	};
}

struct date_view timeline_when(const struct archive *archive, struct timeline_entry entry)
{
	struct date_view when = archive_date(archive, entry.date);
	bool is_plain = when.date.earliest == entry.earliest && when.date.latest == entry.latest;
	if (date_is_none(when.date) || is_plain)
		return when;
	return (struct date_view){ .date = {
		.earliest = entry.earliest, .latest = entry.latest,
		.precision = when.date.precision,
	} };
}

/* A relation with a beginning has the date of that, but its days go on. */
bool timeline_is_of(const struct archive *archive, struct timeline_entry entry, struct date asked)
{
	struct date_view when = timeline_when(archive, entry);
	struct date_view start = archive_date(archive, entry.date);
	bool is_period = str_is_empty(when.text) && start.date.earliest == entry.earliest;
	if (is_period && date_fit(start.text, start.date, asked) == DATE_WITHIN)
		return true;
	return date_fit(when.text, when.date, asked) == DATE_WITHIN ||
	       date_begins_within(when.text, when.date, asked);
}

static bool is_within(const struct archive *archive, struct timeline_entry entry,
                      struct timeline_filter filter, struct bounds bounds)
{
	struct date asked = { .earliest = bounds.first, .latest = bounds.last,
		              .precision = DATE_DAY };
	struct date_view when = timeline_when(archive, entry);
	if (date_is_none(when.date))
		return date_is_none(filter.from) && date_is_none(filter.to);
	return date_fit(when.text, when.date, asked) != DATE_APART;
}

struct timeline timeline_query(const struct archive *archive, struct arena *arena,
                               struct timeline_filter filter)
{
	struct arena scratch = {0};
	struct timeline timeline = {0};
	struct bounds bounds = bounds_of(filter);
	bool has_about = !dossier_is_none(filter.about);
	uint64_t *related = has_about ? find_related(archive, &scratch, filter.about) : NULL;

	for (uint32_t row = 0; row < timeline_count(archive); row++) {
		struct timeline_entry entry = timeline_at(archive, row);
		if (entry.earliest > bounds.last)
			break;
		if (has_about && !is_about(archive, entry, filter.about, related))
			continue;
		if (is_within(archive, entry, filter, bounds))
			*ARRAY_ADD(arena, &timeline) = entry;
	}
	arena_release(&scratch);
	return timeline;
}

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

/* The two ends of a link, and a label between them. */
static struct str ends_words(const struct archive *archive, struct arena *arena, struct link link,
                             struct str label)
{
	struct str start = str_join(arena, dossier_name(archive, link.from), STR(" "), label);
	return str_join(arena, start, STR(" "), dossier_name(archive, link.to));
}

/* Labels without a verb. What stands in a timeline was. */
static const struct { const char *label, *act; } acts[] = {
	{ "national of",         N_("was a national of") },
	{ "member of",           N_("was a member of") },
	{ "in the country",      N_("was in the country") },
	{ "based in",            N_("was based in") },
	{ "part of",             N_("was part of") },
	{ "led by",              N_("was led by") },
	{ "with",                N_("was with") },
	{ "published by",        N_("was published by") },
	{ "related to",          N_("was related to") },
	{ "allied with",         N_("was allied with") },
	{ "capital of",          N_("was the capital of") },
	{ "perhaps the same as", N_("was perhaps the same as") },
};

static const char *act_of(const struct archive *archive, uint32_t relation)
{
	struct str label = relation_label(archive, relation, LINK_OUT);
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (str_equal(label, str_of(acts[i].label)))
			return acts[i].act;
	return NULL;
}

struct str timeline_act(const struct archive *archive, uint32_t relation)
{
	const char *act = act_of(archive, relation);
	return act ? str_of(_(act)) : message_of(relation_label(archive, relation, LINK_OUT));
}

struct str timeline_name(const struct archive *archive, struct arena *arena,
                         struct timeline_entry entry)
{
	struct link link = link_at(archive, entry.link);
	if (entry.what != TIMELINE_RELATION)
		return dossier_name(archive, entry.dossier);
	const char *act = act_of(archive, link.relation);
	return ends_words(archive, arena, link,
	                  act ? str_of(act) : relation_label(archive, link.relation, LINK_OUT));
}

struct str timeline_name_shown(const struct archive *archive, struct arena *arena,
                               struct timeline_entry entry)
{
	struct link link = link_at(archive, entry.link);
	if (entry.what != TIMELINE_RELATION)
		return dossier_name(archive, entry.dossier);
	return ends_words(archive, arena, link, timeline_act(archive, link.relation));
}

/* A date that can stand at one end of an interval: an interval or a set cannot. */
static bool is_simple(struct date_view view)
{
	return !date_is_none(view.date) && !(view.date.flags & (DATE_INTERVAL | DATE_SET));
}

struct str timeline_date(const struct archive *archive, struct arena *arena,
                         struct timeline_entry entry)
{
	struct str typed = archive_date(archive, entry.date).text;
	struct link link = link_at(archive, entry.link);
	if (entry.what != TIMELINE_RELATION || link.row == NO_ROW || link.date != NO_ROW)
		return typed;
	struct date_view since = archive_date(archive, link.since);
	struct date_view until = archive_date(archive, link.until);
	bool has_since = !str_is_empty(since.text), has_until = !str_is_empty(until.text);
	if ((has_since && !is_simple(since)) || (has_until && !is_simple(until)))
		return typed;
	return str_format(arena, "%.*s/%.*s", STR_ARGS(since.text), STR_ARGS(until.text));
}

/* ── How one is tied to an event ────────────────────────────────────────────────────────────── */

static enum timeline_tie tie_of(const struct archive *archive, struct link link)
{
	struct relation_view relation = relation_at(archive, link.relation);
	if (str_equal(relation.key, STR("participant")))
		return TIMELINE_TIE_PART;
	return str_equal(relation.group, STR("mentions")) ? TIMELINE_TIE_NAMED
	                                                  : TIMELINE_TIE_LINKED;
}

enum timeline_tie timeline_tie(const struct archive *archive, struct timeline_entry entry,
                               struct dossier_ref about, const struct known *known)
{
	enum { LINKS_MOST = 1024 };
	enum timeline_tie best = TIMELINE_TIE_NONE;
	if (entry.what != TIMELINE_EVENT || dossier_is_none(about) || entry.dossier.row == about.row)
		return best;
	struct link_span spans[] = { links_out(archive, entry.dossier),
		                     links_in(archive, entry.dossier) };
	for (size_t side = 0; side < 2; side++)
		for (uint32_t i = 0; i < spans[side].range.count && i < LINKS_MOST; i++) {
			struct link link = link_of(archive, spans[side], i);
			struct dossier_ref other = side ? link.from : link.to;
			if (other.row != about.row || !known_link(known, link) ||
			    link.relation >= relation_count(archive))
				continue;
			enum timeline_tie tie = tie_of(archive, link);
			best = tie > best ? tie : best;
		}
	return best;
}
