/* audit_parts: what the files of the audit module share. For nobody else.
 *
 *	audit.c          what the links say; all rules, dossier by dossier
 *	audit_sources.c  values, relations and quotes that do not say where they are taken from
 *	audit_claims.c   claims that stand on one source
 *	audit_dates.c    dates of a dossier, and of a quote and its source, that exclude each other
 *	audit_life.c     events outside the lives of who takes part
 *	audit_alike.c    names and ids that look the same
 */
#ifndef DOSSIER_BUILD_AUDIT_PARTS_H
#define DOSSIER_BUILD_AUDIT_PARTS_H

#include "build/claim_sources.h"
#include "build/resolve.h"

/* What the schema says that dossiers of a kind are, whatever the kind is called. */
struct audit_kind {
	bool is_source;                 /* the field `source` leads to it */
	bool is_quote;                  /* it has that field itself */
	bool is_claim;                  /* it has the field `asserted_by` */
	bool is_event;                  /* it has the field `participants` */
	bool needs_source;              /* the draft stage asks for its source already */
};

struct visit;
struct life;

struct auditing {
	struct arena *arena;            /* of the findings */
	struct arena scratch;
	const struct schema *schema;
	const struct resolved *resolved;
	struct finding_array *findings;
	uint32_t home;                  /* row of a dossier, or NO_ROW */
	uint32_t cites;                 /* relation */
	uint32_t fields[KNOWN_FIELD_COUNT];     /* rows */
	uint32_t derived_from, unknown;         /* fields, or NO_ROW */
	struct claim_schema claims;
	struct audit_kind *kinds;       /* by kind */
	uint32_t **rows;                /* by batch and draft: its dossier, or NO_ROW */
	uint32_t *in_counts;            /* by dossier: links of others that lead to it */
	bool *has_links_out;            /* by dossier: to others, those to its sources aside */
	bool *is_used;                  /* by dossier: as a source by another */
	uint32_t *origins;              /* by dossier: of what a source says; NO_ROW: not known */
	struct { struct visit *items; size_t count, room; } visits;     /* to find them */
	uint32_t *life_rows;            /* by dossier: of `lives`; NO_ROW: not known */
	struct { struct life *items; size_t count, room; } lives;
	uint32_t *same_names, *same_ids;        /* by dossier: one that looks the same, or NO_ROW */
	struct { struct alias *items; size_t count, room; } aliases;    /* by dossier and value */
};

#define AUDIT_FINDING(auditing, rule, batch, place, ...)                                   \
	finding_add((auditing)->arena, (auditing)->findings, (rule), (batch)->file, (place), \
	            __VA_ARGS__)

/* The kind of a dossier, and the batch that its draft is in. */
const struct audit_kind *audit_kind_of(const struct auditing *auditing, uint32_t row);
const struct batch *audit_batch_of(const struct auditing *auditing, uint32_t row);

/* Report a dossier, relation or value that does not say where it is taken from, and a quote that
 * does not say where in its source it stands. */
void audit_sources(struct auditing *auditing, const struct batch *batch, const struct draft *draft,
                   uint32_t row);

/* Report a claim that one source asserts, or several that go back to one. */
void audit_claim(struct auditing *auditing, const struct batch *batch, const struct draft *draft,
                 uint32_t claim);

/* Report dates of a draft that exclude each other. */
void audit_dates(struct auditing *auditing, const struct batch *batch, const struct draft *draft);

/* True if the first date is after the second whatever they mean exactly. A doubtful date, or none,
 * excludes nothing. */
bool audit_is_reversed(struct date earlier, struct date later);

/* Report who takes part in an event before they begin or after they end. */
void audit_lives(struct auditing *auditing, const struct batch *batch, const struct draft *draft);

/* Find same_names, same_ids and aliases, and report them of one dossier. */
void audit_find_alike(struct auditing *auditing);
void audit_alike(struct auditing *auditing, uint32_t row);

#endif
