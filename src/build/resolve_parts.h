/* resolve_parts: what the files of the resolve module share. For nobody else.
 *
 *	resolve.c        ids to rows: dossiers, former ids, additions
 *	resolve_link.c   what each link and citation leads to
 *	resolve_guess.c  which id was meant
 */
#ifndef DOSSIER_BUILD_RESOLVE_PARTS_H
#define DOSSIER_BUILD_RESOLVE_PARTS_H

#include "build/resolve.h"
#include "model/keys.h"

/* Whom an id means. The first answers are the dossiers themselves, those behind are former ids. */
struct answer {
	uint32_t dossier;
	uint32_t rival;                 /* another dossier that the id means as well, or NO_ROW */
};

struct guesses {
	uint64_t *signatures;           /* of all ids, made when first needed */
	unsigned count;                 /* guesses made */
};

struct resolving {
	struct arena scratch;
	const struct schema *schema;
	struct resolved *resolved;
	struct finding_array *findings; /* NULL: nobody wants to know */
	struct { struct answer *items; size_t count, room; } answers;   /* by resolved.by_id */
	uint32_t **owners;              /* by batch and draft: whose part it is, or NO_ROW */
	uint32_t *kinds;                /* by dossier */
	struct guesses guesses;
};

#define RESOLVE_FINDING(resolving, rule, batch, place, ...)                                \
	do {                                                                               \
		if ((resolving)->findings)                                                 \
			finding_add((resolving)->resolved->arena, (resolving)->findings,   \
			            (rule), (batch)->file, (place), __VA_ARGS__);          \
	} while (0)

/* Find what all links and citations lead to, report those that lead nowhere or astray, and lay the
 * others out. */
void resolve_links(struct resolving *resolving);

/* The id that was likely meant by one that nobody has, or an empty str. The first thousand guesses
 * of a collection are made with some care; the others, and where there are no findings, none. */
struct str resolve_guess(struct resolving *resolving, struct str wanted);

#endif
