#include "ui/page_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"

static struct page_view view;

/* Forty lines; every fourth has a link, and every tenth is a heading. */
static void show_forty_lines(int rows)
{
	struct arena *arena = page_view_renew(&view);
	struct page_writer writer = page_begin(arena, 40);
	for (int line = 0; line < 40; line++) {
		struct shown text = shown_format(arena, "line %d ends in fig", line);
		if (line % 10 == 0)
			page_heading(&writer, text, (struct shown){0});
		else if (line % 4 == 1)
			page_link(&writer, ROLE_LINK, text,
			          (struct page_link){ .to = { (uint32_t)line } });
		else
			page_text(&writer, ROLE_TEXT, text);
		page_break(&writer);
	}
	page_view_set(&view, page_end(&writer), rows);
}

static int begin(void **state)
{
	(void)state;
	view = (struct page_view){ .link = -1 };
	show_forty_lines(10);
	return 0;
}

static int end(void **state)
{
	(void)state;
	page_view_release(&view);
	return 0;
}

static uint32_t selected(void)
{
	const struct page_link *link = page_view_selected(&view);
	return link ? link->to.row : NO_ROW;
}

static void press(const char *letter, bool *is_complete)
{
	struct key key;
	assert_true(key_parse(str_of(letter), &key));
	page_view_hint_key(&view, key, is_complete);
}

static void stops_scrolling_at_both_ends(void **state)
{
	(void)state;
	assert_false(page_view_scroll(&view, -1));
	assert_true(page_view_scroll(&view, 1000));
	assert_int_equal(view.top, 30);
	assert_false(page_view_scroll(&view, 1));
}

static void selects_the_first_link_in_sight(void **state)
{
	(void)state;
	page_view_scroll(&view, 12);
	assert_true(page_view_link(&view, 1));
	assert_int_equal(selected(), 13);
	assert_true(page_view_link(&view, 1));
	assert_int_equal(selected(), 17);
	assert_true(page_view_link(&view, -1));
	assert_int_equal(selected(), 13);
}

static void scrolls_to_a_link_that_is_selected(void **state)
{
	(void)state;
	assert_true(page_view_select(&view, (int)view.page.links.count - 1));
	uint32_t line = view.page.links.items[view.page.links.count - 1].line;
	assert_true((int)line >= view.top && (int)line < view.top + view.rows);
	assert_false(page_view_select(&view, (int)view.page.links.count));
	assert_false(page_view_link(&view, 1));
}

static void keeps_a_selected_link_in_sight_on_a_smaller_screen(void **state)
{
	(void)state;
	page_view_link(&view, 1);
	page_view_link(&view, 1);
	page_view_link(&view, 1);
	assert_int_equal(selected(), 9);
	assert_int_equal(view.top, 1);
	show_forty_lines(3);
	assert_int_equal(view.top, 7);
	show_forty_lines(10);
	assert_int_equal(page_view_seen_link(&view), view.link);
}

static void stays_where_one_reads_when_the_selected_link_is_elsewhere(void **state)
{
	(void)state;
	page_view_link(&view, 1);
	page_view_scroll(&view, 20);
	assert_int_equal(page_view_seen_link(&view), -1);
	show_forty_lines(8);
	assert_int_equal(view.top, 20);
	assert_int_equal(selected(), 1);
}

static void comes_back_to_a_place_with_its_link_in_sight(void **state)
{
	(void)state;
	page_view_rewind(&view);
	page_view_place(&view, 0, 2);
	show_forty_lines(4);
	assert_int_equal(selected(), 9);
	assert_int_equal(page_view_seen_link(&view), 2);
}

/* The page as text, with its letters, a column from the left. */
static const char *drawn(struct arena *arena)
{
	struct canvas canvas = canvas_new(arena, view.rows, 30);
	struct canvas page = canvas_part(&canvas, (struct rect){ 0, 1, view.rows, 29 });
	page_view_draw(&view, &page, true);
	page_view_draw_hints(&view, arena, &canvas, 1);
	return canvas_text(&canvas, arena).bytes;
}

static void puts_the_letter_of_a_link_where_no_words_grow_together(void **state)
{
	(void)state;
	struct arena *arena = page_view_renew(&view);
	struct page_writer writer = page_begin(arena, 28);
	struct page_link link = {0};
	page_link(&writer, ROLE_LINK, shown_literal(arena, "Ada"), link);
	page_text(&writer, ROLE_TEXT, shown_literal(arena, " met "));
	page_link(&writer, ROLE_LINK, shown_literal(arena, "Bo"), link);
	page_text(&writer, ROLE_TEXT, shown_literal(arena, " ("));
	page_link(&writer, ROLE_LINK, shown_literal(arena, "Cy"), link);
	page_text(&writer, ROLE_TEXT, shown_literal(arena, ")"));
	page_view_set(&view, page_end(&writer), 1);
	assert_string_equal(drawn(arena), " Ada met Bo (Cy)\n");
	page_view_hints(&view);
	assert_string_equal(drawn(arena), "aAda met so (dy)\n");
}

static void puts_the_letter_into_the_room_before_a_column(void **state)
{
	(void)state;
	struct arena *arena = page_view_renew(&view);
	struct page_writer writer = page_begin(arena, 28);
	page_label(&writer, shown_literal(arena, "Place"), 8);
	page_link(&writer, ROLE_LINK, shown_literal(arena, "Selm"), (struct page_link){0});
	page_view_set(&view, page_end(&writer), 1);
	page_view_hints(&view);
	assert_string_equal(drawn(arena), " Place  aSelm\n");
}

enum { LETTERS = 26 };

/* A line for each link, then one for each mark. */
static void show_links_and_marks(struct arena *arena, int links, int marks)
{
	struct page_writer writer = page_begin(arena, 28);
	for (int i = 0; i < links; i++) {
		page_link(&writer, ROLE_LINK, shown_literal(arena, "Ada"), (struct page_link){0});
		page_break(&writer);
	}
	for (int i = 0; i < marks; i++) {
		page_text(&writer, ROLE_TEXT, shown_literal(arena, "so"));
		page_link(&writer, ROLE_SOURCE, shown_format(arena, "[%d]", i + 1),
		          (struct page_link){ .kind = PAGE_LINK_SOURCE });
		page_break(&writer);
	}
	page_view_set(&view, page_end(&writer), links + marks);
}

static void gives_letters_to_marks_behind_links_and_inside_their_brackets(void **state)
{
	(void)state;
	struct arena *arena = page_view_renew(&view);
	show_links_and_marks(arena, 1, 2);
	page_view_hints(&view);
	assert_string_equal(drawn(arena), "aAda\n so[s]\n so[d]\n");
}

static void gives_marks_no_more_than_the_single_letters_that_are_left(void **state)
{
	(void)state;
	struct arena *arena = page_view_renew(&view);
	bool is_complete = false;
	show_links_and_marks(arena, LETTERS - 1, 9);
	page_view_hints(&view);
	press("m", &is_complete);
	assert_true(is_complete);
	assert_int_equal(view.link, LETTERS - 1);
}

static void goes_from_heading_to_heading(void **state)
{
	(void)state;
	page_view_section(&view, 1);
	assert_int_equal(view.top, 10);
	page_view_section(&view, 1);
	assert_int_equal(view.top, 20);
	page_view_section(&view, -1);
	assert_int_equal(view.top, 10);
}

/* As if line 2 were the head of what is below it. */
static void show_a_pinned_line(int rows)
{
	show_forty_lines(rows);
	view.page.pinned = (struct page_pinned){ 2, 1 };
}

static void keeps_in_sight_what_is_pinned(void **state)
{
	(void)state;
	show_a_pinned_line(10);
	page_view_scroll(&view, 3);
	assert_true(page_view_select(&view, 1));                /* of line 5, on the third row */
	assert_int_equal(view.top, 3);
	assert_int_equal(page_view_link_at(&view, 2, 0), 1);
	assert_int_equal(page_view_link_at(&view, 0, 0), -1);   /* line 2 has none, nor 3 */
	page_view_scroll(&view, 2);                             /* line 5 is under the first row */
	assert_int_equal(page_view_seen_link(&view), -1);
	assert_true(page_view_select(&view, 1));
	assert_int_equal(page_view_seen_link(&view), 1);
	assert_int_equal(view.top, 3);
}

static void puts_a_heading_below_what_is_pinned(void **state)
{
	(void)state;
	show_a_pinned_line(10);
	page_view_section(&view, 1);
	assert_int_equal(view.top, 9);
	page_view_section(&view, 1);
	assert_int_equal(view.top, 19);
	page_view_section(&view, -1);
	assert_int_equal(view.top, 9);
	assert_int_equal(page_view_step(&view), 8);
}

static void pins_nothing_on_few_rows(void **state)
{
	(void)state;
	show_a_pinned_line(5);
	page_view_section(&view, 1);
	assert_int_equal(view.top, 10);
}

static void finds_every_place_and_goes_round(void **state)
{
	(void)state;
	page_view_find(&view, STR("LINE 2"));
	assert_int_equal(view.matches.count, 11);
	assert_int_equal(view.matches.items[0].line, 2);
	assert_int_equal(view.matches.items[0].width, 6);
	assert_true(page_view_match(&view, -1));
	assert_int_equal(view.match, 10);
	assert_true(page_view_match(&view, 1));
	assert_int_equal(view.match, 0);
	page_view_find(&view, STR("nowhere"));
	assert_false(page_view_match(&view, 1));
}

static void begins_to_find_at_what_is_in_sight(void **state)
{
	(void)state;
	page_view_scroll(&view, 15);
	page_view_find(&view, STR("fig"));
	assert_int_equal(view.matches.items[view.match].line, 15);
}

static void finds_what_runs_over_the_end_of_a_line(void **state)
{
	(void)state;
	page_view_find(&view, STR("fig line 7"));
	assert_int_equal(view.matches.count, 1);
	assert_int_equal(view.matches.items[0].line, 6);
	assert_int_equal(view.matches.items[0].column, 15);
	assert_int_equal(view.matches.items[0].width, 3);
	assert_int_equal(view.matches.items[0].next_column, 0);
	assert_int_equal(view.matches.items[0].next_width, 6);
	page_view_find(&view, STR("line 7"));
	assert_int_equal(view.matches.count, 1);
	assert_int_equal(view.matches.items[0].line, 7);
	assert_int_equal(view.matches.items[0].next_width, 0);
	page_view_find(&view, STR("in fig"));
	assert_int_equal(view.matches.count, 40);
}

static void keeps_the_search_when_the_page_is_laid_out_anew(void **state)
{
	(void)state;
	page_view_find(&view, STR("line 2"));
	show_forty_lines(5);
	assert_int_equal(view.matches.count, 11);
}

static void follows_the_letter_of_a_link(void **state)
{
	(void)state;
	bool is_complete = false;
	assert_true(page_view_hints(&view));
	press("s", &is_complete);
	assert_true(is_complete);
	assert_int_equal(selected(), 5);
	assert_false(view.shows_hints);
}

static void drops_the_hints_at_a_letter_that_is_none(void **state)
{
	(void)state;
	bool is_complete = false;
	page_view_hints(&view);
	press("m", &is_complete);
	assert_false(is_complete);
	assert_false(view.shows_hints);
	assert_int_equal(selected(), NO_ROW);
}

static void takes_two_letters_where_one_is_not_enough(void **state)
{
	(void)state;
	struct arena *arena = page_view_renew(&view);
	struct page_writer writer = page_begin(arena, 40);
	for (int line = 0; line < 60; line++) {
		page_link(&writer, ROLE_LINK, shown_format(arena, "link %d", line),
		          (struct page_link){ .to = { (uint32_t)line } });
		page_break(&writer);
	}
	page_view_set(&view, page_end(&writer), 60);
	bool is_complete = false;
	assert_true(page_view_hints(&view));
	press("s", &is_complete);
	assert_false(is_complete);
	assert_true(view.shows_hints);
	press("d", &is_complete);
	assert_true(is_complete);
	assert_int_equal(selected(), 26 + 2);
}

static void has_no_hints_without_links_in_sight(void **state)
{
	(void)state;
	show_forty_lines(1);
	assert_false(page_view_hints(&view));
}

static void says_how_far_it_is_scrolled(void **state)
{
	(void)state;
	struct arena frame = {0};
	assert_string_equal(page_view_amount(&view, &frame).bytes, "Top");
	page_view_scroll(&view, 15);
	assert_string_equal(page_view_amount(&view, &frame).bytes, "50%");
	page_view_scroll(&view, 15);
	assert_string_equal(page_view_amount(&view, &frame).bytes, "End");
	show_forty_lines(40);
	assert_int_equal(page_view_amount(&view, &frame).size, 0);
	arena_release(&frame);
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
		cmocka_unit_test_setup_teardown(stops_scrolling_at_both_ends, begin, end),
		cmocka_unit_test_setup_teardown(selects_the_first_link_in_sight, begin, end),
		cmocka_unit_test_setup_teardown(scrolls_to_a_link_that_is_selected, begin, end),
		cmocka_unit_test_setup_teardown(keeps_a_selected_link_in_sight_on_a_smaller_screen,
		                                begin, end),
		cmocka_unit_test_setup_teardown(
			stays_where_one_reads_when_the_selected_link_is_elsewhere, begin, end),
		cmocka_unit_test_setup_teardown(comes_back_to_a_place_with_its_link_in_sight, begin,
		                                end),
		cmocka_unit_test_setup_teardown(puts_the_letter_of_a_link_where_no_words_grow_together,
		                                begin, end),
		cmocka_unit_test_setup_teardown(puts_the_letter_into_the_room_before_a_column,
		                                begin, end),
		cmocka_unit_test_setup_teardown(gives_letters_to_marks_behind_links_and_inside_their_brackets,
		                                begin, end),
		cmocka_unit_test_setup_teardown(gives_marks_no_more_than_the_single_letters_that_are_left,
		                                begin, end),
		cmocka_unit_test_setup_teardown(goes_from_heading_to_heading, begin, end),
		cmocka_unit_test_setup_teardown(keeps_in_sight_what_is_pinned, begin, end),
		cmocka_unit_test_setup_teardown(puts_a_heading_below_what_is_pinned, begin, end),
		cmocka_unit_test_setup_teardown(pins_nothing_on_few_rows, begin, end),
		cmocka_unit_test_setup_teardown(finds_every_place_and_goes_round, begin, end),
		cmocka_unit_test_setup_teardown(begins_to_find_at_what_is_in_sight, begin, end),
		cmocka_unit_test_setup_teardown(finds_what_runs_over_the_end_of_a_line, begin, end),
		cmocka_unit_test_setup_teardown(keeps_the_search_when_the_page_is_laid_out_anew,
		                                begin, end),
		cmocka_unit_test_setup_teardown(follows_the_letter_of_a_link, begin, end),
		cmocka_unit_test_setup_teardown(drops_the_hints_at_a_letter_that_is_none, begin,
		                                end),
		cmocka_unit_test_setup_teardown(takes_two_letters_where_one_is_not_enough, begin,
		                                end),
		cmocka_unit_test_setup_teardown(has_no_hints_without_links_in_sight, begin, end),
		cmocka_unit_test_setup_teardown(says_how_far_it_is_scrolled, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, end_unicode);
}
