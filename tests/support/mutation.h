/* mutation: every way in which what is kept of a collection may be damaged, by number: the same
 * number does the same damage to the same files.
 *
 *	struct mutation_ground ground = { … the sound files … };
 *	struct mutation mutation = mutation_make(&arena, &ground, 1234);
 *
 * Half of what happens to an archive is signed: its hash, and that before the stamp, are those of
 * the wrong bytes, as no accident leaves them. */
#ifndef DOSSIER_TESTS_SUPPORT_MUTATION_H
#define DOSSIER_TESTS_SUPPORT_MUTATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

/* The files of the store: of the collection, and of another one. */
struct mutation_ground {
	struct str archive, stamp;
	struct str other_archive, other_stamp;
};

/* What stands under the name of a file. */
enum mutation_thing {
	THING_FILE,
	THING_NOTHING,
	THING_FOLDER,
	THING_FIFO,
	THING_LINK,             /* a symbolic link to the bytes, elsewhere */
	THING_OPEN,             /* a file that others may write */
	THING_COUNT
};

enum mutation_target { TARGET_ARCHIVE, TARGET_STAMP, TARGET_NEW, TARGET_LOCK, TARGET_COUNT };

struct mutation {
	const char *name;
	bool is_signed;
	struct str archive, stamp;                      /* what the files hold then */
	enum mutation_thing things[TARGET_COUNT];       /* THING_FILE: as ever */
};

/* The bytes live in `arena`, or are those of the ground. */
struct mutation mutation_make(struct arena *arena, const struct mutation_ground *ground,
                              uint64_t number);

#endif
