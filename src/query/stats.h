/* stats: how much there is. */
#ifndef DOSSIER_QUERY_STATS_H
#define DOSSIER_QUERY_STATS_H

#include "query/findings.h"

struct stats {
	uint32_t dossiers, links, quotes, files;
	uint64_t words, bytes;
	uint32_t *of_kind;              /* by row of kind; in the arena */
	struct finding_counts findings;
};

struct stats stats_query(const struct archive *archive, struct arena *arena);

#endif
