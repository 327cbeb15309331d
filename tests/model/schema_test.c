#include "model/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "build/read.h"

static struct arena arena;
static struct finding_array findings;

static int release_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	findings = (struct finding_array){0};
	return 0;
}

static void add(struct schema *schema, struct str yaml)
{
	schema_add(schema, read_yaml(&arena, yaml, 1, &findings).first, 1, &findings);
}

static struct schema *builtin(void)
{
	struct schema *schema = schema_new(&arena);
	add(schema, schema_builtin());
	return schema;
}

/* The built-in schema and what `yaml` adds. */
static struct schema *with(struct str yaml)
{
	struct schema *schema = builtin();
	add(schema, yaml);
	return schema;
}

static const struct kind *kind_of(const struct schema *schema, struct str key)
{
	assert_int_not_equal(schema_kind(schema, key), NO_ROW);
	return &schema->kinds.items[schema_kind(schema, key)];
}

static const struct field *field_of(const struct schema *schema, struct str key)
{
	assert_int_not_equal(schema_field(schema, key), NO_ROW);
	return &schema->fields.items[schema_field(schema, key)];
}

static const struct relation *relation_of(const struct schema *schema, struct str key)
{
	assert_int_not_equal(schema_relation(schema, key), NO_ROW);
	return &schema->relations.items[schema_relation(schema, key)];
}

static void assert_text(struct str found, const char *expected)
{
	assert_string_equal(str_copy(&arena, found).bytes, expected);
}

/* All findings, a line each. */
static const char *complaints(void)
{
	struct text out = { .arena = &arena };
	for (size_t i = 0; i < findings.count; i++) {
		const struct finding *finding = &findings.items[i];
		assert_int_equal(finding->rule, RULE_SCHEMA);
		assert_int_equal(finding->file, 1);
		text_format(&out, "%u:%u: %.*s\n", finding->place.line, finding->place.column,
		            STR_ARGS(finding->message));
	}
	return text_str(&out).bytes;
}

static void the_built_in_schema_has_no_findings(void **state)
{
	(void)state;
	const struct schema *schema = builtin();
	assert_string_equal(complaints(), "");
	assert_int_equal(schema->kinds.count, 7);
	assert_int_equal(schema->files.count, 0);
}

static void the_program_knows_its_fields(void **state)
{
	(void)state;
	const struct schema *schema = builtin();
	for (enum known_field known = 0; known < KNOWN_FIELD_COUNT; known++)
		assert_int_equal(schema_known(schema, known),
		                 schema_field(schema, str_of(known_field_key(known))));
	uint32_t row = schema_known(schema, KNOWN_ASSERTED_BY);
	assert_text(schema->fields.items[row].key, "asserted_by");
}

static void every_row_has_a_label_and_a_help(void **state)
{
	(void)state;
	const struct schema *schema = builtin();
	for (size_t i = 0; i < schema->kinds.count; i++) {
		assert_true(schema->kinds.items[i].help.size > 0);
		assert_true(schema->kinds.items[i].fields.count > 0);
	}
	for (size_t i = 0; i < schema->fields.count; i++) {
		assert_true(schema->fields.items[i].label.size > 0);
		assert_true(schema->fields.items[i].help.size > 0);
	}
	for (size_t i = 0; i < schema->relations.count; i++) {
		assert_true(schema->relations.items[i].inverse.size > 0);
		assert_true(schema->relations.items[i].group.size > 0);
	}
}

static void reads_all_of_a_kind(void **state)
{
	(void)state;
	const struct schema *schema = builtin();
	const struct kind *source = kind_of(schema, STR("source"));
	assert_text(source->label, "source");
	assert_text(source->plural, "sources");
	assert_int_equal(source->date_field, schema_field(schema, STR("published")));
	assert_int_equal(source->name_field, schema_field(schema, STR("title")));
	assert_int_equal(source->fields.items[0], schema_field(schema, STR("title")));
	assert_true(kind_has_field(source, schema_field(schema, STR("reliability"))));
	assert_false(kind_has_field(source, schema_field(schema, STR("born"))));
	assert_int_equal(kind_of(schema, STR("place"))->date_field, NO_ROW);
}

static void finds_a_kind_by_its_plural(void **state)
{
	(void)state;
	const struct schema *schema = builtin();
	assert_int_equal(schema_kind(schema, STR("people")), schema_kind(schema, STR("person")));
	assert_int_equal(schema_kind(schema, STR("persons")), NO_ROW);
	assert_int_equal(schema_kind(schema, STR("")), NO_ROW);
}

static void reads_all_of_a_field(void **state)
{
	(void)state;
	const struct schema *schema = builtin();
	const struct field *authors = field_of(schema, STR("authors"));
	assert_int_equal(authors->type, FIELD_LINK);
	assert_int_equal(authors->search, SEARCH_TEXT);
	assert_true(authors->is_many && authors->is_free);
	assert_int_equal(authors->relation, schema_relation(schema, STR("author")));
	assert_int_equal(authors->to.count, 2);
	assert_int_equal(authors->to.items[1], schema_kind(schema, STR("organization")));

	const struct field *participants = field_of(schema, STR("participants"));
	assert_text(participants->target, "who");
	assert_false(participants->is_free);

	const struct field *positions = field_of(schema, STR("positions"));
	assert_int_equal(positions->type, FIELD_GROUP);
	assert_int_equal(positions->fields.count, 6);
	assert_int_equal(positions->fields.items[0], schema_field(schema, STR("title")));
	assert_int_equal(positions->relation, NO_ROW);
}

static void reads_values_meanings_and_requirements(void **state)
{
	(void)state;
	const struct schema *schema = builtin();
	const struct field *reliability = field_of(schema, STR("reliability"));
	assert_int_equal(reliability->values.count, 6);
	assert_text(reliability->values.items[5], "F");
	assert_int_equal(reliability->meanings.count, 6);
	assert_text(reliability->meanings.items[1].code, "B");
	assert_text(reliability->meanings.items[1].words, "usually reliable");

	const struct field *text = field_of(schema, STR("text"));
	assert_int_equal(text->required.count, 2);
	assert_int_equal(text->required.items[0], schema_kind(schema, STR("quote")));
}

static void reads_nested_dossiers_and_their_holders(void **state)
{
	(void)state;
	const struct schema *schema = builtin();
	const struct field *quotes = field_of(schema, STR("quotes"));
	assert_int_equal(quotes->type, FIELD_DOSSIER);
	assert_int_equal(quotes->nested_kind, schema_kind(schema, STR("quote")));
	assert_int_equal(quotes->holders.count, 4);
	assert_int_equal(quotes->holders.items[1].kind, schema_kind(schema, STR("person")));
	assert_int_equal(quotes->holders.items[1].field, schema_field(schema, STR("speaker")));
}

static void reads_relations_both_ways(void **state)
{
	(void)state;
	const struct schema *schema = builtin();
	const struct relation *speaker = relation_of(schema, STR("speaker"));
	assert_text(speaker->label, "said by");
	assert_text(speaker->inverse, "said");
	assert_text(speaker->group, "words");
	assert_false(speaker->is_symmetric);
	const struct relation *met = relation_of(schema, STR("met"));
	assert_true(met->is_symmetric);
	assert_text(met->inverse, "met");
}

static void a_later_file_changes_only_what_it_says(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("kinds:\n"
	                                       "  person: {label: someone}\n"
	                                       "fields:\n"
	                                       "  born: {label: Birth}\n"
	                                       "relations:\n"
	                                       "  speaker: {label: spoken by}\n"
	                                       "  met: {label: encountered}\n"));
	assert_string_equal(complaints(), "");
	assert_text(kind_of(schema, STR("person"))->label, "someone");
	assert_text(kind_of(schema, STR("person"))->plural, "people");
	assert_text(field_of(schema, STR("born"))->label, "Birth");
	assert_int_equal(field_of(schema, STR("born"))->type, FIELD_DATE);
	assert_text(relation_of(schema, STR("speaker"))->inverse, "said");
	assert_text(relation_of(schema, STR("met"))->inverse, "encountered");
	assert_int_equal(schema->kinds.count, builtin()->kinds.count);
}

static void a_new_field_is_text_and_is_labelled_by_its_key(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("fields:\n  nick_name:\n  shoe size: {many: "
	                                       "yes}\n"));
	assert_string_equal(complaints(), "");
	assert_int_equal(field_of(schema, STR("nick_name"))->type, FIELD_TEXT);
	assert_int_equal(field_of(schema, STR("nick_name"))->search, SEARCH_NONE);
	assert_text(field_of(schema, STR("nick_name"))->label, "nick name");
	assert_true(field_of(schema, STR("shoe size"))->is_many);
}

static void listed_fields_come_behind_those_of_the_kind(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("kinds: {place: {fields: [population, summary]}}\n"
	                                       "fields: {population: }\n"));
	assert_string_equal(complaints(), "");
	const struct kind *place = kind_of(schema, STR("place"));
	const struct kind *before = kind_of(builtin(), STR("place"));
	assert_int_equal(place->fields.count, before->fields.count + 1);
	assert_int_equal(place->fields.items[0], before->fields.items[0]);
	assert_int_equal(place->fields.items[before->fields.count],
	                 schema_field(schema, STR("population")));
}

static void only_puts_listed_fields_in_place_of_those_of_the_kind(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("kinds: {place: {only: yes, fields: [summary, "
	                                       "within]}}"));
	const struct kind *place = kind_of(schema, STR("place"));
	assert_int_equal(place->fields.count, 2);
	assert_int_equal(place->fields.items[1], schema_field(schema, STR("within")));
}

static void a_new_kind_gets_a_plural(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("kinds:\n"
	                                       "  bill: {date: date, fields: [title, summary]}\n"
	                                       "  city: {plural: cities}\n"));
	assert_string_equal(complaints(), "");
	assert_int_equal(schema_kind(schema, STR("bills")), builtin()->kinds.count);
	assert_int_equal(schema_kind(schema, STR("cities")), builtin()->kinds.count + 1);
	assert_int_equal(kind_of(schema, STR("bill"))->fields.count, 2);
	assert_int_equal(kind_of(schema, STR("city"))->name_field, NO_ROW);
}

static void a_key_of_a_kind_goes_before_a_plural(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("kinds: {people: {plural: peoples}}"));
	assert_text(kind_of(schema, STR("people"))->plural, "peoples");
	assert_text(kind_of(schema, STR("person"))->plural, "people");
}

static void meanings_are_the_values_if_none_are_given(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("fields: {party: {one_of: {R: red, G: green}}}"));
	const struct field *party = field_of(schema, STR("party"));
	assert_int_equal(party->values.count, 2);
	assert_text(party->values.items[1], "G");
}

static void entries_may_name_each_other_in_any_order(void **state)
{
	(void)state;
	with(STR("fields: {votes: {type: link, to: bill, relation: voted-on, required: bill}}\n"
	         "relations: {voted-on: {inverse: had the vote of}}\n"
	         "kinds: {bill: {fields: [votes]}}\n"));
	assert_string_equal(complaints(), "");
}

static void says_what_was_expected(void **state)
{
	(void)state;
	with(STR("kinds: [person]\n"
	         "field:\n"
	         "  a: b\n"
	         "fields:\n"
	         "  born: 1956\n"
	         "  died: {type: day, many: perhaps, lable: Died, to: [persn]}\n"
	         "  party: {search: id}\n"
	         "  speeches: {type: dossier}\n"));
	assert_string_equal(complaints(),
		"1:8: expected a map for \"kinds\", found a list\n"
		"2:1: a schema has no section \"field\", but kinds, fields, relations and files: "
		"did you mean \"fields\"?\n"
		"5:9: expected a map for \"born\", found a text\n"
		"6:16: expected one of text, prose, date, link, url, name, group, dossier, "
		"citation for \"type\", found \"day\"\n"
		"6:27: expected yes or no for \"many\", found \"perhaps\"\n"
		"6:36: a field has no key \"lable\": did you mean \"label\"?\n"
		"6:54: there is no kind \"persn\": did you mean \"person\"?\n"
		"7:19: expected one of none, name, summary, text, prose, facet for \"search\", "
		"found \"id\"\n"
		"8:3: expected \"kind\" for \"speeches\": a field of type dossier must say of what "
		"kind they are\n");
}

static void what_is_wrong_costs_no_more_than_its_entry(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("fields:\n"
	                                       "  died: {type: day, label: Death}\n"
	                                       "  born: [x]\n"
	                                       "  party: {to: [persn, place]}\n"));
	assert_int_equal(findings.count, 3);
	assert_int_equal(field_of(schema, STR("died"))->type, FIELD_DATE);
	assert_text(field_of(schema, STR("died"))->label, "Death");
	assert_text(field_of(schema, STR("born"))->label, "Born");
	assert_int_equal(field_of(schema, STR("party"))->to.count, 1);
}

static void a_relation_needs_an_inverse(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("relations:\n"
	                                       "  likes: {label: likes}\n"
	                                       "  knows: {symmetric: yes, inverse: is known "
	                                       "by}\n"));
	assert_string_equal(complaints(),
		"2:3: expected \"inverse\" for \"likes\", its label seen from the other end, or "
		"symmetric: yes\n"
		"3:3: \"knows\" is symmetric and has one label from both ends: remove the "
		"inverse\n");
	assert_text(relation_of(schema, STR("likes"))->inverse, "likes");
	assert_text(relation_of(schema, STR("knows"))->inverse, "knows");
}

static void a_key_with_blanks_is_no_kind(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("kinds: {a b: {label: x}, \"\": {label: y}}"));
	assert_int_equal(findings.count, 2);
	assert_int_equal(schema->kinds.count, builtin()->kinds.count);
}

static void what_is_no_map_is_no_schema(void **state)
{
	(void)state;
	struct schema *schema = builtin();
	schema_add(schema, NULL, 1, &findings);
	add(schema, STR("~"));
	assert_string_equal(complaints(), "");
	add(schema, STR("- kinds"));
	assert_string_equal(complaints(), "1:1: expected a map, found a list\n");
}

static void limits_the_number_of_rows(void **state)
{
	(void)state;
	struct text yaml = { .arena = &arena };
	text_add(&yaml, STR("fields:\n"));
	for (int i = 0; i < 5000; i++)
		text_format(&yaml, "  field-%d:\n", i);
	const struct schema *schema = with(text_str(&yaml));
	assert_int_equal(findings.count, 1);
	assert_int_equal(schema->fields.count, 4096);
}

static const struct str legislators = STR(
	"kinds: {bill: {fields: [title]}}\n"
	"relations: {has-member: {label: has as member, inverse: sits in}}\n"
	"files:\n"
	"  legislators:\n"
	"    match: legislators-*.yaml\n"
	"    each: list\n"
	"    kind: person\n"
	"    id: [id.bioguide, id.lis + @file]\n"
	"    name: name.first + name.last\n"
	"    names: [name.nickname, 'other_names[].name']\n"
	"    summary: bio\n"
	"    date: bio.birthday\n"
	"    links:\n"
	"      terms[].state: in-country\n"
	"      leadership_roles[].committee: {relation: has-member, inverse: yes, role: title, "
	"since: start}\n"
	"    nested:\n"
	"      terms[].bills[]: {kind: bill, id: '@parent+number', name: title, relation: about}\n"
	"    ignore: [fec, wikidata]\n"
	"  memberships:\n"
	"    match: '**/committee-*.yaml'\n"
	"    each: map\n"
	"    adds_to: '@key'\n"
	"    as: members\n");

static void reads_all_of_a_file_rule(void **state)
{
	(void)state;
	const struct schema *schema = with(legislators);
	assert_string_equal(complaints(), "");
	assert_int_equal(schema->files.count, 2);

	const struct file_rule *rule = &schema->files.items[0];
	assert_text(rule->key, "legislators");
	assert_text(rule->match, "legislators-*.yaml");
	assert_int_equal(rule->each, EACH_LIST);
	assert_int_equal(rule->kind, schema_kind(schema, STR("person")));
	assert_int_equal(rule->id.count, 2);
	assert_text(rule->id.items[1], "id.lis + @file");
	assert_text(rule->name.items[0], "name.first + name.last");
	assert_int_equal(rule->names.count, 2);
	assert_int_equal(rule->summary.count, 1);
	assert_text(rule->date, "bio.birthday");
	assert_int_equal(rule->ignore.count, 2);

	rule = &schema->files.items[1];
	assert_int_equal(rule->each, EACH_MAP);
	assert_int_equal(rule->kind, NO_ROW);
	assert_text(rule->adds_to, "@key");
	assert_text(rule->as, "members");
}

static void reads_the_links_and_nested_dossiers_of_a_file_rule(void **state)
{
	(void)state;
	const struct schema *schema = with(legislators);
	const struct file_rule *rule = &schema->files.items[0];
	assert_int_equal(rule->links.count, 2);
	assert_text(rule->links.items[0].path, "terms[].state");
	assert_int_equal(rule->links.items[0].relation, schema_relation(schema, STR("in-country")));
	assert_false(rule->links.items[0].is_inverse);
	assert_true(rule->links.items[1].is_inverse);
	assert_text(rule->links.items[1].role, "title");
	assert_text(rule->links.items[1].since, "start");
	assert_int_equal(rule->links.items[1].until.size, 0);

	assert_int_equal(rule->nested.count, 1);
	assert_text(rule->nested.items[0].path, "terms[].bills[]");
	assert_int_equal(rule->nested.items[0].kind, schema_kind(schema, STR("bill")));
	assert_text(rule->nested.items[0].id, "@parent+number");
	assert_text(rule->nested.items[0].name, "title");
	assert_int_equal(rule->nested.items[0].relation, schema_relation(schema, STR("about")));
}

static void says_what_is_wrong_with_a_file_rule(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("files:\n"
	                                       "  a:\n"
	                                       "    each: lists\n"
	                                       "    id: [a..b, ok, '@home', 'a[0]']\n"
	                                       "    links: {x: likes, y: {role: z}, '': met}\n"
	                                       "    nested: {x: {id: y}}\n"));
	assert_string_equal(complaints(),
		"3:11: expected one of auto, document, list, map for \"each\", found \"lists\"\n"
		"4:10: expected a path such as id, name.full, terms[].state, @key or @file, found "
		"\"a..b\"\n"
		"4:20: expected a path such as id, name.full, terms[].state, @key or @file, found "
		"\"@home\"\n"
		"4:29: expected a path such as id, name.full, terms[].state, @key or @file, found "
		"\"a[0]\"\n"
		"5:16: there is no relation \"likes\": did you mean \"cites\"?\n"
		"5:23: expected \"relation\" for this link\n"
		"5:37: expected a path such as id, name.full, terms[].state, @key or @file, found "
		"\"\"\n"
		"6:14: expected \"kind\" for these nested dossiers\n"
		"2:3: expected \"match\", a pattern for the paths of files, such as "
		"people/*.yaml\n");
	assert_int_equal(schema->files.items[0].id.count, 1);
	assert_int_equal(schema->files.items[0].links.count, 0);
	assert_int_equal(schema->files.items[0].nested.count, 0);
	assert_null(schema_file_rule(schema, STR("a.yaml")));
}

static const char *rule_of(const struct schema *schema, const char *path)
{
	const struct file_rule *rule = schema_file_rule(schema, str_of(path));
	return rule ? str_copy(&arena, rule->key).bytes : "none";
}

static void a_pattern_matches_within_a_folder(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("files:\n"
	                                       "  all: {match: '**/*.yaml'}\n"));
	assert_string_equal(rule_of(schema, "a.yaml"), "all");
	assert_string_equal(rule_of(schema, "x/y/a.yaml"), "all");
	assert_string_equal(rule_of(schema, "a.yml"), "none");

	schema = with(legislators);
	assert_string_equal(rule_of(schema, "legislators-current.yaml"), "legislators");
	assert_string_equal(rule_of(schema, "data/legislators-current.yaml"), "none");
	assert_string_equal(rule_of(schema, "committee-membership.yaml"), "memberships");
	assert_string_equal(rule_of(schema, "a/b/committee-membership.yaml"), "memberships");
	assert_string_equal(rule_of(schema, "a/committee-x/b.yaml"), "none");
}

static void the_first_rule_that_matches_counts(void **state)
{
	(void)state;
	const struct schema *schema = with(STR("files:\n"
	                                       "  one: {match: people/a*}\n"
	                                       "  two: {match: people/*}\n"));
	assert_string_equal(rule_of(schema, "people/ann.yaml"), "one");
	assert_string_equal(rule_of(schema, "people/bob.yaml"), "two");
	assert_string_equal(rule_of(builtin(), "people/bob.yaml"), "none");
}

static void every_type_and_class_has_a_name(void **state)
{
	(void)state;
	for (enum field_type type = 0; type < FIELD_TYPE_COUNT; type++)
		assert_non_null(field_type_name(type));
	for (enum search_class search = 0; search < SEARCH_CLASS_COUNT; search++)
		assert_non_null(search_class_name(search));
	assert_string_equal(field_type_name(FIELD_CITATION), "citation");
	assert_string_equal(search_class_name(SEARCH_FACET), "facet");
}

#define TEST(function) cmocka_unit_test_teardown(function, release_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_built_in_schema_has_no_findings),
		TEST(the_program_knows_its_fields),
		TEST(every_row_has_a_label_and_a_help),
		TEST(reads_all_of_a_kind),
		TEST(finds_a_kind_by_its_plural),
		TEST(reads_all_of_a_field),
		TEST(reads_values_meanings_and_requirements),
		TEST(reads_nested_dossiers_and_their_holders),
		TEST(reads_relations_both_ways),
		TEST(a_later_file_changes_only_what_it_says),
		TEST(a_new_field_is_text_and_is_labelled_by_its_key),
		TEST(listed_fields_come_behind_those_of_the_kind),
		TEST(only_puts_listed_fields_in_place_of_those_of_the_kind),
		TEST(a_new_kind_gets_a_plural),
		TEST(a_key_of_a_kind_goes_before_a_plural),
		TEST(meanings_are_the_values_if_none_are_given),
		TEST(entries_may_name_each_other_in_any_order),
		TEST(says_what_was_expected),
		TEST(what_is_wrong_costs_no_more_than_its_entry),
		TEST(a_relation_needs_an_inverse),
		TEST(a_key_with_blanks_is_no_kind),
		TEST(what_is_no_map_is_no_schema),
		TEST(limits_the_number_of_rows),
		TEST(reads_all_of_a_file_rule),
		TEST(reads_the_links_and_nested_dossiers_of_a_file_rule),
		TEST(says_what_is_wrong_with_a_file_rule),
		TEST(a_pattern_matches_within_a_folder),
		TEST(the_first_rule_that_matches_counts),
		cmocka_unit_test(every_type_and_class_has_a_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
