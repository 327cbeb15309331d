/* folder: an empty folder for a test, and files in it.
 *
 *	static char folder[FOLDER_SIZE];
 *
 *	if (folder_make(folder) != 0)
 *		return -1;
 *	folder_write(folder, "people/ann.yaml", STR("kind: person\nname: Ann\n"));
 *	…
 *	return folder_remove(folder);
 *
 * The path is the caller's; what is at it is there until folder_remove.
 */
#ifndef DOSSIER_TESTS_SUPPORT_FOLDER_H
#define DOSSIER_TESTS_SUPPORT_FOLDER_H

#include "base/str.h"

enum { FOLDER_SIZE = 256 };

/* Make a folder in that of temporary files, and write its path, absolute and without links, to
 * `path`. Gives 0, or -1 if that failed, as the beginning of a test does. */
int folder_make(char path[FOLDER_SIZE]);

/* The same, and make it the working directory. */
int folder_enter(char path[FOLDER_SIZE]);

/* Remove a folder with all that is in it; first make the root the working directory. Gives 0,
 * or -1 if anything is left. */
int folder_remove(const char *path);
int folder_leave(const char *path);

/* Write a file of a folder, and make the folders on the way to it. What is written within one tick
 * of the clock has one time: so each file gets a time of its own, all of them long ago; and it is
 * there at once, as a whole, with that time. A failure ends the test. */
void folder_write(const char *folder, const char *name, struct str text);

#endif
