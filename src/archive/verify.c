#include "archive/verify.h"

#include <assert.h>

#include "archive/section.h"
#include "archive/verify_parts.h"
#include "base/unicode.h"

bool verify_fault(struct fault *why, enum section section, uint32_t row, const char *what)
{
	return fault_set(why, FAULT_FORMAT, "section \"%s\", row %u: %s",
	                 section_form(section)->name, row, what);
}

/* ── The bytes as a whole ───────────────────────────────────────────────────────────────────── */

bool archive_verify_hash(const struct archive *archive, struct fault *why)
{
	assert(!archive->revision);
	struct str behind = str_slice(archive->bytes, sizeof(struct archive_header), SIZE_MAX);
	return section_hash(behind) == archive_hash(archive) ||
	       fault_set(why, FAULT_FORMAT, "the archive was changed: its hash is another");
}

static bool gaps_are_zero(const struct archive *archive, struct fault *why)
{
	for (enum section section = 0; section < SECTION_COUNT; section++) {
		const struct section_view *view = &archive->sections[section];
		uint64_t size = (uint64_t)section_form(section)->row_size * view->count;
		for (uint64_t i = size; i < section_aligned(size); i++)
			if (view->bytes[i])
				return fault_set(why, FAULT_FORMAT,
				                 "there are bytes behind section \"%s\"",
				                 section_form(section)->name);
	}
	return true;
}

/* Some sections have as many rows as others say. */
static bool counts_agree(const struct archive *archive, struct fault *why)
{
	uint64_t dossiers = dossier_count(archive), links = link_count(archive);
	const struct { enum section section; uint64_t count; } counts[] = {
		{ SECTION_COLLECTION,     1 },
		{ SECTION_LINKS_OUT,      dossiers + 1 },
		{ SECTION_LINKS_IN_FIRST, dossiers + 1 },
		{ SECTION_LINKS_IN,       links },
		{ SECTION_NEIGHBOURS_FIRST, dossiers + 1 },
		{ SECTION_BY_NAME,        dossiers },
		{ SECTION_BY_KIND,        dossiers },
		{ SECTION_BY_FILE,        dossiers },
		{ SECTION_KIND_FIRST,     kind_count(archive) + (uint64_t)1 },
		{ SECTION_NAME_PAIRS,     term_count(archive, LEXICON_NAMES) },
		{ SECTION_WEIGHTS,        dossiers },
	};

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		if (archive->sections[counts[i].section].count != counts[i].count)
			return fault_set(why, FAULT_FORMAT,
			                 "section \"%s\" should have %llu rows but has %u",
			                 section_form(counts[i].section)->name,
			                 (unsigned long long)counts[i].count,
			                 archive->sections[counts[i].section].count);
	return archive->sections[SECTION_CITATION_LISTS].count >= 2 ||
	       verify_fault(why, SECTION_CITATION_LISTS, 0, "has not even the empty list");
}

/* One pass for all texts; `text_is_sound` then only has to look at the bounds of each. */
static bool texts_are_utf8(const struct archive *archive, struct fault *why)
{
	struct section_view view = archive->sections[SECTION_TEXTS];
	if (view.count == 0 || view.bytes[0] != '\0' || view.bytes[view.count - 1] != '\0')
		return verify_fault(why, SECTION_TEXTS, 0,
		                    "the first is not the empty one, or the last has no end");
	size_t invalid = unicode_find_invalid((struct str){ view.bytes, view.count });
	return invalid == SIZE_MAX ||
	       verify_fault(why, SECTION_TEXTS, (uint32_t)invalid, "not UTF-8");
}

/* ── Each row by itself ─────────────────────────────────────────────────────────────────────── */

enum check {
	IS_TEXT,                /* struct text_at */
	IS_ROW,                 /* uint32_t, a row of another section */
	IS_ROW_OR_NONE,
	IS_SHORT_ROW,           /* uint16_t, a row of another section */
	IS_FIELD,               /* uint16_t, a row of fields or behind these of keys, or none */
	IS_RANGE,               /* struct rows_at, of another section */
	IS_LIST,                /* uint32_t, a list of citations */
	IS_TYPE_AND_RANK,       /* uint8_t, of a value */
	IS_BYTE_BELOW,          /* uint8_t */
	IS_SHORT_BELOW,         /* uint16_t */
	IS_NUMBER_BELOW,        /* uint32_t */
	CHECK_COUNT
};

struct member_check {
	enum section section;
	enum check check;
	uint32_t other;                 /* the other section, or the number that it is below */
	size_t offset;                  /* bytes from the start of the row */
	const char *problem;
};

#define CHECK(section, row, member, check, other) \
	{ SECTION_##section, check, other, offsetof(struct row, member), "bad " #member }

static const struct member_check member_checks[] = {
	CHECK(COLLECTION, collection_row, title,        IS_TEXT,         0),
	CHECK(COLLECTION, collection_row, description,  IS_TEXT,         0),
	CHECK(COLLECTION, collection_row, language,     IS_TEXT,         0),
	CHECK(COLLECTION, collection_row, licence,      IS_TEXT,         0),
	CHECK(COLLECTION, collection_row, home,         IS_TEXT,         0),
	CHECK(COLLECTION, collection_row, url,          IS_TEXT,         0),
	CHECK(COLLECTION, collection_row, home_dossier, IS_ROW_OR_NONE,  SECTION_DOSSIERS),
	CHECK(COLLECTION, collection_row, is_scattered, IS_NUMBER_BELOW, 2),
	CHECK(KINDS,      kind_row,       key,          IS_TEXT,         0),
	CHECK(KINDS,      kind_row,       label,        IS_TEXT,         0),
	CHECK(KINDS,      kind_row,       plural,       IS_TEXT,         0),
	CHECK(KINDS,      kind_row,       help,         IS_TEXT,         0),
	CHECK(KINDS,      kind_row,       fields,       IS_RANGE,        SECTION_LISTS),
	CHECK(FIELDS,     field_row,      key,          IS_TEXT,         0),
	CHECK(FIELDS,     field_row,      label,        IS_TEXT,         0),
	CHECK(FIELDS,     field_row,      help,         IS_TEXT,         0),
	CHECK(FIELDS,     field_row,      type,         IS_BYTE_BELOW,   FIELD_TYPE_COUNT),
	CHECK(FIELDS,     field_row,      search,       IS_BYTE_BELOW,   SEARCH_CLASS_COUNT),
	CHECK(FIELDS,     field_row,      is_many,      IS_BYTE_BELOW,   2),
	CHECK(FIELDS,     field_row,      is_free,      IS_BYTE_BELOW,   2),
	CHECK(FIELDS,     field_row,      relation,     IS_ROW_OR_NONE,  SECTION_RELATIONS),
	CHECK(FIELDS,     field_row,      to,           IS_RANGE,        SECTION_LISTS),
	CHECK(FIELDS,     field_row,      fields,       IS_RANGE,        SECTION_LISTS),
	CHECK(FIELDS,     field_row,      required,     IS_RANGE,        SECTION_LISTS),
	CHECK(FIELDS,     field_row,      values,       IS_RANGE,        SECTION_MEANINGS),
	CHECK(RELATIONS,  relation_row,   key,          IS_TEXT,         0),
	CHECK(RELATIONS,  relation_row,   label,        IS_TEXT,         0),
	CHECK(RELATIONS,  relation_row,   inverse,      IS_TEXT,         0),
	CHECK(RELATIONS,  relation_row,   group,        IS_TEXT,         0),
	CHECK(RELATIONS,  relation_row,   help,         IS_TEXT,         0),
	CHECK(RELATIONS,  relation_row,   is_symmetric, IS_NUMBER_BELOW, 2),
	CHECK(MEANINGS,   meaning_row,    code,         IS_TEXT,         0),
	CHECK(MEANINGS,   meaning_row,    words,        IS_TEXT,         0),
	CHECK(FILES,      file_row,       path,         IS_TEXT,         0),
	CHECK(DOSSIERS,   dossier_row,    id,           IS_TEXT,         0),
	CHECK(DOSSIERS,   dossier_row,    name,         IS_TEXT,         0),
	CHECK(DOSSIERS,   dossier_row,    summary,      IS_TEXT,         0),
	CHECK(DOSSIERS,   dossier_row,    kind,         IS_ROW,          SECTION_KINDS),
	CHECK(DOSSIERS,   dossier_row,    file,         IS_ROW,          SECTION_FILES),
	CHECK(DOSSIERS,   dossier_row,    date,         IS_ROW_OR_NONE,  SECTION_DATES),
	CHECK(DOSSIERS,   dossier_row,    values,       IS_RANGE,        SECTION_VALUES),
	CHECK(DOSSIERS,   dossier_row,    citations,    IS_LIST,         0),
	CHECK(IDS,        id_row,         id,           IS_TEXT,         0),
	CHECK(IDS,        id_row,         dossier,      IS_ROW,          SECTION_DOSSIERS),
	CHECK(IDS,        id_row,         is_former,    IS_NUMBER_BELOW, 2),
	CHECK(KEYS,       key_row,        key,          IS_TEXT,         0),
	CHECK(VALUES,     value_row,      text,         IS_TEXT,         0),
	CHECK(VALUES,     value_row,      citations,    IS_LIST,         0),
	CHECK(VALUES,     value_row,      field,        IS_FIELD,        0),
	CHECK(VALUES,     value_row,      type,         IS_TYPE_AND_RANK, 0),
	CHECK(VALUE_DETAILS, value_details_row, key,    IS_ROW_OR_NONE,  SECTION_KEYS),
	CHECK(VALUE_DETAILS, value_details_row, note,   IS_TEXT,         0),
	CHECK(VALUE_DETAILS, value_details_row, date,   IS_ROW_OR_NONE,  SECTION_DATES),
	CHECK(VALUE_DETAILS, value_details_row, as_of,  IS_ROW_OR_NONE,  SECTION_DATES),
	CHECK(VALUE_DETAILS, value_details_row, link,   IS_ROW_OR_NONE,  SECTION_LINKS),
	CHECK(DATES,      date_row,       text,         IS_TEXT,         0),
	CHECK(DATES,      date_row,       flags,        IS_SHORT_BELOW,  DATE_SUSPECT << 1),
	CHECK(DATES,      date_row,       precision,    IS_BYTE_BELOW,   DATE_PRECISION_COUNT),
	CHECK(DATES,      date_row,       reserved,     IS_BYTE_BELOW,   1),
	CHECK(CITATIONS,  citation_row,   id,           IS_TEXT,         0),
	CHECK(CITATIONS,  citation_row,   locator,      IS_TEXT,         0),
	CHECK(CITATIONS,  citation_row,   note,         IS_TEXT,         0),
	CHECK(CITATIONS,  citation_row,   source,       IS_ROW_OR_NONE,  SECTION_DOSSIERS),
	CHECK(LINKS,      link_row,       from,         IS_ROW,          SECTION_DOSSIERS),
	CHECK(LINKS,      link_row,       to,           IS_ROW,          SECTION_DOSSIERS),
	CHECK(LINKS,      link_row,       relation,     IS_SHORT_ROW,    SECTION_RELATIONS),
	CHECK(LINKS,      link_row,       form,         IS_SHORT_BELOW,  LINK_FORM_COUNT),
	CHECK(LINK_DETAILS, link_details_row, value,    IS_ROW_OR_NONE,  SECTION_VALUES),
	CHECK(LINK_DETAILS, link_details_row, role,     IS_TEXT,         0),
	CHECK(LINK_DETAILS, link_details_row, date,     IS_ROW_OR_NONE,  SECTION_DATES),
	CHECK(LINK_DETAILS, link_details_row, since,    IS_ROW_OR_NONE,  SECTION_DATES),
	CHECK(LINK_DETAILS, link_details_row, until,    IS_ROW_OR_NONE,  SECTION_DATES),
	CHECK(LINK_DETAILS, link_details_row, citations, IS_LIST,        0),
	CHECK(MENTIONS,   mention_row,    value,        IS_ROW,          SECTION_VALUES),
	CHECK(TIMELINE,   timeline_row,   date,         IS_ROW_OR_NONE,  SECTION_DATES),
	CHECK(TIMELINE,   timeline_row,   dossier,      IS_ROW,          SECTION_DOSSIERS),
	CHECK(TIMELINE,   timeline_row,   link,         IS_ROW_OR_NONE,  SECTION_LINKS),
	CHECK(TIMELINE,   timeline_row,   what,         IS_NUMBER_BELOW, TIMELINE_WHAT_COUNT),
	CHECK(TERMS,      term_row,       term,         IS_TEXT,         0),
	CHECK(TERMS,      term_row,       postings,     IS_ROW,          SECTION_POSTINGS),
	CHECK(NAME_TERMS, term_row,       term,         IS_TEXT,         0),
	CHECK(NAME_TERMS, term_row,       postings,     IS_ROW,          SECTION_NAME_POSTINGS),
	CHECK(WEIGHTS,    weight_row,     place,        IS_ROW,          SECTION_BY_NAME),
	CHECK(FINDINGS,   finding_row,    message,      IS_TEXT,         0),
	CHECK(FINDINGS,   finding_row,    rule,         IS_NUMBER_BELOW, RULE_COUNT),
	CHECK(FINDINGS,   finding_row,    file,         IS_ROW_OR_NONE,  SECTION_FILES),
	CHECK(VERIFICATIONS, verification_row, dossier,  IS_ROW,         SECTION_DOSSIERS),
	CHECK(VERIFICATIONS, verification_row, verdict,  IS_BYTE_BELOW,  VERDICT_COUNT),
	CHECK(VERIFICATIONS, verification_row, change,   IS_BYTE_BELOW,  VERDICT_CHANGE_COUNT),
	CHECK(VERIFICATIONS, verification_row, reserved, IS_SHORT_BELOW, 1),
};

/* A text begins behind a NUL and ends before one; the empty one is the first. As all texts together
 * are UTF-8, so is what lies between two NULs of them. */
static bool text_is_sound(const struct archive *archive, const char *bytes)
{
	struct text_at text;
	memcpy(&text, bytes, sizeof text);
	const struct section_view *view = &archive->sections[SECTION_TEXTS];
	if (text.offset >= view->count || text.size >= view->count - text.offset)
		return false;
	if (text.size == 0)
		return text.offset == 0;
	return text.offset > 0 && view->bytes[text.offset - 1] == '\0' &&
	       view->bytes[text.offset + text.size] == '\0';
}

static bool member_is_sound(const struct archive *archive, const struct member_check *member,
                            const char *bytes)
{
	uint32_t number;
	uint16_t small;
	struct rows_at rows;

	switch (member->check) {
	case IS_TEXT:
		return text_is_sound(archive, bytes);
	case IS_ROW:
		memcpy(&number, bytes, sizeof number);
		return number < archive->sections[member->other].count;
	case IS_ROW_OR_NONE:
		memcpy(&number, bytes, sizeof number);
		return number < archive->sections[member->other].count || number == ARCHIVE_NONE;
	case IS_SHORT_ROW:
		memcpy(&small, bytes, sizeof small);
		return small < archive->sections[member->other].count;
	case IS_FIELD:
		memcpy(&small, bytes, sizeof small);
		return small < archive->sections[SECTION_FIELDS].count +
		               (uint64_t)archive->sections[SECTION_KEYS].count ||
		       small == ARCHIVE_NO_FIELD;
	case IS_RANGE:
		memcpy(&rows, bytes, sizeof rows);
		return section_holds(archive, member->other, rows);
	case IS_LIST:
		memcpy(&number, bytes, sizeof number);
		return number < archive->sections[SECTION_CITATION_LISTS].count - 1;
	case IS_TYPE_AND_RANK:
		return ((uint8_t)bytes[0] & ((1u << ARCHIVE_RANK_SHIFT) - 1)) < FIELD_TYPE_COUNT &&
		       (uint8_t)bytes[0] >> ARCHIVE_RANK_SHIFT < RANK_COUNT;
	case IS_BYTE_BELOW:
		return (uint8_t)bytes[0] < member->other;
	case IS_SHORT_BELOW:
		memcpy(&small, bytes, sizeof small);
		return small < member->other;
	case IS_NUMBER_BELOW:
		memcpy(&number, bytes, sizeof number);
		return number < member->other;
	case CHECK_COUNT:
		break;
	}
	return false;
}

/* The checks of a section stand together in the table: each section is walked once. */
static bool members_are_sound(const struct archive *archive, struct fault *why)
{
	const size_t count = sizeof member_checks / sizeof member_checks[0];
	const struct member_check *end = member_checks + count, *behind;
	for (const struct member_check *first = member_checks; first < end; first = behind) {
		for (behind = first; behind < end && behind->section == first->section;)
			behind++;
		const struct section_view *view = &archive->sections[first->section];
		size_t row_size = section_form(first->section)->row_size;

		for (uint32_t row = 0; row < view->count; row++)
			for (const struct member_check *member = first; member < behind; member++)
				if (!member_is_sound(archive, member,
				                     view->bytes + row * row_size + member->offset))
					return verify_fault(why, member->section, row,
					                    member->problem);
	}
	return true;
}

bool archive_verify(const struct archive *archive, struct fault *why)
{
	return archive_verify_hash(archive, why) && gaps_are_zero(archive, why) &&
	       counts_agree(archive, why) && texts_are_utf8(archive, why) &&
	       members_are_sound(archive, why) && verify_values(archive, why) &&
	       verify_links(archive, why) && verify_neighbours(archive, why) &&
	       verify_orders(archive, why);
}
