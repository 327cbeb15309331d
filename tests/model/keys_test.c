#include "model/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"

static struct arena arena;

static int release_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void an_empty_table_has_no_key(void **state)
{
	(void)state;
	struct keys keys = {0};
	assert_int_equal(keys_find(&keys, STR("id")), KEYS_NONE);
}

static void finds_the_number_of_a_key(void **state)
{
	(void)state;
	struct keys keys = {0};
	assert_int_equal(keys_add(&arena, &keys, STR("id"), 7), KEYS_NONE);
	assert_int_equal(keys_add(&arena, &keys, STR("name"), 8), KEYS_NONE);
	assert_int_equal(keys_find(&keys, STR("id")), 7);
	assert_int_equal(keys_find(&keys, STR("name")), 8);
	assert_int_equal(keys_find(&keys, STR("names")), KEYS_NONE);
}

static void a_key_keeps_its_first_number(void **state)
{
	(void)state;
	struct keys keys = {0};
	keys_add(&arena, &keys, STR("id"), 7);
	assert_int_equal(keys_add(&arena, &keys, STR("id"), 9), 7);
	assert_int_equal(keys_find(&keys, STR("id")), 7);
	assert_int_equal(keys.count, 1);
}

static void the_empty_text_and_a_nul_are_keys_too(void **state)
{
	(void)state;
	struct keys keys = {0};
	keys_add(&arena, &keys, STR(""), 1);
	keys_add(&arena, &keys, STR("a\0b"), 2);
	keys_add(&arena, &keys, STR("a"), 3);
	assert_int_equal(keys_find(&keys, STR("")), 1);
	assert_int_equal(keys_find(&keys, STR("a\0b")), 2);
	assert_int_equal(keys_find(&keys, STR("a")), 3);
	assert_int_equal(keys_find(&keys, STR("a\0c")), KEYS_NONE);
}

static void add_numbered(struct keys *keys, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct str key = str_format(&arena, "key-%u", i);
		assert_int_equal(keys_add(&arena, keys, key, i), KEYS_NONE);
	}
}

static void holds_a_hundred_thousand_keys(void **state)
{
	(void)state;
	struct keys keys = {0};
	add_numbered(&keys, 100000);
	for (uint32_t i = 0; i < 100000; i++)
		assert_int_equal(keys_find(&keys, str_format(&arena, "key-%u", i)), i);
	assert_int_equal(keys_find(&keys, STR("key-100000")), KEYS_NONE);
}

static void is_empty_after_it_was_cleared_and_can_be_filled_again(void **state)
{
	(void)state;
	struct keys keys = {0};
	add_numbered(&keys, 1000);
	struct key_slot *slots = keys.slots;
	keys_clear(&keys);
	assert_int_equal(keys_find(&keys, STR("key-1")), KEYS_NONE);
	add_numbered(&keys, 20);
	assert_int_equal(keys_find(&keys, STR("key-19")), 19);
	assert_int_equal(keys_find(&keys, STR("key-20")), KEYS_NONE);
	assert_ptr_equal(keys.slots, slots);
}

static void grows_again_after_it_was_cleared(void **state)
{
	(void)state;
	struct keys keys = {0};
	add_numbered(&keys, 40);
	keys_clear(&keys);
	add_numbered(&keys, 2000);
	assert_int_equal(keys_find(&keys, STR("key-0")), 0);
	assert_int_equal(keys_find(&keys, STR("key-1999")), 1999);
	assert_int_equal(keys.count, 2000);
}

#define TEST(function) cmocka_unit_test_teardown(function, release_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_table_has_no_key),
		TEST(finds_the_number_of_a_key),
		TEST(a_key_keeps_its_first_number),
		TEST(the_empty_text_and_a_nul_are_keys_too),
		TEST(holds_a_hundred_thousand_keys),
		TEST(is_empty_after_it_was_cleared_and_can_be_filled_again),
		TEST(grows_again_after_it_was_cleared),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
