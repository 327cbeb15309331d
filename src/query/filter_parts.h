/* filter_parts: what the files of filter share. Private to query/filter*.c. */
#ifndef DOSSIER_QUERY_FILTER_PARTS_H
#define DOSSIER_QUERY_FILTER_PARTS_H

#include "query/filter.h"

enum { FILTER_MAX_DEPTH = 32 };         /* parentheses inside each other */

struct filter_list { struct filter **items; size_t count, room; };

/* A query that is being parsed. */
struct filter_parser {
	const struct archive *archive;
	struct arena *arena;            /* of the filters */
	struct str query;
	size_t at;                      /* byte of the query that comes next */
	unsigned depth;                 /* parentheses that are open */
	bool is_typing;
	struct ordering order;          /* by which the whole query is ordered */
	size_t field_start;             /* of the field that is read: its first byte */
	size_t order_start, order_end;  /* bytes of what says so; both 0: nothing does */
	struct str sign;                /* as typed: what was passed over because it has no word */
	struct fault *why;
};

/* A word, phrase or value as it was typed, without its quotes. */
struct filter_token {
	struct str typed;
	bool is_quoted;
	bool is_unfinished;             /* the last of a query that somebody is still typing */
};

struct filter *filter_new(struct filter_parser *parser, enum filter_kind kind, struct str typed);

/* The parts as one filter of `kind`: NULL for none, the part itself for one. */
struct filter *filter_join(struct filter_parser *parser, enum filter_kind kind,
                           struct filter_list parts);

/* The query as it is read: with plain quotes and blanks for those that word processors and web
 * pages have. filter->at counts its bytes. In `arena`. */
struct str filter_plain(struct arena *arena, struct str query);

/* The reader of fields that take a dossier (filter_link.c). */
bool filter_read_dossier(struct filter_parser *parser, const struct filter_field *field,
                         struct filter_token value, struct filter **filter);

/* Where parts that stand together are of claims alone, whoever speaks in them asserts. Fails as
 * filter_read_dossier does. Behind filter_read_kinds. */
bool filter_read_claims(struct filter_parser *parser, struct filter_list *parts);

/* The filter of a date, or of two with ".." between them, as it was typed. Fails as date_parse_span
 * does, of model/date.h. */
bool filter_read_dates(struct filter_parser *parser, struct str typed, struct filter **filter,
                       struct fault *why);

/* Bytes of the query from where the parser is that are a date and nothing else: a plain one, or
 * several words with the name of a month; 0: none. */
size_t filter_date_size(const struct filter_parser *parser);

/* Words that were read as such, or what may have happened on the date that they are. */
struct filter *filter_or_date(struct filter_parser *parser, struct filter *words);

/* The rest of the query up to the end of the word that begins here; may be empty. */
struct str filter_next_word(const struct filter_parser *parser);

/* Bytes of the field's key at the start of a word, before its colon; 0 if it has none. */
size_t filter_key_size(struct str word);

/* Bytes of "not" and the blanks behind it, if it leaves out what stands behind it; `before` are the
 * parts that it stands behind. 0: it does not. */
size_t filter_not_size(struct filter_parser *parser, const struct filter_list *before);

/* Bytes of the value that comes next, if that is a whole name or value of several words without
 * quotes, the longest; else what such a name of somebody who is meant there begins or ends with;
 * 0: it is neither. */
size_t filter_name_size(struct filter_parser *parser, const struct filter_field *field);

/* True if somebody who is meant by these words in the field has a name that begins or ends so. */
bool filter_has_named(struct filter_parser *parser, const struct filter_field *field,
                      struct str typed);

/* True if a dossier has that value of a facet. */
bool filter_has_facet(struct filter_parser *parser, const char *key, struct str value);

/* Let a word at either end of several parts mean the kind that it names as well. */
void filter_read_kinds(struct filter_parser *parser, struct filter_list *parts);

/* The filter of a field and its value, or NULL if it does not say anything yet. Fails as
 * filter_parse does. */
bool filter_read_field(struct filter_parser *parser, struct str key, struct filter_token value,
                       struct filter **filter);

#endif
