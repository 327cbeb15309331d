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

/* a takes part in seven events that b has nothing to do with. */
static const char collection[] =
	"- {id: a, kind: person, name: Ana}\n"
	"- {id: b, kind: person, name: Ben}\n"
	"- {id: e1, kind: event, name: E 1, participants: [a]}\n"
	"- {id: e2, kind: event, name: E 2, participants: [a]}\n"
	"- {id: e3, kind: event, name: E 3, participants: [a]}\n"
	"- {id: e4, kind: event, name: E 4, participants: [a]}\n"
	"- {id: e5, kind: event, name: E 5, participants: [a]}\n"
	"- {id: e6, kind: event, name: E 6, participants: [a]}\n"
	"- {id: e7, kind: event, name: E 7, participants: [a]}\n";

static void press(const char *names)
{
	typist_press(&workspace, names, 24, 80);
}

static int begin(void **state)
{
	(void)state;
	workspace_open(&workspace, support_archive_of(&arena, collection), NO_DOSSIER);
	typist_sees(&workspace, &arena, 24, 80);
	press("s =ana Enter c =ben Enter");
	return 0;
}

static int end(void **state)
{
	(void)state;
	workspace_close(&workspace);
	arena_release(&arena);
	return 0;
}

static const struct page *page(void)
{
	assert_ptr_equal(workspace.overlay.ops, &pane_view_ops);
	return &pane_page_view(&workspace.overlay)->page;
}

static bool says(const char *words)
{
	struct str text = page_plain_text(page(), &arena);
	return str_find(text, str_of(words), 0) != SIZE_MAX;
}

static void more_of_it_shows_what_was_cut_and_less_cuts_it_again(void **state)
{
	(void)state;
	assert_true(says("7 events: E 1; E 2; E 3; E 4; E 5; and 2 more\n"));
	press("+");
	assert_true(says("7 events:\n  E 1\n  E 2\n  E 3\n  E 4\n  E 5\n  E 6\n  E 7\n"));
	press("-");
	assert_true(says("and 2 more\n"));
}

static void what_is_found_in_the_page_is_found_in_all_that_is_shown(void **state)
{
	(void)state;
	press("+ i =7 Enter");
	const struct page_view *view = pane_page_view(&workspace.overlay);
	assert_int_equal(view->matches.count, 2);       /* "7 events", "E 7" */
}

static void the_rest_of_a_list_leads_to_all_of_it(void **state)
{
	(void)state;
	struct page_view *view = pane_page_view(&workspace.overlay);
	for (size_t i = 0; i < view->page.links.count; i++)
		if (view->page.links.items[i].kind == PAGE_LINK_SEARCH)
			page_view_pick(view, (int)i);
	press("Enter");
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	assert_null(workspace.overlay.ops);
	assert_int_equal(list->source, LIST_RESULTS);
	assert_int_equal(list_search_count(list_results(list)), 7);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(more_of_it_shows_what_was_cut_and_less_cuts_it_again),
		TEST(what_is_found_in_the_page_is_found_in_all_that_is_shown),
		TEST(the_rest_of_a_list_leads_to_all_of_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
