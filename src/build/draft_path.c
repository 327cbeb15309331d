#include "build/draft_parts.h"

/* Without the "[]" that says that its value is a list. */
struct str path_step(struct str *rest)
{
	struct str step = str_cut(rest, '.');
	if (str_ends_with(step, STR("[]")))
		step.size -= 2;
	return step;
}

bool path_equal(struct str left, struct str right)
{
	while (left.bytes && right.bytes)
		if (!str_equal(path_step(&left), path_step(&right)))
			return false;
	return !left.bytes && !right.bytes;
}

const struct node *path_find(const struct node *node, struct str path)
{
	while (node && path.bytes) {
		node = node_find(node, path_step(&path));
		while (node && node->kind == NODE_LIST)
			node = node->first;
	}
	return node_is_absent(node) ? NULL : node;
}

/* One path, or one of the words that begin with '@', as a text. */
static struct str path_text(struct drafting *drafting, const struct entry *entry,
                            const struct node *node, struct str path)
{
	if (str_equal(path, STR("@key")))
		return entry->key;
	if (str_equal(path, STR("@file")))
		return drafting->base;
	if (str_equal(path, STR("@parent")))
		return entry->holder;
	return str_trim(node_text(path_find(node, path)));
}

struct str paths_text(struct drafting *drafting, const struct entry *entry, const struct node *node,
                      struct str paths, struct joint joint)
{
	struct str whole = {0};
	while (paths.bytes) {
		struct str part = path_text(drafting, entry, node, str_trim(str_cut(&paths, '+')));
		if (str_is_empty(part) && joint.needs_all)
			return STR("");
		whole = str_join(&drafting->batch->arena, whole, joint.between, part);
	}
	return whole;
}

struct str first_text(struct drafting *drafting, const struct entry *entry,
                      struct str_list alternatives, struct joint joint)
{
	struct str found = {0};
	for (size_t i = 0; i < alternatives.count && str_is_empty(found); i++)
		found = paths_text(drafting, entry, entry->node, alternatives.items[i], joint);
	return found;
}

bool paths_have(struct str_list paths, struct str path)
{
	for (size_t i = 0; i < paths.count; i++)
		if (path_equal(paths.items[i], path))
			return true;
	return false;
}
