/* neighbours: the other ends of a dossier's links, many at a time.
 *
 * For searches that walk over thousands of links and want to know of each no more than where it
 * leads: link_of() reads the whole row. As little trusted as everything in an archive: a dossier
 * may be one that is not there.
 */
#ifndef DOSSIER_ARCHIVE_NEIGHBOURS_H
#define DOSSIER_ARCHIVE_NEIGHBOURS_H

#include "archive/archive.h"

struct neighbour {
	uint32_t dossier;               /* at the other end: a row, or NO_ROW */
	uint32_t relation;
};

enum { NEIGHBOURS_MOST = 64 };

/* Read the other ends of the links of a span from its link `first` on, as many as there are and
 * fit; gives their number. */
uint32_t neighbours_read(const struct archive *archive, struct link_span span, uint32_t first,
                         struct neighbour neighbours[NEIGHBOURS_MOST]);

/* Ask the memory for what neighbours_read() will want of a span, without waiting for it: first for
 * where the links are, and a while later, when that has come, for the links. For spans that are
 * read soon; of long ones only the beginning. */
void neighbours_near(const struct archive *archive, struct link_span span);
void neighbours_next(const struct archive *archive, struct link_span span);

#endif
