/* verdict: what came of looking for a quote in the text of its source. */
#ifndef DOSSIER_MODEL_VERDICT_H
#define DOSSIER_MODEL_VERDICT_H

#include <stdbool.h>

#include "base/str.h"

/* From the best to the worst. Stored in archives. */
enum verdict {
	VERDICT_EXACT,          /* word for word, byte for byte */
	VERDICT_NORMALIZED,     /* but for quotation marks, dashes, blanks and the like */
	VERDICT_TOO_SHORT,      /* there, but so short that it proves nothing */
	VERDICT_NO_COPY,        /* nothing to look in: no source, or its text is not at hand */
	VERDICT_NOT_FOUND,
	VERDICT_COUNT
};

/* What became of a quote since it was looked for. Stored in archives. */
enum verdict_change {
	VERDICT_UNCHANGED,
	VERDICT_WORDS_CHANGED,  /* the quote has other words now */
	VERDICT_TEXT_CHANGED,   /* its source names another text now, or the quote another source */
	VERDICT_CHANGE_COUNT
};

/* Its lasting name: "exact", "normalized", "too-short", "no-local-copy", "not-found". */
struct str verdict_name(enum verdict verdict);

/* The verdict of that name. False, and `verdict` as it was, if there is none. */
bool verdict_find(struct str name, enum verdict *verdict);

#endif
