#include "model/node.h"

#include <stddef.h>

const struct node *node_find(const struct node *map, struct str key)
{
	if (!map || map->kind != NODE_MAP)
		return NULL;
	for (const struct node *child = map->first; child; child = child->next)
		if (str_equal(child->key, key))
			return child;
	return NULL;
}

bool node_is_absent(const struct node *node)
{
	if (!node)
		return true;
	if (node->kind != NODE_SCALAR || !node->is_plain)
		return false;
	return str_is_empty(node->text) || str_equal(node->text, STR("~")) ||
	       str_equal(node->text, STR("null"));
}

struct str node_text(const struct node *node)
{
	return node && node->kind == NODE_SCALAR ? node->text : (struct str){0};
}

const char *node_kind_words(enum node_kind kind)
{
	static const char *const words[] = {
		[NODE_SCALAR] = "a text",
		[NODE_LIST]   = "a list",
		[NODE_MAP]    = "a map",
	};
	_Static_assert(sizeof(words) / sizeof(*words) == NODE_KIND_COUNT, "one row a kind");
	return words[kind];
}
