#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "query/findings.h"
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dossier_has_the_findings_of_its_lines),
		cmocka_unit_test(findings_behind_the_last_value_belong_to_it),
		cmocka_unit_test(a_dossier_without_values_has_findings_too),
		cmocka_unit_test(what_is_not_there_has_none),
		cmocka_unit_test(findings_are_counted_by_severity),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
