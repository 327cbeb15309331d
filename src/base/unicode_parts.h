/* unicode_parts: what the files behind unicode.h know of each other. Private to base/. */
#ifndef DOSSIER_BASE_UNICODE_PARTS_H
#define DOSSIER_BASE_UNICODE_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum {
	UNICODE_ZWNJ = 0x200C,
	UNICODE_ZWJ = 0x200D,
	UNICODE_VS15 = 0xFE0E,
	UNICODE_VS16 = 0xFE0F
};

/* Where the ASCII that begins at byte `at` of `text` ends. */
size_t unicode_ascii_end(struct str text, size_t at);

/* True for the marks that take a consonant its vowel and join it to the next. */
bool unicode_is_virama(uint32_t code_point);
bool unicode_is_alphanumeric(uint32_t code_point);

/* White space; punctuation that is a dash; that opens or closes a quotation; what never shows. */
bool unicode_is_blank(uint32_t code_point);
bool unicode_is_dash(uint32_t code_point);
bool unicode_is_quotation_mark(uint32_t code_point);
bool unicode_is_hidden(uint32_t code_point);
bool unicode_is_capital(uint32_t code_point);

/* Bytes of the grapheme cluster of UAX #29 that `window` (never empty) begins with. */
size_t unicode_cluster_size(struct str window);

/* What unicode_close() closes of unicode_form.c. */
void unicode_close_forms(void);

/* Case-folded in NFKC, marks and all: for what reads й as a letter of its own. */
struct str unicode_fold_case(struct arena *arena, struct str text);

/* True for code points of scripts other than Latin. */
bool unicode_is_foreign(uint32_t code_point);

/* Write `word` in Latin letters, or `latin` in ASCII, as far as ICU knows how. False, and nothing
 * written, if it is over 1024 bytes or ICU's data is missing. */
bool unicode_add_latin(struct text *out, struct str word);
bool unicode_add_ascii(struct text *out, struct str latin);

/* Write what `code_point` looks like (UTS #39, Confusable Detection): "a" for the а of Cyrillic;
 * itself, if it looks like nothing else or ICU's data is missing. */
void unicode_add_look(struct text *out, uint32_t code_point);

enum { UNICODE_MAX_ASCII_GROWTH = 12 }; /* bytes for each byte */

/* What an ASCII terminal can show of `text`: letters without their marks, words of other scripts in
 * Latin letters, straight quotes. What has no ASCII, and all that is forbidden, stays as it is.
 * Lives in `arena`, or borrows `text` if that is ASCII. */
struct str unicode_to_ascii(struct arena *arena, struct str text);

/* The same for words of other scripts alone, of which those of scripts without capitals begin with
 * one, as names do. Lives in `arena`, or borrows `text` if there are none. */
struct str unicode_to_latin(struct arena *arena, struct str text);

#endif
