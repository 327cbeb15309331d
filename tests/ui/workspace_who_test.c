#include "ui/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "support/collection.h"
#include "support/typist.h"
#include "ui/pane_page.h"

static struct arena arena;
static struct workspace workspace;

static int begin(void **state)
{
	(void)state;
	struct archive *archive = support_archive_folder(&arena, "tests/cases/disputes");
	workspace_open(&workspace, archive, dossier_find(archive, STR("mira-sol")));
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

static bool sees(const char *words)
{
	return strstr(typist_sees(&workspace, &arena, 24, 80), words) != NULL;
}

static struct page_view *dossier_view(void)
{
	return pane_page_view(&workspace.panes[SLOT_DOSSIER]);
}

/* Select the source mark of that number in what is read. */
static void select_mark(unsigned number)
{
	for (unsigned i = 0; i < number; i++)
		press("r");
}

static void tells_of_the_first_value_in_sight(void **state)
{
	(void)state;
	press("W");
	assert_true(sees("Who says so: Mira Sol"));
	assert_true(sees("Harbour master of Tarn"));
	assert_true(sees("value 2 of 12"));
}

static void tells_of_the_value_that_the_selected_mark_is_of(void **state)
{
	(void)state;
	select_mark(6);
	press("W");
	assert_true(sees("1963"));
	assert_true(sees("value 8 of 12"));
	assert_true(sees("preferred   March 1961  [3]"));
}

static void has_the_source_of_the_selected_mark_selected(void **state)
{
	(void)state;
	select_mark(6);
	press("W Enter");
	assert_str(dossier_id(workspace.archive, workspace_subject(&workspace)), "daily");
}

static void enter_asks_where_nothing_is_selected(void **state)
{
	(void)state;
	press("Enter");
	assert_true(sees("Who says so: Mira Sol"));
}

static void walks_from_value_to_value(void **state)
{
	(void)state;
	press("W J J");
	assert_true(sees("value 4 of 12"));
	press("K");
	assert_true(sees("value 3 of 12"));
	press("K K K");
	assert_true(sees("value 1 of 12"));
	assert_true(sees("Nothing comes before this"));
	press("J J J J J J J J J J J J");
	assert_true(sees("value 12 of 12"));
	assert_true(sees("Nothing comes behind this"));
}

static void walks_by_the_keys_for_lines_to_both_ends(void **state)
{
	(void)state;
	press("W j j");
	assert_true(sees("value 4 of 12"));
	press("k");
	assert_true(sees("value 3 of 12"));
	press("G");
	assert_true(sees("value 12 of 12"));
	press("g g");
	assert_true(sees("value 1 of 12"));
	assert_false(sees("Nothing comes before this"));
}

static void shows_all_values_with_their_sources_and_one_told(void **state)
{
	(void)state;
	select_mark(6);
	press("W");
	assert_true(sees("› Born               1963"));
	assert_true(sees("The Tarn Daily on its har…"));
	assert_true(sees("─────────────────────────────────────"));
	assert_true(sees("as of 2019"));
	assert_false(sees("dossiers.yaml"));
}

static void enter_shows_the_value_where_nothing_is_selected(void **state)
{
	(void)state;
	press("W G Enter");
	assert_null(workspace.overlay.ops);
}

static void chooses_the_value_that_is_clicked(void **state)
{
	(void)state;
	press("W");
	const char *screen = typist_sees(&workspace, &arena, 24, 80);
	int row = 0;
	for (const char *at = screen; at < strstr(screen, "Born"); at++)
		row += *at == '\n';
	assert_true(row > 0);
	workspace_mouse(&workspace, (struct mouse){ .deed = MOUSE_CLICK, .row = row, .column = 30 });
	assert_true(sees("› Born"));
}

static void goes_back_to_the_page_at_the_value(void **state)
{
	(void)state;
	typist_sees(&workspace, &arena, 12, 40);
	typist_press(&workspace, "W", 12, 40);
	typist_press(&workspace, "J J J J J J J J J J W", 12, 40);
	assert_null(workspace.overlay.ops);
	assert_non_null(strstr(typist_sees(&workspace, &arena, 12, 40), "Oren Vale"));
	assert_true(dossier_view()->top > 0);
	typist_press(&workspace, "W K K K K K K K K K K q", 12, 40);
	assert_null(workspace.overlay.ops);
}

static void leaves_the_page_where_it_was_if_no_other_value_was_chosen(void **state)
{
	(void)state;
	typist_press(&workspace, "End", 12, 40);
	int top = dossier_view()->top;
	assert_true(top > 0);
	typist_press(&workspace, "W q", 12, 40);
	assert_int_equal(dossier_view()->top, top);
	typist_press(&workspace, "W J K W", 12, 40);
	assert_int_equal(dossier_view()->top, top);
	typist_press(&workspace, "W Enter", 12, 40);
	assert_true(dossier_view()->top < top);
}

static void keeps_the_mark_that_was_asked_about(void **state)
{
	(void)state;
	select_mark(6);
	int link = dossier_view()->link;
	press("W q");
	assert_int_equal(dossier_view()->link, link);
}

static void opens_again_at_what_is_selected_now(void **state)
{
	(void)state;
	press("W J q");
	select_mark(1);
	press("W");
	assert_true(sees("value 2 of 12"));
}

static void finds_its_value_in_another_archive(void **state)
{
	(void)state;
	select_mark(6);
	press("W");
	workspace_reload(&workspace, support_archive_folder(&arena, "tests/cases/disputes"));
	assert_true(sees("value 8 of 12"));
}

static void asks_about_a_quote_by_its_words(void **state)
{
	(void)state;
	struct page_view *view = dossier_view();
	for (size_t i = 0; i < view->page.links.count; i++)
		if (str_equal(dossier_id(workspace.archive, view->page.links.items[i].to),
		              STR("tide")))
			page_view_select(view, (int)i);
	press("W");
	assert_true(sees("The tide waits for no office"));
	assert_true(sees("not checked against its source yet"));
}

/* Select the first connection that leads to a dossier by a value of another. */
static void asks_about_a_connection_where_it_is_written(void **state)
{
	(void)state;
	press("w");
	struct page_view *links = pane_page_view(&workspace.panes[SLOT_LINKS]);
	page_view_select(links, 0);
	press("W");
	assert_true(sees("Who says so: Mira Sol"));
	assert_true(sees("› met "));
	press("q");
	page_view_select(links, 1);
	press("W");
	assert_true(sees("Who says so: Oren Vale"));
	assert_true(sees("met Mira Sol, 2 May 2019 [9]") || sees("Written at the other end (1)"));
	press("q");
	assert_int_equal(workspace.focus, SLOT_LINKS);
}

static void asks_about_a_connection_while_it_is_pinned(void **state)
{
	(void)state;
	press("w P J W");
	assert_str(dossier_id(workspace.archive, workspace_subject(&workspace)), "oren-vale");
	assert_non_null(workspace.overlay.ops);
	assert_true(sees("Who says so:"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tells_of_the_first_value_in_sight, begin, end),
		cmocka_unit_test_setup_teardown(tells_of_the_value_that_the_selected_mark_is_of,
		                                begin, end),
		cmocka_unit_test_setup_teardown(has_the_source_of_the_selected_mark_selected, begin,
		                                end),
		cmocka_unit_test_setup_teardown(enter_asks_where_nothing_is_selected, begin, end),
		cmocka_unit_test_setup_teardown(walks_from_value_to_value, begin, end),
		cmocka_unit_test_setup_teardown(walks_by_the_keys_for_lines_to_both_ends, begin, end),
		cmocka_unit_test_setup_teardown(shows_all_values_with_their_sources_and_one_told, begin, end),
		cmocka_unit_test_setup_teardown(enter_shows_the_value_where_nothing_is_selected, begin, end),
		cmocka_unit_test_setup_teardown(chooses_the_value_that_is_clicked, begin, end),
		cmocka_unit_test_setup_teardown(goes_back_to_the_page_at_the_value, begin, end),
		cmocka_unit_test_setup_teardown(leaves_the_page_where_it_was_if_no_other_value_was_chosen,
		                                begin, end),
		cmocka_unit_test_setup_teardown(keeps_the_mark_that_was_asked_about, begin, end),
		cmocka_unit_test_setup_teardown(opens_again_at_what_is_selected_now, begin, end),
		cmocka_unit_test_setup_teardown(finds_its_value_in_another_archive, begin, end),
		cmocka_unit_test_setup_teardown(asks_about_a_quote_by_its_words, begin, end),
		cmocka_unit_test_setup_teardown(asks_about_a_connection_where_it_is_written, begin,
		                                end),
		cmocka_unit_test_setup_teardown(asks_about_a_connection_while_it_is_pinned, begin,
		                                end),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unicode_close();
	return failed;
}
