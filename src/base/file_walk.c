/* The part of file.h that looks into folders. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/file_open.h"

struct folder {
	struct str path;                /* NUL-terminated; empty for the root */
	unsigned depth;
};

struct folder_array {
	struct folder *items;
	size_t count, room;
};

struct name_array {
	struct str *items;              /* NUL-terminated */
	size_t count, room;
};

/* Folders that were entered, by what they are and not by what they are called: an open-addressing
 * table of which at most half is used. */
struct visited {
	struct visited_row {
		dev_t device;
		ino_t inode;
		bool is_used;
	} *rows;
	size_t count, room;
};

/* Folders wait in two queues. Links are followed after all real folders have been entered, so that
 * a file goes by its own path, in whatever order the disk tells the names. */
struct walk {
	struct arena *arena;            /* of the entries */
	struct arena scratch;
	int root;
	const char *const *endings;
	struct file_entry_array entries;
	struct folder_array folders, linked;
	struct visited visited;
};

static struct visited_row *visited_row(const struct visited *visited, const struct stat *folder)
{
	size_t at = (size_t)(folder->st_ino * 0x9E3779B97F4A7C15u ^ folder->st_dev);
	for (;; at++) {
		struct visited_row *row = &visited->rows[at & (visited->room - 1)];
		if (!row->is_used ||
		    (row->inode == folder->st_ino && row->device == folder->st_dev))
			return row;
	}
}

static void visited_grow(struct visited *visited, struct arena *arena)
{
	struct visited old = *visited;
	visited->room = old.room ? 2 * old.room : 64;
	visited->rows = ARENA_MANY(arena, struct visited_row, visited->room);
	for (size_t i = 0; i < old.room; i++) {
		struct stat folder = { .st_dev = old.rows[i].device, .st_ino = old.rows[i].inode };
		if (old.rows[i].is_used)
			*visited_row(visited, &folder) = old.rows[i];
	}
}

/* True the first time it is asked for a folder. */
static bool visited_add(struct visited *visited, struct arena *arena, const struct stat *folder)
{
	if (2 * visited->count >= visited->room)
		visited_grow(visited, arena);
	struct visited_row *row = visited_row(visited, folder);
	if (row->is_used)
		return false;
	*row = (struct visited_row){ folder->st_dev, folder->st_ino, true };
	visited->count++;
	return true;
}

static bool has_ending(const struct walk *walk, struct str name)
{
	for (const char *const *ending = walk->endings; *ending; ending++)
		if (str_ends_with(name, str_of(*ending)))
			return true;
	return false;
}

#ifdef __APPLE__
# define st_mtim st_mtimespec
# define st_ctim st_ctimespec
#endif

static int64_t nanoseconds(struct timespec time)
{
	return (int64_t)((uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec);
}

struct file_state file_state_of(const struct stat *status)
{
	return (struct file_state){
		.inode = status->st_ino,
		.size = (uint64_t)status->st_size,
		.modified = nanoseconds(status->st_mtim),
		.changed = nanoseconds(status->st_ctim),
	};
}

bool file_state_equal(struct file_state left, struct file_state right)
{
	return left.inode == right.inode && left.size == right.size &&
	       left.modified == right.modified && left.changed == right.changed;
}

static void add_file(struct walk *walk, struct str path, const struct stat *status)
{
	*ARRAY_ADD(walk->arena, &walk->entries) = (struct file_entry){
		.path = str_copy(walk->arena, path),
		.size = (size_t)status->st_size,
		.state = file_state_of(status),
		.is_readable_file = true,
	};
}

static void add_problem(struct walk *walk, struct str path, const char *problem)
{
	*ARRAY_ADD(walk->arena, &walk->entries) = (struct file_entry){
		.path = str_copy(walk->arena, path),
		.problem = str_copy(walk->arena, str_of(problem)).bytes,
	};
}

static void add_error(struct walk *walk, struct str path, int error)
{
	struct str problem = str_format(&walk->scratch, "it cannot be opened: %s", strerror(error));
	add_problem(walk, path, problem.bytes);
}

static void add_folder(struct walk *walk, struct folder_array *queue, struct str path,
                       unsigned depth)
{
	if (depth > FILE_MAX_FOLDER_DEPTH) {
		struct str problem = str_format(&walk->scratch, "it lies more than %d folders deep",
		                                (int)FILE_MAX_FOLDER_DEPTH);
		add_problem(walk, path, problem.bytes);
		return;
	}
	*ARRAY_ADD(&walk->scratch, queue) = (struct folder){ path, depth };
}

/* What a link that cannot be followed is called; NULL if the words of the system do. */
static const char *link_problem(int error)
{
	return error == EXDEV  ? "it is a link that leads out of the folder" :
	       error == ENOENT ? "it is a link to what is not there" :
	       error == ELOOP  ? "it is a link that leads in a circle" : NULL;
}

/* Links that do not concern us are passed over: to files of other names, in or out. Whether one
 * that leads out names a folder is asked without opening it. */
static void add_broken_link(struct walk *walk, int folder, const char *name, struct str path,
                            int error)
{
	struct stat status;
	bool leads_to_folder = error == EXDEV &&
		fstatat(folder, name, &status, AT_NO_AUTOMOUNT) == 0 && S_ISDIR(status.st_mode);
	if (!leads_to_folder && !has_ending(walk, path))
		return;
	if (link_problem(error))
		add_problem(walk, path, link_problem(error));
	else
		add_error(walk, path, error);
}

static void add_other(struct walk *walk, struct str path)
{
	if (has_ending(walk, path))
		add_problem(walk, path, "it is not a regular file");
}

static void add_link(struct walk *walk, int folder, const char *name, struct str path,
                     unsigned depth)
{
	struct stat status;
	int target = file_open_beneath(walk->root, path.bytes, O_PATH | O_CLOEXEC);
	if (target < 0 || fstat(target, &status) < 0) {
		add_broken_link(walk, folder, name, path, errno);
	} else if (S_ISDIR(status.st_mode)) {
		add_folder(walk, &walk->linked, path, depth);
	} else if (!S_ISREG(status.st_mode)) {
		add_other(walk, path);
	} else if (has_ending(walk, path)) {
		add_file(walk, path, &status);
	}
	if (target >= 0)
		close(target);
}

static void add_name(struct walk *walk, int folder, const char *name, struct str path,
                     unsigned depth)
{
	struct stat status;
	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) < 0) {
		if (errno != ENOENT && has_ending(walk, path))
			add_error(walk, path, errno);
	} else if (S_ISDIR(status.st_mode)) {
		add_folder(walk, &walk->folders, path, depth);
	} else if (S_ISLNK(status.st_mode)) {
		add_link(walk, folder, name, path, depth);
	} else if (!S_ISREG(status.st_mode)) {
		add_other(walk, path);
	} else if (has_ending(walk, path)) {
		add_file(walk, path, &status);
	}
}

static int compare_names(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* The names in a folder that are not passed over, sorted. False with errno if they cannot all be
 * read. Closes `descriptor`. */
static bool list_names(struct arena *arena, int descriptor, struct name_array *names)
{
	DIR *stream = fdopendir(descriptor);
	if (!stream) {
		close(descriptor);
		return false;
	}
	const struct dirent *entry;
	while (errno = 0, (entry = readdir(stream)))
		if (entry->d_name[0] != '.' && entry->d_name[0] != '_')
			*ARRAY_ADD(arena, names) = str_copy(arena, str_of(entry->d_name));
	int error = errno;
	closedir(stream);
	if (names->count)
		qsort(names->items, names->count, sizeof(*names->items), compare_names);
	errno = error;
	return error == 0;
}

static int open_folder(const struct walk *walk, struct str path)
{
	return file_open_beneath(walk->root, path.size ? path.bytes : ".",
	                         O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
}

static void enter_folder(struct walk *walk, struct folder folder)
{
	struct stat status;
	int descriptor = open_folder(walk, folder.path);
	if (descriptor < 0) {
		add_error(walk, folder.path, errno);
		return;
	}
	if (fstat(descriptor, &status) < 0 ||
	    !visited_add(&walk->visited, &walk->scratch, &status)) {
		close(descriptor);
		return;
	}

	struct name_array names = {0};
	int listed = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
	if (listed < 0 || !list_names(&walk->scratch, listed, &names))
		add_error(walk, folder.path, errno);
	for (size_t i = 0; i < names.count; i++) {
		struct str path = str_join(&walk->scratch, folder.path, STR("/"), names.items[i]);
		add_name(walk, descriptor, names.items[i].bytes, path, folder.depth + 1);
	}
	close(descriptor);
}

static void enter_all(struct walk *walk)
{
	size_t entered = 0, followed = 0;
	for (;;) {
		if (entered < walk->folders.count)
			enter_folder(walk, walk->folders.items[entered++]);
		else if (followed < walk->linked.count)
			enter_folder(walk, walk->linked.items[followed++]);
		else
			return;
	}
}

static int compare_entries(const void *left, const void *right)
{
	const struct file_entry *a = left, *b = right;
	return str_compare(a->path, b->path);
}

bool file_walk(struct arena *arena, const char *root, const char *const *endings,
               struct file_entry_array *entries, struct fault *why)
{
	struct walk walk = { .arena = arena, .endings = endings };
	walk.root = open(root, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
	if (walk.root < 0)
		return fault_set(why, FAULT_SYSTEM, "%s: %s", root, strerror(errno));

	add_folder(&walk, &walk.folders, STR(""), 0);
	enter_all(&walk);
	close(walk.root);
	arena_release(&walk.scratch);

	if (walk.entries.count)
		qsort(walk.entries.items, walk.entries.count, sizeof(*walk.entries.items),
		      compare_entries);
	*entries = walk.entries;
	return true;
}
