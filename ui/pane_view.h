/* pane_view: a page over the panes that is made of several dossiers: how two hang together, whom
 * one hangs together with, what two have in common, when all of it was.
 *
 *	         ┌─ view ──────────────┐
 *	dossier ─▶ a row of the table: ├─▶ page ─ Enter ─▶ dossier, and the view is closed;
 *	other   ─▶ title, page         │                   its key opens it again as it was
 *	         └─────────────────────┘
 */
#ifndef DOSSIER_UI_PANE_VIEW_H
#define DOSSIER_UI_PANE_VIEW_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/fault.h"
#include "query/page.h"
#include "ui/layout.h"
#include "ui/pane.h"

enum view {
	VIEW_PATH,                      /* from one to the other, and the next best ways */
	VIEW_TREE,                      /* whom one is linked with, and whom these are */
	VIEW_COMPARE,                   /* what two have in common, and what not */
	VIEW_DATES,                     /* the line of time: of one, or of all if there is none */
	VIEW_MATRIX,                    /* who was at what: around one, or of all if there is none */
	VIEW_MENTIONS,                  /* where one is named without a link */
	VIEW_WHO,                       /* what a value of one rests on, and what others say */
	VIEW_OUTLINE,                   /* the sections of the page below */
	VIEW_FACETS,                    /* what stands in the list, counted; of no dossier */
	VIEW_COUNT
};

/* Make the view of one dossier, or of two (else `other` is NO_DOSSIER), in a pane that is open.
 * Fails, and shows what it showed before, with a sentence for the reader, if there is nothing to
 * show: FAULT_USAGE. */
bool pane_view_show(struct pane *pane, struct workspace *workspace, enum view view,
                    struct dossier_ref one, struct dossier_ref other, struct fault *why);

/* What VIEW_WHO is asked about. */
struct view_question {
	uint32_t row;                   /* a value, or one that stands inside of it; NO_ROW: the
	                                 * first */
	size_t part;                    /* of running text (query/who.h); 0: all of it */
	const struct page_link *mark;   /* leads to the source to select; NULL: none */
};

void pane_view_turn(struct pane *pane, struct workspace *workspace, struct view_question question);

/* Choose what stands on a row of the screen; false if nothing there can be chosen so. */
bool pane_view_pick(struct pane *pane, struct workspace *workspace, int row);

/* Of VIEW_OUTLINE: the sections of the page in a slot. */
void pane_view_outline(struct pane *pane, struct workspace *workspace, enum slot slot);

/* Where the view stands in the area of all panes: all of it, but for those that leave the panes in
 * sight; then `*floats`. Running text leaves room at the right of a wide area, of at least
 * VIEW_ASIDE_FROM columns in all, if `*floats` is false. */
enum { VIEW_ASIDE_FROM = 150 };
struct rect pane_view_box(const struct pane *pane, const struct workspace *workspace,
                          struct rect area, bool *floats);

/* What stands in that room, on so many rows and columns: the page of what is selected, or of what
 * the view is of; `*title` says what it is, in `frame`. Until the next call. */
const struct page_view *pane_view_aside(struct pane *pane, const struct workspace *workspace,
                                        struct arena *frame, int rows, int columns,
                                        struct str *title);

/* Of the view that is shown, if it is of time: only what is of a date that was typed, or all where
 * that is empty. Fails with a sentence for the reader. */
bool pane_view_limit(struct pane *pane, struct workspace *workspace, struct str typed,
                     struct fault *why);

/* True if the view that is shown has steps, branches or something next for that action, or if it is
 * none of these. */
bool pane_view_takes(const struct pane *pane, const struct workspace *workspace,
                     enum action action);

/* The word for what an action does in the view that is shown, in English, from a table; NULL: it
 * does nothing now. */
const char *pane_view_hint(const struct pane *pane, const struct workspace *workspace,
                           enum action action);

#endif
