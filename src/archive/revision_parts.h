/* revision_parts: what the files of a revision share. Private to archive/.
 *
 * What is new stands in sections of its own, whose rows are numbered on behind those of the base
 * and name rows of both:
 *
 *	base      VALUES [ 0 … b-1 ]            LINKS_IN [ 0 … … b-1 ]
 *	revision  VALUES [ b … b+s-1 ]          LINKS_IN [ b … b+l-1 ]      likewise most others
 *
 * Few dossiers are changed: those that are replaced, and those that a link of these leads to or led
 * to. Of each there is a row with what must be read instead of what the base has.
 */
#ifndef DOSSIER_ARCHIVE_REVISION_PARTS_H
#define DOSSIER_ARCHIVE_REVISION_PARTS_H

#include "archive/revision.h"
#include "archive/section.h"
#include "base/arena.h"

/* The first of rising rows from `low` on that is not below `row`; their count if all are. */
static inline uint32_t rows_bound(struct row_span rows, uint32_t low, uint32_t row)
{
	uint32_t high = rows.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (rows.rows[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ── A revision, as it is read ──────────────────────────────────────────────────────────────── */

struct changed_dossier {
	uint32_t row;
	bool is_replaced;
	struct dossier_row dossier;
	struct rows_at links_out;       /* of LINKS */
	struct rows_at links_in;        /* of LINKS_IN */
	struct weight_row weight;
};

/* From its place in the timeline up to that of the next piece, rows that stand side by side. */
struct timeline_piece { uint32_t place, row; };

struct revision {
	const struct archive *base;
	struct section_view sections[SECTION_COUNT];    /* what is new */
	struct { struct changed_dossier *items; size_t count, room; } changed;  /* by row */
	struct row_span replaced;       /* rows of dossiers, rising */
	struct { struct timeline_piece *items; size_t count, room; } pieces;    /* by place */
	uint32_t timeline_count, link_count;
	uint64_t hash;
};

/* The changed dossier of that row; NULL if it is as in the base, or there is no revision. */
const struct changed_dossier *revision_find(const struct revision *revision, uint32_t row);

static inline const struct changed_dossier *changed_dossier(const struct archive *archive,
                                                            struct dossier_ref ref)
{
	return archive->revision ? revision_find(archive->revision, ref.row) : NULL;
}

/* The row of TIMELINE at a place; NONE behind the last. */
uint32_t revision_timeline_row(const struct revision *revision, uint32_t place);

/* ── A revision, as it is made ──────────────────────────────────────────────────────────────── */

/* A link to `to` that the base has in row `at`, and that is dead; or one that is new, and stands in
 * front of what the base has from row `at` on. */
struct link_event {
	uint32_t to;                    /* row of DOSSIERS */
	uint32_t at;                    /* of LINKS */
	uint32_t link;                  /* of LINKS; NONE: it is dead */
};

struct revising {
	struct arena *arena;            /* of the revision */
	struct arena scratch;
	const struct archive *base, *segment;
	struct revision *revision;
	struct archive *archive;        /* of base and revision, as far as it is made */
	uint32_t *dossiers;             /* of each of the segment, its row in the base */
	bool *is_replaced;              /* by rows of the segment */
	struct { struct link_event *items; size_t count, room; } events;        /* by `to`, `at` */
};

static inline uint32_t base_count(const struct revising *revising, enum section section)
{
	return revising->base->sections[section].count;
}

/* Room for `count` zeroed rows of what is new of a section; with `rows` NULL it is only asked if
 * there would be any. Fails: FAULT_FORMAT if their numbers would be too large. */
bool revise_room(struct revising *revising, enum section section, uint64_t count, char **rows,
                 struct fault *why);

/* A row of the segment with the numbers that it has in the revision. Those of rows that only the
 * steps below know stay. (revision_rows.c) */
void revise_row(const struct revising *revising, enum section section, char *row);

/* Steps, one after the other. Fail: FAULT_FORMAT. */
bool revise_rows(struct revising *revising, struct fault *why);         /* revision_rows.c */
bool revise_dossiers(struct revising *revising, struct fault *why);     /* revision_links.c */
bool revise_timeline(struct revising *revising, struct fault *why);     /* revision_timeline.c */
bool revise_words(struct revising *revising, struct fault *why);        /* revision_words.c */

#endif
