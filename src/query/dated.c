#include "query/dated.h"

#include "model/limits.h"

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

static bool is_within(const struct archive *archive, uint32_t date, struct date dates)
{
	return date != NO_ROW && date_overlaps(archive_date(archive, date).date, dates);
}

static bool link_is_within(const struct archive *archive, struct link link, struct date dates)
{
	return is_within(archive, link.date, dates) ||
	       date_overlaps(span_of(archive, link.since, link.until), dates);
}

/* The fields of dates that are not the date of the matter, or only one end of it. */
struct date_fields { uint32_t since, until, retrieved; };

/* The values from row `first` to `end`, which stand side by side, and what is inside them. */
static bool values_are_within(const struct archive *archive, const struct date_fields *fields,
                              struct row_range range, unsigned depth, struct date dates)
{
	uint32_t since = NO_ROW, until = NO_ROW, end = range.first + range.count;
	for (uint32_t row = range.first, next; row < end; row = next) {
		struct value value = value_at(archive, row);
		if (value.row == NO_ROW)
			break;
		next = value.end < end ? value.end : end;
		if (value.field != NO_ROW && value.field == fields->since)
			since = value.date;
		else if (value.field != NO_ROW && value.field == fields->until)
			until = value.date;
		else if ((value.field == NO_ROW || value.field != fields->retrieved) &&
		         is_within(archive, value.date, dates))
			return true;

		struct row_range inside = { row + 1, next - row - 1 };
		if (inside.count && depth < LIMIT_DEPTH &&
		    values_are_within(archive, fields, inside, depth + 1, dates))
			return true;
	}
	return date_overlaps(span_of(archive, since, until), dates);
}

bool dated_within(const struct archive *archive, struct dossier_ref ref, struct date dates)
{
	struct dossier dossier = dossier_at(archive, ref);
	if (is_within(archive, dossier.date, dates))
		return true;

	struct link_span links = links_out(archive, ref);
	for (uint32_t i = 0; i < links.range.count; i++)
		if (link_is_within(archive, link_of(archive, links, i), dates))
			return true;

	struct date_fields fields = {
		.since = field_known(archive, KNOWN_SINCE),
		.until = field_known(archive, KNOWN_UNTIL),
		.retrieved = field_find(archive, STR("retrieved")),
	};
	return values_are_within(archive, &fields, dossier.values, 0, dates);
}
