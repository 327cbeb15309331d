#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/selection.h"
#include "tests/query/world.h"

static const char *const queries[] = {
	"kind:person", "kovan", "kovan OR kind:place", "-kind:person", "date:2022", "place:port-selm",
	"speaker:kovan about:aldoria", "\"port selm\"", "name:min", "tag:trade has:summary",
	"kind:claim -status:disputed", "lighthouses", "nosuchwordanywhere", "(kovan -kind:person) fair",
};
enum { QUERY_COUNT = sizeof queries / sizeof *queries };

static struct selection select_all(struct world *world, const struct filter *filter,
                                   unsigned budget_us)
{
	struct selection selection;
	selection_begin(&selection, world->archive, filter);
	while (!selection_step(&selection, budget_us))
		continue;
	return selection;
}

/* An obvious way to find the same. */
static bool is_hit(const struct search *search, uint32_t row)
{
	for (size_t i = 0; i < search->hit_count && !search->is_offer; i++)
		if (search->hits[i].ref.row == row)
			return true;
	return false;
}

static void selects_what_a_search_finds(void **state)
{
	struct world *world = *state;
	for (size_t i = 0; i < QUERY_COUNT; i++) {
		struct search search;
		const struct filter *filter = world_filter(world, queries[i]);
		struct selection selection = select_all(world, filter, 0);
		size_t count = 0;
		search_begin(&search, world->archive, filter, (struct search_options){0});
		search_step(&search, 0);
		for (uint32_t row = 0; row < dossier_count(world->archive); row++) {
			bool is_selected = selection_has(&selection, (struct dossier_ref){ row });
			count += is_selected;
			if (is_selected != is_hit(&search, row))
				fail_msg("%s: row %u", queries[i], row);
		}
		assert_int_equal(selection.count, count);
		search_end(&search);
		selection_end(&selection);
	}
}

static void selects_the_same_in_the_smallest_slices(void **state)
{
	struct world *world = *state;
	for (size_t i = 0; i < QUERY_COUNT; i++) {
		const struct filter *filter = world_filter(world, queries[i]);
		struct selection whole = select_all(world, filter, 0);
		struct selection sliced = select_all(world, filter, 1);
		assert_int_equal(whole.count, sliced.count);
		for (uint32_t row = 0; row < dossier_count(world->archive); row++)
			assert_int_equal(selection_has(&whole, (struct dossier_ref){ row }),
			                 selection_has(&sliced, (struct dossier_ref){ row }));
		selection_end(&whole);
		selection_end(&sliced);
	}
}

static void selects_all_without_a_filter(void **state)
{
	struct world *world = *state;
	struct selection selection = select_all(world, NULL, 0);
	assert_int_equal(selection.count, dossier_count(world->archive));
	assert_false(selection_has(&selection, NO_DOSSIER));
	selection_end(&selection);
}

static void says_nothing_until_it_is_done(void **state)
{
	struct world *world = *state;
	struct selection selection;
	selection_begin(&selection, world->archive, NULL);
	assert_false(selection_has(&selection, (struct dossier_ref){ 0 }));
	selection_end(&selection);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(selects_what_a_search_finds),
		cmocka_unit_test(selects_the_same_in_the_smallest_slices),
		cmocka_unit_test(selects_all_without_a_filter),
		cmocka_unit_test(says_nothing_until_it_is_done),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
