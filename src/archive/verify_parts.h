/* verify_parts: what the files of the verifier share. For nobody else.
 *
 *	verify.c         the bytes as a whole, each row by itself
 *	verify_orders.c  what a row has to do with the rows beside it: the schema, ids, orders
 *	verify_values.c  dossiers, values, dates, citations
 *	verify_links.c   links and their ends
 *	verify_neighbours.c  who is linked with whom
 */
#ifndef DOSSIER_ARCHIVE_VERIFY_PARTS_H
#define DOSSIER_ARCHIVE_VERIFY_PARTS_H

#include "archive/section.h"
#include "archive/verify.h"

#define READ(archive, section, number, row) \
	section_read(archive, section, number, row, sizeof *(row))

/* Fails: FAULT_FORMAT, saying `what` of a row. */
bool verify_fault(struct fault *why, enum section section, uint32_t row, const char *what);

/* Whether `firsts`, a section of one row at least, cuts `count` rows into one piece for each row
 * before its last. */
bool verify_firsts(const struct archive *archive, enum section firsts, uint32_t count,
                   struct fault *why);

/* These look at rows whose members were found to be sound, each by itself. */
bool verify_orders(const struct archive *archive, struct fault *why);
bool verify_values(const struct archive *archive, struct fault *why);
bool verify_links(const struct archive *archive, struct fault *why);
bool verify_neighbours(const struct archive *archive, struct fault *why);

#endif
