/* read_fuzz: any bytes as a file. What comes out must be a sound tree with sound places, and what
 * stands in other documents of the file must not suffer. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "build/read.h"
#include "model/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void check_place(struct place place, size_t size)
{
	demand(place.line >= 1 && place.line <= size + 1);
	demand(place.column >= 1 && place.column <= size + 1);
}

/* The keys of a map are all there and all different. */
static void check_keys(const struct node *map, size_t size)
{
	for (const struct node *child = map->first; child; child = child->next) {
		check_place(child->key_place, size);
		demand(node_find(map, child->key) == child);
	}
}

static void check_node(const struct node *node, size_t size, unsigned depth)
{
	uint32_t count = 0;

	check_place(node->place, size);
	demand(node->text.size <= LIMIT_SCALAR_SIZE);
	demand(node->kind == NODE_SCALAR || depth <= LIMIT_DEPTH);
	demand(unicode_find_invalid(node->text) == SIZE_MAX);
	demand(!node->text.bytes || node->text.bytes[node->text.size] == '\0');
	for (const struct node *child = node->first; child; child = child->next, count++)
		check_node(child, size, depth + 1);
	demand(count == node->count);
	if (node->kind == NODE_MAP && count <= 100)
		check_keys(node, size);
}

/* Gives whether the bytes were taken for text at all. */
static bool check_findings(const struct finding_array *findings, size_t size)
{
	bool is_text = true;
	demand(findings->count <= LIMIT_FINDINGS_A_FILE);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		demand(finding->file == 7 && finding->message.size > 0);
		check_place(finding->place, size);
		is_text &= finding->rule != RULE_ENCODING;
	}
	return is_text;
}

static bool read_and_check(struct arena *arena, struct str bytes, struct node_file *file)
{
	struct finding_array findings = {0};
	uint32_t count = 0;

	*file = read_yaml(arena, bytes, 7, &findings);
	for (const struct node *node = file->first; node; node = node->next, count++)
		check_node(node, bytes.size, 1);
	demand(count == file->count);
	return check_findings(&findings, bytes.size);
}

static bool is_control(const struct node *node, struct str value)
{
	return node && node->kind == NODE_MAP && node->count == 1 &&
	       str_equal(node->first->key, STR("control")) &&
	       str_equal(node_text(node->first), value);
}

/* The bytes between documents that must stay as they are. (The bytes may end with a directive,
 * which may cost one document behind them.) */
static void check_neighbours(struct arena *arena, struct str bytes)
{
	struct text text = { .arena = arena };
	text_add(&text, STR("control: before\n---\n"));
	text_add(&text, bytes);
	text_add(&text, STR("\n---\nany: thing\n---\ncontrol: behind\n"));

	struct node_file file;
	if (!read_and_check(arena, text_str(&text), &file))
		return;
	const struct node *last = file.first;
	while (last && last->next)
		last = last->next;
	demand(is_control(file.first, STR("before")));
	demand(is_control(last, STR("behind")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct arena arena = {0};
	struct node_file file;

	read_and_check(&arena, bytes, &file);
	check_neighbours(&arena, bytes);
	arena_release(&arena);
	return 0;
}
