/* plain: the short way for plain European text, which needs no data of ICU. Private to base/.
 *
 * Plain are ASCII and the punctuation of European prose: curly quotes, dashes, the ellipsis, the
 * bullet. What is done here gives the same as the long way in unicode.c would; tests compare them.
 */
#ifndef DOSSIER_BASE_PLAIN_H
#define DOSSIER_BASE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* What the search folds a plain code point other than ASCII to; NULL for one that is not plain. */
const char *plain_folded(uint32_t code_point);

/* The plain letters that stand for one with a stroke, such as "o" for ø, or for two in one, such as
 * "ae" for æ; NULL for any other. Not for capitals: it comes after case folding. */
const char *plain_letter(uint32_t letter);

/* True if `text` is plain from its first byte to its last. */
bool plain_holds(struct str text);

/* Fold the beginning of `text` from byte `at` into `out` as long as it is plain, and give the byte
 * where that ends: the end of the text, or the last plain character before another (a mark there
 * may belong to it). */
size_t plain_fold(struct text *out, struct str text, size_t at);

/* The next word of folded plain text at or after `*at`, cut after UAX #29; `*at` is moved behind
 * it. What is not ASCII counts as letters, so that this is of use without any data too. */
bool plain_next_word(struct str folded, size_t *at, struct str *word);

#endif
