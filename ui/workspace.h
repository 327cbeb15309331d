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
#include "query/texts.h"
#include "ui/action.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/pane.h"
#include "ui/prompt.h"
#include "ui/reading.h"
#include "ui/trail.h"

struct workspace {
	struct arena arena;             /* of the workspace, ends with it */
	const struct archive *archive;
	struct reading reading;         /* of the whole, while the archive is a part of it */
	struct pane panes[SLOT_COUNT];
	struct pane overlay; /* help and the like over everything; ops NULL if there is none */
	enum slot focus, focus_before;  /* before: to return to when a prompt is cancelled */
	bool is_maximized;
	struct layout layout;
	struct trail trail;
	struct prompt prompt;           /* the line being typed, if any */
	struct trail_step before;       /* what was read when it was opened */
	struct arena before_arena;      /* of its id */
	void *help_state, *text_state;  /* of overlays, kept for the next time they are opened */
	const char *texts_folder;       /* with the texts of the sources; NULL: none is known */
	bool has_texts;                 /* it was read, and this was in it: */
	struct texts texts;
	struct arena texts_arena;       /* of these */
	struct key pending[4];          /* the beginning of a key sequence */
	size_t pending_count;
	char message[512];              /* for the bottom row, until the next key */
	bool message_is_error;
	bool wants_redraw, wants_suspend, is_done;      /* for the loop to carry out */
};

/* Open on `start`, or where the collection says to begin. */
void workspace_open(struct workspace *workspace, const struct archive *archive,
                    struct dossier_ref start);
void workspace_close(struct workspace *workspace);

/* Another archive of the same collection: panes find themselves again by id. Nothing of the one
 * before is looked at afterwards. */
void workspace_reload(struct workspace *workspace, const struct archive *archive);

/* Handle a key, or text that was pasted. */
void workspace_key(struct workspace *workspace, struct key key);
void workspace_paste(struct workspace *workspace, struct str text);

/* Carry out an action, as if by its key. */
void workspace_action(struct workspace *workspace, enum action action);

/* Lay out for a size and paint. */
void workspace_draw(struct workspace *workspace, struct arena *frame, struct canvas *canvas);

/* Go on with work that did not fit a frame; true if some was done, so that it is worth a look. */
bool workspace_idle(struct workspace *workspace, unsigned budget_us);

/* ── For the files of the workspace ──────────────────────────────────────────────────────────── */

/* Open the line for a purpose; carry out an action while one is typed; its text has changed; end
 * it. */
void workspace_prompt_open(struct workspace *workspace, enum prompt_kind kind);
void workspace_prompt_action(struct workspace *workspace, enum action action);
void workspace_prompt_changed(struct workspace *workspace);
void workspace_prompt_end(struct workspace *workspace, bool is_accepted);

/* ── For panes ──────────────────────────────────────────────────────────────────────────────── */

/* Show a dossier without going there: the list's cursor is on it. */
void workspace_preview(struct workspace *workspace, struct dossier_ref ref);

/* While somebody types: show again what was read when the line was opened, as it was scrolled. */
void workspace_return(struct workspace *workspace);

/* Close what lies over the panes: the help. */
void workspace_uncover(struct workspace *workspace);

/* What is shown, and how it is scrolled; to come back to. The id is a copy. */
struct trail_step workspace_place(const struct workspace *workspace, struct arena *arena);

/* Go to a dossier: it enters the trail, and the dossier pane takes the focus. */
void workspace_visit(struct workspace *workspace, struct dossier_ref ref);

/* The dossier that is shown. */
struct dossier_ref workspace_subject(const struct workspace *workspace);

/* The pane with the focus: the overlay if there is one. */
struct pane *workspace_focus(struct workspace *workspace);

/* Carry out an action in one pane; false if that pane does not know it. */
bool pane_run(struct pane *pane, struct workspace *workspace, enum action action);

/* Say something in the bottom row. The text is raw; it is made harmless when drawn. */
void workspace_say(struct workspace *workspace, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void workspace_complain(struct workspace *workspace, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
