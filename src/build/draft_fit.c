#include "build/draft_parts.h"

static bool text_fits(const struct field *field, const struct node *node)
{
	struct str text = str_trim(node_text(node));
	bool is_allowed = field->values.count == 0;
	for (size_t i = 0; i < field->values.count; i++)
		is_allowed = is_allowed || str_equal(field->values.items[i], text);
	struct date date;
	return node->kind == NODE_SCALAR && is_allowed &&
	       (field->type != FIELD_DATE || date_parse(text, &date, NULL)) &&
	       (field->type != FIELD_LINK || field->is_free || id_is_valid(text)) &&
	       (field->type != FIELD_CITATION || id_is_valid(text));
}

/* True if a map holds a value of the field and nothing that the field does not know. */
static bool map_fits(const struct drafting *drafting, const struct slot *slot,
                     const struct node *map)
{
	const struct field *field = slot->field;
	const struct node *content = content_find(slot, map);
	if (field->type != FIELD_GROUP && (!content || content->kind != NODE_SCALAR))
		return false;
	for (const struct node *node = map->first; node; node = node->next) {
		uint32_t row = schema_field(drafting->schema, node->key);
		bool is_known = node == content || beside_has(slot, node->key);
		for (size_t i = 0; i < field->fields.count; i++)
			is_known = is_known || field->fields.items[i] == row;
		if (!is_known)
			return false;
	}
	return true;
}

static bool item_fits(const struct drafting *drafting, const struct slot *slot,
                      const struct node *node)
{
	if (node_is_absent(node))
		return true;
	switch (slot->field->type) {
	case FIELD_TEXT:
	case FIELD_PROSE:
	case FIELD_DATE:
	case FIELD_LINK:
	case FIELD_URL:
	case FIELD_NAME:
		return node->kind == NODE_MAP ? map_fits(drafting, slot, node)
		                              : text_fits(slot->field, node);
	case FIELD_GROUP:
		return node->kind == NODE_MAP && map_fits(drafting, slot, node);
	case FIELD_DOSSIER:
		return node->kind == NODE_MAP && node_find(node, STR("text"));
	case FIELD_CITATION:
		return node->kind == NODE_MAP ? !node_is_absent(node_find(node, STR("source")))
		                              : text_fits(slot->field, node);
	case FIELD_TYPE_COUNT:
		break;
	}
	return false;
}

uint32_t fitting_field(const struct drafting *drafting, const struct node *node)
{
	const struct schema *schema = drafting->schema;
	uint32_t row = schema_field(schema, node->key);
	if (row == NO_ROW || drafting->kind == NO_ROW ||
	    !kind_takes_field(schema, drafting->kind, row))
		return NO_ROW;

	const struct field *field = &schema->fields.items[row];
	const struct slot slot = { .key = node->key, .row = row, .field = field };
	if (node->kind != NODE_LIST)
		return item_fits(drafting, &slot, node) ? row : NO_ROW;
	if (!field->is_many)
		return NO_ROW;
	for (const struct node *item = node->first; item; item = item->next)
		if (item->kind == NODE_LIST || !item_fits(drafting, &slot, item))
			return NO_ROW;
	return row;
}
