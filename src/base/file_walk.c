/* The part of file.h that looks into folders.
 *
 * Folders are entered a level at a time, those of one level by several threads, each folder by one:
 * its files are a run, sorted by their paths. At the end the runs are laid one into the other, as
 * their folders lie in each other.
 */
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
#include "base/worker.h"

struct folder_array {
	struct folder **items;
	size_t count, room;
};

struct folder {
	struct str path;                /* NUL-terminated, with a '/' at its end; empty: the root */
	unsigned depth;
	dev_t device;
	ino_t inode;
	bool is_open;                   /* the two above are known */
	struct file_entry_array files;  /* sorted */
	struct folder_array folders;    /* in it, not entered yet */
	struct folder_array linked;     /* the same, by links in it */
	struct file_entry_array problems;
};

struct name {
	struct str path;                /* NUL-terminated, from the root */
	const char *name;               /* the end of it */
	unsigned char type;             /* as dirent has it */
};

struct name_array {
	struct name *items;
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

/* What a thread has for itself. */
struct walker {
	struct arena kept;              /* paths and sentences */
	struct arena runs;              /* the rest of what was found, until the walk is over */
	struct arena scratch;           /* a folder's */
};

enum { MAX_WALKERS = 4, CROWD = 8 };    /* fewer folders at once are not worth a thread */

/* Folders wait in two queues. Links are followed after all real folders have been entered, so that
 * a file goes by its own path, in whatever order the disk tells the names. */
struct walk {
	int root;
	const char *const *endings;
	struct walker walkers[MAX_WALKERS];
	struct arena scratch;           /* of the queues */
	struct folder_array level;      /* which is entered */
	struct folder_array folders, linked;
	size_t linked_done;
	struct visited visited;
	size_t file_count;
	struct file_entry_array problems;
};

/* A folder, and the thread that is in it. */
struct visit {
	const struct walk *walk;
	struct walker *walker;
	struct folder *folder;
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
static bool visited_add(struct visited *visited, struct arena *arena, const struct folder *folder)
{
	struct stat status = { .st_dev = folder->device, .st_ino = folder->inode };
	if (2 * visited->count >= visited->room)
		visited_grow(visited, arena);
	struct visited_row *row = visited_row(visited, &status);
	if (row->is_used)
		return false;
	*row = (struct visited_row){ folder->device, folder->inode, true };
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

/* ── What is found in a folder ──────────────────────────────────────────────────────────────── */

/* There is room: every file is one of the folder's names. */
static void add_file(const struct visit *visit, struct str path, const struct stat *status)
{
	struct file_entry_array *files = &visit->folder->files;
	files->items[files->count++] = (struct file_entry){
		.path = path,
		.size = (size_t)status->st_size,
		.state = file_state_of(status),
		.is_readable_file = true,
	};
}

static void add_problem(const struct visit *visit, struct str path, const char *problem)
{
	struct arena *kept = &visit->walker->kept;
	*ARRAY_ADD(&visit->walker->runs, &visit->folder->problems) = (struct file_entry){
		.path = str_copy(kept, path),
		.problem = str_copy(kept, str_of(problem)).bytes,
	};
}

static void add_error(const struct visit *visit, struct str path, int error)
{
	struct str problem = str_format(&visit->walker->kept, "it cannot be opened: %s",
	                                strerror(error));
	add_problem(visit, path, problem.bytes);
}

static void add_folder(const struct visit *visit, struct folder_array *queue, struct str path)
{
	struct walker *walker = visit->walker;
	unsigned depth = visit->folder->depth + 1;
	if (depth > FILE_MAX_FOLDER_DEPTH) {
		struct str problem = str_format(&walker->kept, "it lies more than %d folders deep",
		                                (int)FILE_MAX_FOLDER_DEPTH);
		add_problem(visit, path, problem.bytes);
		return;
	}
	struct folder *folder = ARENA_NEW(&walker->runs, struct folder);
	folder->path = str_format(&walker->runs, "%.*s/", STR_ARGS(path));
	folder->depth = depth;
	*ARRAY_ADD(&walker->runs, queue) = folder;
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
static void add_broken_link(const struct visit *visit, int folder, struct name name, int error)
{
	struct stat status;
	bool leads_to_folder = error == EXDEV &&
		fstatat(folder, name.name, &status, AT_NO_AUTOMOUNT) == 0 &&
		S_ISDIR(status.st_mode);
	if (!leads_to_folder && !has_ending(visit->walk, name.path))
		return;
	if (link_problem(error))
		add_problem(visit, name.path, link_problem(error));
	else
		add_error(visit, name.path, error);
}

static void add_other(const struct visit *visit, struct str path)
{
	if (has_ending(visit->walk, path))
		add_problem(visit, path, "it is not a regular file");
}

static void add_link(const struct visit *visit, int folder, struct name name)
{
	struct stat status;
	int target = file_open_beneath(visit->walk->root, name.path.bytes, O_PATH | O_CLOEXEC);
	if (target < 0 || fstat(target, &status) < 0)
		add_broken_link(visit, folder, name, errno);
	else if (S_ISDIR(status.st_mode))
		add_folder(visit, &visit->folder->linked, name.path);
	else if (!S_ISREG(status.st_mode))
		add_other(visit, name.path);
	else if (has_ending(visit->walk, name.path))
		add_file(visit, name.path, &status);
	if (target >= 0)
		close(target);
}

/* A folder need not be looked at before it is entered, where the disk says that it is one. */
static void add_name(const struct visit *visit, int folder, struct name name)
{
	struct stat status;
	if (name.type == DT_DIR)
		add_folder(visit, &visit->folder->folders, name.path);
	else if (fstatat(folder, name.name, &status, AT_SYMLINK_NOFOLLOW) < 0) {
		if (errno != ENOENT && has_ending(visit->walk, name.path))
			add_error(visit, name.path, errno);
	} else if (S_ISDIR(status.st_mode)) {
		add_folder(visit, &visit->folder->folders, name.path);
	} else if (S_ISLNK(status.st_mode)) {
		add_link(visit, folder, name);
	} else if (!S_ISREG(status.st_mode)) {
		add_other(visit, name.path);
	} else if (has_ending(visit->walk, name.path)) {
		add_file(visit, name.path, &status);
	}
}

/* ── Entering ───────────────────────────────────────────────────────────────────────────────── */

static int compare_names(const void *left, const void *right)
{
	return strcmp(((const struct name *)left)->name, ((const struct name *)right)->name);
}

/* Names that begin so are passed over, and so are files of other names. */
static bool is_of_interest(const struct walk *walk, const struct dirent *entry)
{
	return entry->d_name[0] != '.' && entry->d_name[0] != '_' &&
	       (entry->d_type != DT_REG || has_ending(walk, str_of(entry->d_name)));
}

static struct name name_of(struct arena *arena, struct str folder, const struct dirent *entry)
{
	size_t size = strlen(entry->d_name);
	char *path = arena_take(arena, folder.size + size + 1);
	memcpy(path, folder.bytes, folder.size);
	memcpy(path + folder.size, entry->d_name, size);
	return (struct name){ { path, folder.size + size }, path + folder.size, entry->d_type };
}

/* The names in a folder that are of interest, sorted. False with errno if they cannot all be read.
 * Closes `descriptor`. */
static bool list_names(const struct visit *visit, int descriptor, struct name_array *names)
{
	struct walker *walker = visit->walker;
	DIR *stream = fdopendir(descriptor);
	if (!stream) {
		close(descriptor);
		return false;
	}
	const struct dirent *entry;
	while (errno = 0, (entry = readdir(stream)))
		if (is_of_interest(visit->walk, entry))
			*ARRAY_ADD(&walker->scratch, names) =
				name_of(&walker->kept, visit->folder->path, entry);
	int error = errno;
	closedir(stream);
	if (names->count)
		qsort(names->items, names->count, sizeof(*names->items), compare_names);
	errno = error;
	return error == 0;
}

/* The path without the '/' at its end. */
static struct str folder_path(const struct folder *folder)
{
	return str_slice(folder->path, 0, folder->path.size ? folder->path.size - 1 : 0);
}

static void look_into(const struct visit *visit, int descriptor)
{
	struct folder *folder = visit->folder;
	struct name_array names = {0};
	int listed = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
	if (listed < 0 || !list_names(visit, listed, &names))
		add_error(visit, folder_path(folder), errno);
	folder->files.items = ARENA_MANY(&visit->walker->runs, struct file_entry, names.count);
	for (size_t i = 0; i < names.count; i++)
		add_name(visit, descriptor, names.items[i]);
	arena_reset(&visit->walker->scratch);
}

static void enter_folder(void *context, size_t index, unsigned thread)
{
	struct walk *walk = context;
	struct folder *folder = walk->level.items[index];
	const struct visit visit = { walk, &walk->walkers[thread], folder };
	struct stat status;
	int descriptor = file_open_beneath(walk->root, folder->path.size ? folder->path.bytes : ".",
	                                   O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
	if (descriptor < 0) {
		add_error(&visit, folder_path(folder), errno);
		return;
	}
	folder->is_open = fstat(descriptor, &status) == 0;
	if (folder->is_open) {
		folder->device = status.st_dev;
		folder->inode = status.st_ino;
		look_into(&visit, descriptor);
	}
	close(descriptor);
}

static void add_all(struct walk *walk, struct folder_array *queue, const struct folder_array *more)
{
	for (size_t i = 0; i < more->count; i++)
		*ARRAY_ADD(&walk->scratch, queue) = more->items[i];
}

/* Take over what was found in a folder, unless it has been entered by another path. */
static void take_over(struct walk *walk, struct folder *folder)
{
	if (folder->is_open && !visited_add(&walk->visited, &walk->scratch, folder)) {
		*folder = (struct folder){ .path = folder->path };
		return;
	}
	walk->file_count += folder->files.count;
	add_all(walk, &walk->folders, &folder->folders);
	add_all(walk, &walk->linked, &folder->linked);
	for (size_t i = 0; i < folder->problems.count; i++)
		*ARRAY_ADD(&walk->scratch, &walk->problems) = folder->problems.items[i];
}

static void enter_level(struct walk *walk)
{
	unsigned threads = walk->level.count < CROWD ? 1 : worker_threads(0);
	worker_run(walk->level.count, threads < MAX_WALKERS ? threads : MAX_WALKERS, enter_folder,
	           walk);
	for (size_t i = 0; i < walk->level.count; i++)
		take_over(walk, walk->level.items[i]);
}

static void enter_all(struct walk *walk, struct folder *root)
{
	*ARRAY_ADD(&walk->scratch, &walk->folders) = root;
	for (;;) {
		walk->level = walk->folders;
		walk->folders = (struct folder_array){0};
		if (walk->level.count == 0 && walk->linked_done < walk->linked.count)
			*ARRAY_ADD(&walk->scratch, &walk->level) =
				walk->linked.items[walk->linked_done++];
		if (walk->level.count == 0)
			return;
		enter_level(walk);
	}
}

/* ── Putting together ───────────────────────────────────────────────────────────────────────── */

static int compare_entries(const void *left, const void *right)
{
	const struct file_entry *a = left, *b = right;
	return str_compare(a->path, b->path);
}

static int compare_folders(const void *left, const void *right)
{
	const struct folder *const *a = left, *const *b = right;
	return str_compare((*a)->path, (*b)->path);
}

/* Folders in one, by links or not, in the order of what is in them: that of "a/" and not of "a". */
static struct folder_array inner_folders(struct arena *scratch, const struct folder *folder)
{
	struct folder_array inner = {0};
	for (size_t i = 0; i < folder->folders.count; i++)
		*ARRAY_ADD(scratch, &inner) = folder->folders.items[i];
	for (size_t i = 0; i < folder->linked.count; i++)
		*ARRAY_ADD(scratch, &inner) = folder->linked.items[i];
	if (inner.count)
		qsort(inner.items, inner.count, sizeof(*inner.items), compare_folders);
	return inner;
}

/* Files of the folder, and of those in it where these stand between them. There is room. */
static void put_files(struct arena *scratch, const struct folder *folder,
                      struct file_entry_array *entries)
{
	struct folder_array inner = inner_folders(scratch, folder);
	size_t next = 0;
	for (size_t i = 0; i < folder->files.count; i++) {
		const struct file_entry *file = &folder->files.items[i];
		for (; next < inner.count &&
		       str_compare(inner.items[next]->path, file->path) < 0; next++)
			put_files(scratch, inner.items[next], entries);
		entries->items[entries->count++] = *file;
	}
	for (; next < inner.count; next++)
		put_files(scratch, inner.items[next], entries);
}

static struct file_entry_array put_together(struct arena *arena, struct walk *walk,
                                            const struct folder *root)
{
	size_t room = walk->file_count + walk->problems.count;
	struct file_entry_array entries = {
		.items = ARENA_MANY(arena, struct file_entry, room), .room = room };
	put_files(&walk->scratch, root, &entries);
	for (size_t i = 0; i < walk->problems.count; i++)
		entries.items[entries.count++] = walk->problems.items[i];
	if (walk->problems.count)
		qsort(entries.items, entries.count, sizeof(*entries.items), compare_entries);
	return entries;
}

bool file_walk(struct arena *arena, const char *root, const char *const *endings,
               struct file_entry_array *entries, struct fault *why)
{
	struct walk walk = { .endings = endings };
	struct folder top = { .path = STR("") };
	walk.root = open(root, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
	if (walk.root < 0)
		return fault_set(why, FAULT_SYSTEM, "%s: %s", root, strerror(errno));

	enter_all(&walk, &top);
	close(walk.root);
	*entries = put_together(arena, &walk, &top);
	for (size_t i = 0; i < MAX_WALKERS; i++) {
		arena_adopt(arena, &walk.walkers[i].kept);
		arena_release(&walk.walkers[i].runs);
		arena_release(&walk.walkers[i].scratch);
	}
	arena_release(&walk.scratch);
	return true;
}
