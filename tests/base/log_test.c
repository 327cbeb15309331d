#include <setjmp.h>
#include <stdarg.h>
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
#include "base/log.h"

static char folder[] = "/tmp/dossier-log-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/log", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unsetenv("DOSSIER_LOG");
	log_open();
	unlink(path);
	return rmdir(folder);
}

static struct str read_log(struct arena *arena)
{
	struct str text;
	struct fault why;
	if (!file_read(arena, path, 1 << 20, &text, &why))
		fail_msg("%s", why.sentence);
	return text;
}

static void writes_nothing_unless_asked_to(void **state)
{
	(void)state;
	unsetenv("DOSSIER_LOG");
	log_open();
	log_line("nobody reads this");
	setenv("DOSSIER_LOG", "", 1);
	log_open();
	log_line("nor this");
	assert_false(file_exists(path));
}

static void appends_lines_of_time_process_and_sentence(void **state)
{
	(void)state;
	struct arena arena = {0};
	setenv("DOSSIER_LOG", path, 1);
	log_open();
	log_line("opened %s", "content");
	log_open();
	log_line("read %d files", 12);

	int year, month, day, hour, minute, second, process, end = 0;
	struct str text = read_log(&arena), first = str_cut(&text, '\n'), second_line;
	assert_int_equal(sscanf(first.bytes, "%4d-%2d-%2dT%2d:%2d:%2d.%*3dZ %d %n", &year, &month,
	                        &day, &hour, &minute, &second, &process, &end), 7);
	assert_true(year >= 2020 && month <= 12 && day <= 31 && hour < 24 && minute < 60);
	assert_int_equal(process, getpid());
	assert_true(str_equal(str_slice(first, (size_t)end, SIZE_MAX), STR("opened content")));
	second_line = str_cut(&text, '\n');
	assert_true(str_ends_with(second_line, STR(" read 12 files")));
	assert_int_equal(text.size, 0);
	arena_release(&arena);
}

static void keeps_what_comes_from_outside_on_one_harmless_line(void **state)
{
	(void)state;
	struct arena arena = {0};
	setenv("DOSSIER_LOG", path, 1);
	log_open();
	log_line("file %s", "a\n2021-02-01T00:00:00.000Z 1 forged\x1B[2J");
	struct str text = read_log(&arena), last = {0};
	while (text.size)
		last = str_cut(&text, '\n');
	assert_true(str_ends_with(last, STR("file a↵2021-02-01T00:00:00.000Z 1 forged^[[2J")));
	arena_release(&arena);
}

static void is_readable_for_its_owner_only(void **state)
{
	(void)state;
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
}

static void goes_on_without_a_log_that_cannot_be_opened(void **state)
{
	(void)state;
	setenv("DOSSIER_LOG", folder, 1);
	log_open();
	log_line("lost");
	char fifo[80];
	snprintf(fifo, sizeof(fifo), "%s/fifo", folder);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	setenv("DOSSIER_LOG", fifo, 1);
	log_open();                             /* does not wait for a reader */
	log_line("lost");
	assert_int_equal(unlink(fifo), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_nothing_unless_asked_to),
		cmocka_unit_test(appends_lines_of_time_process_and_sentence),
		cmocka_unit_test(keeps_what_comes_from_outside_on_one_harmless_line),
		cmocka_unit_test(is_readable_for_its_owner_only),
		cmocka_unit_test(goes_on_without_a_log_that_cannot_be_opened),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
