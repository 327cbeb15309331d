#include "ui/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/digest.h"
#include "base/unicode.h"
#include "support/collection.h"
#include "support/terminal_script.h"
#include "support/typist.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"
#include "ui/ui.h"

static struct arena arena;
static struct workspace workspace;

static const char collection[] = "tests/cases/collection";

/* Draw for a screen of that size: panes are laid out by it. */
static const char *draw(int rows, int columns)
{
	return typist_sees(&workspace, &arena, rows, columns);
}

static int begin(void **state)
{
	(void)state;
	workspace_open(&workspace, support_archive_folder(&arena, collection), NO_DOSSIER);
	draw(24, 130);
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
	typist_press(&workspace, names, 24, 130);
}

static const char *subject(void)
{
	return str_copy(&arena, dossier_id(workspace.archive, workspace_subject(&workspace))).bytes;
}

static struct page_view *dossier_view(void)
{
	return pane_page_view(&workspace.panes[SLOT_DOSSIER]);
}

static void begins_where_the_collection_says(void **state)
{
	(void)state;
	assert_string_equal(subject(), "harbour-contract");
	assert_int_equal(workspace.focus, SLOT_DOSSIER);
}

static void comes_back_to_the_link_that_was_followed(void **state)
{
	(void)state;
	press("Tab Tab");
	int link = dossier_view()->link;
	press("Enter");
	assert_string_not_equal(subject(), "harbour-contract");
	press("Backspace");
	assert_string_equal(subject(), "harbour-contract");
	assert_int_equal(dossier_view()->link, link);
	press("]");
	assert_string_not_equal(subject(), "harbour-contract");
}

/* Press keys without drawing in between, as a slow line brings them. */
static void type_ahead(const char *names)
{
	for (struct str rest = str_of(names); rest.bytes;) {
		struct key key;
		assert_true(key_parse(str_cut(&rest, ' '), &key));
		workspace_key(&workspace, key);
	}
}

static void follows_links_that_are_typed_ahead_of_the_screen(void **state)
{
	(void)state;
	press("Tab Enter Tab Enter");
	const char *expected = subject();
	press("Backspace Backspace Escape");
	type_ahead("Tab Enter Tab Enter");
	assert_string_equal(subject(), expected);
	type_ahead("Backspace Tab Tab Tab Tab Backspace r n N } ] Tab ] r Enter Backspace J K");
	draw(24, 130);
}

static void shows_what_the_cursor_is_on_without_going_there(void **state)
{
	(void)state;
	press("L Enter k");
	assert_int_equal(workspace.focus, SLOT_LIST);
	assert_string_not_equal(subject(), "harbour-contract");
	assert_int_equal(workspace.trail.steps.count, 1);
	press("Enter");
	assert_int_equal(workspace.focus, SLOT_DOSSIER);
	assert_int_equal(workspace.trail.steps.count, 2);
}

static void begins_a_list_at_what_is_read(void **state)
{
	(void)state;
	press("L Enter");
	assert_string_equal(subject(), "harbour-contract");
	press("Backspace k Enter");
	assert_string_not_equal(subject(), "harbour-contract");
}

static void finds_a_connection_selected_where_it_goes_to_them(void **state)
{
	(void)state;
	const struct page_view *links = pane_page_view(&workspace.panes[SLOT_LINKS]);
	assert_int_equal(links->link, -1);
	press("w");
	assert_int_equal(workspace.focus, SLOT_LINKS);
	assert_int_equal(links->link, 0);
	press("Enter");
	assert_string_not_equal(subject(), "harbour-contract");
	type_ahead("w Enter");
	assert_int_equal(workspace.focus, SLOT_DOSSIER);
	assert_string_not_equal(workspace.message, "No link is selected here");
}

static void returns_from_a_preview_to_what_was_read(void **state)
{
	(void)state;
	press("L Enter k");
	press("w C-o");
	assert_string_equal(subject(), "harbour-contract");
}

static void searches_as_one_types_and_goes_to_the_hit(void **state)
{
	(void)state;
	press("/ =lind");
	assert_string_equal(subject(), "bo-lind");
	assert_int_equal(workspace.trail.steps.count, 1);
	press("Enter");
	assert_string_equal(subject(), "bo-lind");
	assert_int_equal(workspace.trail.steps.count, 2);
}

/* All but the last row of a screen: letters, and their roles. */
static struct str panes(void)
{
	struct canvas canvas = canvas_new(&arena, 24, 130);
	workspace_draw(&workspace, &arena, &canvas);
	canvas.rows--;
	return str_join(&arena, canvas_text(&canvas, &arena), STR("\n"),
	                canvas_roles(&canvas, &arena));
}

/* What somebody reads goes over the line again only for something that is found. */
static void opens_the_line_of_a_search_and_leaves_all_else_alone(void **state)
{
	(void)state;
	static const char *const keys[] = { "/", "s", "p", "c" };
	press("Tab");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct str before = panes();
		press(keys[i]);
		assert_int_not_equal(workspace.prompt.kind, PROMPT_NONE);
		assert_true(str_equal(panes(), before));
		press("Down Up =_");
		assert_true(str_equal(panes(), before));
		press("Escape");
		assert_true(str_equal(panes(), before));
	}
}

static struct rect first_to_show(int rows, int columns)
{
	struct canvas canvas = canvas_new(&arena, rows, columns);
	workspace_draw(&workspace, &arena, &canvas);
	return canvas.first;
}

static void assert_rect(struct rect rect, struct rect expected)
{
	assert_int_equal(rect.row, expected.row);
	assert_int_equal(rect.column, expected.column);
	assert_int_equal(rect.rows, expected.rows);
	assert_int_equal(rect.columns, expected.columns);
}

static void has_what_one_works_in_shown_first(void **state)
{
	(void)state;
	assert_rect(first_to_show(24, 80), workspace.layout.slots[SLOT_DOSSIER]);
	press("w");
	assert_rect(first_to_show(24, 80), workspace.layout.slots[SLOT_LINKS]);
	press("/");
	assert_rect(first_to_show(24, 80), (struct rect){ 23, 0, 1, 80 });
	press("Escape");
	assert_true(rect_is_empty(first_to_show(24, 60)));
	press("?");
	assert_true(rect_is_empty(first_to_show(24, 80)));
}

static void shows_all_as_it_was_when_nothing_is_typed_any_more(void **state)
{
	(void)state;
	press("/ =lind Enter Tab");
	struct str before = panes();
	press("/ =dredging");
	assert_false(str_equal(panes(), before));
	press("C-u");
	assert_true(str_equal(panes(), before));
	press("=lind Enter");
	assert_string_equal(subject(), "bo-lind");
}

static void tells_what_the_list_takes_once_it_shows_something(void **state)
{
	(void)state;
	press("/");
	assert_null(strstr(draw(24, 130), "Enter open"));
	assert_non_null(strstr(draw(24, 130), "Escape cancel"));
	press("=lind");
	assert_non_null(strstr(draw(24, 130), "Enter open"));
}

static void leaves_everything_as_it_was_when_a_search_is_cancelled(void **state)
{
	(void)state;
	press("/ =lind Escape");
	assert_string_equal(subject(), "harbour-contract");
	assert_int_equal(workspace.focus, SLOT_DOSSIER);
	assert_int_equal(workspace.prompt.kind, PROMPT_NONE);
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	assert_int_equal(list->source, LIST_KINDS);
}

static void brings_the_search_before_back_when_another_is_cancelled(void **state)
{
	(void)state;
	press("/ =lind Enter");
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	int count = list_search_count(list_results(list));
	press("/ =zzz Escape");
	assert_int_equal(list->source, LIST_RESULTS);
	assert_int_equal(list_search_count(list_results(list)), count);
	assert_string_equal(subject(), "bo-lind");
	press("J");
	assert_string_not_equal(subject(), "bo-lind");
}

static void keeps_the_place_when_a_search_is_cancelled(void **state)
{
	(void)state;
	draw(10, 60);
	press("Space");
	draw(10, 60);
	workspace_key(&workspace, (struct key){ ' ' });
	draw(10, 60);
	int top = dossier_view()->top;
	workspace_key(&workspace, (struct key){ '/' });
	workspace_key(&workspace, (struct key){ 'l' });
	draw(10, 60);
	workspace_key(&workspace, (struct key){ NAMED_ESCAPE });
	draw(10, 60);
	assert_string_equal(subject(), "harbour-contract");
	assert_int_equal(dossier_view()->top, top);
}

static void shows_what_was_read_where_a_search_finds_nothing(void **state)
{
	(void)state;
	press("/ =lind");
	assert_string_equal(subject(), "bo-lind");
	press("=zzz");
	assert_string_equal(subject(), "harbour-contract");
	press("Enter");
	assert_string_equal(workspace.message, "Nothing was found");
	assert_int_equal(workspace.focus, SLOT_DOSSIER);
}

static void says_what_is_wrong_with_a_query_that_found_nothing(void **state)
{
	(void)state;
	press("/ =colour:red Enter");
	assert_true(workspace.message_is_error);
	assert_non_null(strstr(workspace.message, "colour"));
}

static void uncovers_what_an_action_behind_the_help_shows(void **state)
{
	(void)state;
	press("? /");
	assert_null(workspace.overlay.ops);
	press("Escape ? T");
	assert_null(workspace.overlay.ops);
	press("? i =page Escape");
	assert_non_null(workspace.overlay.ops);
	press("Escape");
	assert_null(workspace.overlay.ops);
}

static void shows_again_what_the_help_covered(void **state)
{
	(void)state;
	press("d ?");
	assert_non_null(strstr(draw(24, 80), "Moving"));
	press("? q");
	assert_null(strstr(draw(24, 130), "Moving"));
	assert_non_null(strstr(draw(24, 130), "Timeline: "));
	press("q");
	assert_null(workspace.overlay.ops);
}

static void walks_the_hits_of_a_search(void **state)
{
	(void)state;
	press("/ =harbour Enter");
	const char *first = subject();
	press("J");
	assert_string_not_equal(subject(), first);
	press("K");
	assert_string_equal(subject(), first);
}

static void a_hit_by_a_former_id_says_who_it_is(void **state)
{
	(void)state;
	workspace_close(&workspace);
	workspace_open(&workspace, support_archive_of(&arena,
		"id: ana\nkind: person\nname: Ana Vel\nsummary: A pilot.\n"
		"former_ids: [bo-of-the-port]\n"), NO_DOSSIER);
	press("/ =bo-of-the-port");
	const char *screen = draw(24, 60);
	assert_non_null(strstr(screen, "A pilot."));
	assert_null(strstr(screen, "former id"));
}

static void recalls_the_last_query(void **state)
{
	(void)state;
	press("/ =quill Enter / =lind Enter / Up");
	assert_memory_equal(workspace.prompt.line.bytes, "lind", 4);
	press("Up");
	assert_memory_equal(workspace.prompt.line.bytes, "quill", 5);
	press("Down Down");
	assert_int_equal(workspace.prompt.line.size, 0);
	press("Escape : Up");
	assert_int_equal(workspace.prompt.line.size, 0);
}

static void finds_a_romanized_name_in_the_switcher(void **state)
{
	(void)state;
	press("s =kvill Enter");
	assert_string_equal(subject(), "ada-quill");
}

static void does_an_action_by_its_name(void **state)
{
	(void)state;
	press(": =timel Enter");
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	assert_int_equal(list->source, LIST_TIMELINE);
	press(": =nonsense Enter");
	assert_true(workspace.message_is_error);
}

static void completes_the_name_of_an_action(void **state)
{
	(void)state;
	press(": =maxi Tab");
	assert_memory_equal(workspace.prompt.line.bytes, "maximize", 8);
}

static void follows_a_link_by_its_number(void **state)
{
	(void)state;
	const struct page_link *first = &dossier_view()->page.links.items[0];
	struct str id = dossier_id(workspace.archive, first->to);
	press("1 Enter");
	assert_true(str_equal(str_of(subject()), id));
	press("9 9 9 Enter");
	assert_true(workspace.message_is_error);
	press("# 1 Enter");
	assert_int_equal(workspace.message[0], '\0');
}

static void follows_a_link_by_its_letter(void **state)
{
	(void)state;
	const struct page_link *first = &dossier_view()->page.links.items[0];
	struct str id = dossier_id(workspace.archive, first->to);
	press("f a");
	assert_true(str_equal(str_of(subject()), id));
}

static void searches_inside_the_dossier(void **state)
{
	(void)state;
	press("i =signed Enter");
	assert_true(dossier_view()->matches.count >= 2);
	size_t match = dossier_view()->match;
	press("n");
	assert_int_not_equal(dossier_view()->match, match);
	press("Escape");
	assert_int_equal(dossier_view()->matches.count, 0);
}

static void keeps_pinned_connections_while_one_walks_them(void **state)
{
	(void)state;
	press("P J");
	assert_string_not_equal(subject(), "harbour-contract");
	const struct page_view *links = pane_page_view(&workspace.panes[SLOT_LINKS]);
	const struct page_link *walked = page_view_selected(links);
	assert_non_null(walked);
	assert_string_equal(subject(),
	                    str_copy(&arena, dossier_id(workspace.archive, walked->to)).bytes);
	press("P");
	assert_null(strstr(draw(24, 130), "Pinned:"));
	assert_non_null(strstr(draw(24, 130), "Connections"));
}

static void says_who_says_so_at_a_source_mark(void **state)
{
	(void)state;
	press("r");
	assert_int_equal(page_view_selected(dossier_view())->kind, PAGE_LINK_SOURCE);
	assert_memory_equal(workspace.message, "Source [1]: ", 12);
}

/* The findings of the harbour papers stand under several rules. */
static void goes_from_group_to_group_of_a_list(void **state)
{
	(void)state;
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	press("!");
	int first = list->viewport.cursor;
	assert_int_equal(first, 1);
	press("}");
	int second = list->viewport.cursor;
	assert_true(second > first);
	assert_true(list_is_heading(list, workspace.archive, second - 1));
	press("{");
	assert_int_equal(list->viewport.cursor, first);
	press("{");
	assert_int_equal(list->viewport.cursor, first);
	assert_string_equal(workspace.message, "No group before this one in the list");
	press("G }");
	assert_string_equal(workspace.message, "No group behind this one in the list");
	int last = list->viewport.cursor;
	press("{");
	assert_true(list->viewport.cursor < last);
	assert_true(list_is_heading(list, workspace.archive, list->viewport.cursor - 1));
	press("T g g }");
	assert_true(list->viewport.cursor > 1);
	assert_true(list_is_heading(list, workspace.archive, list->viewport.cursor - 1));
	press("/ =harbour Enter w w }");
	assert_int_equal(workspace.focus, SLOT_LIST);
	assert_string_equal(workspace.message, "There are no groups in this list");
}

static void shows_the_time_of_the_list_that_one_is_in_and_else_of_all(void **state)
{
	(void)state;
	press("/ =contract Enter w w D");
	assert_non_null(strstr(draw(24, 130), "Timeline: what is listed"));
	press("q w D");
	assert_non_null(strstr(draw(24, 80), "only “contract”; z: all"));
	press("q / =ada Enter H D");
	assert_non_null(strstr(draw(24, 80), "Timeline: the collection"));
	assert_non_null(strstr(draw(24, 80), "by month; z: only the list"));
	typist_press(&workspace, "z", 24, 80);
	assert_non_null(strstr(draw(24, 80), "Timeline: what is listed"));
	typist_press(&workspace, "q D", 24, 80);
	assert_non_null(strstr(draw(24, 80), "Timeline: what is listed"));
}

static void says_that_no_section_comes_any_more(void **state)
{
	(void)state;
	press("G }");
	assert_string_equal(workspace.message, "This is the end of it");
	press("g g {");
	assert_string_equal(workspace.message, "This is the beginning of it");
}

static void walks_what_stands_below_the_kinds(void **state)
{
	(void)state;
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	const char *before = subject();
	assert_int_equal(list->source, LIST_KINDS);
	press("K");
	assert_string_not_equal(subject(), before);
	assert_int_equal(list->source, LIST_KINDS);
	press("J");
	assert_string_equal(subject(), before);
	press("K K K K K K K K K K K K");
	assert_string_not_equal(subject(), before);
	assert_string_equal(workspace.message, "No dossier before this one in the list");
}

static void closes_one_thing_at_a_time(void **state)
{
	(void)state;
	press("? q");
	assert_false(workspace.is_done);
	press("O q");
	assert_false(workspace.is_done);
	assert_false(workspace.is_maximized);
	press("q");
	assert_true(workspace.is_done);
}

static void goes_back_to_what_was_read_when_a_list_is_closed(void **state)
{
	(void)state;
	press("j j j");
	const char *before = subject();
	int top = dossier_view()->top;
	assert_true(top > 0);
	press("! G");
	assert_string_not_equal(subject(), before);
	press("q");
	assert_string_equal(subject(), before);
	assert_int_equal(dossier_view()->top, top);
	assert_int_equal(workspace.focus, SLOT_LIST);
}

static void closes_what_was_found_before_the_program(void **state)
{
	(void)state;
	static const char *const keys[] = { "q", "Escape" };
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct list_state *list = workspace.panes[SLOT_LIST].state;
		press("/ =dredging Enter");
		assert_string_equal(subject(), "lind-dredging");
		assert_int_equal(list->source, LIST_RESULTS);
		press(keys[i]);
		assert_int_equal(list->source, LIST_KINDS);
		assert_string_equal(subject(), "lind-dredging");
		assert_false(workspace.is_done);
	}
	press("q");
	assert_true(workspace.is_done);
}

static void finds_itself_again_in_another_archive(void **state)
{
	(void)state;
	press("/ =lind Enter");
	const char *before = subject();
	workspace_reload(&workspace, support_archive_folder(&arena, collection));
	draw(24, 130);
	assert_string_equal(subject(), before);
	press("Backspace");
	assert_string_equal(subject(), "harbour-contract");
}

/* Nothing was drawn in between; the sanitizer sees who still looks at what is gone. */
static void lets_go_of_the_archive_before_when_another_comes(void **state)
{
	struct arena before = {0};
	(void)state;
	workspace_reload(&workspace, support_archive_folder(&before, collection));
	draw(24, 130);
	press("/ =lind Escape ? q i =sig");
	workspace_reload(&workspace, support_archive_folder(&arena, collection));
	arena_release(&before);
	workspace_key(&workspace, (struct key){ 'n' });
	assert_int_equal(dossier_view()->matches.count, 6);
	draw(24, 130);
	assert_string_equal(subject(), "harbour-contract");
}

/* The row of a dossier is another where more stand before it. */
static void keeps_the_list_at_its_dossier_in_another_archive(void **state)
{
	(void)state;
	press("L k k k Enter");
	struct pane *list = &workspace.panes[SLOT_LIST];
	assert_str(dossier_id(workspace.archive, list->ops->subject(list, &workspace)),
	           "ada-quill");
	workspace_reload(&workspace, support_archive_of(&arena,
		"- {id: aa, kind: person, name: Aa}\n"
		"- {id: ab, kind: person, name: Ab}\n"
		"- {id: ada-quill, kind: person, name: Ada Quill}\n"
		"- {id: zz, kind: person, name: Zz}\n"));
	assert_str(dossier_id(workspace.archive, list->ops->subject(list, &workspace)),
	           "ada-quill");
}

/* What else is to be mended stands above it then. */
static void keeps_the_list_at_its_finding_in_another_archive(void **state)
{
	(void)state;
	const struct list_state *list = workspace.panes[SLOT_LIST].state;
	workspace_reload(&workspace, support_archive_of(&arena,
		"- {id: aa, kind: person, name: Aa}\n"
		"- {id: ab, kind: person, name: Ab, body: '[[nobody]]'}\n"));
	press("! G");
	uint32_t row = list_finding_at(list, list->viewport.cursor);
	struct str message = finding_at(workspace.archive, row).message;
	workspace_reload(&workspace, support_archive_of(&arena,
		"- {id: aa, kind: person, name: Aa, body: '[[neither]] [[none]]'}\n"
		"- {id: ab, kind: person, name: Ab, body: '[[nobody]]'}\n"));
	assert_int_equal(list->source, LIST_FINDINGS);
	assert_true(list_finding_at(list, list->viewport.cursor) > row);
	row = list_finding_at(list, list->viewport.cursor);
	assert_int_equal(finding_at(workspace.archive, row).place.line, 2);
	assert_true(str_equal(finding_at(workspace.archive, row).message, message));
}

/* What Enter opens is what is read. */
static void reads_the_first_hit_when_the_chosen_one_is_gone(void **state)
{
	(void)state;
	struct pane *list = &workspace.panes[SLOT_LIST];
	press("/ =lind Down");
	workspace_reload(&workspace, support_archive_of(&arena,
		"- {id: a, kind: person, name: Lind Aa}\n"
		"- {id: b, kind: person, name: Lind Bb}\n"));
	struct dossier_ref first = list->ops->subject(list, &workspace);
	assert_int_equal(((const struct list_state *)list->state)->viewport.cursor, 0);
	assert_false(dossier_is_none(first));
	assert_string_equal(subject(), str_copy(&arena, dossier_id(workspace.archive, first)).bytes);
}

static void says_so_when_what_was_read_is_gone(void **state)
{
	(void)state;
	workspace_reload(&workspace, support_archive_of(&arena, "id: x\nkind: person\nname: X\n"));
	draw(24, 130);
	assert_true(workspace.message_is_error);
	press("Backspace");
	assert_true(workspace.message_is_error);
}

static void takes_a_paste_as_text_and_never_as_keys(void **state)
{
	(void)state;
	workspace_paste(&workspace, STR("Qqq"));
	assert_false(workspace.is_done);
	press("/");
	workspace_paste(&workspace, STR("li\nnd"));
	assert_memory_equal(workspace.prompt.line.bytes, "li nd", 5);
}

static void shows_a_sentence_where_nothing_else_fits(void **state)
{
	(void)state;
	assert_non_null(strstr(draw(3, 30), "too small"));
	for (int rows = 1; rows < 14; rows++)
		for (int columns = 1; columns < 140; columns += 3)
			draw(rows, columns);
}

static void opens_a_collection_without_dossiers(void **state)
{
	(void)state;
	workspace_close(&workspace);
	workspace_open(&workspace, support_archive_of(&arena, ""), NO_DOSSIER);
	press("j Enter Tab Enter / =x Enter Escape f n J P H T ! L Enter");
	assert_true(dossier_is_none(workspace_subject(&workspace)));
}

static void ends_when_the_terminal_is_gone(void **state)
{
	(void)state;
	struct terminal_script script = terminal_script(&arena, 24, 80, STR("j\nj\n"));
	struct ui_options options = { .archive = workspace.archive, .start = NO_DOSSIER };
	ui_loop(options, &script.terminal);
	assert_int_equal(script.shows, 3);
}

static void repaints_and_suspends_when_asked(void **state)
{
	(void)state;
	struct terminal_script script =
		terminal_script(&arena, 24, 80, STR("C-l\nC-z\nresize 100x30\n"));
	struct ui_options options = { .archive = workspace.archive, .start = NO_DOSSIER };
	ui_loop(options, &script.terminal);
	assert_int_equal(script.redraws, 1);
	assert_int_equal(script.suspends, 1);
}

static int end_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

/* A quote's own page, and the page of its source, from which a link leads to it. */
static void shows_where_a_quote_stands(void **state)
{
	(void)state;
	workspace_close(&workspace);
	workspace_open(&workspace, support_archive_folder(&arena, "tests/cases/verified"),
	               NO_DOSSIER);
	workspace.texts_folder = support_source(&arena, "tests/cases/texts");
	workspace_visit(&workspace, dossier_find(workspace.archive, STR("kell-pier")));
	press("t");
	assert_non_null(strstr(draw(24, 130), "tests/cases/texts/report.txt"));
	assert_non_null(strstr(draw(24, 130), "The quote stands here, but for signs and blanks, in line 3."));
	assert_non_null(strstr(draw(24, 130), "Harbour report"));
	press("i =pier Enter");
	assert_non_null(strstr(draw(24, 130), "match 1 of 1"));
	press("q");
	assert_int_equal(workspace.overlay.ops == NULL, 1);
	press("t");
	assert_non_null(strstr(draw(24, 130), "in line 3."));
	press("q");
	workspace_visit(&workspace, dossier_find(workspace.archive, STR("report")));
	press("t");
	assert_non_null(strstr(draw(24, 130), "tests/cases/texts/report.txt"));
	assert_non_null(strstr(draw(24, 130), "Ivo Kell said"));
}

/* A text in a folder of its own, and the quote "the-end-of-it" in it. */
static void open_with_text(struct str text)
{
	const char *parent = getenv("TMPDIR");
	struct str pattern = str_format(&arena, "%s/dossier-XXXXXX", parent ? parent : "/tmp");
	char *folder = arena_copy(&arena, pattern.bytes, pattern.size);
	assert_non_null(mkdtemp(folder));
	FILE *file = fopen(str_format(&arena, "%s/text", folder).bytes, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text.bytes, 1, text.size, file), text.size);
	assert_int_equal(fclose(file), 0);
	struct str yaml = str_format(&arena,
		"- {id: q, kind: quote, text: the-end-of-it, form: direct, source: s}\n"
		"- {id: s, kind: source, title: S, sha256: %.*s}\n",
		STR_ARGS(digest_text(&arena, digest_of(text))));
	workspace_close(&workspace);
	workspace_open(&workspace, support_archive_of(&arena, yaml.bytes), NO_DOSSIER);
	workspace.texts_folder = folder;
	workspace_visit(&workspace, dossier_find(workspace.archive, STR("q")));
	draw(24, 130);
}

static void close_text(void)
{
	struct str text = str_format(&arena, "%s/text", workspace.texts_folder);
	assert_int_equal(remove(text.bytes), 0);
	assert_int_equal(rmdir(workspace.texts_folder), 0);
}

static struct str repeated(const char *words, int times)
{
	struct text text = { .arena = &arena };
	for (int i = 0; i < times; i++)
		text_add(&text, str_of(words));
	return text_str(&text);
}

static void goes_on_showing_a_text_when_the_archive_is_another(void **state)
{
	(void)state;
	open_with_text(STR("He calls it “the-end-of-it”.\n"));
	press("t");
	workspace_reload(&workspace, support_archive_of(&arena,
		"- {id: a, kind: person, name: A}\n"
		"- {id: s, kind: source, title: The new title}\n"));
	const char *screen = draw(24, 130);
	assert_non_null(strstr(screen, "the-end-of-it"));
	assert_non_null(strstr(screen, "The new title"));
	close_text();
}

static void brings_words_deep_in_a_line_into_sight(void **state)
{
	(void)state;
	open_with_text(str_join(&arena, repeated("word ", 2000), STR(""), STR("“the-end-of-it”\n")));
	press("t");
	assert_non_null(strstr(draw(24, 130), "the-end-of-it"));
	assert_non_null(strstr(draw(12, 40), "the-end-of-it"));
	assert_non_null(strstr(draw(24, 80), "the-end-of-it"));
	close_text();
}

static void shows_what_stands_around_words_in_a_large_text(void **state)
{
	(void)state;
	struct str lines = repeated("One of many lines.\r", 100000);
	open_with_text(str_join(&arena, lines, STR("“the-end-of-it”\r"), lines));
	press("t");
	assert_non_null(strstr(draw(24, 130), "100001 “the-end-of-it”"));
	press("g g");
	assert_non_null(strstr(draw(24, 130), "The quote stands here word for word, in line 100001."));
	assert_non_null(strstr(draw(24, 130), " bytes before this are not shown."));
	press("G");
	assert_non_null(strstr(draw(24, 130), " bytes behind this are not shown."));
	close_text();
}

static void says_why_there_is_no_text_to_show(void **state)
{
	(void)state;
	press("t");
	assert_non_null(strstr(draw(24, 130), "The texts of the sources are not in this copy: --texts FOLDER names them"));
	assert_false(workspace.message_is_error);
	workspace.texts_folder = support_source(&arena, "tests/cases/texts");
	press("t");
	assert_non_null(strstr(draw(24, 130), "only quotes and sources have a text"));
	assert_true(workspace.overlay.ops == NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(begins_where_the_collection_says),
		TEST(comes_back_to_the_link_that_was_followed),
		TEST(follows_links_that_are_typed_ahead_of_the_screen),
		TEST(shows_what_the_cursor_is_on_without_going_there),
		TEST(begins_a_list_at_what_is_read),
		TEST(finds_a_connection_selected_where_it_goes_to_them),
		TEST(returns_from_a_preview_to_what_was_read),
		TEST(searches_as_one_types_and_goes_to_the_hit),
		TEST(opens_the_line_of_a_search_and_leaves_all_else_alone),
		TEST(has_what_one_works_in_shown_first),
		TEST(shows_all_as_it_was_when_nothing_is_typed_any_more),
		TEST(tells_what_the_list_takes_once_it_shows_something),
		TEST(leaves_everything_as_it_was_when_a_search_is_cancelled),
		TEST(brings_the_search_before_back_when_another_is_cancelled),
		TEST(keeps_the_place_when_a_search_is_cancelled),
		TEST(shows_what_was_read_where_a_search_finds_nothing),
		TEST(says_what_is_wrong_with_a_query_that_found_nothing),
		TEST(uncovers_what_an_action_behind_the_help_shows),
		TEST(shows_again_what_the_help_covered),
		TEST(walks_the_hits_of_a_search),
		TEST(a_hit_by_a_former_id_says_who_it_is),
		TEST(recalls_the_last_query),
		TEST(finds_a_romanized_name_in_the_switcher),
		TEST(does_an_action_by_its_name),
		TEST(completes_the_name_of_an_action),
		TEST(follows_a_link_by_its_number),
		TEST(follows_a_link_by_its_letter),
		TEST(searches_inside_the_dossier),
		TEST(keeps_pinned_connections_while_one_walks_them),
		TEST(says_who_says_so_at_a_source_mark),
		TEST(goes_from_group_to_group_of_a_list),
		TEST(shows_the_time_of_the_list_that_one_is_in_and_else_of_all),
		TEST(says_that_no_section_comes_any_more),
		TEST(walks_what_stands_below_the_kinds),
		TEST(closes_one_thing_at_a_time),
		TEST(goes_back_to_what_was_read_when_a_list_is_closed),
		TEST(closes_what_was_found_before_the_program),
		TEST(finds_itself_again_in_another_archive),
		TEST(lets_go_of_the_archive_before_when_another_comes),
		TEST(keeps_the_list_at_its_dossier_in_another_archive),
		TEST(keeps_the_list_at_its_finding_in_another_archive),
		TEST(reads_the_first_hit_when_the_chosen_one_is_gone),
		TEST(says_so_when_what_was_read_is_gone),
		TEST(takes_a_paste_as_text_and_never_as_keys),
		TEST(shows_a_sentence_where_nothing_else_fits),
		TEST(opens_a_collection_without_dossiers),
		TEST(ends_when_the_terminal_is_gone),
		TEST(repaints_and_suspends_when_asked),
		TEST(shows_where_a_quote_stands),
		TEST(goes_on_showing_a_text_when_the_archive_is_another),
		TEST(brings_words_deep_in_a_line_into_sight),
		TEST(shows_what_stands_around_words_in_a_large_text),
		TEST(says_why_there_is_no_text_to_show),
	};
	return cmocka_run_group_tests(tests, NULL, end_unicode);
}
