#include "ui/program.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "support/collection.h"
#include "support/folder.h"

static char folder[FOLDER_SIZE];
static struct arena arena;

static int begin(void **state)
{
	(void)state;
	unsetenv("VISUAL");
	unsetenv("EDITOR");
	setenv("SHELL", "/bin/sh", 1);
	return folder_enter(folder);
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return folder_leave(folder);
}

static int run(const struct program *program)
{
	struct fault why;
	int status = -1;
	if (!program_run(program, &status, &why))
		fail_msg("%s", why.sentence);
	return status;
}

static int run_line(const char *line, struct str input)
{
	struct program program = program_command(&arena, str_of(line), input);
	return run(&program);
}

static struct str written(void)
{
	struct str bytes;
	struct fault why;
	if (!file_read(&arena, "out", 1 << 20, &bytes, &why))
		fail_msg("%s", why.sentence);
	return bytes;
}

/* ── Editors ────────────────────────────────────────────────────────────────────────────────── */

static void takes_the_editor_of_the_environment(void **state)
{
	(void)state;
	assert_string_equal(program_editor_name(), "vi");
	setenv("EDITOR", "ed", 1);
	assert_string_equal(program_editor_name(), "ed");
	setenv("VISUAL", "", 1);
	assert_string_equal(program_editor_name(), "ed");
	setenv("VISUAL", "emacs -nw", 1);
	assert_string_equal(program_editor_name(), "emacs -nw");
}

static void hands_the_editor_its_words_the_line_and_the_file(void **state)
{
	(void)state;
	folder_write(folder, "editor", STR("for word; do printf '[%s]' \"$word\"; done >out\n"));
	setenv("EDITOR", "sh editor -x 'two words'", 1);
	struct program program = program_editor(&arena, STR("a $(touch b) \"c\"; d.yaml"), 12);
	assert_int_equal(run(&program), 0);
	assert_str(written(), "[-x][two words][+12][a $(touch b) \"c\"; d.yaml]");
	assert_false(file_exists("b"));
}

static void tells_that_an_editor_is_not_there(void **state)
{
	(void)state;
	setenv("EDITOR", "no-such-editor 2>/dev/null", 1);
	struct program program = program_editor(&arena, STR("a.yaml"), 1);
	assert_int_equal(run(&program), PROGRAM_NOT_FOUND);
}

static void says_what_could_not_be_started(void **state)
{
	(void)state;
	struct program program = { .words = { "/no/such/program" } };
	struct fault why;
	int status = 7;
	assert_false(program_run(&program, &status, &why));
	assert_str(str_of(why.sentence), "/no/such/program: No such file or directory");
	assert_int_equal(status, 7);
}

/* ── Commands ───────────────────────────────────────────────────────────────────────────────── */

static void gives_a_command_its_input(void **state)
{
	(void)state;
	assert_int_equal(run_line("tr a-z A-Z | sort >out", STR("b\na\n")), 0);
	assert_str(written(), "A\nB\n");
	assert_int_equal(run_line("cat >out", (struct str){0}), 0);
	assert_str(written(), "");
}

static void gives_more_than_a_pipe_holds(void **state)
{
	(void)state;
	size_t size = 1 << 20;
	char *bytes = arena_take(&arena, size);
	memset(bytes, 'x', size);
	assert_int_equal(run_line("wc -c | tr -d ' ' >out", (struct str){ bytes, size }), 0);
	assert_str(written(), "1048576\n");
}

static void bears_a_command_that_does_not_read(void **state)
{
	(void)state;
	size_t size = 1 << 20;
	char *bytes = arena_take(&arena, size);
	assert_int_equal(run_line("exit 3", (struct str){ bytes, size }), 3);
	assert_int_equal(run_line("exec <&-; echo done >out", (struct str){ bytes, size }), 0);
	assert_str(written(), "done\n");
}

static void tells_which_signal_ended_a_command(void **state)
{
	(void)state;
	assert_int_equal(run_line("kill -KILL $$", (struct str){0}), 128 + SIGKILL);
}

static void takes_another_shell_if_that_of_the_environment_is_none(void **state)
{
	(void)state;
	setenv("SHELL", "/no/such/shell", 1);
	assert_int_equal(run_line("exit 4", (struct str){0}), 4);
	setenv("SHELL", "false", 1);
	assert_int_equal(run_line("exit 5", (struct str){0}), 5);
}

/* ── What the child has of us ───────────────────────────────────────────────────────────────── */

/* A shell that ignores a signal cannot trap it: so a trap that works was not ignored. */
static void leaves_the_child_its_signals(void **state)
{
	(void)state;
	assert_int_equal(run_line("trap 'exit 9' INT; kill -INT $$; exit 1", (struct str){0}), 9);
	assert_int_equal(run_line("trap 'exit 9' QUIT; kill -QUIT $$; exit 1", (struct str){0}), 9);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(run_line("trap 'exit 9' XFSZ; kill -XFSZ $$; exit 1", (struct str){0}), 9);
	signal(SIGXFSZ, SIG_DFL);
}

static void has_its_own_signals_back_afterwards(void **state)
{
	(void)state;
	struct sigaction after;
	signal(SIGINT, SIG_IGN);
	signal(SIGTSTP, SIG_IGN);
	run_line("true", (struct str){0});
	sigaction(SIGINT, NULL, &after);
	assert_true(after.sa_handler == SIG_IGN);
	sigaction(SIGTSTP, NULL, &after);
	assert_true(after.sa_handler == SIG_IGN);
	sigaction(SIGCHLD, NULL, &after);
	assert_true(after.sa_handler == SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGTSTP, SIG_DFL);
}

static volatile sig_atomic_t noted;

static void note(int number)
{
	noted = number;
}

static void passes_on_that_it_is_asked_to_end(void **state)
{
	(void)state;
	signal(SIGTERM, note);
	noted = 0;
	assert_int_equal(run_line("trap 'exit 6' TERM; kill -TERM $PPID; "
	                          "while :; do :; done", (struct str){0}), 6);
	assert_int_equal(noted, SIGTERM);
	signal(SIGTERM, SIG_DFL);
}

/* Whoever runs this test may have left some open that are not the program's. */
static void leaves_the_child_no_descriptor(void **state)
{
	(void)state;
	for (int descriptor = 3; descriptor < 256; descriptor++)
		fcntl(descriptor, F_SETFD, FD_CLOEXEC);
	int before = open("/dev/null", O_RDONLY | O_CLOEXEC);
	assert_int_equal(run_line("[ ! -e /proc/$$/fd/3 ] && [ ! -e /proc/$$/fd/4 ] && "
	                          "[ ! -e /proc/$$/fd/5 ] && [ ! -e /proc/$$/fd/6 ]", STR("x")), 0);
	close(before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(takes_the_editor_of_the_environment, begin, end),
		cmocka_unit_test_setup_teardown(hands_the_editor_its_words_the_line_and_the_file,
		                                begin, end),
		cmocka_unit_test_setup_teardown(tells_that_an_editor_is_not_there, begin, end),
		cmocka_unit_test_setup_teardown(says_what_could_not_be_started, begin, end),
		cmocka_unit_test_setup_teardown(gives_a_command_its_input, begin, end),
		cmocka_unit_test_setup_teardown(gives_more_than_a_pipe_holds, begin, end),
		cmocka_unit_test_setup_teardown(bears_a_command_that_does_not_read, begin, end),
		cmocka_unit_test_setup_teardown(tells_which_signal_ended_a_command, begin, end),
		cmocka_unit_test_setup_teardown(
			takes_another_shell_if_that_of_the_environment_is_none, begin, end),
		cmocka_unit_test_setup_teardown(leaves_the_child_its_signals, begin, end),
		cmocka_unit_test_setup_teardown(has_its_own_signals_back_afterwards, begin, end),
		cmocka_unit_test_setup_teardown(passes_on_that_it_is_asked_to_end, begin, end),
		cmocka_unit_test_setup_teardown(leaves_the_child_no_descriptor, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
