#include <string.h>

#include "build/pack_parts.h"

uint64_t pack_value_count(const struct resolved *resolved)
{
	uint64_t count = 0;
	for (size_t i = 0; i < resolved->dossiers.count; i++)
		count += resolved_draft(resolved, (uint32_t)i)->values.count;
	for (size_t i = 0; i < resolved->additions.count; i++) {
		struct resolved_part part = resolved->additions.items[i];
		count += resolved->batches[part.batch].drafts.items[part.draft].values.count;
	}
	return count;
}

/* ── Files, dossiers, ids ───────────────────────────────────────────────────────────────────── */

static void pack_files(struct packing *packing)
{
	const struct scan *scan = packing->input->scan;
	struct file_row *rows = PACK_ROWS(packing, SECTION_FILES, struct file_row);
	for (size_t i = 0; i < scan->files.count; i++)
		rows[i].path = pool_add(&packing->pool, scan->files.items[i].path);
}

/* Ids and names of all dossiers first: a list of them then reads few pages. */
static void pack_heads(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	struct dossier_row *rows = PACK_ROWS(packing, SECTION_DOSSIERS, struct dossier_row);
	for (uint32_t i = 0; i < resolved->dossiers.count; i++) {
		const struct draft *draft = resolved_draft(resolved, i);
		struct dossier_row *row = &rows[i];
		uint32_t batch = resolved->dossiers.items[i].batch;
		row->id = pool_add(&packing->pool, draft->id);
		row->name = draft->name.size ? pool_add(&packing->pool, draft->name) : row->id;
		row->kind = draft->kind;
		row->file = resolved->batches[batch].file;
		row->line = draft->place.line;
		row->column = draft->place.column;
		row->date = pack_date(packing, batch, draft->date);
		row->citations = packing->dossier_lists[i];
	}
}

static void pack_ids(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	struct id_row *rows = PACK_ROWS(packing, SECTION_IDS, struct id_row);
	const struct dossier_row *dossiers =
		PACK_ROWS(packing, SECTION_DOSSIERS, struct dossier_row);
	for (size_t i = 0; i < resolved->ids.count; i++) {
		const struct resolved_id *id = &resolved->ids.items[i];
		rows[i] = (struct id_row){
			.id = id->is_former ? pool_add(&packing->pool, id->id)
			                    : dossiers[id->dossier].id,
			.dossier = id->dossier,
			.is_former = id->is_former,
		};
	}
}

/* ── Values, dates, citations, links ────────────────────────────────────────────────────────── */

static void pack_keys(struct packing *packing)
{
	struct key_row *rows = PACK_ROWS(packing, SECTION_KEYS, struct key_row);
	for (size_t i = 0; i < packing->keys.count; i++)
		rows[i].key = pool_add(&packing->pool, packing->keys.items[i]);
}

/* What the row of a value says of its key. */
static uint16_t pack_field(const struct packing *packing, const struct draft_value *value)
{
	if (value->field != NO_ROW)
		return (uint16_t)value->field;
	uint32_t key = keys_find(&packing->key_rows, value->key);
	return pack_key_fits(packing, key)
	               ? (uint16_t)(packing->input->schema->fields.count + key) : ARCHIVE_NO_FIELD;
}

/* What its details say: the row of a key that is not in the row of the value. */
static uint32_t pack_key(const struct packing *packing, const struct draft_value *value)
{
	const struct field *fields = packing->input->schema->fields.items;
	if (value->field != NO_ROW && str_equal(fields[value->field].key, value->key))
		return ARCHIVE_NONE;
	uint32_t key = keys_find(&packing->key_rows, value->key);
	return value->field == NO_ROW && pack_key_fits(packing, key) ? ARCHIVE_NONE : key;
}

/* The text of a value. That of a link is nearly always the id of the dossier that it leads to, and
 * in the pool already. */
static struct text_at pack_text(struct packing *packing, const struct batch *batch,
                                const struct draft_value *value)
{
	const struct dossier_row *dossiers =
		PACK_ROWS(packing, SECTION_DOSSIERS, struct dossier_row);
	if (value->link != NO_ROW) {
		const struct draft_link *link = &batch->links.items[value->link];
		if (link->to != NO_ROW && !link->is_former && str_equal(link->target, value->text))
			return dossiers[link->to].id;
	}
	return pool_add(&packing->pool, value->text);
}

/* The next row of details. */
static uint32_t pack_details(struct packing *packing, uint32_t batch,
                             const struct draft_value *value, uint32_t end)
{
	uint32_t row = packing->details_count++;
	const uint32_t *links = packing->link_rows + packing->first_link[batch];
	PACK_ROWS(packing, SECTION_VALUE_DETAILS, struct value_details_row)[row] =
		(struct value_details_row){
			.key = pack_key(packing, value),
			.note = pool_add(&packing->pool, value->note),
			.end = end,
			.date = pack_date(packing, batch, value->date),
			.as_of = pack_date(packing, batch, value->as_of),
			.link = value->link == NO_ROW ? ARCHIVE_NONE : links[value->link],
			.line = value->place.line,
			.column = value->place.column,
		};
	return row;
}

/* What a value without details refers to. */
static uint32_t pack_reference(const struct packing *packing, uint32_t batch,
                               const struct draft_value *value, uint32_t inside)
{
	const uint32_t *links = packing->link_rows + packing->first_link[batch];
	if (value->type == FIELD_LINK)
		return value->link == NO_ROW ? ARCHIVE_NONE : links[value->link];
	return value->type == FIELD_DATE ? pack_date(packing, batch, value->date) : inside;
}

/* The values of one draft, from row `first` on; gives the row behind them. */
static uint32_t pack_values(struct packing *packing, struct resolved_part part, uint32_t first)
{
	const struct batch *batch = &packing->input->resolved->batches[part.batch];
	struct draft_rows values = batch->drafts.items[part.draft].values;
	struct value_row *rows = PACK_ROWS(packing, SECTION_VALUES, struct value_row) + first;
	size_t at = packing->first_value[part.batch] + values.first;

	for (uint32_t i = 0; i < values.count; i++) {
		const struct draft_value *value = &batch->values.items[values.first + i];
		uint32_t end = value->end - values.first;
		bool has_details = packing->has_details[at + i];
		rows[i] = (struct value_row){
			.text = pack_text(packing, batch, value),
			.refers = has_details
			        ? pack_details(packing, part.batch, value, first + end)
			        : pack_reference(packing, part.batch, value, end - i - 1),
			.citations = packing->value_lists[at + i],
			.place = has_details ? 0 : value->place.line << ARCHIVE_COLUMN_BITS |
			                           value->place.column,
			.field = pack_field(packing, value),
			.type = (uint8_t)(value->type | value->rank << ARCHIVE_RANK_SHIFT),
			.depth = (uint8_t)(value->depth | (has_details ? ARCHIVE_HAS_DETAILS : 0)),
		};
	}
	return first + values.count;
}

static void pack_bodies(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	struct dossier_row *rows = PACK_ROWS(packing, SECTION_DOSSIERS, struct dossier_row);
	uint32_t end = 0;
	for (uint32_t i = 0; i < resolved->dossiers.count; i++) {
		const struct resolved_dossier *dossier = &resolved->dossiers.items[i];
		struct resolved_part own = { dossier->batch, dossier->draft };
		rows[i].summary = pool_add(&packing->pool, resolved_draft(resolved, i)->summary);
		rows[i].values.first = end;
		end = pack_values(packing, own, end);
		for (uint32_t j = 0; j < dossier->addition_count; j++) {
			uint32_t addition = dossier->first_addition + j;
			end = pack_values(packing, resolved->additions.items[addition], end);
		}
		rows[i].values.count = end - rows[i].values.first;
	}
}

static void pack_dates(struct packing *packing)
{
	struct date_row *rows = PACK_ROWS(packing, SECTION_DATES, struct date_row);
	for (size_t i = 0; i < packing->dates.count; i++) {
		const struct draft_date *date = packing->dates.items[i];
		rows[i] = (struct date_row){
			.text = pool_add(&packing->pool, date->text),
			.earliest = date->date.earliest,
			.latest = date->date.latest,
			.flags = date->date.flags,
			.precision = date->date.precision,
		};
	}
}

/* The id in a citation, which nearly always is that of a dossier. */
static struct text_at pack_cited_id(struct packing *packing, const struct draft_citation *citation)
{
	const struct resolved *resolved = packing->input->resolved;
	if (citation->source != NO_ROW &&
	    str_equal(citation->id, resolved_draft(resolved, citation->source)->id))
		return PACK_ROWS(packing, SECTION_DOSSIERS,
		                 struct dossier_row)[citation->source].id;
	return pool_add(&packing->pool, citation->id);
}

/* The first list is empty: it begins and ends at 0, as do all before they are packed. */
static void pack_citations(struct packing *packing)
{
	struct citation_row *rows = PACK_ROWS(packing, SECTION_CITATIONS, struct citation_row);
	uint32_t *firsts = PACK_ROWS(packing, SECTION_CITATION_LISTS, uint32_t);
	uint32_t end = 0;
	for (size_t i = 0; i < packing->lists.count; i++) {
		const struct pack_list *list = &packing->lists.items[i];
		for (uint32_t j = 0; j < list->count; j++)
			rows[end++] = (struct citation_row){
				.id = pack_cited_id(packing, &list->items[j]),
				.locator = pool_add(&packing->pool, list->items[j].locator),
				.note = pool_add(&packing->pool, list->items[j].note),
				.source = list->items[j].source,
			};
		firsts[i + 2] = end;
	}
}

void pack_dossiers(struct packing *packing)
{
	pack_files(packing);
	pack_heads(packing);
	pack_ids(packing);
	pack_keys(packing);
	pack_bodies(packing);
	pack_dates(packing);
	pack_citations(packing);
}

/* ── Words and findings ─────────────────────────────────────────────────────────────────────── */

/* The terms of one lexicon. Those of names are texts that the pool has by then. */
static void pack_lexicon(struct packing *packing, enum section section,
                         const struct index_term *terms, size_t count)
{
	struct term_row *rows = PACK_ROWS(packing, section, struct term_row);
	for (size_t i = 0; i < count; i++) {
		rows[i].term = pool_add(&packing->pool, terms[i].term);
		rows[i].postings = terms[i].first;
	}
}

void pack_words(struct packing *packing)
{
	const struct index *index = packing->input->index;
	pack_lexicon(packing, SECTION_TERMS, index->terms.items, index->terms.count);
	pack_lexicon(packing, SECTION_NAME_TERMS, index->name_terms.items, index->name_terms.count);
}

static void pack_rows(struct packing *packing, enum section section, const uint32_t *postings,
                      size_t count)
{
	if (count)
		memcpy(packing->sections[section].rows, postings, count * sizeof *postings);
}

void pack_postings(struct packing *packing)
{
	const struct index *index = packing->input->index;
	pack_rows(packing, SECTION_POSTINGS, index->postings.items, index->postings.count);
	pack_rows(packing, SECTION_NAME_POSTINGS, index->name_postings.items,
	          index->name_postings.count);
	for (size_t i = 0; i < index->name_terms.count; i++)
		PACK_ROWS(packing, SECTION_NAME_PAIRS, uint64_t)[i] =
			term_pairs(index->name_terms.items[i].term);
}

void pack_findings(struct packing *packing)
{
	const struct finding_array *findings = packing->input->findings;
	struct finding_row *rows = PACK_ROWS(packing, SECTION_FINDINGS, struct finding_row);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		rows[i] = (struct finding_row){
			.message = pool_add(&packing->pool, finding->message),
			.rule = finding->rule,
			.file = finding->file,
			.line = finding->place.line,
			.column = finding->place.column,
		};
	}
}

void pack_verifications(struct packing *packing)
{
	const struct ledger *ledger = packing->input->ledger;
	struct verification_row *rows =
		PACK_ROWS(packing, SECTION_VERIFICATIONS, struct verification_row);
	for (size_t i = 0; ledger && i < ledger->count; i++) {
		struct verification verification = ledger->items[i].verification;
		rows[i] = (struct verification_row){
			.dossier = ledger->items[i].dossier,
			.day = verification.day,
			.position = verification.position,
			.line = verification.line,
			.verdict = (uint8_t)verification.verdict,
			.change = (uint8_t)verification.change,
		};
	}
}
