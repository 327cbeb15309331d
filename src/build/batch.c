#include "build/batch.h"

#include <string.h>
#include <sys/resource.h>

#include "base/array.h"
#include "base/file.h"
#include "build/read.h"
#include "model/limits.h"

/* ── Copying what stays ─────────────────────────────────────────────────────────────────────── */

/* A copy of an array, without room for more. */
#define KEEP_ARRAY(arena, array)                                                              \
	do {                                                                                  \
		size_t kept_size = (array)->count * sizeof(*(array)->items);                  \
		void *kept_items = arena_copy((arena), (array)->items, kept_size);            \
		(array)->items = kept_items;                                                  \
		(array)->room = (array)->count;                                               \
	} while (0)

static void keep_arrays(struct batch *batch, struct arena *arena)
{
	KEEP_ARRAY(arena, &batch->drafts);
	KEEP_ARRAY(arena, &batch->values);
	KEEP_ARRAY(arena, &batch->links);
	KEEP_ARRAY(arena, &batch->citations);
	KEEP_ARRAY(arena, &batch->dates);
	KEEP_ARRAY(arena, &batch->former_ids);
	KEEP_ARRAY(arena, &batch->findings);
}

/* The key of a value is nearly always that of its field: then the schema's own will do. */
static void share_keys(struct batch *batch, const struct schema *schema)
{
	for (size_t i = 0; i < batch->values.count; i++) {
		struct draft_value *value = &batch->values.items[i];
		if (value->field != NO_ROW &&
		    str_equal(value->key, schema->fields.items[value->field].key))
			value->key = schema->fields.items[value->field].key;
	}
}

/* Texts on their way to one block: first they are measured, then moved. */
struct move {
	const struct schema *schema;
	size_t size;
	char *end;                      /* NULL while they are measured */
};

static void move_text(struct move *move, struct str *text)
{
	move->size += text->size;
	if (!move->end || text->size == 0)
		return;
	memcpy(move->end, text->bytes, text->size);
	text->bytes = move->end;
	move->end += text->size;
}

static void move_key(struct move *move, struct draft_value *value)
{
	if (value->field == NO_ROW ||
	    value->key.bytes != move->schema->fields.items[value->field].key.bytes)
		move_text(move, &value->key);
}

static void move_texts(struct move *move, struct batch *batch)
{
	move_text(move, &batch->path);
	for (size_t i = 0; i < batch->drafts.count; i++) {
		move_text(move, &batch->drafts.items[i].id);
		move_text(move, &batch->drafts.items[i].name);
		move_text(move, &batch->drafts.items[i].summary);
	}
	for (size_t i = 0; i < batch->values.count; i++) {
		move_key(move, &batch->values.items[i]);
		move_text(move, &batch->values.items[i].text);
		move_text(move, &batch->values.items[i].note);
	}
	for (size_t i = 0; i < batch->links.count; i++) {
		move_text(move, &batch->links.items[i].target);
		move_text(move, &batch->links.items[i].role);
	}
	for (size_t i = 0; i < batch->citations.count; i++) {
		move_text(move, &batch->citations.items[i].id);
		move_text(move, &batch->citations.items[i].locator);
		move_text(move, &batch->citations.items[i].note);
	}
	for (size_t i = 0; i < batch->dates.count; i++)
		move_text(move, &batch->dates.items[i].text);
	for (size_t i = 0; i < batch->former_ids.count; i++)
		move_text(move, &batch->former_ids.items[i]);
	for (size_t i = 0; i < batch->findings.count; i++)
		move_text(move, &batch->findings.items[i].message);
}

static void keep_batch(struct batch *batch, const struct schema *schema, struct arena *arena)
{
	struct move move = { .schema = schema };
	keep_arrays(batch, arena);
	share_keys(batch, schema);
	move_texts(&move, batch);
	move.end = arena_take(arena, move.size);
	move_texts(&move, batch);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

struct finding file_finding(struct arena *arena, const struct scan *scan, uint32_t file,
                            const struct fault *why)
{
	struct str path = scan->files.items[file].path, sentence = str_of(why->sentence);
	struct str start = str_join(arena, path, STR(""), STR(": "));
	if (str_starts_with(sentence, start))
		sentence = str_slice(sentence, start.size, sentence.size);
	return (struct finding){
		.rule = why->kind == FAULT_LIMIT ? RULE_FILE_TOO_LARGE : RULE_FILE_UNREADABLE,
		.file = file,
		.message = str_copy(arena, sentence),
	};
}

/* A disk serves many requests in the time of one: while files come from there, and not from memory,
 * those that are read soon are asked for ahead. */
static void look_ahead(struct batch_memory *memory, const struct scan *scan, uint32_t file,
                       int root)
{
	enum { FILES_AHEAD = 128, FILES_A_LOOK = 16 };
	struct rusage usage;
	if (memory->file_count++ % FILES_A_LOOK == 0 && getrusage(RUSAGE_THREAD, &usage) == 0) {
		memory->is_disk_read = usage.ru_inblock != memory->blocks_read;
		memory->blocks_read = usage.ru_inblock;
	}
	if (!memory->is_disk_read || scan->files.count - file <= FILES_AHEAD)
		return;
	const struct scan_file *ahead = &scan->files.items[file + FILES_AHEAD];
	if (ahead->is_dossiers)
		file_expect_beneath(root, ahead->path.bytes);
}

struct batch batch_read(struct batch_memory *memory, const struct schema *schema,
                        const struct scan *scan, uint32_t file, int root)
{
	const struct scan_file *scanned = &scan->files.items[file];
	struct batch batch = { .arena = memory->loose, .file = file };
	struct str bytes;
	struct file_state state = {0};
	struct fault why;

	look_ahead(memory, scan, file, root);
	if (file_read_beneath(&batch.arena, root, scanned->path.bytes, LIMIT_FILE_SIZE, &bytes,
	                      &state, &why)) {
		batch.file_size = bytes.size;
		draft_file(&batch, schema, scanned->path,
		           read_yaml(&batch.arena, bytes, file, &batch.findings));
	} else {
		*ARRAY_ADD(&batch.arena, &batch.findings) =
			file_finding(&batch.arena, scan, file, &why);
	}
	batch.was_changed = !file_state_equal(state, scanned->state);
	keep_batch(&batch, schema, &memory->kept);
	memory->loose = batch.arena;
	batch.arena = (struct arena){0};
	arena_reset(&memory->loose);
	return batch;
}
