#include "tests/support/folder.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

int folder_make(char path[FOLDER_SIZE])
{
	const char *parent = getenv("TMPDIR");
	char made[FOLDER_SIZE], resolved[PATH_MAX];
	int size = snprintf(made, sizeof made, "%s/dossier-XXXXXX",
	                    parent && *parent ? parent : "/tmp");
	if (size >= (int)sizeof made || !mkdtemp(made))
		return -1;
	if (!realpath(made, resolved) || strlen(resolved) >= FOLDER_SIZE) {
		rmdir(made);
		return -1;
	}
	memcpy(path, resolved, strlen(resolved) + 1);
	return 0;
}

int folder_enter(char path[FOLDER_SIZE])
{
	return folder_make(path) == 0 ? chdir(path) : -1;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

int folder_remove(const char *path)
{
	return nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

int folder_leave(const char *path)
{
	return chdir("/") == 0 ? folder_remove(path) : -1;
}

static void make_way(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
}

void folder_write(const char *folder, const char *name, struct str text)
{
	static time_t next = 1000000000;
	const struct timespec times[] = { { .tv_sec = next }, { .tv_sec = next } };
	char path[PATH_MAX], beside[PATH_MAX];
	next++;
	assert_true(snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path);
	assert_true(snprintf(beside, sizeof beside, "%s/.new", folder) < (int)sizeof beside);
	make_way(path);
	FILE *file = fopen(beside, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text.bytes, 1, text.size, file), text.size);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(utimensat(AT_FDCWD, beside, times, 0), 0);
	assert_int_equal(rename(beside, path), 0);
}
