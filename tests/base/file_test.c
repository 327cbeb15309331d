#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "tests/support/nobody.h"

static char folder[] = "/tmp/dossier-file-XXXXXX";
static int home = -1, root = -1;

static int enter_folder(void **state)
{
	(void)state;
	home = open(".", O_RDONLY | O_DIRECTORY);
	if (!mkdtemp(folder) || chmod(folder, 0755) < 0 || chdir(folder) < 0 ||
	    mkdir("inside", 0755) < 0)
		return -1;
	root = open("inside", O_RDONLY | O_DIRECTORY);
	return root < 0 ? -1 : 0;
}

static int remove_folder(void **state)
{
	(void)state;
	static const char *const names[] = {
		"inside/a.yaml", "inside/fifo.yaml", "inside/in", "inside/out", "inside/absolute",
		"inside/sub/b.yaml", "inside/sub/up", "inside/sub/far", "outside", "big", "moving",
		"version.a", "version.b", "version", "locked",
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		unlink(names[i]);
	rmdir("inside/sub");
	rmdir("inside");
	close(root);
	if (fchdir(home) < 0)
		return -1;
	close(home);
	return rmdir(folder);
}

static void write_file(const char *path, const char *bytes, size_t size)
{
	int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, bytes, size), size);
	close(descriptor);
}

/* ---- a file that moves under the reader ----
 *
 * This fstat stands before the C library's: it lets something happen each time that it is called,
 * which is before and after each attempt to read. */
static void (*meanwhile)(unsigned call);
static unsigned calls;

int fstat(int descriptor, struct stat *status)
{
	int result = fstatat(descriptor, "", status, AT_EMPTY_PATH);
	if (meanwhile)
		meanwhile(++calls);
	return result;
}

static void append(const char *bytes)
{
	int descriptor = open("moving", O_WRONLY | O_APPEND);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, bytes, strlen(bytes)), strlen(bytes));
	close(descriptor);
}

static void append_once(unsigned call)
{
	if (call == 1)
		append(" and more");
}

static void append_always(unsigned call)
{
	(void)call;
	append(".");
}

static void touch_once(unsigned call)
{
	static const struct timespec times[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };
	if (call != 1)
		return;
	write_file("moving", "changed", 7);
	assert_int_equal(utimensat(AT_FDCWD, "moving", times, 0), 0);
}

static bool read_moving(struct arena *arena, void (*hook)(unsigned), struct str *text,
                        struct fault *why)
{
	write_file("moving", "at rest", 7);
	calls = 0;
	meanwhile = hook;
	bool is_read = file_read(arena, "moving", 1000, text, why);
	meanwhile = NULL;
	return is_read;
}

static void reads_again_a_file_that_grows_meanwhile(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct str text = {0};
	struct fault why = {0};
	assert_true(read_moving(&arena, append_once, &text, &why));
	assert_string_equal(text.bytes, "at rest and more");
	assert_int_equal(calls, 4);             /* two attempts */
	arena_release(&arena);
}

static void reads_again_a_file_that_changes_in_place(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct str text = {0};
	struct fault why = {0};
	assert_true(read_moving(&arena, touch_once, &text, &why));
	assert_string_equal(text.bytes, "changed");
	assert_int_equal(calls, 4);
	arena_release(&arena);
}

static void gives_up_a_file_that_never_rests(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct str text = STR("untouched");
	struct fault why = {0};
	assert_false(read_moving(&arena, append_always, &text, &why));
	assert_int_equal(why.kind, FAULT_SYSTEM);
	assert_string_equal(why.sentence, "moving: changes while it is being read");
	assert_int_equal(calls, 6);             /* three attempts */
	assert_string_equal(text.bytes, "untouched");
	arena_release(&arena);
}

static atomic_bool is_over;

static void *exchange_versions(void *argument)
{
	(void)argument;
	static char a[5000], b[9000];
	memset(a, 'a', sizeof(a));
	memset(b, 'b', sizeof(b));
	while (!is_over) {
		write_file("version.a", a, sizeof(a));
		assert_int_equal(rename("version.a", "version"), 0);
		write_file("version.b", b, sizeof(b));
		assert_int_equal(rename("version.b", "version"), 0);
	}
	return NULL;
}

static void reads_one_whole_version_of_a_file_that_is_replaced(void **state)
{
	(void)state;
	struct arena arena = {0};
	pthread_t writer;
	write_file("version", "", 0);
	assert_int_equal(pthread_create(&writer, NULL, exchange_versions, NULL), 0);
	for (int i = 0; i < 2000; i++) {
		struct str text;
		struct fault why;
		if (!file_read(&arena, "version", 1 << 20, &text, &why))
			fail_msg("%s", why.sentence);
		char letter = text.size == 5000 ? 'a' : 'b';
		assert_true(text.size == 5000 || text.size == 9000 || text.size == 0);
		for (size_t k = 0; k < text.size; k++)
			assert_true(text.bytes[k] == letter);
		arena_reset(&arena);
	}
	is_over = true;
	pthread_join(writer, NULL);
	arena_release(&arena);
}

/* ---- what is read and what is not ---- */

static void reads_all_bytes_of_a_file(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct str text = {0};
	struct fault why;
	write_file("inside/a.yaml", "a\0b\n", 4);
	assert_true(file_read(&arena, "inside/a.yaml", 4, &text, &why));
	assert_int_equal(text.size, 4);
	assert_memory_equal(text.bytes, "a\0b\n", 5);
	write_file("inside/a.yaml", "", 0);
	assert_true(file_read(&arena, "inside/a.yaml", 0, &text, &why));
	assert_int_equal(text.size, 0);
	arena_release(&arena);
}

static void check_refused(const char *path, size_t most, enum fault_kind kind, const char *sentence)
{
	struct arena arena = {0};
	struct str text = STR("untouched");
	struct fault why = {0};
	assert_false(file_read(&arena, path, most, &text, &why));
	assert_string_equal(why.sentence, sentence);
	assert_int_equal(why.kind, kind);
	assert_string_equal(text.bytes, "untouched");
	assert_false(file_read(&arena, path, most, &text, NULL));
	arena_release(&arena);
}

static void refuses_what_is_too_large(void **state)
{
	(void)state;
	write_file("big", "12345", 5);
	check_refused("big", 4, FAULT_LIMIT,
	              "big: has 5 bytes, and only files of up to 4 are read");
	assert_int_equal(truncate("big", (off_t)1 << 40), 0);   /* a hole of a tebibyte */
	check_refused("big", 1 << 26, FAULT_LIMIT,
	              "big: has 1099511627776 bytes, and only files of up to 67108864 are read");
}

static void refuses_what_is_no_regular_file_without_waiting(void **state)
{
	(void)state;
	assert_int_equal(mkfifo("inside/fifo.yaml", 0644), 0);
	check_refused("inside/fifo.yaml", 99, FAULT_FORMAT,
	              "inside/fifo.yaml: is not a regular file");
	check_refused("/dev/zero", 99, FAULT_FORMAT, "/dev/zero: is not a regular file");
	check_refused("inside", 99, FAULT_FORMAT, "inside: is a folder, not a file");
	check_refused("inside/none", 99, FAULT_SYSTEM, "inside/none: No such file or directory");
	check_refused("", 99, FAULT_SYSTEM, ": No such file or directory");
}

/* The kernel's own files say that they are empty and are not. */
static void refuses_a_file_that_has_more_than_it_says(void **state)
{
	(void)state;
	check_refused("/proc/self/status", 99, FAULT_SYSTEM,
	              "/proc/self/status: changes while it is being read");
}

static void fail_to_read_locked(void)
{
	struct arena arena = {0};
	struct str text;
	struct fault why;
	bool is_refused = !file_read(&arena, "locked", 99, &text, &why) &&
	                  why.kind == FAULT_SYSTEM &&
	                  strcmp(why.sentence, "locked: Permission denied") == 0;
	arena_release(&arena);
	if (!is_refused)
		_exit(1);
}

static void says_so_if_a_file_may_not_be_read(void **state)
{
	(void)state;
	write_file("locked", "x", 1);
	assert_int_equal(chmod("locked", 0), 0);
	run_as_nobody(fail_to_read_locked);
}

static void make_links(void)
{
	write_file("outside", "out", 3);
	write_file("inside/a.yaml", "in", 2);
	mkdir("inside/sub", 0755);
	write_file("inside/sub/b.yaml", "sub", 3);
	assert_int_equal(symlink("sub/b.yaml", "inside/in"), 0);
	assert_int_equal(symlink("../outside", "inside/out"), 0);
	assert_int_equal(symlink("/etc/passwd", "inside/absolute"), 0);
	assert_int_equal(symlink("../a.yaml", "inside/sub/up"), 0);
	assert_int_equal(symlink("../../outside", "inside/sub/far"), 0);
}

static void reads_beneath_a_folder_and_nowhere_else(void **state)
{
	(void)state;
	make_links();
	static const struct {
		const char *path, *expected;    /* the bytes, or the sentence */
		bool is_read;
	} rows[] = {
		{ "a.yaml",            "in",                                    true  },
		{ "./sub//b.yaml",     "sub",                                   true  },
		{ "sub/../a.yaml",     "in",                                    true  },
		{ "in",                "sub",                                   true  },
		{ "sub/up",            "in",                                    true  },
		{ "out",               "out: leads out of its folder",          false },
		{ "sub/far",           "sub/far: leads out of its folder",      false },
		{ "absolute",          "absolute: leads out of its folder",     false },
		{ "../outside",        "../outside: leads out of its folder",   false },
		{ "/etc/passwd",       "/etc/passwd: leads out of its folder",  false },
		{ "sub",               "sub: is a folder, not a file",          false },
		{ "fifo.yaml",         "fifo.yaml: is not a regular file",      false },
		{ "none",              "none: No such file or directory",       false },
	};
	struct arena arena = {0};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str text = {0};
		struct fault why = {0};
		bool is_read = file_read_beneath(&arena, root, rows[i].path, 99, &text, NULL, &why);
		assert_int_equal(is_read, rows[i].is_read);
		assert_string_equal(is_read ? text.bytes : why.sentence, rows[i].expected);
	}
	arena_release(&arena);
}

/* What is not open now gets the number that is free next. */
static int next_descriptor(void)
{
	int descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
	assert_true(descriptor >= 0);
	close(descriptor);
	return descriptor;
}

static void expects_files_alone_and_waits_for_none(void **state)
{
	static const char *const paths[] = {
		"a.yaml", "sub/b.yaml", "sub", "fifo.yaml", "../outside", "none",
	};
	(void)state;
	int before = next_descriptor();
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		file_expect_beneath(root, paths[i]);
	assert_int_equal(next_descriptor(), before);
}

static void tells_files_from_folders(void **state)
{
	(void)state;
	assert_true(file_is_folder("inside"));
	assert_false(file_is_folder("outside"));
	assert_false(file_is_folder("none"));
	assert_true(file_exists("inside"));
	assert_true(file_exists("outside"));
	assert_false(file_exists("none"));
}

static void finds_home_in_a_path(void **state)
{
	(void)state;
	struct arena arena = {0};
	setenv("HOME", "/home/ada", 1);
	assert_string_equal(file_path_from_home(&arena, STR("~/a b")).bytes, "/home/ada/a b");
	assert_string_equal(file_path_from_home(&arena, STR("~ada/a")).bytes, "~ada/a");
	assert_string_equal(file_path_from_home(&arena, STR("a/~/b")).bytes, "a/~/b");
	unsetenv("HOME");
	assert_string_equal(file_path_from_home(&arena, STR("~/a")).bytes, "~/a");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_again_a_file_that_grows_meanwhile),
		cmocka_unit_test(reads_again_a_file_that_changes_in_place),
		cmocka_unit_test(gives_up_a_file_that_never_rests),
		cmocka_unit_test(reads_one_whole_version_of_a_file_that_is_replaced),
		cmocka_unit_test(reads_all_bytes_of_a_file),
		cmocka_unit_test(refuses_what_is_too_large),
		cmocka_unit_test(refuses_what_is_no_regular_file_without_waiting),
		cmocka_unit_test(refuses_a_file_that_has_more_than_it_says),
		cmocka_unit_test(says_so_if_a_file_may_not_be_read),
		cmocka_unit_test(reads_beneath_a_folder_and_nowhere_else),
		cmocka_unit_test(expects_files_alone_and_waits_for_none),
		cmocka_unit_test(tells_files_from_folders),
		cmocka_unit_test(finds_home_in_a_path),
	};
	return cmocka_run_group_tests(tests, enter_folder, remove_folder);
}
