/* date_short: dates in the words of a calendar, for a column of ASCII characters.
 *
 * Written as fine as it fits: first with the time, then to the day, the month, the year. What both
 * ends have in common is said once:
 *
 *	2021-02-01/2021-03-04           1 Feb-4 Mar 2021        Feb-Mar 2021
 *	2021-02-01/2022-03-04           Feb 2021-Mar 2022       2021-2022
 *	2021-02-01~/2022-03-04?         c. 2021-2022?
 *	[2021-02,2021-03]               Feb or Mar 2021         2021
 */
#include "model/date.h"

#include <stdio.h>

#include "base/arena.h"
#include "model/date_parts.h"

/* No form is cut to less than this. */
enum { MIN_WIDTH = 10 };

/* ── A point ────────────────────────────────────────────────────────────────────────────────── */

/* A year that is not all digits: decades as decades where that has one meaning. */
static void add_blank_year(struct text *text, const struct date_year *year, bool stands_alone)
{
	char digits[32];

	if (stands_alone && year->blanks == 1 && year->first >= 1000 && year->first % 100) {
		text_format(text, "%llds", (long long)year->first);
		return;
	}
	snprintf(digits, sizeof(digits), "%04lld",
	         (long long)(year->is_negative ? -year->last : year->first));
	text_add(text, year->is_negative ? STR("-") : STR(""));
	for (unsigned i = 0; i < 4; i++)
		text_add_byte(text, year->blanks & 8U >> i ? 'X' : digits[i]);
}

static void add_year(struct text *text, const struct date_year *year, bool stands_alone)
{
	if (year->is_verbatim)
		text_add(text, year->text);
	else if (year->blanks)
		add_blank_year(text, year, stands_alone);
	else if (year->first <= 0)
		text_format(text, "%lld BC", (long long)(1 - year->first));
	else if (year->first < 1000)
		text_format(text, "%lld AD", (long long)year->first);
	else
		text_format(text, "%lld", (long long)year->first);
}

static bool is_given(uint32_t set, const char digits[2])
{
	return set && !(digits[0] == 'X' && digits[1] == 'X');
}

static bool has_day(const struct date_point *point, enum date_precision finest)
{
	return finest >= DATE_DAY && is_given(point->days, point->day_digits);
}

static bool has_month(const struct date_point *point, enum date_precision finest)
{
	return finest > DATE_YEAR && (point->group || is_given(point->months, point->month_digits));
}

static bool has_time(const struct date_point *point, enum date_precision finest)
{
	return finest >= DATE_TIME && point->time.is_given;
}

/* True if the month has no name, as one in 2021-1X: then the digits stand as typed. */
static bool is_numeric(const struct date_point *point, enum date_precision finest)
{
	bool has_name = point->group || date_bits(point->months) == 1;
	return !has_name && (has_month(point, finest) || has_day(point, finest));
}

static void add_numeric(struct text *text, const struct date_point *point,
                        enum date_precision finest)
{
	add_year(text, &point->year, false);
	text_format(text, "-%.2s", point->month_digits);
	if (has_day(point, finest))
		text_format(text, "-%.2s", point->day_digits);
}

static void add_month(struct text *text, const struct date_point *point)
{
	const struct date_group *group = date_group_row(point->group);

	if (group)
		text_add(text, str_of(group->short_name));
	else
		text_format(text, "%.3s", date_month_name(date_first_bit(point->months)));
}

/* A point without what the next one says as well. */
static void add_point(struct text *text, const struct date_point *point, enum date_precision finest,
                      enum date_shared shared)
{
	bool with_day = has_day(point, finest), with_month = has_month(point, finest);

	if (is_numeric(point, finest)) {
		add_numeric(text, point, finest);
		return;
	}
	if (with_day && date_bits(point->days) == 1)
		text_format(text, "%u", date_first_bit(point->days));
	else if (with_day)
		text_format(text, "%.2s", point->day_digits);
	if (shared == SHARED_MONTH)
		return;
	text_add(text, with_day ? STR(" ") : STR(""));
	if (with_month)
		add_month(text, point);
	if (shared == SHARED_YEAR)
		return;
	text_add(text, with_month ? STR(" ") : STR(""));
	add_year(text, &point->year, !with_month);
	if (has_time(point, finest))
		text_format(text, " %02u:%02u", point->time.hour, point->time.minute);
}

static struct str point_text(struct arena *arena, const struct date_point *point,
                             enum date_precision finest)
{
	struct text text = { .arena = arena };

	add_point(&text, point, finest, SHARED_NOTHING);
	return text_str(&text);
}

/* ── Two points ─────────────────────────────────────────────────────────────────────────────── */

static bool years_are_equal(const struct date_year *left, const struct date_year *right)
{
	return left->first == right->first && left->last == right->last && !left->is_verbatim &&
	       !right->is_verbatim;
}

static enum date_shared points_share(const struct date_point *left, const struct date_point *right,
                                     enum date_precision finest)
{
	if (!years_are_equal(&left->year, &right->year) || !has_month(left, finest) ||
	    !has_month(right, finest) || is_numeric(left, finest) || is_numeric(right, finest) ||
	    has_time(left, finest) || has_time(right, finest) ||
	    has_day(left, finest) != has_day(right, finest))
		return SHARED_NOTHING;
	return has_day(left, finest) && left->months == right->months ? SHARED_MONTH : SHARED_YEAR;
}

/* "1-4 Mar 2025"; only one of them if both read the same. */
static void add_two(struct text *text, const struct date_point *first,
                    const struct date_point *last, const char *joint, enum date_precision finest)
{
	struct str words = point_text(text->arena, last, finest);

	if (!str_equal(point_text(text->arena, first, finest), words)) {
		add_point(text, first, finest, points_share(first, last, finest));
		text_add(text, str_of(joint));
	}
	text_add(text, words);
}

/* ── Intervals and sets ─────────────────────────────────────────────────────────────────────── */

static void add_span(struct text *text, const struct date_span *span, enum date_precision finest)
{
	if (span->start == SIDE_GIVEN && span->end == SIDE_GIVEN)
		add_two(text, &span->first, &span->last, "-", finest);
	else
		add_point(text, span->start == SIDE_GIVEN ? &span->first : &span->last, finest,
		          SHARED_NOTHING);
}

static const struct { const char *joint, *later, *others; } set_words[] = {
	[FORM_ONE_OF] = { " or ", " or later", " or others" },
	[FORM_ALL_OF] = { " and ", " and later", " and others" },
};

static bool reads_the_same(struct arena *arena, const struct date_form *form,
                           enum date_precision finest)
{
	struct text first = { .arena = arena };

	add_span(&first, &form->spans[0], finest);
	for (size_t i = 1; i < form->count; i++) {
		struct text other = { .arena = arena };
		add_span(&other, &form->spans[i], finest);
		if (!str_equal(text_str(&first), text_str(&other)))
			return false;
	}
	return true;
}

/* Two dates, or the first of a set and that there are more. */
static void add_set(struct text *text, const struct date_form *form, enum date_precision finest)
{
	const struct date_span *first = &form->spans[0], *last = &form->spans[form->count - 1];
	bool is_open = first->start == SIDE_OPEN || last->end == SIDE_OPEN;

	if (form->count == 2 && first->end == SIDE_SAME && last->end == SIDE_SAME) {
		add_two(text, &first->first, &last->first, set_words[form->kind].joint, finest);
		return;
	}
	add_span(text, first, finest);
	if (form->count > 1 && (is_open || !reads_the_same(text->arena, form, finest)))
		text_add(text, str_of(set_words[form->kind].others));
	else if (first->start == SIDE_OPEN && form->kind == FORM_ALL_OF)
		text_add(text, STR(" and earlier"));
	else if (last->end == SIDE_OPEN)
		text_add(text, str_of(set_words[form->kind].later));
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

/* Some day up to that of a set is "by" it; an interval up to there is "until" it. */
static const char *first_word(const struct date_form *form)
{
	const struct date_span *span = &form->spans[0];

	if (form->kind == FORM_ONE_OF && form->count == 1 && span->start == SIDE_OPEN)
		return "by ";
	if (form->kind != FORM_INTERVAL)
		return "";
	if (span->start != SIDE_GIVEN)
		return "until ";
	return span->end == SIDE_GIVEN ? "" : "since ";
}

/* All marks of doubt as one: in a column there is no room for which part they are on. */
static struct str short_form(struct arena *arena, const struct date_form *form, unsigned doubt,
                             enum date_precision finest)
{
	struct text text = { .arena = arena };

	text_add(&text, str_of(first_word(form)));
	text_add(&text, doubt & DATE_APPROXIMATE ? STR("c. ") : STR(""));
	if (form->kind == FORM_ONE_OF || form->kind == FORM_ALL_OF)
		add_set(&text, form, finest);
	else
		add_span(&text, &form->spans[0], finest);
	text_add(&text, doubt & DATE_UNCERTAIN ? STR("?") : STR(""));
	return text_str(&text);
}

/* At most `width` bytes, ".." at the end where something is missing, '?' for what is not ASCII. */
static struct str cut_to_width(struct arena *arena, struct str text, size_t width)
{
	struct text cut = { .arena = arena };
	bool fits = text.size <= width;

	for (size_t i = 0; i < (fits ? text.size : width - 2); i++)
		text_add_byte(&cut,
		              text.bytes[i] >= ' ' && text.bytes[i] <= '~' ? text.bytes[i] : '?');
	text_add(&cut, fits ? STR("") : STR(".."));
	return text_str(&cut);
}

struct str date_short(struct arena *arena, struct str text, int width)
{
	static const enum date_precision levels[] = { DATE_TIME, DATE_DAY, DATE_MONTH, DATE_YEAR };
	size_t room = (size_t)(width < MIN_WIDTH ? MIN_WIDTH : width);
	struct str words = text;
	struct date_form form;
	struct date date;

	if (!date_form_read(text, &form, NULL) || !date_parse(text, &date, NULL))
		return cut_to_width(arena, text, room);
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		words = short_form(arena, &form, date.flags, levels[i]);
		if (width > 0 && words.size <= (size_t)width)
			break;
	}
	return cut_to_width(arena, words, room > DATE_SHORT_WIDTH ? room : DATE_SHORT_WIDTH);
}
