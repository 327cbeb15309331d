/* bytes: what must be known of a file's bytes before a parser sees them.
 *
 * The parser gives no place for bytes that it refuses, guesses at other encodings, and takes
 * quadratic time for some harmless-looking input. This pass is strict, and exact in its places.
 * Lines end where YAML 1.1 ends them: at LF, CR, CR LF, U+0085, U+2028 and U+2029.
 */
#ifndef DOSSIER_BUILD_BYTES_H
#define DOSSIER_BUILD_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/finding.h"

struct arena;

/* The longest run of blanks and line breaks that is accepted: libyaml 0.2.5 clears its buffer for
 * them, in the size of the longest, at every blank that follows in the same text. */
enum { BYTES_MAX_BLANKS = 4096 };

/* True if all bytes may go to a parser: valid UTF-8 without raw controls but TAB, LF, CR and
 * U+0085, without U+FFFE, U+FFFF and byte order marks. Else notes each line that has others, with
 * RULE_ENCODING. A mark at the very start is not counted: see bytes_mark_size. */
bool bytes_are_text(struct arena *arena, struct str bytes, uint32_t file,
                    struct finding_array *findings);

/* 3 if the bytes begin with the UTF-8 form of a byte order mark, else 0. */
size_t bytes_mark_size(struct str bytes);

/* Where the first run of more than BYTES_MAX_BLANKS blanks and breaks at or after `from` begins, or
 * SIZE_MAX. Looks at few bytes. */
size_t bytes_find_blanks(struct str bytes, size_t from);

/* A place among the lines: drawn on from line to line, never back. */
struct bytes_line {
	size_t start;           /* byte where the line begins; behind the last, the size of all */
	uint32_t number;        /* from 0 */
};

/* Go to the next line; false if there is none. */
bool bytes_next_line(struct str bytes, struct bytes_line *line);

/* Where byte `at` stands; `line` is drawn on to the line that holds it. */
struct place bytes_place(struct str bytes, struct bytes_line *line, size_t at);

/* A place among the characters, drawn on likewise. */
struct bytes_character {
	size_t start;           /* byte where it begins */
	size_t number;          /* from 0 */
};

/* True if a ':' stands from character `first` to before `end`, and not in a comment; both are
 * numbers, and nothing stands there that is more than a sign. `at` is drawn on to `end`. */
bool bytes_have_colon(struct str bytes, struct bytes_character *at, size_t first, size_t end);

/* True if the line begins a document: "---" and a blank, a break or the end. */
bool bytes_begin_document(struct str bytes, struct bytes_line line);

/* True if some line begins with '%'. (May be true for a character that ends like a line break.) */
bool bytes_have_directives(struct str bytes);

/* How many lines begin with '%' from `line` on, as far as only blank lines, comments and "..."
 * stand between them. `line` is drawn on to the first of them. */
size_t bytes_directives(struct str bytes, struct bytes_line *line);

#endif
