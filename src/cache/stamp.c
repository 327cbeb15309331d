#include "cache/stamp.h"

#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "model/schema.h"

/* A checksum and the size of the sources that make archives (see Makefile.am): an archive made by
 * other code is another. */
static const uint64_t recipe[] = {
#include "recipe.inc"
};

/* Two writes so close together can leave the same times: file systems count in up to 2 seconds. */
static const int64_t settling_time = 2 * INT64_C(1000000000);

/* A change that lies further ahead was made before the clock was set back: the next one will show. A
 * server's clock is not so far off. */
static const int64_t clock_difference = 24 * 60 * 60 * INT64_C(1000000000);

static void add_number(struct text *text, uint64_t number)
{
	text_add(text, (struct str){ (const char *)&number, sizeof number });
}

static void add_text(struct text *text, struct str str)
{
	add_number(text, str.size);
	text_add(text, str);
}

/* The time of the change is the system's own, but not every file system has it; that of the
 * modification anybody may set to any day. */
static bool is_at_rest(const struct file_state *state, int64_t now)
{
	bool changed_now = state->changed > now - settling_time &&
	                   state->changed < now + clock_difference;
	bool modified_now = state->modified > now - settling_time && state->modified <= now;
	return !changed_now && !modified_now;
}

static void add_findings(struct text *text, const struct finding_array *findings)
{
	add_number(text, findings->count);
	for (size_t i = 0; i < findings->count; i++) {
		add_number(text, findings->items[i].file);
		add_text(text, findings->items[i].message);
	}
}

static void begin(struct text *text, struct str root)
{
	for (size_t i = 0; i < sizeof recipe / sizeof *recipe; i++)
		add_number(text, recipe[i]);
	add_text(text, root);
}

struct str stamp_begin(struct arena *arena, struct str root)
{
	struct text text = { .arena = arena };
	begin(&text, root);
	return text_str(&text);
}

/* Bytes that the files of a stamp take. */
static size_t files_size(const struct scan *scan)
{
	size_t size = 0;
	for (size_t i = 0; i < scan->files.count; i++)
		size += sizeof(uint64_t) + scan->files.items[i].path.size +
		        sizeof(struct file_state);
	return size;
}

/* An empty text that holds so many bytes, and a little more, without growing: that leaves behind as
 * much again. */
static struct text text_of_size(struct arena *arena, size_t size)
{
	enum { MORE = 256 };
	return (struct text){ .arena = arena, .bytes = arena_take(arena, size + MORE),
		              .room = size + MORE };
}

struct stamp stamp_make(struct arena *arena, struct str root, const struct scan *scan,
                        int64_t now)
{
	struct text text = text_of_size(arena, files_size(scan) + root.size);
	bool is_settled = true;
	begin(&text, root);
	add_number(&text, scan->files.count);
	for (size_t i = 0; i < scan->files.count; i++) {
		const struct scan_file *file = &scan->files.items[i];
		struct str state = { (const char *)&file->state, sizeof file->state };
		add_text(&text, file->path);
		text_add(&text, state);
		is_settled = is_settled && is_at_rest(&file->state, now);
	}
	add_findings(&text, &scan->findings);
	return (struct stamp){ text_str(&text), is_settled };
}

/* ── Comparing ──────────────────────────────────────────────────────────────────────────────── */

/* A place in the bytes of a stamp. */
struct reader {
	struct str rest;
	bool is_short;                  /* more was asked for than there is */
};

static struct str read_bytes(struct reader *reader, uint64_t size)
{
	struct str bytes = { reader->rest.bytes, (size_t)size };
	reader->is_short = reader->is_short || size > reader->rest.size;
	if (reader->is_short)
		return (struct str){0};
	reader->rest = str_slice(reader->rest, bytes.size, reader->rest.size);
	return bytes;
}

static uint64_t read_number(struct reader *reader)
{
	uint64_t number = 0;
	struct str bytes = read_bytes(reader, sizeof number);
	if (bytes.size == sizeof number)
		memcpy(&number, bytes.bytes, sizeof number);
	return number;
}

/* A file of a stamp. */
struct row {
	struct str path;
	struct file_state state;
};

static struct row read_row(struct reader *reader)
{
	struct row row = { .path = read_bytes(reader, read_number(reader)) };
	struct str state = read_bytes(reader, sizeof row.state);
	if (state.size == sizeof row.state)
		memcpy(&row.state, state.bytes, sizeof row.state);
	return row;
}

/* What could not be looked at has no state, and what was wrong with it may differ. */
static bool is_same(struct file_state old, struct file_state new)
{
	static const struct file_state none;
	return file_state_equal(old, new) && !file_state_equal(new, none);
}

static void add_change(struct arena *arena, struct stamp_changes *changes, size_t old_row,
                       size_t new_row)
{
	*ARRAY_ADD(arena, changes) = (struct stamp_change){ (uint32_t)old_row, (uint32_t)new_row };
}

bool stamp_compare(struct arena *arena, struct str bytes, struct str root, const struct scan *scan,
                   struct stamp_changes *changes)
{
	struct str start = stamp_begin(arena, root);
	struct stamp_changes found = {0};
	if (!str_starts_with(bytes, start))
		return false;
	struct reader reader = { .rest = str_slice(bytes, start.size, bytes.size) };
	size_t new = 0, new_count = scan->files.count;
	uint64_t old_count = read_number(&reader);
	if (reader.is_short || old_count >= NO_ROW)
		return false;
	for (size_t old = 0; old < old_count; old++) {
		struct row row = read_row(&reader);
		if (reader.is_short)
			return false;
		const struct scan_file *files = scan->files.items;
		while (new < new_count && str_compare(files[new].path, row.path) < 0)
			add_change(arena, &found, NO_ROW, new++);
		if (new == new_count || !str_equal(files[new].path, row.path))
			add_change(arena, &found, old, NO_ROW);
		else if (!is_same(row.state, files[new++].state))
			add_change(arena, &found, old, new - 1);
	}
	while (new < new_count)
		add_change(arena, &found, NO_ROW, new++);
	*changes = found;
	return true;
}
