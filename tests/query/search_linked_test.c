#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/query/world.h"

static void expect(void **state, const char *query, const char *id, const char *expected)
{
	struct world *world = *state;
	struct str words = search_linked(world->archive, &world->arena, world_filter(world, query),
	                                 world_ref(world, id));
	assert_str(words, expected);
}

static void says_who_is_in_an_event_and_who_has_another_part(void **state)
{
	expect(state, "link:kovan kind:event", "ship-fair", "in the event: Sergei Kovan");
	expect(state, "link:sergei-kovan link:ana-vel", "ship-fair",
	       "in the event: Sergei Kovan, Ana Vel");
	expect(state, "link:sergei-kovan link:port-selm", "ship-fair",
	       "in the event: Sergei Kovan; took place in: Port Selm");
	expect(state, "link:ship-fair", "sergei-kovan", "in the event: Ship Fair");
}

static void that_it_only_names_is_told_if_nothing_else_is(void **state)
{
	expect(state, "link:grain-talks", "sergei-kovan", "names: Grain talks");
	expect(state, "link:sergei-kovan", "grain-talks", "named in: Sergei Kovan");
	expect(state, "link:grain-talks link:ana-vel", "sergei-kovan",
	       "met: Ana Vel; names: Grain talks");
}

static void says_nothing_where_no_link_was_asked_for(void **state)
{
	expect(state, "speaker:kovan", "kovan-ships", "");
	expect(state, "-link:kovan", "ship-fair", "");
	expect(state, "link:nobody", "ship-fair", "");
	expect(state, "", "ship-fair", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_who_is_in_an_event_and_who_has_another_part),
		cmocka_unit_test(that_it_only_names_is_told_if_nothing_else_is),
		cmocka_unit_test(says_nothing_where_no_link_was_asked_for),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
