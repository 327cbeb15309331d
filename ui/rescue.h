/* rescue: gives the terminal back, however the process ends.
 *
 *	armed ──▶ a fatal signal, a second request to end, or no memory ──▶ write the restore
 *	          sequence, set the saved modes, end as the signal would have ended it
 *
 * Everything on that way is async-signal-safe: the sequence and the modes are saved beforehand.
 */
#ifndef DOSSIER_UI_RESCUE_H
#define DOSSIER_UI_RESCUE_H

#include <stdbool.h>

#include "base/str.h"

/* Note the modes of the terminal on descriptor `tty` as they are now, to be set again. Called
 * before anything changes them. */
void rescue_save_modes(int tty);

/* The bytes that bring the screen back: leave the alternate screen, show the cursor, plain
 * attributes. At most 512 are kept; escape padding ("$<5>") must be gone. */
void rescue_set_sequence(struct str sequence);

/* From now on, until rescue_disarm: fatal signals restore the terminal first. */
void rescue_arm(void);
void rescue_disarm(void);

/* From now on SIGALRM ends the process as `number` would. Async-signal-safe. */
void rescue_alarm_means(int number);

/* Restore at once, if armed. Async-signal-safe. */
void rescue_now(void);

#endif
