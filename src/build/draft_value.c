#include "build/draft_parts.h"

#include "base/array.h"

uint32_t value_open(struct drafting *drafting, const struct slot *slot, enum field_type type,
                    struct str text, struct place place)
{
	struct batch *batch = drafting->batch;
	*ARRAY_ADD(&batch->arena, &batch->values) = (struct draft_value){
		.key = slot->key, .text = text, .place = place,
		.field = slot->row, .type = (uint8_t)type,
		.date = NO_ROW, .as_of = NO_ROW, .link = NO_ROW, .rank = RANK_NORMAL,
		.depth = (uint16_t)slot->depth,
	};
	return (uint32_t)batch->values.count - 1;
}

void value_close(struct drafting *drafting, uint32_t value)
{
	struct batch *batch = drafting->batch;
	batch->values.items[value].end = (uint32_t)batch->values.count;
}

uint32_t date_draft(struct drafting *drafting, struct str text, struct place place)
{
	struct batch *batch = drafting->batch;
	struct draft_date draft = { .text = text, .date = date_none() };
	struct fault why;
	if (!date_parse(text, &draft.date, &why)) {
		draft.date = date_none();
		DRAFT_FINDING(drafting, RULE_DATE, place, "%s", why.sentence);
	} else if (draft.date.flags & DATE_SUSPECT) {
		DRAFT_FINDING(drafting, RULE_DATE_SUSPECT, place, "'%.*s' means %.*s",
		              STR_ARGS(finding_excerpt(text)),
		              STR_ARGS(date_words(&batch->arena, text)));
	}
	*ARRAY_ADD(&batch->arena, &batch->dates) = draft;
	return (uint32_t)batch->dates.count - 1;
}

void key_report(struct drafting *drafting, const struct node *node, uint32_t field,
                struct str where)
{
	if (drafting->rule)
		return;
	struct str key = finding_excerpt(node->key);
	if (field != NO_ROW) {
		DRAFT_FINDING(drafting, RULE_FIELD_MISPLACED, node->key_place,
		              "'%.*s' is not a field of '%.*s'", STR_ARGS(key), STR_ARGS(where));
		return;
	}
	if (keys_add(&drafting->batch->arena, &drafting->reported, node->key, 0) == KEYS_NONE)
		DRAFT_FINDING(drafting, RULE_FIELD_UNKNOWN, node->key_place,
		              "the schema has no field '%.*s'%.*s", STR_ARGS(key),
		              STR_ARGS(guess_words(drafting, node->key, field_keys(drafting))));
}

void key_report_empty(struct drafting *drafting, const struct node *node)
{
	bool is_known = schema_field(drafting->schema, node->key) != NO_ROW;
	if (!drafting->rule && (node->lacks_colon || !is_known))
		DRAFT_FINDING(drafting, RULE_KEY_WITHOUT_VALUE, node->key_place,
		              "'%.*s' has no value: nothing of it is kept",
		              STR_ARGS(finding_excerpt(node->key)));
}

static void type_report(struct drafting *drafting, const struct slot *slot, const struct node *node,
                        const char *expected)
{
	DRAFT_FINDING(drafting, RULE_TYPE, node->place, "'%.*s' takes %s, not %s",
	              STR_ARGS(finding_excerpt(slot->key)), expected, node_kind_words(node->kind));
}

/* ── Texts of all types ─────────────────────────────────────────────────────────────────────── */

static void allowed_check(struct drafting *drafting, const struct slot *slot, struct str text,
                          struct place place)
{
	enum { SHOWN_VALUES = 12 };
	if (!slot->field || slot->field->values.count == 0)
		return;
	struct str_list allowed = slot->field->values;
	for (size_t i = 0; i < allowed.count; i++)
		if (str_equal(allowed.items[i], text))
			return;
	DRAFT_FINDING(drafting, RULE_VALUE, place, "'%.*s' takes %.*s, not '%.*s'%.*s",
	              STR_ARGS(slot->key),
	              STR_ARGS(list_words(&drafting->batch->arena, allowed, SHOWN_VALUES)),
	              STR_ARGS(finding_excerpt(text)),
	              STR_ARGS(guess_words(drafting, text, allowed)));
}

/* The text of a value as it is kept, with findings about it. */
static struct str text_read(struct drafting *drafting, const struct slot *slot,
                            const struct node *content)
{
	struct str text = scalar_text(content);
	switch (slot->field ? slot->field->type : FIELD_PROSE) {
	case FIELD_DATE:
		return str_trim(text);
	case FIELD_NAME:
		return name_checked(drafting, text, content->place);
	case FIELD_PROSE:
		text_check(drafting, slot->key, text, TEXT_RUNNING, content->place);
		break;
	case FIELD_TEXT:
	case FIELD_URL:
	case FIELD_LINK:
	case FIELD_GROUP:
	case FIELD_DOSSIER:
	case FIELD_CITATION:
	case FIELD_TYPE_COUNT:
		text_check(drafting, slot->key, text, TEXT_LINE, content->place);
		break;
	}
	allowed_check(drafting, slot, text, content->place);
	return text;
}

/* A text, running text, name, address or date: as it is, or in a map with what is beside it. */
static void text_draft(struct drafting *drafting, const struct slot *slot, const struct node *node)
{
	bool is_map = node->kind == NODE_MAP;
	const struct node *content = is_map ? content_find(slot, node) : node;
	if (!content || content->kind != NODE_SCALAR) {
		type_report(drafting, slot, content ? content : node,
		            "a text, or a map {value, sources, …}");
		return;
	}
	struct str text = text_read(drafting, slot, content);
	if (str_is_empty(text))
		return;

	enum field_type type = slot->field ? slot->field->type : FIELD_TEXT;
	struct beside beside = is_map ? beside_read(drafting, slot, node, content) : beside_none();
	uint32_t value = value_open(drafting, slot, type, text, content->place);
	if (type == FIELD_DATE) {
		uint32_t date = date_draft(drafting, text, content->place);
		drafting->batch->values.items[value].date = date;
	}
	beside_apply(drafting, value, &beside, type == FIELD_PROSE ? content : NULL);
	if (is_map)
		inside_draft(drafting, slot, node, content);
	value_close(drafting, value);
	citations_link(drafting, beside.citations, value);
}

/* ── Groups ─────────────────────────────────────────────────────────────────────────────────── */

/* What a group says about the links in it. */
static struct beside group_beside(const struct batch *batch, uint32_t group)
{
	const struct draft_value *values = batch->values.items;
	struct beside beside = beside_none();
	beside.citations = values[group].citations;
	for (uint32_t i = group + 1; i < values[group].end; i = values[i].end) {
		if (str_equal(values[i].key, STR("since")))
			beside.since = values[i].date;
		else if (str_equal(values[i].key, STR("until")))
			beside.until = values[i].date;
		else if (str_equal(values[i].key, STR("date")))
			beside.date = values[i].date;
		else if (str_equal(values[i].key, STR("role")) ||
		         (str_equal(values[i].key, STR("title")) && str_is_empty(beside.role)))
			beside.role = values[i].text;
	}
	return beside;
}

/* Let the links in a group take over its dates, role and sources where they have none. */
static void group_fill_links(struct batch *batch, uint32_t group)
{
	struct beside beside = group_beside(batch, group);
	for (uint32_t i = group + 1; i < batch->values.items[group].end; i++) {
		uint32_t row = batch->values.items[i].link;
		if (row == NO_ROW)
			continue;
		struct draft_link *link = &batch->links.items[row];
		if (link->date == NO_ROW && link->since == NO_ROW && link->until == NO_ROW) {
			link->date = beside.date;
			link->since = beside.since;
			link->until = beside.until;
			link->has_group_dates = true;
		}
		if (str_is_empty(link->role)) {
			link->role = beside.role;
			link->has_group_role = true;
		}
		if (link->citations.count == 0)
			link->citations = beside.citations;
	}
}

/* "a map {title, organization, place, …}" */
static const char *group_words(struct drafting *drafting, const struct field *group)
{
	enum { SHOWN_KEYS = 3 };
	struct arena *arena = &drafting->batch->arena;
	const struct field *fields = drafting->schema->fields.items;
	struct str_list keys = {0};
	for (size_t i = 0; i < group->fields.count; i++)
		*ARRAY_ADD(arena, &keys) = fields[group->fields.items[i]].key;
	struct str words = list_words(arena, keys, SHOWN_KEYS);
	return str_format(arena, "a map {%.*s}", STR_ARGS(words)).bytes;
}

static void group_draft(struct drafting *drafting, const struct slot *slot, const struct node *node)
{
	if (node->kind != NODE_MAP) {
		type_report(drafting, slot, node, group_words(drafting, slot->field));
		return;
	}

	struct beside beside = beside_read(drafting, slot, node, NULL);
	uint32_t value = value_open(drafting, slot, FIELD_GROUP, STR(""), node->place);
	beside_apply(drafting, value, &beside, NULL);
	inside_draft(drafting, slot, node, NULL);
	value_close(drafting, value);
	group_fill_links(drafting->batch, value);
	citations_link(drafting, beside.citations, value);
}

/* ── Dossiers inside dossiers ───────────────────────────────────────────────────────────────── */

static uint32_t holder_field(const struct field *field, uint32_t kind)
{
	for (size_t i = 0; i < field->holders.count; i++)
		if (field->holders.items[i].kind == kind)
			return field->holders.items[i].field;
	return NO_ROW;
}

static void nested_draft(struct drafting *drafting, const struct slot *slot,
                         const struct node *node)
{
	if (node->kind != NODE_MAP) {
		type_report(drafting, slot, node, "maps that are dossiers");
		return;
	}
	*ARRAY_ADD(&drafting->batch->arena, &drafting->nested) = (struct entry){
		.node = node, .ordinal = slot->ordinal ? slot->ordinal : 1,
		.kind = slot->field->nested_kind,
		.holder = drafting->id, .holder_field = holder_field(slot->field, drafting->kind),
	};
}

/* ── Any value ──────────────────────────────────────────────────────────────────────────────── */

static void value_draft(struct drafting *drafting, const struct slot *slot,
                        const struct node *node);

/* A key that the schema does not know keeps all that is in it. */
static void unknown_draft(struct drafting *drafting, const struct slot *slot,
                          const struct node *node)
{
	if (node->kind == NODE_MAP && !content_find(slot, node))
		group_draft(drafting, slot, node);
	else if (node->kind != NODE_LIST)
		text_draft(drafting, slot, node);
	else
		for (const struct node *item = node->first; item; item = item->next)
			value_draft(drafting, slot, item);
}

static void value_draft(struct drafting *drafting, const struct slot *slot, const struct node *node)
{
	static void (*const drafts[])(struct drafting *, const struct slot *,
	                              const struct node *) = {
		[FIELD_TEXT]     = text_draft,
		[FIELD_PROSE]    = text_draft,
		[FIELD_DATE]     = text_draft,
		[FIELD_LINK]     = link_draft,
		[FIELD_URL]      = text_draft,
		[FIELD_NAME]     = text_draft,
		[FIELD_GROUP]    = group_draft,
		[FIELD_DOSSIER]  = nested_draft,
		[FIELD_CITATION] = citation_draft,
	};
	_Static_assert(sizeof(drafts) / sizeof(*drafts) == FIELD_TYPE_COUNT, "a row for each type");

	if (node_is_absent(node))
		return;
	if (!slot->field)
		unknown_draft(drafting, slot, node);
	else if (node->kind == NODE_LIST)
		DRAFT_FINDING(drafting, RULE_TYPE, node->place,
		              "'%.*s' takes no list inside its list", STR_ARGS(slot->key));
	else
		drafts[slot->field->type](drafting, slot, node);
}

void values_draft(struct drafting *drafting, uint32_t field, const struct node *node,
                  unsigned depth)
{
	struct slot slot = {
		.key = node->key, .row = field, .depth = depth,
		.field = field == NO_ROW ? NULL : &drafting->schema->fields.items[field],
	};
	if (node->kind != NODE_LIST) {
		value_draft(drafting, &slot, node);
		return;
	}

	bool is_single = slot.field && !slot.field->is_many;
	if (is_single)
		DRAFT_FINDING(drafting, RULE_TYPE, node->place,
		              "'%.*s' takes one value, not a list: only the first was kept",
		              STR_ARGS(slot.key));
	for (const struct node *item = node->first; item; item = item->next) {
		slot.ordinal++;
		value_draft(drafting, &slot, item);
		if (is_single)
			break;
	}
}

void inside_draft(struct drafting *drafting, const struct slot *slot, const struct node *map,
                  const struct node *content)
{
	const struct field *field = slot->field;
	for (const struct node *node = map->first; node; node = node->next) {
		if (node == content || (beside_has(slot, node->key) && !node->lacks_colon))
			continue;
		if (node_is_absent(node)) {
			key_report_empty(drafting, node);
			continue;
		}
		uint32_t row = field ? schema_field(drafting->schema, node->key) : NO_ROW;
		bool is_expected = !field;
		for (size_t i = 0; field && i < field->fields.count; i++)
			is_expected = is_expected || field->fields.items[i] == row;
		if (!is_expected)
			key_report(drafting, node, row, slot->key);
		values_draft(drafting, row, node, slot->depth + 1);
	}
}
