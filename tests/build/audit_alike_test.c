/* Names and ids that can be taken for each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/one.h"

static void names_that_differ_in_case_and_accents_look_alike(void **state)
{
	(void)state;
	make("- {id: a, kind: person, name: José Núñez}\n"
	     "- {id: b, kind: person, name: jose nunez}\n"
	     "- {id: c, kind: place, name: Jose Nunez}\n");
	assert_int_equal(count_of(RULE_LOOK_ALIKE), 1);
	assert_finding(&made->findings, RULE_LOOK_ALIKE, 2,
	               "'jose nunez' is also the name of the person 'a'");
}

static void ids_that_differ_in_case_look_alike(void **state)
{
	(void)state;
	make("- {id: Lavrov, kind: person, name: A}\n- {id: lavrov, kind: place, name: B}\n");
	assert_int_equal(count_of(RULE_LOOK_ALIKE), 1);
	assert_finding(&made->findings, RULE_LOOK_ALIKE, 2,
	               "the id 'lavrov' looks like the id 'Lavrov'");
}

static void two_quotes_may_open_with_the_same_words(void **state)
{
	(void)state;
	make("- {id: a, kind: quote, text: Yes., source: s}\n"
	     "- {id: b, kind: quote, text: Yes., source: s}\n");
	assert_int_equal(count_of(RULE_LOOK_ALIKE), 0);
}

static void letters_of_another_script_look_alike(void **state)
{
	(void)state;
	make("- {id: a, kind: person, name: Pavel}\n"
	     "- {id: b, kind: person, name: \"P\\u0430vel\"}\n"
	     "- {id: c, kind: person, name: \"\\u041f\\u0430\\u0432\\u0435\\u043b\"}\n");
	assert_int_equal(count_of(RULE_LOOK_ALIKE), 1);
	assert_finding(&made->findings, RULE_LOOK_ALIKE, 2,
	               "'P\xD0\xB0vel' looks like the name of the person 'a'");
}

static void digits_and_capitals_look_like_letters(void **state)
{
	(void)state;
	make("- {id: a-l, kind: place, name: Ilha}\n"
	     "- {id: a-1, kind: place, name: llha}\n"
	     "- {id: a-o, kind: place, name: Fort 0}\n"
	     "- {id: a-0, kind: place, name: fort O}\n");
	assert_int_equal(count_of(RULE_LOOK_ALIKE), 4);
	assert_str(support_finding(&made->findings, RULE_LOOK_ALIKE, 0)->message,
	           "'Ilha' looks like the name of the place 'a-1'");
	assert_str(support_finding(&made->findings, RULE_LOOK_ALIKE, 1)->message,
	           "the id 'a-l' looks like the id 'a-1'");
}

static void small_letters_and_numbers_that_differ_do_not_look_alike(void **state)
{
	(void)state;
	make("- {id: visit-2010, kind: place, name: Lila 1}\n"
	     "- {id: visit-2011, kind: place, name: Illa 2}\n"
	     "- {id: visit-2001, kind: place, name: Lila 11}\n");
	assert_int_equal(count_of(RULE_LOOK_ALIKE), 0);
}

static void an_equal_name_counts_more_than_one_that_looks_like_it(void **state)
{
	(void)state;
	make("- {id: a, kind: place, name: Lan}\n- {id: b, kind: place, name: Ian}\n"
	     "- {id: c, kind: place, name: IAN}\n"
	     "- {id: d, kind: place, name: Lo}\n- {id: e, kind: place, name: Io}\n"
	     "- {id: f, kind: place, name: IO}\n");
	assert_int_equal(count_of(RULE_LOOK_ALIKE), 4);
	static const char *const messages[] = {
		"'Ian' looks like the name of the place 'a'",
		"'IAN' is also the name of the place 'b'",
		"'Io' looks like the name of the place 'd'",
		"'IO' is also the name of the place 'e'",
	};
	for (unsigned i = 0; i < sizeof(messages) / sizeof(*messages); i++)
		assert_str(support_finding(&made->findings, RULE_LOOK_ALIKE, i)->message,
		           messages[i]);
}

/* ── Other names ────────────────────────────────────────────────────────────────────────────── */

static void another_name_of_one_may_be_the_name_of_a_second(void **state)
{
	(void)state;
	make("- {id: a, kind: person, name: Ada Quill,\n"
	     "   names: [A. Quill, {text: bo lind, use: pen name}]}\n"
	     "- {id: b, kind: person, name: Bo Lind, names: [Bo Lind, A. Quill]}\n"
	     "- {id: c, kind: person, name: Bo Lind}\n"
	     "- {id: o, kind: organization, name: The mill, names: [The bakers]}\n"
	     "- {id: u, kind: organization, name: The bakers}\n");
	assert_int_equal(count_of(RULE_ALIAS_IS_NAME), 3);
	assert_finding(&made->findings, RULE_ALIAS_IS_NAME, 2,
	               "the other name 'bo lind' is the name of the person 'b'");
	assert_str(support_finding(&made->findings, RULE_ALIAS_IS_NAME, 1)->message,
	           "the other name 'Bo Lind' is the name of the person 'c'");
}

static void kinds_titles_and_shared_other_names_do_not_count(void **state)
{
	(void)state;
	make("- {id: a, kind: organization, name: The ministry, names: [Norland, M.]}\n"
	     "- {id: b, kind: organization, name: The army, names: [M.]}\n"
	     "- {id: c, kind: place, name: Norland}\n"
	     "- {id: d, kind: person, name: Baker}\n"
	     "- {id: e, kind: person, name: E, positions: [{title: Baker}], roles: [Baker]}\n");
	assert_int_equal(count_of(RULE_ALIAS_IS_NAME), 0);
}

static void blanks_of_any_kind_and_number_are_one(void **state)
{
	(void)state;
	make("- {id: ann, kind: person, name: Ann, names: [\"Bob  Smith\", \"Bob\\u00a0 Smith\"]}\n"
	     "- {id: bob, kind: person, name: Bob Smith}\n"
	     "- {id: cy, kind: place, name: Cy Mill}\n"
	     "- {id: dy, kind: place, name: \"CY\\u202f\\u00a0mill\"}\n"
	     "- {id: ed, kind: place, name: CyMill}\n");
	assert_int_equal(count_of(RULE_ALIAS_IS_NAME), 2);
	assert_str(support_finding(&made->findings, RULE_ALIAS_IS_NAME, 0)->message,
	           "the other name 'Bob  Smith' is the name of the person 'bob'");
	assert_int_equal(count_of(RULE_LOOK_ALIKE), 1);
	assert_finding(&made->findings, RULE_LOOK_ALIKE, 4,
	               "'CY\u202f\u00a0mill' is also the name of the place 'cy'");
}

#define TEST(name) cmocka_unit_test_teardown(name, made_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_that_differ_in_case_and_accents_look_alike),
		TEST(ids_that_differ_in_case_look_alike),
		TEST(two_quotes_may_open_with_the_same_words),
		TEST(letters_of_another_script_look_alike),
		TEST(digits_and_capitals_look_like_letters),
		TEST(small_letters_and_numbers_that_differ_do_not_look_alike),
		TEST(an_equal_name_counts_more_than_one_that_looks_like_it),
		TEST(another_name_of_one_may_be_the_name_of_a_second),
		TEST(kinds_titles_and_shared_other_names_do_not_count),
		TEST(blanks_of_any_kind_and_number_are_one),
	};
	return cmocka_run_group_tests(tests, NULL, unicode_end);
}
