/* The words of the collection. */
#include "archive/archive.h"
#include "archive/section.h"

uint32_t term_count(const struct archive *archive)
{
	return archive->sections[SECTION_TERMS].count;
}

struct str term_at(const struct archive *archive, uint32_t term)
{
	struct term_row row = {0};
	section_read(archive, SECTION_TERMS, term, &row, sizeof row);
	return section_text(archive, row.term);
}

/* The first of the terms from `low` on that does not stand before `wanted`; if `passes_prefix`,
 * that does not begin with it either. Terms that begin alike stand together, behind the prefix
 * itself. */
static uint32_t lower_bound(const struct archive *archive, uint32_t low, struct str wanted,
                            bool passes_prefix)
{
	uint32_t high = term_count(archive);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct str term = term_at(archive, middle);
		bool is_before = str_compare(term, wanted) < 0 ||
		                 (passes_prefix && str_starts_with(term, wanted));
		if (is_before)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct row_range terms_with_prefix(const struct archive *archive, struct str prefix)
{
	uint32_t first = lower_bound(archive, 0, prefix, false);
	uint32_t end = lower_bound(archive, first, prefix, true);
	return (struct row_range){ first, end - first };
}

struct row_range terms_equal(const struct archive *archive, struct str term)
{
	uint32_t first = lower_bound(archive, 0, term, false);
	bool is_there = first < term_count(archive) && str_equal(term_at(archive, first), term);
	return (struct row_range){ first, is_there };
}

struct row_span term_postings(const struct archive *archive, struct row_range terms)
{
	struct term_row first, last;
	if (terms.count == 0 ||
	    !section_read(archive, SECTION_TERMS, terms.first, &first, sizeof first) ||
	    !section_read(archive, SECTION_TERMS, terms.first + terms.count - 1, &last,
	                  sizeof last))
		return (struct row_span){0};

	struct row_range end = section_range(archive, SECTION_POSTINGS, last.postings);
	if (end.first + end.count < first.postings.first)
		return (struct row_span){0};
	struct rows_at all = { first.postings.first,
	                       end.first + end.count - first.postings.first };
	return section_span(archive, SECTION_POSTINGS, all);
}

struct dossier_ref posting_dossier(uint32_t posting)
{
	return (struct dossier_ref){ posting >> ARCHIVE_CLASS_BITS };
}

enum search_class posting_class(uint32_t posting)
{
	return (enum search_class)((posting & ((1u << ARCHIVE_CLASS_BITS) - 1)) + 1);
}
