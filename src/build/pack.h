/* pack: lays out the bytes of an archive. Same content, same bytes. */
#ifndef DOSSIER_BUILD_PACK_H
#define DOSSIER_BUILD_PACK_H

#include <stdbool.h>

#include "base/fault.h"
#include "build/index.h"
#include "build/ledger.h"
#include "build/resolve.h"
#include "build/scan.h"

/* What stands in collection.yaml; empty where it says nothing. */
struct collection {
	struct str title, description, language, licence, url, home;
};

struct pack_input {
	const struct schema *schema;
	const struct scan *scan;
	const struct collection *collection;
	const struct resolved *resolved;
	const struct index *index;
	const struct finding_array *findings;   /* sorted */
	const struct ledger *ledger;            /* NULL: there is none */
	unsigned thread_count;                  /* 0: as many as there are processors */
	struct packing *begun;          /* by pack_begin; NULL: pack_archive begins itself */
};

/* What can be done as soon as links are resolved: of the input no more than schema, resolved and
 * the number of threads is read. The work goes on with pack_archive, which ends it too. */
struct packing *pack_begin(const struct pack_input *input);

/* The archive, 8-byte aligned, in `arena`. It does not depend on the number of threads. Fails:
 * FAULT_LIMIT if a section needs more than 32 bits can count. */
bool pack_archive(struct arena *arena, const struct pack_input *input, struct str *bytes,
                  struct fault *why);

#endif
