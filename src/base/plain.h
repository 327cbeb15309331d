/* plain: the short way for plain European text, which needs no data of ICU. Private to base/.
 *
 * Plain are ASCII, the punctuation of European prose (curly quotes, dashes, the ellipsis, the
 * bullet), and the letters of Russian, in which names are written beside their English spelling.
 * What is done here gives the same as the long way in unicode.c would; tests compare them.
 */
#ifndef DOSSIER_BASE_PLAIN_H
#define DOSSIER_BASE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* What the search folds plain punctuation other than ASCII to; NULL for anything else. */
const char *plain_folded(uint32_t code_point);

/* True for a plain code point; if one stands before another, neither changes how the other is
 * folded. */
bool plain_has(uint32_t code_point);

/* The plain letters that stand for one with a stroke, such as "o" for ø, or for two in one, such as
 * "ae" for æ; NULL for any other. Not for capitals: it comes after case folding. */
const char *plain_letter(uint32_t letter);

/* True if `text` is plain from its first byte to its last. */
bool plain_holds(struct str text);

/* Fold the beginning of `text` from byte `at` into `out` as long as it is plain, with or without
 * the marks of й and ё, and give the byte where that ends: the end of the text, or the last plain
 * character before another (a mark there may belong to it). */
size_t plain_fold(struct text *out, struct str text, size_t at, bool keeps_marks);

/* The next word of folded plain text at or after `*at`, cut after UAX #29; `*at` is moved behind
 * it. What is not ASCII counts as letters, so that this is of use without any data too. */
bool plain_next_word(struct str folded, size_t *at, struct str *word);

#endif
