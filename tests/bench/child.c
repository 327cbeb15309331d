#include "bench/child.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { LAST_WAIT_MS = 2000 };

double child_now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void child_fail(const char *what)
{
	fprintf(stderr, "%s: %s: %s\n", program_invocation_short_name, what, strerror(errno));
	exit(3);
}

int child_compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

/* In the child: three descriptors, and it is another program. */
static void become(char **command, int input, int output, int errors)
{
	if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0)
		_exit(126);
	execvp(command[0], command);
	fprintf(stderr, "%s: %s\n", command[0], strerror(errno));
	_exit(127);
}

struct child child_start(char **command, const char *input)
{
	int ends[2], file = open(input, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		child_fail(input);
	if (pipe2(ends, O_CLOEXEC) != 0)
		child_fail("there is no pipe");
	struct child child = { .id = fork(), .output = ends[0] };
	if (child.id < 0)
		child_fail("cannot fork");
	if (child.id == 0)
		become(command, file, ends[1], 2);
	close(file);
	close(ends[1]);
	return child;
}

static int open_terminal(int *slave, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
	                        .ws_col = (unsigned short)columns };
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
		child_fail("there is no terminal");
	*slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*slave < 0 || ioctl(*slave, TIOCSWINSZ, &size) != 0)
		child_fail("the terminal cannot be opened");
	return master;
}

struct child child_start_on_terminal(char **command, int rows, int columns)
{
	int slave, master = open_terminal(&slave, rows, columns);
	struct child child = { .id = fork(), .output = master };
	if (child.id < 0)
		child_fail("cannot fork");
	if (child.id == 0) {
		setsid();
		ioctl(slave, TIOCSCTTY, 0);
		become(command, slave, slave, slave);
	}
	close(slave);
	return child;
}

ssize_t child_drain(struct child *child, int wait_ms)
{
	static char bytes[1 << 16];
	struct pollfd ready = { .fd = child->output, .events = POLLIN };
	if (poll(&ready, 1, wait_ms) == 0)
		return 0;
	ssize_t size = read(child->output, bytes, sizeof(bytes));
	return size > 0 ? size : -1;
}

int child_wait(struct child *child, long *peak_kib)
{
	int status;
	struct rusage usage;
	if (wait4(child->id, &status, 0, &usage) != child->id)
		child_fail("cannot wait");
	close(child->output);
	if (peak_kib)
		*peak_kib = usage.ru_maxrss;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void child_hang_up(struct child *child)
{
	double end = child_now_ms() + LAST_WAIT_MS;
	kill(child->id, SIGHUP);
	while (child_drain(child, 1) >= 0)
		if (child_now_ms() > end)
			kill(child->id, SIGKILL);
	child_wait(child, NULL);
}

static long figure_in(const char *path, const char *key)
{
	char line[256];
	long sum = 0;
	FILE *stream = fopen(path, "r");
	if (!stream)
		child_fail(path);
	while (fgets(line, sizeof(line), stream))
		if (strncmp(line, key, strlen(key)) == 0)
			sum += strtol(line + strlen(key), NULL, 10);
	fclose(stream);
	return sum;
}

long child_figure(const struct child *child, const char *files, const char *key)
{
	char pattern[128];
	glob_t found;
	long sum = 0;
	snprintf(pattern, sizeof(pattern), "/proc/%ld/%s", (long)child->id, files);
	if (glob(pattern, 0, NULL, &found) != 0)
		child_fail(pattern);
	for (size_t i = 0; i < found.gl_pathc; i++)
		sum += figure_in(found.gl_pathv[i], key);
	globfree(&found);
	return sum;
}
