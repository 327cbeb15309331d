#include "cache/watch_folders.h"

#ifdef __linux__
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "base/log.h"

enum {
	WATCHED = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE |
	          IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR,
	LOST = IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT,
};

/* Where others change files without this system's knowledge. The numbers are those of statfs(2). */
static const struct { uint32_t type; const char *name; } remote[] = {
	{ 0x00006969, "NFS" },  { 0x0000517b, "SMB" },  { 0xff534d42, "CIFS" },
	{ 0xfe534d42, "SMB2" }, { 0x65735546, "FUSE" }, { 0x01021997, "9P" },
	{ 0x5346414f, "AFS" },  { 0x6b414653, "AFS" },  { 0x73757245, "Coda" },
	{ 0x00c36400, "Ceph" }, { 0x0bd00bd0, "Lustre" }, { 0x0000564c, "NCP" },
	{ 0x01161970, "GFS2" }, { 0x7461636f, "OCFS2" }, { 0x786f4256, "vboxsf" },
};

static bool is_remote(const char *path)
{
	struct statfs status;
	if (statfs(path, &status) != 0)
		return true;
	for (size_t i = 0; i < sizeof remote / sizeof *remote; i++)
		if ((uint32_t)status.f_type == remote[i].type) {
			log_line("watch: %s is another machine's matter", remote[i].name);
			return true;
		}
	return false;
}

/* ── Which folders ──────────────────────────────────────────────────────────────────────────── */

/* A walk through the folders of a collection. */
struct walk {
	struct arena arena;             /* of the paths */
	int file;
	struct str root;                /* resolved */
	struct { int *items; size_t count, room; } watches;
};

static bool is_passed_over(const char *name)
{
	return name[0] == '.' || name[0] == '_';
}

/* True if it is a folder, or a link to one beneath the root. */
static bool is_folder(const struct walk *walk, const char *path, unsigned char type)
{
	char resolved[PATH_MAX];
	if (type != DT_LNK && type != DT_UNKNOWN)
		return type == DT_DIR;
	if (!file_is_folder(path) || !realpath(path, resolved))
		return false;
	struct str target = str_of(resolved);
	return str_starts_with(target, walk->root) &&
	       (target.size == walk->root.size || target.bytes[walk->root.size] == '/');
}

/* A folder that was watched already, by another path, has the same number. */
static bool is_known(const struct walk *walk, int watch)
{
	for (size_t i = walk->watches.count; i > 0; i--)
		if (walk->watches.items[i - 1] == watch)
			return true;
	return false;
}

/* The system gives rising numbers: one that is higher than all before is new. */
static bool is_new(struct walk *walk, int watch)
{
	size_t count = walk->watches.count;
	bool is_higher = count == 0 || watch > walk->watches.items[count - 1];
	if (!is_higher && is_known(walk, watch))
		return false;
	*ARRAY_ADD(&walk->arena, &walk->watches) = watch;
	return true;
}

/* What is gone meanwhile is told of by the folder above, and what may not be looked into has no
 * files for us. False if the system takes no more. */
static bool add_folder(struct walk *walk, const char *path, bool *is_added)
{
	int watch = inotify_add_watch(walk->file, path, WATCHED);
	*is_added = watch >= 0 && is_new(walk, watch);
	return watch >= 0 || errno == ENOENT || errno == ENOTDIR || errno == EACCES ||
	       errno == ELOOP || errno == ENAMETOOLONG;
}

/* A folder is watched before it is read, so that what comes into it is seen one way or the
 * other. */
static bool walk_folder(struct walk *walk, const char *path, int depth)
{
	bool is_added, is_whole = add_folder(walk, path, &is_added);
	DIR *folder = is_added && depth < FILE_MAX_FOLDER_DEPTH ? opendir(path) : NULL;
	if (!folder)
		return is_whole;
	for (struct dirent *entry; is_whole && (entry = readdir(folder));) {
		if (is_passed_over(entry->d_name) || entry->d_type == DT_REG)
			continue;
		struct str beneath = str_format(&walk->arena, "%s/%s", path, entry->d_name);
		if (is_folder(walk, beneath.bytes, entry->d_type))
			is_whole = walk_folder(walk, beneath.bytes, depth + 1);
	}
	closedir(folder);
	return is_whole;
}

/* ── One file ───────────────────────────────────────────────────────────────────────────────── */

/* The last name of a path, copied if there is room. Gives where it begins. */
static size_t last_name(const char *path, char *name, size_t room)
{
	const char *slash = strrchr(path, '/');
	const char *last = slash ? slash + 1 : path;
	if (strlen(last) < room)
		memcpy(name, last, strlen(last) + 1);
	return (size_t)(last - path);
}

/* The folder of the file, and if that is a link that of what it leads to. */
static bool watch_file(struct watch_folders *folders, struct walk *walk, const char *path)
{
	char resolved[PATH_MAX];
	size_t size = last_name(path, folders->name, sizeof folders->name);
	struct str folder = size ? str_format(&walk->arena, "%.*s", (int)size, path) : STR(".");
	bool is_added, is_watched = add_folder(walk, folder.bytes, &is_added) && is_added;
	if (!is_watched || !realpath(path, resolved))
		return is_watched;
	resolved[last_name(resolved, folders->target, sizeof folders->target)] = '\0';
	return add_folder(walk, resolved, &is_added);
}

/* ── Being told ─────────────────────────────────────────────────────────────────────────────── */

bool watch_folders_open(struct watch_folders *folders, struct str path)
{
	struct walk walk = { .file = inotify_init1(IN_CLOEXEC | IN_NONBLOCK) };
	char *resolved = realpath(path.bytes, NULL);
	bool is_whole = false;
	folders->name[0] = folders->target[0] = '\0';
	folders->are_others = false;
	if (walk.file >= 0 && resolved && !is_remote(path.bytes)) {
		walk.root = str_of(resolved);
		is_whole = file_is_folder(resolved) ? walk_folder(&walk, resolved, 0)
		                                    : watch_file(folders, &walk, path.bytes);
		is_whole = is_whole && walk.watches.count > 0;
	}
	log_line("watch: %zu folders%s", walk.watches.count,
	         is_whole ? "" : ", and not all that there are");
	if (is_whole)
		folders->file = walk.file;
	else if (walk.file >= 0)
		close(walk.file);
	free(resolved);
	arena_release(&walk.arena);
	return is_whole;
}

void watch_folders_close(struct watch_folders *folders)
{
	if (folders->file >= 0)
		close(folders->file);
	folders->file = -1;
}

/* True if the event may concern the collection. That a folder's times changed means nothing. */
static bool concerns(struct watch_folders *folders, const struct inotify_event *event)
{
	const char *name = event->len ? event->name : "";
	bool is_folder = event->mask & IN_ISDIR;
	if (event->mask & LOST)
		return folders->are_others = true;
	if (folders->name[0])
		return strcmp(name, folders->name) == 0 || strcmp(name, folders->target) == 0;
	if (!*name || is_passed_over(name) || (is_folder && event->mask & IN_ATTRIB))
		return false;
	/* What came or went without an ending may be a link to a folder. */
	bool has_come = event->mask & (IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE);
	is_folder |= has_come && !strchr(name, '.');
	folders->are_others = folders->are_others || is_folder;
	return is_folder || str_ends_with(str_of(name), STR(".yaml")) ||
	       str_ends_with(str_of(name), STR(".yml"));
}

/* No more than fits: who changes files all the time must not keep us here. */
bool watch_folders_take(struct watch_folders *folders)
{
	char bytes[8192] __attribute__((aligned(__alignof__(struct inotify_event))));
	bool is_ours = false;
	ssize_t size = (folders->read ? folders->read : read)(folders->file, bytes, sizeof bytes);
	if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR))
		return folders->are_others = true;
	for (ssize_t at = 0; at < size;) {
		const void *start = bytes + at;
		const struct inotify_event *event = start;
		is_ours = concerns(folders, event) || is_ours;
		at += (ssize_t)(sizeof *event + event->len);
	}
	return is_ours;
}

#else

bool watch_folders_open(struct watch_folders *folders, struct str path)
{
	(void)folders;
	(void)path;
	return false;
}

bool watch_folders_take(struct watch_folders *folders)
{
	(void)folders;
	return false;
}

void watch_folders_close(struct watch_folders *folders)
{
	(void)folders;
}

#endif
