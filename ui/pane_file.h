/* pane_file: the file that a dossier is written in, as it is on disk, with a cursor on one of its
 * lines. */
#ifndef DOSSIER_UI_PANE_FILE_H
#define DOSSIER_UI_PANE_FILE_H

#include <stdint.h>

#include "base/fault.h"
#include "ui/pane.h"

/* Show the file of a dossier, with the cursor on `line` (0: where the dossier begins) and that on
 * `row` of the pane, as far as the file reaches. Fails as manuscript_read does; the pane is then as
 * it was. */
bool pane_file_show(struct pane *pane, struct workspace *workspace, struct dossier_ref ref,
                    uint32_t line, int row, struct fault *why);

/* The line that the cursor is on, from 1. */
uint32_t pane_file_line(const struct pane *pane);

#endif
