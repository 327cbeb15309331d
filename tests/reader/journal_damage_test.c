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

#include "reader/journal_record.h"
#include "tests/support/chance.h"
#include "tests/support/folder.h"
#include "tests/support/nobody.h"
#include "tests/support/said.h"

static char folder[FOLDER_SIZE];

static int setup(void **state)
{
	(void)state;
	chance = 1;
	return folder_enter(folder);
}

static int teardown(void **state)
{
	(void)state;
	return folder_leave(folder);
}

/* ── Ends of all kinds ──────────────────────────────────────────────────────────────────────── */

/* Append for ever, and tell of each record that was kept. */
static void append_and_tell(int told, int number)
{
	struct said said;
	bool is_kept = open_said(&said);
	while (is_kept) {
		is_kept = append_own(&said, "own", number) &&
		          append_numbered(&said, "same", number);
		if (write(told, &number, sizeof number) != sizeof number)
			break;
		number++;
	}
	_exit(1);
}

/* Wait until some were kept, and end the child a moment later; gives the number of the last record
 * that it told of. */
static int kill_while_it_appends(int first)
{
	int ends[2], last = first - 1, number, status;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0)
		append_and_tell(ends[1], first);
	close(ends[1]);
	for (uint32_t wanted = draw(8); wanted; wanted--)
		assert_int_equal(read(ends[0], &last, sizeof last), sizeof last);
	for (volatile uint32_t turns = draw(200000); turns; turns--)
		continue;
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	while (read(ends[0], &number, sizeof number) == sizeof number)
		last = number;
	close(ends[0]);
	return last;
}

static void a_kill_loses_nothing_that_was_kept(void **state)
{
	enum { KILLS = 60 };
	struct said said;
	int next = 0;
	(void)state;
	for (int i = 0; i < KILLS; i++) {
		int last = kill_while_it_appends(next);
		assert_true(open_said(&said));
		assert_true(said.texts.count >= (size_t)last + 1);
		for (int kept = 0; kept <= last; kept++) {
			char text[64];
			snprintf(text, sizeof text, "own-%d %d", kept, kept);
			assert_true(says(&said, text));
		}
		close_said(&said);
		next = last + 2;                /* one may be there that was not told of */
		if (next > last + 1) {
			assert_true(open_said(&said));
			assert_true(append_own(&said, "own", last + 1));
			close_said(&said);
		}
	}
	assert_true(next > KILLS);
}

static volatile sig_atomic_t alarms;

static void count_alarm(int number)
{
	alarms += number == SIGALRM;
}

static void signals_do_not_disturb_it(void **state)
{
	struct sigaction action = { .sa_handler = count_alarm };        /* no SA_RESTART */
	struct itimerval often = { { 0, 200 }, { 0, 200 } }, never = {0};
	struct said said;
	(void)state;
	sigaction(SIGALRM, &action, NULL);
	assert_true(open_said(&said));
	setitimer(ITIMER_REAL, &often, NULL);
	for (int i = 0; i < 400 && alarms < 50; i++)
		assert_true(append_own(&said, "own", i) && append_numbered(&said, "same", i));
	setitimer(ITIMER_REAL, &never, NULL);
	assert_true(alarms > 0);
	close_said(&said);
}

/* Wherever the disk is full, in the middle of a record or at once. */
static void a_full_disk_harms_nothing_that_was_kept(void **state)
{
	struct arena arena = {0};
	struct said said;
	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	keep_one("a one");
	struct str before = read_here(&arena, "state/a");
	assert_true(open_said(&said));
	for (size_t room = 0; room < 25; room++) {
		let_files_grow(before.size + room);
		assert_false(append(&said, STR("b two")));
		let_files_grow(RLIM_INFINITY);
		assert_string_equal(said.why.sentence, "state/a: File too large");
		assert_true(str_equal(read_here(&arena, "state/a"), before));
	}
	must_append(&said, "b two");
	close_said(&said);
	ASSERT_SAYS("a one", "b two");
	arena_release(&arena);
}

static void a_full_disk_leaves_no_half_of_a_new_file(void **state)
{
	struct said said;
	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	assert_true(open_said(&said));
	let_files_grow(10);
	assert_false(append(&said, STR("a one")));
	let_files_grow(RLIM_INFINITY);
	assert_string_equal(said.why.sentence, "state/a: File too large");
	assert_int_equal(access("state/a", F_OK), -1);
	assert_int_equal(access("state/a.new", F_OK), -1);
	must_append(&said, "a one");
	close_said(&said);
	ASSERT_SAYS("a one");
}

static void what_cannot_be_set_aside_stays(void **state)
{
	struct arena arena = {0};
	struct said said;
	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	keep_one("a one");
	struct str whole = read_here(&arena, "state/a");
	struct str torn = str_join(&arena, whole, STR(""), STR("30 0123456789abcdef b tw"));
	write_here("state/a", torn, 0600);
	let_files_grow(10);
	assert_true(open_said(&said));
	assert_string_equal(said.note.bytes, "a part of your notes cannot be read, and was not set "
	                                     "aside: state/a: File too large");
	assert_true(says(&said, "a one"));
	assert_false(append(&said, STR("b two")));
	let_files_grow(RLIM_INFINITY);
	assert_true(str_equal(read_here(&arena, "state/a"), torn));
	assert_int_equal(access("state/a.broken-1", F_OK), -1);
	must_append(&said, "b two");
	assert_int_equal(access("state/a.broken-1", F_OK), 0);
	close_said(&said);
	ASSERT_SAYS("a one", "b two");
	arena_release(&arena);
}

static void demand(bool holds)
{
	if (!holds)
		_exit(1);
}

static void read_and_fail_to_write(void)
{
	struct said said;
	demand(open_said(&said));
	demand(says(&said, "a one") && !says(&said, "b two"));
	demand(str_equal(said.note, STR("a part of your notes cannot be read, and was not set "
	                                "aside: state/a: cannot be locked: Permission denied")));
	demand(!append(&said, STR("b two")));
	demand(strcmp(said.why.sentence, "state/a: cannot be locked: Permission denied") == 0);
	close_said(&said);
}

static void where_nothing_can_be_written_it_is_read(void **state)
{
	(void)state;
	keep_one("a one");
	append_here("state/a", "torn");
	assert_int_equal(unlink("state/a.lock"), 0);
	assert_int_equal(chmod("state/a", 0644), 0);
	assert_int_equal(chmod("state", 0555), 0);
	assert_int_equal(chmod(".", 0755), 0);
	run_as_nobody(read_and_fail_to_write);
	assert_int_equal(chmod("state", 0700), 0);
	ASSERT_SAYS("a one");
}

/* ── Damage ─────────────────────────────────────────────────────────────────────────────────── */

static const char *const small[] = { "a one", "b two\nlines", "c three", "d\n\nfour" };
enum { SMALL_COUNT = sizeof small / sizeof small[0] };

/* A journal of these; `ends` has the bytes behind the head and behind each. */
static struct str make_small(struct arena *arena, size_t ends[SMALL_COUNT + 1])
{
	struct said said;
	struct stat status;
	for (int i = 0; i < SMALL_COUNT; i++)
		keep_one(small[i]);
	struct str bytes = read_here(arena, "state/a"), standing;
	size_t at = 0;
	for (int i = 0; record_next(bytes, &at, &standing); i++)
		ends[i] = at;
	assert_int_equal(at, bytes.size);
	assert_true(open_said(&said));
	assert_int_equal(said.texts.count, SMALL_COUNT);
	assert_int_equal(stat("state/a.broken-1", &status), -1);
	close_said(&said);
	return bytes;
}

/* The record in which the byte is: 0 is the head. */
static int record_of(const size_t ends[SMALL_COUNT + 1], size_t byte)
{
	int record = 0;
	while (byte >= ends[record])
		record++;
	return record;
}

/* `bytes` is the file with `most` records, of which record `bad` is damaged and perhaps the next:
 * all others are there, all from `bad` on is set aside, and the journal is sound again. */
static void assert_mended(struct str bytes, const size_t ends[SMALL_COUNT + 1], int most, int bad)
{
	struct arena arena = {0};
	struct said said;
	write_here("state/a", bytes, 0600);
	assert_true(open_said(&said));
	assert_string_equal(said.note.bytes, "a part of your notes could not be read, and was set "
	                                     "aside as state/a.broken-1");
	for (int i = 1; i <= most; i++)
		if (i < bad || i > bad + 1)
			assert_true(says(&said, small[i - 1]));
	assert_true(said.texts.count < SMALL_COUNT || bad == 0);
	for (size_t i = 0; i < said.texts.count; i++) {
		bool is_known = false;
		for (int k = 0; k < SMALL_COUNT; k++)
			is_known |= str_equal(said.texts.items[i], str_of(small[k]));
		assert_true(is_known);
	}
	struct str aside = read_here(&arena, "state/a.broken-1");
	size_t start = bad ? ends[bad - 1] : 0;
	assert_true(str_equal(aside, str_slice(bytes, start, bytes.size)));
	must_append(&said, "e five");
	size_t kept = said.texts.count;
	close_said(&said);
	assert_true(open_said(&said));
	assert_string_equal(said.note.bytes, "");
	assert_int_equal(said.texts.count, kept);
	close_said(&said);
	assert_int_equal(unlink("state/a.broken-1"), 0);
	assert_int_equal(access("state/a.broken-2", F_OK), -1);
	arena_release(&arena);
}

static void a_damaged_byte_costs_no_other_record(void **state)
{
	static const char masks[] = { 0x01, 0x20, (char)0x80 };
	struct arena arena = {0};
	size_t ends[SMALL_COUNT + 1];
	(void)state;
	struct str whole = make_small(&arena, ends);
	char *bytes = arena_copy(&arena, whole.bytes, whole.size);
	for (size_t i = 0; i < whole.size; i++) {
		bytes[i] ^= masks[i % sizeof masks];
		assert_mended((struct str){ bytes, whole.size }, ends, SMALL_COUNT,
		              record_of(ends, i));
		bytes[i] = whole.bytes[i];
	}
	arena_release(&arena);
}

static void a_torn_end_is_cut_off_and_set_aside(void **state)
{
	struct arena arena = {0};
	struct said said;
	size_t ends[SMALL_COUNT + 1];
	(void)state;
	struct str whole = make_small(&arena, ends);
	for (size_t size = 0; size < whole.size; size++) {
		struct str bytes = str_slice(whole, 0, size);
		int torn = record_of(ends, size);
		if (size && size != (torn ? ends[torn - 1] : 0)) {
			assert_mended(bytes, ends, torn - 1, torn);
			continue;
		}
		write_here("state/a", bytes, 0600);
		assert_true(open_said(&said));
		assert_string_equal(said.note.bytes, "");
		assert_int_equal(said.texts.count, torn ? (size_t)torn - 1 : 0);
		must_append(&said, "e five");
		close_said(&said);
	}
	arena_release(&arena);
}

static void what_another_has_torn_is_set_aside_by_who_writes_next(void **state)
{
	struct arena arena = {0};
	struct said said;
	(void)state;
	keep_one("a one");
	assert_true(open_said(&said));
	append_here("state/a", "30 0123456789abcdef b tw");
	assert_false(journal_refresh(&said.journal));   /* somebody may be writing it just now */
	assert_int_equal(access("state/a.broken-1", F_OK), -1);
	must_append(&said, "c three");
	assert_true(str_equal(read_here(&arena, "state/a.broken-1"),
	                      STR("30 0123456789abcdef b tw")));
	append_here("state/a", "\n\n");
	must_append(&said, "d four");
	assert_true(str_equal(read_here(&arena, "state/a.broken-2"), STR("\n\n")));
	close_said(&said);
	ASSERT_SAYS("a one", "c three", "d four");
	arena_release(&arena);
}

/* A note may hold a piece of a journal. */
static void a_record_inside_a_text_is_none(void **state)
{
	struct arena arena = {0};
	struct said said;
	(void)state;
	keep_one("a one");
	struct str journal = read_here(&arena, "state/a");
	assert_true(open_said(&said));
	struct str note = str_join(&arena, STR("b note"), STR("\n"), journal);
	assert_true(append(&said, note));
	must_append(&said, "a two");
	close_said(&said);
	struct str bytes = read_here(&arena, "state/a");
	size_t at = str_find(bytes, STR("b note"), 0);
	char *damaged = arena_copy(&arena, bytes.bytes, bytes.size);
	damaged[at] = 'B';
	write_here("state/a", (struct str){ damaged, bytes.size }, 0600);
	ASSERT_SAYS("a two");
	arena_release(&arena);
}

/* Whoever deleted the first line in an editor, or wrote something above it. */
static void a_journal_without_its_head_gets_one(void **state)
{
	struct arena arena = {0};
	size_t ends[SMALL_COUNT + 1];
	(void)state;
	struct str whole = make_small(&arena, ends);
	struct str headless = str_slice(whole, ends[0], whole.size);
	write_here("state/a", headless, 0600);
	assert_says(small, SMALL_COUNT);
	assert_true(str_equal(read_here(&arena, "state/a"), whole));
	assert_true(str_equal(read_here(&arena, "state/a.broken-1"), headless));
	write_here("state/a", str_join(&arena, STR("my notes"), STR("\n"), whole), 0600);
	assert_says(small, SMALL_COUNT);
	assert_true(str_equal(read_here(&arena, "state/a"), whole));
	assert_int_equal(access("state/a.broken-2", F_OK), 0);
	arena_release(&arena);
}

/* A damage in the middle that can be set aside only later, when something is written. */
static void what_cannot_be_mended_is_read_around_and_mended_later(void **state)
{
	struct arena arena = {0};
	struct said said;
	size_t ends[SMALL_COUNT + 1];
	(void)state;
	struct str whole = make_small(&arena, ends);
	char *bytes = arena_copy(&arena, whole.bytes, whole.size);
	bytes[ends[1] + 25] ^= 1;
	struct str damaged = { bytes, whole.size };
	write_here("state/a", damaged, 0600);
	assert_int_equal(mkdir("state/a.new", 0700), 0);        /* in the way of what is mended */
	assert_true(open_said(&said));
	assert_string_equal(said.note.bytes, "a part of your notes cannot be read, and was not set "
	                                     "aside: state/a: File exists");
	assert_int_equal(said.texts.count, SMALL_COUNT - 1);
	assert_true(says(&said, small[0]) && says(&said, small[2]) && says(&said, small[3]));
	assert_int_equal(access("state/a.broken-1", F_OK), -1);
	assert_false(append(&said, STR("e five")));
	assert_true(str_equal(read_here(&arena, "state/a"), damaged));
	assert_int_equal(rmdir("state/a.new"), 0);
	must_append(&said, "e five");
	close_said(&said);
	assert_true(str_equal(read_here(&arena, "state/a.broken-1"),
	                      str_slice(damaged, ends[1], damaged.size)));
	ASSERT_SAYS("a one", "c three", "d\n\nfour", "e five");
	arena_release(&arena);
}

static void bytes_of_something_else_are_set_aside(void **state)
{
	struct arena arena = {0};
	(void)state;
	keep_one("a one");
	struct str zeros = { arena_take(&arena, 5000), 5000 };
	write_here("state/a", zeros, 0600);
	keep_one("b two");
	ASSERT_SAYS("b two");
	assert_true(str_equal(read_here(&arena, "state/a.broken-1"), zeros));
	arena_release(&arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_kill_loses_nothing_that_was_kept),
		TEST(signals_do_not_disturb_it),
		TEST(a_full_disk_harms_nothing_that_was_kept),
		TEST(a_full_disk_leaves_no_half_of_a_new_file),
		TEST(what_cannot_be_set_aside_stays),
		TEST(where_nothing_can_be_written_it_is_read),
		TEST(a_damaged_byte_costs_no_other_record),
		TEST(a_torn_end_is_cut_off_and_set_aside),
		TEST(what_another_has_torn_is_set_aside_by_who_writes_next),
		TEST(a_record_inside_a_text_is_none),
		TEST(a_journal_without_its_head_gets_one),
		TEST(what_cannot_be_mended_is_read_around_and_mended_later),
		TEST(bytes_of_something_else_are_set_aside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
