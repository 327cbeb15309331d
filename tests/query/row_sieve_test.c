#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/row_sieve.h"
#include "query/timeline.h"
#include "tests/query/world.h"

/* The entries of the timeline that pass, each as its date and id. */
static const char *passing(struct world *world, const char *query, bool has_dates,
                           unsigned budget_us)
{
	struct text text = { .arena = &world->arena };
	struct row_sieve *sieve = row_sieve_begin(&world->arena, world->archive,
	                                          world_filter(world, query),
	                                          (struct row_sieve_options){ has_dates, NULL });
	while (!row_sieve_step(sieve, budget_us))
		continue;
	for (uint32_t row = 0; row < timeline_count(world->archive); row++) {
		struct timeline_entry entry = timeline_at(world->archive, row);
		if (!row_sieve_passes(sieve, entry.dossier, timeline_when(world->archive, entry)))
			continue;
		struct str date = timeline_date(world->archive, &world->arena, entry);
		text_format(&text, "%s%.*s %.*s", text.size ? ", " : "", STR_ARGS(date),
		            STR_ARGS(dossier_id(world->archive, entry.dossier)));
	}
	row_sieve_end(sieve);
	return text.size ? text_str(&text).bytes : "";
}

static void expect(struct world *world, const char *query, const char *expected)
{
	const char *found = passing(world, query, true, 0);
	if (strcmp(found, expected) != 0)
		fail_msg("%s: %s, not %s", query, found, expected);
	assert_string_equal(passing(world, query, true, 1), expected);
}

static void a_date_is_that_of_the_row(void **state)
{
	expect(*state, "date:2022-08 kind:person",
	       "2018/2023-05 sergei-kovan, 2020/ ana-vel, 2022-08-03 ana-vel, "
	       "2022-08-03 sergei-kovan");
	expect(*state, "date:2019 kind:person", "2018/2023-05 sergei-kovan");
	expect(*state, "date:2024 kind:person", "2020/ ana-vel");
}

static void a_word_that_is_a_date_is_only_a_date(void **state)
{
	expect(*state, "2022-09", "2018/2023-05 sergei-kovan, 2020/ ana-vel, "
	                          "2022-09-01 harbour-report");
	expect(*state, "September 2022 -kind:person", "2022-09-01 harbour-report");
}

static void dates_stand_in_any_part_of_a_query(void **state)
{
	expect(*state, "kovan date:2022-09 kind:person", "2018/2023-05 sergei-kovan");
	expect(*state, "-date:2018..2023", " storm,  undated-words");
	expect(*state, "storm OR date:2022-09-01 -kind:person",
	       "2022-09-01 harbour-report,  storm");
	expect(*state, "(2022-09 OR 2021) kind:quote", "2021 vel-doors");
	expect(*state, "kind:event", "2021-11/2022-02 grain-talks, 2022-08 ship-fair,  storm");
}

static void rows_without_dates_are_as_their_dossiers_are(void **state)
{
	struct world *world = *state;
	assert_non_null(strstr(passing(world, "date:2019", false, 0), "2022-08-03 sergei-kovan"));
	assert_null(strstr(passing(world, "date:2019", true, 0), "2022-08-03 sergei-kovan"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_is_that_of_the_row),
		cmocka_unit_test(a_word_that_is_a_date_is_only_a_date),
		cmocka_unit_test(dates_stand_in_any_part_of_a_query),
		cmocka_unit_test(rows_without_dates_are_as_their_dossiers_are),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
