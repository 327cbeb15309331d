/* filter: the language of queries, parsed.
 *
 *	query   = any { "OR" any }                      OR binds least
 *	any     = part { part }                         parts are ANDed
 *	part    = [ "-" | "NOT" ] ( word | '"' phrase '"' | field ":" value | "(" query ")" )
 *	value   = word | '"' phrase '"' | date [ ".." date ] | words of a whole name or value
 *	word    = also a date: 2022-07, July 2022
 *
 * "not" is as "NOT" before a field, and behind what says of which kind: "claims not disputed".
 * Elsewhere it is a word like others, for texts have it. A kind at either end of the parts is read
 * both ways, as a date is: what has the word, or is of that kind.
 *
 * A date that is typed as a word, without quotes, is read both ways: what has the words, or what
 * may have happened then. See filter.is_read_as_date.
 *
 * Fields are those of filter_fields(), and every field of the schema whose search is "facet".
 * "order:" says in which order what is found stands: it belongs to the query as a whole. While
 * somebody types, a quote or parenthesis that is still open counts as closed, and the last word as
 * a prefix. See dossier-query(7).
 */
#ifndef DOSSIER_QUERY_FILTER_H
#define DOSSIER_QUERY_FILTER_H

#include <stdbool.h>

#include "archive/archive.h"
#include "query/column.h"

struct arena;
struct known;

enum filter_kind {
	FILTER_ALL,             /* of `parts`; without any: everything */
	FILTER_ANY,             /* of `parts` */
	FILTER_NOT,             /* of the one part */
	FILTER_WORD,            /* `text`, folded; a prefix if is_prefix */
	FILTER_PHRASE,          /* `text`, folded words next to each other */
	FILTER_NAME,            /* `text` in a name or other name only */
	FILTER_KIND,            /* row `kind` */
	FILTER_FACET,           /* `text` is "field:value", folded */
	FILTER_LINK,            /* a link of `relation` (NO_ROW: any) to one of `targets` */
	FILTER_ALONE,           /* rests on one of `targets` alone, see asserted.h */
	FILTER_DATE,            /* may have happened in `dates` */
	FILTER_VERIFIED,        /* of one of `states` */
	FILTER_KIND_COUNT
};

struct filter {
	enum filter_kind kind;
	struct filter **parts;
	size_t part_count;
	struct str text;
	struct str typed;               /* as typed, for messages and marks */
	bool is_prefix;
	uint32_t dossier_kind;
	uint32_t relation;
	struct dossier_ref *targets;    /* sorted by row */
	size_t target_count;
	const char *field;              /* key of the field that was typed; NULL: none was */
	size_t at, size;                /* bytes of the query that a field stands in with its value,
	                                 * or a word */
	struct dossier_ref *meant;      /* of a field that takes a dossier: who its value means; */
	size_t meant_count;             /* 0: nobody is called so */
	struct date dates;              /* no set: of that, there is a filter for each member */
	bool is_read_as_date;           /* FILTER_ANY of two: a word or phrase that is a date as
	                                 * well, and FILTER_DATE of that date */
	bool is_read_as_kind;           /* FILTER_ANY of two: a word that names a kind as well, and
	                                 * FILTER_KIND of it */
	bool is_read_as_not;            /* FILTER_NOT, for "not" stood before the part */
	unsigned states;                /* of verified.h, a bit for each */
	struct ordering order;          /* of the whole query: what is found stands by that */
};

struct filter_options {
	bool is_typing;                 /* the last word is a prefix, open quotes are closed */
};

/* Parse `query`. An empty query gives NULL and succeeds. Fails: FAULT_USAGE for an unknown field or
 * kind, an unreadable date, a query over LIMIT_QUERY_SIZE, each with what would do. */
bool filter_parse(const struct archive *archive, struct arena *arena, struct str query,
                  struct filter_options options, struct filter **filter, struct fault *why);

/* By what a query orders; COLUMN_OWN, as of NULL: the best first. And the query ordered in another
 * way instead, as somebody would type it: in `arena`. */
struct ordering filter_order(const struct filter *filter);
struct str filter_ordered(const struct archive *archive, struct arena *arena, struct str query,
                          struct ordering ordering);

/* The same, and cut it off: `query` is what is left, in `arena`. */
struct ordering filter_order_cut(const struct archive *archive, struct arena *arena,
                                 struct str *query);

/* The kind that all are of which a query finds, if it names one; else NO_ROW. NULL finds all. */
uint32_t filter_only_kind(const struct filter *filter);

/* The dates that words of a query were read as: "July 2022", "July 2022, 2024"; empty if none was.
 * And these words as they were typed. In `arena`. */
struct str filter_dates_read(struct arena *arena, const struct filter *filter);
struct str filter_dates_typed(struct arena *arena, const struct filter *filter);

/* The kinds that words of a query were read as, "event"; and the parts that "not" stood before,
 * as typed: "disputed", "kind:claim". With ", " between several; empty if none was. In `arena`. */
struct str filter_kinds_read(const struct archive *archive, struct arena *arena,
                             const struct filter *filter);
struct str filter_nots_read(struct arena *arena, const struct filter *filter);

/* A name or a word as it may stand between the quotes of a query: without those that would end it
 * there, for the language has no way to write one. In `arena`. */
struct str filter_unquoted(struct arena *arena, struct str typed);

/* Words as they may stand in a query: those that would mean something in it ("OR", "-a", "kind:b")
 * in quotes. In `arena`. */
struct str filter_words_alone(struct arena *arena, struct str typed);

/* True if a "not" that stands in no quotes, and before something, is searched for as a word. */
bool filter_has_not_as_word(const struct filter *filter, struct str query);

/* What may stand behind a field. */
enum filter_takes {
	TAKES_KIND,             /* the key or plural of a kind */
	TAKES_FACET,            /* a value of the field `facet` */
	TAKES_HELD,             /* a field, or a kind of dossiers that link to it */
	TAKES_NAME,             /* words of names */
	TAKES_DOSSIER,          /* an id or words of a name, to which a link leads */
	TAKES_DATE,             /* a date, or two with ".." between them */
	TAKES_VERIFIED,         /* a value of verified_values() */
	TAKES_COLUMN,           /* the key of a column */
	FILTER_TAKES_COUNT
};

/* The fields that a query may name, with a sentence each, to be shown by message_in; ended by a row
 * without key. For help, the manual and completion. */
struct filter_field {
	const char *key, *help;
	enum filter_takes takes;
	const char *facet;              /* key of the field whose values are meant */
	bool is_number;                 /* these are numbers: none is the beginning of another */
	const char *relations[2];       /* links of these; neither: of any */
	const char *group;              /* and of all relations of that group */
	const char *link;               /* the field of the schema that leads to who may be meant */
	bool finds_alone;               /* what rests on them alone, FILTER_ALONE */
	bool is_of_claims;              /* who is meant, is meant with all their quotes */
};
const struct filter_field *filter_fields(void);

/* The field of a key: one of these, or a facet of the schema, whose texts are in `arena`;
 * false if there is none. */
bool filter_field_find(const struct archive *archive, struct arena *arena, struct str key,
                       struct filter_field *field);

/* The keys that there are: those of the table, then the facets of the schema. In `arena`. */
struct str_list filter_keys(const struct archive *archive, struct arena *arena);

/* Who the names in a query were taken to mean, where that is not what was typed: "Tom Andrews",
 * "Ana Vel, Bo Vel and 2 more"; for several fields with "; " between them. In `arena`. */
struct str filter_meaning(const struct archive *archive, struct arena *arena,
                          const struct filter *filter);

/* True if a link that leads to one of the targets of FILTER_LINK or FILTER_ALONE makes its other
 * end a match. With `known` it may be none yet: filter_is_alone says. */
bool filter_wants_link(const struct archive *archive, const struct known *known,
                       const struct filter *filter, struct link link);

/* True if the dossier rests on one of the targets of FILTER_ALONE alone, of what was known. */
bool filter_is_alone(const struct archive *archive, const struct known *known,
                     const struct filter *filter, struct dossier_ref ref);

/* True if a field of links means those of a relation. */
bool filter_field_means(const struct filter_field *field, struct relation_view relation);

#endif
