/* quotes: what was said, and what is claimed. */
#ifndef DOSSIER_QUERY_QUOTES_H
#define DOSSIER_QUERY_QUOTES_H

#include "archive/archive.h"

struct arena;

struct quote {
	struct dossier_ref ref;
	struct str text, form, locator, lang, translation, venue;
	struct dossier_ref speaker, spoke_for, source, event;   /* NO_DOSSIER if not said */
	uint32_t said;                  /* row of a date, or NO_ROW */
	struct dossier_ref *about;
	size_t about_count;
	struct str verified;            /* what `dossier verify` found, as "exact"; "changed" if the
	                                 * quote or its source was since; empty: not checked */
	bool is_verified;               /* there is such a finding: */
	struct verification verification;
};

struct quote_filter { struct dossier_ref speaker, about, source; };     /* NO_DOSSIER: any */
struct quotes { struct quote *items; size_t count, room; };

struct quote quote_at(const struct archive *archive, struct arena *arena, struct dossier_ref ref);

/* The words of a quote as they stand among other names: in quotation marks, and those of a fragment
 * between dots, “… stabilise …”. As they are if they have marks already or are quoted indirectly.
 * Borrowed, or in `arena`. */
struct str quote_in_marks(struct arena *arena, struct str form, struct str words);

/* The quotes that pass, by the day they were said, undated last, then by id. `speaker` passes what
 * was said on its behalf as well. */
struct quotes quotes_query(const struct archive *archive, struct arena *arena,
                           struct quote_filter filter);

struct assertion {
	struct dossier_ref who, source;         /* the first source that is cited for it */
	struct str who_id, source_id;   /* as typed: all there is where these are NO_DOSSIER */
	struct row_range citations;     /* all that are cited */
	struct str stance, locator, note;       /* stance is "asserts" if it was not said */
};

/* What a value of a claim says: who takes which stance to it. */
struct assertion assertion_at(const struct archive *archive, struct value value);

/* The stance as it is read: "asserts", "denies", "qualifies" (of updates). */
struct str assertion_verb(const struct assertion *assertion);

struct claim {
	struct dossier_ref ref;
	struct str text, status;        /* status is "unverified" if it was not said */
	struct assertion *assertions;
	size_t assertion_count;
};

struct claim_filter { struct dossier_ref about; struct str status; };
struct claims { struct claim *items; size_t count, room; };

struct claim claim_at(const struct archive *archive, struct arena *arena, struct dossier_ref ref);

/* The claims that pass, in collation order. `about` passes those that name it as who asserts,
 * too. */
struct claims claims_query(const struct archive *archive, struct arena *arena,
                           struct claim_filter filter);

#endif
