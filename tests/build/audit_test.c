/* What only the whole collection shows: links and dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "build/audit.h"
#include "tests/support/one.h"

/* ── Orphans ────────────────────────────────────────────────────────────────────────────────── */

static void a_dossier_to_which_nothing_links_is_an_orphan(void **state)
{
	(void)state;
	make("- {id: a, kind: place, name: A, within: b}\n- {id: b, kind: place, name: B}\n");
	assert_int_equal(count_of(RULE_ORPHAN), 1);
	assert_finding(&made->findings, RULE_ORPHAN, 1, "nothing links to 'A'");
}

static void a_link_to_itself_makes_no_family(void **state)
{
	(void)state;
	make("- {id: a, kind: place, name: A, within: a}\n");
	assert_int_equal(count_of(RULE_ORPHAN), 1);
}

static void quotes_and_events_are_found_from_what_they_tell_of(void **state)
{
	(void)state;
	make("- {id: q, kind: quote, text: T., speaker: p, source: s}\n"
	     "- {id: e, kind: event, name: E, participants: [p], sources: [s]}\n"
	     "- {id: p, kind: person, name: P}\n- {id: s, kind: source, title: S}\n");
	assert_int_equal(count_of(RULE_ORPHAN), 0);
}

static void an_event_that_links_to_nothing_but_its_sources_is_an_orphan(void **state)
{
	(void)state;
	make("- {id: e, kind: event, name: E, sources: [s]}\n- {id: s, kind: source, title: S}\n");
	assert_finding(&made->findings, RULE_ORPHAN, 1, "nothing links to 'E'");
}

static void the_home_of_a_collection_is_no_orphan(void **state)
{
	(void)state;
	make("- {id: a, kind: place, name: A}\n");
	struct finding_array findings = {0};
	audit_collection(&made->arena, made->schema, &made->resolved, STR("a"), &findings);
	assert_int_equal(support_finding_count(&findings, RULE_ORPHAN), 0);
}

static void home_may_be_called_by_a_former_id(void **state)
{
	(void)state;
	make("- {id: a, kind: place, name: A, former_ids: [b]}\n");
	struct finding_array findings = {0};
	audit_collection(&made->arena, made->schema, &made->resolved, STR("b"), &findings);
	assert_int_equal(support_finding_count(&findings, RULE_ORPHAN), 0);
}

static void a_source_is_used_by_whoever_takes_something_from_it(void **state)
{
	(void)state;
	make("- {id: cited, kind: source, title: A}\n"
	     "- {id: quoted, kind: source, title: B, quotes: [{id: q, text: T., about: [p]}]}\n"
	     "- {id: asserting, kind: source, title: C, derived_from: origin}\n"
	     "- {id: origin, kind: source, title: D, sources: [origin]}\n"
	     "- {id: p, kind: place, name: P, body: '[@cited].'}\n"
	     "- {id: c, kind: claim, text: T., asserted_by: [{who: asserting}], about: [p]}\n");
	assert_int_equal(count_of(RULE_SOURCE_UNUSED), 0);
	assert_int_equal(count_of(RULE_ORPHAN), 0);
}

static void a_source_that_is_only_mentioned_is_not_used(void **state)
{
	(void)state;
	make("- {id: s, kind: source, title: S, sources: [s]}\n"
	     "- {id: t, kind: source, title: T, body: 'See [[s]].'}\n");
	assert_int_equal(count_of(RULE_SOURCE_UNUSED), 2);
	assert_int_equal(count_of(RULE_ORPHAN), 0);
	assert_finding(&made->findings, RULE_SOURCE_UNUSED, 1, "nothing is taken from 'S'");
}

/* ── Dates ──────────────────────────────────────────────────────────────────────────────────── */

static void nobody_dies_before_being_born(void **state)
{
	(void)state;
	make("- {id: a, kind: person, name: A, born: 1950, died: 1949-12-31}\n"
	     "- {id: b, kind: person, name: B, born: 1950, died: 1950}\n");
	assert_int_equal(count_of(RULE_DATES_REVERSED), 1);
	assert_finding(&made->findings, RULE_DATES_REVERSED, 1, "born 1950, but died 1949-12-31");
}

static void doubt_and_openness_exclude_nothing(void **state)
{
	(void)state;
	make("- {id: a, kind: organization, name: A, founded: 1950~, dissolved: 1949}\n"
	     "- {id: b, kind: organization, name: B, founded: 1950, dissolved: ../1960}\n"
	     "- {id: c, kind: organization, name: C, founded: soon, dissolved: 1949}\n");
	assert_int_equal(count_of(RULE_DATES_REVERSED), 0);
}

static void a_position_does_not_end_before_it_begins(void **state)
{
	(void)state;
	make("id: a\nkind: person\nname: A\npositions:\n"
	     "  - {title: T, organization: o, since: 2004, until: 2003}\n");
	assert_int_equal(count_of(RULE_DATES_REVERSED), 1);
	assert_finding(&made->findings, RULE_DATES_REVERSED, 5, "since 2004, but until 2003");
}

static void a_link_does_not_end_before_it_begins(void **state)
{
	(void)state;
	make("id: a\nkind: person\nname: A\nmember_of: {who: o, since: 2004, until: 2003}\n");
	assert_int_equal(count_of(RULE_DATES_REVERSED), 1);
}

static void nothing_is_said_after_it_was_published(void **state)
{
	(void)state;
	make("- {id: q, kind: quote, text: T., said: 2022-09-01, source: s}\n"
	     "- {id: r, kind: quote, text: T., said: 2022-08, source: s}\n"
	     "- {id: s, kind: source, title: S, published: 2022-08-03}\n");
	assert_int_equal(count_of(RULE_DATES_REVERSED), 0);
	assert_int_equal(count_of(RULE_QUOTE_AFTER_PUBLICATION), 1);
	assert_finding(&made->findings, RULE_QUOTE_AFTER_PUBLICATION, 1,
	               "said on 2022-09-01, but its source 's' was published on 2022-08-03");
}

/* ── Foreign files ──────────────────────────────────────────────────────────────────────────── */

static void nothing_is_asked_of_foreign_files(void **state)
{
	(void)state;
	made = support_make("files: {f: {match: '*.yml', kind: person}}\n", (struct support_file[]){
		{ "f.yml", "- {id: a, name: A, born: 1950, died: 1940}\n- {id: A, name: A}\n" },
		{ 0 },
	});
	assert_int_equal(made->resolved.dossiers.count, 2);
	assert_no_findings(&made->findings);
}

#define TEST(name) cmocka_unit_test_teardown(name, made_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_dossier_to_which_nothing_links_is_an_orphan),
		TEST(a_link_to_itself_makes_no_family),
		TEST(quotes_and_events_are_found_from_what_they_tell_of),
		TEST(an_event_that_links_to_nothing_but_its_sources_is_an_orphan),
		TEST(the_home_of_a_collection_is_no_orphan),
		TEST(home_may_be_called_by_a_former_id),
		TEST(a_source_is_used_by_whoever_takes_something_from_it),
		TEST(a_source_that_is_only_mentioned_is_not_used),
		TEST(nobody_dies_before_being_born),
		TEST(doubt_and_openness_exclude_nothing),
		TEST(a_position_does_not_end_before_it_begins),
		TEST(a_link_does_not_end_before_it_begins),
		TEST(nothing_is_said_after_it_was_published),
		TEST(nothing_is_asked_of_foreign_files),
	};
	return cmocka_run_group_tests(tests, NULL, unicode_end);
}
