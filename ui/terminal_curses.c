/* The terminal of this process, by way of ncursesw; the only file that knows that library.
 *
 *	signal ─▶ flag and pipe ─▶ poll returns ─▶ event
 *	bytes ─▶ poll returns ─▶ decoder ─▶ event        ncurses never reads
 *	canvas ─▶ ncurses' virtual screen ─▶ only what changed is written, scrolling included
 */
#include "config.h"

#include "ui/terminal.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_WIDECHAR 1
#include <curses.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/unicode.h"
#include "model/limits.h"
#include "ui/decoder.h"
#include "ui/rescue.h"
#include "ui/signals.h"

enum {
	RESIZE_PAUSE_MS = 50,           /* at most 20 sizes a second */
	DEFAULT_ROWS = 24, DEFAULT_COLUMNS = 80,
};

struct terminal_curses {
	struct terminal terminal;       /* first: what the front end sees */
	SCREEN *screen;
	enum theme_colours colours;
	attr_t attributes[ROLE_COUNT];
	short pairs[ROLE_COUNT];
	bool blanks_alike[ROLE_COUNT];  /* a blank of that role looks like any other */
	struct timespec last_resize, last_input;
	struct decoder decoder;
	const char *paste_on, *paste_off; /* NULL if the terminal knows no bracketed paste */
	bool is_closed;
	int cursor_shown;               /* as curs_set was last told; -1: never */
	int news;                       /* descriptor to wait for, or -1 */
};

/* ── Size ───────────────────────────────────────────────────────────────────────────────────── */

static int clamp(int number, int fallback, int most)
{
	if (number <= 0)
		return fallback;
	return number > most ? most : number;
}

/* What the terminal says, or its type, or 80x24; never more than the limits: whoever is at the
 * other end of the line chooses this number, and ncurses takes memory for every cell. */
static void window_size(int *rows, int *columns)
{
	struct winsize size = {0};
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		size = (struct winsize){0};
	*rows = clamp(size.ws_row, DEFAULT_ROWS, LIMIT_ROWS);
	*columns = clamp(size.ws_col, DEFAULT_COLUMNS, LIMIT_COLUMNS);
}

static void curses_size(struct terminal *terminal, int *rows, int *columns)
{
	(void)terminal;
	getmaxyx(stdscr, *rows, *columns);
}

static long milliseconds_since(struct timespec then)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)(now.tv_sec - then.tv_sec) * 1000 + (now.tv_nsec - then.tv_nsec) / 1000000;
}

/* ── Waiting ────────────────────────────────────────────────────────────────────────────────── */

static struct event take_resize(struct terminal_curses *curses)
{
	int rows, columns;
	signals_seen.resized = 0;
	clock_gettime(CLOCK_MONOTONIC, &curses->last_resize);
	window_size(&rows, &columns);
	if (resizeterm(rows, columns) == ERR)
		log_line("no memory for a screen of %d x %d", rows, columns);
	clearok(curscr, TRUE);
	return (struct event){ .kind = EVENT_RESIZE, .rows = rows, .columns = columns };
}

static void put_sequence(const char *sequence)
{
	if (sequence)
		putp(sequence);
	fflush(stdout);
}

/* What input needs beyond the modes of the line. The keypad goes first: that writes all that
 * ncurses still holds, which must not be cut by a sequence of ours. */
static void modes_on(const struct terminal_curses *curses)
{
	keypad(stdscr, TRUE);
	put_sequence(curses->paste_on);
}

/* Give the terminal back as endwin does, and stop like any program at C-z. */
static void curses_suspend(struct terminal *terminal)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	put_sequence(curses->paste_off);
	endwin();
	signals_stop();
	curses->cursor_shown = -1;
	clearok(curscr, TRUE);
}

/* Something that a signal asked for, if it is time for it. */
static struct event take_signal(struct terminal_curses *curses)
{
	if (signals_seen.to_end)
		return (struct event){ .kind = EVENT_QUIT, .signal = signals_seen.to_end };
	if (signals_seen.to_stop)
		curses_suspend(&curses->terminal);
	if (signals_seen.continued) {
		signals_seen.continued = 0;
		reset_prog_mode();
		modes_on(curses);
		return take_resize(curses);
	}
	if (signals_seen.resized && milliseconds_since(curses->last_resize) >= RESIZE_PAUSE_MS)
		return take_resize(curses);
	return (struct event){ .kind = EVENT_NONE };
}

static int sooner(int left_ms, int right_ms)
{
	if (left_ms < 0 || right_ms < 0)
		return left_ms < 0 ? right_ms : left_ms;
	return left_ms < right_ms ? left_ms : right_ms;
}

/* How long what was read may still wait for its rest; -1: for ever. */
static int decoder_rest_ms(const struct terminal_curses *curses)
{
	int waits_ms = decoder_waits_ms(&curses->decoder);
	long gone_ms = waits_ms < 0 ? 0 : milliseconds_since(curses->last_input);
	return gone_ms >= waits_ms && waits_ms > 0 ? 0 : waits_ms - (int)gone_ms;
}

/* False if the terminal is gone. */
static bool read_bytes(struct terminal_curses *curses)
{
	char bytes[DECODER_ROOM];
	ssize_t size = read(STDIN_FILENO, bytes, sizeof(bytes));
	if (size <= 0)
		return size < 0 && (errno == EAGAIN || errno == EINTR);
	decoder_feed(&curses->decoder, (struct str){ bytes, (size_t)size });
	clock_gettime(CLOCK_MONOTONIC, &curses->last_input);
	return true;
}

/* Behind the last there is nothing to wait for. */
static void take_news(struct terminal_curses *curses)
{
	char byte;
	if (read(curses->news, &byte, 1) <= 0)
		curses->news = -1;
}

/* Wait for something, at most that long (-1: for ever); EVENT_NONE in `*event` if it may be time to
 * look again. False if the time is up. */
static bool wait_once(struct terminal_curses *curses, int timeout_ms, struct event *event)
{
	int rest_ms = decoder_rest_ms(curses);
	int wait_ms = signals_seen.resized ? RESIZE_PAUSE_MS : timeout_ms;
	struct pollfd ends[] = { { .fd = STDIN_FILENO, .events = POLLIN },
		                 { .fd = signals_descriptor(), .events = POLLIN },
		                 { .fd = curses->news, .events = POLLIN } };
	int ready = poll(ends, 3, sooner(wait_ms, rest_ms));
	*event = (struct event){ .kind = EVENT_NONE };
	if (ready == 0 && decoder_rest_ms(curses) == 0)
		decoder_timeout(&curses->decoder);
	else if (ready == 0)
		return signals_seen.resized;
	if (ready > 0 && ends[1].revents)
		signals_drain();
	bool is_gone = ready < 0 && errno != EINTR;
	if (ready > 0 && ends[0].revents)
		is_gone = !read_bytes(curses);
	if (is_gone) {
		event->kind = EVENT_HANGUP;
	} else if (ready > 0 && ends[2].revents) {
		event->kind = EVENT_NEWS;
		take_news(curses);
	}
	return true;
}

static struct event curses_wait(struct terminal *terminal, int timeout_ms)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	for (;;) {
		struct event event = take_signal(curses);
		if (event.kind == EVENT_NONE)
			event = decoder_next(&curses->decoder);
		if (event.kind != EVENT_NONE)
			return event;
		if (!wait_once(curses, timeout_ms, &event) || event.kind != EVENT_NONE)
			return event;
	}
}

/* ── Showing ────────────────────────────────────────────────────────────────────────────────── */

struct attribute_row { unsigned attribute; attr_t curses; };

static const struct attribute_row attributes[] = {
	{ THEME_BOLD, A_BOLD }, { THEME_DIM, A_DIM }, { THEME_UNDERLINE, A_UNDERLINE },
	{ THEME_REVERSE, A_REVERSE },
};

static attr_t attributes_of(unsigned wanted)
{
	attr_t all = A_NORMAL;
	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		if (wanted & attributes[i].attribute)
			all |= attributes[i].curses;
	return all;
}

/* A pair of colours a role. Where the terminal cannot keep its own colours, white on black is
 * near. */
static void roles_open(struct terminal_curses *curses)
{
	bool has_own = curses->colours != THEME_MONO && use_default_colors() == OK;
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style style = theme_style((enum role)role, curses->colours);
		curses->attributes[role] = attributes_of(style.attributes);
		curses->pairs[role] = 0;
		curses->blanks_alike[role] = style.background < 0 &&
			!(style.attributes & (THEME_UNDERLINE | THEME_REVERSE));
		if (curses->colours == THEME_MONO || (style.foreground < 0 && style.background < 0))
			continue;
		short foreground =
			style.foreground < 0 && !has_own ? COLOR_WHITE : style.foreground;
		short background =
			style.background < 0 && !has_own ? COLOR_BLACK : style.background;
		short pair = (short)(role + 1);
		if (pair < COLOR_PAIRS && init_pair(pair, foreground, background) == OK)
			curses->pairs[role] = pair;
	}
}

/* The letter at `at` and the marks behind it, which is what a cell of ncurses holds: gives its
 * bytes, and in `*width` its columns. */
static size_t letter_of(struct str text, size_t at, wchar_t letters[CCHARW_MAX + 1], int *width)
{
	const uint32_t joiner = 0x200d;
	size_t end = at, size;
	int count = 0;
	*width = 0;
	for (; end < text.size; end += size) {
		uint32_t code_point = unicode_decode(text, end, &size);
		if (end > at && unicode_width(code_point) > 0)
			break;
		if (end == at)
			*width = unicode_width(code_point);
		if (count < CCHARW_MAX && code_point != joiner)
			letters[count++] = (wchar_t)code_point;
	}
	letters[count] = L'\0';
	return end - at;
}

/* A cluster may hold several letters that take columns (vowels of Burmese, the halves of a flag):
 * each goes to its own. What does not fit the cluster's width, such as the second of two joined
 * pictographs, is left out. */
static void show_cell(const struct terminal_curses *curses, int row, int column,
                      const struct cell *cell, enum role role)
{
	struct str text = cell->size ? (struct str){ cell->bytes, cell->size } : STR(" ");
	int used = 0, width;
	for (size_t at = 0; at < text.size && used < cell->width; used += width) {
		wchar_t letters[CCHARW_MAX + 1];
		cchar_t letter;
		at += letter_of(text, at, letters, &width);
		if (used + width <= cell->width &&
		    setcchar(&letter, letters, curses->attributes[role], curses->pairs[role],
		             NULL) == OK)
			mvadd_wch(row, column + used, &letter);
	}
}

/* The role to show the cell in. A plain blank between two words of one role takes theirs where
 * nobody can tell, which saves turning it off and on again. */
static enum role role_shown(const struct terminal_curses *curses, const struct cell *cell,
                            bool has_neighbours)
{
	if (cell->size > 0 || cell->role != ROLE_TEXT || !has_neighbours)
		return cell->role;
	bool is_between = cell[-1].role == cell[1].role && curses->blanks_alike[cell[1].role];
	return is_between ? cell[1].role : ROLE_TEXT;
}

static void show_row(const struct terminal_curses *curses, const struct canvas *canvas, int row,
                     int columns)
{
	const struct cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->columns];
	for (int column = 0; column < canvas->columns && column < columns; column++) {
		bool has_neighbours = column > 0 && column + 1 < canvas->columns;
		enum role role = role_shown(curses, &cells[column], has_neighbours);
		bool is_plain_blank = cells[column].size == 0 && role == ROLE_TEXT;
		if (cells[column].width > 0 && !is_plain_blank)
			show_cell(curses, row, column, &cells[column], role);
	}
}

static void curses_show(struct terminal *terminal, const struct canvas *canvas)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	int rows, columns;
	getmaxyx(stdscr, rows, columns);
	erase();
	for (int row = 0; row < canvas->rows && row < rows; row++)
		show_row(curses, canvas, row, columns);
	if (curses->cursor_shown != canvas->shows_cursor) {
		curses->cursor_shown = canvas->shows_cursor;
		curs_set(canvas->shows_cursor);
	}
	if (canvas->cursor_row >= 0)
		move(canvas->cursor_row, canvas->cursor_column);
	refresh();
}

static void curses_bell(struct terminal *terminal)
{
	(void)terminal;
	beep();
}

static void curses_redraw(struct terminal *terminal)
{
	(void)terminal;
	clearok(curscr, TRUE);
}

/* ── Opening, closing ───────────────────────────────────────────────────────────────────────── */

static void curses_close(struct terminal *terminal)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	if (curses->is_closed)
		return;
	curses->is_closed = true;
	put_sequence(curses->paste_off);
	endwin();
	rescue_disarm();
	signals_close();
	delscreen(curses->screen);
}

static const struct terminal_ops curses_ops = {
	.size = curses_size,
	.wait = curses_wait,
	.show = curses_show,
	.bell = curses_bell,
	.redraw = curses_redraw,
	.suspend = curses_suspend,
	.close = curses_close,
};

/* Letters, digits and . _ + - only, as terminfo names are: a stranger chooses this text too. */
static bool is_type_name(const char *type)
{
	size_t size = strlen(type);
	return size > 0 && size <= 64 && isalnum((unsigned char)type[0]) &&
	       strspn(type, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-") ==
	               size;
}

static bool terminal_can_do(struct fault *why)
{
	static const char instead[] =
		"use 'dossier list', 'dossier show ID' or 'dossier search WORDS'";
	const char *type = getenv("TERM");
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return fault_set(why, FAULT_USAGE, "the reader needs a terminal: %s", instead);
	if (!type || !*type)
		return fault_set(why, FAULT_USAGE, "TERM is not set: %s", instead);
	if (strcmp(type, "dumb") == 0 || strcmp(type, "unknown") == 0)
		return fault_set(why, FAULT_USAGE, "a terminal of type '%s' cannot show panes: %s",
		                 type, instead);
	if (!is_type_name(type))
		return fault_set(why, FAULT_USAGE, "TERM is no name of a terminal type: %s",
		                 instead);
	return true;
}

/* Add what the terminal's type calls `name`, without the padding "$<5>" that only old lines
 * need. */
static void add_capability(struct text *sequence, const char *name)
{
	const char *bytes = tigetstr(name);
	if (!bytes || bytes == (const char *)-1)
		return;
	for (const char *at = bytes; *at; at++) {
		if (at[0] == '$' && at[1] == '<' && strchr(at, '>'))
			at = strchr(at, '>');
		else
			text_add_byte(sequence, *at);
	}
}

static void rescue_open(struct arena *arena)
{
	static const char *const capabilities[] = { "BD", "rmkx", "sgr0", "op", "cnorm", "rmcup" };
	struct text sequence = { .arena = arena };
	for (size_t i = 0; i < sizeof(capabilities) / sizeof(capabilities[0]); i++)
		add_capability(&sequence, capabilities[i]);
	rescue_set_sequence(text_str(&sequence));
	rescue_arm();
}

static const char *capability(const char *name)
{
	const char *bytes = tigetstr(name);
	return bytes && bytes != (const char *)-1 && *bytes ? bytes : NULL;
}

static void keys_open(struct terminal_curses *curses)
{
	raw();
	noecho();
	nonl();
	/* Input ends no refresh: only the decoder knows whether it becomes an event. */
	typeahead(-1);
	decoder_open(&curses->decoder, capability);
	curses->paste_off = capability("BD");
	curses->paste_on = curses->paste_off ? capability("BE") : NULL;
	modes_on(curses);
}

/* Before it has come back from endwin() once, ncurses 6.4 writes out all it has whenever it moves
 * the cursor: one screen is half a hundred packets on a line. So it goes there and back, and does
 * so before it knows of colours: coming back, it would set a palette that the reader has changed to
 * what it was. The first screen clears once more, for what was cleared before there were colours
 * would have its blanks painted. */
static void screen_write_whole(void)
{
	endwin();
	refresh();
	clearok(curscr, TRUE);
}

/* ncurses takes LINES and COLUMNS before what the terminal says, and asks for them again whenever it
 * comes back: so our clamped size holds. */
static SCREEN *screen_open(struct arena *arena)
{
	int rows, columns;
	char number[16];
	window_size(&rows, &columns);
	snprintf(number, sizeof(number), "%d", rows);
	setenv("LINES", number, 1);
	snprintf(number, sizeof(number), "%d", columns);
	setenv("COLUMNS", number, 1);
	SCREEN *screen = newterm(NULL, stdout, stdin);
	if (screen) {
		rescue_open(arena);
		screen_write_whole();
	}
	unsetenv("LINES");
	unsetenv("COLUMNS");
	return screen;
}

bool terminal_open(struct arena *arena, struct terminal_options options, struct terminal **terminal,
                   struct fault *why)
{
	if (!terminal_can_do(why))
		return false;
	struct terminal_curses *curses = ARENA_NEW(arena, struct terminal_curses);
	curses->terminal.ops = &curses_ops;
	curses->cursor_shown = -1;
	curses->news = options.news;
	rescue_save_modes(STDIN_FILENO);
	if (!signals_open())
		return fault_set(why, FAULT_SYSTEM, "there is no file descriptor left for a pipe");
	curses->screen = screen_open(arena);
	if (!curses->screen) {
		signals_close();
		return fault_set(why, FAULT_USAGE,
		                 "the terminal type '%s' is not known on this machine: "
		                 "set TERM to one that is, such as xterm or vt100",
		                 getenv("TERM"));
	}
	keys_open(curses);
	/* Unless colours are wanted, ncurses must not even begin: it would end by a reset. */
	curses->colours = theme_choose(tigetnum("colors"), options.colour, getenv("NO_COLOR"));
	if (curses->colours != THEME_MONO && start_color() != OK)
		curses->colours = THEME_MONO;
	roles_open(curses);
	*terminal = &curses->terminal;
	return true;
}
