/* The schema, as it was packed: a few dozen rows, found by walking them. */
#include "archive/archive.h"
#include "archive/section.h"

uint32_t kind_count(const struct archive *archive)
{
	return archive->sections[SECTION_KINDS].count;
}

struct kind_view kind_at(const struct archive *archive, uint32_t kind)
{
	struct kind_row row = {0};
	section_read(archive, SECTION_KINDS, kind, &row, sizeof row);

	return (struct kind_view){
		.key = section_text(archive, row.key),
		.label = section_text(archive, row.label),
		.plural = section_text(archive, row.plural),
		.help = section_text(archive, row.help),
		.fields = section_span(archive, SECTION_LISTS, row.fields),
	};
}

uint32_t kind_find(const struct archive *archive, struct str key)
{
	for (uint32_t i = 0; i < kind_count(archive); i++) {
		struct kind_view kind = kind_at(archive, i);
		if (str_equal(kind.key, key) || str_equal(kind.plural, key))
			return i;
	}
	return NO_ROW;
}

uint32_t field_count(const struct archive *archive)
{
	return archive->sections[SECTION_FIELDS].count;
}

struct field_view field_at(const struct archive *archive, uint32_t field)
{
	struct field_row row = { .relation = ARCHIVE_NONE };
	section_read(archive, SECTION_FIELDS, field, &row, sizeof row);

	return (struct field_view){
		.key = section_text(archive, row.key),
		.label = section_text(archive, row.label),
		.help = section_text(archive, row.help),
		.type = row.type < FIELD_TYPE_COUNT ? row.type : FIELD_TEXT,
		.search = row.search < SEARCH_CLASS_COUNT ? row.search : SEARCH_NONE,
		.is_many = row.is_many != 0,
		.is_free = row.is_free != 0,
		.relation = row.relation,
		.to = section_span(archive, SECTION_LISTS, row.to),
		.fields = section_span(archive, SECTION_LISTS, row.fields),
		.required = section_span(archive, SECTION_LISTS, row.required),
		.values = section_range(archive, SECTION_MEANINGS, row.values),
	};
}

uint32_t field_find(const struct archive *archive, struct str key)
{
	for (uint32_t i = 0; i < field_count(archive); i++)
		if (str_equal(field_at(archive, i).key, key))
			return i;
	return NO_ROW;
}

uint32_t field_known(const struct archive *archive, enum known_field field)
{
	return archive->known_fields[field];
}

struct meaning_view meaning_at(const struct archive *archive, uint32_t number)
{
	struct meaning_row row = {0};
	section_read(archive, SECTION_MEANINGS, number, &row, sizeof row);

	return (struct meaning_view){
		.code = section_text(archive, row.code),
		.words = section_text(archive, row.words),
	};
}

struct str field_meaning(const struct archive *archive, uint32_t field, struct str value)
{
	struct row_range values = field_at(archive, field).values;
	for (uint32_t i = 0; i < values.count; i++) {
		struct meaning_view meaning = meaning_at(archive, values.first + i);
		if (str_equal(meaning.code, value))
			return meaning.words;
	}
	return (struct str){0};
}

uint32_t relation_count(const struct archive *archive)
{
	return archive->sections[SECTION_RELATIONS].count;
}

struct relation_view relation_at(const struct archive *archive, uint32_t relation)
{
	struct relation_row row = {0};
	section_read(archive, SECTION_RELATIONS, relation, &row, sizeof row);

	return (struct relation_view){
		.key = section_text(archive, row.key),
		.label = section_text(archive, row.label),
		.inverse = section_text(archive, row.inverse),
		.group = section_text(archive, row.group),
		.help = section_text(archive, row.help),
		.is_symmetric = row.is_symmetric != 0,
	};
}

uint32_t relation_find(const struct archive *archive, struct str key)
{
	for (uint32_t i = 0; i < relation_count(archive); i++)
		if (str_equal(relation_at(archive, i).key, key))
			return i;
	return NO_ROW;
}

struct str relation_label(const struct archive *archive, uint32_t relation,
                          enum direction direction)
{
	struct relation_view view = relation_at(archive, relation);
	return direction == LINK_IN ? view.inverse : view.label;
}
