/* audit_parts: what the files of the audit module share. For nobody else.
 *
 *	audit.c        sources and links of each dossier
 *	audit_dates.c  dates that exclude each other
 *	audit_alike.c  names and ids that look the same
 */
#ifndef DOSSIER_BUILD_AUDIT_PARTS_H
#define DOSSIER_BUILD_AUDIT_PARTS_H

#include "build/resolve.h"

struct auditing {
	struct arena *arena;            /* of the findings */
	struct arena scratch;
	const struct schema *schema;
	const struct resolved *resolved;
	struct finding_array *findings;
	struct str home;
	uint32_t cites;                 /* relation */
	uint32_t source, relations;     /* fields */
	uint32_t **rows;                /* by batch and draft: its dossier, or NO_ROW */
	uint32_t *in_counts;            /* by dossier: links of others that lead to it */
	bool *has_links_out;            /* by dossier: to others, those to its sources aside */
	uint32_t *same_names, *same_ids;        /* by dossier: one that looks the same, or NO_ROW */
};

#define AUDIT_FINDING(auditing, rule, batch, place, ...)                                   \
	finding_add((auditing)->arena, (auditing)->findings, (rule), (batch)->file, (place), \
	            __VA_ARGS__)

/* Report dates of a draft that exclude each other. */
void audit_dates(struct auditing *auditing, const struct batch *batch, const struct draft *draft);

/* Fill in same_names and same_ids, and report them of one dossier. */
void audit_find_alike(struct auditing *auditing);
void audit_alike(struct auditing *auditing, uint32_t row);

#endif
