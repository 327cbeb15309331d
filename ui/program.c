#include "ui/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/message.h"

extern char **environ;

static const char shell[] = "/bin/sh";

/* ── Which ──────────────────────────────────────────────────────────────────────────────────── */

static const char *variable(const char *name)
{
	const char *value = getenv(name);
	return value && *value ? value : NULL;
}

const char *program_editor_name(void)
{
	const char *name = variable("VISUAL");
	if (!name)
		name = variable("EDITOR");
	return name ? name : "vi";
}

/* C-c is the editor's alone: without a trap the shell would end by it once the editor has ended. */
struct program program_editor(struct arena *arena, struct str path, uint32_t line)
{
	return (struct program){ .words = {
		shell, "-c",
		str_format(arena, "trap : INT QUIT; %s \"$@\"", program_editor_name()).bytes, "sh",
		str_format(arena, "+%u", line).bytes, str_copy(arena, path).bytes,
	} };
}

struct program program_command(struct arena *arena, struct str typed, struct str input)
{
	const char *own = variable("SHELL");
	bool is_usable = own && *own == '/' && access(own, X_OK) == 0;
	return (struct program){
		.words = { is_usable ? own : shell, "-c", str_copy(arena, typed).bytes },
		.reads_input = true, .input = input, .asks_for_key = true,
	};
}

/* ── Signals ────────────────────────────────────────────────────────────────────────────────── */

static volatile sig_atomic_t ended_by;
static int wake_ends[2] = { -1, -1 };   /* read, write */

static void wake(int number)
{
	int before = errno;
	ssize_t ignored = write(wake_ends[1], "", 1);
	(void)ignored;
	(void)number;
	errno = before;
}

static void note_end(int number)
{
	ended_by = number;
	wake(number);
}

/* What each does while we wait. The child has all of them as anybody has. */
static const struct { int number; void (*handler)(int); } rows[] = {
	{ SIGINT, SIG_IGN }, { SIGQUIT, SIG_IGN }, { SIGPIPE, SIG_IGN }, { SIGTSTP, SIG_DFL },
	{ SIGCHLD, wake }, { SIGTERM, note_end }, { SIGHUP, note_end },
};

enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

static void signals_take(struct sigaction before[ROW_COUNT])
{
	ended_by = 0;
	for (size_t i = 0; i < ROW_COUNT; i++) {
		struct sigaction action = { .sa_handler = rows[i].handler, .sa_flags = SA_RESTART };
		sigfillset(&action.sa_mask);
		sigaction(rows[i].number, &action, &before[i]);
	}
}

static void signals_give_back(const struct sigaction before[ROW_COUNT])
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		sigaction(rows[i].number, &before[i], NULL);
	if (ended_by)
		raise(ended_by);
}

/* ── Starting ───────────────────────────────────────────────────────────────────────────────── */

/* A child that runs, and what it has not read yet. */
struct running {
	pid_t child;
	struct str input;
	int file;                       /* to write it to, or -1 */
	bool was_told;                  /* to end */
};

/* What is ignored here would be ignored there. */
static void plain_signals(posix_spawnattr_t *attributes)
{
	sigset_t plain, none;
	sigemptyset(&plain);
	sigemptyset(&none);
	for (size_t i = 0; i < ROW_COUNT; i++)
		sigaddset(&plain, rows[i].number);
	sigaddset(&plain, SIGXFSZ);
	posix_spawnattr_setsigdefault(attributes, &plain);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

/* The error, or 0. `input` is the descriptor to read from, or -1. */
static int spawn(const struct program *program, int input, pid_t *child)
{
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_t actions;
	char *words[PROGRAM_MAX_WORDS];
	memcpy(words, program->words, sizeof(words));
	if (posix_spawnattr_init(&attributes) != 0)
		return ENOMEM;
	if (posix_spawn_file_actions_init(&actions) != 0) {
		posix_spawnattr_destroy(&attributes);
		return ENOMEM;
	}
	plain_signals(&attributes);
	if (input >= 0)
		posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	int error = posix_spawn(child, words[0], &actions, &attributes, words, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return error;
}

static bool start(const struct program *program, struct running *running, struct fault *why)
{
	int ends[2] = { -1, -1 };
	if (program->reads_input && pipe2(ends, O_CLOEXEC) != 0)
		return fault_set(why, FAULT_SYSTEM,
		                 _("there is no file descriptor left for a pipe"));
	int error = spawn(program, ends[0], &running->child);
	if (ends[0] >= 0)
		close(ends[0]);
	running->input = program->input;
	running->file = ends[1];
	if (error == 0)
		return ends[1] < 0 || fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0;
	if (ends[1] >= 0)
		close(ends[1]);
	return fault_set(why, FAULT_SYSTEM, "%s: %s", program->words[0], strerror(error));
}

/* ── Waiting ────────────────────────────────────────────────────────────────────────────────── */

/* Write what it takes now; when all is written, or it reads no more, its input ends. */
static void feed(struct running *running)
{
	ssize_t written = 0;
	if (running->input.size)
		written = write(running->file, running->input.bytes, running->input.size);
	if (written > 0)
		running->input = str_slice(running->input, (size_t)written, SIZE_MAX);
	bool is_blocked = written < 0 && (errno == EAGAIN || errno == EINTR);
	if (running->input.size && (written > 0 || is_blocked))
		return;
	close(running->file);
	running->file = -1;
}

/* Until something has happened. */
static void wait_for_one(struct running *running)
{
	char bytes[64];
	struct pollfd ends[] = { { .fd = wake_ends[0], .events = POLLIN },
		                 { .fd = running->file, .events = POLLOUT } };
	if (poll(ends, 2, -1) <= 0)
		return;
	while (ends[0].revents && read(wake_ends[0], bytes, sizeof(bytes)) > 0)
		continue;
	if (ends[1].revents)
		feed(running);
	if (ended_by && !running->was_told)
		running->was_told = kill(running->child, ended_by) == 0 &&
		                    kill(running->child, SIGCONT) == 0;
}

static int wait_for_end(struct running *running)
{
	int status = 0;
	for (;;) {
		pid_t ended = waitpid(running->child, &status, WNOHANG);
		if (ended == running->child || (ended < 0 && errno != EINTR))
			break;
		wait_for_one(running);
	}
	if (running->file >= 0)
		close(running->file);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool program_run(const struct program *program, int *status, struct fault *why)
{
	struct sigaction before[ROW_COUNT];
	struct running running = { .file = -1 };
	if (pipe2(wake_ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return fault_set(why, FAULT_SYSTEM,
		                 _("there is no file descriptor left for a pipe"));
	signals_take(before);
	bool is_started = start(program, &running, why);
	if (is_started)
		*status = wait_for_end(&running);
	signals_give_back(before);
	for (int i = 0; i < 2; i++)
		close(wake_ends[i]);
	return is_started;
}
