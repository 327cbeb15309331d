/* page_compare_parts: the page of a comparison, at work. Private to query/page_compare*.c.
 *
 *	page_compare.c          heads, fields, what only one has
 *	page_compare_shared.c   what both have
 */
#ifndef DOSSIER_QUERY_PAGE_COMPARE_PARTS_H
#define DOSSIER_QUERY_PAGE_COMPARE_PARTS_H

#include "query/compare.h"
#include "query/page_parts.h"

enum { COMPARE_INDENT = 2 };

struct compare_writer {
	struct page_maker maker;
	const struct comparison *comparison;
	struct dossier sides[COMPARE_SIDES];
	bool is_wide;
	int column_width;               /* of each of two */
	struct shown labels[COMPARE_SIDES];     /* beside what is said, unless that is wide */
	int label_width;
	bool has_letters;               /* for labels */
};

/* What is said of one side: its lines, and what they are about. */
struct compare_cell {
	void (*write)(struct compare_writer *writer, int side, const void *what);
	const void *what;
};

/* Write what a cell says of both sides. */
void compare_write_sides(struct compare_writer *writer, struct compare_cell cell);

/* A link to a dossier of several, one behind the other. */
void compare_write_name(struct page_maker *maker, uint32_t row, bool is_first);

/* "and 42 more", a link to what the query finds of a kind. */
void compare_write_more(struct compare_writer *writer, size_t count, struct str query,
                        uint32_t kind);

/* Links of one relation, read in one direction, which stand side by side. */
struct compare_stretch { struct connections links; struct str label; };
struct compare_stretch compare_stretch_of(const struct archive *archive,
                                          const struct connections *all, size_t first);

/* The sections with what both have, one for each kind. */
void compare_write_shared(struct compare_writer *writer);

#endif
