/* ledger: verified.yaml, which says of each quote what came of looking for it in its source.
 *
 * Written by `dossier verify --record`, read whenever the collection is built. An entry holds for
 * the words and for the text that it was made of, both known by their SHA-256; when one of them has
 * changed since, the entry says only that, and the quote becomes a finding. So does one that was
 * not found, and, where there is a ledger, one that it says nothing of. The words are those that a
 * reader sees: a link in them counts as the name that it leads to.
 */
#ifndef DOSSIER_BUILD_LEDGER_H
#define DOSSIER_BUILD_LEDGER_H

#include "archive/archive.h"
#include "base/digest.h"
#include "build/resolve.h"

/* Its name, at the root of the collection. */
#define LEDGER_NAME "verified.yaml"

struct ledger_entry {
	struct str quote, source;       /* ids; source is empty if the quote has none */
	struct digest words;            /* of the quote, as prose_words() gives them */
	struct digest text;             /* of the source; unless the verdict is VERDICT_NO_COPY */
	struct verification verification;       /* change is not written */
};

/* What it says, by row of dossiers, each at most once. */
struct ledger_row { uint32_t dossier; struct verification verification; };
struct ledger { struct ledger_row *items; size_t count, room; };

/* Read the document `root` of `file` (NULL: there is none), the first that it has. An entry that is
 * not understood, or is of no quote, becomes a finding and has no effect. Rows and findings are in
 * `arena`. */
void ledger_read(struct arena *arena, const struct schema *schema, const struct resolved *resolved,
                 const struct node *root, uint32_t file, struct ledger *ledger,
                 struct finding_array *findings);

/* The file that holds the entries, in their order. In `arena`. */
struct str ledger_text(struct arena *arena, const struct ledger_entry *entries, size_t count);

#endif
