/* quote_check: whether the words of a quote stand in a text, and where.
 *
 * Reads no file and no archive. A quote matches
 *
 *	exactly     if its bytes are in the text
 *	normalized  if they are once both are in NFKC, every kind of dash, quotation mark and blank
 *	            is one, lines are joined (a hyphen at the end of one stays or goes), and soft
 *	            hyphens and other hidden signs are gone
 *
 * In the second case "...", "…" and "[...]" stand for words that were left out: what is between
 * them is found in this order within QUOTE_PASSAGE_SIZE bytes. An insertion in brackets is looked
 * for as it stands first, then left out of the quote, then of the text. A match begins and ends
 * with whole words, where words have blanks between them. Upper and lower case differ.
 *
 * A quote of less than QUOTE_MIN_CHARACTERS, or of less than QUOTE_MIN_WORDS where words have
 * blanks between them, proves nothing unless its very bytes stand between quotation marks, with at
 * most a comma or a full stop before the closing one: else it is too short if it is there. If it is
 * not there at all, it is not found, however short.
 *
 * Of several places the one between quotation marks is meant, else the first.
 */
#ifndef DOSSIER_QUERY_QUOTE_CHECK_H
#define DOSSIER_QUERY_QUOTE_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/verdict.h"

struct arena;

enum {
	QUOTE_MIN_CHARACTERS = 12, QUOTE_MIN_WORDS = 3,
	QUOTE_PASSAGE_SIZE = 2000,      /* bytes of normalized text that all parts lie in */
};

/* A text that quotes are looked for in. What it needs for it is made once, when it is needed. */
struct quote_text;

/* `bytes`, which must stay, of at most 4 GiB. Lives in `arena`. */
struct quote_text *quote_text_new(struct arena *arena, struct str bytes);

/* A part of a text. */
struct quote_place {
	size_t position, size;          /* bytes */
	uint32_t line, column;          /* from 1; columns are code points. 0: there is no place */
};

struct quote_check {
	enum verdict verdict;               /* never VERDICT_NO_COPY */
	struct quote_place place;       /* of the words; none if they were not found */
	struct quote_place near;        /* then: of the longest part of them that is there */
};

/* Look for `words`. Takes time in proportion to the text. */
struct quote_check quote_check(struct quote_text *text, struct str words);

/* Where words stand that are long enough to prove something, exactly or normalized; no place if
 * they do not. What quote_check finds, for those who ask for many. */
struct quote_place quote_find(struct quote_text *text, struct str words);

/* True if a line of `text` ends with the byte `at`: LF, CR LF or CR. */
bool quote_ends_line(struct str text, size_t at);

/* Where these bytes of the text are, as lines and columns. */
struct quote_place quote_place(const struct quote_text *text, size_t position, size_t size);

#endif
