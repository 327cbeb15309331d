/* terminal: what the front end needs of a terminal; the seam between it and the world.
 *
 * terminal_curses.c implements it with ncurses and is the only file that knows that library; the
 * tests implement it with a list of events and a string. `wait` is the only place of the whole
 * program where a front end waits, but for `run`, while another program has the terminal.
 */
#ifndef DOSSIER_UI_TERMINAL_H
#define DOSSIER_UI_TERMINAL_H

#include <stdbool.h>

#include "base/fault.h"
#include "ui/canvas.h"
#include "ui/clipboard.h"
#include "ui/key.h"
#include "ui/mouse.h"
#include "ui/program.h"
#include "ui/theme.h"

struct arena;

enum event_kind {
	EVENT_NONE, /* the time is up */
	EVENT_KEY,
	EVENT_PASTE,  /* `paste`: text, never keys */
	EVENT_MOUSE,  /* `mouse`; only while it is asked for */
	EVENT_RESIZE, /* rows and columns have changed, or the screen must be painted anew */
	EVENT_QUIT,   /* asked to end by `signal` */
	EVENT_HANGUP, /* the terminal is gone */
	EVENT_NEWS,   /* there is something at the descriptor of terminal_options; comes once */
	EVENT_KIND_COUNT
};

struct event {
	enum event_kind kind;
	struct key key;
	struct str paste;               /* valid until the next wait */
	struct mouse mouse;
	int rows, columns;              /* of EVENT_RESIZE */
	int signal;                     /* of EVENT_QUIT */
};

struct terminal;

struct terminal_ops {
	/* Rows and columns, at most LIMIT_ROWS and LIMIT_COLUMNS. */
	void (*size)(struct terminal *terminal, int *rows, int *columns);
	/* The next event, after at most `timeout_ms` (-1: however long it takes; 0: only what is
	 * there). */
	struct event (*wait)(struct terminal *terminal, int timeout_ms);
	/* Bring the canvas onto the screen, with as few bytes as it takes. While keys come fast, it
	 * may be but the part that is to be seen first; an EVENT_RESIZE asks for the rest. */
	void (*show)(struct terminal *terminal, const struct canvas *canvas);
	/* Send what clipboard_sequence gave, between two shows. It leaves the screen as it is. */
	void (*copy)(struct terminal *terminal, struct str sequence);
	void (*bell)(struct terminal *terminal);
	/* From now on tell what the mouse does, or leave it to the terminal, as at first. False if
	 * terminals of this type do not tell, or in no way that is sound. */
	bool (*take_mouse)(struct terminal *terminal, bool takes);
	/* Paint all anew at the next show. */
	void (*redraw)(struct terminal *terminal);
	/* Give the terminal back, stop the process, and go on when it is continued. */
	void (*suspend)(struct terminal *terminal);
	/* Give the terminal back, run a program on it, and take it again when that has ended; an
	 * EVENT_RESIZE follows. Fails as program_run does. */
	bool (*run)(struct terminal *terminal, const struct program *program, int *status,
	            struct fault *why);
	/* Give the terminal back for good. May be called twice. */
	void (*close)(struct terminal *terminal);
};

struct terminal {
	const struct terminal_ops *ops;
	enum clipboard_way clipboard;   /* what may be given to copy; CLIPBOARD_NONE: nothing */
};

struct terminal_options {
	const char *colour;             /* "auto", "always", "never" */
	const struct theme *theme;      /* used by terminal_open alone; NULL: the plain one */
	int news;                       /* a descriptor to wait for beside the terminal, with a byte
	                                 * for each piece of news and its end for the last; -1:
	                                 * none */
};

/* The terminal of this process. Fails with FAULT_USAGE and what to use instead when standard input
 * or output is no terminal or its type is missing, "dumb" or unknown. From here on the terminal is
 * given back by close, by exhaustion of memory, and by any signal that can be caught; not by exit.
 * The locale is set already, and the charset of base/shown.h by it. */
bool terminal_open(struct arena *arena, struct terminal_options options, struct terminal **terminal,
                   struct fault *why);

#endif
