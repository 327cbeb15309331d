/* node: YAML as a tree of maps, lists and texts, each with its place.
 *
 * Made by build/read, which alone knows the parser; read by the schema and by build/draft. A scalar
 * is always text, exactly as it was typed (after unescaping): nothing is taken for a number, a
 * truth value or a date. Lives in the arena it was made in.
 *
 *	names:                  map ── key "names" ─▶ list ─▶ scalar "Senior General"
 *	  - Senior General                              └next▶ map ── key "text" ─▶ scalar "…"
 *	  - {text: …, lang: my}                                 └ key "lang" ─▶ scalar "my"
 */
#ifndef DOSSIER_MODEL_NODE_H
#define DOSSIER_MODEL_NODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP, NODE_KIND_COUNT };

/* Where something stands in its file. Both from 1; 0 means "not known". Columns are code points. */
struct place {
	uint32_t line, column;
};

struct node {
	enum node_kind kind;
	bool is_plain;          /* of a scalar: not quoted, no block: null and ~ mean "absent" */
	bool is_block;          /* of a scalar: written with | or > */
	bool lacks_colon;       /* of a scalar: there is none, for its key stands without ':' */
	uint32_t count;         /* of a list or map: how many children */
	struct place place;
	struct str text;        /* of a scalar */
	struct str key;         /* if it is the value in a map */
	struct place key_place;
	struct node *first;     /* of a list or map: its children in the order of the file … */
	struct node *next;      /* … linked by this */
};

/* The documents of one file, in order, linked by next. */
struct node_file {
	struct node *first;
	uint32_t count;
};

/* The value of `key` in `map`, or NULL; also NULL if `map` is NULL or no map. */
const struct node *node_find(const struct node *map, struct str key);

/* True for NULL and for a plain scalar that is empty, "~" or "null". */
bool node_is_absent(const struct node *node);

/* The text of a scalar; empty for everything else. */
struct str node_text(const struct node *node);

/* "a list", "a map", "a text": for messages. */
const char *node_kind_words(enum node_kind kind);

#endif
