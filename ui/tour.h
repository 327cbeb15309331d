/* tour: what a reader who is new is shown, step by step, with the keys that are in use.
 *
 *	words ─ the action is carried out ─▶ then ─ what it opened is closed, or read ─▶ next step
 */
#ifndef DOSSIER_UI_TOUR_H
#define DOSSIER_UI_TOUR_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/action.h"
#include "ui/keymap.h"

struct arena;

/* Lines of text that the words of each step fit in, with a margin of one column at either side: in
 * English; in another language they may take more. */
enum { TOUR_LINES_WIDE = 2, TOUR_WIDE = 80, TOUR_LINES_NARROW = 3, TOUR_NARROW = 40 };

/* Where a step can be played. */
enum tour_scene {
	SCENE_ANY,
	SCENE_KINDS,            /* the list of all kinds */
	SCENE_DOSSIERS,         /* the list of the dossiers of one */
	SCENE_DOSSIER,
	SCENE_LINKS,            /* a dossier that links to another */
	SCENE_LINK,             /* and such a link is selected */
	SCENE_SOURCES,          /* a dossier with source marks */
	SCENE_TEXT,             /* a quote whose source's text is there */
	SCENE_DATES,            /* a dossier that has a line of time */
	SCENE_NOTES,            /* somebody keeps notes */
	SCENE_COUNT
};

struct tour_step {
	enum tour_scene scene;
	enum action action;     /* awaited; ACTION_NONE: the words are all */
	const char *words;      /* with "{open}" for the key of an action; English, as the others */
	const char *then;       /* NULL: the next step follows at once */
	const char *said;       /* the words where there are no panes; NULL: the same */
};

enum { TOUR_STEPS = 16 };

/* In their order; `*count` of them. */
const struct tour_step *tour_steps(size_t *count);

/* Cut the next piece from words, in any language: plain text, or (true in `*is_key`) the first key
 * that an action has in the context, else everywhere, else what is typed for it. False at the end.
 * In `arena`, or borrowed. */
bool tour_cut(struct arena *arena, struct str *words, enum key_context context, struct str *piece,
              bool *is_key);

/* What is said of a step where there are no panes, with the names of actions, which are typed
 * there, for their keys. In `arena`. */
struct str tour_sentence(struct arena *arena, const struct tour_step *step);

#endif
