#include "tests/support/edited.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/unicode.h"
#include "build/build.h"

int edited_begin(void **state)
{
	static struct edited edited;
	const char *parent = getenv("TMPDIR");
	edited = (struct edited){0};
	snprintf(edited.folder, sizeof edited.folder, "%s/dossier-XXXXXX",
	         parent ? parent : "/tmp");
	*state = &edited;
	return mkdtemp(edited.folder) ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

int edited_end(void **state)
{
	struct edited *edited = *state;
	arena_release(&edited->arena);
	unicode_close();
	return nftw(edited->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

void edited_write(const struct edited *edited, const char *name, struct str text)
{
	static time_t next = 1000000000;
	const struct timespec times[] = { { .tv_sec = next }, { .tv_sec = next } };
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/%s", edited->folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text.bytes, 1, text.size, file), text.size);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	next++;
}

void edited_write_all(const struct edited *edited, const struct support_file *files)
{
	for (; files->path; files++)
		edited_write(edited, files->path, str_of(files->text));
}

struct archive *edited_build(struct edited *edited)
{
	struct archive *archive = NULL;
	struct str bytes = {0};
	struct fault why = {0};
	build_archive(&edited->arena, edited->folder, (struct build_options){ .thread_count = 1 },
	              &bytes, &why);
	assert_string_equal(why.sentence, "");
	archive_open(&edited->arena, bytes, &archive, &why);
	assert_string_equal(why.sentence, "");
	return archive;
}

struct scan edited_look(struct edited *edited)
{
	struct scan scan = {0};
	struct fault why = {0};
	scan_collection(&edited->arena, edited->folder, &scan, &why);
	assert_string_equal(why.sentence, "");
	return scan;
}

bool edited_revise(struct edited *edited, const struct archive *base, const struct scan *before,
                   const struct scan *now, struct revision_segment *segment)
{
	struct row_list changed = {0};
	assert_int_equal(before->files.count, now->files.count);
	for (uint32_t i = 0; i < now->files.count; i++)
		if (!file_state_equal(before->files.items[i].state, now->files.items[i].state))
			*ARRAY_ADD(&edited->arena, &changed) = i;
	return revise_files(&edited->arena, base, now, changed.items, changed.count, segment);
}
