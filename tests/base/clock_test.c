#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void never_goes_back(void **state)
{
	uint64_t before = clock_us();
	(void)state;
	for (int i = 0; i < 1000; i++) {
		uint64_t now = clock_us();
		assert_true(now >= before);
		before = now;
	}
}

static void spends_a_budget(void **state)
{
	uint64_t begin = clock_us(), end = clock_end(50);
	(void)state;
	assert_true(end >= begin + 50);
	while (!clock_is_past(end))
		continue;
	assert_true(clock_us() >= begin + 50);
}

static void never_spends_a_budget_without_end(void **state)
{
	(void)state;
	assert_false(clock_is_past(clock_end(0)));
	assert_true(clock_is_past(1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(never_goes_back),
		cmocka_unit_test(spends_a_budget),
		cmocka_unit_test(never_spends_a_budget_without_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
