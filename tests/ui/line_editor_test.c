#include "ui/line_editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "ui/canvas.h"

static struct line_editor editor;

static void press(const char *names)
{
	for (struct str rest = str_of(names); rest.bytes;) {
		struct key key;
		assert_true(key_parse(str_cut(&rest, ' '), &key));
		assert_true(line_editor_key(&editor, key));
	}
}

static void assert_line(const char *text)
{
	struct str line = line_editor_text(&editor);
	assert_int_equal(line.size, strlen(text));
	assert_memory_equal(line.bytes, text, line.size);
}

static void inserts_letters_at_the_cursor(void **state)
{
	(void)state;
	line_editor_set(&editor, STR("ac"));
	press("Left b");
	assert_line("abc");
}

static void removes_whole_clusters(void **state)
{
	(void)state;
	line_editor_set(&editor, STR("e\xcc\x81မြ"));
	press("Backspace");
	assert_line("e\xcc\x81");
	press("Backspace");
	assert_line("");
	press("Backspace Delete");
	assert_line("");
}

static void moves_and_kills_as_shells_do(void **state)
{
	(void)state;
	line_editor_set(&editor, STR("one two three"));
	press("C-w");
	assert_line("one two ");
	press("C-a C-k");
	assert_line("");
	line_editor_set(&editor, STR("one two"));
	press("C-b C-b C-b C-u");
	assert_line("two");
	press("C-d C-f C-h");
	assert_line("o");
}

static void makes_controls_blanks_and_drops_invalid_bytes(void **state)
{
	(void)state;
	line_editor_set(&editor, STR("a\x1b[2Jb\xff\n\xc2\x9b" "c"));
	assert_line("a [2Jb  c");
}

static void stops_when_it_is_full(void **state)
{
	(void)state;
	char long_text[LINE_EDITOR_SIZE * 2];
	memset(long_text, 'x', sizeof(long_text));
	line_editor_set(&editor, (struct str){ long_text, sizeof(long_text) });
	assert_int_equal(line_editor_text(&editor).size, LINE_EDITOR_SIZE);
	press("y");
	assert_int_equal(line_editor_text(&editor).size, LINE_EDITOR_SIZE);
}

static void leaves_other_keys_to_others(void **state)
{
	(void)state;
	assert_false(line_editor_key(&editor, (struct key){ NAMED_ENTER }));
	assert_false(line_editor_key(&editor, (struct key){ NAMED_UP }));
	assert_false(line_editor_key(&editor, (struct key){ 'x' | KEY_WITH_ALT }));
}

static void scrolls_so_that_the_cursor_is_in_sight(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct canvas canvas = canvas_new(&arena, 1, 6);
	line_editor_set(&editor, STR("abcdefghij"));
	assert_int_equal(line_editor_draw(&editor, &arena, &canvas, 0, 1, 5), 5);
	assert_string_equal(canvas_text(&canvas, &arena).bytes, " ghij\n");
	arena_release(&arena);
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
		cmocka_unit_test(inserts_letters_at_the_cursor),
		cmocka_unit_test(removes_whole_clusters),
		cmocka_unit_test(moves_and_kills_as_shells_do),
		cmocka_unit_test(makes_controls_blanks_and_drops_invalid_bytes),
		cmocka_unit_test(stops_when_it_is_full),
		cmocka_unit_test(leaves_other_keys_to_others),
		cmocka_unit_test(scrolls_so_that_the_cursor_is_in_sight),
	};
	return cmocka_run_group_tests(tests, NULL, end_unicode);
}
