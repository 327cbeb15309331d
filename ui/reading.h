/* reading: how far the reading of a collection is, while only a part of it is shown. */
#ifndef DOSSIER_UI_READING_H
#define DOSSIER_UI_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

struct reading {
	bool is_part;                   /* what is shown; false: all else here means nothing */
	bool has_failed;                /* the rest cannot be read: it stays a part */
	size_t files_read, files;       /* 0 files: it is not known yet */
	size_t rate;                    /* files a second, so far */
	unsigned left_s;                /* seconds until the whole is there, as it looks now */
};

/* What to say of it in `room` columns: the most that will fit as it goes on; empty if nothing does.
 * In `arena`. */
struct str reading_words(const struct reading *reading, struct arena *arena, int room);

/* The columns that these words may come to take while it goes on, at most `room`: what stands
 * beside them need not move. */
int reading_width(const struct reading *reading, struct arena *arena, int room);

#endif
