#include "archive/verify_parts.h"

#include "base/arena.h"

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

/* ── Orders ─────────────────────────────────────────────────────────────────────────────────── */

bool verify_firsts(const struct archive *archive, enum section firsts, uint32_t count,
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
	bool is_sound = verify_firsts(archive, SECTION_KIND_FIRST, count, why) &&
	                walk_names(archive, &scratch, why);
	arena_release(&scratch);
	return is_sound;
}

static int number_compare(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

static int beginning_compare(const struct archive *archive, uint32_t left, uint32_t right)
{
	struct dossier one = dossier_at(archive, (struct dossier_ref){ left });
	struct dossier other = dossier_at(archive, (struct dossier_ref){ right });
	int order = number_compare(one.file, other.file);
	order = order ? order : number_compare(one.line, other.line);
	order = order ? order : number_compare(one.column, other.column);
	return order ? order : number_compare(left, right);
}

/* As many as there are dossiers, and each behind the one before it: so each is there once. */
static bool files_have_their_dossiers(const struct archive *archive, struct fault *why)
{
	uint32_t count = dossier_count(archive), before = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t row = section_number(archive, SECTION_BY_FILE, i);
		if (row >= count || (i && beginning_compare(archive, before, row) >= 0))
			return verify_fault(why, SECTION_BY_FILE, i,
			                    "not behind the dossier before it");
		before = row;
	}
	return true;
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

static bool postings_are_sound(const struct archive *archive, struct row_span span)
{
	for (uint32_t i = 0; i < span.count; i++)
		if (posting_dossier(span.rows[i]).row >= dossier_count(archive) ||
		    (i && span.rows[i] <= span.rows[i - 1]))
			return false;
	return span.count > 0;
}

static struct row_span postings_of(const struct archive *archive, uint32_t term)
{
	return term_postings(archive, LEXICON_ALL, (struct row_range){ term, 1 });
}

static bool terms_are_sound(const struct archive *archive, struct fault *why)
{
	uint32_t end = 0;
	struct str before = {0};
	struct term_row row;

	for (uint32_t i = 0; READ(archive, SECTION_TERMS, i, &row); i++) {
		struct str term = section_text(archive, row.term);
		struct row_span postings = postings_of(archive, i);
		if (str_compare(before, term) >= 0)
			return verify_fault(why, SECTION_TERMS, i, "not behind the term before it");
		if (row.postings != end || !postings_are_sound(archive, postings))
			return verify_fault(why, SECTION_TERMS, i, "bad postings");
		before = term;
		end += postings.count;
	}
	return end == archive->sections[SECTION_POSTINGS].count ||
	       verify_fault(why, SECTION_POSTINGS, end, "belongs to no term");
}

/* The postings of names among those of a term are the next of NAME_POSTINGS, from `*end` on. */
static bool name_postings_follow(const struct archive *archive, struct row_span span, uint32_t *end)
{
	for (uint32_t i = 0; i < span.count; i++) {
		if (!posting_is_name(span.rows[i]))
			continue;
		if (section_number(archive, SECTION_NAME_POSTINGS, (*end)++) != span.rows[i])
			return false;
	}
	return true;
}

/* NAME_TERMS and NAME_POSTINGS are what is of names in TERMS and POSTINGS, and nothing else. */
static bool name_terms_are_sound(const struct archive *archive, struct fault *why)
{
	uint32_t next = 0, end = 0;
	struct term_row row, name;

	for (uint32_t i = 0; READ(archive, SECTION_TERMS, i, &row); i++) {
		uint32_t first = end;
		if (!name_postings_follow(archive, postings_of(archive, i), &end))
			return verify_fault(why, SECTION_TERMS, i, "other postings than as a name");
		if (end == first)
			continue;
		if (!READ(archive, SECTION_NAME_TERMS, next, &name) ||
		    name.term.offset != row.term.offset || name.term.size != row.term.size ||
		    name.postings != first)
			return verify_fault(why, SECTION_NAME_TERMS, next, "not the next name");
		if (name_term_pairs(archive, next) !=
		    term_pairs(section_text(archive, name.term)))
			return verify_fault(why, SECTION_NAME_PAIRS, next, "not those of the name");
		next++;
	}
	if (next != archive->sections[SECTION_NAME_TERMS].count)
		return verify_fault(why, SECTION_NAME_TERMS, next, "not among the terms");
	return end == archive->sections[SECTION_NAME_POSTINGS].count ||
	       verify_fault(why, SECTION_NAME_POSTINGS, end, "belongs to no term");
}

static bool weights_are_sound(const struct archive *archive, struct fault *why)
{
	struct row_span names = dossiers_by_name(archive);
	struct weight_row row;
	for (uint32_t i = 0; READ(archive, SECTION_WEIGHTS, i, &row); i++) {
		struct weight_row expected = section_weight(archive, (struct dossier_ref){ i },
		                                            row.place);
		if (row.place >= names.count || names.rows[row.place] != i ||
		    memcmp(&row, &expected, sizeof row) != 0)
			return verify_fault(why, SECTION_WEIGHTS, i, "not that of its dossier");
	}
	return true;
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

/* ── What ids lead to ───────────────────────────────────────────────────────────────────────── */

static bool home_is_its_id(const struct archive *archive, struct fault *why)
{
	struct collection_row row;
	return !READ(archive, SECTION_COLLECTION, 0, &row) ||
	       dossier_find(archive, section_text(archive, row.home)).row == row.home_dossier ||
	       verify_fault(why, SECTION_COLLECTION, 0, "its home is another dossier");
}

static bool citations_are_their_ids(const struct archive *archive, struct fault *why)
{
	for (uint32_t i = 0; i < archive->sections[SECTION_CITATIONS].count; i++) {
		struct citation citation = citation_at(archive, i);
		if (!dossier_is_none(citation.source) &&
		    dossier_find(archive, citation.id).row != citation.source.row)
			return verify_fault(why, SECTION_CITATIONS, i, "leads to another source");
	}
	return true;
}

/* The id stands at one end of a link, and the other end is what it names. */
static bool links_are_their_ids(const struct archive *archive, struct fault *why)
{
	for (uint32_t i = 0; i < archive->sections[SECTION_VALUES].count; i++) {
		struct value value = value_at(archive, i);
		struct link link = link_at(archive, value.link);
		if (link.row == NO_ROW)
			continue;
		uint32_t named = dossier_find(archive, value.text).row;
		if (named != link.to.row && named != link.from.row)
			return verify_fault(why, SECTION_VALUES, i, "leads to another dossier");
	}
	return true;
}

bool verify_orders(const struct archive *archive, struct fault *why)
{
	return schema_is_sound(archive, why) && files_are_sorted(archive, why) &&
	       ids_are_sound(archive, why) && names_are_sound(archive, why) &&
	       files_have_their_dossiers(archive, why) &&
	       timeline_is_sound(archive, why) && terms_are_sound(archive, why) &&
	       name_terms_are_sound(archive, why) && weights_are_sound(archive, why) &&
	       findings_are_sorted(archive, why) && verifications_are_sorted(archive, why) &&
	       home_is_its_id(archive, why) && citations_are_their_ids(archive, why) &&
	       links_are_their_ids(archive, why);
}
