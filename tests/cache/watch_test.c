#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "cache/watch.h"
#include "tests/support/folder.h"

/* A change must be told of within this time; that none is, within the short one, after a change of
 * another file has been. */
enum { LIMIT_MS = 60000 };

static char folder[FOLDER_SIZE];
static struct watch *watch;
static const struct watch_options quick = { .quiet_ms = 1, .pause_ms = 1, .poll_ms = 5 };

static int begin(void **state)
{
	(void)state;
	if (folder_enter(folder) != 0 || mkdir("c", 0700) != 0 || mkdir("c/people", 0700) != 0)
		return -1;
	folder_write("c", "a.yaml", STR("kind: person\n"));
	folder_write("c/people", "b.yaml", STR("kind: person\n"));
	return 0;
}

static int end(void **state)
{
	(void)state;
	watch_close(watch);
	watch = NULL;
	return folder_leave(folder);
}

static void open_quick(void)
{
	watch = watch_open(STR("c"), quick);
	assert_non_null(watch);
	assert_false(watch_polls(watch));
}

static void sees_a_change(void)
{
	assert_int_equal(watch_wait(watch, -1, LIMIT_MS), WATCH_CHANGED);
}

/* What was told of already is nothing new. */
static void sees_nothing(void)
{
	assert_int_equal(watch_wait(watch, -1, 0), WATCH_TIME);
}

static void sees_a_file_that_is_written_in_place(void **state)
{
	(void)state;
	open_quick();
	sees_nothing();
	folder_write("c/people", "b.yaml", STR("kind: event\n"));
	sees_a_change();
	sees_nothing();
}

static void sees_a_file_that_is_renamed_over_another(void **state)
{
	(void)state;
	folder_write("c", "a.yaml~", STR("kind: event\n"));
	open_quick();
	assert_int_equal(rename("c/a.yaml~", "c/a.yaml"), 0);
	sees_a_change();
}

static void sees_a_file_come_and_go(void **state)
{
	(void)state;
	open_quick();
	folder_write("c", "new.yml", STR("kind: event\n"));
	sees_a_change();
	assert_int_equal(remove("c/new.yml"), 0);
	sees_a_change();
}

static void passes_over_what_makes_no_collection(void **state)
{
	(void)state;
	assert_int_equal(mkdir("c/_drafts", 0700), 0);
	open_quick();
	folder_write("c", ".a.yaml.swp", STR("x"));
	folder_write("c", "a.yaml~", STR("x"));
	folder_write("c", "_a.yaml", STR("x"));
	folder_write("c", "readme.txt", STR("x"));
	folder_write("c/_drafts", "c.yaml", STR("x"));
	sees_nothing();
}

static void sees_what_comes_into_a_new_folder(void **state)
{
	(void)state;
	open_quick();
	assert_int_equal(mkdir("c/places", 0700), 0);
	sees_a_change();
	folder_write("c/places", "d.yaml", STR("kind: place\n"));
	sees_a_change();
	assert_int_equal(mkdir("c/places/far", 0700), 0);
	folder_write("c/places/far", "e.yaml", STR("kind: place\n"));
	sees_a_change();
	folder_write("c/places/far", "e.yaml", STR("kind: event\n"));
	sees_a_change();
}

static void follows_a_folder_to_its_new_name(void **state)
{
	(void)state;
	open_quick();
	assert_int_equal(rename("c/people", "c/persons"), 0);
	sees_a_change();
	folder_write("c/persons", "b.yaml", STR("kind: event\n"));
	sees_a_change();
}

static void forgets_a_folder_that_was_moved_away(void **state)
{
	(void)state;
	open_quick();
	assert_int_equal(rename("c/people", "people"), 0);
	sees_a_change();
	folder_write("people", "b.yaml", STR("kind: event\n"));
	sees_nothing();
}

static void finds_a_collection_that_comes_back(void **state)
{
	(void)state;
	open_quick();
	assert_int_equal(rename("c", "elsewhere"), 0);
	sees_a_change();
	assert_true(watch_polls(watch));
	assert_int_equal(rename("elsewhere", "c"), 0);
	sees_a_change();
	assert_false(watch_polls(watch));
}

static void watches_one_file_by_its_folder(void **state)
{
	(void)state;
	watch = watch_open(STR("c/a.yaml"), quick);
	assert_false(watch_polls(watch));
	folder_write("c", "other.yaml", STR("kind: event\n"));
	sees_nothing();
	folder_write("c", "next", STR("kind: event\n"));
	assert_int_equal(rename("c/next", "c/a.yaml"), 0);
	sees_a_change();
	folder_write("c", "a.yaml", STR("kind: place\n"));
	sees_a_change();
}

static void follows_a_link_to_the_one_file(void **state)
{
	(void)state;
	assert_int_equal(symlink("c/a.yaml", "link"), 0);
	watch = watch_open(STR("link"), quick);
	folder_write("c", "a.yaml", STR("kind: place\n"));
	sees_a_change();
}

static int overflows;

/* The system lost count, once. */
static ssize_t read_overflow(int file, void *bytes, size_t size)
{
	const struct inotify_event event = { .wd = -1, .mask = IN_Q_OVERFLOW };
	if (overflows-- <= 0)
		return read(file, bytes, size);
	memcpy(bytes, &event, sizeof event);
	return sizeof event;
}

static void watches_anew_when_the_system_lost_count(void **state)
{
	struct watch_options options = quick;
	(void)state;
	options.read = read_overflow;
	watch = watch_open(STR("c"), options);
	folder_write("c", ".hidden", STR("x"));
	overflows = 1;
	sees_a_change();
	assert_false(watch_polls(watch));
	folder_write("c/people", "b.yaml", STR("kind: event\n"));
	sees_a_change();
}

static int failures;

static ssize_t read_failing(int file, void *bytes, size_t size)
{
	if (failures-- <= 0)
		return read(file, bytes, size);
	errno = EIO;
	return -1;
}

static void watches_anew_after_an_error(void **state)
{
	struct watch_options options = quick;
	(void)state;
	options.read = read_failing;
	watch = watch_open(STR("c"), options);
	folder_write("c", ".hidden", STR("x"));
	failures = 1;
	sees_a_change();
	folder_write("c", "a.yaml", STR("kind: event\n"));
	sees_a_change();
}

static void looks_at_the_files_where_nobody_tells(void **state)
{
	struct watch_options options = quick;
	(void)state;
	options.polls = true;
	watch = watch_open(STR("c"), options);
	assert_true(watch_polls(watch));
	folder_write("c", ".hidden", STR("x"));
	assert_int_equal(watch_wait(watch, -1, 50), WATCH_TIME);
	folder_write("c/people", "b.yaml", STR("kind: event, but longer\n"));
	sees_a_change();
	assert_int_equal(remove("c/people/b.yaml"), 0);
	sees_a_change();
	folder_write("c", "a.yml", STR("kind: event\n"));
	sees_a_change();
}

static void stops_when_it_is_told_to(void **state)
{
	int ends[2];
	(void)state;
	open_quick();
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	assert_int_equal(write(ends[1], "", 1), 1);
	folder_write("c", "a.yaml", STR("kind: place\n"));
	assert_int_equal(watch_wait(watch, ends[0], -1), WATCH_STOP);
	close(ends[0]);
	close(ends[1]);
}

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Files that change all the time, as by a program: each reading of events finds another one. */
static ssize_t read_and_change(int file, void *bytes, size_t size)
{
	ssize_t count = read(file, bytes, size);
	folder_write("c", "a.yaml", STR("kind: place\n"));
	if (count > 0)
		return count;
	errno = EAGAIN;
	return -1;
}

static void tells_of_steady_changes_in_the_end(void **state)
{
	(void)state;
	watch = watch_open(STR("c"), (struct watch_options){
		.quiet_ms = LIMIT_MS, .most_ms = 50, .pause_ms = 1, .read = read_and_change,
	});
	folder_write("c", "a.yaml", STR("kind: event\n"));
	sees_a_change();
}

static void tells_of_many_changes_at_once_and_then_pauses(void **state)
{
	(void)state;
	watch = watch_open(STR("c"), (struct watch_options){ .quiet_ms = 1, .pause_ms = 200 });
	for (int i = 0; i < 100; i++)
		folder_write("c", "a.yaml", STR("kind: event\n"));
	sees_a_change();
	int64_t first = now_ms();
	sees_nothing();
	folder_write("c", "a.yaml", STR("kind: place\n"));
	sees_a_change();
	assert_true(now_ms() - first >= 190);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sees_a_file_that_is_written_in_place),
		TEST(sees_a_file_that_is_renamed_over_another),
		TEST(sees_a_file_come_and_go),
		TEST(passes_over_what_makes_no_collection),
		TEST(sees_what_comes_into_a_new_folder),
		TEST(follows_a_folder_to_its_new_name),
		TEST(forgets_a_folder_that_was_moved_away),
		TEST(finds_a_collection_that_comes_back),
		TEST(watches_one_file_by_its_folder),
		TEST(follows_a_link_to_the_one_file),
		TEST(watches_anew_when_the_system_lost_count),
		TEST(watches_anew_after_an_error),
		TEST(looks_at_the_files_where_nobody_tells),
		TEST(stops_when_it_is_told_to),
		TEST(tells_of_steady_changes_in_the_end),
		TEST(tells_of_many_changes_at_once_and_then_pauses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
