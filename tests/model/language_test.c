#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "model/language.h"

static void assert_name(const char *tag, const char *name)
{
	struct arena arena = {0};
	struct str found = language_name(&arena, str_of(tag));
	assert_int_equal(found.size, str_of(name).size);
	assert_memory_equal(found.bytes, name, found.size);
	arena_release(&arena);
}

static void calls_a_language_by_its_name(void **state)
{
	(void)state;
	assert_name("ru", "Russian");
	assert_name("my", "Burmese");
	assert_name("vi", "Vietnamese");
	assert_name("sq", "Albanian");
}

static void knows_codes_of_three_letters_and_in_capitals(void **state)
{
	(void)state;
	assert_name("rus", "Russian");
	assert_name("ksw", "S'gaw Karen");
	assert_name("EN", "English");
}

static void tells_the_script_and_not_the_region(void **state)
{
	(void)state;
	assert_name("sr-Latn", "Serbian, Latin script");
	assert_name("zh-hant-TW", "Chinese, traditional Chinese script");
	assert_name("en-GB", "English");
	assert_name("de-1996", "German");
}

static void leaves_a_code_that_it_does_not_know(void **state)
{
	(void)state;
	assert_name("xx", "xx");
	assert_name("xx-Latn", "xx-Latn");
	assert_name("", "");
	assert_name("-", "-");
	assert_name("russian", "russian");
}

static void calls_a_script_by_its_name(void **state)
{
	(void)state;
	assert_string_equal(language_script_name(STR("Cyrl")).bytes, "Cyrillic");
	assert_string_equal(language_script_name(STR("mymr")).bytes, "Burmese");
	assert_string_equal(language_script_name(STR("Zzzz")).bytes, "Zzzz");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_a_language_by_its_name),
		cmocka_unit_test(knows_codes_of_three_letters_and_in_capitals),
		cmocka_unit_test(tells_the_script_and_not_the_region),
		cmocka_unit_test(leaves_a_code_that_it_does_not_know),
		cmocka_unit_test(calls_a_script_by_its_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
