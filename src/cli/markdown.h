/* markdown: texts as parts of a document in Markdown. Follows CommonMark 0.31. */
#ifndef DOSSIER_CLI_MARKDOWN_H
#define DOSSIER_CLI_MARKDOWN_H

#include "base/str.h"
#include "cli/output.h"

/* A text on one line, harmless and as it is: nothing in it is taken for a sign of Markdown. */
void markdown_text(struct output *output, struct str raw);

/* A text as a quotation, with its lines and paragraphs. */
void markdown_quotation(struct output *output, struct str raw);

#endif
