#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "reader/reader.h"
#include "support/collection.h"
#include "support/typist.h"
#include "ui/pane_list.h"
#include "ui/workspace.h"

static struct arena arena;
static struct workspace workspace;

static int begin(void **state)
{
	struct reader_options in_memory = { .path = STR("kinds"), .keeps_nothing = true };
	struct str note;
	struct fault why;
	(void)state;
	workspace_open(&workspace, support_archive_folder(&arena, "tests/cases/collection"),
	               NO_DOSSIER);
	assert_true(reader_open(&arena, in_memory, &workspace.reader, &note, &why));
	typist_sees(&workspace, &arena, 24, 80);
	return 0;
}

static int end(void **state)
{
	(void)state;
	workspace_close(&workspace);
	reader_close(workspace.reader);
	arena_release(&arena);
	return 0;
}

static void press(const char *names)
{
	typist_press(&workspace, names, 24, 80);
}

static const struct list_state *list(void)
{
	return workspace.panes[SLOT_LIST].state;
}

/* The search under the cursor; empty: there is none. */
static const char *selected(void)
{
	struct reader_search search;
	int row = list()->viewport.cursor;
	if (list()->source != LIST_KINDS ||
	    !list_kinds_search(list(), workspace.archive, row, &search))
		return "";
	return str_copy(&arena, search.name).bytes;
}

static void keep(const char *query, const char *name)
{
	struct fault why;
	assert_true(reader_set_search(workspace.reader, str_of(name), str_of(query), &why));
}

static void says_where_a_search_is_kept_from(void **state)
{
	(void)state;
	press("L S");
	assert_string_equal(workspace.message,
	                    "Search first: its results are kept");
	workspace.message[0] = '\0';
	press("/ =nosuchfield:x S Escape T S");
	assert_string_equal(workspace.message,
	                    "Search first: its results are kept");
	assert_int_equal(reader_search_count(workspace.reader), 0);
}

static void keeps_words_of_names_as_a_query_for_names(void **state)
{
	(void)state;
	press("s =bo_lind Enter S Enter");
	assert_int_equal(reader_search_count(workspace.reader), 1);
	struct reader_search kept = reader_search_at(workspace.reader, 0);
	assert_string_equal(str_copy(&arena, kept.query).bytes, "name:bo name:lind");
}

static void lets_go_from_the_results_of_what_is_kept(void **state)
{
	(void)state;
	press("/ =harbour Enter S Enter");
	assert_int_equal(reader_search_count(workspace.reader), 1);
	press("S");
	assert_int_equal(reader_search_count(workspace.reader), 0);
	assert_string_equal(workspace.message, "No longer kept: harbour");
}

static void passes_over_the_heading_both_ways(void **state)
{
	(void)state;
	keep("harbour", "first");
	keep("lind", "second");
	press("L G");
	assert_string_equal(selected(), "second");
	press("k");
	assert_string_equal(selected(), "first");
	int row = list()->viewport.cursor;
	press("k");
	assert_int_equal(list()->viewport.cursor, row - 2);
	press("j");
	assert_int_equal(list()->viewport.cursor, row);
	press("g g PageDown PageUp");
	assert_int_equal(list()->viewport.cursor, 0);
}

static void finds_the_selected_search_again_in_another_archive(void **state)
{
	(void)state;
	keep("harbour", "first");
	keep("lind", "second");
	press("L G");
	workspace_reload(&workspace, support_archive_folder(&arena, "tests/cases/corners"));
	assert_string_equal(selected(), "second");
	press("Backspace L T");
	workspace_reload(&workspace, support_archive_folder(&arena, "tests/cases/collection"));
	press("L");
	assert_string_equal(selected(), "second");
}

static void makes_the_search_again_that_is_opened(void **state)
{
	(void)state;
	keep("kind:person lind", "men");
	press("L G Enter");
	assert_int_equal(list()->source, LIST_RESULTS);
	assert_int_equal(list()->viewport.count, 2);
	assert_ptr_equal(workspace_focus(&workspace), &workspace.panes[SLOT_LIST]);
	press("Backspace");
	assert_string_equal(selected(), "men");
}

static void says_what_cannot_be_a_name(void **state)
{
	(void)state;
	char keys[400] = "/ =harbour Enter S C-u =";
	memset(keys + strlen(keys), 'x', 201);
	press(keys);
	press("Enter");
	assert_true(workspace.message_is_error);
	assert_int_equal(reader_search_count(workspace.reader), 0);
	assert_int_equal(list()->source, LIST_RESULTS);
}

static void cannot_keep_without_a_reader(void **state)
{
	struct reader *reader = workspace.reader;
	(void)state;
	workspace.reader = NULL;
	press("/ =harbour Enter S");
	assert_string_equal(workspace.message, "Searches cannot be kept here");
	workspace.reader = reader;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(says_where_a_search_is_kept_from, begin, end),
		cmocka_unit_test_setup_teardown(keeps_words_of_names_as_a_query_for_names, begin,
		                                end),
		cmocka_unit_test_setup_teardown(lets_go_from_the_results_of_what_is_kept, begin,
		                                end),
		cmocka_unit_test_setup_teardown(passes_over_the_heading_both_ways, begin, end),
		cmocka_unit_test_setup_teardown(
			finds_the_selected_search_again_in_another_archive, begin, end),
		cmocka_unit_test_setup_teardown(makes_the_search_again_that_is_opened, begin, end),
		cmocka_unit_test_setup_teardown(says_what_cannot_be_a_name, begin, end),
		cmocka_unit_test_setup_teardown(cannot_keep_without_a_reader, begin, end),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unicode_close();
	return failed;
}
