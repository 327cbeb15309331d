#include "base/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/unicode.h"

enum { MAX_THREADS = 16 };

/* What all threads of one run share. */
struct run {
	void (*job)(void *context, size_t index, unsigned thread);
	void *context;
	size_t count;
	atomic_size_t next;             /* the first index that nobody took yet */
};

struct worker {
	pthread_t id;
	struct run *run;
	unsigned thread;
};

unsigned worker_threads(unsigned thread_count)
{
	if (thread_count == 0) {
		long processors = sysconf(_SC_NPROCESSORS_ONLN);
		thread_count = processors > 0 ? (unsigned)processors : 1;
	}
	return thread_count < MAX_THREADS ? thread_count : MAX_THREADS;
}

static void take_jobs(struct run *run, unsigned thread)
{
	size_t index;
	while ((index = atomic_fetch_add(&run->next, 1)) < run->count)
		run->job(run->context, index, thread);
}

static void *worker_main(void *argument)
{
	struct worker *worker = argument;
	take_jobs(worker->run, worker->thread);
	unicode_close();
	return NULL;
}

/* Signals that ask something of the program are for the thread that waits for keys; those that say
 * what a thread did wrong stay with it. */
static void block_signals(sigset_t *before)
{
	sigset_t blocked;
	sigfillset(&blocked);
	sigdelset(&blocked, SIGBUS);
	sigdelset(&blocked, SIGSEGV);
	sigdelset(&blocked, SIGFPE);
	sigdelset(&blocked, SIGILL);
	sigdelset(&blocked, SIGABRT);
	sigdelset(&blocked, SIGTRAP);
	sigdelset(&blocked, SIGSYS);
	pthread_sigmask(SIG_BLOCK, &blocked, before);
}

bool worker_start(pthread_t *thread, void *(*start)(void *argument), void *argument)
{
	sigset_t signals;
	block_signals(&signals);
	bool is_started = pthread_create(thread, NULL, start, argument) == 0;
	pthread_sigmask(SIG_SETMASK, &signals, NULL);
	return is_started;
}

void worker_run(size_t count, unsigned thread_count,
                void (*job)(void *context, size_t index, unsigned thread), void *context)
{
	struct run run = { .job = job, .context = context, .count = count };
	struct worker workers[MAX_THREADS];
	unsigned wanted = worker_threads(thread_count), started = 1;
	if (wanted > count)
		wanted = count ? (unsigned)count : 1;

	for (; started < wanted; started++) {
		struct worker *worker = &workers[started];
		*worker = (struct worker){ .run = &run, .thread = started };
		if (!worker_start(&worker->id, worker_main, worker))
			break;          /* fewer threads do the same */
	}

	take_jobs(&run, 0);
	for (unsigned i = 1; i < started; i++)
		pthread_join(workers[i].id, NULL);
}
