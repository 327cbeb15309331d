#include "build/lookup.h"
#include "build/pack_parts.h"

/* ── How many ───────────────────────────────────────────────────────────────────────────────── */

uint64_t pack_list_count(const struct schema *schema)
{
	uint64_t count = 0;
	for (size_t i = 0; i < schema->kinds.count; i++)
		count += schema->kinds.items[i].fields.count;
	for (size_t i = 0; i < schema->fields.count; i++) {
		const struct field *field = &schema->fields.items[i];
		count += field->to.count + field->fields.count + field->required.count;
	}
	return count;
}

static bool has_meaning(const struct field *field, struct str code)
{
	for (size_t i = 0; i < field->meanings.count; i++)
		if (str_equal(field->meanings.items[i].code, code))
			return true;
	return false;
}

uint64_t pack_meaning_count(const struct schema *schema)
{
	uint64_t count = 0;
	for (size_t i = 0; i < schema->fields.count; i++) {
		const struct field *field = &schema->fields.items[i];
		count += field->meanings.count;
		for (size_t j = 0; j < field->values.count; j++)
			count += !has_meaning(field, field->values.items[j]);
	}
	return count;
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────── */

static struct rows_at add_list(struct packing *packing, const struct row_list *list, uint32_t *end)
{
	struct rows_at rows = { *end, (uint32_t)list->count };
	for (size_t i = 0; i < list->count; i++)
		PACK_ROWS(packing, SECTION_LISTS, uint32_t)[(*end)++] = list->items[i];
	return rows;
}

/* The values that a field allows: those with words first, then those that speak for themselves. */
static struct rows_at add_meanings(struct packing *packing, const struct field *field,
                                   uint32_t *end)
{
	struct meaning_row *rows = PACK_ROWS(packing, SECTION_MEANINGS, struct meaning_row);
	uint32_t first = *end;
	for (size_t i = 0; i < field->meanings.count; i++)
		rows[(*end)++] = (struct meaning_row){
			.code = pool_add(&packing->pool, field->meanings.items[i].code),
			.words = pool_add(&packing->pool, field->meanings.items[i].words),
		};
	for (size_t i = 0; i < field->values.count; i++)
		if (!has_meaning(field, field->values.items[i]))
			rows[(*end)++].code = pool_add(&packing->pool, field->values.items[i]);
	return (struct rows_at){ first, *end - first };
}

static void pack_kinds(struct packing *packing, const struct schema *schema, uint32_t *list_end)
{
	struct kind_row *rows = PACK_ROWS(packing, SECTION_KINDS, struct kind_row);
	for (size_t i = 0; i < schema->kinds.count; i++) {
		const struct kind *kind = &schema->kinds.items[i];
		rows[i] = (struct kind_row){
			.key = pool_add(&packing->pool, kind->key),
			.label = pool_add(&packing->pool, kind->label),
			.plural = pool_add(&packing->pool, kind->plural),
			.help = pool_add(&packing->pool, kind->help),
			.fields = add_list(packing, &kind->fields, list_end),
		};
	}
}

static void pack_fields(struct packing *packing, const struct schema *schema, uint32_t *list_end)
{
	struct field_row *rows = PACK_ROWS(packing, SECTION_FIELDS, struct field_row);
	uint32_t meaning_end = 0;
	for (size_t i = 0; i < schema->fields.count; i++) {
		const struct field *field = &schema->fields.items[i];
		struct field_row *row = &rows[i];
		*row = (struct field_row){
			.key = pool_add(&packing->pool, field->key),
			.label = pool_add(&packing->pool, field->label),
			.help = pool_add(&packing->pool, field->help),
			.type = (uint8_t)field->type,
			.search = (uint8_t)field->search,
			.is_many = field->is_many,
			.is_free = field->is_free,
			.relation = field->relation,
		};
		row->to = add_list(packing, &field->to, list_end);
		row->fields = add_list(packing, &field->fields, list_end);
		row->required = add_list(packing, &field->required, list_end);
		row->values = add_meanings(packing, field, &meaning_end);
	}
}

static void pack_relations(struct packing *packing, const struct schema *schema)
{
	struct relation_row *rows = PACK_ROWS(packing, SECTION_RELATIONS, struct relation_row);
	for (size_t i = 0; i < schema->relations.count; i++) {
		const struct relation *relation = &schema->relations.items[i];
		rows[i] = (struct relation_row){
			.key = pool_add(&packing->pool, relation->key),
			.label = pool_add(&packing->pool, relation->label),
			.inverse = pool_add(&packing->pool, relation->inverse),
			.group = pool_add(&packing->pool, relation->group),
			.help = pool_add(&packing->pool, relation->help),
			.is_symmetric = relation->is_symmetric,
		};
	}
}

void pack_schema(struct packing *packing)
{
	const struct schema *schema = packing->input->schema;
	uint32_t list_end = 0;
	pack_kinds(packing, schema, &list_end);
	pack_fields(packing, schema, &list_end);
	pack_relations(packing, schema);
}

static uint32_t saturated(uint64_t count)
{
	return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

/* True if a file adds to a dossier that stands in another. */
static bool is_scattered(const struct resolved *resolved)
{
	for (size_t i = 0; resolved->additions.count && i < resolved->dossiers.count; i++) {
		const struct resolved_dossier *dossier = &resolved->dossiers.items[i];
		for (uint32_t j = 0; j < dossier->addition_count; j++)
			if (resolved->additions.items[dossier->first_addition + j].batch !=
			    dossier->batch)
				return true;
	}
	return false;
}

void pack_collection(struct packing *packing)
{
	const struct collection *collection = packing->input->collection;
	const struct resolved *resolved = packing->input->resolved;
	uint64_t word_count = 0, dropped = packing->input->findings->dropped, source_size = 0;
	for (size_t i = 0; i < resolved->batch_count; i++) {
		word_count += resolved->batches[i].word_count;
		source_size += resolved->batches[i].file_size;
	}

	*PACK_ROWS(packing, SECTION_COLLECTION, struct collection_row) = (struct collection_row){
		.title = pool_add(&packing->pool, collection->title),
		.description = pool_add(&packing->pool, collection->description),
		.language = pool_add(&packing->pool, collection->language),
		.licence = pool_add(&packing->pool, collection->licence),
		.home = pool_add(&packing->pool, collection->home),
		.url = pool_add(&packing->pool, collection->url),
		.home_dossier = resolved_find(resolved, collection->home),
		.word_count = saturated(word_count),
		.dropped_findings = saturated(dropped),
		.is_scattered = is_scattered(resolved),
		.source_size = source_size,
	};
}
