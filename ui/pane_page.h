/* pane_page: what the panes that show a page have in common. Their state begins with a
 * page_view. */
#ifndef DOSSIER_UI_PANE_PAGE_H
#define DOSSIER_UI_PANE_PAGE_H

#include "ui/page_view.h"
#include "ui/pane.h"

/* The page_view at the beginning of the pane's state. */
struct page_view *pane_page_view(const struct pane *pane);

/* Actions: scrolling by line, page, half page, section, to the ends; links; matches; cancel. */
bool pane_page_line_down(struct pane *pane, struct workspace *workspace);
bool pane_page_line_up(struct pane *pane, struct workspace *workspace);
bool pane_page_down(struct pane *pane, struct workspace *workspace);
bool pane_page_up(struct pane *pane, struct workspace *workspace);
bool pane_page_half_down(struct pane *pane, struct workspace *workspace);
bool pane_page_half_up(struct pane *pane, struct workspace *workspace);
bool pane_page_first(struct pane *pane, struct workspace *workspace);
bool pane_page_last(struct pane *pane, struct workspace *workspace);
bool pane_page_section_next(struct pane *pane, struct workspace *workspace);
bool pane_page_section_previous(struct pane *pane, struct workspace *workspace);
bool pane_page_link_next(struct pane *pane, struct workspace *workspace);
bool pane_page_link_previous(struct pane *pane, struct workspace *workspace);
bool pane_page_link_hints(struct pane *pane, struct workspace *workspace);
bool pane_page_source_next(struct pane *pane, struct workspace *workspace);
bool pane_page_match_next(struct pane *pane, struct workspace *workspace);
bool pane_page_match_previous(struct pane *pane, struct workspace *workspace);
bool pane_page_cancel(struct pane *pane, struct workspace *workspace);

/* Follow the selected link, or the only one there is reason to follow. */
bool pane_page_open(struct pane *pane, struct workspace *workspace);

/* Members of pane_ops. */
bool pane_page_key(struct pane *pane, struct workspace *workspace, struct key key);
void pane_page_draw(const struct pane *pane, const struct workspace *workspace, struct arena *frame,
                    struct canvas *canvas, bool has_focus);
struct str pane_page_amount(const struct pane *pane, const struct workspace *workspace,
                            struct arena *frame);
void pane_page_close(struct pane *pane);

#endif
