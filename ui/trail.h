/* trail: the dossiers that were visited, back and forward. Holds ids, so it outlives archives. */
#ifndef DOSSIER_UI_TRAIL_H
#define DOSSIER_UI_TRAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct trail_step {
	struct str id;
	int top, link;                  /* how the page was scrolled, which link was selected */
};

/*	steps  [ a ][ b ][ c ][ d ]
 *	              ▲ at            back: a    forward: c, d    visit x: a b x
 */
struct trail {
	struct arena *arena;
	struct { struct trail_step *items; size_t count, room; } steps;
	size_t at;                      /* meaningless if there are no steps */
};

/* Visit `id`: what was forward is forgotten. Visiting where one stands changes nothing. */
void trail_visit(struct trail *trail, struct str id);

/* The step one is at, or NULL; to note how the page is scrolled before leaving. */
struct trail_step *trail_here(struct trail *trail);

/* Step back or forward; the step arrived at, or NULL if there is none. */
struct trail_step *trail_back(struct trail *trail);
struct trail_step *trail_forward(struct trail *trail);

#endif
