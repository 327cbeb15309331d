#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/completion.h"
#include "tests/query/world.h"

/* The candidates with blanks between them, a plus behind them if there are more. */
static const char *candidates(struct world *world, const char *query)
{
	struct text text = { .arena = &world->arena };
	struct completions found = completions_of(world->archive, &world->arena, str_of(query),
	                                          NULL);
	for (size_t i = 0; i < found.count; i++)
		text_format(&text, "%s%.*s", i ? " " : "", STR_ARGS(found.items[i].text));
	text_add(&text, found.is_cut ? STR(" +") : STR(""));
	return str_copy(&world->arena, text_str(&text)).bytes;
}

static void expect(void **state, const char *query, const char *expected)
{
	const char *actual = candidates(*state, query);
	if (strcmp(actual, expected) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", query, actual, expected);
}

static void completes_names_of_fields(void **state)
{
	expect(state, "spea", "speaker:");
	expect(state, "S", "speaker: source: status: sources:");
	expect(state, "kovan -spea", "speaker:");
	expect(state, "(kind:person OR ta", "tag:");
	expect(state, "reli", "reliability:");
	expect(state, "or", "order:");
	expect(state, "harbour", "");
	expect(state, "kovan ", "");
	expect(state, "", "");
}

static void completes_kinds_by_key_and_plural(void **state)
{
	expect(state, "kind:p", "kind:person kind:place");
	expect(state, "kind:peo", "kind:person");
	expect(state, "kind:person", "");
	expect(state, "kind:zz", "");
}

static void completes_values_that_there_are(void **state)
{
	expect(state, "status:", "status:disputed");
	expect(state, "tag:", "tag:\"grain trade\" tag:trade");
	expect(state, "tag:\"gr", "tag:\"grain trade\"");
	expect(state, "tag:\"grain trade\"", "");
	expect(state, "lang:r", "lang:ru");
	expect(state, "has:quo", "has:quotes");
	expect(state, "verified:n", "verified:normalized verified:no-local-copy "
	       "verified:not-found verified:none verified:no");
	expect(state, "order:s", "order:sources order:status order:speaker");
	expect(state, "order:-l", "order:-links");
	expect(state, "nosuch:x", "");
	expect(state, "date:20", "");
	expect(state, "name:ser", "");
}

static void completes_dossiers_that_are_linked_so(void **state)
{
	expect(state, "speaker:", "speaker:sergei-kovan speaker:ana-vel speaker:trade-ministry");
	expect(state, "speaker:kov", "speaker:sergei-kovan");
	expect(state, "speaker:fox", "speaker:sergei-kovan");
	expect(state, "-speaker:sergei-k", "speaker:sergei-kovan");
	expect(state, "speaker:\"Trade m", "speaker:trade-ministry");
	expect(state, "speaker:aldoria", "");
	expect(state, "about:ald", "about:aldoria");
	expect(state, "speaker:sergei-kovan", "");
}

static void says_what_a_candidate_is(void **state)
{
	struct world *world = *state;
	struct completions found =
		completions_of(world->archive, &world->arena, STR("kind:quote speaker:ana"), NULL);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.start, strlen("kind:quote "));
	assert_string_equal(str_copy(&world->arena, found.items[0].words).bytes, "Ana Vel");
	found = completions_of(world->archive, &world->arena, STR("reliability:"), NULL);
	assert_true(found.count > 0);
	assert_true(found.items[0].words.size > 0);
}

static void says_how_many_have_a_value(void **state)
{
	struct world *world = *state;
	struct completions found = completions_of(world->archive, &world->arena, STR("kind:cl"), NULL);
	assert_int_equal(found.items[0].count, 2);
	found = completions_of(world->archive, &world->arena, STR("status:"), NULL);
	assert_int_equal(found.items[0].count, 1);
	found = completions_of(world->archive, &world->arena, STR("speaker:kov"), NULL);
	assert_int_equal(found.items[0].count, 2);
}

static const char *values(struct world *world, const char *key)
{
	struct str words = completion_values(world->archive, &world->arena, str_of(key));
	return str_copy(&world->arena, words).bytes;
}

static void names_the_values_of_a_field_that_occur(void **state)
{
	struct world *world = *state;
	assert_string_equal(values(world, "kind"), "person (5), place (4), event (3), quote (3), "
	                    "claim (2), organization (2), source (2)");
	assert_string_equal(values(world, "reliability"), "b (1)");
	assert_string_equal(values(world, "speaker"), "");
	assert_string_equal(values(world, "date"), "");
	assert_string_equal(values(world, "nosuch"), "");
	struct str help = completion_help(world->archive, &world->arena, STR("status"), true);
	assert_str(help, "Claims of that status. Here: disputed (1).");
	help = completion_help(world->archive, &world->arena, STR("status"), false);
	assert_str(help, "Claims of that status.");
	help = completion_help(world->archive, &world->arena, STR("nosuch"), true);
	assert_str(help, "");
}

static void each_field_that_may_be_asked_has_help(void **state)
{
	struct world *world = *state;
	struct str_list keys = filter_keys(world->archive, &world->arena);
	assert_true(keys.count > 18);
	for (size_t i = 0; i < keys.count; i++)
		assert_in_range(completion_help(world->archive, &world->arena, keys.items[i],
		                                true).size, 10, 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(completes_names_of_fields),
		cmocka_unit_test(completes_kinds_by_key_and_plural),
		cmocka_unit_test(completes_values_that_there_are),
		cmocka_unit_test(completes_dossiers_that_are_linked_so),
		cmocka_unit_test(says_what_a_candidate_is),
		cmocka_unit_test(says_how_many_have_a_value),
		cmocka_unit_test(names_the_values_of_a_field_that_occur),
		cmocka_unit_test(each_field_that_may_be_asked_has_help),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
