/* pane_page: what the panes that show a page have in common. Their state begins with a
 * page_view. */
#ifndef DOSSIER_UI_PANE_PAGE_H
#define DOSSIER_UI_PANE_PAGE_H

#include "ui/page_view.h"
#include "ui/pane.h"

/* The page_view at the beginning of the pane's state. */
struct page_view *pane_page_view(const struct pane *pane);

/* Follow the selected link. */
bool pane_page_open(struct pane *pane, struct workspace *workspace);

/* Scrolling by line, page, half page and section, to the ends; links and source marks; matches;
 * cancel. A pane that means something else by one of them says so in its own actions. */
enum { PANE_PAGE_ACTION_COUNT = 18 };
extern const struct pane_action pane_page_actions[PANE_PAGE_ACTION_COUNT];

/* Blank columns at each side of a page. The canvas that it is drawn on has them, its layout not. */
enum { PANE_PAGE_MARGIN = 1 };

/* Members of pane_ops. */
bool pane_page_key(struct pane *pane, struct workspace *workspace, struct key key);
void pane_page_draw(const struct pane *pane, const struct workspace *workspace, struct arena *frame,
                    struct canvas *canvas, bool has_focus);
struct str pane_page_amount(const struct pane *pane, const struct workspace *workspace,
                            struct arena *frame);
void pane_page_close(struct pane *pane);

#endif
