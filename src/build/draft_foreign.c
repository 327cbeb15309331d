#include "build/draft_parts.h"

#include "base/array.h"

bool foreign_rule_maps(const struct file_rule *rule)
{
	return rule->id.count || rule->name.count || rule->names.count || rule->summary.count ||
	       rule->date.size || rule->adds_to.size || rule->as.size || rule->links.count ||
	       rule->nested.count;
}

/* Where the rule, or the default, looks for the id or name of an entry. */
static struct str_list id_paths(const struct drafting *drafting, const struct entry *entry,
                                struct str defaults[static 2])
{
	defaults[0] = entry->nested && entry->nested->id.size ? entry->nested->id : STR("id");
	defaults[1] = STR("@key");
	return !entry->nested && drafting->rule->id.count ? drafting->rule->id
	                                                  : (struct str_list){ defaults, 2, 2 };
}

static struct str_list name_paths(const struct drafting *drafting, const struct entry *entry,
                                  struct str defaults[static 1])
{
	defaults[0] = entry->nested && entry->nested->name.size ? entry->nested->name : STR("name");
	return !entry->nested && drafting->rule->name.count ? drafting->rule->name
	                                                    : (struct str_list){ defaults, 1, 1 };
}

/* ── Values that the rule speaks of, and all others ─────────────────────────────────────────── */

/* The date at a path beside a link, as a row of the batch; NO_ROW if there is none. */
static uint32_t date_beside(struct drafting *drafting, const struct node *map, struct str path)
{
	const struct node *node = path.size ? path_find(map, path) : NULL;
	return node ? date_draft(drafting, str_trim(node_text(node)), node->place) : NO_ROW;
}

static void link_at_path(struct drafting *drafting, const struct slot *slot,
                         const struct link_path *path, const struct node *map,
                         const struct node *node)
{
	struct batch *batch = drafting->batch;
	static const struct entry nobody;
	struct str target = str_trim(node_text(node));
	uint32_t value = value_open(drafting, slot, FIELD_LINK, target, node->place);
	uint32_t row = link_add(drafting, id_mended(&batch->arena, target), path->relation, value,
	                        node->place);
	uint32_t since = date_beside(drafting, map, path->since);
	uint32_t until = date_beside(drafting, map, path->until);

	struct draft_link *link = &batch->links.items[row];
	link->is_guess = false;
	link->is_inverse = path->is_inverse;
	link->since = since;
	link->until = until;
	link->role = paths_text(drafting, &nobody, map, path->role, JOINT_OF_ROLES);
	batch->values.items[value].link = row;
	value_close(drafting, value);
}

/* The value at the rule's date path dates the dossier, wherever it stands. */
static void date_at_path(struct drafting *drafting, struct slot slot, const struct node *node)
{
	struct batch *batch = drafting->batch;
	struct draft *draft = &batch->drafts.items[drafting->draft];
	if (draft->kind != NO_ROW)
		slot.row = drafting->schema->kinds.items[draft->kind].date_field;
	struct str text = str_trim(node_text(node));
	uint32_t value = value_open(drafting, &slot, FIELD_DATE, text, node->place);
	uint32_t date = date_draft(drafting, text, node->place);
	batch->values.items[value].date = date;
	if (draft->date == NO_ROW)
		draft->date = date;
	value_close(drafting, value);
}

static void scalar_draft(struct drafting *drafting, const struct slot *slot, const struct node *map,
                         const struct node *node)
{
	const struct file_rule *rule = drafting->rule;
	struct str trail = text_str(&drafting->trail);
	if (node_is_absent(node))
		return;
	for (size_t i = 0; i < rule->links.count; i++) {
		if (path_equal(rule->links.items[i].path, trail)) {
			link_at_path(drafting, slot, &rule->links.items[i], map, node);
			return;
		}
	}
	if (rule->date.size && path_equal(rule->date, trail)) {
		date_at_path(drafting, *slot, node);
		return;
	}

	struct str text = scalar_text(node);
	text_check(drafting, slot->key, text, TEXT_RUNNING, node->place);
	value_close(drafting, value_open(drafting, slot, FIELD_TEXT, text, node->place));
}

static void key_draft(struct drafting *drafting, const struct node *map, const struct node *node,
                      unsigned depth);

/* A value as it is: a text, a group, or the items of a list under the same key. `map` is what holds
 * it directly, or NULL. */
static void plain_draft(struct drafting *drafting, const struct slot *slot, const struct node *map,
                        const struct node *node)
{
	if (node->kind == NODE_SCALAR) {
		scalar_draft(drafting, slot, map, node);
	} else if (node->kind == NODE_LIST) {
		for (const struct node *item = node->first; item; item = item->next)
			plain_draft(drafting, slot, NULL, item);
	} else {
		uint32_t group = value_open(drafting, slot, FIELD_GROUP, STR(""), node->place);
		for (const struct node *child = node->first; child; child = child->next)
			key_draft(drafting, node, child, slot->depth + 1);
		value_close(drafting, group);
	}
}

static void nested_add(struct drafting *drafting, const struct nested_path *path,
                       const struct slot *slot, const struct node *node)
{
	const struct node *first = node->kind == NODE_LIST ? node->first : node;
	uint32_t ordinal = 0;
	for (const struct node *item = first; item; item = item == node ? NULL : item->next) {
		ordinal++;
		if (item->kind != NODE_MAP) {
			plain_draft(drafting, slot, NULL, item);
			continue;
		}
		*ARRAY_ADD(&drafting->batch->arena, &drafting->nested) = (struct entry){
			.node = item, .ordinal = ordinal, .kind = path->kind,
			.holder = drafting->id, .holder_field = NO_ROW, .nested = path,
		};
	}
}

static const struct nested_path *nested_find(const struct drafting *drafting, struct str trail)
{
	for (size_t i = 0; i < drafting->rule->nested.count; i++)
		if (path_equal(drafting->rule->nested.items[i].path, trail))
			return &drafting->rule->nested.items[i];
	return NULL;
}

/* A key of the dossier itself that is more than a value. True if that was all there is to it. */
static bool top_draft(struct drafting *drafting, const struct node *node)
{
	if (paths_have(drafting->rule->ignore, node->key) || node_is_absent(node))
		return true;
	if (node->kind == NODE_SCALAR && paths_have(drafting->rule->summary, node->key)) {
		values_draft(drafting, drafting->summary, node, 0);
		return true;
	}

	uint32_t field = fitting_field(drafting, node);
	if (field == NO_ROW)
		return false;
	if (field == drafting->sources)
		sources_draft(drafting, node);
	else
		values_draft(drafting, field, node, 0);
	return true;
}

static bool rule_names_path(const struct drafting *drafting, struct str trail)
{
	const struct file_rule *rule = drafting->rule;
	bool is_named = rule->date.size && path_equal(rule->date, trail);
	for (size_t i = 0; i < rule->links.count && !is_named; i++)
		is_named = path_equal(rule->links.items[i].path, trail);
	return is_named;
}

static void key_draft(struct drafting *drafting, const struct node *map, const struct node *node,
                      unsigned depth)
{
	struct text *trail = &drafting->trail;
	size_t size = trail->size;
	text_add(trail, size ? STR(".") : STR(""));
	text_add(trail, node->key);

	const struct slot slot = { .key = node->key, .row = NO_ROW, .depth = depth };
	const struct nested_path *nested = nested_find(drafting, text_str(trail));
	bool is_named = rule_names_path(drafting, text_str(trail));
	if (nested)
		nested_add(drafting, nested, &slot, node);
	else if (depth || is_named || !top_draft(drafting, node))
		plain_draft(drafting, &slot, map, node);
	trail->size = size;
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

/* All texts at a path, through all lists on the way, as other names. */
static void names_at_path(struct drafting *drafting, const struct node *node, struct str path)
{
	if (node_is_absent(node))
		return;
	if (node->kind == NODE_LIST) {
		for (const struct node *item = node->first; item; item = item->next)
			names_at_path(drafting, item, path);
	} else if (path.bytes) {
		struct str step = path_step(&path);
		names_at_path(drafting, node_find(node, step), path);
	} else if (node->kind == NODE_SCALAR) {
		struct node name = *node;
		name.key = STR("names");
		values_draft(drafting, schema_known(drafting->schema, KNOWN_NAMES), &name, 0);
	}
}

/* Other names than `known`; one joined of several paths is one name, if all of them are there. */
static void names_draft(struct drafting *drafting, const struct entry *entry, struct str known)
{
	const struct file_rule *rule = drafting->rule;
	for (size_t i = 0; i < rule->names.count && !entry->nested; i++) {
		struct str paths = rule->names.items[i];
		if (str_find(paths, STR("+"), 0) == SIZE_MAX) {
			names_at_path(drafting, entry->node, paths);
			continue;
		}
		struct joint joint = { STR(" "), .needs_all = true };
		struct str text = paths_text(drafting, entry, entry->node, paths, joint);
		if (str_equal(text, known))
			continue;
		const struct node name = {
			.kind = NODE_SCALAR, .text = text,
			.key = STR("names"), .place = entry->node->place,
		};
		values_draft(drafting, schema_known(drafting->schema, KNOWN_NAMES), &name, 0);
	}
}

/* The summary, if the rule finds it deeper than at the top. */
static void summary_draft(struct drafting *drafting, const struct entry *entry)
{
	struct str_list paths = drafting->rule->summary;
	for (size_t i = 0; i < paths.count && !entry->nested; i++) {
		const struct node *found = path_find(entry->node, paths.items[i]);
		if (!found || found->kind != NODE_SCALAR)
			continue;
		if (str_find(paths.items[i], STR("."), 0) == SIZE_MAX)
			return;
		struct node summary = *found;
		summary.key = STR("summary");
		values_draft(drafting, drafting->summary, &summary, 0);
		return;
	}
}

/* The link of a nested dossier to its holder, in the field of its kind that makes such links. */
static void parent_draft(struct drafting *drafting, const struct entry *entry)
{
	const struct schema *schema = drafting->schema;
	uint32_t relation = entry->nested->relation;
	if (relation == NO_ROW)
		return;
	const struct row_list *rows = &schema->kinds.items[entry->kind].fields;
	for (size_t i = 0; i < rows->count; i++) {
		const struct field *field = &schema->fields.items[rows->items[i]];
		if (field->type == FIELD_LINK && field->relation == relation) {
			holder_draft(drafting, entry, rows->items[i], field->key, relation);
			return;
		}
	}
	holder_draft(drafting, entry, NO_ROW, schema->relations.items[relation].key, relation);
}

/* All keys, but those at the top that are read elsewhere and hold nothing else. */
static void keys_draft(struct drafting *drafting, const struct entry *entry,
                       const struct node *root)
{
	struct str id_default[2], name_default[1];
	struct str_list ids = id_paths(drafting, entry, id_default);
	struct str_list names = name_paths(drafting, entry, name_default);

	drafting->trail.size = 0;
	if (entry->nested)
		text_add(&drafting->trail, entry->nested->path);
	for (const struct node *node = root->first; node; node = node->next) {
		bool is_head = node->kind == NODE_SCALAR &&
		               (paths_have(ids, node->key) || paths_have(names, node->key));
		bool is_kind = entry->kind == NO_ROW && str_equal(node->key, STR("kind"));
		bool is_former = !drafting->is_guessing && str_equal(node->key, STR("former_ids"));
		if (!is_head && !is_kind && !is_former)
			key_draft(drafting, root, node, 0);
	}
}

/* The entry as a map: itself, or a map with it under the key that the rule gives. */
static const struct node *entry_root(struct drafting *drafting, const struct entry *entry)
{
	struct str key = drafting->rule->as;
	if (str_is_empty(key) || entry->nested)
		return entry->node->kind == NODE_MAP ? entry->node : NULL;

	struct node *nodes = ARENA_MANY(&drafting->batch->arena, struct node, 2);
	nodes[0] = (struct node){ .kind = NODE_MAP, .place = entry->node->place, .count = 1,
	                          .first = &nodes[1] };
	nodes[1] = *entry->node;
	nodes[1].key = key;
	nodes[1].next = NULL;
	return nodes;
}

static uint32_t kind_of(struct drafting *drafting, const struct entry *entry)
{
	if (entry->kind != NO_ROW)
		return entry->kind;
	struct str key = str_trim(node_text(node_find(entry->node, STR("kind"))));
	return schema_kind(drafting->schema, key);
}

static struct str id_of(struct drafting *drafting, const struct entry *entry)
{
	struct str defaults[2];
	struct str_list paths = id_paths(drafting, entry, defaults);
	struct str id = first_text(drafting, entry, paths, JOINT_OF_IDS);
	return str_is_empty(id) ? id_derive(drafting, entry)
	                        : id_checked(drafting, id, entry->node->place);
}

static struct str name_of(struct drafting *drafting, const struct entry *entry)
{
	struct str defaults[1];
	struct str_list paths = name_paths(drafting, entry, defaults);
	struct str name = first_text(drafting, entry, paths, JOINT_OF_NAMES);
	return name_checked(drafting, name, entry->node->place);
}

/* What belongs to a dossier that stands elsewhere. */
static void addition_draft(struct drafting *drafting, const struct entry *entry,
                           const struct node *root)
{
	struct str paths = drafting->rule->adds_to;
	struct str target = paths_text(drafting, entry, entry->node, paths, JOINT_OF_IDS);
	if (str_is_empty(target)) {
		DRAFT_FINDING(drafting, RULE_ID_FORM, entry->node->place,
		              "there is no id at '%.*s', so that this adds to no dossier",
		              STR_ARGS(paths));
		return;
	}
	uint32_t draft = draft_begin(drafting, entry, kind_of(drafting, entry));
	drafting->id = id_mended(&drafting->batch->arena, target);
	drafting->batch->drafts.items[draft].id = drafting->id;
	drafting->batch->drafts.items[draft].adds = true;
	names_draft(drafting, entry, STR(""));
	summary_draft(drafting, entry);
	keys_draft(drafting, entry, root);
	draft_end(drafting, draft);
}

void foreign_draft(struct drafting *drafting, const struct entry *entry)
{
	struct batch *batch = drafting->batch;
	const struct node *root = entry_root(drafting, entry);
	if (!root) {
		DRAFT_FINDING(drafting, RULE_NOT_A_DOSSIER, entry->node->place,
		              "the file rule '%.*s' expects maps here, not %s",
		              STR_ARGS(drafting->rule->key), node_kind_words(entry->node->kind));
		return;
	}
	if (drafting->rule->adds_to.size && !entry->nested) {
		addition_draft(drafting, entry, root);
		return;
	}
	uint32_t kind = kind_of(drafting, entry);
	if (kind == NO_ROW) {
		DRAFT_FINDING(drafting, RULE_KIND_MISSING, entry->node->place,
		              "neither the file rule '%.*s' nor this says a kind that "
		              "the schema knows", STR_ARGS(drafting->rule->key));
		return;
	}

	uint32_t row = draft_begin(drafting, entry, kind);
	drafting->id = id_of(drafting, entry);
	batch->drafts.items[row].id = drafting->id;
	if (!drafting->is_guessing)
		former_ids_read(drafting, entry->node);
	struct str name = name_of(drafting, entry);
	names_draft(drafting, entry, name);
	summary_draft(drafting, entry);
	keys_draft(drafting, entry, root);
	if (entry->nested)
		parent_draft(drafting, entry);
	if (str_is_empty(name))
		name = name_derive(drafting, row);
	batch->drafts.items[row].name = str_is_empty(name) ? drafting->id : name;
	draft_end(drafting, row);
}
