#include "ui/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"

static struct arena arena;

static struct shown shown(const char *text)
{
	return shown_line(&arena, str_of(text));
}

static void assert_text(const struct canvas *canvas, const char *expected)
{
	assert_string_equal(canvas_text(canvas, &arena).bytes, expected);
}

static void draws_text_where_it_is_put(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 2, 8);
	assert_int_equal(canvas_put(&canvas, 1, 2, ROLE_TEXT, shown("abc")), 5);
	assert_text(&canvas, "\n  abc\n");
}

static void leaves_out_what_is_beyond_its_edges(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 1, 4);
	assert_int_equal(canvas_put(&canvas, 0, -2, ROLE_TEXT, shown("abcdefgh")), 6);
	assert_text(&canvas, "cdef\n");
	canvas_put(&canvas, -1, 0, ROLE_TEXT, shown("xxxx"));
	canvas_put(&canvas, 1, 0, ROLE_TEXT, shown("xxxx"));
	assert_text(&canvas, "cdef\n");
}

static void keeps_a_part_inside_its_rectangle(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 3, 8);
	struct canvas part = canvas_part(&canvas, (struct rect){ 1, 2, 1, 3 });
	canvas_put(&part, 0, 0, ROLE_TEXT, shown("abcdef"));
	canvas_put(&part, 1, 0, ROLE_TEXT, shown("abcdef"));
	assert_text(&canvas, "\n  abc\n\n");
}

static void gives_a_wide_letter_two_cells(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 1, 6);
	assert_int_equal(canvas_put(&canvas, 0, 0, ROLE_TEXT, shown("中a")), 3);
	assert_int_equal(canvas.cells[0].width, 2);
	assert_int_equal(canvas.cells[1].width, 0);
	assert_text(&canvas, "中a\n");
}

static void leaves_out_a_wide_letter_that_would_be_cut(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 1, 2);
	canvas_put(&canvas, 0, 0, ROLE_TEXT, shown("a中"));
	assert_text(&canvas, "a\n");
}

static void blanks_the_other_half_of_a_wide_letter_that_is_overwritten(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 1, 4);
	canvas_put(&canvas, 0, 0, ROLE_TEXT, shown("中国"));
	canvas_put(&canvas, 0, 1, ROLE_TEXT, shown("x"));
	assert_text(&canvas, " x国\n");
	canvas_put(&canvas, 0, 2, ROLE_TEXT, shown("y"));
	assert_text(&canvas, " xy\n");
}

static void keeps_marks_with_their_letter(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 1, 8);
	assert_int_equal(canvas_put(&canvas, 0, 0, ROLE_TEXT, shown("e\xcc\x81z")), 2);
	assert_int_equal(canvas.cells[0].size, 3);
	assert_text(&canvas, "e\xcc\x81z\n");
}

static void paints_a_role_and_keeps_the_text(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 1, 4);
	canvas_put(&canvas, 0, 0, ROLE_TEXT, shown("abcd"));
	canvas_paint(&canvas, (struct rect){ 0, 1, 1, 2 }, ROLE_CURSOR);
	assert_text(&canvas, "abcd\n");
	char expected[] = { ' ', 'A' + ROLE_CURSOR, 'A' + ROLE_CURSOR, '\n', '\0' };
	assert_string_equal(canvas_roles(&canvas, &arena).bytes, expected);
}

static void puts_the_cursor_where_the_part_has_it(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 3, 8);
	struct canvas part = canvas_part(&canvas, (struct rect){ 1, 2, 1, 3 });
	canvas_cursor(&canvas, &part, 0, 1, true);
	assert_int_equal(canvas.cursor_row, 1);
	assert_int_equal(canvas.cursor_column, 3);
	canvas_cursor(&canvas, &part, 0, 3, false);
	assert_int_equal(canvas.cursor_column, 3);
}

static void draws_lines_in_the_charset_of_the_terminal(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 2, 3);
	canvas_horizontal(&canvas, 0, 0, 3, ROLE_BORDER);
	canvas_vertical(&canvas, 1, 1, 5, ROLE_BORDER);
	assert_text(&canvas, "───\n │\n");
	shown_set_charset(SHOWN_ASCII);
	canvas_horizontal(&canvas, 0, 0, 3, ROLE_BORDER);
	canvas_vertical(&canvas, 1, 1, 5, ROLE_BORDER);
	shown_set_charset(SHOWN_UTF8);
	assert_text(&canvas, "---\n |\n");
}

static void a_separator_hangs_at_the_line_above_it(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 2, 3);
	canvas_horizontal(&canvas, 0, 0, 3, ROLE_BORDER);
	canvas_separator(&canvas, 0, 1, 2, ROLE_BORDER);
	assert_text(&canvas, "─┬─\n │\n");
	shown_set_charset(SHOWN_ASCII);
	canvas_separator(&canvas, 0, 1, 2, ROLE_BORDER);
	shown_set_charset(SHOWN_UTF8);
	assert_text(&canvas, "─+─\n |\n");
}

static void a_line_under_a_separator_joins_it(void **state)
{
	(void)state;
	struct canvas canvas = canvas_new(&arena, 3, 3);
	canvas_horizontal(&canvas, 0, 0, 3, ROLE_BORDER);
	canvas_separator(&canvas, 0, 1, 2, ROLE_BORDER);
	struct canvas below = canvas_part(&canvas, (struct rect){ 2, 0, 1, 3 });
	canvas_horizontal(&below, 0, 0, 3, ROLE_BORDER);
	assert_text(&canvas, "─┬─\n │\n─┴─\n");
}

static int end_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draws_text_where_it_is_put),
		cmocka_unit_test(leaves_out_what_is_beyond_its_edges),
		cmocka_unit_test(keeps_a_part_inside_its_rectangle),
		cmocka_unit_test(gives_a_wide_letter_two_cells),
		cmocka_unit_test(leaves_out_a_wide_letter_that_would_be_cut),
		cmocka_unit_test(blanks_the_other_half_of_a_wide_letter_that_is_overwritten),
		cmocka_unit_test(keeps_marks_with_their_letter),
		cmocka_unit_test(paints_a_role_and_keeps_the_text),
		cmocka_unit_test(puts_the_cursor_where_the_part_has_it),
		cmocka_unit_test(draws_lines_in_the_charset_of_the_terminal),
		cmocka_unit_test(a_separator_hangs_at_the_line_above_it),
		cmocka_unit_test(a_line_under_a_separator_joins_it),
	};
	return cmocka_run_group_tests(tests, NULL, end_arena);
}
