#include "cache/roster.h"

#include "base/arena.h"

static uint64_t state_of(const struct scan_file *file)
{
	return str_hash((struct str){ (const char *)&file->state, sizeof file->state });
}

struct roster roster_make(struct arena *arena, const struct scan *scan)
{
	struct roster roster = { ARENA_MANY(arena, uint64_t, scan->files.count),
		                 scan->files.count };
	for (size_t i = 0; i < roster.count; i++)
		roster.states[i] = state_of(&scan->files.items[i]);
	return roster;
}

/* Which comes first of the old file and the new one: below 0 the old, 0 both. */
static int compare_paths(struct roster before, const struct archive *archive, size_t old,
                         const struct scan *scan, size_t new)
{
	bool is_old = old < before.count, is_new = new < scan->files.count;
	if (!is_old || !is_new)
		return is_new - is_old;
	return str_compare(file_path(archive, (uint32_t)old), scan->files.items[new].path);
}

static void note_change(struct roster_changes *changes, size_t *count, struct str path)
{
	if (changes->read_count + changes->gone_count == 0)
		changes->path = path;
	(*count)++;
}

bool roster_compare(struct roster before, const struct archive *archive, const struct scan *scan,
                    struct roster_changes *changes)
{
	size_t old = 0, new = 0;
	*changes = (struct roster_changes){0};
	if (before.count != file_count(archive))
		return false;
	while (old < before.count || new < scan->files.count) {
		int order = compare_paths(before, archive, old, scan, new);
		if (order < 0)
			note_change(changes, &changes->gone_count,
			            file_path(archive, (uint32_t)old));
		else if (order > 0 || before.states[old] != state_of(&scan->files.items[new]))
			note_change(changes, &changes->read_count, scan->files.items[new].path);
		old += order <= 0;
		new += order >= 0;
	}
	return true;
}

struct str roster_sentence(struct arena *arena, const struct roster_changes *changes)
{
	size_t read = changes->read_count, gone = changes->gone_count;
	if (read == 1 && gone == 0)
		return str_format(arena, "1 file read anew: %.*s", STR_ARGS(changes->path));
	if (read == 0 && gone == 1)
		return str_format(arena, "1 file is gone: %.*s", STR_ARGS(changes->path));
	if (read == 0 && gone == 0)
		return (struct str){0};
	if (read == 0)
		return str_format(arena, "%zu files are gone", gone);
	struct str sentence = str_format(arena, "%zu file%s read anew", read, read == 1 ? "" : "s");
	return gone ? str_format(arena, "%.*s, %zu gone", STR_ARGS(sentence), gone) : sentence;
}
