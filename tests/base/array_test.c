#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/array.h"

struct pair {
	unsigned left;
	uint64_t right;
};

struct pair_array {
	struct pair *items;
	size_t count, room;
};

static void grows_and_keeps_what_it_holds(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct pair_array pairs = {0};
	for (unsigned i = 0; i < 10000; i++)
		*ARRAY_ADD(&arena, &pairs) = (struct pair){ i, (uint64_t)i * i };
	assert_int_equal(pairs.count, 10000);
	for (unsigned i = 0; i < 10000; i++) {
		assert_int_equal(pairs.items[i].left, i);
		assert_int_equal(pairs.items[i].right, (uint64_t)i * i);
	}
	arena_release(&arena);
}

static void gives_a_zeroed_item(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct pair_array pairs = {0};
	for (unsigned i = 0; i < 100; i++) {
		struct pair *pair = ARRAY_ADD(&arena, &pairs);
		assert_int_equal(pair->left, 0);
		assert_int_equal(pair->right, 0);
		*pair = (struct pair){ 1, 1 };
	}
	arena_release(&arena);
}

static void does_not_move_while_there_is_room(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct pair_array pairs = {0};
	ARRAY_ADD(&arena, &pairs);
	struct pair *items = pairs.items;
	while (pairs.count < pairs.room)
		ARRAY_ADD(&arena, &pairs);
	assert_ptr_equal(pairs.items, items);
	ARRAY_ADD(&arena, &pairs);
	assert_ptr_not_equal(pairs.items, items);
	arena_release(&arena);
}

static void leaves_no_more_memory_behind_than_it_has(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct pair_array pairs = {0};
	for (unsigned i = 0; i < 100000; i++)
		ARRAY_ADD(&arena, &pairs);
	assert_true(arena.size <= 2 * pairs.room * sizeof(struct pair));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_and_keeps_what_it_holds),
		cmocka_unit_test(gives_a_zeroed_item),
		cmocka_unit_test(does_not_move_while_there_is_room),
		cmocka_unit_test(leaves_no_more_memory_behind_than_it_has),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
