/* resolve: from ids to rows. Where the drafts of all files learn of each other. */
#ifndef DOSSIER_BUILD_RESOLVE_H
#define DOSSIER_BUILD_RESOLVE_H

#include "build/draft.h"
#include "model/keys.h"

/* A dossier of the collection: its draft, and the drafts that add to it. */
struct resolved_dossier {
	uint32_t batch, draft;
	uint32_t first_addition, addition_count;        /* of resolved.additions */
};

struct resolved_part { uint32_t batch, draft; };

struct resolved_id { struct str id; uint32_t dossier; bool is_former; };

/* A link between two rows; `batch` and `link` say which draft link it was. */
struct resolved_link { uint32_t from, to, batch, link; };

struct resolved {
	struct arena *arena;
	struct batch *batches;          /* by file */
	size_t batch_count;
	struct { struct resolved_dossier *items; size_t count, room; } dossiers; /* by id bytes */
	struct { struct resolved_part *items; size_t count, room; } additions;
	struct { struct resolved_id *items; size_t count, room; } ids;            /* by bytes */
	struct { struct resolved_link *items; size_t count, room; } links; /* by from, then order */
	struct keys by_id;              /* from an id or former id to a row of: */
	struct row_list meant;          /* the dossiers that they mean */
};

/* Number the dossiers by their ids, find what each link and citation leads to (writing `to` and
 * `source` in the drafts), and lay the links out. Of two dossiers with one id the first in file
 * order stands. Dangling, ambiguous, self and wrong-kind links become findings with a suggestion.
 * A draft link that is a guess and leads nowhere, or to a wrong kind, becomes a text. `findings`
 * may be NULL: nobody wants to know. */
void resolve_batches(struct arena *arena, const struct schema *schema, struct batch *batches,
                     size_t batch_count, struct resolved *resolved, struct finding_array *findings);

static inline const struct draft *resolved_draft(const struct resolved *resolved, uint32_t dossier)
{
	const struct resolved_dossier *row = &resolved->dossiers.items[dossier];
	return &resolved->batches[row->batch].drafts.items[row->draft];
}

#endif
