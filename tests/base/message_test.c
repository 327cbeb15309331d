#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/message.h"

static void speaks_english_before_it_is_opened(void **state)
{
	(void)state;
	assert_string_equal(message_in("Nothing"), "Nothing");
	assert_string_equal(message_count("%zu step", "%zu steps", 1), "%zu step");
	assert_string_equal(message_count("%zu step", "%zu steps", 0), "%zu steps");
	assert_string_equal(message_count("%zu step", "%zu steps", 21), "%zu steps");
	assert_true(str_equal(message_of(STR("person")), STR("person")));
}

static void speaks_english_where_there_is_no_catalogue(void **state)
{
	(void)state;
	setenv("LANGUAGE", "ru", 1);
	messages_open("/nowhere");
	assert_string_equal(message_in("Nothing"), "Nothing");
	assert_string_equal(message_count("%zu step", "%zu steps", 21), "%zu steps");
	assert_true(str_equal(message_of(STR("person")), STR("person")));
}

static void says_nothing_for_nothing(void **state)
{
	(void)state;
	assert_string_equal(message_in(""), "");
	assert_true(str_is_empty(message_of(STR(""))));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(speaks_english_before_it_is_opened),
		cmocka_unit_test(speaks_english_where_there_is_no_catalogue),
		cmocka_unit_test(says_nothing_for_nothing),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
