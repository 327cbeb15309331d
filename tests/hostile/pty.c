/* pty [-s ROWSxCOLUMNS] [-o STREAM] [-t SECONDS] COMMAND [ARG]...
 *
 * Runs a command on a pseudo-terminal of its own and does what standard input says, a line each:
 *
 *	type TEXT               \e, \r, \n, \t, \\ and \xNN mean what they mean in C
 *	repeat COUNT TEXT       type that so often, and let it settle each time
 *	random SEED COUNT       type so many keys by chance; the same seed gives the same keys
 *	see TEXT                wait until TEXT has been sent since the last "type" or "forget"
 *	forget                  what has been sent so far
 *	settle                  wait until it has read all that was typed and waits for more
 *	size ROWSxCOLUMNS       the window changes
 *	signal NAME             to the command, such as "signal TERM"
 *	hangup                  the terminal goes away
 *
 * Then it waits for the end of the command and says how that was, a line each:
 *
 *	ended exit 0            or "ended signal TERM"
 *	modes same              of the terminal, bit by bit; "changed", or "gone" behind a hang-up
 *	waited 12               milliseconds from the last step to the end
 *	peak 23456              KiB of memory
 *
 * All that the terminal was sent goes to STREAM. Exit status 1, and a line that says which, if a
 * step or the end took more than SECONDS (10); the command is killed then. No step waits for time
 * to pass.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_MS = 2, QUIET_LOOKS = 3, MAX_LINE = 8192 };

struct session {
	int master;                     /* -1 behind a hang-up */
	int slave;                      /* stays open, or what the command sent last may be lost */
	pid_t command;
	bool has_ended;
	int status;
	struct rusage usage;
	struct termios modes;           /* before the command */
	FILE *stream;
	char *sent;                     /* since the last "type" or "forget" */
	size_t sent_size, sent_room;
	long limit_ms;
};

static long now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void fail(const char *what)
{
	fprintf(stderr, "pty: %s: %s\n", what, strerror(errno));
	exit(2);
}

/* ── Signals ────────────────────────────────────────────────────────────────────────────────── */

static const struct { const char *name; int number; } signals[] = {
	{ "HUP", SIGHUP },   { "INT", SIGINT },   { "QUIT", SIGQUIT }, { "ILL", SIGILL },   {
	         "ABRT", SIGABRT },
	{ "BUS", SIGBUS },   { "FPE", SIGFPE },   { "KILL", SIGKILL }, { "SEGV", SIGSEGV }, {
	         "PIPE", SIGPIPE },
	{ "ALRM", SIGALRM }, { "TERM", SIGTERM }, { "USR1", SIGUSR1 }, { "USR2", SIGUSR2 }, {
	          "TSTP", SIGTSTP },
	{ "CONT", SIGCONT }, { "SYS", SIGSYS },   { "TRAP", SIGTRAP },
};

enum { SIGNAL_COUNT = sizeof(signals) / sizeof(*signals) };

static const char *signal_name(int number)
{
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		if (signals[i].number == number)
			return signals[i].name;
	return "of another kind";
}

static int signal_number(const char *name)
{
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		if (strcmp(signals[i].name, name) == 0)
			return signals[i].number;
	fprintf(stderr, "pty: there is no signal '%s'\n", name);
	exit(2);
}

/* ── The command ────────────────────────────────────────────────────────────────────────────── */

static struct winsize parse_size(const char *text)
{
	struct winsize size = {0};
	unsigned rows, columns;
	bool is_size = sscanf(text, "%ux%u", &rows, &columns) == 2;
	if (!is_size || rows > UINT16_MAX || columns > UINT16_MAX) {
		fprintf(stderr, "pty: '%s' is no size\n", text);
		exit(2);
	}
	size.ws_row = (unsigned short)rows;
	size.ws_col = (unsigned short)columns;
	return size;
}

static void terminal_open(struct session *session, const struct winsize *size)
{
	session->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (session->master < 0 || grantpt(session->master) != 0 || unlockpt(session->master) != 0)
		fail("there is no pseudo-terminal");
	session->slave = open(ptsname(session->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (session->slave < 0 || tcgetattr(session->slave, &session->modes) != 0)
		fail("the pseudo-terminal cannot be opened");
	ioctl(session->slave, TIOCSWINSZ, size);
	fcntl(session->master, F_SETFL, O_NONBLOCK);
}

static void command_start(struct session *session, char **command)
{
	session->command = fork();
	if (session->command < 0)
		fail("cannot fork");
	if (session->command > 0)
		return;
	setsid();
	ioctl(session->slave, TIOCSCTTY, 0);
	for (int descriptor = 0; descriptor < 3; descriptor++)
		dup2(session->slave, descriptor);
	execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

static bool command_has_ended(struct session *session)
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
static bool drain(struct session *session, int wait_ms)
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

static bool has_sent(const struct session *session, const char *text)
{
	return session->sent && memmem(session->sent, session->sent_size, text, strlen(text));
}

static bool input_is_read(const struct session *session)
{
	int waiting = 0;
	bool is_known = session->master >= 0 && ioctl(session->slave, FIONREAD, &waiting) == 0;
	return !is_known || waiting == 0;
}

/* ── Steps ──────────────────────────────────────────────────────────────────────────────────── */

static bool type_bytes(struct session *session, const char *bytes, size_t size)
{
	long end = now_ms() + session->limit_ms;
	for (size_t at = 0; at < size && now_ms() < end;) {
		ssize_t written = write(session->master, bytes + at, size - at);
		if (written > 0)
			at += (size_t)written;
		else if (errno != EAGAIN)
			return false;
		drain(session, written > 0 ? 0 : LOOK_MS);
		if (at == size)
			return true;
		if (command_has_ended(session))
			return true;
	}
	return size == 0;
}

/* Escapes of C in place; gives the bytes. */
static size_t unescape(char *text)
{
	static const char letters[] = "ernt\\", meanings[] = "\x1b\r\n\t\\";
	char *out = text;
	for (const char *at = text; *at;) {
		const char *letter = at[0] == '\\' && at[1] ? strchr(letters, at[1]) : NULL;
		if (letter) {
			*out++ = meanings[letter - letters];
			at += 2;
		} else if (at[0] == '\\' && at[1] == 'x' && isxdigit((unsigned char)at[2]) &&
		           isxdigit((unsigned char)at[3])) {
			char digits[] = { at[2], at[3], '\0' };
			*out++ = (char)strtoul(digits, NULL, 16);
			at += 4;
		} else {
			*out++ = *at++;
		}
	}
	return (size_t)(out - text);
}

static bool step_type(struct session *session, char *text)
{
	size_t size = unescape(text);
	session->sent_size = 0;
	return type_bytes(session, text, size);
}

static bool step_forget(struct session *session, char *text)
{
	(void)text;
	drain(session, 0);
	session->sent_size = 0;
	return true;
}

static bool step_see(struct session *session, char *text)
{
	long end = now_ms() + session->limit_ms;
	while (!has_sent(session, text)) {
		bool has_ended = command_has_ended(session);
		if (!drain(session, LOOK_MS) && (has_ended || now_ms() > end))
			return false;
	}
	return true;
}

/* Nothing more comes, nothing is left to be read, no thread runs: looked at several times, since a
 * command that has just been woken up does not run yet. */
static bool step_settle(struct session *session, char *text)
{
	(void)text;
	long end = now_ms() + session->limit_ms;
	for (int quiet = 0; quiet < QUIET_LOOKS; quiet++) {
		if (drain(session, LOOK_MS) || !input_is_read(session) || !command_sleeps(session))
			quiet = -1;
		if (command_has_ended(session))
			return true;
		if (now_ms() > end)
			return false;
	}
	return true;
}

static bool step_repeat(struct session *session, char *text)
{
	unsigned long count = strtoul(text, &text, 10);
	size_t size = unescape(++text);
	for (; count > 0; count--) {
		session->sent_size = 0;
		if (!type_bytes(session, text, size) || !step_settle(session, NULL))
			return false;
	}
	return true;
}

/* Keys of all kinds, but for those that end or stop the reader: q, Q and C-z. */
static bool step_random(struct session *session, char *text)
{
	static const char *const keys[] = {
		"j", "k", " ", "b", "g", "G", "}", "{", "J", "K", "\r", "l", "h", "\t", "\x1b[Z",
		"f", "#", "1",
		"2", "9", "r", "\x7f", "]", "H", "/", "s", "i", "n", "N", "\x1b", "\x03", "w",
		"\x17w", "\x17h",
		"O", "P", "L", "T", "!", ":", "?", "\x0c", "a", "e", "o", "x", "-", "\"", "(", ".",
		"\xc3\xa9",
		"\xd0\x9b", "\xe1\x80\x99", "\xf0\x9f\x98\x80", "\xff", "\xc0", "\x80", "\x1b[A",
		"\x1bOB",
		"\x1b[6~", "\x1b[5~", "\x1b[1;5D", "\x1b[200~a\rb\x1b[31m\x1b[201~", "\x1b[201~",
		"\x1b[<0;1;1M",
		"\x1b[?1;2c", "\x1b]0;a\x07", "\x1bP1$r\x1b\\", "\x1b[99999999;1~", "\x1bx", "\x01",
		"\x05", "\x0b",
		"\x15", "\x00",
	};
	unsigned long seed = strtoul(text, &text, 10), count = strtoul(text, NULL, 10);
	for (uint64_t chance = seed; count > 0; count--) {
		chance = chance * 6364136223846793005u + 1442695040888963407u;
		const char *key = keys[(chance >> 33) % (sizeof(keys) / sizeof(*keys))];
		if (!type_bytes(session, key, *key ? strlen(key) : 1))
			return false;
		session->sent_size = 0;
		if (count % 8 == 0 && !step_settle(session, NULL))
			return false;
	}
	return step_settle(session, NULL);
}

static bool step_size(struct session *session, char *text)
{
	struct winsize size = parse_size(text);
	session->sent_size = 0;
	return ioctl(session->master, TIOCSWINSZ, &size) == 0;
}

static bool step_signal(struct session *session, char *text)
{
	return kill(session->command, signal_number(text)) == 0;
}

static bool step_hangup(struct session *session, char *text)
{
	(void)text;
	drain(session, 0);
	close(session->master);
	session->master = -1;
	return true;
}

static const struct step {
	const char *name;
	bool (*take)(struct session *session, char *text);
} steps[] = {
	{ "type", step_type },     { "repeat", step_repeat }, { "random", step_random },
	{ "see", step_see },       { "forget", step_forget }, { "settle", step_settle },
	{ "size", step_size },     { "signal", step_signal }, { "hangup", step_hangup },
};

static bool take_step(struct session *session, char *line)
{
	char *text = line + strcspn(line, " ");
	if (*text)
		*text++ = '\0';
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (strcmp(steps[i].name, line) == 0)
			return steps[i].take(session, text);
	fprintf(stderr, "pty: there is no step '%s'\n", line);
	exit(2);
}

static bool take_steps(struct session *session)
{
	char line[MAX_LINE];
	while (fgets(line, sizeof(line), stdin)) {
		char copy[MAX_LINE];
		line[strcspn(line, "\n")] = '\0';
		memcpy(copy, line, sizeof(copy));
		if (!*line || take_step(session, copy))
			continue;
		printf("failed %s\n", line);
		return false;
	}
	return true;
}

static bool wait_for_end(struct session *session)
{
	long end = now_ms() + session->limit_ms;
	while (!command_has_ended(session)) {
		drain(session, LOOK_MS);
		if (now_ms() > end) {
			printf("failed to end\n");
			return false;
		}
	}
	drain(session, 0);
	return true;
}

/* ── The report ─────────────────────────────────────────────────────────────────────────────── */

static const char *modes_now(const struct session *session)
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

static void report(const struct session *session, long waited_ms)
{
	if (WIFSIGNALED(session->status))
		printf("ended signal %s\n", signal_name(WTERMSIG(session->status)));
	else
		printf("ended exit %d\n", WEXITSTATUS(session->status));
	printf("modes %s\n", modes_now(session));
	printf("waited %ld\npeak %ld\n", waited_ms, session->usage.ru_maxrss);
}

int main(int argc, char **argv)
{
	struct session session = { .limit_ms = 10000 };
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	for (int option; (option = getopt(argc, argv, "+s:o:t:")) != -1;) {
		switch (option) {
		case 's': size = parse_size(optarg); break;
		case 'o': session.stream = fopen(optarg, "wb"); break;
		case 't': session.limit_ms = 1000 * atol(optarg); break;
		default:  return 2;
		}
	}
	if (optind == argc)
		return 2;
	terminal_open(&session, &size);
	command_start(&session, argv + optind);
	bool is_good = take_steps(&session);
	long last = now_ms();
	is_good = is_good && wait_for_end(&session);
	if (is_good) {
		report(&session, now_ms() - last);
	} else if (!command_has_ended(&session)) {
		kill(session.command, SIGKILL);
		waitpid(session.command, &session.status, 0);
	}
	if (session.stream)
		fclose(session.stream);
	free(session.sent);
	return is_good ? 0 : 1;
}
