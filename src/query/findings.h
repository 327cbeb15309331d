/* findings: what there is to mend, filtered and counted. */
#ifndef DOSSIER_QUERY_FINDINGS_H
#define DOSSIER_QUERY_FINDINGS_H

#include "archive/archive.h"

struct arena;
struct known;

struct finding_counts { size_t of[SEVERITY_COUNT]; };
struct finding_counts findings_count(const struct archive *archive);

/* All findings under the rules that they break, errors first, then warnings and remarks; those of a
 * rule in the order of files. Claims that stand on one source have a heading for each source, by
 * name. Of what is `known` only, if that is not NULL. In `arena`. Linear in the
 * findings: to be made once. */
struct findings_row {
	enum rule rule;
	uint32_t finding;               /* row, or NO_ROW: the heading of the rule */
	struct dossier_ref source;      /* that all under the heading stand on, or NO_DOSSIER */
	uint32_t count;                 /* of a heading: over so many; else: which of all, from 1 */
};
struct findings_list {
	struct findings_row *items;
	uint32_t count;                 /* with the headings */
	uint32_t finding_count;         /* without them */
};
struct findings_list findings_by_rule(const struct archive *archive, struct arena *arena,
                                      const struct known *known);

/* Rows of the findings of a file, or of the lines that a dossier covers; none of one that a
 * revision replaces, for they are of other lines. In `arena`. */
struct row_span findings_of_dossier(const struct archive *archive, struct arena *arena,
                                    struct dossier_ref ref);

/* The dossier that begins last before a finding, in the same file; NO_DOSSIER if none does. */
struct dossier_ref dossier_of_finding(const struct archive *archive, struct finding finding);

#endif
