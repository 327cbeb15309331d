/* column: what a list of dossiers says of each beside its name, and what it can be ordered by.
 *
 *	Harbour League                     12       links
 *	Evening Post                        B       grade
 *	Port Selm                        city       type
 *
 * The keys are those of "order:" in a query; with "-" before it a column begins at its other end.
 */
#ifndef DOSSIER_QUERY_COLUMN_H
#define DOSSIER_QUERY_COLUMN_H

#include <stdbool.h>

#include "archive/archive.h"

struct arena;
struct known;

enum column {
	COLUMN_OWN,                     /* none: the list's own order */
	COLUMN_NAME,
	COLUMN_LINKS,                   /* how many it is linked with, as `link:` finds them */
	COLUMN_SOURCES,                 /* how many cite it, if it is a source; else how many
	                                 * sources it cites */
	COLUMN_DATE,
	COLUMN_TYPE, COLUMN_GRADE, COLUMN_STATUS, COLUMN_SPEAKER,
	COLUMN_COUNT
};

struct column_row {
	const char *key;                /* "links": as it is typed; NULL: it has no key */
	const char *words;              /* "by links"; by message_in, as help is */
	const char *reversed;           /* the same from the other end: "by links, fewest first" */
	const char *help;               /* a sentence */
	const char *field;              /* key of the field whose text it is, or NULL */
	bool is_number;
};
const struct column_row *column_row(enum column column);

/* The column of a key, or of a beginning of one alone; COLUMN_COUNT if there is none. The keys of
 * all, with ", " between them, in `arena`. */
enum column column_find(struct str key, bool is_prefix);
struct str column_keys(struct arena *arena);

/* By what a list is ordered, and from which end: the one that the column's help names, or the
 * other. What a column says nothing of stands last in both. */
struct ordering { enum column column; bool is_reversed; };

/* The ordering that somebody typed, the column's key or its beginning: "links", "-links", "fewest
 * links", "newest". False if it is none. And as it is typed: "-links", in `arena`, empty for
 * COLUMN_OWN; and said: "by links, fewest first", by message_in. */
bool ordering_read(struct str typed, struct ordering *ordering);

/* True if what somebody has typed so far may become the key of an ordering. */
bool ordering_may_be(struct str typed);
struct str ordering_typed(struct arena *arena, struct ordering ordering);
const char *ordering_words(struct ordering ordering);

/* The column that a kind is mostly looked through for: type, grade, status or speaker, whichever
 * its fields have; COLUMN_OWN if none. */
enum column column_of_kind(const struct archive *archive, uint32_t kind);

/* True if dossiers of a kind (NO_ROW: of several) can be ordered by it. */
bool column_orders(const struct archive *archive, uint32_t kind, enum column column);

/* The next that dossiers of a kind can be ordered by, round and round. */
enum column column_next(const struct archive *archive, uint32_t kind, enum column column);

/* A column that is read of many dossiers, as far as all is `known` (NULL: all is). */
struct column_reader {
	const struct archive *archive;
	const struct known *known;
	enum column column;
	uint32_t source;                /* kind of sources, */
	uint32_t cites, quoted_from;    /* relations, */
	uint32_t field;                 /* and the column's field; each NO_ROW if it is not there */
};
struct column_reader column_begin(const struct archive *archive, const struct known *known,
                                  enum column column);

/* The number of a column of numbers. As many links are looked at as the dossier has. */
uint32_t column_number(const struct column_reader *reader, struct dossier_ref ref);

/* The text of a column with a field: the value as it was typed, or the name of whom it leads to;
 * empty if it has none that is known. Borrowed. */
struct str column_text(const struct column_reader *reader, struct dossier_ref ref);

/* The text of a column for the end of a row: "city", "B", "disputed"; for a sentence: "city",
 * "graded B, usually reliable". And its number for a sentence: "12 links", "cited by 3". In
 * `arena`, or borrowed. */
struct str column_short(const struct column_reader *reader, struct dossier_ref ref);
struct str column_words(const struct column_reader *reader, struct arena *arena,
                        struct dossier_ref ref);
struct str column_amount(const struct column_reader *reader, struct arena *arena,
                         struct dossier_ref ref, uint32_t number);

#endif
