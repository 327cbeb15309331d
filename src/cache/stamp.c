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

/* A change that lies further ahead was made before the clock was set back: the next one will show.
 * A server's clock is not so far off. */
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

/* The files of a stamp, one after the other. */
struct cursor {
	struct reader reader;
	uint64_t count, at;
	struct str path;                /* of file number `at`, if there is one */
	struct file_state state;
};

static bool cursor_is_at_end(const struct cursor *cursor)
{
	return cursor->at >= cursor->count || cursor->reader.is_short;
}

static void cursor_read(struct cursor *cursor)
{
	if (cursor_is_at_end(cursor))
		return;
	cursor->path = read_bytes(&cursor->reader, read_number(&cursor->reader));
	struct str state = read_bytes(&cursor->reader, sizeof cursor->state);
	if (state.size == sizeof cursor->state)
		memcpy(&cursor->state, state.bytes, sizeof cursor->state);
}

static void cursor_move(struct cursor *cursor)
{
	cursor->at++;
	cursor_read(cursor);
}

/* At the first file, with the root in `*root`. False if these are not the bytes of a stamp. */
static bool cursor_begin(struct cursor *cursor, struct str bytes, struct str *root)
{
	*cursor = (struct cursor){ .reader = { .rest = bytes } };
	for (size_t i = 0; i < sizeof recipe / sizeof *recipe; i++)
		if (read_number(&cursor->reader) != recipe[i])
			return false;
	*root = read_bytes(&cursor->reader, read_number(&cursor->reader));
	cursor->count = read_number(&cursor->reader);
	cursor_read(cursor);
	return !cursor->reader.is_short && cursor->count < NO_ROW;
}

/* Which of them stands at the path that comes first: below 0 the left one, 0 both. */
static int cursor_compare(const struct cursor *left, const struct cursor *right)
{
	if (cursor_is_at_end(left) || cursor_is_at_end(right))
		return cursor_is_at_end(left) - cursor_is_at_end(right);
	return str_compare(left->path, right->path);
}

/* What could not be looked at has no state, and what was wrong with it may differ. */
static bool is_same(struct file_state old, struct file_state new)
{
	static const struct file_state none;
	return file_state_equal(old, new) && !file_state_equal(new, none);
}

bool stamp_compare(struct arena *arena, struct str old, struct str new,
                   struct stamp_changes *changes)
{
	struct cursor before, after;
	struct str old_root, new_root;
	struct stamp_changes found = {0};
	if (!cursor_begin(&before, old, &old_root) || !cursor_begin(&after, new, &new_root) ||
	    !str_equal(old_root, new_root))
		return false;
	while (!cursor_is_at_end(&before) || !cursor_is_at_end(&after)) {
		int order = cursor_compare(&before, &after);
		if (order != 0 || !is_same(before.state, after.state))
			*ARRAY_ADD(arena, &found) = (struct stamp_change){
				.old_row = order <= 0 ? (uint32_t)before.at : NO_ROW,
				.new_row = order >= 0 ? (uint32_t)after.at : NO_ROW,
			};
		if (order <= 0)
			cursor_move(&before);
		if (order >= 0)
			cursor_move(&after);
	}
	if (before.reader.is_short || after.reader.is_short)
		return false;
	*changes = found;
	return true;
}
