/* linear: the reader as lines, for screen readers, Braille lines and terminals that can do no more.
 *
 * A line is read, carried out, and what changed is said. Nothing moves the cursor, paints or
 * clears; all that is printed is harmless text (base/shown.h) and line feeds, and goes through one
 * function.
 *
 *	line ─▶ linear_command ─▶ linear_act ─┬▶ a page, read in portions    linear_page.c
 *	                                      ├▶ a list, said in portions    linear_list.c
 *	                                      └▶ a sentence
 *
 * What was read last, a page or a list, is what a number and an empty line are about. What must
 * outlive an archive is kept as ids. The entrance is linear_run in ui/ui.h.
 */
#ifndef DOSSIER_UI_LINEAR_H
#define DOSSIER_UI_LINEAR_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/arena.h"
#include "base/shown.h"
#include "query/findings.h"
#include "query/known.h"
#include "query/page.h"
#include "query/path.h"
#include "query/texts.h"
#include "query/timeline.h"
#include "query/tree.h"
#include "query/who.h"
#include "reader/reader.h"
#include "ui/linear_command.h"
#include "ui/list_limit.h"
#include "ui/list_order.h"
#include "ui/list_search.h"
#include "ui/trail.h"
#include "ui/ui.h"

/* What a page is of. */
enum linear_view {
	LINEAR_DOSSIER,
	LINEAR_CONNECTIONS,
	LINEAR_PATH,
	LINEAR_COMPARE,
	LINEAR_TREE,
	LINEAR_MATRIX,
	LINEAR_MENTIONS,
	LINEAR_FACETS,
	LINEAR_TEXT,
	LINEAR_FILE,
	LINEAR_WHO,
	LINEAR_WHO_ALL,
	LINEAR_HELP,
	LINEAR_VIEW_COUNT
};

/*	rows of the page: its lines that are not empty, but for the title
 *
 *	0 … first [ read last ] next … count
 */
struct linear_page {
	enum linear_view view;
	struct str id, other;           /* of what; of another end, or empty */
	struct arena arena;             /* of the page and of these: */
	struct page page;
	struct { uint32_t *items; size_t count, room; } rows;   /* lines */
	bool *are_marks;                /* links: whether one is a source mark; */
	uint32_t *numbers_of_links;     /* if not, its number, from 1 */
	uint32_t last_number;
	const struct tree_line *tree_lines;
	const uint32_t *numbers;        /* of a file: that of the line that each line is of */
	bool is_changed;                /* it is not the one that was read */
	size_t first, next;
	int link;                       /* selected, or -1 */
	struct str wanted;              /* what was searched for in it, or empty */
	bool wants_words;               /* in any order, as it stands nowhere as it is */
	size_t match;                   /* the row that was gone to last; SIZE_MAX: none */
	unsigned depth;                 /* of a tree */
	bool shows_all;                 /* of a comparison: no list is cut */
	struct who_mark value;          /* of who says so */
	struct { struct tree_fold *items; size_t count, room; } folds;
};

/* What a list is of. */
enum linear_source {
	LINEAR_NOTHING,
	LINEAR_KINDS,
	LINEAR_DOSSIERS,
	LINEAR_RESULTS,
	LINEAR_TIMELINE,
	LINEAR_DATES,
	LINEAR_FINDINGS,
	LINEAR_READING,
	LINEAR_SECTIONS,
	LINEAR_SOURCE_COUNT
};

/* Two names of which the first or the second is to be chosen from a list: the id of the first, or
 * empty; and what was typed for the second while the first is chosen, or empty. Neither: what is
 * chosen goes with what is read. */
struct linear_pair {
	struct str one, rest;
	struct str before;              /* "tree": what is done with what is chosen, or empty */
};

struct linear_list {
	enum linear_source source;
	struct str about;               /* the key of a kind, the id of a dossier, or what was
	                                 * typed */
	enum prompt_kind prompt;        /* of results: what was typed for; */
	struct linear_pair pair;        /* for a path or a comparison */
	uint32_t kind;                  /* of dossiers, */
	struct list_order order;        /* and theirs */
	struct list_search search;      /* of results */
	struct arena arena;             /* of: */
	struct timeline dates;
	struct str when;                /* the date of a line of time, as typed, or empty: */
	size_t then;                    /* the dates that are of then; behind them, those that
	                                 * only may be, or go on through it */
	struct findings_list findings;  /* without its headings, */
	struct findings_row *above;     /* and the heading of each */
	struct list_limits limits;
	size_t first, next;             /* rows said last, and the one behind */
	size_t cursor;                  /* the row opened last, SIZE_MAX: none */
	struct str wanted;              /* what was searched for in it, or empty */
	bool wants_words;               /* in any order, as it stands nowhere as it is */
	size_t match;                   /* the row that was gone to last; SIZE_MAX: none */
	bool is_said;                   /* by its title at least */
	size_t stop, before;            /* which stop it is, and the one before it; 0: none */
};

/* A list that one comes back to. */
struct linear_stop {
	enum linear_source source;
	struct str about, when;
	enum prompt_kind prompt;
	struct linear_pair pair;
	size_t cursor;
	struct ordering order;
	struct str limits[LIST_LIMITS];
	size_t limit_count;
	size_t before;                  /* the stop under it, by its number; 0: a page */
};

struct linear {
	struct ui_options options;
	const struct archive *archive;
	struct known known;             /* what is said; without an archive: all is */
	struct str known_date;          /* of that, as typed; or empty */
	bool is_part;
	int in, out;
	int news;                       /* descriptor of the renewal's; -1: none come any more */
	bool is_prompting;              /* somebody types: in and out are terminals */
	int width;                      /* columns; 0: lines are not wrapped */
	size_t portion;                 /* lines said at once, of pages and lists; 0: all */
	size_t own_portion;             /* what the terminal has room for */
	struct arena arena;             /* of the trail, and of ids */
	struct arena scratch;           /* of one command */
	struct trail trail;
	struct linear_page page;
	struct linear_list list;
	struct { struct linear_stop *items; size_t count, room; } stops;        /* by number - 1 */
	bool was_matrix;                /* the command before asked for one */
	bool found_nothing;             /* the command before did: no number is of what it said */
	bool is_brief;                  /* what is opened is said in a line, and not yet read */
	bool shows_list;                /* what was said last */
	bool has_texts;                 /* the folder was read: */
	struct texts texts;
	struct arena texts_arena;
	bool is_done;
	int write_error;                /* errno of a write that failed; 0: none */
};

/* ── Saying ─────────────────────────────────────────────────────────────────────────────────── */

/* The only way out. Once the reader has interrupted, nothing is written until that is answered. */
void linear_write(struct linear *linear, const char *bytes, size_t size);

/* A sentence of raw text, wrapped. */
void linear_say(struct linear *linear, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The lines that are written of one, each ended. In `arena`. */
struct str linear_lines(const struct linear *linear, struct arena *arena, struct str raw);

/* True once the reader has interrupted what is going on. */
bool linear_is_interrupted(void);

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────── */

/* Make the page of a view of two dossiers (the second may be none), as it was left if it is the one
 * that is there, and say nothing. False if there is nothing to show, and it has been said why. */
bool linear_page_open(struct linear *linear, enum linear_view view, struct dossier_ref one,
                      struct dossier_ref other);

/* Make it anew where it is: what it shows has changed. The list is made anew before it, for a page
 * may count what is in it. */
void linear_page_renew(struct linear *linear);

/* Lay it out for another width; who read on reads on at the same words. */
void linear_page_fit(struct linear *linear, int width);

/* The dossier whose page or view it is; what a link of its leads to. */
struct dossier_ref linear_subject(const struct linear *linear);

/* The same, or where a view is of the whole collection, the dossier that was read before it. */
struct dossier_ref linear_topic(const struct linear *linear);

/* Say what was opened, in one line; then read from `row` on. */
void linear_announce(struct linear *linear, const char *how);
void linear_read(struct linear *linear, size_t row);
void linear_read_on(struct linear *linear);

/* Both, of a dossier; in brief only what it is, and an empty line reads from `row` on. */
void linear_present(struct linear *linear, const char *how, size_t row);

/* What a row of the page says; true if a span is the number of a link, "7:". In `arena`. */
struct str linear_row_words(const struct linear *linear, struct arena *arena, size_t row);
bool linear_span_is_number(const struct page_span *span);

/* Note in the trail how far the dossier is read, if that is the trail's step. */
void linear_keep_step(struct linear *linear);

/* Go to a dossier, or to where it says a value: it enters the trail. */
void linear_visit(struct linear *linear, struct dossier_ref ref);
void linear_visit_value(struct linear *linear, struct dossier_ref ref, uint32_t value);

/* Go on with what was chosen from a list for a path or a comparison: open it, or let the second of
 * two be chosen. */
void linear_open_chosen(struct linear *linear, struct dossier_ref chosen);

/* Where no one dossier is meant by a part of a name, the words before it wait until one is chosen.
 * False if nothing is called so. */
bool linear_name_choose(struct linear *linear, struct str before, struct str typed);

/* ── Links; linear_links.c ──────────────────────────────────────────────────────────────────── */

/* The row in page.links of the link of that number from 1, which counts no source marks; NO_ROW:
 * there is none. */
uint32_t linear_link_at(const struct linear *linear, uint32_t number);

/* Follow a link by its number, or by its row. */
void linear_follow(struct linear *linear, uint32_t number);
void linear_follow_link(struct linear *linear, uint32_t at);

/* Select the next link (1) or the one before (-1), of sources or of all others, and say it. */
void linear_step_link(struct linear *linear, int step, bool is_source);

/* To the heading before (-1) or behind (1) what was read last. */
void linear_step_section(struct linear *linear, int step);

/* The headings: how many, and the words of one, and its row. In `arena`. */
size_t linear_section_count(const struct linear *linear);
struct str linear_section(const struct linear *linear, struct arena *arena, size_t section,
                          size_t *row);

/* Say where words are in what was said last, a page or a list; then go to the next (1) or the one
 * before (-1); linear_find.c. */
void linear_find(struct linear *linear, struct str wanted);
void linear_step_match(struct linear *linear, int step);

/* The row in page.links behind the source mark of that number; NO_ROW: there is none. */
uint32_t linear_mark_at(struct linear *linear, uint32_t number);

/* Say what the source mark of that number leads to; open it. */
void linear_say_mark(struct linear *linear, uint32_t number);
void linear_open_mark(struct linear *linear, uint32_t number);

/* The line of the page that a row is. */
const struct page_line *linear_page_line(const struct linear *linear, size_t row);

/* Read who says so: of a mark by its number, of a field by its name, else of the first value from
 * what was read last on; then of the next value (1) or the one before (-1); linear_who.c. */
void linear_who(struct linear *linear, const struct linear_command *command);
void linear_who_walk(struct linear *linear, int step);

/* How the page of a view is made, of what linear->page says; linear_views.c. In `arena`. */
struct linear_view_row {
	/* False if there is nothing to show. */
	bool (*make)(struct linear *linear, struct arena *arena, struct page_options options,
	             struct page *page, struct fault *why);
	/* What it is called. In `arena`. */
	struct str (*title)(const struct linear *linear, struct arena *arena);
	bool keeps_indents;             /* how far a line is indented means something */
	bool leads_into;                /* a link is read from the value on that it stands in */
};
const struct linear_view_row *linear_view_row(enum linear_view view);

/* A name for the middle of a sentence: without the sign that it may end in. */
struct str linear_inner_name(struct str name);

/* That of the file behind a dossier; linear_file.c. */
bool linear_file_make(struct linear *linear, struct arena *arena, struct page_options options,
                      struct page *page, struct fault *why);
struct str linear_file_title(const struct linear *linear, struct arena *arena);

/* Views of what is read, or of what is named; linear_open.c. */
void linear_open_text(struct linear *linear, const struct linear_command *command);
void linear_open_tree(struct linear *linear, const struct linear_command *command);
void linear_open_matrix(struct linear *linear, const struct linear_command *command);
void linear_open_mentions(struct linear *linear, const struct linear_command *command);
void linear_open_facets(struct linear *linear, const struct linear_command *command);
void linear_open_connections(struct linear *linear, const struct linear_command *command);
void linear_path(struct linear *linear, const struct linear_command *command);
void linear_compare(struct linear *linear, const struct linear_command *command);
void linear_zoom_in(struct linear *linear, const struct linear_command *command);
void linear_zoom_out(struct linear *linear, const struct linear_command *command);
void linear_fold(struct linear *linear, const struct linear_command *command);

/* What a command is about: the dossier that is named behind it, or else what is read. False if none
 * is called so, which is said. */
bool linear_named_or_read(struct linear *linear, const struct linear_command *command,
                          struct dossier_ref *ref);

/* Say the help: tasks, one command, or go to the page of all. */
void linear_help(struct linear *linear, const struct linear_command *command);

/* That of the help: all that can be typed; linear_help.c. */
bool linear_help_make(struct linear *linear, struct arena *arena, struct page_options options,
                      struct page *page, struct fault *why);
struct str linear_help_title(const struct linear *linear, struct arena *arena);

/* Say the steps of the tour. */
void linear_tour(struct linear *linear, const struct linear_command *command);

/* That of who says so; linear_who.c. */
bool linear_who_make(struct linear *linear, struct arena *arena, struct page_options options,
                     struct page *page, struct fault *why);
struct str linear_who_title(const struct linear *linear, struct arena *arena);
bool linear_who_all_make(struct linear *linear, struct arena *arena, struct page_options options,
                         struct page *page, struct fault *why);
struct str linear_who_all_title(const struct linear *linear, struct arena *arena);

/* ── Lists ──────────────────────────────────────────────────────────────────────────────────── */

/* What a list is of; linear_source.c. */
struct linear_source_row {
	size_t (*count)(const struct linear *linear);
	/* What is said of a row; raw. In `arena`. */
	struct str (*words)(const struct linear *linear, struct arena *arena, size_t row);
	/* The dossier behind it; NULL: none. */
	struct dossier_ref (*subject)(const struct linear *linear, size_t row);
	/* Open it; NULL: go to its dossier. */
	void (*open)(struct linear *linear, size_t row);
	/* What it is called. In `arena`. */
	struct str (*title)(const struct linear *linear, struct arena *arena);
	/* "7 dossiers"; and of a list that can be narrowed (NULL: no other), "3 of 7 dossiers". In
	 * `arena`. */
	struct str (*amount)(struct arena *arena, size_t count);
	struct str (*part)(struct arena *arena, size_t count, size_t all);
	/* The line that stands above all rows that have the same; and what is said of a row beneath
	 * it. NULL: there are none. */
	struct str (*heading)(const struct linear *linear, struct arena *arena, size_t row);
	struct str (*beneath)(const struct linear *linear, struct arena *arena, size_t row);
};
const struct linear_source_row *linear_source_row(enum linear_source source);

/* A row of what a search found: what the dossier is, and where else the words are. And the title of
 * all, with how the words were read. In `arena`. */
struct str linear_found_words(const struct linear *linear, struct arena *arena, size_t row);
struct str linear_found_title(const struct linear *linear, struct arena *arena);

/* The entry in a row of the timeline, and what it says of it behind its date, raw; the day on which
 * it begins. */
struct timeline_entry linear_source_entry(const struct linear *linear, size_t row);
struct str linear_source_event(const struct linear *linear, struct arena *arena, size_t row);
struct str linear_source_words(const struct linear *linear, struct arena *arena, size_t row);

/* Headings, and rows beneath them; linear_heading.c. */
struct str linear_month_heading(const struct linear *linear, struct arena *arena, size_t row);

/* How many entries of each sort stand under the month of a row of the list, " (31: 12 events, 19
 * relations)"; empty if it is no timeline, or if there are too many to be counted at once. */
struct str linear_month_counts(const struct linear *linear, struct arena *arena, size_t row);
struct str linear_month_beneath(const struct linear *linear, struct arena *arena, size_t row);
struct str linear_finding_heading(const struct linear *linear, struct arena *arena, size_t row);
struct str linear_finding_beneath(const struct linear *linear, struct arena *arena, size_t row);
void linear_findings_gather(struct linear *linear);

/* The kept search in a row of the list of kinds; false if there is none. Borrowed. */
bool linear_kept_search(const struct linear *linear, size_t row, struct reader_search *search);

/* What a row of the list that was said last says; say it; what the list is called and how much
 * there is, as "Found for 'lind': 3 dossiers". Raw, in `arena`. */
struct str linear_list_words(const struct linear *linear, struct arena *arena, size_t row);
void linear_list_say_row(struct linear *linear, size_t row);
struct str linear_list_title(const struct linear *linear, struct arena *arena);

/* Say it from its beginning, with its title; from a row. */
void linear_list_say(struct linear *linear);
void linear_list_say_from(struct linear *linear, size_t row);

/* Count what its limits leave; linear_limit.c. */
void linear_list_count_limits(struct linear *linear);

/* True if the rows of a list have dates of their own; that of a row. */
bool linear_source_has_dates(enum linear_source source);
struct date_view linear_source_when(const struct linear *linear, size_t row);

/* Say the dossiers of a kind in an order. */
void linear_list_show_ordered(struct linear *linear, struct str kind,
                              struct ordering ordering);

/* Say a list from its beginning; `about` as in struct linear_list. The same of a timeline, only
 * what is or may be of a date, and answers a query; linear_list.c. */
struct linear_then { struct str when, limit; };         /* as typed; either may be empty */
void linear_list_show(struct linear *linear, enum linear_source source, struct str about);
void linear_list_show_then(struct linear *linear, enum linear_source source, struct str about,
                           struct linear_then then);

/* The row of its source that a row of the list is, whatever it is limited to. */
size_t linear_list_source_row(const struct linear *linear, size_t row);

/* Gather the entries of a line of time: those of its date, then those that may be of then or go on
 * through it. The line that stands before row `row` of them where the second begin, else empty. And
 * "July 2022", if a line of time has a date. In `arena`. linear_dates.c. */
void linear_dates_gather(struct linear *linear);
struct str linear_dates_heading(const struct linear *linear, struct arena *arena, size_t row);
struct str linear_dates_when(const struct linear *linear, struct arena *arena);

/* How many entries the list's date has as known on a day; NULL: now. */
size_t linear_dates_count(struct linear *linear, const struct known *known);

/* On the timeline of one, what an event is to it: "takes part", "only named", or empty. */
struct str linear_dates_tie(const struct linear *linear, struct timeline_entry entry);

/* Keep the list that was said last as a stop: its number, or that of the one before it if it was
 * not said. Make a stop the list again, and say nothing; go back to it, and say so. False if there
 * is no such stop. linear_stop.c. */
size_t linear_stop_keep(struct linear *linear);
bool linear_stop_restore(struct linear *linear, size_t number);
bool linear_stop_return(struct linear *linear, size_t number);

/* Both of that, of the list itself. */
bool linear_list_restore(struct linear *linear, const struct linear_stop *stop);
void linear_list_say_return(struct linear *linear);

/* Say what a search finds; of names alone, the only one that there is is opened. */
void linear_list_search(struct linear *linear, enum prompt_kind prompt, struct str typed);

/* The same for one of two names. */
void linear_list_choose(struct linear *linear, enum prompt_kind prompt, struct str typed,
                        struct linear_pair pair);

/* Narrow the list that was said last by a query, or where that is empty, take the last limit away;
 * and say what is left. */
void linear_list_limit(struct linear *linear, struct str query);

/* Order the list that was said last, "links" or "by links", and say it. And what stands behind a
 * list's own words is cut off from `rest`, "organizations by links": false if it is no order, and
 * it was said why; linear_order.c. */
void linear_order(struct linear *linear, const struct linear_command *command);
void linear_reverse(struct linear *linear, const struct linear_command *command);
bool linear_order_cut(struct linear *linear, struct str *rest, struct ordering *ordering);

/* Order the list in another way, without saying it; false if it has no such order, and it was
 * said. */
bool linear_order_by(struct linear *linear, struct ordering ordering);

/* False if dossiers of a kind (NO_ROW: of several) have no such order, and it was said. */
bool linear_order_suits(struct linear *linear, uint32_t kind, enum column column);

/* Order the dossiers of the list of a kind, and say nothing; the number of a row, "12 links", empty
 * if it has none, in `arena`. */
void linear_list_order(struct linear *linear, struct ordering ordering);
struct str linear_order_number(const struct linear *linear, struct arena *arena, size_t row);

/* The same, or where that list is not of dossiers, search for it. */
void linear_list_narrow(struct linear *linear, struct str query);

/* Say its next rows (1), those before (-1) or the same again (0). */
void linear_list_page(struct linear *linear, int step);

/* Say its rows from one on, by its number from 1; or the last rows. */
void linear_list_jump(struct linear *linear, uint32_t number);
void linear_list_end(struct linear *linear);

/* Open a row by its number from 1. */
void linear_list_open(struct linear *linear, uint32_t number);

/* Read the next (1) or previous (-1) dossier of the list. */
void linear_list_walk(struct linear *linear, int step);

/* The dossier of a row, or NO_DOSSIER. */
struct dossier_ref linear_list_subject(const struct linear *linear, size_t row);

/* How many rows there are. */
size_t linear_list_count(const struct linear *linear);

/* Another archive or day: find everything again. Before the page, which may be of the list. */
void linear_list_renew(struct linear *linear);
void linear_list_release(struct linear *linear);

/* ── Names; linear_name.c ───────────────────────────────────────────────────────────────────── */

/* The dossier that somebody means: by its id or name; by a source mark of what is read, "[3]"; the
 * only person or organization whose name begins or ends so; or unless `is_strict` the only one with such words in its name. */
bool linear_name_find(struct linear *linear, struct str typed, bool is_strict,
                      struct dossier_ref *ref);

/* What was typed without a word such as "of" or "from" before it, unless somebody is called so with
 * it. */
struct str linear_name_bare(struct linear *linear, struct str typed);

/* Say why nothing is called so. */
void linear_name_refuse(struct linear *linear, struct str typed);

/* Two of them: "A, B", "A and B", "A to B", "A with B", or two with a blank between them. */
bool linear_name_pair(struct linear *linear, struct str typed, struct dossier_ref *one,
                      struct dossier_ref *other);

/* Cut what was typed into two names of which at least one is not known; false: it is only one. */
bool linear_name_cut(struct linear *linear, struct str typed, struct str *left, struct str *right);

/* How a dossier is told in one line, and its parts: “what was said”, a whole claim, or a name; and
 * who said it, who claims it, or the summary. Raw, in `arena`; linear_words.c. */
struct str linear_dossier_words(const struct linear *linear, struct arena *arena,
                                struct dossier_ref ref);
struct str linear_dossier_name(const struct linear *linear, struct arena *arena,
                               struct dossier_ref ref);
struct str linear_dossier_about(const struct linear *linear, struct arena *arena,
                                struct dossier_ref ref);

/* ── Acting ─────────────────────────────────────────────────────────────────────────────────── */

/* Carry out what was typed. */
void linear_act(struct linear *linear, const struct linear_command *command);

/* True if the action can be typed here: those of the panes alone cannot. */
bool linear_knows(enum action action);

/* Lists and searches by what is typed; linear_list_actions.c. */
/* The list that begins with a kind, "people" or "sources 2022": of all of them, or a search among
 * them; with `is_plural` its key will not do. False if no kind is called so. */
bool linear_list_of_kind(struct linear *linear, struct str line, bool is_plural);
void linear_show_list(struct linear *linear, const struct linear_command *command);
void linear_show_row(struct linear *linear, const struct linear_command *command);
void linear_show_timeline(struct linear *linear, const struct linear_command *command);
void linear_show_dates(struct linear *linear, const struct linear_command *command);
void linear_show_findings(struct linear *linear, const struct linear_command *command);
void linear_show_reading(struct linear *linear, const struct linear_command *command);
void linear_show_sections(struct linear *linear, const struct linear_command *command);
void linear_show_quotes(struct linear *linear, const struct linear_command *command);
void linear_show_claims(struct linear *linear, const struct linear_command *command);
void linear_say_stats(struct linear *linear, const struct linear_command *command);
void linear_search(struct linear *linear, const struct linear_command *command);
void linear_switch(struct linear *linear, const struct linear_command *command);
void linear_limit(struct linear *linear, const struct linear_command *command);
void linear_say_nothing(struct linear *linear, enum prompt_kind prompt, struct str typed);

/* The file behind what is read, and its line that stands for where one is; linear_file.c. */
void linear_open_file(struct linear *linear, const struct linear_command *command);
uint32_t linear_file_line(const struct linear *linear);
void linear_edit(struct linear *linear, const struct linear_command *command);

/* Along the trail, and where one is in it; linear_trail.c. */
void linear_go_back(struct linear *linear, const struct linear_command *command);
void linear_go_forward(struct linear *linear, const struct linear_command *command);
void linear_go_home(struct linear *linear, const struct linear_command *command);
void linear_where(struct linear *linear, const struct linear_command *command);

/* Say the id, the citation or the address of what is read, or of the link or row of a number;
 * linear_copy.c. */
void linear_say_id(struct linear *linear, const struct linear_command *command);
void linear_say_citation(struct linear *linear, const struct linear_command *command);
void linear_say_address(struct linear *linear, const struct linear_command *command);

/* What is read, as text, to a command or into a file; linear_shown.c. */
void linear_pipe(struct linear *linear, const struct linear_command *command);
void linear_write_file(struct linear *linear, const struct linear_command *command);

/* Say all as it was known on the day that is typed (nothing: as it is known now); what is said
 * then, or NULL; a title with that day, as in "Ana Vel, as known on 4 March 2023"; once more in
 * another archive, which ends the day if it is interrupted; linear_known.c. */
void linear_set_known(struct linear *linear, const struct linear_command *command);
const struct known *linear_known(const struct linear *linear);
struct str linear_known_title(const struct linear *linear, struct arena *arena, struct str title);
void linear_known_renew(struct linear *linear);

/* Say of a dossier that it was not known; false, and nothing, if it was, or there is none. */
bool linear_known_lacks(struct linear *linear, struct dossier_ref ref);

/* What the reader noted; linear_reader.c. */
void linear_state(struct linear *linear, const struct linear_command *command);
void linear_note(struct linear *linear, const struct linear_command *command);
void linear_keep_search(struct linear *linear, const struct linear_command *command);
void linear_mark(struct linear *linear, const struct linear_command *command);
void linear_to_mark(struct linear *linear, const struct linear_command *command);
bool linear_resume(struct linear *linear);
void linear_keep_place(struct linear *linear);

#endif
