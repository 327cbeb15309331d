/* Links, from both ends. */
#include "archive/archive.h"
#include "archive/section.h"

uint32_t link_count(const struct archive *archive)
{
	return archive->sections[SECTION_LINKS].count;
}

struct link link_at(const struct archive *archive, uint32_t number)
{
	struct link_row row = {
		.from = ARCHIVE_NONE, .to = ARCHIVE_NONE, .relation = ARCHIVE_NONE,
		.value = ARCHIVE_NONE, .date = ARCHIVE_NONE, .since = ARCHIVE_NONE,
		.until = ARCHIVE_NONE,
	};
	bool is_there = section_read(archive, SECTION_LINKS, number, &row, sizeof row);

	return (struct link){
		.row = is_there ? number : NO_ROW,
		.from = { row.from },
		.to = { row.to },
		.relation = row.relation,
		.value = row.value,
		.role = section_text(archive, row.role),
		.context = section_text(archive, row.context),
		.date = row.date,
		.since = row.since,
		.until = row.until,
		.citations = section_range(archive, SECTION_CITATIONS, row.citations),
		.place = { row.line, row.column },
	};
}

/* The rows of one dossier between two numbers of a section of firsts; none if the dossier or the
 * rows are not there. */
static struct row_range range_of(const struct archive *archive, struct dossier_ref ref,
                                 enum section firsts, enum section rows)
{
	if (ref.row >= dossier_count(archive))
		return (struct row_range){0};
	uint32_t first = section_number(archive, firsts, ref.row);
	uint32_t end = section_number(archive, firsts, ref.row + 1);
	if (end < first)
		return (struct row_range){0};
	return section_range(archive, rows, (struct rows_at){ first, end - first });
}

struct link_span links_out(const struct archive *archive, struct dossier_ref ref)
{
	return (struct link_span){
		.range = range_of(archive, ref, SECTION_LINKS_OUT, SECTION_LINKS),
		.direction = LINK_OUT,
	};
}

struct link_span links_in(const struct archive *archive, struct dossier_ref ref)
{
	return (struct link_span){
		.range = range_of(archive, ref, SECTION_LINKS_IN_FIRST, SECTION_LINKS_IN),
		.direction = LINK_IN,
	};
}

struct link link_of(const struct archive *archive, struct link_span span, uint32_t index)
{
	if (index >= span.range.count)
		return link_at(archive, NO_ROW);
	uint32_t row = span.range.first + index;
	if (span.direction == LINK_IN)
		row = section_number(archive, SECTION_LINKS_IN, row);
	return link_at(archive, row);
}
