/* tree_parts: what the files of tree share. Private to query/tree*.c.
 *
 *	tree.c           branches from the centre outwards
 *	tree_choice.c    which of the neighbours of one dossier
 *	tree_links.c     the links that a branch stands for
 */
#ifndef DOSSIER_QUERY_TREE_PARTS_H
#define DOSSIER_QUERY_TREE_PARTS_H

#include "archive/neighbours.h"
#include "base/arena.h"
#include "query/tree.h"

/* What a dossier is marked with while the links of another are gone through; 0 between two. */
enum tree_mark {
	MARK_NAMED_BY = 1, MARK_NAMES = 2,      /* was counted as naming, or named */
	MARK_WORDS = 4,                         /* was counted as words */
	MARK_GROUP = 8,                         /* was counted in the group at work */
	MARK_SHELF = 16,                        /* stands on the shelf that is put in order */
};

/* Relations are ranked as seen from one end: LINK_OUT and LINK_IN of each. */
enum { RANK_NONE = UINT16_MAX };

struct tree_maker {
	const struct archive *archive;
	struct arena *arena;            /* of the tree */
	struct arena scratch;           /* of one dossier */
	struct arena own;               /* of the maker */
	const struct tree_query *query;
	struct tree *tree;
	uint16_t *ranks;                /* by relation and direction, as they are shown; RANK_NONE:
	                                 * only names */
	uint32_t *ranked;               /* and back: relation times two, and direction */
	uint32_t rank_count, relation_count, kind_count;
	uint8_t *tiers;                 /* by kind, the first are shown first */
	uint8_t *words;                 /* by kind: of enum tree_words, or TREE_WORDS_COUNT */
	uint8_t *marks;                 /* by dossier: of enum tree_mark */
	uint32_t *places;               /* by dossier: the row of its branch and 1, or 0 */
	uint64_t budget;
};

/* Keys of what hangs on `above`. */
uint64_t tree_group_key(struct tree_maker *maker, uint64_t above, uint32_t rank);
uint64_t tree_rest_key(struct tree_maker *maker, uint64_t above);

/* What the reader says of a key, or else `by_itself`. */
bool tree_is_open(const struct tree_maker *maker, uint64_t key, bool by_itself);

/* A link of the dossier at work. */
struct tree_item {
	uint32_t other;
	uint32_t index;                 /* in its span */
	uint16_t rank;
	uint8_t direction;
};

/* The neighbours over one relation. */
struct tree_choice {
	uint32_t rank;
	uint32_t first, count;          /* of the items */
	uint32_t total;                 /* dossiers */
	uint32_t *others;               /* rows of those that are chosen, in order */
	size_t other_count;
	size_t taken;                   /* of these */
};

struct tree_choices {
	struct tree_choice *items;
	size_t count, room;
	struct tree_item *links;        /* by rank */
	size_t words[TREE_WORDS_COUNT];
	size_t named_by, names;
};

/* Whose neighbours are wanted, and how many. */
struct tree_wish {
	struct dossier_ref of, above;   /* NO_DOSSIER above the centre */
	uint64_t key;                   /* of `of` */
	bool is_all;                    /* words too, and none is left out */
};

/* The links of a dossier, looked at once each; in the maker's scratch. */
struct tree_choices tree_choose(struct tree_maker *maker, const struct tree_wish *wish);

/* True if it has a link that its branches would show, or count; where many have to be looked at to
 * find one, it is taken to have. */
bool tree_leads_on(const struct tree_maker *maker, struct dossier_ref of, struct dossier_ref above);

/* The links of a choice that lead to the dossiers taken, by these: `links[i]` and `counts[i]` are
 * of the i-th. */
void tree_links(struct tree_maker *maker, const struct tree_wish *wish,
                const struct tree_choices *choices, const struct tree_choice *choice,
                struct connections *links, size_t *counts);

#endif
