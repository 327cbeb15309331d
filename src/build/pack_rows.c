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

/* ── Where rows of batches go ───────────────────────────────────────────────────────────────── */

static uint32_t *no_rows(struct arena *arena, size_t count)
{
	uint32_t *rows = ARENA_MANY(arena, uint32_t, count);
	memset(rows, 0xFF, count * sizeof *rows);
	return rows;
}

/* Dates and citations keep their order; links are where resolve laid them; values come when their
 * dossiers are packed. */
static void place_batches(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	size_t count = resolved->batch_count, value_count = 0, link_count = 0;
	uint32_t date_count = 0, citation_count = 0;
	packing->first_date = ARENA_MANY(&packing->scratch, uint32_t, count);
	packing->first_citation = ARENA_MANY(&packing->scratch, uint32_t, count);
	packing->first_value = ARENA_MANY(&packing->scratch, size_t, count);
	packing->first_link = ARENA_MANY(&packing->scratch, size_t, count);

	for (size_t i = 0; i < count; i++) {
		const struct batch *batch = &resolved->batches[i];
		packing->first_date[i] = date_count;
		packing->first_citation[i] = citation_count;
		packing->first_value[i] = value_count;
		packing->first_link[i] = link_count;
		date_count += (uint32_t)batch->dates.count;
		citation_count += (uint32_t)batch->citations.count;
		value_count += batch->values.count;
		link_count += batch->links.count;
	}
	packing->value_rows = no_rows(&packing->scratch, value_count);
	packing->link_rows = no_rows(&packing->scratch, link_count);
	for (size_t i = 0; i < resolved->links.count; i++) {
		struct resolved_link link = resolved->links.items[i];
		packing->link_rows[packing->first_link[link.batch] + link.link] = (uint32_t)i;
	}
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
		row->citations = pack_citations(packing, batch, draft->citations);
	}
}

static void pack_ids(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	struct id_row *rows = PACK_ROWS(packing, SECTION_IDS, struct id_row);
	for (size_t i = 0; i < resolved->ids.count; i++) {
		const struct resolved_id *id = &resolved->ids.items[i];
		rows[i] = (struct id_row){
			.id = pool_add(&packing->pool, id->id),
			.dossier = id->dossier,
			.is_former = id->is_former,
		};
	}
}

/* ── Values, dates, citations, links ────────────────────────────────────────────────────────── */

/* The key of a value is nearly always that of its field, and in the pool already. */
static struct text_at pack_key(struct packing *packing, const struct draft_value *value)
{
	const struct field_row *fields = PACK_ROWS(packing, SECTION_FIELDS, struct field_row);
	if (value->field != NO_ROW) {
		const struct field *field = &packing->input->schema->fields.items[value->field];
		if (str_equal(field->key, value->key))
			return fields[value->field].key;
	}
	return pool_add(&packing->pool, value->key);
}

/* The values of one draft, from row `first` on; gives the row behind them. */
static uint32_t pack_values(struct packing *packing, struct resolved_part part, uint32_t first)
{
	const struct batch *batch = &packing->input->resolved->batches[part.batch];
	struct draft_rows values = batch->drafts.items[part.draft].values;
	struct value_row *rows = PACK_ROWS(packing, SECTION_VALUES, struct value_row);
	const uint32_t *links = packing->link_rows + packing->first_link[part.batch];
	uint32_t *own_rows = packing->value_rows + packing->first_value[part.batch] + values.first;

	for (uint32_t i = 0; i < values.count; i++) {
		const struct draft_value *value = &batch->values.items[values.first + i];
		own_rows[i] = first + i;
		rows[first + i] = (struct value_row){
			.key = pack_key(packing, value),
			.text = pool_add(&packing->pool, value->text),
			.note = pool_add(&packing->pool, value->note),
			.field = value->field,
			.end = first + value->end - values.first,
			.date = pack_date(packing, part.batch, value->date),
			.as_of = pack_date(packing, part.batch, value->as_of),
			.link = value->link == NO_ROW ? ARCHIVE_NONE : links[value->link],
			.citations = pack_citations(packing, part.batch, value->citations),
			.line = value->place.line,
			.column = value->place.column,
			.type = (uint8_t)value->type,
			.rank = value->rank,
			.depth = value->depth,
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
	const struct resolved *resolved = packing->input->resolved;
	struct date_row *row = PACK_ROWS(packing, SECTION_DATES, struct date_row);
	for (size_t i = 0; i < resolved->batch_count; i++)
		for (size_t j = 0; j < resolved->batches[i].dates.count; j++) {
			const struct draft_date *date = &resolved->batches[i].dates.items[j];
			*row++ = (struct date_row){
				.text = pool_add(&packing->pool, date->text),
				.earliest = date->date.earliest,
				.latest = date->date.latest,
				.flags = date->date.flags,
				.precision = date->date.precision,
			};
		}
}

static void pack_all_citations(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	struct citation_row *row = PACK_ROWS(packing, SECTION_CITATIONS, struct citation_row);
	for (size_t i = 0; i < resolved->batch_count; i++) {
		const struct batch *batch = &resolved->batches[i];
		for (size_t j = 0; j < batch->citations.count; j++) {
			const struct draft_citation *citation = &batch->citations.items[j];
			*row++ = (struct citation_row){
				.id = pool_add(&packing->pool, citation->id),
				.locator = pool_add(&packing->pool, citation->locator),
				.note = pool_add(&packing->pool, citation->note),
				.source = citation->source,
			};
		}
	}
}

static void pack_links(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	struct link_row *rows = PACK_ROWS(packing, SECTION_LINKS, struct link_row);
	for (size_t i = 0; i < resolved->links.count; i++) {
		struct resolved_link ends = resolved->links.items[i];
		const struct batch *batch = &resolved->batches[ends.batch];
		const struct draft_link *link = &batch->links.items[ends.link];
		const uint32_t *values = packing->value_rows + packing->first_value[ends.batch];
		rows[i] = (struct link_row){
			.from = ends.from,
			.to = ends.to,
			.relation = link->relation,
			.value = link->value == NO_ROW ? ARCHIVE_NONE : values[link->value],
			.role = pool_add(&packing->pool, link->role),
			.context = pool_add(&packing->pool, link->context),
			.date = pack_date(packing, ends.batch, link->date),
			.since = pack_date(packing, ends.batch, link->since),
			.until = pack_date(packing, ends.batch, link->until),
			.citations = pack_citations(packing, ends.batch, link->citations),
			.line = link->place.line,
			.column = link->place.column,
		};
	}
}

void pack_dossiers(struct packing *packing)
{
	place_batches(packing);
	pack_files(packing);
	pack_heads(packing);
	pack_ids(packing);
	pack_bodies(packing);
	pack_dates(packing);
	pack_all_citations(packing);
	pack_links(packing);
}

/* ── Words and findings ─────────────────────────────────────────────────────────────────────── */

void pack_words(struct packing *packing)
{
	const struct index *index = packing->input->index;
	struct term_row *rows = PACK_ROWS(packing, SECTION_TERMS, struct term_row);
	for (size_t i = 0; i < index->terms.count; i++) {
		const struct index_term *term = &index->terms.items[i];
		rows[i].term = pool_add(&packing->pool, term->term);
		rows[i].postings = (struct rows_at){ term->first, term->count };
	}
	if (index->postings.count)
		memcpy(packing->sections[SECTION_POSTINGS].rows, index->postings.items,
		       index->postings.count * sizeof *index->postings.items);
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
