/* ui: the terminal front end. One thread, one wait.
 *
 *	for (; !done; handle(terminal wait))    the only wait of the program
 *		show;                           lay out, draw, one refresh
 */
#ifndef DOSSIER_UI_UI_H
#define DOSSIER_UI_UI_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/fault.h"
#include "ui/copying.h"
#include "ui/reading.h"
#include "ui/theme.h"

struct terminal;

/* Another archive of the collection, which somebody may be making while the reader reads. */
struct ui_renewal {
	int descriptor;                 /* a byte for each piece of news but the last, which is its
	                                 * end */
	/* The archive, which lives until the next but one is taken, or NULL if the one that is
	 * shown stays; and a sentence about it, or an empty one. Called at each piece of news;
	 * where a part is not shown, not before the line that is being typed is done. A sentence
	 * without an archive means that a part will stay one. */
	const struct archive *(*take)(void *context, struct str *note);
	/* What changed in what was taken last, as a sentence, or an empty one; NULL: not known. */
	struct str (*told)(void *context);
	/* Begin to look for one. Called once, when the first screen is there; NULL: nothing has to
	 * begin. */
	void (*begin)(void *context);
	/* How far all is read, where only a part is shown: files and seconds. Called at each piece
	 * of news; NULL: nobody knows. */
	struct reading (*reading)(void *context);
	/* Called when nothing looks any more at the part that was shown first; NULL: it stays. */
	void (*drop)(void *context);
	void *context;
};

/* What the front end needs from outside; filled in by cli/main.c, so that ui never builds. */
struct ui_options {
	const struct archive *archive;
	struct dossier_ref start;       /* NO_DOSSIER: where the collection says to begin */
	struct str asked;               /* what to begin with, if a part does not have it; or empty */
	const char *colour;             /* "auto", "always", "never" */
	const struct theme *theme;      /* NULL: the plain one */
	bool is_kiosk;                  /* for strangers: ui/kiosk.h */
	bool is_watched;                /* what changes in the files comes by the renewal */
	bool hides_hints;
	bool takes_mouse;
	bool shows_tour;                /* from the beginning */
	struct str known;               /* a day: all is shown as it was known then; or empty */
	struct str note;                /* to complain of at first; empty: nothing */
	struct str folder;              /* of the collection's files; empty: not known */
	const char *texts;              /* the folder with the texts of the sources, or NULL */
	const struct ui_renewal *renewal;       /* NULL: none */
	struct reader *reader;          /* what the reader adds; NULL: nothing is kept */
	struct citing citing;
	bool is_part;                   /* the archive has only a part of the collection; the first
	                                 * one that the renewal gives has all */
};

/* Open the terminal of this process and run until the reader closes it, asks to end by a signal, or
 * is gone. `*signal` is the signal that ended it, or 0. Fails as terminal_open does. */
bool ui_run(struct ui_options options, int *signal, struct fault *why);

/* The same without a terminal, for screen readers, Braille lines and terminals that can do no more:
 * lines are read from standard input, and what changed is said on standard output, in lines of
 * `width` columns (0: they are not wrapped). Runs until the input ends. Fails: FAULT_SYSTEM if
 * nothing can be written any more. */
bool linear_run(struct ui_options options, int width, int *signal, struct fault *why);

/* Give the terminal back at once, if the front end has it: for who ends the program in between.
 * Async-signal-safe. */
void ui_rescue(void);

/* The same loop over a terminal that is open already. For tests. */
void ui_loop(struct ui_options options, struct terminal *terminal);

#endif
