#include "ui/rescue.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/mapping.h"

enum { SEQUENCE_SIZE = 512, STACK_SIZE = 64 << 10 };

/* All that end a process and that nobody else here takes. */
static const int fatal_signals[] = {
	SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGALRM, SIGTRAP, SIGSYS, SIGXCPU, SIGVTALRM,
	SIGPROF,
#ifdef SIGIO
	SIGIO,
#endif
#ifdef SIGPWR
	SIGPWR,
#endif
#ifdef SIGSTKFLT
	SIGSTKFLT,
#endif
};

enum { FATAL_COUNT = sizeof(fatal_signals) / sizeof(fatal_signals[0]) };

/* The one state of the process that a signal handler may look at. Written before it is armed. */
static struct {
	volatile sig_atomic_t is_armed;
	int tty;
	bool has_modes;
	struct termios modes;
	char sequence[SEQUENCE_SIZE];
	size_t sequence_size;
	void *stack;
	struct sigaction before[FATAL_COUNT];   /* to be set again */
	volatile sig_atomic_t alarm_means;      /* another signal, or 0 */
} rescue = { .tty = -1 };

void rescue_save_modes(int tty)
{
	rescue.tty = tty;
	rescue.has_modes = tcgetattr(tty, &rescue.modes) == 0;
}

void rescue_set_sequence(struct str sequence)
{
	rescue.sequence_size = sequence.size < SEQUENCE_SIZE ? sequence.size : SEQUENCE_SIZE;
	memcpy(rescue.sequence, sequence.bytes, rescue.sequence_size);
}

void rescue_alarm_means(int number)
{
	rescue.alarm_means = number;
}

void rescue_now(void)
{
	if (!rescue.is_armed)
		return;
	rescue.is_armed = 0;
	/* What nobody reads is in the way: a write to a full terminal would wait for ever. */
	tcflush(rescue.tty, TCOFLUSH);
	for (size_t at = 0; at < rescue.sequence_size;) {
		ssize_t written =
			write(STDOUT_FILENO, rescue.sequence + at, rescue.sequence_size - at);
		if (written <= 0)
			break;
		at += (size_t)written;
	}
	if (rescue.has_modes)
		tcsetattr(rescue.tty, TCSANOW, &rescue.modes);
}

/* Runs once, on its own stack; the signal then does what it does to anybody. Only a mapped file
 * that got shorter is no reason to end. */
static void rescue_from_signal(int number, siginfo_t *info, void *context)
{
	(void)context;
	if (number == SIGBUS && info && mapping_mend(info->si_addr))
		return;
	if (number == SIGALRM && rescue.alarm_means)
		number = rescue.alarm_means;
	signal(number, SIG_DFL);
	rescue_now();
	raise(number);
}

void rescue_arm(void)
{
	rescue.is_armed = 1;
	if (!rescue.stack)
		rescue.stack = malloc(STACK_SIZE);
	stack_t stack = { .ss_sp = rescue.stack, .ss_size = STACK_SIZE };
	bool has_stack = rescue.stack && sigaltstack(&stack, NULL) == 0;
	for (size_t i = 0; i < FATAL_COUNT; i++) {
		struct sigaction action = { .sa_sigaction = rescue_from_signal };
		action.sa_flags = SA_SIGINFO | SA_NODEFER | (has_stack ? SA_ONSTACK : 0);
		sigaction(fatal_signals[i], &action, &rescue.before[i]);
	}
}

void rescue_disarm(void)
{
	rescue.is_armed = 0;
	for (size_t i = 0; i < FATAL_COUNT; i++)
		sigaction(fatal_signals[i], &rescue.before[i], NULL);
	stack_t none = { .ss_flags = SS_DISABLE };
	sigaltstack(&none, NULL);
	free(rescue.stack);
	rescue.stack = NULL;
}
