#include "query/page_timeline_parts.h"

#include <stdlib.h>

#include "base/array.h"

/* ── Headings ───────────────────────────────────────────────────────────────────────────────── */

static const enum moment_level finest[] = {
	[ZOOM_YEAR] = LEVEL_YEAR, [ZOOM_MONTH] = LEVEL_MONTH, [ZOOM_DAY] = LEVEL_DAY,
};
_Static_assert(sizeof finest / sizeof *finest == ZOOM_COUNT, "a level for each zoom");

static int32_t year_start(int32_t day)
{
	return date_days(calendar_day_of(day).year, 1, 1);
}

static int32_t month_start(int32_t day)
{
	return calendar_month_start(calendar_month_of(day));
}

static bool is_whole_year(const struct moment *moment)
{
	int32_t start = year_start(moment->first);
	return moment->first == start &&
	       moment->last == date_days(calendar_day_of(start).year + 1, 1, 1) - 1;
}

/* What may be of a part of a year stands where that part begins. */
static enum moment_level heading_of(const struct moment *moment, enum time_zoom zoom)
{
	bool is_cut = moment->level <= LEVEL_DAY && moment->level > finest[zoom];
	bool is_part = moment->level == LEVEL_YEAR && zoom != ZOOM_YEAR && !is_whole_year(moment);
	return is_part ? LEVEL_LATER : is_cut ? finest[zoom] : moment->level;
}

/* "Up to 1996" stands where that year begins, "up to August 1996" where that month does. */
static int32_t earlier_floor(const struct moment *moment, enum time_zoom zoom)
{
	bool is_year = zoom == ZOOM_YEAR || calendar_day_of(moment->last).month == 12;
	return is_year ? year_start(moment->last) : month_start(moment->last);
}

static void set_heading(struct moment *moment, enum time_zoom zoom)
{
	moment->heading = heading_of(moment, zoom);
	switch (moment->heading) {
	case LEVEL_EARLIER:
		moment->floor = earlier_floor(moment, zoom);
		break;
	case LEVEL_LATER:
		moment->floor = zoom == ZOOM_YEAR ? year_start(moment->first)
		                                  : month_start(moment->first);
		break;
	case LEVEL_YEAR:
		moment->floor = year_start(moment->first);
		break;
	case LEVEL_MONTH:
		moment->floor = month_start(moment->first);
		break;
	case LEVEL_DAY:
		moment->floor = moment->first;
		break;
	case LEVEL_OPEN:
	case LEVEL_UNDATED:
	case LEVEL_COUNT:
		moment->floor = DATE_LAST_DAY;
		break;
	}
}

/* ── Ends ───────────────────────────────────────────────────────────────────────────────────── */

static int compare_headings(const struct moment *left, const struct moment *right)
{
	if (left->floor != right->floor)
		return left->floor < right->floor ? -1 : 1;
	return (int)left->heading - (int)right->heading;
}

/* The end of an interval, if it stands under a later heading than the beginning, and was asked
 * for. */
static void add_end(struct arena *arena, struct moments *moments, size_t place, enum time_zoom zoom)
{
	struct moment start = moments->items[place], end = start;
	bool is_open = date_is_none(start.end);
	end.is_end = true;
	end.level = is_open ? LEVEL_OPEN : moment_level_of(start.end.earliest, start.end.latest);
	if (!is_open) {
		end.first = start.end.earliest;
		end.last = start.end.latest;
	}
	set_heading(&end, zoom);
	bool is_asked_for = is_open ? moments->to == DATE_LAST_DAY : end.first <= moments->to;
	if (is_asked_for && compare_headings(&start, &end) < 0)
		*ARRAY_ADD(arena, moments) = end;
	else
		moments->items[place].is_interval = false;
}

/* ── Order ──────────────────────────────────────────────────────────────────────────────────── */

/* An end comes behind what began by its last day. */
static int compare_moments(const void *left, const void *right)
{
	const struct moment *one = left, *other = right;
	int order = compare_headings(one, other);
	int32_t day = one->is_end ? one->last : one->first;
	int32_t other_day = other->is_end ? other->last : other->first;
	if (order)
		return order;
	if (day != other_day && one->heading < LEVEL_OPEN)
		return day < other_day ? -1 : 1;
	if (one->is_end != other->is_end)
		return one->is_end ? 1 : -1;
	return one->number < other->number ? -1 : one->number > other->number;
}

size_t moments_group_end(const struct moments *moments, size_t place)
{
	size_t end = place + 1;
	while (end < moments->count &&
	       compare_headings(&moments->items[place], &moments->items[end]) == 0)
		end++;
	return end;
}

/* ── What is told once ──────────────────────────────────────────────────────────────────────── */

/* True for a relation that nobody tells yet, of the same time. */
static bool is_beside(const struct archive *archive, const struct moment *moment,
                      const struct moment *other)
{
	if (other->entry.what != TIMELINE_RELATION || other->told_by != NO_ROW ||
	    moment->is_end != other->is_end)
		return false;
	struct link one = link_at(archive, moment->entry.link);
	struct link two = link_at(archive, other->entry.link);
	return one.date == two.date && one.since == two.since && one.until == two.until;
}

/* What one did at the same time is one line, "A accuses B, C; met D". */
static bool tells(const struct archive *archive, const struct moment *moment,
                  const struct moment *other)
{
	return is_beside(archive, moment, other) &&
	       link_at(archive, moment->entry.link).from.row ==
	               link_at(archive, other->entry.link).from.row;
}

bool moment_is_mirrored(const struct archive *archive, const struct moment *moment,
                        const struct moment *other)
{
	struct link one = link_at(archive, moment->entry.link);
	struct link two = link_at(archive, other->entry.link);
	return one.relation == two.relation && one.from.row == two.to.row &&
	       one.to.row == two.from.row && one.from.row != one.to.row &&
	       relation_at(archive, one.relation).is_symmetric;
}

/* What both sides wrote is told once, too: by the teller of the one at `place`. */
static void tell_mirrored(const struct archive *archive, struct moments *moments, size_t teller,
                          size_t place)
{
	struct moment *items = moments->items;
	struct link link = link_at(archive, items[place].entry.link);
	size_t end = teller + moments_told(moments, teller);
	if (!relation_at(archive, link.relation).is_symmetric)
		return;
	for (size_t i = teller + 1; i < end; i++)
		if (i != place && is_beside(archive, &items[place], &items[i]) &&
		    moment_is_mirrored(archive, &items[place], &items[i]))
			items[i].told_by = (uint32_t)teller;
}

size_t moments_told(const struct moments *moments, size_t place)
{
	size_t count = 1;
	while (count < MOMENTS_TOLD && place + count < moments->count &&
	       compare_headings(&moments->items[place], &moments->items[place + count]) == 0)
		count++;
	return count;
}

static void tell_others(const struct archive *archive, struct moments *moments, size_t place)
{
	struct moment *moment = &moments->items[place];
	if (moment->entry.what != TIMELINE_RELATION || moment->told_by != NO_ROW)
		return;
	size_t count = moments_told(moments, place);
	for (size_t i = 1; i < count; i++)
		if (tells(archive, moment, &moment[i]))
			moment[i].told_by = (uint32_t)place;
	for (size_t i = 0; i < count; i++)
		if (i == 0 || moment[i].told_by == place)
			tell_mirrored(archive, moments, place, place + i);
}

void moments_order(const struct archive *archive, struct arena *arena, struct moments *moments,
                   enum time_zoom zoom)
{
	size_t count = moments->count;
	for (size_t i = 0; i < count; i++)
		set_heading(&moments->items[i], zoom);
	for (size_t i = 0; i < count && zoom != ZOOM_YEAR; i++)
		if (moments->items[i].is_interval)
			add_end(arena, moments, i, zoom);
	if (moments->count)
		qsort(moments->items, moments->count, sizeof *moments->items, compare_moments);
	for (size_t i = 0; i < moments->count && zoom != ZOOM_YEAR; i++)
		tell_others(archive, moments, i);
}
