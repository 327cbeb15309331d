/* known: what one could know on a day: what no more than later sources say is left out.
 *
 * The rule, which all that shows an archive as it was known goes by. A source is known by a day if
 * it
 *
 *	has no date of publication, or one that cannot be read, or
 *	may have been published on that day or before.
 *
 * What is said is known if it has no source, or if one of its sources is known. Its sources are
 *
 *	of a value        its own; if there are none, those of the dossier as a whole. A group
 *	                  or a text without own ones is known as long as something in it is
 *	of a passage (a paragraph or an item of a list)
 *	                  those that it cites
 *	of a link         its own; those of the passage that mentions it, or of the value that
 *	                  holds it; those of the dossier. But what leads to a source, or from it,
 *	                  is not known before the source is
 *	of a dossier      of a source itself; of a quote also the source that it is from; of a
 *	                  claim also those of its assertions; of all others those of the whole
 *	of an event, as an entry of the timeline
 *	                  those of its date and of the whole; if there are none, of any value
 *	of a quote, as such an entry
 *	                  those of the quote, and of the day when it was said
 *
 * A dossier is there on a day if it has no source at all, if one of its sources or of its values'
 * is known, or if a link leads to it that is known, from a dossier of which one of these is true.
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
	int32_t day;                    /* the last of the date */
	uint32_t source, quote, claim;  /* kinds, or NO_ROW */
	enum known_stage stage;         /* what is being counted */
	uint32_t next;                  /* row of that */
	struct arena arena;             /* of: */
	uint64_t *later;                /* a bit for each dossier of a later date, */
	uint64_t *own;                  /* for each that is there by its own sources, */
	uint64_t *there;                /* or by these or what leads to it */
	struct row_span *kinds;         /* those that are there, by name */
	struct { uint32_t *items; size_t count, room; } entries;
};

/* What could be known on the last day of a date, of which nothing is counted yet. */
struct known known_on(const struct archive *archive, struct date date);

/* Read the date that somebody typed. Fails: FAULT_USAGE, as date_parse, and for a date without a
 * last day. */
bool known_parse(struct str typed, struct date *date, struct fault *why);

/* Go on for about `budget_us` microseconds (0: to the end). True when all is counted. */
bool known_count(struct known *known, unsigned budget_us);
bool known_is_counted(const struct known *known);
void known_end(struct known *known);

/* ── At once ────────────────────────────────────────────────────────────────────────────────── */

bool known_source(const struct known *known, struct dossier_ref source);

/* True if there are no citations, or one of them is of a known source. */
bool known_citations(const struct known *known, struct row_range citations);

/* A value at the top of a dossier, or inside another that is known. */
bool known_value(const struct known *known, const struct dossier *dossier,
                 const struct value *value);
/* The text without the passages that are not known, which are added to `*hidden` (NULL: nobody
 * counts); `text` itself if all are. In `arena`. */
struct str known_text(const struct known *known, struct arena *arena, struct str text,
                      size_t *hidden);
bool known_link(const struct known *known, struct link link);
bool known_entry(const struct known *known, struct timeline_entry entry);

/* By the sources of the dossier as a whole; by these and those of its values; and whether it is
 * there at all. */
bool known_whole(const struct known *known, struct dossier_ref ref);
bool known_itself(const struct known *known, struct dossier_ref ref);
bool known_dossier(const struct known *known, struct dossier_ref ref);

/* The summary of a dossier, and the row of its date; empty and NO_ROW if they are not known. */
struct str known_summary(const struct known *known, const struct dossier *dossier);
uint32_t known_own_date(const struct known *known, const struct dossier *dossier);

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

/* What a page leaves out. */
enum hidden_part {
	HIDDEN_VALUES, HIDDEN_PASSAGES, HIDDEN_LINKS, HIDDEN_QUOTES, HIDDEN_CLAIMS,
	HIDDEN_PART_COUNT
};
struct known_hidden { size_t counts[HIDDEN_PART_COUNT]; };

/* "4 March 2023"; with `is_short` "4 Mar 2023". In `arena`. */
struct str known_day_words(const struct known *known, struct arena *arena, bool is_short);

/* "As known on 4 March 2023: 5 values, 3 links and a quote of later sources are hidden." In
 * `arena`. */
struct str known_sentence(const struct known *known, struct arena *arena,
                          const struct known_hidden *hidden);

#endif
