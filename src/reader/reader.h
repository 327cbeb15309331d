/* reader: what a reader adds to a collection: states, notes, marks, searches that were kept, and
 * where the reading stopped.
 *
 * All of it is by the id of a dossier and private: it stands in a journal of this user's (XDG state
 * directory), never in the collection. Each change is a record of its own, appended and on the disk
 * before the call returns; so what was said to be kept survives whatever ends the program, and two
 * programs that read the same collection see each other's changes.
 *
 * All texts are raw, as they were typed: base/shown.h makes them harmless.
 */
#ifndef DOSSIER_READER_READER_H
#define DOSSIER_READER_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;
struct reader;

/* How far a dossier on the reading list is. */
enum reading_state {
	READING_NONE,                   /* not on the list */
	READING_TO_READ,
	READING_READ,
	READING_CHECKED,
	READING_DISPUTED,
	READING_STATE_COUNT
};

/* "to read", "read", "checked", "disputed", in the reader's language; "" for NONE. */
const char *reading_state_name(enum reading_state state);

/* The same for programs, files and options, which have no blank in it: "to-read". */
const char *reading_state_key(enum reading_state state);

/* The state of that name or key; COUNT if there is none. */
enum reading_state reading_state_find(struct str name);

/* The folder of journals: the environment variable DOSSIER_STATE; or "dossier" in XDG_STATE_HOME,
 * or in ".local/state" of HOME, if these are absolute paths (XDG Base Directory Specification 0.8).
 * Empty if nothing says where. In `arena`. */
struct str reader_folder(struct arena *arena);

/* The path of the journal in `folder` of the collection at `path`. In `arena`. */
struct str reader_path(struct arena *arena, struct str folder, struct str path);

struct reader_options {
	struct str folder;              /* of journals; NUL-terminated; empty: there is none */
	struct str path;                /* of the collection, as it was resolved: realpath(3) */
	bool keeps_nothing;             /* read nothing that was kept, and keep nothing */
};

/* Open what is kept of a collection. The folder is made (mode 0700) with the first change, not
 * before. What cannot be read of a journal is set aside, and all else is taken; `*note` is a
 * sentence about it, else empty. If nothing is to be kept, or there is no folder for it, which is a
 * note as well, all is as ever but lasts only as long as the program.
 * Fails: FAULT_SYSTEM if the journal is there but cannot be read, or if others can write to it;
 * FAULT_LIMIT if it is too large; FAULT_FORMAT if a newer program wrote it. Then it is left as it
 * is; who wants to read on opens with keeps_nothing. */
bool reader_open(struct arena *arena, struct reader_options options, struct reader **reader,
                 struct str *note, struct fault *why);

/* Take in what other programs have written since. True if something is new. Costs a look at a file
 * if nothing is. */
bool reader_refresh(struct reader *reader);

/* Keep what could not be kept when it was changed; true if nothing is left of that. Fails as the
 * changes do. Before reader_close, which forgets it. */
bool reader_keep(struct reader *reader, struct fault *why);

void reader_close(struct reader *reader);

/* True if what is added outlives the program, as far as is known. */
bool reader_keeps(const struct reader *reader);

/* What is to be said of a note that was taken: "The note is kept", or that it will be gone. */
const char *reader_note_words(const struct reader *reader);

/* ── What is kept; texts live until the next change, refresh or close ────────────────────────── */

enum reading_state reader_state(const struct reader *reader, struct str id);
struct str reader_note(const struct reader *reader, struct str id);     /* empty: none */

/* The dossiers with a state or a note, in the order in which they first got one. */
struct reader_entry {
	struct str id;
	enum reading_state state;
	struct str note;
	int64_t changed;                /* seconds since 1970 */
};
size_t reader_count(const struct reader *reader);
struct reader_entry reader_entry_at(const struct reader *reader, size_t at);

/* A place in a dossier: the value that stands first on the screen would change with the width, so
 * it is the dossier and a line of its file. */
struct reader_place { struct str id; uint32_t line; };
bool reader_mark(const struct reader *reader, char letter, struct reader_place *place); /* a … z */

/* Where the reading stopped, and how it came there: ids, the last one is that of the place. */
struct reader_trail { const struct str *ids; size_t count; };
bool reader_last(const struct reader *reader, struct reader_place *place);
struct reader_trail reader_trail(const struct reader *reader);

/* Searches that were kept under a name, in the order of the bytes of their names. */
struct reader_search { struct str name, query; };
size_t reader_search_count(const struct reader *reader);
struct reader_search reader_search_at(const struct reader *reader, size_t at);

/* The first of these whose query is `query`; false if there is none. */
bool reader_find_search(const struct reader *reader, struct str query,
                        struct reader_search *search);

/* ── Changes ────────────────────────────────────────────────────────────────────────────────────
 *
 * False if one cannot be kept: FAULT_SYSTEM and FAULT_FORMAT as the journal says, and it holds all
 * the same until the program ends, and is kept with the next one that can be. Or false if it is
 * none: FAULT_LIMIT for a text that is too long, FAULT_USAGE for an id, a letter or a name that
 * cannot be one; then nothing has changed. */

/* READING_NONE takes it off the list. */
bool reader_set_state(struct reader *reader, struct str id, enum reading_state state,
                      struct fault *why);

/* At most LIMIT_NOTE_SIZE bytes, of any number of lines; empty: no note any more. */
bool reader_set_note(struct reader *reader, struct str id, struct str note, struct fault *why);

/* With an empty id the mark is taken away. */
bool reader_set_mark(struct reader *reader, char letter, struct reader_place place,
                     struct fault *why);

/* With an empty query the search is taken away. */
bool reader_set_search(struct reader *reader, struct str name, struct str query, struct fault *why);

/* Of little weight: appended without waiting for the disk, at most the last READER_TRAIL ids; what
 * cannot be kept is not tried again. With an empty id it is forgotten. */
enum { READER_TRAIL = 100 };
bool reader_set_last(struct reader *reader, struct reader_place place, struct reader_trail trail,
                     struct fault *why);

#endif
