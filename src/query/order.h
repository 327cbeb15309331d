/* order: dossiers in the collation order of their names. Private to query/.
 *
 * The archive has the order itself but not the place of a dossier in it. Looking for the places of
 * a few is one pass over the order, which is short work against comparing names. */
#ifndef DOSSIER_QUERY_ORDER_H
#define DOSSIER_QUERY_ORDER_H

#include "archive/archive.h"

struct arena;

/* For each of `rows` (rising, none twice) its place in the order of names. In `arena`. A dossier
 * that stands nowhere in the order comes last. */
uint32_t *order_places(const struct archive *archive, struct arena *arena, const uint32_t *rows,
                       size_t count);

#endif
