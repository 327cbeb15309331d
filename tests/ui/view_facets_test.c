#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "support/collection.h"
#include "support/typist.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

static struct arena arena;
static struct workspace workspace;

static const char collection[] = "tests/cases/collection";

static int begin(void **state)
{
	(void)state;
	workspace_open(&workspace, support_archive_folder(&arena, collection), NO_DOSSIER);
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

static const struct list_state *list(void)
{
	return workspace.panes[SLOT_LIST].state;
}

static const struct page *page(void)
{
	assert_ptr_equal(workspace.overlay.ops, &pane_view_ops);
	return &pane_page_view(&workspace.overlay)->page;
}

static const char *first_line(void)
{
	return str_copy(&arena, page_line_text(page(), &arena, 0)).bytes;
}

static void counts_what_is_listed(void **state)
{
	(void)state;
	press("/ =harbour Enter F");
	assert_string_equal(first_line(), "6 dossiers");
	press("q & =kind:event Enter F");
	assert_string_equal(first_line(), "2 dossiers");
}

static void counts_the_whole_collection_over_the_kinds(void **state)
{
	(void)state;
	press("L F");
	assert_string_equal(first_line(), "17 dossiers");
}

/* The link of that query, or fails. */
static int link_with(const char *query)
{
	for (size_t i = 0; i < page()->links.count; i++)
		if (str_equal(page()->links.items[i].text, str_of(query)))
			return (int)i;
	fail_msg("no link has the query %s", query);
	return -1;
}

static void follow(const char *query)
{
	page_view_select(pane_page_view(&workspace.overlay), link_with(query));
	press("Enter");
}

static void narrows_the_list_by_what_is_chosen(void **state)
{
	(void)state;
	press("/ =harbour Enter F");
	follow("kind:event");
	assert_null(workspace.overlay.ops);
	assert_int_equal(workspace.focus, SLOT_LIST);
	assert_int_equal(list()->viewport.count, 2);
	press("F");
	follow("place:port-haven");
	assert_int_equal(list()->limits.count, 2);
	assert_int_equal(list()->viewport.count, 2);
}

static void searches_for_what_is_chosen_in_the_whole_collection(void **state)
{
	(void)state;
	press("L F");
	follow("kind:person");
	assert_int_equal(list()->source, LIST_RESULTS);
	assert_int_equal(list()->viewport.count, 3);
}

static void has_nothing_to_count_in_an_empty_list(void **state)
{
	(void)state;
	press("R F");
	assert_null(workspace.overlay.ops);
	assert_true(workspace.message_is_error);
}

static void is_counted_anew_in_another_archive(void **state)
{
	(void)state;
	press("L F");
	workspace_reload(&workspace, support_archive_folder(&arena, "tests/cases/corners"));
	typist_sees(&workspace, &arena, 24, 80);
	assert_string_not_equal(first_line(), "17 dossiers");
}

static void takes_the_query_away_as_an_id(void **state)
{
	(void)state;
	press("L F");
	page_view_select(pane_page_view(&workspace.overlay), link_with("kind:person"));
	press("y");
	assert_string_equal(str_copy(&arena, workspace.copying.text).bytes, "kind:person");
}

/* What it was counted of before must not be looked at again. */
static void keeps_nothing_of_a_list_that_became_empty(void **state)
{
	(void)state;
	press("/ =harbour Enter & =kind:event Enter F");
	assert_string_equal(first_line(), "2 dossiers");
	press("@ =1900 Enter");
	assert_true(workspace.message_is_error);
	typist_sees(&workspace, &arena, 24, 80);
	press("+ - q");
	assert_null(workspace.overlay.ops);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)
	const struct CMUnitTest tests[] = {
		CASE(counts_what_is_listed),
		CASE(counts_the_whole_collection_over_the_kinds),
		CASE(keeps_nothing_of_a_list_that_became_empty),
		CASE(narrows_the_list_by_what_is_chosen),
		CASE(searches_for_what_is_chosen_in_the_whole_collection),
		CASE(has_nothing_to_count_in_an_empty_list),
		CASE(is_counted_anew_in_another_archive),
		CASE(takes_the_query_away_as_an_id),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unicode_close();
	return failed;
}
