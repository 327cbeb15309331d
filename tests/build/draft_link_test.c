/* Links and citations: short, in maps, typed, and in running text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/drafted.h"

/* The link to `target` of the dossier that draft_of drafts. */
static const struct draft_link *first_link(const char *kind, const char *keys, const char *target)
{
	const struct draft_link *link = support_link(&batch, draft_of(kind, keys), target, 0);
	assert_non_null(link);
	return link;
}

static void assert_relation(const struct draft_link *link, const char *key)
{
	assert_str(schema->relations.items[link->relation].key, key);
}

/* ── Links in fields ────────────────────────────────────────────────────────────────────────── */

static void a_link_is_an_id(void **state)
{
	(void)state;
	const struct draft_link *link = first_link("place", "country: ' myanmar '\n", "myanmar");
	const struct draft_value *value = support_value(&batch, batch.drafts.items, "country", 0);
	assert_relation(link, "in-country");
	assert_int_equal(link->field, schema_field(schema, STR("country")));
	assert_int_equal(link->value, 0);
	assert_int_equal(value->link, 0);
	assert_int_equal(value->type, FIELD_LINK);
	assert_str(value->text, "myanmar");
	assert_int_equal(link->to, NO_ROW);
	assert_false(link->is_inverse);
	assert_false(link->is_guess);
	assert_int_equal(link->place.line, 3);
	assert_no_findings(&batch.findings);
}

static void a_link_in_a_map_has_all_that_is_beside_it(void **state)
{
	(void)state;
	const struct draft_link *link = first_link(
		"person",
		"member_of: {who: army, role: cadet, since: 1974, until: 1977, sources: [s1], "
		"note: N.}\n",
		"army");
	assert_str(link->role, "cadet");
	assert_str(batch.dates.items[link->since].text, "1974");
	assert_str(batch.dates.items[link->until].text, "1977");
	assert_int_equal(link->date, NO_ROW);
	assert_str(batch.citations.items[link->citations.first].id, "s1");
	assert_str(batch.values.items[link->value].note, "N.");
	assert_int_equal(batch.values.items[link->value].citations.count, 1);
	assert_no_findings(&batch.findings);
}

static void the_id_in_a_map_may_be_called_as_the_field_is(void **state)
{
	(void)state;
	assert_str(first_link("place", "country: {country: myanmar}\n", "myanmar")->target,
	           "myanmar");
	assert_no_findings(&batch.findings);
}

static void the_id_in_a_map_may_be_the_value_of_a_long_form(void **state)
{
	(void)state;
	assert_int_equal(first_link("place", "country: {value: myanmar, sources: s}\n", "myanmar")
	                         ->citations.count,
	                 1);
	assert_no_findings(&batch.findings);
}

static void participants_may_be_short_and_long_in_one_list(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("event", "participants: [a, {who: b, role: host}]\n");
	assert_str(support_link(&batch, draft, "a", 0)->role, "");
	assert_str(support_link(&batch, draft, "b", 0)->role, "host");
	assert_relation(support_link(&batch, draft, "b", 0), "participant");
	assert_no_findings(&batch.findings);
}

static void a_link_without_an_id_is_dropped(void **state)
{
	(void)state;
	assert_int_equal(draft_of("event", "participants: [{role: host}]\n")->values.count, 0);
	assert_finding(&batch.findings, RULE_TYPE, 3,
	               "'participants' takes the id of a dossier, or a map with 'who'");
}

static void who_denies_a_claim_is_no_one_who_asserts_it(void **state)
{
	(void)state;
	const struct draft *draft = draft_of(
		"claim",
		"text: T.\nasserted_by:\n"
		"  - {who: army, source: s1}\n"
		"  - {who: navy, source: s1, stance: denies}\n"
		"  - {who: fleet, source: s1, stance: updates}\n");
	assert_relation(support_link(&batch, draft, "army", 0), "asserts");
	assert_relation(support_link(&batch, draft, "navy", 0), "denies");
	assert_relation(support_link(&batch, draft, "fleet", 0), "updates");
	assert_no_findings(&batch.findings);
}

static void who_asserts_a_claim_does_so_in_a_source(void **state)
{
	(void)state;
	const struct draft *draft = draft_of(
		"claim",
		"text: T.\nasserted_by:\n"
		"  - {who: army, source: s1, locator: para. 3, stance: denies}\n");
	const struct draft_link *link = support_link(&batch, draft, "army", 0);
	assert_int_equal(link->citations.count, 1);
	assert_str(batch.citations.items[link->citations.first].id, "s1");
	assert_str(batch.citations.items[link->citations.first].locator, "para. 3");
	assert_str(link->role, "");
	assert_str(support_link(&batch, draft, "s1", 0)->role, "para. 3");
	assert_relation(support_link(&batch, draft, "s1", 0), "cites");
	assert_int_equal(support_link(&batch, draft, "s1", 0)->value, link->value);
	assert_str(support_value(&batch, draft, "stance", 0)->text, "denies");
	assert_int_equal(support_value(&batch, draft, "stance", 0)->depth, 1);
	assert_no_findings(&batch.findings);
}

static void the_source_of_a_quote_may_have_its_locator_in_a_map(void **state)
{
	(void)state;
	const struct draft_link *link =
		first_link("quote", "text: T.\nsource: {source: s1, locator: p. 4}\n", "s1");
	assert_relation(link, "quoted-from");
	assert_str(link->role, "p. 4");
	assert_int_equal(batch.links.count, 1);
	assert_no_findings(&batch.findings);
}

static void a_name_where_an_id_may_stand_stays_a_text(void **state)
{
	(void)state;
	const struct draft *draft =
		draft_of("source", "title: T\nauthors: [Jane Doe, JD, press-desk]\n");
	assert_int_equal(support_value(&batch, draft, "authors", 0)->type, FIELD_TEXT);
	assert_int_equal(support_value(&batch, draft, "authors", 0)->link, NO_ROW);
	assert_int_equal(support_value(&batch, draft, "authors", 1)->type, FIELD_TEXT);
	assert_int_equal(support_value(&batch, draft, "authors", 2)->type, FIELD_LINK);
	assert_int_equal(draft->links.count, 1);
	assert_no_findings(&batch.findings);
}

static void what_is_said_of_a_name_without_a_dossier_is_kept(void **state)
{
	(void)state;
	const struct draft *draft =
		draft_of("source", "title: T\nauthors:\n"
		                   "  - {who: Jane Doe, role: editor, since: 2019}\n"
		                   "  - {who: John Doe, role: writer, note: So he says.}\n"
		                   "  - {who: press-desk, role: printer}\n");
	assert_str(support_value(&batch, draft, "authors", 0)->note, "role: editor, since: 2019");
	assert_str(support_value(&batch, draft, "authors", 1)->note, "So he says. (role: writer)");
	assert_str(support_value(&batch, draft, "authors", 2)->note, "");
	assert_no_findings(&batch.findings);
}

static void an_unreadable_date_of_a_link_costs_the_date_only(void **state)
{
	(void)state;
	const struct draft_link *link =
		first_link("person", "member_of: {who: army, since: soon}\n", "army");
	assert_true(date_is_none(batch.dates.items[link->since].date));
	assert_str(batch.dates.items[link->since].text, "soon");
	assert_int_equal(support_finding_count(&batch.findings, RULE_DATE), 1);
}

/* ── Relations ──────────────────────────────────────────────────────────────────────────────── */

static void a_relation_has_its_type(void **state)
{
	(void)state;
	const struct draft_link *link = first_link(
		"person",
		"relations: [{type: met, to: lavrov, role: host, date: 2022-08-03, sources: "
		"[s]}]\n",
		"lavrov");
	assert_relation(link, "met");
	assert_str(link->role, "host");
	assert_str(batch.dates.items[link->date].text, "2022-08-03");
	assert_no_findings(&batch.findings);
}

static void an_unknown_type_is_kept_as_the_role(void **state)
{
	(void)state;
	const struct draft_link *link = first_link(
		"person", "relations: [{type: mets, to: lavrov, role: host}]\n", "lavrov");
	assert_relation(link, "related");
	assert_str(link->role, "mets, host");
	assert_finding(&batch.findings, RULE_RELATION_UNKNOWN, 3,
	               "the schema has no relation 'mets': did you mean 'met'?");
}

static void a_relation_without_type_is_related(void **state)
{
	(void)state;
	assert_relation(first_link("person", "relations: [lavrov]\n", "lavrov"), "related");
	assert_finding(&batch.findings, RULE_FIELD_REQUIRED, 3,
	               "a relation needs a type: write {type: met, to: id}");
}

/* ── Citations ──────────────────────────────────────────────────────────────────────────────── */

static void a_key_that_a_citation_does_not_know_goes_to_its_note(void **state)
{
	(void)state;
	draft_of("place", "sources: [{source: s1, note: Thin., page: 4}]\n");
	assert_str(batch.citations.items[0].note, "Thin.; page: 4");
	assert_finding(&batch.findings, RULE_FIELD_UNKNOWN, 3, "the schema has no field 'page'");
}

static void a_citation_without_an_id_is_dropped(void **state)
{
	(void)state;
	assert_int_equal(draft_of("place", "sources: [{locator: p. 4}, s1]\n")->citations.count, 1);
	assert_finding(&batch.findings, RULE_TYPE, 3,
	               "a citation needs the id of a source, or {source, locator, note}");
}

/* ── Running text ───────────────────────────────────────────────────────────────────────────── */

static void a_mention_says_where_in_its_text_it_stands(void **state)
{
	(void)state;
	const struct draft_link *link = first_link(
		"place",
		"body: |\n  First one. Then [[lavrov|the\n"
		"  minister]] came to [[naypyitaw]]. Last one.\n",
		"lavrov");
	assert_relation(link, "mentions");
	assert_int_equal(link->value, 0);
	assert_int_equal(link->text_byte, 16);
	assert_false(link->is_in_note);
	assert_int_equal(support_link(&batch, batch.drafts.items, "naypyitaw", 0)->text_byte, 48);
	assert_no_findings(&batch.findings);
}

static void a_mention_in_a_note_says_so(void **state)
{
	(void)state;
	const struct draft_link *link =
		first_link("place", "body: {value: One., note: 'Of [[a]].'}\n", "a");
	assert_int_equal(link->text_byte, 3);
	assert_true(link->is_in_note);
}

static void a_mention_in_a_block_has_its_own_place(void **state)
{
	(void)state;
	const struct draft_link *link =
		first_link("place", "body: |\n  One ж\n\n  x ж [[a]]\n", "a");
	assert_int_equal(link->place.line, 6);
	assert_int_equal(link->place.column, 7);
}

static void citations_in_a_text_belong_to_its_value(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("place", "body: It is so [@s1, para. 1; @s2].\n");
	const struct draft_value *body = support_value(&batch, draft, "body", 0);
	assert_int_equal(body->citations.count, 2);
	assert_str(batch.citations.items[body->citations.first].id, "s1");
	assert_str(batch.citations.items[body->citations.first].locator, "para. 1");
	assert_str(support_link(&batch, draft, "s1", 0)->role, "para. 1");
	assert_relation(support_link(&batch, draft, "s2", 0), "cites");
	assert_int_equal(support_link(&batch, draft, "s2", 0)->value, draft->values.first);
	assert_no_findings(&batch.findings);
}

static void sources_beside_a_text_and_in_it_are_one_range(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("place",
		"body: {value: 'So [@s2].', sources: [s1], note: 'Or so [@s3].'}\n");
	const struct draft_value *body = support_value(&batch, draft, "body", 0);
	assert_int_equal(body->citations.count, 3);
	assert_str(batch.citations.items[body->citations.first].id, "s1");
	assert_str(batch.citations.items[body->citations.first + 1].id, "s2");
	assert_str(batch.citations.items[body->citations.first + 2].id, "s3");
	assert_int_equal(draft->links.count, 3);
}

static void a_mark_that_is_not_closed_is_reported(void **state)
{
	(void)state;
	assert_int_equal(draft_of("place", "body: See [[naypyitaw for more.\n")->links.count, 0);
	assert_finding(&batch.findings, RULE_PROSE, 3, "'[[' is not a link here: write [[id]] or "
	               "[[id|label]], closed in the same paragraph");
}

static void a_citation_that_is_not_closed_is_reported(void **state)
{
	(void)state;
	assert_int_equal(draft_of("place", "body: See [@s1 for more.\n")->links.count, 0);
	assert_finding(&batch.findings, RULE_PROSE, 3,
	               "'[@' is not a citation here: write [@id] or "
	               "[@id, locator], closed in the same paragraph");
}

static void links_of_one_text_have_a_limit(void **state)
{
	(void)state;
	struct text keys = { .arena = &arena };
	text_add(&keys, STR("body: |\n  "));
	for (int i = 0; i < 10001; i++)
		text_add(&keys, STR("[[a]] "));
	assert_int_equal(draft_of("place", text_str(&keys).bytes)->links.count, 10000);
	assert_finding(
		&batch.findings, RULE_TOO_MANY, 4,
		"the text has more than 10000 links and citations; those behind were not taken");
}

#define TEST(name) cmocka_unit_test_teardown(name, batch_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_link_is_an_id),
		TEST(a_link_in_a_map_has_all_that_is_beside_it),
		TEST(the_id_in_a_map_may_be_called_as_the_field_is),
		TEST(the_id_in_a_map_may_be_the_value_of_a_long_form),
		TEST(participants_may_be_short_and_long_in_one_list),
		TEST(a_link_without_an_id_is_dropped),
		TEST(who_denies_a_claim_is_no_one_who_asserts_it),
		TEST(who_asserts_a_claim_does_so_in_a_source),
		TEST(the_source_of_a_quote_may_have_its_locator_in_a_map),
		TEST(a_name_where_an_id_may_stand_stays_a_text),
		TEST(what_is_said_of_a_name_without_a_dossier_is_kept),
		TEST(an_unreadable_date_of_a_link_costs_the_date_only),
		TEST(a_relation_has_its_type),
		TEST(an_unknown_type_is_kept_as_the_role),
		TEST(a_relation_without_type_is_related),
		TEST(a_key_that_a_citation_does_not_know_goes_to_its_note),
		TEST(a_citation_without_an_id_is_dropped),
		TEST(a_mention_says_where_in_its_text_it_stands),
		TEST(a_mention_in_a_note_says_so),
		TEST(a_mention_in_a_block_has_its_own_place),
		TEST(citations_in_a_text_belong_to_its_value),
		TEST(sources_beside_a_text_and_in_it_are_one_range),
		TEST(a_mark_that_is_not_closed_is_reported),
		TEST(a_citation_that_is_not_closed_is_reported),
		TEST(links_of_one_text_have_a_limit),
	};
	return cmocka_run_group_tests(tests, schema_open, schema_close);
}
