/* date_short: dates for a column of 16 ASCII characters.
 *
 * Written as fine as it fits: first with the time, then to the day, the month, the year.
 *
 *	2021-02-01/2021-03-04           2021-02-01/03-04
 *	2021-02-01/2022-03-04           2021-02/2022-03
 *	2021-02-01~/2022-03-04?         c. 2021-2022 ?
 */
#include "model/date.h"

#include <stdio.h>

#include "base/arena.h"
#include "model/date_parts.h"

enum { WIDTH = 16 };

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
	else
		text_format(text, "%04lld", (long long)year->first);
}

/* Years BC stand alone: "44 BC-03" would read as nothing, and -0043-03 as another year. */
static enum date_precision finest_of(const struct date_point *point, enum date_precision finest)
{
	return point->year.first <= 0 && !point->year.blanks ? DATE_YEAR : finest;
}

static void add_point(struct text *text, const struct date_point *point, enum date_precision finest)
{
	const struct date_group *group = date_group_row(point->group);

	finest = finest_of(point, finest);
	add_year(text, &point->year, finest == DATE_YEAR || (!group && !point->months));
	if (group && finest > DATE_YEAR)
		text_add(text, str_of(group->short_suffix));
	if (point->months && finest >= DATE_MONTH)
		text_format(text, "-%.2s", point->month_digits);
	if (point->days && finest >= DATE_DAY)
		text_format(text, "-%.2s", point->day_digits);
	if (point->time.is_given && finest >= DATE_TIME)
		text_format(text, " %02u:%02u", point->time.hour, point->time.minute);
}

static bool is_year(const struct date_point *point, enum date_precision finest)
{
	return finest_of(point, finest) == DATE_YEAR || (!point->months && !point->group);
}

/* The end of an interval without what its start says, as ISO 8601-1 has it: 2021-02-01/03-04. */
static void add_end(struct text *text, const struct date_span *span, enum date_precision finest)
{
	const struct date_point *first = &span->first, *last = &span->last;

	if (finest != DATE_DAY || first->precision < DATE_DAY || last->precision < DATE_DAY ||
	    finest_of(last, finest) != DATE_DAY || first->year.first != last->year.first) {
		add_point(text, last, finest);
		return;
	}
	if (first->months != last->months)
		text_format(text, "%.2s-", last->month_digits);
	text_format(text, "%.2s", last->day_digits);
}

static void add_range(struct text *text, const struct date_span *span, enum date_precision finest)
{
	struct text last = { .arena = text->arena };
	bool is_years = is_year(&span->first, finest) && is_year(&span->last, finest);

	add_point(text, &span->first, finest);
	add_point(&last, &span->last, finest);
	if (str_equal(text_str(text), text_str(&last)))
		return;
	text_add_byte(text, is_years ? '-' : '/');
	add_end(text, span, finest);
}

static void add_span(struct text *text, const struct date_span *span, enum date_precision finest)
{
	if (span->start == SIDE_GIVEN && span->end == SIDE_GIVEN) {
		add_range(text, span, finest);
		return;
	}
	if (span->start != SIDE_GIVEN) {
		add_point(text, &span->last, finest);
		return;
	}
	add_point(text, &span->first, finest);
	if (span->end != SIDE_SAME)
		text_add(text, is_year(&span->first, finest) ? STR("-") : STR(" -"));
	if (span->end == SIDE_UNKNOWN)
		text_add(text, STR("?"));
}

/* Two years, or the first of a set and a sign that there are more. */
static void add_set(struct text *text, const struct date_form *form, enum date_precision finest)
{
	const struct date_span *last = &form->spans[form->count - 1];
	struct text other = { .arena = text->arena };

	add_span(text, &form->spans[0], finest);
	if (form->count == 1)
		return;
	if (form->count == 2 && last->end == SIDE_SAME && is_year(&last->first, finest))
		add_point(&other, &last->first, finest);
	else
		text_add(&other, STR(".."));
	if (str_ends_with(text_str(text), text_str(&other)))
		return;
	text_add(text, form->kind == FORM_ONE_OF ? STR(" or ") : STR(" & "));
	text_add(text, text_str(&other));
}

/* All marks of doubt as one: in a column there is no room for which part they are on. */
static struct str short_form(struct arena *arena, const struct date_form *form, unsigned doubt,
                             enum date_precision finest)
{
	static const char *const starts[] = {
		[SIDE_GIVEN] = "", [SIDE_SAME] = "", [SIDE_OPEN] = "to ", [SIDE_UNKNOWN] = "? to ",
	};
	struct text text = { .arena = arena };

	text_add(&text, str_of(starts[form->spans[0].start]));
	text_add(&text, doubt & DATE_APPROXIMATE ? STR("c. ") : STR(""));
	if (form->kind == FORM_ONE_OF || form->kind == FORM_ALL_OF)
		add_set(&text, form, finest);
	else
		add_span(&text, &form->spans[0], finest);
	if (doubt & DATE_UNCERTAIN && !str_ends_with(text_str(&text), STR("?")))
		text_add(&text, STR(" ?"));
	return text_str(&text);
}

/* At most WIDTH bytes, ".." at the end where something is missing, '?' for what is not ASCII. */
static struct str cut_to_width(struct arena *arena, struct str text)
{
	struct text cut = { .arena = arena };
	bool fits = text.size <= WIDTH;

	for (size_t i = 0; i < (fits ? text.size : WIDTH - 2); i++)
		text_add_byte(&cut,
		              text.bytes[i] >= ' ' && text.bytes[i] <= '~' ? text.bytes[i] : '?');
	text_add(&cut, fits ? STR("") : STR(".."));
	return text_str(&cut);
}

struct str date_short(struct arena *arena, struct str text)
{
	static const enum date_precision levels[] = { DATE_TIME, DATE_DAY, DATE_MONTH, DATE_YEAR };
	struct str words = text;
	struct date_form form;
	struct date date;

	if (!date_form_read(text, &form, NULL) || !date_parse(text, &date, NULL))
		return cut_to_width(arena, text);
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		words = short_form(arena, &form, date.flags, levels[i]);
		if (words.size <= WIDTH)
			break;
	}
	return cut_to_width(arena, words);
}
