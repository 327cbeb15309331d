/* date_parse: the grammar of ISO 8601-2:2019 dates, as far as date.h says, from text to form.
 *
 *	form  = point | side "/" side | "[" member *("," member) "]" | "{" … "}"
 *	side  = point | ".." | nothing
 *	member = point | point ".." point | ".." point (the first) | point ".." (the last)
 *	point = mark year mark *("-" mark month mark *("-" mark day mark *("T" time)))
 *	year  = ["-"] 4 digits ["S" number] | "Y" ["-"] digits ["E" number] ["S" number]
 *	mark  = nothing | "?" | "~" | "%"
 *
 * Each read_ function takes what it knows from the front of the reader and leaves the rest.
 */
#include "model/date_parts.h"

#include <string.h>

#include "model/date.h"

#define LONGEST_YEAR INT64_C(999999999999)

struct reader {
	struct str rest;
	struct fault *why;
};

static char reader_next(const struct reader *reader)
{
	return reader->rest.size ? reader->rest.bytes[0] : '\0';
}

static struct str reader_take(struct reader *reader, size_t size)
{
	struct str taken = str_slice(reader->rest, 0, size);

	reader->rest = str_slice(reader->rest, size, SIZE_MAX);
	return taken;
}

static bool reader_take_byte(struct reader *reader, char wanted)
{
	if (!reader->rest.size || reader->rest.bytes[0] != wanted)
		return false;
	reader_take(reader, 1);
	return true;
}

/* The digits at the front, and if `blank` is 'X', these too. */
static struct str reader_take_digits(struct reader *reader, char blank)
{
	size_t size = 0;

	while (size < reader->rest.size) {
		char byte = reader->rest.bytes[size];

		if ((byte < '0' || byte > '9') && (!blank || byte != blank))
			break;
		size++;
	}
	return reader_take(reader, size);
}

/* Exactly two digits, at most `most`. */
static bool reader_take_pair(struct reader *reader, unsigned most, uint8_t *number)
{
	uint64_t value;

	if (reader->rest.size < 2 || !str_number(str_slice(reader->rest, 0, 2), most, &value))
		return false;
	reader_take(reader, 2);
	*number = (uint8_t)value;
	return true;
}

static bool refuse(const struct reader *reader, const char *sentence)
{
	return fault_set(reader->why, FAULT_SYNTAX, "%s", sentence);
}

static unsigned read_mark(struct reader *reader)
{
	static const struct {
		char byte;
		unsigned doubt;
	} marks[] = {
		{ '?', DATE_UNCERTAIN },
		{ '~', DATE_APPROXIMATE },
		{ '%', DATE_UNCERTAIN | DATE_APPROXIMATE },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (reader_take_byte(reader, marks[i].byte))
			return marks[i].doubt;
	return 0;
}

/* A mark before a part is for that part, one behind it for all up to it. */
static void read_marks_behind(struct reader *reader, struct date_point *point, enum date_part part,
                              unsigned before)
{
	unsigned behind = read_mark(reader);

	point->doubt[part] |= (uint8_t)before;
	for (unsigned i = 0; i <= part; i++)
		point->doubt[i] |= (uint8_t)behind;
}

static void year_set(struct date_year *year, int64_t low, int64_t high)
{
	year->first = year->is_negative ? -high : low;
	year->last = year->is_negative ? -low : high;
}

/* "S2" behind a year of 1950: the first two digits are right, so 1900 to 1999. */
static bool read_significant(struct reader *reader, struct date_year *year, int64_t value)
{
	int64_t block = 1;
	uint64_t digits = 0, wanted;

	for (int64_t left = value; left; left /= 10)
		digits++;
	if (!str_number(reader_take_digits(reader, 0), digits, &wanted) || !wanted)
		return refuse(reader, "S takes how many digits of the year are significant");
	for (; wanted < digits; wanted++)
		block *= 10;
	year->is_verbatim = true;
	year_set(year, value - value % block, value - value % block + block - 1);
	return true;
}

/* A year behind 'Y', for more than four digits. */
static bool read_long_year(struct reader *reader, struct date_year *year)
{
	uint64_t value, zeros = 0;

	year->is_long = true;
	year->is_negative = reader_take_byte(reader, '-');
	if (!str_number(reader_take_digits(reader, 0), LONGEST_YEAR, &value))
		return refuse(reader, "Y takes a year of at most 12 digits");
	if (reader_take_byte(reader, 'E')) {
		year->is_verbatim = true;
		if (!str_number(reader_take_digits(reader, 0), 12, &zeros))
			return refuse(reader, "E takes a number from 0 to 12");
	}
	for (; zeros; zeros--) {
		if (value > LONGEST_YEAR / 10)
			return refuse(reader, "a year has at most 12 digits");
		value *= 10;
	}
	if (value < 10000)
		return refuse(reader, "Y is for years of more than four digits");
	year_set(year, (int64_t)value, (int64_t)value);
	return !reader_take_byte(reader, 'S') || read_significant(reader, year, (int64_t)value);
}

/* Two to four digits, X for each that is not known; missing ones at the end count as X. */
static bool year_of_digits(struct reader *reader, struct str digits, struct date_year *year)
{
	int64_t low = 0, high = 0;

	for (size_t i = 0; i < 4; i++) {
		bool is_blank = i >= digits.size || digits.bytes[i] == 'X';

		low = 10 * low + (is_blank ? 0 : digits.bytes[i] - '0');
		high = 10 * high + (is_blank ? 9 : digits.bytes[i] - '0');
		year->blanks = (uint8_t)(year->blanks << 1 | is_blank);
	}
	if (year->is_negative && !high)
		return refuse(reader, "1 BC is 0000, without a minus");
	if (year->is_negative && !low)
		low = 1;
	year_set(year, low, high);
	return true;
}

static bool read_four_digit_year(struct reader *reader, struct date_year *year)
{
	struct str digits;

	year->is_negative = reader_take_byte(reader, '-');
	digits = reader_take_digits(reader, 'X');
	year->is_short = digits.size == 2 || digits.size == 3;
	if (digits.size != 4 && !year->is_short)
		return refuse(reader, "it should begin with a year of four digits");
	if (year->is_short && str_find(digits, STR("X"), 0) != SIZE_MAX)
		return refuse(reader, "a year has four digits, with X for each that is not known");
	if (!year_of_digits(reader, digits, year))
		return false;
	if (year->blanks || !reader_take_byte(reader, 'S'))
		return true;
	return read_significant(reader, year, year->is_negative ? -year->first : year->first);
}

static bool read_year(struct reader *reader, struct date_year *year)
{
	struct str before = reader->rest;

	if (reader_take_byte(reader, 'Y') ? !read_long_year(reader, year)
	                                  : !read_four_digit_year(reader, year))
		return false;
	year->text = str_slice(before, 0, before.size - reader->rest.size);
	return true;
}

/* The numbers from 1 to `most` that two digits may mean, X being any. */
static uint32_t choices(struct str digits, unsigned most)
{
	uint32_t set = 0;

	for (unsigned i = 1; i <= most; i++)
		if ((digits.bytes[0] == 'X' || digits.bytes[0] == (char)('0' + i / 10)) &&
		    (digits.bytes[1] == 'X' || digits.bytes[1] == (char)('0' + i % 10)))
			set |= UINT32_C(1) << i;
	return set;
}

static bool read_month(struct reader *reader, struct date_point *point)
{
	struct str digits = reader_take_digits(reader, 'X');
	uint64_t code = 0;

	if (digits.size != 2)
		return refuse(reader, "a month has two digits");
	memcpy(point->month_digits, digits.bytes, 2);
	point->months = choices(digits, 12);
	if (point->months)
		return true;
	if (!str_number(digits, 99, &code) || !date_group_row((unsigned)code))
		return fault_set(reader->why, FAULT_SYNTAX,
		                 "there is no month %.*s: months are 01 to 12, seasons, quarters, "
		                 "thirds and halves 21 to 41", STR_ARGS(digits));
	point->group = (uint8_t)code;
	return true;
}

static bool read_day(struct reader *reader, struct date_point *point)
{
	struct str digits = reader_take_digits(reader, 'X');

	if (digits.size != 2)
		return refuse(reader, "a day has two digits");
	memcpy(point->day_digits, digits.bytes, 2);
	point->days = choices(digits, 31);
	if (!point->days)
		return fault_set(reader->why, FAULT_SYNTAX, "no month has a day %.*s",
		                 STR_ARGS(digits));
	return true;
}

static bool read_zone(struct reader *reader, struct date_time *time)
{
	char sign = reader_next(reader);
	uint8_t hours, minutes = 0;

	if (reader_take_byte(reader, 'Z'))
		return time->has_zone = true;
	if (sign != '+' && sign != '-')
		return true;
	reader_take(reader, 1);
	if (!reader_take_pair(reader, 23, &hours) ||
	    (reader_take_byte(reader, ':') && !reader_take_pair(reader, 59, &minutes)))
		return refuse(reader, "the offset from UTC is written as in +06:30 or -05");
	time->zone = (int16_t)((hours * 60 + minutes) * (sign == '-' ? -1 : 1));
	return time->has_zone = true;
}

/* 60 seconds are for leap seconds. */
static bool read_time(struct reader *reader, struct date_point *point)
{
	struct date_time *time = &point->time;

	if (point->precision != DATE_DAY || point->doubt[PART_YEAR] || point->doubt[PART_MONTH] ||
	    point->doubt[PART_DAY])
		return refuse(reader, "a time of day needs a day that is known without doubt");
	if (!reader_take_pair(reader, 23, &time->hour) || !reader_take_byte(reader, ':') ||
	    !reader_take_pair(reader, 59, &time->minute) ||
	    (reader_take_byte(reader, ':') && !reader_take_pair(reader, 60, &time->second)))
		return refuse(reader, "a time of day is written as in 09:30:00, up to 23:59:59");
	time->is_given = true;
	point->precision = DATE_TIME;
	return read_zone(reader, time);
}

static bool point_has_no_day(const struct reader *reader, const struct date_point *point)
{
	unsigned month = date_first_bit(point->months);

	if (date_bits(point->months) != 1 || point->year.blanks)
		return refuse(reader, "there is no such day");
	return fault_set(reader->why, FAULT_SYNTAX, "%s %.*s has %u days", date_month_name(month),
	                 STR_ARGS(point->year.text), date_month_days(point->year.first, month));
}

static bool read_month_and_day(struct reader *reader, struct date_point *point)
{
	unsigned before = read_mark(reader);

	if (point->year.is_short || point->year.is_long || point->year.is_verbatim)
		return refuse(reader, "only a year of four digits takes a month");
	if (!read_month(reader, point))
		return false;
	read_marks_behind(reader, point, PART_MONTH, before);
	if (!reader_take_byte(reader, '-'))
		return true;
	if (point->group)
		return refuse(reader, "a season, quarter, third or half of a year takes no day");
	before = read_mark(reader);
	if (!read_day(reader, point))
		return false;
	read_marks_behind(reader, point, PART_DAY, before);
	return true;
}

static bool read_point(struct reader *reader, struct date_point *point)
{
	unsigned before = read_mark(reader);

	*point = (struct date_point){0};
	if (!read_year(reader, &point->year))
		return false;
	read_marks_behind(reader, point, PART_YEAR, before);
	if (reader_take_byte(reader, '-') && !read_month_and_day(reader, point))
		return false;
	if (!date_point_settle(point))
		return point_has_no_day(reader, point);
	return !reader_take_byte(reader, 'T') || read_time(reader, point);
}

/* A point of several: there "20" is more likely an abbreviated year than a century. */
static bool read_one_of_several(struct reader *reader, struct date_point *point)
{
	if (!read_point(reader, point))
		return false;
	if (point->year.is_short)
		return refuse(reader, "in an interval or a set each year has four digits, as in "
		                      "202X and 20XX");
	return true;
}

static bool reader_is_done(const struct reader *reader)
{
	if (!reader->rest.size)
		return true;
	return fault_set(reader->why, FAULT_SYNTAX, "it should end before %.*s",
	                 STR_ARGS(str_slice(reader->rest, 0, 20)));
}

static bool span_is_forward(const struct reader *reader, const struct date_span *span)
{
	if (span->start != SIDE_GIVEN || span->end != SIDE_GIVEN ||
	    span->first.earliest <= span->last.latest)
		return true;
	return refuse(reader, "it ends before it begins");
}

static bool read_side(struct reader *reader, struct date_point *point, enum date_side *side)
{
	*side = SIDE_UNKNOWN;
	if (!reader->rest.size)
		return true;
	*side = SIDE_OPEN;
	if (str_equal(reader->rest, STR("..")))
		return true;
	*side = SIDE_GIVEN;
	return read_one_of_several(reader, point) && reader_is_done(reader);
}

static bool read_interval(struct reader *reader, struct date_form *form)
{
	struct date_span *span = &form->spans[0];
	struct reader start = *reader;

	form->kind = FORM_INTERVAL;
	start.rest = str_cut(&reader->rest, '/');
	if (!read_side(&start, &span->first, &span->start) ||
	    !read_side(reader, &span->last, &span->end))
		return false;
	if (span->start != SIDE_GIVEN && span->end != SIDE_GIVEN)
		return refuse(reader, "an interval has a date on one side at least");
	return span_is_forward(reader, span);
}

static bool read_open_start(struct reader *reader, struct date_span *span, bool is_first)
{
	reader_take(reader, 2);
	span->start = SIDE_OPEN;
	span->end = SIDE_GIVEN;
	if (!is_first)
		return refuse(reader, "only the first of a set begins with ..");
	return read_one_of_several(reader, &span->last) && reader_is_done(reader);
}

static bool read_member(struct reader *reader, struct date_span *span, bool is_first, bool is_last)
{
	if (str_starts_with(reader->rest, STR("..")))
		return read_open_start(reader, span, is_first);
	if (!reader->rest.size)
		return refuse(reader, "a date is missing in its brackets");
	span->start = SIDE_GIVEN;
	span->end = SIDE_SAME;
	if (!read_one_of_several(reader, &span->first))
		return false;
	if (!str_starts_with(reader->rest, STR("..")))
		return reader_is_done(reader);
	reader_take(reader, 2);
	span->end = reader->rest.size ? SIDE_GIVEN : SIDE_OPEN;
	if (span->end == SIDE_OPEN)
		return is_last || refuse(reader, "only the last of a set ends with ..");
	return read_one_of_several(reader, &span->last) && reader_is_done(reader) &&
	       span_is_forward(reader, span);
}

/* The members, `reader` standing between the brackets. One blank behind a comma is let through, as
 * the examples of the standard have it. */
static bool read_set(struct reader *reader, struct date_form *form)
{
	for (form->count = 0; reader->rest.bytes; form->count++) {
		struct reader member = { str_cut(&reader->rest, ','), reader->why };

		if (form->count)
			reader_take_byte(&member, ' ');
		if (form->count == DATE_SPANS)
			return fault_set(reader->why, FAULT_SYNTAX, "a set has at most %d members",
			                 DATE_SPANS);
		if (!read_member(&member, &form->spans[form->count], !form->count,
		                 !reader->rest.bytes))
			return false;
	}
	return true;
}

static bool read_brackets(struct reader *reader, struct date_form *form)
{
	bool is_all = reader_take(reader, 1).bytes[0] == '{';

	form->kind = is_all ? FORM_ALL_OF : FORM_ONE_OF;
	if (!str_ends_with(reader->rest, is_all ? STR("}") : STR("]")))
		return fault_set(reader->why, FAULT_SYNTAX, "a set ends with its bracket, %c",
		                 is_all ? '}' : ']');
	reader->rest.size--;
	return read_set(reader, form);
}

bool date_form_read(struct str text, struct date_form *form, struct fault *why)
{
	struct reader reader = { text, why };

	form->kind = FORM_ONE;
	form->count = 1;
	if (text.size > DATE_TEXT_SIZE)
		return fault_set(why, FAULT_SYNTAX, "a date has at most %d bytes", DATE_TEXT_SIZE);
	if (reader_next(&reader) == '[' || reader_next(&reader) == '{')
		return read_brackets(&reader, form);
	if (str_find(text, STR("/"), 0) != SIZE_MAX)
		return read_interval(&reader, form);
	form->spans[0].start = SIDE_GIVEN;
	form->spans[0].end = SIDE_SAME;
	return read_point(&reader, &form->spans[0].first) && reader_is_done(&reader);
}
