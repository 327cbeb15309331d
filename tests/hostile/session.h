/* session: a command on a pseudo-terminal of its own: what is typed there, what it sends, whether
 * it waits for more, and how it leaves the terminal. A call that the system refuses ends the
 * program with a sentence and status 2. */
#ifndef DOSSIER_TESTS_HOSTILE_SESSION_H
#define DOSSIER_TESTS_HOSTILE_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <termios.h>

struct session {
	int master;                     /* -1 behind a hang-up */
	int slave;                      /* stays open, or what the command sent last may be lost */
	bool is_job;                    /* the caller leads a session (setsid(2)), whose terminal
	                                 * it is, and the command is a job there, as of a shell: it
	                                 * can be stopped. Else the command leads one itself */
	pid_t command;
	bool has_ended;
	int status;                     /* as wait(2) has it */
	struct rusage usage;
	struct termios modes;           /* before the command */
	FILE *stream;                   /* gets all that it sends; NULL: nobody */
	char *sent;                     /* since sent_size was last made 0; for free() */
	size_t sent_size, sent_room;
	long limit_ms;                  /* how long an answer may take */
};

void session_open(struct session *session, const struct winsize *size);
void session_start(struct session *session, char **command);

/* False if it did not take that in time; true if it has ended meanwhile. */
bool session_type(struct session *session, const char *bytes, size_t size);

/* Wait until it has read all that was typed, and sleeps. False if that takes too long. */
bool session_settle(struct session *session);

/* Take what it has sent, after at most `wait_ms`. True if there was something. */
bool session_drain(struct session *session, int wait_ms);
bool session_has_sent(const struct session *session, const char *text);

bool session_has_ended(struct session *session);
bool session_is_stopped(const struct session *session);

/* "same" if the modes of the terminal are what they were, bit by bit; "changed", or "gone" behind a
 * hang-up. */
const char *session_modes(const struct session *session);

/* Close the terminal, and forget what was sent. */
void session_close(struct session *session);

/* Milliseconds on a clock that is never set. */
long session_now_ms(void);

#endif
