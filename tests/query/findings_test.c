#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "archive/revision.h"
#include "base/array.h"
#include "query/findings.h"
#include "query/selection.h"
#include "tests/support/collection.h"

/* Two dossiers in one file, a third in another. What is wrong stands on known lines. */
static const struct support_file files[] = {
	{ "a.yaml",
	  "- id: ann\n"                         /* 1 */
	  "  kind: person\n"
	  "  name: Ann\n"
	  "  born: soon\n"                      /* 4: no date */
	  "  body: |\n"
	  "    Line one.\n"
	  "    Line two.\n"
	  "  wings: two\n"                      /* 8: no such field */
	  "  positions: none\n"                 /* 9: no map, and so dropped */
	  "- id: bob\n"                         /* 10 */
	  "  kind: person\n"
	  "  name: Bob\n"
	  "  died: never\n" },                  /* 13: no date */
	{ "b.yaml", "{id: cat, kind: person, name: Cat}\n" },
	{ "c.yaml", "kind: person: nonsense\n" },
	{ "d.yaml",
	  "- {id: post, kind: source, title: The Post}\n"
	  "- {id: echo, kind: source, title: The Echo}\n"
	  "- {kind: claim, id: one, text: One, asserted_by: [{who: ann, source: post}]}\n"
	  "- {kind: claim, id: two, text: Two, asserted_by: [{who: ann, source: echo}]}\n"
	  "- {kind: claim, id: tre, text: Three, asserted_by: [{who: ann, source: post}]}\n"
	  "- {kind: quote, id: said, text: Four., speaker: bob, source: post}\n"
	  "- {kind: claim, id: fou, text: Four, asserted_by: [{who: ann, source: post}, said, post]}\n"
	  "- {kind: claim, id: fiv, text: Five, asserted_by: [{who: ann, source: post}, echo]}\n"
	  "- {kind: claim, id: six, text: Six, asserted_by: [{who: ann, source: post},\n"
	  "   {who: nobody, source: lost}]}\n"
	  "- {kind: claim, id: sev, text: Seven, asserted_by: [{who: ann, source: post},\n"
	  "   {who: nobody, source: lost, stance: denies}]}\n" },
	{ 0 },
};

struct mending { struct arena arena; struct archive *archive; };

static int setup(void **state)
{
	static struct mending mending;
	mending.archive = support_archive(&mending.arena, files);
	*state = &mending;
	return 0;
}

static int teardown(void **state)
{
	struct mending *mending = *state;
	arena_release(&mending->arena);
	return 0;
}

/* The lines of the findings of a dossier that are of the rule. */
static const char *lines(struct mending *mending, const char *id, enum rule rule)
{
	struct text text = { .arena = &mending->arena };
	struct row_span rows = findings_of_dossier(mending->archive, &mending->arena,
	                                           dossier_find(mending->archive, str_of(id)));
	for (uint32_t i = 0; i < rows.count; i++) {
		struct finding finding = finding_at(mending->archive, rows.rows[i]);
		struct str path = file_path(mending->archive, finding.file);
		if (finding.rule == rule)
			text_format(&text, "%.*s:%u ", STR_ARGS(path), finding.place.line);
	}
	return text_str(&text).bytes;
}

static void a_dossier_has_the_findings_of_its_lines(void **state)
{
	struct mending *mending = *state;
	assert_string_equal(lines(mending, "ann", RULE_DATE), "a.yaml:4 ");
	assert_string_equal(lines(mending, "bob", RULE_DATE), "a.yaml:13 ");
	assert_string_equal(lines(mending, "cat", RULE_DATE), "");
}

static void findings_behind_the_last_value_belong_to_it(void **state)
{
	struct mending *mending = *state;
	assert_string_equal(lines(mending, "ann", RULE_FIELD_UNKNOWN), "a.yaml:8 ");
	assert_string_equal(lines(mending, "ann", RULE_TYPE), "a.yaml:9 ");
	assert_string_equal(lines(mending, "bob", RULE_TYPE), "");
}

static void a_dossier_without_values_has_findings_too(void **state)
{
	struct mending *mending = *state;
	assert_string_equal(lines(mending, "cat", RULE_ORPHAN), "b.yaml:1 ");
}

/* Which dossier a finding on that line of a.yaml is of. */
static const char *of_line(const struct archive *archive, uint32_t line)
{
	struct finding finding = { .place.line = line };
	struct dossier_ref ref = dossier_of_finding(archive, finding);
	return dossier_is_none(ref) ? "none" : dossier_id(archive, ref).bytes;
}

static void a_finding_is_of_the_dossier_that_begins_last_before_it(void **state)
{
	struct mending *mending = *state;
	const struct archive *archive = mending->archive;
	assert_string_equal(of_line(archive, 0), "none");
	assert_string_equal(of_line(archive, 1), "ann");
	assert_string_equal(of_line(archive, 9), "ann");
	assert_string_equal(of_line(archive, 10), "bob");
	assert_string_equal(of_line(archive, UINT32_MAX), "bob");
	struct finding of_no_dossier = { .file = 2, .place.line = 1 };
	struct finding of_no_file = { .file = NO_ROW, .place.line = 1 };
	assert_true(dossier_is_none(dossier_of_finding(archive, of_no_dossier)));
	assert_true(dossier_is_none(dossier_of_finding(archive, of_no_file)));
}

/* Two dossiers that have changed places since the findings were found, and a third that has not. */
static void findings_stay_with_their_dossiers_when_these_are_replaced(void **state)
{
	struct mending *mending = *state;
	struct arena *arena = &mending->arena;
	struct str_list replaced = {0};
	struct archive *revised;
	struct fault why;
	*ARRAY_ADD(arena, &replaced) = STR("ann");
	*ARRAY_ADD(arena, &replaced) = STR("bob");
	assert_true(archive_revise(arena, mending->archive,
	                           archive_bytes(support_archive(arena, (struct support_file[]){
		{ "a.yaml", "- {id: bob, kind: person, name: Bob}\n"
		            "- {id: ann, kind: person, name: Ann}\n" },
		{ 0 },
	})), replaced, &revised, &why));
	assert_int_equal(dossier_at(revised, dossier_find(revised, STR("ann"))).line, 2);
	assert_string_equal(of_line(revised, 9), "ann");
	assert_string_equal(of_line(revised, 10), "bob");
	struct dossier_ref ann = dossier_find(revised, STR("ann"));
	struct dossier_ref cat = dossier_find(revised, STR("cat"));
	assert_int_equal(findings_of_dossier(revised, arena, ann).count, 0);
	assert_int_equal(findings_of_dossier(revised, arena, cat).count,
	                 findings_of_dossier(mending->archive, arena, cat).count);
	assert_true(findings_of_dossier(revised, arena, cat).count > 0);
}

static void what_is_not_there_has_none(void **state)
{
	struct mending *mending = *state;
	struct row_span rows = findings_of_dossier(mending->archive, &mending->arena, NO_DOSSIER);
	assert_int_equal(rows.count, 0);
}

static void findings_are_counted_by_severity(void **state)
{
	struct mending *mending = *state;
	struct finding_counts counts = findings_count(mending->archive);
	assert_true(counts.of[SEVERITY_ERROR] >= 1);            /* c.yaml is no YAML */
	assert_true(counts.of[SEVERITY_INFO] >= 1);             /* wings */
	assert_int_equal(counts.of[SEVERITY_ERROR] + counts.of[SEVERITY_WARNING] +
	                 counts.of[SEVERITY_INFO], finding_count(mending->archive));
}

/* Headings with their counts, findings with their numbers; errors stand first. */
static void findings_stand_under_their_rules(void **state)
{
	struct mending *mending = *state;
	struct findings_list list = findings_by_rule(mending->archive, &mending->arena, NULL);
	assert_int_equal(list.finding_count, finding_count(mending->archive));
	assert_int_equal(list.items[0].finding, NO_ROW);
	uint32_t left = 0, number = 0;
	enum severity before = SEVERITY_ERROR;
	for (uint32_t i = 0; i < list.count; i++) {
		struct findings_row row = list.items[i];
		assert_true(rule_row(row.rule)->severity >= before);
		before = rule_row(row.rule)->severity;
		if (row.finding == NO_ROW) {
			assert_int_equal(left, 0);
			left = row.count;
			continue;
		}
		assert_int_equal(finding_at(mending->archive, row.finding).rule, row.rule);
		assert_int_equal(row.count, ++number);
		left--;
	}
	assert_int_equal(left, 0);
	assert_int_equal(number, list.finding_count);
}

static void claims_with_one_source_stand_under_that(void **state)
{
	struct mending *mending = *state;
	struct text text = { .arena = &mending->arena };
	struct findings_list list = findings_by_rule(mending->archive, &mending->arena, NULL);
	for (uint32_t i = 0; i < list.count; i++) {
		struct findings_row row = list.items[i];
		if (row.rule != RULE_CLAIM_ONE_SOURCE)
			continue;
		struct dossier_ref ref = row.source;
		if (row.finding != NO_ROW)
			ref = dossier_of_finding(mending->archive,
			                         finding_at(mending->archive, row.finding));
		if (row.finding != NO_ROW)
			text_format(&text, "%.*s ", STR_ARGS(dossier_id(mending->archive, ref)));
		else
			text_format(&text, "%.*s:%u ", STR_ARGS(dossier_id(mending->archive, ref)),
			            row.count);
	}
	assert_string_equal(text_str(&text).bytes, "echo:1 two post:4 one tre fou sev ");
}

/* However many assert them in it, and whatever else has other sources. */
static void a_query_finds_the_claims_that_stand_under_a_source(void **state)
{
	static const struct { const char *query; size_t claims; } rows[] = {
		{ "kind:claim only:post", 4 }, { "kind:claim only:echo", 1 },
	};
	struct mending *mending = *state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct filter *filter;
		struct selection selection;
		assert_true(filter_parse(mending->archive, &mending->arena, str_of(rows[i].query),
		                         (struct filter_options){0}, &filter, NULL));
		selection_begin(&selection, mending->archive, filter);
		selection_step(&selection, 0);
		assert_int_equal(selection.count, rows[i].claims);
		selection_end(&selection);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dossier_has_the_findings_of_its_lines),
		cmocka_unit_test(findings_behind_the_last_value_belong_to_it),
		cmocka_unit_test(a_dossier_without_values_has_findings_too),
		cmocka_unit_test(a_finding_is_of_the_dossier_that_begins_last_before_it),
		cmocka_unit_test(findings_stay_with_their_dossiers_when_these_are_replaced),
		cmocka_unit_test(what_is_not_there_has_none),
		cmocka_unit_test(findings_are_counted_by_severity),
		cmocka_unit_test(findings_stand_under_their_rules),
		cmocka_unit_test(claims_with_one_source_stand_under_that),
		cmocka_unit_test(a_query_finds_the_claims_that_stand_under_a_source),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
