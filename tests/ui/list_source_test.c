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
#include "ui/workspace.h"

/* Four days and two events without one; a person who did three things, and one who did none. */
static const struct support_file files[] = {
	{ "all.yaml",
	  "- {id: first, kind: event, name: The first, date: 2001-02-03}\n"
	  "- {id: second, kind: event, name: The second, date: 2005-02-03}\n"
	  "- {id: third, kind: event, name: The third, date: 2011-02-03}\n"
	  "- {id: lost, kind: event, name: The lost}\n"
	  "- {id: undone, kind: event, name: The undone}\n"
	  "- id: ana\n"
	  "  kind: person\n"
	  "  name: Ana\n"
	  "  relations:\n"
	  "    - {type: met, to: bo, date: 2007-01-01}\n"
	  "    - {type: met, to: cy, date: 2007-01-01}\n"
	  "- {id: bo, kind: person, name: Bo}\n"
	  "- {id: cy, kind: person, name: Cy}\n" },
	{ 0 },
};

static struct arena arena;
static struct workspace workspace;

static void begin(const char *id)
{
	struct archive *archive = support_archive(&arena, files);
	workspace_open(&workspace, archive, dossier_find(archive, str_of(id)));
	typist_sees(&workspace, &arena, 24, 80);
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

/* The id of the dossier that the cursor is on. */
static const char *selected(void)
{
	const struct pane *pane = &workspace.panes[SLOT_LIST];
	struct dossier_ref ref = pane->ops->subject(pane, &workspace);
	return str_copy(&arena, dossier_id(workspace.archive, ref)).bytes;
}

static void the_timeline_begins_at_what_is_read(void **state)
{
	(void)state;
	begin("second");
	press("T");
	assert_string_equal(selected(), "second");
	press("j j j T");
	assert_string_equal(selected(), "third");
}

static void of_what_has_no_date_it_begins_at_the_first_event(void **state)
{
	(void)state;
	begin("cy");
	press("T");
	assert_string_equal(selected(), "first");
}

static void its_end_is_the_last_date_and_then_what_has_none(void **state)
{
	(void)state;
	begin("first");
	press("T G");
	assert_string_equal(selected(), "third");
	press("G");
	assert_string_equal(selected(), "undone");
}

static void a_relation_of_the_same_stands_beneath_it(void **state)
{
	(void)state;
	begin("first");
	press("T");
	const char *screen = typist_sees(&workspace, &arena, 24, 80);
	assert_non_null(strstr(screen, "- Ana met Bo"));
	assert_non_null(strstr(screen, "-   met Cy "));
}

/* The cursor passes them over, they are not counted, and what comes on top has them in the
 * title. */
static void months_stand_above_their_entries_once(void **state)
{
	(void)state;
	begin("first");
	press("T g g");
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	assert_int_equal(list->viewport.cursor, 1);
	const char *screen = typist_sees(&workspace, &arena, 24, 80);
	const char *month = strstr(screen, "January 2007");
	assert_non_null(month);
	assert_null(strstr(month + 1, "January 2007"));
	assert_non_null(strstr(screen, "       1 - Ana met Bo"));
	assert_non_null(strstr(screen, "Undated"));
	for (int row = 0; row < list->viewport.count; row++) {
		bool is_heading = list_is_heading(list, workspace.archive, row);
		assert_int_equal(is_heading, list_row(list, row) < 0);
		if (!is_heading)
			assert_int_equal(list_line(list, list_row(list, row)), row);
	}
}

/* Under their rules; the headings are passed over and not counted. */
static void findings_stand_under_headings(void **state)
{
	(void)state;
	begin("first");
	press("!");
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	assert_int_equal(list->viewport.cursor, 1);
	assert_int_equal(list_number(list), 1);
	press("k");
	assert_int_equal(list->viewport.cursor, 1);
	press("G");
	assert_int_equal(list_number(list), list_all(list, workspace.archive));
	assert_true(list_number(list) < list->viewport.count);
	const char *screen = typist_sees(&workspace, &arena, 24, 80);
	assert_non_null(strstr(screen, "Nothing links to them"));
	assert_non_null(strstr(screen, "nothing links to 'Ana'"));
}

static void says_that_no_action_is_called_so(void **state)
{
	(void)state;
	begin("first");
	press(": =zzz");
	const char *screen = typist_sees(&workspace, &arena, 24, 80);
	assert_non_null(strstr(screen, "No action is called so."));
	press("C-u =time");
	screen = typist_sees(&workspace, &arena, 24, 80);
	assert_null(strstr(screen, "No action is called so."));
}

/* One of which only the words are known; one that has a name; one that is not word for word. */
static void words_of_quotes_stand_in_quotation_marks(void **state)
{
	static const struct support_file quotes[] = {
		{ "q.yaml",
		  "- {id: q, kind: quote, text: We dig., source: s, said: 2001-02-03}\n"
		  "- {id: r, kind: quote, name: The oath, text: I swear., source: s}\n"
		  "- {id: t, kind: quote, text: That they dig., form: indirect, source: s}\n"
		  "- {id: s, kind: source, title: S}\n" },
		{ 0 },
	};
	(void)state;
	struct archive *archive = support_archive(&arena, quotes);
	workspace_open(&workspace, archive, dossier_find(archive, STR("q")));
	press("L");
	const char *screen = typist_sees(&workspace, &arena, 24, 80);
	assert_non_null(strstr(screen, "› “We dig”"));
	assert_non_null(strstr(screen, "  The oath"));
	assert_non_null(strstr(screen, "  That they dig"));
	press("Enter");
	assert_non_null(strstr(typist_sees(&workspace, &arena, 24, 80), "  “We dig”"));
	press("T");
	assert_non_null(strstr(typist_sees(&workspace, &arena, 24, 80), "\" “We dig”"));
}

/* Ana has two links, the others one; the order goes with the kind. */
static void a_list_is_ordered_by_links(void **state)
{
	(void)state;
	begin("cy");
	press("L Enter");
	assert_string_equal(selected(), "cy");
	press("x");
	assert_string_equal(selected(), "ana");
	const char *screen = typist_sees(&workspace, &arena, 24, 80);
	assert_non_null(strstr(screen, "people by links"));
	assert_non_null(strstr(screen, "Ordered by links; once more by sources"));
	assert_non_null(strstr(screen, "  2 │"));
}

static void the_order_stands_behind_a_command_and_may_be_begun(void **state)
{
	(void)state;
	begin("lost");
	press("L Enter : o r d e r Space d a Tab Enter");
	assert_non_null(strstr(typist_sees(&workspace, &arena, 24, 80), "events by date"));
	assert_string_equal(selected(), "first");
	press("G");
	assert_string_equal(selected(), "undone");
	press(": o r d e r Space g r a d e Enter");
	assert_non_null(strstr(typist_sees(&workspace, &arena, 24, 80),
	                       "events cannot be ordered by grade"));
}

/* What has the longer date has no shorter row for that: its name gives way. */
static void grades_stand_in_all_rows_by_date_or_in_none(void **state)
{
	(void)state;
	static const struct support_file graded[] = {
		{ "all.yaml",
		  "- {id: one, kind: source, name: Gazette of the harbour of Tarn,"
		  " published: 2022-08, reliability: F}\n"
		  "- {id: two, kind: source, name: Gazette of the harbour of Mere,"
		  " published: 2022-02-25, reliability: F}\n" },
		{ 0 },
	};
	struct archive *archive = support_archive(&arena, graded);
	static const struct { int columns; const char *one, *two; } rows[] = {
		{ 39, "F · Aug 2022", "F · 25 Feb 2022" },
		{ 35, "F · Aug 2022", "F · 25 Feb 2022" },
		{ 30, "Aug 2022", "25 Feb 2022" },
	};
	workspace_open(&workspace, archive, NO_DOSSIER);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct dossier_ref one = dossier_find(archive, STR("one"));
		struct dossier_ref two = dossier_find(archive, STR("two"));
		assert_str(list_column_right(archive, NULL, &arena, one, COLUMN_DATE,
		                             rows[i].columns), rows[i].one);
		assert_str(list_column_right(archive, NULL, &arena, two, COLUMN_DATE,
		                             rows[i].columns), rows[i].two);
	}
}

/* Limits hold in the new order. */
static void a_limited_list_is_ordered_too(void **state)
{
	(void)state;
	begin("lost");
	press("L Enter & d a t e : 2 0 0 5 . . Enter x x x");
	assert_non_null(strstr(typist_sees(&workspace, &arena, 24, 120),
	                       "limit: date:2005.. · ev"));
	assert_string_equal(selected(), "second");
	press("j");
	assert_string_equal(selected(), "third");
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	assert_int_equal(list_rows(list, workspace.archive), 2);
}

static void what_was_found_is_ordered_by_its_query(void **state)
{
	(void)state;
	begin("lost");
	press("/ k i n d : p e r s o n Enter x");
	struct pane *pane = &workspace.panes[SLOT_LIST];
	struct str query = pane_list_query(pane, &arena);
	assert_string_equal(str_copy(&arena, query).bytes, "order:links kind:person");
	assert_string_equal(selected(), "ana");
	press("x");
	query = pane_list_query(pane, &arena);
	assert_string_equal(str_copy(&arena, query).bytes, "order:sources kind:person");
}

static void what_has_no_other_order_says_so(void **state)
{
	(void)state;
	begin("lost");
	press("T x");
	assert_non_null(strstr(typist_sees(&workspace, &arena, 24, 80), "other"));
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	assert_int_equal(list->source, LIST_TIMELINE);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_list_is_ordered_by_links, end),
		cmocka_unit_test_teardown(the_order_stands_behind_a_command_and_may_be_begun, end),
		cmocka_unit_test_teardown(grades_stand_in_all_rows_by_date_or_in_none, end),
		cmocka_unit_test_teardown(a_limited_list_is_ordered_too, end),
		cmocka_unit_test_teardown(what_was_found_is_ordered_by_its_query, end),
		cmocka_unit_test_teardown(what_has_no_other_order_says_so, end),
		cmocka_unit_test_teardown(the_timeline_begins_at_what_is_read, end),
		cmocka_unit_test_teardown(of_what_has_no_date_it_begins_at_the_first_event, end),
		cmocka_unit_test_teardown(its_end_is_the_last_date_and_then_what_has_none, end),
		cmocka_unit_test_teardown(findings_stand_under_headings, end),
		cmocka_unit_test_teardown(says_that_no_action_is_called_so, end),
		cmocka_unit_test_teardown(words_of_quotes_stand_in_quotation_marks, end),
		cmocka_unit_test_teardown(a_relation_of_the_same_stands_beneath_it, end),
		cmocka_unit_test_teardown(months_stand_above_their_entries_once, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
