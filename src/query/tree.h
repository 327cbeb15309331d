/* tree: the dossiers around one, as branches: whom it is linked with, and whom these are.
 *
 *	struct tree tree = tree_grow(archive, &arena, &(struct tree_query){
 *		.centre = lavrov, .depth = 2,
 *	});
 *	struct tree_page made = page_tree(archive, &arena, &tree, options);
 *
 * The branches of the centre stand in groups, one for each relation, what people and organizations
 * do with each other before words, and words before sources; the people of a group come before its
 * organizations, events, places and words, and of a kind the earliest. Who names or cites the
 * centre is only counted.
 *
 * Further out a branch has what leads on: quotes, claims and sources are counted, and where there
 * is more than is shown each relation gives its first before any gives a second. What leads back to
 * the dossier above or to the centre is left out: it stands there.
 *
 * A dossier has its own branches once, where it stands nearest to the centre, and there first. In
 * all other places it says where that is.
 *
 * Branches, groups and what is left out open and close by themselves, as the depth says, or as the
 * reader says with a fold, which holds the key of what it is about. Keys are made of the ids and
 * relations on the way there from the centre: they outlive a layout, a query and an archive.
 *
 * The work is bounded: by the links of the centre, TREE_BUDGET of others, and TREE_MOST_ROWS.
 */
#ifndef DOSSIER_QUERY_TREE_H
#define DOSSIER_QUERY_TREE_H

#include <stdbool.h>

#include "archive/archive.h"
#include "query/links.h"
#include "query/page.h"

struct arena;
struct known;

enum {
	TREE_DEEPEST = 3,               /* depth of a query */
	TREE_DEPTH = 2,                 /* if it does not say */
	TREE_DEEPEST_FOLD = 8,          /* no branch opens further out */
	TREE_MOST_GROUP = 20,           /* branches of a relation of the centre, */
	TREE_MOST_BRANCH = 6,           /* and of one branch, if the query does not say */
	TREE_MOST_ROWS = 2000,          /* branches of a tree */
	TREE_MOST_LINKS = 16,           /* links of one branch that are kept */
	TREE_BUDGET = 2000000,          /* links to look at, besides those of the centre */
};

/* What the reader has opened or closed. */
struct tree_fold { uint64_t key; bool is_open; };

struct tree_query {
	struct dossier_ref centre;
	unsigned depth;                 /* open by itself to here: 1 to 3; 0: TREE_DEPTH */
	size_t most;                    /* branches side by side before "12 more"; 0: see above */
	const struct tree_fold *folds;  /* no key twice */
	size_t fold_count;
	const struct known *known;      /* its links alone; NULL: all */
};

/* Of what stands in a line. */
enum tree_state {
	TREE_LEAF,                      /* leads no further */
	TREE_CLOSED, TREE_OPEN,
	TREE_ABOVE, TREE_BELOW,         /* its branches stand further up or down */
	TREE_STATE_COUNT
};

/* Kinds that are counted where they would stand in the way. */
enum tree_words { TREE_QUOTES, TREE_CLAIMS, TREE_SOURCES, TREE_WORDS_COUNT };

/* What is left out of a group or of a branch. */
struct tree_rest {
	uint64_t key;
	bool is_open;                   /* nothing is, because the reader wants to see all */
	size_t branches;
	size_t words[TREE_WORDS_COUNT]; /* dossiers */
};

/* A dossier and the relation in which it is with that above. */
struct tree_branch {
	uint64_t key;
	uint32_t above;                 /* row of a branch; NO_ROW: the centre */
	unsigned depth;                 /* from 1 */
	struct dossier_ref to;
	uint32_t relation;
	enum direction direction;       /* LINK_OUT for symmetric relations */
	struct connections links;       /* of that relation, by date; what two ends say is joined */
	size_t link_count;              /* of all that there are */
	enum tree_state state;
	uint32_t first, count;          /* its branches: rows, if it is open */
	struct tree_rest rest;
	uint32_t turn;                  /* its place as it is read, from 0 */
};

/* The branches of the centre over one relation. */
struct tree_group {
	uint64_t key;
	bool is_open;
	struct str label;
	size_t total;                   /* branches, those left out too */
	uint32_t first, count;
	struct tree_rest rest;
};

struct tree {
	struct dossier_ref centre;
	unsigned depth;
	struct { struct tree_group *items; size_t count, room; } groups;
	struct { struct tree_branch *items; size_t count, room; } branches;
	size_t named_by, names;         /* dossiers that name or cite it, or are named */
	bool is_cut;                    /* a bound was reached: not all is open that should be */
};

/* No groups if nothing leads to the centre or from it, or if it is not there. In `arena`. */
struct tree tree_grow(const struct archive *archive, struct arena *arena,
                      const struct tree_query *query);

/* What a line of the page stands for; the key is 0 for what no fold can be about. */
struct tree_line { uint64_t key; enum tree_state state; };

struct tree_page {
	struct page page;
	const struct tree_line *lines;  /* one for each line of the page */
};

/* The tree as lines: a relation is a heading, and a branch a line, which leads to its dossier:
 *
 *	met (1)
 *	- Ana Vel, 3 August 2022 [1] [2]
 *	  + supports Harbour League, since 2020 [?]
 *	  ↓ in the event Ship Fair, August 2022
 *
 * "-" is open, "+" can be opened; arrows point to where the branches stand. Declared here,
 * written in page_tree.c. */
struct tree_page page_tree(const struct archive *archive, struct arena *arena,
                           const struct tree *tree, struct page_options options);

#endif
