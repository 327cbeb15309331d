#include "exchange/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/shown.h"
#include "base/unicode.h"

static struct arena arena;

/* The document of an object with one text under "k". */
static const char *document_of(struct str text)
{
	struct json *root = json_object_new();
	json_put_text(root, "k", text);
	return json_text(&arena, root).bytes;
}

static void keeps_members_in_the_order_they_were_put(void **state)
{
	(void)state;
	struct json *root = json_object_new(), *list = json_array_new();
	json_add_text(list, STR("x"));
	json_add_number(list, 7);
	json_put_number(root, "z", -5);
	json_put_bool(root, "a", true);
	json_put_null(root, "n");
	json_put_text_or_null(root, "e", (struct str){0});
	json_put(root, "l", list);
	assert_string_equal(json_text(&arena, root).bytes,
	                    "{\n  \"z\": -5,\n  \"a\": true,\n  \"n\": null,\n  \"e\": null,\n"
	                    "  \"l\": [\n    \"x\",\n    7\n  ]\n}\n");
}

static void keeps_what_is_printable_readable(void **state)
{
	(void)state;
	assert_string_equal(document_of(STR("Лавров, နေပြည်တော် “e\xcc\x81”")),
	                    "{\n  \"k\": \"Лавров, နေပြည်တော် “e\xcc\x81”\"\n}\n");
}

static void escapes_what_a_terminal_would_obey(void **state)
{
	(void)state;
	assert_string_equal(document_of(STR("\x1b]0;x\x07")),
	                    "{\n  \"k\": \"\\u001B]0;x\\u0007\"\n}\n");
	assert_string_equal(document_of(STR("\x7f\xc2\x9b")),
	                    "{\n  \"k\": \"\\u007F\\u009B\"\n}\n");
	assert_string_equal(document_of(STR("\xe2\x80\xae")), "{\n  \"k\": \"\\u202E\"\n}\n");
	assert_string_equal(document_of(STR("\xf3\xa0\x80\xa1")),
	                    "{\n  \"k\": \"\\uDB40\\uDC21\"\n}\n");
}

static void replaces_bytes_that_are_no_text(void **state)
{
	(void)state;
	assert_string_equal(document_of(STR("a\xff"
	                                    "b\xed\xa0\x80")),
	                    "{\n  \"k\": \"a\xef\xbf\xbd"
	                    "b\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"\n}\n");
}

static void keeps_a_zero_byte_inside_a_text(void **state)
{
	(void)state;
	assert_string_equal(document_of(STR("a\0b")), "{\n  \"k\": \"a\\u0000b\"\n}\n");
}

static void writes_ascii_alone_for_an_ascii_terminal(void **state)
{
	(void)state;
	shown_set_charset(SHOWN_ASCII);
	const char *document = document_of(STR("é😀"));
	shown_set_charset(SHOWN_UTF8);
	assert_string_equal(document, "{\n  \"k\": \"\\u00E9\\uD83D\\uDE00\"\n}\n");
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
		cmocka_unit_test(keeps_members_in_the_order_they_were_put),
		cmocka_unit_test(keeps_what_is_printable_readable),
		cmocka_unit_test(escapes_what_a_terminal_would_obey),
		cmocka_unit_test(replaces_bytes_that_are_no_text),
		cmocka_unit_test(keeps_a_zero_byte_inside_a_text),
		cmocka_unit_test(writes_ascii_alone_for_an_ascii_terminal),
	};
	return cmocka_run_group_tests(tests, NULL, end_arena);
}
