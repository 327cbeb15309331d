#include "ui/terminal_raw.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/message.h"
#include "base/shown.h"
#include "model/limits.h"
#include "ui/signals.h"

enum { DEFAULT_ROWS = 24, DEFAULT_COLUMNS = 80 };

/* ── What it is ─────────────────────────────────────────────────────────────────────────────── */

/* Letters, digits and . _ + - only, as terminfo names are: a stranger chooses this text too. */
static bool is_type_name(const char *type)
{
	size_t size = strlen(type);
	return size > 0 && size <= 64 && isalnum((unsigned char)type[0]) &&
	       strspn(type, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-") ==
	               size;
}

bool terminal_raw_check(struct fault *why)
{
	const char *instead = _("use 'dossier list', 'dossier show ID' or 'dossier search WORDS'");
	const char *type = getenv("TERM");
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return fault_set(why, FAULT_USAGE, _("the reader needs a terminal: %s"), instead);
	if (!type || !*type)
		return fault_set(why, FAULT_USAGE, _("TERM is not set: %s"), instead);
	if (strcmp(type, "dumb") == 0 || strcmp(type, "unknown") == 0)
		return fault_set(why, FAULT_USAGE,
		                 _("a terminal of type '%s' cannot show panes: %s"), type, instead);
	if (!is_type_name(type))
		return fault_set(why, FAULT_USAGE, _("TERM is no name of a terminal type: %s"),
		                 instead);
	return true;
}

bool terminal_raw_knows_mouse(const char *type, const char *tmux)
{
	static const char *const known[] = {
		"tmux", "rxvt-unicode", "alacritty", "foot", "kitty", "wezterm", "contour", "st-",
	};
	struct str name = str_of(type ? type : "");
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_starts_with(name, str_of(known[i])))
			return true;
	return tmux && *tmux;
}

static int clamp(int number, int fallback, int most)
{
	if (number <= 0)
		return fallback;
	return number > most ? most : number;
}

void terminal_raw_size(int *rows, int *columns)
{
	struct winsize size = {0};
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		size = (struct winsize){0};
	*rows = clamp(size.ws_row, DEFAULT_ROWS, LIMIT_ROWS);
	*columns = clamp(size.ws_col, DEFAULT_COLUMNS, LIMIT_COLUMNS);
}

/* ── From it ────────────────────────────────────────────────────────────────────────────────── */

long terminal_raw_time_ms(struct timespec time)
{
	return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

long terminal_raw_gone_ms(struct timespec then)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)(now.tv_sec - then.tv_sec) * 1000 + (now.tv_nsec - then.tv_nsec) / 1000000;
}

static int sooner(int left_ms, int right_ms)
{
	if (left_ms < 0 || right_ms < 0)
		return left_ms < 0 ? right_ms : left_ms;
	return left_ms < right_ms ? left_ms : right_ms;
}

/* How long what was read may still wait for its rest; -1: for ever. */
static int rest_ms_of(const struct terminal_raw *raw)
{
	int waits_ms = decoder_waits_ms(&raw->decoder);
	long gone_ms = waits_ms < 0 ? 0 : terminal_raw_gone_ms(raw->last_input);
	return gone_ms >= waits_ms && waits_ms > 0 ? 0 : waits_ms - (int)gone_ms;
}

/* False if the terminal is gone. */
static bool read_bytes(struct terminal_raw *raw)
{
	char bytes[DECODER_ROOM];
	ssize_t size = read(STDIN_FILENO, bytes, sizeof(bytes));
	if (size <= 0)
		return size < 0 && (errno == EAGAIN || errno == EINTR);
	decoder_feed(&raw->decoder, (struct str){ bytes, (size_t)size });
	clock_gettime(CLOCK_MONOTONIC, &raw->last_input);
	return true;
}

/* Behind the last there is nothing to wait for. */
static void take_news(struct terminal_raw *raw)
{
	char byte;
	if (read(raw->news, &byte, 1) <= 0)
		raw->news = -1;
}

void terminal_raw_note_key(struct terminal_raw *raw)
{
	long now_ms = terminal_raw_time_ms(raw->last_input);
	if (now_ms != raw->last_key_ms)
		raw->is_hurried = now_ms - raw->last_key_ms < HURRY_MS;
	raw->last_key_ms = now_ms;
}

bool terminal_raw_wait(struct terminal_raw *raw, int timeout_ms, struct event *event)
{
	int rest_ms = rest_ms_of(raw);
	int wait_ms = signals_seen.resized ? RESIZE_PAUSE_MS : timeout_ms;
	struct pollfd ends[] = { { .fd = STDIN_FILENO, .events = POLLIN },
		                 { .fd = signals_descriptor(), .events = POLLIN },
		                 { .fd = raw->news, .events = POLLIN } };
	int ready = poll(ends, 3, sooner(wait_ms, rest_ms));
	*event = (struct event){ .kind = EVENT_NONE };
	if (ready == 0 && rest_ms_of(raw) == 0)
		decoder_timeout(&raw->decoder);
	else if (ready == 0)
		return signals_seen.resized;
	if (ready > 0 && ends[1].revents)
		signals_drain();
	bool is_gone = ready < 0 && errno != EINTR;
	if (ready > 0 && ends[0].revents)
		is_gone = !read_bytes(raw);
	if (is_gone) {
		event->kind = EVENT_HANGUP;
	} else if (ready > 0 && ends[2].revents) {
		event->kind = EVENT_NEWS;
		take_news(raw);
	}
	return true;
}

/* ── To it ──────────────────────────────────────────────────────────────────────────────────── */

/* True if it is worth another try; waits for a terminal that takes no more for now. */
static bool may_go_on(int descriptor, int error)
{
	struct pollfd end = { .fd = descriptor, .events = POLLOUT };
	if (error == EAGAIN)
		poll(&end, 1, -1);
	return error == EAGAIN || error == EINTR;
}

void terminal_raw_write_to(int descriptor, struct str bytes)
{
	while (bytes.size) {
		ssize_t written = write(descriptor, bytes.bytes, bytes.size);
		if (written > 0)
			bytes = str_slice(bytes, (size_t)written, bytes.size);
		else if (!may_go_on(descriptor, errno))
			return;
	}
}

void terminal_raw_write(struct str bytes)
{
	terminal_raw_write_to(STDOUT_FILENO, bytes);
}

/* Whatever language it is in, it is harmless, and ASCII where nothing else is understood. */
static void write_message(const char *words)
{
	struct arena scratch = {0};
	terminal_raw_write(shown_str(shown_line(&scratch, str_of(words))));
	arena_release(&scratch);
}

/* Keys that end programs are keys like others here; what was typed before counts for nothing. */
void terminal_raw_ask_for_key(void)
{
	struct termios before, raw;
	char bytes[64];
	if (tcgetattr(STDIN_FILENO, &before) != 0)
		return;
	raw = before;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
	terminal_raw_write(STR("\r\n"));
	/* Translators: dossier is the name of the program; a blank ends it, for the cursor */
	write_message(_("Press a key to go back to dossier "));
	struct pollfd ends[] = { { .fd = STDIN_FILENO, .events = POLLIN },
		                 { .fd = signals_descriptor(), .events = POLLIN } };
	do {
		signals_drain();
		if (signals_seen.to_stop) {
			tcsetattr(STDIN_FILENO, TCSANOW, &before);
			signals_stop();
			tcsetattr(STDIN_FILENO, TCSANOW, &raw);
		}
	} while (!signals_seen.to_end && (poll(ends, 2, -1) >= 0 || errno == EINTR) &&
	       !ends[0].revents);
	if (ends[0].revents && read(STDIN_FILENO, bytes, sizeof(bytes)) < 0)
		log_line("the key to go back could not be read");
	terminal_raw_write(STR("\r\n"));
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
}
