#include "archive/verify_parts.h"

#include "base/arena.h"
#include "model/keys.h"

enum { VALUE_DEPTH_MAX = 64 };          /* values inside each other; YAML is read 16 deep */

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

/* Whether the rows of one dossier lie inside each other as their depths say.
 *
 *	row    depth  end       open while it is looked at
 *	0      0      3
 *	1      1      2         3
 *	2      1      3         3
 *	3      0      4
 */
static bool values_nest(const struct archive *archive, struct row_range range, uint32_t *bad)
{
	uint32_t ends[VALUE_DEPTH_MAX];
	unsigned open = 0;
	struct value_row row;

	for (uint32_t i = 0; i < range.count; i++) {
		uint32_t number = *bad = range.first + i;
		while (open && ends[open - 1] == number)
			open--;
		uint32_t outer = open ? ends[open - 1] : range.first + range.count;
		if (!READ(archive, SECTION_VALUES, number, &row) ||
		    section_value_depth(&row) != open || open == VALUE_DEPTH_MAX)
			return false;
		uint32_t end = section_value_details(archive, number, &row).end;
		if (end <= number || end > outer)
			return false;
		ends[open++] = end;
	}
	return true;
}

/* Whether each link that a value names touches the dossier that has the value. */
static bool value_links_touch(const struct archive *archive, uint32_t dossier,
                              struct row_range range, uint32_t *bad)
{
	struct link_row link;
	for (uint32_t i = 0; i < range.count; i++) {
		*bad = range.first + i;
		uint32_t row = value_at(archive, *bad).link;
		if (READ(archive, SECTION_LINKS, row, &link) &&
		    link.from != dossier && link.to != dossier)
			return false;
	}
	return true;
}

static bool dossiers_are_sound(const struct archive *archive, struct fault *why)
{
	uint32_t end = 0, bad = 0;
	struct dossier_row row;

	for (uint32_t i = 0; READ(archive, SECTION_DOSSIERS, i, &row); i++) {
		struct row_range values = { row.values.first, row.values.count };
		if (row.id.size == 0 || row.name.size == 0)
			return verify_fault(why, SECTION_DOSSIERS, i, "has no id or no name");
		if (values.first != end)
			return verify_fault(why, SECTION_DOSSIERS, i, "bad place of its values");
		if (!values_nest(archive, values, &bad))
			return verify_fault(why, SECTION_VALUES, bad,
			                    "does not lie inside the one above");
		if (!value_links_touch(archive, i, values, &bad))
			return verify_fault(why, SECTION_VALUES, bad,
			                    "names a link of other dossiers");
		end += values.count;
	}
	return end == archive->sections[SECTION_VALUES].count ||
	       verify_fault(why, SECTION_VALUES, end, "belongs to no dossier");
}

/* Whether a value without details refers to something that is there; how many rows are inside it is
 * seen where they are. */
static bool reference_is_sound(const struct archive *archive, uint32_t number,
                               const struct value_row *row)
{
	struct value_details_row plain = section_value_details(archive, number, row);
	bool has_link = plain.link < link_count(archive) || plain.link == ARCHIVE_NONE;
	bool has_date = plain.date < archive->sections[SECTION_DATES].count ||
	                plain.date == ARCHIVE_NONE;
	return has_link && has_date;
}

/* Details are in the order of their values, each once. What they say is not said by the value. */
static bool details_are_sound(const struct archive *archive, struct fault *why)
{
	uint32_t next = 0;
	struct value_row row;
	for (uint32_t i = 0; READ(archive, SECTION_VALUES, i, &row); i++) {
		bool has_details = row.depth & ARCHIVE_HAS_DETAILS;
		if (has_details ? row.refers != next || row.place != 0
		                : !reference_is_sound(archive, i, &row))
			return verify_fault(why, SECTION_VALUES, i, "bad refers");
		next += has_details;
	}
	return next == archive->sections[SECTION_VALUE_DETAILS].count ||
	       verify_fault(why, SECTION_VALUE_DETAILS, next, "belongs to no value");
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

/* The row of KEYS that a value has, or NONE; `in_row` is the one that 16 bits have room for. */
static uint32_t key_of(const struct archive *archive, const struct value_row *row,
                       const struct value_details_row *details, bool *in_row)
{
	uint32_t fields = field_count(archive);
	*in_row = row->field >= fields && row->field != ARCHIVE_NO_FIELD;
	return *in_row ? row->field - fields : details->key;
}

/* A key stands in one place: that of a field in neither row nor details, one that fits the row not
 * in the details. That there is such a key was looked at before (verify.c), but not in bytes that
 * changed since. */
static bool key_is_sound(const struct archive *archive, uint32_t number,
                         const struct value_row *row, bool *is_used)
{
	struct value_details_row details = section_value_details(archive, number, row);
	struct key_row key = {0};
	bool in_row;
	uint32_t at = key_of(archive, row, &details, &in_row);
	if (at == ARCHIVE_NONE)
		return row->field != ARCHIVE_NO_FIELD;
	if (!READ(archive, SECTION_KEYS, at, &key))
		return false;
	is_used[at] = true;
	if (in_row)
		return details.key == ARCHIVE_NONE;
	if (row->field == ARCHIVE_NO_FIELD)
		return at + (uint64_t)field_count(archive) >= ARCHIVE_NO_FIELD;
	return !str_equal(section_text(archive, key.key), field_at(archive, row->field).key);
}

static bool keys_are_used(const struct archive *archive, struct arena *scratch, struct fault *why)
{
	uint32_t count = archive->sections[SECTION_KEYS].count;
	bool *is_used = ARENA_MANY(scratch, bool, count);
	struct value_row row;
	for (uint32_t i = 0; READ(archive, SECTION_VALUES, i, &row); i++)
		if (!key_is_sound(archive, i, &row, is_used))
			return verify_fault(why, SECTION_VALUES, i, "bad key");
	for (uint32_t i = 0; i < count; i++)
		if (!is_used[i])
			return verify_fault(why, SECTION_KEYS, i, "belongs to no value");
	return true;
}

static bool keys_are_distinct(const struct archive *archive, struct arena *scratch,
                              struct fault *why)
{
	struct keys seen = {0};
	struct key_row row;
	for (uint32_t i = 0; READ(archive, SECTION_KEYS, i, &row); i++)
		if (keys_add(scratch, &seen, section_text(archive, row.key), i) != KEYS_NONE)
			return verify_fault(why, SECTION_KEYS, i, "is there already");
	return true;
}

static bool keys_are_sound(const struct archive *archive, struct fault *why)
{
	struct arena scratch = {0};
	bool is_sound = keys_are_used(archive, &scratch, why) &&
	                keys_are_distinct(archive, &scratch, why);
	arena_release(&scratch);
	return is_sound;
}

/* ── Dates and citations ────────────────────────────────────────────────────────────────────── */

/* What a date means is what its text says. */
static bool date_is_of_its_text(struct date_view view)
{
	struct date read = date_none();
	date_parse(view.text, &read, NULL);
	return view.date.earliest == read.earliest && view.date.latest == read.latest &&
	       view.date.precision == read.precision && view.date.flags == read.flags;
}

static bool dates_are_sound(const struct archive *archive, struct fault *why)
{
	struct date_row row;
	for (uint32_t i = 0; READ(archive, SECTION_DATES, i, &row); i++) {
		if (row.earliest > row.latest)
			return verify_fault(why, SECTION_DATES, i, "ends before it begins");
		if (!date_is_of_its_text(archive_date(archive, i)))
			return verify_fault(why, SECTION_DATES, i, "not what its text says");
	}
	return true;
}

/* The first list is empty, and no other is. */
static bool citation_lists_are_sound(const struct archive *archive, struct fault *why)
{
	uint32_t count = archive->sections[SECTION_CITATIONS].count;
	if (!verify_firsts(archive, SECTION_CITATION_LISTS, count, why))
		return false;
	uint32_t lists = archive->sections[SECTION_CITATION_LISTS].count - 1;
	for (uint32_t i = 0; i < lists; i++)
		if ((section_citations(archive, i).count == 0) != (i == 0))
			return verify_fault(why, SECTION_CITATION_LISTS, i,
			                    "is empty, or should be");
	return true;
}

bool verify_values(const struct archive *archive, struct fault *why)
{
	return details_are_sound(archive, why) && keys_are_sound(archive, why) &&
	       dossiers_are_sound(archive, why) &&
	       dates_are_sound(archive, why) && citation_lists_are_sound(archive, why);
}
