#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

static void assert_str(struct str str, const char *expected)
{
	assert_int_equal(str.size, strlen(expected));
	if (str.size)
		assert_memory_equal(str.bytes, expected, str.size);
}

static void borrows_a_terminated_string(void **state)
{
	(void)state;
	assert_str(str_of("lavrov"), "lavrov");
	assert_str(str_of(NULL), "");
	assert_null(str_of(NULL).bytes);
	assert_str(STR("shoigu"), "shoigu");
}

static void copies_and_formats_into_an_arena_with_a_nul_behind(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct str copy = str_copy(&arena, (struct str){ "min aung hlaing", 8 });
	assert_string_equal(copy.bytes, "min aung");
	struct str formatted = str_format(&arena, "%s has %d links", "putin", 12);
	assert_string_equal(formatted.bytes, "putin has 12 links");
	assert_int_equal(formatted.size, 18);
	assert_string_equal(str_copy(&arena, str_of(NULL)).bytes, "");
	arena_release(&arena);
}

static void prints_with_its_arguments_even_when_empty(void **state)
{
	(void)state;
	char text[32];
	struct str none = {0};
	snprintf(text, sizeof(text), "[%.*s][%.*s]", STR_ARGS(none), STR_ARGS(STR("ab")));
	assert_string_equal(text, "[][ab]");
}

static void joins_with_something_between_only_if_both_sides_are_there(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_str(str_join(&arena, STR("a"), STR("/"), STR("b")), "a/b");
	assert_str(str_join(&arena, STR(""), STR("/"), STR("b")), "b");
	assert_str(str_join(&arena, STR("a"), STR("/"), str_of(NULL)), "a");
	assert_str(str_join(&arena, STR(""), STR("/"), STR("")), "");
	arena_release(&arena);
}

static void compares_for_equality(void **state)
{
	(void)state;
	assert_true(str_equal(STR("x"), STR("x")));
	assert_true(str_equal(STR(""), str_of(NULL)));
	assert_false(str_equal(STR("x"), STR("y")));
	assert_false(str_equal(STR("x"), STR("xx")));
	assert_true(str_equal_ignoring_ascii_case(STR("ReLIEFweb"), STR("reliefWEB")));
	assert_false(str_equal_ignoring_ascii_case(STR("[\\]"), STR("{|}")));
	assert_false(str_equal_ignoring_ascii_case(STR("Д"), STR("д")));
	assert_true(str_is_empty(STR("")));
	assert_false(str_is_empty(STR(" ")));
}

static void knows_its_start_and_end(void **state)
{
	(void)state;
	assert_true(str_starts_with(STR("a.yaml"), STR("a.")));
	assert_true(str_ends_with(STR("a.yaml"), STR(".yaml")));
	assert_true(str_ends_with(STR("a"), STR("")));
	assert_true(str_starts_with(str_of(NULL), STR("")));
	assert_false(str_starts_with(STR("a"), STR("a.")));
	assert_false(str_ends_with(STR("yaml"), STR(".yaml")));
}

static void orders_by_bytes_with_a_prefix_first(void **state)
{
	(void)state;
	assert_int_equal(str_compare(STR("b"), STR("b")), 0);
	assert_true(str_compare(STR("a"), STR("b")) < 0);
	assert_true(str_compare(STR("ab"), STR("a")) > 0);
	assert_true(str_compare(str_of(NULL), STR("a")) < 0);
	assert_true(str_compare(STR("z"), STR("é")) < 0);       /* bytes are unsigned */
}

static void cuts_a_slice_to_what_there_is(void **state)
{
	(void)state;
	assert_str(str_slice(STR("abcdef"), 2, 3), "cde");
	assert_str(str_slice(STR("abcdef"), 4, 100), "ef");
	assert_str(str_slice(STR("abcdef"), 9, 1), "");
	assert_str(str_slice(STR("abcdef"), 1, SIZE_MAX), "bcdef");
	assert_str(str_slice(str_of(NULL), 1, 1), "");
}

static void trims_blanks_at_both_ends(void **state)
{
	(void)state;
	assert_str(str_trim(STR(" \t\r\n a b \n")), "a b");
	assert_str(str_trim(STR(" \n ")), "");
	assert_str(str_trim(str_of(NULL)), "");
	assert_str(str_trim(STR("\v")), "\v");
}

static void finds_the_first_part_from_a_start(void **state)
{
	(void)state;
	struct str text = STR("the junta and the junta");
	assert_int_equal(str_find(text, STR("junta"), 0), 4);
	assert_int_equal(str_find(text, STR("junta"), 5), 18);
	assert_int_equal(str_find(text, STR("junta"), 19), SIZE_MAX);
	assert_int_equal(str_find(text, STR(""), 7), 7);
	assert_int_equal(str_find(text, STR(""), 23), 23);
	assert_int_equal(str_find(text, STR(""), 24), SIZE_MAX);
	assert_int_equal(str_find(str_of(NULL), STR("x"), 0), SIZE_MAX);
	assert_int_equal(str_find(STR("a\0b"), STR("b"), 0), 2);
}

static void is_cut_part_by_part(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct text parts = { .arena = &arena };
	struct str rest = STR("a,,b,");
	while (rest.bytes) {
		struct str part = str_cut(&rest, ',');
		text_format(&parts, "[%.*s]", STR_ARGS(part));
	}
	assert_string_equal(text_str(&parts).bytes, "[a][][b][]");
	assert_str(str_cut(&rest, ','), "");
	assert_null(rest.bytes);

	struct str empty = STR("");
	assert_str(str_cut(&empty, ','), "");
	assert_null(empty.bytes);
	arena_release(&arena);
}

static void hashes_as_fnv_1a_does(void **state)
{
	(void)state;
	assert_true(str_hash(STR("")) == 0xCBF29CE484222325u);
	assert_true(str_hash(STR("a")) == 0xAF63DC4C8601EC8Cu);
	assert_true(str_hash(STR("foobar")) == 0x85944171F73967E8u);
}

static void reads_whole_numbers_only(void **state)
{
	(void)state;
	const char *const bad[] = { "", "+1", "-1", " 1", "1 ", "0x1", "1.0", "256", "1_0",
	                            "99999999999999999999999999" };
	uint64_t number = 77;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(str_number(str_of(bad[i]), 255, &number));
	assert_int_equal(number, 77);
	assert_true(str_number(STR("255"), 255, &number));
	assert_int_equal(number, 255);
	assert_true(str_number(STR("007"), 255, &number));
	assert_int_equal(number, 7);
	assert_true(str_number(STR("18446744073709551615"), UINT64_MAX, &number));
	assert_true(number == UINT64_MAX);
	assert_false(str_number(STR("18446744073709551616"), UINT64_MAX, &number));
	assert_true(number == UINT64_MAX);
}

static unsigned distance(const char *left, const char *right, unsigned most)
{
	return str_distance(str_of(left), str_of(right), most);
}

static void counts_the_edits_between_two_words(void **state)
{
	(void)state;
	assert_int_equal(distance("lavrov", "lavrov", 2), 0);
	assert_int_equal(distance("lavrov", "lavrv", 2), 1);
	assert_int_equal(distance("lavrov", "lavrovv", 2), 1);
	assert_int_equal(distance("lavrov", "lawrov", 2), 1);
	assert_int_equal(distance("lavrov", "larvov", 2), 1);
	assert_int_equal(distance("naypyidaw", "naypyitaw", 2), 1);
	assert_int_equal(distance("kitten", "sitting", 5), 3);
	assert_int_equal(distance("ca", "abc", 5), 3);          /* restricted: 2 if it were not */
	assert_int_equal(distance("", "abc", 5), 3);
	assert_int_equal(distance("abc", "", 5), 3);
	assert_int_equal(distance("", "", 0), 0);
}

static void stops_counting_edits_at_the_most(void **state)
{
	(void)state;
	char long_word[66];
	memset(long_word, 'x', 65);
	long_word[65] = '\0';
	assert_int_equal(distance("kitten", "sitting", 2), 3);
	assert_int_equal(distance("a", "b", 0), 1);
	assert_int_equal(distance("a", "abcdefgh", 3), 4);
	assert_int_equal(distance(long_word, long_word, 2), 0);
	assert_int_equal(distance(long_word, long_word + 1, 2), 3);
	assert_int_equal(distance(long_word + 1, long_word + 2, 2), 1);
}

/* The definition, written down as it stands: no rows, no bounds. */
static unsigned plain_distance(const char *left, size_t i, const char *right, size_t j)
{
	if (i == 0 || j == 0)
		return (unsigned)(i + j);
	unsigned best = plain_distance(left, i - 1, right, j - 1) + (left[i - 1] != right[j - 1]);
	unsigned other = plain_distance(left, i - 1, right, j) + 1;
	best = other < best ? other : best;
	other = plain_distance(left, i, right, j - 1) + 1;
	best = other < best ? other : best;
	if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
		other = plain_distance(left, i - 2, right, j - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void agrees_with_the_definition_for_all_short_words(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 3 * 3 * 3 * 3 * 3 * 3 * 3 * 3; i++) {
		char left[5], right[5];
		for (unsigned k = 0, n = i; k < 4; k++, n /= 3)
			left[k] = (char)('a' + n % 3);
		for (unsigned k = 0, n = i / 81; k < 4; k++, n /= 3)
			right[k] = (char)('a' + n % 3);
		for (unsigned size = 2; size <= 4; size++) {
			left[4] = right[4] = '\0';
			unsigned expected = plain_distance(left, 4, right, size);
			for (unsigned most = 0; most <= 4; most++)
				assert_int_equal(
					str_distance((struct str){ left, 4 },
					             (struct str){ right, size }, most),
					expected < most + 1 ? expected : most + 1);
		}
	}
}

static void takes_words_of_eight_bytes_with_zeros_behind(void **state)
{
	(void)state;
	static const struct { size_t size; uint64_t word; } rows[] = {
		{ 0, 0x0 },              { 1, 0x61 },             { 2, 0x6261 },
		{ 3, 0x636261 },         { 4, 0x64636261 },       { 5, 0x6564636261 },
		{ 6, 0x666564636261 },   { 7, 0x67666564636261 }, { 8, 0x6867666564636261 },
		{ 9, 0x6867666564636261 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char bytes[9];
		memcpy(bytes, "abcdefghi", rows[i].size);
		assert_true(str_word(bytes, rows[i].size) == rows[i].word);
	}
}

static void hashes_for_tables_by_every_byte_and_the_size(void **state)
{
	(void)state;
	char bytes[24] = {0};
	for (size_t size = 0; size <= sizeof bytes; size++) {
		uint64_t hash = str_table_hash((struct str){ bytes, size });
		assert_true(hash == str_table_hash((struct str){ bytes, size }));
		if (size)
			assert_true(hash != str_table_hash((struct str){ bytes, size - 1 }));
		for (size_t i = 0; i < size; i++) {
			bytes[i] = 1;
			assert_true(hash != str_table_hash((struct str){ bytes, size }));
			bytes[i] = 0;
		}
	}
}

static void finds_the_first_of_two_bytes_wherever_it_stands(void **state)
{
	(void)state;
	char bytes[20];
	memset(bytes, 'a', sizeof bytes);
	struct str text = { bytes, sizeof bytes };
	assert_int_equal(str_find_either(text, '[', '\n', 0), sizeof bytes);
	assert_int_equal(str_find_either(text, '[', '\n', sizeof bytes), sizeof bytes);
	assert_int_equal(str_find_either(str_of(NULL), '[', '\n', 0), 0);
	for (size_t place = 0; place < sizeof bytes; place++) {
		bytes[place] = place % 2 ? '[' : '\n';
		for (size_t start = 0; start <= sizeof bytes; start++)
			assert_int_equal(str_find_either(text, '[', '\n', start),
			                 start <= place ? place : sizeof bytes);
		bytes[place] = 'a';
	}
}

static void is_written_where_there_is_room(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct text text = { .arena = &arena };
	for (size_t i = 0; i < 100; i++) {
		memcpy(text_room(&text, 3), "abc", 3);
		text.size += 2;
	}
	struct str all = text_str(&text);
	assert_int_equal(all.size, 200);
	assert_int_equal(strlen(all.bytes), 200);
	for (size_t i = 0; i < all.size; i++)
		assert_int_equal(all.bytes[i], i % 2 ? 'b' : 'a');
	arena_release(&arena);
}

static void grows_a_text_piece_by_piece(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct text text = { .arena = &arena };
	assert_string_equal(text_str(&text).bytes, "");
	for (int i = 0; i < 1000; i++) {
		text_add(&text, STR("ab"));
		text_add_byte(&text, 'c');
		text_format(&text, "%d", i % 10);
		text_add(&text, str_of(NULL));
	}
	struct str all = text_str(&text);
	assert_int_equal(all.size, 4000);
	assert_int_equal(strlen(all.bytes), 4000);
	for (size_t i = 0; i < 1000; i++) {
		char expected[5] = "abc0";
		expected[3] = (char)('0' + i % 10);
		assert_memory_equal(all.bytes + 4 * i, expected, 4);
	}
	arena_release(&arena);
}

static void adds_a_text_to_itself(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct text text = { .arena = &arena };
	text_add(&text, STR("ab"));
	for (int i = 0; i < 8; i++)
		text_add(&text, text_str(&text));
	assert_int_equal(text.size, 512);
	for (size_t i = 0; i < 512; i++)
		assert_int_equal(text.bytes[i], i % 2 ? 'b' : 'a');
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(borrows_a_terminated_string),
		cmocka_unit_test(copies_and_formats_into_an_arena_with_a_nul_behind),
		cmocka_unit_test(prints_with_its_arguments_even_when_empty),
		cmocka_unit_test(joins_with_something_between_only_if_both_sides_are_there),
		cmocka_unit_test(compares_for_equality),
		cmocka_unit_test(knows_its_start_and_end),
		cmocka_unit_test(orders_by_bytes_with_a_prefix_first),
		cmocka_unit_test(cuts_a_slice_to_what_there_is),
		cmocka_unit_test(trims_blanks_at_both_ends),
		cmocka_unit_test(finds_the_first_part_from_a_start),
		cmocka_unit_test(finds_the_first_of_two_bytes_wherever_it_stands),
		cmocka_unit_test(takes_words_of_eight_bytes_with_zeros_behind),
		cmocka_unit_test(is_cut_part_by_part),
		cmocka_unit_test(hashes_as_fnv_1a_does),
		cmocka_unit_test(hashes_for_tables_by_every_byte_and_the_size),
		cmocka_unit_test(reads_whole_numbers_only),
		cmocka_unit_test(counts_the_edits_between_two_words),
		cmocka_unit_test(stops_counting_edits_at_the_most),
		cmocka_unit_test(agrees_with_the_definition_for_all_short_words),
		cmocka_unit_test(grows_a_text_piece_by_piece),
		cmocka_unit_test(is_written_where_there_is_room),
		cmocka_unit_test(adds_a_text_to_itself),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
