#include "query/dated.h"

#include "model/limits.h"
#include "query/known.h"

/* A time from the earliest day of one date to the latest of another, either of which may be
 * missing. */
static struct date_view span_of(const struct archive *archive, uint32_t since, uint32_t until)
{
	struct date first = archive_date(archive, since).date;
	struct date last = archive_date(archive, until).date;
	if (date_is_none(first) && date_is_none(last))
		return (struct date_view){ .date = date_none() };
	return (struct date_view){ .date = {
		.earliest = date_is_none(first) ? DATE_FIRST_DAY : first.earliest,
		.latest = date_is_none(last) ? DATE_LAST_DAY : last.latest,
		.precision = date_is_none(first) ? last.precision : first.precision,
	} };
}

static bool take_date(const struct archive *archive, uint32_t date, struct dated_taker taker)
{
	return date != NO_ROW && taker.take(taker.context, archive_date(archive, date));
}

static bool take_link(const struct archive *archive, struct link link, struct dated_taker taker)
{
	return take_date(archive, link.date, taker) || take_date(archive, link.since, taker) ||
	       take_date(archive, link.until, taker) ||
	       taker.take(taker.context, span_of(archive, link.since, link.until));
}

/* The fields of dates that are only one end of the matter's time. */
struct date_fields { uint32_t since, until; };

/* Asked of values with a date alone: there are many fields to find one by its key among. */
static bool is_retrieval(const struct archive *archive, struct value value)
{
	return value.field != NO_ROW &&
	       str_equal(field_at(archive, value.field).key, STR("retrieved"));
}

/* The values from row `first` to `end`, which stand side by side, and what is inside them. */
static bool take_values(const struct archive *archive, const struct dossier *dossier,
                        const struct date_fields *fields, struct row_range range, unsigned depth,
                        struct dated_taker taker)
{
	uint32_t since = NO_ROW, until = NO_ROW, end = range.first + range.count;
	for (uint32_t row = range.first, next; row < end; row = next) {
		struct value value = value_at(archive, row);
		if (value.row == NO_ROW)
			break;
		next = value.end < end ? value.end : end;
		if (!known_value(taker.known, dossier, &value))
			continue;
		if (value.field != NO_ROW && value.field == fields->since)
			since = value.date;
		else if (value.field != NO_ROW && value.field == fields->until)
			until = value.date;
		else if (value.date != NO_ROW && !is_retrieval(archive, value) &&
		         take_date(archive, value.date, taker))
			return true;

		struct row_range inside = { row + 1, next - row - 1 };
		if (inside.count && depth < LIMIT_DEPTH &&
		    take_values(archive, dossier, fields, inside, depth + 1, taker))
			return true;
	}
	return take_date(archive, since, taker) || take_date(archive, until, taker) ||
	       taker.take(taker.context, span_of(archive, since, until));
}

/* All but its own date. */
static bool each_inside(const struct archive *archive, const struct dossier *dossier,
                        struct dated_taker taker)
{
	struct link_span links = links_out(archive, dossier->ref);
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(archive, links, i);
		if (known_link(taker.known, link) && take_link(archive, link, taker))
			return true;
	}

	struct date_fields fields = {
		.since = field_known(archive, KNOWN_SINCE),
		.until = field_known(archive, KNOWN_UNTIL),
	};
	return take_values(archive, dossier, &fields, dossier->values, 0, taker);
}

bool dated_each(const struct archive *archive, struct dossier_ref ref, struct dated_taker taker)
{
	struct dossier dossier = dossier_at(archive, ref);
	return take_date(archive, known_own_date(taker.known, &dossier), taker) ||
	       each_inside(archive, &dossier, taker);
}

/* ── How it fits ────────────────────────────────────────────────────────────────────────────── */

struct sought { struct date dates; enum dated best; };

/* Nothing better comes once one is within. */
static bool take_inside(void *context, struct date_view time)
{
	struct sought *sought = context;
	enum date_fit fit = date_fit(time.text, time.date, sought->dates);
	enum dated found = fit == DATE_WITHIN ? DATED_WITHIN
	                 : fit == DATE_APART  ? DATED_APART : DATED_MAY;
	sought->best = found > sought->best ? found : sought->best;
	return fit == DATE_WITHIN;
}

bool dated_is_sure(struct date_view time, struct date asked)
{
	return !(time.date.flags & DATE_UNCERTAIN) &&
	       (date_fit(time.text, time.date, asked) == DATE_WITHIN ||
	        date_begins_within(time.text, time.date, asked));
}

enum dated dated_fit(const struct archive *archive, struct dossier_ref ref, struct date dates,
                     const struct known *known)
{
	struct sought sought = { .dates = dates };
	struct dossier dossier = dossier_at(archive, ref);
	struct date_view own = archive_date(archive, known_own_date(known, &dossier));
	enum date_fit fit = date_fit(own.text, own.date, dates);
	if (fit == DATE_WITHIN || date_begins_within(own.text, own.date, dates))
		return DATED_ITSELF;
	if (fit == DATE_REACHES)
		sought.best = DATED_MAY_ITSELF;
	each_inside(archive, &dossier, (struct dated_taker){ take_inside, &sought, known });
	return sought.best;
}

/* The best of all dates that a filter asks for, but for those under a NOT; DATED_COUNT if it asks
 * for none. */
static enum dated best_of(const struct archive *archive, const struct filter *filter,
                          struct dossier_ref ref, const struct known *known)
{
	enum dated best = DATED_COUNT;
	if (filter && filter->kind == FILTER_DATE)
		return dated_fit(archive, ref, filter->dates, known);
	for (size_t i = 0; filter && filter->kind != FILTER_NOT && i < filter->part_count; i++) {
		enum dated fit = best_of(archive, filter->parts[i], ref, known);
		if (fit != DATED_COUNT && (best == DATED_COUNT || fit > best))
			best = fit;
	}
	return best;
}

bool dated_is_perhaps(const struct archive *archive, const struct filter *filter,
                      struct dossier_ref ref, const struct known *known)
{
	enum dated fit = best_of(archive, filter, ref, known);
	return fit == DATED_MAY || fit == DATED_MAY_ITSELF;
}
