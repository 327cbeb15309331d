/* workspace: what is open, where the focus is, and how the reader came here.
 *
 * The core of the front end without a terminal: takes actions and text, and draws itself on a
 * canvas. What must outlive an archive (trail, pins, selections) is kept as ids.
 */
#ifndef DOSSIER_UI_WORKSPACE_H
#define DOSSIER_UI_WORKSPACE_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/arena.h"
#include "query/known.h"
#include "query/texts.h"
#include "reader/reader.h"
#include "ui/action.h"
#include "ui/copying.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/mouse.h"
#include "ui/page_view.h"
#include "ui/pane.h"
#include "ui/pane_view.h"
#include "ui/program.h"
#include "ui/prompt.h"
#include "ui/reading.h"
#include "ui/tour.h"
#include "ui/trail.h"

/* A program that the loop is to run, and for which action; ACTION_NONE: none. */
struct errand {
	enum action action;
	struct program program;
	struct arena arena;             /* of its words */
};
enum { HINT_PLACES = 20 };

/* A key and its word in the bottom row, where they were last drawn: columns of the screen. */
struct hint_place { int column, width; enum action action; };
struct hint_places { struct hint_place items[HINT_PLACES]; int count; };

/* The tour, while it goes on, and what there was before it. */
struct tour {
	bool is_on;
	size_t step;
	bool leaves_out[TOUR_STEPS];    /* steps that cannot be played here */
	bool is_done;                   /* its action was carried out */
	bool was_open;                  /* and opened something */
	struct arena arena;             /* of what there was: */
	struct trail_step place, *trail;
	size_t trail_count, trail_at, history_count;
	struct str history[PROMPT_HISTORY];
	enum slot focus;
	bool is_maximized;
	int list, cursor;               /* enum list_source */
	uint32_t kind;
};

struct workspace {
	struct arena arena;             /* of the workspace, ends with it */
	const struct archive *archive;
	unsigned edition;               /* archives before this one */
	struct known known;             /* what is shown; without an archive: all is */
	struct str known_date;          /* of that, as typed; or empty */
	struct reading reading;         /* of the whole, while the archive is a part of it */
	struct pane panes[SLOT_COUNT];
	struct pane overlay; /* help and the like over everything; ops NULL if there is none */
	struct pane covered;            /* what the help was opened over, or ops NULL */
	struct pane plain;              /* over that too: a text to be taken by hand, or ops NULL */
	enum slot focus, focus_before;  /* before: to return to when a prompt is cancelled */
	bool is_maximized;
	struct layout layout;
	struct trail trail;
	struct reader *reader;          /* what the reader adds; NULL: nothing is kept */
	struct str note_before;         /* when its line was opened, in before_arena */
	enum action letter_for;         /* which waits for the letter of a mark, or ACTION_NONE */
	struct str asked;               /* what to open once it is read, or empty */
	bool is_homeless;               /* it began where it could, for a part had no home */
	bool resumes_later;             /* nor the dossier where the reading stopped */
	bool has_begun;                 /* the reader has done something */
	struct str folder;              /* of the collection's files; empty: not known */
	uint32_t wanted_line;           /* of the file, to scroll to once it is laid out; 0: none */
	int wanted_below;               /* and so many lines of the page further */
	struct trail_target wanted_link;        /* to select then */
	bool wants_field;               /* … or the first one of what the line shows */
	struct arena wanted_arena;      /* of that */
	struct prompt prompt;           /* the line being typed, if any */
	struct completing completing;   /* in it */
	struct trail_step before;       /* what was read when it was opened */
	struct arena before_arena;      /* of its id */
	void *help_state, *text_state, *view_state, *file_state;
	                                /* of overlays, kept for the next time they are opened */
	const char *texts_folder;       /* with the texts of the sources; NULL: none is known */
	bool has_texts;                 /* it was read, and this was in it: */
	struct texts texts;
	struct arena texts_arena;       /* of these */
	struct errand errand;
	bool is_watched;                /* files that change are read anew by themselves */
	struct copying copying;         /* what was last taken away */
	struct tour tour;
	enum action action_before;      /* carried out last, if no key came between */
	struct key pending[4];          /* the beginning of a key sequence */
	size_t pending_count;
	unsigned count;                 /* typed before a key that takes one, or 0 */
	char message[512];              /* for the bottom row, until the next key */
	bool message_is_error;
	bool hides_hints;               /* the bottom row has messages and prompts alone */
	struct hint_places hint_places; /* empty where there are no hints */
	bool takes_mouse;               /* the reader wants it; the loop asks the terminal for it */
	struct mouse click;             /* the last one, to tell a second from it */
	bool has_picked;                /* it selected something that a second one opens */
	bool swallows;                  /* a line was refused: letters were meant for that one */
	bool wants_redraw, wants_suspend, is_done;      /* for the loop to carry out */
};

/* Open on `start`, or where the collection says to begin. */
void workspace_open(struct workspace *workspace, const struct archive *archive,
                    struct dossier_ref start);
void workspace_close(struct workspace *workspace);

/* Go where the reading stopped, and note where it stops now. Without a reader, nothing. */
void workspace_resume(struct workspace *workspace);
void workspace_keep_place(struct workspace *workspace);

/* Another archive of the same collection: panes find themselves again by id. Nothing of the one
 * before is looked at afterwards. */
void workspace_reload(struct workspace *workspace, const struct archive *archive);

/* Where a part was opened and nobody has done anything yet: go where one would have begun in the
 * whole. */
void workspace_begin_again(struct workspace *workspace);

/* True while what is typed means something on the page that is shown and on no other: letters or
 * numbers of its links, a note on it. Another archive had better wait. */
bool workspace_holds_page(struct workspace *workspace);

/* Handle a key, or text that was pasted. */
void workspace_key(struct workspace *workspace, struct key key);
void workspace_paste(struct workspace *workspace, struct str text);

/* The errand was run and has ended with that status; or could not be run. */
void workspace_ran(struct workspace *workspace, int status);
void workspace_not_run(struct workspace *workspace, const struct fault *why);
/* Handle what the mouse did. */
void workspace_mouse(struct workspace *workspace, struct mouse mouse);

/* Carry out an action, as if by its key. */
void workspace_action(struct workspace *workspace, enum action action);

/* Lay out for a size and paint. */
void workspace_draw(struct workspace *workspace, struct arena *frame, struct canvas *canvas);

/* Go on with work that did not fit a frame; true if some was done, so that it is worth a look. */
bool workspace_idle(struct workspace *workspace, unsigned budget_us);

/* ── For the files of the workspace ──────────────────────────────────────────────────────────── */

/* Lay out what is new, so that what comes next acts on it and not on what is still painted. */
void workspace_settle(struct workspace *workspace);

/* Open the line that asks for a day. */
void workspace_open_known(struct workspace *workspace);

/* What that line says before anything is typed, if a day is set; else empty. In `frame`. */
struct str workspace_known_help(const struct workspace *workspace, struct arena *frame,
                                bool is_short);

/* Show all as it was known on the day that somebody typed (empty: as it is known now); what is
 * shown then, or NULL. False, and complains, if that is no such day. */
bool workspace_set_known(struct workspace *workspace, struct str typed);
const struct known *workspace_known(const struct workspace *workspace);

/* "as known on 4 March 2023", with "…" until it is known of every dossier; empty if all is shown.
 * In `frame`. */
struct str workspace_known_words(const struct workspace *workspace, struct arena *frame,
                                 bool is_short);

/* Begin again in another archive, before anything looks at it; go on counting. */
void workspace_known_renew(struct workspace *workspace);
bool workspace_known_idle(struct workspace *workspace, unsigned budget_us);

/* The next state of what is read on the reading list; a note on it; the search in the list, which
 * is kept once it has a name, or let go; a letter for a mark, which workspace_take_letter takes
 * (false: none was waited for). */
void workspace_next_state(struct workspace *workspace);
void workspace_open_note(struct workspace *workspace);
void workspace_keep_note(struct workspace *workspace, enum prompt_kind kind, struct str typed);
void workspace_keep_search(struct workspace *workspace);
void workspace_name_search(struct workspace *workspace, struct str name);
void workspace_await_letter(struct workspace *workspace, enum action action);
bool workspace_take_letter(struct workspace *workspace, struct key key);

/* Where the dossier is scrolled to: the line of its file that is at the top of the screen, or 0 at
 * its head; and the lines of the page from the first of that one to the top. */
uint32_t workspace_line(const struct workspace *workspace, int *below);

/* The line of its file that stands for where the reader is in the dossier: that of the selected
 * link, else of what is at the top of the screen; 0 at its head. `*row`: where that is, below the
 * head of its pane. */
uint32_t workspace_field(const struct workspace *workspace, int *row);

/* Show what of a dossier stands in that line of its file, at that row of the pane. */
void workspace_show_field(struct workspace *workspace, struct dossier_ref ref, uint32_t line,
                          int row);

/* What a link in a page of the archive leads to (-1: none), in `arena`; and where such a link is,
 * or -1. */
struct trail_target workspace_target(const struct workspace *workspace,
                                     const struct page_view *view, int link,
                                     struct arena *arena);
int workspace_find_target(const struct workspace *workspace, const struct page_view *view,
                          const struct trail_target *target);

/* Note in the trail how the page is scrolled, if it is the page of the trail's step; show what a
 * step says, as it was left; false if it is no longer there. */
void workspace_remember_place(struct workspace *workspace);
bool workspace_show_place(struct workspace *workspace, const struct trail_step *step);

/* Scroll the dossier to the wanted line of its file, if there is one and it is laid out. */
void workspace_scroll_wanted(struct workspace *workspace);

/* Bind keys for this session, and say what they took the place of: "C-t timeline". */
void workspace_bind(struct workspace *workspace, struct str words);

/* Begin the tour, unless it is on; end it, and bring back what was open before. */
void workspace_begin_tour(struct workspace *workspace);
void workspace_end_tour(struct workspace *workspace);

/* True if the tour takes the key: it carries out the step, types an example or ends. An action was
 * carried out; anything was done; true if the tour does not let the action do anything, and has
 * said so, since it would stay. */
bool workspace_tour_key(struct workspace *workspace, struct key key);
void workspace_follow_tour(struct workspace *workspace, enum action action);
void workspace_watch_tour(struct workspace *workspace);
bool workspace_tour_refuses(struct workspace *workspace, enum action action);

/* The rows it takes above the last one of a screen, or 0; paint it there. */
int workspace_tour_rows(const struct workspace *workspace, int rows, int columns);
void workspace_draw_tour(const struct workspace *workspace, struct arena *frame,
                         struct canvas *canvas);

/* Want the mouse, or no longer, and say so. */
void workspace_turn_mouse(struct workspace *workspace);

/* Open the line for a purpose; that for a limit of the list, if it can have one; carry out an
 * action while one is typed; complete its last word, or put the next candidate (1) or the one
 * before (-1) there, false if there is nothing to complete; the candidate that stands there, or
 * NULL; its text has changed; end it. */
void workspace_prompt_open(struct workspace *workspace, enum prompt_kind kind);
void workspace_open_limit(struct workspace *workspace);
void workspace_order(struct workspace *workspace, struct str named);     /* empty: the next */
void workspace_reverse(struct workspace *workspace);
void workspace_prompt_action(struct workspace *workspace, enum action action);
bool workspace_complete(struct workspace *workspace, int step);
const struct completion *workspace_completion(const struct workspace *workspace);
void workspace_prompt_changed(struct workspace *workspace);
void workspace_prompt_end(struct workspace *workspace, bool is_accepted);

/* Parts of workspace_draw: the row on top; in the bottom row, the keys or the line being typed. */
void workspace_draw_title(const struct workspace *workspace, struct arena *frame,
                          struct canvas *canvas);
void workspace_draw_pane_title(const struct workspace *workspace, const struct pane *pane,
                               struct arena *frame, struct canvas *canvas);
void workspace_draw_hints(struct workspace *workspace, struct arena *frame, struct canvas *bar);
void workspace_draw_line(struct workspace *workspace, struct arena *frame, struct canvas *canvas,
                         struct canvas *bar);

/* Take something away, by one of the actions of GROUP_COPY; nothing of it is needed any more. */
void workspace_copy(struct workspace *workspace, enum action action);
void workspace_copy_close(struct workspace *workspace);

/* True if what would be taken away as a citation is a quote or a source. */
bool workspace_may_cite(struct workspace *workspace);

/* Give what is shown to a command, or write it into a file, as somebody typed it. */
void workspace_pipe(struct workspace *workspace, struct str typed);
void workspace_write(struct workspace *workspace, struct str typed);

/* Have the editor run, on the file and line that one is at. */
void workspace_edit(struct workspace *workspace);

/* Over the panes: the help; the text of a quote's source; the file that is shown; a view of what is
 * read, and of another dossier or none. */
void workspace_open_help(struct workspace *workspace);
void workspace_open_text(struct workspace *workspace);
void workspace_open_file(struct workspace *workspace);
void workspace_open_view(struct workspace *workspace, enum view view, struct dossier_ref one,
                         struct dossier_ref other);

/* Over the pane in focus, or the dossier: its sections. */
void workspace_open_outline(struct workspace *workspace);

/* Over the panes: who says so, of the value that the selected link of the pane in focus stands in,
 * else of the first value in sight. And back: scroll the dossier to the value of that row, if it is
 * the one that is shown. */
void workspace_open_who(struct workspace *workspace);
void workspace_show_value(struct workspace *workspace, struct dossier_ref ref, uint32_t row);

/* ── For panes ──────────────────────────────────────────────────────────────────────────────── */

/* Show a dossier without going there: the list's cursor is on it. */
void workspace_preview(struct workspace *workspace, struct dossier_ref ref);

/* While somebody types: show again what was read when the line was opened, as it was scrolled. */
void workspace_return(struct workspace *workspace);

/* Close the text that is shown plain. */
void workspace_plain_close(struct workspace *workspace);

/* Close what lies over everything; what the help covered is shown again. */
void workspace_close_overlay(struct workspace *workspace);

/* Close all that lies over the panes. */
void workspace_uncover(struct workspace *workspace);

/* Another archive, or another day: what lies over the panes finds its things again. */
void workspace_reload_overlays(struct workspace *workspace);

/* What is shown, and how it is scrolled; to come back to. The id is a copy. */
struct trail_step workspace_place(const struct workspace *workspace, struct arena *arena);

/* Go to a dossier: it enters the trail, and the dossier pane takes the focus. */
void workspace_visit(struct workspace *workspace, struct dossier_ref ref);

/* To a pane that is in sight. */
void workspace_focus_slot(struct workspace *workspace, enum slot slot);

/* Narrow the list by a query, or where it is not of dossiers, search for it. */
void workspace_narrow(struct workspace *workspace, struct str query);

/* Show in the list what a query finds. */
void workspace_search(struct workspace *workspace, struct str query);

/* The dossier that is shown; true if it is only looked at from the list, and not gone to. */
struct dossier_ref workspace_subject(const struct workspace *workspace);
bool workspace_is_preview(const struct workspace *workspace);

/* The pane with the focus: what lies over the others, if anything does. */
struct pane *workspace_focus(struct workspace *workspace);

/* Carry out an action in one pane; false if that pane does not know it. */
bool pane_run(struct pane *pane, struct workspace *workspace, enum action action);

/* Say something in the bottom row. The text is raw; it is made harmless when drawn. */
void workspace_say(struct workspace *workspace, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void workspace_complain(struct workspace *workspace, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A line that was asked for does not open, and it was said why: letters up to Enter or Escape are
 * no keys then. */
void workspace_refuse_line(struct workspace *workspace);

#endif
