#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"

static int close_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

static void letters_of_other_scripts_become_those_they_resemble(void **state)
{
	(void)state;
	static const struct { const char *text, *look; } rows[] = {
		{ "Kr\xD0\xB5ml\xD1\x96n", "kremlin" },         /* Cyrillic е and і */
		{ "\xD0\x9E\xD0\xA0\xD0\x90", "opa" },          /* Cyrillic ОРА */
		{ "\xCE\x91\xCE\xBD\xCE\xBF", "avo" },          /* Greek Ανο */
		{ "\xE1\x80\x9D", "o" },                        /* the Burmese letter wa … */
		{ "\xE1\x81\x80", "o" },                        /* … and the digit 0 */
		{ "\xC9\x91" "da", "ada" },                     /* Latin alpha */
		{ "Кремль", "кремль" },
	};
	struct arena arena = {0};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str look = unicode_look(&arena, str_of(rows[i].text));
		if (i + 1 < sizeof(rows) / sizeof(*rows))
			assert_string_equal(look.bytes, rows[i].look);
		else            /* has parts that resemble none, and so is no Latin word */
			assert_string_not_equal(look.bytes, rows[i].look);
	}
	arena_release(&arena);
}

static void digits_and_the_capital_i_become_letters(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_string_equal(unicode_look(&arena, STR("0mar 1")).bytes, "omar l");
	assert_string_equal(unicode_look(&arena, STR("Ian Bo")).bytes, "lan bo");
	assert_string_equal(unicode_look(&arena, STR("é-2021")).bytes, "e-2o2l");
	arena_release(&arena);
}

static void a_text_that_resembles_only_itself_has_no_other_look(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"", "Ada Quill", "lil", "José Núñez", "cafe\xCC\x81", "Nguyễn", "“o’er” – x…",
		"Łódź",
	};
	struct arena arena = {0};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_int_equal(unicode_look(&arena, str_of(texts[i])).size, 0);
	arena_release(&arena);
}

static void any_code_point_has_a_look_that_is_whole(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (uint32_t code_point = 1; code_point <= 0x10FFFF; code_point += 7) {
		char bytes[4];
		struct str text = { bytes, unicode_encode(code_point, bytes) };
		struct str look = unicode_look(&arena, text);
		assert_true(unicode_find_invalid(look) == SIZE_MAX);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void bytes_that_are_no_text_are_replaced(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_string_equal(unicode_look(&arena, STR("a\xFF")).bytes, "a\xEF\xBF\xBD");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_of_other_scripts_become_those_they_resemble),
		cmocka_unit_test(digits_and_the_capital_i_become_letters),
		cmocka_unit_test(a_text_that_resembles_only_itself_has_no_other_look),
		cmocka_unit_test(any_code_point_has_a_look_that_is_whole),
		cmocka_unit_test(bytes_that_are_no_text_are_replaced),
	};
	return cmocka_run_group_tests(tests, NULL, close_unicode);
}
