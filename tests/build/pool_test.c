#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "build/pool.h"

enum { ROOM = 1 << 20 };

/* A pool with room for ROOM bytes. */
struct pooling {
	struct arena arena;
	struct pool pool;
};

static int setup(void **state)
{
	static struct pooling pooling;
	pooling = (struct pooling){0};
	pool_open(&pooling.pool, arena_take(&pooling.arena, ROOM), ROOM);
	*state = &pooling;
	return 0;
}

static int teardown(void **state)
{
	struct pooling *pooling = *state;
	pool_close(&pooling->pool);
	arena_release(&pooling->arena);
	return 0;
}

static void assert_at(const struct pool *pool, struct text_at at, struct str text)
{
	assert_int_equal(at.size, text.size);
	assert_memory_equal(pool->bytes + at.offset, text.bytes, text.size);
	assert_int_equal(pool->bytes[at.offset + at.size], '\0');
}

static void begins_with_the_empty_text(void **state)
{
	struct pool *pool = &((struct pooling *)*state)->pool;
	struct text_at at = pool_add(pool, STR(""));
	assert_int_equal(pool->size, 1);
	assert_int_equal(at.offset, 0);
	assert_int_equal(at.size, 0);
	assert_int_equal(pool_add(pool, (struct str){0}).offset, 0);
	assert_int_equal(pool->size, 1);
}

static void gives_the_same_place_for_the_same_text(void **state)
{
	struct pool *pool = &((struct pooling *)*state)->pool;
	struct text_at first = pool_add(pool, STR("Ann"));
	struct text_at second = pool_add(pool, STR("Anna"));
	assert_int_equal(pool_add(pool, STR("Ann")).offset, first.offset);
	assert_int_equal(pool_add(pool, STR("Anna")).offset, second.offset);
	assert_at(pool, first, STR("Ann"));
	assert_at(pool, second, STR("Anna"));
	assert_int_equal(pool->size, 1 + 4 + 5);
	assert_int_equal(pool->count, 2);
}

static void holds_texts_with_a_nul(void **state)
{
	struct pool *pool = &((struct pooling *)*state)->pool;
	struct str text = { "a\0b", 3 };
	struct text_at at = pool_add(pool, text);
	assert_at(pool, at, text);
	assert_at(pool, pool_add(pool, STR("a")), STR("a"));
	assert_at(pool, pool_add(pool, STR("b")), STR("b"));
	assert_int_equal(pool_add(pool, text).offset, at.offset);
}

/* More texts than the first table has slots: it grows several times. */
static void finds_every_text_again_after_growing(void **state)
{
	enum { COUNT = 20000 };
	static struct text_at places[COUNT];
	struct pool *pool = &((struct pooling *)*state)->pool;
	char text[32];
	for (size_t i = 0; i < COUNT; i++) {
		int size = snprintf(text, sizeof text, "text number %zu", i * 7919);
		places[i] = pool_add(pool, (struct str){ text, (size_t)size });
	}
	assert_int_equal(pool->count, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		int size = snprintf(text, sizeof text, "text number %zu", i * 7919);
		struct text_at again = pool_add(pool, (struct str){ text, (size_t)size });
		assert_int_equal(again.offset, places[i].offset);
		assert_at(pool, again, (struct str){ text, (size_t)size });
	}
	assert_int_equal(pool->count, COUNT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(begins_with_the_empty_text),
		TEST(gives_the_same_place_for_the_same_text),
		TEST(holds_texts_with_a_nul),
		TEST(finds_every_text_again_after_growing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
