#include "build/draft_parts.h"

#include "base/array.h"
#include "base/unicode.h"
#include "model/limits.h"

/* The beginning of a text of at most `size` bytes. */
static struct str cut_at_letter(struct str text, size_t size)
{
	if (text.size <= size)
		return text;
	while (size > 0 && ((unsigned char)text.bytes[size] & 0xC0) == 0x80)
		size--;
	return str_slice(text, 0, size);
}

/* ── Ids ────────────────────────────────────────────────────────────────────────────────────── */

struct str id_mended(struct arena *arena, struct str id)
{
	if (id_is_valid(id))
		return id;
	struct text mended = { .arena = arena };
	for (size_t at = 0, size; at < id.size; at += size) {
		unicode_decode(id, at, &size);
		struct str letter = str_slice(id, at, size);
		if (mended.size + size > LIMIT_ID_SIZE)
			break;
		text_add(&mended, id_is_valid(letter) ? letter : STR("-"));
	}
	return text_str(&mended);
}

struct str id_checked(struct drafting *drafting, struct str id, struct place place)
{
	if (id.size > LIMIT_ID_SIZE) {
		id = id_mended(&drafting->batch->arena, id);
		DRAFT_FINDING(drafting, RULE_TOO_LONG, place,
		              "the id has more than %d bytes: it was cut to '%.*s…'", LIMIT_ID_SIZE,
		              STR_ARGS(finding_excerpt(id)));
	} else if (drafting->rule) {
		id = id_mended(&drafting->batch->arena, id);
	} else if (!id_is_valid(id)) {
		struct str mended = id_mended(&drafting->batch->arena, id);
		DRAFT_FINDING(drafting, RULE_ID_FORM, place,
		              "the id '%.*s' has blanks or controls in it: write '%.*s'",
		              STR_ARGS(finding_excerpt(id)), STR_ARGS(finding_excerpt(mended)));
		id = mended;
	} else if (!id_is_plain(id)) {
		DRAFT_FINDING(drafting, RULE_ID_FORM, place,
		              "the id '%.*s' is not of small letters, digits, '-' and '.' alone",
		              STR_ARGS(finding_excerpt(id)));
	}
	return id;
}

struct str id_derive(struct drafting *drafting, const struct entry *entry)
{
	struct arena *arena = &drafting->batch->arena;
	struct place place = entry->node->place;
	if (str_is_empty(entry->holder) && drafting->dossier_count == 1)
		return id_checked(drafting, drafting->base, place);

	enum { NUMBER_SIZE = 11 };      /* '.' and the digits of a 32-bit number */
	bool is_nested = !str_is_empty(entry->holder);
	struct str stem = id_mended(arena, is_nested ? entry->holder : drafting->base);
	stem = cut_at_letter(stem, LIMIT_ID_SIZE - NUMBER_SIZE);
	struct str id = str_format(arena, "%.*s.%u", STR_ARGS(stem), (unsigned)entry->ordinal);
	if (!is_nested)
		DRAFT_FINDING(drafting, RULE_ID_FORM, place,
		              "each dossier of a file with several needs an id; "
		              "without one this is '%.*s'", STR_ARGS(id));
	else if (!drafting->rule)
		DRAFT_FINDING(drafting, RULE_ID_DERIVED, place,
		              "without an id of its own this is '%.*s', "
		              "after its place in the list", STR_ARGS(id));
	return id;
}

static struct str id_read(struct drafting *drafting, const struct entry *entry)
{
	const struct node *node = node_find(entry->node, STR("id"));
	if (!node_is_absent(node) && node->kind != NODE_SCALAR)
		DRAFT_FINDING(drafting, RULE_TYPE, node->place, "'id' takes a text, not %s",
		              node_kind_words(node->kind));
	struct str id = str_trim(node_text(node));
	if (node_is_absent(node) || str_is_empty(id))
		return id_derive(drafting, entry);
	return id_checked(drafting, id, node->place);
}

void former_ids_read(struct drafting *drafting, const struct node *map)
{
	struct batch *batch = drafting->batch;
	const struct node *node = node_find(map, STR("former_ids"));
	const struct node *first = node && node->kind == NODE_LIST ? node->first : node;
	for (const struct node *item = first; item; item = item == node ? NULL : item->next) {
		struct str id = str_trim(node_text(item));
		if (node_is_absent(item))
			continue;
		if (item->kind != NODE_SCALAR || !id_is_valid(id))
			DRAFT_FINDING(drafting, RULE_ID_FORM, item->place,
			              "'former_ids' takes ids: texts without blanks and controls");
		else
			*ARRAY_ADD(&batch->arena, &batch->former_ids) = id;
	}
}

/* ── Kind ───────────────────────────────────────────────────────────────────────────────────── */

static uint32_t kind_read(struct drafting *drafting, const struct entry *entry)
{
	const struct node *node = node_find(entry->node, STR("kind"));
	if (node_is_absent(node)) {
		if (entry->kind == NO_ROW)
			DRAFT_FINDING(drafting, RULE_KIND_MISSING, entry->node->place,
			              "a dossier must say its kind: one of %.*s",
			              STR_ARGS(list_words(&drafting->batch->arena,
			                                  kind_keys(drafting), 10)));
		return entry->kind;
	}

	struct str key = str_trim(node_text(node));
	uint32_t kind = schema_kind(drafting->schema, key);
	if (node->kind != NODE_SCALAR)
		DRAFT_FINDING(drafting, RULE_TYPE, node->place, "'kind' takes a text, not %s",
		              node_kind_words(node->kind));
	else if (kind == NO_ROW)
		DRAFT_FINDING(drafting, RULE_KIND_UNKNOWN, node->place,
		              "the schema has no kind '%.*s'%.*s", STR_ARGS(finding_excerpt(key)),
		              STR_ARGS(guess_words(drafting, key, kind_keys(drafting))));
	return kind;
}

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

struct str name_checked(struct drafting *drafting, struct str name, struct place place)
{
	name = str_trim(name);
	if (name.size > LIMIT_NAME_SIZE) {
		DRAFT_FINDING(drafting, RULE_TOO_LONG, place,
		              "a name has at most %d bytes: '%.*s…' was cut", LIMIT_NAME_SIZE,
		              STR_ARGS(finding_excerpt(name)));
		name = cut_at_letter(name, LIMIT_NAME_SIZE);
	}
	text_check(drafting, STR("name"), name, TEXT_LINE, place);
	return name;
}

/* The name that the dossier says. One written long is a value too, for what stands beside it. */
static struct str name_read(struct drafting *drafting, const struct node *map)
{
	const struct node *node = node_find(map, STR("name"));
	if (node_is_absent(node))
		return STR("");
	if (node->kind == NODE_MAP) {
		struct batch *batch = drafting->batch;
		size_t before = batch->values.count;
		values_draft(drafting, schema_known(drafting->schema, KNOWN_NAME), node, 0);
		return batch->values.count > before ? str_trim(batch->values.items[before].text)
		                                    : STR("");
	}
	if (node->kind == NODE_LIST)
		DRAFT_FINDING(drafting, RULE_TYPE, node->place,
		              "'name' takes one text, not a list: put other names under 'names'");
	return name_checked(drafting, node_text(node->kind == NODE_LIST ? node->first : node),
	                    node->place);
}

/* The value of a field at the top of the draft at work that counts most, or NO_ROW. */
static uint32_t value_best(const struct batch *batch, const struct draft *draft, uint32_t field)
{
	uint32_t best = NO_ROW;
	for (uint32_t i = draft->values.first; i < batch->values.count;
	     i = batch->values.items[i].end) {
		const struct draft_value *value = &batch->values.items[i];
		if (value->field != field || field == NO_ROW)
			continue;
		if (value->rank == RANK_PREFERRED)
			return i;
		if (best == NO_ROW || batch->values.items[best].rank > value->rank)
			best = i;
	}
	return best;
}

struct str name_derive(struct drafting *drafting, uint32_t row)
{
	struct batch *batch = drafting->batch;
	const struct draft *draft = &batch->drafts.items[row];
	if (draft->kind == NO_ROW)
		return STR("");
	uint32_t field = drafting->schema->kinds.items[draft->kind].name_field;
	uint32_t value = value_best(batch, draft, field);
	if (value == NO_ROW)
		return STR("");
	struct str text = batch->values.items[value].text;
	return batch->values.items[value].type == FIELD_PROSE || text.size > LIMIT_NAME_SIZE
	     ? prose_opening(&batch->arena, text) : str_trim(text);
}

/* True if dossiers of `kind` cannot do without `field`. */
static bool is_required(const struct schema *schema, uint32_t field, uint32_t kind)
{
	if (field == NO_ROW)
		return false;
	const struct row_list *required = &schema->fields.items[field].required;
	for (size_t i = 0; i < required->count; i++)
		if (required->items[i] == kind)
			return true;
	return false;
}

static void name_fill(struct drafting *drafting, uint32_t row, struct str name)
{
	struct draft *draft = &drafting->batch->drafts.items[row];
	const struct kind *kind = &drafting->schema->kinds.items[draft->kind];
	draft->name = str_is_empty(name) ? name_derive(drafting, row) : name;
	if (!str_is_empty(draft->name))
		return;

	draft->name = draft->id;
	if (!is_required(drafting->schema, kind->name_field, draft->kind))
		DRAFT_FINDING(drafting, RULE_NAME_MISSING, draft->place, "'%.*s' has no name",
		              STR_ARGS(finding_excerpt(draft->id)));
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

uint32_t draft_begin(struct drafting *drafting, const struct entry *entry, uint32_t kind)
{
	struct batch *batch = drafting->batch;
	struct place place = str_is_empty(entry->key) ? entry->node->place : entry->node->key_place;
	*ARRAY_ADD(&batch->arena, &batch->drafts) = (struct draft){
		.kind = kind, .place = place, .date = NO_ROW,
		.is_foreign = drafting->rule != NULL,
		.values.first = (uint32_t)batch->values.count,
		.links.first = (uint32_t)batch->links.count,
		.citations.first = (uint32_t)batch->citations.count,
		.former_ids.first = (uint32_t)batch->former_ids.count,
	};
	drafting->kind = kind;
	drafting->draft = (uint32_t)batch->drafts.count - 1;
	return drafting->draft;
}

/* The locator beside the source of a quote says where in it: the role of that link. */
static void locator_fill(struct drafting *drafting, const struct draft *draft)
{
	struct batch *batch = drafting->batch;
	uint32_t source = value_best(batch, draft, schema_known(drafting->schema, KNOWN_SOURCE));
	uint32_t locator = value_best(batch, draft, schema_known(drafting->schema, KNOWN_LOCATOR));
	if (source == NO_ROW || locator == NO_ROW || batch->values.items[source].link == NO_ROW)
		return;
	struct draft_link *link = &batch->links.items[batch->values.items[source].link];
	if (str_is_empty(link->role))
		link->role = batch->values.items[locator].text;
}

void draft_end(struct drafting *drafting, uint32_t row)
{
	struct batch *batch = drafting->batch;
	struct draft *draft = &batch->drafts.items[row];
	locator_fill(drafting, draft);

	uint32_t summary = value_best(batch, draft, drafting->summary);
	if (summary != NO_ROW)
		draft->summary = batch->values.items[summary].text;
	if (draft->kind != NO_ROW && draft->date == NO_ROW) {
		const struct kind *kind = &drafting->schema->kinds.items[draft->kind];
		uint32_t date = value_best(batch, draft, kind->date_field);
		draft->date = date == NO_ROW ? NO_ROW : batch->values.items[date].date;
	}
	draft->values.count = (uint32_t)batch->values.count - draft->values.first;
	draft->links.count = (uint32_t)batch->links.count - draft->links.first;
	draft->former_ids.count = (uint32_t)batch->former_ids.count - draft->former_ids.first;
}

void holder_draft(struct drafting *drafting, const struct entry *entry, uint32_t field,
                  struct str key, uint32_t relation)
{
	const struct slot slot = { .key = key, .row = field };
	struct place place = entry->node->place;
	uint32_t value = value_open(drafting, &slot, FIELD_LINK, entry->holder, place);
	uint32_t link = link_add(drafting, entry->holder, relation, value, place);
	struct batch *batch = drafting->batch;
	batch->links.items[link].field = field;
	batch->links.items[link].is_guess = false;
	batch->values.items[value].link = link;
	value_close(drafting, value);
}

bool kind_takes_field(const struct schema *schema, uint32_t kind, uint32_t row)
{
	const struct field *field = &schema->fields.items[row];
	for (size_t i = 0; i < field->holders.count; i++)
		if (field->holders.items[i].kind == kind)
			return true;
	return kind_has_field(&schema->kinds.items[kind], row);
}

void sources_draft(struct drafting *drafting, const struct node *node)
{
	struct draft_rows citations = citations_read(drafting, node);
	drafting->batch->drafts.items[drafting->draft].citations = citations;
	citations_link(drafting, citations, NO_ROW);
}

/* One key of a dossier, less those that dossier_draft reads itself. */
static void key_draft(struct drafting *drafting, const struct node *node)
{
	const struct schema *schema = drafting->schema;
	uint32_t row = schema_field(schema, node->key);
	if (row == drafting->sources) {
		sources_draft(drafting, node);
		return;
	}

	if (row == NO_ROW || !kind_takes_field(schema, drafting->kind, row))
		key_report(drafting, node, row, schema->kinds.items[drafting->kind].key);
	values_draft(drafting, row, node, 0);
}

static void keys_draft(struct drafting *drafting, const struct node *map)
{
	static const struct str head[] = { STR("id"), STR("kind"), STR("name"), STR("former_ids") };
	for (const struct node *node = map->first; node; node = node->next) {
		bool is_head = false;
		for (size_t i = 0; i < sizeof(head) / sizeof(*head); i++)
			is_head = is_head || str_equal(node->key, head[i]);
		if (is_head && !node->lacks_colon)
			continue;
		if (node_is_absent(node))
			key_report_empty(drafting, node);
		else
			key_draft(drafting, node);
	}
}

static void required_check(struct drafting *drafting, const struct entry *entry, uint32_t kind)
{
	const struct schema *schema = drafting->schema;
	for (uint32_t row = 0; row < schema->fields.count; row++) {
		const struct field *field = &schema->fields.items[row];
		if (field->required.count && is_required(schema, row, kind) &&
		    row != entry->holder_field &&
		    node_is_absent(node_find(entry->node, field->key)))
			DRAFT_FINDING(drafting, RULE_FIELD_REQUIRED, entry->node->place,
			              "a %.*s needs '%.*s'",
			              STR_ARGS(schema->kinds.items[kind].label),
			              STR_ARGS(field->key));
	}
}

static void dossier_draft(struct drafting *drafting, const struct entry *entry)
{
	if (entry->node->kind != NODE_MAP) {
		DRAFT_FINDING(drafting, RULE_NOT_A_DOSSIER, entry->node->place,
		              "a dossier is a map with kind and name; this is %s",
		              node_kind_words(entry->node->kind));
		return;
	}
	uint32_t kind = kind_read(drafting, entry);
	if (kind == NO_ROW)
		return;

	struct batch *batch = drafting->batch;
	uint32_t draft = draft_begin(drafting, entry, kind);
	drafting->id = id_read(drafting, entry);
	batch->drafts.items[draft].id = drafting->id;
	struct str name = name_read(drafting, entry->node);
	former_ids_read(drafting, entry->node);
	keys_draft(drafting, entry->node);

	uint32_t holder = entry->holder_field;
	if (holder != NO_ROW) {
		const struct field *field = &drafting->schema->fields.items[holder];
		if (node_is_absent(node_find(entry->node, field->key)))
			holder_draft(drafting, entry, holder, field->key, field->relation);
	}
	required_check(drafting, entry, kind);
	name_fill(drafting, draft, name);
	draft_end(drafting, draft);
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────── */

struct entry_array { struct entry *items; size_t count, room; };

static void entry_add(struct drafting *drafting, struct entry_array *entries,
                      const struct node *node)
{
	uint32_t ordinal = (uint32_t)entries->count + 1;
	*ARRAY_ADD(&drafting->batch->arena, entries) = (struct entry){
		.node = node, .key = node->key, .ordinal = ordinal,
		.kind = drafting->rule ? drafting->rule->kind : NO_ROW, .holder_field = NO_ROW,
	};
}

/* The dossiers of a document: itself, or what is in it. */
static void document_add(struct drafting *drafting, struct entry_array *entries,
                         const struct node *document)
{
	enum file_each each = drafting->rule ? drafting->rule->each : EACH_AUTO;
	bool is_many = (document->kind == NODE_LIST && (each == EACH_AUTO || each == EACH_LIST)) ||
	               (document->kind == NODE_MAP && each == EACH_MAP);
	if (!is_many && !node_is_absent(document))
		entry_add(drafting, entries, document);
	for (const struct node *node = is_many ? document->first : NULL; node; node = node->next)
		entry_add(drafting, entries, node);
}

/* Draft a dossier, and then those that were found inside it. One that stands in a field for
 * dossiers was written for us, whatever the file is. */
static void entry_draft(struct drafting *drafting, const struct entry *entry)
{
	if (drafting->rule)
		foreign_draft(drafting, entry);
	else
		dossier_draft(drafting, entry);
	for (size_t i = 0; i < drafting->nested.count; i++) {
		struct entry nested = drafting->nested.items[i];
		if (nested.nested)
			foreign_draft(drafting, &nested);
		else
			dossier_draft(drafting, &nested);
	}
	drafting->nested.count = 0;
}

/* The name of a file without its folders and its ending. */
static struct str base_name(struct str path)
{
	for (size_t slash; (slash = str_find(path, STR("/"), 0)) != SIZE_MAX;)
		path = str_slice(path, slash + 1, path.size);
	if (str_ends_with(path, STR(".yaml")))
		path.size -= 5;
	else if (str_ends_with(path, STR(".yml")))
		path.size -= 4;
	return str_is_empty(path) ? STR("dossier") : path;
}

void draft_file(struct batch *batch, const struct schema *schema, struct str path,
                struct node_file nodes)
{
	batch->path = str_copy(&batch->arena, path);
	struct drafting drafting = {
		.batch = batch, .schema = schema, .rule = schema_file_rule(schema, path),
		.cites = schema_relation(schema, STR("cites")),
		.mentions = schema_relation(schema, STR("mentions")),
		.related = schema_relation(schema, STR("related")),
		.sources = schema_known(schema, KNOWN_SOURCES),
		.summary = schema_known(schema, KNOWN_SUMMARY),
		.base = base_name(batch->path),
		.trail.arena = &batch->arena,
	};
	drafting.is_guessing = drafting.rule && foreign_rule_maps(drafting.rule);

	struct entry_array entries = {0};
	for (const struct node *document = nodes.first; document; document = document->next)
		document_add(&drafting, &entries, document);
	drafting.dossier_count = (uint32_t)entries.count;
	for (size_t i = 0; i < entries.count; i++)
		entry_draft(&drafting, &entries.items[i]);
	if (entries.count == 0 && batch->findings.count == 0)
		DRAFT_FINDING(&drafting, RULE_NOT_A_DOSSIER, (struct place){0},
		              "the file holds no dossier");
}
