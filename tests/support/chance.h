/* chance: numbers as if drawn by lot, the same in every run and on every machine. */
#ifndef DOSSIER_TESTS_SUPPORT_CHANCE_H
#define DOSSIER_TESTS_SUPPORT_CHANCE_H

#include <stdint.h>

/* The next number of a row, of 64 bits. `state` is where the row goes on: set it, and the same row
 * begins again. */
uint64_t chance_next(uint64_t *state);

/* One row for a whole program: where it goes on, and its next number, from 0 to below - 1. */
extern uint64_t chance;
uint32_t draw(uint32_t below);

#endif
