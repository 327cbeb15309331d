#include "ui/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "support/collection.h"
#include "support/terminal_script.h"
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
	                       "There is no file here that could be edited"));
	assert_int_equal(script.ran.size, 0);
	struct ui_options options = { .folder = STR("/no/such/folder") };
	assert_non_null(strstr(after("e\n", 0, options),
	                       "/no/such/folder/people.yaml is not there any more"));
	assert_int_equal(script.ran.size, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(runs_the_editor_where_one_is, end),
		cmocka_unit_test_teardown(says_nothing_of_what_went_well, end),
		cmocka_unit_test_teardown(says_what_did_not, end),
		cmocka_unit_test_teardown(runs_no_editor_where_there_is_no_file, end),
	};
	return cmocka_run_group_tests(tests, NULL, end_unicode);
}
