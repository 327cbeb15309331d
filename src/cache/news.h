/* news: what a thread has to tell whoever reads, and how long the archives among it live.
 *
 *	thread ── news_tell ─▶ coming ── news_take ─▶ current ─▶ before ─▶ released
 *	                         │                    at the next    at the one after
 *	                         └─ another one comes: the one that nobody took is released
 *
 * So there are never more than three, however often files change and however long nobody takes
 * them; and who took one may go on with the one before until the next time. Private to cache/.
 */
#ifndef DOSSIER_CACHE_NEWS_H
#define DOSSIER_CACHE_NEWS_H

#include <pthread.h>
#include <stdbool.h>

#include "archive/archive.h"
#include "base/arena.h"

/* A piece of news. */
struct news {
	struct arena arena;             /* of all here */
	struct archive *archive;        /* another one, or NULL */
	struct str note;                /* what went wrong, or empty */
	struct str told;                /* what changed, or empty */
};

struct news_desk {
	pthread_mutex_t lock;           /* of all but the ends */
	pthread_cond_t is_told;
	int ends[2];                    /* a pipe: a byte for what is there to be taken, and the end
	                                 * once it is the last */
	struct news coming, current, before;
	struct news said;               /* without an archive, taken last */
	struct news last;               /* taken last; its arena is that of one of these */
	bool is_coming, was_taken, has_progress, is_last;
};

/* False if there can be no pipe. */
bool news_open(struct news_desk *desk);

/* Release all, and close the end to be read; the other one is closed by news_finish. */
void news_close(struct news_desk *desk);

/* Release an archive and what it is in. */
void news_release(struct news *news);

/* For the thread: give it away; it may be the last. An archive that nobody took yet is replaced by
 * another one, and stays beside a sentence. */
void news_tell(struct news_desk *desk, struct news news, bool is_last);

/* That it is further on; with the lock. Gives whether nobody knew, so that news_ring is called
 * behind the lock. */
bool news_tell_progress(struct news_desk *desk);
void news_ring(struct news_desk *desk);
void news_finish(struct news_desk *desk);

/* For who reads: the next piece; waits for it, or gives the last once more. It is empty for
 * progress. Its archive lives until two others were taken; its sentences until the next call. */
struct news news_take(struct news_desk *desk);

#endif
