#include "ui/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/unicode.h"
#include "support/collection.h"
#include "support/folder.h"
#include "support/terminal_script.h"
#include "ui/kiosk.h"
#include "ui/ui.h"

static struct arena arena;
static struct terminal_script script;

static const char collection[] = "tests/cases/collection";

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static int end_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

/* What is on the screen once the keys are typed; programs end with `status`. */
static const char *after(const char *keys, int status, struct ui_options options)
{
	options.archive = support_archive_folder(&arena, collection);
	options.start = dossier_find(options.archive, STR("bo-lind"));
	script = terminal_script(&arena, 24, 100, str_of(keys));
	script.status = status;
	ui_loop(options, &script.terminal);
	return str_copy(&arena, script.screen).bytes;
}

static struct ui_options in_its_folder(void)
{
	return (struct ui_options){ .folder = str_of(support_source(&arena, collection)),
		                    .is_watched = true };
}

static bool ran(const char *words)
{
	return script.ran.size && strstr(str_copy(&arena, script.ran).bytes, words);
}

/* ── The editor ─────────────────────────────────────────────────────────────────────────────── */

static void runs_the_editor_where_one_is(void **state)
{
	(void)state;
	setenv("VISUAL", "ed", 1);
	after("e\n", 0, in_its_folder());
	assert_true(ran("[/bin/sh] [-c] [trap : INT QUIT; ed \"$@\"] [sh] [+20] ["));
	assert_true(ran("tests/cases/collection/people.yaml]"));
	after("Tab\ne\n", 0, in_its_folder());
	assert_true(ran("[+24]"));
	after("\\\nG\ne\n", 0, in_its_folder());
	assert_true(ran("[+34]"));
}

static void says_nothing_of_what_went_well(void **state)
{
	(void)state;
	assert_non_null(strstr(after("e\n", 0, in_its_folder()), "Tab link  Enter open"));
}

static void says_what_did_not(void **state)
{
	(void)state;
	setenv("VISUAL", "ed", 1);
	assert_non_null(strstr(after("e\n", 7, in_its_folder()), "The editor ended with status 7"));
	assert_non_null(strstr(after("e\n", 127, in_its_folder()),
	                       "The editor 'ed' could not be started"));
	assert_non_null(strstr(after("e\n", -1, in_its_folder()),
	                       "Nothing was started: sh: is not there"));
	struct ui_options options = in_its_folder();
	options.is_watched = false;
	assert_non_null(strstr(after("e\n", 0, options), "start dossier again to see what you"));
}

static void runs_no_editor_where_there_is_no_file(void **state)
{
	(void)state;
	assert_non_null(strstr(after("e\n", 0, (struct ui_options){0}),
	                       "There is no file here to edit"));
	assert_int_equal(script.ran.size, 0);
	struct ui_options options = { .folder = STR("/no/such/folder") };
	assert_non_null(strstr(after("e\n", 0, options),
	                       "/no/such/folder/people.yaml is not there any more"));
	assert_int_equal(script.ran.size, 0);
}

/* ── Commands ───────────────────────────────────────────────────────────────────────────────── */

/* The input of the command that was run begins with these lines. */
static bool was_given(const char *beginning)
{
	return str_starts_with(script.input, str_of(beginning));
}

static void gives_a_dossier_to_a_command(void **state)
{
	(void)state;
	setenv("SHELL", "/bin/sh", 1);
	after("|\n=less -S\nEnter\n", 0, in_its_folder());
	assert_string_equal(str_copy(&arena, script.ran).bytes, "[/bin/sh] [-c] [less -S]");
	assert_true(was_given("Bo Lind\nperson · bo-lind\nalso ဘိုလင်း (Burmese)\n\n"
	                      "Owner of Lind Dredging."));
}

static void gives_a_list_as_ids_and_names(void **state)
{
	(void)state;
	after("w\nw\n|\n=cat\nEnter\n", 0, in_its_folder());
	assert_true(was_given("person\tpeople\norganization\torganizations\nplace\tplaces\n"));
	after("/\n=dredging\nEnter\nw\nw\n|\n=cat\nEnter\n", 0, in_its_folder());
	assert_true(was_given("lind-dredging\tLind Dredging\n"));
}

static void gives_other_pages_as_they_are_shown(void **state)
{
	(void)state;
	after("?\n|\n=cat\nEnter\n", 0, in_its_folder());
	assert_true(was_given("Moving\n           j, Down, C-n  line-down         One line down\n"));
	const char *screen = after("\\\nj\n|\n=cat\nEnter\n", 0, in_its_folder());
	assert_true(was_given("    1  # Several dossiers"));
	assert_non_null(strstr(screen, "›  21  kind: person"));
}

static void tells_how_a_command_failed(void **state)
{
	(void)state;
	assert_non_null(strstr(after("|\n=x\nEnter\n", 3, in_its_folder()),
	                       "The command ended with status 3"));
	after("|\n=x\nEscape\n|\nEnter\n", 0, in_its_folder());
	assert_int_equal(script.ran.size, 0);
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────── */

static void writes_a_file_and_never_over_one(void **state)
{
	(void)state;
	char folder[FOLDER_SIZE];
	struct str bytes;
	struct fault why;
	assert_int_equal(folder_make(folder), 0);
	setenv("HOME", folder, 1);
	assert_non_null(strstr(after(">\n=~/bo lind.txt\nEnter\n", 0, in_its_folder()),
	                       " lines are in"));
	const char *path = str_format(&arena, "%s/bo lind.txt", folder).bytes;
	assert_true(file_read(&arena, path, 1 << 20, &bytes, &why));
	assert_true(str_starts_with(bytes, STR("Bo Lind\nperson · bo-lind\n")));
	assert_non_null(strstr(after("G\n>\n=~/bo lind.txt\nEnter\n", 0, in_its_folder()),
	                       "Not written: nothing is written over what is there:"));
	assert_int_equal(folder_remove(folder), 0);
}

/* ── A kiosk ────────────────────────────────────────────────────────────────────────────────── */

static struct ui_options a_kiosk(void)
{
	struct ui_options options = in_its_folder();
	options.is_kiosk = true;
	return options;
}

static int leave_kiosk(void **state)
{
	kiosk_set(false);
	return end(state);
}

static void refuses_in_a_kiosk_and_says_why(void **state)
{
	(void)state;
	static const struct { const char *keys, *why; } rows[] = {
		{ "e\n", "This is a kiosk: it runs no editor" },
		{ "\\\ne\n", "This is a kiosk: it runs no editor" },
		{ "|\n", "This is a kiosk: it runs no command" },
		{ ">\n", "This is a kiosk: it writes no file" },
		{ "C-z\n", "This is a kiosk: it has no shell" },
		{ ":\n=edit\nEnter\n", "This is a kiosk: it runs no editor" },
		{ ":\n=bind x pipe\nEnter\nx\n", "This is a kiosk: it runs no command" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_non_null(strstr(after(rows[i].keys, 0, a_kiosk()), rows[i].why));
		assert_int_equal(script.ran.size, 0);
		assert_int_equal(script.suspends, 0);
	}
	after("/\nC-z\n", 0, a_kiosk());
	assert_int_equal(script.suspends, 0);
	keymap_use(PRESET_VI);
}

static void does_not_speak_of_it_in_a_kiosk(void **state)
{
	(void)state;
	assert_null(strstr(after("\\\n", 0, a_kiosk()), "e edit"));
	assert_null(strstr(after(":\n=edit\n", 0, a_kiosk()), "Open the file in your editor"));
	static const char *const words[] = {
		"Open the file in", "Give what is shown", "Write what is shown", "Back to the shell",
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *keys = str_format(&arena, "?\ni\n=%s\nEnter\n", words[i]).bytes;
		assert_non_null(strstr(after(keys, 0, a_kiosk()), "no match"));
		assert_non_null(strstr(after(keys, 0, in_its_folder()), "match 1 of 1"));
	}
}

static void shows_the_file_in_a_kiosk_too(void **state)
{
	(void)state;
	assert_non_null(strstr(after("\\\n", 0, a_kiosk()), "›  20  id: bo-lind"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(runs_the_editor_where_one_is, end),
		cmocka_unit_test_teardown(says_nothing_of_what_went_well, end),
		cmocka_unit_test_teardown(says_what_did_not, end),
		cmocka_unit_test_teardown(runs_no_editor_where_there_is_no_file, end),
		cmocka_unit_test_teardown(gives_a_dossier_to_a_command, end),
		cmocka_unit_test_teardown(gives_a_list_as_ids_and_names, end),
		cmocka_unit_test_teardown(gives_other_pages_as_they_are_shown, end),
		cmocka_unit_test_teardown(tells_how_a_command_failed, end),
		cmocka_unit_test_teardown(writes_a_file_and_never_over_one, end),
		cmocka_unit_test_teardown(refuses_in_a_kiosk_and_says_why, leave_kiosk),
		cmocka_unit_test_teardown(does_not_speak_of_it_in_a_kiosk, leave_kiosk),
		cmocka_unit_test_teardown(shows_the_file_in_a_kiosk_too, leave_kiosk),
	};
	return cmocka_run_group_tests(tests, NULL, end_unicode);
}
