/* renewal: looks whether what was kept of a collection is still what its files say, while somebody
 * reads it already, and makes it anew if not. Where nothing is kept of a large collection, what is
 * read meanwhile is a part of it.
 *
 *	open what is kept, or build a part ─▶ first screen ─▶ … ─▶ a revision ─▶ … ─▶ the whole
 *	                                   └─▶ a thread: look at the files, read what changed
 *
 * If only a few files changed there are two pieces of news: the revision, and when that is built
 * the whole, which says the same and has all findings; but more than 256 MiB of files are not built
 * anew for that. Otherwise there is one, which may be none. Beside a part there is news once a
 * second of how far the reading is, and at last the whole.
 *
 * With collection_options.watching it does not end there: whenever files change (cache/watch.h) it
 * looks again in the same way, and the whole that follows a revision waits until nothing has
 * changed for some seconds, so that it can be kept. An archive in which a file is broken that was
 * not broken in the one before (cache/breakage.h) is not given: there is a note instead, and all
 * stays as it was until a look finds no such file.
 */
#ifndef DOSSIER_CACHE_RENEWAL_H
#define DOSSIER_CACHE_RENEWAL_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/archive.h"
#include "base/str.h"
#include "cache/collection.h"

struct arena;
struct renewal;

/* Open what is kept of the collection at `path` as it is, without a look at its files. The archive
 * lives in `arena`, or is mapped until the program ends. False if nothing fitting is kept. */
bool renewal_open_kept(struct arena *arena, struct str path, struct collection_options options,
                       struct archive **archive);

/* The same for who will begin to look at once: it is mapped, and its bytes are checked then. */
bool renewal_map_kept(struct arena *arena, struct str path, struct collection_options options,
                      struct archive **archive);

/* Get ready to look. `kept` is what renewal_map_kept or renewal_open_kept gave, and stays. NULL if
 * there can be no pipe. */
struct renewal *renewal_open(struct str path, struct collection_options options,
                             const struct archive *kept);

/* The same for who builds now himself, and will say with renewal_show what came of it: what changes
 * from now on is seen. With collection_options.watching. NULL likewise. */
struct renewal *renewal_open_watch(struct str path, struct collection_options options);
void renewal_show(struct renewal *renewal, const struct archive *archive);

/* Build a part of the collection, if there is one (collection_open_part), and get ready to build
 * the whole. The part lives until renewal_drop_part or renewal_end. NULL if there is none, or no
 * pipe. */
struct renewal *renewal_open_part(struct str path, struct collection_options options,
                                  struct str asked, struct archive **part);

/* Release the part, once another archive has its place and nobody looks at it any more. */
void renewal_drop_part(struct renewal *renewal);

/* Begin, once, in a thread: so what is done before, such as the first screen, has the machine for
 * itself. Where there can be no thread, that nobody looked is the last piece of news. */
void renewal_begin(struct renewal *renewal);

/* A descriptor with a byte for each piece of news but the last, and that is at its end from the
 * last one on; while it watches there is no last one. */
int renewal_descriptor(const struct renewal *renewal);

/* The next piece of news, or the last once more; waits for it. The new archive; or NULL if the one
 * before is as it should be, or is still a part, or if there is no other: then `*note` says why,
 * else it is empty or a sentence about how it went.
 *
 * An archive lives until two other archives were taken, or until renewal_end: at the first of these
 * the reader may still look at it, and must have ended to before the second. What nobody takes is
 * released when there is something newer. Sentences live until the next call. */
const struct archive *renewal_take(struct renewal *renewal, struct str *note);

/* What changed, for the reader, in what was taken last: "1 file read anew: people/ann.yaml"; empty
 * if there is nothing to tell, or it is not known. */
struct str renewal_told(const struct renewal *renewal);

/* How far the reading of all files is, where only a part is open. `files` is 0 until that is known;
 * once all are read, they are put together. */
struct renewal_reading {
	size_t files_read, files;
	size_t rate;                    /* files a second, so far */
	unsigned left_s;                /* seconds until the whole is there, as it looks now; at
	                                 * most BUILD_MOST_LEFT_S */
};
struct renewal_reading renewal_reading(struct renewal *renewal);

/* Release it, with all archives that it gave. False if a look began and is not done: then it goes
 * on, and nothing that it uses may be released, so the program had better end. */
bool renewal_end(struct renewal *renewal);

#endif
