/* verify_orders: the half of archive_verify that looks at many rows together. Private to verify.c.
 *
 * Called when every row of every section is known to be sound by itself: each text is there, each
 * row and range that a row names exists, each number of an enum is one of its values. */
#ifndef DOSSIER_ARCHIVE_VERIFY_ORDERS_H
#define DOSSIER_ARCHIVE_VERIFY_ORDERS_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/section.h"

/* Orders, permutations, nesting, and that links in and out are the same links. */
bool verify_orders(const struct archive *archive, struct fault *why);

/* "section "links", row 17: what". Always false. */
bool verify_fault(struct fault *why, enum section section, uint32_t row, const char *what);

#endif
