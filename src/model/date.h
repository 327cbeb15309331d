/* date: dates with precision and doubt, in EDTF.
 *
 * Follows ISO 8601-2:2019 (Extended Date/Time Format) levels 0 and 1, and of level 2: doubt on a
 * part, unspecified digits anywhere, sets, sub-year groups, intervals of these; exponents and
 * significant digits are accepted and shown as typed. A date is kept as it was typed; this module
 * finds its bounds, by which dates are compared, and its words. Times of day are kept in the text
 * and never move a date to another day.
 *
 * The bounds are the first and last day that fit all that is known, whatever the doubt:
 *
 *	2021-XX-15      15 January to 15 December 2021
 *	202X-02-29      29 February 2020 to 29 February 2028
 *	XXXX-12-25      25 December of the years 0000 to 9999; -XXXX is -9999 to -0001
 *	2021-21..24     northern seasons: March to May, June to August, September to November,
 *	                December to February 2022; 25 to 28 are the same
 *	2021-29..32     southern seasons: September to November, December to February 2022,
 *	                March to May, June to August
 *	2021-37..39     January to April, May to August, September to December
 *	1950S2          1900 to 1999
 *	Y170000002      years beyond five million are bounded by the last day that is not open
 */
#ifndef DOSSIER_MODEL_DATE_H
#define DOSSIER_MODEL_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;

/* Days since 1970-01-01 in the proleptic Gregorian calendar. */
enum {
	DATE_FIRST_DAY = INT32_MIN,     /* earliest of a date whose start is open or not known */
	DATE_LAST_DAY = INT32_MAX,      /* latest of a date whose end is open or not known */
};

/* Coarser is smaller. */
enum date_precision {
	DATE_NO_PRECISION,              /* no date, or a text that is not one */
	DATE_MILLENNIUM, DATE_CENTURY, DATE_DECADE, DATE_YEAR,
	DATE_SEASON, DATE_MONTH, DATE_DAY, DATE_TIME,
	DATE_PRECISION_COUNT
};

enum date_flag {
	DATE_UNCERTAIN     = 1 << 0,    /* '?' or '%' on any part */
	DATE_APPROXIMATE   = 1 << 1,    /* '~' or '%' on any part */
	DATE_UNSPECIFIED   = 1 << 2,    /* an X digit */
	DATE_INTERVAL      = 1 << 3,
	DATE_OPEN_START    = 1 << 4,    /* ../x */
	DATE_UNKNOWN_START = 1 << 5,    /* /x */
	DATE_OPEN_END      = 1 << 6,    /* x/.. */
	DATE_UNKNOWN_END   = 1 << 7,    /* x/ */
	DATE_SET           = 1 << 8,    /* [one of] or {all of} */
	DATE_SUSPECT       = 1 << 9,    /* accepted, but easily a typing error: '202' as a decade */
};

struct date {
	int32_t earliest, latest;       /* first and last day that it may mean */
	uint16_t flags;                 /* of enum date_flag */
	uint8_t precision;              /* enum date_precision of its first given date */
	uint8_t reserved;
};

/* Read `text`. Fails with FAULT_SYNTAX and a sentence that has the text, what is wrong and, where
 * one can guess, what was meant ("22/06/2021 is not a date: write 2021-06-22"). A date that could
 * not be read is `date_none()` to those who go on with it. */
bool date_parse(struct str text, struct date *date, struct fault *why);

/* What a reader typed where a date is asked for, which is read more kindly than what a file
 * says. */
struct date_typed {
	struct date date;
	struct str text;                /* in EDTF, for date_words; in `arena`, or as typed */
};

/* Read a date as date_parse does; with the name of its month, in any order and in words as
 * date_words has them ("4 March 2025", "Mar 2025", "March 4th, 2025"); or with a month or day of
 * one digit ("2025-3-4"). Fails as date_parse, also where one cannot tell day and month apart, and
 * where a month has no such day. */
bool date_parse_typed(struct arena *arena, struct str typed, struct date_typed *read,
                      struct fault *why);

/* True for what date_parse_span reads as all before, after, since or until a date. */
bool date_is_bound(struct arena *arena, struct str typed);

/* The same, or two of these with ".." or " to " between them, one of which may be missing: all
 * days from the one to the other. The second may be short ("2022-08..12", "2021..22"), the first
 * without its year ("May to June 2021"). Or one behind "before", "after", "since" or "until". "date:"
 * before them is passed over, which a query has, and so is "in", "on" or "from". */
bool date_parse_span(struct arena *arena, struct str typed, struct date_typed *read,
                     struct fault *why);

/* True if a word is only there to be a date: a year of 1000 to 2199, a month or a day in digits
 * ("2025", "2025-03", "2025-3-4"), or two of these with ".." between them. For who cannot know
 * whether a date is meant. */
bool date_is_plain(struct str word);

/* No date: orders behind all dates. */
struct date date_none(void);
bool date_is_none(struct date date);

/* Order by earliest day, then the coarser first, then by latest day; none last. Total. */
int date_compare(struct date left, struct date right);

/* True if both may mean a common day, were the members of sets one stretch of days: see date_fit.
 * False if either is none. */
bool date_overlaps(struct date left, struct date right);

/* Each member of a set as a date; another date is its own and only one. `text` is what the date was
 * read from. The count. */
enum { DATE_MEMBERS_MOST = 64 };
size_t date_members(struct str text, struct date date, struct date members[DATE_MEMBERS_MOST]);

/* How a date lies to the days from the first to the last of `asked`, which is no set. Of [one of]
 * several dates all have to be within, of {all of} them one. */
enum date_fit {
	DATE_APART,                     /* no day is common, or one is no date */
	DATE_REACHES,                   /* it may mean a day of these, and others */
	DATE_WITHIN,                    /* it means a day of these, or several */
};
enum date_fit date_fit(struct str text, struct date date, struct date asked);

/* True if it goes on from a day that is one of these for certain. */
bool date_begins_within(struct str text, struct date date, struct date asked);

/* The date in English words for people: "4 March 2025", "around June 2021", "perhaps 2021",
 * "from June 2021, continuing", "1 or 2 February 2021", "the 2020s". A text that is no EDTF comes
 * back as it is. A str of `arena`. */
struct str date_words(struct arena *arena, struct str text);

/* The same of what was asked for, as date_parse_span has it: "up to March 2021", "from 2023 on". */
struct str date_span_words(struct arena *arena, struct str text);

/* The same short enough for a column of `width` ASCII characters, as fine as it fits:
 * "4 Mar 2025", "Mar 2025", "2025"; "c. 2021", "Jun 2021?", "since 2021", "Feb-Mar 2021",
 * "2021 or 2022". Where not even the years fit it is wider, but not than DATE_SHORT_WIDTH; there it
 * is cut. A text that is no EDTF comes back cut to `width`, but not to less than ten. A str of
 * `arena`. */
enum { DATE_SHORT_WIDTH = 18 };
struct str date_short(struct arena *arena, struct str text, int width);

/* An ISO 8601 day for a number of days; empty for DATE_FIRST_DAY and DATE_LAST_DAY. */
struct str date_day(struct arena *arena, int32_t day);

/* Days since 1970-01-01 of a day of the proleptic Gregorian calendar; month and day from 1. */
int32_t date_days(int32_t year, unsigned month, unsigned day);

#endif
