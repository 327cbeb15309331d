/* page_timeline_parts: what the files of the page of time share. Private to query/page_timeline*.c.
 *
 *	page_timeline_moments.c    entries that pass, each with when it began and how sure that is
 *	page_timeline_groups.c     their order, under which heading they stand, what is told once
 *	page_timeline_words.c      days, headings, spans and silences in words
 *	page_timeline_strip.c      the density at the top
 *	page_timeline_bars.c       intervals in the gutter
 *	page_timeline_entry.c      one entry
 *	page_timeline_years.c      a line a year
 *	page_timeline_lanes.c      a column for each of those who take part
 *	page_timeline.c            the whole
 */
#ifndef DOSSIER_QUERY_PAGE_TIMELINE_PARTS_H
#define DOSSIER_QUERY_PAGE_TIMELINE_PARTS_H

#include "query/page_parts.h"
#include "query/timeline.h"
#include "query/timeline_page.h"

/* ── page_timeline_words.c ──────────────────────────────────────────────────────────────────── */

/* "4 March 2025" */
struct str time_day_words(struct arena *arena, int32_t day);

/* "April to September 2021", of months from one to another. */
struct str time_months_words(struct arena *arena, int32_t first, int32_t last);

/* "7 months", "a year", "12 days": the whole ones from a day up to another. */
struct str time_length_words(struct arena *arena, int32_t first, int32_t end);

/* "1,200 years" */
struct str time_years_words(struct arena *arena, size_t years);

/* "1,200"; with a NUL behind it. */
struct str time_number(struct arena *arena, size_t number);

/* ── page_timeline_moments.c ────────────────────────────────────────────────────────────────── */

/* How closely the beginning is known. In the order in which they stand in a year. */
enum moment_level {
	LEVEL_EARLIER,                  /* some time up to `last` */
	LEVEL_LATER,                    /* some time from `first` on, of several years or months */
	LEVEL_YEAR, LEVEL_MONTH, LEVEL_DAY,
	LEVEL_OPEN,                     /* not the beginning: the end that is not given */
	LEVEL_UNDATED,
	LEVEL_COUNT
};

/* An entry, or the end of one that went on for a while. */
struct moment {
	struct timeline_entry entry;
	int32_t first, last;            /* the days between which it began, or ended */
	int32_t floor;                  /* the first day of the heading that it stands under */
	enum moment_level level;
	enum moment_level heading;      /* its level, but no finer than the zoom */
	uint32_t number;                /* of the entry; its end has the same */
	uint32_t told_by;               /* place of the moment that tells it too, or NO_ROW */
	bool is_interval, is_end;
	struct date end;                /* of an interval that has one, else date_none() */
};

struct moments {
	struct moment *items;
	size_t count, room;
	size_t entry_count;             /* without ends */
	size_t dated_count;
	size_t what_counts[TIMELINE_WHAT_COUNT];
	size_t hidden_count;            /* were not known */
	size_t longer_count;            /* are left out, as only those of a time are shown */
	struct dossier_ref about;       /* the one that all is about, or NO_DOSSIER */
	int32_t from, to;               /* days outside which nothing was asked for */
};

/* How closely a time from one day to another is known. */
enum moment_level moment_level_of(int32_t first, int32_t last);

/* The entries that pass, in the order of the archive; not yet under headings. */
struct moments moments_collect(const struct archive *archive, struct arena *arena,
                               const struct time_query *query, const struct known *known);

/* ── page_timeline_groups.c ─────────────────────────────────────────────────────────────────── */

/* Put ends beside the entries, order all, and let relations tell others of the same subject. */
void moments_order(const struct archive *archive, struct arena *arena, struct moments *moments,
                   enum time_zoom zoom);

/* The place behind the last moment under the heading of that at `place`. */
size_t moments_group_end(const struct moments *moments, size_t place);

/* How many moments from `place` on may be told by that at `place`, itself among them; at most
 * MOMENTS_TOLD. */
enum { MOMENTS_TOLD = 100 };
size_t moments_told(const struct moments *moments, size_t place);

/* True if the relations of two moments are "A met B" and "B met A". */
bool moment_is_mirrored(const struct archive *archive, const struct moment *moment,
                        const struct moment *other);

/* ── page_timeline_strip.c ──────────────────────────────────────────────────────────────────── */

/* Write the strip, and the line that says what it shows, before the moments are put in order.
 * Nothing if there is too little to see. On a narrow page the line is written by itself, for the
 * foot. */
void page_time_strip(struct page_maker *maker, const struct moments *moments, enum time_zoom zoom);
void page_time_caption(struct page_maker *maker, const struct moments *moments,
                       enum time_zoom zoom);

/* ── page_timeline_bars.c ───────────────────────────────────────────────────────────────────── */

/* A bar from the line of one moment to that of another. */
struct time_bar {
	size_t start, end;              /* places of moments */
	uint32_t first_line, last_line; /* of the page, once they are written */
	int column;                     /* -1: not drawn */
};

struct time_bars {
	struct time_bar *items;
	size_t count, room;
	int width;                      /* columns of the gutter, with a blank; 0: none */
	uint32_t *of_place;             /* the bar that begins or ends at a moment, or NO_ROW */
};

struct time_bars time_bars_plan(struct arena *arena, const struct moments *moments, int width);

/* Note that the moment at `place` is written on this line. */
void time_bars_note(struct time_bars *bars, size_t place, uint32_t line);

/* Put the bars into the gutter of a page that is written. */
void time_bars_draw(const struct time_bars *bars, struct arena *arena, struct page *page);

/* ── page_timeline_entry.c ──────────────────────────────────────────────────────────────────── */

/* The sign of an entry: what it is is never told by colour alone. */
const char *time_sign(enum timeline_what what);

/* How entries are written. */
struct time_style {
	enum time_zoom zoom;
	int date_width;                 /* columns of the dates, with a blank */
	bool has_names;                 /* room for who took part */
	const struct moments *moments;
};

struct time_style time_style_of(struct page_maker *maker, const struct moments *moments,
                                enum time_zoom zoom);

/* The date of a moment as it stands in its column. */
struct str time_date_text(struct page_maker *maker, const struct time_style *style,
                          const struct moment *moment);

/* Write the moment at `place` behind `date` (empty: as that above). The line stays open, for the
 * name of another one behind a semicolon, until it is ended. */
void page_time_entry(struct page_maker *maker, const struct time_style *style, size_t place,
                     struct str date);
void page_time_entry_more(struct page_maker *maker, const struct moment *moment);
void page_time_entry_end(struct page_maker *maker);

/* What comes next begins at this column of the line, which is open or opened. */
void page_time_column(struct page_writer *writer, int column);

/* ── page_timeline_years.c ──────────────────────────────────────────────────────────────────── */

void page_time_years(struct page_maker *maker, const struct moments *moments);

/* ── page_timeline.c ────────────────────────────────────────────────────────────────────────── */

/* A silence: between what is dated up to `last` and what is dated from `next` on. Written as a
 * sentence on a line of its own, if it is a notable one; what was not asked for is no silence. */
struct time_silence {
	enum time_zoom zoom;
	int32_t last, next, from;
	bool is_doubtful;               /* what is dated less closely may have been then */
};
void page_time_silence(struct page_maker *maker, struct time_silence silence);

/* True if what explains the strip stands at the foot of the page. */
bool page_time_has_foot(const struct page_maker *maker);

/* The title, what is hidden, and the legend, which on a narrow page is at its foot. */
void page_time_head(struct page_maker *maker, const struct time_query *query,
                    const struct moments *moments);

/* Before the first heading, from the first day that was asked for. */
void page_time_silence_before(struct page_maker *maker, const struct moments *moments,
                              enum time_zoom zoom);

/* Behind what stands under one heading, the silence up to the next; `*last` is the last day so far,
 * at first DATE_FIRST_DAY. */
struct time_group { size_t start, end; };
void page_time_silence_after(struct page_maker *maker, const struct moments *moments,
                             enum time_zoom zoom, struct time_group group, int32_t *last);

#endif
