/* manual: parts of the manual pages, in the man(7) macros, made from the program's own tables. */
#ifndef DOSSIER_CLI_MANUAL_H
#define DOSSIER_CLI_MANUAL_H

#include "cli/output.h"

/* A sub-heading; a tagged paragraph with its tag in bold; running text. What troff would take for a
 * request or an escape is quoted. */
void manual_heading(struct output *output, struct str text);
void manual_item(struct output *output, struct str tag);
void manual_text(struct output *output, struct str text);

/* Text, if there is any, with a full stop at its end. */
void manual_sentence(struct output *output, const char *text);

#endif
