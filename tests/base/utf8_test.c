#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"

enum { MAX_CODE_POINT = 0x10FFFF };

static bool is_surrogate(uint32_t code_point)
{
	return code_point >= 0xD800 && code_point <= 0xDFFF;
}

static void writes_and_reads_every_code_point(void **state)
{
	(void)state;
	for (uint32_t code_point = 0; code_point <= MAX_CODE_POINT; code_point++) {
		char bytes[4];
		size_t size = unicode_encode(code_point, bytes), read_size;
		size_t expected = code_point < 0x80 ? 1 : code_point < 0x800 ? 2
		                : code_point < 0x10000 ? 3 : 4;
		uint32_t read = unicode_decode((struct str){ bytes, size }, 0, &read_size);
		if (is_surrogate(code_point)) {
			assert_int_equal(read, UNICODE_REPLACEMENT);
			continue;
		}
		if (size != expected || read_size != expected || read != code_point)
			fail_msg("U+%04X: %zu bytes written, %zu read, U+%04X", code_point, size,
			         read_size, read);
	}
}

static void writes_the_replacement_for_what_is_no_character(void **state)
{
	(void)state;
	const uint32_t bad[] = { 0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF };
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		char bytes[4];
		assert_int_equal(unicode_encode(bad[i], bytes), 3);
		assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
	}
}

static const char *const invalid[] = {
	"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x80\x80", "\xE0\x9F\xBF",
	"\xE1\x80", "\xE1(\x80", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80",
	"\xF0\x8F\xBF\xBF", "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF",
};

static void reads_an_invalid_form_as_one_replacement(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(invalid) / sizeof(*invalid); i++) {
		size_t size = 0;
		assert_int_equal(unicode_decode(str_of(invalid[i]), 0, &size), UNICODE_REPLACEMENT);
		assert_int_equal(size, 1);
	}
}

static void finds_the_first_invalid_byte(void **state)
{
	(void)state;
	char text[64];
	for (size_t i = 0; i < sizeof(invalid) / sizeof(*invalid); i++)
		for (size_t before = 0; before < 20; before++) {
			memset(text, 'a', before);
			memcpy(text + before, invalid[i], strlen(invalid[i]) + 1);
			assert_int_equal(unicode_find_invalid(str_of(text)), before);
		}
	struct str valid = STR("a, ж, မ, 😀, \xEF\xBF\xBD, \xEF\xBF\xBE");
	assert_true(unicode_find_invalid(valid) == SIZE_MAX);
	assert_int_equal(unicode_find_invalid(str_of(NULL)), SIZE_MAX);
	assert_int_equal(unicode_find_invalid(STR("a\0b\xFF")), 3);
}

/* RFC 3629 says which first bytes there are and which second ones may follow them. */
static bool is_valid_pair(unsigned first, unsigned second)
{
	bool is_two = first >= 0xC2 && first <= 0xDF && second >= 0x80 && second <= 0xBF;
	return is_two || (first < 0x80 && second < 0x80);
}

static void judges_all_strings_of_two_bytes(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 0x10000; i++) {
		unsigned first = i >> 8, second = i & 0xFF;
		char bytes[2] = { (char)first, (char)second };
		size_t found = unicode_find_invalid((struct str){ bytes, 2 });
		size_t expected = is_valid_pair(first, second) ? SIZE_MAX : first < 0x80 ? 1 : 0;
		assert_true(found == expected);
	}
}

static void does_not_read_behind_the_end(void **state)
{
	(void)state;
	for (size_t size = 1; size < 4; size++) {
		char *bytes = malloc(size);     /* so that AddressSanitizer watches */
		memcpy(bytes, "\xF0\x9F\x98\x80", size);
		size_t read_size;
		assert_int_equal(unicode_decode((struct str){ bytes, size }, 0, &read_size),
		                 UNICODE_REPLACEMENT);
		assert_int_equal(unicode_find_invalid((struct str){ bytes, size }), 0);
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_and_reads_every_code_point),
		cmocka_unit_test(writes_the_replacement_for_what_is_no_character),
		cmocka_unit_test(reads_an_invalid_form_as_one_replacement),
		cmocka_unit_test(finds_the_first_invalid_byte),
		cmocka_unit_test(judges_all_strings_of_two_bytes),
		cmocka_unit_test(does_not_read_behind_the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
