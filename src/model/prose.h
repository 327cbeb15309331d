/* prose: running text with links and citations.
 *
 *	Prose with [[min-aung-hlaing]] or [[min-aung-hlaing|the junta's chief]] links
 *	and citations [@lavrov-visit-2022-08, para. 1; @aphr-2025-03].
 *
 * Citations follow pandoc's manual, section "Citation syntax", in brackets only: an id with signs
 * that end a key is written [@{a--b.}]. A mark that is not closed on its paragraph, is empty, or
 * holds a '[' is plain text. Blank lines part paragraphs; "- " at the start of a line makes a list
 * item; a line that begins with "# " is a heading. Single line breaks are blanks.
 */
#ifndef DOSSIER_MODEL_PROSE_H
#define DOSSIER_MODEL_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum prose_kind {
	PROSE_TEXT,             /* words */
	PROSE_LINK,             /* [[id]] or [[id|label]]: target, and label if there is one */
	PROSE_CITATION,         /* one @id of a bracket: target, and locator if there is one */
	PROSE_PARAGRAPH,        /* a paragraph ends, and another follows; text is empty */
	PROSE_ITEM,             /* a list item begins, and ends what was before; text is empty */
	PROSE_HEADING,          /* a heading begins, and ends with the paragraph; text is empty */
	PROSE_KIND_COUNT
};

/* True for what ends the passage before it. */
static inline bool prose_begins_passage(enum prose_kind kind)
{
	return kind == PROSE_PARAGRAPH || kind == PROSE_ITEM || kind == PROSE_HEADING;
}

struct prose_part {
	enum prose_kind kind;
	struct str text;        /* the bytes of the part as they stand, marks included */
	struct str target;      /* of a link or citation: the id, trimmed */
	struct str label;       /* of a link: what to show instead; of a citation: the locator */
	size_t start;           /* byte of the whole text where the part begins */
};

/* Walk the parts of a text: zero `at`, then call until it gives false.
 *
 *	for (size_t at = 0; prose_next(text, &at, &part);) …
 *
 * Linear in the size of the text. All strs are slices of `text`. */
bool prose_next(struct str text, size_t *at, struct prose_part *part);

/* The text as it reads without marks: labels (or, through `name`, the names of targets) in place of
 * links, no citations, a line for each paragraph, item and heading, and single blanks. For search,
 * snippets and opening words. `name` gives the name of an id, or an empty str; it may be NULL. A
 * str of `arena`. */
struct arena;
struct str prose_plain(struct arena *arena, struct str text,
                       struct str (*name)(void *context, struct str id), void *context);

/* The words as they stand, blanks and lines as they are, but labels or names in place of links, and
 * no citations: what is looked for of a quote, and what its digest is of. `text` itself if it has
 * neither; else a str of `arena`. */
struct str prose_words(struct arena *arena, struct str text,
                       struct str (*name)(void *context, struct str id), void *context);

/* True if a sentence ends before byte `at` of a running text, marks and all: a blank behind a stop
 * that is not that of an abbreviation. */
bool prose_stops(struct str text, size_t at);

/* The sentence, or the part of it that fits `size` bytes, around byte `at` of a plain text. A slice
 * of `plain`, of whole characters and, where it can be, whole words. */
struct str prose_sentence(struct str plain, size_t at, size_t size);

#endif
