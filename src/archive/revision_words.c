/* The words of a revision: those of the segment's replaced dossiers. */
#include "archive/revision_parts.h"

/* The postings that are not of stand-ins, by their new numbers, from `copy` on; gives how many. The
 * segment has its dossiers in the order of the base, and so they rise. */
static uint32_t take_postings(const struct revising *revising, struct row_span postings,
                              uint32_t *copy)
{
	uint32_t taken = 0;
	for (uint32_t i = 0; i < postings.count; i++) {
		uint32_t row = posting_dossier(postings.rows[i]).row;
		uint32_t class = postings.rows[i] & ((1u << ARCHIVE_CLASS_BITS) - 1);
		if (revising->is_replaced[row])
			copy[taken++] = revising->dossiers[row] << ARCHIVE_CLASS_BITS | class;
	}
	return taken;
}

/* Terms of which no posting is left are left out. */
static bool take_lexicon(struct revising *revising, enum section terms, enum section postings,
                         struct fault *why)
{
	enum lexicon lexicon = terms == SECTION_TERMS ? LEXICON_ALL : LEXICON_NAMES;
	const struct archive *segment = revising->segment;
	struct section_view *sections = revising->revision->sections;
	char *term_bytes, *posting_bytes;
	if (!revise_room(revising, terms, segment->sections[terms].count, &term_bytes, why) ||
	    !revise_room(revising, postings, segment->sections[postings].count, &posting_bytes,
	                 why))
		return false;

	uint32_t *copy = (uint32_t *)(void *)posting_bytes, behind = base_count(revising, postings);
	uint32_t term_count = 0, posting_count = 0;
	struct term_row row;
	for (uint32_t i = 0; section_read(segment, terms, i, &row, sizeof row); i++) {
		struct row_span span = term_postings(segment, lexicon, (struct row_range){ i, 1 });
		uint32_t count = take_postings(revising, span, copy + posting_count);
		if (count == 0)
			continue;
		revise_row(revising, terms, (char *)&row);
		row.postings = behind + posting_count;
		memcpy(term_bytes + term_count++ * sizeof row, &row, sizeof row);
		posting_count += count;
	}
	sections[terms].count = term_count;
	sections[postings].count = posting_count;
	return true;
}

bool revise_words(struct revising *revising, struct fault *why)
{
	return take_lexicon(revising, SECTION_TERMS, SECTION_POSTINGS, why) &&
	       take_lexicon(revising, SECTION_NAME_TERMS, SECTION_NAME_POSTINGS, why);
}
