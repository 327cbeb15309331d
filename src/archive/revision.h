/* revision: an archive with some of its dossiers as they are now.
 *
 * When a few files of a large collection change, a small archive of them alone, the segment, is
 * laid over the large one, the base. Rows of both are numbered through, so that every row number,
 * span and text means what it always means, and nobody who reads need know that there are two:
 *
 *	            base                    segment
 *	values    [ 0 … b-1            ][ b … b+s-1 ]      likewise links, dates, citations, texts
 *	dossiers  [ 0 … 17 … 40 … n-1  ]                   17 is read from the segment instead,
 *	                                                   40 too: their numbers stay
 *
 * What the base says of a replaced dossier is dead: its values, its links and those in the spans of
 * where they led, its words, its places in time.
 *
 * Three things are still the base's, and are right again when the collection is built whole:
 * findings, of which the pages of replaced dossiers show none meanwhile; the dossiers of each file,
 * in the order of the lines that findings are of; and what archive_collection() counts.
 */
#ifndef DOSSIER_ARCHIVE_REVISION_H
#define DOSSIER_ARCHIVE_REVISION_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/fault.h"
#include "base/str.h"

struct arena;

/* Lay the archive in `segment` (8-byte aligned bytes, as build made them, to stay as long as the
 * result; all of it is verified) over `base`, which is no revision itself. Both were made by the
 * same schema. Dossiers of the segment whose ids are in `replaced` (sorted by bytes) take the place
 * of those of the base; all others of the segment only stand for what the links of these lead to,
 * and nothing is taken from them. Every id of the segment is one of the base's, with the same kind
 * and name. What is replaced holds its own links (none is the far end of one that stands
 * elsewhere); it has what other dossiers give it of has: facets already in its words; and of these
 * no other dossier gains or loses one, or it is replaced, too. build/revise sees to all this.
 *
 * The revision is in `arena` and reads both. Fails: FAULT_FORMAT with what does not fit. */
bool archive_revise(struct arena *arena, const struct archive *base, struct str segment,
                    struct str_list replaced, struct archive **revised, struct fault *why);

/* The archive under a revision, which is the archive itself if it is none. */
const struct archive *archive_base(const struct archive *archive);

/* The dossiers that are replaced, rising; none if it is no revision. What LEXICON_ALL and
 * LEXICON_NAMES say of them is dead. */
struct row_span archive_replaced(const struct archive *archive);
bool archive_replaces(const struct archive *archive, uint32_t row);

/* True of a dossier whose links, out or in, are others than in the base. */
bool archive_relinks(const struct archive *archive, uint32_t row);

#endif
