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
#include "ui/pane_page.h"
#include "ui/ui.h"

static struct arena arena;
static struct workspace workspace;

static const char collection[] = "tests/cases/collection";

/* A citation that says what was asked for. */
static bool cite(void *context, const struct archive *archive, struct arena *into,
                 struct dossier_ref ref, struct str *citation, struct fault *why)
{
	struct str id = dossier_id(archive, ref);
	if (context)
		return fault_set(why, FAULT_USAGE, "%s", (const char *)context);
	*citation = str_format(into, "@misc{%.*s,\r\n}\r\n", STR_ARGS(id));
	return true;
}

static const char *draw(int rows, int columns)
{
	return typist_sees(&workspace, &arena, rows, columns);
}

/* The screen begins with these lines, and nothing else stands in them. */
static bool begins(const char *screen, const char *lines)
{
	return str_starts_with(str_of(screen), str_of(lines));
}

static void open_at(const struct archive *archive, const char *id)
{
	struct dossier_ref ref = dossier_find(archive, str_of(id));
	assert_false(dossier_is_none(ref));
	workspace_open(&workspace, archive, ref);
	workspace.copying.way = CLIPBOARD_PLAIN;
	workspace.copying.citing.cite = cite;
	draw(24, 130);
}

static int begin(void **state)
{
	(void)state;
	open_at(support_archive_folder(&arena, collection), "harbour-contract");
	return 0;
}

static int end(void **state)
{
	(void)state;
	workspace_close(&workspace);
	arena_release(&arena);
	return 0;
}

static int end_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

static void press(const char *names)
{
	typist_press(&workspace, names, 24, 130);
}

/* What would be sent by the last key; empty if nothing. */
static const char *sent(void)
{
	bool is_sent = workspace.copying.sequence.size > 0;
	workspace.copying.sequence = (struct str){0};
	return is_sent ? workspace.copying.text.bytes : "";
}

static bool is_plain(void)
{
	return workspace.plain.ops != NULL;
}

static void go_to(const char *id)
{
	workspace_visit(&workspace, dossier_find(workspace.archive, str_of(id)));
	press("Escape");
}

static void takes_the_id_of_what_is_shown(void **state)
{
	(void)state;
	press("y");
	assert_string_equal(sent(), "harbour-contract");
	assert_string_equal(workspace.message, "Sent to the terminal: harbour-contract "
	                                       "(y again shows it)");
	assert_false(workspace.message_is_error);
	assert_false(is_plain());
}

static void takes_the_id_of_the_selected_link(void **state)
{
	(void)state;
	press("Tab y");
	assert_string_equal(sent(), "lind-dredging");
	press("Escape y");
	assert_string_equal(sent(), "harbour-contract");
	press("r y");
	assert_string_equal(sent(), "gazette-2021-05");
}

static void takes_the_id_under_the_cursor_of_the_list(void **state)
{
	(void)state;
	press("L g g Enter y");
	const char *first = str_copy(&arena, str_of(sent())).bytes;
	assert_string_equal(first, "ada-quill");
	press("j y");
	assert_string_not_equal(sent(), first);
}

static void takes_the_id_of_a_selected_connection(void **state)
{
	(void)state;
	press("w y");
	const struct page_view *view = pane_page_view(&workspace.panes[SLOT_LINKS]);
	struct str id = dossier_id(workspace.archive, page_view_selected(view)->to);
	assert_true(id.size > 0);
	assert_string_equal(sent(), id.bytes);
}

static void takes_the_id_of_a_link_that_leads_nowhere(void **state)
{
	(void)state;
	workspace_close(&workspace);
	open_at(support_archive_of(&arena, "id: one\nkind: person\nname: One\n"
	                             "body: See [[two-is-not-here]].\n"), "one");
	press("Tab y");
	assert_string_equal(sent(), "two-is-not-here");
	press("Y");
	assert_string_equal(sent(), "");
	assert_string_equal(workspace.message, "There is nothing here to take away");
}

static void takes_citations_from_who_makes_them(void **state)
{
	(void)state;
	go_to("quill-nothing-hidden");
	press("Y");
	assert_string_equal(sent(), "@misc{quill-nothing-hidden,\n}\n");
	go_to("courier-2021-06");
	press("Y");
	assert_string_equal(sent(), "@misc{courier-2021-06,\n}\n");
	assert_string_equal(workspace.message, "Sent to the terminal: @misc{courier-2021-06,\n}\n "
	                                       "(Y again shows it)");
}

static void names_what_has_no_citation(void **state)
{
	(void)state;
	press("Y");
	assert_string_equal(sent(), "Signing of the harbour contract (harbour-contract), "
	                            "The harbour papers");
}

static void says_why_there_is_no_citation(void **state)
{
	(void)state;
	static char why[] = "nobody knows where this was said";
	workspace.copying.citing.context = why;
	go_to("quill-nothing-hidden");
	press("Y");
	assert_string_equal(sent(), "");
	assert_string_equal(workspace.message, "nobody knows where this was said");
	assert_true(workspace.message_is_error);
	press("Y");
	assert_false(is_plain());
}

static void names_a_source_where_nobody_cites(void **state)
{
	(void)state;
	workspace.copying.citing.cite = NULL;
	go_to("almanac-2020");
	press("Y");
	assert_string_equal(sent(), "Almanac of Norland (almanac-2020), The harbour papers");
}

static void takes_the_address_that_is_selected_or_that_of_the_source(void **state)
{
	(void)state;
	const char *address = "https://courier.example/2021/06/a-harbour-for-friends";
	go_to("courier-2021-06");
	press("o");
	assert_string_equal(sent(), address);
	press("g g");
	for (int i = 0; i < 10; i++) {
		const struct page_view *view = pane_page_view(&workspace.panes[SLOT_DOSSIER]);
		const struct page_link *link = page_view_selected(view);
		if (link && link->kind == PAGE_LINK_URL)
			break;
		press("Tab");
	}
	press("o");
	assert_string_equal(sent(), address);
	go_to("almanac-2020");
	press("o");
	assert_string_equal(sent(), "");
	assert_string_equal(workspace.message, "No address is known here");
}

static void takes_nothing_from_the_help(void **state)
{
	(void)state;
	press("? y");
	assert_string_equal(sent(), "");
	assert_string_equal(workspace.message, "There is nothing here to take away");
}

static void shows_the_text_when_asked_again_and_returns_with_any_key(void **state)
{
	(void)state;
	press("y y");
	assert_true(is_plain());
	const char *screen = draw(24, 130);
	assert_true(begins(screen, "harbour-contract\n\n"));
	assert_null(strstr(screen, "The harbour papers"));
	press("x");
	assert_false(is_plain());
	assert_non_null(strstr(draw(24, 130), "The harbour papers"));
	sent();
	press("y");
	assert_string_equal(sent(), "harbour-contract");
	assert_false(is_plain());
}

static void sends_anew_when_something_else_came_between(void **state)
{
	(void)state;
	press("y Tab");
	sent();
	press("y");
	assert_string_equal(sent(), "lind-dredging");
	press("Y");
	assert_string_equal(sent(), "Lind Dredging (lind-dredging), The harbour papers");
	assert_false(is_plain());
	press(": =copy-citation Enter");
	assert_string_equal(sent(), "Lind Dredging (lind-dredging), The harbour papers");
	press("Y");
	assert_true(is_plain());
}

static void shows_at_once_what_cannot_be_sent(void **state)
{
	(void)state;
	workspace.copying.way = CLIPBOARD_NONE;
	press("y");
	assert_string_equal(sent(), "");
	assert_true(is_plain());
	assert_string_equal(workspace.message, "");
	press("y");
	assert_false(is_plain());
	press("y");
	assert_true(is_plain());
}

static void shows_what_is_too_long_and_says_so(void **state)
{
	(void)state;
	struct text yaml = { .arena = &arena };
	text_add(&yaml, STR("id: long\nkind: source\nurl: \"https://e.example/"));
	for (int i = 0; i < 60000; i++)
		text_add_byte(&yaml, 'a');
	text_add(&yaml, STR("\"\n"));
	workspace_close(&workspace);
	open_at(support_archive_of(&arena, text_str(&yaml).bytes), "long");
	press("o");
	assert_string_equal(sent(), "");
	assert_true(is_plain());
	assert_string_equal(workspace.message, "this is too long to be sent: terminals take 56244 "
	                                       "bytes, not 60018");
	/* 60,018 bytes in rows of 130: it scrolls, and other keys return. */
	press("Space");
	assert_true(is_plain());
	assert_int_equal(pane_page_view(&workspace.plain)->top, 22);
	press("G j");
	assert_int_equal(pane_page_view(&workspace.plain)->top, 462 - 23);
	press("q");
	assert_false(is_plain());
	assert_false(workspace.is_done);
}

static void breaks_long_lines_between_letters(void **state)
{
	(void)state;
	press("Y Y");
	assert_true(begins(draw(12, 40), "Signing of the harbour contract (harbour\n"
	                                  "-contract), The harbour papers\n\n"));
	assert_non_null(strstr(draw(12, 40), " any key back\n"));
}

static void says_what_tmux_needs_where_there_is_room(void **state)
{
	(void)state;
	workspace.copying.way = CLIPBOARD_TMUX;
	press("y");
	assert_string_equal(workspace.message, "Sent to the terminal: harbour-contract (tmux needs "
	                                       "set-clipboard on; y again shows it)");
	draw(24, 80);
	press("Escape");
	draw(24, 80);
	workspace_action(&workspace, ACTION_COPY_ID);
	assert_string_equal(workspace.message, "Sent to the terminal: harbour-contract (tmux needs "
	                                       "set-clipboard on)");
	draw(12, 40);
	workspace_action(&workspace, ACTION_CANCEL);
	workspace_action(&workspace, ACTION_COPY_ID);
	assert_string_equal(workspace.message, "Sent to tmux (needs set-clipboard on)");
}

static void cuts_what_it_says_between_letters(void **state)
{
	(void)state;
	draw(12, 40);
	workspace_action(&workspace, ACTION_COPY_CITATION);
	assert_string_equal(workspace.message, "Sent to the terminal: Signing of the …");
	draw(24, 80);
	workspace_action(&workspace, ACTION_CANCEL);
	workspace_action(&workspace, ACTION_COPY_CITATION);
	assert_string_equal(workspace.message, "Sent to the terminal: Signing of the harbour "
	                                       "contract (har… (Y again shows it)");
}

static void keeps_the_text_of_a_source_open_beneath(void **state)
{
	(void)state;
	workspace_close(&workspace);
	open_at(support_archive_folder(&arena, "tests/cases/verified"), "kell-pier");
	workspace.texts_folder = support_source(&arena, "tests/cases/texts");
	press("t y y");
	assert_true(begins(draw(24, 130), "report\n\n"));
	workspace_reload(&workspace, support_archive_folder(&arena, "tests/cases/verified"));
	assert_true(begins(draw(24, 130), "report\n\n"));
	press("q");
	assert_false(is_plain());
	assert_non_null(strstr(draw(24, 130), "tests/cases/texts/report.txt"));
	press("q");
	assert_null(strstr(draw(24, 130), "tests/cases/texts/report.txt"));
}

static void defuses_what_is_hostile(void **state)
{
	(void)state;
	workspace_close(&workspace);
	open_at(support_archive_of(&arena, "id: evil\nkind: person\n"
	                             "name: \"a\\e]52;c;?\\a\\x9b31m b\\tc\"\n"), "evil");
	press("Y");
	assert_string_equal(sent(), "a\uFFFD]52;c;?\uFFFD\uFFFD31m b c (evil)");
	press("Y");
	assert_true(begins(draw(24, 130), "a\uFFFD]52;c;?\uFFFD\uFFFD31m b c (evil)\n"));
}

/* Play a script on a terminal; what the loop sent last. */
static struct terminal_script play(const char *script, enum clipboard_way way)
{
	const struct archive *archive = support_archive_folder(&arena, collection);
	struct terminal_script terminal = terminal_script(&arena, 24, 80, str_of(script));
	terminal.terminal.clipboard = way;
	ui_loop((struct ui_options){ .archive = archive, .start = NO_DOSSIER,
	                             .citing = { .cite = cite } },
	        &terminal.terminal);
	return terminal;
}

static void sends_once_for_each_time(void **state)
{
	(void)state;
	struct terminal_script terminal = play("y\nj\nj\n", CLIPBOARD_PLAIN);
	assert_int_equal(terminal.copies, 1);
	assert_string_equal(terminal.copied.bytes, "\033]52;c;aGFyYm91ci1jb250cmFjdA==\033\\");
	assert_int_equal(play("y\ny\nq\ny\nTab\ny\n", CLIPBOARD_PLAIN).copies, 3);
	assert_string_equal(play("y\n", CLIPBOARD_SCREEN).copied.bytes,
	                    "\033P\033]52;c;aGFyYm91ci1jb250cmFjdA==\007\033\\");
	assert_int_equal(play("y\nY\no\n", CLIPBOARD_NONE).copies, 0);
}

static void sends_before_the_program_ends(void **state)
{
	(void)state;
	assert_int_equal(play("y\nQ\n", CLIPBOARD_PLAIN).copies, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(takes_the_id_of_what_is_shown),
		TEST(takes_the_id_of_the_selected_link),
		TEST(takes_the_id_under_the_cursor_of_the_list),
		TEST(takes_the_id_of_a_selected_connection),
		TEST(takes_the_id_of_a_link_that_leads_nowhere),
		TEST(takes_citations_from_who_makes_them),
		TEST(names_what_has_no_citation),
		TEST(says_why_there_is_no_citation),
		TEST(names_a_source_where_nobody_cites),
		TEST(takes_the_address_that_is_selected_or_that_of_the_source),
		TEST(takes_nothing_from_the_help),
		TEST(shows_the_text_when_asked_again_and_returns_with_any_key),
		TEST(sends_anew_when_something_else_came_between),
		TEST(shows_at_once_what_cannot_be_sent),
		TEST(shows_what_is_too_long_and_says_so),
		TEST(breaks_long_lines_between_letters),
		TEST(says_what_tmux_needs_where_there_is_room),
		TEST(cuts_what_it_says_between_letters),
		TEST(keeps_the_text_of_a_source_open_beneath),
		TEST(defuses_what_is_hostile),
		TEST(sends_once_for_each_time),
		TEST(sends_before_the_program_ends),
	};
	return cmocka_run_group_tests(tests, NULL, end_unicode);
}
