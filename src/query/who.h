/* who: who says so: what a value of a dossier rests on, and what others say of the same.
 *
 *	value ─┬─ sources             its own, or those of what it stands in
 *	       └─ others ─┬─ values   of its field, that stand against it
 *	                  ├─ claims   that touch it
 *	                  └─ links    between the same two, written in another dossier
 *
 * All that is said of one value at the top of a dossier, with what stands inside it. */
#ifndef DOSSIER_QUERY_WHO_H
#define DOSSIER_QUERY_WHO_H

#include <stdbool.h>

#include "archive/archive.h"
#include "model/keys.h"
#include "model/schema.h"
#include "query/links.h"
#include "query/page.h"

struct arena;
struct known;
struct page_sources;
struct who_subject;

/* ── The values of a dossier ────────────────────────────────────────────────────────────────── */

struct who_values { struct value *items; size_t count, room; };

/* Those at its top that say something: the name, then the fields in the order of its kind, its
 * relations, and keys that the kind does not know. Sources of the whole are not among them. */
struct who_values who_values(const struct archive *archive, struct arena *arena,
                             struct dossier_ref ref);

/* The value at the top of a dossier that a row is, or stands inside of; one of row NO_ROW if the
 * row is of another dossier. */
struct value who_value_around(const struct archive *archive, struct dossier_ref ref, uint32_t row);

/* What finds a value again in another archive: the hash of its key, and which of those with that
 * key it is. Zeros are the first of all. */
struct who_mark {
	uint64_t key;
	size_t nth;
	size_t part;                    /* of running text, as who_part() has it; 0: all */
};

struct who_mark who_mark(const struct archive *archive, const struct who_values *values,
                         size_t place);

/* Where it is among all; if it is gone, the last of its key, or else the first of all. */
size_t who_marked(const struct archive *archive, const struct who_values *values,
                  struct who_mark mark);

/* What a value is called: the label of its field, or its key; and the key of its field, or its
 * own. */
struct str who_label(const struct archive *archive, const struct value *value);
struct str who_key(const struct archive *archive, const struct value *value);

/* True if somebody may mean the value by `name`: the key or label of its field, of its own key, or
 * of its relation; whatever the case. */
bool who_is_called(const struct archive *archive, const struct value *value, struct str name);

/* "normal", "preferred", "deprecated". */
struct str who_rank_name(enum value_rank rank);

/* ── What it rests on ───────────────────────────────────────────────────────────────────────── */

enum who_ground {
	WHO_OWN,                        /* sources of its own, or of what is inside it */
	WHO_EDITOR,                     /* none is asked for: it says nothing about the world */
	WHO_QUOTE,                      /* the source that a quote is taken from */
	WHO_CLAIM,                      /* those who assert, deny or update a claim */
	WHO_ITSELF,                     /* it stands in a source, which speaks for itself */
	WHO_DOSSIER,                    /* the sources of the dossier as a whole */
	WHO_NOBODY,
	WHO_GROUND_COUNT
};

/* Its lasting name: "own", "editor", "quote", "claim", "itself", "dossier", "none". */
struct str who_ground_name(enum who_ground ground);

/* What a value of the dossier rests on that has no source of its own. */
enum who_ground who_ground_of(const struct archive *archive, struct dossier_ref ref);

/* True for fields that say nothing about the world, but about the dossier, or where a source is
 * named. Never for NO_ROW. */
bool who_is_editorial(const struct archive *archive, uint32_t field);

/* A place in a source. */
struct who_source {
	struct citation citation;       /* id empty: of a claim, none is named */
	uint32_t inside;                /* the value inside that it is for; NO_ROW: for all */
	struct dossier_ref speaker;     /* of a claim: who asserts it there, or NO_DOSSIER */
	struct str speaker_id;          /* as typed */
	struct str stance;              /* of a claim: "asserts"; else empty */
};

/* What a source says of itself, in words. Lists are of names. */
struct who_document {
	struct str title, publisher;
	struct str_list authors, derived_from;
	struct str published;           /* as typed */
	struct str reliability, reliability_words, reliability_note;    /* "B", "usually reliable" */
	size_t quote_count;             /* that are taken from it, up to WHO_MOST_QUOTES */
	size_t found_count;             /* of these, found in its text when they were looked for */
	size_t checked_count;           /* of these, looked for */
};

enum { WHO_MOST_QUOTES = 10000, WHO_MOST_CLAIMS = 2000, WHO_MOST_OTHERS = 50 };

struct who_document who_document(const struct archive *archive, struct arena *arena,
                                 struct dossier_ref source);

/* ── What others say ────────────────────────────────────────────────────────────────────────── */

/* Why a claim is told of. */
enum who_touch {
	WHO_NAMED,                      /* the value, or its note, names it */
	WHO_BOTH,                       /* it is about both ends of the link */
	WHO_WORDS,                      /* it is about the dossier, and has the value's words */
	WHO_TOUCH_COUNT
};

/* Its lasting name: "named", "both", "words". */
struct str who_touch_name(enum who_touch touch);

struct who_claim { struct dossier_ref ref; enum who_touch touch; };

/* True if two values of one field stand against each other, so that no more than one of them can
 * hold: of a date, of a field that is no list; of a list, if one of them is preferred, or if both
 * lead to the same and have other ranks (of relations: and are of one type). Not if both say the
 * same, nor in editorial fields, and names are never. */
bool who_are_rivals(const struct archive *archive, const struct value *one,
                    const struct value *other);

/* ── All of it ──────────────────────────────────────────────────────────────────────────────── */

struct who {
	struct dossier_ref ref;
	struct value value;             /* at the top of it; row NO_ROW: there is none */
	struct str paragraph;           /* of its running text, which is asked about; empty: all */
	enum who_ground ground;
	struct {
		struct who_source *items;
		size_t count, room;
		struct keys places;     /* those that were added: each stands once */
	} sources;
	struct who_values rivals;       /* values of its field that stand against it */
	struct who_values beside;       /* … that stand beside it: texts, links to the same end */
	struct { struct who_claim *items; size_t count, room; } claims;
	bool has_unread_claims;         /* that may touch it, behind the first WHO_MOST_CLAIMS
	                                 * about the dossier */
	struct connections elsewhere;   /* links between both ends that another dossier has */
	const struct known *known;      /* what who_leave_out left; NULL: all */
};

/* What is read of a dossier once, for answers about several of its values; in `arena`. It borrows
 * the archive. */
struct who_subject *who_subject(const struct archive *archive, struct arena *arena,
                                struct dossier_ref ref);

/* All its values, as who_values() has them. */
const struct who_values *who_subject_values(const struct who_subject *subject);

/* Where among them the value of that row stands; how many they are if it is none of them. */
size_t who_subject_place(const struct who_subject *subject, uint32_t row);

/* The answer about the value at a place among them, as who_query() has it. In `arena`. */
struct who who_ask(const struct who_subject *subject, struct arena *arena, size_t place);

/* Of the value that `row` is or stands inside of. Others are no more than WHO_MOST_OTHERS of each
 * sort. In `arena`. */
struct who who_query(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                     uint32_t row);

/* No more than what a value at the top of the dossier rests on: the answer without others. */
struct who who_grounds(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                       const struct value *value);

/* Leave out of values of a dossier, and of an answer, what was not known on a day (query/known.h;
 * NULL: nothing). Texts that are cut are in `arena`. */
void who_values_leave_out(const struct archive *archive, struct arena *arena,
                          struct dossier_ref ref, const struct known *known,
                          struct who_values *values);
void who_leave_out(const struct archive *archive, struct arena *arena, const struct known *known,
                   struct who *who);

/* Of an answer that something was left out of, leave it out of sources and claims that were found
 * since. */
void who_leave_out_again(struct who *who);

/* Ask about no more than the paragraph of running text that has a link or citation: the `part`th of
 * the text, from 1. Of sources and claims those that the paragraph names are kept; what had been
 * left out stays so. 0, one that is not there, and a text of one paragraph change nothing. */
void who_narrow(const struct archive *archive, struct arena *arena, struct who *who, size_t part);

/* The part of a link of a page which stands in the value of that row: with which, in its order, it
 * comes there. For a place between two links that of the one behind. */
size_t who_part(const struct page *page, uint32_t row, size_t link);

/* True if the link says otherwise than the value does of the same: other dates or another role. */
bool who_differs(const struct archive *archive, const struct who *who,
                 const struct connection *elsewhere);

/* The answer as lines. Sources have the numbers that they have in the page of the dossier; the
 * value is the `number`th of `count` (from 1). Declared here, written in page_who.c. */
struct who_place { size_t number, count; };
struct page page_who(const struct archive *archive, struct arena *arena, const struct who *who,
                     struct who_place place, struct page_options options);

/* The numbers that sources have in the page of the dossier, `known` as in page_options; for several
 * pages about its values. In `arena`, in which they grow: it stays where it is. */
struct page_sources *page_who_numbers(const struct archive *archive, struct arena *arena,
                                      struct dossier_ref ref, const struct known *known);

/* All values of a dossier, a line for each, and the answer about the chosen one, which `who` is:
 * below the lines, which then are pinned, or beside them from WHO_BESIDE_FROM columns on. Of the
 * lines no more are made than `count` from `first` on. A line shows its value (page.h). Of a
 * dossier that was not known, that. Declared here, written in page_who_table.c. */
enum { WHO_BESIDE_FROM = 150 };
struct who_table {
	const struct who_values *values;
	size_t first, count, chosen;
	struct page_sources *numbers;   /* NULL: are found out */
};
struct page page_who_table(const struct archive *archive, struct arena *arena,
                           const struct who *who, const struct who_table *table,
                           struct page_options options);

/* All of them as sentences, for ears: what each is called, what it is, and the names of its
 * sources. */
struct page page_who_list(const struct archive *archive, struct arena *arena,
                          struct dossier_ref ref, const struct who_values *values,
                          struct page_options options);

/* The answers about several values of a dossier, one below the other, in the order of
 * who_values(). */
struct page page_who_all(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                         const struct who_values *values, struct page_options options);

#endif
