#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/query/page_sound.h"

static void write(struct page_writer *writer, const char *text)
{
	page_raw(writer, ROLE_TEXT, str_of(text));
}

static void assert_written(struct page_writer *writer, const char *expected)
{
	struct page page = page_end(writer);
	assert_page_is_sound(&page, page.width);
	assert_str(page_text_of(writer->arena, &page), expected);
}

static void wraps_between_words(void **state)
{
	struct page_writer writer = page_begin(*state, 20);
	write(&writer, "The harbour of Port Selm  lies\nin the north.");
	assert_written(&writer, "The harbour of Port\nSelm lies in the\nnorth.\n");
}

static void keeps_together_what_has_no_blank_between(void **state)
{
	struct page_writer writer = page_begin(*state, 20);
	write(&writer, "The harbour of ");
	page_link(&writer, ROLE_LINK, shown_line(*state, STR("Port Selm")),
	          (struct page_link){ .kind = PAGE_LINK_DOSSIER, .value = NO_ROW });
	write(&writer, ", the city");
	assert_written(&writer, "The harbour of Port\nSelm, the city\n");
}

static void lets_no_line_begin_with_a_glued_mark(void **state)
{
	struct page_writer writer = page_begin(*state, 20);
	write(&writer, "The harbour of Selms");
	page_glue(&writer);
	write(&writer, "[1]. It");
	assert_written(&writer, "The harbour of\nSelms [1]. It\n");
}

static void breaks_scripts_without_blanks_between_their_words(void **state)
{
	struct page_writer writer = page_begin(*state, 20);
	write(&writer, "ประเทศไทยมีประชากรมากกว่าหกสิบล้านคน 中华人民共和国外交部发言人");
	assert_written(&writer, "ประเทศไทยมีประชากร\nมากกว่าหกสิบล้านคน 中华\n"
	                        "人民共和国外交部发言\n人\n");
}

static void breaks_nothing_that_fits_behind_what_is_there(void **state)
{
	struct page_writer writer = page_begin(*state, 20);
	write(&writer, "It is called 中国");
	write(&writer, "。。");
	assert_written(&writer, "It is called\n中国。。\n");
}

static void ends_no_line_behind_an_opening_bracket(void **state)
{
	struct page_writer writer = page_begin(*state, 20);
	write(&writer, "一二三四五六七八九「中国」。");
	assert_written(&writer, "一二三四五六七八九\n「中国」。\n");
}

static void parts_no_mark_from_its_letter(void **state)
{
	enum { COUNT = 22 };
	struct text word = { .arena = *state }, lines = { .arena = *state };
	for (int i = 0; i < COUNT; i++) {
		text_add(&word, STR("e\u0301"));
		text_add(&lines, i == 20 ? STR("\ne\u0301") : STR("e\u0301"));
	}
	text_add_byte(&lines, '\n');
	struct page_writer writer = page_begin(*state, 20);
	page_raw(&writer, ROLE_TEXT, text_str(&word));
	assert_written(&writer, text_str(&lines).bytes);
}

static void ends_no_line_with_the_dot_between_two_things(void **state)
{
	struct page_writer writer = page_begin(*state, 30);
	write(&writer, "claim · a-ship-that-came-to-the-quay");
	assert_written(&writer, "claim\n· a-ship-that-came-to-the-quay\n");
	writer = page_begin(*state, 30);
	write(&writer, "claim · one · two · three, four and five");
	assert_written(&writer, "claim · one · two · three,\nfour and five\n");
}

static void gives_an_address_a_line_of_its_own(void **state)
{
	struct page_writer writer = page_begin(*state, 40);
	page_label(&writer, shown_literal(*state, "Address"), 12);
	write(&writer, "at https://example.org/a/long/address/x and");
	assert_written(&writer, "Address     at\n"
	                        "    https://example.org/a/long/address/x\n"
	                        "            and\n");
}

static void breaks_an_address_behind_a_sign_if_no_line_holds_it(void **state)
{
	struct page_writer writer = page_begin(*state, 20);
	write(&writer, "https://example.org/a-long/address");
	assert_written(&writer, "https://example.org/\na-long/address\n");
}

static void hangs_text_under_its_beginning_behind_a_label(void **state)
{
	struct page_writer writer = page_begin(*state, 40);
	page_label(&writer, shown_literal(*state, "Type"), 10);
	write(&writer, "a harbour with a lighthouse and a quay");
	page_break(&writer);
	write(&writer, "another");
	page_label(&writer, shown_literal(*state, "Country"), 10);
	write(&writer, "Aldoria");
	assert_written(&writer, "Type      a harbour with a lighthouse\n"
	                        "          and a quay\n"
	                        "          another\n"
	                        "Country   Aldoria\n");
}

static void puts_a_label_above_that_is_too_wide(void **state)
{
	struct page_writer writer = page_begin(*state, 40);
	page_label(&writer, shown_literal(*state, "Nationality"), 8);
	write(&writer, "Aldoria");
	assert_written(&writer, "Nationality\n        Aldoria\n");
}

static void puts_all_labels_above_where_little_room_is_left(void **state)
{
	struct page_writer writer = page_begin(*state, 30);
	page_label(&writer, shown_literal(*state, "Type"), 12);
	write(&writer, "town");
	assert_written(&writer, "Type\n  town\n");
}

static void writes_no_two_blank_lines_and_none_at_the_ends(void **state)
{
	struct page_writer writer = page_begin(*state, 40);
	page_blank(&writer);
	write(&writer, "one");
	page_blank(&writer);
	page_blank(&writer);
	write(&writer, "two");
	page_blank(&writer);
	assert_written(&writer, "one\n\ntwo\n");
}

static void marks_headings_for_the_outline(void **state)
{
	struct page_writer writer = page_begin(*state, 40);
	page_heading(&writer, shown_literal(*state, "Quotes"), shown_format(*state, "%d", 6));
	write(&writer, "text");
	struct page page = page_end(&writer);
	assert_str(page_text_of(*state, &page), "Quotes (6)\ntext\n");
	assert_true(page.lines.items[0].is_heading);
	assert_false(page.lines.items[1].is_heading);
}

static void puts_a_tail_at_the_right_end_of_the_first_line(void **state)
{
	struct page_writer writer = page_begin(*state, 30);
	page_tail(&writer, ROLE_DIM, shown_literal(*state, "2022-08"));
	write(&writer, "Talks in the harbour of Port Selm and elsewhere");
	assert_written(&writer, "Talks in the harbour   2022-08\nof Port Selm and elsewhere\n");
}

static void lets_a_link_grow_over_its_words(void **state)
{
	struct page_writer writer = page_begin(*state, 40);
	write(&writer, "See ");
	page_link(&writer, ROLE_LINK, shown_line(*state, STR("Council of Port Selm")),
	          (struct page_link){ .kind = PAGE_LINK_DOSSIER, .value = NO_ROW });
	struct page page = page_end(&writer);
	assert_int_equal(page.spans.count, 2);
	assert_int_equal(page.spans.items[1].column, 4);
	assert_int_equal(page.spans.items[1].text.width, 20);
	assert_int_equal(page.links.items[0].line, 0);
	assert_int_equal(page.links.items[0].column, 4);
}

static void numbers_links_if_asked(void **state)
{
	struct page_writer writer = page_begin(*state, 40);
	writer.numbers_links = true;
	write(&writer, "See ");
	page_link(&writer, ROLE_LINK, shown_line(*state, STR("Port Selm")),
	          (struct page_link){ .kind = PAGE_LINK_DOSSIER, .value = NO_ROW });
	assert_written(&writer, "See 1:Port Selm\n");
}

static void makes_a_link_without_letters_visible(void **state)
{
	struct page_writer writer = page_begin(*state, 40);
	page_link(&writer, ROLE_LINK, shown_line(*state, STR("  ")),
	          (struct page_link){ .kind = PAGE_LINK_DOSSIER, .value = NO_ROW });
	assert_written(&writer, "-\n");
}

static void clamps_the_width(void **state)
{
	assert_int_equal(page_begin(*state, 3).page.width, PAGE_MIN_WIDTH);
	assert_int_equal(page_begin(*state, 300).page.width, PAGE_MAX_MEASURE);
}

static void takes_a_word_of_half_a_megabyte(void **state)
{
	enum { SIZE = 1 << 19 };
	char *letters = arena_take(*state, SIZE);
	for (size_t i = 0; i + 1 < SIZE; i += 2)
		memcpy(letters + i, "é", 2);
	struct page_writer writer = page_begin(*state, 64);
	page_raw(&writer, ROLE_TEXT, (struct str){ letters, SIZE });
	struct page page = page_end(&writer);
	assert_int_equal(page.lines.count, SIZE / 2 / 64);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(wraps_between_words),
		TEST(keeps_together_what_has_no_blank_between),
		TEST(lets_no_line_begin_with_a_glued_mark),
		TEST(breaks_scripts_without_blanks_between_their_words),
		TEST(breaks_nothing_that_fits_behind_what_is_there),
		TEST(ends_no_line_behind_an_opening_bracket),
		TEST(parts_no_mark_from_its_letter),
		TEST(ends_no_line_with_the_dot_between_two_things),
		TEST(gives_an_address_a_line_of_its_own),
		TEST(breaks_an_address_behind_a_sign_if_no_line_holds_it),
		TEST(hangs_text_under_its_beginning_behind_a_label),
		TEST(puts_a_label_above_that_is_too_wide),
		TEST(puts_all_labels_above_where_little_room_is_left),
		TEST(writes_no_two_blank_lines_and_none_at_the_ends),
		TEST(marks_headings_for_the_outline),
		TEST(puts_a_tail_at_the_right_end_of_the_first_line),
		TEST(lets_a_link_grow_over_its_words),
		TEST(numbers_links_if_asked),
		TEST(makes_a_link_without_letters_visible),
		TEST(clamps_the_width),
		TEST(takes_a_word_of_half_a_megabyte),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
