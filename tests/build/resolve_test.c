/* From ids to rows: order, duplicates, former ids, additions, and where links lead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "tests/support/one.h"

static const char *dossier_id_at(uint32_t row)
{
	static char id[256];
	struct str text = resolved_draft(&made->resolved, row)->id;
	memcpy(id, text.bytes, text.size);
	id[text.size] = '\0';
	return id;
}

/* The first link of the first batch that leads to `target`. */
static const struct draft_link *link_to(const char *target)
{
	struct batch *batch = &made->batches[0];
	for (size_t i = 0; i < batch->links.count; i++)
		if (str_equal(batch->links.items[i].target, str_of(target)))
			return &batch->links.items[i];
	fail_msg("no link to %s", target);
	return NULL;
}

/* ── Ids ────────────────────────────────────────────────────────────────────────────────────── */

static void dossiers_are_numbered_by_the_bytes_of_their_ids(void **state)
{
	(void)state;
	made = support_make(NULL, (struct support_file[]){
		{ "1.yaml", "- {id: a-long-common-start-2, kind: place, name: A}\n"
		            "- {id: b, kind: place, name: B}\n" },
		{ "2.yaml", "- {id: a-long-common-start-10, kind: place, name: A}\n"
		            "- {id: a, kind: place, name: C}\n" },
		{ "3.yaml", "- {id: a-long-common-start, kind: place, name: A}\n"
		            "- {id: я, kind: place, name: D}\n" },
		{ 0 },
	});
	static const char *const ids[] = {
		"a", "a-long-common-start", "a-long-common-start-10", "a-long-common-start-2",
		"b", "я",
	};
	assert_int_equal(made->resolved.dossiers.count, 6);
	for (uint32_t i = 0; i < 6; i++)
		assert_string_equal(dossier_id_at(i), ids[i]);
	assert_int_equal(made->resolved.dossiers.items[0].batch, 1);
	assert_int_equal(made->resolved.dossiers.items[0].draft, 1);
}

static void of_two_dossiers_with_one_id_the_first_stands(void **state)
{
	(void)state;
	made = support_make(NULL, (struct support_file[]){
		{ "one.yaml", "\n\nid: a\nkind: place\nname: First\n" },
		{ "two.yaml", "id: a\nkind: place\nname: Second\n" },
		{ 0 },
	});
	assert_int_equal(made->resolved.dossiers.count, 1);
	assert_str(resolved_draft(&made->resolved, 0)->name, "First");
	assert_finding(&made->findings, RULE_DUPLICATE_ID, 1,
	               "the id 'a' was given before, in one.yaml line 3: this dossier is left out");
	assert_int_equal(support_finding(&made->findings, RULE_DUPLICATE_ID, 0)->file, 1);
}

static void links_of_a_dossier_that_is_left_out_lead_nowhere(void **state)
{
	(void)state;
	make("- {id: a, kind: place, name: A}\n- {id: b, kind: place, name: B}\n"
	     "- {id: a, kind: place, name: A, within: b}\n");
	assert_int_equal(made->resolved.links.count, 0);
	assert_int_equal(link_to("b")->to, NO_ROW);
}

static void a_former_id_is_found_among_the_ids(void **state)
{
	(void)state;
	make("- {id: new, kind: place, name: A, former_ids: [old, new, ancient]}\n"
	     "- {id: other, kind: place, name: B, within: old}\n");
	assert_int_equal(made->resolved.ids.count, 4);
	static const char *const ids[] = { "ancient", "new", "old", "other" };
	for (uint32_t i = 0; i < 4; i++)
		assert_str(made->resolved.ids.items[i].id, ids[i]);
	assert_true(made->resolved.ids.items[2].is_former);
	assert_false(made->resolved.ids.items[1].is_former);
	assert_int_equal(made->resolved.ids.items[2].dossier, 0);
	assert_int_equal(link_to("old")->to, 0);
	assert_finding(&made->findings, RULE_LINK_FORMER, 2, "'old' is now called 'new'");
}

static void an_id_that_is_also_a_former_id_is_ambiguous(void **state)
{
	(void)state;
	make("- {id: a, kind: place, name: A}\n- {id: b, kind: place, name: B, former_ids: [a]}\n"
	     "- {id: c, kind: place, name: C, within: a}\n");
	assert_string_equal(dossier_id_at(link_to("a")->to), "a");
	assert_finding(&made->findings, RULE_LINK_AMBIGUOUS, 3,
	               "'a' may mean 'a' or 'b', of which it is a former id: the first was taken");
	assert_int_equal(made->resolved.ids.count, 3);
}

static void a_former_id_of_two_dossiers_is_ambiguous(void **state)
{
	(void)state;
	make("- {id: a, kind: place, name: A, former_ids: [x]}\n"
	     "- {id: b, kind: place, name: B, former_ids: [x]}\n"
	     "- {id: c, kind: place, name: C, within: x}\n");
	assert_string_equal(dossier_id_at(link_to("x")->to), "a");
	assert_int_equal(support_finding_count(&made->findings, RULE_LINK_AMBIGUOUS), 1);
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

static void links_are_laid_out_by_where_they_begin(void **state)
{
	(void)state;
	make("- {id: c, kind: place, name: C, within: [a, b]}\n"
	     "- {id: a, kind: place, name: A, within: c}\n"
	     "- {id: b, kind: place, name: B, country: [nowhere, c]}\n");
	static const uint32_t ends[][2] = { { 0, 2 }, { 1, 2 }, { 2, 0 }, { 2, 1 } };
	assert_int_equal(made->resolved.links.count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(made->resolved.links.items[i].from, ends[i][0]);
		assert_int_equal(made->resolved.links.items[i].to, ends[i][1]);
	}
}

static void a_link_that_leads_nowhere_gets_a_guess(void **state)
{
	(void)state;
	make("- {id: naypyitaw, kind: place, name: N}\n"
	     "- {id: b, kind: place, name: B, within: naypyidaw}\n");
	assert_int_equal(link_to("naypyidaw")->to, NO_ROW);
	assert_finding(&made->findings, RULE_LINK_DANGLING, 2,
	               "no dossier has the id 'naypyidaw': did you mean 'naypyitaw'?");
}

static void case_is_no_obstacle_to_a_guess(void **state)
{
	(void)state;
	make("- {id: min-aung-hlaing, kind: person, name: N}\n"
	     "- {id: лавров, kind: person, name: L}\n"
	     "- {id: e, kind: event, name: E, participants: [MIN-Aung-HLAING, ЛАВРОВ]}\n");
	assert_finding(&made->findings, RULE_LINK_DANGLING, 3,
	               "no dossier has the id 'MIN-Aung-HLAING': did you mean 'min-aung-hlaing'?");
	assert_str(support_finding(&made->findings, RULE_LINK_DANGLING, 1)->message,
	           "no dossier has the id 'ЛАВРОВ': did you mean 'лавров'?");
}

static void a_name_for_an_id_gets_a_guess(void **state)
{
	(void)state;
	make("- {id: min-aung-hlaing, kind: person, name: N}\n"
	     "- {id: e, kind: event, name: E, participants: [Min Aung Hlaing]}\n");
	assert_finding(&made->findings, RULE_LINK_DANGLING, 2,
	               "no dossier has the id 'Min Aung Hlaing': did you mean 'min-aung-hlaing'?");
}

static void what_is_like_no_id_gets_no_guess(void **state)
{
	(void)state;
	make("- {id: min-aung-hlaing, kind: person, name: N}\n"
	     "- {id: e, kind: event, name: E, participants: [lavrov]}\n");
	assert_finding(&made->findings, RULE_LINK_DANGLING, 2, "no dossier has the id 'lavrov'");
}

static void a_citation_that_leads_nowhere_is_reported_once(void **state)
{
	(void)state;
	make("id: a\nkind: place\nname: A\nsources: [s1]\n");
	assert_int_equal(support_finding_count(&made->findings, RULE_LINK_DANGLING), 1);
	assert_int_equal(made->batches[0].citations.items[0].source, NO_ROW);
}

static void a_citation_knows_its_source(void **state)
{
	(void)state;
	make("- {id: a, kind: place, name: A, sources: [s1]}\n"
	     "- {id: s1, kind: source, title: S}\n");
	assert_string_equal(dossier_id_at(made->batches[0].citations.items[0].source), "s1");
}

static void a_link_to_a_kind_that_the_field_does_not_expect_is_reported(void **state)
{
	(void)state;
	make("- {id: p, kind: person, name: P}\n- {id: e, kind: event, name: E, part_of: p}\n");
	assert_finding(&made->findings, RULE_LINK_KIND, 2,
	               "'p' leads to a person: 'part_of' expects organization or event");
	assert_int_equal(made->resolved.links.count, 1);
}

static void a_link_to_itself_is_reported_and_kept(void **state)
{
	(void)state;
	make("- {id: p, kind: place, name: P, within: p}\n");
	assert_finding(&made->findings, RULE_LINK_SELF, 1, "'p' links to itself");
	assert_int_equal(made->resolved.links.count, 1);
}

/* ── Parts from elsewhere ───────────────────────────────────────────────────────────────────── */

static const char *const rules =
	"files:\n  more:\n    match: more*.yml\n    each: list\n    adds_to: of\n"
	"    links:\n      chair: {relation: leads, inverse: yes}\n"
	"  bodies:\n    match: bodies.yml\n    kind: organization\n    id: no\n"
	"relations:\n  leads: {label: leads, inverse: led by}\n";

static void additions_go_to_their_dossier(void **state)
{
	(void)state;
	made = support_make(rules, (struct support_file[]){
		{ "more1.yml", "- {of: b, x: 1}\n- {of: a, x: 2}\n- {of: nobody, x: 3}\n" },
		{ "bodies.yml", "- {no: a, name: A}\n- {no: b, name: B}\n" },
		{ "more2.yml", "- {of: b, chair: a}\n" },
		{ 0 },
	});
	const struct resolved_dossier *second = &made->resolved.dossiers.items[1];
	assert_int_equal(second->addition_count, 2);
	const struct resolved_part *parts = made->resolved.additions.items + second->first_addition;
	assert_int_equal(parts[0].batch, 0);
	assert_int_equal(parts[1].batch, 2);
	assert_int_equal(made->resolved.dossiers.items[0].addition_count, 1);
	assert_int_equal(made->resolved.additions.count, 3);
	assert_finding(&made->findings, RULE_LINK_DANGLING, 3,
	               "there is no dossier 'nobody' to add this to");
}

static void an_inverse_link_is_laid_out_from_its_other_end(void **state)
{
	(void)state;
	made = support_make(rules, (struct support_file[]){
		{ "bodies.yml", "- {no: a, name: A}\n- {no: b, name: B}\n" },
		{ "more.yml", "- {of: b, chair: a}\n" },
		{ 0 },
	});
	assert_int_equal(made->resolved.links.count, 1);
	assert_int_equal(made->resolved.links.items[0].from, 0);
	assert_int_equal(made->resolved.links.items[0].to, 1);
}

static void a_guess_that_leads_nowhere_is_a_text(void **state)
{
	(void)state;
	made = support_make(rules, (struct support_file[]){
		{ "bodies.yml", "- {no: a, name: A, country: us, part_of: b}\n"
		                "- {no: b, name: B, country: a}\n" },
		{ 0 },
	});
	const struct batch *batch = &made->batches[0];
	const struct draft *first = &batch->drafts.items[0], *second = &batch->drafts.items[1];
	assert_int_equal(support_value(batch, first, "country", 0)->type, FIELD_TEXT);
	assert_int_equal(support_value(batch, first, "country", 0)->link, NO_ROW);
	assert_int_equal(support_value(batch, first, "part_of", 0)->type, FIELD_LINK);
	assert_int_equal(support_value(batch, second, "country", 0)->type, FIELD_TEXT);
	assert_int_equal(made->resolved.links.count, 1);
	assert_no_findings(&made->findings);
}

/* ── Many ───────────────────────────────────────────────────────────────────────────────────── */

static void guesses_are_bounded(void **state)
{
	(void)state;
	enum { FILES = 40, DOSSIERS = 100 };
	struct arena arena = {0};
	struct support_file *files = ARENA_MANY(&arena, struct support_file, FILES + 1);
	for (int i = 0; i < FILES; i++) {
		struct text text = { .arena = &arena };
		for (int j = 0; j < DOSSIERS; j++)
			text_format(&text, "- {id: person-%04d, kind: person, name: P%d, "
			                   "member_of: persom-%04d}\n",
			            i * DOSSIERS + j, i * DOSSIERS + j, i * DOSSIERS + j);
		files[i] = (struct support_file){ str_format(&arena, "%02d.yaml", i).bytes,
		                                  text_str(&text).bytes };
	}
	made = support_make(NULL, files);
	unsigned guessed = 0;
	for (size_t i = 0; i < made->findings.count; i++)
		guessed += made->findings.items[i].rule == RULE_LINK_DANGLING &&
		           str_ends_with(made->findings.items[i].message, STR("'?"));
	assert_int_equal(guessed, 1000);
	assert_int_equal(support_finding_count(&made->findings, RULE_LINK_DANGLING),
	                 FILES * DOSSIERS);
	arena_release(&arena);
}

#define TEST(name) cmocka_unit_test_teardown(name, made_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(dossiers_are_numbered_by_the_bytes_of_their_ids),
		TEST(of_two_dossiers_with_one_id_the_first_stands),
		TEST(links_of_a_dossier_that_is_left_out_lead_nowhere),
		TEST(a_former_id_is_found_among_the_ids),
		TEST(an_id_that_is_also_a_former_id_is_ambiguous),
		TEST(a_former_id_of_two_dossiers_is_ambiguous),
		TEST(links_are_laid_out_by_where_they_begin),
		TEST(a_link_that_leads_nowhere_gets_a_guess),
		TEST(case_is_no_obstacle_to_a_guess),
		TEST(a_name_for_an_id_gets_a_guess),
		TEST(what_is_like_no_id_gets_no_guess),
		TEST(a_citation_that_leads_nowhere_is_reported_once),
		TEST(a_citation_knows_its_source),
		TEST(a_link_to_a_kind_that_the_field_does_not_expect_is_reported),
		TEST(a_link_to_itself_is_reported_and_kept),
		TEST(additions_go_to_their_dossier),
		TEST(an_inverse_link_is_laid_out_from_its_other_end),
		TEST(a_guess_that_leads_nowhere_is_a_text),
		TEST(guesses_are_bounded),
	};
	return cmocka_run_group_tests(tests, NULL, unicode_end);
}
