#include "ui/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "support/collection.h"
#include "support/terminal_script.h"
#include "support/typist.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"
#include "ui/ui.h"

static struct arena arena;
static struct workspace workspace;

static const char *draw(void)
{
	return typist_sees(&workspace, &arena, 12, 80);
}

static int begin(void **state)
{
	(void)state;
	const char *folder = "tests/cases/collection";
	keymap_use(PRESET_VI);
	workspace_open(&workspace, support_archive_folder(&arena, folder), NO_DOSSIER);
	draw();
	return 0;
}

static int end(void **state)
{
	(void)state;
	workspace_close(&workspace);
	arena_release(&arena);
	keymap_use(PRESET_VI);
	return 0;
}

static void press(const char *names)
{
	typist_press(&workspace, names, 12, 80);
}

static int page_top(void)
{
	return pane_page_view(&workspace.panes[SLOT_DOSSIER])->top;
}

static void binds_a_key_for_the_session(void **state)
{
	(void)state;
	press(": =bind_C-t_timeline Enter");
	assert_string_equal(workspace.message, "C-t is now timeline");
	press("C-t");
	assert_int_equal(((struct list_state *)workspace.panes[SLOT_LIST].state)->source,
	                 LIST_TIMELINE);
}

static void says_what_a_key_was_before(void **state)
{
	(void)state;
	press(": =bind_T_tree Enter");
	assert_string_equal(workspace.message, "T is now tree; T was timeline");
	press(": =bind_g_tree Enter");
	assert_string_equal(workspace.message, "g is now tree; g g was first, and 1 more is gone");
	press(": =bind_C-w_none Enter");
	assert_string_equal(workspace.message,
	                    "C-w is now nothing; C-w w was pane-next, and 4 more are gone");
}

static void says_why_a_key_is_not_bound(void **state)
{
	(void)state;
	press(": =bind Enter");
	assert_string_equal(workspace.message,
	                    "Type bind KEY ACTION, as in: bind C-t timeline");
	press(": =bind_C-t Enter");
	assert_string_equal(workspace.message,
	                    "Type bind KEY ACTION, as in: bind C-t timeline");
	press(": =bind_C-t_tim Enter");
	assert_string_equal(workspace.message, "There is no action 'tim'");
	press(": =bind_Sprace_tree Enter");
	assert_string_equal(workspace.message, "Not bound: there is no key \"Sprace\"");
	assert_true(workspace.message_is_error);
}

static void completes_the_action_that_a_key_is_bound_to(void **state)
{
	(void)state;
	press(": =bind_q_t_timel Tab");
	struct str line = line_editor_text(&workspace.prompt.line);
	assert_true(str_equal(line, STR("bind q t timeline")));
	press("Enter");
	assert_string_equal(workspace.message, "q t is now timeline; q was close");
}

static void repeats_a_move_as_often_as_less_would(void **state)
{
	(void)state;
	keymap_use(PRESET_LESS);
	press("j");
	int before = page_top();
	press("3");
	assert_non_null(strstr(draw(), "3 times"));
	press("j");
	assert_int_equal(page_top(), before + 3);
	press("j");
	assert_int_equal(page_top(), before + 4);
}

static void goes_to_the_line_of_a_number_in_less(void **state)
{
	(void)state;
	keymap_use(PRESET_LESS);
	press("5 g");
	assert_int_equal(page_top(), 4);
	press("2 G");
	assert_int_equal(page_top(), 1);
	press("9 9 9 9 9 9 j g");
	assert_int_equal(page_top(), 0);
}

static void forgets_a_count_that_means_nothing(void **state)
{
	(void)state;
	keymap_use(PRESET_LESS);
	press("3 Escape j");
	assert_int_equal(page_top(), 1);
	press("3 s Escape j");
	assert_int_equal(page_top(), 2);
}

static void takes_digits_for_numbers_of_links_in_vi(void **state)
{
	(void)state;
	press("3");
	assert_int_equal(workspace.prompt.kind, PROMPT_LINK);
	assert_true(str_equal(line_editor_text(&workspace.prompt.line), STR("3")));
	assert_int_equal(page_top(), 0);
}

static void hides_the_hints_but_no_message(void **state)
{
	(void)state;
	assert_non_null(strstr(draw(), "search"));
	workspace.hides_hints = true;
	assert_null(strstr(draw(), "search"));
	press(": =bind_C-t_timeline Enter");
	assert_non_null(strstr(draw(), "C-t is now timeline"));
}

static void complains_at_first_of_what_it_was_told(void **state)
{
	(void)state;
	struct terminal_script script = terminal_script(&arena, 24, 80, STR(""));
	struct ui_options options = { .archive = workspace.archive, .start = NO_DOSSIER,
		                      .note = STR("config.yaml:1:1: there is no setting") };
	ui_loop(options, &script.terminal);
	assert_non_null(strstr(script.screen.bytes, "config.yaml:1:1: there is no setting"));
}

static int end_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(binds_a_key_for_the_session, begin, end),
		cmocka_unit_test_setup_teardown(says_what_a_key_was_before, begin, end),
		cmocka_unit_test_setup_teardown(says_why_a_key_is_not_bound, begin, end),
		cmocka_unit_test_setup_teardown(completes_the_action_that_a_key_is_bound_to, begin,
		                                end),
		cmocka_unit_test_setup_teardown(repeats_a_move_as_often_as_less_would, begin, end),
		cmocka_unit_test_setup_teardown(goes_to_the_line_of_a_number_in_less, begin, end),
		cmocka_unit_test_setup_teardown(forgets_a_count_that_means_nothing, begin, end),
		cmocka_unit_test_setup_teardown(takes_digits_for_numbers_of_links_in_vi, begin,
		                                end),
		cmocka_unit_test_setup_teardown(hides_the_hints_but_no_message, begin, end),
		cmocka_unit_test_setup_teardown(complains_at_first_of_what_it_was_told, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, end_unicode);
}
