/* timeline_page: one line of time as a page, for seeing when things came thick and fast, and when
 * nothing did. What happened, was said, was published, and where a relation began and ended:
 *
 *	Timeline, 2021                                                  title
 *	* 3 events, " 1 quote, # 1 publication, - 8 relations           legend, and how many of each
 *
 *	▁·█·······▁                                                     density, a sign a month
 *	2021                                                            years, under their January
 *	Months: 9 in March 2021, none Apr-Oct 2021; also 2 less exact   what it shows, what not
 *
 *	  March 2021 (9)                                                heading
 *	┌ Mar-Nov 2021   * Talks on grain [1] — Ana Vel                 a bar while it runs
 *	│ 3 Mar 2021?    - Ana Vel met Sergei Kovan [2]; accuses the League [1]
 *	│
 *	│ Nothing for 7 months: April to October 2021.                  a silence, in words
 *	│
 *	│ November 2021 (1)
 *	└ Nov 2021       * end of: Talks on grain
 *
 * A heading is as fine as the zoom and no finer than the date: what is known to the year alone
 * stands before its months, under "Some time in 2021", what may be of several months or years where
 * they begin, under "Some time from March 2021 on", and what has only an end under "Some time up to
 * 1996". A date stands once, where it changes. What one did at the same time stands on one line.
 * Silences are told of whole years, of two months and more, or of seven days and more, after the
 * zoom; what is not dated so closely does not end them, but where it may fall into one, the
 * sentence says so.
 *
 * Bars need 50 columns, and run in two columns of the gutter, those of what was soon over first;
 * where more run at once, the dates alone say so. What has no known end has no bar: the section "No
 * end is given" names it once more. What has no date stands last.
 */
#ifndef DOSSIER_QUERY_TIMELINE_PAGE_H
#define DOSSIER_QUERY_TIMELINE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "query/page.h"

struct arena;

enum time_zoom {
	ZOOM_YEAR,                      /* a line a year: how much, the names that matter */
	ZOOM_MONTH,                     /* entries under months */
	ZOOM_DAY,                       /* under days; with roles, places and summaries */
	ZOOM_COUNT
};

/* More entries than this are shown by year, and the page says so: with `from` and `to` one gets
 * nearer. */
enum { TIME_MONTH_MOST = 2000, TIME_DAY_MOST = 1000, TIME_YEARS_MOST = 1000 };

struct time_query {
	/* What one of these is, takes part in, says, or is linked with, as timeline_filter.about;
	 * 0: all */
	const struct dossier_ref *about;
	size_t about_count;
	/* Only what is one of these rows, or a relation that has one of them at an end */
	const uint32_t *only;
	size_t only_count;
	bool has_only;                  /* else `only` is not looked at */
	struct date from, to;           /* date_none(): unbounded; undated only if both are */
	bool is_only_then;              /* what is not of these days for certain, nor began on one
	                                 * of them, is only counted, in a sentence */
	const struct dossier_ref *lanes;        /* who has a lane before all others */
	size_t lane_count;
	enum time_zoom zoom;
};

/* The page, as it was known if the options say so. One pass over the timeline, and one sorting of
 * what passed. */
struct page page_timeline(const struct archive *archive, struct arena *arena,
                          const struct time_query *query, struct page_options options);

/* The signs of a bar's beginning, middle and end, for who explains them. A literal. */
const char *page_timeline_bars(void);

/* The same in lanes, one for each of those who take part in most:
 *
 *	              Ana Vel                    Sergei Kovan               links, pinned
 *
 *	Mar 2021      * Talks on grain           * with Ana Vel
 *	              - met Sergei Kovan         - met Ana Vel
 *
 *	Nov 2021      " Our doors are open.
 *
 * What several of them take part in stands in the first of their lanes; the others say with whom.
 * Entries of none of them are counted. There are up to TIME_LANES_MOST, of people and
 * organizations, as many as there is room for. On a page of less than TIME_LANES_FROM columns, or
 * if the entries are too many for a line each, it is the page without lanes. */
enum { TIME_LANES_MOST = 6, TIME_LANES_FROM = 98 };
struct page page_timeline_lanes(const struct archive *archive, struct arena *arena,
                                const struct time_query *query, struct page_options options);

#endif
