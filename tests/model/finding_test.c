#include "model/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "model/limits.h"

static struct arena arena;

static int release_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void each_rule_has_a_name_and_a_help(void **state)
{
	(void)state;
	for (enum rule rule = 0; rule < RULE_COUNT; rule++) {
		const struct rule_row *row = rule_row(rule);
		assert_non_null(row->name);
		assert_int_not_equal(strlen(row->name), 0);
		size_t letters = strspn(row->name, "abcdefghijklmnopqrstuvwxyz-");
		assert_int_equal(letters, strlen(row->name));
		assert_non_null(row->help);
		assert_int_equal(row->help[strlen(row->help) - 1], '.');
		assert_true(row->severity < SEVERITY_COUNT);
	}
}

static void no_two_rules_have_one_name(void **state)
{
	(void)state;
	for (enum rule left = 0; left < RULE_COUNT; left++)
		for (enum rule right = left + 1; right < RULE_COUNT; right++)
			assert_string_not_equal(rule_row(left)->name, rule_row(right)->name);
}

static void what_loses_content_is_an_error(void **state)
{
	(void)state;
	assert_int_equal(rule_row(RULE_SYNTAX)->severity, SEVERITY_ERROR);
	assert_int_equal(rule_row(RULE_DUPLICATE_KEY)->severity, SEVERITY_ERROR);
	assert_int_equal(rule_row(RULE_LINK_DANGLING)->severity, SEVERITY_ERROR);
	assert_int_equal(rule_row(RULE_DATE)->severity, SEVERITY_WARNING);
	assert_int_equal(rule_row(RULE_FIELD_UNKNOWN)->severity, SEVERITY_INFO);
}

static void each_severity_has_a_name(void **state)
{
	(void)state;
	assert_string_equal(severity_name(SEVERITY_ERROR), "error");
	assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
	assert_string_equal(severity_name(SEVERITY_INFO), "info");
}

static void add(struct finding_array *findings, uint32_t file, uint32_t line)
{
	finding_add(&arena, findings, RULE_ALIAS, file, (struct place){ line, 2 }, "number %u",
	            line);
}

static void keeps_what_was_noted(void **state)
{
	(void)state;
	struct finding_array findings = {0};
	add(&findings, 3, 17);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.items[0].rule, RULE_ALIAS);
	assert_int_equal(findings.items[0].file, 3);
	assert_int_equal(findings.items[0].place.line, 17);
	assert_int_equal(findings.items[0].place.column, 2);
	assert_true(str_equal(findings.items[0].message, STR("number 17")));
}

static void counts_what_one_file_has_beyond_its_limit(void **state)
{
	(void)state;
	struct finding_array findings = {0};
	for (uint32_t line = 1; line <= LIMIT_FINDINGS_A_FILE + 5; line++)
		add(&findings, 1, line);
	assert_int_equal(findings.count, LIMIT_FINDINGS_A_FILE);
	assert_int_equal(findings.dropped, 5);
}

static void keeps_an_error_behind_a_crowd_of_remarks(void **state)
{
	(void)state;
	struct finding_array findings = {0};
	struct place place = { 1, 1 };
	for (int i = 0; i < LIMIT_FINDINGS_A_FILE + 50; i++)
		finding_add(&arena, &findings, RULE_ORPHAN, 1, place, "a remark");
	finding_add(&arena, &findings, RULE_LINK_DANGLING, 1, place, "an error");
	finding_add(&arena, &findings, RULE_ORPHAN, 1, place, "a remark");
	assert_int_equal(findings.count, LIMIT_FINDINGS_A_FILE + 1);
	assert_int_equal(findings.items[LIMIT_FINDINGS_A_FILE].rule, RULE_LINK_DANGLING);
	assert_int_equal(findings.dropped, 51);
}

static void the_next_file_has_a_limit_of_its_own(void **state)
{
	(void)state;
	struct finding_array findings = {0};
	for (uint32_t line = 1; line <= LIMIT_FINDINGS_A_FILE; line++)
		add(&findings, 1, line);
	for (uint32_t line = 1; line <= LIMIT_FINDINGS_A_FILE; line++)
		add(&findings, 2, line);
	add(&findings, 2, 1000);
	assert_int_equal(findings.count, 2 * LIMIT_FINDINGS_A_FILE);
	assert_int_equal(findings.dropped, 1);
}

static void orders_by_file_line_column_rule_and_message(void **state)
{
	(void)state;
	const struct finding base = {
		.rule = RULE_ALIAS, .file = 1, .place = { 5, 5 }, .message = STR("m"),
	};
	struct finding other = base;
	assert_int_equal(finding_compare(&base, &other), 0);
	other.message = STR("n");
	assert_true(finding_compare(&base, &other) < 0);
	other.rule = RULE_SYNTAX;
	assert_true(finding_compare(&base, &other) > 0);
	other.place.column = 6;
	assert_true(finding_compare(&base, &other) < 0);
	other.place.line = 4;
	assert_true(finding_compare(&base, &other) > 0);
	other.file = 2;
	assert_true(finding_compare(&base, &other) < 0);
	assert_true(finding_compare(&other, &base) > 0);
}

static const struct str candidates[] = {
	STR("kind"), STR("names"), STR("name"), STR("summary"), STR("to"),
};

static struct str suggestion(struct str wanted)
{
	return finding_suggestion(wanted, candidates, sizeof(candidates) / sizeof(*candidates));
}

static void suggests_what_is_two_edits_away(void **state)
{
	(void)state;
	assert_true(str_equal(suggestion(STR("sumary")), STR("summary")));
	assert_true(str_equal(suggestion(STR("sumaryy")), STR("summary")));
	assert_int_equal(suggestion(STR("sumaryyy")).size, 0);
}

static void suggests_only_one_edit_for_a_short_word(void **state)
{
	(void)state;
	assert_true(str_equal(suggestion(STR("kin")), STR("kind")));
	assert_int_equal(suggestion(STR("kni")).size, 0);
	assert_int_equal(suggestion(STR("x")).size, 0);
}

static void suggests_the_nearest_and_the_first_of_equals(void **state)
{
	(void)state;
	assert_true(str_equal(suggestion(STR("name")), STR("name")));
	assert_true(str_equal(suggestion(STR("namee")), STR("names")));
	assert_int_equal(finding_suggestion(STR("name"), NULL, 0).size, 0);
}

static void an_excerpt_is_cut_at_a_whole_character(void **state)
{
	(void)state;
	assert_true(str_equal(finding_excerpt(STR("short")), STR("short")));
	struct str burmese = STR("မြန်မာ မြန်မာ မြန်မာ မြန်မာ မြန်မာ");
	struct str cut = finding_excerpt(burmese);
	assert_true(cut.size <= 60 && cut.size > 56);
	assert_true(((unsigned char)burmese.bytes[cut.size] & 0xC0) != 0x80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_has_a_name_and_a_help),
		cmocka_unit_test(no_two_rules_have_one_name),
		cmocka_unit_test(what_loses_content_is_an_error),
		cmocka_unit_test(each_severity_has_a_name),
		cmocka_unit_test_teardown(keeps_what_was_noted, release_arena),
		cmocka_unit_test_teardown(counts_what_one_file_has_beyond_its_limit, release_arena),
		cmocka_unit_test_teardown(keeps_an_error_behind_a_crowd_of_remarks, release_arena),
		cmocka_unit_test_teardown(the_next_file_has_a_limit_of_its_own, release_arena),
		cmocka_unit_test(orders_by_file_line_column_rule_and_message),
		cmocka_unit_test(suggests_what_is_two_edits_away),
		cmocka_unit_test(suggests_only_one_edit_for_a_short_word),
		cmocka_unit_test(suggests_the_nearest_and_the_first_of_equals),
		cmocka_unit_test(an_excerpt_is_cut_at_a_whole_character),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
