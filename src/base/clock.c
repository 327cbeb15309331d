#include "base/clock.h"

#include <time.h>

uint64_t clock_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

uint64_t clock_end(unsigned budget_us)
{
	return budget_us ? clock_us() + budget_us : UINT64_MAX;
}

bool clock_is_past(uint64_t end)
{
	return end != UINT64_MAX && clock_us() >= end;
}
