/* Bars in the gutter. They are planned before the page is written, so that its margin is known, and
 * put in when the line of each beginning and end is:
 *
 *	┌   begins here              ,
 *	│┌                           |,
 *	│└  the second ends here     |`
 *	└   the first ends here      `
 *
 * An eye follows no more than two, and none through several screens: only what has an end gets one,
 * what is shortest first. All ends are told in words. */
#include "query/page_timeline_parts.h"

#include <stdlib.h>

#include "base/array.h"

enum {
	NARROWEST = 50,
	COLUMNS = 2,
	LONGEST = 40,                   /* moments between a beginning and its end */
};

/* ── Which, and where ───────────────────────────────────────────────────────────────────────── */

static size_t length_of(const struct time_bar *bar)
{
	return bar->end - bar->start;
}

static int compare_bars(const void *left, const void *right)
{
	const struct time_bar *one = left, *other = right;
	if (length_of(one) != length_of(other))
		return length_of(one) < length_of(other) ? -1 : 1;
	return one->start < other->start ? -1 : one->start > other->start;
}

/* Those that end before they are out of mind, the shortest first. What another one tells has
 * none. */
static struct time_bars find_bars(struct arena *arena, const struct moments *moments)
{
	struct arena scratch = {0};
	struct time_bars bars = {0};
	size_t *starts = ARENA_MANY(&scratch, size_t, moments->entry_count + 1);
	for (size_t i = 0; i < moments->count; i++) {
		const struct moment *moment = &moments->items[i];
		if (!moment->is_end)
			starts[moment->number] = i;
		else if (moment->told_by == NO_ROW && moment->level != LEVEL_OPEN &&
		         i - starts[moment->number] <= LONGEST)
			*ARRAY_ADD(arena, &bars) = (struct time_bar){
				.start = starts[moment->number], .end = i, .column = -1,
			};
	}
	arena_release(&scratch);
	if (bars.count)
		qsort(bars.items, bars.count, sizeof *bars.items, compare_bars);
	return bars;
}

/* True if a column is free from one moment to another. */
static bool is_free(const struct time_bars *bars, int column, const struct time_bar *bar)
{
	for (size_t i = 0; i < bars->count; i++) {
		const struct time_bar *other = &bars->items[i];
		if (other->column == column && other->start <= bar->end &&
		    bar->start <= other->end)
			return false;
	}
	return true;
}

static void place_bars(struct time_bars *bars)
{
	for (size_t i = 0; i < bars->count; i++) {
		struct time_bar *bar = &bars->items[i];
		for (int column = 0; column < COLUMNS && bar->column < 0; column++)
			if (is_free(bars, column, bar))
				bar->column = column;
		bars->width = bar->column + 2 > bars->width && bar->column >= 0 ? bar->column + 2
		                                                               : bars->width;
	}
}

struct time_bars time_bars_plan(struct arena *arena, const struct moments *moments, int width)
{
	struct time_bars bars = find_bars(arena, moments);
	bars.of_place = ARENA_MANY(arena, uint32_t, moments->count + 1);
	for (size_t i = 0; i < moments->count; i++)
		bars.of_place[i] = NO_ROW;
	if (width >= NARROWEST)
		place_bars(&bars);
	for (size_t i = 0; i < bars.count; i++) {
		if (bars.items[i].column < 0)
			continue;
		bars.of_place[bars.items[i].start] = (uint32_t)i;
		bars.of_place[bars.items[i].end] = (uint32_t)i;
	}
	return bars;
}

void time_bars_note(struct time_bars *bars, size_t place, uint32_t line)
{
	if (bars->of_place[place] == NO_ROW)
		return;
	struct time_bar *bar = &bars->items[bars->of_place[place]];
	*(place == bar->start ? &bar->first_line : &bar->last_line) = line;
}

/* ── Drawing ────────────────────────────────────────────────────────────────────────────────── */

enum stroke { STROKE_NONE, STROKE_START, STROKE_RUN, STROKE_END, STROKE_COUNT };

static const char *const strokes[SHOWN_CHARSET_COUNT][STROKE_COUNT] = {
	[SHOWN_UTF8]  = { " ", "┌", "│", "└" },
	[SHOWN_ASCII] = { " ", ",", "|", "`" },
};

const char *page_timeline_bars(void)
{
	return shown_charset() == SHOWN_ASCII ? ", | `" : "┌ │ └";
}

static enum stroke stroke_at(const struct time_bar *bar, uint32_t line)
{
	return line == bar->first_line ? STROKE_START
	     : line == bar->last_line  ? STROKE_END : STROKE_RUN;
}

/* The gutters of all lines, a row of columns each. */
static uint8_t *gutters_of(const struct time_bars *bars, struct arena *scratch, size_t line_count)
{
	uint8_t *gutters = ARENA_MANY(scratch, uint8_t, (line_count + 1) * COLUMNS);
	for (size_t i = 0; i < bars->count; i++) {
		const struct time_bar *bar = &bars->items[i];
		for (uint32_t line = bar->first_line; bar->column >= 0 && line <= bar->last_line;
		     line++)
			gutters[line * COLUMNS + (uint32_t)bar->column] =
				(uint8_t)stroke_at(bar, line);
	}
	return gutters;
}

/* The strokes of a line without blanks behind them; empty if there are none. */
static struct str gutter_text(struct arena *arena, const uint8_t *gutter, int *width)
{
	struct text text = { .arena = arena };
	*width = 0;
	for (int column = 0; column < COLUMNS; column++)
		*width = gutter[column] ? column + 1 : *width;
	for (int column = 0; column < *width; column++)
		text_add(&text, str_of(strokes[shown_charset()][gutter[column]]));
	return text_str(&text);
}

void time_bars_draw(const struct time_bars *bars, struct arena *arena, struct page *page)
{
	struct arena scratch = {0};
	struct page drawn = { .width = page->width };
	if (bars->width == 0)
		return;
	uint8_t *gutters = gutters_of(bars, &scratch, page->lines.count);
	for (size_t i = 0; i < page->lines.count; i++) {
		struct page_line *line = &page->lines.items[i];
		uint32_t first = line->first, count = line->count;
		int width;
		struct str text = gutter_text(arena, gutters + i * COLUMNS, &width);
		line->first = (uint32_t)drawn.spans.count;
		if (width) {
			*ARRAY_ADD(arena, &drawn.spans) = (struct page_span){
				.text = { text.bytes, text.size, width },
				.role = ROLE_DIM, .link = NO_ROW,
			};
			line->count++;
		}
		for (uint32_t span = first; span < first + count; span++)
			*ARRAY_ADD(arena, &drawn.spans) = page->spans.items[span];
	}
	page->spans.items = drawn.spans.items;
	page->spans.count = drawn.spans.count;
	page->spans.room = drawn.spans.room;
	arena_release(&scratch);
}
