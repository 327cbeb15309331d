/* Entries of the sections kinds, fields and relations. */
#include "base/array.h"
#include "model/schema_load.h"

/* A label for an entry that gives none: "nick_name" gives "nick name". */
static struct str label_of_key(struct loader *loader, struct str key)
{
	struct text label = { .arena = loader->schema->arena };
	for (size_t i = 0; i < key.size; i++) {
		bool parts_words = key.bytes[i] == '_' || key.bytes[i] == '-';
		text_add_byte(&label, parts_words ? ' ' : key.bytes[i]);
	}
	return text_str(&label);
}

/* A kind, and what only the entry has. */
struct kind_entry {
	struct kind kind;
	bool only;
};

static const struct setting kind_items[] = {
	{ "label",  load_text,   offsetof(struct kind_entry, kind.label) },
	{ "plural", load_text,   offsetof(struct kind_entry, kind.plural) },
	{ "help",   load_text,   offsetof(struct kind_entry, kind.help) },
	{ "date",   load_field,  offsetof(struct kind_entry, kind.date_field) },
	{ "name",   load_field,  offsetof(struct kind_entry, kind.name_field) },
	{ "fields", load_fields, offsetof(struct kind_entry, kind.fields) },
	{ "only",   load_flag,   offsetof(struct kind_entry, only) },
};
static const struct settings kind_settings = SETTINGS("a kind", kind_items);

/* Fields that an entry lists come behind those that the kind has, unless it says `only: yes`: then
 * they take their place. */
void load_kind_entry(struct loader *loader, const struct node *entry, struct kind *kind)
{
	struct kind_entry filled = { .kind = *kind };
	filled.kind.fields = (struct row_list){0};
	load_settings(loader, entry, &kind_settings, &filled);

	struct row_list listed = filled.kind.fields;
	filled.kind.fields = kind->fields;
	if (filled.only && listed.count)
		filled.kind.fields = (struct row_list){0};
	for (size_t i = 0; i < listed.count; i++)
		if (!kind_has_field(&filled.kind, listed.items[i]))
			*ARRAY_ADD(loader->schema->arena, &filled.kind.fields) = listed.items[i];

	*kind = filled.kind;
	if (str_is_empty(kind->label))
		kind->label = label_of_key(loader, kind->key);
	if (str_is_empty(kind->plural))
		kind->plural = str_join(loader->schema->arena, kind->label, STR(""), STR("s"));
}

static void load_type(struct loader *loader, const struct node *value, void *member)
{
	struct str words[FIELD_TYPE_COUNT];
	for (enum field_type type = 0; type < FIELD_TYPE_COUNT; type++)
		words[type] = str_of(field_type_name(type));
	uint32_t type = load_word(loader, value, words, FIELD_TYPE_COUNT);
	if (type != NO_ROW)
		*(enum field_type *)member = type;
}

/* The other classes belong to the program: it knows what an id is, and what it has romanized. */
static void load_search(struct loader *loader, const struct node *value, void *member)
{
	static const enum search_class allowed[] = {
		SEARCH_NONE, SEARCH_NAME, SEARCH_SUMMARY, SEARCH_TEXT, SEARCH_PROSE, SEARCH_FACET,
	};
	struct str words[SEARCH_CLASS_COUNT] = {0};
	for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
		words[allowed[i]] = str_of(search_class_name(allowed[i]));
	uint32_t search = load_word(loader, value, words, SEARCH_CLASS_COUNT);
	if (search != NO_ROW)
		*(enum search_class *)member = search;
}

static void load_meanings(struct loader *loader, const struct node *value, void *row)
{
	struct field *field = row;
	struct arena *arena = loader->schema->arena;

	if (!expect_node(loader, value, NODE_MAP))
		return;
	field->meanings.count = 0;
	for (const struct node *words = value->first; words; words = words->next)
		if (expect_node(loader, words, NODE_SCALAR))
			*ARRAY_ADD(arena, &field->meanings) = (struct meaning){
				.code = str_copy(arena, words->key),
				.words = str_copy(arena, words->text),
			};
}

static void load_holders(struct loader *loader, const struct node *value, void *row)
{
	struct field *field = row;

	if (!expect_node(loader, value, NODE_MAP))
		return;
	field->holders.count = 0;
	for (const struct node *holder = value->first; holder; holder = holder->next) {
		const struct node key = {
			.kind = NODE_SCALAR, .text = holder->key, .place = holder->key_place };
		struct holder found = {
			.kind = find_row(loader, SECTION_KINDS, &key),
			.field = find_row(loader, SECTION_FIELDS, holder),
		};
		if (found.kind != NO_ROW && found.field != NO_ROW)
			*ARRAY_ADD(loader->schema->arena, &field->holders) = found;
	}
}

static const struct setting field_items[] = {
	{ "label",    load_text,     offsetof(struct field, label) },
	{ "help",     load_text,     offsetof(struct field, help) },
	{ "type",     load_type,     offsetof(struct field, type) },
	{ "search",   load_search,   offsetof(struct field, search) },
	{ "many",     load_flag,     offsetof(struct field, is_many) },
	{ "free",     load_flag,     offsetof(struct field, is_free) },
	{ "relation", load_relation, offsetof(struct field, relation) },
	{ "relation_from", load_text, offsetof(struct field, relation_from) },
	{ "target",   load_text,     offsetof(struct field, target) },
	{ "to",       load_kinds,    offsetof(struct field, to) },
	{ "fields",   load_fields,   offsetof(struct field, fields) },
	{ "required", load_kinds,    offsetof(struct field, required) },
	{ "values",   load_texts,    offsetof(struct field, values) },
	{ "one_of",   load_meanings, 0 },
	{ "kind",     load_kind,     offsetof(struct field, nested_kind) },
	{ "holder",   load_holders,  0 },
};
static const struct settings field_settings = SETTINGS("a field", field_items);

void load_field_entry(struct loader *loader, const struct node *entry, struct field *field)
{
	load_settings(loader, entry, &field_settings, field);

	if (str_is_empty(field->label))
		field->label = label_of_key(loader, field->key);
	if (node_find(entry, STR("one_of")) && !node_find(entry, STR("values"))) {
		field->values.count = 0;
		for (size_t i = 0; i < field->meanings.count; i++)
			*ARRAY_ADD(loader->schema->arena, &field->values) =
				field->meanings.items[i].code;
	}
	if (field->type == FIELD_DOSSIER && field->nested_kind == NO_ROW) {
		COMPLAIN(loader, entry->key_place,
		         "expected \"kind\" for \"%.*s\": a field of type dossier must say of what "
		         "kind they are", STR_ARGS(field->key));
		field->type = FIELD_GROUP;
	}
}

static const struct setting relation_items[] = {
	{ "label",     load_text, offsetof(struct relation, label) },
	{ "inverse",   load_text, offsetof(struct relation, inverse) },
	{ "group",     load_text, offsetof(struct relation, group) },
	{ "symmetric", load_flag, offsetof(struct relation, is_symmetric) },
	{ "help",      load_text, offsetof(struct relation, help) },
};
static const struct settings relation_settings = SETTINGS("a relation", relation_items);

void load_relation_entry(struct loader *loader, const struct node *entry,
                         struct relation *relation)
{
	load_settings(loader, entry, &relation_settings, relation);

	if (str_is_empty(relation->label))
		relation->label = label_of_key(loader, relation->key);
	if (str_is_empty(relation->group))
		relation->group = STR("other");

	struct str inverse = node_text(node_find(entry, STR("inverse")));
	if (relation->is_symmetric && inverse.size && !str_equal(inverse, relation->label))
		COMPLAIN(loader, entry->key_place,
		         "\"%.*s\" is symmetric and has one label from both ends: remove the "
		         "inverse", STR_ARGS(relation->key));
	if (!relation->is_symmetric && str_is_empty(relation->inverse))
		COMPLAIN(loader, entry->key_place,
		         "expected \"inverse\" for \"%.*s\", its label seen from the other end, or "
		         "symmetric: yes", STR_ARGS(relation->key));
	if (relation->is_symmetric || str_is_empty(relation->inverse))
		relation->inverse = relation->label;
}
