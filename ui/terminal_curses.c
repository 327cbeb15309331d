/* The terminal of this process, by way of ncursesw; the only file that knows that library.
 *
 *	signal ─▶ flag and pipe ─▶ poll returns ─▶ event
 *	bytes ─▶ poll returns ─▶ decoder ─▶ event        ncurses never reads
 *	canvas ─▶ ncurses' virtual screen ─▶ only what changed, scrolling included ─▶ one write
 */
#include "config.h"

#include "ui/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_WIDECHAR 1
#include <curses.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/message.h"
#include "base/unicode.h"
#include "ui/kiosk.h"
#include "ui/rescue.h"
#include "ui/signals.h"
#include "ui/terminal_database.h"
#include "ui/terminal_raw.h"
#include "ui/terminal_wire.h"

struct terminal_curses {
	struct terminal terminal;       /* first: what the front end sees */
	SCREEN *screen;
	enum theme_colours colours;
	struct looks looks;
	bool has_looks;                 /* else attributes and colours go by ncurses */
	attr_t attributes[ROLE_COUNT];
	short pairs[ROLE_COUNT];
	bool blanks_alike[ROLE_COUNT];  /* a blank of that role looks like any other */
	struct timespec last_resize;
	struct terminal_raw raw;
	struct terminal_wire wire;
	const char *paste_on, *paste_off; /* NULL if the terminal knows no bracketed paste */
	const char *mouse_on, *mouse_off;       /* NULL if this type is not known to tell of it */
	bool is_closed;
	int cursor_shown;               /* as curs_set was last told; -1: never */
	bool is_behind;                 /* only what is to be seen first was shown */
	bool has_shown;
};

static const char *capability(const char *name)
{
	const char *bytes = tigetstr(name);
	return bytes && bytes != (const char *)-1 && *bytes ? bytes : NULL;
}

/* ── Size ───────────────────────────────────────────────────────────────────────────────────── */

static void curses_size(struct terminal *terminal, int *rows, int *columns)
{
	(void)terminal;
	getmaxyx(stdscr, *rows, *columns);
}

/* ── Waiting ────────────────────────────────────────────────────────────────────────────────── */

static struct event take_resize(struct terminal_curses *curses)
{
	int rows, columns;
	signals_seen.resized = 0;
	clock_gettime(CLOCK_MONOTONIC, &curses->last_resize);
	terminal_raw_size(&rows, &columns);
	if (resizeterm(rows, columns) == ERR)
		log_line("no memory for a screen of %d x %d", rows, columns);
	clearok(curscr, TRUE);
	return (struct event){ .kind = EVENT_RESIZE, .rows = rows, .columns = columns };
}

static void put_sequence(struct terminal_curses *curses, const char *sequence)
{
	if (sequence)
		terminal_wire_put(&curses->wire, str_of(sequence));
}

/* What input needs beyond the modes of the line. The keypad goes first: that writes all that
 * ncurses still holds, which must not be cut by a sequence of ours. Looks end without a word of the
 * charset, which another program may have left behind. */
static void modes_on(struct terminal_curses *curses)
{
	keypad(stdscr, TRUE);
	if (curses->has_looks)
		put_sequence(curses, curses->looks.plain.bytes);
	put_sequence(curses, curses->paste_on);
	if (curses->raw.decoder.takes_mouse)
		put_sequence(curses, curses->mouse_on);
}

static void modes_off(struct terminal_curses *curses)
{
	if (curses->raw.decoder.takes_mouse)
		put_sequence(curses, curses->mouse_off);
	put_sequence(curses, curses->paste_off);
}

/* Give the terminal back as endwin does. One without a screen for programs keeps ours, and goes on
 * in its last line: nothing else may stand there. */
static void give_back(struct terminal_curses *curses)
{
	terminal_wire_send(&curses->wire);
	if (!capability("rmcup")) {
		move(LINES - 1, 0);
		clrtoeol();
		refresh();
	}
	modes_off(curses);
	endwin();
}

/* For a while. */
static void leave(struct terminal_curses *curses)
{
	give_back(curses);
	curses->cursor_shown = -1;
	clearok(curscr, TRUE);
}

/* Stop like any program at C-z. */
static void curses_suspend(struct terminal *terminal)
{
	leave((struct terminal_curses *)terminal);
	signals_stop();
}

/* Then all is as after a stop: the modes are set again, and the size may be another. */
static bool curses_run(struct terminal *terminal, const struct program *program, int *status,
                       struct fault *why)
{
	leave((struct terminal_curses *)terminal);
	bool is_run = program_run(program, status, why);
	if (is_run && program->asks_for_key)
		terminal_raw_ask_for_key();
	signals_seen.continued = 1;
	return is_run;
}

/* Something that a signal asked for, if it is time for it. */
static struct event take_signal(struct terminal_curses *curses)
{
	if (signals_seen.to_end)
		return (struct event){ .kind = EVENT_QUIT, .signal = signals_seen.to_end };
	if (signals_seen.to_stop && kiosk_is_on())
		signals_seen.to_stop = 0;
	else if (signals_seen.to_stop)
		curses_suspend(&curses->terminal);
	if (signals_seen.continued) {
		signals_seen.continued = 0;
		reset_prog_mode();
		modes_on(curses);
		return take_resize(curses);
	}
	if (signals_seen.resized && terminal_raw_gone_ms(curses->last_resize) >= RESIZE_PAUSE_MS)
		return take_resize(curses);
	return (struct event){ .kind = EVENT_NONE };
}

/* While less was shown than there is, no longer than the hurry lasts: then it must be shown. */
static struct event curses_wait(struct terminal *terminal, int timeout_ms)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	int most_ms = curses->is_behind && timeout_ms != 0 ? HURRY_MS : timeout_ms;
	for (;;) {
		struct event event = take_signal(curses);
		if (event.kind == EVENT_NONE)
			event = decoder_next(&curses->raw.decoder);
		event.mouse.when_ms = terminal_raw_time_ms(curses->raw.last_input);
		if (event.kind == EVENT_KEY)
			terminal_raw_note_key(&curses->raw);
		if (event.kind != EVENT_NONE)
			return event;
		bool is_over = !terminal_raw_wait(&curses->raw, most_ms, &event);
		if (is_over && curses->is_behind && timeout_ms != 0) {
			curses->raw.is_hurried = false;
			return (struct event){ .kind = EVENT_RESIZE, .rows = LINES, .columns = COLS };
		}
		if (is_over || event.kind != EVENT_NONE)
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

/* The attributes of ncurses that looks take the place of, in the order of their names in
 * terminal_type.c. */
static const attr_t look_attributes[] = {
	A_BOLD, A_DIM, A_BLINK, A_ITALIC,
	A_REVERSE, A_STANDOUT, A_UNDERLINE, A_PROTECT, A_INVIS, A_HORIZONTAL, A_LEFT, A_LOW,
	A_RIGHT, A_TOP, A_VERTICAL,
};
_Static_assert(sizeof(look_attributes) / sizeof(look_attributes[0]) == LOOKS,
               "an attribute for each look");

/* A pair of colours for a role. Where the terminal cannot keep its own colours, white on black is
 * near. */
static short pair_of(const struct terminal_curses *curses, int role, struct style style,
                     bool has_own)
{
	if (curses->colours == THEME_MONO || (style.foreground < 0 && style.background < 0))
		return 0;
	short foreground = style.foreground < 0 && !has_own ? COLOR_WHITE : style.foreground;
	short background = style.background < 0 && !has_own ? COLOR_BLACK : style.background;
	short pair = (short)(role + 1);
	bool is_made = pair < COLOR_PAIRS && init_pair(pair, foreground, background) == OK;
	return is_made ? pair : 0;
}

/* Unless colours are wanted, ncurses must not even begin: it would end by a reset. */
static void roles_open(struct terminal_curses *curses, const struct theme *theme)
{
	if (!curses->has_looks && curses->colours != THEME_MONO && start_color() != OK)
		curses->colours = THEME_MONO;
	bool has_own = !curses->has_looks && curses->colours != THEME_MONO &&
	               use_default_colors() == OK;
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style style = theme_style(theme, (enum role)role, curses->colours);
		int look = curses->looks.of[role];
		curses->blanks_alike[role] = style_hides_blanks(style);
		if (curses->has_looks) {
			curses->attributes[role] = look < 0 ? A_NORMAL : look_attributes[look];
			continue;
		}
		curses->attributes[role] = attributes_of(style.attributes);
		curses->pairs[role] = pair_of(curses, role, style, has_own);
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

/* The role to show the cell in. A plain blank behind a letter takes its look where nobody can tell,
 * which saves turning that off, and the next look on again, for a blank. */
static enum role role_shown(const struct terminal_curses *curses, const struct cell *cell,
                            bool has_neighbours)
{
	if (cell->size > 0 || cell->role != ROLE_TEXT || !has_neighbours)
		return cell->role;
	bool takes_look = cell[-1].size > 0 && curses->blanks_alike[cell[-1].role];
	return takes_look ? cell[-1].role : ROLE_TEXT;
}

static void show_row(const struct terminal_curses *curses, const struct canvas *canvas, int row,
                     int first, int end)
{
	const struct cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->columns];
	for (int column = first; column < canvas->columns && column < end; column++) {
		bool has_neighbours = column > 0 && column + 1 < canvas->columns;
		enum role role = role_shown(curses, &cells[column], has_neighbours);
		bool is_plain_blank = cells[column].size == 0 && role == ROLE_TEXT;
		if (cells[column].width > 0 && !is_plain_blank)
			show_cell(curses, row, column, &cells[column], role);
	}
}

/* A part of the canvas alone: so no line between panes is written on the way from one to the next.
 * The cursor stays where that leaves it. */
static void show_first(const struct terminal_curses *curses, const struct canvas *canvas)
{
	struct rect part = canvas->first;
	for (int row = part.row; row < part.row + part.rows; row++) {
		for (int column = part.column; column < part.column + part.columns; column++)
			mvaddch(row, column, ' ');
		show_row(curses, canvas, row, part.column, part.column + part.columns);
	}
	leaveok(stdscr, TRUE);
	refresh();
	leaveok(stdscr, FALSE);
}

static bool has_first(const struct terminal_curses *curses, const struct canvas *canvas)
{
	struct rect first = canvas->first;
	bool fits = first.row + first.rows <= LINES && first.column + first.columns <= COLS;
	return curses->has_shown && !is_cleared(curscr) && !rect_is_empty(first) && fits;
}

static void show_all(struct terminal_curses *curses, const struct canvas *canvas)
{
	int rows, columns;
	getmaxyx(stdscr, rows, columns);
	erase();
	for (int row = 0; row < canvas->rows && row < rows; row++)
		show_row(curses, canvas, row, 0, columns);
	if (curses->cursor_shown != canvas->shows_cursor) {
		curses->cursor_shown = canvas->shows_cursor;
		curs_set(canvas->shows_cursor);
	}
	if (canvas->cursor_row >= 0)
		move(canvas->cursor_row, canvas->cursor_column);
	refresh();
}

/* What is beside the part that comes first waits while a key is held down, and is passed over with
 * what was there meanwhile. A line that is typed is whole at once. */
static void curses_show(struct terminal *terminal, const struct canvas *canvas)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	bool shows_first = has_first(curses, canvas);
	/* Coming back, ncurses sets the modes of the line at the end that it writes to. */
	if (!isendwin())
		terminal_wire_hold(&curses->wire);
	if (shows_first)
		show_first(curses, canvas);
	curses->has_shown = true;
	curses->is_behind = shows_first && curses->raw.is_hurried && !canvas->shows_cursor;
	if (!curses->is_behind)
		show_all(curses, canvas);
	terminal_wire_send(&curses->wire);
}

/* Nothing of ncurses waits to be written between two refreshes, and what goes by it here moves no
 * cursor. */
static void curses_copy(struct terminal *terminal, struct str sequence)
{
	(void)terminal;
	terminal_raw_write(sequence);
}

static void curses_bell(struct terminal *terminal)
{
	(void)terminal;
	beep();
}

static bool curses_take_mouse(struct terminal *terminal, bool takes)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	struct decoder *decoder = &curses->raw.decoder;
	if (!curses->mouse_on)
		return !takes;
	if (decoder->takes_mouse != takes)
		put_sequence(curses, takes ? curses->mouse_on : curses->mouse_off);
	decoder->takes_mouse = takes;
	return true;
}

static void curses_redraw(struct terminal *terminal)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	if (curses->has_looks)
		put_sequence(curses, curses->looks.plain.bytes);
	clearok(curscr, TRUE);
}

/* ── Opening, closing ───────────────────────────────────────────────────────────────────────── */

static void curses_close(struct terminal *terminal)
{
	struct terminal_curses *curses = (struct terminal_curses *)terminal;
	if (curses->is_closed)
		return;
	curses->is_closed = true;
	give_back(curses);
	rescue_disarm();
	signals_close();
	delscreen(curses->screen);
	terminal_wire_close(&curses->wire);
}

static const struct terminal_ops curses_ops = {
	.size = curses_size,
	.wait = curses_wait,
	.show = curses_show,
	.copy = curses_copy,
	.bell = curses_bell,
	.take_mouse = curses_take_mouse,
	.redraw = curses_redraw,
	.suspend = curses_suspend,
	.run = curses_run,
	.close = curses_close,
};

/* Clicks as in DEC mode 1000, written as in 1006; no movements. A terminal that knows the first
 * and not the second would send bytes that are no letters: so its type must say that it knows
 * both, or be one that is known to. What ends it is undone in turn. */
static void mouse_open(struct terminal_curses *curses)
{
	const char *extended = capability("XM");
	bool is_named = extended && strstr(extended, "1006");
	if (!is_named && !terminal_raw_knows_mouse(getenv("TERM"), getenv("TMUX")))
		return;
	curses->mouse_on = "\033[?1000h\033[?1006h";
	curses->mouse_off = "\033[?1006l\033[?1000l";
}

/* As give_back does it. Whatever the size is by then, no terminal goes below its last line. */
static void add_last_line(struct arena *arena, struct text *sequence)
{
	enum { BELOW_ALL = 998 };
	const char *move_to = capability("cup");
	if (capability("rmcup") || !move_to)
		return;
	text_add(sequence, sequence_unpadded(arena, tiparm(move_to, BELOW_ALL, 0)));
	text_add(sequence, sequence_unpadded(arena, capability("el")));
}

/* The mouse is given back there even if it was not taken: a signal may come in between. */
static void rescue_open(struct arena *arena, const struct terminal_curses *curses)
{
	static const char *const capabilities[] = { "BD", "rmkx", "sgr0", "op", "cnorm", "rmcup" };
	struct text sequence = { .arena = arena };
	if (curses->has_looks)
		text_add(&sequence, curses->looks.plain);
	if (curses->mouse_off)
		text_add(&sequence, str_of(curses->mouse_off));
	for (size_t i = 0; i < sizeof(capabilities) / sizeof(capabilities[0]); i++)
		text_add(&sequence, sequence_unpadded(arena, capability(capabilities[i])));
	add_last_line(arena, &sequence);
	rescue_set_sequence(text_str(&sequence));
	rescue_arm();
}

static void keys_open(struct terminal_curses *curses)
{
	raw();
	noecho();
	nonl();
	/* Input ends no refresh: only the decoder knows whether it becomes an event. */
	typeahead(-1);
	decoder_open(&curses->raw.decoder, capability);
	curses->paste_off = capability("BD");
	curses->paste_on = curses->paste_off ? capability("BE") : NULL;
	terminal_wire_hold(&curses->wire);
	modes_on(curses);
}

/* Before it has come back from endwin() once, ncurses 6.4 writes out all it has whenever it moves
 * the cursor: one screen is half a hundred packets on a line. Where these cannot be held together,
 * it goes there and back, and does so before it knows of colours: coming back, it would set a
 * palette that the reader has changed to what it was. Then the first screen clears once more, for
 * what was cleared before there were colours would have its blanks painted; by looks, none is. */
static void screen_write_whole(const struct terminal_curses *curses)
{
	endwin();
	refresh();
	clearok(curscr, !curses->has_looks);
}

/* ncurses takes LINES and COLUMNS before what the terminal says, and asks for them again whenever
 * it comes back, for which they are there until screen_open ends: so our clamped size holds. */
static SCREEN *screen_open_sized(const struct terminal_curses *curses)
{
	int rows, columns;
	char number[16];
	terminal_raw_size(&rows, &columns);
	snprintf(number, sizeof(number), "%d", rows);
	setenv("LINES", number, 1);
	snprintf(number, sizeof(number), "%d", columns);
	setenv("COLUMNS", number, 1);
	return newterm(NULL, curses->wire.end, stdin);
}

/* With looks, if they can be had, else as ncurses does it by itself. */
static SCREEN *screen_open(struct arena *arena, struct terminal_curses *curses,
                           const struct terminal_options *options)
{
	struct terminal_database database;
	struct terminal_type type;
	if (!terminal_database_open(arena, &database, &type))
		return NULL;
	curses->colours = theme_choose(type.number("colors"), options->colour, getenv("NO_COLOR"));
	if (options->theme && options->theme->name == THEME_NAME_MONO)
		curses->colours = THEME_MONO;
	bool has_looks =
		looks_make(arena, &type, options->theme, curses->colours, &curses->looks) &&
		terminal_database_offer(arena, &type, &curses->looks);
	SCREEN *screen = screen_open_sized(curses);
	if (screen) {
		curses->has_looks = has_looks && terminal_database_has_looks();
		mouse_open(curses);
		rescue_open(arena, curses);
		curses->wire.may_shorten = curses->has_looks && type.flag("msgr");
		if (curses->wire.memory < 0)
			screen_write_whole(curses);
	}
	terminal_database_close(&database);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	return screen;
}

bool terminal_open(struct arena *arena, struct terminal_options options, struct terminal **terminal,
                   struct fault *why)
{
	if (!terminal_raw_check(why))
		return false;
	struct terminal_curses *curses = ARENA_NEW(arena, struct terminal_curses);
	curses->terminal.ops = &curses_ops;
	curses->terminal.clipboard =
		clipboard_way(getenv("TERM"), getenv("TMUX"), getenv("STY"));
	curses->cursor_shown = -1;
	curses->raw.news = options.news;
	rescue_save_modes(STDIN_FILENO);
	bool has_signals = signals_open();
	if (!has_signals || !terminal_wire_open(&curses->wire)) {
		if (has_signals)
			signals_close();
		return fault_set(why, FAULT_SYSTEM,
		                 _("there is no file descriptor left for a pipe"));
	}
	curses->screen = screen_open(arena, curses, &options);
	if (!curses->screen) {
		terminal_wire_close(&curses->wire);
		signals_close();
		return fault_set(why, FAULT_USAGE,
		                 _("the terminal type '%s' is not known on this machine: set TERM "
		                   "to one that is, such as xterm or vt100"), getenv("TERM"));
	}
	keys_open(curses);
	roles_open(curses, options.theme);
	*terminal = &curses->terminal;
	return true;
}
