#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "cache/stamp.h"

enum { SECOND = 1000000000 };

static const int64_t noon = INT64_C(1700000000) * SECOND;

static struct scan_file files[] = {
	{ .path = STR("a.yaml"), .state = { .inode = 7, .size = 30 } },
	{ .path = STR("b.yaml"), .state = { .inode = 8, .size = 40 } },
};

static struct stamp make(struct arena *arena, const char *root)
{
	struct scan scan = { .files = { files, 2, 2 } };
	return stamp_make(arena, str_of(root), &scan, noon);
}

static void is_the_same_for_the_same_files(void **state)
{
	struct arena arena = {0};
	(void)state;
	assert_true(str_equal(make(&arena, "/story").bytes, make(&arena, "/story").bytes));
	arena_release(&arena);
}

/* Change one thing, see another stamp, and put it back. */
#define ASSERT_TELLS(arena, place, value)                                                          \
	do {                                                                                       \
		struct str before = make(arena, "/story").bytes;                                   \
		__typeof__(place) kept = (place);                                                  \
		(place) = (value);                                                                 \
		assert_false(str_equal(make(arena, "/story").bytes, before));                      \
		(place) = kept;                                                                    \
		assert_true(str_equal(make(arena, "/story").bytes, before));                       \
	} while (0)

static void tells_whatever_changes_in_a_file(void **state)
{
	struct arena arena = {0};
	(void)state;
	ASSERT_TELLS(&arena, files[1].path, STR("c.yaml"));
	ASSERT_TELLS(&arena, files[1].state.inode, 9);
	ASSERT_TELLS(&arena, files[1].state.size, 41);
	ASSERT_TELLS(&arena, files[1].state.modified, 1);
	ASSERT_TELLS(&arena, files[1].state.changed, 1);
	arena_release(&arena);
}

static void tells_one_file_less_and_another_root(void **state)
{
	struct arena arena = {0};
	struct scan one = { .files = { files, 1, 1 } };
	struct str both = make(&arena, "/story").bytes;
	(void)state;
	assert_false(str_equal(stamp_make(&arena, STR("/story"), &one, noon).bytes, both));
	assert_false(str_equal(make(&arena, "/other").bytes, both));
	arena_release(&arena);
}

/* "a" and "bc" are not "ab" and "c". */
static void keeps_texts_apart(void **state)
{
	struct arena arena = {0};
	struct scan scan = { .files = { files, 1, 1 } };
	(void)state;
	files[0].path = STR("bc");
	struct str left = stamp_make(&arena, STR("a"), &scan, noon).bytes;
	files[0].path = STR("c");
	struct str right = stamp_make(&arena, STR("ab"), &scan, noon).bytes;
	files[0].path = STR("a.yaml");
	assert_false(str_equal(left, right));
	arena_release(&arena);
}

static void is_settled_two_seconds_after_the_last_change(void **state)
{
	struct arena arena = {0};
	(void)state;
	files[1].state.changed = noon - 2 * INT64_C(1000000000);
	assert_true(make(&arena, "/story").is_settled);
	files[1].state.changed++;
	assert_false(make(&arena, "/story").is_settled);
	files[1].state.changed = noon + 60 * INT64_C(1000000000);
	assert_false(make(&arena, "/story").is_settled);
	files[1].state.changed = 0;
	files[1].state.modified = noon;
	assert_false(make(&arena, "/story").is_settled);
	files[1].state.modified = 0;
	arena_release(&arena);
}

/* Anybody can set the time of modification, and archives of files set it far off. */
static void does_not_wait_for_a_modification_in_the_future(void **state)
{
	struct arena arena = {0};
	(void)state;
	files[1].state.modified = noon + 1;
	assert_true(make(&arena, "/story").is_settled);
	files[1].state.modified = 0;
	arena_release(&arena);
}

static void does_not_wait_for_a_clock_that_was_set_back(void **state)
{
	struct arena arena = {0};
	(void)state;
	files[1].state.changed = noon + 24 * 60 * 60 * INT64_C(1000000000);
	assert_true(make(&arena, "/story").is_settled);
	files[1].state.changed = 0;
	arena_release(&arena);
}

static void tells_what_is_wrong_with_a_file(void **state)
{
	struct arena arena = {0};
	struct finding finding = { .file = 1, .message = STR("it is a link to what is not there") };
	struct scan scan = { .files = { files, 2, 2 }, .findings = { &finding, 1, 1, 0 } };
	(void)state;
	struct str before = stamp_make(&arena, STR("/story"), &scan, noon).bytes;
	assert_false(str_equal(before, make(&arena, "/story").bytes));
	finding.message = STR("it is a link that leads out of the folder");
	assert_false(str_equal(before,
	                       stamp_make(&arena, STR("/story"), &scan, noon).bytes));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_the_same_for_the_same_files),
		cmocka_unit_test(tells_whatever_changes_in_a_file),
		cmocka_unit_test(tells_one_file_less_and_another_root),
		cmocka_unit_test(keeps_texts_apart),
		cmocka_unit_test(is_settled_two_seconds_after_the_last_change),
		cmocka_unit_test(does_not_wait_for_a_modification_in_the_future),
		cmocka_unit_test(does_not_wait_for_a_clock_that_was_set_back),
		cmocka_unit_test(tells_what_is_wrong_with_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
