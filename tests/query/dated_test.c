#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "query/dated.h"
#include "query/facets_years.h"
#include "query/filter.h"
#include "query/timeline.h"
#include "tests/support/collection.h"

static struct arena arena;
static const struct archive *archive;

static const struct support_file files[] = {
	{ "all.yaml",
	  "- {id: parade, kind: event, name: Parade, date: '[2021-03,2023-03]'}\n"
	  "- {id: visits, kind: event, name: Visits, date: '{2021-03,2023-03}'}\n"
	  "- {id: strike, kind: event, name: Strike, date: 2022-07}\n"
	  "- {id: siege, kind: event, name: Siege, date: 2022}\n"
	  "- {id: curfew, kind: event, name: Curfew, date: 2022-07/}\n"
	  "- {id: harbour, kind: place, name: Harbour}\n"
	  "- id: ana-vel\n"
	  "  kind: person\n"
	  "  name: Ana Vel\n"
	  "  relations: [{type: met, to: bo-lind, date: 2022-07-05}]\n"
	  "- id: bo-lind\n"
	  "  kind: person\n"
	  "  name: Bo Lind\n"
	  "  relations: [{type: supports, to: ana-vel, since: 2020}]\n" },
	{ 0 }
};

static struct dossier_ref ref_of(const char *id)
{
	return dossier_find(archive, str_of(id));
}

static struct date day(const char *text)
{
	struct date date;
	assert_true(date_parse(str_of(text), &date, NULL));
	return date;
}

static enum dated fit(const char *id, const char *asked)
{
	return dated_fit(archive, ref_of(id), day(asked), NULL);
}

static void tells_its_own_date_from_those_in_it(void **state)
{
	(void)state;
	assert_int_equal(fit("strike", "2022-07"), DATED_ITSELF);
	assert_int_equal(fit("siege", "2022-07"), DATED_MAY_ITSELF);
	assert_int_equal(fit("curfew", "2022-07"), DATED_ITSELF);
	assert_int_equal(fit("curfew", "2022-08"), DATED_MAY_ITSELF);
	assert_int_equal(fit("bo-lind", "2020"), DATED_WITHIN);
	assert_int_equal(fit("bo-lind", "2020-01"), DATED_MAY);
	assert_int_equal(fit("ana-vel", "2022-07"), DATED_WITHIN);
	assert_int_equal(fit("bo-lind", "2022-07"), DATED_MAY);
	assert_int_equal(fit("strike", "2022-08"), DATED_APART);
	assert_int_equal(fit("harbour", "2022-07"), DATED_APART);
}

static void one_of_several_dates_is_none_between_them(void **state)
{
	(void)state;
	assert_int_equal(fit("parade", "2021-06"), DATED_APART);
	assert_int_equal(fit("parade", "2022"), DATED_APART);
	assert_int_equal(fit("parade", "2021-03"), DATED_MAY_ITSELF);
	assert_int_equal(fit("parade", "2023"), DATED_MAY_ITSELF);
	assert_int_equal(fit("parade", "2021/2023"), DATED_ITSELF);
	assert_int_equal(fit("visits", "2021-06"), DATED_APART);
	assert_int_equal(fit("visits", "2023-03"), DATED_ITSELF);
}

static void years_count_each_of_several_dates_and_none_between(void **state)
{
	static struct facets_years years;
	(void)state;
	facets_years_begin(&years);
	facets_years_add(&years, archive, ref_of("parade"), NULL);
	assert_int_equal(years.counts[2021 - YEARS_FIRST], 1);
	assert_int_equal(years.counts[2022 - YEARS_FIRST], 0);
	assert_int_equal(years.counts[2023 - YEARS_FIRST], 1);
}

static size_t entries_in(const char *from, const char *to)
{
	struct timeline_filter filter = {
		.about = ref_of("parade"), .from = day(from), .to = day(to),
	};
	return timeline_query(archive, &arena, filter).count;
}

static void the_timeline_has_it_at_each_of_them(void **state)
{
	(void)state;
	assert_int_equal(entries_in("2021-03", "2021-03"), 1);
	assert_int_equal(entries_in("2021-04", "2023-02"), 0);
	assert_int_equal(entries_in("2023-01", "2023-12"), 1);
}

static struct timeline_entry entry_of(const char *id)
{
	for (uint32_t row = 0; row < timeline_count(archive); row++)
		if (timeline_at(archive, row).dossier.row == ref_of(id).row)
			return timeline_at(archive, row);
	fail_msg("%s is not in the timeline", id);
	return (struct timeline_entry){0};
}

static void what_began_then_is_of_then(void **state)
{
	(void)state;
	assert_true(timeline_is_of(archive, entry_of("strike"), day("2022-07")));
	assert_true(timeline_is_of(archive, entry_of("curfew"), day("2022-07")));
	assert_false(timeline_is_of(archive, entry_of("curfew"), day("2022-08")));
	assert_false(timeline_is_of(archive, entry_of("siege"), day("2022-07")));
	assert_false(timeline_is_of(archive, entry_of("siege"), day("2022-01")));
	assert_true(timeline_is_of(archive, entry_of("bo-lind"), day("2020")));
	assert_false(timeline_is_of(archive, entry_of("bo-lind"), day("2020-01")));
	assert_false(timeline_is_of(archive, entry_of("bo-lind"), day("2022")));
	assert_false(timeline_is_of(archive, entry_of("parade"), day("2021-03")));
}

static bool is_perhaps(const char *query, const char *id)
{
	struct filter *filter;
	assert_true(filter_parse(archive, &arena, str_of(query), (struct filter_options){0},
	                         &filter, NULL));
	return dated_is_perhaps(archive, filter, ref_of(id), NULL);
}

static void only_where_a_date_is_asked_for_something_is_perhaps_then(void **state)
{
	(void)state;
	assert_true(is_perhaps("2022-07", "siege"));
	assert_true(is_perhaps("date:2022-07 kind:event", "siege"));
	assert_false(is_perhaps("2022-07", "strike"));
	assert_false(is_perhaps("2022-07", "harbour"));
	assert_false(is_perhaps("siege", "siege"));
	assert_false(is_perhaps("kind:event -2022-07", "siege"));
	assert_false(is_perhaps("date:2022-07 OR date:2022", "siege"));
}

static int setup(void **state)
{
	(void)state;
	archive = support_archive(&arena, files);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_its_own_date_from_those_in_it),
		cmocka_unit_test(one_of_several_dates_is_none_between_them),
		cmocka_unit_test(years_count_each_of_several_dates_and_none_between),
		cmocka_unit_test(the_timeline_has_it_at_each_of_them),
		cmocka_unit_test(what_began_then_is_of_then),
		cmocka_unit_test(only_where_a_date_is_asked_for_something_is_perhaps_then),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
