#include "cache/breakage.h"

#include "base/arena.h"

static bool breaks_file(enum rule rule)
{
	return rule == RULE_FILE_UNREADABLE || rule == RULE_FILE_TOO_LARGE ||
	       rule == RULE_ENCODING || rule == RULE_SYNTAX || rule == RULE_TOO_DEEP ||
	       rule == RULE_TOO_MANY;
}

/* The row of the file of that path, or NO_ROW. */
static uint32_t find_file(const struct archive *archive, struct str path)
{
	uint32_t first = 0, end = file_count(archive);
	while (first < end) {
		uint32_t middle = first + (end - first) / 2;
		int order = str_compare(file_path(archive, middle), path);
		if (order == 0)
			return middle;
		if (order < 0)
			first = middle + 1;
		else
			end = middle;
	}
	return NO_ROW;
}

/* Of each file its first finding that says it is broken, or NULL. In `arena`. */
static struct finding **broken_files(struct arena *arena, const struct archive *archive)
{
	struct finding **broken = ARENA_MANY(arena, struct finding *, file_count(archive));
	for (uint32_t i = finding_count(archive); i-- > 0;) {
		struct finding finding = finding_at(archive, i);
		if (!breaks_file(finding.rule) || finding.file >= file_count(archive))
			continue;
		broken[finding.file] = ARENA_NEW(arena, struct finding);
		*broken[finding.file] = finding;
	}
	return broken;
}

static bool is_empty(const struct scan *scan, uint32_t file)
{
	return file < scan->files.count && scan->files.items[file].size == 0;
}

struct breakage breakage_find(const struct archive *before, const struct archive *after,
                              const struct scan *scan)
{
	struct arena arena = {0};
	struct breakage breakage = {0};
	struct finding **old = broken_files(&arena, before), **new = broken_files(&arena, after);
	for (uint32_t file = 0; file < file_count(after); file++) {
		if (!new[file] && !is_empty(scan, file))
			continue;
		struct str path = file_path(after, file);
		uint32_t row = find_file(before, path);
		if (row == NO_ROW || old[row] ||
		    (!new[file] && dossiers_of_file(before, row).count == 0))
			continue;
		if (breakage.count++ > 0)
			continue;
		breakage.path = path;
		breakage.place = new[file] ? new[file]->place : (struct place){0};
	}
	arena_release(&arena);
	return breakage;
}

struct str breakage_sentence(struct arena *arena, const struct breakage *breakage)
{
	struct str place = breakage->path;
	if (breakage->place.line)
		place = str_format(arena, "%.*s:%u:%u", STR_ARGS(place),
		                   (unsigned)breakage->place.line,
		                   (unsigned)breakage->place.column);
	if (breakage->count == 1)
		return str_format(arena, "%.*s is broken: until it is mended, all is shown as it "
		                  "was before",
		                  STR_ARGS(place));
	return str_format(arena, "%.*s and %zu other%s are broken: until they are mended, all is "
	                  "shown as it was before", STR_ARGS(place), breakage->count - 1,
	                  breakage->count == 2 ? "" : "s");
}
