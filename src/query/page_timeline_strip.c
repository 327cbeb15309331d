/* The density at the top: a sign for each month, or for each of some longer time if the months do
 * not fit the line.
 *
 *	▂▃▁··▂········▁·····▆▂
 *	2021        2022
 *
 * A few entries from long before or after do not make all signs coarser: where a window that fits
 * has most of what is dated, it is shown, and the line below says what lies outside. What is
 * not dated as closely as a sign stands for is in none. */
#include "query/page_timeline_parts.h"

#include <stdlib.h>

#include "base/array.h"

enum {
	MONTHS = 12,
	LEAST_ENTRIES = 4, LEAST_CELLS = 3,     /* less is seen without a strip */
	LEAST_YEARS = 25,                       /* the same where each is a line */
	WINDOW_PERCENT = 90,                    /* of what is dated to a sign */
	DATED_PERCENT = 66,                     /* of all that is dated */
	SILENT_CELLS = 3,                       /* the least that is called a silence */
	LABEL_CELLS = 10,                       /* of years, between labels */
};

struct beginning { int32_t first, last; };      /* months */

struct strip {
	struct { struct beginning *items; size_t count, room; } beginnings;
	int32_t unit;                           /* months that a sign stands for */
	int32_t first;                          /* number of the first sign: month / unit */
	int32_t count;                          /* of signs */
	uint32_t *counts;
	size_t before, after, vague;            /* what is not in it */
};

/* ── What it shows ──────────────────────────────────────────────────────────────────────────── */

static int compare_beginnings(const void *left, const void *right)
{
	const struct beginning *one = left, *other = right;
	return one->first < other->first ? -1 : one->first > other->first;
}

static void collect(struct strip *strip, struct arena *scratch, const struct moments *moments)
{
	for (size_t i = 0; i < moments->count; i++) {
		const struct moment *moment = &moments->items[i];
		if (moment->is_end || moment->level >= LEVEL_OPEN)
			continue;
		if (moment->level == LEVEL_EARLIER || moment->last == DATE_LAST_DAY) {
			strip->vague++;
			continue;
		}
		if (moment->last < moments->from) {
			strip->before++;
			continue;
		}
		struct beginning *added = ARRAY_ADD(scratch, &strip->beginnings);
		added->first = calendar_month_of(moment->first);
		added->last = moment->level >= LEVEL_MONTH ? added->first
		                                           : calendar_month_of(moment->last);
	}
	if (strip->beginnings.count)
		qsort(strip->beginnings.items, strip->beginnings.count,
		      sizeof *strip->beginnings.items, compare_beginnings);
}

static int32_t cell_of(int32_t month, int32_t unit)
{
	return (month < 0 ? month - (unit - 1) : month) / unit;
}

static bool fits_a_cell(struct beginning beginning, int32_t unit)
{
	return cell_of(beginning.first, unit) == cell_of(beginning.last, unit);
}

/* The window of `room` signs that has most; false if that is too little. */
static bool find_window(struct strip *strip, int32_t room)
{
	const struct beginning *items = strip->beginnings.items;
	size_t count = strip->beginnings.count, total = 0, inside = 0, best = 0;
	int32_t first = 0, last = 0;
	for (size_t start = 0, i = 0; i < count; i++) {
		if (!fits_a_cell(items[i], strip->unit))
			continue;
		int32_t cell = cell_of(items[i].first, strip->unit);
		total++;
		inside++;
		for (; cell_of(items[start].first, strip->unit) <= cell - room; start++)
			inside -= fits_a_cell(items[start], strip->unit);
		while (!fits_a_cell(items[start], strip->unit))
			start++;
		if (inside >= best) {
			best = inside;
			first = cell_of(items[start].first, strip->unit);
			last = cell;
		}
	}
	strip->first = first;
	strip->count = total ? last - first + 1 : 0;
	return best * 100 >= total * WINDOW_PERCENT && total * 100 >= count * DATED_PERCENT;
}

/* The finest signs that fit, of at least so many months. */
static void choose_unit(struct strip *strip, int32_t room, int32_t least)
{
	static const int32_t units[] = { 1, 3, MONTHS, 5 * MONTHS, 10 * MONTHS, 50 * MONTHS };
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		strip->unit = units[i];
		if (strip->unit >= least && find_window(strip, room))
			return;
	}
	while (!find_window(strip, room) && strip->unit < INT32_MAX / 10)
		strip->unit *= 10;
}

static void fill(struct strip *strip, struct arena *scratch)
{
	strip->counts = ARENA_MANY(scratch, uint32_t, (size_t)strip->count + 1);
	for (size_t i = 0; i < strip->beginnings.count; i++) {
		struct beginning beginning = strip->beginnings.items[i];
		int32_t cell = cell_of(beginning.first, strip->unit) - strip->first;
		int32_t last = cell_of(beginning.last, strip->unit) - strip->first;
		if (cell >= strip->count)
			strip->after++;
		else if (last < 0)
			strip->before++;
		else if (cell != last)
			strip->vague++;
		else
			strip->counts[cell]++;
	}
}

/* ── Signs ──────────────────────────────────────────────────────────────────────────────────── */

static int32_t fullest(const struct strip *strip)
{
	int32_t most = 0;
	for (int32_t i = 1; i < strip->count; i++)
		if (strip->counts[i] > strip->counts[most])
			most = i;
	return most;
}

/* One of eight heights, the highest for the fullest; in ASCII the number, at most 9. */
static const char *sign_of(uint32_t count, uint32_t most)
{
	static const char *const heights[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	static const char *const digits[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9" };
	bool is_ascii = shown_charset() == SHOWN_ASCII;
	if (count == 0)
		return is_ascii ? "." : "·";
	if (is_ascii)
		return digits[count < 9 ? count - 1 : 8];
	return heights[((uint64_t)count * 8 + most - 1) / most - 1];
}

static void write_signs(struct page_maker *maker, const struct strip *strip)
{
	struct text signs = { .arena = maker->arena };
	uint32_t most = strip->counts[fullest(strip)];
	for (int32_t i = 0; i < strip->count; i++)
		text_add(&signs, str_of(sign_of(strip->counts[i], most)));
	struct str text = text_str(&signs);
	page_text(&maker->writer, ROLE_TEXT, (struct shown){ text.bytes, text.size, strip->count });
	page_break(&maker->writer);
}

/* The year that begins with a sign, if one does. */
static bool year_of(const struct strip *strip, int32_t number, int32_t *year)
{
	int64_t month = ((int64_t)strip->first + number) * strip->unit;
	int64_t every = strip->unit < MONTHS ? MONTHS : (int64_t)strip->unit * LABEL_CELLS;
	bool is_first = number == 0;
	if (!is_first && month % every)
		return false;
	*year = (int32_t)((month < 0 ? month - (MONTHS - 1) : month) / MONTHS);
	return true;
}

/* The label of the first sign gives way to a round year close behind it. */
static bool gives_way(const struct strip *strip, int32_t number, int32_t size)
{
	int32_t year;
	for (int32_t i = 1; number == 0 && strip->unit >= MONTHS && i <= size; i++)
		if (i < strip->count && year_of(strip, i, &year))
			return true;
	return false;
}

static void write_years(struct page_maker *maker, const struct strip *strip)
{
	int32_t year, free = 0;
	for (int32_t i = 0; i < strip->count; i++) {
		if (i < free || !year_of(strip, i, &year))
			continue;
		struct str words = time_year_words(maker->arena, year);
		int32_t size = (int32_t)words.size;
		if (i + size > maker->writer.page.width || gives_way(strip, i, size))
			continue;
		page_time_column(&maker->writer, i);
		page_text(&maker->writer, ROLE_DIM, shown_line(maker->arena, words));
		free = i + size + 1;
	}
	page_break(&maker->writer);
}

/* ── What it is ─────────────────────────────────────────────────────────────────────────────── */

/* The time of some signs in a row, in few columns: "May-Oct 2021". */
static struct str cells_words(struct page_maker *maker, const struct strip *strip, int32_t first,
                              int32_t last)
{
	enum { FIRST_YEAR = 1000, LAST_YEAR = 9999 };   /* of those that an interval is typed with */
	int32_t from = (strip->first + first) * strip->unit;
	int32_t to = (strip->first + last) * strip->unit + strip->unit - 1;
	bool is_typed = from >= FIRST_YEAR * MONTHS && to < (LAST_YEAR + 1) * MONTHS;
	if (!is_typed || from == to || strip->unit >= MONTHS)
		return time_months_words(maker->arena, from, to);
	struct str interval =
		str_format(maker->arena, "%04d-%02d/%04d-%02d", from / MONTHS, from % MONTHS + 1,
	                   to / MONTHS, to % MONTHS + 1);
	return date_short(maker->arena, interval, DATE_SHORT_WIDTH);
}

static struct str unit_words(struct page_maker *maker, int32_t unit)
{
	if (unit < MONTHS)
		return str_of(unit == 1 ? _("Months") : _("Quarters"));
	if (unit == MONTHS)
		return str_of(_("Years"));
	return time_years_words(maker->arena, (size_t)(unit / MONTHS));
}

/* "Months: 30 in July 2022" */
static struct str scale_words(struct page_maker *maker, const struct strip *strip)
{
	int32_t most = fullest(strip);
	struct str unit = unit_words(maker, strip->unit);
	struct str count = time_number(maker->arena, strip->counts[most]);
	struct str when = cells_words(maker, strip, most, most);
	/* Translators: what a sign of a drawing stands for, such as "Months"; then how many there
	 * are in the fullest of them, and which that is. */
	return str_format(maker->arena, _("%s: %s in %s"), unit.bytes, count.bytes, when.bytes);
}

/* The longest silence: "none Sep 2023-Feb 2025". Empty if it is short. */
static struct str silence_words(struct page_maker *maker, const struct strip *strip)
{
	int32_t best = 0, length = 0;
	for (int32_t i = 0, start = 0; i < strip->count; i++) {
		start = strip->counts[i] ? i + 1 : start;
		if (i + 1 - start > length) {
			length = i + 1 - start;
			best = start;
		}
	}
	if (length < SILENT_CELLS)
		return (struct str){0};
	struct str when = cells_words(maker, strip, best, best + length - 1);
	/* Translators: of a time of which nothing is told: "none Sep 2023-Feb 2025". */
	return str_format(maker->arena, _("none %.*s"), STR_ARGS(when));
}

/* "also 4 before, 1 after, 12 less exact": what is not in it. */
static struct str rest_words(struct page_maker *maker, const struct strip *strip)
{
	struct arena *arena = maker->arena;
	struct str all = {0}, between = STR(", ");
	if (strip->before)
		all = str_format(arena, _("%zu before"), strip->before);
	if (strip->after)
		all = str_join(arena, all, all.size ? between : STR(""),
		               str_format(arena, _("%zu after"), strip->after));
	if (strip->vague)
		/* Translators: with dates that are not as exact as a month, for instance. */
		all = str_join(arena, all, all.size ? between : STR(""),
		               str_format(arena, _("%zu less exact"), strip->vague));
	/* Translators: what is not in a drawing, as "4 before, 12 less exact". */
	return all.size ? str_format(arena, _("also %.*s"), STR_ARGS(all)) : all;
}

/* One line; what has no room in it is left out, unless the page is so narrow that it is at the
 * foot. */
static void write_caption(struct page_maker *maker, const struct strip *strip, bool is_foot)
{
	struct str words = scale_words(maker, strip);
	const struct { struct str words, before; } more[] = {
		{ silence_words(maker, strip), STR(", ") },
		{ rest_words(maker, strip), STR("; ") },
	};
	for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
		struct str longer = str_join(maker->arena, words, more[i].before, more[i].words);
		int width = shown_line(maker->arena, longer).width;
		if (more[i].words.size && (is_foot || width <= maker->writer.page.width))
			words = longer;
	}
	page_raw(&maker->writer, ROLE_DIM, words);
	page_break(&maker->writer);
}

/* Years stand one below the other, each with its bar, where a line is one: a strip is for those
 * that are more than a screen has lines. */
static bool is_worth_it(const struct strip *strip, enum time_zoom zoom)
{
	int32_t least = zoom == ZOOM_YEAR ? LEAST_YEARS : LEAST_CELLS;
	return strip->count >= least && strip->beginnings.count >= LEAST_ENTRIES;
}

static struct strip strip_of(const struct page_maker *maker, struct arena *scratch,
                             const struct moments *moments, enum time_zoom zoom)
{
	struct strip strip = {0};
	collect(&strip, scratch, moments);
	choose_unit(&strip, maker->writer.page.width, zoom == ZOOM_YEAR ? MONTHS : 1);
	fill(&strip, scratch);
	return strip;
}

void page_time_strip(struct page_maker *maker, const struct moments *moments, enum time_zoom zoom)
{
	struct arena scratch = {0};
	struct strip strip = strip_of(maker, &scratch, moments, zoom);
	if (is_worth_it(&strip, zoom)) {
		page_blank(&maker->writer);
		write_signs(maker, &strip);
		write_years(maker, &strip);
		if (!page_time_has_foot(maker))
			write_caption(maker, &strip, false);
	}
	arena_release(&scratch);
}

void page_time_caption(struct page_maker *maker, const struct moments *moments,
                       enum time_zoom zoom)
{
	struct arena scratch = {0};
	struct strip strip = strip_of(maker, &scratch, moments, zoom);
	if (is_worth_it(&strip, zoom))
		write_caption(maker, &strip, true);
	arena_release(&scratch);
}
