#include "archive/verify_orders.h"

#include "base/arena.h"

enum { VALUE_DEPTH_MAX = 64 };          /* values inside each other; YAML is read 16 deep */

#define READ(archive, section, number, row) \
	section_read(archive, section, number, row, sizeof *(row))

/* ── The schema ─────────────────────────────────────────────────────────────────────────────── */

/* One list of the schema: it begins where the last one ended, and names rows of `other`. So all
 * lists together are walked once. */
static bool list_is_sound(const struct archive *archive, struct rows_at list, uint32_t *end,
                          enum section other)
{
	if (list.count && list.first != *end)
		return false;
	*end += list.count;
	struct row_span span = section_span(archive, SECTION_LISTS, list);
	for (uint32_t i = 0; i < span.count; i++)
		if (span.rows[i] >= archive->sections[other].count)
			return false;
	return true;
}

static bool schema_is_sound(const struct archive *archive, struct fault *why)
{
	uint32_t list_end = 0, meaning_end = 0;
	struct kind_row kind;
	struct field_row field;

	for (uint32_t i = 0; READ(archive, SECTION_KINDS, i, &kind); i++)
		if (!list_is_sound(archive, kind.fields, &list_end, SECTION_FIELDS))
			return verify_fault(why, SECTION_KINDS, i, "bad list of fields");
	for (uint32_t i = 0; READ(archive, SECTION_FIELDS, i, &field); i++) {
		if (!list_is_sound(archive, field.to, &list_end, SECTION_KINDS) ||
		    !list_is_sound(archive, field.fields, &list_end, SECTION_FIELDS) ||
		    !list_is_sound(archive, field.required, &list_end, SECTION_KINDS))
			return verify_fault(why, SECTION_FIELDS, i, "bad list");
		if (field.values.count && field.values.first != meaning_end)
			return verify_fault(why, SECTION_FIELDS, i, "bad place of its values");
		meaning_end += field.values.count;
	}
	if (list_end != archive->sections[SECTION_LISTS].count)
		return verify_fault(why, SECTION_LISTS, list_end, "belongs to no list");
	return meaning_end == archive->sections[SECTION_MEANINGS].count ||
	       verify_fault(why, SECTION_MEANINGS, meaning_end, "belongs to no field");
}

/* ── Files and ids ──────────────────────────────────────────────────────────────────────────── */

static bool files_are_sorted(const struct archive *archive, struct fault *why)
{
	for (uint32_t i = 1; i < file_count(archive); i++)
		if (str_compare(file_path(archive, i - 1), file_path(archive, i)) >= 0)
			return verify_fault(why, SECTION_FILES, i, "not behind the path before it");
	return true;
}

/* With ids of dossiers in order and without doubles, as many rows that are no former ids as there
 * are dossiers, and each of these the id of its own dossier, every dossier is found by its id. */
static bool ids_are_sound(const struct archive *archive, struct fault *why)
{
	uint32_t current = 0;
	struct str before = {0};
	struct id_row row;

	for (uint32_t i = 0; READ(archive, SECTION_IDS, i, &row); i++) {
		struct str id = section_text(archive, row.id);
		if (str_compare(before, id) >= 0)
			return verify_fault(why, SECTION_IDS, i, "not behind the id before it");
		if (!row.is_former && row.dossier != current++)
			return verify_fault(why, SECTION_IDS, i, "not the next dossier");
		if (!row.is_former &&
		    !str_equal(id, dossier_id(archive, (struct dossier_ref){ row.dossier })))
			return verify_fault(why, SECTION_IDS, i, "not the id of its dossier");
		before = id;
	}
	return current == dossier_count(archive) ||
	       verify_fault(why, SECTION_DOSSIERS, current, "is not among the ids");
}

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
		if (!READ(archive, SECTION_VALUES, number, &row) || row.depth != open ||
		    row.end <= number || row.end > outer || open == VALUE_DEPTH_MAX)
			return false;
		ends[open++] = row.end;
	}
	return true;
}

/* Whether each link that a value names touches the dossier that has the value. */
static bool value_links_touch(const struct archive *archive, uint32_t dossier,
                              struct row_range range, uint32_t *bad)
{
	struct value_row row;
	struct link_row link;

	for (uint32_t i = 0; i < range.count; i++) {
		*bad = range.first + i;
		if (READ(archive, SECTION_VALUES, *bad, &row) &&
		    READ(archive, SECTION_LINKS, row.link, &link) &&
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

static bool dates_are_sound(const struct archive *archive, struct fault *why)
{
	struct date_row row;
	for (uint32_t i = 0; READ(archive, SECTION_DATES, i, &row); i++)
		if (row.earliest > row.latest)
			return verify_fault(why, SECTION_DATES, i, "ends before it begins");
	return true;
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

static bool has_value(const struct archive *archive, uint32_t dossier, uint32_t value)
{
	struct row_range values = dossier_at(archive, (struct dossier_ref){ dossier }).values;
	return value - values.first < values.count;
}

static bool links_are_sound(const struct archive *archive, struct fault *why)
{
	struct link_row row;
	for (uint32_t i = 0; READ(archive, SECTION_LINKS, i, &row); i++)
		if (row.value != ARCHIVE_NONE && !has_value(archive, row.from, row.value) &&
		    !has_value(archive, row.to, row.value))
			return verify_fault(why, SECTION_LINKS, i,
			                    "names a value of other dossiers");
	return true;
}

/* Whether `firsts` cuts `count` rows into one piece for each row before its last. */
static bool firsts_are_sound(const struct archive *archive, enum section firsts, uint32_t count,
                             struct fault *why)
{
	uint32_t last = archive->sections[firsts].count - 1, before = 0;
	for (uint32_t i = 0; i <= last; i++) {
		uint32_t first = section_number(archive, firsts, i);
		if (first < before || first > count || (i == 0 && first != 0))
			return verify_fault(why, firsts, i, "out of order");
		before = first;
	}
	return before == count || verify_fault(why, firsts, last, "does not end at the last row");
}

/* Links out are cut by where they come from, links in by where they lead. The rows of links in rise
 * within a dossier and differ between dossiers, and there are as many as links: so each link is
 * there once. */
static bool link_spans_are_sound(const struct archive *archive, struct fault *why)
{
	if (!firsts_are_sound(archive, SECTION_LINKS_OUT, link_count(archive), why) ||
	    !firsts_are_sound(archive, SECTION_LINKS_IN_FIRST, link_count(archive), why))
		return false;

	for (uint32_t i = 0; i < dossier_count(archive); i++) {
		struct dossier_ref ref = { i };
		struct link_span out = links_out(archive, ref), in = links_in(archive, ref);
		for (uint32_t j = 0; j < out.range.count; j++)
			if (link_of(archive, out, j).from.row != i)
				return verify_fault(why, SECTION_LINKS_OUT, i,
				                    "has links of another");
		uint32_t before = 0;
		for (uint32_t j = 0; j < in.range.count; j++) {
			struct link link = link_of(archive, in, j);
			if (link.row == NO_ROW || link.to.row != i || (j && link.row <= before))
				return verify_fault(why, SECTION_LINKS_IN_FIRST, i,
				                    "has links to another, or twice");
			before = link.row;
		}
	}
	return true;
}

/* ── Orders ─────────────────────────────────────────────────────────────────────────────────── */

/* BY_NAME has every dossier once, and BY_KIND is BY_NAME dealt out to the kinds. */
static bool walk_names(const struct archive *archive, struct arena *scratch, struct fault *why)
{
	struct row_span names = dossiers_by_name(archive);
	bool *is_seen = ARENA_MANY(scratch, bool, names.count);
	uint32_t *next = ARENA_MANY(scratch, uint32_t, kind_count(archive));

	for (uint32_t i = 0; i < names.count; i++) {
		uint32_t row = names.rows[i];
		if (row >= names.count || is_seen[row])
			return verify_fault(why, SECTION_BY_NAME, i, "no dossier, or one again");
		is_seen[row] = true;

		uint32_t kind = dossier_kind(archive, (struct dossier_ref){ row });
		struct row_span of_kind = dossiers_of_kind(archive, kind);
		if (next[kind] >= of_kind.count || of_kind.rows[next[kind]] != row)
			return verify_fault(why, SECTION_KIND_FIRST, kind,
			                    "has not its dossiers by name");
		next[kind]++;
	}
	return true;
}

static bool names_are_sound(const struct archive *archive, struct fault *why)
{
	struct arena scratch = {0};
	uint32_t count = dossier_count(archive);
	bool is_sound = firsts_are_sound(archive, SECTION_KIND_FIRST, count, why) &&
	                walk_names(archive, &scratch, why);
	arena_release(&scratch);
	return is_sound;
}

static bool timeline_row_is_sound(const struct archive *archive, const struct timeline_row *row)
{
	bool is_relation = row->what == TIMELINE_RELATION;
	if (row->earliest > row->latest || is_relation != (row->link != ARCHIVE_NONE))
		return false;
	return !is_relation || link_at(archive, row->link).from.row == row->dossier;
}

static bool timeline_is_sound(const struct archive *archive, struct fault *why)
{
	struct timeline_row row, before = {0};
	enum date_precision before_precision = DATE_NO_PRECISION;

	for (uint32_t i = 0; READ(archive, SECTION_TIMELINE, i, &row); i++) {
		enum date_precision precision = archive_date(archive, row.date).date.precision;
		if (!timeline_row_is_sound(archive, &row))
			return verify_fault(why, SECTION_TIMELINE, i, "bad entry");
		if (i && section_timeline_compare(&before, before_precision, &row, precision) >= 0)
			return verify_fault(why, SECTION_TIMELINE, i,
			                    "not behind the entry before it");
		before = row;
		before_precision = precision;
	}
	return true;
}

static bool postings_are_sound(const struct archive *archive, struct rows_at postings)
{
	struct row_span span = section_span(archive, SECTION_POSTINGS, postings);
	for (uint32_t i = 0; i < span.count; i++)
		if (posting_dossier(span.rows[i]).row >= dossier_count(archive) ||
		    (i && span.rows[i] <= span.rows[i - 1]))
			return false;
	return span.count > 0;
}

static bool terms_are_sound(const struct archive *archive, struct fault *why)
{
	uint32_t end = 0;
	struct str before = {0};
	struct term_row row;

	for (uint32_t i = 0; READ(archive, SECTION_TERMS, i, &row); i++) {
		struct str term = section_text(archive, row.term);
		if (str_compare(before, term) >= 0)
			return verify_fault(why, SECTION_TERMS, i, "not behind the term before it");
		if (row.postings.first != end || !postings_are_sound(archive, row.postings))
			return verify_fault(why, SECTION_TERMS, i, "bad postings");
		before = term;
		end += row.postings.count;
	}
	return end == archive->sections[SECTION_POSTINGS].count ||
	       verify_fault(why, SECTION_POSTINGS, end, "belongs to no term");
}

static bool findings_are_sorted(const struct archive *archive, struct fault *why)
{
	for (uint32_t i = 1; i < finding_count(archive); i++) {
		struct finding before = finding_at(archive, i - 1);
		struct finding finding = finding_at(archive, i);
		if (finding_compare(&before, &finding) > 0)
			return verify_fault(why, SECTION_FINDINGS, i,
			                    "not behind the finding before it");
	}
	return true;
}

static bool verifications_are_sorted(const struct archive *archive, struct fault *why)
{
	struct verification_row row, before = {0};
	for (uint32_t i = 0; READ(archive, SECTION_VERIFICATIONS, i, &row); i++) {
		if (i && row.dossier <= before.dossier)
			return verify_fault(why, SECTION_VERIFICATIONS, i,
			                    "not behind the dossier before it");
		before = row;
	}
	return true;
}

bool verify_orders(const struct archive *archive, struct fault *why)
{
	return schema_is_sound(archive, why) && files_are_sorted(archive, why) &&
	       ids_are_sound(archive, why) && dossiers_are_sound(archive, why) &&
	       dates_are_sound(archive, why) && links_are_sound(archive, why) &&
	       link_spans_are_sound(archive, why) && names_are_sound(archive, why) &&
	       timeline_is_sound(archive, why) && terms_are_sound(archive, why) &&
	       findings_are_sorted(archive, why) && verifications_are_sorted(archive, why);
}
