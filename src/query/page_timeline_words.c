/* Days in words. The Gregorian calendar, before it was made as well. */
#include "query/page_timeline_parts.h"

enum { MONTHS = 12, DAYS_OF_MONTHS = 62, DAYS_OF_YEARS = 1461 };

/* ── The calendar ───────────────────────────────────────────────────────────────────────────── */

/* The year and the month are guessed, and then put right by one or so. Days at either end of what a
 * number holds, where years are cut off, are as if they were a few years nearer. */
struct calendar_day calendar_day_of(int32_t day)
{
	enum { MARGIN = 1000 };
	day = day > DATE_LAST_DAY - MARGIN ? DATE_LAST_DAY - MARGIN
	    : day < DATE_FIRST_DAY + MARGIN ? DATE_FIRST_DAY + MARGIN : day;
	int32_t year = 1970 + (int32_t)((int64_t)day * 400 / 146097);
	while (date_days(year, 1, 1) > day)
		year--;
	while (date_days(year + 1, 1, 1) <= day)
		year++;
	unsigned month = (unsigned)(day - date_days(year, 1, 1)) / 32 + 1;
	while (month < MONTHS && date_days(year, month + 1, 1) <= day)
		month++;
	return (struct calendar_day){ year, month,
		                      (unsigned)(day - date_days(year, month, 1)) + 1 };
}

int32_t calendar_month_of(int32_t day)
{
	struct calendar_day date = calendar_day_of(day);
	return date.year * MONTHS + (int32_t)date.month - 1;
}

static int32_t year_of_month(int32_t month)
{
	return (month < 0 ? month - (MONTHS - 1) : month) / MONTHS;
}

static unsigned month_of_year(int32_t month)
{
	return (unsigned)(month - year_of_month(month) * MONTHS) + 1;
}

int32_t calendar_month_start(int32_t month)
{
	return date_days(year_of_month(month), month_of_year(month), 1);
}

static const char *month_name(unsigned month)
{
	static const char *const names[] = {
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December",
	};
	_Static_assert(sizeof names / sizeof *names == MONTHS, "a name for each");
	return names[month - 1];
}

/* ── Points ─────────────────────────────────────────────────────────────────────────────────── */

struct str time_year_words(struct arena *arena, int32_t year)
{
	if (year <= 0)
		return str_format(arena, "%d BC", 1 - year);
	return str_format(arena, year < 1000 ? "%d AD" : "%d", year);
}

struct str time_month_words(struct arena *arena, int32_t month)
{
	struct str year = time_year_words(arena, year_of_month(month));
	return str_format(arena, "%s %.*s", month_name(month_of_year(month)), STR_ARGS(year));
}

struct str time_day_words(struct arena *arena, int32_t day)
{
	struct calendar_day date = calendar_day_of(day);
	struct str year = time_year_words(arena, date.year);
	return str_format(arena, "%u %s %.*s", date.day, month_name(date.month),
	                  STR_ARGS(year));
}

/* ── Stretches ──────────────────────────────────────────────────────────────────────────────── */

struct str time_months_words(struct arena *arena, int32_t first, int32_t last)
{
	struct str end = time_month_words(arena, last);
	int32_t year = year_of_month(first);
	bool are_years = month_of_year(first) == 1 && month_of_year(last) == MONTHS;
	if (are_years && year == year_of_month(last))
		return time_year_words(arena, year);
	if (are_years)
		return str_join(arena, time_year_words(arena, year), STR(" to "),
		                time_year_words(arena, year_of_month(last)));
	if (first == last)
		return end;
	if (year == year_of_month(last))
		return str_format(arena, "%s to %.*s", month_name(month_of_year(first)),
		                  STR_ARGS(end));
	return str_join(arena, time_month_words(arena, first), STR(" to "), end);
}

struct str time_number(struct arena *arena, size_t number)
{
	if (number < 1000)
		return str_format(arena, "%zu", number);
	struct str high = time_number(arena, number / 1000);
	return str_format(arena, "%.*s,%03zu", STR_ARGS(high), number % 1000);
}

struct str time_years_words(struct arena *arena, size_t years)
{
	return str_format(arena, message_count("%s year", "%s years", years),
	                  time_number(arena, years).bytes);
}

struct str time_what_words(struct arena *arena, enum timeline_what what, size_t count)
{
	const char *number = time_number(arena, count).bytes;
	switch (what) {
	case TIMELINE_EVENT:
		return str_format(arena, message_count("%s event", "%s events", count), number);
	case TIMELINE_QUOTE:
		return str_format(arena, message_count("%s quote", "%s quotes", count), number);
	case TIMELINE_PUBLISHED:
		return str_format(arena, message_count("%s publication", "%s publications", count),
		                  number);
	case TIMELINE_RELATION:
		return str_format(arena, message_count("%s relation", "%s relations", count),
		                  number);
	case TIMELINE_WHAT_COUNT:
		break;
	}
	return (struct str){0};
}

/* The number comes first; sorts are only told apart where there are several. */
struct str time_counts_words(struct arena *arena, const size_t counts[TIMELINE_WHAT_COUNT])
{
	struct text words = { .arena = arena };
	size_t all = 0, sorts = 0;
	for (enum timeline_what what = 0; what < TIMELINE_WHAT_COUNT; what++) {
		all += counts[what];
		sorts += counts[what] > 0;
	}
	if (all)
		text_add(&words, time_number(arena, all));
	const char *before = ": ";
	for (enum timeline_what what = 0; sorts > 1 && what < TIMELINE_WHAT_COUNT; what++)
		if (counts[what]) {
			struct str part = time_what_words(arena, what, counts[what]);
			text_format(&words, "%s%.*s", before, STR_ARGS(part));
			before = ", ";
		}
	return text_str(&words);
}

static size_t whole_months(int32_t first, int32_t end)
{
	struct calendar_day from = calendar_day_of(first), to = calendar_day_of(end);
	int32_t months = (to.year - from.year) * MONTHS + (int32_t)to.month - (int32_t)from.month;
	return (size_t)(to.day < from.day ? months - 1 : months);
}

struct str time_length_words(struct arena *arena, int32_t first, int32_t end)
{
	int64_t days = (int64_t)end - first;
	if (days < DAYS_OF_MONTHS - 3)
		return str_format(arena, message_count("%zu day", "%zu days", (size_t)days),
		                  (size_t)days);
	size_t months = whole_months(first, end);
	if (days < DAYS_OF_YEARS && months % MONTHS)
		return str_format(arena, message_count("%zu month", "%zu months", months), months);
	return time_years_words(arena, months / MONTHS);
}
