/* pack_parts: what the files of the packer share. Private to pack.
 *
 * The rows of all sections are written in place, into a block that is as large as the archive can
 * become: how many rows there are is known before the first is written, and the texts, whose
 * number is not, come last. Rows of a batch become rows of the archive like this:
 *
 *	batch 0   dates [ a b a ]        batch 1   dates [ c b ]         each once
 *	archive   dates [ a b c ]
 *	          date_rows   0 1 0  2 1                       (lists of citations alike)
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
#include "model/keys.h"

/* A list of citations, in its batch. */
struct pack_list { const struct draft_citation *items; uint32_t count; };

/* A link with a row of details, and the text in it once that is known. */
struct detailed_link { uint32_t batch, link; struct text_at role; };

struct packing {
	const struct pack_input *input;
	struct arena scratch;
	struct { char *rows; uint64_t count; } sections[SECTION_COUNT];
	struct pool pool;
	struct { const struct draft_date **items; size_t count, room; } dates;
	struct { struct pack_list *items; size_t count, room; } lists;  /* but the empty one */
	size_t citation_count;                  /* of all lists */
	struct { struct str *items; size_t count, room; } keys; /* of values, that no field has */
	struct keys key_rows;                   /* where each of them is */
	uint32_t details_count;                 /* rows of VALUE_DETAILS so far */
	size_t form_counts[LINK_FORM_COUNT];    /* links of each form */
	size_t *first_date, *first_value, *first_link;  /* for each batch, where it begins in: */
	uint32_t *date_rows;                    /* rows of the archive … */
	uint32_t *value_rows, *link_rows;       /* … or NONE: not in it */
	uint32_t *value_lists;                  /* lists of citations, */
	bool *has_details;
	uint32_t *dossier_lists, *link_lists;   /* by rows of the archive; */
	uint8_t *link_forms;
	struct { struct detailed_link *items; size_t count, room; } detailed;   /* by batch */
	uint64_t neighbour_count;
	struct pack_neighbours *neighbours;     /* as pack_neighbour_count() has gathered them */
};

/* The rows of a section, as an array of its struct. */
#define PACK_ROWS(packing, section, type) ((type *)(void *)(packing)->sections[section].rows)

/* A row of a batch as a row of the archive; NO_ROW stays NONE. */
static inline uint32_t pack_date(const struct packing *packing, uint32_t batch, uint32_t date)
{
	return date == NO_ROW ? ARCHIVE_NONE
	                      : packing->date_rows[packing->first_date[batch] + date];
}

/* True if 16 bits have room for a row of KEYS behind all fields. */
static inline bool pack_key_fits(const struct packing *packing, uint32_t key)
{
	return packing->input->schema->fields.count + key < ARCHIVE_NO_FIELD;
}

/* pack_shared.c: what must be known before the rows can be laid out. */
void pack_share(struct packing *packing);
uint64_t pack_details_count(const struct packing *packing);

/* pack_schema.c: COLLECTION, KINDS, FIELDS, RELATIONS, LISTS, MEANINGS. */
uint64_t pack_list_count(const struct schema *schema);
uint64_t pack_meaning_count(const struct schema *schema);
void pack_collection(struct packing *packing);
void pack_schema(struct packing *packing);

/* pack_rows.c: FILES, DOSSIERS, IDS, KEYS, VALUES, VALUE_DETAILS, DATES, CITATIONS,
 * CITATION_LISTS, TERMS, POSTINGS, NAME_TERMS, NAME_POSTINGS, NAME_PAIRS, FINDINGS,
 * VERIFICATIONS. */
uint64_t pack_value_count(const struct resolved *resolved);
void pack_dossiers(struct packing *packing);
void pack_words(struct packing *packing);
void pack_postings(struct packing *packing);
void pack_findings(struct packing *packing);
void pack_verifications(struct packing *packing);

/* pack_links.c: LINKS, LINK_DETAILS, MENTIONS. */
void pack_links(struct packing *packing);
/* The roles in LINK_DETAILS, which are texts: to be placed when the links are packed too. */
void pack_roles(struct packing *packing);
void pack_roles_place(struct packing *packing);

/* pack_neighbours.c: NEIGHBOURS_FIRST, NEIGHBOURS. */
uint64_t pack_neighbour_count(struct packing *packing);
void pack_neighbours(struct packing *packing);

/* pack_orders.c: LINKS_OUT, LINKS_IN_FIRST, LINKS_IN, BY_NAME, BY_KIND, KIND_FIRST, BY_FILE,
 * TIMELINE, WEIGHTS. */
uint64_t pack_timeline_count(const struct packing *packing);
void pack_link_orders(struct packing *packing);
void pack_name_orders(struct packing *packing);
void pack_file_order(struct packing *packing);
void pack_timeline(struct packing *packing);
/* When all else is packed: they are read from it. */
void pack_weights(struct packing *packing);

#endif
