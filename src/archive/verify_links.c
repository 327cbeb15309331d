#include "archive/verify_parts.h"

/* ── What links refer to ────────────────────────────────────────────────────────────────────── */

/* How many rows of details and mentions were referred to. */
struct referred { uint32_t details, mentions; };

static bool reference_is_sound(const struct archive *archive, const struct link_row *row,
                               struct referred *referred)
{
	uint32_t value_count = archive->sections[SECTION_VALUES].count;
	switch ((enum link_form)row->form) {
	case LINK_PLAIN:
		return row->refers < value_count || row->refers == ARCHIVE_NONE;
	case LINK_SOURCED:
		return row->refers < value_count;
	case LINK_MENTION:
	case LINK_NOTE_MENTION:
		return row->refers == referred->mentions++;
	case LINK_DETAILED:
		return row->refers == referred->details++;
	case LINK_FORM_COUNT:
		break;
	}
	return false;
}

static bool has_value(const struct archive *archive, uint32_t dossier, uint32_t value)
{
	struct row_range values = dossier_at(archive, (struct dossier_ref){ dossier }).values;
	return value - values.first < values.count;
}

/* True if the byte of a mention begins one in its text. */
static bool byte_is_sound(const struct archive *archive, const struct link *link)
{
	if (link->text_byte == NO_ROW)
		return true;
	struct value value = value_at(archive, link->value);
	struct str text = link->is_in_note ? value.note : value.text;
	return link->text_byte < text.size && text.bytes[link->text_byte] == '[';
}

/* Details and mentions are in the order of their links, each once. */
static bool links_are_sound(const struct archive *archive, struct fault *why)
{
	struct referred referred = {0};
	struct link_row row;
	for (uint32_t i = 0; READ(archive, SECTION_LINKS, i, &row); i++) {
		if (!reference_is_sound(archive, &row, &referred))
			return verify_fault(why, SECTION_LINKS, i, "bad refers");
		struct link link = link_at(archive, i);
		if (link.value != NO_ROW && !has_value(archive, row.from, link.value) &&
		    !has_value(archive, row.to, link.value))
			return verify_fault(why, SECTION_LINKS, i,
			                    "names a value of other dossiers");
		if (!byte_is_sound(archive, &link))
			return verify_fault(why, SECTION_MENTIONS, row.refers,
			                    "is not where its text has one");
	}
	if (referred.details != archive->sections[SECTION_LINK_DETAILS].count)
		return verify_fault(why, SECTION_LINK_DETAILS, referred.details,
		                    "belongs to no link");
	return referred.mentions == archive->sections[SECTION_MENTIONS].count ||
	       verify_fault(why, SECTION_MENTIONS, referred.mentions, "belongs to no link");
}

/* ── Links by their ends ────────────────────────────────────────────────────────────────────── */

/* Links out are cut by where they come from, links in by where they lead. The rows of links in rise
 * within a dossier and differ between dossiers, and there are as many as links: so each link is
 * there once. */
static bool link_spans_are_sound(const struct archive *archive, struct fault *why)
{
	if (!verify_firsts(archive, SECTION_LINKS_OUT, link_count(archive), why) ||
	    !verify_firsts(archive, SECTION_LINKS_IN_FIRST, link_count(archive), why))
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

bool verify_links(const struct archive *archive, struct fault *why)
{
	return links_are_sound(archive, why) && link_spans_are_sound(archive, why);
}
