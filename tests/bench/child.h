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

/* Start a command on a terminal of 24 lines of 80 columns. */
struct child child_start_on_terminal(char **command);

/* Take what it has written, after at most `wait_ms`: the number of bytes, 0 if there was nothing,
 * -1 once there will be no more. */
ssize_t child_drain(struct child *child, int wait_ms);

/* Wait for its end: its exit status (128 and the signal, if it was one), and the most memory that
 * it had, in KiB. */
int child_wait(struct child *child, long *peak_kib);

/* Take its terminal away, and wait; who does not go is killed. */
void child_hang_up(struct child *child);

/* Milliseconds on a clock that is never set. */
double child_now_ms(void);

/* Print "PROGRAM: what: the system's reason", and exit. */
void child_fail(const char *what) __attribute__((noreturn));

#endif
