/* view_parts: what a view is made of. Private to pane_view.c and to one file for each view. */
#ifndef DOSSIER_UI_VIEW_PARTS_H
#define DOSSIER_UI_VIEW_PARTS_H

#include <limits.h>

#include "base/arena.h"
#include "query/facets.h"
#include "query/matrix.h"
#include "query/path.h"
#include "query/timeline_page.h"
#include "query/tree.h"
#include "query/who.h"
#include "ui/layout.h"
#include "ui/page_view.h"
#include "ui/pane_view.h"

/* How the line of time is shown: with all of it, in lanes, or only what is on the reading list, or
 * stands in the list. */
enum dates_form { DATES_PLAIN, DATES_LANES, DATES_READING, DATES_CHOSEN, DATES_FORM_COUNT };

/* What stands beside a view. */
struct view_aside {
	struct page_view page;
	struct dossier_ref of;
	int columns;
	bool is_made;                   /* of the archive, and the day, that are shown */
};

/* Zeroed when a view begins; what a view does not name here is not its own. */
struct view_state {
	struct page_view page;          /* first: pane_page.h */
	enum view view;
	bool has_begun;
	bool is_opening;                /* a reader opens it: it is not only read anew */
	struct str one, other;          /* ids, in the workspace's arena; empty: none */
	struct arena arena;             /* of what follows from the archive, which find made: */
	struct path_query query;
	struct paths paths;
	/* Of a comparison: no list is cut */
	bool shows_all;
	/* Of the tree */
	unsigned depth;                 /* of facets as well: how many values are shown */
	struct { struct tree_fold *items; size_t count, room; } folds;
	const struct tree_line *lines;  /* in the arena of the page */
	/* Of facets */
	struct facets facets;
	bool is_growing;                /* the list that they are of */
	/* Of the line of time */
	enum time_zoom zoom;
	enum dates_form form;
	struct str chosen;              /* what was listed when it was shown, in that arena */
	struct str when;                /* EDTF, in the workspace's arena; empty: all of it */
	/* Of the matrix: which of its columns are shown, and how many there are */
	size_t first_column, shown_columns, fitting_columns, column_count;
	struct matrix *matrix;          /* in the arena of the page; NULL: there is none */
	const struct matrix_link *crossings;
	/* Of unlinked mentions: how much is read for them, and whether there may be more */
	size_t portions;
	bool has_more;
	/* Of who says so: of the archive and the day, read when first asked; NULL: not yet */
	struct who_subject *subject;
	struct who_values values;       /* those that were known */
	struct page_sources *numbers;
	struct who_mark value, asked;   /* that is shown; with which it was opened */
	size_t first_value;             /* at the top of the table; SIZE_MAX: where the value is in sight */
	/* Of the outline */
	enum slot slot;                 /* of the page that it is of */
	struct view_aside aside;
	int rows;                       /* that it is laid out for */
};

enum { VIEW_TO_FIRST = -INT_MAX, VIEW_TO_LAST = INT_MAX };      /* steps of a walk to its ends */

struct view_row {
	/* What it begins with, if that is not zero; NULL: it is. */
	void (*begin)(struct view_state *state);
	/* False if there is nothing to show; NULL: there always is something. */
	bool (*find)(struct view_state *state, struct workspace *workspace, struct fault *why);
	struct page (*make)(struct view_state *state, struct workspace *workspace,
	                    struct arena *arena, struct page_options options);
	/* Its name and what it is of; `page` in the state is made. */
	struct str (*title)(const struct view_state *state, const struct workspace *workspace,
	                    struct arena *frame);
	/* How it is shown, in a few words, or empty. NULL: always in one way. */
	struct str (*setting)(const struct view_state *state, const struct workspace *workspace,
	                      struct arena *frame);
	/* Step closer (1) or away (-1); false if there is no further. NULL: it has no steps. */
	bool (*zoom)(struct view_state *state, int step);
	/* What the key for branches does: open or close that of the selected link; or, as
	 * `fold_word` says, something else, unless that gives NULL, for nothing. NULL: nothing. */
	void (*fold)(struct view_state *state, struct workspace *workspace);
	const char *(*fold_word)(const struct view_state *state, const struct workspace *workspace);
	/* Show only what is of a date that was typed, or where that is empty, all. NULL: it is not
	 * of time. */
	bool (*limit)(struct view_state *state, struct workspace *workspace, struct str typed,
	              struct fault *why);
	/* It cannot leave out what was not known on a day, and is not shown while that holds. */
	bool is_of_now;
	/* A link goes to the value that it stands in, if that is of the dossier it leads to. */
	bool leads_into;
	/* Show what comes so many steps behind, or before if negative, or as far as it goes; false
	 * if there is nothing. Keys for lines walk too. NULL: it is one. */
	bool (*walk)(struct view_state *state, struct workspace *workspace, int step);
	/* Before it is closed, by q or the key that opened it, or because what it shows was chosen:
	 * show in the panes what was read in it. NULL: nothing. */
	void (*leave)(struct view_state *state, struct workspace *workspace, bool is_chosen);
	/* Where it stands over the panes, in `area` at most; NULL: it covers them. One that does
	 * not is a list: lines move what is selected. */
	struct rect (*box)(const struct view_state *state, const struct workspace *workspace,
	                   struct rect area);
	/* True if it is as narrow as running text, so that a wide screen has room beside it. NULL:
	 * it is not. */
	bool (*is_narrow)(const struct view_state *state);
	int measure;                    /* columns of its text where there is room for both; 0:
	                                 * PAGE_MAX_MEASURE */
	/* Open what is selected; NULL: follow the link. */
	void (*open)(struct view_state *state, struct workspace *workspace);
	/* Choose what the line of a value shows; NULL: lines are no choice. */
	void (*pick)(struct view_state *state, struct workspace *workspace, uint32_t value);
};

extern const struct view_row view_path, view_tree, view_compare, view_dates, view_matrix,
	view_mentions, view_who, view_outline, view_facets;

/* For views that always are. */
bool view_is_narrow(const struct view_state *state);

/* Of view_aside: the page of what is selected, for so many rows and columns; and let it go, when
 * what it was made of has changed. */
const struct page_view *view_aside(struct view_state *state, const struct workspace *workspace,
                                   int rows, int columns);
void view_aside_close(struct view_state *state);

/* Of view_outline: the page of a slot, and the section that one is in selected. */
void view_outline_begin(struct view_state *state, struct workspace *workspace, enum slot slot);

/* Of view_who: what is asked. */
void view_who_turn(struct view_state *state, struct workspace *workspace,
                   struct view_question question);

/* The name of a dossier; if it is gone, its id. Borrowed. */
struct str view_name(const struct workspace *workspace, struct str id);

#endif
