/* said: a journal whose records are texts of the test.
 *
 *	struct said said;
 *	assert_true(open_said(&said));
 *	must_append(&said, "key text");
 *	assert_true(says(&said, "key text"));
 *	close_said(&said);
 *
 * It is "a" in the folder "state" of the working directory. A record "KEY TEXT" replaces the one of
 * that key.
 */
#ifndef DOSSIER_TESTS_SUPPORT_SAID_H
#define DOSSIER_TESTS_SUPPORT_SAID_H

#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/fault.h"
#include "reader/journal.h"

/* What a journal says. */
struct said {
	struct arena arena;
	struct { struct str *items; size_t count, room; } texts;
	struct journal journal;
	struct str note;
	struct fault why;               /* of the last call */
};

bool open_said(struct said *said);
void close_said(struct said *said);

/* As a user does: what is kept is taken too. The second gives no false: it fails the test. */
bool append(struct said *said, struct str text);
void must_append(struct said *said, const char *text);

/* The record "KEY NUMBER", and "KEY-NUMBER NUMBER", which replaces none. */
bool append_numbered(struct said *said, const char *key, int number);
bool append_own(struct said *said, const char *key, int number);

bool says(const struct said *said, const char *text);

/* Open it, append, and close it. */
void keep_one(const char *text);

/* Open it, look, and close it: what it says must be these, in this order. */
void assert_says(const char *const *texts, size_t size);

#define ASSERT_SAYS(...)                                                                     \
	assert_says((const char *const[]){ __VA_ARGS__ },                                    \
	            sizeof (const char *const[]){ __VA_ARGS__ } / sizeof(const char *))

/* Files as they are. What cannot be done fails the test. */
void write_here(const char *path, struct str bytes, mode_t mode);
void append_here(const char *path, const char *text);
struct str read_here(struct arena *arena, const char *path);

/* From now on no file of this program gets larger; RLIM_INFINITY takes that back. */
void let_files_grow(rlim_t size);

#endif
