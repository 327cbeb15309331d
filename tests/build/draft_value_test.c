/* Values by the type of their field, written short and long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/drafted.h"

static const struct draft_value *value_of(const char *kind, const char *keys, const char *key)
{
	const struct draft_value *value = support_value(&batch, draft_of(kind, keys), key, 0);
	assert_non_null(value);
	return value;
}

/* ── Texts ──────────────────────────────────────────────────────────────────────────────────── */

static void a_text_is_what_was_typed(void **state)
{
	(void)state;
	const struct draft_value *value = value_of("place", "type: 'no'\n", "type");
	assert_str(value->text, "no");
	assert_int_equal(value->type, FIELD_TEXT);
	assert_int_equal(value->field, schema_field(schema, STR("type")));
	assert_int_equal(value->rank, RANK_NORMAL);
	assert_int_equal(value->depth, 0);
	assert_int_equal(value->place.line, 3);
	assert_int_equal(value->place.column, 7);
	assert_no_findings(&batch.findings);
}

static void a_block_ends_without_its_line_feed(void **state)
{
	(void)state;
	assert_str(value_of("place", "body: |\n  One.\n\n  Two.\n", "body")->text, "One.\n\nTwo.");
	assert_no_findings(&batch.findings);
}

static void a_value_written_long_has_all_that_is_beside_it(void **state)
{
	(void)state;
	const struct draft_value *value = value_of(
		"place",
		"type: {value: city, sources: [s1, s2], as_of: 2021-06, rank: preferred, note: So "
		"they say.}\n",
		"type");
	assert_str(value->text, "city");
	assert_str(value->note, "So they say.");
	assert_int_equal(value->citations.count, 2);
	assert_int_equal(value->rank, RANK_PREFERRED);
	assert_str(batch.dates.items[value->as_of].text, "2021-06");
	assert_int_equal(value->end, 1);
	assert_no_findings(&batch.findings);
}

static void sources_of_a_value_are_links_that_name_it(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("place", "type: {value: city, sources: [s1]}\n");
	const struct draft_link *link = support_link(&batch, draft, "s1", 0);
	assert_int_equal(link->relation, schema_relation(schema, STR("cites")));
	assert_int_equal(link->value, draft->values.first);
	assert_int_equal(draft->citations.count, 0);
}

static void each_item_of_a_list_may_be_written_long(void **state)
{
	(void)state;
	const struct draft *draft =
		draft_of("person", "roles: [general, {value: premier, as_of: 2021}]\n");
	assert_int_equal(draft->values.count, 2);
	assert_str(support_value(&batch, draft, "roles", 1)->text, "premier");
	assert_no_findings(&batch.findings);
}

static void one_of_many_needs_no_list(void **state)
{
	(void)state;
	assert_str(value_of("place", "tags: one\n", "tags")->text, "one");
	assert_no_findings(&batch.findings);
}

static void a_list_for_one_value_keeps_the_first(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("person", "summary: [f, m]\n");
	assert_int_equal(draft->values.count, 1);
	assert_str(support_value(&batch, draft, "summary", 0)->text, "f");
	assert_finding(&batch.findings, RULE_TYPE, 3,
	               "'summary' takes one value, not a list: only the first was kept");
}

static void a_map_for_a_text_is_dropped(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("person", "gender: {a: b}\n");
	assert_int_equal(draft->values.count, 0);
	assert_finding(&batch.findings, RULE_TYPE, 3,
	               "'gender' takes a text, or a map {value, sources, …}, not a map");
}

static void a_list_in_a_list_is_dropped(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("place", "tags: [a, [b], c]\n");
	assert_int_equal(draft->values.count, 2);
	assert_finding(&batch.findings, RULE_TYPE, 3, "'tags' takes no list inside its list");
}

static void other_keys_of_a_long_value_are_kept_inside_it(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("place", "type: {value: city, size: large}\n");
	const struct draft_value *size = support_value(&batch, draft, "size", 0);
	assert_int_equal(size->depth, 1);
	assert_int_equal(batch.values.items[draft->values.first].end, draft->values.first + 2);
	assert_finding(&batch.findings, RULE_FIELD_UNKNOWN, 3, "the schema has no field 'size'");
}

static void a_rank_that_is_none_is_reported(void **state)
{
	(void)state;
	assert_int_equal(value_of("place", "type: {value: city, rank: best}\n", "type")->rank,
	                 RANK_NORMAL);
	assert_finding(&batch.findings, RULE_VALUE, 3,
	               "'best' is no rank: write preferred, normal or deprecated");
}

static void a_text_that_is_not_allowed_is_kept_and_reported(void **state)
{
	(void)state;
	assert_str(value_of("claim", "text: T.\nstatus: Disputed\n", "status")->text, "Disputed");
	assert_finding(&batch.findings, RULE_VALUE, 4,
	               "'status' takes unverified, corroborated, disputed, outdated, "
	               "not 'Disputed': did you mean 'disputed'?");
}

/* ── Names, dates, addresses ────────────────────────────────────────────────────────────────── */

static void a_name_has_language_and_script_inside(void **state)
{
	(void)state;
	const struct draft *draft = draft_of(
		"person",
		"names: [Sergey, {text: Сергей, lang: ru, script: Cyrl, use: spelling, sources: "
		"[s]}]\n");
	const struct draft_value *name = support_value(&batch, draft, "names", 1);
	assert_str(name->text, "Сергей");
	assert_int_equal(name->type, FIELD_NAME);
	assert_int_equal(name->citations.count, 1);
	assert_int_equal(name->end - (uint32_t)(name - batch.values.items), 4);
	assert_str(support_value(&batch, draft, "lang", 0)->text, "ru");
	assert_int_equal(support_value(&batch, draft, "lang", 0)->depth, 1);
	assert_no_findings(&batch.findings);
}

static void a_date_has_its_bounds(void **state)
{
	(void)state;
	const struct draft_value *born = value_of("person", "born: 1956-07~\n", "born");
	const struct draft_date *date = &batch.dates.items[born->date];
	assert_int_equal(born->type, FIELD_DATE);
	assert_str(date->text, "1956-07~");
	assert_int_equal(date->date.earliest, date_days(1956, 7, 1));
	assert_no_findings(&batch.findings);
}

static void a_date_that_cannot_be_read_is_kept_as_typed(void **state)
{
	(void)state;
	const struct draft_value *born = value_of("person", "born: 22/06/2021\n", "born");
	assert_str(born->text, "22/06/2021");
	assert_true(date_is_none(batch.dates.items[born->date].date));
	assert_int_equal(support_finding_count(&batch.findings, RULE_DATE), 1);
	assert_int_equal(support_finding(&batch.findings, RULE_DATE, 0)->place.column, 7);
}

static void a_decade_is_doubted(void **state)
{
	(void)state;
	draft_of("person", "born: 202\n");
	assert_int_equal(support_finding_count(&batch.findings, RULE_DATE_SUSPECT), 1);
}

static void an_address_has_its_type(void **state)
{
	(void)state;
	assert_int_equal(value_of("organization", "url: https://x.example/\n", "url")->type,
	                 FIELD_URL);
	assert_no_findings(&batch.findings);
}

/* ── Groups ─────────────────────────────────────────────────────────────────────────────────── */

static void a_position_is_a_group_of_values(void **state)
{
	(void)state;
	const struct draft *draft = draft_of(
		"person",
		"positions:\n  - title: Minister\n    organization: ministry\n    since: 2004-03\n"
		"born: 1950\n");
	const struct draft_value *group = support_value(&batch, draft, "positions", 0);
	uint32_t row = (uint32_t)(group - batch.values.items);
	assert_int_equal(group->type, FIELD_GROUP);
	assert_str(group->text, "");
	assert_int_equal(group->end, row + 4);
	assert_str(batch.values.items[row + 1].text, "Minister");
	assert_int_equal(batch.values.items[row + 2].type, FIELD_LINK);
	assert_int_equal(batch.values.items[row + 2].depth, 1);
	assert_int_equal(batch.values.items[row + 4].depth, 0);
	assert_no_findings(&batch.findings);
}

static void the_link_in_a_group_has_its_dates_role_and_sources(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("person",
		"positions:\n  - title: Minister\n    organization: ministry\n    since: 2004-03\n"
		"    until: 2024\n    sources: [s1, s2]\n");
	const struct draft_link *link = support_link(&batch, draft, "ministry", 0);
	assert_int_equal(link->relation, schema_relation(schema, STR("position-at")));
	assert_str(link->role, "Minister");
	assert_str(batch.dates.items[link->since].text, "2004-03");
	assert_str(batch.dates.items[link->until].text, "2024");
	assert_int_equal(link->citations.count, 2);
	assert_int_equal(batch.citations.count, 2);
	assert_non_null(support_link(&batch, draft, "s2", 0));
	assert_null(support_link(&batch, draft, "s2", 1));
}

static void a_link_in_a_group_keeps_what_it_says_itself(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("person",
		"positions:\n  - title: Minister\n    since: 2004\n    sources: [s1]\n"
		"    organization: {id: ministry, role: chief, since: 2005, sources: [s2]}\n");
	const struct draft_link *link = support_link(&batch, draft, "ministry", 0);
	assert_str(link->role, "chief");
	assert_str(batch.dates.items[link->since].text, "2005");
	assert_str(batch.citations.items[link->citations.first].id, "s2");
}

static void a_text_for_a_group_is_dropped(void **state)
{
	(void)state;
	assert_int_equal(draft_of("person", "positions: Minister\n")->values.count, 0);
	assert_finding(&batch.findings, RULE_TYPE, 3,
	               "'positions' takes a map {title, organization, place, …}, not a text");
}

static void a_key_that_a_group_does_not_know_is_kept_in_it(void **state)
{
	(void)state;
	const struct draft *draft =
		draft_of("person", "positions: [{title: T, url: u, pay: low}]\n");
	assert_int_equal(support_value(&batch, draft, "url", 0)->type, FIELD_URL);
	assert_int_equal(support_value(&batch, draft, "pay", 0)->field, NO_ROW);
	assert_finding(&batch.findings, RULE_FIELD_MISPLACED, 3,
	               "'url' is not a field of 'positions'");
	assert_finding(&batch.findings, RULE_FIELD_UNKNOWN, 3, "the schema has no field 'pay'");
}

/* ── Keys that nobody knows ─────────────────────────────────────────────────────────────────── */

static void all_of_an_unknown_key_is_kept(void **state)
{
	(void)state;
	const struct draft *draft =
		draft_of("place", "extra: {a: [1, [2, 3]], b: {c: d}, name: n}\n");
	const struct draft_value *extra = support_value(&batch, draft, "extra", 0);
	assert_int_equal(extra->type, FIELD_GROUP);
	assert_int_equal(extra->field, NO_ROW);
	assert_int_equal(draft->values.count, 7);
	assert_int_equal(extra->end, draft->values.first + 7);
	assert_str(support_value(&batch, draft, "a", 2)->text, "3");
	assert_int_equal(support_value(&batch, draft, "c", 0)->depth, 2);
	assert_int_equal(support_value(&batch, draft, "name", 0)->field, NO_ROW);
	assert_int_equal(batch.findings.count, 1);
}

static void an_unknown_key_may_be_written_long(void **state)
{
	(void)state;
	const struct draft_value *height =
		value_of("person", "height: {value: 180 cm, sources: [s]}\n", "height");
	assert_str(height->text, "180 cm");
	assert_int_equal(height->type, FIELD_TEXT);
	assert_int_equal(height->citations.count, 1);
}

static void a_list_of_texts_repeats_an_unknown_key(void **state)
{
	(void)state;
	const struct draft *draft = draft_of("place", "colours: [red, green]\n");
	assert_int_equal(draft->values.count, 2);
	assert_str(support_value(&batch, draft, "colours", 1)->text, "green");
}

/* ── Letters ────────────────────────────────────────────────────────────────────────────────── */

static void a_control_in_a_text_is_named(void **state)
{
	(void)state;
	assert_str(value_of("place", "type: \"a\\e[31m\"\n", "type")->text, "a\x1b[31m");
	assert_finding(&batch.findings, RULE_CONTROL, 3,
	               "'type' holds the control or invisible character U+001B");
}

static void a_control_is_found_wherever_it_stands(void **state)
{
	(void)state;
	for (unsigned place = 0; place < 20; place++) {
		struct text keys = { .arena = &arena };
		text_add(&keys, STR("type: \""));
		for (unsigned i = 0; i < 20; i++)
			text_add(&keys, i == place ? STR("\\x7f") : STR("a"));
		text_add(&keys, STR("\"\n"));
		draft_of("place", text_str(&keys).bytes);
		assert_finding(&batch.findings, RULE_CONTROL, 3,
		               "'type' holds the control or invisible character U+007F");
		arena_release(&batch.arena);
	}
	batch = (struct batch){0};
}

static void words_are_counted_wherever_they_end(void **state)
{
	(void)state;
	uint32_t seed = 1948;
	for (int round = 0; round < 500; round++) {
		char text[32] = "type: xxxxxxxxxxxxxxxxxxxxx\n";
		uint32_t words = 2;             /* "A", the name, and what begins with x */
		seed = seed * 1664525 + 1013904223;
		for (unsigned i = 7; i < 26; i++) {
			if (seed >> i & 1)
				text[i] = ' ';
			words += text[i] != ' ' && text[i - 1] == ' ';
		}
		draft_of("place", text);
		assert_int_equal(batch.word_count, words + (text[25] == ' '));
		arena_release(&batch.arena);
	}
	batch = (struct batch){0};
}

static void a_bidi_control_in_a_name_is_named(void **state)
{
	(void)state;
	batch = support_batch(schema, "a.yaml", "kind: place\nname: \"a\\u202eb\"\n");
	assert_finding(&batch.findings, RULE_CONTROL, 2,
	               "'name' holds the control or invisible character U+202E");
}

static void a_joiner_between_latin_letters_hides(void **state)
{
	(void)state;
	draft_of("place", "type: \"ci\\u200dty\"\n");
	assert_finding(&batch.findings, RULE_CONTROL, 3,
	               "'type' holds the control or invisible character U+200D");
}

static void a_joiner_belongs_in_burmese_and_behind_pictographs(void **state)
{
	(void)state;
	draft_of("place",
	         "type: \"\\u1000\\u200c\\u1000 \\U0001F468\\u200d\\U0001F469 \\u2764\\ufe0f\"\n");
	assert_no_findings(&batch.findings);
}

static void lines_belong_in_running_text_only(void **state)
{
	(void)state;
	draft_of("place", "summary: \"a\\nb\\tc\"\n");
	assert_no_findings(&batch.findings);
	arena_release(&batch.arena);
	draft_of("place", "type: \"a\\nb\"\n");
	assert_finding(&batch.findings, RULE_CONTROL, 3,
	               "'type' holds the control or invisible character U+000A");
}

static void a_heap_of_marks_is_reported(void **state)
{
	(void)state;
	struct text keys = { .arena = &arena };
	text_add(&keys, STR("type: a"));
	for (int i = 0; i < 30; i++)
		text_add(&keys, STR("\u0301"));
	draft_of("place", text_str(&keys).bytes);
	assert_no_findings(&batch.findings);
	arena_release(&batch.arena);
	text_add(&keys, STR("\u0301"));
	draft_of("place", text_str(&keys).bytes);
	assert_finding(&batch.findings, RULE_MARKS, 3,
	               "'type' has more than 30 combining marks in a row");
}

#define TEST(name) cmocka_unit_test_teardown(name, batch_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_text_is_what_was_typed),
		TEST(a_block_ends_without_its_line_feed),
		TEST(a_value_written_long_has_all_that_is_beside_it),
		TEST(sources_of_a_value_are_links_that_name_it),
		TEST(each_item_of_a_list_may_be_written_long),
		TEST(one_of_many_needs_no_list),
		TEST(a_list_for_one_value_keeps_the_first),
		TEST(a_map_for_a_text_is_dropped),
		TEST(a_list_in_a_list_is_dropped),
		TEST(other_keys_of_a_long_value_are_kept_inside_it),
		TEST(a_rank_that_is_none_is_reported),
		TEST(a_text_that_is_not_allowed_is_kept_and_reported),
		TEST(a_name_has_language_and_script_inside),
		TEST(a_date_has_its_bounds),
		TEST(a_date_that_cannot_be_read_is_kept_as_typed),
		TEST(a_decade_is_doubted),
		TEST(an_address_has_its_type),
		TEST(a_position_is_a_group_of_values),
		TEST(the_link_in_a_group_has_its_dates_role_and_sources),
		TEST(a_link_in_a_group_keeps_what_it_says_itself),
		TEST(a_text_for_a_group_is_dropped),
		TEST(a_key_that_a_group_does_not_know_is_kept_in_it),
		TEST(all_of_an_unknown_key_is_kept),
		TEST(an_unknown_key_may_be_written_long),
		TEST(a_list_of_texts_repeats_an_unknown_key),
		TEST(a_control_in_a_text_is_named),
		TEST(a_control_is_found_wherever_it_stands),
		TEST(words_are_counted_wherever_they_end),
		TEST(a_bidi_control_in_a_name_is_named),
		TEST(a_joiner_between_latin_letters_hides),
		TEST(a_joiner_belongs_in_burmese_and_behind_pictographs),
		TEST(lines_belong_in_running_text_only),
		TEST(a_heap_of_marks_is_reported),
	};
	return cmocka_run_group_tests(tests, schema_open, schema_close);
}
