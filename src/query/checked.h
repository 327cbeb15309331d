/* checked: all quotes of a collection, each looked for in the text of its source.
 *
 * A source whose text is not among the local ones by its SHA-256 may still have one that was
 * changed since. Of the texts that are no source's, it gets the one that has most of its quotes;
 * the name of the file, if that is the id of the source, and the title at the head of the text
 * count like a quote each. Each text goes to one source. What is found in such a text is told, but
 * proves nothing.
 */
#ifndef DOSSIER_QUERY_CHECKED_H
#define DOSSIER_QUERY_CHECKED_H

#include "query/quote_check.h"
#include "query/texts.h"

struct checked_quote {
	struct dossier_ref quote;
	struct dossier_ref source;      /* or NO_DOSSIER */
	uint32_t text;                  /* row of the texts that it was looked for in, or NO_ROW */
	bool differs;                   /* that text is not the one that its source names */
	struct quote_check check;       /* VERDICT_NO_COPY if there was none */
};

/* A text that stands in for that of a source. */
struct text_stand_in { struct dossier_ref source; uint32_t text; };

struct checked_quotes {
	struct checked_quote *items;    /* in the order of their ids */
	size_t count, room;
	size_t counts[VERDICT_COUNT];
	size_t indirect_count;          /* quotes that are not word for word: no items */
	struct { struct text_stand_in *items; size_t count, room; } stand_ins;
};

/* Check all quotes; or, if `only_count` is not 0, those that are in `only`, or whose source is: no
 * more texts are read than that takes, and no other stand-ins are told of. In `arena`. Fails as
 * texts_read does. */
bool checked_quotes_make(const struct archive *archive, struct arena *arena,
                         const struct texts *texts, const struct dossier_ref *only,
                         size_t only_count, struct checked_quotes *quotes, struct fault *why);

/* The words of a quote, as they are looked for, and as the ledger has the digest of: prose_words(),
 * with the names of dossiers. In `arena`. */
struct str quote_words(const struct archive *archive, struct arena *arena, struct str text);

#endif
