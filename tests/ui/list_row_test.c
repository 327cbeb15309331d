#include "ui/list_row.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"

static struct arena arena;

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *cut(const char *text, int room)
{
	struct str name = str_of(text);
	struct str left = list_cut_text(&arena, name, list_cut(&arena, name, room));
	return str_copy(&arena, left).bytes;
}

static const char *cut_among(const char *text, int room, const char *above, const char *below)
{
	struct str name = str_of(text);
	struct list_cut at = list_cut_among(&arena, name, room, str_of(above), str_of(below));
	return str_copy(&arena, list_cut_text(&arena, name, at)).bytes;
}

static void leaves_whole_what_fits(void **state)
{
	(void)state;
	assert_string_equal(cut("The signing", 11), "The signing");
	assert_string_equal(cut("", 0), "");
}

static void cuts_behind_a_word(void **state)
{
	(void)state;
	assert_string_equal(cut("The signing of the contract", 20), "The signing of the…");
	assert_string_equal(cut("The signing of the contract", 19), "The signing of the…");
	assert_string_equal(cut("The signing, the contract", 15), "The signing…");
}

static void cuts_a_word_where_that_would_leave_too_little(void **state)
{
	(void)state;
	assert_string_equal(cut("An uncommonlylongword", 12), "An uncommon…");
	assert_string_equal(cut("Uncommonlylongword", 8), "Uncommo…");
	assert_string_equal(cut("ဘိုလင်းဘိုလင်း", 4), "ဘိုလင်…");
}

static void cuts_in_the_middle_what_begins_like_a_neighbour(void **state)
{
	(void)state;
	const char *name = "The visit of the minister in June 2021";
	const char *other = "The visit of the minister in July 2022";
	assert_string_equal(cut_among(name, 26, other, ""), "The visit … in June 2021");
	assert_string_equal(cut_among(name, 26, "", other), "The visit … in June 2021");
	assert_string_equal(cut_among(name, 26, "The vote", ""),
	                    "The visit of the minister…");
	assert_string_equal(cut_among(name, 60, other, ""), name);
}

static void cuts_at_the_end_where_the_last_word_is_too_long(void **state)
{
	(void)state;
	assert_string_equal(cut_among("The visit Uncommonlylongword", 12,
	                              "The visit Uncommonlylongname", ""), "The visit…");
}

static const char *date(const char *text, int columns)
{
	return str_copy(&arena, list_date(&arena, str_of(text), columns)).bytes;
}

static void says_a_date_only_where_the_name_has_its_columns(void **state)
{
	(void)state;
	assert_string_equal(date("2021-03-04", 38), "");
	assert_string_equal(date("2021-03-04", 39), "2021");
	assert_string_equal(date("2021-03-04", 43), "Mar 2021");
	assert_string_equal(date("2021-03-04", 50), "4 Mar 2021");
	assert_string_equal(date("", 50), "");
}

static void says_a_date_without_doubts_and_open_ends(void **state)
{
	(void)state;
	assert_string_equal(date("2021-03/..", 43), "Mar 2021");
	assert_string_equal(date("2021-03?/", 43), "Mar 2021");
	assert_string_equal(date("2011~/2021", 44), "2011-2021");
	assert_string_equal(date("2011~/2021", 43), "");
}

static const char *right(const char *name, int least, int columns)
{
	const struct str items[] = { STR(""), STR("city · 2021"), STR("city") };
	struct str text = list_right(&arena, str_of(name), least, columns,
	                             (struct list_texts){ items, 3 });
	return str_copy(&arena, text).bytes;
}

static void says_what_the_name_leaves_room_for(void **state)
{
	(void)state;
	assert_string_equal(right("Selm", 20, 16), "city · 2021");
	assert_string_equal(right("Selm", 20, 15), "city");
	assert_string_equal(right("Selm", 20, 8), "");
	assert_string_equal(right("The harbour of Port Selm", 20, 25), "city");
	assert_string_equal(right("The harbour of Port Selm", 20, 24), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(leaves_whole_what_fits, end),
		cmocka_unit_test_teardown(cuts_behind_a_word, end),
		cmocka_unit_test_teardown(cuts_a_word_where_that_would_leave_too_little, end),
		cmocka_unit_test_teardown(cuts_in_the_middle_what_begins_like_a_neighbour, end),
		cmocka_unit_test_teardown(cuts_at_the_end_where_the_last_word_is_too_long, end),
		cmocka_unit_test_teardown(says_a_date_only_where_the_name_has_its_columns, end),
		cmocka_unit_test_teardown(says_a_date_without_doubts_and_open_ends, end),
		cmocka_unit_test_teardown(says_what_the_name_leaves_room_for, end),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unicode_close();
	return failed;
}
