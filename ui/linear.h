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
	bool *are_marks;                /* links: whether one is a source mark */
	const struct tree_line *tree_lines;
	const uint32_t *numbers;        /* of a file: that of the line that each line is of */
	bool is_changed;                /* it is not the one that was read */
	size_t first, next;
	int link;                       /* selected, or -1 */
	struct str wanted;              /* what was searched for in it, or empty */
	unsigned depth;                 /* of a tree */
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

struct linear_list {
	enum linear_source source;
	struct str about;               /* the key of a kind, the id of a dossier, or what was
	                                 * typed */
	enum prompt_kind prompt;        /* of results: what was typed for */
	uint32_t kind;                  /* of dossiers */
	struct list_search search;      /* of results */
	struct arena arena;             /* of: */
	struct timeline dates;
	struct list_limits limits;
	size_t first, next;             /* rows said last, and the one behind */
	size_t cursor;                  /* the row opened last, SIZE_MAX: none */
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
	size_t portion;                 /* lines read at once; 0: all */
	struct arena arena;             /* of the trail, and of ids */
	struct arena scratch;           /* of one command */
	struct trail trail;
	struct linear_page page;
	struct linear_list list;
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

/* A line as it is; a sentence of raw text, wrapped. */
void linear_line(struct linear *linear, struct shown line);
void linear_say(struct linear *linear, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* True once the reader has interrupted what is going on. */
bool linear_is_interrupted(void);

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────── */

/* Make the page of a view of two dossiers (the second may be none), as it was left if it is the one
 * that is there, and say nothing. False if there is nothing to show, and it has been said why. */
bool linear_page_open(struct linear *linear, enum linear_view view, struct dossier_ref one,
                      struct dossier_ref other);

/* Make it anew where it is: what it shows has changed. */
void linear_page_renew(struct linear *linear);

/* The dossier whose page or view it is; what a link of its leads to. */
struct dossier_ref linear_subject(const struct linear *linear);

/* Say what was opened, in one line, and read on from `row`. */
void linear_announce(struct linear *linear, const char *how);
void linear_read(struct linear *linear, size_t row);
void linear_read_on(struct linear *linear);

/* Note in the trail how far the dossier is read, if that is the trail's step. */
void linear_keep_step(struct linear *linear);

/* Go to a dossier: it enters the trail. */
void linear_visit(struct linear *linear, struct dossier_ref ref);

/* Open the path from what is read to another dossier, or compare the two. */
void linear_open_path(struct linear *linear, struct dossier_ref to);
void linear_open_compare(struct linear *linear, struct dossier_ref with);

/* Follow a link by its number from 1. */
void linear_follow(struct linear *linear, uint32_t number);

/* Select the next link (1) or the one before (-1), of sources or of all others, and say it. */
void linear_step_link(struct linear *linear, int step, bool is_source);

/* To the heading before (-1) or behind (1) what was read last. */
void linear_step_section(struct linear *linear, int step);

/* The headings: how many, and the words of one, and its row. In `arena`. */
size_t linear_section_count(const struct linear *linear);
struct str linear_section(const struct linear *linear, struct arena *arena, size_t section,
                          size_t *row);

/* Search in the page, from where it is read on; then to the next (1) or the one before (-1). */
void linear_find(struct linear *linear, struct str wanted);
void linear_step_match(struct linear *linear, int step);

/* Say what the source mark of that number leads to. */
void linear_say_mark(struct linear *linear, uint32_t number);

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

/* ── Lists ──────────────────────────────────────────────────────────────────────────────────── */

enum { LINEAR_LIST_ROWS = 20 };

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
};
const struct linear_source_row *linear_source_row(enum linear_source source);

/* The kept search in a row of the list of kinds; false if there is none. Borrowed. */
bool linear_kept_search(const struct linear *linear, size_t row, struct reader_search *search);

/* Say a list from its beginning; `about` as in struct linear_list. */
void linear_list_show(struct linear *linear, enum linear_source source, struct str about);

/* Say what a search finds; of names alone, the only one that there is is opened. */
void linear_list_search(struct linear *linear, enum prompt_kind prompt, struct str typed);

/* Narrow the list that was said last by a query, or where that is empty, take the last limit away;
 * and say what is left. */
void linear_list_limit(struct linear *linear, struct str query);

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

/* Another archive: find everything again. */
void linear_list_renew(struct linear *linear);
void linear_list_release(struct linear *linear);

/* ── Acting ─────────────────────────────────────────────────────────────────────────────────── */

/* Carry out what was typed. */
void linear_act(struct linear *linear, const struct linear_command *command);

/* True if the action can be typed here: those of the panes alone cannot. */
bool linear_knows(enum action action);

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
 * another archive, where false means that it was interrupted; linear_known.c. */
void linear_set_known(struct linear *linear, const struct linear_command *command);
const struct known *linear_known(const struct linear *linear);
struct str linear_known_title(const struct linear *linear, struct arena *arena, struct str title);
bool linear_known_renew(struct linear *linear);

/* What the reader noted; linear_reader.c. */
void linear_state(struct linear *linear, const struct linear_command *command);
void linear_note(struct linear *linear, const struct linear_command *command);
void linear_keep_search(struct linear *linear, const struct linear_command *command);
void linear_mark(struct linear *linear, const struct linear_command *command);
void linear_to_mark(struct linear *linear, const struct linear_command *command);
bool linear_resume(struct linear *linear);
void linear_keep_place(struct linear *linear);

#endif
