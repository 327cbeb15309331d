/* timeline: what happened, was said and was published, by its earliest day. */
#ifndef DOSSIER_QUERY_TIMELINE_H
#define DOSSIER_QUERY_TIMELINE_H

#include "archive/archive.h"

struct arena;

struct timeline_filter {
	struct dossier_ref about;       /* what it is, takes part in, says, links to; NO_DOSSIER: all */
	struct date from, to;           /* date_none(): unbounded; undated ones only if both are */
};

struct timeline { struct timeline_entry *items; size_t count, room; };

/* The entries that pass, in the archive's order. In `arena`. */
struct timeline timeline_query(const struct archive *archive, struct arena *arena,
                               struct timeline_filter filter);

/* The days that an entry may mean, with the text that has the members of a set; of a relation with
 * a beginning or an end, all from the one to the other. date_none() if it is undated. */
struct date_view timeline_when(const struct archive *archive, struct timeline_entry entry);

/* True if an entry is of the asked days for certain, or began on one of them, however long it went
 * on from there. */
bool timeline_is_of(const struct archive *archive, struct timeline_entry entry, struct date asked);

/* How a dossier is tied to an event that is on its timeline: what says most, as was known (NULL: by
 * all). */
enum timeline_tie {
	TIMELINE_TIE_NONE,              /* it is itself, or no event */
	TIMELINE_TIE_NAMED,             /* one of the two only names the other */
	TIMELINE_TIE_LINKED,            /* its place, what it is part of, ... */
	TIMELINE_TIE_PART,              /* it takes part */
};
struct known;
enum timeline_tie timeline_tie(const struct archive *archive, struct timeline_entry entry,
                               struct dossier_ref about, const struct known *known);

/* What an entry is called: the dossier's name, or "A met B" for a relation. In `arena` or
 * archive. */
struct str timeline_name(const struct archive *archive, struct arena *arena,
                         struct timeline_entry entry);

/* The same with the relation in the reader's language. */
struct str timeline_name_shown(const struct archive *archive, struct arena *arena,
                               struct timeline_entry entry);

/* What the label of a relation is between the names of both ends, in a sentence: "met"; "was
 * related to", where it has no verb of its own. By message_in. */
struct str timeline_act(const struct archive *archive, uint32_t relation);

/* When an entry was, in EDTF: the date as typed, or for a relation with a beginning or an end the
 * interval of both ("2019-03/2022", "2008/" if nobody says until when). Empty if undated. In
 * `arena` or archive. */
struct str timeline_date(const struct archive *archive, struct arena *arena,
                         struct timeline_entry entry);

/* ── Days and months in words; page_timeline_words.c ────────────────────────────────────────── */

/* A day of the calendar. Not for DATE_FIRST_DAY and DATE_LAST_DAY. */
struct calendar_day { int32_t year; unsigned month, day; };
struct calendar_day calendar_day_of(int32_t day);

/* Months since January of the year 0, which go on below it. */
int32_t calendar_month_of(int32_t day);

/* Its first day. */
int32_t calendar_month_start(int32_t month);

/* "2021", "44 BC"; "August 2022". */
struct str time_year_words(struct arena *arena, int32_t year);
struct str time_month_words(struct arena *arena, int32_t month);

/* "12 events"; and of all sorts together "31: 12 events, 19 relations", or the number alone if
 * there is only one sort; empty if there are none. In `arena`. */
struct str time_what_words(struct arena *arena, enum timeline_what what, size_t count);
struct str time_counts_words(struct arena *arena, const size_t counts[TIMELINE_WHAT_COUNT]);

#endif
