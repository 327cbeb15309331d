#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/search_state.h"
#include "tests/query/world.h"

/* What the walk finds: the terms within a few edits, each with its way (1: near, 2: far), or those
 * that have the word inside them: "kovan 1, …". */
static const char *walk(struct world *world, const char *word, bool is_prefix, bool is_inside)
{
	struct text text = { .arena = &world->arena };
	struct similar similar;
	similar_begin(&similar, str_of(word), is_prefix);
	while (!similar_step(world->archive, &world->arena, &similar))
		;
	for (size_t i = 0; i < similar.found.count; i++) {
		struct similar_terms found = similar.found.items[i];
		if ((found.way == GRADE_INSIDE) != is_inside)
			continue;
		for (uint32_t at = 0; at < found.terms.count; at++) {
			struct str term = term_at(world->archive, LEXICON_NAMES,
			                          found.terms.first + at);
			text_format(&text, "%s%.*s", text.size ? ", " : "", STR_ARGS(term));
			if (!is_inside)
				text_format(&text, " %d", found.way == GRADE_FAR ? 2 : 1);
		}
	}
	return text_str(&text).bytes;
}

static const char *similar_terms(struct world *world, const char *word, bool is_prefix)
{
	return walk(world, word, is_prefix, false);
}

static void finds_terms_within_two_edits(void **state)
{
	struct world *world = *state;
	assert_string_equal(similar_terms(world, "aldorja", false), "aldoria 1");
	assert_string_equal(similar_terms(world, "aldroia", false), "aldoria 1");
	assert_string_equal(similar_terms(world, "ldoria", false), "aldoria 1");
	assert_string_equal(similar_terms(world, "aldoriaxx", false), "aldoria 2");
	assert_string_equal(similar_terms(world, "aldxrja", false), "aldoria 2");
	assert_string_equal(similar_terms(world, "xldxrjx", false), "");
	assert_string_equal(similar_terms(world, "aldoria", false), "aldoria 1");
}

static void finds_terms_that_begin_nearly_so(void **state)
{
	struct world *world = *state;
	assert_string_equal(similar_terms(world, "selmqav", true), "selmhaven 1");
	assert_string_equal(similar_terms(world, "selmqav", false), "");
	assert_string_equal(similar_terms(world, "lighqh", true), "lights 2");
}

static void finds_terms_with_the_word_inside(void **state)
{
	struct world *world = *state;
	assert_string_equal(walk(world, "haven", false, true), "selmhaven");
	assert_string_equal(walk(world, "selmh", false, true), "selmhaven");
	assert_string_equal(walk(world, "elmhaven", true, true), "selmhaven");
	assert_string_equal(walk(world, "selmhaven", false, true), "");
	assert_string_equal(walk(world, "house", false, true), "");       /* of no name */
	assert_string_equal(walk(world, "av", false, true), "");
}

static void short_words_take_one_edit_or_none(void **state)
{
	struct world *world = *state;
	assert_string_equal(similar_terms(world, "fux", false), "fox 1");
	assert_string_equal(similar_terms(world, "gux", false), "");
	assert_string_equal(similar_terms(world, "fo", false), "");
}

static void agrees_with_a_comparison_of_all_terms(void **state)
{
	static const char *const words[] = {
		"kovan", "harbor", "minster", "selmhven", "гровен", "лаврни", "talk's", "grian",
	};
	struct world *world = *state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct text expected = { .arena = &world->arena };
		for (uint32_t term = 0; term < term_count(world->archive, LEXICON_NAMES); term++) {
			struct str text = term_at(world->archive, LEXICON_NAMES, term);
			unsigned edits = str_distance(text, str_of(words[i]), 2);
			if (edits <= 2)
				text_format(&expected, "%s%.*s %d", expected.size ? ", " : "",
				            STR_ARGS(text), edits > 1 ? 2 : 1);
		}
		assert_string_equal(similar_terms(world, words[i], false),
		                    text_str(&expected).bytes);
	}
}

static void a_word_that_is_too_long_is_similar_to_nothing(void **state)
{
	struct world *world = *state;
	static const char word[] = "aldoriaaldoriaaldoriaaldoriaaldoriaaldoriaaldoria";
	assert_string_equal(similar_terms(world, word, true), "");
}

static const char *splits(struct world *world, const char *word, bool is_prefix)
{
	struct text text = { .arena = &world->arena };
	struct str_list list = similar_splits(world->archive, &world->arena, str_of(word),
	                                      is_prefix);
	for (size_t i = 0; i < list.count; i++)
		text_format(&text, "%s%.*s", i ? ", " : "", STR_ARGS(list.items[i]));
	return text_str(&text).bytes;
}

static void cuts_a_word_into_words_of_names(void **state)
{
	struct world *world = *state;
	assert_string_equal(splits(world, "minrathu", false), "min ra thu");
	assert_string_equal(splits(world, "portselm", false), "port selm");
	assert_string_equal(splits(world, "portsel", true), "port sel");
	assert_string_equal(splits(world, "portsel", false), "");
	assert_string_equal(splits(world, "port", false), "");
	assert_string_equal(splits(world, "pilotlighthouses", false), "");       /* no names */
	assert_string_equal(splits(world, "селмport", false), "");
	assert_string_equal(splits(world, "", false), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_terms_within_two_edits),
		cmocka_unit_test(finds_terms_that_begin_nearly_so),
		cmocka_unit_test(finds_terms_with_the_word_inside),
		cmocka_unit_test(short_words_take_one_edit_or_none),
		cmocka_unit_test(agrees_with_a_comparison_of_all_terms),
		cmocka_unit_test(a_word_that_is_too_long_is_similar_to_nothing),
		cmocka_unit_test(cuts_a_word_into_words_of_names),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
