/* worker: run many independent jobs on a few threads.
 *
 * Jobs are numbered from 0 and write only to their own row of results, so that the outcome does not
 * depend on how many threads there were or which came first. */
#ifndef DOSSIER_BASE_WORKER_H
#define DOSSIER_BASE_WORKER_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* Call `job(context, index, thread)` for every index below `count`, on up to `thread_count` threads
 * (0: as many as there are processors, 16 at most; 1: in this thread). `thread` is below the number
 * of threads used: the row of per-thread memory that the job may use. Returns when all are done. */
void worker_run(size_t count, unsigned thread_count,
                void (*job)(void *context, size_t index, unsigned thread), void *context);

/* How many threads worker_run would use for `thread_count`. */
unsigned worker_threads(unsigned thread_count);

/* Start a thread that is sent no signal but those that say what it did itself wrong. False if there
 * can be none. */
bool worker_start(pthread_t *thread, void *(*start)(void *argument), void *argument);

#endif
