/* pane_list: the list at the left, and what may stand in it.
 *
 * A source is what the rows are made of: the kinds, the dossiers of one, what a search found, the
 * timeline, the findings, the actions that match a command being typed. The pane scrolls and
 * selects; the source counts, draws a row and says what stands behind it.
 *
 *	kinds ─open▶ dossiers of a kind ─back▶ kinds      typing: the prompt's source, until it
 *	                                                  ends, which brings the old one back
 */
#ifndef DOSSIER_UI_PANE_LIST_H
#define DOSSIER_UI_PANE_LIST_H

#include "query/findings.h"
#include "query/known.h"
#include "query/timeline.h"
#include "reader/reader.h"
#include "ui/list_limit.h"
#include "ui/list_months.h"
#include "ui/list_order.h"
#include "ui/list_row.h"
#include "ui/list_search.h"
#include "ui/pane.h"
#include "ui/viewport.h"

enum list_source {
	LIST_KINDS,
	LIST_DOSSIERS,
	LIST_RESULTS,
	LIST_TIMELINE,
	LIST_FINDINGS,
	LIST_READING,
	LIST_COMMANDS,
	LIST_SOURCE_COUNT
};

struct list_state {
	enum list_source source;
	struct viewport viewport;
	int cursors[LIST_SOURCE_COUNT]; /* where each source was left */
	const struct reader *reader;    /* of LIST_READING and LIST_KINDS; NULL: there is none */
	uint32_t kind;                  /* of LIST_DOSSIERS, */
	struct list_order order;        /* and theirs */
	/* Of LIST_FINDINGS, and how many there are for LIST_KINDS where not all is known; made
	 * of: */
	struct findings_list findings;
	struct arena findings_arena;
	const struct archive *findings_of;      /* NULL: they are not made */
	const struct known *findings_known;
	const struct known *known;      /* only what is there then, all of which is counted; or
	                                 * NULL */
	bool is_of_part;                /* the archive is one: findings come with the whole */
	/* Of LIST_RESULTS: the search that is shown, and beside it the one before, which comes back
	 * when a new one is cancelled. */
	struct list_search searches[2];
	int shown;
	/* What narrows the list, and which one: it ends when another list is shown */
	struct list_limits limits;
	enum list_source limited;
	int limited_search;             /* of LIST_RESULTS: `shown` then */
	bool is_limiting;               /* the last limit is being typed */
	unsigned edition_before;        /* of the workspace, when that began */
	bool seeks_row;                 /* the cursor goes, once they are counted as far, to: */
	int sought_row;                 /* row of the source */
	int anchor;                     /* the same, from where a limit was begun */
	/* Rows of LIST_COMMANDS */
	enum action commands[ACTION_COUNT];
	int command_count;
	struct list_months months;      /* of LIST_TIMELINE, as far as it was shown last */
	/* While somebody types: what to go back to */
	bool is_typing;
	enum list_source source_before;
	struct viewport viewport_before;
};

struct list_source_ops {
	const char *name;               /* for the title, when there is nothing better to say */
	int row_height;                 /* screen rows of one row of the list */
	int (*count)(const struct list_state *state, const struct archive *archive);
	void (*draw)(const struct list_state *state, const struct archive *archive,
	             struct arena *frame, struct canvas *canvas, int row);
	/* The dossier behind a row; NULL or NO_DOSSIER if there is none. */
	struct dossier_ref (*subject)(const struct list_state *state, const struct archive *archive,
	                              int row);
	/* True for a row that the cursor passes over; never the last, and never one below another.
	 * NULL: none is. */
	bool (*is_heading)(const struct list_state *state, const struct archive *archive, int row);
	/* What Enter does; NULL: visit the subject. */
	void (*open)(struct pane *pane, struct workspace *workspace, int row);
	/* What is said of the row under the cursor, in the last rows of the pane; borrowed. NULL:
	 * nothing. */
	struct str (*detail)(const struct list_state *state, const struct archive *archive, int row);
	/* Paint what is left of the pane below the rows, margins and all, while `shown` is read;
	 * NULL: nothing. */
	void (*draw_below)(const struct list_state *state, const struct archive *archive,
	                   struct dossier_ref shown, struct arena *frame, struct canvas *canvas);
	struct str (*title)(const struct list_state *state, const struct archive *archive,
	                    struct arena *frame);
	/* What the signs in its rows mean, for the title if it has room; NULL: there are none. */
	struct str (*legend)(struct arena *frame);
};

const struct list_source_ops *list_source_ops(enum list_source source);

extern const struct list_source_ops list_kinds_ops, list_hits_ops, list_timeline_ops,
	list_findings_ops, list_reading_ops;

/* For a source without dossiers. */
struct dossier_ref list_no_subject(const struct list_state *state, const struct archive *archive,
                                   int row);

/* The kept search that stands in a row of the kinds, false if none does; and the row of the one of
 * that name, or -1. Borrowed from the reader. */
bool list_kinds_search(const struct list_state *state, const struct archive *archive, int row,
                       struct reader_search *search);
int list_kinds_find(const struct list_state *state, const struct archive *archive, struct str name);

/* What stands below the kinds next to the dossier that is shown (1), or before it (-1); NO_DOSSIER
 * at an end, or if that one does not stand there. */
struct dossier_ref list_kinds_beside(const struct list_state *state, const struct archive *archive,
                                     struct dossier_ref shown, int step);

/* Rows stand behind a margin for the mark of the one that is chosen, in line with the pane's
 * name. */
enum { LIST_MARGIN = 2 };

/* Make the list of findings, unless it is; let go of it. How many are known; the finding of a row,
 * or NO_ROW for a heading; and the row of one. */
void list_findings_make(struct list_state *state, const struct archive *archive);
void list_findings_release(struct list_state *state);
uint32_t list_finding_count(const struct list_state *state, const struct archive *archive);
uint32_t list_finding_at(const struct list_state *state, int row);
int list_finding_row(const struct list_state *state, uint32_t finding);

/* The sign that a row of the timeline has, by what it is. */
const char *list_timeline_mark(enum timeline_what what);

/* Months stand above the entries of the timeline as rows that its source does not have: find them
 * in what is shown, which may have grown; and draw the one at a row of what is shown. */
void list_timeline_renew(struct list_state *state, const struct archive *archive);
void list_timeline_draw_heading(const struct list_state *state, const struct archive *archive,
                                struct arena *frame, struct canvas *canvas, int line);

/* The row of the timeline that is nearest to a dossier: its own, or of its day or the next; of one
 * without date the first event. And the last row that has a date; -1: none has. */
int list_timeline_row(const struct list_state *state, const struct archive *archive,
                      struct dossier_ref ref);
int list_timeline_last(const struct list_state *state, const struct archive *archive);

/* What a dossier is called in a list: a quote that has no name by its words, in quotation marks.
 * Empty for NO_DOSSIER. Borrowed, or in `frame`. */
struct str list_called(const struct archive *archive, struct arena *frame, struct dossier_ref ref);

/* Where a dossier stands in a span that is in the order of names, or NO_ROW. */
uint32_t list_place(const struct archive *archive, struct row_span span, struct dossier_ref ref);

/* Show another source, where its cursor was left. False if it has to wait until all is read, and
 * has said so. */
bool pane_list_show(struct pane *pane, struct workspace *workspace, enum list_source source);

/* What a row of a list is, to find it again in another archive. */
struct list_mark {
	int row;
	struct str id;                  /* of its dossier, or empty */
	enum timeline_what what;        /* an entry of the timeline, and */
	int32_t earliest;
	struct str date, other;         /* the id at the other end of a relation */
	struct str name;                /* of a kept search, or empty */
	struct str path, message;       /* a finding: its file, and */
	uint32_t line;
};

struct list_mark list_mark_row(const struct list_state *state, const struct archive *archive,
                               struct arena *arena, enum list_source source, int row);
int list_find_row(const struct list_state *state, const struct archive *archive,
                  enum list_source source, const struct list_mark *mark);

/* Where its cursors are; and the same in another archive, as far as it is there. A search that is
 * not done finds its hit later. */
struct list_kept { struct list_mark shown, before, left[LIST_SOURCE_COUNT]; };
struct list_kept pane_list_keep(const struct pane *pane, const struct workspace *workspace,
                                struct arena *arena);
void pane_list_restore(struct pane *pane, struct workspace *workspace,
                       const struct list_kept *kept);

/* For the above: the cursor to a row that has another number now, and stays where it was on the
 * screen; and the lists that are not shown. */
void list_move_row(struct viewport *viewport, int row);
void list_restore_left(struct list_state *state, const struct archive *archive,
                       const struct list_kept *kept);

/* True if its rows are of dossiers. */
bool pane_list_has_dossiers(const struct pane *pane);

/* True if limits may leave out some rows of its source. The rows that are shown, and the row of the
 * source that one of them is: all rows that come out of the viewport are of the first sort, all
 * that the source takes of the second. -1: there is no such row. */
bool list_is_limited(const struct list_state *state);
int list_rows(const struct list_state *state, const struct archive *archive);
/* Without headings: how many its source has, and which of them the cursor is on, from 1. */
int list_all(const struct list_state *state, const struct archive *archive);
int list_number(const struct list_state *state);
int list_row(const struct list_state *state, int row);

/* Order the list by the next column, by the one that it has from its other end, by one that is
 * chosen, or by what is named, as ordering_read has it; false if it has no such order, and it was
 * said why. Other dossiers of the kind are known now; go on ordering for a while, true if the rows
 * have become others. list_ordering.c. */
bool pane_list_order_next(struct pane *pane, struct workspace *workspace);
bool pane_list_order_reverse(struct pane *pane, struct workspace *workspace);
bool pane_list_order_by(struct pane *pane, struct workspace *workspace, struct ordering ordering);
bool pane_list_order(struct pane *pane, struct workspace *workspace, struct str named);
void list_order_renew(struct list_state *state, const struct archive *archive);
bool list_order_on(struct pane *pane, struct workspace *workspace, unsigned budget_us);

/* True if it may be ordered; what the list says of its order, for its title, or empty. */
bool pane_list_has_orders(const struct pane *pane);
struct str list_order_title(const struct list_state *state, struct arena *frame, struct str title);

/* What stands at the right of a dossier in a list of its kind: what one looks for, and the date,
 * if its name leaves room for them; in any case what the list is ordered `by`. In `frame`. */
struct str list_column_right(const struct archive *archive, const struct known *known,
                             struct arena *frame, struct dossier_ref ref, enum column by,
                             int columns);

/* The dossiers of LIST_DOSSIERS as they stand; and where one is among them, or NO_ROW. */
struct row_span list_dossiers(const struct list_state *state, const struct archive *archive);
uint32_t list_dossier_place(const struct list_state *state, const struct archive *archive,
                            struct dossier_ref ref);

/* The row that is shown of a row of the source, which must be there; true for one that is a
 * heading, of the source or of list_timeline.c; how many there are that are none. */
int list_line(const struct list_state *state, int row);
bool list_is_heading(const struct list_state *state, const struct archive *archive, int row);
int list_passed(const struct list_state *state, const struct archive *archive);

/* Begin a limit, false if this list can have none, and it was said why; what it says so far; keep
 * it, or where nothing was typed, take away the last one; leave the list as it was. Or narrow it by
 * a query at once. */
bool pane_list_limit_begin(struct pane *pane, struct workspace *workspace);
void pane_list_limit_type(struct pane *pane, struct workspace *workspace, struct str text);
void pane_list_limit_accept(struct pane *pane, struct workspace *workspace, struct str text);
void pane_list_limit_cancel(struct pane *pane, struct workspace *workspace);
bool pane_list_limit(struct pane *pane, struct workspace *workspace, struct str query);

/* For the files of the list: count its limits for a while, true if there was something to count;
 * the cursor to a row of the source, at once or when that is counted; not any more, because
 * somebody goes elsewhere; no limits any more. */
enum { LIST_FIRST_BUDGET_US = 8000 };   /* before what is new is painted */
bool list_count_limits(struct pane *pane, struct workspace *workspace, unsigned budget_us);
void list_go_to(struct pane *pane, struct workspace *workspace, int row);
void list_stop_seeking(struct list_state *state);
void list_end_limits(struct list_state *state);

/* What may be typed next in the limit that says nothing yet; NULL: nothing in particular. */
const struct completions *list_limit_offers(const struct list_state *state);

/* A title with the limits, which stand first if that takes more than `room` columns; and of a
 * limited list how much is left. In `frame`. */
struct str list_limit_title(const struct list_state *state, struct arena *frame, struct str title,
                            int room);
struct str list_limit_amount(const struct list_state *state, const struct archive *archive,
                             struct arena *frame);

/* What the end of a limit that is typed may become: values with how many dossiers of the list have
 * them, if these are all there and counted at once, and then no others; else none is counted. In
 * `arena`. And values with their counts, unless these are of something else, in place of rows.
 * list_values.c. */
struct completions list_limit_values(const struct list_state *state, const struct archive *archive,
                                     struct arena *arena, struct str typed);
void list_draw_values(const struct completions *values, bool has_counts, struct arena *frame,
                      struct canvas *canvas);

/* Draw the list; rows at the end of the pane for the detail of the row under the cursor.
 * list_drawing.c. */
void list_draw_pane(const struct pane *pane, const struct workspace *workspace, struct arena *frame,
                    struct canvas *canvas, bool has_focus);
int list_detail_rows(const struct pane *pane);

/* For the files of the list: its count of rows may have changed; the dossier of a row, or
 * NO_DOSSIER; show that of the first row, or if it has none, what was read before. */
void list_resize(struct pane *pane, struct workspace *workspace);
struct dossier_ref list_subject_at(const struct pane *pane, const struct workspace *workspace,
                                   int row);
void list_show_first(struct pane *pane, struct workspace *workspace);

/* The cursor to the hit that it was on before, once that is there. If it will not be, the first one
 * is as good, and read by who types or chooses in the list. */
void list_seek(struct pane *pane, struct workspace *workspace);

/* Wait for the end of the search; if it found nothing say so, and leave it. */
bool list_finish_search(struct pane *pane, struct workspace *workspace);

/* The dossiers of a kind. */
void pane_list_show_kind(struct pane *pane, struct workspace *workspace, uint32_t kind);

/* The search that is shown. */
const struct list_search *list_results(const struct list_state *state);

/* What a query finds, as if it had been typed. */
void pane_list_search(struct pane *pane, struct workspace *workspace, struct str query);

/* The query whose results stand in the list, in the language of queries; empty if none do, or it
 * was not understood. In `arena`. */
struct str pane_list_query(const struct pane *pane, struct arena *arena);

/* Something is typed that the list is to show, which keeps what it shows now; the text has changed;
 * it was accepted; it was cancelled, or nothing is typed any more. Accepting a search waits for its
 * end; false means that there is nothing to go to, and has complained. */
void pane_list_type_begin(struct pane *pane, enum prompt_kind prompt);
void pane_list_type(struct pane *pane, struct workspace *workspace, enum prompt_kind prompt,
                    struct str text);
bool pane_list_type_accept(struct pane *pane, struct workspace *workspace);
/* Accepted only to choose one of its dossiers: waits for the search's end, gives the dossier that
 * the cursor is on, and brings back what was shown; NO_DOSSIER if there is none, and has
 * complained. */
struct dossier_ref pane_list_type_choose(struct pane *pane, struct workspace *workspace);
void pane_list_type_cancel(struct pane *pane, struct workspace *workspace);

/* The cursor to what stands in a row of the screen, and read it; false if nothing does. */
bool pane_list_pick(struct pane *pane, struct workspace *workspace, int screen_row);

/* Scroll by rows of the screen. The cursor goes no further than it must to be in sight; where it
 * moves, what it is on is read. */
void pane_list_slide(struct pane *pane, struct workspace *workspace, int screen_rows);

/* What its lists are of, as far as it is known. */
struct row_span list_of_kind(const struct list_state *state, const struct archive *archive,
                             uint32_t kind);
uint32_t list_entry_count(const struct list_state *state, const struct archive *archive);
struct timeline_entry list_entry_at(const struct list_state *state, const struct archive *archive,
                                    uint32_t row);

/* From now on show only what is `known` (NULL: all), where the lists are; searches ask again. */
void pane_list_know(struct pane *pane, struct workspace *workspace, const struct known *known);

/* Carry out what the cursor is on. */
void pane_list_open_row(struct pane *pane, struct workspace *workspace);

/* The action that the cursor is on while a command is typed, or ACTION_NONE. */
enum action pane_list_command(const struct pane *pane);

/* The next (1) or previous (-1) dossier of the list, and read it; false at the end. */
bool pane_list_walk(struct pane *pane, struct workspace *workspace, int step);

#endif
