#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "ui/rescue.h"

enum { ANSWER_SECONDS = 2 };            /* how long the first request to end may take */

struct signals_seen signals_seen;

static int pipe_ends[2] = { -1, -1 };   /* read, write */

static void wake(void)
{
	int before = errno;
	ssize_t ignored = write(pipe_ends[1], "", 1); /* a full pipe wakes as well */
	(void)ignored;
	errno = before;
}

static void note_resize(int number)
{
	(void)number;
	signals_seen.resized = 1;
	wake();
}

static void note_continue(int number)
{
	(void)number;
	signals_seen.continued = 1;
	wake();
}

static void note_stop(int number)
{
	(void)number;
	signals_seen.to_stop = 1;
	wake();
}

/* What is raised here comes as soon as the handler returns, when its signal is free again. */
static void note_end(int number)
{
	if (signals_seen.to_end) {
		rescue_now();
		signal(number, SIG_DFL);
		raise(number);
		return;
	}
	signals_seen.to_end = number;
	rescue_alarm_means(number);
	alarm(ANSWER_SECONDS);
	wake();
}

struct signal_row { int number; void (*handler)(int); };

static const struct signal_row rows[] = {
	{ SIGWINCH, note_resize }, { SIGCONT, note_continue }, { SIGTSTP, note_stop },
	{ SIGHUP, note_end }, { SIGINT, note_end }, { SIGTERM, note_end }, { SIGQUIT, note_end },
	{ SIGPIPE, note_end }, { SIGUSR1, note_end }, { SIGUSR2, note_end },
};

enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

/* A write that a signal interrupts goes on: half a sequence would be taken for another one. */
static void handle(int number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
	sigfillset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

bool signals_open(void)
{
	sigset_t all;
	if (pipe2(pipe_ends, O_NONBLOCK | O_CLOEXEC) != 0)
		return false;
	sigemptyset(&all);
	for (size_t i = 0; i < ROW_COUNT; i++) {
		handle(rows[i].number, rows[i].handler);
		sigaddset(&all, rows[i].number);
	}
	sigaddset(&all, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &all, NULL);
	return true;
}

void signals_close(void)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		signal(rows[i].number, SIG_DFL);
	alarm(0);
	for (int i = 0; i < 2; i++) {
		if (pipe_ends[i] >= 0)
			close(pipe_ends[i]);
		pipe_ends[i] = -1;
	}
}

int signals_descriptor(void)
{
	return pipe_ends[0];
}

void signals_drain(void)
{
	char bytes[64];
	while (read(pipe_ends[0], bytes, sizeof(bytes)) > 0)
		continue;
}

void signals_stop(void)
{
	signal(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);
	/* Stopped here; where nobody could say SIGCONT, as in a job without a shell, not at all. */
	handle(SIGTSTP, note_stop);
	signals_seen.to_stop = 0;
	signals_seen.continued = 1;
}
