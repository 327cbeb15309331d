/* search: the dossiers that answer a query, best first.
 *
 * Words are found in the index of the archive: folded; whole, or as a prefix for the last word
 * while somebody types; in the original script or romanized. Names weigh more than other names,
 * these more than summaries, these more than prose; a whole word more than a prefix; a dossier that
 * much links to a little more than its like. When nothing matches, names that have the word inside
 * them or are within one or two letters of it are offered. A query that says by what it is ordered
 * ("order:links") is not ranked.
 *
 * A search is a resumable job, so that it never holds up a key. The first hits are there long
 * before the last is counted, and are never taken back: search.hits_are_final says when all that
 * were asked for are there.
 *
 *	search_begin(&search, archive, filter, options);
 *	while (!search_step(&search, 5000)) …   show search.hits so far, look at the keyboard
 *	search_end(&search);
 */
#ifndef DOSSIER_QUERY_SEARCH_H
#define DOSSIER_QUERY_SEARCH_H

#include <stdbool.h>

#include "base/arena.h"
#include "query/filter.h"

struct known;

/* By which way the best word of a hit was found. */
enum search_way {
	WAY_FILTER,             /* no words in the query: only filters */
	WAY_WORD,               /* the word itself, folded */
	WAY_PREFIX,             /* a word that begins so */
	WAY_PHRASE,
	WAY_ROMANIZED,          /* the Latin form of a name in another script */
	WAY_INSIDE,             /* a part of a word of a name */
	WAY_SIMILAR,            /* one or two letters differ */
	WAY_COUNT
};

struct search_hit {
	struct dossier_ref ref;
	uint32_t score;
	enum search_class where;        /* the best class of text that has a word of the query */
	enum search_way way;
	uint32_t number;                /* by which it was ordered, if by a column of numbers */
};

struct search_options {
	bool is_typing;
	size_t limit;                   /* hits wanted; 0: all */
	const struct known *known;      /* only dossiers that were known then; NULL: all */
};

struct search {
	const struct archive *archive;
	const struct filter *filter;
	struct search_options options;
	struct arena arena;             /* of the search; ends with it */
	struct search_hit *hits;        /* best first, then by name order; claims of a status by
	                                 * query/dispute.h; what is there stays */
	size_t hit_count;               /* at most options.limit; may grow until hits_are_final */
	bool hits_are_final;            /* these are all the hits there will be; they may still be
	                                 * counted, which is_done and total say */
	size_t total;                   /* all that match; at least so many, until done */
	bool is_offer;                  /* nothing matched; the hits are similar names */
	bool is_done;
	struct search_state *state;
};

void search_begin(struct search *search, const struct archive *archive, const struct filter *filter,
                  struct search_options options);

/* Go on for about `budget_us` microseconds (0: to the end). True when done. */
bool search_step(struct search *search, unsigned budget_us);

void search_end(struct search *search);

/* The text of a hit that shows why it is one: a name, or the sentence with the words.
 * `matches` are the byte ranges of the words in `text`, in order. All in `arena`. */
struct search_range { size_t start, size; };
struct snippet_options {
	size_t size;
	const struct known *known;      /* nothing else is shown; NULL: all may be */
};
struct search_snippet {
	struct str field;               /* key of the field it is from: "name", "relations" */
	struct str label;               /* of that field, for people */
	struct str why;                 /* "name", "other name", "similar name",
	                                 * "romanized name Сергей Лавров", …: for programs */
	struct str why_shown;           /* the same in the reader's language */
	struct str text;                /* one line, at most about `size` bytes */
	struct search_range *matches;
	size_t match_count;
};
struct search_snippet search_snippet(const struct archive *archive, struct arena *arena,
                                     const struct filter *filter, struct search_hit hit,
                                     struct snippet_options options);

/* What tells most of a hit beside its name: its summary, who said it and when, who says so, a note,
 * its date; `why` is empty. From its start, wherever the matches in it are. */
struct search_snippet search_opening(const struct archive *archive, struct arena *arena,
                                     const struct filter *filter, struct search_hit hit,
                                     struct snippet_options options);

/* How a hit is linked with those whom "link:" of the query names, by what says most of each: "in
 * the event: China; names: Russia". Empty if the query has no such field. In `arena`. */
struct str search_linked(const struct archive *archive, struct arena *arena,
                         const struct filter *filter, struct dossier_ref hit);

/* The byte ranges of `text` that match the words of the filter, folded; for marking them in a
 * page. */
struct search_ranges { struct search_range *items; size_t count, room; };
struct search_ranges search_matches(struct arena *arena, const struct filter *filter,
                                    struct str text);

/* The same for a plain text that is looked for as it is (in-dossier search): every place where the
 * folded `wanted` occurs in the folded `text`. */
struct search_ranges search_occurrences(struct arena *arena, struct str wanted, struct str text);

/* `text` as it is looked at there: `wanted` occurs where unicode_fold() of it does in this. For a
 * text in which much is looked for. In `arena`. */
struct str search_folded(struct arena *arena, struct str text);

const char *search_way_words(enum search_way way);

#endif
