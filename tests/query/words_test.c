#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "query/words.h"
#include "tests/support/collection.h"

static void a_text_is_cut_into_folded_words(void **state)
{
	struct arena arena = {0};
	struct str_list words = words_fold(&arena, STR("The Fox’s  Été, 3.5!"));
	(void)state;
	assert_int_equal(words.count, 4);
	assert_str(words_join(&arena, words, 0, 4, STR("|")), "the|fox's|ete|3.5");
	assert_str(words_join(&arena, words, 1, 2, STR("")), "fox'sete");
	assert_str(words_join(&arena, words, 3, 9, STR("|")), "3.5");
	assert_str(words_join(&arena, words, 4, 1, STR("|")), "");
	arena_release(&arena);
	unicode_close();
}

static void texts_of_the_same_words_are_plainly_the_same(void **state)
{
	struct arena arena = {0};
	(void)state;
	assert_str(words_plain(&arena, STR("  Ship--FAIR. ")), "ship fair");
	assert_str(words_plain(&arena, STR("ship fair")), "ship fair");
	assert_str(words_plain(&arena, STR("?!")), "");
	arena_release(&arena);
}

static void terms_are_cut_at_a_character(void **state)
{
	struct arena arena = {0};
	struct text word = { .arena = &arena };
	(void)state;
	assert_str(words_term(STR("short")), "short");
	for (int i = 0; i < 40; i++)
		text_add(&word, STR("д"));
	assert_int_equal(words_term(text_str(&word)).size, 64);
	struct str odd = str_join(&arena, STR("x"), STR(""), text_str(&word));
	assert_int_equal(words_term(odd).size, 63);
	arena_release(&arena);
}

static void words_match_but_for_possessives(void **state)
{
	(void)state;
	assert_true(words_match(STR("fox"), STR("fox"), false));
	assert_true(words_match(STR("fox's"), STR("fox"), false));
	assert_true(words_match(STR("fox"), STR("fox's"), false));
	assert_false(words_match(STR("foxes"), STR("fox"), false));
	assert_true(words_match(STR("foxes"), STR("fox"), true));
	assert_false(words_match(STR("fo"), STR("fox"), true));
	assert_false(words_match(STR("'s"), STR(""), false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_cut_into_folded_words),
		cmocka_unit_test(texts_of_the_same_words_are_plainly_the_same),
		cmocka_unit_test(terms_are_cut_at_a_character),
		cmocka_unit_test(words_match_but_for_possessives),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
