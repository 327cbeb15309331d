/* quote_form: a text without what does not count when it is compared word for word. Private to
 * quote_check.
 *
 *	text    We  are “in
 *	        soli­darity”            blanks are one, lines are joined, soft hyphens go
 *	form    We are 'in solidarity'
 *
 * Each byte of the form knows the byte of the text that it comes from.
 */
#ifndef DOSSIER_QUERY_QUOTE_FORM_H
#define DOSSIER_QUERY_QUOTE_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum quote_form_kind {
	FORM_PLAIN,             /* a hyphen at the end of a line stays: Moscow-based */
	FORM_JOINED,            /* it goes: soli-darity */
	FORM_BARE,              /* it stays, but insertions in brackets go */
	FORM_KIND_COUNT
};

/* From byte `at` of the form on, bytes are those of the text from `raw` on; or all made from what
 * begins at `raw`. */
struct quote_run {
	uint32_t at, raw;
	bool is_made;
};

struct quote_form {
	struct text text;
	struct { struct quote_run *items; size_t count, room; } runs;
	bool has_hyphen_at_end;         /* of a line, so that plain and joined differ */
};

/* `raw` is at most UINT32_MAX bytes. In `arena`. */
struct quote_form quote_form_make(struct arena *arena, struct str raw, enum quote_form_kind kind);

struct str quote_form_str(const struct quote_form *form);

/* The byte of the text from which byte `at` of the form comes; `end` for the end of the form. */
size_t quote_form_raw(const struct quote_form *form, size_t at, size_t end);

/* The byte behind the insertion in brackets that begins at byte `at` of a text, or `at` if there is
 * none: it is on one line or two, not empty, and at most 200 bytes long. */
size_t quote_insertion_end(struct str raw, size_t at);

#endif
