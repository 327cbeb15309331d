/* draft: dossiers as they stand in one file, before they know of each other.
 *
 * Drafts are written here and read once, by pack; what is read afterwards is the archive, another
 * type. A batch holds the drafts of one file with all their parts in flat arrays; rows are numbers
 * within the batch. Links still name their target by its id. Nothing here depends on any other
 * file, so files are drafted in parallel.
 *
 *	batch  drafts    [ person-a ][ quote-1 ]
 *	       values    [ a a a a a ][ q q q  ]     each draft's together, parents before children
 *	       links     [ a a a     ][ q q    ]     in the order of the file
 *	       citations [ … ]  dates [ … ]          named by drafts, values and links
 */
#ifndef DOSSIER_BUILD_DRAFT_H
#define DOSSIER_BUILD_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/date.h"
#include "model/finding.h"
#include "model/node.h"
#include "model/schema.h"

struct draft_rows { uint32_t first, count; };

struct draft_date {
	struct str text;                /* as typed */
	struct date date;               /* date_none() if unreadable */
};

struct draft_citation {
	struct str id, locator, note;
	struct place place;
	uint32_t source;                /* filled in by resolve: row of the collection, or NO_ROW */
};

struct draft_value {
	struct str key, text, note;
	uint32_t field;                 /* row of the schema, or NO_ROW */
	uint32_t end;                   /* row of the batch behind all that is inside */
	uint32_t date, as_of;           /* rows of the batch, or NO_ROW */
	uint32_t link;                  /* row of the batch, or NO_ROW */
	struct draft_rows citations;
	struct place place;
	uint8_t type;                   /* enum field_type */
	uint8_t rank;                   /* enum value_rank of archive/archive.h */
	uint16_t depth;
};

struct draft_link {
	struct str target;              /* the id as typed, trimmed */
	struct str role;
	uint32_t relation;
	uint32_t field;                 /* the field it stands in: it says which kinds; or NO_ROW */
	uint32_t value;                 /* row of the batch, or NO_ROW */
	uint32_t text_byte;             /* of a mention: of the value's text; else NO_ROW */
	uint32_t citation;              /* row of the batch that a link "cites" is of, or NO_ROW */
	uint32_t date, since, until;    /* rows of the batch, or NO_ROW */
	struct draft_rows citations;
	struct place place;
	uint32_t to;                    /* filled in by resolve: row of the collection, or NO_ROW */
	bool is_former;                 /* likewise: `target` is not the id that it has now */
	bool is_inverse;                /* the draft is its far end */
	bool is_in_note;                /* a mention: of the value's note */
	bool is_guess;                  /* of a foreign file: if it leads nowhere it is a text */
	bool has_group_role;            /* taken over from the group that it stands in, … */
	bool has_group_dates;           /* … likewise */
};

struct draft {
	struct str id, name, summary;
	uint32_t kind;                  /* NO_ROW only if it adds */
	struct place place;
	uint32_t date;                  /* row of the batch, or NO_ROW */
	bool adds;                      /* to the dossier of that id, which stands elsewhere */
	bool is_foreign;                /* read by a file rule: less is asked of it */
	struct draft_rows values, links, citations, former_ids;
};

struct batch {
	struct arena arena;             /* of all texts and arrays of this batch */
	struct str path;                /* of the file in the collection; set by draft_file */
	uint32_t file;
	size_t file_size;               /* bytes */
	bool was_changed;               /* since the scan, or it could not be read */
	uint32_t word_count;
	struct { struct draft *items; size_t count, room; } drafts;
	struct { struct draft_value *items; size_t count, room; } values;
	struct { struct draft_link *items; size_t count, room; } links;
	struct { struct draft_citation *items; size_t count, room; } citations;
	struct { struct draft_date *items; size_t count, room; } dates;
	struct { struct str *items; size_t count, room; } former_ids;
	struct finding_array findings;
};

/* Turn the documents of one file (path relative to the collection) into drafts, by the schema. What
 * is wrong becomes findings and costs the smallest part that it can: a value, then a dossier. */
void draft_file(struct batch *batch, const struct schema *schema, struct str path,
                struct node_file nodes);

/* What leads nowhere is no link of the archive: keep what is said of it, but for its sources, in
 * the note of its value, if it has one of its own. In `arena`; in draft_link.c. */
void link_keep(struct arena *arena, const struct schema *schema, struct batch *batch,
               const struct draft_link *link);

#endif
