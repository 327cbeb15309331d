/* format: the layout of an archive, byte by byte. The drawing is in FORMAT beside this file.
 *
 * Included by archive/section.h and tests only, and through it by archive/ and build/pack. All
 * numbers are in the byte order of the machine that wrote them, all rows are aligned to 4 bytes and
 * all sections to 8. Nothing is a pointer: rows name other rows by number, texts by offset into the
 * section of texts, so the same bytes serve in memory and mapped from a file. ARCHIVE_NONE stands
 * for "no row".
 *
 * Any change here raises ARCHIVE_VERSION. There is no migration: an archive of another version,
 * byte order or Unicode is built again.
 */
#ifndef DOSSIER_ARCHIVE_FORMAT_H
#define DOSSIER_ARCHIVE_FORMAT_H

#include <stdint.h>

#define ARCHIVE_MAGIC "dossier\x1a"             /* 8 bytes without the NUL */
#define ARCHIVE_NONE UINT32_MAX

enum {
	ARCHIVE_VERSION = 6,
	ARCHIVE_BYTE_ORDER = 0x01020304,
	ARCHIVE_ALIGNMENT = 8,
	ARCHIVE_CLASS_BITS = 3,                 /* of a posting: its enum search_class less one */
	ARCHIVE_COLUMN_BITS = 12,               /* of a place in 4 bytes; above them is the line */
	ARCHIVE_RANK_SHIFT = 4,                 /* of the type of a value: above it is its rank */
	ARCHIVE_HAS_DETAILS = 0x80,             /* in the depth of a value */
	ARCHIVE_NO_FIELD = UINT16_MAX,
};

/* Also the order in which they lie. The texts are last: how many there are is known last. */
enum section {
	SECTION_COLLECTION,     /* struct collection_row, one */
	SECTION_KINDS,          /* struct kind_row, in the order of the schema */
	SECTION_FIELDS,         /* struct field_row, likewise */
	SECTION_RELATIONS,      /* struct relation_row, likewise */
	SECTION_LISTS,          /* uint32_t: lists of rows that the schema refers to */
	SECTION_MEANINGS,       /* struct meaning_row: allowed values of fields, with their words */
	SECTION_FILES,          /* struct file_row, in the order of their paths' bytes */
	SECTION_DOSSIERS,       /* struct dossier_row, in the order of their ids' bytes */
	SECTION_IDS,            /* struct id_row: ids and former ids, in the order of their bytes */
	SECTION_KEYS,           /* struct key_row: of values whose key no field has, each once */
	SECTION_VALUES,         /* struct value_row, dossier by dossier, in the order of the file */
	SECTION_VALUE_DETAILS,  /* struct value_details_row: of values that need more than most */
	SECTION_DATES,          /* struct date_row, each once */
	SECTION_CITATIONS,      /* struct citation_row, list by list */
	SECTION_CITATION_LISTS, /* uint32_t[lists + 1]: first citation of each, and the end */
	SECTION_LINKS,          /* struct link_row, dossier by dossier they come from, likewise */
	SECTION_LINK_DETAILS,   /* struct link_details_row: of links that need more than most */
	SECTION_MENTIONS,       /* struct mention_row, in the order of LINKS */
	SECTION_LINKS_OUT,      /* uint32_t[dossiers + 1]: first link out of each, and the end */
	SECTION_LINKS_IN_FIRST, /* uint32_t[dossiers + 1]: first row of LINKS_IN, and the end */
	SECTION_LINKS_IN,       /* uint32_t[links]: rows of SECTION_LINKS by where they lead */
	SECTION_NEIGHBOURS_FIRST, /* struct neighbours_row, one for each dossier, and the end */
	SECTION_NEIGHBOURS,     /* uint32_t: dossiers that are linked with one, each once */
	SECTION_BY_NAME,        /* uint32_t[dossiers]: rows in collation order of names */
	SECTION_BY_KIND,        /* uint32_t[dossiers]: rows by kind, then as in BY_NAME */
	SECTION_KIND_FIRST,     /* uint32_t[kinds + 1]: where each begins in BY_KIND, and the end */
	SECTION_BY_FILE,        /* uint32_t[dossiers]: rows by file, then by where they begin */
	SECTION_TIMELINE,       /* struct timeline_row, by earliest day, undated last */
	SECTION_TERMS,          /* struct term_row, in the order of their bytes */
	SECTION_POSTINGS,       /* uint32_t: dossier << CLASS_BITS | class, sorted within a term */
	SECTION_NAME_TERMS,     /* struct term_row: those of names and ids alone, likewise */
	SECTION_NAME_POSTINGS,  /* uint32_t: as in POSTINGS */
	SECTION_NAME_PAIRS,     /* uint64_t: which pairs of bytes each of NAME_TERMS has */
	SECTION_WEIGHTS,        /* struct weight_row: what orders hits, one for each dossier */
	SECTION_FINDINGS,       /* struct finding_row, by file, line and column */
	SECTION_VERIFICATIONS,  /* struct verification_row, by dossier */
	SECTION_TEXTS,          /* bytes: every text once, a NUL behind each; the first is empty */
	SECTION_COUNT
};

struct section_row {
	uint64_t offset, size;          /* bytes from the start of the archive; bytes */
	uint32_t row_size, count;       /* size == row_size * count */
};

/*	┌────────┬────────────────────────────┬────────────┬─ … ─┬───────────────┬───────┐
 *	│ header │ section_row[SECTION_COUNT] │ COLLECTION │     │ VERIFICATIONS │ TEXTS │
 *	└────────┴────────────────────────────┴────────────┴─ … ─┴───────────────┴───────┘
 *	Zeros fill each section up to ARCHIVE_ALIGNMENT. There is nothing else between them.
 */
struct archive_header {
	char magic[8];
	uint32_t version;
	uint32_t byte_order;
	uint64_t size;                  /* bytes of all */
	uint64_t hash;                  /* as FORMAT says, of all behind the header */
	uint32_t header_size;
	uint32_t section_count;
	char unicode[24];               /* unicode_version(), NUL-padded */
};

/* A text: bytes `offset` to `offset + size` of SECTION_TEXTS; behind them stands a NUL. */
struct text_at { uint32_t offset, size; };

/* `count` rows of another section from `first`. */
struct rows_at { uint32_t first, count; };

struct collection_row {
	struct text_at title, description, language, licence, home, url;
	uint32_t home_dossier;
	uint32_t word_count;            /* words of all texts, saturated */
	uint32_t dropped_findings;      /* too many of their file to be in FINDINGS; saturated */
	uint32_t is_scattered;          /* 1: some dossier has parts in several files */
	uint64_t source_size;           /* bytes of all files */
};

struct kind_row {
	struct text_at key, label, plural, help;
	struct rows_at fields;          /* of SECTION_LISTS */
};

struct field_row {
	struct text_at key, label, help;
	uint8_t type, search;           /* enum field_type, enum search_class */
	uint8_t is_many, is_free;
	uint32_t relation;
	struct rows_at to, fields, required;    /* of SECTION_LISTS */
	struct rows_at values;          /* of SECTION_MEANINGS */
};

struct meaning_row { struct text_at code, words; };

struct relation_row {
	struct text_at key, label, inverse, group, help;
	uint32_t is_symmetric;
};

struct file_row { struct text_at path; };

struct dossier_row {
	struct text_at id, name, summary;
	uint32_t kind, file, line, column;
	uint32_t date;                  /* of SECTION_DATES */
	struct rows_at values;
	uint32_t citations;             /* a list: for the dossier as a whole */
};

struct id_row {
	struct text_at id;
	uint32_t dossier;
	uint32_t is_former;
};

struct key_row { struct text_at key; };

/* What most values have. */
struct value_row {
	struct text_at text;            /* of a group: empty; of a link: the id as typed */
	uint32_t refers;                /* to its details, link or date, or how many are inside */
	uint32_t citations;             /* a list */
	uint32_t place;                 /* line << COLUMN_BITS | column; 0 if in the details */
	uint16_t field;                 /* of SECTION_FIELDS; behind these, of KEYS; or NO_FIELD */
	uint8_t type;                   /* enum field_type | enum value_rank << RANK_SHIFT */
	uint8_t depth;                  /* 0 for a value of the dossier itself; | HAS_DETAILS */
};

struct value_details_row {
	uint32_t key;                   /* of SECTION_KEYS, or NONE: that of the value's field */
	struct text_at note;
	uint32_t end;                   /* the row behind the value and all inside it */
	uint32_t date, as_of;           /* of SECTION_DATES */
	uint32_t link;                  /* of SECTION_LINKS; NONE for a link that leads nowhere */
	uint32_t line, column;
};

struct date_row {
	struct text_at text;
	int32_t earliest, latest;
	uint16_t flags;
	uint8_t precision, reserved;
};

struct citation_row {
	struct text_at id, locator, note;       /* id as typed */
	uint32_t source;                /* of SECTION_DOSSIERS, or NONE */
};

/* What the `refers` of a link is a row of, and what else is known of it. */
enum link_form {
	LINK_PLAIN,                     /* VALUES, or NONE: a citation of the whole */
	LINK_SOURCED,                   /* VALUES: its citations are those of the link */
	LINK_MENTION,                   /* MENTIONS: in the text of a value */
	LINK_NOTE_MENTION,              /* MENTIONS: in the note of a value */
	LINK_DETAILED,                  /* LINK_DETAILS */
	LINK_FORM_COUNT
};

struct link_row {
	uint32_t from, to;              /* of SECTION_DOSSIERS */
	uint32_t refers;
	uint16_t relation;              /* of SECTION_RELATIONS */
	uint16_t form;                  /* enum link_form */
};

struct link_details_row {
	uint32_t value;                 /* that holds it, or NONE */
	struct text_at role;
	uint32_t date, since, until;    /* of SECTION_DATES */
	uint32_t citations;             /* a list */
};

struct mention_row {
	uint32_t value;                 /* that holds it */
	uint32_t byte;                  /* of the text or note where it stands */
};

struct neighbours_row {
	uint32_t first;                 /* of SECTION_NEIGHBOURS */
	uint32_t degree;                /* number of its links, in and out */
};

struct timeline_row {
	int32_t earliest, latest;
	uint32_t date;                  /* of SECTION_DATES, or NONE */
	uint32_t dossier;
	uint32_t link;                  /* of SECTION_LINKS if `what` is a relation, else NONE */
	uint32_t what;                  /* enum timeline_what */
};

struct term_row {
	struct text_at term;            /* folded; a facet is "field:value" */
	uint32_t postings;              /* the first; they end where those of the next begin */
};

/* What the ranking of a search asks of every dossier that it finds, side by side. */
struct weight_row {
	uint32_t place;                 /* in BY_NAME */
	uint8_t name_size;              /* bytes, saturated */
	uint8_t kind;                   /* row of SECTION_KINDS, saturated */
	uint8_t link_bits;              /* of the number of links in: 0, 1, 2, 2, 3, 3, 3, 3, 4 … */
	uint8_t is_opening;             /* 1: its name is the opening of its text */
};

struct finding_row {
	struct text_at message;
	uint32_t rule, file, line, column;
};

struct verification_row {
	uint32_t dossier;
	int32_t day;                    /* days since 1970-01-01 */
	uint32_t position, line;        /* in the text of the source; NONE and 0 if not found */
	uint8_t verdict;                /* enum verdict */
	uint8_t change;                 /* enum verdict_change */
	uint16_t reserved;              /* 0 */
};

_Static_assert(sizeof(struct archive_header) == 64, "part of the file format");
_Static_assert(sizeof(struct section_row) == 24, "part of the file format");
_Static_assert(sizeof(struct collection_row) == 72, "part of the file format");
_Static_assert(sizeof(struct kind_row) == 40, "part of the file format");
_Static_assert(sizeof(struct field_row) == 64, "part of the file format");
_Static_assert(sizeof(struct meaning_row) == 16, "part of the file format");
_Static_assert(sizeof(struct relation_row) == 44, "part of the file format");
_Static_assert(sizeof(struct file_row) == 8, "part of the file format");
_Static_assert(sizeof(struct dossier_row) == 56, "part of the file format");
_Static_assert(sizeof(struct id_row) == 16, "part of the file format");
_Static_assert(sizeof(struct key_row) == 8, "part of the file format");
_Static_assert(sizeof(struct value_row) == 24, "part of the file format");
_Static_assert(sizeof(struct value_details_row) == 36, "part of the file format");
_Static_assert(sizeof(struct date_row) == 20, "part of the file format");
_Static_assert(sizeof(struct citation_row) == 28, "part of the file format");
_Static_assert(sizeof(struct link_row) == 16, "part of the file format");
_Static_assert(sizeof(struct link_details_row) == 28, "part of the file format");
_Static_assert(sizeof(struct mention_row) == 8, "part of the file format");
_Static_assert(sizeof(struct neighbours_row) == 8, "part of the file format");
_Static_assert(sizeof(struct timeline_row) == 24, "part of the file format");
_Static_assert(sizeof(struct term_row) == 12, "part of the file format");
_Static_assert(sizeof(struct weight_row) == 8, "part of the file format");
_Static_assert(sizeof(struct finding_row) == 24, "part of the file format");
_Static_assert(sizeof(struct verification_row) == 20, "part of the file format");

#endif
