/* problem: what the YAML parser complains of, in words that say what to do. */
#ifndef DOSSIER_BUILD_PROBLEM_H
#define DOSSIER_BUILD_PROBLEM_H

#include "base/str.h"
#include "model/node.h"

struct arena;

struct problem {
	const char *problem;            /* the parser's words; may be NULL */
	const char *context;            /* what it was at, in its words; may be NULL */
	struct place context_place;     /* where that began; line 0 if not known */
	char byte;                      /* what stands at the place of the problem; 0 at the end */
};

/* A sentence for people, with the place where the surrounding list, map or text began. A str of
 * `arena`. */
struct str problem_sentence(struct arena *arena, const struct problem *problem);

#endif
