/* journal_record: how a text stands in a journal, so that a program sees whether it is whole, and a
 * person can read it. Private to reader/.
 *
 *	bytes  hash of it (str_hash)  text, up to a line feed behind it
 *	 │      │                │
 *	60 3c0a91b2d4e5f607 note 2026-11-22T15:05:19Z ann-quill
 *		She was there.
 *		Twice.
 *
 * A line feed of the text is followed by a tab, which does not belong to it but counts. So what
 * begins a line, and is no tab, begins a record, and nothing in a text can be taken for one; and
 * whatever is damaged, the next record can be found.
 */
#ifndef DOSSIER_READER_JOURNAL_RECORD_H
#define DOSSIER_READER_JOURNAL_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

/* Put a record of `text`, which is not empty, behind what is in `records`. */
void record_add(struct text *records, struct str text);

/* The record that begins at byte `*at`: its text as it stands there; `*at` is moved behind it.
 * False, and `*at` as it was, if there is no whole record. */
bool record_next(struct str records, size_t *at, struct str *standing);

/* The text of which `standing` was made. In `arena`. */
struct str record_text(struct arena *arena, struct str standing);

/* The byte behind the line in which `at` is: the next at which a record may begin. */
size_t record_skip(struct str records, size_t at);

#endif
