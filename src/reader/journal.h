/* journal: a file to which records of text are only appended, so that what was once written is
 * there after a crash, a kill, a full disk or a pulled plug. Private to reader/.
 *
 *	NAME            records (journal_record.h); the first says "dossier journal 1" and of what
 *	NAME.lock       empty; who writes has it locked (flock(2)), for as long as that takes
 *	NAME.new        on its way to its name; the next who writes removes what a kill left there
 *	NAME.old        what NAME was before it was written anew without what later records replaced
 *	NAME.broken-N   what could not be read, from the first bad byte to the end
 *
 * Bytes that somebody may have taken in are never changed in place:
 *
 *	append    ──▶ behind all that is there; what comes out torn is cut off again
 *	rewrite   ──▶ NAME.new, fsync, rename, fsync of the folder: others notice another file
 *	mend      ──▶ NAME.broken-N, fsync; then a torn end is cut off, or all that is whole,
 *	              before and behind the damage, is written anew
 *
 * Every format begins with a record as this one has it. So a file of a later one is known for what
 * it is, and left alone.
 */
#ifndef DOSSIER_READER_JOURNAL_H
#define DOSSIER_READER_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;

/* Whoever knows what the records mean. */
struct journal_user {
	void (*forget)(void *context);                  /* all that was taken: it comes anew */
	void (*take)(void *context, struct str text);   /* a record; in the order of the file */
	size_t (*count)(const void *context);           /* records that still mean something */
	void (*give)(const void *context, struct text *records);        /* these, by record_add */
	void *context;
};

enum { JOURNAL_NAME_SIZE = 64, JOURNAL_LOCK_MS = 2000 };

struct journal {
	struct journal_user user;
	struct str folder_path;         /* NUL-terminated, as is the next; borrowed */
	struct str title;               /* what it is a journal of, for people */
	char name[JOURNAL_NAME_SIZE];
	int folder, file;               /* open; -1: not there yet */
	size_t end;                     /* bytes of the file that were taken */
	size_t record_count;            /* in these, and in what was kept of them meanwhile */
	size_t rewritten_from;          /* record_count from which on to try a rewriting again */
	size_t news_count;              /* takes and forgets so far */
	char set_aside[JOURNAL_NAME_SIZE + 40]; /* the file of damaged bytes that was made last */
	bool is_damaged;                /* what could not be read is still in it */
	bool is_foreign;                /* a newer program has written it: hands off */
};

/* Open the journal `name` of a folder, and let `journal->user` take what is in it; neither has to
 * be there. Of `journal` user, folder_path, title and name are set already. `*note` is a sentence,
 * in `arena`, about what could not be read; else empty.
 * Fails as reader_open does; then the journal is closed. */
bool journal_open(struct journal *journal, struct arena *arena, struct str *note,
                  struct fault *why);

/* Let the user take what others have appended since, or all of it if it is another file now. Waits
 * for nobody. True if there was something. */
bool journal_refresh(struct journal *journal);

/* Refresh, and append whole records (record_add); the user has to take these itself, afterwards.
 * With `waits_for_disk` they are on the disk when it returns.
 * Fails: FAULT_SYSTEM, FAULT_FORMAT or FAULT_LIMIT; what was kept is as it was. */
bool journal_append(struct journal *journal, struct str records, bool waits_for_disk,
                    struct fault *why);

void journal_close(struct journal *journal);

#endif
