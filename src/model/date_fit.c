/* date_fit: which of several dates are meant, each for itself. */
#include "model/date_parts.h"

size_t date_members(struct str text, struct date date, struct date members[DATE_MEMBERS_MOST])
{
	struct date_form form;

	members[0] = date;
	if (!(date.flags & DATE_SET) || !date_form_read(text, &form, NULL))
		return 1;
	for (size_t i = 0; i < form.count; i++)
		members[i] = date_of_span(&form.spans[i]);
	return form.count;
}

static enum date_fit fit_of_stretch(struct date date, struct date asked)
{
	if (!date_overlaps(date, asked))
		return DATE_APART;
	return date.earliest >= asked.earliest && date.latest <= asked.latest ? DATE_WITHIN
	                                                                      : DATE_REACHES;
}

enum date_fit date_fit(struct str text, struct date date, struct date asked)
{
	struct date members[DATE_MEMBERS_MOST];
	enum date_fit whole = fit_of_stretch(date, asked);
	bool is_all_of = text.size && text.bytes[0] == '{', is_any = false;

	if (whole != DATE_REACHES || !(date.flags & DATE_SET))
		return whole;
	size_t count = date_members(text, date, members);
	for (size_t i = 0; i < count; i++) {
		enum date_fit fit = fit_of_stretch(members[i], asked);

		if (fit == DATE_WITHIN && is_all_of)
			return DATE_WITHIN;
		is_any |= fit != DATE_APART;
	}
	return is_any ? DATE_REACHES : DATE_APART;
}

bool date_begins_within(struct str text, struct date date, struct date asked)
{
	struct date_form form;

	if (!(date.flags & DATE_INTERVAL) || !date_form_read(text, &form, NULL) ||
	    form.spans[0].start != SIDE_GIVEN)
		return false;
	const struct date_point *first = &form.spans[0].first;
	return first->earliest >= asked.earliest && first->latest <= asked.latest;
}
