#include "model/schema_load.h"

#include <string.h>

#include "base/array.h"
#include "model/limits.h"
#include "model/schema_index.h"

/* A section of the file. */
struct section_row {
	const char *name;
	const char *entry;              /* what each entry is, for messages */
	bool allows_blanks;             /* in keys */
};

static const struct section_row sections[] = {
	[SECTION_KINDS]     = { "kinds",     "kind",      false },
	[SECTION_FIELDS]    = { "fields",    "field",     true },
	[SECTION_RELATIONS] = { "relations", "relation",  false },
	[SECTION_FILES]     = { "files",     "file rule", true },
};
_Static_assert(sizeof(sections) / sizeof(*sections) == SECTION_COUNT, "one row a section");

/* The rows that the sections make. Each begins with its key. */
struct rows {
	const void *items;
	size_t count, size;
	struct keys *keys;
};

_Static_assert(offsetof(struct kind, key) == 0 && offsetof(struct field, key) == 0 &&
               offsetof(struct relation, key) == 0 && offsetof(struct file_rule, key) == 0,
               "a row begins with its key");

static struct rows section_rows(const struct schema *schema, enum section section)
{
	struct schema_index *index = schema->index;
	const struct rows rows[] = {
		[SECTION_KINDS]     = { schema->kinds.items, schema->kinds.count,
		                        sizeof(struct kind), &index->kinds },
		[SECTION_FIELDS]    = { schema->fields.items, schema->fields.count,
		                        sizeof(struct field), &index->fields },
		[SECTION_RELATIONS] = { schema->relations.items, schema->relations.count,
		                        sizeof(struct relation), &index->relations },
		[SECTION_FILES]     = { schema->files.items, schema->files.count,
		                        sizeof(struct file_rule), &index->files },
	};
	return rows[section];
}

/* ": did you mean "x"?", or nothing. */
static struct str guess(struct loader *loader, struct str wanted, const struct str *candidates,
                        size_t count)
{
	struct str best = finding_suggestion(wanted, candidates, count);
	if (str_is_empty(best))
		return best;
	return str_format(loader->schema->arena, ": did you mean \"%.*s\"?", STR_ARGS(best));
}

static struct str guess_row(struct loader *loader, enum section section, struct str wanted)
{
	struct rows rows = section_rows(loader->schema, section);
	if (loader->findings->dropped)
		return (struct str){0};         /* not worth it: no more are kept */

	struct str *keys = ARENA_MANY(loader->schema->arena, struct str, rows.count);
	for (size_t i = 0; i < rows.count; i++)
		memcpy(&keys[i], (const char *)rows.items + i * rows.size, sizeof(keys[i]));
	return guess(loader, wanted, keys, rows.count);
}

bool expect_node(struct loader *loader, const struct node *node, enum node_kind kind)
{
	if (node->kind == kind)
		return true;
	struct str key = finding_excerpt(node->key);
	COMPLAIN(loader, node->place, "expected %s%s%.*s%s, found %s", node_kind_words(kind),
	         key.size ? " for \"" : "", STR_ARGS(key), key.size ? "\"" : "",
	         node_kind_words(node->kind));
	return false;
}

uint32_t find_row(struct loader *loader, enum section section, const struct node *node)
{
	if (!expect_node(loader, node, NODE_SCALAR))
		return NO_ROW;
	uint32_t row = section == SECTION_KINDS
		? schema_kind(loader->schema, node->text)
		: keys_find(section_rows(loader->schema, section).keys, node->text);
	if (row != NO_ROW)
		return row;

	struct str key = finding_excerpt(node->text);
	struct str meant = guess_row(loader, section, node->text);
	COMPLAIN(loader, node->place, "there is no %s \"%.*s\"%.*s", sections[section].entry,
	         STR_ARGS(key), STR_ARGS(meant));
	return NO_ROW;
}

void load_text(struct loader *loader, const struct node *value, void *member)
{
	if (expect_node(loader, value, NODE_SCALAR))
		*(struct str *)member = str_copy(loader->schema->arena, value->text);
}

/* The items of a list, or the one value that stands for a list of one. */
static const struct node *first_item(const struct node *value)
{
	return value->kind == NODE_LIST ? value->first : value;
}

static const struct node *next_item(const struct node *value, const struct node *item)
{
	return value->kind == NODE_LIST ? item->next : NULL;
}

void load_good_texts(struct loader *loader, const struct node *value,
                     bool (*is_good)(struct loader *, struct str, struct place), void *member)
{
	struct arena *arena = loader->schema->arena;
	struct str_list list = {0};
	for (const struct node *item = first_item(value); item; item = next_item(value, item))
		if (expect_node(loader, item, NODE_SCALAR) &&
		    (!is_good || is_good(loader, item->text, item->place)))
			*ARRAY_ADD(arena, &list) = str_copy(arena, item->text);
	*(struct str_list *)member = list;
}

void load_texts(struct loader *loader, const struct node *value, void *member)
{
	load_good_texts(loader, value, NULL, member);
}

void load_flag(struct loader *loader, const struct node *value, void *member)
{
	static const struct { const char *word; bool flag; } words[] = {
		{ "yes", true }, { "true", true }, { "no", false }, { "false", false },
	};

	if (!expect_node(loader, value, NODE_SCALAR))
		return;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_equal_ignoring_ascii_case(value->text, str_of(words[i].word))) {
			*(bool *)member = words[i].flag;
			return;
		}
	struct str found = finding_excerpt(value->text);
	COMPLAIN(loader, value->place, "expected yes or no for \"%.*s\", found \"%.*s\"",
	         STR_ARGS(value->key), STR_ARGS(found));
}

/* A row that is not found leaves the member as it is. */
static void load_row(struct loader *loader, enum section section, const struct node *value,
                     void *member)
{
	uint32_t row = find_row(loader, section, value);
	if (row != NO_ROW)
		*(uint32_t *)member = row;
}

void load_kind(struct loader *loader, const struct node *value, void *member)
{
	load_row(loader, SECTION_KINDS, value, member);
}

void load_field(struct loader *loader, const struct node *value, void *member)
{
	load_row(loader, SECTION_FIELDS, value, member);
}

void load_relation(struct loader *loader, const struct node *value, void *member)
{
	load_row(loader, SECTION_RELATIONS, value, member);
}

static void load_rows(struct loader *loader, enum section section, const struct node *value,
                      void *member)
{
	struct row_list list = {0};
	for (const struct node *item = first_item(value); item; item = next_item(value, item)) {
		uint32_t row = find_row(loader, section, item);
		if (row != NO_ROW)
			*ARRAY_ADD(loader->schema->arena, &list) = row;
	}
	*(struct row_list *)member = list;
}

void load_kinds(struct loader *loader, const struct node *value, void *member)
{
	load_rows(loader, SECTION_KINDS, value, member);
}

void load_fields(struct loader *loader, const struct node *value, void *member)
{
	load_rows(loader, SECTION_FIELDS, value, member);
}

uint32_t load_word(struct loader *loader, const struct node *value, const struct str *words,
                   uint32_t count)
{
	if (!expect_node(loader, value, NODE_SCALAR))
		return NO_ROW;
	for (uint32_t i = 0; i < count; i++)
		if (words[i].size && str_equal(value->text, words[i]))
			return i;

	struct text all = { .arena = loader->schema->arena };
	for (uint32_t i = 0; i < count; i++)
		if (words[i].size)
			text_format(&all, "%s%.*s", all.size ? ", " : "", STR_ARGS(words[i]));
	struct str list = text_str(&all), found = finding_excerpt(value->text);
	COMPLAIN(loader, value->place, "expected one of %.*s for \"%.*s\", found \"%.*s\"",
	         STR_ARGS(list), STR_ARGS(value->key), STR_ARGS(found));
	return NO_ROW;
}

static const struct setting *find_setting(const struct settings *settings, struct str key)
{
	for (size_t i = 0; i < settings->count; i++)
		if (str_equal(key, str_of(settings->items[i].key)))
			return &settings->items[i];
	return NULL;
}

static void complain_of_key(struct loader *loader, const struct settings *settings,
                            const struct node *value)
{
	struct str *keys = ARENA_MANY(loader->schema->arena, struct str, settings->count);
	for (size_t i = 0; i < settings->count; i++)
		keys[i] = str_of(settings->items[i].key);
	struct str key = finding_excerpt(value->key);
	struct str meant = guess(loader, value->key, keys, settings->count);
	COMPLAIN(loader, value->key_place, "%s has no key \"%.*s\"%.*s", settings->owner,
	         STR_ARGS(key), STR_ARGS(meant));
}

void load_settings(struct loader *loader, const struct node *entry, const struct settings *settings,
                   void *row)
{
	if (node_is_absent(entry) || !expect_node(loader, entry, NODE_MAP))
		return;
	for (const struct node *value = entry->first; value; value = value->next) {
		const struct setting *setting = find_setting(settings, value->key);
		if (!setting)
			complain_of_key(loader, settings, value);
		else if (!node_is_absent(value))
			setting->load(loader, value, (char *)row + setting->offset);
	}
}

/* True if the entry's key can be one. */
static bool check_key(struct loader *loader, enum section section, const struct node *entry)
{
	struct str key = entry->key;
	bool is_good = key.size > 0 && key.size <= LIMIT_ID_SIZE;
	for (size_t i = 0; i < key.size && is_good; i++) {
		unsigned char byte = (unsigned char)key.bytes[i];
		is_good = byte > ' ' || (byte == ' ' && sections[section].allows_blanks);
	}
	if (!is_good) {
		struct str shown = finding_excerpt(key);
		COMPLAIN(loader, entry->key_place,
		         "\"%.*s\" cannot be the key of a %s: it must have 1 to %d bytes, without "
		         "blanks",
		         STR_ARGS(shown), sections[section].entry, LIMIT_ID_SIZE);
	}
	return is_good;
}

/* A new row for `key`, with what is not zero in one that says nothing. */
static void add_row(struct schema *schema, enum section section, struct str key)
{
	switch (section) {
	case SECTION_KINDS:
		*ARRAY_ADD(schema->arena, &schema->kinds) = (struct kind){
			.key = key, .date_field = NO_ROW, .name_field = NO_ROW };
		return;
	case SECTION_FIELDS:
		*ARRAY_ADD(schema->arena, &schema->fields) = (struct field){
			.key = key, .relation = NO_ROW, .nested_kind = NO_ROW };
		return;
	case SECTION_RELATIONS:
		*ARRAY_ADD(schema->arena, &schema->relations) = (struct relation){ .key = key };
		return;
	case SECTION_FILES:
		*ARRAY_ADD(schema->arena, &schema->files) = (struct file_rule){
			.key = key, .match = STR(""), .kind = NO_ROW };
		return;
	case SECTION_COUNT:
		return;
	}
}

/* Make the rows of all entries, so that entries may name each other in any order. */
static void add_rows(struct loader *loader, enum section section, const struct node *entries)
{
	struct schema *schema = loader->schema;
	for (const struct node *entry = entries->first; entry; entry = entry->next) {
		struct rows rows = section_rows(schema, section);
		if (!check_key(loader, section, entry))
			continue;
		if (keys_find(rows.keys, entry->key) != NO_ROW)
			continue;
		if (rows.count == LIMIT_SCHEMA_ROWS) {
			COMPLAIN(loader, entry->key_place, "more than %d entries in \"%s\"",
			         LIMIT_SCHEMA_ROWS, sections[section].name);
			return;
		}
		struct str key = str_copy(schema->arena, entry->key);
		keys_add(schema->arena, rows.keys, key, (uint32_t)rows.count);
		add_row(schema, section, key);
	}
}

static void load_entry(struct loader *loader, enum section section, const struct node *entry,
                       uint32_t row)
{
	struct schema *schema = loader->schema;
	switch (section) {
	case SECTION_KINDS:
		load_kind_entry(loader, entry, &schema->kinds.items[row]);
		return;
	case SECTION_FIELDS:
		load_field_entry(loader, entry, &schema->fields.items[row]);
		return;
	case SECTION_RELATIONS:
		load_relation_entry(loader, entry, &schema->relations.items[row]);
		return;
	case SECTION_FILES:
		load_file_entry(loader, entry, &schema->files.items[row]);
		return;
	case SECTION_COUNT:
		return;
	}
}

/* The section of that name, or SECTION_COUNT with a complaint if it is none. */
static enum section find_section(struct loader *loader, const struct node *entries)
{
	struct str names[SECTION_COUNT];
	for (enum section section = 0; section < SECTION_COUNT; section++) {
		names[section] = str_of(sections[section].name);
		if (str_equal(names[section], entries->key))
			return section;
	}
	struct str key = finding_excerpt(entries->key);
	struct str meant = guess(loader, entries->key, names, SECTION_COUNT);
	COMPLAIN(loader, entries->key_place,
	         "a schema has no section \"%.*s\", but kinds, fields, relations and files%.*s",
	         STR_ARGS(key), STR_ARGS(meant));
	return SECTION_COUNT;
}

/* Plurals and known rows follow from the rows as they are now. */
static void index_schema(struct schema *schema)
{
	struct schema_index *index = schema->index;
	keys_clear(&index->plurals);
	for (uint32_t row = 0; row < schema->kinds.count; row++)
		keys_add(schema->arena, &index->plurals, schema->kinds.items[row].plural, row);
	for (enum known_field known = 0; known < KNOWN_FIELD_COUNT; known++)
		index->known[known] = schema_field(schema, str_of(known_field_key(known)));
}

void schema_add(struct schema *schema, const struct node *root, uint32_t file,
                struct finding_array *findings)
{
	struct loader loader = { .schema = schema, .file = file, .findings = findings };
	const struct node *found[SECTION_COUNT] = {0};

	if (node_is_absent(root) || !expect_node(&loader, root, NODE_MAP))
		return;
	for (const struct node *entries = root->first; entries; entries = entries->next) {
		enum section section = find_section(&loader, entries);
		if (section == SECTION_COUNT || node_is_absent(entries) ||
		    !expect_node(&loader, entries, NODE_MAP))
			continue;
		found[section] = entries;
		add_rows(&loader, section, entries);
	}
	for (enum section section = 0; section < SECTION_COUNT; section++) {
		const struct node *entry = found[section] ? found[section]->first : NULL;
		for (; entry; entry = entry->next) {
			uint32_t row = keys_find(section_rows(schema, section).keys, entry->key);
			if (row != NO_ROW)
				load_entry(&loader, section, entry, row);
		}
	}
	index_schema(schema);
}
