/* The parts of query/known: evidence among sources, and the passages of a text. */
#ifndef DOSSIER_QUERY_KNOWN_PARTS_H
#define DOSSIER_QUERY_KNOWN_PARTS_H

#include "query/known.h"

/* What was found among sources so far: any at all, one that was out on the day, one of a later day.
 * A source without a day, or that nobody has, is neither. */
struct evidence { bool has_source, has_known, has_later; };

/* True of a text whose writers had read nothing that came later. */
static inline bool known_by_all(struct evidence evidence)
{
	return evidence.has_known && !evidence.has_later;
}

/* ── known.c ────────────────────────────────────────────────────────────────────────────────── */

void known_weigh_source(const struct known *known, struct dossier_ref source,
                        struct evidence *evidence);
void known_weigh(const struct known *known, struct row_range citations, struct evidence *evidence);

/* Of what a dossier as a whole rests on; of that and of all that it cites anywhere. */
struct evidence known_evidence_of_whole(const struct known *known, const struct dossier *dossier);
struct evidence known_evidence_of_all(const struct known *known, const struct dossier *dossier);

/* A source, a quote, a claim: one known source of the whole is enough for all of its values. */
bool known_speaks_for_itself(const struct known *known, const struct dossier *dossier);

/* The citations of a value that do not stand in its text or note. */
struct row_range known_own_citations(const struct value *value);

/* Whether what cites nothing in a value is known. */
bool known_uncited(const struct known *known, const struct dossier *dossier,
                   const struct value *value);

/* ── known_recall.c ─────────────────────────────────────────────────────────────────────────── */

/* What was found of a dossier when it was asked for last. */
struct recalled {
	uint64_t question;
	uint32_t row;
	bool has_whole, has_all, has_standing;
	struct evidence whole, all;
	enum standing standing;
};

/* Where that is kept, zeroed if nothing is, until the thread asks for another dossier. */
struct recalled *known_recall(const struct known *known, struct dossier_ref ref);

/* The group or value around one that stands in another; one at the top itself. */
struct value known_around(const struct known *known, const struct dossier *dossier,
                          const struct value *value);

/* ── known_passages.c ───────────────────────────────────────────────────────────────────────── */

/* True if a passage of a running text is known. */
bool known_has_passage(const struct known *known, const struct dossier *dossier,
                       const struct value *value);

/* Add to the evidence a source for a passage that is known by what it cites, whomever it names. */
void known_weigh_text(const struct known *known, const struct value *value,
                      struct evidence *evidence);

/* True if the passage that mentions somebody is. */
bool known_mention(const struct known *known, const struct dossier *dossier,
                   const struct value *value, struct link link);

/* Citations in a running text. */
uint32_t known_citations_inside(struct str text);

#endif
