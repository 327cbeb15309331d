#include "base/private.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "tests/support/folder.h"

static char work[FOLDER_SIZE];
static int own = -1;
static struct arena arena;

static int begin(void **state)
{
	(void)state;
	bool is_missing;
	if (folder_enter(work) != 0)
		return -1;
	own = private_folder_open(STR("own"), true, &is_missing, NULL);
	return own < 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	close(own);
	return folder_leave(work);
}

/* The bytes of a file of the folder. */
static const char *holds(const char *name)
{
	struct str bytes;
	struct fault why = {0};
	bool is_missing;
	int file = private_file_open(own, name, &is_missing, &why);
	assert_string_equal(why.sentence, "");
	assert_true(file >= 0);
	assert_true(private_file_read(&arena, file, 0, 1 << 20, &bytes, &why));
	close(file);
	return str_copy(&arena, bytes).bytes;
}

static void makes_a_folder_for_its_owner_alone(void **state)
{
	(void)state;
	struct stat status;
	assert_int_equal(fstat(own, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
}

static void makes_the_folder_above_and_none_above_that(void **state)
{
	(void)state;
	bool is_missing;
	int folder = private_folder_open(STR("a/b"), true, &is_missing, NULL);
	assert_true(folder >= 0);
	close(folder);
	assert_int_equal(private_folder_open(STR("c/d/e"), true, &is_missing, NULL), -1);
	assert_true(is_missing);
	assert_int_equal(access("c", F_OK), -1);
}

static void makes_three_where_state_is_kept(void **state)
{
	(void)state;
	bool is_missing;
	assert_int_equal(mkdir("home", 0700), 0);
	int folder = private_folder_open(STR("home/.local/state/dossier"), true, &is_missing, NULL);
	assert_true(folder >= 0);
	close(folder);
}

static void a_folder_that_others_can_write_to_is_not_used(void **state)
{
	(void)state;
	struct fault why = {0};
	bool is_missing = true;
	assert_int_equal(chmod("own", 0777), 0);
	assert_int_equal(private_folder_open(STR("own"), true, &is_missing, &why), -1);
	assert_false(is_missing);
	assert_string_equal(why.sentence, "own is not used: others can write to it");
}

static void a_file_that_others_can_write_to_is_not_used(void **state)
{
	(void)state;
	struct fault why = {0};
	bool is_missing = true;
	assert_true(private_file_add(own, "file", STR("one")));
	assert_int_equal(fchmodat(own, "file", 0620, 0), 0);
	assert_int_equal(private_file_open(own, "file", &is_missing, &why), -1);
	assert_false(is_missing);
	assert_string_equal(why.sentence, "is not used: others can write to it");
}

static void a_link_a_pipe_and_a_folder_are_no_files(void **state)
{
	(void)state;
	static const char *const faults[][2] = {
		{ "link", "is a link, and links are not followed" },
		{ "pipe", "is not a regular file" },
		{ "folder", "is not a regular file" },
	};
	assert_true(private_file_add(own, "file", STR("one")));
	assert_int_equal(symlinkat("file", own, "link"), 0);
	assert_int_equal(mkfifoat(own, "pipe", 0600), 0);
	assert_int_equal(mkdirat(own, "folder", 0700), 0);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct fault why = {0};
		bool is_missing = true;
		assert_int_equal(private_file_open(own, faults[i][0], &is_missing, &why), -1);
		assert_false(is_missing);
		assert_string_equal(why.sentence, faults[i][1]);
	}
}

static void that_a_file_is_missing_is_no_fault(void **state)
{
	(void)state;
	struct fault why = {0};
	bool is_missing = false;
	assert_int_equal(private_file_open(own, "none", &is_missing, &why), -1);
	assert_true(is_missing);
	assert_string_equal(why.sentence, "");
}

static void reads_from_a_start_and_no_more_than_is_allowed(void **state)
{
	(void)state;
	struct str bytes;
	struct fault why = {0};
	bool is_missing;
	assert_true(private_file_add(own, "file", STR("one two")));
	int file = private_file_open(own, "file", &is_missing, &why);
	assert_true(private_file_read(&arena, file, 4, 7, &bytes, &why));
	assert_memory_equal(bytes.bytes, "two", 3);
	assert_int_equal(bytes.size, 3);
	assert_true(private_file_read(&arena, file, 9, 7, &bytes, &why));
	assert_int_equal(bytes.size, 0);
	assert_false(private_file_read(&arena, file, 0, 6, &bytes, &why));
	assert_int_equal(why.kind, FAULT_LIMIT);
	close(file);
}

static void appends_over_what_is_behind_the_end(void **state)
{
	(void)state;
	bool is_unsynced = true;
	assert_true(private_file_add(own, "file", STR("one torn")));
	assert_true(private_file_cut(own, "file", 4));
	assert_true(private_file_append(own, "file", 4, STR("two"), true, &is_unsynced));
	assert_false(is_unsynced);
	assert_string_equal(holds("file"), "one two");
}

static void puts_in_place_of_what_was_there_and_adds_only_what_is_new(void **state)
{
	(void)state;
	assert_true(private_file_put(own, "file", STR("one")));
	assert_true(private_file_put(own, "file", STR("two")));
	assert_string_equal(holds("file"), "two");
	assert_int_equal(faccessat(own, "file.new", F_OK, 0), -1);
	errno = 0;
	assert_false(private_file_add(own, "file", STR("three")));
	assert_int_equal(errno, EEXIST);
	assert_string_equal(holds("file"), "two");
}

static void a_lock_is_had_by_one(void **state)
{
	(void)state;
	int lock = private_lock(own, "lock", 0);
	assert_true(lock >= 0);
	errno = 0;
	assert_int_equal(private_lock(own, "lock", 5), -1);
	assert_int_equal(errno, EWOULDBLOCK);
	close(lock);
	lock = private_lock(own, "lock", 0);
	assert_true(lock >= 0);
	close(lock);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(makes_a_folder_for_its_owner_alone),
		TEST(makes_the_folder_above_and_none_above_that),
		TEST(makes_three_where_state_is_kept),
		TEST(a_folder_that_others_can_write_to_is_not_used),
		TEST(a_file_that_others_can_write_to_is_not_used),
		TEST(a_link_a_pipe_and_a_folder_are_no_files),
		TEST(that_a_file_is_missing_is_no_fault),
		TEST(reads_from_a_start_and_no_more_than_is_allowed),
		TEST(appends_over_what_is_behind_the_end),
		TEST(puts_in_place_of_what_was_there_and_adds_only_what_is_new),
		TEST(a_lock_is_had_by_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
