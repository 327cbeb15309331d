/* revise_parts: what the files of the revise module share. For nobody else.
 *
 *	revise.c          the files, their drafts, the segment
 *	revise_base.c     whether these are the dossiers that the base has of these files
 *	revise_facets.c   files that did not change, but what is found of their dossiers did
 *	revise_stand.c    stand-ins for what is linked to
 *	revise_ledger.c   what is known of quotes
 */
#ifndef DOSSIER_BUILD_REVISE_PARTS_H
#define DOSSIER_BUILD_REVISE_PARTS_H

#include "base/arena.h"
#include "build/batch.h"
#include "build/ledger.h"
#include "build/revise.h"
#include "build/special.h"

struct revising {
	struct arena *arena;            /* of the segment */
	struct arena scratch;
	const struct archive *base;
	const struct scan *scan;
	struct special_reader specials;
	struct finding_array findings;  /* which nobody asks for */
	struct schema *schema;
	struct row_list files;          /* rows of the scan; and of the base, which has the same */
	bool *is_taken;                 /* by row of files */
	struct batch_memory memory;
	struct { struct batch *items; size_t count, room; } batches;    /* of these files, as far as
	                                                                 * they were drafted */
	struct row_list replaced;       /* rows of the base: the dossiers of these files */
	bool *is_replaced;              /* by row of the base */
};

/* A base that was damaged can lead to rows that are not there: true if that one is, … */
static inline bool revise_has(const struct revising *revising, struct dossier_ref ref)
{
	return ref.row < dossier_count(revising->base);
}

/* … and is replaced. */
static inline bool revise_replaces(const struct revising *revising, struct dossier_ref ref)
{
	return revise_has(revising, ref) && revising->is_replaced[ref.row];
}

/* Take a file; false if these are too many, or if it has no dossiers or the base another there. */
bool revise_take_file(struct revising *revising, uint32_t file);

/* True if the base is of these files, by this schema, and no dossier of it has parts in several. */
bool base_fits(const struct revising *revising);

/* Find what is replaced: the dossiers that the base has of the files. */
void base_find_replaced(struct revising *revising);

/* True if the drafts are of these dossiers and no others, and each has the name, the kind and the
 * former ids of before. */
bool base_has_drafts(struct revising *revising);

/* True if what is replaced holds its own links in the base, and those of no other. */
bool base_holds_links(const struct revising *revising);

/* Take the files of dossiers that other kinds of dossiers link to than before: that is among the
 * words that they are found by. False if these are too many. */
bool facets_take_files(struct revising *revising);

/* The stand-ins, in a batch of `arena`: for all that the drafts link to, cite or name, and, with a
 * link to each dossier that is replaced, for each kind of dossiers that have one. */
struct batch stand_ins_make(struct revising *revising, struct arena *arena);

/* What the ledger says of the quotes that are replaced, as it was or now would be read. False if
 * only the ledger itself can tell. Rows are of `resolved` and in its arena. */
bool ledger_revise(struct revising *revising, const struct resolved *resolved,
                   struct ledger *ledger);

#endif
