/* The rows of a segment with the numbers that they have in the revision. */
#include "archive/revision_parts.h"

/* ── Members ────────────────────────────────────────────────────────────────────────────────── */

enum shift {
	SHIFT_TEXT,                     /* struct text_at; the empty one stays */
	SHIFT_ROW,                      /* uint32_t: behind the rows of the base; NONE stays */
	SHIFT_RANGE,                    /* struct rows_at: likewise */
	SHIFT_LIST,                     /* uint32_t: a list of citations; the empty one stays */
	SHIFT_DOSSIER,                  /* uint32_t: where it is in the base; NONE stays */
	SHIFT_VALUE,                    /* struct value_row: its `refers` depends on others */
	SHIFT_LINK_REFERS               /* struct link_row: likewise */
};

static const struct member {
	enum section section;
	enum shift shift;
	enum section other;             /* whose row it is */
	size_t offset;                  /* bytes from the start of the row */
} members[] = {
#define SHIFT(section, row, member, shift, other) \
	{ SECTION_##section, SHIFT_##shift, SECTION_##other, offsetof(struct row, member) }
	SHIFT(DOSSIERS,       dossier_row,       summary,   TEXT,    TEXTS),
	SHIFT(DOSSIERS,       dossier_row,       date,      ROW,     DATES),
	SHIFT(DOSSIERS,       dossier_row,       values,    RANGE,   VALUES),
	SHIFT(DOSSIERS,       dossier_row,       citations, LIST,    CITATION_LISTS),
	SHIFT(KEYS,           key_row,           key,       TEXT,    TEXTS),
	SHIFT(VALUES,         value_row,         text,      TEXT,    TEXTS),
	SHIFT(VALUES,         value_row,         citations, LIST,    CITATION_LISTS),
	{ SECTION_VALUES, SHIFT_VALUE, SECTION_COUNT, 0 },
	SHIFT(VALUE_DETAILS,  value_details_row, key,       ROW,     KEYS),
	SHIFT(VALUE_DETAILS,  value_details_row, note,      TEXT,    TEXTS),
	SHIFT(VALUE_DETAILS,  value_details_row, end,       ROW,     VALUES),
	SHIFT(VALUE_DETAILS,  value_details_row, date,      ROW,     DATES),
	SHIFT(VALUE_DETAILS,  value_details_row, as_of,     ROW,     DATES),
	SHIFT(VALUE_DETAILS,  value_details_row, link,      ROW,     LINKS),
	SHIFT(DATES,          date_row,          text,      TEXT,    TEXTS),
	SHIFT(CITATIONS,      citation_row,      id,        TEXT,    TEXTS),
	SHIFT(CITATIONS,      citation_row,      locator,   TEXT,    TEXTS),
	SHIFT(CITATIONS,      citation_row,      note,      TEXT,    TEXTS),
	SHIFT(CITATIONS,      citation_row,      source,    DOSSIER, DOSSIERS),
	{ SECTION_CITATION_LISTS, SHIFT_ROW, SECTION_CITATIONS, 0 },
	SHIFT(LINKS,          link_row,          from,      DOSSIER, DOSSIERS),
	SHIFT(LINKS,          link_row,          to,        DOSSIER, DOSSIERS),
	{ SECTION_LINKS, SHIFT_LINK_REFERS, SECTION_COUNT, 0 },
	SHIFT(LINK_DETAILS,   link_details_row,  value,     ROW,     VALUES),
	SHIFT(LINK_DETAILS,   link_details_row,  role,      TEXT,    TEXTS),
	SHIFT(LINK_DETAILS,   link_details_row,  date,      ROW,     DATES),
	SHIFT(LINK_DETAILS,   link_details_row,  since,     ROW,     DATES),
	SHIFT(LINK_DETAILS,   link_details_row,  until,     ROW,     DATES),
	SHIFT(LINK_DETAILS,   link_details_row,  citations, LIST,    CITATION_LISTS),
	SHIFT(MENTIONS,       mention_row,       value,     ROW,     VALUES),
	SHIFT(TIMELINE,       timeline_row,      date,      ROW,     DATES),
	SHIFT(TIMELINE,       timeline_row,      dossier,   DOSSIER, DOSSIERS),
	SHIFT(TIMELINE,       timeline_row,      link,      ROW,     LINKS),
	SHIFT(TERMS,          term_row,          term,      TEXT,    TEXTS),
	SHIFT(NAME_TERMS,     term_row,          term,      TEXT,    TEXTS),
	SHIFT(VERIFICATIONS,  verification_row,  dossier,   DOSSIER, DOSSIERS),
};
enum { MEMBER_COUNT = sizeof members / sizeof *members };

/* ── One row ────────────────────────────────────────────────────────────────────────────────── */

static uint32_t shifted(const struct revising *revising, enum section other, uint32_t number)
{
	return number == ARCHIVE_NONE ? number : number + base_count(revising, other);
}

static void shift_number(const struct revising *revising, enum section other, char *bytes)
{
	uint32_t number;
	memcpy(&number, bytes, sizeof number);
	number = shifted(revising, other, number);
	memcpy(bytes, &number, sizeof number);
}

/* A range and a text begin with the number; what is empty is the same anywhere. */
static void shift_text(const struct revising *revising, enum section other, char *bytes)
{
	struct text_at text;
	memcpy(&text, bytes, sizeof text);
	if (text.size)
		shift_number(revising, other, bytes);
}

static void shift_list(const struct revising *revising, char *bytes)
{
	uint32_t list;
	memcpy(&list, bytes, sizeof list);
	if (list)
		shift_number(revising, SECTION_CITATION_LISTS, bytes);
}

static void shift_dossier(const struct revising *revising, char *bytes)
{
	uint32_t row;
	memcpy(&row, bytes, sizeof row);
	if (row != ARCHIVE_NONE)
		memcpy(bytes, &revising->dossiers[row], sizeof row);
}

static void shift_value(const struct revising *revising, char *bytes)
{
	struct value_row row;
	memcpy(&row, bytes, sizeof row);
	unsigned type = row.type & ((1u << ARCHIVE_RANK_SHIFT) - 1);
	if (row.depth & ARCHIVE_HAS_DETAILS)
		row.refers = shifted(revising, SECTION_VALUE_DETAILS, row.refers);
	else if (type == FIELD_LINK)
		row.refers = shifted(revising, SECTION_LINKS, row.refers);
	else if (type == FIELD_DATE)
		row.refers = shifted(revising, SECTION_DATES, row.refers);
	if (row.field >= base_count(revising, SECTION_FIELDS) && row.field != ARCHIVE_NO_FIELD)
		row.field = (uint16_t)(row.field + base_count(revising, SECTION_KEYS));
	memcpy(bytes, &row, sizeof row);
}

static void shift_link(const struct revising *revising, char *bytes)
{
	static const enum section named[] = {
		[LINK_PLAIN]        = SECTION_VALUES,
		[LINK_SOURCED]      = SECTION_VALUES,
		[LINK_MENTION]      = SECTION_MENTIONS,
		[LINK_NOTE_MENTION] = SECTION_MENTIONS,
		[LINK_DETAILED]     = SECTION_LINK_DETAILS,
	};
	_Static_assert(sizeof named / sizeof *named == LINK_FORM_COUNT, "a section for each form");
	struct link_row row;
	memcpy(&row, bytes, sizeof row);
	row.refers = shifted(revising, named[row.form], row.refers);
	memcpy(bytes, &row, sizeof row);
}

static void shift_member(const struct revising *revising, const struct member *member, char *bytes)
{
	switch (member->shift) {
	case SHIFT_TEXT:
	case SHIFT_RANGE:
		shift_text(revising, member->other, bytes);
		break;
	case SHIFT_ROW:
		shift_number(revising, member->other, bytes);
		break;
	case SHIFT_LIST:
		shift_list(revising, bytes);
		break;
	case SHIFT_DOSSIER:
		shift_dossier(revising, bytes);
		break;
	case SHIFT_VALUE:
		shift_value(revising, bytes);
		break;
	case SHIFT_LINK_REFERS:
		shift_link(revising, bytes);
		break;
	}
}

void revise_row(const struct revising *revising, enum section section, char *row)
{
	for (size_t i = 0; i < MEMBER_COUNT; i++)
		if (members[i].section == section)
			shift_member(revising, &members[i], row + members[i].offset);
}

/* ── All rows ───────────────────────────────────────────────────────────────────────────────── */

/* These sections are taken over whole. Rows that only stand-ins have are there, and nobody asks for
 * them. */
static const enum section whole[] = {
	SECTION_KEYS, SECTION_VALUES, SECTION_VALUE_DETAILS, SECTION_DATES, SECTION_CITATIONS,
	SECTION_CITATION_LISTS, SECTION_LINKS, SECTION_LINK_DETAILS, SECTION_MENTIONS,
	SECTION_VERIFICATIONS,
};

static bool take_section(struct revising *revising, enum section section, struct fault *why)
{
	const struct section_view *rows = &revising->segment->sections[section];
	size_t size = section_form(section)->row_size;
	char *copy;
	if (!revise_room(revising, section, rows->count, &copy, why))
		return false;
	if (rows->count)
		memcpy(copy, rows->bytes, rows->count * size);
	for (uint32_t i = 0; i < rows->count; i++)
		revise_row(revising, section, copy + i * size);
	return true;
}

/* Texts are read where they are. */
static bool take_texts(struct revising *revising, struct fault *why)
{
	struct section_view texts = revising->segment->sections[SECTION_TEXTS];
	if (!revise_room(revising, SECTION_TEXTS, texts.count, NULL, why))
		return false;
	revising->revision->sections[SECTION_TEXTS] = texts;
	return true;
}

/* The 16 bits of a value have to name those of both. */
static bool keys_have_room(const struct revising *revising, struct fault *why)
{
	uint64_t count = revising->segment->sections[SECTION_KEYS].count;
	uint64_t before = (uint64_t)base_count(revising, SECTION_FIELDS) +
	                  base_count(revising, SECTION_KEYS);
	return count == 0 || before + count <= ARCHIVE_NO_FIELD ||
	       fault_set(why, FAULT_FORMAT, "an archive has no room for that many keys");
}

bool revise_rows(struct revising *revising, struct fault *why)
{
	if (!keys_have_room(revising, why))
		return false;
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (!take_section(revising, whole[i], why))
			return false;
	return take_texts(revising, why);
}
