/* child: a command that is measured, on a pipe or on a terminal of its own. */
#ifndef DOSSIER_TESTS_BENCH_CHILD_H
#define DOSSIER_TESTS_BENCH_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { CHILD_QUIET_MS = 150 };          /* that long without a byte: all has been painted */

struct child {
	pid_t id;
	int output;                     /* all it writes comes out here; what is typed goes in here,
	                                 * if it is a terminal */
};

/* Start a command. It reads `input` (a path), and what it writes goes to a pipe. */
struct child child_start(char **command, const char *input);

/* Start a command on a terminal of so many rows and columns. */
enum { CHILD_ROWS = 24, CHILD_COLUMNS = 80 }; /* if it does not matter */
struct child child_start_on_terminal(char **command, int rows, int columns);

/* Take what it has written, after at most `wait_ms`: the number of bytes, 0 if there was nothing,
 * -1 once there will be no more. */
ssize_t child_drain(struct child *child, int wait_ms);

/* Wait for its end: its exit status (128 and the signal, if it was one), and the most memory that
 * it had, in KiB. */
int child_wait(struct child *child, long *peak_kib);

/* Take its terminal away, and wait; who does not go is killed. */
void child_hang_up(struct child *child);

/* What the system has of a process as "Key:   123 kB" in its files /proc/ID/FILES, which may be a
 * pattern as in glob(7): the sum of the numbers. */
long child_figure(const struct child *child, const char *files, const char *key);

/* Milliseconds on a clock that is never set. */
double child_now_ms(void);

/* For qsort: the smaller number first. */
int child_compare(const void *left, const void *right);

/* Print "PROGRAM: what: the system's reason", and exit. */
void child_fail(const char *what) __attribute__((noreturn));

#endif
