#include "ui/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/collection.h"
#include "support/typist.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"

static struct arena arena;
static struct workspace workspace;
static int rows, columns;

static const char *draw(void)
{
	return typist_sees(&workspace, &arena, rows, columns);
}

static void open_again(const struct archive *archive)
{
	struct reader *reader = workspace.reader;
	workspace_close(&workspace);
	workspace_open(&workspace, archive, NO_DOSSIER);
	workspace.reader = reader;
}

static void begin_at(int wanted_rows, int wanted_columns)
{
	struct reader_options in_memory = { .keeps_nothing = true };
	struct str note;
	struct fault why;
	rows = wanted_rows;
	columns = wanted_columns;
	keymap_use(PRESET_VI);
	workspace_open(&workspace, support_archive_folder(&arena, "tests/cases/collection"),
	               NO_DOSSIER);
	assert_true(reader_open(&arena, in_memory, &workspace.reader, &note, &why));
	draw();
}

static int begin(void **state)
{
	(void)state;
	begin_at(24, 80);
	return 0;
}

static int end(void **state)
{
	(void)state;
	struct reader *reader = workspace.reader;
	workspace_close(&workspace);
	reader_close(reader);
	arena_release(&arena);
	keymap_use(PRESET_VI);
	return 0;
}

static void press(const char *names)
{
	typist_press(&workspace, names, rows, columns);
}

static bool shows(const char *words)
{
	return strstr(draw(), words) != NULL;
}

static const struct tour_step *step(void)
{
	size_t count;
	return &tour_steps(&count)[workspace.tour.step];
}

static const char *shown_id(void)
{
	return str_copy(&arena, dossier_id(workspace.archive, workspace_subject(&workspace))).bytes;
}

/* Press Enter until the tour is over, and count how often. */
static int walk_through(void)
{
	int presses = 0;
	while (workspace.tour.is_on && presses < 100) {
		press("Enter");
		presses++;
	}
	return presses;
}

static void begins_with_the_list_and_says_what_to_press(void **state)
{
	(void)state;
	press(": =tour Enter");
	assert_true(workspace.tour.is_on);
	assert_true(shows("Tour 1/"));
	assert_true(shows("the kinds of dossiers"));
	assert_true(shows("opens one."));
	assert_true(shows("Enter does it, Escape ends"));
	assert_int_equal(workspace.focus, SLOT_LIST);
}

static void goes_on_when_the_real_key_is_pressed(void **state)
{
	(void)state;
	press(": =tour Enter Enter");
	assert_true(shows("j goes down"));
	press("Down");
	assert_int_equal(step()->scene, SCENE_DOSSIERS);
	assert_int_equal(step()->action, ACTION_OPEN);
	press("l");
	assert_int_equal(step()->action, ACTION_LINK_NEXT);
	press("j");
	assert_int_equal(step()->action, ACTION_LINK_NEXT);
	press("Tab");
	assert_int_equal(step()->scene, SCENE_LINK);
	const char *before = shown_id();
	press("Enter");
	assert_string_not_equal(shown_id(), before);
	assert_int_equal(step()->action, ACTION_BACK);
	press("h");
	assert_string_equal(shown_id(), before);
	assert_int_equal(step()->action, ACTION_SOURCE_NEXT);
	press("r");
	assert_true(shows("Its source is told in words"));
	assert_true(shows("Source [1]: "));
	press("Space");
	assert_int_equal(step()->action, ACTION_SEARCH);
}

/* Without the texts of the sources one step is not there, and none is counted for it. */
static void counts_only_the_steps_that_are_shown(void **state)
{
	(void)state;
	char rule[32];
	press(": =tour Enter");
	for (int number = 1; workspace.tour.is_on; number++) {
		size_t at = workspace.tour.step;
		snprintf(rule, sizeof(rule), "Tour %d/%d ", number, TOUR_STEPS - 1);
		assert_true(shows(rule));
		while (workspace.tour.is_on && workspace.tour.step == at)
			press("Enter");
	}
}

static void types_an_example_for_who_presses_enter(void **state)
{
	(void)state;
	press(": =tour Enter");
	while (step()->action != ACTION_SEARCH)
		press("Enter");
	press("Enter");
	assert_int_equal(workspace.prompt.kind, PROMPT_SEARCH);
	press("Enter");
	assert_true(workspace.prompt.line.size > 0);
	press("Enter");
	assert_int_equal(workspace.prompt.kind, PROMPT_NONE);
	assert_int_equal(step()->action, ACTION_SWITCH);
	press("s =lind_dredging Enter");
	assert_string_equal(shown_id(), "lind-dredging");
	assert_int_equal(step()->action, ACTION_PANE_NEXT);
}

static void goes_on_when_a_line_is_left(void **state)
{
	(void)state;
	press(": =tour Enter");
	while (step()->action != ACTION_PATH)
		press("Enter");
	press("p Escape");
	assert_true(workspace.tour.is_on);
	assert_int_equal(step()->action, ACTION_DATES);
	press("d");
	assert_ptr_equal(workspace.overlay.ops, &pane_view_ops);
	assert_true(shows("+ and - go from years to days"));
	press("+ q");
	assert_int_equal(step()->action, ACTION_NOTE);
}

static void can_be_walked_through_by_enter_on_every_screen(void **state)
{
	static const int sizes[][2] = { { 12, 40 }, { 24, 80 }, { 40, 130 } };
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		end(state);
		begin_at(sizes[i][0], sizes[i][1]);
		press(": =tour Enter");
		int presses = walk_through();
		assert_in_range(presses, 20, 40);
		assert_false(workspace.is_done);
	}
}

static void leaves_everything_as_it_was(void **state)
{
	(void)state;
	press("s =ada Enter Tab T");
	struct list_state *list = workspace.panes[SLOT_LIST].state;
	press("j j");
	const char *before = draw();
	size_t steps = workspace.trail.steps.count, history = workspace.prompt.history_count;
	press(": =tour Enter");
	assert_int_equal(list->source, LIST_KINDS);
	walk_through();
	assert_string_equal(draw(), before);
	assert_int_equal(workspace.trail.steps.count, steps);
	assert_int_equal(workspace.prompt.history_count, history);
	assert_int_equal(list->source, LIST_TIMELINE);
}

static void ends_with_escape_wherever_it_is(void **state)
{
	(void)state;
	for (int presses = 0; presses < 30; presses++) {
		end(state);
		begin(state);
		const char *before = draw();
		press(": =tour Enter");
		for (int i = 0; i < presses && workspace.tour.is_on; i++)
			press("Enter");
		bool was_typing = workspace.prompt.kind != PROMPT_NONE;
		press(was_typing ? "Escape Escape" : "Escape");
		assert_false(workspace.tour.is_on);
		assert_string_equal(draw(), before);
	}
}

static void keeps_no_note_and_no_mark(void **state)
{
	(void)state;
	press(": =tour Enter a");
	assert_string_equal(workspace.message, "On the tour nothing is kept");
	press("m a");
	while (step()->action != ACTION_NOTE)
		press("Enter");
	struct str id = str_copy(&arena, dossier_id(workspace.archive,
	                                            workspace_subject(&workspace)));
	press("A =my_note Enter");
	assert_int_equal(step()->action, ACTION_HELP);
	assert_int_equal(reader_note(workspace.reader, id).size, 0);
	assert_int_equal(reader_state(workspace.reader, id), READING_NONE);
	struct reader_place place;
	assert_false(reader_mark(workspace.reader, 'a', &place));
}

static void passes_over_what_the_collection_has_not(void **state)
{
	(void)state;
	struct reader *reader = workspace.reader;
	workspace.reader = NULL;
	press(": =tour Enter");
	while (workspace.tour.is_on) {
		assert_int_not_equal(step()->scene, SCENE_TEXT);
		assert_int_not_equal(step()->scene, SCENE_NOTES);
		press("Enter");
	}
	workspace.reader = reader;
}

static void shows_the_text_of_a_quote_where_there_are_texts(void **state)
{
	(void)state;
	bool has_shown = false;
	open_again(support_archive_folder(&arena, "tests/cases/verified"));
	workspace.texts_folder = support_source(&arena, "tests/cases/texts");
	draw();
	press(": =tour Enter");
	while (workspace.tour.is_on) {
		has_shown = has_shown || workspace.overlay.ops == &pane_text_ops;
		press("Enter");
	}
	assert_true(has_shown);
}

static void is_over_before_the_place_is_kept(void **state)
{
	(void)state;
	struct reader_place place;
	press(": =tour Enter");
	while (step()->action != ACTION_BACK)
		press("Enter");
	assert_string_not_equal(shown_id(), "harbour-contract");
	workspace_keep_place(&workspace);
	assert_true(reader_last(workspace.reader, &place));
	assert_string_equal(str_copy(&arena, place.id).bytes, "harbour-contract");
}

static void begins_before_there_is_a_screen(void **state)
{
	(void)state;
	open_again(support_archive_folder(&arena, "tests/cases/collection"));
	workspace_begin_tour(&workspace);
	for (int i = 0; i < 40 && workspace.tour.is_on; i++)
		workspace_key(&workspace, (struct key){ NAMED_ENTER });
	assert_false(workspace.tour.is_on);
	assert_true(shows("Signing of the harbour contract"));
}

static void says_so_where_nothing_is_open(void **state)
{
	(void)state;
	static const struct support_file no_files[] = { { 0 } };
	open_again(support_archive(&arena, no_files));
	draw();
	press(": =tour Enter");
	assert_false(workspace.tour.is_on);
	assert_true(shows("There is nothing to show"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(begins_with_the_list_and_says_what_to_press, begin,
		                                end),
		cmocka_unit_test_setup_teardown(goes_on_when_the_real_key_is_pressed, begin, end),
		cmocka_unit_test_setup_teardown(counts_only_the_steps_that_are_shown, begin, end),
		cmocka_unit_test_setup_teardown(types_an_example_for_who_presses_enter, begin, end),
		cmocka_unit_test_setup_teardown(goes_on_when_a_line_is_left, begin, end),
		cmocka_unit_test_setup_teardown(can_be_walked_through_by_enter_on_every_screen,
		                                begin, end),
		cmocka_unit_test_setup_teardown(leaves_everything_as_it_was, begin, end),
		cmocka_unit_test_setup_teardown(ends_with_escape_wherever_it_is, begin, end),
		cmocka_unit_test_setup_teardown(keeps_no_note_and_no_mark, begin, end),
		cmocka_unit_test_setup_teardown(passes_over_what_the_collection_has_not, begin,
		                                end),
		cmocka_unit_test_setup_teardown(shows_the_text_of_a_quote_where_there_are_texts,
		                                begin, end),
		cmocka_unit_test_setup_teardown(is_over_before_the_place_is_kept, begin, end),
		cmocka_unit_test_setup_teardown(begins_before_there_is_a_screen, begin, end),
		cmocka_unit_test_setup_teardown(says_so_where_nothing_is_open, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
