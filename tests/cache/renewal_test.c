#include "config.h"

#include <glob.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "cache/renewal.h"
#include "tests/support/folder.h"

/* A collection of one file, story.yaml, and a store; both in a folder of their own. */
static char folder[FOLDER_SIZE];
static struct arena arena;
static struct collection_options options;

static void write_story(const char *name)
{
	folder_write(".", "story.yaml",
	             str_format(&arena, "id: a\nkind: person\nname: %s\n", name));
}

static int begin(void **state)
{
	(void)state;
	if (folder_enter(folder) != 0)
		return -1;
	setenv("DOSSIER_CACHE", "store", 1);
	options = (struct collection_options){
		.now = ((int64_t)time(NULL) + 24 * 60 * 60) * 1000000000,
	};
	write_story("Ann");
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return folder_leave(folder);
}

/* Build it, so that it is kept. */
static void keep_story(void)
{
	struct archive *archive;
	struct str note;
	struct fault why = {0};
	collection_open(&arena, STR("story.yaml"), options, &archive, &note, &why);
	assert_string_equal(why.sentence, "");
}

static struct archive *open_kept(void)
{
	struct archive *archive = NULL;
	assert_true(renewal_open_kept(&arena, STR("story.yaml"), options, &archive));
	return archive;
}

static struct str name_in(const struct archive *archive)
{
	return dossier_name(archive, dossier_find(archive, STR("a")));
}

/* Start the look and wait for its end. */
static struct renewal *look(const struct archive *kept)
{
	struct renewal *renewal = renewal_open(STR("story.yaml"), options, kept);
	assert_non_null(renewal);
	renewal_begin(renewal);
	struct pollfd news = { .fd = renewal_descriptor(renewal), .events = POLLIN };
	assert_int_equal(poll(&news, 1, -1), 1);
	return renewal;
}

static void opens_what_is_kept_without_a_look_at_the_files(void **state)
{
	struct archive *archive = NULL;
	(void)state;
	assert_false(renewal_open_kept(&arena, STR("story.yaml"), options, &archive));
	keep_story();
	write_story("Bea");
	assert_true(str_equal(name_in(open_kept()), STR("Ann")));
	options.ignores_cache = true;
	assert_false(renewal_open_kept(&arena, STR("story.yaml"), options, &archive));
	assert_false(renewal_open_kept(&arena, STR("other.yaml"), options, &archive));
}

static void says_nothing_where_nothing_changed(void **state)
{
	struct str note = STR("as it was");
	(void)state;
	keep_story();
	struct renewal *renewal = look(open_kept());
	assert_null(renewal_take(renewal, &note));
	assert_int_equal(note.size, 0);
	assert_true(renewal_end(renewal));
}

static void gives_the_archive_of_the_files_as_they_are(void **state)
{
	struct str note;
	(void)state;
	keep_story();
	write_story("Bea");
	struct renewal *renewal = look(open_kept());
	const struct archive *archive = renewal_take(renewal, &note);
	assert_non_null(archive);
	assert_true(str_equal(name_in(archive), STR("Bea")));
	assert_ptr_equal(renewal_take(renewal, &note), archive);
	assert_true(renewal_end(renewal));
	assert_true(str_equal(name_in(open_kept()), STR("Bea")));
}

/* Another time, the same words: built anew, and no other than before. */
static void says_nothing_of_a_file_that_says_the_same(void **state)
{
	struct str note;
	(void)state;
	keep_story();
	struct archive *kept = open_kept();
	write_story("Ann");
	struct renewal *renewal = look(kept);
	assert_null(renewal_take(renewal, &note));
	assert_int_equal(note.size, 0);
	assert_true(renewal_end(renewal));
}

static void says_so_when_the_collection_is_gone(void **state)
{
	struct str note;
	(void)state;
	keep_story();
	struct archive *kept = open_kept();
	assert_int_equal(remove("story.yaml"), 0);
	struct renewal *renewal = look(kept);
	assert_null(renewal_take(renewal, &note));
	assert_true(str_starts_with(note, STR("the collection cannot be read any more: ")));
	assert_true(renewal_end(renewal));
}

/* The last bytes of an archive are those of a text: only its hash tells. */
static void builds_anew_what_is_damaged(void **state)
{
	struct str note;
	struct archive *kept = NULL;
	glob_t archives;
	(void)state;
	keep_story();
	assert_int_equal(glob("store/*.archive", 0, NULL, &archives), 0);
	FILE *file = fopen(archives.gl_pathv[0], "r+");
	assert_non_null(file);
	globfree(&archives);
	assert_int_equal(fseek(file, -1, SEEK_END), 0);
	assert_int_not_equal(fputc('#', file), EOF);
	assert_int_equal(fclose(file), 0);
	assert_false(renewal_open_kept(&arena, STR("story.yaml"), options, &kept));
	assert_true(renewal_map_kept(&arena, STR("story.yaml"), options, &kept));
	struct renewal *renewal = look(kept);
	const struct archive *archive = renewal_take(renewal, &note);
	assert_non_null(archive);
	assert_true(str_equal(name_in(archive), STR("Ann")));
	assert_true(renewal_end(renewal));
}

static void ends_if_it_never_began(void **state)
{
	(void)state;
	keep_story();
	struct renewal *renewal = renewal_open(STR("story.yaml"), options, open_kept());
	assert_non_null(renewal);
	assert_true(renewal_end(renewal));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(opens_what_is_kept_without_a_look_at_the_files),
		TEST(says_nothing_where_nothing_changed),
		TEST(gives_the_archive_of_the_files_as_they_are),
		TEST(says_nothing_of_a_file_that_says_the_same),
		TEST(says_so_when_the_collection_is_gone),
		TEST(builds_anew_what_is_damaged),
		TEST(ends_if_it_never_began),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
