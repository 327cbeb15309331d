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
#include "hostile/session.h"

#include <ctype.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOOK_MS = 2, MAX_LINE = 8192 };

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

/* ── Steps ──────────────────────────────────────────────────────────────────────────────────── */

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
	return session_type(session, text, size);
}

static bool step_forget(struct session *session, char *text)
{
	(void)text;
	session_drain(session, 0);
	session->sent_size = 0;
	return true;
}

static bool step_see(struct session *session, char *text)
{
	long end = session_now_ms() + session->limit_ms;
	while (!session_has_sent(session, text)) {
		bool has_ended = session_has_ended(session);
		if (!session_drain(session, LOOK_MS) && (has_ended || session_now_ms() > end))
			return false;
	}
	return true;
}

/* Nothing more comes, nothing is left to be read, no thread runs: looked at several times, since a
 * command that has just been woken up does not run yet. */
static bool step_settle(struct session *session, char *text)
{
	(void)text;
	return session_settle(session);
}

static bool step_repeat(struct session *session, char *text)
{
	unsigned long count = strtoul(text, &text, 10);
	size_t size = unescape(++text);
	for (; count > 0; count--) {
		session->sent_size = 0;
		if (!session_type(session, text, size) || !session_settle(session))
			return false;
	}
	return true;
}

/* Keys of all kinds, but for those that end the reader: q and Q. For a reader that is a kiosk: in
 * another one they would stop it, and start an editor and commands. */
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
		"\x15", "\x00", "\\", "|", ">", "\x1a",
	};
	unsigned long seed = strtoul(text, &text, 10), count = strtoul(text, NULL, 10);
	for (uint64_t chance = seed; count > 0; count--) {
		chance = chance * 6364136223846793005u + 1442695040888963407u;
		const char *key = keys[(chance >> 33) % (sizeof(keys) / sizeof(*keys))];
		if (!session_type(session, key, *key ? strlen(key) : 1))
			return false;
		session->sent_size = 0;
		if (count % 8 == 0 && !session_settle(session))
			return false;
	}
	return session_settle(session);
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
	session_drain(session, 0);
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
	long end = session_now_ms() + session->limit_ms;
	while (!session_has_ended(session)) {
		session_drain(session, LOOK_MS);
		if (session_now_ms() > end) {
			printf("failed to end\n");
			return false;
		}
	}
	session_drain(session, 0);
	return true;
}

/* ── The report ─────────────────────────────────────────────────────────────────────────────── */

static void report(const struct session *session, long waited_ms)
{
	if (WIFSIGNALED(session->status))
		printf("ended signal %s\n", signal_name(WTERMSIG(session->status)));
	else
		printf("ended exit %d\n", WEXITSTATUS(session->status));
	printf("modes %s\n", session_modes(session));
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
	session_open(&session, &size);
	session_start(&session, argv + optind);
	bool is_good = take_steps(&session);
	long last = session_now_ms();
	is_good = is_good && wait_for_end(&session);
	if (is_good) {
		report(&session, session_now_ms() - last);
	} else if (!session_has_ended(&session)) {
		kill(session.command, SIGKILL);
		waitpid(session.command, &session.status, 0);
	}
	if (session.stream)
		fclose(session.stream);
	free(session.sent);
	return is_good ? 0 : 1;
}
