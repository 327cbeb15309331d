/* search_state: what the files of search share. Private to query/search*.c and selection.c.
 *
 * A filter becomes a list of steps for a machine with a stack of sets. A set is the dossiers that
 * match a part of the filter, by row, each with what its words are worth:
 *
 *	lavrov kind:person -has:summary
 *
 *	push TERMS lavrov       [ 3 ][ 17 ][ 40 ]
 *	narrow KIND person      [ 3 ]      [ 40 ]
 *	push TERMS has:summary  [ 3 ]      [ 40 ]  |  [ 3 ][ 5 ][ 6 ] …
 *	SUBTRACT                           [ 40 ]
 *
 * Each step does a slice of its work at a time, so that a search can stop at any of them.
 */
#ifndef DOSSIER_QUERY_SEARCH_STATE_H
#define DOSSIER_QUERY_SEARCH_STATE_H

#include "query/ordered.h"
#include "query/search.h"

enum {
	SEARCH_SLICE = 4096,            /* postings, rows or terms between two looks at the clock */
	SEARCH_JOINED = 4               /* words that may be one in a text: nay pyi taw */
};

/* ── Grades (search_rank.c) ─────────────────────────────────────────────────────────────────── */

/* How a word was found, the best last. */
enum grade_way {
	GRADE_FAR,                      /* two letters differ */
	GRADE_NEAR,                     /* one */
	GRADE_INSIDE,                   /* a word that has it inside */
	GRADE_LATIN_PREFIX,             /* a word that begins as the Latin form of the query's */
	GRADE_PREFIX,
	GRADE_LATIN,                    /* a word that is the Latin form */
	GRADE_PHRASE,
	GRADE_WORD,
	GRADE_WAY_COUNT
};

/* How well a word was found in a dossier: the class of text above the way, in one byte, so that the
 * better of two grades is the larger. 0: not at all. */
uint8_t grade_of(enum search_class where, enum grade_way way);
uint8_t grade_of_id(void);              /* the whole id, which nothing is better than */
enum search_class grade_where(uint8_t grade);
enum search_way grade_way(uint8_t grade);
uint16_t grade_weight(uint8_t grade);

/* The most that a hit may score if one of the `shares` words of the query stands in no name or id
 * of it. */
unsigned grade_most_without_name(unsigned shares);
unsigned grade_most_of_date(void);      /* and for a date that is asked for */
bool grade_is_whole_name(uint8_t grade);        /* a whole word of a name or other name */

/* ── Sets (search_set.c) ────────────────────────────────────────────────────────────────────── */

struct match {
	uint32_t row;                   /* of a dossier */
	uint16_t score;
	uint8_t best, worst;            /* grades of the words found; 0 and UINT8_MAX for none */
};

struct match_set { struct match *items; size_t count, room; };         /* by row, none twice */

struct match_set set_of_all(struct arena *arena, uint32_t count);
/* Of a dossier that matches two parts, of which both are wanted. */
struct match match_both(struct match left, struct match right);
/* In place of `left`. */
struct match_set set_intersect(struct match_set left, struct match_set right);
struct match_set set_subtract(struct match_set left, struct match_set right);
struct match_set set_unite(struct arena *arena, struct match_set left, struct match_set right);
/* The same, but what is in both counts as the better of them. */
struct match_set set_choose(struct arena *arena, struct match_set left, struct match_set right);

/* Rows with grades, in any order, from which a set is made. Many are noted in a byte for each
 * dossier, few as keys to be sorted. */
struct bag {
	uint8_t *grades;                /* NULL: by keys */
	uint32_t room;                  /* dossiers */
	struct { uint64_t *items; size_t count, room; } keys;   /* row << 8 | grade */
	bool is_sorted;                 /* the keys are, so far */
	bool counts;                    /* grades do not matter, but that there is one */
	size_t found;                   /* dossiers with a grade, when collecting */
	size_t next;                    /* row, key or match that is looked at next */
	size_t kept;                    /* matches that stay, when sifting */
	size_t key;                     /* that comes next then */
	bool is_closed;                 /* nothing more is added; the keys are sorted */
};

/* True if so many additions are better sorted than noted for each dossier. */
bool bag_is_small(uint32_t dossiers, uint64_t count);

/* `grades` are zeroed bytes for all dossiers, and what empties the bag leaves them zeroed again;
 * or NULL for a bag of keys. */
struct bag bag_open(uint8_t *grades, uint32_t dossiers);
void bag_add(struct arena *arena, struct bag *bag, uint32_t row, uint8_t grade);
void bag_add_postings(struct arena *arena, struct bag *bag, const uint32_t *postings, size_t count,
                      const uint8_t grades[SEARCH_CLASS_COUNT]);
/* Take these rows, which rise, out again. */
void bag_drop(struct bag *bag, struct row_span rows);

/* What each grade adds to a match: its weight by the share that a word has of all. */
struct bag_scale { bool counts; uint16_t worth[UINT8_MAX + 1]; };
struct bag_scale bag_scale_of(unsigned share, unsigned shares);
void match_raise(struct match *match, uint8_t grade, const struct bag_scale *scale);

/* Add the next slice of the bag to `set`, or drop from `set` what is not in the bag. True when
 * done. */
bool bag_collect(struct arena *arena, struct bag *bag, const struct bag_scale *scale,
                 struct match_set *set);
bool bag_sift(struct bag *bag, const struct bag_scale *scale, struct match_set *set);
/* Or only say how many dossiers are in the bag, and empty it. */
size_t bag_count(struct bag *bag);

/* ── Texts (search_text.c) ──────────────────────────────────────────────────────────────────── */

/* The texts of a dossier that the index has, one after the other. */
struct text_walk {
	const struct archive *archive;
	const struct known *known;      /* only what was known; NULL: all */
	struct arena *arena;            /* for what is cut then */
	struct dossier dossier;
	unsigned stage;                 /* id, name, summary, then values and links */
	uint32_t value, link;           /* rows that come next */
	bool is_note;                   /* the note of the last value comes next, */
	struct str role;                /* before it, in what is held of another's link */
	struct value last;
};

struct walked_text {
	enum search_class where;
	uint32_t field;                 /* NO_ROW: a key that the schema does not know */
	struct str key, label;
	struct str text;                /* as it stands in the file */
	bool is_prose;                  /* with links and citations */
	bool is_inside;                 /* another value */
};

struct text_walk texts_begin(const struct archive *archive, struct dossier_ref ref);
bool texts_next(struct text_walk *walk, struct walked_text *text);

/* The text without marks, as it is read and indexed. In `arena`, or the text itself. */
struct str text_plain(const struct archive *archive, struct arena *arena, struct walked_text text);

/* The class in which the index has its words; the parts of a folded id as words, in `arena`. */
enum search_class text_class(struct walked_text text);
struct str text_id_parts(struct arena *arena, struct str id);

/* The best class among those of `classes` (bits by enum search_class) in whose texts the words
 * stand next to each other, the last as a prefix if `is_prefix`; SEARCH_NONE if there is none. */
struct wanted_phrase { struct str_list words; bool is_prefix; unsigned classes; };
bool text_has_phrase(struct arena *scratch, struct str folded, const struct wanted_phrase *phrase);
enum search_class texts_find_phrase(const struct archive *archive, struct dossier_ref ref,
                                    const struct wanted_phrase *phrase);

/* The best grade that one of the words has in the summary, the texts and the prose of a dossier, as
 * the index has it; 0: none stands there. What is in names and ids is not looked at: these are in
 * a lexicon of their own. */
struct wanted_word {
	struct str text;
	bool is_prefix;
	enum grade_way way;
	unsigned classes;               /* of texts in which it counts */
};
struct wanted_words { struct wanted_word *items; size_t count, room; };
uint8_t texts_find_words(const struct archive *archive, struct dossier_ref ref,
                         const struct wanted_words *words);
uint8_t wanted_words_best(const struct wanted_words *words);    /* that this could be */

/* About how many bytes that would read; no more than a little above `most` are counted. */
uint64_t texts_size(const struct archive *archive, struct dossier_ref ref, uint64_t most);

/* ── Similar words (search_similar.c) ───────────────────────────────────────────────────────── */

enum { SIMILAR_WORD_SIZE = 48, SIMILAR_MOST = 2 };      /* bytes; edits */

/* Two walks over the terms of names: for those that have a word inside them, and for those within
 * a few edits of it. The second fills a table of distances, a row for each byte of the term, and
 * keeps the rows that the next term has in common. */
struct similar {
	struct str word;
	unsigned most;                  /* edits; 0: the word is too short or too long for any */
	bool is_prefix;                 /* terms count that begin so */
	enum lexicon lexicon;           /* LEXICON_NAMES, then its new one */
	uint32_t inside;                /* term that is looked at next by the first walk */
	uint32_t next;                  /* by the second */
	struct str term;                /* whose beginning the rows are of */
	size_t depth;                   /* rows that are filled, less one */
	uint8_t rows[SIMILAR_WORD_SIZE + SIMILAR_MOST + 2][SIMILAR_WORD_SIZE + 1];
	uint8_t nearest[SIMILAR_WORD_SIZE + SIMILAR_MOST + 2];  /* edits, of beginnings so far */
	struct { struct similar_terms *items; size_t count, room; } found;
};

struct similar_terms { enum lexicon lexicon; struct row_range terms; enum grade_way way; };

void similar_begin(struct similar *similar, struct str word, bool is_prefix);
/* Do a slice of the work. True when done. */
bool similar_step(const struct archive *archive, struct arena *arena, struct similar *similar);

/* Ways to cut a word into words of names ("minaunghlaing"), each a text with blanks between them;
 * the last word as a prefix if `is_prefix`. */
struct str_list similar_splits(const struct archive *archive, struct arena *arena, struct str word,
                               bool is_prefix);

/* ── Plans (search_plan.c) ──────────────────────────────────────────────────────────────────── */

enum op_kind {
	OP_ALL,                         /* push all dossiers */
	OP_TERMS,                       /* push those with one of the terms, or narrow */
	OP_LINKS,                       /* push those with a link to a target */
	OP_KIND,                        /* push those of a kind, or narrow */
	OP_DATE,                        /* narrow to what may have happened then */
	OP_VERIFIED,                    /* narrow to what is of the states */
	OP_PHRASE,                      /* narrow to those whose texts have the phrase */
	OP_KNOWN,                       /* narrow to those that the search's options know */
	OP_WORDS_OR_DATE,               /* of the set below the top, leave what is in that on top,
	                                 * or may have happened then */
	OP_INTERSECT, OP_SUBTRACT, OP_UNITE,    /* the two sets on top */
	OP_CHOOSE,                      /* likewise; as two ways to read the same words */
	OP_KIND_COUNT
};

/* A run of postings, and the grade of each class of text in it. */
struct op_terms {
	struct row_span postings;
	uint8_t grades[SEARCH_CLASS_COUNT];
	bool is_one;                    /* term: the postings are by row */
	uint32_t next;                  /* posting that is looked at next, when they are few */
};

struct op {
	enum op_kind kind;
	bool narrows;                   /* the set on top instead of pushing one */
	unsigned share;                 /* words of the query that it stands for; 0: no score */
	const struct filter *filter;
	struct { struct op_terms *items; size_t count, room; } terms;
	size_t first_new;               /* from there on they are of lexicons that are new */
	struct wanted_words words;      /* that the terms are of, */
	const struct similar *similar;  /* and those that are like them, or NULL, … */
	unsigned similar_classes;       /* … which count in these classes */
	struct dossier_ref exact;       /* the dossier of that very id */
	struct wanted_phrase phrase;
};

struct plan {
	struct { struct op *items; size_t count, room; } ops;
	unsigned shares;                /* words that count, at least 1 */
	bool has_dates;                 /* that count */
};

/* In what texts the words of a query are looked for. */
enum plan_reach {
	PLAN_NAMES,                     /* names and ids alone */
	PLAN_ALL
};

struct plan_options {
	enum plan_reach reach;
	const struct similar *similar;  /* terms of each word of the query, in order; NULL: none */
	bool is_of_day;                 /* plan_add_known follows */
};

struct plan plan_make(const struct archive *archive, struct arena *arena,
                      const struct filter *filter, struct plan_options options);

/* ── Terms (search_terms.c) ─────────────────────────────────────────────────────────────────── */

/* Classes of texts that words may be looked for in. */
enum {
	NAME_CLASSES = 1 << SEARCH_NAME | 1 << SEARCH_ALIAS | 1 << SEARCH_ROMANIZED,
	ID_CLASSES = NAME_CLASSES | 1 << SEARCH_ID,
	TEXT_CLASSES = ID_CLASSES | 1 << SEARCH_SUMMARY | 1 << SEARCH_TEXT | 1 << SEARCH_PROSE,
	FACET_CLASSES = 1 << SEARCH_FACET,
};

/* The terms of `op`, to which is added what is found in those classes. */
struct word_terms {
	const struct archive *archive;
	struct arena *arena;
	struct op *op;
	unsigned classes;
};

void terms_add(const struct word_terms *terms, enum lexicon lexicon, struct row_range range,
               enum grade_way way);
/* Of all lexicons: the term that the word is; the terms that begin so; */
void terms_add_equal(const struct word_terms *terms, struct str word, enum grade_way way);
void terms_add_prefix(const struct word_terms *terms, struct str prefix, enum grade_way way);
/* the word, and its Latin form in one word. */
void terms_add_word(const struct word_terms *terms, struct str word, bool is_prefix);

/* True if the postings, of one term, have one of the dossier. */
bool postings_have(struct row_span postings, struct dossier_ref ref);

/* ── The words of filters (search_words.c) ──────────────────────────────────────────────────── */

/* True for words, phrases and names: filters with a text that is looked for in texts. */
bool filter_has_words(const struct filter *filter);

/* The words of a filter that are looked for: those under a NOT are not. */
struct plan_words { const struct filter **items; size_t count, room; };
struct plan_words plan_words(struct arena *arena, const struct filter *filter);

/* The dates of a filter that count: those under a NOT do not. */
struct plan_words plan_dates(struct arena *arena, const struct filter *filter);

/* True if it is or has a word, phrase or name that is not under a NOT. */
bool filter_has_scored_words(const struct filter *filter);

/* True if PLAN_NAMES finds less than PLAN_ALL, and nothing that PLAN_ALL would grade otherwise. */
bool plan_has_head(const struct filter *filter);

/* More than anything scores that PLAN_ALL finds and PLAN_NAMES does not. */
unsigned plan_head_bound(const struct plan *plan);

/* ── The machine (search_run.c) ─────────────────────────────────────────────────────────────── */

struct machine {
	struct plan plan;
	size_t op;                      /* that is run next */
	bool is_begun;                  /* that op is */
	struct match_set *stack;
	size_t height;
	struct bag bag;
	struct bag_scale scale;         /* of the op */
	uint8_t *grades;                /* a byte for each dossier, zero between ops; or NULL */
	bool leaps;                     /* the op looks each match up in its postings */
	bool counts;                    /* the matches, which nobody wants to see: no grades, and
	                                 * one step alone gives a set without items */
	bool marks;                     /* grades say how many steps each dossier has passed */
	size_t at, inner;               /* how far the op is in what it reads */
	size_t kept;
};

void machine_begin(struct search *search, struct machine *machine, struct plan plan);

/* Before the first step: only how many match is wanted. And a slice of a step that marks who has
 * passed; true when it is done (search_marks.c). */
void machine_count(struct search *search, struct machine *machine);
bool machine_mark(struct search *search, struct machine *machine, const struct op *op);

/* How many postings the terms of a step have; *is_each_one: each is one term. True if so many
 * matches had better be looked up in them one by one. */
uint64_t op_postings(const struct op *op, bool *is_each_one);
bool op_leaps(const struct op *op, size_t matches);

/* Do a slice of the work. True when the one set that is left is the answer. */
bool machine_step(struct search *search, struct machine *machine);

/* The step that is left, if it is the last, has not begun, and looks for a word in the set that is
 * there; else NULL. */
const struct op *machine_last_word(const struct machine *machine);

/* Postings to look at to narrow so many matches by the op. */
uint64_t op_cost(const struct op *op, size_t matches);

/* What becomes of the two sets on top by a step for two, which may be changed. */
struct match_set sets_combine(struct arena *arena, enum op_kind kind, struct match_set left,
                              struct match_set right);

/* ── What was known (search_known.c) ────────────────────────────────────────────────────────── */

/* Where the search is of a day: let a plan end with a step that keeps what was known. */
void plan_add_known(struct search *search, struct plan *plan);

/* Whether what was known of a dossier answers the first `steps` of a plan; what the match is worth
 * by that alone. */
bool known_answers(const struct search *search, const struct plan *plan, size_t steps,
                   struct match *match);

/* True if a dossier that was known had a value then: "status:disputed". */
bool known_facet(const struct archive *archive, const struct known *known, struct dossier_ref ref,
                 struct str term);

/* ── Matches in a text (search_match.c) ─────────────────────────────────────────────────────── */

/* As search_matches, but by what search_matches does not see: romanized, in one or in several
 * words, or with a letter or two that differ. */
struct search_ranges search_loose_matches(struct arena *arena, const struct filter *filter,
                                          struct str text);

/* ── Ranking (search_rank.c) ────────────────────────────────────────────────────────────────── */

/* A match, and the place of its name among all. */
struct ranked { struct match match; uint32_t place; };

/* Where only so many hits are wanted, the best so far are kept in a heap whose first is the worst
 * of them; else all are dealt out by score. */
struct ranking {
	struct match_set set;
	struct str whole;               /* the query as a name; empty if it is none */
	struct row_span others[2];      /* postings of those that have other names, old and new */
	struct plan_words dates;        /* that are asked for */
	uint32_t kind;                  /* that a word of the query names; NO_ROW: none does */
	const struct known *known;      /* of which only what was known counts */
	struct search_hit *hits;        /* filled in while ranking; given to the caller when done */
	size_t hit_count;
	size_t refined;                 /* matches, so far */
	struct ranked *best;            /* NULL: all are wanted */
	size_t best_count;
	uint16_t *scores;               /* of each dossier, + 1; 0: no match */
	uint32_t *places;               /* where the hits of each score go */
	uint8_t *grades;                /* of each dossier */
	size_t next, seen;
};

/* What it is worth that the query is the name, from its first word to its last, or another name. */
enum { RANKING_NAME_BONUS = 10000, RANKING_ALIAS_BONUS = 5000 };

/* The query as a name: its words in order, if all of it that is words has to be found; and what it
 * is worth that the dossier is called so, less for a romanization (search_whole.c). */
struct str ranking_whole(struct arena *arena, const struct filter *filter);
void ranking_find_others(const struct archive *archive, struct arena *arena,
                         struct row_span others[2]);
unsigned ranking_whole_bonus(const struct archive *archive, const struct ranking *ranking,
                             struct dossier_ref ref);

void ranking_begin(struct search *search, struct ranking *ranking, struct match_set set);

/* Do a slice of the work. True when search->hits, hit_count and total are filled in. */
bool ranking_step(struct search *search, struct ranking *ranking);

/* What a match is worth with all that counts, its place, and what becomes of it as a hit. */
struct ranked ranking_refine(const struct search *search, const struct ranking *ranking,
                             struct match match);
int ranked_compare(const struct ranked *left, const struct ranked *right);      /* best first */
struct search_hit hit_of(const struct search *search, struct match match);

/* ── Reading (search_read.c) ────────────────────────────────────────────────────────────────── */

/* Who typed some words and the first letter of another is left with few dossiers, and millions of
 * postings of that letter. Then it is faster to read what the few say. Those that could be worth
 * most are read first, so that the first hits are there when hardly any has been read:
 *
 *	most it can be worth    9100   8400   8350   7200   …
 *	                        read   read   name
 *	what it is worth        8200   -      8350                  8350, 8200 are the first hits
 *
 * Whether the word is in a name is known without reading: names have a lexicon of their own.
 */
struct candidate {
	struct ranked ranked;           /* at most, or as it is */
	uint32_t at;                    /* match of the set that is still to be read, or NO_ROW */
};

enum reading_outcome {
	READING_GOES_ON,
	READING_HAS_ALL,                /* hits, and how many there are */
	READING_HAS_FIRST,              /* all hits that are wanted; the rest is not yet counted */
	READING_IS_DEAR                 /* the postings had better been looked at */
};

struct reading {
	const struct op *op;            /* the word that is read for */
	struct ranking ranking;
	struct bag_scale scale;
	struct match_set set;           /* what matches but for that word */
	struct machine names;           /* finds which of them have it in a name */
	bool has_names;
	size_t next, next_name;         /* of the set, of what the names gave */
	struct { struct candidate *items; size_t count, room; } queue;  /* a heap, the best first */
	bool reads_all;
	uint64_t left;                  /* what may be read, in postings */
	struct search_hit *hits;
	size_t hit_count, total;
};

/* Postings that could be looked at instead: fewer than `least` are in no time; of saying what one
 * candidate could be worth; of reading the texts of one, and each byte of them. */
struct reading_costs { uint64_t least, candidate, text, byte; };
extern const struct reading_costs reading_costs;        /* as they are; tests take others */

/* Begin if it is worth it; `names` is the plan by names alone. */
bool reading_begin(struct search *search, struct reading *reading, const struct machine *machine,
                   const struct plan *names);
enum reading_outcome reading_step(struct search *search, struct reading *reading);

/* ── The job (search.c) ─────────────────────────────────────────────────────────────────────── */

/* What stands first is mostly what is found by its name, and names are few. So these are looked at
 * before all texts: hits that score more than any other could are the first of the answer, and are
 * shown while the rest is looked for or counted.
 *
 *	RUN_HEAD ─▶ RANK_HEAD ─▶ RUN ─▶ RANK ─▶ DONE
 *	                         │ ▲     ▲       ▲
 *	                         ▼ │     │       ├─ all that are wanted were in the head, or READ
 *	                        READ     │
 *	                          └─▶ SIMILAR ─▶ RUN_AGAIN ─▶ RANK
 *	                                         └─ ORDER ◀─ RUN: a query with "order:" has no head
 */
enum search_stage {
	STAGE_RUN_HEAD, STAGE_RANK_HEAD, STAGE_RUN, STAGE_READ, STAGE_SIMILAR, STAGE_RUN_AGAIN,
	STAGE_RANK, STAGE_ORDER, STAGE_DONE
};

struct search_state {
	enum search_stage stage;
	struct machine machine;
	struct plan_words words;
	struct similar *similar;        /* for each of the words */
	size_t word;                    /* that similar terms are looked for next */
	struct ranking ranking;
	struct ordered ordered;         /* of a query that says by what */
	struct plan names;              /* of the head; without steps: there is none */
	size_t given;                   /* hits of the head, which stay where they are */
	struct reading_costs costs;
	struct reading reading;         /* its op is NULL where none was begun */
};

#endif
