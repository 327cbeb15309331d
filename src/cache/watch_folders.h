/* watch_folders: what the system tells of the folders of a collection. Private to cache/. */
#ifndef DOSSIER_CACHE_WATCH_FOLDERS_H
#define DOSSIER_CACHE_WATCH_FOLDERS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/str.h"

struct watch_folders {
	int file;                       /* to wait at; -1: not open */
	bool are_others;                /* folders came, went or have another name, or the system
	                                 * lost count: open it again */
	char name[256];                 /* of the one file; empty if the collection is a folder */
	char target[256];               /* of what that is a link to, or empty */
	ssize_t (*read)(int file, void *bytes, size_t size);    /* NULL: read(2) */
};

/* Watch the folder at `path` and all beneath it that may hold files of a collection, or the folder
 * of the one file. False if the system does not tell of all of them. */
bool watch_folders_open(struct watch_folders *folders, struct str path);

/* Take some of what there is to be read. True if some of it may concern the collection. */
bool watch_folders_take(struct watch_folders *folders);

void watch_folders_close(struct watch_folders *folders);

#endif
