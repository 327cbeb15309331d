#include "query/dated.h"

#include "model/limits.h"
#include "query/known.h"

/* A time from the earliest day of one date to the latest of another, either of which may be
 * missing. */
static struct date span_of(const struct archive *archive, uint32_t since, uint32_t until)
{
	struct date first = archive_date(archive, since).date;
	struct date last = archive_date(archive, until).date;
	if (date_is_none(first) && date_is_none(last))
		return date_none();
	return (struct date){
		.earliest = date_is_none(first) ? DATE_FIRST_DAY : first.earliest,
		.latest = date_is_none(last) ? DATE_LAST_DAY : last.latest,
		.precision = date_is_none(first) ? last.precision : first.precision,
	};
}

static bool take_date(const struct archive *archive, uint32_t date, struct dated_taker taker)
{
	return date != NO_ROW && taker.take(taker.context, archive_date(archive, date).date);
}

static bool take_link(const struct archive *archive, struct link link, struct dated_taker taker)
{
	return take_date(archive, link.date, taker) ||
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
	return taker.take(taker.context, span_of(archive, since, until));
}

bool dated_each(const struct archive *archive, struct dossier_ref ref, struct dated_taker taker)
{
	struct dossier dossier = dossier_at(archive, ref);
	if (take_date(archive, known_own_date(taker.known, &dossier), taker))
		return true;

	struct link_span links = links_out(archive, ref);
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(archive, links, i);
		if (known_link(taker.known, link) && take_link(archive, link, taker))
			return true;
	}

	struct date_fields fields = {
		.since = field_known(archive, KNOWN_SINCE),
		.until = field_known(archive, KNOWN_UNTIL),
	};
	return take_values(archive, &dossier, &fields, dossier.values, 0, taker);
}

static bool overlaps(void *context, struct date time)
{
	const struct date *dates = context;
	return date_overlaps(time, *dates);
}

bool dated_within(const struct archive *archive, struct dossier_ref ref, struct date dates)
{
	return dated_within_known(archive, ref, dates, NULL);
}

bool dated_within_known(const struct archive *archive, struct dossier_ref ref, struct date dates,
                        const struct known *known)
{
	return dated_each(archive, ref, (struct dated_taker){ overlaps, &dates, known });
}
