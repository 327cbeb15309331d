/* signals: what somebody outside asked for, noted until the loop has time for it.
 *
 *	signal ─▶ flag, and a byte into a pipe ─▶ poll of the loop returns ─▶ flag is looked at
 *
 * Nothing is blocked: where the loop is busy, or stuck in a write, the second request to end, or
 * two seconds without an answer to the first, gives the terminal back and ends the process at once.
 */
#ifndef DOSSIER_UI_SIGNALS_H
#define DOSSIER_UI_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/* One of a process, for handlers know no other. Whoever answers a flag clears it. */
struct signals_seen {
	volatile sig_atomic_t to_end;           /* the number of the first that asked; 0: none */
	volatile sig_atomic_t to_stop, continued, resized;
};
extern struct signals_seen signals_seen;

/* Handle SIGWINCH, SIGCONT, SIGTSTP and all that ask to end; false if there is no pipe to be had,
 * and nothing is handled. */
bool signals_open(void);

/* Each does again what it does to anybody. */
void signals_close(void);

/* The descriptor that can be read once a signal came, for poll; and take all that is in it. */
int signals_descriptor(void);
void signals_drain(void);

/* Stop like any program at C-z, with those of the same job. Returns when continued, which is
 * noted. */
void signals_stop(void);

#endif
