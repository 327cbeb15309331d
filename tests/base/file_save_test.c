#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/file_save.h"
#include "tests/support/folder.h"

static char folder[FOLDER_SIZE];

/* Each test has the folder to itself, and stands in it. */
static int enter_folder(void **state)
{
	(void)state;
	return folder_enter(folder);
}

static int remove_folder(void **state)
{
	(void)state;
	return folder_leave(folder);
}

static void expect_text(const char *path, const char *text)
{
	struct arena arena = {0};
	struct str bytes;
	struct fault why = {0};
	if (!file_read(&arena, path, 1 << 24, &bytes, &why))
		fail_msg("%s", why.sentence);
	assert_string_equal(bytes.bytes, text);
	arena_release(&arena);
}

static unsigned mode_of(const char *path)
{
	struct stat status;
	assert_int_equal(lstat(path, &status), 0);
	return status.st_mode & 07777;
}

/* How many names there are in the working directory. */
static size_t count_names(void)
{
	size_t count = 0;
	DIR *stream = opendir(".");
	assert_non_null(stream);
	for (const struct dirent *entry; (entry = readdir(stream));)
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(stream);
	return count;
}

static void put(const char *path, const char *text, unsigned mode)
{
	struct fault why = {0};
	if (!file_replace(path, str_of(text), mode, &why))
		fail_msg("%s", why.sentence);
}

static void makes_a_file_with_just_its_permissions(void **state)
{
	(void)state;
	umask(077);
	put("new", "one", 0644);
	expect_text("new", "one");
	assert_int_equal(mode_of("new"), 0644);
	assert_int_equal(count_names(), 1);
}

static void replaces_a_file_and_keeps_its_permissions(void **state)
{
	(void)state;
	put("file", "a long first text", 0600);
	assert_int_equal(chmod("file", 0640), 0);
	put("file", "two", 0666);
	expect_text("file", "two");
	assert_int_equal(mode_of("file"), 0640);
	assert_int_equal(count_names(), 1);
}

static void whoever_has_the_old_file_open_keeps_it(void **state)
{
	char bytes[4] = "";
	(void)state;
	put("file", "old", 0600);
	int descriptor = open("file", O_RDONLY);
	put("file", "new", 0600);
	assert_int_equal(read(descriptor, bytes, 3), 3);
	assert_string_equal(bytes, "old");
	close(descriptor);
}

static void writes_nothing_and_much(void **state)
{
	const size_t size = 5 << 20;
	struct fault why = {0};
	struct stat status;
	char *bytes = malloc(size);
	(void)state;
	put("empty", "", 0600);
	expect_text("empty", "");
	assert_non_null(bytes);
	memset(bytes, 'x', size);
	assert_true(file_replace("large", (struct str){ bytes, size }, 0600, &why));
	assert_int_equal(stat("large", &status), 0);
	assert_int_equal(status.st_size, size);
	free(bytes);
}

static void takes_paths_with_folders(void **state)
{
	char path[FOLDER_SIZE + 16];
	(void)state;
	assert_int_equal(mkdir("inner", 0700), 0);
	put("inner/file", "one", 0600);
	expect_text("inner/file", "one");
	snprintf(path, sizeof path, "%s/inner/file", folder);
	put(path, "two", 0600);
	expect_text("inner/file", "two");
	assert_int_equal(symlink("inner", "way"), 0);
	put("way/file", "three", 0600);
	expect_text("inner/file", "three");
}

static void refused(const char *path, enum fault_kind kind, const char *sentence)
{
	struct fault why = {0};
	assert_false(file_replace(path, STR("text"), 0600, &why));
	assert_string_equal(why.sentence, sentence);
	assert_int_equal(why.kind, kind);
}

static void never_writes_through_a_link(void **state)
{
	(void)state;
	put("target", "kept", 0600);
	assert_int_equal(symlink("target", "link"), 0);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	refused("link", FAULT_FORMAT, "link: is a link, and links are not written through");
	refused("dangling", FAULT_FORMAT, "dangling: is a link, and links are not written through");
	expect_text("target", "kept");
	assert_false(file_exists("nowhere"));
	assert_int_equal(count_names(), 3);
}

static void replaces_only_regular_files(void **state)
{
	(void)state;
	assert_int_equal(mkdir("folder", 0700), 0);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	refused("folder", FAULT_FORMAT, "folder: is not a regular file");
	refused("pipe", FAULT_FORMAT, "pipe: is not a regular file");
	assert_int_equal(count_names(), 2);
}

static void says_that_there_is_no_folder(void **state)
{
	(void)state;
	put("file", "text", 0600);
	refused("missing/file", FAULT_SYSTEM, "missing: No such file or directory");
	refused("file/file", FAULT_SYSTEM, "file: Not a directory");
}

static void refuses_names_that_are_too_long(void **state)
{
	char name[300];
	struct fault why = {0};
	(void)state;
	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	assert_false(file_replace(name, STR("text"), 0600, &why));
	assert_int_equal(why.kind, FAULT_SYSTEM);
	name[250] = '\0';               /* fits, but not with what it is called meanwhile */
	assert_false(file_replace(name, STR("text"), 0600, &why));
	assert_int_equal(count_names(), 0);
}

/* A limit on the size of files fails as a full disk does: in the middle of writing. */
static void a_full_disk_leaves_the_old_file_and_nothing_else(void **state)
{
	const size_t size = 1 << 16;
	struct rlimit before, limit;
	struct fault why = {0};
	char *bytes = calloc(1, size);
	(void)state;
	assert_non_null(bytes);
	put("file", "old", 0600);

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 1 << 12;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	bool is_replaced = file_replace("file", (struct str){ bytes, size }, 0600, &why);
	setrlimit(RLIMIT_FSIZE, &before);
	signal(SIGXFSZ, SIG_DFL);
	free(bytes);

	assert_false(is_replaced);
	assert_string_equal(why.sentence, "file: File too large");
	expect_text("file", "old");
	assert_int_equal(count_names(), 1);
}

static void passes_over_what_an_earlier_one_left_behind(void **state)
{
	char name[64];
	(void)state;
	snprintf(name, sizeof name, ".file.new-%ld-0", (long)getpid());
	put(name, "left", 0600);
	put("file", "text", 0600);
	expect_text("file", "text");
	expect_text(name, "left");
	assert_int_equal(count_names(), 2);
}

/* ── New files ──────────────────────────────────────────────────────────────────────────────── */

static bool make(const char *path, const char *text, struct fault *why)
{
	return file_new(path, str_of(text), why);
}

static void makes_a_file_for_its_owner_alone(void **state)
{
	struct fault why;
	(void)state;
	assert_true(make("file", "text", &why));
	expect_text("file", "text");
	assert_int_equal(mode_of("file"), 0600);
	assert_int_equal(count_names(), 1);
}

static void never_takes_a_name_that_something_has(void **state)
{
	struct fault why;
	(void)state;
	put("file", "old", 0644);
	assert_int_equal(symlink("nowhere", "link"), 0);
	assert_int_equal(mkdir("folder", 0700), 0);
	assert_false(make("file", "new", &why));
	assert_string_equal(why.sentence, "nothing is written over what is there: file");
	assert_false(make("link", "new", &why));
	assert_string_equal(why.sentence, "nothing is written over what is there: link");
	assert_false(make("folder", "new", &why));
	expect_text("file", "old");
	assert_int_equal(access("nowhere", F_OK), -1);
	assert_int_equal(count_names(), 3);
}

static void makes_no_file_without_a_name_or_folder(void **state)
{
	struct fault why;
	(void)state;
	assert_false(make("no/file", "text", &why));
	assert_string_equal(why.sentence, "no: No such file or directory");
	assert_int_equal(mkdir("folder", 0700), 0);
	assert_false(make("folder/", "text", &why));
	assert_false(make("", "text", &why));
	assert_int_equal(count_names(), 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, enter_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(makes_a_file_with_just_its_permissions),
		TEST(replaces_a_file_and_keeps_its_permissions),
		TEST(whoever_has_the_old_file_open_keeps_it),
		TEST(writes_nothing_and_much),
		TEST(takes_paths_with_folders),
		TEST(never_writes_through_a_link),
		TEST(replaces_only_regular_files),
		TEST(says_that_there_is_no_folder),
		TEST(refuses_names_that_are_too_long),
		TEST(a_full_disk_leaves_the_old_file_and_nothing_else),
		TEST(passes_over_what_an_earlier_one_left_behind),
		TEST(makes_a_file_for_its_owner_alone),
		TEST(never_takes_a_name_that_something_has),
		TEST(makes_no_file_without_a_name_or_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
