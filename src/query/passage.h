/* passage: where a quote, or what a source says, stands in the local copy of the source. */
#ifndef DOSSIER_QUERY_PASSAGE_H
#define DOSSIER_QUERY_PASSAGE_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/fault.h"
#include "query/quote_check.h"
#include "query/texts.h"

struct arena;

struct passage {
	struct dossier_ref source;
	struct str path;                /* of the copy, as a person can open it; NUL-terminated */
	struct str text;                /* all of it */
	bool has_words;                 /* false: a source as a whole, and `check` means nothing */
	struct quote_check check;       /* of the quote's words in the text */
};

/* The dossier itself if it is a quote or a source, else NO_DOSSIER. */
struct dossier_ref passage_subject(const struct archive *archive, struct dossier_ref ref);

/* The text of a quote's source, or of a source, with the place of the quote in it. All in `arena`.
 * Fails: FAULT_USAGE if it is neither a quote nor a source; FAULT_FORMAT if the source is not
 * known, or does not say which text it is; FAULT_SYSTEM if that text is not among `texts`, or
 * cannot be read any more. */
bool passage_find(const struct archive *archive, struct arena *arena, const struct texts *texts,
                  struct dossier_ref ref, struct passage *passage, struct fault *why);

#endif
