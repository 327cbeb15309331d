#include "build/describe.h"

#include <stddef.h>

#include "base/arena.h"

static const struct member {
	const char *key;
	size_t offset;                  /* of a str in struct collection */
} members[] = {
	{ "title",       offsetof(struct collection, title) },
	{ "description", offsetof(struct collection, description) },
	{ "language",    offsetof(struct collection, language) },
	{ "licence",     offsetof(struct collection, licence) },
	{ "license",     offsetof(struct collection, licence) },
	{ "url",         offsetof(struct collection, url) },
	{ "home",        offsetof(struct collection, home) },
};
enum { MEMBER_COUNT = sizeof members / sizeof members[0] };

static const struct member *member_find(struct str key)
{
	for (size_t i = 0; i < MEMBER_COUNT; i++)
		if (str_equal(str_of(members[i].key), key))
			return &members[i];
	return NULL;
}

static void report_key(struct arena *arena, const struct node *node, uint32_t file,
                       struct finding_array *findings)
{
	struct str keys[MEMBER_COUNT];
	for (size_t i = 0; i < MEMBER_COUNT; i++)
		keys[i] = str_of(members[i].key);
	struct str guess = finding_suggestion(node->key, keys, MEMBER_COUNT);
	struct str excerpt = finding_excerpt(node->key);

	if (guess.size)
		finding_add(arena, findings, RULE_FIELD_UNKNOWN, file, node->key_place,
		            "collection.yaml has no '%.*s': did you mean '%.*s'?",
		            STR_ARGS(excerpt), STR_ARGS(guess));
	else
		finding_add(arena, findings, RULE_FIELD_UNKNOWN, file, node->key_place,
		            "collection.yaml has no '%.*s'", STR_ARGS(excerpt));
}

/* One entry of the map. */
static void take_entry(struct arena *arena, const struct node *node, uint32_t file,
                       struct collection *collection, struct finding_array *findings)
{
	const struct member *member = member_find(node->key);
	if (!member) {
		report_key(arena, node, file, findings);
		return;
	}
	if (node->kind != NODE_SCALAR) {
		finding_add(arena, findings, RULE_TYPE, file, node->place,
		            "'%s' is %s, but a text was expected", member->key,
		            node_kind_words(node->kind));
		return;
	}
	struct str *text = (struct str *)(void *)((char *)collection + member->offset);
	if (text->size)
		finding_add(arena, findings, RULE_DUPLICATE_KEY, file, node->key_place,
		            "'%s' was given above under its other spelling", member->key);
	else if (!node_is_absent(node))
		*text = str_copy(arena, str_trim(node->text));
}

struct place collection_describe(struct arena *arena, const struct node *root, uint32_t file,
                                 struct collection *collection, struct finding_array *findings)
{
	if (node_is_absent(root))
		return (struct place){0};
	if (root->kind != NODE_MAP) {
		finding_add(arena, findings, RULE_SCHEMA, file, root->place,
		            "collection.yaml is %s, but a map was expected",
		            node_kind_words(root->kind));
		return (struct place){0};
	}
	for (const struct node *node = root->first; node; node = node->next)
		take_entry(arena, node, file, collection, findings);

	const struct node *home = node_find(root, STR("home"));
	return home ? home->place : (struct place){0};
}
