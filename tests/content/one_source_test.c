/* Of the shipped collection, `only:SOURCE` finds the claims that the findings of the rule
 * claim-one-source put under that source: all of them, and no other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "query/filter.h"
#include "query/findings.h"
#include "query/selection.h"
#include "support/collection.h"

static struct arena arena;
static const struct archive *archive;
static struct findings_list findings;

static int begin(void **state)
{
	(void)state;
	archive = support_archive_folder(&arena, "content");
	findings = findings_by_rule(archive, &arena, NULL);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return 0;
}

static struct selection claims_only_of(struct dossier_ref source)
{
	struct str id = dossier_id(archive, source);
	struct str query = str_format(&arena, "kind:claim only:%.*s", STR_ARGS(id));
	struct selection selection;
	struct filter *filter;
	assert_true(filter_parse(archive, &arena, query, (struct filter_options){0}, &filter, NULL));
	selection_begin(&selection, archive, filter);
	assert_true(selection_step(&selection, 0));
	return selection;
}

/* How many findings stand under a source; each is of a claim that was found. */
static size_t findings_found(const struct selection *selection, struct dossier_ref source)
{
	size_t count = 0;
	for (uint32_t i = 0; i < findings.count; i++) {
		const struct findings_row *row = &findings.items[i];
		if (row->finding == NO_ROW || row->rule != RULE_CLAIM_ONE_SOURCE ||
		    row->source.row != source.row)
			continue;
		struct finding finding = finding_at(archive, row->finding);
		struct dossier_ref claim = dossier_of_finding(archive, finding);
		if (!selection_has(selection, claim))
			fail_msg("'%.*s' is not found", STR_ARGS(dossier_id(archive, claim)));
		count++;
	}
	return count;
}

static void only_and_the_findings_name_the_same_claims(void **state)
{
	struct row_span sources = dossiers_of_kind(archive, kind_find(archive, STR("source")));
	size_t all = 0, under_none = 0;
	(void)state;
	assert_true(sources.count > 0);
	for (uint32_t i = 0; i < sources.count; i++) {
		struct dossier_ref source = { sources.rows[i] };
		struct selection selection = claims_only_of(source);
		size_t found = findings_found(&selection, source);
		if (found != selection.count)
			fail_msg("only:%.*s finds %zu, the findings under it are %zu",
			         STR_ARGS(dossier_id(archive, source)), selection.count, found);
		selection_end(&selection);
		all += found;
	}
	for (uint32_t i = 0; i < findings.count; i++)
		under_none += findings.items[i].rule == RULE_CLAIM_ONE_SOURCE &&
		              dossier_is_none(findings.items[i].source);
	assert_true(all > 0);
	assert_int_equal(under_none, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_and_the_findings_name_the_same_claims),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
