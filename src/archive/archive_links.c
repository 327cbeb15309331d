/* Links, from both ends. */
#include "archive/archive.h"
#include "archive/revision_parts.h"

uint32_t link_count(const struct archive *archive)
{
	return archive->revision ? archive->revision->link_count
	                         : archive->sections[SECTION_LINKS].count;
}

/* What the row of a link only refers to. */
static void link_fill(const struct archive *archive, const struct link_row *row, struct link *link)
{
	struct link_details_row details = {
		.value = ARCHIVE_NONE, .date = ARCHIVE_NONE, .since = ARCHIVE_NONE,
		.until = ARCHIVE_NONE,
	};
	struct mention_row mention = { ARCHIVE_NONE, ARCHIVE_NONE };
	struct value_row value = {0};

	switch ((enum link_form)row->form) {
	case LINK_MENTION:
	case LINK_NOTE_MENTION:
		section_read(archive, SECTION_MENTIONS, row->refers, &mention, sizeof mention);
		link->value = mention.value;
		link->text_byte = mention.byte;
		link->is_in_note = row->form == LINK_NOTE_MENTION;
		break;
	case LINK_DETAILED:
		section_read(archive, SECTION_LINK_DETAILS, row->refers, &details, sizeof details);
		link->value = details.value;
		link->role = section_text(archive, details.role);
		link->date = details.date;
		link->since = details.since;
		link->until = details.until;
		link->citations = section_citations(archive, details.citations);
		break;
	case LINK_SOURCED:
		section_read(archive, SECTION_VALUES, row->refers, &value, sizeof value);
		link->value = row->refers;
		link->citations = section_citations(archive, value.citations);
		break;
	case LINK_PLAIN:
		link->value = row->refers;
		break;
	case LINK_FORM_COUNT:
		break;
	}
}

struct link link_at(const struct archive *archive, uint32_t number)
{
	struct link_row row = {
		.from = ARCHIVE_NONE, .to = ARCHIVE_NONE, .refers = ARCHIVE_NONE,
		.form = LINK_PLAIN,
	};
	bool is_there = section_read(archive, SECTION_LINKS, number, &row, sizeof row);

	struct link link = {
		.row = is_there ? number : NO_ROW,
		.from = { row.from },
		.to = { row.to },
		.relation = is_there ? row.relation : NO_ROW,
		.value = NO_ROW,
		.date = NO_ROW,
		.since = NO_ROW,
		.until = NO_ROW,
		.text_byte = NO_ROW,
	};
	link_fill(archive, &row, &link);
	return link;
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
	const struct changed_dossier *changed = changed_dossier(archive, ref);
	return (struct link_span){
		.range = changed
		       ? section_range(archive, SECTION_LINKS, changed->links_out)
		       : range_of(archive, ref, SECTION_LINKS_OUT, SECTION_LINKS),
		.direction = LINK_OUT,
	};
}

struct link_span links_in(const struct archive *archive, struct dossier_ref ref)
{
	const struct changed_dossier *changed = changed_dossier(archive, ref);
	return (struct link_span){
		.range = changed
		       ? section_range(archive, SECTION_LINKS_IN, changed->links_in)
		       : range_of(archive, ref, SECTION_LINKS_IN_FIRST, SECTION_LINKS_IN),
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

bool links_are_own(const struct archive *archive, struct dossier_ref ref)
{
	struct row_range values = dossier_at(archive, ref).values;
	struct link_span links = links_out(archive, ref);
	for (uint32_t i = 0; i < values.count; i++) {
		struct link link = link_at(archive, value_at(archive, values.first + i).link);
		if (link.row != NO_ROW && link.from.row != ref.row)
			return false;
	}
	for (uint32_t i = 0; i < links.range.count; i++) {
		uint32_t value = link_of(archive, links, i).value;
		if (value != NO_ROW && value - values.first >= values.count)
			return false;
	}
	return true;
}
