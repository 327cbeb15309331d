/* pane_text: the local copy of a source, with the words of a quote marked in it. */
#ifndef DOSSIER_UI_PANE_TEXT_H
#define DOSSIER_UI_PANE_TEXT_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/fault.h"
#include "ui/pane.h"

/* Show the text of a quote or source, from the folder of texts, in a pane that is open. Fails as
 * passage_find does, and shows what it showed before. */
bool pane_text_show(struct pane *pane, struct workspace *workspace, struct dossier_ref ref,
                    struct fault *why);

#endif
