#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "archive/section.h"
#include "archive/verify_parts.h"
#include "base/arena.h"
#include "tests/support/sample.h"
#include "tests/support/walk.h"

/* ── Changing an archive ────────────────────────────────────────────────────────────────────── */

/* The packed sample, and a copy that may be changed. */
struct patient {
	struct sample sample;
	struct str sound;
	char *bytes;
};

static int setup(void **state)
{
	static struct patient patient;
	sample_open(&patient.sample);
	patient.sound = sample_pack(&patient.sample, 1);
	patient.bytes = arena_copy(&patient.sample.arena, patient.sound.bytes, patient.sound.size);
	*state = &patient;
	return 0;
}

static int teardown(void **state)
{
	struct patient *patient = *state;
	sample_close(&patient->sample);
	return 0;
}

static void heal(struct patient *patient)
{
	memcpy(patient->bytes, patient->sound.bytes, patient->sound.size);
}

static struct section_row section_row(const struct patient *patient, enum section section)
{
	struct section_row row;
	memcpy(&row, patient->sound.bytes + sizeof(struct archive_header) + section * sizeof row,
	       sizeof row);
	return row;
}

static char *row_bytes(const struct patient *patient, enum section section, uint32_t row)
{
	struct section_row table = section_row(patient, section);
	assert_true(row < table.count);
	return patient->bytes + table.offset + (size_t)row * table.row_size;
}

/* Make the hash that of the changed bytes: whoever forges an archive can do that too. */
static void sign(struct patient *patient)
{
	size_t start = sizeof(struct archive_header);
	uint64_t hash = section_hash((struct str){ patient->bytes + start,
	                                           patient->sound.size - start });
	memcpy(patient->bytes + offsetof(struct archive_header, hash), &hash, sizeof hash);
}

/* What archive_verify says of the changed bytes; empty if it finds nothing. */
static const char *diagnosis(struct patient *patient)
{
	static struct fault why;
	struct arena arena = {0};
	struct archive *archive;
	struct str bytes = { patient->bytes, patient->sound.size };
	why = (struct fault){0};
	if (archive_open(&arena, bytes, &archive, &why) && archive_verify(archive, &why))
		walk_archive(archive);
	arena_release(&arena);
	return why.sentence;
}

/* ── Sound archives ─────────────────────────────────────────────────────────────────────────── */

static void passes_what_pack_made(void **state)
{
	struct patient *patient = *state;
	heal(patient);
	assert_string_equal(diagnosis(patient), "");
}

static void passes_an_empty_collection(void **state)
{
	struct sample sample;
	struct fault why = {0};
	(void)state;

	sample_open(&sample);
	sample.scan.files.count = sample.findings.count = sample.resolved.batch_count = 0;
	sample.resolved.dossiers.count = sample.resolved.additions.count = 0;
	sample.resolved.ids.count = sample.resolved.links.count = 0;
	sample.resolved.by_id.count = 0;
	sample.index.terms.count = sample.index.postings.count = sample.ledger.count = 0;
	sample.index.name_terms.count = sample.index.name_postings.count = 0;
	assert_true(archive_verify(sample_archive(&sample), &why));
	assert_string_equal(why.sentence, "");
	sample_close(&sample);
}

/* ── One member of one row, changed ─────────────────────────────────────────────────────────── */

#define AT(row, member) offsetof(struct row, member)
#define NO_PLACE 0xFFFFFFF0u            /* far behind the end of every section */

/* A number written over a member; the bytes that it has, and what is then said of the archive. */
static const struct change {
	enum section section;
	uint32_t row;
	size_t offset;
	uint32_t number;
	size_t size;                    /* bytes; 0: 4 */
	const char *sentence;           /* empty: it is another archive, but a sound one */
} changes[] = {
	/* Texts: outside; not at the beginning of a text; not to its end; empty elsewhere. */
	{ SECTION_COLLECTION, 0, AT(collection_row, title.offset), NO_PLACE, 0,
	  "section \"collection\", row 0: bad title" },
	{ SECTION_COLLECTION, 0, AT(collection_row, title.size), NO_PLACE, 0,
	  "section \"collection\", row 0: bad title" },
	{ SECTION_COLLECTION, 0, AT(collection_row, title.offset), 2, 0,
	  "section \"collection\", row 0: bad title" },
	{ SECTION_COLLECTION, 0, AT(collection_row, title.size), 3, 0,
	  "section \"collection\", row 0: bad title" },
	{ SECTION_COLLECTION, 0, AT(collection_row, title.size), 0, 0,
	  "section \"collection\", row 0: bad title" },
	{ SECTION_COLLECTION, 0, AT(collection_row, description.offset), NO_PLACE, 0,
	  "section \"collection\", row 0: bad description" },
	{ SECTION_COLLECTION, 0, AT(collection_row, language.offset), NO_PLACE, 0,
	  "section \"collection\", row 0: bad language" },
	{ SECTION_COLLECTION, 0, AT(collection_row, licence.offset), NO_PLACE, 0,
	  "section \"collection\", row 0: bad licence" },
	{ SECTION_COLLECTION, 0, AT(collection_row, home.offset), NO_PLACE, 0,
	  "section \"collection\", row 0: bad home" },
	{ SECTION_COLLECTION, 0, AT(collection_row, url.offset), NO_PLACE, 0,
	  "section \"collection\", row 0: bad url" },
	{ SECTION_COLLECTION, 0, AT(collection_row, home_dossier), 3, 0,
	  "section \"collection\", row 0: bad home_dossier" },
	{ SECTION_COLLECTION, 0, AT(collection_row, home_dossier), ARCHIVE_NONE, 0,
	  "section \"collection\", row 0: its home is another dossier" },
	{ SECTION_COLLECTION, 0, AT(collection_row, word_count), 99, 0, "" },
	{ SECTION_COLLECTION, 0, AT(collection_row, dropped_findings), 99, 0, "" },
	{ SECTION_COLLECTION, 0, AT(collection_row, source_size), 99, 0, "" },
	{ SECTION_COLLECTION, 0, AT(collection_row, is_scattered), 0, 0, "" },
	{ SECTION_COLLECTION, 0, AT(collection_row, is_scattered), 2, 0,
	  "section \"collection\", row 0: bad is_scattered" },

	{ SECTION_KINDS, 1, AT(kind_row, key.offset), NO_PLACE, 0,
	  "section \"kinds\", row 1: bad key" },
	{ SECTION_KINDS, 1, AT(kind_row, label.offset), NO_PLACE, 0,
	  "section \"kinds\", row 1: bad label" },
	{ SECTION_KINDS, 1, AT(kind_row, plural.offset), NO_PLACE, 0,
	  "section \"kinds\", row 1: bad plural" },
	{ SECTION_KINDS, 1, AT(kind_row, help.offset), NO_PLACE, 0,
	  "section \"kinds\", row 1: bad help" },
	{ SECTION_KINDS, 1, AT(kind_row, fields.first), NO_PLACE, 0,
	  "section \"kinds\", row 1: bad fields" },
	{ SECTION_KINDS, 1, AT(kind_row, fields.first), 0, 0,
	  "section \"kinds\", row 1: bad list of fields" },
	{ SECTION_KINDS, 2, AT(kind_row, fields.count), 0, 0,
	  "section \"fields\", row 0: bad list" },

	{ SECTION_FIELDS, 1, AT(field_row, key.offset), NO_PLACE, 0,
	  "section \"fields\", row 1: bad key" },
	{ SECTION_FIELDS, 1, AT(field_row, label.offset), NO_PLACE, 0,
	  "section \"fields\", row 1: bad label" },
	{ SECTION_FIELDS, 1, AT(field_row, help.offset), NO_PLACE, 0,
	  "section \"fields\", row 1: bad help" },
	{ SECTION_FIELDS, 1, AT(field_row, type), FIELD_TYPE_COUNT, 1,
	  "section \"fields\", row 1: bad type" },
	{ SECTION_FIELDS, 1, AT(field_row, search), SEARCH_CLASS_COUNT, 1,
	  "section \"fields\", row 1: bad search" },
	{ SECTION_FIELDS, 1, AT(field_row, is_many), 2, 1,
	  "section \"fields\", row 1: bad is_many" },
	{ SECTION_FIELDS, 1, AT(field_row, is_free), 2, 1,
	  "section \"fields\", row 1: bad is_free" },
	{ SECTION_FIELDS, 1, AT(field_row, relation), 5, 0,
	  "section \"fields\", row 1: bad relation" },
	{ SECTION_FIELDS, 4, AT(field_row, to.first), NO_PLACE, 0,
	  "section \"fields\", row 4: bad to" },
	{ SECTION_FIELDS, 0, AT(field_row, fields.first), NO_PLACE, 0,
	  "section \"fields\", row 0: bad fields" },
	{ SECTION_FIELDS, 7, AT(field_row, required.count), NO_PLACE, 0,
	  "section \"fields\", row 7: bad required" },
	{ SECTION_FIELDS, 1, AT(field_row, values.first), NO_PLACE, 0,
	  "section \"fields\", row 1: bad values" },
	{ SECTION_FIELDS, 1, AT(field_row, values.first), 1, 0,
	  "section \"fields\", row 1: bad values" },
	{ SECTION_FIELDS, 1, AT(field_row, values.count), 1, 0,
	  "section \"meanings\", row 1: belongs to no field" },
	{ SECTION_FIELDS, 7, AT(field_row, required.count), 0, 0,
	  "section \"lists\", row 8: belongs to no list" },
	{ SECTION_LISTS, 0, 0, 10, 0, "section \"kinds\", row 0: bad list of fields" },
	{ SECTION_LISTS, 7, 0, 3, 0, "section \"fields\", row 4: bad list" },

	{ SECTION_RELATIONS, 4, AT(relation_row, key.offset), NO_PLACE, 0,
	  "section \"relations\", row 4: bad key" },
	{ SECTION_RELATIONS, 4, AT(relation_row, label.offset), NO_PLACE, 0,
	  "section \"relations\", row 4: bad label" },
	{ SECTION_RELATIONS, 4, AT(relation_row, inverse.offset), NO_PLACE, 0,
	  "section \"relations\", row 4: bad inverse" },
	{ SECTION_RELATIONS, 4, AT(relation_row, group.offset), NO_PLACE, 0,
	  "section \"relations\", row 4: bad group" },
	{ SECTION_RELATIONS, 4, AT(relation_row, help.offset), NO_PLACE, 0,
	  "section \"relations\", row 4: bad help" },
	{ SECTION_RELATIONS, 4, AT(relation_row, is_symmetric), 2, 0,
	  "section \"relations\", row 4: bad is_symmetric" },
	{ SECTION_MEANINGS, 0, AT(meaning_row, code.offset), NO_PLACE, 0,
	  "section \"meanings\", row 0: bad code" },
	{ SECTION_MEANINGS, 0, AT(meaning_row, words.offset), NO_PLACE, 0,
	  "section \"meanings\", row 0: bad words" },
	{ SECTION_FILES, 1, AT(file_row, path.offset), NO_PLACE, 0,
	  "section \"files\", row 1: bad path" },

	{ SECTION_DOSSIERS, 1, AT(dossier_row, id.offset), NO_PLACE, 0,
	  "section \"dossiers\", row 1: bad id" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, name.offset), NO_PLACE, 0,
	  "section \"dossiers\", row 1: bad name" },
	{ SECTION_DOSSIERS, 0, AT(dossier_row, summary.offset), NO_PLACE, 0,
	  "section \"dossiers\", row 0: bad summary" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, kind), 3, 0,
	  "section \"dossiers\", row 1: bad kind" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, kind), ARCHIVE_NONE, 0,
	  "section \"dossiers\", row 1: bad kind" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, kind), 0, 0,
	  "section \"kind first\", row 0: has not its dossiers by name" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, file), 2, 0,
	  "section \"dossiers\", row 1: bad file" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, date), 6, 0,
	  "section \"dossiers\", row 1: bad date" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, date), ARCHIVE_NONE, 0, "" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, values.first), NO_PLACE, 0,
	  "section \"dossiers\", row 1: bad values" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, values.first), 0, 0,
	  "section \"dossiers\", row 1: bad place of its values" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, values.count), 0, 0,
	  "section \"dossiers\", row 2: bad place of its values" },
	{ SECTION_DOSSIERS, 2, AT(dossier_row, values.count), 0, 0,
	  "section \"values\", row 9: belongs to no dossier" },
	{ SECTION_DOSSIERS, 0, AT(dossier_row, citations), 3, 0,
	  "section \"dossiers\", row 0: bad citations" },
	{ SECTION_DOSSIERS, 0, AT(dossier_row, citations), 1, 0, "" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, line), 99, 0, "" },
	{ SECTION_DOSSIERS, 1, AT(dossier_row, column), 99, 0, "" },

	{ SECTION_IDS, 1, AT(id_row, id.offset), NO_PLACE, 0, "section \"ids\", row 1: bad id" },
	{ SECTION_IDS, 1, AT(id_row, dossier), 3, 0, "section \"ids\", row 1: bad dossier" },
	{ SECTION_IDS, 1, AT(id_row, is_former), 2, 0, "section \"ids\", row 1: bad is_former" },
	{ SECTION_IDS, 1, AT(id_row, is_former), 0, 0,
	  "section \"ids\", row 1: not the next dossier" },
	{ SECTION_IDS, 1, AT(id_row, dossier), 2, 0, "" },
	{ SECTION_IDS, 2, AT(id_row, dossier), 0, 0,
	  "section \"ids\", row 2: not the next dossier" },
	{ SECTION_IDS, 3, AT(id_row, is_former), 1, 0,
	  "section \"dossiers\", row 2: is not among the ids" },

	{ SECTION_VALUES, 4, AT(value_row, text.offset), NO_PLACE, 0,
	  "section \"values\", row 4: bad text" },
	{ SECTION_VALUES, 4, AT(value_row, field), 11, 2, "section \"values\", row 4: bad field" },
	{ SECTION_VALUES, 4, AT(value_row, field), 10, 2, "" },
	{ SECTION_VALUES, 4, AT(value_row, field), ARCHIVE_NO_FIELD, 2,
	  "section \"values\", row 4: bad key" },
	{ SECTION_VALUES, 6, AT(value_row, field), 0, 2,
	  "section \"keys\", row 0: belongs to no value" },
	{ SECTION_VALUES, 6, AT(value_row, field), ARCHIVE_NO_FIELD, 2,
	  "section \"values\", row 6: bad key" },
	{ SECTION_VALUES, 2, AT(value_row, refers), 1, 0,
	  "section \"values\", row 4: does not lie inside the one above" },
	{ SECTION_VALUES, 2, AT(value_row, refers), 6, 0,
	  "section \"values\", row 2: does not lie inside the one above" },
	{ SECTION_VALUES, 3, AT(value_row, refers), 2, 0,
	  "section \"values\", row 3: does not lie inside the one above" },
	{ SECTION_VALUES, 2, AT(value_row, refers), NO_PLACE, 0,
	  "section \"values\", row 2: does not lie inside the one above" },
	{ SECTION_VALUES, 2, AT(value_row, refers), UINT32_MAX, 0,
	  "section \"values\", row 2: does not lie inside the one above" },
	{ SECTION_VALUES, 4, AT(value_row, depth), 0, 1,
	  "section \"values\", row 4: does not lie inside the one above" },
	{ SECTION_VALUES, 0, AT(value_row, depth), 1, 1,
	  "section \"values\", row 0: does not lie inside the one above" },
	{ SECTION_VALUES, 5, AT(value_row, refers), 6, 0, "section \"values\", row 5: bad refers" },
	{ SECTION_VALUES, 5, AT(value_row, refers), ARCHIVE_NONE, 0, "" },
	{ SECTION_VALUES, 4, AT(value_row, refers), 4, 0, "section \"values\", row 4: bad refers" },
	{ SECTION_VALUES, 9, AT(value_row, type), FIELD_LINK, 1,
	  "section \"values\", row 9: names a link of other dossiers" },
	{ SECTION_VALUES, 4, AT(value_row, citations), 3, 0,
	  "section \"values\", row 4: bad citations" },
	{ SECTION_VALUES, 4, AT(value_row, citations), NO_PLACE, 0,
	  "section \"values\", row 4: bad citations" },
	{ SECTION_VALUES, 4, AT(value_row, type), FIELD_TYPE_COUNT, 1,
	  "section \"values\", row 4: bad type" },
	{ SECTION_VALUES, 4, AT(value_row, type), FIELD_LINK | RANK_COUNT << ARCHIVE_RANK_SHIFT, 1,
	  "section \"values\", row 4: bad type" },
	{ SECTION_VALUES, 4, AT(value_row, place), 99, 0, "" },
	{ SECTION_VALUES, 6, AT(value_row, place), 99, 0, "section \"values\", row 6: bad refers" },
	{ SECTION_VALUES, 6, AT(value_row, refers), 1, 0, "section \"values\", row 6: bad refers" },
	{ SECTION_VALUES, 7, AT(value_row, refers), 0, 0, "section \"values\", row 7: bad refers" },
	{ SECTION_VALUES, 7, AT(value_row, depth), 0, 1,
	  "section \"value details\", row 1: belongs to no value" },
	{ SECTION_VALUES, 5, AT(value_row, depth), ARCHIVE_HAS_DETAILS, 1,
	  "section \"values\", row 5: bad refers" },

	{ SECTION_KEYS, 0, AT(key_row, key.offset), NO_PLACE, 0,
	  "section \"keys\", row 0: bad key" },
	{ SECTION_VALUE_DETAILS, 0, AT(value_details_row, key), 1, 0,
	  "section \"value details\", row 0: bad key" },
	{ SECTION_VALUE_DETAILS, 0, AT(value_details_row, key), 0, 0,
	  "section \"values\", row 6: bad key" },
	{ SECTION_VALUE_DETAILS, 1, AT(value_details_row, key), 0, 0, "" },
	{ SECTION_VALUE_DETAILS, 0, AT(value_details_row, note.offset), NO_PLACE, 0,
	  "section \"value details\", row 0: bad note" },
	{ SECTION_VALUE_DETAILS, 0, AT(value_details_row, end), 6, 0,
	  "section \"values\", row 6: does not lie inside the one above" },
	{ SECTION_VALUE_DETAILS, 0, AT(value_details_row, end), 9, 0,
	  "section \"values\", row 6: does not lie inside the one above" },
	{ SECTION_VALUE_DETAILS, 0, AT(value_details_row, date), 6, 0,
	  "section \"value details\", row 0: bad date" },
	{ SECTION_VALUE_DETAILS, 1, AT(value_details_row, as_of), 6, 0,
	  "section \"value details\", row 1: bad as_of" },
	{ SECTION_VALUE_DETAILS, 0, AT(value_details_row, link), 4, 0,
	  "section \"value details\", row 0: bad link" },
	{ SECTION_VALUE_DETAILS, 0, AT(value_details_row, link), SAMPLE_CITES, 0,
	  "section \"values\", row 6: leads to another dossier" },
	{ SECTION_VALUE_DETAILS, 0, AT(value_details_row, line), 99, 0, "" },
	{ SECTION_VALUE_DETAILS, 0, AT(value_details_row, column), 99, 0, "" },

	{ SECTION_DATES, 0, AT(date_row, text.offset), NO_PLACE, 0,
	  "section \"dates\", row 0: bad text" },
	{ SECTION_DATES, 0, AT(date_row, latest), (uint32_t)INT32_MIN, 0,
	  "section \"dates\", row 0: ends before it begins" },
	{ SECTION_DATES, 0, AT(date_row, earliest), INT32_MAX, 0,
	  "section \"dates\", row 0: ends before it begins" },
	{ SECTION_DATES, 0, AT(date_row, latest), 99999, 0,
	  "section \"dates\", row 0: not what its text says" },
	{ SECTION_DATES, 0, AT(date_row, flags), DATE_APPROXIMATE, 2,
	  "section \"dates\", row 0: not what its text says" },
	{ SECTION_DATES, 0, AT(date_row, flags), DATE_SUSPECT << 1, 2,
	  "section \"dates\", row 0: bad flags" },
	{ SECTION_DATES, 0, AT(date_row, precision), DATE_PRECISION_COUNT, 1,
	  "section \"dates\", row 0: bad precision" },
	{ SECTION_DATES, 0, AT(date_row, reserved), 1, 1,
	  "section \"dates\", row 0: bad reserved" },

	{ SECTION_CITATIONS, 0, AT(citation_row, id.offset), NO_PLACE, 0,
	  "section \"citations\", row 0: bad id" },
	{ SECTION_CITATIONS, 0, AT(citation_row, locator.offset), NO_PLACE, 0,
	  "section \"citations\", row 0: bad locator" },
	{ SECTION_CITATIONS, 0, AT(citation_row, note.offset), NO_PLACE, 0,
	  "section \"citations\", row 0: bad note" },
	{ SECTION_CITATIONS, 0, AT(citation_row, source), 3, 0,
	  "section \"citations\", row 0: bad source" },
	{ SECTION_CITATIONS, 0, AT(citation_row, source), SAMPLE_FAIR, 0,
	  "section \"citations\", row 0: leads to another source" },
	{ SECTION_CITATIONS, 0, AT(citation_row, source), ARCHIVE_NONE, 0, "" },
	{ SECTION_CITATION_LISTS, 1, 0, 1, 0,
	  "section \"citation lists\", row 0: is empty, or should be" },
	{ SECTION_CITATION_LISTS, 2, 0, 0, 0,
	  "section \"citation lists\", row 1: is empty, or should be" },
	{ SECTION_CITATION_LISTS, 2, 0, 4, 0, "section \"citation lists\", row 2: out of order" },
	{ SECTION_CITATION_LISTS, 3, 0, 2, 0,
	  "section \"citation lists\", row 3: does not end at the last row" },

	{ SECTION_LINKS, 0, AT(link_row, from), 3, 0, "section \"links\", row 0: bad from" },
	{ SECTION_LINKS, 0, AT(link_row, to), ARCHIVE_NONE, 0, "section \"links\", row 0: bad to" },
	{ SECTION_LINKS, 1, AT(link_row, from), 1, 0,
	  "section \"links out\", row 0: has links of another" },
	{ SECTION_LINKS, 1, AT(link_row, to), 1, 0,
	  "section \"links in first\", row 2: has links to another, or twice" },
	{ SECTION_LINKS, 0, AT(link_row, relation), 5, 2,
	  "section \"links\", row 0: bad relation" },
	{ SECTION_LINKS, 0, AT(link_row, form), LINK_FORM_COUNT, 2,
	  "section \"links\", row 0: bad form" },
	{ SECTION_LINKS, 0, AT(link_row, form), LINK_MENTION, 2,
	  "section \"links\", row 3: bad refers" },
	{ SECTION_LINKS, 0, AT(link_row, form), LINK_PLAIN, 2,
	  "section \"link details\", row 0: belongs to no link" },
	{ SECTION_LINKS, 0, AT(link_row, refers), 1, 0, "section \"links\", row 0: bad refers" },
	{ SECTION_LINKS, 1, AT(link_row, refers), 10, 0, "section \"links\", row 1: bad refers" },
	{ SECTION_LINKS, 1, AT(link_row, refers), 8, 0,
	  "section \"links\", row 1: names a value of other dossiers" },
	{ SECTION_LINKS, 1, AT(link_row, refers), 4, 0, "" },
	{ SECTION_LINKS, 1, AT(link_row, form), LINK_SOURCED, 2,
	  "section \"links\", row 1: bad refers" },
	{ SECTION_LINKS, 2, AT(link_row, form), LINK_SOURCED, 2, "" },
	{ SECTION_LINKS, 3, AT(link_row, refers), 1, 0, "section \"links\", row 3: bad refers" },
	{ SECTION_LINKS, 3, AT(link_row, form), LINK_PLAIN, 2,
	  "section \"mentions\", row 0: belongs to no link" },
	{ SECTION_LINKS, 3, AT(link_row, form), LINK_NOTE_MENTION, 2,
	  "section \"mentions\", row 0: is not where its text has one" },
	{ SECTION_LINK_DETAILS, 0, AT(link_details_row, value), 10, 0,
	  "section \"link details\", row 0: bad value" },
	{ SECTION_LINK_DETAILS, 0, AT(link_details_row, value), 9, 0,
	  "section \"links\", row 0: names a value of other dossiers" },
	{ SECTION_LINK_DETAILS, 0, AT(link_details_row, value), ARCHIVE_NONE, 0, "" },
	{ SECTION_LINK_DETAILS, 0, AT(link_details_row, role.offset), NO_PLACE, 0,
	  "section \"link details\", row 0: bad role" },
	{ SECTION_LINK_DETAILS, 0, AT(link_details_row, date), 6, 0,
	  "section \"link details\", row 0: bad date" },
	{ SECTION_LINK_DETAILS, 0, AT(link_details_row, since), 6, 0,
	  "section \"link details\", row 0: bad since" },
	{ SECTION_LINK_DETAILS, 0, AT(link_details_row, until), 6, 0,
	  "section \"link details\", row 0: bad until" },
	{ SECTION_LINK_DETAILS, 0, AT(link_details_row, citations), 3, 0,
	  "section \"link details\", row 0: bad citations" },
	{ SECTION_LINK_DETAILS, 0, AT(link_details_row, citations), 0, 0, "" },
	{ SECTION_MENTIONS, 0, AT(mention_row, value), 10, 0,
	  "section \"mentions\", row 0: bad value" },
	{ SECTION_MENTIONS, 0, AT(mention_row, value), 9, 0,
	  "section \"links\", row 3: names a value of other dossiers" },
	{ SECTION_MENTIONS, 0, AT(mention_row, byte), 11, 0,
	  "section \"mentions\", row 0: is not where its text has one" },
	{ SECTION_MENTIONS, 0, AT(mention_row, byte), 0, 0,
	  "section \"mentions\", row 0: is not where its text has one" },

	{ SECTION_LINKS_OUT, 0, 0, 1, 0, "section \"links out\", row 0: out of order" },
	{ SECTION_LINKS_OUT, 1, 0, 5, 0, "section \"links out\", row 1: out of order" },
	{ SECTION_LINKS_OUT, 1, 0, 2, 0, "section \"links out\", row 1: has links of another" },
	{ SECTION_LINKS_OUT, 3, 0, 3, 0, "section \"links out\", row 3: out of order" },
	{ SECTION_LINKS_IN_FIRST, 1, 0, 4, 0, "section \"links in first\", row 2: out of order" },
	{ SECTION_LINKS_IN_FIRST, 1, 0, 2, 0,
	  "section \"links in first\", row 0: has links to another, or twice" },
	{ SECTION_LINKS_IN, 2, 0, 2, 0,
	  "section \"links in first\", row 2: has links to another, or twice" },
	{ SECTION_LINKS_IN, 0, 0, 4, 0,
	  "section \"links in first\", row 0: has links to another, or twice" },
	{ SECTION_NEIGHBOURS_FIRST, 0, AT(neighbours_row, first), 1, 0,
	  "section \"neighbours first\", row 0: not those that its links make" },
	{ SECTION_NEIGHBOURS_FIRST, 1, AT(neighbours_row, first), NO_PLACE, 0,
	  "section \"neighbours first\", row 1: not those that its links make" },
	{ SECTION_NEIGHBOURS_FIRST, 1, AT(neighbours_row, degree), 99, 0,
	  "section \"neighbours first\", row 1: not those that its links make" },
	{ SECTION_NEIGHBOURS_FIRST, 3, AT(neighbours_row, first), 3, 0,
	  "section \"neighbours first\", row 3: does not end at the last row" },
	{ SECTION_NEIGHBOURS_FIRST, 3, AT(neighbours_row, degree), 1, 0,
	  "section \"neighbours first\", row 3: does not end at the last row" },
	{ SECTION_NEIGHBOURS, 0, 0, SAMPLE_ANN, 0,
	  "section \"neighbours first\", row 0: not those that its links make" },
	{ SECTION_NEIGHBOURS, 3, 0, NO_PLACE, 0,
	  "section \"neighbours first\", row 2: not those that its links make" },
	{ SECTION_BY_NAME, 0, 0, 3, 0, "section \"by name\", row 0: no dossier, or one again" },
	{ SECTION_BY_NAME, 1, 0, 0, 0, "section \"by name\", row 1: no dossier, or one again" },
	{ SECTION_BY_KIND, 1, 0, 0, 0,
	  "section \"kind first\", row 1: has not its dossiers by name" },
	{ SECTION_KIND_FIRST, 1, 0, 2, 0,
	  "section \"kind first\", row 1: has not its dossiers by name" },
	{ SECTION_KIND_FIRST, 3, 0, 2, 0,
	  "section \"kind first\", row 3: does not end at the last row" },
	{ SECTION_BY_FILE, 0, 0, 3, 0,
	  "section \"by file\", row 0: not behind the dossier before it" },
	{ SECTION_BY_FILE, 1, 0, 0, 0,
	  "section \"by file\", row 1: not behind the dossier before it" },
	{ SECTION_BY_FILE, 2, 0, 0, 0,
	  "section \"by file\", row 2: not behind the dossier before it" },
	{ SECTION_DOSSIERS, 0, AT(dossier_row, line), 31, 0,
	  "section \"by file\", row 1: not behind the dossier before it" },
	{ SECTION_DOSSIERS, 0, AT(dossier_row, file), 1, 0,
	  "section \"by file\", row 1: not behind the dossier before it" },

	{ SECTION_TIMELINE, 0, AT(timeline_row, date), 6, 0,
	  "section \"timeline\", row 0: bad date" },
	{ SECTION_TIMELINE, 1, AT(timeline_row, dossier), 3, 0,
	  "section \"timeline\", row 1: bad dossier" },
	{ SECTION_TIMELINE, 0, AT(timeline_row, dossier), 1, 0,
	  "section \"timeline\", row 0: bad entry" },
	{ SECTION_TIMELINE, 0, AT(timeline_row, link), 4, 0,
	  "section \"timeline\", row 0: bad link" },
	{ SECTION_TIMELINE, 0, AT(timeline_row, link), ARCHIVE_NONE, 0,
	  "section \"timeline\", row 0: bad entry" },
	{ SECTION_TIMELINE, 1, AT(timeline_row, link), 0, 0,
	  "section \"timeline\", row 1: bad entry" },
	{ SECTION_TIMELINE, 0, AT(timeline_row, what), TIMELINE_WHAT_COUNT, 0,
	  "section \"timeline\", row 0: bad what" },
	{ SECTION_TIMELINE, 0, AT(timeline_row, what), TIMELINE_EVENT, 0,
	  "section \"timeline\", row 0: bad entry" },
	{ SECTION_TIMELINE, 0, AT(timeline_row, earliest), INT32_MAX, 0,
	  "section \"timeline\", row 0: bad entry" },
	{ SECTION_TIMELINE, 0, AT(timeline_row, latest), (uint32_t)INT32_MIN, 0,
	  "section \"timeline\", row 0: bad entry" },
	{ SECTION_TIMELINE, 2, AT(timeline_row, earliest), 1, 0,
	  "section \"timeline\", row 2: not behind the entry before it" },

	{ SECTION_TERMS, 1, AT(term_row, term.offset), NO_PLACE, 0,
	  "section \"terms\", row 1: bad term" },
	{ SECTION_TERMS, 1, AT(term_row, term.size), 0, 0, "section \"terms\", row 1: bad term" },
	{ SECTION_TERMS, 0, AT(term_row, postings), 1, 0,
	  "section \"terms\", row 0: bad postings" },
	{ SECTION_TERMS, 1, AT(term_row, postings), NO_PLACE, 0,
	  "section \"terms\", row 1: bad postings" },
	{ SECTION_TERMS, 1, AT(term_row, postings), 0, 0,
	  "section \"terms\", row 0: bad postings" },
	{ SECTION_TERMS, 4, AT(term_row, postings), 8, 0,
	  "section \"terms\", row 4: bad postings" },
	{ SECTION_POSTINGS, 0, 0, 3 << ARCHIVE_CLASS_BITS, 0,
	  "section \"terms\", row 0: bad postings" },
	{ SECTION_POSTINGS, 1, 0, 0, 0, "section \"terms\", row 0: bad postings" },
	{ SECTION_NAME_TERMS, 1, AT(term_row, term.offset), NO_PLACE, 0,
	  "section \"name terms\", row 1: bad term" },
	{ SECTION_NAME_TERMS, 1, AT(term_row, postings), NO_PLACE, 0,
	  "section \"name terms\", row 1: bad postings" },
	{ SECTION_NAME_TERMS, 1, AT(term_row, postings), 1, 0,
	  "section \"name terms\", row 1: not the next name" },
	{ SECTION_NAME_POSTINGS, 0, 0, 3 << ARCHIVE_CLASS_BITS, 0,
	  "section \"terms\", row 0: other postings than as a name" },
	{ SECTION_NAME_PAIRS, 1, 0, 1, 0, "section \"name pairs\", row 1: not those of the name" },
	{ SECTION_WEIGHTS, 1, AT(weight_row, place), 3, 0,
	  "section \"weights\", row 1: bad place" },
	{ SECTION_WEIGHTS, 1, AT(weight_row, place), 2, 0,
	  "section \"weights\", row 1: not that of its dossier" },
	{ SECTION_WEIGHTS, 1, AT(weight_row, name_size), 99, 1,
	  "section \"weights\", row 1: not that of its dossier" },
	{ SECTION_WEIGHTS, 1, AT(weight_row, kind), 0, 1,
	  "section \"weights\", row 1: not that of its dossier" },
	{ SECTION_WEIGHTS, 1, AT(weight_row, link_bits), 32, 1,
	  "section \"weights\", row 1: not that of its dossier" },
	{ SECTION_WEIGHTS, 1, AT(weight_row, is_opening), 1, 1,
	  "section \"weights\", row 1: not that of its dossier" },
	{ SECTION_FINDINGS, 1, AT(finding_row, message.offset), NO_PLACE, 0,
	  "section \"findings\", row 1: bad message" },
	{ SECTION_FINDINGS, 1, AT(finding_row, rule), RULE_COUNT, 0,
	  "section \"findings\", row 1: bad rule" },
	{ SECTION_FINDINGS, 1, AT(finding_row, file), 2, 0,
	  "section \"findings\", row 1: bad file" },
	{ SECTION_FINDINGS, 1, AT(finding_row, file), 0, 0,
	  "section \"findings\", row 1: not behind the finding before it" },
	{ SECTION_FINDINGS, 1, AT(finding_row, line), 99, 0, "" },
	{ SECTION_FINDINGS, 1, AT(finding_row, column), 99, 0, "" },
	{ SECTION_VERIFICATIONS, 0, AT(verification_row, dossier), 3, 0,
	  "section \"verifications\", row 0: bad dossier" },
	{ SECTION_VERIFICATIONS, 1, AT(verification_row, dossier), SAMPLE_ANN, 0,
	  "section \"verifications\", row 1: not behind the dossier before it" },
	{ SECTION_VERIFICATIONS, 1, AT(verification_row, dossier), SAMPLE_FAIR, 0, "" },
	{ SECTION_VERIFICATIONS, 0, AT(verification_row, verdict), VERDICT_COUNT, 1,
	  "section \"verifications\", row 0: bad verdict" },
	{ SECTION_VERIFICATIONS, 0, AT(verification_row, change), VERDICT_CHANGE_COUNT, 1,
	  "section \"verifications\", row 0: bad change" },
	{ SECTION_VERIFICATIONS, 1, AT(verification_row, reserved), 1, 2,
	  "section \"verifications\", row 1: bad reserved" },
	{ SECTION_VERIFICATIONS, 0, AT(verification_row, position), NO_PLACE, 0, "" },
	{ SECTION_TEXTS, 0, 0, 'x', 1,
	  "section \"texts\", row 0: the first is not the empty one, or the last has no end" },
	{ SECTION_TEXTS, 1, 0, 0xFF, 1, "section \"texts\", row 1: not UTF-8" },
};

static void says_what_is_wrong_with_each_member(void **state)
{
	struct patient *patient = *state;
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		const struct change *change = &changes[i];
		char *bytes = row_bytes(patient, change->section, change->row) + change->offset;
		heal(patient);
		assert_memory_not_equal(bytes, &change->number, change->size ? change->size : 4);
		memcpy(bytes, &change->number, change->size ? change->size : 4);
		sign(patient);
		assert_string_equal(diagnosis(patient), change->sentence);
	}
}

/* Members that may be any number: where something stands, how much there is, and days. */
static const struct { enum section section; size_t offset; } free_words[] = {
	{ SECTION_COLLECTION, AT(collection_row, word_count) },
	{ SECTION_COLLECTION, AT(collection_row, dropped_findings) },
	{ SECTION_COLLECTION, AT(collection_row, source_size) },
	{ SECTION_COLLECTION, AT(collection_row, source_size) + 4 },
	{ SECTION_DOSSIERS,   AT(dossier_row, line) },
	{ SECTION_DOSSIERS,   AT(dossier_row, column) },
	{ SECTION_VALUES,     AT(value_row, place) },
	{ SECTION_VALUE_DETAILS, AT(value_details_row, line) },
	{ SECTION_VALUE_DETAILS, AT(value_details_row, column) },
	{ SECTION_DATES,      AT(date_row, earliest) },
	{ SECTION_DATES,      AT(date_row, latest) },
	{ SECTION_TIMELINE,   AT(timeline_row, earliest) },
	{ SECTION_TIMELINE,   AT(timeline_row, latest) },
	{ SECTION_FINDINGS,   AT(finding_row, line) },
	{ SECTION_FINDINGS,   AT(finding_row, column) },
	{ SECTION_VERIFICATIONS, AT(verification_row, day) },
	{ SECTION_VERIFICATIONS, AT(verification_row, position) },
	{ SECTION_VERIFICATIONS, AT(verification_row, line) },
};

static bool is_free(enum section section, size_t offset)
{
	for (size_t i = 0; i < sizeof free_words / sizeof free_words[0]; i++)
		if (free_words[i].section == section && free_words[i].offset == offset)
			return true;
	return false;
}

/* So a member that is added to a row and forgotten by verify.c does not go unseen. */
static void checks_every_word_that_is_not_free(void **state)
{
	struct patient *patient = *state;
	const uint32_t bad = NO_PLACE;
	for (enum section section = 0; section < SECTION_TEXTS; section++) {
		struct section_row table = section_row(patient, section);
		assert_true(table.count > 0);
		for (uint32_t row = 0; row < table.count; row++)
			for (size_t offset = 0; offset < table.row_size; offset += sizeof bad) {
				heal(patient);
				memcpy(row_bytes(patient, section, row) + offset, &bad, sizeof bad);
				sign(patient);
				assert_true(*diagnosis(patient) || is_free(section, offset));
			}
	}
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

/* The sample with two keys: "as" for a field that has another, and "shoe-size" for none. */
static void says_what_is_wrong_with_keys(void **state)
{
	const uint16_t no_field = ARCHIVE_NO_FIELD;
	const uint32_t shoe_size = 1;
	struct patient patient;
	(void)state;
	sample_open(&patient.sample);
	patient.sample.batches[0].values.items[3].key = STR("as");
	patient.sound = sample_pack(&patient.sample, 1);
	patient.bytes = arena_copy(&patient.sample.arena, patient.sound.bytes, patient.sound.size);
	sign(&patient);
	assert_string_equal(diagnosis(&patient), "");

	memcpy(row_bytes(&patient, SECTION_KEYS, 1), row_bytes(&patient, SECTION_KEYS, 0),
	       sizeof(struct key_row));
	sign(&patient);
	assert_string_equal(diagnosis(&patient), "section \"keys\", row 1: is there already");

	heal(&patient);
	memcpy(row_bytes(&patient, SECTION_KEYS, 0),
	       row_bytes(&patient, SECTION_FIELDS, 3) + AT(field_row, key), sizeof(struct key_row));
	sign(&patient);
	assert_string_equal(diagnosis(&patient), "section \"values\", row 3: bad key");

	/* A key in the details that has room in the row. */
	heal(&patient);
	memcpy(row_bytes(&patient, SECTION_VALUES, 6) + AT(value_row, field), &no_field, 2);
	memcpy(row_bytes(&patient, SECTION_VALUE_DETAILS, 1) + AT(value_details_row, key),
	       &shoe_size, 4);
	sign(&patient);
	assert_string_equal(diagnosis(&patient), "section \"values\", row 6: bad key");
	sample_close(&patient.sample);
}

/* ── The archive as a whole ─────────────────────────────────────────────────────────────────── */

/* As when a file is cut off between two looks at it: the first found the key to be there. */
static void a_key_that_is_gone_since_it_was_looked_at_is_told(void **state)
{
	struct patient *patient = *state;
	struct arena arena = {0};
	struct archive *archive;
	struct fault why = {0};
	uint32_t gone = 0x7FFFFFF0;
	heal(patient);
	assert_true(archive_open(&arena, (struct str){ patient->bytes, patient->sound.size },
	                         &archive, NULL));
	memcpy(row_bytes(patient, SECTION_VALUE_DETAILS, 0) +
	       offsetof(struct value_details_row, key), &gone, sizeof gone);
	assert_false(verify_values(archive, &why));
	assert_string_equal(why.sentence, "section \"values\", row 6: bad key");
	arena_release(&arena);
}

static void notices_each_bit_that_was_not_signed(void **state)
{
	struct patient *patient = *state;
	heal(patient);
	for (size_t i = sizeof(struct archive_header); i < patient->sound.size; i++) {
		patient->bytes[i] ^= (char)(1 << i % 8);
		assert_string_not_equal(diagnosis(patient), "");
		patient->bytes[i] ^= (char)(1 << i % 8);
	}
	assert_string_equal(diagnosis(patient), "");
}

static void stands_any_byte_that_was_signed(void **state)
{
	static const unsigned char masks[] = { 0x01, 0x40, 0x80, 0xFF };
	struct patient *patient = *state;
	heal(patient);
	for (size_t i = sizeof(struct archive_header); i < patient->sound.size; i++)
		for (size_t j = 0; j < sizeof masks; j++) {
			patient->bytes[i] ^= (char)masks[j];
			sign(patient);
			diagnosis(patient);
			patient->bytes[i] ^= (char)masks[j];
		}
	sign(patient);
	assert_string_equal(diagnosis(patient), "");
}

static void refuses_bytes_between_sections(void **state)
{
	struct patient *patient = *state;
	struct section_row row = section_row(patient, SECTION_LISTS);
	assert_int_equal(row.size, 9 * 4);
	heal(patient);
	patient->bytes[row.offset + row.size] = 1;
	sign(patient);
	assert_string_equal(diagnosis(patient), "there are bytes behind section \"lists\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passes_what_pack_made),
		cmocka_unit_test(passes_an_empty_collection),
		cmocka_unit_test(says_what_is_wrong_with_each_member),
		cmocka_unit_test(checks_every_word_that_is_not_free),
		cmocka_unit_test(says_what_is_wrong_with_keys),
		cmocka_unit_test(a_key_that_is_gone_since_it_was_looked_at_is_told),
		cmocka_unit_test(notices_each_bit_that_was_not_signed),
		cmocka_unit_test(stands_any_byte_that_was_signed),
		cmocka_unit_test(refuses_bytes_between_sections),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
