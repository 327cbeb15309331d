#include "build/index.h"

#include <string.h>

#include "archive/archive.h"
#include "base/array.h"
#include "base/unicode.h"
#include "base/worker.h"
#include "build/claim_sources.h"
#include "build/lookup.h"
#include "build/terms.h"
#include "model/prose.h"

enum { KINDS_A_WORD = 64, LEAST_SHARD = 64 };   /* bits of a set of kinds; dossiers */

/* What all threads read. */
struct indexing {
	const struct schema *schema;
	const struct resolved *resolved;
	uint64_t *linking_kinds;        /* for each dossier, the set of kinds that link to it */
	size_t kind_words;              /* numbers of such a set */
	struct str *has_fields;         /* "has:born", for each field of the schema */
	struct str *has_kinds;          /* "has:quotes", for each kind */
	struct claim_schema claims;
	uint32_t known[KNOWN_FIELD_COUNT];
	uint32_t cites, quoted_from;    /* relations whose role says where in the source */
	struct str *names;              /* of all dossiers */
	uint32_t *shards;               /* first dossier of each shard, and the end */
	struct term_table *tables;      /* one for each shard */
};

/* The work of one thread: it goes through the dossiers of its shard. */
struct indexer {
	const struct indexing *all;
	struct term_table *table;
	struct arena scratch;           /* reset for each dossier */
	uint32_t dossier;
	struct str summary;             /* of the dossier */
	uint32_t value;                 /* at work, and from where on its mentions may stand */
	const struct draft_link *mention, *mentions_end;
	uint32_t *seen;                 /* for each field, the last dossier that has it, + 1 */
};

/* ── Texts ──────────────────────────────────────────────────────────────────────────────────── */

static void add_term(struct indexer *indexer, struct str term, enum search_class search)
{
	term_table_add(indexer->table, term, indexer->dossier, search);
}

static void add_words(struct indexer *indexer, struct str folded, enum search_class search)
{
	struct unicode_words words = unicode_words_begin(folded);
	for (struct str word; unicode_words_next(&words, &word);)
		add_term(indexer, word, search);
}

static void add_text(struct indexer *indexer, struct str text, enum search_class search)
{
	if (text.size && search != SEARCH_NONE)
		add_words(indexer, unicode_fold(&indexer->scratch, text), search);
}

/* The words of a romanized name, and all of it in one: who writes in Latin letters cannot know
 * where a script without blanks has its words. */
static void add_romanized(struct indexer *indexer, struct str romanized)
{
	struct text joined = { .arena = &indexer->scratch };
	struct unicode_words words = unicode_words_begin(romanized);
	for (struct str word; unicode_words_next(&words, &word);) {
		add_term(indexer, word, SEARCH_ROMANIZED);
		text_add(&joined, word);
	}
	add_term(indexer, text_str(&joined), SEARCH_ROMANIZED);
}

static void add_name(struct indexer *indexer, struct str name, enum search_class search)
{
	if (name.size == 0)
		return;
	struct str folded = unicode_fold(&indexer->scratch, name);
	struct str romanized = unicode_romanize(&indexer->scratch, name);
	add_words(indexer, folded, search);
	if (romanized.size)
		add_romanized(indexer, romanized);
}

/* The dossier that the running text at work mentions by an id. Mentions became links in the order
 * in which they are met again, and those know where they lead. */
static uint32_t mentioned(struct indexer *indexer, struct str id)
{
	for (; indexer->mention != indexer->mentions_end; indexer->mention++) {
		const struct draft_link *link = indexer->mention;
		if (link->text_byte == NO_ROW || link->value < indexer->value)
			continue;
		if (link->value > indexer->value)
			break;
		if (link->to != NO_ROW && str_equal(link->target, id))
			return link->to;
	}
	return resolved_find(indexer->all->resolved, id);
}

static struct str name_of(void *context, struct str id)
{
	struct indexer *indexer = context;
	uint32_t row = mentioned(indexer, id);
	return row == NO_ROW ? (struct str){0} : indexer->all->names[row];
}

/* Running text as it reads. Without a bracket it holds neither links nor citations. */
static void add_prose(struct indexer *indexer, struct str text, enum search_class search)
{
	if (text.size && memchr(text.bytes, '[', text.size))
		text = prose_plain(&indexer->scratch, text, name_of, indexer);
	add_text(indexer, text, search);
}

static void add_id(struct indexer *indexer, struct str id)
{
	struct str folded = unicode_fold(&indexer->scratch, id);
	add_term(indexer, folded, SEARCH_ID);

	size_t start = 0;
	for (size_t i = 0; i <= folded.size; i++)
		if (i == folded.size || folded.bytes[i] == '-' || folded.bytes[i] == '.') {
			add_term(indexer, str_slice(folded, start, i - start), SEARCH_ID);
			start = i + 1;
		}
}

static void add_facet(struct indexer *indexer, struct str key, struct str value)
{
	struct str folded = unicode_fold(&indexer->scratch, str_trim(value));
	if (folded.size)
		add_term(indexer, str_join(&indexer->scratch, key, STR(":"), folded), SEARCH_FACET);
}

static void add_has_field(struct indexer *indexer, uint32_t field)
{
	if (field == NO_ROW || indexer->seen[field] == indexer->dossier + 1)
		return;
	indexer->seen[field] = indexer->dossier + 1;
	add_term(indexer, indexer->all->has_fields[field], SEARCH_FACET);
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

/* Where the words of a value count. What the schema does not know is found as prose, and a name
 * that stands inside something else, such as the title of a position, is not the dossier's own. */
static enum search_class class_of(const struct field *field, unsigned depth)
{
	if (!field)
		return SEARCH_PROSE;
	if (field->type == FIELD_NAME && field->search == SEARCH_NAME)
		return SEARCH_ALIAS;
	if (field->search == SEARCH_NAME && depth > 0)
		return SEARCH_SUMMARY;
	return field->search == SEARCH_FACET ? SEARCH_PROSE : field->search;
}

static bool is_name(enum search_class search)
{
	return search == SEARCH_NAME || search == SEARCH_ALIAS;
}

/* A value that is a link is found by the name of the dossier it leads to; one that leads nowhere,
 * by what was typed. */
static struct str value_words(const struct indexer *indexer, const struct batch *batch,
                              const struct draft_value *value)
{
	if (value->link == NO_ROW || batch->links.items[value->link].to == NO_ROW)
		return value->text;
	return indexer->all->names[batch->links.items[value->link].to];
}

static void add_value(struct indexer *indexer, const struct batch *batch,
                      const struct draft_value *value)
{
	const struct schema *schema = indexer->all->schema;
	const struct field *field =
		value->field == NO_ROW ? NULL : &schema->fields.items[value->field];
	enum search_class search = class_of(field, value->depth);

	/* The summary is in the index by the time that its value comes. */
	if (search == SEARCH_SUMMARY && str_equal(value->text, indexer->summary))
		search = SEARCH_NONE;
	if (search != SEARCH_NONE) {
		struct str text = value_words(indexer, batch, value);
		if (is_name(search))
			add_name(indexer, text, search);
		else if (value->type == FIELD_PROSE)
			add_prose(indexer, text, search);
		else
			add_text(indexer, text, search);
	}
	if (field && field->search == SEARCH_FACET)
		add_facet(indexer, field->key, value->text);
	add_prose(indexer, value->note, SEARCH_PROSE);
	add_has_field(indexer, value->field);
}

/* The values of a draft. What stands inside a name says in which language or script it is: it would
 * make a dossier "in Burmese" that only has a Burmese name, so it does not count. */
static void add_values(struct indexer *indexer, const struct batch *batch, struct draft_rows rows)
{
	uint32_t end = rows.first + rows.count;
	for (uint32_t i = rows.first, next; i < end; i = next) {
		const struct draft_value *value = &batch->values.items[i];
		indexer->value = i;
		add_value(indexer, batch, value);
		next = value->type == FIELD_NAME ? value->end : i + 1;
	}
}

/* In what capacity somebody is in a link. Of one that leads nowhere the note of its value tells. */
static void add_roles(struct indexer *indexer, const struct batch *batch, struct draft_rows rows)
{
	const struct indexing *all = indexer->all;
	for (uint32_t i = 0; i < rows.count; i++) {
		const struct draft_link *link = &batch->links.items[rows.first + i];
		if (link->to != NO_ROW && link->relation != all->cites &&
		    link->relation != all->quoted_from)
			add_text(indexer, link->role, SEARCH_TEXT);
	}
}

static void add_draft(struct indexer *indexer, uint32_t batch_number, uint32_t draft_number)
{
	const struct indexing *all = indexer->all;
	const struct batch *batch = &all->resolved->batches[batch_number];
	const struct draft *draft = &batch->drafts.items[draft_number];

	if (draft->links.count) {
		indexer->mention = &batch->links.items[draft->links.first];
		indexer->mentions_end = indexer->mention + draft->links.count;
	}
	add_values(indexer, batch, draft->values);
	indexer->mention = indexer->mentions_end;
	add_roles(indexer, batch, draft->links);
	for (uint32_t i = 0; i < draft->former_ids.count; i++)
		add_id(indexer, batch->former_ids.items[draft->former_ids.first + i]);
	if (draft->citations.count)
		add_has_field(indexer, all->known[KNOWN_SOURCES]);
}

static void add_linking_kinds(struct indexer *indexer)
{
	const struct indexing *all = indexer->all;
	const uint64_t *set = all->linking_kinds + indexer->dossier * all->kind_words;
	for (size_t kind = 0; kind < all->schema->kinds.count; kind++)
		if (set[kind / KINDS_A_WORD] >> kind % KINDS_A_WORD & 1)
			add_term(indexer, all->has_kinds[kind], SEARCH_FACET);
}

/* How many sources assert a claim. */
static void add_claim_sources(struct indexer *indexer)
{
	const struct indexing *all = indexer->all;
	uint32_t kind = resolved_draft(all->resolved, indexer->dossier)->kind;
	if (kind == NO_ROW || !kind_is_claim(&all->claims, kind))
		return;
	struct claim_sources sources =
		claim_sources(&indexer->scratch, &all->claims, all->resolved, indexer->dossier);
	add_term(indexer,
	         str_format(&indexer->scratch, "sources:%zu", sources.rows.count + sources.lost),
	         SEARCH_FACET);
}

static void add_dossier(struct indexer *indexer)
{
	const struct resolved *resolved = indexer->all->resolved;
	const struct resolved_dossier *dossier = &resolved->dossiers.items[indexer->dossier];
	const struct draft *draft = resolved_draft(resolved, indexer->dossier);

	add_id(indexer, draft->id);
	add_name(indexer, draft->name, SEARCH_NAME);
	indexer->summary = draft->summary;
	add_prose(indexer, draft->summary, SEARCH_SUMMARY);
	if (draft->summary.size)
		add_has_field(indexer, indexer->all->known[KNOWN_SUMMARY]);
	add_draft(indexer, dossier->batch, dossier->draft);
	for (uint32_t i = 0; i < dossier->addition_count; i++) {
		struct resolved_part part = resolved->additions.items[dossier->first_addition + i];
		add_draft(indexer, part.batch, part.draft);
	}
	add_linking_kinds(indexer);
	add_claim_sources(indexer);
	term_table_settle(indexer->table);
	arena_reset(&indexer->scratch);
}

/* ── Shards ─────────────────────────────────────────────────────────────────────────────────── */

static void index_shard(void *context, size_t shard, unsigned thread)
{
	struct indexing *all = context;
	struct arena arena = {0};
	struct indexer indexer = {
		.all = all,
		.table = &all->tables[shard],
		.seen = ARENA_MANY(&arena, uint32_t, all->schema->fields.count),
	};
	(void)thread;

	for (uint32_t row = all->shards[shard]; row < all->shards[shard + 1]; row++) {
		indexer.dossier = row;
		add_dossier(&indexer);
	}
	term_table_sort(indexer.table);
	arena_release(&indexer.scratch);
	arena_release(&arena);
}

/* Cut the dossiers into at most `most` shards with about as many values each. */
static size_t cut_shards(struct indexing *all, struct arena *arena, size_t most)
{
	const struct resolved *resolved = all->resolved;
	uint32_t count = (uint32_t)resolved->dossiers.count;
	uint64_t weight = count, sum = 0;
	for (uint32_t row = 0; row < count; row++)
		weight += resolved_draft(resolved, row)->values.count;
	if (most > 1 + count / LEAST_SHARD)
		most = 1 + count / LEAST_SHARD;

	size_t shard = 0;
	all->shards = ARENA_MANY(arena, uint32_t, most + 1);
	for (uint32_t row = 0; row < count; row++) {
		if (sum >= weight * (shard + 1) / most)
			all->shards[++shard] = row;
		sum += 1 + resolved_draft(resolved, row)->values.count;
	}
	all->shards[shard + 1] = count;
	return shard + 1;
}

static void mark_linking_kinds(struct indexing *all, struct arena *arena)
{
	const struct resolved *resolved = all->resolved;
	all->kind_words = all->schema->kinds.count / KINDS_A_WORD + 1;
	all->linking_kinds = ARENA_MANY(arena, uint64_t,
	                                resolved->dossiers.count * all->kind_words);
	for (size_t i = 0; i < resolved->links.count; i++) {
		const struct resolved_link *link = &resolved->links.items[i];
		uint32_t kind = resolved_draft(resolved, link->from)->kind;
		uint64_t *set = all->linking_kinds + link->to * all->kind_words;
		set[kind / KINDS_A_WORD] |= (uint64_t)1 << kind % KINDS_A_WORD;
	}
}

/* One behind the other: each mention asks for one. */
static void list_names(struct indexing *all, struct arena *arena)
{
	uint32_t count = (uint32_t)all->resolved->dossiers.count;
	all->names = ARENA_MANY(arena, struct str, count);
	for (uint32_t row = 0; row < count; row++)
		all->names[row] = resolved_draft(all->resolved, row)->name;
}

static struct str has_term(struct arena *arena, struct str key)
{
	return str_join(arena, STR("has"), STR(":"), key);
}

/* What is asked of the schema, once for all. */
static void look_up(struct indexing *all, struct arena *arena)
{
	const struct schema *schema = all->schema;
	all->has_fields = ARENA_MANY(arena, struct str, schema->fields.count);
	all->has_kinds = ARENA_MANY(arena, struct str, schema->kinds.count);
	for (size_t i = 0; i < schema->fields.count; i++)
		all->has_fields[i] = has_term(arena, schema->fields.items[i].key);
	for (size_t i = 0; i < schema->kinds.count; i++)
		all->has_kinds[i] = has_term(arena, schema->kinds.items[i].plural);
	for (enum known_field known = 0; known < KNOWN_FIELD_COUNT; known++)
		all->known[known] = schema_field(schema, str_of(known_field_key(known)));
	all->claims = claim_schema(schema);
	all->cites = schema_relation(schema, STR("cites"));
	all->quoted_from = schema_relation(schema, STR("quoted-from"));
}

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

void index_pick_names(struct arena *arena, struct index *index)
{
	for (size_t i = 0; i < index->terms.count; i++) {
		struct index_term term = index->terms.items[i];
		uint32_t first = (uint32_t)index->name_postings.count;
		for (uint32_t at = term.first; at < term.first + term.count; at++)
			if (posting_is_name(index->postings.items[at]))
				*ARRAY_ADD(arena, &index->name_postings) =
					index->postings.items[at];
		uint32_t count = (uint32_t)index->name_postings.count - first;
		if (count)
			*ARRAY_ADD(arena, &index->name_terms) =
				(struct index_term){ term.term, first, count };
	}
}

void index_collection(struct arena *arena, const struct schema *schema,
                      const struct resolved *resolved, unsigned thread_count, struct index *index)
{
	struct arena shared = {0};
	struct indexing all = { .schema = schema, .resolved = resolved };
	look_up(&all, &shared);
	mark_linking_kinds(&all, &shared);
	list_names(&all, &shared);

	size_t count = cut_shards(&all, &shared, worker_threads(thread_count));
	all.tables = ARENA_MANY(&shared, struct term_table, count);
	worker_run(count, thread_count, index_shard, &all);
	term_tables_merge(arena, all.tables, count, thread_count, index);
	index_pick_names(arena, index);

	for (size_t i = 0; i < count; i++)
		term_table_release(&all.tables[i]);
	arena_release(&shared);
}
