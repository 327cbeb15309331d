/* list_months: the headings of the timeline: above the first entry of each month its name.
 *
 *	line   row                      a line is what the viewport counts, a row is an entry that
 *	0      -1     April 2021        is shown: the nth month stands n lines further down than the
 *	1      0        28  Ada met Bo  first row below it
 *	2      -1     May 2021
 *	3      1         3  Signing
 *	4      2         3  Ada met Bo
 *
 * Rows of years alone, which stand before those of January, have the year above them. Entries are
 * in the order of their first days, so that the next month is sought in steps that double: nothing
 * here goes through all rows. */
#ifndef DOSSIER_UI_LIST_MONTHS_H
#define DOSSIER_UI_LIST_MONTHS_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/arena.h"

/* What an entry stands under; rises with rows. */
struct list_month { int32_t month; bool is_fine; };
struct list_month list_month_of(const struct archive *archive, struct timeline_entry entry);
bool list_month_is(struct list_month one, struct list_month other);

/* "May 2021", "2021" or "Undated": the heading of an entry. In `arena`. */
struct str list_month_words(const struct archive *archive, struct arena *arena,
                            struct timeline_entry entry);

struct list_months {
	struct arena arena;
	const void *of;                 /* archive and */
	const void *known;              /* day that they are of */
	bool is_limited;
	uint32_t rows;                  /* that are looked at */
	struct { uint32_t *items; size_t count, room; } firsts; /* row below each heading */
};

/* The rows of a list, and under which month each stands. */
struct list_months_rows {
	uint32_t count;
	struct list_month (*month)(const void *context, uint32_t row);
	const void *context;
};

/* Find the headings of rows that have come since. */
void list_months_go_on(struct list_months *months, const struct list_months_rows *rows);
void list_months_forget(struct list_months *months);

/* All lines; the row of one, or -1 for a heading; and the line of a row. */
int list_months_lines(const struct list_months *months);
int list_months_row(const struct list_months *months, int line);
int list_months_line(const struct list_months *months, int row);

#endif
