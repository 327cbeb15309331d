/* Entries of the section files: how YAML that was not written for dossier is read. */
#include "base/array.h"
#include "model/schema_load.h"

/* True if every step of the path between its dots is a key, with "[]" behind it at most. */
static bool is_path(struct str path)
{
	static const char *const places[] = { "@key", "@file", "@parent" };
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (str_equal(path, str_of(places[i])))
			return true;

	bool is_good = path.size > 0 && path.bytes[0] != '@';
	for (struct str rest = path; rest.bytes && is_good;) {
		struct str step = str_cut(&rest, '.');
		if (str_ends_with(step, STR("[]")))
			step.size -= 2;
		is_good = step.size > 0 && str_find(step, STR("["), 0) == SIZE_MAX &&
		          str_find(step, STR("]"), 0) == SIZE_MAX;
	}
	return is_good;
}

/* The same for paths joined by '+'. Complains if one is none. */
static bool check_paths(struct loader *loader, struct str paths, struct place place)
{
	bool is_good = true;
	struct str rest = paths;
	do {
		is_good = is_path(str_trim(str_cut(&rest, '+')));
	} while (rest.bytes && is_good);
	if (!is_good) {
		struct str shown = finding_excerpt(paths);
		COMPLAIN(loader, place,
		         "expected a path such as id, name.full, terms[].state, @key or @file, "
		         "found \"%.*s\"", STR_ARGS(shown));
	}
	return is_good;
}

/* A struct str with a path, or several joined by '+'. */
static void load_path(struct loader *loader, const struct node *value, void *member)
{
	if (expect_node(loader, value, NODE_SCALAR) &&
	    check_paths(loader, value->text, value->place))
		load_text(loader, value, member);
}

/* A str_list of such. */
static void load_paths(struct loader *loader, const struct node *value, void *member)
{
	load_good_texts(loader, value, check_paths, member);
}

static void load_each(struct loader *loader, const struct node *value, void *member)
{
	const struct str words[] = {
		[EACH_AUTO] = STR("auto"), [EACH_DOCUMENT] = STR("document"),
		[EACH_LIST] = STR("list"), [EACH_MAP] = STR("map"),
	};
	_Static_assert(sizeof(words) / sizeof(*words) == EACH_COUNT, "one row a way");

	uint32_t each = load_word(loader, value, words, EACH_COUNT);
	if (each != NO_ROW)
		*(enum file_each *)member = each;
}

static const struct setting link_items[] = {
	{ "relation", load_relation, offsetof(struct link_path, relation) },
	{ "inverse",  load_flag,     offsetof(struct link_path, is_inverse) },
	{ "role",     load_text,     offsetof(struct link_path, role) },
	{ "since",    load_text,     offsetof(struct link_path, since) },
	{ "until",    load_text,     offsetof(struct link_path, until) },
};
static const struct settings link_settings = SETTINGS("a link", link_items);

/* One entry of `links`: a path, and its relation alone or in a map. */
static void add_link(struct loader *loader, const struct node *value, struct file_rule *rule)
{
	struct link_path link = { .relation = NO_ROW };
	if (value->kind == NODE_SCALAR)
		load_relation(loader, value, &link.relation);
	else
		load_settings(loader, value, &link_settings, &link);
	if (value->kind == NODE_MAP && !node_find(value, STR("relation")))
		COMPLAIN(loader, value->key_place, "expected \"relation\" for this link");
	if (link.relation == NO_ROW || !check_paths(loader, value->key, value->key_place))
		return;
	link.path = str_copy(loader->schema->arena, value->key);
	*ARRAY_ADD(loader->schema->arena, &rule->links) = link;
}

static void load_links(struct loader *loader, const struct node *value, void *row)
{
	struct file_rule *rule = row;
	if (!expect_node(loader, value, NODE_MAP))
		return;
	rule->links.count = 0;
	for (const struct node *link = value->first; link; link = link->next)
		add_link(loader, link, rule);
}

static const struct setting nested_items[] = {
	{ "kind",     load_kind,     offsetof(struct nested_path, kind) },
	{ "id",       load_path,     offsetof(struct nested_path, id) },
	{ "name",     load_path,     offsetof(struct nested_path, name) },
	{ "relation", load_relation, offsetof(struct nested_path, relation) },
};
static const struct settings nested_settings = SETTINGS("a nested dossier", nested_items);

/* One entry of `nested`: a path, and the kind alone or in a map. */
static void add_nested(struct loader *loader, const struct node *value, struct file_rule *rule)
{
	struct nested_path nested = { .kind = NO_ROW, .relation = NO_ROW };
	if (value->kind == NODE_SCALAR)
		load_kind(loader, value, &nested.kind);
	else
		load_settings(loader, value, &nested_settings, &nested);
	if (value->kind == NODE_MAP && !node_find(value, STR("kind")))
		COMPLAIN(loader, value->key_place, "expected \"kind\" for these nested dossiers");
	if (nested.kind == NO_ROW || !check_paths(loader, value->key, value->key_place))
		return;
	nested.path = str_copy(loader->schema->arena, value->key);
	*ARRAY_ADD(loader->schema->arena, &rule->nested) = nested;
}

static void load_nested(struct loader *loader, const struct node *value, void *row)
{
	struct file_rule *rule = row;
	if (!expect_node(loader, value, NODE_MAP))
		return;
	rule->nested.count = 0;
	for (const struct node *nested = value->first; nested; nested = nested->next)
		add_nested(loader, nested, rule);
}

static const struct setting file_items[] = {
	{ "match",   load_text,  offsetof(struct file_rule, match) },
	{ "each",    load_each,  offsetof(struct file_rule, each) },
	{ "kind",    load_kind,  offsetof(struct file_rule, kind) },
	{ "id",      load_paths, offsetof(struct file_rule, id) },
	{ "name",    load_paths, offsetof(struct file_rule, name) },
	{ "names",   load_paths, offsetof(struct file_rule, names) },
	{ "summary", load_paths, offsetof(struct file_rule, summary) },
	{ "date",    load_path,  offsetof(struct file_rule, date) },
	{ "adds_to", load_path,  offsetof(struct file_rule, adds_to) },
	{ "as",      load_text,  offsetof(struct file_rule, as) },
	{ "links",   load_links, 0 },
	{ "nested",  load_nested, 0 },
	{ "ignore",  load_texts, offsetof(struct file_rule, ignore) },
};
static const struct settings file_settings = SETTINGS("a file rule", file_items);

void load_file_entry(struct loader *loader, const struct node *entry, struct file_rule *rule)
{
	load_settings(loader, entry, &file_settings, rule);
	if (str_is_empty(rule->match))
		COMPLAIN(loader, entry->key_place,
		         "expected \"match\", a pattern for the paths of files, such as "
		         "people/*.yaml");
}
