/* The terminal of this process, by way of ncursesw; the only file that knows that library.
 *
 *	signal ─▶ flag ─▶ ppoll returns ─▶ event         signals are blocked but inside ppoll
 *	keys ─▶ ncurses decodes ─▶ event                 unknown sequences are dropped whole
 *	canvas ─▶ ncurses' virtual screen ─▶ only what changed is written, scrolling included
 */
#include "config.h"

#include "ui/terminal.h"

#include <ctype.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
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
#include "ui/rescue.h"

enum {
	ESCAPE_DELAY_MS = 25,           /* how long ESC may wait for the rest of a sequence */
	RESIZE_PAUSE_MS = 50,           /* at most 20 sizes a second */
	SEQUENCE_LIMIT = 64,            /* bytes of an unknown sequence that are dropped */
	PASTE_SIZE = 4096,              /* bytes of a paste that are kept */
	DEFAULT_ROWS = 24, DEFAULT_COLUMNS = 80,
	/* Codes that define_key gives to sequences that curses has no name for. */
	CODE_PASTE_START = KEY_MAX + 1, CODE_PASTE_END, CODE_ALT_LEFT, CODE_ALT_RIGHT,
};

struct terminal_curses {
	struct terminal terminal;       /* first: what the front end sees */
	SCREEN *screen;
	WINDOW *input;                  /* a pad: reading from it never refreshes anything */
	enum theme_colours colours;
	attr_t attributes[ROLE_COUNT];
	short pairs[ROLE_COUNT];
	sigset_t waiting_mask;          /* the mask inside ppoll */
	struct timespec last_resize;
	char paste[PASTE_SIZE];
	const char *paste_off; /* sequence of the terminal; NULL if it knows no bracketed paste */
	bool is_closed;
	int cursor_shown;               /* as curs_set was last told; -1: never */
};

/* ── Signals ────────────────────────────────────────────────────────────────────────────────── */

static volatile sig_atomic_t signal_resized, signal_continued, signal_to_end;

static const int end_signals[] = { SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2 };

enum { END_SIGNAL_COUNT = sizeof(end_signals) / sizeof(end_signals[0]) };

static void note_resize(int number)
{
	(void)number;
	signal_resized = 1;
}

static void note_continue(int number)
{
	(void)number;
	signal_continued = 1;
}

/* The second request, or two seconds without an answer to the first, ends at once. */
static void note_end(int number)
{
	if (signal_to_end) {
		rescue_now();
		signal(number, SIG_DFL);
		raise(number);
	}
	signal_to_end = number;
	alarm(2);
}

static void handle(int number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };
	sigfillset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

/* Before newterm, so that ncurses, which only takes signals nobody handles, leaves them alone. */
static void signals_open(struct terminal_curses *curses)
{
	sigset_t blocked;
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGWINCH);
	sigaddset(&blocked, SIGCONT);
	handle(SIGWINCH, note_resize);
	handle(SIGCONT, note_continue);
	for (size_t i = 0; i < END_SIGNAL_COUNT; i++) {
		handle(end_signals[i], note_end);
		sigaddset(&blocked, end_signals[i]);
	}
	/* Raw mode makes C-z a key; the signal from outside waits until the action suspends. */
	signal(SIGTSTP, SIG_IGN);
	sigprocmask(SIG_BLOCK, &blocked, &curses->waiting_mask);
	for (size_t i = 0; i < END_SIGNAL_COUNT; i++)
		sigdelset(&curses->waiting_mask, end_signals[i]);
	sigdelset(&curses->waiting_mask, SIGWINCH);
	sigdelset(&curses->waiting_mask, SIGCONT);
}

/* Those that ask to end stay blocked: the program is on its way out, and dies of one when it is
 * done. */
static void signals_close(void)
{
	signal(SIGWINCH, SIG_DFL);
	signal(SIGCONT, SIG_DFL);
	signal(SIGTSTP, SIG_DFL);
	alarm(0);
}

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

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

struct code_row { int code; uint32_t key; };

static const struct code_row codes[] = {
	{ KEY_ENTER, NAMED_ENTER }, { KEY_BTAB, NAMED_BACK_TAB },
	{ KEY_BACKSPACE, NAMED_BACKSPACE }, { KEY_DC, NAMED_DELETE }, { KEY_IC, NAMED_INSERT },
	{ KEY_UP, NAMED_UP }, { KEY_DOWN, NAMED_DOWN }, { KEY_LEFT, NAMED_LEFT },
	{ KEY_RIGHT, NAMED_RIGHT }, { KEY_HOME, NAMED_HOME }, { KEY_END, NAMED_END },
	{ KEY_PPAGE, NAMED_PAGE_UP }, { KEY_NPAGE, NAMED_PAGE_DOWN },
	{ CODE_ALT_LEFT, NAMED_LEFT | KEY_WITH_ALT },
	{ CODE_ALT_RIGHT, NAMED_RIGHT | KEY_WITH_ALT },
};

static const struct code_row controls[] = {
	{ '\r', NAMED_ENTER }, { '\n', NAMED_ENTER }, { '\t', NAMED_TAB },
	{ 0x7f, NAMED_BACKSPACE }, { '\b', NAMED_BACKSPACE }, { 0x1b, NAMED_ESCAPE },
};

static struct key key_of_code(int code)
{
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return (struct key){ (uint32_t)(NAMED_F1 + (code - KEY_F(1))) };
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (codes[i].code == code)
			return (struct key){ codes[i].key };
	return (struct key){ NAMED_NONE };
}

static struct key key_of_letter(wint_t letter)
{
	for (size_t i = 0; i < sizeof(controls) / sizeof(controls[0]); i++)
		if ((wint_t)controls[i].code == letter)
			return (struct key){ controls[i].key };
	if (letter < 0x20)
		return (struct key){ (uint32_t)tolower((int)letter + '@') | KEY_WITH_CONTROL };
	if (letter > 0x10ffff || (letter >= 0x80 && letter < 0xa0))
		return (struct key){ NAMED_NONE };
	return (struct key){ (uint32_t)letter };
}

/* Behind "ESC [" or "ESC O": nothing that we know, so the rest of it is no input of the
 * reader's. */
static void drop_sequence(struct terminal_curses *curses)
{
	wint_t letter;
	for (int i = 0; i < SEQUENCE_LIMIT && wget_wch(curses->input, &letter) == OK; i++)
		if (letter >= 0x40 && letter <= 0x7e)
			return;
}

/* Behind "ESC ]", "ESC P" and their like: a report, which ends with BEL or ST. */
static void drop_report(struct terminal_curses *curses)
{
	wint_t letter;
	for (int i = 0; i < PASTE_SIZE && wget_wch(curses->input, &letter) == OK; i++) {
		if (letter == 0x1b)
			wget_wch(curses->input, &letter);
		if (letter == '\a' || letter == '\\')
			return;
	}
}

/* An ESC was read. Alone it is the key; with something at its heels it is Alt or a sequence. */
static struct key key_of_escape(struct terminal_curses *curses)
{
	wint_t letter;
	int result = wget_wch(curses->input, &letter);
	if (result == ERR)
		return (struct key){ NAMED_ESCAPE };
	if (result == KEY_CODE_YES)
		return (struct key){ key_of_code((int)letter).code | KEY_WITH_ALT };
	if (letter == '[' || letter == 'O')
		drop_sequence(curses);
	else if (letter == ']' || letter == 'P' || letter == '_' || letter == '^' || letter == 'X')
		drop_report(curses);
	else
		return (struct key){ key_of_letter(letter).code | KEY_WITH_ALT };
	return (struct key){ NAMED_NONE };
}

/* All up to the end mark is text, however slowly it comes; what does not fit is left out. */
static struct event read_paste(struct terminal_curses *curses)
{
	size_t size = 0;
	wint_t letter;
	wtimeout(curses->input, 1000);
	for (int result; (result = wget_wch(curses->input, &letter)) != ERR;) {
		if (result == KEY_CODE_YES && letter == CODE_PASTE_END)
			break;
		char bytes[4];
		size_t count = result == OK ? unicode_encode((uint32_t)letter, bytes) : 0;
		if (size + count <= PASTE_SIZE) {
			memcpy(curses->paste + size, bytes, count);
			size += count;
		}
	}
	wtimeout(curses->input, 0);
	return (struct event){ .kind = EVENT_PASTE, .paste = { curses->paste, size } };
}

/* What ncurses has read already, or can read without waiting. */
static struct event read_key(struct terminal_curses *curses)
{
	wint_t letter;
	struct event event = { .kind = EVENT_KEY };
	int result = wget_wch(curses->input, &letter);
	if (result == ERR)
		return (struct event){ .kind = EVENT_NONE };
	if (result == KEY_CODE_YES && letter == CODE_PASTE_START)
		return read_paste(curses);
	if (result == KEY_CODE_YES)
		event.key = key_of_code((int)letter);
	else
		event.key = letter == 0x1b ? key_of_escape(curses) : key_of_letter(letter);
	return event;
}

/* ── Waiting ────────────────────────────────────────────────────────────────────────────────── */

static struct event take_resize(struct terminal_curses *curses)
{
	int rows, columns;
	signal_resized = 0;
	clock_gettime(CLOCK_MONOTONIC, &curses->last_resize);
	window_size(&rows, &columns);
	if (resizeterm(rows, columns) == ERR)
		log_line("no memory for a screen of %d x %d", rows, columns);
	clearok(curscr, TRUE);
	return (struct event){ .kind = EVENT_RESIZE, .rows = rows, .columns = columns };
}

/* Something that a signal asked for, if it is time for it. */
static struct event take_signal(struct terminal_curses *curses)
{
	if (signal_to_end)
		return (struct event){ .kind = EVENT_QUIT, .signal = signal_to_end };
	if (signal_continued) {
		signal_continued = 0;
		signal_resized = 1;
		reset_prog_mode();
		return take_resize(curses);
	}
	if (signal_resized && milliseconds_since(curses->last_resize) >= RESIZE_PAUSE_MS)
		return take_resize(curses);
	return (struct event){ .kind = EVENT_NONE };
}

/* The terminal is gone if it says so, or if it has something to read which is nothing. */
static bool is_hangup(short returned)
{
	int waiting = 0;
	if (returned & (POLLERR | POLLNVAL))
		return true;
	if (!(returned & (POLLIN | POLLHUP)))
		return false;
	return ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
}

static struct event curses_wait(struct terminal *terminal, int timeout_ms)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	for (;;) {
		struct event event = take_signal(curses);
		if (event.kind == EVENT_NONE)
			event = read_key(curses);
		if (event.kind != EVENT_NONE)
			return event;
		int wait_ms = signal_resized ? RESIZE_PAUSE_MS : timeout_ms;
		struct timespec limit = { wait_ms / 1000, (long)(wait_ms % 1000) * 1000000 };
		struct pollfd tty = { .fd = STDIN_FILENO, .events = POLLIN };
		int ready = ppoll(&tty, 1, wait_ms < 0 ? NULL : &limit, &curses->waiting_mask);
		if (ready > 0 && is_hangup(tty.revents))
			return (struct event){ .kind = EVENT_HANGUP };
		if (ready < 0 && errno != EINTR)
			return (struct event){ .kind = EVENT_HANGUP };
		if (ready == 0 && !signal_resized)
			return (struct event){ .kind = EVENT_NONE };
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

/* One cell, moved to on its own: so a disagreement about one width cannot shift the rest of a
 * line. */
static void show_cell(const struct terminal_curses *curses, int row, int column,
                      const struct cell *cell)
{
	wchar_t letters[CCHARW_MAX + 1] = { L' ' };
	struct str text = { cell->bytes, cell->size };
	int count = cell->size ? 0 : 1;
	for (size_t at = 0, size; at < text.size && count < CCHARW_MAX; at += size)
		letters[count++] = (wchar_t)unicode_decode(text, at, &size);
	letters[count] = L'\0';
	cchar_t cluster;
	if (setcchar(&cluster, letters, curses->attributes[cell->role], curses->pairs[cell->role],
	             NULL) == OK)
		mvadd_wch(row, column, &cluster);
}

static void curses_show(struct terminal *terminal, const struct canvas *canvas)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	int rows, columns;
	getmaxyx(stdscr, rows, columns);
	erase();
	for (int row = 0; row < canvas->rows && row < rows; row++) {
		for (int column = 0; column < canvas->columns && column < columns; column++) {
			const struct cell *cell =
				&canvas->cells[(size_t)row * (size_t)canvas->columns +
			                       (size_t)column];
			bool is_plain_blank = cell->size == 0 && cell->role == ROLE_TEXT;
			if (cell->width > 0 && !is_plain_blank)
				show_cell(curses, row, column, cell);
		}
	}
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

/* ── Opening, suspending, closing ───────────────────────────────────────────────────────────── */

static void put_sequence(const char *sequence)
{
	if (sequence)
		putp(sequence);
	fflush(stdout);
}

/* Give the terminal back as endwin does, and stop like any program at C-z. */
static void curses_suspend(struct terminal *terminal)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	put_sequence(curses->paste_off);
	endwin();
	signal(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);
	/* Stopped here, until somebody says SIGCONT, which waits to be noted inside ppoll. */
	signal(SIGTSTP, SIG_IGN);
	put_sequence(curses->paste_off ? tigetstr("BE") : NULL);
	curses->cursor_shown = -1;
	clearok(curscr, TRUE);
}

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
	delwin(curses->input);
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

static void charset_open(void)
{
	setlocale(LC_CTYPE, "");
	bool is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	shown_set_charset(is_utf8 ? SHOWN_UTF8 : SHOWN_ASCII);
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

static void keys_open(struct terminal_curses *curses)
{
	raw();
	noecho();
	nonl();
	curses->input = newpad(1, 1);
	keypad(curses->input, TRUE);
	nodelay(curses->input, TRUE);
	define_key("\033[1;3D", CODE_ALT_LEFT);
	define_key("\033[1;3C", CODE_ALT_RIGHT);
	const char *paste_on = tigetstr("BE"), *paste_off = tigetstr("BD");
	if (!paste_on || paste_on == (const char *)-1 || !paste_off ||
	    paste_off == (const char *)-1)
		return;
	curses->paste_off = paste_off;
	define_key("\033[200~", CODE_PASTE_START);
	define_key("\033[201~", CODE_PASTE_END);
	put_sequence(paste_on);
}

/* ncurses takes LINES and COLUMNS before what the terminal says: so our clamped size holds. */
static SCREEN *screen_open(void)
{
	int rows, columns;
	char number[16];
	window_size(&rows, &columns);
	snprintf(number, sizeof(number), "%d", rows);
	setenv("LINES", number, 1);
	snprintf(number, sizeof(number), "%d", columns);
	setenv("COLUMNS", number, 1);
	set_escdelay(ESCAPE_DELAY_MS);
	SCREEN *screen = newterm(NULL, stdout, stdin);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	return screen;
}

static struct terminal *closed_at_exit;

static void close_at_exit(void)
{
	if (closed_at_exit)
		closed_at_exit->ops->close(closed_at_exit);
}

bool terminal_open(struct arena *arena, struct terminal_options options, struct terminal **terminal,
                   struct fault *why)
{
	if (!terminal_can_do(why))
		return false;
	struct terminal_curses *curses = ARENA_NEW(arena, struct terminal_curses);
	curses->terminal.ops = &curses_ops;
	curses->cursor_shown = -1;
	charset_open();
	rescue_save_modes(STDIN_FILENO);
	signals_open(curses);
	curses->screen = screen_open();
	if (!curses->screen) {
		signals_close();
		return fault_set(why, FAULT_USAGE,
		                 "the terminal type '%s' is not known on this machine: "
		                 "set TERM to one that is, such as xterm or vt100",
		                 getenv("TERM"));
	}
	rescue_open(arena);
	keys_open(curses);
	if (!curses->input) {
		curses_close(&curses->terminal);
		return fault_set(why, FAULT_SYSTEM, "there is no memory for a screen of this size");
	}
	/* Where no colours are wanted, ncurses must not even begin: it would end by resetting them. */
	curses->colours = theme_choose(tigetnum("colors"), options.colour, getenv("NO_COLOR"));
	if (curses->colours != THEME_MONO && start_color() != OK)
		curses->colours = THEME_MONO;
	roles_open(curses);
	closed_at_exit = &curses->terminal;
	atexit(close_at_exit);
	*terminal = &curses->terminal;
	return true;
}
