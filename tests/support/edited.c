#include "tests/support/edited.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/unicode.h"
#include "build/build.h"

int edited_begin(void **state)
{
	static struct edited edited;
	edited = (struct edited){0};
	*state = &edited;
	return folder_make(edited.folder);
}

int edited_end(void **state)
{
	struct edited *edited = *state;
	arena_release(&edited->arena);
	unicode_close();
	return folder_remove(edited->folder);
}

void edited_write(const struct edited *edited, const char *name, struct str text)
{
	folder_write(edited->folder, name, text);
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
