/* tree: what the parser says of a document, put together to nodes. Private to build/read.
 *
 * The lists and maps that are being read form a stack of at most LIMIT_DEPTH frames; nothing here
 * calls itself. What is wrong in the document becomes findings and costs the value it stands in.
 */
#ifndef DOSSIER_BUILD_TREE_H
#define DOSSIER_BUILD_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/finding.h"
#include "model/keys.h"
#include "model/limits.h"
#include "model/node.h"

enum { TREE_FEW_KEYS = 16 };

/* A list or map that is being read. */
struct tree_frame {
	struct node *node;
	struct node *last;              /* its last child, or NULL */
	bool wants_value;               /* of a map: its key has been read … */
	bool drops_value;               /* … and cannot be kept, nor can what belongs to it … */
	bool is_merge;                  /* … because it is a merge key, which was noted */
	struct str key;
	struct place key_place;

	/* The keys of a map so far, with their lines: a list while they are few, then a table,
	 * which the next map at this depth uses again. */
	struct { struct str key; uint32_t line; } few[TREE_FEW_KEYS];
	size_t few_count;
	struct keys many;
};

struct tree {
	struct arena *arena;            /* of the nodes and findings */
	uint32_t file;
	struct finding_array *findings;

	struct node *root;              /* of the document, or NULL */
	struct place place;             /* where the document begins */
	struct tree_frame frames[LIMIT_DEPTH];
	size_t depth;                   /* frames in use */
	struct arena scratch;           /* of the frames' keys: tree_release ends it */
};

/* A scalar, list or map as it begins. Its strings are copied. */
struct tree_item {
	enum node_kind kind;
	const char *anchor, *tag;       /* or NULL */
	struct place place;
	struct str text;                /* of a scalar */
	bool is_plain, is_block;        /* of a scalar, as in a node */
	bool is_written;                /* of a scalar: false where nothing stands … */
	bool lacks_colon;               /* … and nothing can: its key stands without ':' */
};

/* Begin a document. */
void tree_begin(struct tree *tree, struct place place);

/* Take what comes next in the document. False if it cannot be read any further, which was noted. */
bool tree_take_scalar(struct tree *tree, const struct tree_item *item);
bool tree_open(struct tree *tree, const struct tree_item *item);
void tree_close(struct tree *tree);
void tree_take_alias(struct tree *tree, struct str name, struct place place);

void tree_release(struct tree *tree);

#endif
