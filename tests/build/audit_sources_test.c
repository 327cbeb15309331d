/* What does not say where it is taken from. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/one.h"

static void a_dossier_without_any_source_is_reported(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: Ann Lee}\n");
	assert_finding(&made->findings, RULE_SOURCE_MISSING, 1,
	               "nothing says where 'Ann Lee' is taken from");
}

static void a_source_of_one_value_is_a_source(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: A, born: {value: 1950, sources: [s]}}\n"
	     "- {id: q, kind: person, name: B, body: 'Text [@s].'}\n"
	     "- {id: s, kind: source, title: S}\n");
	assert_int_equal(count_of(RULE_SOURCE_MISSING), 0);
}

static void the_source_of_a_quote_is_its_source(void **state)
{
	(void)state;
	make("- {id: q, kind: quote, text: T., source: s}\n- {id: s, kind: source, title: S}\n");
	assert_int_equal(count_of(RULE_SOURCE_MISSING), 0);
}

static void a_quote_without_source_is_reported_once(void **state)
{
	(void)state;
	make("- {id: q, kind: quote, text: T.}\n");
	assert_int_equal(count_of(RULE_SOURCE_MISSING), 0);
	assert_int_equal(count_of(RULE_FIELD_REQUIRED), 1);
}

static void a_relation_stands_on_the_sources_of_the_whole(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: A, sources: [s], relations: [{type: met, to: q}]}\n"
	     "- {id: q, kind: person, name: B, sources: [s]}\n- {id: s, kind: source, title: S}\n");
	assert_int_equal(count_of(RULE_SOURCE_MISSING), 0);
}

static void a_relation_without_source_is_reported_where_only_others_have_one(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: A, born: {value: 1950, sources: [s]},\n"
	     "   relations: [{type: met, to: q}, {type: met, to: p2, sources: [s]}]}\n"
	     "- {id: q, kind: person, name: B, sources: [s]}\n- {id: s, kind: source, title: S}\n");
	assert_int_equal(count_of(RULE_SOURCE_MISSING), 1);
	assert_finding(&made->findings, RULE_SOURCE_MISSING, 2,
	               "nothing says where the relation 'met' to 'q' is taken from");
}

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

#define TWO_SOURCES "- {id: s, kind: source, title: S}\n- {id: t, kind: source, title: T}\n"

static void one_document_settles_all_values(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: A, born: 1950,\n"
	     "   sources: [{source: s, locator: p. 1}, {source: s, locator: p. 2}]}\n"
	     "- {id: s, kind: source, title: S, published: 2000, sources: [t]}\n"
	     "- {id: t, kind: source, title: T, published: 2000}\n");
	assert_int_equal(count_of(RULE_VALUE_WITHOUT_SOURCE), 0);
}

static void two_documents_leave_open_which_has_a_value(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: A, sources: [s, t], tags: [x], note: N.,\n"
	     "   born: 1950, died: {value: 1990, sources: [s]}, summary: 'Text [@t].'}\n"
	     TWO_SOURCES);
	assert_int_equal(count_of(RULE_VALUE_WITHOUT_SOURCE), 1);
	assert_finding(&made->findings, RULE_VALUE_WITHOUT_SOURCE, 2,
	               "'born' does not say which of the dossier's sources has it");
}

static void a_value_is_not_settled_by_the_source_of_another(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: A, born: {value: 1950, sources: [s]}, died: 1990}\n"
	     "- {id: s, kind: source, title: S}\n");
	assert_int_equal(count_of(RULE_VALUE_WITHOUT_SOURCE), 1);
	assert_finding(&made->findings, RULE_VALUE_WITHOUT_SOURCE, 1,
	               "nothing says where 'died' is taken from");
}

static void what_has_no_source_at_all_is_reported_as_a_whole(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: A, born: 1950, relations: [{type: met, to: q}]}\n"
	     "- {id: q, kind: person, name: B, born: {value: 1950, sources: [s]},\n"
	     "   relations: [{type: met, to: p}]}\n"
	     "- {id: s, kind: source, title: S}\n");
	assert_int_equal(count_of(RULE_SOURCE_MISSING), 2);
	assert_int_equal(count_of(RULE_VALUE_WITHOUT_SOURCE), 0);
}

static void a_group_is_asked_as_one_unless_a_part_of_it_has_a_source(void **state)
{
	(void)state;
	make("id: p\nkind: person\nname: A\nsources: [s, t]\npositions:\n"
	     "  - {title: T, since: 1950}\n"
	     "  - {title: U, since: {value: 1950, sources: [s]}}\n"
	     "  - {title: V, since: 1950, sources: [t]}\n"
	     "---\n" TWO_SOURCES);
	assert_int_equal(count_of(RULE_VALUE_WITHOUT_SOURCE), 2);
	assert_int_equal(support_finding(&made->findings, RULE_VALUE_WITHOUT_SOURCE, 0)->place.line,
	                 6);
	const struct finding *part = support_finding(&made->findings, RULE_VALUE_WITHOUT_SOURCE, 1);
	assert_int_equal(part->place.line, 7);
	assert_str(part->message, "'title' does not say which of the dossier's sources has it");
}

static void the_language_of_a_name_needs_no_source_beside_the_name(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: A, sources: [s, t],\n"
	     "   names: [{text: B, lang: {value: ru, sources: [s]}},\n"
	     "           {text: C, lang: ru, sources: [s]}]}\n" TWO_SOURCES);
	assert_int_equal(count_of(RULE_VALUE_WITHOUT_SOURCE), 1);
	assert_finding(&made->findings, RULE_VALUE_WITHOUT_SOURCE, 2,
	               "'names' does not say which of the dossier's sources has it");
}

static void a_source_that_is_not_there_is_not_a_second_one(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: A, born: 1950, sources: [s, nowhere, s]}\n"
	     "- {id: s, kind: source, title: S}\n");
	assert_int_equal(count_of(RULE_VALUE_WITHOUT_SOURCE), 0);
}

static void quotes_and_claims_say_themselves_where_they_are_from(void **state)
{
	(void)state;
	make("- {id: q, kind: quote, text: T., source: s, locator: p. 1, said: 1950,\n"
	     "   sources: [t]}\n"
	     "- {id: c, kind: claim, text: T., date: 1950, sources: [s, t]}\n" TWO_SOURCES);
	assert_int_equal(count_of(RULE_VALUE_WITHOUT_SOURCE), 0);
}

static void a_kind_of_the_collection_is_asked_by_its_fields(void **state)
{
	(void)state;
	made = support_make("kinds:\n"
	                    "  ship: {label: ship, fields: [founded, sources]}\n"
	                    "  verse: {label: verse, fields: [date, source, locator, sources]}\n",
	                    (struct support_file[]){ { "all.yaml",
		"- {id: a, kind: ship, name: A, founded: 1950, sources: [s, t]}\n"
		"- {id: v, kind: verse, name: V, date: 1950, source: s, sources: [t]}\n"
		TWO_SOURCES }, { 0 } });
	assert_int_equal(count_of(RULE_VALUE_WITHOUT_SOURCE), 1);
	assert_finding(&made->findings, RULE_VALUE_WITHOUT_SOURCE, 1,
	               "'founded' does not say which of the dossier's sources has it");
	assert_finding(&made->findings, RULE_QUOTE_WITHOUT_LOCATOR, 2,
	               "the verse does not say where in 's' it stands");
}

/* ── Quotes ─────────────────────────────────────────────────────────────────────────────────── */

static void a_quote_says_where_in_its_source_it_stands(void **state)
{
	(void)state;
	make("- {id: q, kind: quote, text: T., source: s}\n"
	     "- {id: r, kind: quote, text: T., source: s, locator: p. 1}\n"
	     "- {id: u, kind: quote, text: T., source: {id: s, locator: p. 1}}\n"
	     "- {id: s, kind: source, title: S, quotes: [{id: v, text: T.},\n"
	     "   {id: w, text: T., locator: p. 1}]}\n");
	assert_int_equal(count_of(RULE_QUOTE_WITHOUT_LOCATOR), 2);
	assert_finding(&made->findings, RULE_QUOTE_WITHOUT_LOCATOR, 1,
	               "the quote does not say where in 's' it stands");
	assert_int_equal(
		support_finding(&made->findings, RULE_QUOTE_WITHOUT_LOCATOR, 1)->place.line, 4);
}

static void a_claim_that_a_source_asserts_is_taken_from_it(void **state)
{
	(void)state;
	make("- {id: c, kind: claim, text: T., asserted_by: [{who: s}]}\n"
	     "- {id: d, kind: claim, text: U., asserted_by: [{who: p}]}\n"
	     "- {id: p, kind: person, name: P, sources: [s]}\n- {id: s, kind: source, title: S}\n");
	assert_int_equal(count_of(RULE_SOURCE_MISSING), 1);
	assert_finding(&made->findings, RULE_SOURCE_MISSING, 2,
	               "nothing says where 'U' is taken from");
}

#define TEST(name) cmocka_unit_test_teardown(name, made_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_dossier_without_any_source_is_reported),
		TEST(a_source_of_one_value_is_a_source),
		TEST(the_source_of_a_quote_is_its_source),
		TEST(a_quote_without_source_is_reported_once),
		TEST(a_relation_stands_on_the_sources_of_the_whole),
		TEST(a_relation_without_source_is_reported_where_only_others_have_one),
		TEST(one_document_settles_all_values),
		TEST(two_documents_leave_open_which_has_a_value),
		TEST(a_value_is_not_settled_by_the_source_of_another),
		TEST(what_has_no_source_at_all_is_reported_as_a_whole),
		TEST(a_group_is_asked_as_one_unless_a_part_of_it_has_a_source),
		TEST(the_language_of_a_name_needs_no_source_beside_the_name),
		TEST(a_source_that_is_not_there_is_not_a_second_one),
		TEST(quotes_and_claims_say_themselves_where_they_are_from),
		TEST(a_kind_of_the_collection_is_asked_by_its_fields),
		TEST(a_quote_says_where_in_its_source_it_stands),
		TEST(a_claim_that_a_source_asserts_is_taken_from_it),
	};
	return cmocka_run_group_tests(tests, NULL, unicode_end);
}
