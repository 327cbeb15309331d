#include "ui/list_months.h"

#include "base/array.h"

static bool is_same(struct list_month one, struct list_month other)
{
	return one.month == other.month && one.is_fine == other.is_fine;
}

/* The first row behind `row` that stands under another month; the number of all: none. */
static uint32_t next_month(const struct list_months_rows *rows, uint32_t row)
{
	struct list_month month = rows->month(rows->context, row);
	uint32_t low = row + 1, step = 1, high = low;
	while (high < rows->count && is_same(rows->month(rows->context, high), month)) {
		low = high + 1;
		high = rows->count - high > step ? high + step : rows->count;
		step *= 2;
	}
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (is_same(rows->month(rows->context, middle), month))
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
