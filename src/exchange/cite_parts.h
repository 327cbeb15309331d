/* cite_parts: what the formats of citations share. Private to exchange/cite*.c. */
#ifndef DOSSIER_EXCHANGE_CITE_PARTS_H
#define DOSSIER_EXCHANGE_CITE_PARTS_H

#include "exchange/cite.h"

/* The formats; those of text are called through cite_text. */
struct str cite_plain(struct arena *arena, const struct cite *cite);
struct str cite_bibtex(struct arena *arena, const struct cite *cite);
struct str cite_csl_text(struct arena *arena, const struct cite *cite);
struct str cite_ris(struct arena *arena, const struct cite *cite);

/* One line: every run of blanks and line breaks is a space, and there is none at the ends. */
struct str cite_line(struct arena *arena, struct str raw);

/* A line for formats that have no escapes: U+FFFD stands for each character that unicode_class()
 * forbids (controls, bidi controls, what cannot be seen) and for each byte that is no UTF-8. */
struct str cite_visible(struct arena *arena, struct str line);

/* An address with all that is not allowed in one (RFC 3986) as %XX of its UTF-8; empty unless it is
 * one of http, https or ftp. */
struct str cite_address(struct arena *arena, struct str raw);

/* The title as a bibliography has it: a description stands in square brackets. */
struct str cite_title(struct arena *arena, const struct cite *cite);

/* "“words” (in translation: “…”)"; indirect speech has no quotation marks. */
struct str cite_quoted(struct arena *arena, const struct cite *cite);

/* "speaker, for organization". */
struct str cite_speaker(struct arena *arena, const struct cite *cite);

/* The quote with all that is known of who said it: "“words” — speaker, for organization, date".
 * Empty if no quote is cited. */
struct str cite_annotation(struct arena *arena, const struct cite *cite);

/* What has no field in formats for reference managers: "Derived from X. Deduced, not given by
 * the document: date." */
struct str cite_remarks(struct arena *arena, const struct cite *cite);

/* The same with "Archived at …", for formats that have no field for it either. */
struct str cite_remarks_and_archive(struct arena *arena, const struct cite *cite);

#endif
