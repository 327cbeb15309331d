/* fault: why a call could not do its job.
 *
 * A function that can fail returns bool and takes a `struct fault *why` last. False means that
 * `why` (unless NULL) says what, where and what to do, and that outputs are untouched. Failing is
 * one line:
 *
 *	return fault_set(why, FAULT_SYNTAX, "%s:%u: expected a list of links", path, line);
 *
 * A fault is for a call that failed. What is wrong with the content is a finding (model/finding.h).
 */
#ifndef DOSSIER_BASE_FAULT_H
#define DOSSIER_BASE_FAULT_H

#include <stdbool.h>

enum fault_kind {
	FAULT_NONE,
	FAULT_SYSTEM,           /* a system call failed; the sentence has strerror's words */
	FAULT_SYNTAX,           /* input that does not follow its grammar */
	FAULT_FORMAT,           /* bytes that are not the file they should be */
	FAULT_LIMIT,            /* larger or deeper than a limit */
	FAULT_USAGE,            /* wrong arguments of the person who called */
	FAULT_KIND_COUNT
};

enum { FAULT_SENTENCE_SIZE = 512 };

struct fault {
	enum fault_kind kind;
	char sentence[FAULT_SENTENCE_SIZE];     /* NUL-terminated, cut at a whole character */
};

/* Fill `why` (may be NULL). Always false. The sentence may hold text from outside: it goes through
 * base/shown.h like any other before it is printed. */
bool fault_set(struct fault *why, enum fault_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Put "context: " before the sentence on the way up. Always false. */
bool fault_add(struct fault *why, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The exit status that a front end gives for it: 2 for usage, 3 for all others. */
int fault_exit_status(const struct fault *why);

#endif
