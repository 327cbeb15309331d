#include "model/date.h"

#include "model/date_parts.h"

enum { QUOTED_SIZE = 60 };              /* bytes of the text in a sentence */

static const uint16_t kind_flags[] = {
	[FORM_ONE]      = 0,
	[FORM_INTERVAL] = DATE_INTERVAL,
	[FORM_ONE_OF]   = DATE_SET,
	[FORM_ALL_OF]   = DATE_SET,
};

static const struct {
	uint16_t start, end;
} side_flags[] = {
	[SIDE_GIVEN]   = { 0, 0 },
	[SIDE_SAME]    = { 0, 0 },
	[SIDE_OPEN]    = { DATE_OPEN_START, DATE_OPEN_END },
	[SIDE_UNKNOWN] = { DATE_UNKNOWN_START, DATE_UNKNOWN_END },
};

/* Widen a date by a point. The first point gives the precision. */
static void add_point(struct date *date, const struct date_point *point)
{
	if (date->precision == DATE_NO_PRECISION)
		date->precision = point->precision;
	for (size_t i = 0; i < PART_COUNT; i++)
		date->flags |= point->doubt[i];
	if (point->year.is_short)
		date->flags |= DATE_SUSPECT;
}

static void add_span(struct date *date, const struct date_span *span)
{
	const struct date_point *last = span->end == SIDE_SAME ? &span->first : &span->last;
	int32_t earliest = span->start == SIDE_GIVEN ? span->first.earliest : DATE_FIRST_DAY;
	int32_t latest = span->end <= SIDE_SAME ? last->latest : DATE_LAST_DAY;

	if (span->start == SIDE_GIVEN)
		add_point(date, &span->first);
	if (span->end == SIDE_GIVEN)
		add_point(date, &span->last);
	date->flags |= side_flags[span->start].start | side_flags[span->end].end;
	if (earliest < date->earliest)
		date->earliest = earliest;
	if (latest > date->latest)
		date->latest = latest;
}

struct date date_of_span(const struct date_span *span)
{
	struct date date = { .earliest = DATE_LAST_DAY, .latest = DATE_FIRST_DAY };

	add_span(&date, span);
	return date;
}

/* An X in a text that is a date is a digit that is not known, even where it leaves one choice. */
static struct date form_date(const struct date_form *form, struct str text)
{
	struct date date = { .earliest = DATE_LAST_DAY, .latest = DATE_FIRST_DAY };

	date.flags = kind_flags[form->kind];
	if (str_find(text, STR("X"), 0) != SIZE_MAX)
		date.flags |= DATE_UNSPECIFIED;
	for (size_t i = 0; i < form->count; i++)
		add_span(&date, &form->spans[i]);
	return date;
}

/* The front of a text, cut at a whole UTF-8 character. */
static struct str quoted(struct str text)
{
	size_t size = QUOTED_SIZE;

	if (text.size <= QUOTED_SIZE)
		return text;
	while (size && ((unsigned char)text.bytes[size] & 0xc0) == 0x80)
		size--;
	return str_slice(text, 0, size);
}

static bool date_fail(struct str text, struct fault *why)
{
	struct str front = quoted(text);
	struct date_guess guess;

	if (!text.size)
		return fault_set(why, FAULT_SYNTAX,
		                 "an empty text is not a date: write one as in 2021-06-22");
	if (date_guess(text, &guess) && guess.other[0])
		fault_set(why, FAULT_SYNTAX, "write %s or %s, whichever is meant", guess.text,
		          guess.other);
	else if (guess.text[0])
		fault_set(why, FAULT_SYNTAX, "write %s", guess.text);
	return fault_add(why, "%.*s%s is not a date", STR_ARGS(front),
	                 front.size < text.size ? "..." : "");
}

bool date_parse(struct str text, struct date *date, struct fault *why)
{
	struct date_form form;

	if (!date_form_read(text, &form, why))
		return why && date_fail(text, why);
	*date = form_date(&form, text);
	return true;
}

struct date date_none(void)
{
	return (struct date){ .earliest = DATE_LAST_DAY, .latest = DATE_LAST_DAY };
}

bool date_is_none(struct date date)
{
	return date.precision == DATE_NO_PRECISION;
}

static int order(int64_t left, int64_t right)
{
	return (left > right) - (left < right);
}

int date_compare(struct date left, struct date right)
{
	if (date_is_none(left) || date_is_none(right))
		return order(date_is_none(left), date_is_none(right));
	if (left.earliest != right.earliest)
		return order(left.earliest, right.earliest);
	if (left.precision != right.precision)
		return order(left.precision, right.precision);
	return order(left.latest, right.latest);
}

bool date_overlaps(struct date left, struct date right)
{
	if (date_is_none(left) || date_is_none(right))
		return false;
	return left.earliest <= right.latest && right.earliest <= left.latest;
}
