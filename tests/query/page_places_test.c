#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/array.h"
#include "tests/query/page_sound.h"

/* Places with "; " between them, as one text. */
static const char *joined(struct arena *arena, const char *places)
{
	struct str rest = str_of(places);
	struct str_list locators = {0};
	while (rest.size) {
		*ARRAY_ADD(arena, &locators) = str_cut(&rest, ';');
		while (str_starts_with(rest, STR(" ")))
			rest = str_slice(rest, 1, rest.size);
	}
	return str_format(arena, "%.*s", STR_ARGS(page_places(arena, &locators))).bytes;
}

static void says_the_word_before_numbers_once(void **state)
{
	assert_string_equal(joined(*state, "para. 2; para. 9; para. 4"), "para. 2, 4, 9");
	assert_string_equal(joined(*state, "p. 2; para. 2"), "p. 2, para. 2");
	assert_string_equal(joined(*state, "12; 3"), "3, 12");
}

static void sorts_numbers_as_numbers(void **state)
{
	assert_string_equal(joined(*state, "para. 10; para. 9-12; para. 2"), "para. 2, 9–12");
}

static void drops_what_another_place_contains(void **state)
{
	assert_string_equal(joined(*state, "para. 5; para. 4-6; para. 5"), "para. 4–6");
}

static void makes_one_range_of_places_that_follow_each_other(void **state)
{
	assert_string_equal(joined(*state, "para. 1; para. 4-5; para. 2; para. 6; para. 9"),
	                    "para. 1–2, 4–6, 9");
}

static void reads_a_place_that_is_a_list(void **state)
{
	assert_string_equal(joined(*state, "para. 2, 7; para. 1"), "para. 1–2, 7");
}

static void puts_what_is_no_number_behind_once_and_as_it_is(void **state)
{
	assert_string_equal(joined(*state, "headline; para. 1; closing notice; headline"),
	                    "para. 1, closing notice, headline");
	assert_string_equal(joined(*state, "part 2, para. 4; para. 3; v2; p. 9-4"),
	                    "para. 3, p. 9-4, part 2, para. 4, v2");
}

static void a_number_that_is_too_large_stays_as_it_is(void **state)
{
	assert_string_equal(joined(*state, "p. 99999999999999999999; p. 1"),
	                    "p. 1, p. 99999999999999999999");
	assert_string_equal(joined(*state, "p. 4294967295; p. 4294967294"),
	                    "p. 4294967294–4294967295");
}

static void says_nothing_of_a_source_as_a_whole(void **state)
{
	struct str_list none = {0};
	assert_string_equal(joined(*state, ""), "");
	assert_int_equal(page_places(*state, &none).size, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(says_the_word_before_numbers_once),
		TEST(sorts_numbers_as_numbers),
		TEST(drops_what_another_place_contains),
		TEST(makes_one_range_of_places_that_follow_each_other),
		TEST(reads_a_place_that_is_a_list),
		TEST(puts_what_is_no_number_behind_once_and_as_it_is),
		TEST(a_number_that_is_too_large_stays_as_it_is),
		TEST(says_nothing_of_a_source_as_a_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
