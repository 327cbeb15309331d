/* Files that were not written for dossier, read by a file rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "archive/verify.h"
#include "base/arena.h"
#include "base/unicode.h"
#include "tests/support/collection.h"

static struct arena arena;
static struct schema *schema;
static struct batch batch;

static int batch_close(void **state)
{
	(void)state;
	arena_release(&batch.arena);
	arena_release(&arena);
	batch = (struct batch){0};
	return 0;
}

static int unicode_end(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

/* Draft a file of this text by a rule with these settings. */
static void draft(const char *rule, const char *text)
{
	struct str own = str_format(&arena, "files:\n  rule:\n    match: '*.yml'\n%s", rule);
	schema = support_schema(&arena, own.bytes);
	batch = support_batch(schema, "data.yml", text);
}

/* The value of `key` in the first draft. */
static const struct draft_value *first_value(const char *key)
{
	const struct draft_value *value = support_value(&batch, &batch.drafts.items[0], key, 0);
	assert_non_null(value);
	return value;
}

/* ── Which dossiers there are ───────────────────────────────────────────────────────────────── */

static void a_rule_gives_the_kind(void **state)
{
	(void)state;
	draft("    kind: person\n", "id: ocd-person/1\nname: Ann Lee\n");
	assert_int_equal(batch.drafts.count, 1);
	assert_str(batch.drafts.items[0].id, "ocd-person/1");
	assert_str(batch.drafts.items[0].name, "Ann Lee");
	assert_true(batch.drafts.items[0].is_foreign);
	assert_no_findings(&batch.findings);
}

static void a_dossier_without_an_id_is_called_as_its_file(void **state)
{
	(void)state;
	draft("    kind: person\n", "name: Ann Lee\n");
	assert_str(batch.drafts.items[0].id, "data");
	assert_no_findings(&batch.findings);
}

static void a_list_may_be_one_dossier(void **state)
{
	(void)state;
	draft("    kind: place\n    each: document\n    as: rows\n", "- {a: 1}\n- {a: 2}\n");
	assert_int_equal(batch.drafts.count, 1);
	assert_str(support_value(&batch, batch.drafts.items, "rows", 1)->key, "rows");
	assert_no_findings(&batch.findings);
}

static void the_keys_of_a_map_may_be_ids(void **state)
{
	(void)state;
	draft("    kind: place\n    each: map\n", "ygn: {name: Yangon}\nnpt: {name: Naypyitaw}\n");
	assert_int_equal(batch.drafts.count, 2);
	assert_str(batch.drafts.items[1].id, "npt");
	assert_str(batch.drafts.items[1].name, "Naypyitaw");
	assert_no_findings(&batch.findings);
}

static void an_entry_that_is_no_map_is_reported(void **state)
{
	(void)state;
	draft("    kind: place\n    each: map\n", "ygn: Yangon\nnpt: {name: Naypyitaw}\n");
	assert_int_equal(batch.drafts.count, 1);
	assert_finding(&batch.findings, RULE_NOT_A_DOSSIER, 1,
	               "the file rule 'rule' expects maps here, not a text");
}

static void dossiers_may_say_their_kind_themselves(void **state)
{
	(void)state;
	draft("    id: key\n",
	      "- {key: a, kind: person, name: A}\n- {key: b, kind: robot, name: B}\n");
	assert_int_equal(batch.drafts.count, 1);
	assert_finding(&batch.findings, RULE_KIND_MISSING, 2,
	               "neither the file rule 'rule' nor this says a kind that the schema knows");
}

/* ── Ids and names ──────────────────────────────────────────────────────────────────────────── */

static void an_id_is_found_at_the_first_path_that_is_there(void **state)
{
	(void)state;
	draft("    kind: person\n    id: [ids.a, ids.b]\n",
	      "- {ids: {b: B1}}\n- {ids: {a: A1, b: B2}}\n");
	assert_str(batch.drafts.items[0].id, "B1");
	assert_str(batch.drafts.items[1].id, "A1");
	assert_str(support_value(&batch, batch.drafts.items, "b", 0)->text, "B1");
	assert_no_findings(&batch.findings);
}

static void an_id_may_be_joined_of_several_paths(void **state)
{
	(void)state;
	draft("    kind: person\n    id: '@file+code+no'\n", "- {code: x, no: 1}\n- {code: y}\n");
	assert_str(batch.drafts.items[0].id, "datax1");
	assert_str(batch.drafts.items[1].id, "data.2");
	assert_finding(
		&batch.findings, RULE_ID_FORM, 2,
		"each dossier of a file with several needs an id; without one this is 'data.2'");
}

static void a_name_is_joined_of_what_is_there(void **state)
{
	(void)state;
	draft("    kind: person\n    name: [n.full, n.first+n.middle+n.last]\n    id: i\n",
	      "- {i: 1, n: {first: Ann, last: Lee}}\n"
	      "- {i: 2, n: {full: A. Lee, first: Ann, last: Lee}}\n");
	assert_str(batch.drafts.items[0].name, "Ann Lee");
	assert_str(batch.drafts.items[1].name, "A. Lee");
	assert_no_findings(&batch.findings);
}

static void a_dossier_without_name_is_called_by_its_id_and_that_is_all(void **state)
{
	(void)state;
	draft("    kind: person\n    id: i\n", "i: X9\n");
	assert_str(batch.drafts.items[0].name, "X9");
	assert_no_findings(&batch.findings);
}

static void other_names_are_found_through_lists(void **state)
{
	(void)state;
	draft("    kind: person\n    names: ['others[].name', nick+last, first+last]\n",
	      "id: a\nname: Ann Lee\nfirst: Ann\nlast: Lee\n"
	      "others: [{name: Annie}, {name: Anna}]\n");
	assert_str(support_value(&batch, batch.drafts.items, "names", 0)->text, "Annie");
	assert_str(support_value(&batch, batch.drafts.items, "names", 1)->text, "Anna");
	assert_null(support_value(&batch, batch.drafts.items, "names", 2));
	assert_int_equal(first_value("names")->type, FIELD_NAME);
	assert_no_findings(&batch.findings);
}

static void a_summary_takes_the_place_of_its_key(void **state)
{
	(void)state;
	draft("    kind: person\n    summary: [bio, about]\n", "name: A\nabout: She is.\n");
	assert_str(batch.drafts.items[0].summary, "She is.");
	assert_int_equal(first_value("about")->field, schema_field(schema, STR("summary")));
	assert_int_equal(batch.drafts.items[0].values.count, 1);
}

static void a_summary_may_stand_deeper(void **state)
{
	(void)state;
	draft("    kind: person\n    summary: bio.text\n", "name: A\nbio: {text: She is.}\n");
	assert_str(batch.drafts.items[0].summary, "She is.");
	assert_str(first_value("text")->text, "She is.");
}

static void the_date_at_its_path_is_a_date_where_it_stands(void **state)
{
	(void)state;
	draft("    kind: person\n    date: bio.birthday\n",
	      "name: A\nbio: {birthday: '1958-10-13'}\n");
	const struct draft_value *value = first_value("birthday");
	assert_int_equal(value->type, FIELD_DATE);
	assert_int_equal(value->field, schema_field(schema, STR("born")));
	assert_int_equal(value->depth, 1);
	assert_int_equal(batch.drafts.items[0].date, value->date);
	assert_str(batch.dates.items[value->date].text, "1958-10-13");
	assert_no_findings(&batch.findings);
}

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

static void all_other_keys_are_kept_without_findings(void **state)
{
	(void)state;
	draft("    kind: person\n",
	      "name: A\nterms:\n  - {type: rep, start: '1993'}\n  - {type: sen}\nx: [1, 2]\n");
	const struct draft *first = &batch.drafts.items[0];
	assert_int_equal(first->values.count, 7);
	assert_int_equal(support_value(&batch, first, "terms", 1)->type, FIELD_GROUP);
	assert_str(support_value(&batch, first, "type", 1)->text, "sen");
	assert_int_equal(support_value(&batch, first, "type", 1)->field, NO_ROW);
	assert_str(support_value(&batch, first, "x", 1)->text, "2");
	assert_no_findings(&batch.findings);
}

static void a_key_that_fits_a_field_is_that_field(void **state)
{
	(void)state;
	draft("    kind: person\n", "name: A\ngender: f\nborn: 1958-10-13\n");
	assert_int_equal(first_value("gender")->field, schema_field(schema, STR("gender")));
	assert_int_equal(first_value("born")->type, FIELD_DATE);
	assert_int_not_equal(batch.drafts.items[0].date, NO_ROW);
}

static void a_key_that_does_not_fit_its_field_is_kept_as_it_is(void **state)
{
	(void)state;
	draft("    kind: person\n",
	      "name: A\nroles: [{type: upper, district: 3}]\nborn: about 1958\n"
	      "sources: [{url: u}]\n"
	      "gender: [f, m]\n");
	const struct draft *first = &batch.drafts.items[0];
	assert_int_equal(first_value("roles")->type, FIELD_GROUP);
	assert_int_equal(first_value("roles")->field, NO_ROW);
	assert_int_equal(first_value("born")->type, FIELD_TEXT);
	assert_str(first_value("url")->text, "u");
	assert_str(support_value(&batch, first, "gender", 1)->text, "m");
	assert_int_equal(first->citations.count, 0);
	assert_no_findings(&batch.findings);
}

static void fields_of_dossiers_are_read_under_a_rule_that_only_gives_the_kind(void **state)
{
	(void)state;
	draft("    kind: person\n",
	      "name: A\nmember_of: [army]\nsources: [s1]\nrelations: [{type: met, to: b}]\n"
	      "quotes: [{id: q, text: T., source: s1}]\nformer_ids: [old]\n");
	const struct draft *first = &batch.drafts.items[0];
	assert_int_equal(first->citations.count, 1);
	assert_int_equal(first->former_ids.count, 1);
	assert_int_equal(batch.drafts.count, 2);
	assert_non_null(support_link(&batch, support_draft(&batch, "q"), "data", 0));
	assert_false(support_link(&batch, first, "army", 0)->is_guess);
	assert_int_equal(support_link(&batch, first, "b", 0)->relation,
	                 schema_relation(schema, STR("met")));
	assert_no_findings(&batch.findings);
}

static void a_link_that_the_rule_does_not_name_is_a_guess(void **state)
{
	(void)state;
	draft("    kind: organization\n    id: no\n", "no: X1\nname: A\ncountry: us\n");
	assert_true(support_link(&batch, batch.drafts.items, "us", 0)->is_guess);
}

static void ignored_keys_are_not_taken(void **state)
{
	(void)state;
	draft("    kind: person\n    ignore: [junk]\n", "name: A\njunk: {a: b}\nkeep: c\n");
	assert_int_equal(batch.drafts.items[0].values.count, 1);
	assert_str(first_value("keep")->text, "c");
}

static void controls_are_reported_in_foreign_files_too(void **state)
{
	(void)state;
	draft("    kind: person\n", "name: A\nx: \"\\e[2J\"\n");
	assert_finding(&batch.findings, RULE_CONTROL, 2,
	               "'x' holds the control or invisible character U+001B");
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

static void a_link_at_a_path_has_its_role_and_dates_beside_it(void **state)
{
	(void)state;
	draft("    kind: organization\n    links:\n"
	      "      staff[].person: {relation: led-by, role: title+rank, since: from, until: "
	      "to}\n",
	      "name: A\nstaff:\n  - {person: P1, title: Chair, rank: 2, from: 2020-01, to: 2021}\n"
	      "  - {person: P2}\n");
	const struct draft_link *link = support_link(&batch, batch.drafts.items, "P1", 0);
	assert_int_equal(link->relation, schema_relation(schema, STR("led-by")));
	assert_str(link->role, "Chair, 2");
	assert_str(batch.dates.items[link->since].text, "2020-01");
	assert_str(batch.dates.items[link->until].text, "2021");
	assert_false(link->is_guess);
	assert_int_equal(batch.values.items[link->value].type, FIELD_LINK);
	assert_str(batch.values.items[link->value].key, "person");
	assert_str(support_link(&batch, batch.drafts.items, "P2", 0)->role, "");
	assert_no_findings(&batch.findings);
}

static void a_list_of_ids_may_be_links(void **state)
{
	(void)state;
	draft("    kind: event\n    links:\n      sponsors[]: participant\n",
	      "name: A\nsponsors: [P1, P2]\n");
	assert_non_null(support_link(&batch, batch.drafts.items, "P2", 0));
	assert_int_equal(batch.drafts.items[0].links.count, 2);
}

static void names_may_be_ids(void **state)
{
	(void)state;
	draft("    kind: person\n    each: map\n    links:\n      friends[]: ally-of\n",
	      "Ann Lee: {friends: [Bo Ek]}\nBo Ek: {age: 7}\n");
	assert_str(batch.drafts.items[0].id, "Ann-Lee");
	assert_str(batch.drafts.items[1].id, "Bo-Ek");
	assert_int_equal(batch.drafts.items[1].place.line, 2);
	assert_int_equal(batch.drafts.items[1].place.column, 1);
	assert_str(support_link(&batch, batch.drafts.items, "Bo-Ek", 0)->target, "Bo-Ek");
	assert_str(first_value("friends")->text, "Bo Ek");
	assert_no_findings(&batch.findings);
}

static void an_inverse_link_begins_at_the_other_end(void **state)
{
	(void)state;
	draft("    kind: organization\n    links:\n"
	      "      members[]: {relation: member-of, inverse: yes}\n",
	      "name: A\nmembers: [P1]\n");
	assert_true(support_link(&batch, batch.drafts.items, "P1", 0)->is_inverse);
}

/* ── Parts of other dossiers, and dossiers in dossiers ──────────────────────────────────────── */

static void an_addition_names_the_dossier_that_it_adds_to(void **state)
{
	(void)state;
	draft("    each: map\n    adds_to: '@key'\n    as: members\n",
	      "HSAG: [{name: A}, {name: B}]\n");
	const struct draft *first = &batch.drafts.items[0];
	assert_true(first->adds);
	assert_str(first->id, "HSAG");
	assert_int_equal(first->kind, NO_ROW);
	assert_int_equal(first->values.count, 4);
	assert_str(support_value(&batch, first, "members", 1)->key, "members");
	assert_no_findings(&batch.findings);
}

static void an_addition_to_nobody_is_reported(void **state)
{
	(void)state;
	draft("    adds_to: ids.code\n", "- {ids: {code: A1}, x: 1}\n- {ids: {}, x: 2}\n");
	assert_int_equal(batch.drafts.count, 1);
	assert_finding(&batch.findings, RULE_ID_FORM, 2,
	               "there is no id at 'ids.code', so that this adds to no dossier");
}

static void nested_dossiers_link_to_their_holder(void **state)
{
	(void)state;
	draft("    kind: organization\n    id: code\n    nested:\n"
	      "      subs[]: {kind: organization, id: '@parent+no', name: title, relation: "
	      "part-of}\n",
	      "code: HSAG\nname: Agriculture\nsubs:\n  - {no: '15', title: Forestry, phone: 1}\n");
	assert_int_equal(batch.drafts.count, 2);
	const struct draft *nested = support_draft(&batch, "HSAG15");
	assert_str(nested->name, "Forestry");
	assert_int_equal(nested->place.line, 4);
	assert_str(support_value(&batch, nested, "phone", 0)->text, "1");
	assert_int_equal(support_value(&batch, nested, "phone", 0)->depth, 0);
	const struct draft_link *link = support_link(&batch, nested, "HSAG", 0);
	assert_int_equal(link->relation, schema_relation(schema, STR("part-of")));
	assert_str(support_value(&batch, nested, "part_of", 0)->text, "HSAG");
	assert_null(support_value(&batch, batch.drafts.items, "subs", 0));
	assert_no_findings(&batch.findings);
}

/* ── A real collection ──────────────────────────────────────────────────────────────────────── */

static struct link link_between(const struct archive *archive, const char *from, const char *to)
{
	struct dossier_ref target = dossier_find(archive, str_of(to));
	struct link_span span = links_out(archive, dossier_find(archive, str_of(from)));
	for (uint32_t i = 0; i < span.range.count; i++)
		if (link_of(archive, span, i).to.row == target.row)
			return link_of(archive, span, i);
	return (struct link){ .row = NO_ROW };
}

static void members_of_congress_open_as_they_are(void **state)
{
	(void)state;
	struct archive *archive = support_archive_folder(&arena, "tests/cases/foreign/congress");
	struct fault why;
	if (!archive_verify(archive, &why))
		fail_msg("%s", why.sentence);
	for (uint32_t i = 0; i < finding_count(archive); i++)
		print_error("%.*s\n", STR_ARGS(finding_at(archive, i).message));
	assert_int_equal(finding_count(archive), 0);
	assert_int_equal(dossiers_of_kind(archive, kind_find(archive, STR("person"))).count, 12);
	assert_int_equal(dossiers_of_kind(archive, kind_find(archive, STR("organization"))).count,
	                 13);

	struct link membership = link_between(archive, "K000367", "SSAF");
	assert_str(relation_label(archive, membership.relation, LINK_OUT), "member of");
	assert_str(relation_label(archive, membership.relation, LINK_IN), "has as member");
	assert_str(membership.role, "Ranking Member, minority");
	assert_int_not_equal(link_between(archive, "SSAF15", "SSAF").row, NO_ROW);
	assert_str(dossier_name(archive, dossier_find(archive, STR("SSAF15"))),
	           "Rural Development, Energy, and Credit");

	struct dossier senator = dossier_at(archive, dossier_find(archive, STR("K000367")));
	assert_str(senator.name, "Amy Klobuchar");
	assert_str(archive_date(archive, senator.date).text, "1960-05-25");
	bool has_social = false, has_terms = false;
	for (uint32_t i = 0; i < senator.values.count; i++) {
		struct str key = value_at(archive, senator.values.first + i).key;
		has_social = has_social || str_equal(key, STR("social"));
		has_terms = has_terms || str_equal(key, STR("terms"));
	}
	assert_true(has_social && has_terms);
}

#define TEST(name) cmocka_unit_test_teardown(name, batch_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_rule_gives_the_kind),
		TEST(a_dossier_without_an_id_is_called_as_its_file),
		TEST(a_list_may_be_one_dossier),
		TEST(the_keys_of_a_map_may_be_ids),
		TEST(an_entry_that_is_no_map_is_reported),
		TEST(dossiers_may_say_their_kind_themselves),
		TEST(an_id_is_found_at_the_first_path_that_is_there),
		TEST(an_id_may_be_joined_of_several_paths),
		TEST(a_name_is_joined_of_what_is_there),
		TEST(a_dossier_without_name_is_called_by_its_id_and_that_is_all),
		TEST(other_names_are_found_through_lists),
		TEST(a_summary_takes_the_place_of_its_key),
		TEST(a_summary_may_stand_deeper),
		TEST(the_date_at_its_path_is_a_date_where_it_stands),
		TEST(all_other_keys_are_kept_without_findings),
		TEST(a_key_that_fits_a_field_is_that_field),
		TEST(a_key_that_does_not_fit_its_field_is_kept_as_it_is),
		TEST(fields_of_dossiers_are_read_under_a_rule_that_only_gives_the_kind),
		TEST(a_link_that_the_rule_does_not_name_is_a_guess),
		TEST(ignored_keys_are_not_taken),
		TEST(controls_are_reported_in_foreign_files_too),
		TEST(a_link_at_a_path_has_its_role_and_dates_beside_it),
		TEST(a_list_of_ids_may_be_links),
		TEST(names_may_be_ids),
		TEST(an_inverse_link_begins_at_the_other_end),
		TEST(an_addition_names_the_dossier_that_it_adds_to),
		TEST(an_addition_to_nobody_is_reported),
		TEST(nested_dossiers_link_to_their_holder),
		TEST(members_of_congress_open_as_they_are),
	};
	return cmocka_run_group_tests(tests, NULL, unicode_end);
}
