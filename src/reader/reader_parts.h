/* reader_parts: what the files of reader share. Private to reader/reader*.c.
 *
 *	reader.c         opening, reading, changing
 *	reader_kept.c    what is kept, and how records change it
 *
 * A record is a line of words, and lines of text behind it. Where a word stands for nothing that is
 * known, the record is handed on as it is: it may be of a later version.
 *
 *	state  2026-11-22T15:05:19Z ann-quill to-read
 *	note   2026-11-22T15:05:19Z ann-quill ⏎ the note, as many lines as it has
 *	mark   2026-11-22T15:05:19Z a 12 ann-quill
 *	search 2026-11-22T15:05:19Z ⏎ name ⏎ query
 *	last   2026-11-22T15:05:19Z 12 ann-quill ⏎ an id of the trail ⏎ another
 */
#ifndef DOSSIER_READER_READER_PARTS_H
#define DOSSIER_READER_READER_PARTS_H

#include "base/arena.h"
#include "base/array.h"
#include "model/keys.h"
#include "reader/journal.h"
#include "reader/reader.h"

enum { READER_MARKS = 'z' - 'a' + 1 };

struct kept_mark { struct reader_place place; int64_t changed; };       /* empty id: none */
struct kept_search { struct reader_search search; int64_t changed; };

/* What was taken from records. All its texts are in `memory`. */
struct kept {
	struct arena memory;
	size_t size_made;               /* of `memory`, when it held nothing that was replaced */
	struct keys keys;               /* id to entry */
	/* All that ever were something since the memory is new. */
	struct { struct reader_entry *items; size_t count, room; } entries;
	struct { uint32_t *items; size_t count, room; } listed;  /* those that are something */
	bool is_listed;                 /* `listed` is right */
	struct kept_mark marks[READER_MARKS];
	struct { struct kept_search *items; size_t count, room; } searches;     /* by name */
	struct kept_mark last;
	struct { struct str *items; size_t count, room; } trail;
	struct { struct str *items; size_t count, room; } others;       /* of other versions */
};

void kept_forget(struct kept *kept);

/* Let a record change what is kept. */
void kept_take(struct kept *kept, struct str text);

/* The records that would give all that is kept, and how many these are. */
size_t kept_count(const struct kept *kept);
void kept_give(const struct kept *kept, struct text *records);

/* Make `listed` right, and let go of texts that were replaced if there are many. */
void kept_tidy(struct kept *kept);

/* The texts of records. In `arena`. */
struct str kept_state_text(struct arena *arena, int64_t time, struct str id,
                           enum reading_state state);
struct str kept_note_text(struct arena *arena, int64_t time, struct str id, struct str note);
struct str kept_mark_text(struct arena *arena, int64_t time, char letter,
                          struct reader_place place);
struct str kept_search_text(struct arena *arena, int64_t time, struct reader_search search);
struct str kept_last_text(struct arena *arena, int64_t time, struct reader_place place,
                          struct reader_trail trail);

#endif
