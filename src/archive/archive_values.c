/* Values of a dossier, and what they are dated, sourced and placed by. */
#include "archive/archive.h"
#include "archive/section.h"

static bool value_row(const struct archive *archive, uint32_t number, struct value_row *row)
{
	return section_read(archive, SECTION_VALUES, number, row, sizeof *row);
}

static struct value no_value(void)
{
	return (struct value){
		.row = NO_ROW, .field = NO_ROW, .date = NO_ROW, .as_of = NO_ROW, .link = NO_ROW,
		.end = NO_ROW,
	};
}

static enum field_type row_type(const struct value_row *row)
{
	unsigned type = row->type & ((1u << ARCHIVE_RANK_SHIFT) - 1);
	return type < FIELD_TYPE_COUNT ? (enum field_type)type : FIELD_TEXT;
}

static enum value_rank row_rank(const struct value_row *row)
{
	unsigned rank = row->type >> ARCHIVE_RANK_SHIFT;
	return rank < RANK_COUNT ? (enum value_rank)rank : RANK_NORMAL;
}

static uint32_t row_field(const struct archive *archive, const struct value_row *row)
{
	return row->field < archive->sections[SECTION_FIELDS].count ? row->field : NO_ROW;
}

/* The key as it stands in the file: that of the field, unless row or details say another. */
static struct str row_key(const struct archive *archive, const struct value_row *row,
                          const struct value_details_row *details)
{
	uint32_t fields = field_count(archive);
	struct key_row key = {0};
	if (details->key == ARCHIVE_NONE && row->field < fields)
		return field_at(archive, row->field).key;
	uint32_t number = details->key != ARCHIVE_NONE ? details->key : row->field - fields;
	section_read(archive, SECTION_KEYS, number, &key, sizeof key);
	return section_text(archive, key.key);
}

struct value_details_row section_value_details(const struct archive *archive, uint32_t number,
                                               const struct value_row *row)
{
	enum field_type type = row_type(row);
	struct value_details_row details = {
		.key = ARCHIVE_NONE, .end = number + 1, .date = NO_ROW, .as_of = NO_ROW,
		.link = NO_ROW, .line = row->place >> ARCHIVE_COLUMN_BITS,
		.column = row->place & ((1u << ARCHIVE_COLUMN_BITS) - 1),
	};
	if (row->depth & ARCHIVE_HAS_DETAILS)
		section_read(archive, SECTION_VALUE_DETAILS, row->refers, &details, sizeof details);
	else if (type == FIELD_LINK)
		details.link = row->refers;
	else if (type == FIELD_DATE)
		details.date = row->refers;
	else
		details.end += row->refers;
	return details;
}

/* Where to go on behind a row. Never back, whatever stands in it: so every walk ends. */
static uint32_t end_behind(const struct archive *archive, uint32_t number, uint32_t end)
{
	uint32_t count = section_count(archive, SECTION_VALUES);
	if (end <= number)
		end = number + 1;
	return end < count ? end : count;
}

static uint32_t row_end(const struct archive *archive, uint32_t number, const struct value_row *row)
{
	return end_behind(archive, number, section_value_details(archive, number, row).end);
}

struct value value_at(const struct archive *archive, uint32_t number)
{
	struct value_row row;
	if (!value_row(archive, number, &row))
		return no_value();

	struct value_details_row details = section_value_details(archive, number, &row);
	return (struct value){
		.row = number,
		.field = row_field(archive, &row),
		.key = row_key(archive, &row, &details),
		.type = row_type(&row),
		.text = section_text(archive, row.text),
		.date = details.date,
		.as_of = details.as_of,
		.link = details.link,
		.citations = section_citations(archive, row.citations),
		.rank = row_rank(&row),
		.note = section_text(archive, details.note),
		.depth = section_value_depth(&row),
		.end = end_behind(archive, number, details.end),
		.place = { details.line, details.column },
	};
}

/* The first value of `field` among the rows from `at` to `end` that are `depth` deep, stepping over
 * what is inside others. A row that is less deep ends the search: there the holder ends. */
static struct value find_value(const struct archive *archive, uint32_t at, uint32_t end,
                               uint32_t field, unsigned depth)
{
	struct value_row row;
	while (at < end && value_row(archive, at, &row) && section_value_depth(&row) >= depth) {
		if (row_field(archive, &row) == field && section_value_depth(&row) == depth)
			return value_at(archive, at);
		at = row_end(archive, at, &row);
	}
	return no_value();
}

struct value value_first(const struct archive *archive, struct dossier_ref ref, uint32_t field)
{
	struct row_range range = dossier_at(archive, ref).values;
	return find_value(archive, range.first, range.first + range.count, field, 0);
}

struct value value_next(const struct archive *archive, struct dossier_ref ref, struct value value)
{
	struct row_range range = dossier_at(archive, ref).values;
	return find_value(archive, value.end, range.first + range.count, value.field, value.depth);
}

struct value value_inside(const struct archive *archive, struct value value, uint32_t field)
{
	if (value.row == NO_ROW)
		return no_value();
	return find_value(archive, value.row + 1, value.end, field, value.depth + 1);
}

struct str dossier_text(const struct archive *archive, struct dossier_ref ref,
                        enum known_field field)
{
	uint32_t row = field_known(archive, field);
	return row == NO_ROW ? (struct str){0} : value_first(archive, ref, row).text;
}

struct date_view archive_date(const struct archive *archive, uint32_t number)
{
	struct date_row row;
	if (!section_read(archive, SECTION_DATES, number, &row, sizeof row))
		return (struct date_view){ .date = date_none() };

	return (struct date_view){
		.text = section_text(archive, row.text),
		.date = {
			.earliest = row.earliest,
			.latest = row.latest,
			.flags = row.flags,
			.precision = row.precision < DATE_PRECISION_COUNT ? row.precision
			                                                  : DATE_NO_PRECISION,
		},
	};
}

struct citation citation_at(const struct archive *archive, uint32_t number)
{
	struct citation_row row = { .source = ARCHIVE_NONE };
	section_read(archive, SECTION_CITATIONS, number, &row, sizeof row);

	return (struct citation){
		.source = { row.source },
		.id = section_text(archive, row.id),
		.locator = section_text(archive, row.locator),
		.note = section_text(archive, row.note),
	};
}

uint32_t file_count(const struct archive *archive)
{
	return archive->sections[SECTION_FILES].count;
}

struct str file_path(const struct archive *archive, uint32_t file)
{
	struct file_row row = {0};
	section_read(archive, SECTION_FILES, file, &row, sizeof row);
	return section_text(archive, row.path);
}
