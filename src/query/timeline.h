/* timeline: what happened, was said and was published, by its earliest day. */
#ifndef DOSSIER_QUERY_TIMELINE_H
#define DOSSIER_QUERY_TIMELINE_H

#include "archive/archive.h"

struct arena;

struct timeline_filter {
	struct dossier_ref about;       /* only what it is, takes part in, says, or links to; NO_DOSSIER: all */
	struct date from, to;           /* date_none(): unbounded; undated entries only if both are */
};

struct timeline { struct timeline_entry *items; size_t count, room; };

/* The entries that pass, in the archive's order. In `arena`. */
struct timeline timeline_query(const struct archive *archive, struct arena *arena,
                               struct timeline_filter filter);

/* What an entry is called: the dossier's name, or "A met B" for a relation. In `arena` or archive. */
struct str timeline_name(const struct archive *archive, struct arena *arena,
                         struct timeline_entry entry);

/* The same with the relation in the reader's language. */
struct str timeline_name_shown(const struct archive *archive, struct arena *arena,
                               struct timeline_entry entry);

/* When an entry was, in EDTF: the date as typed, or for a relation with a beginning or an end the
 * interval of both ("2019-03/2022", "2008/" if nobody says until when). Empty if undated. In `arena`
 * or archive. */
struct str timeline_date(const struct archive *archive, struct arena *arena,
                         struct timeline_entry entry);

#endif
