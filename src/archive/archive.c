#include "archive/archive.h"

#include <assert.h>

#include "archive/revision_parts.h"
#include "base/arena.h"
#include "base/message.h"

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

static bool header_check(const struct archive_header *header, struct str bytes, struct fault *why)
{
	char unicode[sizeof header->unicode];
	section_unicode(unicode);

	if (memcmp(header->magic, ARCHIVE_MAGIC, sizeof header->magic) != 0)
		return fault_set(why, FAULT_FORMAT, "not an archive: it does not begin as one");
	if (header->byte_order != ARCHIVE_BYTE_ORDER)
		return fault_set(why, FAULT_FORMAT, "the archive has another byte order");
	if (header->version != ARCHIVE_VERSION)
		return fault_set(why, FAULT_FORMAT, "the archive is of version %u, not %d",
		                 header->version, ARCHIVE_VERSION);
	if (header->header_size != sizeof *header || header->section_count != SECTION_COUNT)
		return fault_set(why, FAULT_FORMAT, "the archive has another layout");
	if (header->size != bytes.size)
		return fault_set(why, FAULT_FORMAT,
		                 "the archive should be %llu bytes but is %zu",
		                 (unsigned long long)header->size, bytes.size);
	if (memcmp(header->unicode, unicode, sizeof unicode) != 0)
		return fault_set(why, FAULT_FORMAT,
		                 "the archive was made with another Unicode than %s", unicode);
	return true;
}

/* Every section has the only place that it can have: so none overlap or leave the archive. */
static bool section_open(struct archive *archive, enum section section, uint64_t *end,
                         struct fault *why)
{
	const struct section_form *form = section_form(section);
	struct section_row row;
	memcpy(&row, archive->bytes.bytes + sizeof(struct archive_header) + section * sizeof row,
	       sizeof row);

	if (row.row_size != form->row_size || row.size != (uint64_t)row.row_size * row.count)
		return fault_set(why, FAULT_FORMAT, "section \"%s\" has rows of another size",
		                 form->name);
	if (row.offset != *end)
		return fault_set(why, FAULT_FORMAT, "section \"%s\" is not where it should be",
		                 form->name);
	if (row.size > archive->bytes.size - row.offset)
		return fault_set(why, FAULT_FORMAT, "section \"%s\" ends outside the archive",
		                 form->name);
	archive->sections[section] = (struct section_view){
		.bytes = archive->bytes.bytes + row.offset,
		.count = row.count,
	};
	*end = section_aligned(row.offset + row.size);
	return *end <= archive->bytes.size ||
	       fault_set(why, FAULT_FORMAT, "section \"%s\" ends outside the archive", form->name);
}

bool archive_open(struct arena *arena, struct str bytes, struct archive **archive,
                  struct fault *why)
{
	assert((uintptr_t)bytes.bytes % ARCHIVE_ALIGNMENT == 0);
	struct archive_header header;
	uint64_t end = sizeof header + SECTION_COUNT * sizeof(struct section_row);
	if (bytes.size < end)
		return fault_set(why, FAULT_FORMAT, "too short to be an archive");
	memcpy(&header, bytes.bytes, sizeof header);
	if (!header_check(&header, bytes, why))
		return false;

	struct archive opened = { .bytes = bytes };
	for (enum section section = 0; section < SECTION_COUNT; section++)
		if (!section_open(&opened, section, &end, why))
			return false;
	if (end != bytes.size)
		return fault_set(why, FAULT_FORMAT, "there are bytes behind the last section");
	for (enum known_field known = 0; known < KNOWN_FIELD_COUNT; known++)
		opened.known_fields[known] = field_find(&opened, str_of(known_field_key(known)));

	*archive = arena_take(arena, sizeof opened);
	**archive = opened;
	return true;
}

struct str archive_bytes(const struct archive *archive)
{
	return archive->bytes;
}

uint64_t archive_hash(const struct archive *archive)
{
	struct archive_header header;
	if (archive->revision)
		return archive->revision->hash;
	memcpy(&header, archive->bytes.bytes, sizeof header);
	return header.hash;
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

/* What stands for a dossier that is not there: every number of it is NONE. */
static struct dossier_row dossier_row(const struct archive *archive, struct dossier_ref ref)
{
	struct dossier_row row = {
		.kind = ARCHIVE_NONE, .file = ARCHIVE_NONE, .date = ARCHIVE_NONE,
	};
	const struct changed_dossier *changed = changed_dossier(archive, ref);
	if (changed)
		return changed->dossier;
	section_read(archive, SECTION_DOSSIERS, ref.row, &row, sizeof row);
	return row;
}

/* A row without a name is called by its id, so that there is always something to show. */
static struct str row_name(const struct archive *archive, const struct dossier_row *row)
{
	return section_text(archive, row->name.size ? row->name : row->id);
}

uint32_t dossier_count(const struct archive *archive)
{
	return archive->sections[SECTION_DOSSIERS].count;
}

struct dossier dossier_at(const struct archive *archive, struct dossier_ref ref)
{
	struct dossier_row row = dossier_row(archive, ref);
	bool is_there = ref.row < dossier_count(archive);

	return (struct dossier){
		.ref = is_there ? ref : NO_DOSSIER,
		.id = section_text(archive, row.id),
		.name = row_name(archive, &row),
		.summary = section_text(archive, row.summary),
		.kind = row.kind,
		.file = row.file,
		.line = row.line,
		.column = row.column,
		.date = row.date,
		.values = section_range(archive, SECTION_VALUES, row.values),
		.citations = section_citations(archive, row.citations),
	};
}

struct str dossier_id(const struct archive *archive, struct dossier_ref ref)
{
	return section_text(archive, dossier_row(archive, ref).id);
}

struct str dossier_name(const struct archive *archive, struct dossier_ref ref)
{
	struct dossier_row row = dossier_row(archive, ref);
	return row_name(archive, &row);
}

uint32_t dossier_kind(const struct archive *archive, struct dossier_ref ref)
{
	return dossier_row(archive, ref).kind;
}

bool dossier_is_of_kind(const struct archive *archive, struct dossier_ref ref, struct str key)
{
	return !dossier_is_none(ref) &&
	       str_equal(kind_at(archive, dossier_kind(archive, ref)).key, key);
}

struct dossier_ref dossier_find(const struct archive *archive, struct str id)
{
	uint32_t low = 0, high = archive->sections[SECTION_IDS].count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct id_row row = { .dossier = ARCHIVE_NONE };
		section_read(archive, SECTION_IDS, middle, &row, sizeof row);

		int order = str_compare(section_text(archive, row.id), id);
		if (order == 0)
			return (struct dossier_ref){ row.dossier };
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NO_DOSSIER;
}

struct row_span dossiers_by_name(const struct archive *archive)
{
	struct rows_at all = { 0, archive->sections[SECTION_BY_NAME].count };
	return section_span(archive, SECTION_BY_NAME, all);
}

struct row_span dossiers_of_kind(const struct archive *archive, uint32_t kind)
{
	if (kind >= kind_count(archive))
		return (struct row_span){0};
	uint32_t first = section_number(archive, SECTION_KIND_FIRST, kind);
	uint32_t end = section_number(archive, SECTION_KIND_FIRST, kind + 1);
	struct rows_at rows = { first, end > first ? end - first : 0 };
	return section_span(archive, SECTION_BY_KIND, rows);
}

/* The first place in BY_FILE of a dossier whose file is not before `file`. */
static uint32_t file_bound(const struct archive *archive, uint64_t file)
{
	uint32_t low = 0, high = archive->sections[SECTION_BY_FILE].count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint32_t number = section_number(archive, SECTION_BY_FILE, middle);
		struct dossier_row row = { .file = ARCHIVE_NONE };
		section_read(archive, SECTION_DOSSIERS, number, &row, sizeof row);
		if (row.file < file)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct row_span dossiers_of_file(const struct archive *archive, uint32_t file)
{
	uint32_t first = file_bound(archive, file), end = file_bound(archive, (uint64_t)file + 1);
	struct rows_at rows = { first, end > first ? end - first : 0 };
	return section_span(archive, SECTION_BY_FILE, rows);
}

/* ── The collection, time, findings ─────────────────────────────────────────────────────────── */

struct collection_view archive_collection(const struct archive *archive)
{
	struct collection_row row = { .home_dossier = ARCHIVE_NONE };
	section_read(archive, SECTION_COLLECTION, 0, &row, sizeof row);

	return (struct collection_view){
		.title = section_text(archive, row.title),
		.description = section_text(archive, row.description),
		.language = section_text(archive, row.language),
		.licence = section_text(archive, row.licence),
		.url = section_text(archive, row.url),
		.home = { row.home_dossier },
		.word_count = row.word_count,
		.dropped_findings = row.dropped_findings,
		.source_size = row.source_size,
	};
}

const char *timeline_what_name(enum timeline_what what)
{
	static const char *const names[] = {
		[TIMELINE_EVENT]     = N_("event"),
		[TIMELINE_QUOTE]     = N_("quote"),
		[TIMELINE_PUBLISHED] = N_("published"),
		[TIMELINE_RELATION]  = N_("relation"),
	};
	_Static_assert(sizeof names / sizeof names[0] == TIMELINE_WHAT_COUNT, "a name for each");
	return names[what];
}

uint32_t timeline_count(const struct archive *archive)
{
	return archive->revision ? archive->revision->timeline_count
	                         : archive->sections[SECTION_TIMELINE].count;
}

struct timeline_entry timeline_at(const struct archive *archive, uint32_t place)
{
	uint32_t number = archive->revision ? revision_timeline_row(archive->revision, place)
	                                    : place;
	struct timeline_row row = {
		.earliest = DATE_LAST_DAY, .latest = DATE_LAST_DAY, .date = ARCHIVE_NONE,
		.dossier = ARCHIVE_NONE, .link = ARCHIVE_NONE,
	};
	section_read(archive, SECTION_TIMELINE, number, &row, sizeof row);

	return (struct timeline_entry){
		.earliest = row.earliest,
		.latest = row.latest,
		.date = row.date,
		.dossier = { row.dossier },
		.link = row.link,
		.what = row.what < TIMELINE_WHAT_COUNT ? row.what : TIMELINE_EVENT,
	};
}

uint32_t finding_count(const struct archive *archive)
{
	return archive->sections[SECTION_FINDINGS].count;
}

struct finding finding_at(const struct archive *archive, uint32_t row_number)
{
	struct finding_row row = { .file = ARCHIVE_NONE };
	section_read(archive, SECTION_FINDINGS, row_number, &row, sizeof row);

	return (struct finding){
		.rule = row.rule < RULE_COUNT ? row.rule : RULE_FILE_UNREADABLE,
		.file = row.file,
		.place = { row.line, row.column },
		.message = section_text(archive, row.message),
	};
}

/* ── Verifications ──────────────────────────────────────────────────────────────────────────── */

uint32_t verification_count(const struct archive *archive)
{
	return section_count(archive, SECTION_VERIFICATIONS);
}

bool dossier_verification(const struct archive *archive, struct dossier_ref ref,
                          struct verification *verification)
{
	struct verification_row row = {0};
	uint32_t of_base = archive->sections[SECTION_VERIFICATIONS].count;
	bool is_new = archive_replaces(archive, ref.row);
	uint32_t low = is_new ? of_base : 0;
	uint32_t high = is_new ? section_count(archive, SECTION_VERIFICATIONS) : of_base;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		section_read(archive, SECTION_VERIFICATIONS, middle, &row, sizeof row);
		if (row.dossier < ref.row)
			low = middle + 1;
		else
			high = middle;
	}
	if (!section_read(archive, SECTION_VERIFICATIONS, low, &row, sizeof row) ||
	    row.dossier != ref.row || row.verdict >= VERDICT_COUNT ||
	    row.change >= VERDICT_CHANGE_COUNT)
		return false;
	*verification = (struct verification){
		.verdict = (enum verdict)row.verdict, .change = (enum verdict_change)row.change,
		.day = row.day, .position = row.position, .line = row.line,
	};
	return true;
}
