#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "cache/stamp.h"
#include "model/schema.h"

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

/* ── What changed between two looks ─────────────────────────────────────────────────────────── */

/* The changes as text: "0:0 -:1 1:-" if the first changed, one came, and the second went. */
static const char *changes_of(struct arena *arena, struct str bytes, const struct scan *scan)
{
	struct stamp_changes changes = {0};
	struct text text = { .arena = arena };
	struct str now = stamp_make(arena, STR("/story"), scan, noon).bytes;
	if (!stamp_compare(arena, bytes, now, &changes))
		return "not a stamp";
	for (size_t i = 0; i < changes.count; i++) {
		const struct stamp_change *change = &changes.items[i];
		text_add(&text, text.size ? STR(" ") : STR(""));
		text_add(&text, change->old_row == NO_ROW
		                        ? STR("-") : str_format(arena, "%u", change->old_row));
		text_add(&text, STR(":"));
		text_add(&text, change->new_row == NO_ROW
		                        ? STR("-") : str_format(arena, "%u", change->new_row));
	}
	return text_str(&text).bytes;
}

static void names_no_file_that_is_as_it_was(void **state)
{
	struct arena arena = {0};
	struct scan scan = { .files = { files, 2, 2 } };
	(void)state;
	assert_string_equal(changes_of(&arena, make(&arena, "/story").bytes, &scan), "");
	arena_release(&arena);
}

static void names_files_that_changed_came_and_went(void **state)
{
	struct arena arena = {0};
	struct scan_file old[] = {
		{ .path = STR("a"), .state = { .inode = 1 } },
		{ .path = STR("b"), .state = { .inode = 2 } },
		{ .path = STR("c"), .state = { .inode = 3 } },
		{ .path = STR("f"), .state = { .inode = 6 } },
	};
	struct scan_file new[] = {
		{ .path = STR("a"),  .state = { .inode = 1 } },
		{ .path = STR("aa"), .state = { .inode = 9 } },
		{ .path = STR("c"),  .state = { .inode = 4 } },
		{ .path = STR("d"),  .state = { .inode = 5 } },
		{ .path = STR("f"),  .state = { .inode = 6 } },
		{ .path = STR("g"),  .state = { .inode = 7 } },
	};
	struct scan before = { .files = { old, 4, 4 } }, after = { .files = { new, 6, 6 } };
	struct stamp stamp = stamp_make(&arena, STR("/story"), &before, noon);
	(void)state;
	assert_string_equal(changes_of(&arena, stamp.bytes, &after), "-:1 1:- 2:2 -:3 -:5");
	before.files.count = 0;
	assert_string_equal(changes_of(&arena, stamp.bytes, &before), "0:- 1:- 2:- 3:-");
	arena_release(&arena);
}

static void names_a_file_that_cannot_be_looked_at_each_time(void **state)
{
	struct arena arena = {0};
	struct scan_file broken = { .path = STR("a") };
	struct scan scan = { .files = { &broken, 1, 1 } };
	struct stamp stamp = stamp_make(&arena, STR("/story"), &scan, noon);
	(void)state;
	assert_string_equal(changes_of(&arena, stamp.bytes, &scan), "0:0");
	arena_release(&arena);
}

static void compares_nothing_with_what_is_no_stamp_of_the_root(void **state)
{
	struct arena arena = {0};
	struct scan scan = { .files = { files, 2, 2 } };
	struct str other = make(&arena, "/other").bytes, own = make(&arena, "/story").bytes;
	(void)state;
	assert_string_equal(changes_of(&arena, other, &scan), "not a stamp");
	assert_string_equal(changes_of(&arena, STR(""), &scan), "not a stamp");
	/* the findings, which are only counted here, are the last number */
	for (size_t size = 0; size < own.size - sizeof(uint64_t); size++) {
		struct stamp_changes changes;
		struct str start = str_slice(own, 0, size);
		assert_string_equal(changes_of(&arena, start, &scan), "not a stamp");
		assert_false(stamp_compare(&arena, own, start, &changes));
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_no_file_that_is_as_it_was),
		cmocka_unit_test(names_files_that_changed_came_and_went),
		cmocka_unit_test(names_a_file_that_cannot_be_looked_at_each_time),
		cmocka_unit_test(compares_nothing_with_what_is_no_stamp_of_the_root),
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
