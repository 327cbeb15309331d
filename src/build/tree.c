#include "build/tree.h"

#define NOTE(tree, rule, place, ...) \
	finding_add((tree)->arena, (tree)->findings, rule, (tree)->file, place, __VA_ARGS__)

static struct tree_frame *top_frame(struct tree *tree)
{
	return tree->depth ? &tree->frames[tree->depth - 1] : NULL;
}

/* True if the next node is a key. */
static bool wants_key(struct tree *tree)
{
	const struct tree_frame *top = top_frame(tree);
	return top && top->node->kind == NODE_MAP && !top->wants_value;
}

static void push_frame(struct tree *tree, struct node *node)
{
	struct tree_frame *frame = &tree->frames[tree->depth++];
	frame->node = node;
	frame->last = NULL;
	frame->wants_value = frame->drops_value = frame->is_merge = false;
	frame->key = (struct str){0};
	frame->key_place = (struct place){0};
	frame->few_count = 0;
	keys_clear(&frame->many);
}

/* The value of the key that was read has come, be it kept or not. */
static void end_pair(struct tree_frame *frame)
{
	frame->wants_value = frame->drops_value = frame->is_merge = false;
	frame->key = (struct str){0};
	frame->key_place = (struct place){0};
}

/* Go on without the node that stands here. */
static void drop(struct tree *tree)
{
	struct tree_frame *top = top_frame(tree);
	if (!top || top->node->kind != NODE_MAP)
		return;
	if (top->wants_value) {
		end_pair(top);
	} else {
		top->wants_value = true;
		top->drops_value = true;
	}
}

static void append(struct tree_frame *frame, struct node *node)
{
	if (frame->last)
		frame->last->next = node;
	else
		frame->node->first = node;
	frame->last = node;
	frame->node->count++;
}

/* Put a node where it belongs. False if its list or map is full. */
static bool attach(struct tree *tree, struct node *node)
{
	struct tree_frame *top = top_frame(tree);
	if (!top) {
		tree->root = node;
		return true;
	}

	bool is_map = top->node->kind == NODE_MAP, is_dropped = top->drops_value;
	node->key = top->key;
	node->key_place = top->key_place;
	if (is_map)
		end_pair(top);
	if (is_dropped)
		return true;
	if (top->node->count == LIMIT_CHILDREN) {
		NOTE(tree, RULE_TOO_MANY, node->place,
		     "more than %d %s in one %s, which begins at line %u: split it", LIMIT_CHILDREN,
		     is_map ? "keys" : "items", is_map ? "map" : "list", top->node->place.line);
		return false;
	}
	append(top, node);
	return true;
}

/* Note a key of the map. Gives the line of an equal one before it, or KEYS_NONE. */
static uint32_t add_key(struct tree *tree, struct tree_frame *frame, struct str key, uint32_t line)
{
	for (size_t i = 0; i < frame->few_count && !frame->many.count; i++)
		if (str_equal(frame->few[i].key, key))
			return frame->few[i].line;

	if (frame->few_count < TREE_FEW_KEYS) {
		frame->few[frame->few_count].key = key;
		frame->few[frame->few_count++].line = line;
		return KEYS_NONE;
	}
	for (size_t i = 0; i < TREE_FEW_KEYS && frame->many.count < TREE_FEW_KEYS; i++)
		keys_add(&tree->scratch, &frame->many, frame->few[i].key, frame->few[i].line);
	return keys_add(&tree->scratch, &frame->many, key, line);
}

/* True if the item may be kept, as far as its tag goes. */
static bool check_tag(struct tree *tree, const struct tree_item *item)
{
	static const struct str names[] = {
		[NODE_SCALAR] = STR("tag:yaml.org,2002:str"),
		[NODE_LIST]   = STR("tag:yaml.org,2002:seq"),
		[NODE_MAP]    = STR("tag:yaml.org,2002:map"),
	};
	_Static_assert(sizeof(names) / sizeof(*names) == NODE_KIND_COUNT, "one row a kind");

	struct str tag = str_of(item->tag), core = STR("tag:yaml.org,2002:");
	if (!item->tag || str_equal(tag, names[item->kind]))
		return true;
	bool is_core = str_starts_with(tag, core);
	tag = finding_excerpt(is_core ? str_slice(tag, core.size, tag.size) : tag);
	NOTE(tree, RULE_TAG, item->place,
	     "the tag %s%.*s is not read here: remove it, or put the text in quotes",
	     is_core ? "!!" : "", STR_ARGS(tag));
	return false;
}

static void check_anchor(struct tree *tree, const struct tree_item *item)
{
	if (!item->anchor)
		return;
	struct str name = finding_excerpt(str_of(item->anchor));
	NOTE(tree, RULE_ANCHOR, item->place,
	     "the anchor &%.*s has no effect: remove it, or put the text in "
	     "quotes", STR_ARGS(name));
}

void tree_begin(struct tree *tree, struct place place)
{
	tree->root = NULL;
	tree->depth = 0;
	tree->place = place;
}

/* False if the key costs the pair, which was noted. */
static bool check_key(struct tree *tree, const struct tree_item *item)
{
	const struct node key = { .is_plain = item->is_plain, .text = item->text };
	struct tree_frame *top = top_frame(tree);

	if (item->is_plain && str_equal(item->text, STR("<<"))) {
		top->is_merge = true;
		NOTE(tree, RULE_ALIAS, item->place,
		     "a merge key (<<) is not expanded here: write the keys out");
		return false;
	}
	if (node_is_absent(&key)) {
		NOTE(tree, RULE_TYPE, item->place,
		     "expected a key, found %s: put it in quotes if it is meant",
		     item->text.size ? "null" : "nothing");
		return false;
	}
	return true;
}

static void take_key(struct tree *tree, const struct tree_item *item)
{
	struct tree_frame *top = top_frame(tree);

	top->wants_value = true;
	top->drops_value = true;
	if (!check_key(tree, item))
		return;

	struct str key = str_copy(tree->arena, item->text);
	uint32_t line = add_key(tree, top, key, item->place.line);
	if (line != KEYS_NONE) {
		key = finding_excerpt(key);
		NOTE(tree, RULE_DUPLICATE_KEY, item->place,
		     "\"%.*s\" stands twice in this map, first at line %u: keep "
		     "one", STR_ARGS(key), line);
		return;
	}
	top->drops_value = false;
	top->key = key;
	top->key_place = item->place;
}

/* What is not written at all stands where it was to be expected: at its key, or where the document
 * begins. */
static struct place value_place(struct tree *tree, const struct tree_item *item)
{
	const struct tree_frame *top = top_frame(tree);
	if (item->is_written)
		return item->place;
	if (!top)
		return tree->place;
	return top->key_place.line ? top->key_place : item->place;
}

bool tree_take_scalar(struct tree *tree, const struct tree_item *item)
{
	check_anchor(tree, item);
	if (!check_tag(tree, item)) {
		drop(tree);
		return true;
	}
	if (item->text.size > LIMIT_SCALAR_SIZE) {
		NOTE(tree, RULE_TOO_LONG, item->place, "a text of %zu bytes, more than %d: shorten "
		                                       "it",
		     item->text.size, LIMIT_SCALAR_SIZE);
		drop(tree);
		return true;
	}
	if (wants_key(tree)) {
		take_key(tree, item);
		return true;
	}

	const struct tree_frame *top = top_frame(tree);
	struct node *node = ARENA_NEW(tree->arena, struct node);
	node->kind = NODE_SCALAR;
	node->is_plain = item->is_plain;
	node->is_block = item->is_block;
	node->lacks_colon = item->lacks_colon && top && top->node->kind == NODE_MAP;
	node->place = value_place(tree, item);
	node->text = str_copy(tree->arena, item->text);
	return attach(tree, node);
}

/* A list or map that is dropped gets a frame like any other, so that its end is found. */
bool tree_open(struct tree *tree, const struct tree_item *item)
{
	if (tree->depth == LIMIT_DEPTH) {
		NOTE(tree, RULE_TOO_DEEP, item->place,
		     "more than %d lists and maps stand inside each other here: flatten them",
		     LIMIT_DEPTH);
		return false;
	}

	struct node *node = ARENA_NEW(tree->arena, struct node);
	node->kind = item->kind;
	node->place = item->place;
	check_anchor(tree, item);
	if (!check_tag(tree, item)) {
		drop(tree);
	} else if (wants_key(tree)) {
		NOTE(tree, RULE_TYPE, item->place, "a key must be a text, not %s: put it in quotes",
		     node_kind_words(item->kind));
		drop(tree);
	} else if (!attach(tree, node)) {
		return false;
	}
	push_frame(tree, node);
	return true;
}

void tree_close(struct tree *tree)
{
	tree->depth--;
}

void tree_take_alias(struct tree *tree, struct str name, struct place place)
{
	const struct tree_frame *top = top_frame(tree);
	if (!top || !top->is_merge) {
		name = finding_excerpt(name);
		NOTE(tree, RULE_ALIAS, place,
		     "an alias (*%.*s) is not expanded here: write the value out, or put the text "
		     "in quotes", STR_ARGS(name));
	}
	drop(tree);
}

void tree_release(struct tree *tree)
{
	arena_release(&tree->scratch);
}
