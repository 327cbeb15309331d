#include "ui/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/arena.h"
#include "tests/support/collection.h"

static struct arena arena;

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct str words(struct reading reading, int room)
{
	return reading_words(&reading, &arena, room);
}

static void says_how_far_it_is_and_how_long_it_takes(void **state)
{
	struct reading reading = {
		.files_read = 31000, .files = 1000000, .rate = 15500, .left_s = 43,
	};
	(void)state;
	assert_str(words(reading, 80),
	           "A part: reading 31,000 of 1,000,000 files, 15,500 a second, 43 s left");
	assert_str(words(reading, 70), "A part: reading 31,000 of 1,000,000 files, 43 s left");
	assert_str(words(reading, 30), "a part: 3% read, 43 s left");
	assert_str(words(reading, 14), "a part: 3%");
	assert_str(words(reading, 5), "");
	reading.left_s = 601;
	assert_str(words(reading, 70), "A part: reading 31,000 of 1,000,000 files, 11 min left");
	assert_str(words(reading, 30), "a part: 3% read, 11 min left");
}

static void says_what_goes_on_before_and_behind(void **state)
{
	struct reading begun = {0}, read = { .files_read = 900, .files = 900 };
	(void)state;
	assert_str(words(begun, 80), "A part: the rest follows when it is read");
	assert_str(words(begun, 30), "a part: the rest follows");
	assert_str(words(read, 80), "A part: read all 900 files, putting them together");
	assert_str(words(read, 30), "a part: all read, nearly there");
}

static void says_that_it_stays_a_part(void **state)
{
	struct reading failed = { .has_failed = true, .files_read = 5, .files = 900 };
	(void)state;
	assert_str(words(failed, 80), "Only a part: the rest could not be read");
	assert_str(words(failed, 30), "a part: the rest has failed");
	assert_str(words(failed, 10), "a part");
}

/* On a screen of 40 columns the help has its place, and a million files theirs. */
static void fits_a_small_screen(void **state)
{
	enum { ROOM = 30 };
	const struct reading all[] = {
		{0}, { .files_read = 999999, .files = 1000000, .left_s = 5940 },
		{ .files_read = 1000000, .files = 1000000 }, { .has_failed = true },
	};
	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_in_range(words(all[i], ROOM).size, 7, ROOM);
}

/* What stands beside the words does not move while they count. */
static void keeps_room_for_longer_words(void **state)
{
	struct reading first = { .files_read = 7, .files = 100000, .left_s = 9 };
	struct reading last = { .files_read = 99999, .files = 100000, .left_s = 1200 };
	(void)state;
	assert_int_equal(reading_width(&first, &arena, 70), 52);
	assert_int_equal(reading_width(&last, &arena, 70), 52);
	assert_int_equal(words(last, 70).size, 52);
	assert_int_equal(words(last, 52).size, 52);
	assert_int_equal(words(last, 51).size, 29);
	assert_str(words(first, 51), "a part: 0% read, 9 s left");
}

/* Not even where the rate stands among them, and grows. */
static void keeps_room_for_a_higher_rate(void **state)
{
	struct reading slow = { .files_read = 7, .files = 100000, .rate = 7, .left_s = 9 };
	struct reading fast = {
		.files_read = 99999, .files = 100000, .rate = 99999, .left_s = 1200,
	};
	(void)state;
	int width = reading_width(&slow, &arena, 90);
	assert_int_equal(reading_width(&fast, &arena, 90), width);
	assert_int_equal(width, 70);
	assert_int_equal(words(slow, 80).size < words(fast, 80).size, 1);
	assert_int_equal(reading_width(&slow, &arena, 80), reading_width(&fast, &arena, 80));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, NULL, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(says_how_far_it_is_and_how_long_it_takes),
		TEST(says_what_goes_on_before_and_behind),
		TEST(says_that_it_stays_a_part),
		TEST(fits_a_small_screen),
		TEST(keeps_room_for_longer_words),
		TEST(keeps_room_for_a_higher_rate),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
