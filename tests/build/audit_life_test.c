/* Events outside the lives of who takes part. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/one.h"

static void nobody_takes_part_in_anything_before_being_born_or_after_dying(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: P, born: 1950-03, died: 1990}\n"
	     "- {id: a, kind: event, name: A, date: 1950-02, participants: [p]}\n"
	     "- {id: b, kind: event, name: B, date: 1950, participants: [p]}\n"
	     "- {id: c, kind: event, name: C, date: 1990-12-31, participants: [p]}\n"
	     "- {id: d, kind: event, name: D, date: 1991, participants: [{who: p, role: hero}]}\n");
	assert_int_equal(count_of(RULE_EVENT_OUTSIDE_LIFE), 2);
	assert_finding(&made->findings, RULE_EVENT_OUTSIDE_LIFE, 2,
	               "'p' takes part in this event of 1950-02, but born 1950-03");
	const struct finding *late = support_finding(&made->findings, RULE_EVENT_OUTSIDE_LIFE, 1);
	assert_int_equal(late->place.line, 5);
	assert_str(late->message, "'p' takes part in this event of 1991, but died 1990");
}

static void organizations_have_a_life_too(void **state)
{
	(void)state;
	make("- {id: o, kind: organization, name: O, founded: 1950, dissolved: 1960}\n"
	     "- {id: a, kind: event, name: A, date: 1961, participants: [o]}\n");
	assert_finding(&made->findings, RULE_EVENT_OUTSIDE_LIFE, 2,
	               "'o' takes part in this event of 1961, but dissolved 1960");
}

static void of_several_dates_the_one_that_leaves_most_counts(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: P, born: [1950, 1940], died: [1980, 1990]}\n"
	     "- {id: q, kind: person, name: Q, born: [1950, {value: 1940, rank: deprecated}]}\n"
	     "- {id: a, kind: event, name: A, date: 1945, participants: [p, q]}\n"
	     "- {id: b, kind: event, name: B, date: 1985, participants: [p, q]}\n");
	assert_int_equal(count_of(RULE_EVENT_OUTSIDE_LIFE), 1);
	assert_finding(&made->findings, RULE_EVENT_OUTSIDE_LIFE, 3,
	               "'q' takes part in this event of 1945, but born 1950");
}

static void doubt_excludes_nobody(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: P, born: [1950, 1955?]}\n"
	     "- {id: q, kind: person, name: Q, born: [1950, long ago]}\n"
	     "- {id: r, kind: person, name: R, born: 1950}\n"
	     "- {id: a, kind: event, name: A, date: 1945, participants: [p, q]}\n"
	     "- {id: b, kind: event, name: B, date: 1945~, participants: [r]}\n"
	     "- {id: c, kind: event, name: C, participants: [r]}\n"
	     "- {id: d, kind: event, name: D, date: ../1955, participants: [r, nobody]}\n");
	assert_int_equal(count_of(RULE_EVENT_OUTSIDE_LIFE), 0);
}

static void who_is_merely_mentioned_takes_no_part(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: P, died: 1950}\n"
	     "- {id: a, kind: event, name: In memory, date: 1990, body: 'Of [[p]].'}\n");
	assert_int_equal(count_of(RULE_EVENT_OUTSIDE_LIFE), 0);
}

#define TEST(name) cmocka_unit_test_teardown(name, made_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nobody_takes_part_in_anything_before_being_born_or_after_dying),
		TEST(organizations_have_a_life_too),
		TEST(of_several_dates_the_one_that_leaves_most_counts),
		TEST(doubt_excludes_nobody),
		TEST(who_is_merely_mentioned_takes_no_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
