#include "build/scan.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/file.h"
#include "model/limits.h"
#include "model/schema.h"

/* Files of the root that are not dossiers. */
static const char *const special_names[] = { "collection.yaml", "schema.yaml", "verified.yaml" };

static bool is_special(struct str path)
{
	for (size_t i = 0; i < sizeof(special_names) / sizeof(*special_names); i++)
		if (str_equal(path, str_of(special_names[i])))
			return true;
	return false;
}

/* Add a row for a file, for which there is room, and what keeps it from being read, as a finding.
 * Gives its row. */
static uint32_t add_file(struct arena *arena, struct scan *scan, const struct file_entry *entry)
{
	uint32_t row = (uint32_t)scan->files.count;
	bool is_readable = entry->is_readable_file;

	if (!is_readable) {
		finding_add(arena, &scan->findings, RULE_FILE_UNREADABLE, row, (struct place){0}, "%s",
		            entry->problem ? entry->problem : "it cannot be read");
	} else if (entry->size > LIMIT_FILE_SIZE) {
		is_readable = false;
		finding_add(arena, &scan->findings, RULE_FILE_TOO_LARGE, row, (struct place){0},
		            "the file has %zu bytes, more than %d: split it", entry->size,
		            LIMIT_FILE_SIZE);
	}
	scan->files.items[scan->files.count++] = (struct scan_file){
		.path = entry->path, .size = entry->size, .state = entry->state,
		.is_dossiers = is_readable };
	return is_readable ? row : NO_ROW;
}

/* Room for so many files, all at once: there may be very many. */
static void make_room(struct arena *arena, struct scan *scan, size_t count)
{
	scan->files.items = ARENA_MANY(arena, struct scan_file, count);
	scan->files.room = count;
}

/* A folder: all that is beneath it. */
static bool scan_folder(struct arena *arena, const char *path, struct scan *scan, struct fault *why)
{
	static const char *const endings[] = { ".yaml", ".yml", NULL };
	struct file_entry_array entries = {0};
	if (!file_walk(arena, path, endings, &entries, why))
		return false;

	scan->root = str_copy(arena, str_of(path));
	make_room(arena, scan, entries.count);
	for (size_t i = 0; i < entries.count; i++) {
		struct str name = entries.items[i].path;
		uint32_t row = add_file(arena, scan, &entries.items[i]);
		if (!is_special(name))
			continue;
		scan->files.items[i].is_dossiers = false;
		if (str_equal(name, STR("collection.yaml")))
			scan->collection_file = row;
		if (str_equal(name, STR("schema.yaml")))
			scan->schema_file = row;
		if (str_equal(name, STR("verified.yaml")))
			scan->ledger_file = row;
	}
	return true;
}

/* One file, whatever it is called: the folder that it lies in is the root. */
static void scan_file(struct arena *arena, const char *path, const struct stat *status,
                      struct scan *scan)
{
	const char *slash = strrchr(path, '/');
	struct str folder = slash ? (struct str){ path, (size_t)(slash - path) } : STR(".");
	if (slash == path)
		folder = STR("/");

	scan->root = str_copy(arena, folder);
	const struct file_entry entry = {
		.path = str_copy(arena, str_of(slash ? slash + 1 : path)),
		.size = status->st_size > 0 ? (size_t)status->st_size : 0,
		.state = file_state_of(status),
		.is_readable_file = S_ISREG(status->st_mode),
		.problem = "it is not a regular file",
	};
	make_room(arena, scan, 1);
	add_file(arena, scan, &entry);
}

bool scan_collection(struct arena *arena, const char *path, struct scan *scan, struct fault *why)
{
	struct scan found = { .collection_file = NO_ROW, .schema_file = NO_ROW,
		              .ledger_file = NO_ROW };
	struct stat status;

	if (stat(path, &status) != 0)
		return fault_set(why, FAULT_SYSTEM, "%s: %s", path, strerror(errno));
	if (!S_ISDIR(status.st_mode))
		scan_file(arena, path, &status, &found);
	else if (!scan_folder(arena, path, &found, why))
		return false;
	*scan = found;
	return true;
}
