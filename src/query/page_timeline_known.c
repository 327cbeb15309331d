#include "query/page_timeline_parts.h"

/* What was found among the sources so far. */
struct evidence { bool has_source, has_known; };

/* A source that does not say when it was published could always be known. */
bool time_source_is_known(const struct archive *archive, struct dossier_ref source,
                          struct date known)
{
	if (dossier_is_none(source) || date_is_none(known))
		return true;
	struct date date = archive_date(archive, dossier_at(archive, source).date).date;
	return date_is_none(date) || date.earliest <= known.latest;
}

static void weigh(const struct archive *archive, struct row_range citations, struct date known,
                  struct evidence *evidence)
{
	for (uint32_t i = 0; i < citations.count && !evidence->has_known; i++) {
		struct citation citation = citation_at(archive, citations.first + i);
		evidence->has_source = true;
		evidence->has_known = time_source_is_known(archive, citation.source, known);
	}
}

static void weigh_field(const struct archive *archive, struct dossier_ref ref,
                        enum known_field field, struct date known, struct evidence *evidence)
{
	uint32_t row = field_known(archive, field);
	struct value value = value_first(archive, ref, row);
	for (; value.row != NO_ROW; value = value_next(archive, ref, value))
		weigh(archive, value.citations, known, evidence);
}

static void weigh_values(const struct archive *archive, struct dossier dossier, struct date known,
                         struct evidence *evidence)
{
	for (uint32_t i = 0; i < dossier.values.count && !evidence->has_known; i++)
		weigh(archive, value_at(archive, dossier.values.first + i).citations, known,
		      evidence);
}

/* The source that a quote is from. */
static void weigh_origin(const struct archive *archive, struct dossier_ref ref, struct date known,
                         struct evidence *evidence)
{
	uint32_t field = field_known(archive, KNOWN_SOURCE);
	struct value value = value_first(archive, ref, field);
	if (value.row == NO_ROW)
		return;
	struct link link = link_at(archive, value.link);
	evidence->has_source = true;
	evidence->has_known |= time_source_is_known(archive, link.to, known);
}

static struct evidence evidence_of(const struct archive *archive, struct timeline_entry entry,
                                   struct date known)
{
	struct evidence evidence = {0};
	struct dossier dossier = dossier_at(archive, entry.dossier);

	switch (entry.what) {
	case TIMELINE_PUBLISHED:
		evidence.has_source = true;
		evidence.has_known = time_source_is_known(archive, entry.dossier, known);
		return evidence;
	case TIMELINE_RELATION:
		weigh(archive, link_at(archive, entry.link).citations, known, &evidence);
		if (!evidence.has_source)
			weigh(archive, dossier.citations, known, &evidence);
		return evidence;
	case TIMELINE_QUOTE:
		weigh_origin(archive, entry.dossier, known, &evidence);
		weigh_field(archive, entry.dossier, KNOWN_SAID, known, &evidence);
		weigh(archive, dossier.citations, known, &evidence);
		return evidence;
	case TIMELINE_EVENT:
	case TIMELINE_WHAT_COUNT:
		break;
	}
	weigh_field(archive, entry.dossier, KNOWN_DATE, known, &evidence);
	weigh(archive, dossier.citations, known, &evidence);
	if (!evidence.has_source)
		weigh_values(archive, dossier, known, &evidence);
	return evidence;
}

bool time_is_known(const struct archive *archive, struct timeline_entry entry, struct date known)
{
	if (date_is_none(known))
		return true;
	struct evidence evidence = evidence_of(archive, entry, known);
	return evidence.has_known || !evidence.has_source;
}
