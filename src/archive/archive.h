/* archive: a whole collection, ready to be read; one immutable block of bytes.
 *
 * Opened from memory or from a mapped file, it is only read. Every text, span and view that comes
 * out of it lives as long as the archive; every ref is a row of this archive and dies with it: what
 * must outlive it is an id. The bytes are trusted no more than a stranger's: each accessor checks
 * its index and copies the row before use, and gives an empty view for a row that is not there.
 * Zeroed bytes are harmless.
 *
 * The layout is in archive/format.h and FORMAT; nobody needs it to read.
 */
#ifndef DOSSIER_ARCHIVE_ARCHIVE_H
#define DOSSIER_ARCHIVE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"
#include "model/date.h"
#include "model/finding.h"
#include "model/verdict.h"
#include "model/schema.h"

struct arena;
struct archive;

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

/* The archive in `bytes` (8-byte aligned), which must stay as long as it is read. Checks the
 * header, the section table and every section's bounds; `archive_verify` checks the rest.
 * Fails: FAULT_FORMAT with what does not fit. */
bool archive_open(struct arena *arena, struct str bytes, struct archive **archive,
                  struct fault *why);

/* The whole bytes, as they would be written to a file; of a revision (archive/revision.h), those of
 * its base, without what is new. */
struct str archive_bytes(const struct archive *archive);

/* The hash in the header, which tells this archive from another; of a revision, one of both its
 * parts. */
uint64_t archive_hash(const struct archive *archive);

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

struct dossier_ref { uint32_t row; };

#define NO_DOSSIER ((struct dossier_ref){ NO_ROW })

static inline bool dossier_is_none(struct dossier_ref ref)
{
	return ref.row == NO_ROW;
}

/* Rows that belong together; `rows` points into the archive. */
struct row_span { const uint32_t *rows; uint32_t count; };

/* `count` consecutive rows from `first`. */
struct row_range { uint32_t first, count; };

struct dossier {
	struct dossier_ref ref;
	struct str id, name, summary;   /* name is never empty: the id at worst */
	uint32_t kind;                  /* row of a kind */
	uint32_t file, line, column;    /* where it begins; file is a row of files */
	uint32_t date;                  /* row of a date, or NO_ROW */
	struct row_range values;        /* all its values, those inside others too */
	struct row_range citations;     /* for the dossier as a whole */
};

uint32_t dossier_count(const struct archive *archive);
struct dossier dossier_at(const struct archive *archive, struct dossier_ref ref);
struct str dossier_id(const struct archive *archive, struct dossier_ref ref);
struct str dossier_name(const struct archive *archive, struct dossier_ref ref);
uint32_t dossier_kind(const struct archive *archive, struct dossier_ref ref);

/* True if that is the key of its kind; never for NO_DOSSIER. */
bool dossier_is_of_kind(const struct archive *archive, struct dossier_ref ref, struct str key);

/* The dossier of that id or former id, by bytes; NO_DOSSIER if none. Binary search. */
struct dossier_ref dossier_find(const struct archive *archive, struct str id);

/* All dossiers, or those of one kind, in collation order of their names. */
struct row_span dossiers_by_name(const struct archive *archive);
struct row_span dossiers_of_kind(const struct archive *archive, uint32_t kind);

/* Those of one file, in the order in which they begin there; binary search. In a revision as its
 * base has them: of a file with replaced dossiers neither the order nor all need be right. */
struct row_span dossiers_of_file(const struct archive *archive, uint32_t file);

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

enum value_rank { RANK_NORMAL, RANK_PREFERRED, RANK_DEPRECATED, RANK_COUNT };

/* One value of a dossier. A field with several values has several, next to each other. What stands
 * inside a group, link or name follows it, one deeper, up to `end`:
 *
 *	positions            group   end ─┐
 *	  title              text         │
 *	  organization       link         │
 *	relations            link    ◀────┘
 */
struct value {
	uint32_t row;                   /* NO_ROW: there is no such value */
	uint32_t field;                 /* row of a field; NO_ROW: a key that is not known */
	struct str key;                 /* the key in the file */
	enum field_type type;
	struct str text;                /* of a link: the id as typed; of a group: empty */
	uint32_t date, as_of;           /* rows of dates, or NO_ROW */
	uint32_t link;                  /* row of a link, or NO_ROW if it leads nowhere */
	struct row_range citations;
	enum value_rank rank;
	struct str note;
	unsigned depth;
	uint32_t end;
	struct place place;
};

struct value value_at(const struct archive *archive, uint32_t row);

/* The first value of `field` at the top of the dossier, and the next of that field behind it. */
struct value value_first(const struct archive *archive, struct dossier_ref ref, uint32_t field);
struct value value_next(const struct archive *archive, struct dossier_ref ref, struct value value);

/* The first value of `field` directly inside `value`. */
struct value value_inside(const struct archive *archive, struct value value, uint32_t field);

/* Text of the first value of a field that the program knows; empty if there is none. */
struct str dossier_text(const struct archive *archive, struct dossier_ref ref,
                        enum known_field field);

/* ── Dates, citations, files ────────────────────────────────────────────────────────────────── */

struct date_view {
	struct str text;                /* as typed; empty if there is no such date */
	struct date date;               /* date_none() if it could not be read */
};
struct date_view archive_date(const struct archive *archive, uint32_t row);

struct citation {
	struct dossier_ref source;      /* NO_DOSSIER if it leads nowhere */
	struct str id;                  /* as typed */
	struct str locator, note;
};
struct citation citation_at(const struct archive *archive, uint32_t row);

uint32_t file_count(const struct archive *archive);
struct str file_path(const struct archive *archive, uint32_t file);

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

enum direction { LINK_OUT, LINK_IN, DIRECTION_COUNT };

struct link {
	uint32_t row;                   /* NO_ROW: there is no such link */
	struct dossier_ref from, to;
	uint32_t relation;
	uint32_t value;                 /* the value that holds it, or NO_ROW */
	struct str role;
	uint32_t date, since, until;    /* rows of dates, or NO_ROW */
	struct row_range citations;
	uint32_t text_byte;             /* of a mention: of its value's text; else NO_ROW */
	bool is_in_note;                /* … of its value's note */
};

/* The links out of a dossier, or those that lead to it. A link to itself is in both. */
struct link_span {
	struct row_range range;         /* of links, or of the table of links in */
	enum direction direction;
};

/* How many there are. (In a revision their rows are not all below it.) */
uint32_t link_count(const struct archive *archive);
struct link link_at(const struct archive *archive, uint32_t row);
struct link_span links_out(const struct archive *archive, struct dossier_ref ref);
struct link_span links_in(const struct archive *archive, struct dossier_ref ref);
/* True if the links out of a dossier are those that its values hold: none of them holds a link of
 * another, whose far end it is, and no other's value one of its own. */
bool links_are_own(const struct archive *archive, struct dossier_ref ref);
struct link link_of(const struct archive *archive, struct link_span span, uint32_t index);

/* Of a mention, the sentence that has it, as it reads, in `arena`: with the names of what it links
 * to, and cut to some 240 bytes. Empty for all other links. */
struct str link_context(const struct archive *archive, struct arena *arena, struct link link);

/* ── The schema that the collection was read by ─────────────────────────────────────────────── */

struct kind_view {
	struct str key, label, plural, help;
	struct row_span fields;
};

struct field_view {
	struct str key, label, help;
	enum field_type type;
	enum search_class search;
	bool is_many, is_free;
	uint32_t relation;
	struct row_span to, fields, required;
	struct row_range values;        /* of meanings */
};

struct meaning_view { struct str code, words; };

struct relation_view {
	struct str key, label, inverse, group, help;
	bool is_symmetric;
};

uint32_t kind_count(const struct archive *archive);
struct kind_view kind_at(const struct archive *archive, uint32_t kind);
/* By key or plural; NO_ROW if none. */
uint32_t kind_find(const struct archive *archive, struct str key);

uint32_t field_count(const struct archive *archive);
struct field_view field_at(const struct archive *archive, uint32_t field);
uint32_t field_find(const struct archive *archive, struct str key);
uint32_t field_known(const struct archive *archive, enum known_field field);
struct meaning_view meaning_at(const struct archive *archive, uint32_t row);
/* The words for one of a field's values ("usually reliable" for B); empty if it has none. */
struct str field_meaning(const struct archive *archive, uint32_t field, struct str value);

uint32_t relation_count(const struct archive *archive);
struct relation_view relation_at(const struct archive *archive, uint32_t relation);
uint32_t relation_find(const struct archive *archive, struct str key);
/* Its label as seen from one end. */
struct str relation_label(const struct archive *archive, uint32_t relation,
                          enum direction direction);

/* ── The collection ─────────────────────────────────────────────────────────────────────────── */

struct collection_view {
	struct str title, description, language, licence, url;
	struct dossier_ref home;        /* where to start; NO_DOSSIER if it does not say */
	uint32_t word_count;
	uint32_t dropped_findings;      /* not kept, because their files have too many */
	uint64_t source_size;           /* bytes of all files */
};
struct collection_view archive_collection(const struct archive *archive);

/* ── Time, words, findings ──────────────────────────────────────────────────────────────────── */

enum timeline_what {
	TIMELINE_EVENT, TIMELINE_QUOTE, TIMELINE_PUBLISHED, TIMELINE_RELATION, TIMELINE_WHAT_COUNT
};
const char *timeline_what_name(enum timeline_what what);

struct timeline_entry {
	int32_t earliest, latest;       /* days; DATE_LAST_DAY twice if undated */
	uint32_t date;                  /* row of a date, or NO_ROW */
	struct dossier_ref dossier;
	uint32_t link;                  /* the dated relation, or NO_ROW */
	enum timeline_what what;
};
uint32_t timeline_count(const struct archive *archive);
struct timeline_entry timeline_at(const struct archive *archive, uint32_t place);

/* The words of the collection, folded and sorted by bytes. Postings of neighbouring terms lie next
 * to each other, so that a prefix is one range of terms and one range of postings. The words of
 * names and ids are there once more by themselves: few enough to be gone through at each key.
 *
 * A revision (archive/revision.h) has two more lexicons, which are empty in all others. Who looks
 * for a word takes what the first one says, without the dossiers that are replaced, and adds what
 * the new one says:
 *
 *	LEXICON_ALL           3  5  17  40  52
 *	archive_replaced()          17  40
 *	LEXICON_ALL_NEW          9  17            the word is in 3, 5, 9, 17 and 52
 */
enum lexicon {
	LEXICON_ALL, LEXICON_NAMES, LEXICON_ALL_NEW, LEXICON_NAMES_NEW, LEXICON_COUNT
};

/* The one to add from behind it; LEXICON_COUNT behind the last. */
static inline enum lexicon lexicon_next(enum lexicon lexicon)
{
	return lexicon < LEXICON_ALL_NEW ? (enum lexicon)(lexicon + LEXICON_ALL_NEW)
	                                 : LEXICON_COUNT;
}

static inline bool lexicon_is_new(enum lexicon lexicon)
{
	return lexicon >= LEXICON_ALL_NEW;
}

uint32_t term_count(const struct archive *archive, enum lexicon lexicon);
struct str term_at(const struct archive *archive, enum lexicon lexicon, uint32_t term);
/* The terms that begin with `prefix`, or the one that is it; terms_found() is either. */
struct row_range terms_with_prefix(const struct archive *archive, enum lexicon lexicon,
                                   struct str prefix);
struct row_range terms_equal(const struct archive *archive, enum lexicon lexicon, struct str term);
struct row_range terms_found(const struct archive *archive, enum lexicon lexicon, struct str term,
                             bool is_prefix);
/* The set of pairs of neighbouring bytes in a text, and that of a term of LEXICON_NAMES: a term
 * that lacks one of a word's does not have the word inside it. */
uint64_t term_pairs(struct str text);
uint64_t name_term_pairs(const struct archive *archive, uint32_t term);
/* Postings of a range of terms; each names a dossier and the class of text that has the word. */
struct row_span term_postings(const struct archive *archive, enum lexicon lexicon,
                              struct row_range terms);

/* Inline, because there may be millions of them to go through at a key. */
enum { POSTING_CLASS_BITS = 3 };        /* the lowest, of the class less one */

static inline struct dossier_ref posting_dossier(uint32_t posting)
{
	return (struct dossier_ref){ posting >> POSTING_CLASS_BITS };
}

static inline enum search_class posting_class(uint32_t posting)
{
	return (enum search_class)((posting & ((1u << POSTING_CLASS_BITS) - 1)) + 1);
}

/* True if it is in the lexicon of names, too. */
static inline bool posting_is_name(uint32_t posting)
{
	enum search_class where = posting_class(posting);
	return where == SEARCH_ID || where == SEARCH_NAME || where == SEARCH_ALIAS ||
	       where == SEARCH_ROMANIZED;
}

/* What orders the hits of a search, of one dossier; zeros if there is no such dossier. */
struct weight {
	uint32_t place;                 /* in the order of names */
	uint8_t name_size;              /* bytes, saturated */
	uint8_t kind;                   /* its row, saturated */
	uint8_t link_bits;              /* of the number of links that lead to it */
	bool is_opening;                /* its name is the opening of its text */
};
struct weight dossier_weight(const struct archive *archive, struct dossier_ref ref);

uint32_t finding_count(const struct archive *archive);
struct finding finding_at(const struct archive *archive, uint32_t row);

/* What the ledger of the collection says of a quote: whether its words were found in its source. */
struct verification {
	enum verdict verdict;
	enum verdict_change change;       /* what became of it since */
	int32_t day;                    /* when it was looked for, in days since 1970-01-01 */
	uint32_t position;              /* byte of the source's text; NO_ROW if it was not found */
	uint32_t line;                  /* of it, from 1; 0 likewise */
};

/* Dossiers that the ledger has; 0 also of a collection without one. */
uint32_t verification_count(const struct archive *archive);

/* False, and `verification` as it was, if the ledger does not have the dossier. Binary search. */
bool dossier_verification(const struct archive *archive, struct dossier_ref ref,
                          struct verification *verification);

#endif
