#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "support/collection.h"
#include "support/typist.h"
#include "ui/pane_page.h"
#include "ui/pane_view.h"
#include "ui/workspace.h"

static struct arena arena;
static struct workspace workspace;

static const char collection[] = "tests/cases/collection";

static int begin(void **state)
{
	(void)state;
	workspace_open(&workspace, support_archive_folder(&arena, collection), NO_DOSSIER);
	typist_sees(&workspace, &arena, 40, 150);
	return 0;
}

static int end(void **state)
{
	(void)state;
	workspace_close(&workspace);
	arena_release(&arena);
	return 0;
}

static void press(const char *names)
{
	typist_press(&workspace, names, 40, 150);
}

static bool shows(const char *part, int columns)
{
	return strstr(typist_sees(&workspace, &arena, 40, columns), part) != NULL;
}

static void shows_what_the_view_is_of_until_a_link_is_selected(void **state)
{
	(void)state;
	press("s =bo_li Enter v");
	assert_true(shows("─┬─ person ─", 150));
	assert_true(shows("│ Bo Lind\n", 150));
	assert_false(shows("│ Ada Quill\n", 150));
	press("Tab");
	assert_true(shows("│ Ada Quill\n", 150));
}

static void stands_only_where_the_screen_is_wide(void **state)
{
	(void)state;
	press("s =bo_li Enter v");
	assert_true(shows("│ Bo Lind\n", 150));
	assert_false(shows("─┬─ person ─", 149));
	assert_false(shows("│ Bo Lind\n", 149));
}

static void gives_way_to_lanes_and_columns(void **state)
{
	(void)state;
	press("D");
	assert_true(shows("─┬─ event ─", 150));
	press("z");
	assert_false(shows("─┬─ event ─", 150));
	press("q s =bo_li Enter c =ada Enter");
	assert_false(shows("─┬─ person ─", 150));
}

static void leaves_what_is_read_as_it_was(void **state)
{
	(void)state;
	press("s =bo_li Enter");
	struct dossier_ref before = workspace_subject(&workspace);
	press("v Tab");
	assert_int_equal(workspace_subject(&workspace).row, before.row);
	press("q");
	assert_int_equal(workspace_subject(&workspace).row, before.row);
	assert_true(shows("Connections: Bo Lind", 150));
}

static void is_of_the_archive_that_is_shown(void **state)
{
	(void)state;
	press("s =bo_li Enter v Tab");
	assert_true(shows("│ Ada Quill\n", 150));
	workspace_reload(&workspace, support_archive_of(&arena,
		"- {id: bo-lind, kind: person, name: Bo Lind, relations: "
		"[{type: met, to: ada-quill}]}\n"
		"- {id: ada-quill, kind: person, name: Ada Changed}\n"));
	assert_true(shows("│ Ada Changed\n", 150));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			shows_what_the_view_is_of_until_a_link_is_selected, begin, end),
		cmocka_unit_test_setup_teardown(stands_only_where_the_screen_is_wide, begin, end),
		cmocka_unit_test_setup_teardown(gives_way_to_lanes_and_columns, begin, end),
		cmocka_unit_test_setup_teardown(leaves_what_is_read_as_it_was, begin, end),
		cmocka_unit_test_setup_teardown(is_of_the_archive_that_is_shown, begin, end),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unicode_close();
	return failed;
}
