/* revise: the files of a collection that changed, to a segment that is laid over its archive
 * (archive/revision.h), in the time that these files take and not the collection.
 *
 *	changed files ─▶ read ─▶ draft ─┐
 *	stand-ins for what they link to ┴▶ resolve ─▶ index ─▶ pack ─▶ segment
 *
 * The stand-ins have an id, a kind and a name, taken from the archive, and nothing else.
 */
#ifndef DOSSIER_BUILD_REVISE_H
#define DOSSIER_BUILD_REVISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/str.h"
#include "build/scan.h"

struct arena;

/* So many changed files are worth a segment; from there on the collection is built whole. */
enum { REVISE_FILES_MOST = 256 };

struct revision_segment {
	struct str bytes;               /* what archive_revise lays over the base */
	struct str_list replaced;       /* ids, sorted by bytes */
};

/* The segment for the files of `scan` in the rows `changed`, over `base`, which was built from the
 * same files but for these. In `arena`.
 *
 * False if a segment cannot say what changed, so that the collection has to be built whole: an id,
 * former id, kind or name came, went or became another; the schema, the description of the
 * collection or the ledger is among the files; a dossier has parts in several files; a relation is
 * written at its far end; a file follows a rule for foreign files or could not be read, or changed
 * once more since the scan; or, where there is a ledger, a source names another text, or a verified
 * quote another source, or words that had changed since have changed again.
 *
 * A dossier that other kinds of dossiers link to than before is replaced too, with its file. */
bool revise_files(struct arena *arena, const struct archive *base, const struct scan *scan,
                  const uint32_t *changed, size_t changed_count,
                  struct revision_segment *segment);

#endif
