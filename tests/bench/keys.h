/* keys: how long it takes to answer what somebody types, a query for each key. */
#ifndef DOSSIER_TESTS_BENCH_KEYS_H
#define DOSSIER_TESTS_BENCH_KEYS_H

/* Let `answer` answer each line of the file `path`, which is a query as it stands after one key,
 * and print a line of
 *
 *	P50 P99 MOST COUNT
 *
 * of the milliseconds that each took. Exits with a sentence if there is no such file, or no
 * line. */
void keys_time(const char *path, void (*answer)(void *context, const char *query), void *context);

#endif
