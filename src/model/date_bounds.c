/* date_bounds: from points to days since 1970 in the proleptic Gregorian calendar, and back. */
#include "model/date_parts.h"

#include <assert.h>

#include "base/arena.h"
#include "model/date.h"

enum {
	DAYS_TO_1970 = 719162,          /* from 0001-01-01 */
	DAYS_IN_400_YEARS = 146097,
	DAYS_IN_100_YEARS = 36524,      /* of the first three in each 400 */
	DAYS_IN_4_YEARS = 1461,
	MONTHS = 12,
	FIRST_GROUP = 21,
};

static const struct {
	const char *name;
	unsigned days, days_before;     /* in a common year */
} months[] = {
	{ "January",   31,   0 }, { "February", 28,  31 }, { "March",    31,  59 },
	{ "April",     30,  90 }, { "May",      31, 120 }, { "June",     30, 151 },
	{ "July",      31, 181 }, { "August",   31, 212 }, { "September", 30, 243 },
	{ "October",   31, 273 }, { "November", 30, 304 }, { "December", 31, 334 },
};
_Static_assert(sizeof(months) / sizeof(months[0]) == MONTHS, "a row for each month");

/* By code, from 21. Seasons of no hemisphere are northern ones. A season that begins in December is
 * named for that year and ends in the next. */
static const struct date_group groups[] = {
	{ "spring",             "",            "spring",   3, 3, false },
	{ "summer",             "",            "summer",   6, 3, false },
	{ "autumn",             "",            "autumn",   9, 3, false },
	{ "winter",             "",            "winter",  12, 3, false },
	{ "spring",             " (northern)", "spring",   3, 3, false },
	{ "summer",             " (northern)", "summer",   6, 3, false },
	{ "autumn",             " (northern)", "autumn",   9, 3, false },
	{ "winter",             " (northern)", "winter",  12, 3, false },
	{ "spring",             " (southern)", "spring",   9, 3, false },
	{ "summer",             " (southern)", "summer",  12, 3, false },
	{ "autumn",             " (southern)", "autumn",   3, 3, false },
	{ "winter",             " (southern)", "winter",   6, 3, false },
	{ "the first quarter",  "",            "Q1",       1, 3, true },
	{ "the second quarter", "",            "Q2",       4, 3, true },
	{ "the third quarter",  "",            "Q3",       7, 3, true },
	{ "the fourth quarter", "",            "Q4",      10, 3, true },
	{ "the first third",    "",            "Jan-Apr",  1, 4, true },
	{ "the second third",   "",            "May-Aug",  5, 4, true },
	{ "the last third",     "",            "Sep-Dec",  9, 4, true },
	{ "the first half",     "",            "H1",       1, 6, true },
	{ "the second half",    "",            "H2",       7, 6, true },
};
_Static_assert(sizeof(groups) / sizeof(groups[0]) == 41 - FIRST_GROUP + 1, "a row for each code");

const struct date_group *date_group_row(unsigned code)
{
	unsigned row = code - FIRST_GROUP;

	return row < sizeof(groups) / sizeof(groups[0]) ? &groups[row] : NULL;
}

const char *date_month_name(unsigned month)
{
	assert(month >= 1 && month <= MONTHS);
	return months[month - 1].name;
}

unsigned date_bits(uint32_t set)
{
	return (unsigned)__builtin_popcount(set);
}

unsigned date_first_bit(uint32_t set)
{
	assert(set);
	return (unsigned)__builtin_ctz(set);
}

unsigned date_last_bit(uint32_t set)
{
	assert(set);
	return 31 - (unsigned)__builtin_clz(set);
}

static bool year_is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

unsigned date_month_days(int64_t year, unsigned month)
{
	assert(month >= 1 && month <= MONTHS);
	return months[month - 1].days + (month == 2 && year_is_leap(year));
}

static int64_t divide_down(int64_t number, int64_t divisor)
{
	return number / divisor - (number % divisor < 0);
}

/* Years reach to 10^12 and days fit an int32_t for some five million years: what lies beyond is the
 * nearest day that does not mean "open". */
static int32_t day_clamp(int64_t day)
{
	if (day <= DATE_FIRST_DAY)
		return DATE_FIRST_DAY + 1;
	if (day >= DATE_LAST_DAY)
		return DATE_LAST_DAY - 1;
	return (int32_t)day;
}

static int32_t day_number(int64_t year, unsigned month, unsigned day)
{
	int64_t before = year - 1;
	int64_t days = 365 * before + divide_down(before, 4) - divide_down(before, 100) +
	               divide_down(before, 400);

	days += months[month - 1].days_before + (month > 2 && year_is_leap(year)) + day - 1;
	return day_clamp(days - DAYS_TO_1970);
}

int32_t date_days(int32_t year, unsigned month, unsigned day)
{
	assert(month >= 1 && month <= MONTHS && day >= 1 && day <= 31);
	return day_number(year, month, day);
}

static int64_t least(int64_t left, int64_t right)
{
	return left < right ? left : right;
}

/* The year of a day counted from 0001-01-01; `*day` becomes the day of that year, from 0. The last
 * year of a cycle may be longer than the others, so 3 is the most that fit before it. */
static int64_t year_of_day(int64_t *day)
{
	int64_t cycle = divide_down(*day, DAYS_IN_400_YEARS);
	int64_t rest = *day - cycle * DAYS_IN_400_YEARS;
	int64_t century = least(rest / DAYS_IN_100_YEARS, 3);
	int64_t four, single;

	rest -= century * DAYS_IN_100_YEARS;
	four = rest / DAYS_IN_4_YEARS;
	rest -= four * DAYS_IN_4_YEARS;
	single = least(rest / 365, 3);
	*day = rest - single * 365;
	return 400 * cycle + 100 * century + 4 * four + single + 1;
}

struct str date_day(struct arena *arena, int32_t day)
{
	int64_t rest = (int64_t)day + DAYS_TO_1970;
	int64_t year = year_of_day(&rest);
	unsigned month = 1;

	if (day == DATE_FIRST_DAY || day == DATE_LAST_DAY)
		return (struct str){0};
	while (rest >= date_month_days(year, month))
		rest -= date_month_days(year, month++);
	return str_format(arena, "%s%04lld-%02u-%02u", year < 0 ? "-" : year > 9999 ? "+" : "",
	                  (long long)(year < 0 ? -year : year), month, (unsigned)rest + 1);
}

uint32_t date_days_of_month(uint32_t days, int64_t year, unsigned month)
{
	return days & (uint32_t)((UINT64_C(2) << date_month_days(year, month)) - 1);
}

/* First and last day that a point may mean within one year. False if that year has none. */
static bool point_days_of_year(const struct date_point *point, int64_t year, int32_t *first,
                               int32_t *last)
{
	uint32_t wanted = point->days ? point->days : ANY_DAY;
	bool found = false;

	for (unsigned month = 1; month <= MONTHS; month++) {
		uint32_t days = date_days_of_month(wanted, year, month);

		if (!days || !(point->months & 1U << month))
			continue;
		if (!found)
			*first = day_number(year, month, date_first_bit(days));
		*last = day_number(year, month, date_last_bit(days));
		found = true;
	}
	return found;
}

/* True if `year` has the digits that were typed. Only years of four digits have blanks. */
static bool year_matches(const struct date_year *typed, int64_t year)
{
	int64_t left = year < 0 ? -year : year;
	int64_t right = typed->first < 0 ? -typed->first : typed->first;

	for (unsigned blanks = typed->blanks; left || right; blanks >>= 1, left /= 10, right /= 10)
		if (!(blanks & 1) && left % 10 != right % 10)
			return false;
	return true;
}

/* The first year from `year` on, in steps of 1 or -1, that has a day which the point may mean. Only
 * 29 February needs more than one try: then years that are no multiple of 4 are stepped over. */
static bool point_find_year(const struct date_point *point, int64_t year, int step, int32_t *first,
                            int32_t *last)
{
	bool in_common = point_days_of_year(point, 2001, first, last);

	if (!in_common && !point_days_of_year(point, 2000, first, last))
		return false;
	while (!in_common && year % 4 != 0)
		year += step;
	for (step *= in_common ? 1 : 4; year >= point->year.first && year <= point->year.last;
	     year += step)
		if (year_matches(&point->year, year) &&
		    point_days_of_year(point, year, first, last))
			return true;
	return false;
}

/* Leave out the months that are too short: 2021-X2-30 is in December. */
static void drop_short_months(struct date_point *point)
{
	uint32_t months_left = point->months;

	if (point->months == ANY_MONTH || !point->days)
		return;
	for (unsigned month = 1; month <= MONTHS; month++)
		if (!date_days_of_month(point->days, 2000, month))
			months_left &= ~(UINT32_C(1) << month);
	if (months_left)
		point->months = months_left;
}

static bool point_settle_days(struct date_point *point)
{
	int32_t first, last;

	if (!point_find_year(point, point->year.first, 1, &point->earliest, &last))
		return false;
	return point_find_year(point, point->year.last, -1, &first, &point->latest);
}

static void point_settle_group(struct date_point *point, const struct date_group *group)
{
	unsigned end = group->month + group->months - 1U;
	unsigned month = end > MONTHS ? end - MONTHS : end;
	int64_t year = point->year.last + (end > MONTHS);

	point->earliest = day_number(point->year.first, group->month, 1);
	point->latest = day_number(year, month, date_month_days(year, month));
}

static enum date_precision point_precision(const struct date_point *point)
{
	int64_t years = point->year.last - point->year.first;

	if (years)
		return years < 10 ? DATE_DECADE : years < 100 ? DATE_CENTURY : DATE_MILLENNIUM;
	if (point->group)
		return DATE_SEASON;
	if (date_bits(point->months) != 1)
		return DATE_YEAR;
	return date_bits(point->days) == 1 ? DATE_DAY : DATE_MONTH;
}

bool date_point_settle(struct date_point *point)
{
	const struct date_group *group = date_group_row(point->group);

	drop_short_months(point);
	point->precision = (uint8_t)point_precision(point);
	if (point->months)
		return point_settle_days(point);
	if (group) {
		point_settle_group(point, group);
		return true;
	}
	point->earliest = day_number(point->year.first, 1, 1);
	point->latest = day_number(point->year.last, MONTHS, 31);
	return true;
}

unsigned date_point_known(const struct date_point *point)
{
	unsigned known = PARTS_NONE;

	if (point->year.blanks != 0xf || point->year.is_negative)
		known |= PARTS_YEAR;
	if (point->group || (point->months && point->months != ANY_MONTH))
		known |= PARTS_MONTH;
	if (point->days && point->days != ANY_DAY)
		known |= PARTS_DAY;
	return known;
}
