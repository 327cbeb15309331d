/* trail: the dossiers that were visited, back and forward. Holds ids, so it outlives archives. */
#ifndef DOSSIER_UI_TRAIL_H
#define DOSSIER_UI_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* What a link leads to, to find it again where numbers are others. */
struct trail_target {
	struct str id;                  /* or an address; empty: no link */
	bool is_source;                 /* a source mark */
	unsigned nth;                   /* of those that lead there, from 0 on */
};

struct trail_step {
	struct str id;
	int top, link;                  /* how the page was scrolled, which link was selected */
	/* These are numbers of the page in one archive. In another: */
	unsigned edition;               /* which one it was */
	uint32_t line;                  /* of the dossier's file; 0: the page was at its head */
	int below;                      /* lines of the page from the first of that one to the top */
	struct trail_target target;     /* of the link */
	size_t list;                    /* in lines: the stop that it was opened from; 0: none */
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
