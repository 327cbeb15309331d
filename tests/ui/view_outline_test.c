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
	typist_sees(&workspace, &arena, 16, 80);
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
	typist_press(&workspace, names, 16, 80);
}

static bool sees(const char *words)
{
	return strstr(typist_sees(&workspace, &arena, 16, 80), words) != NULL;
}

/* The words of a line of the dossier's page. */
static struct str line_at(int line)
{
	const struct page_view *view = pane_page_view(&workspace.panes[SLOT_DOSSIER]);
	return page_line_text(&view->page, &arena, (uint32_t)line);
}

static int top(void)
{
	return pane_page_view(&workspace.panes[SLOT_DOSSIER])->top;
}

static void lists_the_sections_with_their_counts(void **state)
{
	(void)state;
	press("g O");
	assert_true(sees("─ Sections ────"));
	assert_true(sees("\n › (beginning)                        │"));
	assert_true(sees("\n   Relations                        2 │"));
	assert_true(sees("\n   Claims about this person         2 │"));
	assert_true(sees("\n   Sources                          4 │"));
	assert_false(sees("All 10 dossiers"));
}

static void goes_to_the_section_that_is_chosen(void **state)
{
	(void)state;
	press("g O j Enter");
	assert_null(workspace.overlay.ops);
	assert_str(line_at(top()), "Relations (2)");
	assert_int_equal(workspace.focus, SLOT_DOSSIER);
}

static void begins_at_the_section_one_is_in(void **state)
{
	(void)state;
	press("} } g O k Enter");
	assert_str(line_at(top()), "Relations (2)");
	press("g O k Enter");
	assert_int_equal(top(), 0);
}

static void begins_at_the_section_of_the_selected_link(void **state)
{
	(void)state;
	press("} Tab g O");
	const struct page_view *view = pane_page_view(&workspace.overlay);
	assert_int_equal(view->link, 1);
}

static void is_closed_by_its_key_by_q_and_by_escape(void **state)
{
	(void)state;
	press("g O g O");
	assert_null(workspace.overlay.ops);
	press("g O q");
	assert_null(workspace.overlay.ops);
	press("g O Escape");
	assert_null(workspace.overlay.ops);
	assert_false(workspace.is_done);
	assert_int_equal(top(), 0);
}

static void goes_by_a_letter_or_a_number(void **state)
{
	(void)state;
	press("g O f s");
	assert_null(workspace.overlay.ops);
	assert_str(line_at(top()), "Relations (2)");
	press("g O 3 Enter");
	assert_null(workspace.overlay.ops);
	assert_str(line_at(top()), "Quotes (1)");
}

static void is_of_the_connections_where_they_are_read(void **state)
{
	(void)state;
	press("w g O");
	assert_int_equal(workspace.focus, SLOT_LINKS);
	assert_true(sees("\n   Supported                        1 │"));
	press("j Enter");
	assert_int_equal(workspace.focus, SLOT_LINKS);
}

static void does_not_move_what_is_below_by_other_keys(void **state)
{
	(void)state;
	press("g O J K W");
	assert_non_null(workspace.overlay.ops);
	assert_str(dossier_id(workspace.archive, workspace_subject(&workspace)), "mira-sol");
}

static void says_that_there_are_no_sections(void **state)
{
	(void)state;
	struct archive *archive = support_archive_of(&arena, "{id: a, kind: place, name: A, "
	                                                     "sources: [b]}\n");
	workspace_close(&workspace);
	workspace_open(&workspace, archive, NO_DOSSIER);
	typist_sees(&workspace, &arena, 16, 80);
	pane_page_view(&workspace.panes[SLOT_DOSSIER])->page.lines.count = 1;
	workspace_action(&workspace, ACTION_OUTLINE);
	assert_string_equal(workspace.message, "There are no sections here");
	assert_null(workspace.overlay.ops);
}

static void stays_with_what_is_read_in_another_archive(void **state)
{
	(void)state;
	press("g O j j");
	workspace_reload(&workspace, support_archive_folder(&arena, "tests/cases/disputes"));
	press("Enter");
	assert_str(line_at(top()), "Quotes (1)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lists_the_sections_with_their_counts, begin, end),
		cmocka_unit_test_setup_teardown(goes_to_the_section_that_is_chosen, begin, end),
		cmocka_unit_test_setup_teardown(begins_at_the_section_one_is_in, begin, end),
		cmocka_unit_test_setup_teardown(begins_at_the_section_of_the_selected_link, begin,
		                                end),
		cmocka_unit_test_setup_teardown(is_closed_by_its_key_by_q_and_by_escape, begin, end),
		cmocka_unit_test_setup_teardown(goes_by_a_letter_or_a_number, begin, end),
		cmocka_unit_test_setup_teardown(is_of_the_connections_where_they_are_read, begin,
		                                end),
		cmocka_unit_test_setup_teardown(does_not_move_what_is_below_by_other_keys, begin,
		                                end),
		cmocka_unit_test_setup_teardown(says_that_there_are_no_sections, begin, end),
		cmocka_unit_test_setup_teardown(stays_with_what_is_read_in_another_archive, begin,
		                                end),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unicode_close();
	return failed;
}
