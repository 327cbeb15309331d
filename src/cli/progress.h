/* progress: one line on standard error while a collection is built, if that takes longer than a
 * second and somebody can see it.
 *
 *	reading 25,600 of 100,000 files, 14,200 a second, 5 s left
 */
#ifndef DOSSIER_CLI_PROGRESS_H
#define DOSSIER_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	bool is_shown;                  /* standard error is a terminal */
	int64_t start, last;            /* milliseconds, of a clock that is never set */
	int columns;                    /* that the line may have */
	int width;                      /* of the line that stands there; 0: none */
};

/* Begin to count the time, for a terminal of so many columns. */
struct progress progress_begin(int columns);

/* A watcher of builds (build/build.h): `context` is a struct progress. */
void progress_tell(void *context, size_t files_read, size_t files);

/* Take the line away, if one stands there. */
void progress_end(struct progress *progress);

#endif
