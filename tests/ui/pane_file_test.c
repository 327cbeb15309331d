#include "ui/pane_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "build/build.h"
#include "support/collection.h"
#include "support/folder.h"
#include "support/typist.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

static char folder[FOLDER_SIZE];
static struct arena arena;
static struct workspace workspace;

static const char ann[] =
	"id: ann\n"
	"kind: person\n"
	"name: Ann Reed\n"
	"summary: A weaver.\n"
	"born: 1961\n"                          /* line 5 */
	"relations:\n"
	"  - {type: met, to: ben}\n"
	"  - {type: accuses, to: ben}\n"        /* line 8 */
	"---\n"
	"id: ben\n"                             /* line 10 */
	"kind: person\n"
	"name: Ben Moss\n"
	"summary: A miller.\n";

static const struct archive *build(void)
{
	struct archive *archive = NULL;
	struct str bytes;
	struct fault why;
	assert_true(build_archive(&arena, folder, (struct build_options){0}, &bytes, &why));
	assert_true(archive_open(&arena, bytes, &archive, &why));
	return archive;
}

static int begin(void **state)
{
	(void)state;
	if (folder_make(folder) != 0)
		return -1;
	folder_write(folder, "ann.yaml", str_of(ann));
	const struct archive *archive = build();
	workspace_open(&workspace, archive, dossier_find(archive, STR("ann")));
	workspace.folder = str_of(folder);
	typist_sees(&workspace, &arena, 24, 80);
	return 0;
}

static int end(void **state)
{
	(void)state;
	workspace_close(&workspace);
	arena_release(&arena);
	return folder_remove(folder);
}

static int end_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

static void press(const char *names)
{
	typist_press(&workspace, names, 24, 80);
}

static const char *seen(void)
{
	return typist_sees(&workspace, &arena, 24, 80);
}

static bool shows(const char *words)
{
	return strstr(seen(), words) != NULL;
}

/* The row of the screen that has the words, or -1. */
static int row_of(const char *words)
{
	const char *screen = seen(), *at = strstr(screen, words);
	int row = 0;
	for (; at && screen < at; screen++)
		row += *screen == '\n';
	return at ? row : -1;
}

static void change(const char *text)
{
	folder_write(folder, "ann.yaml", str_of(text));
}

/* ── There and back ─────────────────────────────────────────────────────────────────────────── */

static void shows_the_file_at_the_dossier_and_goes_back(void **state)
{
	(void)state;
	press("\\");
	assert_true(shows(" ›   1  id: ann"));
	assert_true(shows("line 1 of 13"));
	press("\\");
	assert_null(workspace.overlay.ops);
	assert_true(shows("Ann Reed"));
}

static void puts_the_line_of_the_selected_link_where_the_link_is(void **state)
{
	(void)state;
	struct text text = { .arena = &arena };
	for (int i = 0; i < 20; i++)
		text_add(&text, STR("# above\n"));
	text_add(&text, str_of(ann));
	for (int i = 0; i < 20; i++)
		text_add(&text, STR("# below\n"));
	change(text_str(&text).bytes);
	workspace_reload(&workspace, build());
	press("Tab Tab");
	int row = row_of("accused");
	press("\\");
	assert_int_equal(row_of("›  28"), row);
	press("q");
	assert_int_equal(row_of("accused"), row);
}

static void goes_back_to_the_field_of_the_line(void **state)
{
	(void)state;
	press("\\ j j j j j j j \\");
	const struct page_view *view = pane_page_view(&workspace.panes[SLOT_DOSSIER]);
	const struct page_link *link = page_view_selected(view);
	assert_non_null(link);
	assert_int_equal(value_at(workspace.archive, link->value).place.line, 8);
}

static void goes_to_the_dossier_that_the_line_belongs_to(void **state)
{
	(void)state;
	press("\\ G \\");
	assert_str(dossier_id(workspace.archive, workspace_subject(&workspace)), "ben");
	press("h");
	assert_str(dossier_id(workspace.archive, workspace_subject(&workspace)), "ann");
}

static void is_left_as_if_nothing_had_been(void **state)
{
	(void)state;
	press("\\ G Escape");
	assert_null(workspace.overlay.ops);
	assert_str(dossier_id(workspace.archive, workspace_subject(&workspace)), "ann");
}

/* ── Moving ─────────────────────────────────────────────────────────────────────────────────── */

static uint32_t line_after(const char *keys)
{
	press(keys);
	return pane_file_line(&workspace.overlay);
}

static void moves_by_lines_keys_and_to_the_ends(void **state)
{
	(void)state;
	assert_int_equal(line_after("\\ j"), 2);
	assert_int_equal(line_after("k k"), 1);
	assert_int_equal(line_after("} } } }"), 5);
	assert_int_equal(line_after("}"), 6);
	assert_int_equal(line_after("}"), 9);
	assert_int_equal(line_after("{"), 6);
	assert_int_equal(line_after("G"), 13);
	assert_int_equal(line_after("j"), 13);
	assert_int_equal(line_after("g g"), 1);
}

static void goes_with_the_matches_of_a_search(void **state)
{
	(void)state;
	press("\\ i =ben Enter");
	assert_int_equal(line_after("n"), 8);
	assert_int_equal(line_after("n"), 10);
	assert_int_equal(line_after("N"), 8);
	press("Escape");
	assert_true(shows("line 8 of 13"));
}

static void scrolls_through_a_line_that_is_longer_than_the_screen(void **state)
{
	(void)state;
	struct text text = { .arena = &arena };
	text_add(&text, STR("id: ann\nkind: person\nname: Ann Reed\nsummary: "));
	for (int i = 0; i < 400; i++)
		text_format(&text, "word%d ", i);
	text_add(&text, STR("\nborn: 1961\n"));
	change(text_str(&text).bytes);
	press("\\ j j j j");
	assert_int_equal(pane_file_line(&workspace.overlay), 4);
	assert_false(shows("word399"));
	for (int i = 0; i < 40; i++)
		press("j");
	assert_true(shows("word399"));
	assert_int_equal(pane_file_line(&workspace.overlay), 5);
}

/* ── Files that are others by now ───────────────────────────────────────────────────────────── */

static void says_that_it_is_not_the_file_that_was_read(void **state)
{
	(void)state;
	change("# new\nid: ann\nkind: person\nname: Ann Reed\nsummary: A miller.\n");
	press("\\");
	assert_true(shows("This is not the file that was read any more"));
	assert_true(shows("ann.yaml · changed since it was read"));
	assert_true(shows("summary: A miller."));
}

static void says_that_the_file_is_gone(void **state)
{
	(void)state;
	char path[FOLDER_SIZE + 16];
	snprintf(path, sizeof(path), "%s/ann.yaml", folder);
	assert_int_equal(remove(path), 0);
	press("\\");
	assert_null(workspace.overlay.ops);
	assert_true(shows("ann.yaml: No such file or directory"));
}

static void shows_bytes_that_are_no_text_by_their_names(void **state)
{
	(void)state;
	change("id: ann\nname: \x1b]0;x\x07 \xFF \xE2\x80\xAE\n");
	press("\\");
	assert_true(shows("name: ^[]0;x^G <FF> <U+202E>"));
}

static void shows_an_empty_file(void **state)
{
	(void)state;
	change("");
	press("\\ j k G Space b } {");
	assert_true(shows("line 1 of 0"));
	press("\\");
	assert_null(workspace.overlay.ops);
}

static void follows_a_change_that_was_read_anew(void **state)
{
	(void)state;
	press("\\ j j j");
	change("id: ann\nkind: person\nname: Ann Reed\nsummary: A dyer.\n");
	workspace_reload(&workspace, build());
	assert_true(shows("›   4  summary: A dyer."));
	assert_false(shows("changed since it was read"));
}

static void says_from_where_a_file_is_shown(void **state)
{
	(void)state;
	press("? \\");
	assert_true(shows("Close this first, to see a file"));
	assert_true(workspace.overlay.ops == &pane_help_ops);
}

static void says_where_files_are_not_known(void **state)
{
	(void)state;
	workspace.folder = (struct str){0};
	press("\\");
	assert_true(shows("Where the files of this collection are is not known"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(shows_the_file_at_the_dossier_and_goes_back, begin,
		                                end),
		cmocka_unit_test_setup_teardown(
			puts_the_line_of_the_selected_link_where_the_link_is, begin, end),
		cmocka_unit_test_setup_teardown(goes_back_to_the_field_of_the_line, begin, end),
		cmocka_unit_test_setup_teardown(goes_to_the_dossier_that_the_line_belongs_to, begin,
		                                end),
		cmocka_unit_test_setup_teardown(is_left_as_if_nothing_had_been, begin, end),
		cmocka_unit_test_setup_teardown(moves_by_lines_keys_and_to_the_ends, begin, end),
		cmocka_unit_test_setup_teardown(goes_with_the_matches_of_a_search, begin, end),
		cmocka_unit_test_setup_teardown(
			scrolls_through_a_line_that_is_longer_than_the_screen, begin, end),
		cmocka_unit_test_setup_teardown(says_that_it_is_not_the_file_that_was_read, begin,
		                                end),
		cmocka_unit_test_setup_teardown(says_that_the_file_is_gone, begin, end),
		cmocka_unit_test_setup_teardown(shows_bytes_that_are_no_text_by_their_names, begin,
		                                end),
		cmocka_unit_test_setup_teardown(shows_an_empty_file, begin, end),
		cmocka_unit_test_setup_teardown(follows_a_change_that_was_read_anew, begin, end),
		cmocka_unit_test_setup_teardown(says_from_where_a_file_is_shown, begin, end),
		cmocka_unit_test_setup_teardown(says_where_files_are_not_known, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, end_unicode);
}
