#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "archive/format.h"
#include "build/terms.h"

static uint32_t posting(uint32_t dossier, enum search_class search)
{
	return dossier << ARCHIVE_CLASS_BITS | (search - 1);
}

static struct index merge(struct arena *arena, struct term_table *tables, size_t count)
{
	struct index index;
	for (size_t i = 0; i < count; i++) {
		term_table_settle(&tables[i]);
		term_table_sort(&tables[i]);
	}
	term_tables_merge(arena, tables, count, 3, &index);
	for (size_t i = 0; i < count; i++)
		term_table_release(&tables[i]);
	return index;
}

static void assert_term(const struct index *index, size_t row, const char *term,
                        const uint32_t *postings, uint32_t count)
{
	const struct index_term *found = &index->terms.items[row];
	const uint32_t *found_postings = index->postings.items + found->first;
	assert_true(str_equal(found->term, str_of(term)));
	assert_int_equal(found->count, count);
	assert_memory_equal(found_postings, postings, count * sizeof *postings);
}

static void sorts_terms_by_their_bytes(void **state)
{
	static const char *const terms[] = {
		"b", "abcdefghi", "abcdefgh", "a", "abcdefghj", "ж", "ab",
		"abcdefgh-longer-than-a-line",
	};
	static const char *const sorted[] = {
		"a", "ab", "abcdefgh", "abcdefgh-longer-than-a-line",
		"abcdefghi", "abcdefghj", "b", "ж",
	};
	struct arena arena = {0};
	struct term_table table = {0};
	const uint32_t expected[] = { posting(0, SEARCH_NAME) };
	(void)state;
	for (size_t i = 0; i < 8; i++)
		term_table_add(&table, str_of(terms[i]), 0, SEARCH_NAME);
	struct index index = merge(&arena, &table, 1);
	assert_int_equal(index.terms.count, 8);
	for (size_t i = 0; i < 8; i++)
		assert_term(&index, i, sorted[i], expected, 1);
	arena_release(&arena);
}

static void notes_each_class_of_a_dossier_once_and_in_order(void **state)
{
	struct arena arena = {0};
	struct term_table table = {0};
	const uint32_t expected[] = {
		posting(3, SEARCH_ID), posting(3, SEARCH_PROSE), posting(3, SEARCH_FACET),
		posting(4, SEARCH_NAME),
	};
	(void)state;
	term_table_add(&table, STR("x"), 3, SEARCH_FACET);
	term_table_add(&table, STR("x"), 3, SEARCH_PROSE);
	term_table_add(&table, STR("x"), 3, SEARCH_ID);
	term_table_add(&table, STR("x"), 3, SEARCH_PROSE);
	term_table_add(&table, STR("x"), 4, SEARCH_NAME);
	struct index index = merge(&arena, &table, 1);
	assert_int_equal(index.terms.count, 1);
	assert_term(&index, 0, "x", expected, 4);
	arena_release(&arena);
}

static void takes_neither_empty_terms_nor_what_is_not_searched(void **state)
{
	struct arena arena = {0};
	struct term_table table = {0};
	(void)state;
	term_table_add(&table, STR(""), 0, SEARCH_NAME);
	term_table_add(&table, STR("x"), 0, SEARCH_NONE);
	struct index index = merge(&arena, &table, 1);
	assert_int_equal(index.terms.count, 0);
	arena_release(&arena);
}

static void joins_tables_in_their_order(void **state)
{
	struct arena arena = {0};
	struct term_table tables[3] = {0};
	const uint32_t both[] = { posting(0, SEARCH_NAME), posting(9, SEARCH_NAME) };
	const uint32_t one[] = { posting(9, SEARCH_NAME) }, first[] = { posting(0, SEARCH_NAME) };
	(void)state;
	term_table_add(&tables[0], STR("both"), 0, SEARCH_NAME);
	term_table_add(&tables[0], STR("zero"), 0, SEARCH_NAME);
	term_table_add(&tables[2], STR("both"), 9, SEARCH_NAME);
	term_table_add(&tables[2], STR("nine"), 9, SEARCH_NAME);
	struct index index = merge(&arena, tables, 3);
	assert_int_equal(index.terms.count, 3);
	assert_term(&index, 0, "both", both, 2);
	assert_term(&index, 1, "nine", one, 1);
	assert_term(&index, 2, "zero", first, 1);
	arena_release(&arena);
}

/* Postings outgrow several pieces, terms several blocks and tables of slots. */
static void keeps_many_terms_and_many_postings(void **state)
{
	enum { DOSSIERS = 5000, TERMS = 30000 };
	struct arena arena = {0};
	struct term_table table = {0};
	static char texts[TERMS][16];
	(void)state;
	for (uint32_t i = 0; i < TERMS; i++) {
		snprintf(texts[i], sizeof texts[i], "t%u", i);
		if (i < DOSSIERS)
			term_table_add(&table, STR("all"), i, SEARCH_PROSE);
		uint32_t dossier = i < DOSSIERS ? i : DOSSIERS - 1;
		term_table_add(&table, str_of(texts[i]), dossier, SEARCH_TEXT);
	}
	struct index index = merge(&arena, &table, 1);
	assert_int_equal(index.terms.count, TERMS + 1);
	assert_int_equal(index.postings.count, TERMS + DOSSIERS);
	assert_true(str_equal(index.terms.items[0].term, STR("all")));
	assert_int_equal(index.terms.items[0].count, DOSSIERS);
	for (uint32_t i = 0; i < DOSSIERS; i++)
		assert_int_equal(index.postings.items[i], posting(i, SEARCH_PROSE));
	for (size_t i = 1; i < index.terms.count; i++)
		assert_int_equal(index.terms.items[i].count, 1);
	arena_release(&arena);
}

/* So many that they are merged in parts, each by a thread. */
static void joins_large_tables_part_by_part(void **state)
{
	enum { TERMS = 6000, SHIFT = 2500 };
	struct arena arena = {0};
	struct term_table tables[2] = {0};
	static char texts[TERMS + SHIFT][16];
	static bool is_found[TERMS + SHIFT];
	(void)state;
	for (unsigned i = 0; i < TERMS + SHIFT; i++) {
		snprintf(texts[i], sizeof texts[i], "%u", i);
		if (i < TERMS)
			term_table_add(&tables[0], str_of(texts[i]), 3, SEARCH_TEXT);
		if (i >= SHIFT)
			term_table_add(&tables[1], str_of(texts[i]), 7, SEARCH_NAME);
	}
	struct index index = merge(&arena, tables, 2);
	assert_int_equal(index.terms.count, TERMS + SHIFT);
	assert_int_equal(index.postings.count, 2 * TERMS);
	for (size_t row = 0; row < index.terms.count; row++) {
		uint64_t i;
		uint32_t postings[2], count = 0;
		struct str term = index.terms.items[row].term;
		assert_true(str_number(term, TERMS + SHIFT - 1, &i));
		assert_false(is_found[i]);
		is_found[i] = true;
		if (i < TERMS)
			postings[count++] = posting(3, SEARCH_TEXT);
		if (i >= SHIFT)
			postings[count++] = posting(7, SEARCH_NAME);
		assert_term(&index, row, texts[i], postings, count);
		assert_true(row == 0 || str_compare(index.terms.items[row - 1].term, term) < 0);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts_terms_by_their_bytes),
		cmocka_unit_test(notes_each_class_of_a_dossier_once_and_in_order),
		cmocka_unit_test(takes_neither_empty_terms_nor_what_is_not_searched),
		cmocka_unit_test(joins_tables_in_their_order),
		cmocka_unit_test(keeps_many_terms_and_many_postings),
		cmocka_unit_test(joins_large_tables_part_by_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
