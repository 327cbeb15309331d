/* joined: links between two dossiers, those that say the same as one. Private to query/. */
#ifndef DOSSIER_QUERY_JOINED_H
#define DOSSIER_QUERY_JOINED_H

#include "query/links.h"

/* Add a link, with its sources: to one that has its relation, role and dates, or else behind all
 * others, if there are less than `most`. */
void joined_add(const struct archive *archive, struct arena *arena, struct connections *links,
                struct connection connection, size_t most);

/* Order them by date, undated last; those of the same day stay as they are. For a few. */
void joined_sort(const struct archive *archive, struct connections *links);

#endif
