#include "build/pack.h"

#include <string.h>

#include "base/unicode.h"
#include "base/worker.h"
#include "build/pack_parts.h"

/* ── How large it becomes ───────────────────────────────────────────────────────────────────── */

/* Every section but the texts. */
static void count_rows(struct packing *packing)
{
	const struct pack_input *input = packing->input;
	const struct resolved *resolved = input->resolved;
	uint64_t dossiers = resolved->dossiers.count, links = resolved->links.count;
	const size_t *forms = packing->form_counts;
	const uint64_t counts[] = {
		[SECTION_COLLECTION]     = 1,
		[SECTION_KINDS]          = input->schema->kinds.count,
		[SECTION_FIELDS]         = input->schema->fields.count,
		[SECTION_RELATIONS]      = input->schema->relations.count,
		[SECTION_LISTS]          = pack_list_count(input->schema),
		[SECTION_MEANINGS]       = pack_meaning_count(input->schema),
		[SECTION_FILES]          = input->scan->files.count,
		[SECTION_DOSSIERS]       = dossiers,
		[SECTION_IDS]            = resolved->ids.count,
		[SECTION_KEYS]           = packing->keys.count,
		[SECTION_VALUES]         = pack_value_count(resolved),
		[SECTION_VALUE_DETAILS]  = pack_details_count(packing),
		[SECTION_DATES]          = packing->dates.count,
		[SECTION_CITATIONS]      = packing->citation_count,
		[SECTION_CITATION_LISTS] = packing->lists.count + 2,
		[SECTION_LINKS]          = links,
		[SECTION_LINK_DETAILS]   = forms[LINK_DETAILED],
		[SECTION_MENTIONS]       = forms[LINK_MENTION] + forms[LINK_NOTE_MENTION],
		[SECTION_LINKS_OUT]      = dossiers + 1,
		[SECTION_LINKS_IN_FIRST] = dossiers + 1,
		[SECTION_LINKS_IN]       = links,
		[SECTION_NEIGHBOURS_FIRST] = dossiers + 1,
		[SECTION_NEIGHBOURS]     = packing->neighbour_count,
		[SECTION_BY_NAME]        = dossiers,
		[SECTION_BY_KIND]        = dossiers,
		[SECTION_KIND_FIRST]     = input->schema->kinds.count + 1,
		[SECTION_BY_FILE]        = dossiers,
		[SECTION_TIMELINE]       = pack_timeline_count(packing),
		[SECTION_TERMS]          = input->index->terms.count,
		[SECTION_POSTINGS]       = input->index->postings.count,
		[SECTION_NAME_TERMS]     = input->index->name_terms.count,
		[SECTION_NAME_POSTINGS]  = input->index->name_postings.count,
		[SECTION_NAME_PAIRS]     = input->index->name_terms.count,
		[SECTION_WEIGHTS]        = dossiers,
		[SECTION_FINDINGS]       = input->findings->count,
		[SECTION_VERIFICATIONS]  = input->ledger ? input->ledger->count : 0,
		[SECTION_TEXTS]          = 0,
	};
	_Static_assert(sizeof counts / sizeof counts[0] == SECTION_COUNT, "a count for each");
	for (enum section section = 0; section < SECTION_COUNT; section++)
		packing->sections[section].count = counts[section];
}

static bool check_counts(const struct packing *packing, struct fault *why)
{
	for (enum section section = 0; section < SECTION_COUNT; section++) {
		uint64_t count = packing->sections[section].count, most = UINT32_MAX - 1;
		if (section == SECTION_DOSSIERS)
			most >>= ARCHIVE_CLASS_BITS;
		if (count > most)
			return fault_set(why, FAULT_LIMIT,
			                 "the collection is too large: an archive holds %llu %s%s, "
			                 "not %llu", (unsigned long long)most,
			                 section == SECTION_TEXTS ? "bytes of " : "",
			                 section_form(section)->name, (unsigned long long)count);
	}
	return true;
}

static uint64_t room_of(struct str text)
{
	return text.size + (uint64_t)1;
}

static uint64_t schema_texts(const struct schema *schema)
{
	uint64_t size = 0;
	for (size_t i = 0; i < schema->kinds.count; i++) {
		const struct kind *kind = &schema->kinds.items[i];
		size += room_of(kind->key) + room_of(kind->label) + room_of(kind->plural) +
		        room_of(kind->help);
	}
	for (size_t i = 0; i < schema->fields.count; i++) {
		const struct field *field = &schema->fields.items[i];
		size += room_of(field->key) + room_of(field->label) + room_of(field->help);
		for (size_t j = 0; j < field->meanings.count; j++)
			size += room_of(field->meanings.items[j].code) +
			        room_of(field->meanings.items[j].words);
		for (size_t j = 0; j < field->values.count; j++)
			size += room_of(field->values.items[j]);
	}
	for (size_t i = 0; i < schema->relations.count; i++) {
		const struct relation *relation = &schema->relations.items[i];
		size += room_of(relation->key) + room_of(relation->label) +
		        room_of(relation->inverse) + room_of(relation->group) +
		        room_of(relation->help);
	}
	return size;
}

static uint64_t batch_texts(const struct batch *batch)
{
	uint64_t size = 0;
	for (size_t i = 0; i < batch->drafts.count; i++)
		size += room_of(batch->drafts.items[i].id) + room_of(batch->drafts.items[i].name) +
		        room_of(batch->drafts.items[i].summary);
	for (size_t i = 0; i < batch->values.count; i++)
		size += room_of(batch->values.items[i].key) + room_of(batch->values.items[i].text) +
		        room_of(batch->values.items[i].note);
	for (size_t i = 0; i < batch->dates.count; i++)
		size += room_of(batch->dates.items[i].text);
	for (size_t i = 0; i < batch->citations.count; i++)
		size += room_of(batch->citations.items[i].id) +
		        room_of(batch->citations.items[i].locator) +
		        room_of(batch->citations.items[i].note);
	for (size_t i = 0; i < batch->links.count; i++)
		size += room_of(batch->links.items[i].role);
	return size;
}

/* At most as many bytes as the texts can take, if no two were the same. It is only set aside: what
 * is not written costs nothing. */
static uint64_t room_for_texts(const struct pack_input *input)
{
	const struct collection *collection = input->collection;
	const struct resolved *resolved = input->resolved;
	uint64_t size = 1 + room_of(collection->title) + room_of(collection->description) +
	                room_of(collection->language) + room_of(collection->licence) +
	                room_of(collection->home) + room_of(collection->url) +
	                schema_texts(input->schema);
	for (size_t i = 0; i < input->scan->files.count; i++)
		size += room_of(input->scan->files.items[i].path);
	for (size_t i = 0; i < resolved->batch_count; i++)
		size += batch_texts(&resolved->batches[i]);
	for (size_t i = 0; i < resolved->ids.count; i++)
		size += room_of(resolved->ids.items[i].id);
	for (size_t i = 0; i < input->index->terms.count; i++)
		size += room_of(input->index->terms.items[i].term);
	for (size_t i = 0; i < input->findings->count; i++)
		size += room_of(input->findings->items[i].message);
	return size;
}

/* ── Laying it out ──────────────────────────────────────────────────────────────────────────── */

/* Give each section its place in a new block; the texts come last and have what room is left. */
static char *lay_out(struct packing *packing, struct arena *arena)
{
	uint64_t offset[SECTION_COUNT];
	uint64_t end = sizeof(struct archive_header) + SECTION_COUNT * sizeof(struct section_row);
	for (enum section section = 0; section < SECTION_COUNT; section++) {
		offset[section] = end;
		end += packing->sections[section].count * section_form(section)->row_size;
		end = section_aligned(end);
	}

	uint64_t room = room_for_texts(packing->input);
	char *bytes = arena_take(arena, end + section_aligned(room));
	for (enum section section = 0; section < SECTION_COUNT; section++)
		packing->sections[section].rows = bytes + offset[section];
	pool_open(&packing->pool, packing->sections[SECTION_TEXTS].rows, room);
	return bytes;
}

/* All that adds texts, in the one order that they have. */
static void write_texts(struct packing *packing)
{
	pack_schema(packing);
	pack_collection(packing);
	pack_dossiers(packing);
	pack_roles(packing);
	pack_words(packing);
	pack_findings(packing);
	pack_verifications(packing);
}

/* All but the first add no texts, and go on beside it, the longest first. */
static void (*const write_jobs[])(struct packing *) = {
	write_texts,   pack_name_orders, pack_links,    pack_timeline, pack_link_orders,
	pack_postings, pack_neighbours,  pack_file_order,
};
enum { WRITE_JOBS = sizeof write_jobs / sizeof write_jobs[0] };

static void write_part(void *context, size_t job, unsigned thread)
{
	(void)thread;
	write_jobs[job](context);
}

static void write_rows(struct packing *packing)
{
	worker_run(WRITE_JOBS, packing->input->thread_count, write_part, packing);
	pack_roles_place(packing);
	pack_weights(packing);
	packing->sections[SECTION_TEXTS].count = packing->pool.size;
}

/* The section table, and the header with its hash; gives the size of all. */
static size_t write_header(struct packing *packing, char *bytes)
{
	struct archive_header header = {
		.version = ARCHIVE_VERSION,
		.byte_order = ARCHIVE_BYTE_ORDER,
		.header_size = sizeof header,
		.section_count = SECTION_COUNT,
	};
	memcpy(header.magic, ARCHIVE_MAGIC, sizeof header.magic);
	section_unicode(header.unicode);

	for (enum section section = 0; section < SECTION_COUNT; section++) {
		struct section_row row = {
			.offset = (uint64_t)(packing->sections[section].rows - bytes),
			.row_size = section_form(section)->row_size,
			.count = (uint32_t)packing->sections[section].count,
		};
		row.size = (uint64_t)row.row_size * row.count;
		memcpy(bytes + sizeof header + section * sizeof row, &row, sizeof row);
		header.size = section_aligned(row.offset + row.size);
	}
	struct str behind = { bytes + sizeof header, header.size - sizeof header };
	header.hash = section_hash(behind);
	memcpy(bytes, &header, sizeof header);
	return header.size;
}

struct packing *pack_begin(const struct pack_input *input)
{
	struct arena scratch = {0};
	struct packing *packing = ARENA_NEW(&scratch, struct packing);
	*packing = (struct packing){ .input = input, .scratch = scratch };
	pack_share(packing);
	packing->neighbour_count = pack_neighbour_count(packing);
	return packing;
}

/* It lies in its own memory. */
static void pack_end(struct packing *packing)
{
	struct arena scratch = packing->scratch;
	arena_release(&scratch);
}

bool pack_archive(struct arena *arena, const struct pack_input *input, struct str *bytes,
                  struct fault *why)
{
	struct packing *packing = input->begun ? input->begun : pack_begin(input);
	packing->input = input;
	count_rows(packing);
	bool is_packed = check_counts(packing, why);
	if (is_packed) {
		char *block = lay_out(packing, arena);
		write_rows(packing);
		pool_close(&packing->pool);
		is_packed = check_counts(packing, why);
		if (is_packed)
			*bytes = (struct str){ block, write_header(packing, block) };
	}
	pack_end(packing);
	return is_packed;
}
