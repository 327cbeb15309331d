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
#include "ui/pane_list.h"

enum { ROWS = 24, COLUMNS = 130 };

static const char collection[] = "tests/cases/collection";

static struct arena arena, archives[2];
static struct workspace workspace;

static int begin(void **state)
{
	(void)state;
	workspace_open(&workspace, support_archive_folder(&archives[0], collection), NO_DOSSIER);
	typist_sees(&workspace, &arena, ROWS, COLUMNS);
	return 0;
}

static int end(void **state)
{
	(void)state;
	workspace_close(&workspace);
	arena_release(&archives[0]);
	arena_release(&archives[1]);
	arena_release(&arena);
	unicode_close();
	return 0;
}

static bool sees(const char *words)
{
	return strstr(typist_sees(&workspace, &arena, ROWS, COLUMNS), words) != NULL;
}

static void press(const char *names)
{
	typist_press(&workspace, names, ROWS, COLUMNS);
}

static void a_day_holds_until_another_or_none_is_given(void **state)
{
	(void)state;
	assert_true(sees("All 17 dossiers"));
	press("@ =2021-05-08 Enter");
	assert_true(sees("as known on 8 May 2021"));
	assert_true(sees("9 dossiers known then"));
	press("@ =2020 Enter");
	assert_true(sees("as known on 31 December 2020"));
	assert_false(sees("8 May 2021"));
	press("@ Enter");
	assert_false(sees("as known on"));
	assert_true(sees("All 17 dossiers"));
}

static void an_empty_line_ends_it_and_says_so(void **state)
{
	(void)state;
	press("@ =2021-05-08 Enter @");
	assert_true(sees("As known on:  8 May 2021 so far; empty: now"));
	assert_non_null(strstr(typist_sees(&workspace, &arena, 12, 40),
	                       "As known on:  8 May 2021; empty: now"));
	press("Enter");
	assert_false(sees("as known on"));
}

static void what_is_no_day_changes_nothing(void **state)
{
	(void)state;
	press("@ =2021-05-08 Enter @ =soon Enter");
	assert_true(sees("soon is not a date"));
	assert_true(sees("as known on 8 May 2021"));
	assert_true(sees("As known on: soon"));
	press("Escape");
	assert_true(sees("as known on 8 May 2021"));
}

static void what_is_no_day_is_mended_where_it_was_typed(void **state)
{
	(void)state;
	press("@ =2021-05-088 Enter Backspace Enter");
	assert_true(sees("as known on 8 May 2021"));
	press("D & =2021-05x Enter");
	assert_true(sees("2021-05x is not a date"));
	press("Backspace Enter");
	assert_true(sees("only May 2021"));
}

static void the_cursor_stays_on_its_dossier(void **state)
{
	(void)state;
	const struct pane *list = &workspace.panes[SLOT_LIST];
	press("T G k k k");
	struct dossier_ref before = list->ops->subject(list, &workspace);
	press("@ =2022 Enter");
	assert_int_equal(list->ops->subject(list, &workspace).row, before.row);
	press("@ =2021-05-08 Enter @ Enter");
	assert_true(sees("timeline"));
}

static void searches_and_views_follow(void **state)
{
	(void)state;
	press("@ =2021-05-08 Enter / =kind:event");
	assert_true(sees("1/1"));
	press("Escape @ Enter / =kind:event");
	assert_true(sees("1/2"));
	press("Escape D");
	assert_true(sees("# 3 publications"));
	press("@ =2021-05-08 Enter");
	assert_true(sees("# 2 publications"));
	assert_true(sees("As known on 8 May 2021: 8 entries are hidden."));
}

/* In searches, in the switcher and on the page alike, with what ends it. */
static void what_was_not_known_then_is_said_in_one_sentence(void **state)
{
	(void)state;
	static const char words[] = "Not known on 8 May 2021:";
	press("@ =2021-05-08 Enter / =bo-lind");
	assert_true(sees(words));
	press("C-u =speaker:lind");
	assert_true(sees(words));
	press("Escape s =lind");
	assert_true(sees(words));
	press("Escape @ Enter s =bo-lind Enter @ =2021-05-08 Enter");
	assert_true(sees("Not known on 8 May 2021: Bo Lind. @ and an empty"));
}

static void who_says_so_of_what_was_not_known_says_that(void **state)
{
	(void)state;
	press("W @ =2020 Enter");
	assert_true(sees("Not known on 31 December 2020:"));
	assert_false(sees("of 0"));
	press("j");
	assert_true(sees("Not known on 31 December 2020:"));
}

static void another_archive_is_shown_as_it_was_known(void **state)
{
	(void)state;
	press("@ =2021-05-08 Enter / =kind:person Enter d");
	for (int i = 1; i < 6; i++) {
		workspace_reload(&workspace, support_archive_folder(&archives[i % 2], collection));
		arena_release(&archives[(i + 1) % 2]);
		assert_true(sees("as known on 8 May 2021"));
		press(i % 2 ? "q T" : "L Tab");
	}
	press("L");
	assert_true(sees("9 dossiers known then"));
}

static void lists_wait_until_all_is_counted(void **state)
{
	(void)state;
	press("@ =2021-05-08 Enter");
	known_end(&workspace.known);
	((struct list_state *)workspace.panes[SLOT_LIST].state)->known = NULL;
	struct date date;
	assert_true(known_parse(STR("2021-05-08"), &date, NULL));
	workspace.known = known_on(workspace.archive, date);
	assert_true(sees("as known on 8 May 2021…"));
	assert_true(sees("All 17 dossiers"));
	while (workspace_idle(&workspace, 1))
		continue;
	assert_false(sees("2021…"));
	assert_true(sees("9 dossiers known then"));
}

static void views_that_know_no_days_are_not_shown(void **state)
{
	static const char *const keys[] = { "M", "u" };
	(void)state;
	press("@ =2021-05 Enter");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		press(keys[i]);
		assert_null(workspace.overlay.ops);
		assert_true(strstr(workspace.message, "This shows what is known now"));
	}
	press("@ Enter M @ =2021-05 Enter");
	assert_false(sees("in words"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_day_holds_until_another_or_none_is_given),
		TEST(an_empty_line_ends_it_and_says_so),
		TEST(what_is_no_day_changes_nothing),
		TEST(what_is_no_day_is_mended_where_it_was_typed),
		TEST(the_cursor_stays_on_its_dossier),
		TEST(searches_and_views_follow),
		TEST(what_was_not_known_then_is_said_in_one_sentence),
		TEST(who_says_so_of_what_was_not_known_says_that),
		TEST(another_archive_is_shown_as_it_was_known),
		TEST(lists_wait_until_all_is_counted),
		TEST(views_that_know_no_days_are_not_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
