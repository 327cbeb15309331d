/* clock: how much time has gone by, for work that is done in slices. */
#ifndef DOSSIER_BASE_CLOCK_H
#define DOSSIER_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Microseconds of a clock that never goes back; only differences mean anything. */
uint64_t clock_us(void);

/* The time at which a budget of microseconds is spent; 0: never. */
uint64_t clock_end(unsigned budget_us);
bool clock_is_past(uint64_t end);

#endif
