/* scan: looks through what the program wrote for anything that it must never write.
 *
 * Written without the program's own tables and without ICU, so that a fault there is no fault here.
 */
#ifndef DOSSIER_TESTS_HOSTILE_SCAN_H
#define DOSSIER_TESTS_HOSTILE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* A stream, and how far it was looked through. */
struct scan {
	const char *bytes;
	size_t size, at;
	bool is_ascii;                  /* nothing beyond ASCII may be in it */
	bool takes_marks;               /* any number of combining marks, as in JSON */
	unsigned long before;           /* the code point before, or 0 */
	int marks;                      /* behind the last base */
	const char *offence;            /* what was found, or NULL */
	unsigned long code_point;       /* that is the offence */
};

/* The character at `at`, unless it is an offence. Line feeds are left to the caller. */
bool scan_character(struct scan *scan);

/* All of it as lines of text; as what a terminal is sent; as one JSON document (RFC 8259). */
bool scan_text(struct scan *scan);
bool scan_tty(struct scan *scan);
bool scan_json(struct scan *scan);

/* Always false. */
bool scan_offend(struct scan *scan, const char *offence, unsigned long code_point);

#endif
