/* Claims that stand on one source, or on several that go back to one. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "tests/support/one.h"

#define SOURCES \
	"- {id: s, kind: source, title: S,\n" \
	"   quotes: [{id: q, text: T., speaker: p, locator: p. 1}]}\n" \
	"- {id: t, kind: source, title: T, derived_from: s}\n" \
	"- {id: u, kind: source, title: U,\n" \
	"   quotes: [{id: r, text: T., speaker: p, locator: p. 1}]}\n" \
	"- {id: p, kind: person, name: P, sources: [s]}\n"

static void all_that_is_said_may_come_from_one_source(void **state)
{
	(void)state;
	make("- {id: c, kind: claim, text: C., sources: [s, {source: s, locator: p. 2}]}\n"
	     "- {id: d, kind: claim, text: D., status: disputed, asserted_by: [{who: s},\n"
	     "   {who: q, stance: denies}, {who: p, source: s, stance: updates}]}\n" SOURCES);
	assert_int_equal(count_of(RULE_CLAIM_ONE_SOURCE), 2);
	assert_finding(&made->findings, RULE_CLAIM_ONE_SOURCE, 1, "only one source asserts the claim, 'S'");
}

static void who_denies_or_updates_it_is_no_second_source(void **state)
{
	(void)state;
	make("- {id: c, kind: claim, text: C.,\n"
	     "   asserted_by: [{who: s}, {who: p, source: u, stance: denies}]}\n"
	     "- {id: d, kind: claim, text: D., asserted_by: [{who: s}], sources: [u]}\n"
	     "- {id: e, kind: claim, text: E., asserted_by: [{who: u, stance: updates}]}\n"
	     SOURCES);
	assert_int_equal(count_of(RULE_CLAIM_ONE_SOURCE), 2);
	assert_finding(&made->findings, RULE_CLAIM_ONE_SOURCE, 1,
	               "only one source asserts the claim, 'S'");
}

static void a_second_source_may_assert_it_in_several_ways(void **state)
{
	(void)state;
	make("- {id: c, kind: claim, text: C.,\n"
	     "   asserted_by: [{who: s}, {who: p, source: u}]}\n"
	     "- {id: e, kind: claim, text: E., asserted_by: [{who: p}], sources: [s, u]}\n"
	     "- {id: f, kind: claim, text: F., asserted_by: [{who: s}, {who: r}]}\n"
	     SOURCES);
	assert_int_equal(count_of(RULE_CLAIM_ONE_SOURCE), 0);
	assert_int_equal(count_of(RULE_CLAIM_ONE_ORIGIN), 0);
}

static void who_asserts_it_counts_by_the_source_that_tells_of_them(void **state)
{
	(void)state;
	make("- {id: c, kind: claim, text: C., asserted_by: [{who: u, source: s}, {who: s}]}\n"
	     SOURCES);
	assert_finding(&made->findings, RULE_CLAIM_ONE_SOURCE, 1, "only one source asserts the claim, 'S'");
}

static void several_sources_may_go_back_to_one(void **state)
{
	(void)state;
	make("- {id: c, kind: claim, text: C., sources: [t, s]}\n"
	     "- {id: d, kind: claim, text: D., sources: [t, u]}\n" SOURCES);
	assert_int_equal(count_of(RULE_CLAIM_ONE_SOURCE), 0);
	assert_int_equal(count_of(RULE_CLAIM_ONE_ORIGIN), 1);
	assert_finding(&made->findings, RULE_CLAIM_ONE_ORIGIN, 1,
	               "all sources that assert the claim go back to 'S'");
}

static void origins_are_followed_through_forks_and_circles(void **state)
{
	(void)state;
	make("- {id: fork, kind: claim, text: C., sources: [d, a]}\n"
	     "- {id: circle, kind: claim, text: C., sources: [y, x]}\n"
	     "- {id: several, kind: claim, text: C., sources: [e, a]}\n"
	     "- {id: a, kind: source, title: A}\n"
	     "- {id: b, kind: source, title: B, derived_from: a}\n"
	     "- {id: c, kind: source, title: C, derived_from: a}\n"
	     "- {id: d, kind: source, title: D, derived_from: [b, c, d, nowhere]}\n"
	     "- {id: e, kind: source, title: E, derived_from: [z, b]}\n"
	     "- {id: x, kind: source, title: X, derived_from: y}\n"
	     "- {id: y, kind: source, title: Y, derived_from: x}\n"
	     "- {id: z, kind: source, title: Z}\n");
	assert_int_equal(count_of(RULE_CLAIM_ONE_ORIGIN), 2);
	assert_str(support_finding(&made->findings, RULE_CLAIM_ONE_ORIGIN, 0)->message,
	           "all sources that assert the claim go back to 'A'");
	assert_str(support_finding(&made->findings, RULE_CLAIM_ONE_ORIGIN, 1)->message,
	           "all sources that assert the claim go back to 'Y'");
}

static void a_long_chain_of_sources_takes_no_stack(void **state)
{
	(void)state;
	enum { SOURCES_COUNT = 100000 };
	struct text yaml = { .arena = &(struct arena){0} };
	text_format(&yaml, "- {id: c, kind: claim, text: C., sources: [s0, s%d]}\n",
	            SOURCES_COUNT - 1);
	for (int i = 0; i < SOURCES_COUNT; i++)
		text_format(&yaml, "- {id: s%d, kind: source, title: S, derived_from: s%d}\n", i,
		            i + 1 < SOURCES_COUNT ? i + 1 : i);
	make(text_str(&yaml).bytes);
	assert_finding(&made->findings, RULE_CLAIM_ONE_ORIGIN, 1,
	               "all sources that assert the claim go back to 'S'");
	arena_release(yaml.arena);
}

static void a_corroborated_claim_needs_two_origins_that_assert_it(void **state)
{
	(void)state;
	make("- {id: c, kind: claim, text: C., status: corroborated, sources: [s]}\n"
	     "- {id: d, kind: claim, text: D., status: corroborated, sources: [s, t]}\n"
	     "- {id: e, kind: claim, text: E., status: corroborated,\n"
	     "   asserted_by: [{who: s}, {who: u, stance: denies}], sources: [u]}\n"
	     "- {id: f, kind: claim, text: F., status: corroborated,\n"
	     "   asserted_by: [{who: t}, {who: u}]}\n" SOURCES);
	assert_int_equal(count_of(RULE_CLAIM_NOT_CORROBORATED), 3);
	assert_int_equal(count_of(RULE_CLAIM_ONE_SOURCE), 0);
	assert_int_equal(count_of(RULE_CLAIM_ONE_ORIGIN), 0);
	assert_finding(&made->findings, RULE_CLAIM_NOT_CORROBORATED, 1,
	               "the claim is corroborated, but only 'S' has it");
	assert_str(support_finding(&made->findings, RULE_CLAIM_NOT_CORROBORATED, 1)->message,
	           "the claim is corroborated, but all its sources go back to 'S'");
}

static void a_source_that_is_not_there_may_be_a_second_one(void **state)
{
	(void)state;
	make("- {id: c, kind: claim, text: C., sources: [s, nowhere]}\n"
	     "- {id: d, kind: claim, text: D., status: corroborated, sources: [s, nowhere]}\n"
	     SOURCES);
	assert_int_equal(count_of(RULE_CLAIM_ONE_SOURCE), 0);
	assert_int_equal(count_of(RULE_CLAIM_NOT_CORROBORATED), 0);
}

#define TEST(name) cmocka_unit_test_teardown(name, made_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_that_is_said_may_come_from_one_source),
		TEST(who_denies_or_updates_it_is_no_second_source),
		TEST(a_second_source_may_assert_it_in_several_ways),
		TEST(who_asserts_it_counts_by_the_source_that_tells_of_them),
		TEST(several_sources_may_go_back_to_one),
		TEST(origins_are_followed_through_forks_and_circles),
		TEST(a_long_chain_of_sources_takes_no_stack),
		TEST(a_corroborated_claim_needs_two_origins_that_assert_it),
		TEST(a_source_that_is_not_there_may_be_a_second_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
