#include "query/page_timeline_parts.h"

#include "base/array.h"
#include "query/timeline.h"

/* ── Whom it is about ───────────────────────────────────────────────────────────────────────── */

/* A bit for each dossier. */
static void mark(uint64_t *bits, uint32_t count, uint32_t row)
{
	if (row < count)
		bits[row / 64] |= (uint64_t)1 << row % 64;
}

static bool is_marked(const uint64_t *bits, uint32_t count, uint32_t row)
{
	return row < count && bits[row / 64] >> row % 64 & 1;
}

/* What an entry is looked up in. */
struct sieve {
	uint32_t count;                 /* of dossiers */
	uint64_t *about;                /* those that are asked for; NULL: all pass */
	uint64_t *related;              /* and those that are linked with one of them */
	uint64_t *only;                 /* NULL: all pass */
	struct date asked;              /* days */
	bool takes_undated;
};

static void mark_related(const struct archive *archive, struct sieve *sieve,
                         struct dossier_ref about)
{
	struct link_span spans[] = { links_out(archive, about), links_in(archive, about) };
	mark(sieve->about, sieve->count, about.row);
	mark(sieve->related, sieve->count, about.row);
	for (size_t side = 0; side < 2; side++)
		for (uint32_t i = 0; i < spans[side].range.count; i++) {
			struct link link = link_of(archive, spans[side], i);
			mark(sieve->related, sieve->count, side ? link.from.row : link.to.row);
		}
}

static struct sieve sieve_of(const struct archive *archive, struct arena *scratch,
                             const struct time_query *query)
{
	uint32_t count = dossier_count(archive);
	bool is_bounded = !date_is_none(query->from) || !date_is_none(query->to);
	struct sieve sieve = {
		.count = count,
		.asked = {
			.earliest = date_is_none(query->from) ? DATE_FIRST_DAY
			                                      : query->from.earliest,
			.latest = date_is_none(query->to) ? DATE_LAST_DAY : query->to.latest,
			.precision = DATE_DAY,
		},
		.takes_undated = !is_bounded,
	};
	if (query->about_count) {
		sieve.about = ARENA_MANY(scratch, uint64_t, count / 64 + 1);
		sieve.related = ARENA_MANY(scratch, uint64_t, count / 64 + 1);
	}
	for (size_t i = 0; i < query->about_count; i++)
		mark_related(archive, &sieve, query->about[i]);
	if (query->has_only)
		sieve.only = ARENA_MANY(scratch, uint64_t, count / 64 + 1);
	for (size_t i = 0; query->has_only && i < query->only_count; i++)
		mark(sieve.only, count, query->only[i]);
	return sieve;
}

/* A dated relation is about its two ends only; all else, about whatever it is linked with. */
static bool passes(const struct archive *archive, const struct sieve *sieve,
                   struct timeline_entry entry)
{
	uint32_t row = entry.dossier.row, count = sieve->count;
	if (entry.what != TIMELINE_RELATION)
		return (!sieve->about || is_marked(sieve->related, count, row)) &&
		       (!sieve->only || is_marked(sieve->only, count, row));
	if (!sieve->about && !sieve->only)
		return true;
	struct link link = link_at(archive, entry.link);
	uint32_t from = link.from.row, to = link.to.row;
	bool is_about = !sieve->about || is_marked(sieve->about, count, from) ||
	                is_marked(sieve->about, count, to);
	return is_about && (!sieve->only || is_marked(sieve->only, count, from) ||
	                    is_marked(sieve->only, count, to));
}

/* ── When ───────────────────────────────────────────────────────────────────────────────────── */

/* The last day of the year or month of a day. */
static int32_t unit_last(int32_t day, enum date_precision precision)
{
	if (precision >= DATE_DAY || day == DATE_LAST_DAY || day == DATE_FIRST_DAY)
		return day;
	int32_t month = calendar_month_of(day);
	if (precision == DATE_MONTH)
		return calendar_month_start(month + 1) - 1;
	if (precision == DATE_SEASON)
		return calendar_month_start(month + 3) - 1;
	struct calendar_day date = calendar_day_of(day);
	int32_t years = precision == DATE_DECADE ? 10 : precision == DATE_CENTURY ? 100
	              : precision == DATE_MILLENNIUM ? 1000 : 1;
	return date_days(date.year + years, 1, 1) - 1;
}

enum moment_level moment_level_of(int32_t first, int32_t last)
{
	if (first == DATE_FIRST_DAY)
		return LEVEL_EARLIER;
	if (last == DATE_LAST_DAY)
		return LEVEL_LATER;
	if (first == last)
		return LEVEL_DAY;
	struct calendar_day from = calendar_day_of(first), to = calendar_day_of(last);
	if (from.year != to.year)
		return LEVEL_LATER;
	return from.month == to.month ? LEVEL_MONTH : LEVEL_YEAR;
}

/* The last day on which a date may have begun. */
static int32_t begins_by(struct date date)
{
	bool is_given = (date.flags & DATE_INTERVAL) &&
	                !(date.flags & (DATE_OPEN_START | DATE_UNKNOWN_START));
	int32_t last = is_given ? unit_last(date.earliest, date.precision) : date.latest;
	return last < date.latest ? last : date.latest;
}

static void set_beginning(struct moment *moment, int32_t first, int32_t last)
{
	moment->first = first;
	moment->last = last;
	moment->level = moment_level_of(first, last);
}

/* The end that the text of an interval gives, or none. */
static struct date interval_end(struct str text, struct date whole)
{
	struct date end;
	size_t slash = str_find(text, STR("/"), 0);
	if (whole.flags & (DATE_OPEN_END | DATE_UNKNOWN_END) || whole.latest == DATE_LAST_DAY)
		return date_none();
	if (slash == SIZE_MAX ||
	    !date_parse(str_slice(text, slash + 1, text.size), &end, NULL))
		return (struct date){ .earliest = whole.latest, .latest = whole.latest,
			              .precision = DATE_DAY };
	return end;
}

/* Between the first and last day that begin it; what goes on from there is an interval. */
static void set_date(struct moment *moment, struct date_view view)
{
	struct date date = view.date;
	bool starts = (date.flags & DATE_INTERVAL) &&
	              !(date.flags & (DATE_OPEN_START | DATE_UNKNOWN_START));
	set_beginning(moment, date.earliest, begins_by(date));
	if (!starts)
		return;
	moment->end = interval_end(view.text, date);
	moment->is_interval = date_is_none(moment->end) || moment->end.latest > moment->last;
}

/* A relation that held from one date to another, either of which may be missing. */
static bool set_period(const struct archive *archive, struct moment *moment)
{
	struct link link = link_at(archive, moment->entry.link);
	struct date since = archive_date(archive, link.since).date;
	struct date until = archive_date(archive, link.until).date;
	if (!date_is_none(archive_date(archive, link.date).date) || date_is_none(since))
		return false;
	set_beginning(moment, since.earliest, begins_by(since));
	moment->end = until;
	moment->is_interval = date_is_none(until) || until.latest > moment->last;
	return true;
}

/* Most relations have one date alone, of which the entry has the bounds: their links need not be
 * looked at. */
static struct moment moment_of(const struct archive *archive, struct timeline_entry entry)
{
	struct moment moment = {
		.entry = entry, .first = DATE_LAST_DAY, .last = DATE_LAST_DAY,
		.level = LEVEL_UNDATED, .told_by = NO_ROW, .end = date_none(),
	};
	struct date_view view = archive_date(archive, entry.date);
	bool is_plain = entry.earliest == view.date.earliest && entry.latest == view.date.latest;
	if (entry.what == TIMELINE_RELATION && !is_plain && set_period(archive, &moment))
		return moment;
	if (date_is_none(view.date))
		return moment;
	if (entry.what == TIMELINE_RELATION && entry.earliest == DATE_FIRST_DAY)
		view.date.earliest = DATE_FIRST_DAY;
	set_date(&moment, view);
	return moment;
}

/* ── All of them ────────────────────────────────────────────────────────────────────────────── */

static bool is_within(const struct archive *archive, const struct sieve *sieve,
                      struct timeline_entry entry)
{
	struct date_view when = timeline_when(archive, entry);
	if (date_is_none(when.date))
		return sieve->takes_undated;
	return date_fit(when.text, when.date, sieve->asked) != DATE_APART;
}

struct moments moments_collect(const struct archive *archive, struct arena *arena,
                               const struct time_query *query, const struct known *known)
{
	struct arena scratch = {0};
	struct moments moments = {
		.about = query->about_count == 1 ? query->about[0] : NO_DOSSIER,
	};
	uint32_t next = 0;
	struct sieve sieve = sieve_of(archive, &scratch, query);
	moments.from = sieve.asked.earliest;
	moments.to = sieve.asked.latest;

	for (uint32_t row = 0; row < timeline_count(archive); row++) {
		struct timeline_entry entry = timeline_at(archive, row);
		if (entry.earliest > sieve.asked.latest)
			break;
		if (!is_within(archive, &sieve, entry) || !passes(archive, &sieve, entry))
			continue;
		if (!known_entry_next(known, row, entry, &next)) {
			moments.hidden_count++;
			continue;
		}
		if (query->is_only_then && !timeline_is_of(archive, entry, sieve.asked)) {
			moments.longer_count++;
			continue;
		}
		struct moment moment = moment_of(archive, entry);
		moment.number = (uint32_t)moments.count;
		moments.dated_count += moment.level != LEVEL_UNDATED;
		moments.what_counts[entry.what]++;
		*ARRAY_ADD(arena, &moments) = moment;
	}
	moments.entry_count = moments.count;
	arena_release(&scratch);
	return moments;
}
