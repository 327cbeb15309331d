/* date_parts: a date taken apart, private to the files of model/date.
 *
 * A text is a form of spans, a span has one point or two, a point has a year and perhaps more:
 *
 *	{2019,2021-03-~04..2021-06}     form: all of two spans
 *	 ----                           span of one point
 *	      ----------------------    span from a point to a point
 *	                -----------     point: year, month, approximate day
 *
 * A part that is not wholly known is kept as all that it may be: a month or day as a set of bits, a
 * year as its first and last with the digits that are blank.
 *
 *	date_parse.c            text to form
 *	date_bounds.c           point to days
 *	date_words.c            form to English; date_point_words.c one point of it
 *	date_short.c            form to a column
 *	date_guess.c            what was meant by a text that is no date
 *	date_typed.c            dates as readers type them
 *	date_fit.c              the members of a set
 */
#ifndef DOSSIER_MODEL_DATE_PARTS_H
#define DOSSIER_MODEL_DATE_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"
#include "model/date.h"

struct arena;

enum {
	DATE_TEXT_SIZE = 1024,          /* bytes; a longer text is no date */
	DATE_SPANS = DATE_MEMBERS_MOST,
	DATE_GUESS_SIZE = 64,
};

enum date_part { PART_YEAR, PART_MONTH, PART_DAY, PART_COUNT };

/* Sets of parts. */
enum {
	PARTS_NONE = 0,
	PARTS_YEAR = 1 << PART_YEAR,
	PARTS_MONTH = 1 << PART_MONTH,
	PARTS_DAY = 1 << PART_DAY,
};

/* Sets of months and days: bit n is month or day n. */
enum { ANY_MONTH = 0x1ffe };
#define ANY_DAY UINT32_C(0xfffffffe)

/* Years are astronomical: 0 is 1 BC, -43 is 44 BC. */
struct date_year {
	int64_t first, last;            /* equal if it is wholly known */
	struct str text;                /* as typed, without marks of doubt */
	uint8_t blanks;                 /* bit n: the digit of 10^n is X */
	bool is_negative;
	bool is_short;                  /* a decade or century typed with 3 or 2 digits */
	bool is_long;                   /* typed with Y */
	bool is_verbatim;               /* with an exponent or significant digits: shown as typed */
};

struct date_time {
	uint8_t hour, minute, second;
	bool is_given, has_zone;
	int16_t zone;                   /* minutes east of UTC */
};

struct date_point {
	struct date_year year;
	uint32_t months, days;          /* all that it may be; 0 if not given */
	char month_digits[2], day_digits[2];    /* as typed */
	struct date_time time;
	uint8_t group;                  /* 21 to 41, a season or the like, instead of months */
	uint8_t doubt[PART_COUNT];      /* DATE_UNCERTAIN and DATE_APPROXIMATE of each part */
	uint8_t precision;              /* enum date_precision */
	int32_t earliest, latest;       /* set by date_point_settle */
};

enum date_side { SIDE_GIVEN, SIDE_SAME, SIDE_OPEN, SIDE_UNKNOWN };

/* From `first` to `last`. One date alone has SIDE_SAME as its end. A point is set only if its side
 * is SIDE_GIVEN. */
struct date_span {
	enum date_side start, end;
	struct date_point first, last;
};

enum date_form_kind { FORM_ONE, FORM_INTERVAL, FORM_ONE_OF, FORM_ALL_OF };

struct date_form {
	enum date_form_kind kind;
	size_t count;                   /* 1 unless it is a set */
	struct date_span spans[DATE_SPANS];
};

/* A season, quarter, third or half of a year. */
struct date_group {
	const char *name;               /* "spring", "the first quarter" */
	const char *suffix;             /* " (southern)" where that must be said */
	const char *short_name;         /* before the year in a column: "spring", "Q1" */
	uint8_t month;                  /* its first, from 1 */
	uint8_t months;                 /* how many; may run into the next year */
	bool is_fraction;               /* "of 2021" instead of "2021" */
};

/* Take `text` apart. The strs in `form` are slices of `text`. Fails with FAULT_SYNTAX and what is
 * wrong, without the text: "February 2021 has 28 days". */
bool date_form_read(struct str text, struct date_form *form, struct fault *why);

/* Find bounds and precision of a point. False if there is no such day, as with 30 February. */
bool date_point_settle(struct date_point *point);

/* The parts that are given and not wholly unknown, as a set. */
unsigned date_point_known(const struct date_point *point);

/* What a point need not say because the next one does: "1" and "1 February" for 2021-02-01. */
enum date_shared { SHARED_NOTHING, SHARED_YEAR, SHARED_MONTH };

/* A point in words, without what it shares. Only a month or day that is certain may share. */
struct str date_point_words(struct arena *arena, const struct date_point *point,
                            enum date_shared shared);

/* The row of a group, or NULL if `code` is none. */
const struct date_group *date_group_row(unsigned code);

/* "January" for 1. */
const char *date_month_name(unsigned month);

/* How many days the month has in that year. */
unsigned date_month_days(int64_t year, unsigned month);

/* Those of a set of days that the month has in that year. */
uint32_t date_days_of_month(uint32_t days, int64_t year, unsigned month);

/* How many months or days a set has, its first, and its last; the set must not be empty. */
unsigned date_bits(uint32_t set);
unsigned date_first_bit(uint32_t set);
unsigned date_last_bit(uint32_t set);

/* What may have been meant. */
struct date_guess {
	char text[DATE_GUESS_SIZE];     /* a date for certain */
	char other[DATE_GUESS_SIZE];    /* another one just as likely, or empty */
};

/* Guess what was meant by a text that date_form_read refused. False without an idea. */
bool date_guess(struct str text, struct date_guess *guess);

/* The same for what readers may type: the name of a month with a year, or digits of the wrong
 * number with hyphens between them. False where there is more than one choice. */
bool date_guess_typed(struct str text, struct date_guess *guess);

/* A member of a form, or a form of one span, as a date. */
struct date date_of_span(const struct date_span *span);

#endif
