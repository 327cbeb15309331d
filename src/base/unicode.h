/* unicode: what letters are. The only module that calls ICU.
 *
 * Text is UTF-8. Invalid bytes never fail a call: each counts as U+FFFD of width 1.
 * Nothing of ICU is loaded before the first text that needs it: ASCII and the common punctuation of
 * European prose have a short way, and to be shown, so have all that familiar.h knows. Thread-safe:
 * each thread opens its own.
 *
 * Follows Unicode 15 by way of ICU: UAX #29 (grapheme clusters, words), UAX #15 (NFKC), UTS #10
 * (collation, root), UAX #11 (width), UTS #39 (confusables).
 */
#ifndef DOSSIER_BASE_UNICODE_H
#define DOSSIER_BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct fault;

enum { UNICODE_REPLACEMENT = 0xFFFD };

/* The code point that begins at byte `at` (at < text.size), and in `*size` its bytes (1 to 4).
 * An invalid, overlong or surrogate form gives UNICODE_REPLACEMENT and size 1. */
uint32_t unicode_decode(struct str text, size_t at, size_t *size);

/* Write `code_point` as UTF-8; gives the bytes written, 1 to 4. Surrogates and values above
 * U+10FFFF are written as U+FFFD. */
size_t unicode_encode(uint32_t code_point, char bytes[4]);

/* Byte position of the first invalid UTF-8, or SIZE_MAX if all is valid (no overlong forms, no
 * surrogates, nothing above U+10FFFF). */
size_t unicode_find_invalid(struct str text);

/* Columns that a terminal gives the code point: 0 for controls, marks and the like, 1 or 2. The
 * same as wcwidth(3) of glibc in UTF-8 for all that it knows. */
int unicode_width(uint32_t code_point);

/* How a code point may appear on a terminal. */
enum unicode_class {
	UNICODE_PRINTABLE,      /* letters, numbers, punctuation, symbols, U+0020, U+3000 */
	UNICODE_MARK,           /* combining: printable behind a base */
	UNICODE_JOINER,         /* ZWJ, ZWNJ, variation selectors 15, 16: where they belong */
	UNICODE_FORBIDDEN,      /* controls, bidi controls, invisibles, private, unassigned */
	UNICODE_CLASS_COUNT
};
enum unicode_class unicode_class(uint32_t code_point);

/* True for letters and marks of scripts in which ZWNJ and ZWJ change the shape (Arabic, Indic,
 * Myanmar, …). */
bool unicode_joins(uint32_t code_point);
/* True for pictographs that ZWJ sequences and VS16 may follow. */
bool unicode_is_pictograph(uint32_t code_point);

/* Bytes of the grapheme cluster that begins at byte `at` (at < text.size), from 1 to 512. One that
 * takes more than two columns on a terminal (the vowels of Burmese take one each) is cut into parts
 * that do not, so that the columns of a text are the sum of those of its clusters. */
size_t unicode_grapheme_size(struct str text, size_t at);

/* Columns of one grapheme cluster: 0 only if it has no base, else 1 or 2. Pictographs that are
 * joined, coloured or followed by VS16 take 2 in all. */
int unicode_grapheme_width(struct str grapheme);

/* Folded for search: NFKC case folding, with diacritics removed behind Latin, Greek and Cyrillic
 * letters only (a mark of Burmese is a vowel, not a decoration); letters such as ø, ł, đ, ß become
 * their plain neighbours, and quotes, hyphens and dashes the ones of ASCII. Idempotent. At most 11
 * bytes come out for each that goes in. A str of `arena`. */
struct str unicode_fold(struct arena *arena, struct str text);

/* What a code point is where signs that differ only in form count as the same: '-' for a dash of
 * any kind, '\'' for a quotation mark or an apostrophe, ' ' for a blank or the end of a line, 0 for
 * what does not show (soft hyphens, joiners, marks of direction); else itself. */
uint32_t unicode_sign(uint32_t code_point);

/* Add to `out` the NFKC of the letter, with all that is composed with it, that begins at byte `at`
 * of `text` (at < text.size); gives its bytes in `text`, at most 256. Called for each piece of a
 * text, it gives the NFKC of the whole, but for hundreds of marks in a row. */
size_t unicode_add_nfkc(struct text *out, struct str text, size_t at);

/* True for letters and digits of scripts whose words have blanks between them and are whole by
 * themselves: Latin, Greek and Cyrillic. */
bool unicode_is_of_word(uint32_t code_point);

/* What a text looks like, folded, so that two that can be taken for each other give the same:
 * letters of other scripts, 0, 1 and the capital I become the Latin letters that they resemble.
 * Empty if none of these is in it, so that it looks like unicode_fold() of itself. A str of
 * `arena`. */
struct str unicode_look(struct arena *arena, struct str text);

/* Latin letters for a text in another script, folded ("лавров" gives "lavrov"); empty if the text
 * holds nothing to romanize. What had no blank between comes out joined, what is Latin is folded
 * only. Russian, Ukrainian and Burmese are written as the English-language press writes names (see
 * cyrillic.h and myanmar.h), all else by ICU's "Any-Latin". `text` is best given raw: folding took
 * the й from Russian. A str of `arena`. */
struct str unicode_romanize(struct arena *arena, struct str text);

/* The words of an already folded text, in order: what has a letter or a digit between two bounds
 * of UAX #29. Scripts written without blanks (Burmese, Thai, Chinese, …) are cut by dictionary.
 * Each word is a slice of `folded`, which must stay where it is. Loops may be nested and left. */
struct unicode_words {
	struct str folded;
	size_t at;              /* byte where the next word is looked for */
	void *breaks;           /* of this module; NULL for plain text */
};
struct unicode_words unicode_words_begin(struct str folded);
bool unicode_words_next(struct unicode_words *words, struct str *word);

/* Bytes that order as the texts do in the root collation of CLDR, when compared by memcmp. */
struct str unicode_sort_key(struct arena *arena, struct str text);

/* "ICU 72.1, Unicode 15.0": what folded words and orders of an archive depend on. That of the
 * build; one that is found in its place has the same major version. */
struct str unicode_version(void);

/* Get what texts need ready, if that has not been done. Fails: FAULT_SYSTEM, if ICU is not there.
 * Who does not ask first ends the program with that sentence (arena_end). */
bool unicode_load(struct fault *why);

/* Release what this thread opened. Needed only by those who count leaks. */
void unicode_close(void);

/* Release what all threads share too, when no other runs any more: the last call of a program. */
void unicode_finish(void);

#endif
