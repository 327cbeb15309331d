/* yaml_parts: what the parts of a line of YAML are, for those who read it: keys, comments, quoted
 * text. Goes by the letters alone and refuses nothing: a file that is wrong is shown as well.
 *
 *	positions:   # with since when
 *	─key──────   ─comment─────────
 */
#ifndef DOSSIER_QUERY_YAML_PARTS_H
#define DOSSIER_QUERY_YAML_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/role.h"

struct arena;

/* What a line has left open. Zeroed before the first. */
struct yaml_state {
	char quote;                     /* the mark that ends a quoted text, or 0 */
	unsigned flow;                  /* brackets and braces that are open */
	bool is_block;                  /* in a text behind '|' or '>': */
	size_t block_column;            /* which goes on in lines that are indented more */
};

struct yaml_part {
	struct str text;                /* of the line */
	enum role role;
};

/* Parts that make up the whole line. */
struct yaml_parts {
	struct yaml_part *items;
	size_t count, room;
	bool is_top;                    /* it begins a key at the left margin, or a document */
};

struct yaml_parts yaml_parts(struct arena *arena, struct yaml_state *state, struct str line);

#endif
