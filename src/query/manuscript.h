/* manuscript: the file that a dossier is written in, as it is on disk now.
 *
 * An archive has what was read; whoever wants the words of the file, or to change them, wants the
 * file. It may be another one by now, so it can be compared with what the archive knows of it.
 */
#ifndef DOSSIER_QUERY_MANUSCRIPT_H
#define DOSSIER_QUERY_MANUSCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "query/page.h"

/* The path of a file, as a person can open it: that of the collection's folder, and its own. Never
 * taken for an option: where it would begin with '-' or '+', "./" stands before it. NUL-terminated,
 * in `arena`. */
struct str manuscript_path(struct arena *arena, struct str folder, struct str file);

/* The bytes of a file of the archive beneath that folder, in `arena`. It is found as it was when
 * the collection was read: no link leads out of the folder. Fails: FAULT_SYSTEM, FAULT_LIMIT,
 * FAULT_FORMAT, each with the path. */
bool manuscript_read(const struct archive *archive, struct arena *arena, struct str folder,
                     uint32_t file, struct str *bytes, struct fault *why);

/* True if each value of the dossier still stands where it was read, letter for letter but for
 * blanks; of a quoted one, up to its first escape. What was added behind the last is not seen. */
bool manuscript_is_as_read(const struct archive *archive, struct dossier_ref ref, struct str bytes);

/* The dossier of the file that a line belongs to: the one of which something begins there, or last
 * before it. NO_DOSSIER before the first. */
struct dossier_ref manuscript_dossier(const struct archive *archive, uint32_t file, uint32_t line);

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

/* Cut the first line off, without what ends it. Lines end where YAML 1.1 says so, section 5.4: at
 * LF, CR, both, NEL, LS and PS. */
struct str manuscript_cut_line(struct str *rest);

/* How many there are. */
uint32_t manuscript_line_count(struct str bytes);

/* A file laid out: lines that are too long go on in the next row, two columns further in than they
 * begin.
 *
 *	  12  positions:
 *	  13    - {title: Minister of works, organization: works-ministry,
 *	          since: 2019-03, until: 2022}
 */
struct manuscript_page {
	struct page page;
	uint32_t *numbers;              /* of the line that each row is of; 0: of none */
	int gutter;                     /* columns of the numbers, and what parts them from the
	                                 * text */
};

/* Blank, before a number: for a sign beside the one that somebody is at. */
enum { MANUSCRIPT_SIGN_WIDTH = 2 };

/* Of a large file only what stands around line `around` (from 1) is laid out: so many bytes before
 * it, and behind; and so many of one line. */
enum { MANUSCRIPT_AROUND = 256 << 10, MANUSCRIPT_LINE_SIZE = 256 << 10 };
struct manuscript_page page_manuscript(struct arena *arena, struct str bytes, uint32_t around,
                                       int width);

#endif
