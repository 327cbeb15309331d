#include "ui/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "support/collection.h"
#include "support/typist.h"

enum { ROWS = 24 };

static struct arena arena, archives;
static struct workspace workspace;

static int begin(void **state)
{
	(void)state;
	workspace_open(&workspace,
	               support_archive_folder(&archives, "tests/cases/collection"), NO_DOSSIER);
	return 0;
}

static int end(void **state)
{
	(void)state;
	workspace_close(&workspace);
	arena_release(&archives);
	arena_release(&arena);
	unicode_close();
	return 0;
}

static bool sees(int columns, const char *words)
{
	return strstr(typist_sees(&workspace, &arena, ROWS, columns), words) != NULL;
}

static void press(const char *names)
{
	typist_press(&workspace, names, ROWS, 80);
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

static void the_keys_of_all_panes_keep_their_places(void **state)
{
	(void)state;
	const char *shared = "  Enter open  Backspace back  / search  w pane  q close  ? help\n";
	assert_true(sees(120, shared));
	press("w");
	assert_true(sees(120, shared));
	press("w");
	assert_true(sees(120, shared));
}

static void a_narrow_row_keeps_the_way_out(void **state)
{
	(void)state;
	assert_true(sees(40, "Tab link  Enter open  q close  ? help"));
	assert_true(sees(80, " W who says so  Tab link  Enter open  Backspace back  / search  "
	                     "q close  ? help"));
}

static void a_key_is_told_only_where_it_helps(void **state)
{
	(void)state;
	press("d");
	assert_false(sees(80, "z lanes"));
	assert_true(sees(120, "z lanes"));
	press("q");
	assert_false(sees(200, "Y cite"));
	press("s =there_is_nothing Enter");
	assert_true(sees(200, "Y cite"));
}

/* ── Messages and lines ─────────────────────────────────────────────────────────────────────── */

static void a_long_message_takes_more_rows_and_keeps_its_end(void **state)
{
	(void)state;
	press("t");
	assert_true(sees(80, "The texts of the sources are not in this copy: --texts FOLDER names "
	                     "them\n"));
	assert_true(sees(40, " The texts of the sources are not in\n"
	                     " this copy: --texts FOLDER names them\n"));
}

static void a_line_says_what_it_wants_at_every_width(void **state)
{
	(void)state;
	press("@");
	assert_true(sees(40, "\n As known on:  2022-03; empty: now"));
	assert_true(sees(130, "A day, month or year: 2022-03-01, March 2022; empty: now"));
	press("Escape :");
	assert_true(sees(40, "\n : An action by its name"));
}

static void what_is_typed_replaces_the_day_before(void **state)
{
	(void)state;
	press("@ =2021-05-08 Enter @ =2022");
	assert_true(sees(80, "\n As known on: 2022 "));
	press("Escape @");
	assert_true(sees(80, "\n As known on:  8 May 2021 so far; empty: now"));
}

/* ── The row on top ─────────────────────────────────────────────────────────────────────────── */

static void the_way_is_without_what_is_shown(void **state)
{
	(void)state;
	assert_true(sees(80, " The harbour papers\n"));
	press("s =bo_lind Enter");
	assert_true(sees(80, " Signing of the harbour contract "));
	assert_false(sees(80, "contract › Bo Lind"));
}

static void what_is_only_looked_at_is_not_gone_to(void **state)
{
	(void)state;
	press("/ =bo_lind");
	assert_true(sees(80, "person (Enter goes there)"));
	press("Enter");
	assert_false(sees(80, "goes there"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_keys_of_all_panes_keep_their_places, begin,
		                                end),
		cmocka_unit_test_setup_teardown(a_narrow_row_keeps_the_way_out, begin, end),
		cmocka_unit_test_setup_teardown(a_key_is_told_only_where_it_helps, begin, end),
		cmocka_unit_test_setup_teardown(a_long_message_takes_more_rows_and_keeps_its_end,
		                                begin, end),
		cmocka_unit_test_setup_teardown(a_line_says_what_it_wants_at_every_width, begin,
		                                end),
		cmocka_unit_test_setup_teardown(what_is_typed_replaces_the_day_before, begin, end),
		cmocka_unit_test_setup_teardown(the_way_is_without_what_is_shown, begin, end),
		cmocka_unit_test_setup_teardown(what_is_only_looked_at_is_not_gone_to, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
