#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/private.h"
#include "model/limits.h"
#include "reader/journal_record.h"
#include "tests/support/folder.h"
#include "tests/support/said.h"

static char folder[FOLDER_SIZE];

static int setup(void **state)
{
	(void)state;
	return folder_enter(folder);
}

static int teardown(void **state)
{
	(void)state;
	return folder_leave(folder);
}

/* ── Keeping ────────────────────────────────────────────────────────────────────────────────── */

static void gives_what_was_appended(void **state)
{
	struct said said;
	(void)state;
	assert_true(open_said(&said));
	must_append(&said, "a one");
	must_append(&said, "b two\nlines\n\tand a tab\n");
	must_append(&said, "a three");
	close_said(&said);
	ASSERT_SAYS("a three", "b two\nlines\n\tand a tab\n");
}

static void can_be_read_by_a_person(void **state)
{
	struct said said;
	struct arena arena = {0};
	(void)state;
	assert_true(open_said(&said));
	must_append(&said, "note She was there.\nTwice.");
	close_said(&said);
	struct str bytes = read_here(&arena, "state/a");
	assert_string_equal(bytes.bytes, "27 1581a5302cb7f7d9 dossier journal 1\n\t/inquiry\n"
	                                 "27 b4e03f391066987d note She was there.\n\tTwice.\n");
	arena_release(&arena);
}

static void makes_nothing_before_the_first_change(void **state)
{
	struct said said;
	(void)state;
	assert_true(open_said(&said));
	assert_false(journal_refresh(&said.journal));
	close_said(&said);
	assert_int_equal(access("state", F_OK), -1);
}

static void is_made_for_its_owner_alone(void **state)
{
	static const char *const files[] = { "state/a", "state/a.lock", "state/a.broken-1" };
	struct said said;
	struct stat status;
	(void)state;
	umask(0);
	assert_true(open_said(&said));
	must_append(&said, "a one");
	close_said(&said);
	int file = open("state/a", O_WRONLY | O_APPEND);
	assert_int_equal(write(file, "torn", 4), 4);
	close(file);
	assert_true(open_said(&said));
	close_said(&said);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		assert_int_equal(stat(files[i], &status), 0);
		assert_int_equal(status.st_mode & 07777, 0600);
	}
	assert_int_equal(stat("state", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0700);
	umask(022);
}

static void assert_not_opened(const char *sentence)
{
	struct said said;
	assert_false(open_said(&said));
	assert_int_equal(said.why.kind, FAULT_SYSTEM);
	assert_string_equal(said.why.sentence, sentence);
	close_said(&said);
}

static void is_not_opened_where_others_can_write(void **state)
{
	(void)state;
	keep_one("a one");
	assert_int_equal(chmod("state/a", 0620), 0);
	assert_not_opened("state/a: is not used: others can write to it");
	assert_int_equal(chmod("state/a", 0644), 0);
	assert_int_equal(chmod("state", 0777), 0);
	assert_not_opened("state is not used: others can write to it");
	assert_int_equal(chmod("state", 0755), 0);
	ASSERT_SAYS("a one");
}

static void follows_no_link_and_waits_for_no_pipe(void **state)
{
	struct said said;
	struct arena arena = {0};
	(void)state;
	keep_one("a one");
	assert_int_equal(rename("state/a", "elsewhere"), 0);
	assert_int_equal(symlink("../elsewhere", "state/a"), 0);
	assert_not_opened("state/a: is a link, and links are not followed");
	assert_int_equal(unlink("state/a"), 0);
	assert_int_equal(mkfifo("state/a", 0600), 0);
	assert_not_opened("state/a: is not a regular file");
	assert_int_equal(unlink("state/a"), 0);

	struct str before = read_here(&arena, "elsewhere");
	assert_int_equal(unlink("state/a.lock"), 0);
	assert_int_equal(symlink("../elsewhere", "state/a.lock"), 0);
	assert_int_equal(symlink("../elsewhere", "state/a.new"), 0);
	assert_true(open_said(&said));
	assert_false(append(&said, STR("b two")));
	assert_string_equal(said.why.sentence,
	                    "state/a: cannot be locked: Too many levels of symbolic links");
	assert_int_equal(unlink("state/a.lock"), 0);
	must_append(&said, "b two");
	close_said(&said);
	ASSERT_SAYS("b two");
	assert_true(str_equal(read_here(&arena, "elsewhere"), before));
	arena_release(&arena);
}

/* ── Several at once ────────────────────────────────────────────────────────────────────────── */

static void one_program_sees_what_another_writes(void **state)
{
	struct said one, other;
	(void)state;
	assert_true(open_said(&one));
	assert_true(open_said(&other));
	must_append(&one, "a one");
	assert_true(journal_refresh(&other.journal));
	assert_true(says(&other, "a one"));
	assert_false(journal_refresh(&other.journal));
	must_append(&other, "b two");
	must_append(&one, "c three");           /* sees the other's before */
	assert_true(says(&one, "b two"));
	assert_false(journal_refresh(&one.journal));
	assert_true(journal_refresh(&other.journal));
	assert_int_equal(other.texts.count, 3);
	close_said(&one);
	close_said(&other);
}

/* Every other record replaces one, so that both write the file anew at times. */
static void append_all(const char *key, int most)
{
	struct said said;
	bool is_kept = open_said(&said);
	for (int i = 0; is_kept && i < most; i++)
		is_kept = append_own(&said, key, i) && append_numbered(&said, key, i);
	if (!is_kept)
		fprintf(stderr, "# %s\n", said.why.sentence);
	_exit(is_kept ? 0 : 1);
}

static void two_programs_lose_nothing_of_each_other(void **state)
{
	enum { MOST = 200 };
	static const char *const keys[] = { "one", "other" };
	pid_t children[2];
	struct said said;
	(void)state;
	for (int i = 0; i < 2; i++) {
		children[i] = fork();
		if (children[i] == 0)
			append_all(keys[i], MOST);
	}
	for (int i = 0; i < 2; i++) {
		int status = -1;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	assert_true(open_said(&said));
	assert_string_equal(said.note.bytes, "");
	assert_int_equal(said.texts.count, 2 * (MOST + 1));
	for (int i = 0; i < MOST; i++) {
		char text[64];
		snprintf(text, sizeof text, "one-%d %d", i, i);
		assert_true(says(&said, text));
		snprintf(text, sizeof text, "other-%d %d", i, i);
		assert_true(says(&said, text));
	}
	close_said(&said);
}

static void a_lock_is_waited_for_no_longer_than_told(void **state)
{
	(void)state;
	keep_one("a one");
	int here = open("state", O_RDONLY | O_DIRECTORY);
	int lock = private_lock(here, "a.lock", 0);
	assert_true(lock >= 0);
	errno = 0;
	assert_int_equal(private_lock(here, "a.lock", 5), -1);
	assert_int_equal(errno, EWOULDBLOCK);
	ASSERT_SAYS("a one");                   /* who only reads does not wait */
	close(lock);
	lock = private_lock(here, "a.lock", 0);
	assert_true(lock >= 0);
	close(lock);
	close(here);
}

/* ── Formats ────────────────────────────────────────────────────────────────────────────────── */

static struct str newer_journal(struct arena *arena)
{
	struct text text = { .arena = arena };
	record_add(&text, STR("dossier journal 2\n/inquiry"));
	text_add(&text, STR("something else entirely"));
	return text_str(&text);
}

static void a_newer_format_is_left_alone(void **state)
{
	struct arena arena = {0};
	struct said said;
	struct str newer = newer_journal(&arena);
	(void)state;
	keep_one("a one");
	write_here("state/a", newer, 0600);
	assert_false(open_said(&said));
	assert_int_equal(said.why.kind, FAULT_FORMAT);
	assert_string_equal(said.why.sentence, "state/a: was written by a newer version of "
	                                       "dossier, and is left as it is");
	close_said(&said);
	assert_true(str_equal(read_here(&arena, "state/a"), newer));
	assert_int_equal(access("state/a.broken-1", F_OK), -1);
	arena_release(&arena);
}

static void a_newer_format_that_comes_meanwhile_is_left_alone(void **state)
{
	struct arena arena = {0};
	struct said said;
	struct str newer = newer_journal(&arena);
	(void)state;
	keep_one("a one");
	assert_true(open_said(&said));
	write_here("other", newer, 0600);
	assert_int_equal(rename("other", "state/a"), 0);
	assert_false(journal_refresh(&said.journal));
	assert_true(says(&said, "a one"));
	assert_false(append(&said, STR("b two")));
	assert_int_equal(said.why.kind, FAULT_FORMAT);
	close_said(&said);
	assert_true(str_equal(read_here(&arena, "state/a"), newer));
	arena_release(&arena);
}

static void one_that_is_too_large_is_not_read(void **state)
{
	struct said said;
	(void)state;
	keep_one("a one");
	assert_int_equal(truncate("state/a", LIMIT_JOURNAL_SIZE + 1), 0);
	assert_false(open_said(&said));
	assert_int_equal(said.why.kind, FAULT_LIMIT);
	assert_string_equal(said.why.sentence, "state/a: is larger than 64 MiB");
	close_said(&said);
}

/* ── Writing anew ───────────────────────────────────────────────────────────────────────────── */

static size_t size_of(const char *path)
{
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	return (size_t)status.st_size;
}

static void what_was_replaced_is_left_out_one_day(void **state)
{
	struct said said, other;
	struct stat before, after;
	int number = 0;
	(void)state;
	assert_true(open_said(&said));
	must_append(&said, "first kept\nfrom the beginning");
	assert_true(open_said(&other));
	assert_int_equal(stat("state/a", &before), 0);
	do {
		assert_true(append_numbered(&said, "same", number));
		assert_int_equal(stat("state/a", &after), 0);
	} while (after.st_ino == before.st_ino && ++number < 1000);
	assert_in_range(number, 200, 300);
	assert_true(size_of("state/a") < 300);
	assert_true(size_of("state/a.old") > 5000);
	assert_int_equal(access("state/a.new", F_OK), -1);
	assert_true(append_numbered(&said, "more", 1));

	/* The other notices that it is another file, and goes on with it. */
	assert_true(journal_refresh(&other.journal));
	assert_int_equal(other.texts.count, 3);
	assert_true(says(&other, "first kept\nfrom the beginning") && says(&other, "more 1"));
	must_append(&other, "b two");
	assert_true(journal_refresh(&said.journal));
	assert_true(says(&said, "b two"));
	close_said(&said);
	close_said(&other);

	/* The one before is a journal too. */
	assert_int_equal(rename("state/a.old", "state/a"), 0);
	assert_true(open_said(&said));
	assert_int_equal(said.texts.count, 2);
	assert_string_equal(said.note.bytes, "");
	close_said(&said);
}

static void one_that_cannot_be_written_anew_grows(void **state)
{
	struct said said;
	struct stat before, after;
	(void)state;
	assert_true(open_said(&said));
	must_append(&said, "a one");
	assert_int_equal(mkdir("state/a.old", 0700), 0);        /* in the way of a rewriting */
	for (int i = 0; i < 199; i++)
		assert_true(append_numbered(&said, "same", i));
	assert_int_equal(stat("state/a", &before), 0);
	for (int i = 199; i < 250; i++)
		assert_true(append_numbered(&said, "same", i));
	assert_int_equal(stat("state/a", &after), 0);
	assert_int_equal(after.st_ino, before.st_ino);
	close_said(&said);
	ASSERT_SAYS("a one", "same 249");
}

static void one_that_was_removed_is_begun_anew(void **state)
{
	struct said said;
	(void)state;
	assert_true(open_said(&said));
	must_append(&said, "a one");
	assert_int_equal(unlink("state/a"), 0);
	assert_true(journal_refresh(&said.journal));
	assert_int_equal(said.texts.count, 0);
	must_append(&said, "b two");
	assert_int_equal(unlink("state/a"), 0);
	assert_int_equal(unlink("state/a.lock"), 0);
	assert_int_equal(rmdir("state"), 0);
	must_append(&said, "c three");
	close_said(&said);
	ASSERT_SAYS("c three");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(gives_what_was_appended),
		TEST(can_be_read_by_a_person),
		TEST(makes_nothing_before_the_first_change),
		TEST(is_made_for_its_owner_alone),
		TEST(is_not_opened_where_others_can_write),
		TEST(follows_no_link_and_waits_for_no_pipe),
		TEST(one_program_sees_what_another_writes),
		TEST(two_programs_lose_nothing_of_each_other),
		TEST(a_lock_is_waited_for_no_longer_than_told),
		TEST(a_newer_format_is_left_alone),
		TEST(a_newer_format_that_comes_meanwhile_is_left_alone),
		TEST(one_that_is_too_large_is_not_read),
		TEST(what_was_replaced_is_left_out_one_day),
		TEST(one_that_cannot_be_written_anew_grows),
		TEST(one_that_was_removed_is_begun_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
