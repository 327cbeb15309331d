#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "support/collection.h"
#include "support/typist.h"
#include "ui/pane_list.h"
#include "ui/workspace.h"

static struct arena arena;
static struct workspace workspace;

static int begin(void **state)
{
	(void)state;
	workspace_open(&workspace, support_archive_folder(&arena, "tests/cases/collection"),
	               NO_DOSSIER);
	typist_sees(&workspace, &arena, 24, 80);
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
	typist_press(&workspace, names, 24, 80);
}

static const char *line(void)
{
	return str_copy(&arena, line_editor_text(&workspace.prompt.line)).bytes;
}

static void completes_a_field_and_then_its_values(void **state)
{
	(void)state;
	press("/ =lind_spea Tab");
	assert_string_equal(line(), "lind speaker:");
	press("Tab");
	assert_string_equal(line(), "lind speaker:ada-quill");
	press("Tab");
	assert_string_equal(line(), "lind speaker:bo-lind");
}

static void goes_round_and_back(void **state)
{
	(void)state;
	press("& Escape / =kind: Tab");
	assert_string_equal(line(), "kind:person");
	press("S-Tab");
	assert_string_equal(line(), "kind:source");
	press("Tab");
	assert_string_equal(line(), "kind:person");
}

static void searches_for_what_was_completed(void **state)
{
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	(void)state;
	press("/ =kind:pers Tab");
	assert_int_equal(list->viewport.count, 3);
}

static void completes_anew_once_something_else_is_typed(void **state)
{
	(void)state;
	press("/ =kind:p Tab");
	assert_string_equal(line(), "kind:person");
	press("C-u =status: Tab");
	assert_string_equal(line(), "status:disputed");
}

static void moves_in_the_list_where_nothing_is_completed(void **state)
{
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	(void)state;
	press("/ =harbour Tab");
	assert_int_equal(list->viewport.cursor, 1);
	press("S-Tab");
	assert_int_equal(list->viewport.cursor, 0);
	assert_string_equal(line(), "harbour");
	press("Escape s =speaker: Tab");
	assert_string_equal(line(), "speaker:");
}

static void completes_only_at_the_end_of_the_line(void **state)
{
	(void)state;
	press("/ =spea C-a Tab");
	assert_string_equal(line(), "spea");
}

static const char *sees(void)
{
	return typist_sees(&workspace, &arena, 24, 80);
}

static void offers_in_a_limit_what_its_list_has(void **state)
{
	(void)state;
	press("/ =kind:claim Enter & =status:");
	assert_non_null(strstr(sees(), "  disputed                          1 │"));
	assert_non_null(strstr(sees(), "  unverified                        1 │"));
	press("Escape / =kind:quote Enter & =kind:");
	assert_null(strstr(sees(), "person"));
	press("Tab");
	assert_string_equal(line(), "kind:quote");
	press("Tab");
	assert_string_equal(line(), "kind:quote");
}

static void completes_names_of_fields_in_a_limit(void **state)
{
	(void)state;
	press("L Enter & =spea Tab");
	assert_string_equal(line(), "speaker:");
}

static void goes_to_the_last_hit_at_the_end_of_the_line(void **state)
{
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	(void)state;
	press("/ =harbour Down");
	assert_int_equal(list->viewport.cursor, 1);
	press("Home");
	assert_int_equal(list->viewport.cursor, 1);
	press("End");
	assert_int_equal(list->viewport.cursor, 1);
	press("End");
	assert_int_equal(list->viewport.cursor, list->viewport.count - 1);
	press("C-a Home");
	assert_int_equal(list->viewport.cursor, 0);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)
	const struct CMUnitTest tests[] = {
		CASE(completes_a_field_and_then_its_values),
		CASE(goes_round_and_back),
		CASE(searches_for_what_was_completed),
		CASE(completes_anew_once_something_else_is_typed),
		CASE(moves_in_the_list_where_nothing_is_completed),
		CASE(completes_only_at_the_end_of_the_line),
		CASE(offers_in_a_limit_what_its_list_has),
		CASE(completes_names_of_fields_in_a_limit),
		CASE(goes_to_the_last_hit_at_the_end_of_the_line),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unicode_close();
	return failed;
}
