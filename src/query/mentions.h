/* mentions: where a dossier is named without a link: its name, or one of its other names, stands in
 * the running text of another dossier (prose, summaries, the words of quotes and claims, notes)
 * that has no link to it.
 *
 * Names are folded as searching folds them, and stand as whole words; one of fewer than
 * MENTIONS_FOLDED letters only as it is written, capitals and all. Where two names stand at the
 * same place it is the longer one; and if that is the name of another dossier, it is no mention.
 * What stands in a link or a citation, to whatever, is none either.
 *
 * The index says in which dossiers the words of a name stand; only the texts of these are read, and
 * no more than the query allows: who wants to go on asks again for more. The words by which a quote
 * or claim is called, for want of a name, are no name.
 */
#ifndef DOSSIER_QUERY_MENTIONS_H
#define DOSSIER_QUERY_MENTIONS_H

#include <stdbool.h>

#include "archive/archive.h"
#include "query/lookup.h"
#include "query/page.h"
#include "query/search.h"

struct arena;

enum {
	MENTIONS_FOLDED = 4,            /* letters from which on a name is folded */
	MENTIONS_PORTION = 100,         /* mentions for a screen, and */
	MENTIONS_READ = 512 * 1024,     /* bytes of text to read for them */
	MENTIONS_MOST_SHARERS = 5,      /* of a name that are listed */
	MENTIONS_MOST_NAMES = 64,       /* of a dossier that are looked for: the first */
};

struct mentions_query {
	struct dossier_ref of;
	size_t most;                    /* mentions; 0: all */
	size_t read;                    /* bytes of text; 0: all */
};

/* A name that is looked for. */
struct mention_name {
	struct str text;                /* as it is written */
	bool is_exact;                  /* it is short: only as it is written */
	struct dossier_refs sharers;    /* others that have it too; at most MENTIONS_MOST_SHARERS */
};

struct mention {
	struct dossier_ref in;
	uint32_t name;                  /* of mentions.names */
	uint32_t value;                 /* that has it; or NO_ROW: a summary that is none */
	bool is_in_note;                /* the note of that value */
	/* Where it stands: a row of files, and the line; that of the whole value where lines of the
	 * file are folded to one, and for a note */
	uint32_t file, line;
	struct str sentence;            /* as it reads; one line */
	struct search_range mark;       /* the name in the sentence; size 0: it is cut off */
	size_t more;                    /* places in the same text, besides this first one */
};

struct mentions {
	struct dossier_ref of;
	struct { struct mention_name *items; size_t count, room; } names;       /* longest first */
	struct { struct mention *items; size_t count, room; } items;    /* by dossier */
	bool is_cut;                    /* not all was read: there may be more */
};

/* No names and no mentions if there is no such dossier. In `arena`. */
struct mentions mentions_find(const struct archive *archive, struct arena *arena,
                              const struct mentions_query *query);

/* The key of the field that has it, and what that is called: "Summary", "Note". */
struct str mention_field(const struct archive *archive, const struct mention *mention);
struct str mention_label(const struct archive *archive, const struct mention *mention);

/* The mentions as lines: each sentence under the dossier that has it, with its file and line; the
 * name in it is a link that leads there. Declared here, written in page_mentions.c. */
struct page page_mentions(const struct archive *archive, struct arena *arena,
                          const struct mentions *mentions, struct page_options options);

#endif
