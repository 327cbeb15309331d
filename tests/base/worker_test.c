#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/worker.h"

enum { JOB_COUNT = 1000 };

struct results {
	atomic_uint calls[JOB_COUNT];
	size_t squares[JOB_COUNT];
	atomic_uint highest_thread;
};

static void square(void *context, size_t index, unsigned thread)
{
	struct results *results = context;
	results->calls[index]++;
	results->squares[index] = index * index;
	unsigned highest = results->highest_thread;
	while (thread > highest &&
	       !atomic_compare_exchange_weak(&results->highest_thread, &highest, thread))
		continue;
}

static void does_each_job_once_with_any_number_of_threads(void **state)
{
	(void)state;
	const unsigned thread_counts[] = { 0, 1, 2, 3, 16, 1000 };
	for (size_t i = 0; i < sizeof(thread_counts) / sizeof(*thread_counts); i++) {
		struct results results = {0};
		worker_run(JOB_COUNT, thread_counts[i], square, &results);
		for (size_t k = 0; k < JOB_COUNT; k++) {
			assert_int_equal(results.calls[k], 1);
			assert_int_equal(results.squares[k], k * k);
		}
		assert_true(results.highest_thread < worker_threads(thread_counts[i]));
	}
}

static void does_nothing_if_there_is_nothing_to_do(void **state)
{
	(void)state;
	struct results results = {0};
	worker_run(0, 4, square, &results);
	worker_run(1, 4, square, &results);
	assert_int_equal(results.calls[0], 1);
	assert_int_equal(results.calls[1], 0);
	assert_int_equal(results.highest_thread, 0);
}

static void uses_no_more_than_sixteen_threads(void **state)
{
	(void)state;
	assert_int_equal(worker_threads(1), 1);
	assert_int_equal(worker_threads(5), 5);
	assert_int_equal(worker_threads(16), 16);
	assert_int_equal(worker_threads(17), 16);
	assert_in_range(worker_threads(0), 1, 16);
}

struct seen {
	pthread_t caller;
	bool is_caller;
	bool blocks_interrupts, blocks_faults;
};

static void look_at_thread(void *context, size_t index, unsigned thread)
{
	(void)thread;
	struct seen *seen = (struct seen *)context + index;
	sigset_t blocked;
	pthread_sigmask(SIG_BLOCK, NULL, &blocked);
	seen->is_caller = pthread_equal(pthread_self(), seen->caller);
	seen->blocks_interrupts = sigismember(&blocked, SIGINT) && sigismember(&blocked, SIGWINCH);
	seen->blocks_faults = sigismember(&blocked, SIGBUS) || sigismember(&blocked, SIGSEGV);
}

static void stays_in_the_thread_of_the_caller_if_told_so(void **state)
{
	(void)state;
	struct seen seen[3];
	for (size_t i = 0; i < 3; i++)
		seen[i] = (struct seen){ .caller = pthread_self() };
	worker_run(3, 1, look_at_thread, seen);
	for (size_t i = 0; i < 3; i++) {
		assert_true(seen[i].is_caller);
		assert_false(seen[i].blocks_interrupts);
	}
}

/* Each waits until both have come, so that two threads are at work for certain. */
struct meeting {
	pthread_barrier_t barrier;
	struct seen seen[2];
};

static void meet(void *context, size_t index, unsigned thread)
{
	struct meeting *meeting = context;
	pthread_barrier_wait(&meeting->barrier);
	look_at_thread(meeting->seen, index, thread);
}

static void leaves_signals_to_the_caller_but_for_those_of_a_fault(void **state)
{
	(void)state;
	struct meeting meeting = {0};
	meeting.seen[0].caller = meeting.seen[1].caller = pthread_self();
	pthread_barrier_init(&meeting.barrier, NULL, 2);
	worker_run(2, 2, meet, &meeting);
	pthread_barrier_destroy(&meeting.barrier);
	assert_true(meeting.seen[0].is_caller != meeting.seen[1].is_caller);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(meeting.seen[i].blocks_interrupts, !meeting.seen[i].is_caller);
		assert_false(meeting.seen[i].blocks_faults);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(does_each_job_once_with_any_number_of_threads),
		cmocka_unit_test(does_nothing_if_there_is_nothing_to_do),
		cmocka_unit_test(uses_no_more_than_sixteen_threads),
		cmocka_unit_test(stays_in_the_thread_of_the_caller_if_told_so),
		cmocka_unit_test(leaves_signals_to_the_caller_but_for_those_of_a_fault),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
