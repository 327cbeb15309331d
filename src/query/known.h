/* known: what one could know on a day: what no more than later sources say is left out.
 *
 * The rule, which all that shows an archive as it was known goes by: nothing is shown of which it
 * is not certain that it was known. A source is known by a day if it was published on that day or
 * before; one of some day in June 2021, by the last of that month. One without a date, or with one
 * that cannot be read, shows nothing to be known on any day.
 *
 *	a value           is known if one of its sources is. Without own ones it has those of the
 *	                  value that it stands in; at the top of a source, a quote or a claim
 *	                  those of the whole: one is enough. In others all of those of the dossier
 *	                  as a whole (or else, of all that it says) must be: at least one is known,
 *	                  and none is of a later day. So it is with the status of a claim. A group
 *	                  is known as long as something in it is
 *	a passage         (the sentences up to one that cites, or to the end of the paragraph; of a
 *	                  sentence that cites more than once, what lies between semicolons) if one of
 *	                  the sources that it cites is known, and none is of a later day: it was
 *	                  written by who had read all of them, and which words are whose it does not
 *	                  say. Behind a colon a sentence is not cut: what leads there tells of all of
 *	                  it. What cites nothing has the sources of the text; without such, or in a
 *	                  note, all that the dossier cites. What leads to a dossier of later sources
 *	                  is of later sources
 *	a link            as the value or the passage that holds it, if both ends are known
 *	a dossier         a source, if it is known; a quote by the source that it is from, a claim
 *	                  by who asserts or denies it; all others if one source is known that they
 *	                  cite: for the whole, or else anywhere. What cites none is there as long
 *	                  as a link leads to it that is known, from a dossier that is known by its
 *	                  sources
 *	an entry          of the line of time, a source or a relation, as these are; an event or a
 *	                  quote, if the dossier is known, and its date
 *
 *	struct known known = known_on(archive, date);
 *	known_value(&known, &dossier, &value) …         at once, by looking at the sources
 *	while (!known_count(&known, 5000)) …            once for all dossiers, in slices:
 *	known_of_kind(&known, kind) …                   lists
 *	known_end(&known);
 *
 * Functions that take `known` take NULL for all that is known now.
 */
#ifndef DOSSIER_QUERY_KNOWN_H
#define DOSSIER_QUERY_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/arena.h"

enum known_stage { COUNT_LATER, COUNT_OWN, COUNT_THERE, COUNT_ENTRIES, COUNT_DONE };

/* May be copied as long as known_count has not been called; then it stays where it is. */
struct known {
	const struct archive *archive;
	uint64_t question;              /* each that known_on gives has another number */
	int32_t day;                    /* the last of the date */
	const char *ending;             /* a sentence: how all that is known now is shown again, for
	                                 * those that say what was not known; NULL: they do not */
	uint32_t source, quote, claim;  /* kinds, or NO_ROW */
	enum known_stage stage;         /* what is being counted */
	uint32_t next;                  /* row of that */
	struct arena arena;             /* of: */
	uint64_t *later;                /* a bit for each that is not known as a source, */
	uint64_t *own, *silent;         /* for each with a known source, or without any, */
	uint64_t *there;                /* for each that is there */
	struct row_span *kinds;         /* those that are there, by name */
	struct { uint32_t *items; size_t count, room; } entries;
};

/* What could be known on the last day of a date, of which nothing is counted yet. */
struct known known_on(const struct archive *archive, struct date date);

/* Read the date that somebody typed: EDTF, or a day, month or year as the program prints it. Fails:
 * FAULT_USAGE, as date_parse, and for a date whose last day is not certain. */
bool known_parse(struct str typed, struct date *date, struct fault *why);

/* Go on for about `budget_us` microseconds (0: to the end). True when all is counted. */
bool known_count(struct known *known, unsigned budget_us);
bool known_is_counted(const struct known *known);
void known_end(struct known *known);

/* ── At once ────────────────────────────────────────────────────────────────────────────────── */

bool known_source(const struct known *known, struct dossier_ref source);

/* True if one of the citations is of a known source. */
bool known_citations(const struct known *known, struct row_range citations);

/* A value at the top of a dossier, or inside another that is known. */
bool known_value(const struct known *known, const struct dossier *dossier,
                 const struct value *value);

/* What a page leaves out. */
enum hidden_part {
	HIDDEN_VALUES, HIDDEN_PASSAGES, HIDDEN_LINKS, HIDDEN_QUOTES, HIDDEN_CLAIMS,
	HIDDEN_PART_COUNT
};
struct known_hidden {
	size_t counts[HIDDEN_PART_COUNT];
	size_t by_editors;              /* of the passages: those that cite nothing, */
	size_t by_both;                 /* and those that cite a source that was out, too */
};

/* The value with no more of its text and note than what is known; passages that are not are added
 * to `*hidden` (NULL: nobody counts). Citations are those that are left. In `arena`. */
struct value known_cut(const struct known *known, struct arena *arena,
                       const struct dossier *dossier, struct value value,
                       struct known_hidden *hidden);
bool known_link(const struct known *known, struct link link);
bool known_entry(const struct known *known, struct timeline_entry entry);

/* By the sources of the dossier as a whole; and whether it is there at all. */
bool known_whole(const struct known *known, struct dossier_ref ref);
bool known_dossier(const struct known *known, struct dossier_ref ref);

/* What the sources of a dossier say of it, without those who link to it. */
enum standing {
	STANDING_KNOWN,                 /* one of them is known */
	STANDING_UNSAID,                /* it has none; or there is no such dossier, or day */
	STANDING_LATER                  /* its very name was not known */
};
enum standing known_standing(const struct known *known, struct dossier_ref ref);

/* What is known of the summary of a dossier (in `arena`), and the row of its date; empty and NO_ROW
 * for nothing. */
struct str known_summary(const struct known *known, struct arena *arena,
                         const struct dossier *dossier);
uint32_t known_own_date(const struct known *known, const struct dossier *dossier);

/* The name of a dossier, or other words for one that was not there. */
struct str known_name(const struct known *known, const struct archive *archive,
                      struct dossier_ref ref);

/* The first day on which a source is known; DATE_LAST_DAY if none ever is. */
int32_t known_first_day(const struct archive *archive);

/* ── Once all is counted; before, as if all were known ──────────────────────────────────────── */

/* Dossiers of a kind, in the order of names. */
struct row_span known_of_kind(const struct known *known, const struct archive *archive,
                              uint32_t kind);

/* How many dossiers are there; entries of the timeline, and the place of one among all. */
uint32_t known_dossier_count(const struct known *known, const struct archive *archive);
uint32_t known_entry_count(const struct known *known, const struct archive *archive);
uint32_t known_entry_place(const struct known *known, uint32_t number);

/* True if the entry at a place is known, for who goes through all of them from the first on, with
 * `*next` zeroed: as it was counted, else by looking. */
bool known_entry_next(const struct known *known, uint32_t place, struct timeline_entry entry,
                      uint32_t *next);

/* ── In words ───────────────────────────────────────────────────────────────────────────────── */

/* "4 March 2023"; with `is_short` "4 Mar 2023". In `arena`. */
struct str known_day_words(const struct known *known, struct arena *arena, bool is_short);

/* "As known on 4 March 2023: 5 values, 3 links and a quote of later sources are hidden." In
 * `arena`. */
struct str known_sentence(const struct known *known, struct arena *arena,
                          const struct known_hidden *hidden);

/* "Not known on 4 March 2023: Ana Vel.", and how that ends: the same words wherever somebody asks
 * for what was not known. They asked for the day themselves, so it may be said that there is such a
 * name, unless that tells what was said, as titles of claims do. In `arena`. */
struct str known_later_of(const struct known *known, struct arena *arena, struct dossier_ref ref);

/* The same of what finds nothing of that day, and now so many: "Not known on 4 March 2023: tag:arms;
 * 12 are known now." In `arena`. */
struct str known_later_count(const struct known *known, struct arena *arena, struct str asked,
                             size_t count);

/* The same of what somebody typed, if it names what was not known, and nothing that was; else
 * empty. The name of the one that is meant, or where several are, or it tells what was said later,
 * as titles of claims do, what was typed. In `arena`. */
struct str known_later(const struct known *known, struct arena *arena, struct str typed);

/* Why nothing at all is there yet: "Before 4 March 2023 no source was out." Empty if something is.
 * In `arena`. */
struct str known_first_sentence(const struct known *known, struct arena *arena);

#endif
