/* shown: text that may go to a terminal.
 *
 * `struct str` is raw: bytes from outside. `struct shown` is harmless: it is made only here, and
 * only it is accepted by the canvas, by the output of commands and by the diagnostics. So the
 * compiler finds most places where a byte of content would reach a terminal unasked.
 *
 * What may pass: letters, up to SHOWN_MAX_MARKS combining marks behind a base, numbers,
 * punctuation, symbols, the space and the ideographic space. ZWJ between pictographs or letters
 * that join and behind a virama, ZWNJ between letters that join, VS15 and VS16 once behind a
 * pictograph. All else becomes visible ASCII in the forms of less(1): ^[ for ESC, <U+202E> for a
 * bidi control, <FF> for a byte that is no UTF-8. In one-line text a line feed becomes ↵ and a tab
 * →.
 *
 * Text that looks like such a form cannot be taken for one: each ^ or < before it is doubled. So an
 * odd number of them begins a form, and an even number stands for half as many in the text:
 *
 *	bytes   1B          ^  [        ^  1B           FF          <FF>        < FF
 *	shown   ^[          ^^[         ^^^[            <FF>        <<FF>       <<<FF>
 *
 * Follows research on CVE-2021-42574 (bidi), CVE-2021-42694 (homoglyphs by invisibles),
 * CVE-2003-0063 and CVE-2022-45063 (replies typed back).
 */
#ifndef DOSSIER_BASE_SHOWN_H
#define DOSSIER_BASE_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum { SHOWN_MAX_MARKS = 4 };

struct shown {
	const char *bytes;      /* harmless UTF-8, or ASCII only if made for an ASCII terminal */
	size_t size;            /* bytes */
	int width;              /* terminal columns */
};

enum shown_charset {
	SHOWN_UTF8,
	SHOWN_ASCII,            /* words are transliterated, all else escaped; LF is \n, TAB \t */
	SHOWN_CHARSET_COUNT
};

/* For the whole process; SHOWN_UTF8 until set. Set once, by a front end, before it shows
 * anything. */
void shown_set_charset(enum shown_charset charset);
enum shown_charset shown_charset(void);

/* For the whole process: that names in other scripts are shown in Latin letters, for terminals
 * whose fonts have no others. False until set. */
void shown_set_latin_names(bool are_latin);

/* A raw name as it is to be shown, raw still: Sergei Lavrov for Сергей Лавров, if that is asked
 * for, else the name itself. In `arena`, or borrowed. */
struct str shown_name(struct arena *arena, struct str name);

/* A one-line text made harmless. Lives in `arena`, unless nothing had to change: then it borrows
 * the bytes of `raw`. At most 12 bytes come out for each byte that goes in. To be called on raw
 * text, once: doing it again does no harm, but doubles the signs that begin an escape. */
struct shown shown_line(struct arena *arena, struct str raw);

/* The same for running text that will be wrapped: LF, TAB and the blanks of typographers (no-break,
 * thin and the like) become a space each. */
struct shown shown_prose(struct arena *arena, struct str raw);

/* A text written in this program, or a translator's: what is not printable in it is made harmless
 * as in content, and in an ASCII terminal its non-ASCII letters are replaced. Borrowed where it can
 * be. */
struct shown shown_literal(struct arena *arena, const char *literal);

/* printf whose result is made harmless as a whole: its arguments are raw text. */
struct shown shown_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The longest beginning of whole grapheme clusters and whole escapes that fits `width` columns.
 * Borrowed. */
struct shown shown_cut(struct shown shown, int width);

/* As it is if it fits `width` columns, else cut and ended with an ellipsis. */
struct shown shown_fit(struct arena *arena, struct shown shown, int width);

/* The part from byte `start` of `size` bytes, both at cluster bounds. Borrowed. */
struct shown shown_slice(struct shown shown, size_t start, size_t size);

/* Bytes of the cluster that begins at byte `at`, and its columns: 1 or 2. */
size_t shown_grapheme(struct shown shown, size_t at, int *width);

/* The same bytes as a str, for measuring and comparing. */
struct str shown_str(struct shown shown);

#endif
