/* terminal_type: what the type of a terminal says, written anew with looks in place of attributes.
 *
 * ncurses ends each look by itself, for the charset, the colours and the attributes apart, and
 * names all attributes to begin the next: 15 to 27 bytes around a word. It can be told of up to 15
 * attributes that have nothing to do with each other, and what turns each of them on. So here each
 * is one look of ours, and one sequence ends any of them: 7 or 8 bytes a word.
 *
 *	ESC[36m Moscow ESC[39m ESC(B ESC[m   ─▶   ESC[36m Moscow ESC[m
 *
 * That holds on terminals where ESC[m ends colours and attributes alike, as ECMA-48 says; what its
 * type says of shifts and padding besides is left out, for no letters of another charset are sent.
 * Nothing of a terminal library is in here.
 */
#ifndef DOSSIER_UI_TERMINAL_TYPE_H
#define DOSSIER_UI_TERMINAL_TYPE_H

#include <stdbool.h>

#include "base/str.h"
#include "model/role.h"
#include "ui/theme.h"

struct arena;

/* The first of them are those for which ncurses takes a blank to look like any other. */
enum { LOOKS_OF_LETTERS = 4, LOOKS = 15 };

/* How to ask for a type. Names as in terminfo(5), in the order of term(5), ended by NULL. */
struct terminal_type {
	const char *name;
	const char *const *flag_names, *const *number_names, *const *string_names;
	bool (*flag)(const char *name);
	int (*number)(const char *name);                /* -1: says nothing of it */
	const char *(*string)(const char *name);        /* NULL: says nothing of it */
	/* What turns a colour on; NULL: nothing does. Valid until the next call. */
	const char *(*colour)(const struct terminal_type *type, bool is_background,
	                      short colour);
};

struct looks {
	struct str on[LOOKS];           /* what turns it on; empty: nobody wears it */
	signed char of[ROLE_COUNT];     /* which one; -1: the plain one */
	/* What brings look and charset back to the plain ones, whoever left them; with a NUL that
	 * does not count. */
	struct str plain;
};

/* One look for all roles that look alike in the theme. False if looks cannot be had on this type,
 * or are too many. */
bool looks_make(struct arena *arena, const struct terminal_type *type, const struct theme *theme,
                enum theme_colours colours, struct looks *looks);

/* True if blanks in that style look like any other. */
bool style_hides_blanks(struct style style);

/* A sequence of a type without padding, "$<5>", which only old lines need. In `arena`. */
struct str sequence_unpadded(struct arena *arena, const char *sequence);

/* The type with the looks, compiled as term(5) says; empty if it would be larger than 32767 bytes,
 * which is all that the places in it can tell. In `arena`. */
struct str terminal_type_compile(struct arena *arena, const struct terminal_type *type,
                                 const struct looks *looks);

/* Bytes as ncurses takes a compiled type from the environment variable TERMINFO: "hex:1a01…", ended
 * by a NUL that does not count. In `arena`. */
struct str terminal_type_hex(struct arena *arena, struct str compiled);

#endif
