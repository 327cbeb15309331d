/* pack_parts: what the files of the packer share. Private to pack.
 *
 * The rows of all sections are written in place, into a block that is as large as the archive can
 * become: how many rows there are is known before the first is written, and the texts, whose
 * number is not, come last. Rows of a batch become rows of the archive like this:
 *
 *	batch 0   dates [ . . . ]        batch 1   dates [ . . ]         one batch behind the other
 *	archive   dates [ . . .     . . ]
 *	          first_date  0     3                                    (citations alike)
 *
 *	batch 0   values [ b b b a a ]   batch 1   values [ c c ]        by the order of dossiers
 *	archive   values [ a a b b b c c ]
 *	          value_rows  2 3 4 0 1  5 6                             (links alike)
 */
#ifndef DOSSIER_BUILD_PACK_PARTS_H
#define DOSSIER_BUILD_PACK_PARTS_H

#include "archive/section.h"
#include "build/pack.h"
#include "build/pool.h"

struct packing {
	const struct pack_input *input;
	struct arena scratch;
	struct { char *rows; uint64_t count; } sections[SECTION_COUNT];
	struct pool pool;
	uint32_t *first_date, *first_citation;  /* for each batch, its first row in the archive */
	size_t *first_value, *first_link;       /* for each batch, where it begins in: */
	uint32_t *value_rows, *link_rows;       /* rows of the archive; NONE: not in it */
};

/* The rows of a section, as an array of its struct. */
#define PACK_ROWS(packing, section, type) ((type *)(void *)(packing)->sections[section].rows)

/* A row of a batch as a row of the archive; NO_ROW stays NONE. */
static inline uint32_t pack_date(const struct packing *packing, uint32_t batch, uint32_t date)
{
	return date == NO_ROW ? ARCHIVE_NONE : packing->first_date[batch] + date;
}

static inline struct rows_at pack_citations(const struct packing *packing, uint32_t batch,
                                            struct draft_rows citations)
{
	return citations.count ? (struct rows_at){ packing->first_citation[batch] + citations.first,
	                                           citations.count }
	                       : (struct rows_at){0};
}

/* pack_schema.c: COLLECTION, KINDS, FIELDS, RELATIONS, LISTS, MEANINGS. */
uint64_t pack_list_count(const struct schema *schema);
uint64_t pack_meaning_count(const struct schema *schema);
void pack_collection(struct packing *packing);
void pack_schema(struct packing *packing);

/* pack_rows.c: FILES, DOSSIERS, IDS, VALUES, DATES, CITATIONS, LINKS, TERMS, POSTINGS, FINDINGS,
 * VERIFICATIONS. */
uint64_t pack_value_count(const struct resolved *resolved);
void pack_dossiers(struct packing *packing);
void pack_words(struct packing *packing);
void pack_findings(struct packing *packing);
void pack_verifications(struct packing *packing);

/* pack_orders.c: LINKS_OUT, LINKS_IN_FIRST, LINKS_IN, BY_NAME, BY_KIND, KIND_FIRST, TIMELINE. */
uint64_t pack_timeline_count(const struct pack_input *input);
void pack_link_orders(struct packing *packing);
void pack_name_orders(struct packing *packing);
void pack_timeline(struct packing *packing);

#endif
