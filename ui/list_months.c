#include "ui/list_months.h"

#include "base/array.h"
#include "base/message.h"
#include "query/timeline.h"

/* Undated entries come last. Those of a year, or of more, stand before the days of January. */
struct list_month list_month_of(const struct archive *archive, struct timeline_entry entry)
{
	struct date date = archive_date(archive, entry.date).date;
	if (date_is_none(date))
		return (struct list_month){ INT32_MAX, true };
	if (entry.earliest == DATE_FIRST_DAY)
		return (struct list_month){ INT32_MIN, true };
	struct calendar_day day = calendar_day_of(entry.earliest);
	bool is_year = date.precision <= DATE_YEAR && day.month == 1 && day.day == 1;
	return (struct list_month){ calendar_month_of(entry.earliest), !is_year };
}

bool list_month_is(struct list_month one, struct list_month other)
{
	return one.month == other.month && one.is_fine == other.is_fine;
}

struct str list_month_words(const struct archive *archive, struct arena *arena,
                            struct timeline_entry entry)
{
	struct list_month month = list_month_of(archive, entry);
	if (month.month == INT32_MAX)
		return str_of(_("Undated"));
	if (month.month == INT32_MIN)
		/* Translators: a heading above what begins on no day that is known */
		return str_of(_("Beginning not known"));
	return month.is_fine ? time_month_words(arena, month.month)
	                     : time_year_words(arena, calendar_day_of(entry.earliest).year);
}

/* The first row behind `row` that stands under another month; the number of all: none. */
static uint32_t next_month(const struct list_months_rows *rows, uint32_t row)
{
	struct list_month month = rows->month(rows->context, row);
	uint32_t low = row + 1, step = 1, high = low;
	while (high < rows->count && list_month_is(rows->month(rows->context, high), month)) {
		low = high + 1;
		high = rows->count - high > step ? high + step : rows->count;
		step *= 2;
	}
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (list_month_is(rows->month(rows->context, middle), month))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void list_months_go_on(struct list_months *months, const struct list_months_rows *rows)
{
	uint32_t row = 0;
	if (months->firsts.count)
		row = next_month(rows, months->firsts.items[months->firsts.count - 1]);
	for (; row < rows->count; row = next_month(rows, row))
		*ARRAY_ADD(&months->arena, &months->firsts) = row;
	months->rows = rows->count;
}

void list_months_forget(struct list_months *months)
{
	arena_release(&months->arena);
	*months = (struct list_months){0};
}

int list_months_lines(const struct list_months *months)
{
	return (int)(months->rows + months->firsts.count);
}

/* How many headings stand at or before a line, or before a row. */
static size_t headings_at_line(const struct list_months *months, int line)
{
	size_t low = 0, high = months->firsts.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((int)(months->firsts.items[middle] + middle) <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t headings_before_row(const struct list_months *months, int row)
{
	size_t low = 0, high = months->firsts.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((int)months->firsts.items[middle] <= row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int list_months_row(const struct list_months *months, int line)
{
	size_t count = headings_at_line(months, line);
	if (count && (int)(months->firsts.items[count - 1] + count - 1) == line)
		return -1;
	return line - (int)count;
}

int list_months_line(const struct list_months *months, int row)
{
	return row + (int)headings_before_row(months, row);
}
