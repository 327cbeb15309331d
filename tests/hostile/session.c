#include "hostile/session.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_MS = 2, QUIET_LOOKS = 3 };

long session_now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void fail(const char *what)
{
	fprintf(stderr, "%s: %s: %s\n", program_invocation_short_name, what, strerror(errno));
	exit(2);
}

/* ── The command ────────────────────────────────────────────────────────────────────────────── */

void session_open(struct session *session, const struct winsize *size)
{
	session->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (session->master < 0 || grantpt(session->master) != 0 || unlockpt(session->master) != 0)
		fail("there is no pseudo-terminal");
	session->slave = open(ptsname(session->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (session->slave < 0 || tcgetattr(session->slave, &session->modes) != 0)
		fail("the pseudo-terminal cannot be opened");
	ioctl(session->slave, TIOCSWINSZ, size);
	fcntl(session->master, F_SETFL, O_NONBLOCK);
	if (session->is_job && ioctl(session->slave, TIOCSCTTY, 0) != 0)
		fail("the pseudo-terminal is not ours");
}

/* In front, whose terminal it is: who is not may not say so, but for a signal that is ignored. */
static void become_job(const struct session *session)
{
	setpgid(0, 0);
	signal(SIGTTOU, SIG_IGN);
	tcsetpgrp(session->slave, getpid());
	signal(SIGTTOU, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
}

void session_start(struct session *session, char **command)
{
	session->command = fork();
	if (session->command < 0)
		fail("cannot fork");
	if (session->command > 0)
		return;
	if (session->is_job) {
		become_job(session);
	} else {
		setsid();
		ioctl(session->slave, TIOCSCTTY, 0);
	}
	for (int descriptor = 0; descriptor < 3; descriptor++)
		dup2(session->slave, descriptor);
	execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

bool session_has_ended(struct session *session)
{
	if (session->has_ended)
		return true;
	pid_t ended = wait4(session->command, &session->status, WNOHANG, &session->usage);
	return session->has_ended = ended == session->command;
}

/* The state of a thread, as proc(5) has it: the letter behind the name in brackets. */
static char thread_state(const char *folder, const char *thread)
{
	char path[512], line[512];
	snprintf(path, sizeof(path), "%s/%s/stat", folder, thread);
	FILE *file = fopen(path, "r");
	size_t size = file ? fread(line, 1, sizeof(line) - 1, file) : 0;
	if (file)
		fclose(file);
	line[size] = '\0';
	const char *bracket = strrchr(line, ')');
	return bracket && bracket[1] ? bracket[2] : 'Z';
}

/* True if no thread of the command runs. */
static bool command_sleeps(const struct session *session)
{
	char folder[64];
	bool sleeps = true;
	snprintf(folder, sizeof(folder), "/proc/%ld/task", (long)session->command);
	DIR *threads = opendir(folder);
	for (struct dirent *entry; threads && (entry = readdir(threads));)
		if (isdigit((unsigned char)entry->d_name[0]))
			sleeps &= strchr("STtZX", thread_state(folder, entry->d_name)) != NULL;
	if (threads)
		closedir(threads);
	return sleeps;
}

bool session_is_stopped(const struct session *session)
{
	char folder[64], thread[32];
	snprintf(folder, sizeof(folder), "/proc/%ld/task", (long)session->command);
	snprintf(thread, sizeof(thread), "%ld", (long)session->command);
	return thread_state(folder, thread) == 'T';
}

/* ── What it sends ──────────────────────────────────────────────────────────────────────────── */

static void note_sent(struct session *session, const char *bytes, size_t size)
{
	if (session->stream)
		fwrite(bytes, 1, size, session->stream);
	if (session->sent_size + size + 1 > session->sent_room) {
		session->sent_room = 2 * (session->sent_size + size + 1);
		session->sent = realloc(session->sent, session->sent_room);
		if (!session->sent)
			fail("there is no memory");
	}
	memcpy(session->sent + session->sent_size, bytes, size);
	session->sent_size += size;
}

/* Take what has been sent, after at most `wait_ms`. True if there was something. */
bool session_drain(struct session *session, int wait_ms)
{
	char bytes[1 << 16];
	bool has_some = false;
	if (session->master < 0) {
		poll(NULL, 0, wait_ms);
		return false;
	}
	struct pollfd ready = { .fd = session->master, .events = POLLIN };
	poll(&ready, 1, wait_ms);
	for (ssize_t size; (size = read(session->master, bytes, sizeof(bytes))) > 0;) {
		note_sent(session, bytes, (size_t)size);
		has_some = true;
	}
	return has_some;
}

bool session_has_sent(const struct session *session, const char *text)
{
	return session->sent && memmem(session->sent, session->sent_size, text, strlen(text));
}

static bool input_is_read(const struct session *session)
{
	int waiting = 0;
	bool is_known = session->master >= 0 && ioctl(session->slave, FIONREAD, &waiting) == 0;
	return !is_known || waiting == 0;
}

/* ── What is typed ──────────────────────────────────────────────────────────────────────────── */

bool session_type(struct session *session, const char *bytes, size_t size)
{
	long end = session_now_ms() + session->limit_ms;
	for (size_t at = 0; at < size && session_now_ms() < end;) {
		ssize_t written = write(session->master, bytes + at, size - at);
		if (written > 0)
			at += (size_t)written;
		else if (errno != EAGAIN)
			return false;
		session_drain(session, written > 0 ? 0 : LOOK_MS);
		if (at == size)
			return true;
		if (session_has_ended(session))
			return true;
	}
	return size == 0;
}

bool session_settle(struct session *session)
{
	long end = session_now_ms() + session->limit_ms;
	for (int quiet = 0; quiet < QUIET_LOOKS; quiet++) {
		if (session_drain(session, LOOK_MS) || !input_is_read(session) ||
		    !command_sleeps(session))
			quiet = -1;
		if (session_has_ended(session))
			return true;
		if (session_now_ms() > end)
			return false;
	}
	return true;
}

const char *session_modes(const struct session *session)
{
	struct termios now;
	const struct termios *before = &session->modes;
	if (session->master < 0 || tcgetattr(session->slave, &now) != 0)
		return "gone";
	bool is_same = now.c_iflag == before->c_iflag && now.c_oflag == before->c_oflag &&
	               now.c_cflag == before->c_cflag && now.c_lflag == before->c_lflag &&
	               memcmp(now.c_cc, before->c_cc, sizeof(now.c_cc)) == 0 &&
	               cfgetispeed(&now) == cfgetispeed(before) &&
	               cfgetospeed(&now) == cfgetospeed(before);
	return is_same ? "same" : "changed";
}

void session_close(struct session *session)
{
	if (session->master >= 0)
		close(session->master);
	close(session->slave);
	session->master = -1;
	session->has_ended = false;
	session->sent_size = 0;
}
