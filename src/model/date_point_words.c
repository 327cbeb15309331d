/* date_point_words: one point of a date in English words.
 *
 * The parts of a point that are certain come first, then each group of parts that share a doubt,
 * then what is not known:
 *
 *	2021-06~        around June 2021
 *	2021-~06        2021, around June
 *	2021~-06-XX     June, around 2021, day not known
 */
#include "model/date_parts.h"

#include "base/arena.h"
#include "model/date.h"

/* By bits of doubt. */
static const char *const doubts[] = { "", "perhaps ", "around ", "perhaps around " };

static void add(struct text *text, const char *words)
{
	text_add(text, str_of(words));
}

/* YEARS */

static void add_exact_year(struct text *text, int64_t year)
{
	if (year <= 0)
		text_format(text, "%lld BC", (long long)(1 - year));
	else if (year < 1000)
		text_format(text, "%lld AD", (long long)year);
	else
		text_format(text, "%s%lld", year > 9999 ? "year " : "", (long long)year);
}

/* How a run of years is called by its size. "The 1900s" are a century, "the 1920s" a decade; where
 * the number does not say which, as in 190X and 20XX, it is spelled out. */
static const struct {
	unsigned blanks;
	int64_t size;
	const char *name;
} runs[] = {
	{ 1, 10, "the decade of " },
	{ 3, 100, "the century of " },
	{ 7, 1000, "the millennium of " },
};

enum { RUNS = sizeof(runs) / sizeof(runs[0]) };

static size_t year_run(const struct date_year *year)
{
	size_t run = 0;

	while (run < RUNS && (year->blanks != runs[run].blanks || year->first < runs[run].size))
		run++;
	return run;
}

static bool year_is_exact(const struct date_year *year)
{
	return !year->blanks;
}

/* Digits are blank where no run of years has them: "a year like 2X21". */
static bool year_is_pattern(const struct date_year *year)
{
	return !year_is_exact(year) && year_run(year) == RUNS;
}

static void add_year_run(struct text *text, const struct date_year *year)
{
	size_t run = year_run(year);
	bool is_round = year->first % (runs[run].size * 10) == 0 || runs[run].size == 1000;

	text_format(text, "%s%lld%s%s", is_round ? runs[run].name : "the ", (long long)year->first,
	            is_round ? "" : "s", year->first < 1000 ? " AD" : "");
}

static void add_year(struct text *text, const struct date_year *year)
{
	if (year->is_verbatim)
		text_add(text, year->text);
	else if (year_is_exact(year))
		add_exact_year(text, year->first);
	else if (year_is_pattern(year))
		text_format(text, "a year like %.*s%s", STR_ARGS(year->text),
		            !year->is_short ? "" : year->blanks == 1 ? "X" : "XX");
	else
		add_year_run(text, year);
}

/* MONTHS AND DAYS */

enum item_style { ITEM_MONTH, ITEM_DAY, ITEM_ORDINAL };

static const struct {
	const char *first;              /* before the first of a list */
	const char *range;              /* before the first of a range */
	const char *end;                /* between the two of a range */
} item_words[] = {
	[ITEM_MONTH]   = { "",     "a month from ",   " to " },
	[ITEM_DAY]     = { "",     "a day from ",     " to " },
	[ITEM_ORDINAL] = { "the ", "a day from the ", " to the " },
};

static const char *ordinal_suffix(unsigned number)
{
	static const char *const suffixes[] = { "th", "st", "nd", "rd" };

	return number / 10 == 1 || number % 10 > 3 ? suffixes[0] : suffixes[number % 10];
}

static void add_item(struct text *text, unsigned item, enum item_style style)
{
	if (style == ITEM_MONTH)
		add(text, date_month_name(item));
	else
		text_format(text, "%u%s", item, style == ITEM_ORDINAL ? ordinal_suffix(item) : "");
}

/* One, a short list with "or", or a range. */
static bool is_range(uint32_t set)
{
	return date_bits(set) > 4;
}

static void add_items(struct text *text, uint32_t set, enum item_style style)
{
	unsigned last = date_last_bit(set);

	add(text, is_range(set) ? item_words[style].range : item_words[style].first);
	if (is_range(set)) {
		add_item(text, date_first_bit(set), style);
		add(text, item_words[style].end);
		set = UINT32_C(1) << last;
	}
	for (; set; set &= set - 1) {
		unsigned item = date_first_bit(set);

		add_item(text, item, style);
		if (item != last)
			add(text, date_bits(set) > 2 ? ", " : " or ");
	}
}

/* The days that the month has, if it is one. */
static uint32_t point_days(const struct date_point *point)
{
	int64_t year = year_is_exact(&point->year) ? point->year.first : 2000;

	if (date_bits(point->months) != 1)
		return point->days;
	return date_days_of_month(point->days, year, date_first_bit(point->months));
}

/* The day of a month that is named, by whoever writes the rest: "4 ", "a day from 10 to 19 ". */
static bool day_has_month(const struct date_point *point)
{
	return point->months != ANY_MONTH && !is_range(point->months);
}

static void add_day(struct text *text, const struct date_point *point, unsigned parts)
{
	bool stands_alone = !(parts & PARTS_MONTH);

	if (!stands_alone && day_has_month(point)) {
		add_items(text, point_days(point), ITEM_DAY);
		add(text, " ");
		return;
	}
	add_items(text, point_days(point), ITEM_ORDINAL);
	if (!stands_alone)
		add(text, " of ");
	else if (parts & PARTS_YEAR)
		add(text, " of a month");
}

static void add_month(struct text *text, const struct date_point *point)
{
	if (point->group)
		add(text, date_group_row(point->group)->name);
	else
		add_items(text, point->months, ITEM_MONTH);
}

/* What stands between a month or day and the year. */
static const char *year_joint(const struct date_point *point, unsigned parts)
{
	const struct date_group *group = date_group_row(point->group);

	if (group && group->is_fraction)
		return year_run(&point->year) < RUNS ? " of a year in " : " of ";
	if (parts & PARTS_MONTH && year_is_exact(&point->year))
		return " ";
	return " in ";
}

/* Winter of 2021 ends in 2022. */
static void add_next_year(struct text *text, const struct date_point *point)
{
	const struct date_group *group = date_group_row(point->group);

	if (group && group->month + group->months > 13 && year_is_exact(&point->year) &&
	    point->year.first >= 1000)
		text_format(text, "/%02d", (int)((point->year.first + 1) % 100));
}

/* Some known parts of a point: "4 March 2025", "the 4th", "March", "the 4th of a month in 2025". */
static void add_parts(struct text *text, const struct date_point *point, unsigned parts)
{
	const struct date_group *group = date_group_row(point->group);

	if (parts & PARTS_DAY)
		add_day(text, point, parts);
	if (parts & PARTS_MONTH)
		add_month(text, point);
	if (parts & PARTS_YEAR) {
		add(text, parts == PARTS_YEAR ? "" : year_joint(point, parts));
		add_year(text, &point->year);
	}
	if (parts & PARTS_MONTH && parts & PARTS_YEAR)
		add_next_year(text, point);
	if (parts & PARTS_MONTH && group)
		add(text, group->suffix);
}

/* POINTS */

/* The parts among `known` that have this doubt. */
static unsigned parts_of_doubt(const struct date_point *point, unsigned known, unsigned doubt)
{
	unsigned parts = PARTS_NONE;

	for (unsigned i = 0; i < PART_COUNT; i++)
		if (known & 1U << i && point->doubt[i] == doubt)
			parts |= 1U << i;
	return parts;
}

static void add_group_of_doubt(struct text *text, const struct date_point *point, unsigned parts,
                               unsigned doubt)
{
	if (!parts)
		return;
	add(text, text->size ? ", " : "");
	add(text, doubts[doubt]);
	add_parts(text, point, parts);
}

static void add_unknown(struct text *text, const struct date_point *point, unsigned known)
{
	static const char *const names[] = { "year", "month", "day" };
	unsigned day_of_year = PARTS_DAY | PARTS_YEAR;
	unsigned unknown = PARTS_YEAR & ~known;

	if (point->months)
		unknown |= PARTS_MONTH & ~known;
	if (point->days)
		unknown |= PARTS_DAY & ~known;

	/* "the 4th of a month in 2025" has said so already */
	if ((known & day_of_year) == day_of_year &&
	    point->doubt[PART_DAY] == point->doubt[PART_YEAR])
		unknown &= ~(unsigned)PARTS_MONTH;
	if (!unknown)
		return;
	add(text, text->size ? ", " : "");
	for (unsigned i = 0; i < PART_COUNT; i++) {
		if (!(unknown & 1U << i))
			continue;
		unknown &= ~(1U << i);
		add(text, names[i]);
		add(text, !unknown ? " not known" : date_bits(unknown) > 1 ? ", " : " and ");
	}
}

static void add_time(struct text *text, const struct date_time *time)
{
	int zone = time->zone < 0 ? -time->zone : time->zone;

	if (!time->is_given)
		return;
	text_format(text, ", %02u:%02u", time->hour, time->minute);
	if (time->second)
		text_format(text, ":%02u", time->second);
	if (time->has_zone)
		add(text, " UTC");
	if (zone)
		text_format(text, "%c%d", time->zone < 0 ? '-' : '+', zone / 60);
	if (zone % 60)
		text_format(text, ":%02d", zone % 60);
}

/* The known parts, group by group. A day and a year of one doubt stay apart around a month of
 * another: "June, around the 22nd, around 2021". */
static void add_known(struct text *text, const struct date_point *point, unsigned known)
{
	unsigned certain = parts_of_doubt(point, known, 0);
	unsigned left = known & ~certain;

	add_group_of_doubt(text, point, certain, 0);
	for (unsigned i = PART_COUNT; i-- > 0;) {
		if (!(left & 1U << i))
			continue;
		unsigned parts = parts_of_doubt(point, left, point->doubt[i]);
		if (parts == (PARTS_DAY | PARTS_YEAR) && known & PARTS_MONTH)
			parts = PARTS_DAY;
		add_group_of_doubt(text, point, parts, point->doubt[i]);
		left &= ~parts;
	}
}

struct str date_point_words(struct arena *arena, const struct date_point *point,
                            enum date_shared shared)
{
	struct text text = { .arena = arena };
	unsigned known = date_point_known(point);

	if (shared == SHARED_MONTH)
		add_items(&text, point->days, ITEM_DAY);
	else if (shared == SHARED_YEAR)
		add_parts(&text, point, known & ~(unsigned)PARTS_YEAR);
	else
		add_known(&text, point, known);
	if (shared == SHARED_NOTHING)
		add_unknown(&text, point, known);
	add_time(&text, &point->time);
	return text_str(&text);
}
