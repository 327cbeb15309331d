#include "build/draft_parts.h"

#include "base/array.h"

/* ── Citations ──────────────────────────────────────────────────────────────────────────────── */

static void citation_add(struct drafting *drafting, struct draft_citation citation)
{
	citation.id = str_trim(citation.id);
	citation.source = NO_ROW;
	if (str_is_empty(citation.id)) {
		DRAFT_FINDING(drafting, RULE_TYPE, citation.place,
		              "a citation needs the id of a source, or {source, locator, note}");
		return;
	}
	struct batch *batch = drafting->batch;
	*ARRAY_ADD(&batch->arena, &batch->citations) = citation;
}

static void note_add(struct text *note, struct str text)
{
	text_add(note, note->size ? STR("; ") : STR(""));
	text_add(note, text);
}

/* One key of a citation. One that is not known is kept with the note. */
static void citation_key(struct drafting *drafting, struct draft_citation *citation,
                         struct text *note, const struct node *node)
{
	struct str text = node->kind == NODE_SCALAR ? scalar_text(node) : STR("");
	if (str_equal(node->key, STR("source")) || str_equal(node->key, STR("id")) ||
	    str_equal(node->key, STR("value"))) {
		citation->id = text;
	} else if (str_equal(node->key, STR("locator"))) {
		citation->locator = text;
	} else if (str_equal(node->key, STR("note"))) {
		note_add(note, text);
	} else {
		key_report(drafting, node, NO_ROW, STR("sources"));
		note_add(note, node->key);
		text_add(note, STR(": "));
		text_add(note, text);
	}
}

static void citation_read(struct drafting *drafting, const struct node *node)
{
	struct draft_citation citation = { .place = node->place };
	struct text note = { .arena = &drafting->batch->arena };
	if (node->kind == NODE_SCALAR)
		citation.id = node_text(node);
	for (const struct node *child = node->first; child; child = child->next)
		if (node_is_absent(child))
			key_report_empty(drafting, child);
		else
			citation_key(drafting, &citation, &note, child);

	citation.note = note.size ? text_str(&note) : STR("");
	text_check(drafting, STR("locator"), citation.locator, TEXT_LINE, node->place);
	text_check(drafting, STR("note"), citation.note, TEXT_RUNNING, node->place);
	citation_add(drafting, citation);
}

struct draft_rows citations_read(struct drafting *drafting, const struct node *node)
{
	uint32_t first = (uint32_t)drafting->batch->citations.count;
	if (node->kind != NODE_LIST && !node_is_absent(node))
		citation_read(drafting, node);

	const struct node *items = node->kind == NODE_LIST ? node->first : NULL;
	for (const struct node *item = items; item; item = item->next) {
		if (item->kind == NODE_LIST)
			DRAFT_FINDING(drafting, RULE_TYPE, item->place,
			              "'sources' takes ids and maps, not a list in a list");
		else if (!node_is_absent(item))
			citation_read(drafting, item);
	}
	return (struct draft_rows){ first, (uint32_t)drafting->batch->citations.count - first };
}

void citations_link(struct drafting *drafting, struct draft_rows citations, uint32_t value)
{
	struct batch *batch = drafting->batch;
	for (uint32_t i = 0; i < citations.count; i++) {
		uint32_t row = citations.first + i;
		const struct draft_citation *citation = &batch->citations.items[row];
		uint32_t link = link_add(drafting, citation->id, drafting->cites, value,
		                         citation->place);
		batch->links.items[link].role = citation->locator;
		batch->links.items[link].field = drafting->sources;
		batch->links.items[link].citation = row;
	}
}

void citation_draft(struct drafting *drafting, const struct slot *slot, const struct node *node)
{
	struct draft_rows citations = citations_read(drafting, node);
	if (citations.count == 0)
		return;
	struct batch *batch = drafting->batch;
	struct str id = batch->citations.items[citations.first].id;
	uint32_t value = value_open(drafting, slot, FIELD_CITATION, id, node->place);
	batch->values.items[value].citations = citations;
	value_close(drafting, value);
	citations_link(drafting, citations, value);
}

/* ── What stands beside a value in its map ──────────────────────────────────────────────────── */

enum beside_key {
	BESIDE_SOURCES, BESIDE_AS_OF, BESIDE_RANK, BESIDE_NOTE,
	BESIDE_ROLE, BESIDE_DATE, BESIDE_SINCE, BESIDE_UNTIL,
	BESIDE_SOURCE, BESIDE_LOCATOR, BESIDE_TYPE,
	BESIDE_COUNT
};

#define TYPE_BIT(type) (1u << (type))
#define NOT_KNOWN TYPE_BIT(FIELD_TYPE_COUNT)    /* a key that the schema does not know */
#define ALL_KNOWN (NOT_KNOWN - 1)

/* The types of field in whose map a key has a meaning of its own. In a group, role and dates are
 * fields like others; the links in it take them over. */
static const struct beside_row {
	struct str key;
	unsigned types;
} beside_rows[] = {
	[BESIDE_SOURCES] = { STR("sources"), ALL_KNOWN | NOT_KNOWN },
	[BESIDE_AS_OF]   = { STR("as_of"),   ALL_KNOWN },
	[BESIDE_RANK]    = { STR("rank"),    ALL_KNOWN },
	[BESIDE_NOTE]    = { STR("note"),    ALL_KNOWN },
	[BESIDE_ROLE]    = { STR("role"),    TYPE_BIT(FIELD_LINK) },
	[BESIDE_DATE]    = { STR("date"),    TYPE_BIT(FIELD_LINK) },
	[BESIDE_SINCE]   = { STR("since"),   TYPE_BIT(FIELD_LINK) },
	[BESIDE_UNTIL]   = { STR("until"),   TYPE_BIT(FIELD_LINK) },
	[BESIDE_SOURCE]  = { STR("source"),  TYPE_BIT(FIELD_LINK) },
	[BESIDE_LOCATOR] = { STR("locator"), TYPE_BIT(FIELD_LINK) },
	[BESIDE_TYPE]    = { STR("type"),    TYPE_BIT(FIELD_LINK) },
};
_Static_assert(sizeof(beside_rows) / sizeof(*beside_rows) == BESIDE_COUNT, "a row for each key");

/* A link says its relation in its map where its field has none. */
static bool is_typed(const struct slot *slot)
{
	return slot->field && slot->field->type == FIELD_LINK && slot->field->relation == NO_ROW;
}

static enum beside_key beside_find(const struct slot *slot, struct str key)
{
	unsigned type = slot->field ? TYPE_BIT(slot->field->type) : NOT_KNOWN;
	enum beside_key found = 0;
	while (found < BESIDE_COUNT &&
	       !((beside_rows[found].types & type) && str_equal(beside_rows[found].key, key)))
		found++;
	return found == BESIDE_TYPE && !is_typed(slot) ? BESIDE_COUNT : found;
}

bool beside_has(const struct slot *slot, struct str key)
{
	return beside_find(slot, key) != BESIDE_COUNT;
}

const struct node *content_find(const struct slot *slot, const struct node *map)
{
	const struct field *field = slot->field;
	bool is_link = field && field->type == FIELD_LINK;
	bool is_name = field && field->type == FIELD_NAME;
	const struct str keys[] = {
		is_link ? field->target : STR(""),
		is_link ? field->key : STR(""),
		is_name ? STR("text") : STR(""),
		STR("value"),
		is_link ? STR("id") : STR(""),
		is_link ? STR("who") : STR(""),
		is_link ? STR("to") : STR(""),
	};
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const struct node *found = str_is_empty(keys[i]) ? NULL : node_find(map, keys[i]);
		if (!node_is_absent(found))
			return found;
	}
	return NULL;
}

/* The scalar of a key that takes one; of a list its first. NULL if there is none. */
static const struct node *one_scalar(struct drafting *drafting, const struct node *node)
{
	if (node->kind != NODE_SCALAR)
		DRAFT_FINDING(drafting, RULE_TYPE, node->place, "'%.*s' takes a text, not %s",
		              STR_ARGS(node->key), node_kind_words(node->kind));
	const struct node *scalar = node->kind == NODE_LIST ? node->first : node;
	return scalar && scalar->kind == NODE_SCALAR ? scalar : NULL;
}

static struct str one_text(struct drafting *drafting, const struct node *node)
{
	const struct node *scalar = one_scalar(drafting, node);
	return scalar ? scalar_text(scalar) : STR("");
}

static uint32_t one_date(struct drafting *drafting, const struct node *node)
{
	struct str text = str_trim(one_text(drafting, node));
	return str_is_empty(text) ? NO_ROW : date_draft(drafting, text, node->place);
}

static enum value_rank rank_read(struct drafting *drafting, const struct node *node)
{
	static const struct str names[] = {
		[RANK_NORMAL]     = STR("normal"),
		[RANK_PREFERRED]  = STR("preferred"),
		[RANK_DEPRECATED] = STR("deprecated"),
	};
	_Static_assert(sizeof(names) / sizeof(*names) == RANK_COUNT, "a name for each rank");

	struct str text = str_trim(one_text(drafting, node));
	for (enum value_rank rank = 0; rank < RANK_COUNT; rank++)
		if (str_equal(text, names[rank]))
			return rank;
	DRAFT_FINDING(drafting, RULE_VALUE, node->place,
	              "'%.*s' is no rank: write preferred, normal or deprecated",
	              STR_ARGS(finding_excerpt(text)));
	return RANK_NORMAL;
}

/* The source of a link, with the locator beside it. */
static void source_read(struct drafting *drafting, const struct node *map,
                        const struct node *source)
{
	struct draft_rows rows = citations_read(drafting, source);
	const struct node *locator = node_find(map, STR("locator"));
	if (rows.count == 0 || node_is_absent(locator))
		return;
	struct draft_citation *citation = &drafting->batch->citations.items[rows.first];
	if (str_is_empty(citation->locator))
		citation->locator = node_text(locator);
}

static void beside_read_key(struct drafting *drafting, struct beside *beside, enum beside_key key,
                            const struct node *map, const struct node *node)
{
	switch (key) {
	case BESIDE_SOURCES: citations_read(drafting, node); break;
	case BESIDE_SOURCE:  source_read(drafting, map, node); break;
	case BESIDE_AS_OF:   beside->as_of = one_date(drafting, node); break;
	case BESIDE_DATE:    beside->date = one_date(drafting, node); break;
	case BESIDE_SINCE:   beside->since = one_date(drafting, node); break;
	case BESIDE_UNTIL:   beside->until = one_date(drafting, node); break;
	case BESIDE_RANK:    beside->rank = rank_read(drafting, node); break;
	case BESIDE_NOTE:    beside->note = one_scalar(drafting, node); break;
	case BESIDE_ROLE:    beside->role = one_text(drafting, node); break;
	case BESIDE_LOCATOR:
		if (node_is_absent(node_find(map, STR("role"))))
			beside->role = one_text(drafting, node);
		break;
	case BESIDE_TYPE:
	case BESIDE_COUNT:
		break;
	}
}

struct beside beside_none(void)
{
	return (struct beside){ .as_of = NO_ROW, .date = NO_ROW, .since = NO_ROW, .until = NO_ROW };
}

struct beside beside_read(struct drafting *drafting, const struct slot *slot,
                          const struct node *map, const struct node *content)
{
	struct beside beside = beside_none();
	beside.citations.first = (uint32_t)drafting->batch->citations.count;
	bool has_source = !node_is_absent(node_find(map, STR("source"))) &&
	                  node_find(map, STR("source")) != content;

	for (const struct node *node = map->first; node; node = node->next) {
		if (node == content || node_is_absent(node))
			continue;
		enum beside_key key = beside_find(slot, node->key);
		if (key != BESIDE_LOCATOR || !has_source)
			beside_read_key(drafting, &beside, key, map, node);
	}
	uint32_t end = (uint32_t)drafting->batch->citations.count;
	beside.citations.count = end - beside.citations.first;
	if (beside.note)
		text_check(drafting, STR("note"), scalar_text(beside.note), TEXT_RUNNING,
		           beside.note->place);
	text_check(drafting, STR("role"), beside.role, TEXT_LINE, map->place);
	return beside;
}

void beside_apply(struct drafting *drafting, uint32_t value, const struct beside *beside,
                  const struct node *prose)
{
	struct batch *batch = drafting->batch;
	uint32_t first = (uint32_t)batch->citations.count - beside->citations.count;
	if (prose)
		prose_draft(drafting, value, prose, false);
	if (beside->note)
		prose_draft(drafting, value, beside->note, true);

	struct draft_value *draft = &batch->values.items[value];
	draft->citations = (struct draft_rows){ first, (uint32_t)batch->citations.count - first };
	draft->note = beside->note ? scalar_text(beside->note) : STR("");
	draft->as_of = beside->as_of;
	draft->rank = (uint8_t)beside->rank;
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

uint32_t link_add(struct drafting *drafting, struct str target, uint32_t relation, uint32_t value,
                  struct place place)
{
	struct batch *batch = drafting->batch;
	*ARRAY_ADD(&batch->arena, &batch->links) = (struct draft_link){
		.target = target, .relation = relation, .value = value, .place = place,
		.field = NO_ROW, .citation = NO_ROW, .date = NO_ROW, .since = NO_ROW,
		.until = NO_ROW, .to = NO_ROW, .text_byte = NO_ROW,
		.is_guess = drafting->is_guessing,
	};
	return (uint32_t)batch->links.count - 1;
}

/* The relation of a link whose map says it. One that is not known is kept as the role. */
static uint32_t relation_read(struct drafting *drafting, const struct slot *slot,
                              const struct node *node, struct str *role)
{
	const struct node *type = node_find(node, beside_rows[BESIDE_TYPE].key);
	if (node_is_absent(type)) {
		if (str_equal(slot->key, STR("relations")))
			DRAFT_FINDING(drafting, RULE_FIELD_REQUIRED, node->place,
			              "a relation needs a type: write {type: met, to: id}");
		return drafting->related;
	}

	struct str key = str_trim(one_text(drafting, type));
	uint32_t relation = schema_relation(drafting->schema, key);
	if (relation != NO_ROW)
		return relation;
	DRAFT_FINDING(drafting, RULE_RELATION_UNKNOWN, type->place,
	              "the schema has no relation '%.*s'%.*s", STR_ARGS(finding_excerpt(key)),
	              STR_ARGS(guess_words(drafting, key, relation_keys(drafting))));
	*role = str_join(&drafting->batch->arena, key, STR(", "), *role);
	return drafting->related;
}

/* True if a text that need not be an id is none: it has blanks or capitals. */
static bool is_free_text(const struct slot *slot, struct str text)
{
	if (!slot->field->is_free)
		return false;
	for (size_t i = 0; i < text.size; i++)
		if (text.bytes[i] == ' ' || text.bytes[i] == '\n' || text.bytes[i] == '\t' ||
		    (text.bytes[i] >= 'A' && text.bytes[i] <= 'Z'))
			return true;
	return false;
}

/* The relation of a link that stands in a field: the field's own, unless a key of its map, such as
 * a stance, is the name of another. What that key may say is for its own field to check. */
static uint32_t relation_of_field(struct drafting *drafting, const struct slot *slot,
                                  const struct node *node)
{
	const struct field *field = slot->field;
	const struct node *from = node_find(node, field->relation_from);
	uint32_t relation = from && field->relation_from.size
		? schema_relation(drafting->schema, str_trim(node_text(from))) : NO_ROW;
	return relation == NO_ROW ? field->relation : relation;
}

static uint32_t link_of_value(struct drafting *drafting, const struct slot *slot,
                              const struct node *node, uint32_t value, const struct beside *beside)
{
	struct batch *batch = drafting->batch;
	struct str role = beside->role;
	uint32_t relation = is_typed(slot) ? relation_read(drafting, slot, node, &role)
	                                   : relation_of_field(drafting, slot, node);
	uint32_t row = link_add(drafting, batch->values.items[value].text, relation, value,
	                        batch->values.items[value].place);
	struct draft_link *link = &batch->links.items[row];
	link->field = slot->row;
	link->role = role;
	link->date = beside->date;
	link->since = beside->since;
	link->until = beside->until;
	link->citations = beside->citations;
	return row;
}

static void said_add(struct text *said, const char *key, struct str text)
{
	if (text.size)
		text_format(said, "%s%s: %.*s", said->size ? ", " : "", key, STR_ARGS(text));
}

/* "type: met, role: charioteer, since: 2019": as it was written, but for what stands in its group
 * anyway. */
static struct str link_said(struct arena *arena, const struct schema *schema,
                            const struct batch *batch, const struct draft_link *link)
{
	const struct { const char *key; uint32_t date; } dates[] = {
		{ "date", link->date }, { "since", link->since }, { "until", link->until },
	};
	struct text said = { .arena = arena };
	bool is_typed = link->field != NO_ROW &&
	                schema->fields.items[link->field].type == FIELD_LINK &&
	                schema->fields.items[link->field].relation == NO_ROW &&
	                link->relation != schema_relation(schema, STR("related"));
	if (is_typed)
		said_add(&said, "type", schema->relations.items[link->relation].key);
	if (!link->has_group_role)
		said_add(&said, "role", link->role);
	for (size_t i = 0; !link->has_group_dates && i < sizeof dates / sizeof *dates; i++)
		if (dates[i].date != NO_ROW)
			said_add(&said, dates[i].key, batch->dates.items[dates[i].date].text);
	return said.size ? text_str(&said) : (struct str){0};
}

void link_keep(struct arena *arena, const struct schema *schema, struct batch *batch,
               const struct draft_link *link)
{
	struct draft_value *value = link->value == NO_ROW ? NULL
	                          : &batch->values.items[link->value];
	bool is_of_value = value && link->citation == NO_ROW && link->text_byte == NO_ROW;
	struct str said = is_of_value ? link_said(arena, schema, batch, link) : (struct str){0};
	if (said.size)
		value->note = value->note.size
			? str_format(arena, "%.*s (%.*s)", STR_ARGS(value->note), STR_ARGS(said))
			: said;
}

/* A name of somebody without a dossier. */
static void text_keep(struct drafting *drafting, uint32_t value, const struct beside *beside)
{
	link_keep(&drafting->batch->arena, drafting->schema, drafting->batch, &(struct draft_link){
		.value = value, .field = NO_ROW, .citation = NO_ROW, .text_byte = NO_ROW,
		.role = beside->role, .date = beside->date, .since = beside->since,
		.until = beside->until,
	});
}

void link_draft(struct drafting *drafting, const struct slot *slot, const struct node *node)
{
	const struct node *content = node->kind == NODE_MAP ? content_find(slot, node) : node;
	struct str text = str_trim(node_text(content));
	if (str_is_empty(text)) {
		struct str key = slot->field->target.size ? slot->field->target : STR("id");
		DRAFT_FINDING(drafting, RULE_TYPE, node->place,
		              "'%.*s' takes the id of a dossier, or a map with '%.*s'",
		              STR_ARGS(finding_excerpt(slot->key)), STR_ARGS(key));
		return;
	}

	bool is_map = node->kind == NODE_MAP;
	bool is_text = is_free_text(slot, text);
	struct beside beside = is_map ? beside_read(drafting, slot, node, content) : beside_none();
	uint32_t value = value_open(drafting, slot, is_text ? FIELD_TEXT : FIELD_LINK, text,
	                            content->place);
	if (is_text)
		text_check(drafting, slot->key, text, TEXT_LINE, content->place);
	else
		drafting->batch->values.items[value].link =
			link_of_value(drafting, slot, node, value, &beside);

	beside_apply(drafting, value, &beside, NULL);
	if (is_text)
		text_keep(drafting, value, &beside);
	if (is_map)
		inside_draft(drafting, slot, node, content);
	value_close(drafting, value);
	citations_link(drafting, beside.citations, value);
}
