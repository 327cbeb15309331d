#include "ui/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/collection.h"
#include "support/terminal_script.h"
#include "support/typist.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"
#include "ui/ui.h"

enum { LONG_AFTER_MS = 501 };

static struct arena arena;
static struct workspace workspace;
static int rows, columns;
static long now_ms;

static const char *draw(void)
{
	return typist_sees(&workspace, &arena, rows, columns);
}

static void begin_with(int wanted_columns)
{
	rows = 24;
	columns = wanted_columns;
	keymap_use(PRESET_VI);
	workspace_open(&workspace, support_archive_folder(&arena, "tests/cases/collection"),
	               NO_DOSSIER);
	draw();
}

static int begin(void **state)
{
	(void)state;
	begin_with(130);
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
	typist_press(&workspace, names, rows, columns);
}

static void do_at(enum mouse_deed deed, int row, int column, long after_ms)
{
	now_ms += after_ms;
	workspace_mouse(&workspace, (struct mouse){ deed, row, column, now_ms });
	draw();
}

static void click(int row, int column)
{
	do_at(MOUSE_CLICK, row, column, LONG_AFTER_MS);
}

/* Where words stand on the screen, in row and column; from `from` on. */
static void find(const char *words, int from, int *row, int *column)
{
	struct str screen = str_of(draw());
	*row = 0;
	while (screen.bytes) {
		struct str line = str_cut(&screen, '\n');
		for (size_t at = str_find(line, str_of(words), 0); at != SIZE_MAX;
		     at = str_find(line, str_of(words), at + 1)) {
			*column = shown_line(&arena, str_slice(line, 0, at)).width;
			if (*column >= from)
				return;
		}
		++*row;
	}
	fail_msg("'%s' is not on the screen", words);
}

static void click_on(const char *words, int from)
{
	int row, column;
	find(words, from, &row, &column);
	click(row, column);
}

static void click_again(void)
{
	do_at(MOUSE_CLICK, workspace.click.row, workspace.click.column, 100);
}

static struct list_state *list(void)
{
	return workspace.panes[SLOT_LIST].state;
}

static struct page_view *page(enum slot slot)
{
	return pane_page_view(&workspace.panes[slot]);
}

static const char *shown_id(void)
{
	return str_copy(&arena, dossier_id(workspace.archive, workspace_subject(&workspace))).bytes;
}

static void puts_the_cursor_on_the_row_under_it(void **state)
{
	(void)state;
	press("L");
	click_on("people", 0);
	assert_int_equal(workspace.focus, SLOT_LIST);
	int row = list()->viewport.cursor;
	assert_int_equal(list()->source, LIST_KINDS);
	click_on("places", 0);
	assert_int_equal(list()->viewport.cursor, row + 2);
}

static void opens_a_row_by_a_second_click(void **state)
{
	(void)state;
	press("L");
	click_on("people", 0);
	click_again();
	assert_int_equal(list()->source, LIST_DOSSIERS);
	click_on("Bo Lind", 0);
	assert_string_equal(shown_id(), "bo-lind");
	assert_int_equal(workspace.focus, SLOT_LIST);
	click_again();
	assert_int_equal(workspace.focus, SLOT_DOSSIER);
}

static void takes_two_slow_clicks_for_two(void **state)
{
	(void)state;
	press("L");
	click_on("people", 0);
	click(workspace.click.row, workspace.click.column);
	assert_int_equal(list()->source, LIST_KINDS);
}

static void takes_no_third_click_for_a_second(void **state)
{
	(void)state;
	press("L");
	click_on("people", 0);
	click_again();
	click_again();
	assert_int_equal(list()->source, LIST_DOSSIERS);
	assert_int_equal(workspace.focus, SLOT_LIST);
}

static void forgets_the_first_click_when_a_key_comes_between(void **state)
{
	(void)state;
	press("L");
	click_on("people", 0);
	press("j");
	click_again();
	assert_int_equal(list()->source, LIST_KINDS);
}

static void selects_the_link_under_it_and_follows_it_by_a_second_click(void **state)
{
	(void)state;
	int from = workspace.layout.slots[SLOT_DOSSIER].column;
	press("L");
	click_on("Port Haven", from);
	assert_int_equal(workspace.focus, SLOT_DOSSIER);
	assert_true(page_view_selected(page(SLOT_DOSSIER)) != NULL);
	assert_string_equal(shown_id(), "harbour-contract");
	click_again();
	assert_string_equal(shown_id(), "port-haven");
}

static void takes_the_focus_where_there_is_no_link(void **state)
{
	(void)state;
	press("L");
	click_on("signing", 0);
	assert_int_equal(workspace.focus, SLOT_DOSSIER);
	assert_null(page_view_selected(page(SLOT_DOSSIER)));
	click_again();
	assert_string_equal(workspace.message, "");
	click_on("Connections", 0);
	assert_int_equal(workspace.focus, SLOT_LINKS);
}

static void has_a_whole_line_for_a_connection(void **state)
{
	(void)state;
	struct rect links = workspace.layout.slots[SLOT_LINKS];
	click(links.row + 2, links.column + links.columns - 2);
	const struct page_link *link = page_view_selected(page(SLOT_LINKS));
	assert_non_null(link);
	assert_int_equal(link->line, 1);
	click(links.row + 1, links.column + 2);
	assert_ptr_equal(page_view_selected(page(SLOT_LINKS)), link);
}

static void scrolls_what_is_under_the_wheel_and_not_what_has_the_focus(void **state)
{
	(void)state;
	press("L g g");
	struct rect dossier = workspace.layout.slots[SLOT_DOSSIER];
	do_at(MOUSE_WHEEL_DOWN, dossier.row + 5, dossier.column + 5, 0);
	assert_int_equal(page(SLOT_DOSSIER)->top, 3);
	assert_int_equal(workspace.focus, SLOT_LIST);
	do_at(MOUSE_WHEEL_UP, dossier.row + 5, dossier.column + 5, 0);
	do_at(MOUSE_WHEEL_UP, dossier.row + 5, dossier.column + 5, 0);
	assert_int_equal(page(SLOT_DOSSIER)->top, 0);
}

static void leaves_the_cursor_of_a_list_where_it_is_in_sight(void **state)
{
	(void)state;
	rows = 8;
	press("T g g j j");
	assert_int_equal(list()->viewport.cursor, 5);
	do_at(MOUSE_WHEEL_DOWN, 5, 5, 0);
	assert_int_equal(list()->viewport.top, 5);
	assert_int_equal(list()->viewport.cursor, 5);
	do_at(MOUSE_WHEEL_DOWN, 5, 5, 0);
	assert_int_equal(list()->viewport.top, 8);
	assert_int_equal(list()->viewport.cursor, 9);
}

static void carries_out_the_hint_under_it(void **state)
{
	(void)state;
	int row, column;
	find("? help", 0, &row, &column);
	assert_int_equal(row, rows - 1);
	click(row, column + 5);
	assert_ptr_equal(workspace.overlay.ops, &pane_help_ops);
	find("q close", 0, &row, &column);
	click(row, column);
	assert_null(workspace.overlay.ops);
	click(row, columns - 1);
	assert_null(workspace.overlay.ops);
	assert_false(workspace.is_done);
}

static void chooses_from_the_list_that_is_typed_for(void **state)
{
	(void)state;
	press("/ =lind");
	int row, column;
	find("Lind Dredging  ", 0, &row, &column);
	click(row, column);
	assert_int_equal(workspace.prompt.kind, PROMPT_SEARCH);
	assert_string_equal(shown_id(), "lind-dredging");
	struct rect dossier = workspace.layout.slots[SLOT_DOSSIER];
	click(dossier.row, dossier.column + 5);
	assert_int_equal(workspace.prompt.kind, PROMPT_SEARCH);
	click(row, column);
	click_again();
	assert_int_equal(workspace.prompt.kind, PROMPT_NONE);
	assert_int_equal(workspace.focus, SLOT_DOSSIER);
	press("/ =lind");
	click_on("cancel", 0);
	assert_int_equal(workspace.prompt.kind, PROMPT_NONE);
}

static void takes_what_lies_over_the_panes_first(void **state)
{
	(void)state;
	press("v");
	click_on("Port Haven", 0);
	const struct page_link *link = page_view_selected(pane_page_view(&workspace.overlay));
	assert_non_null(link);
	click_again();
	assert_null(workspace.overlay.ops);
	press("?");
	do_at(MOUSE_WHEEL_DOWN, 5, 5, 0);
	assert_int_equal(pane_page_view(&workspace.overlay)->top, 3);
}

static void bears_places_that_are_not_on_the_screen(void **state)
{
	(void)state;
	static const int places[][2] = {
		{ 499, 999 }, { 0, 0 }, { 24, 5 }, { 5, 130 }, { 23, 999 },
	};
	press("L");
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		for (int deed = 0; deed < MOUSE_DEED_COUNT; deed++)
			do_at((enum mouse_deed)deed, places[i][0], places[i][1], 0);
		assert_int_equal(workspace.focus, SLOT_LIST);
	}
	typist_sees(&workspace, &arena, 3, 10);
	workspace_mouse(&workspace, (struct mouse){ MOUSE_CLICK, 0, 0, now_ms });
}

/* The screen becomes wider, and so does the list: the link is somewhere else. */
static void follows_what_the_first_click_selected_though_the_panes_have_moved(void **state)
{
	(void)state;
	end(state);
	begin_with(200);
	int before = workspace.layout.slots[SLOT_DOSSIER].column;
	click_on("Port Haven", before);
	columns = 230;
	draw();
	assert_int_not_equal(workspace.layout.slots[SLOT_DOSSIER].column, before);
	click_again();
	assert_string_equal(shown_id(), "port-haven");
}

/* ── The loop ───────────────────────────────────────────────────────────────────────────────── */

static struct terminal_script run(const char *lines, bool has_no_mouse, bool takes_mouse)
{
	struct terminal_script script = terminal_script(&arena, 24, 80, str_of(lines));
	script.has_no_mouse = has_no_mouse;
	struct ui_options options = { .archive = workspace.archive, .start = NO_DOSSIER,
		                      .takes_mouse = takes_mouse };
	ui_loop(options, &script.terminal);
	return script;
}

static bool shows(const struct terminal_script *script, const char *words)
{
	return str_find(script->screen, str_of(words), 0) != SIZE_MAX;
}

static void asks_for_the_mouse_only_when_it_is_wanted(void **state)
{
	(void)state;
	assert_false(run("j", false, false).takes_mouse);
	assert_true(run("j", false, true).takes_mouse);
	struct terminal_script script = run(":\n=mouse\nEnter", false, false);
	assert_true(script.takes_mouse);
	assert_true(shows(&script, "The mouse is taken"));
	script = run(":\n=mouse\nEnter\n:\n=mouse\nEnter", false, false);
	assert_false(script.takes_mouse);
	assert_true(shows(&script, "The mouse is the terminal's again"));
}

static void says_so_where_the_terminal_does_not_tell(void **state)
{
	(void)state;
	struct terminal_script script = run(":\n=mouse\nEnter", true, false);
	assert_true(shows(&script, "This terminal is not known"));
	script = run("C-l", true, true);
	assert_false(shows(&script, "This terminal is not known"));
}

static void gives_the_mouse_back_while_a_text_is_shown_plain(void **state)
{
	(void)state;
	struct terminal_script script = run("y\ny", false, true);
	assert_true(shows(&script, "any key back"));
	assert_false(script.takes_mouse);
	assert_true(run("y\ny\nx", false, true).takes_mouse);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(puts_the_cursor_on_the_row_under_it, begin, end),
		cmocka_unit_test_setup_teardown(opens_a_row_by_a_second_click, begin, end),
		cmocka_unit_test_setup_teardown(takes_two_slow_clicks_for_two, begin, end),
		cmocka_unit_test_setup_teardown(takes_no_third_click_for_a_second, begin, end),
		cmocka_unit_test_setup_teardown(forgets_the_first_click_when_a_key_comes_between,
		                                begin, end),
		cmocka_unit_test_setup_teardown(
			selects_the_link_under_it_and_follows_it_by_a_second_click, begin, end),
		cmocka_unit_test_setup_teardown(takes_the_focus_where_there_is_no_link, begin, end),
		cmocka_unit_test_setup_teardown(has_a_whole_line_for_a_connection, begin, end),
		cmocka_unit_test_setup_teardown(
			scrolls_what_is_under_the_wheel_and_not_what_has_the_focus, begin, end),
		cmocka_unit_test_setup_teardown(leaves_the_cursor_of_a_list_where_it_is_in_sight,
		                                begin, end),
		cmocka_unit_test_setup_teardown(carries_out_the_hint_under_it, begin, end),
		cmocka_unit_test_setup_teardown(chooses_from_the_list_that_is_typed_for, begin,
		                                end),
		cmocka_unit_test_setup_teardown(takes_what_lies_over_the_panes_first, begin, end),
		cmocka_unit_test_setup_teardown(bears_places_that_are_not_on_the_screen, begin,
		                                end),
		cmocka_unit_test_setup_teardown(
			follows_what_the_first_click_selected_though_the_panes_have_moved, begin,
			end),
		cmocka_unit_test_setup_teardown(asks_for_the_mouse_only_when_it_is_wanted, begin,
		                                end),
		cmocka_unit_test_setup_teardown(says_so_where_the_terminal_does_not_tell, begin,
		                                end),
		cmocka_unit_test_setup_teardown(gives_the_mouse_back_while_a_text_is_shown_plain,
		                                begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
