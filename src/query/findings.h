/* findings: what there is to mend, filtered and counted. */
#ifndef DOSSIER_QUERY_FINDINGS_H
#define DOSSIER_QUERY_FINDINGS_H

#include "archive/archive.h"

struct arena;

struct finding_counts { size_t of[SEVERITY_COUNT]; };
struct finding_counts findings_count(const struct archive *archive);

/* Rows of the findings of a file, or of the lines that a dossier covers; none of one that a revision
 * replaces, for they are of other lines. In `arena`. */
struct row_span findings_of_dossier(const struct archive *archive, struct arena *arena,
                                    struct dossier_ref ref);

/* The dossier that begins last before a finding, in the same file; NO_DOSSIER if none does. */
struct dossier_ref dossier_of_finding(const struct archive *archive, struct finding finding);

#endif
