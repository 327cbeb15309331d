/* The words of the collection, and what their hits weigh. */
#include "archive/archive.h"
#include "archive/revision_parts.h"

static const struct { enum section terms, postings; } lexicons[] = {
	[LEXICON_ALL]       = { SECTION_TERMS,      SECTION_POSTINGS      },
	[LEXICON_NAMES]     = { SECTION_NAME_TERMS, SECTION_NAME_POSTINGS },
	[LEXICON_ALL_NEW]   = { SECTION_TERMS,      SECTION_POSTINGS      },
	[LEXICON_NAMES_NEW] = { SECTION_NAME_TERMS, SECTION_NAME_POSTINGS },
};
_Static_assert(POSTING_CLASS_BITS == (int)ARCHIVE_CLASS_BITS, "postings as packed");
_Static_assert(sizeof lexicons / sizeof *lexicons == LEXICON_COUNT, "sections of each lexicon");

/* Those that are new follow those of the base. */
static bool new_term_read(const struct archive *archive, enum section terms, uint32_t term,
                          struct term_row *row)
{
	uint32_t of_base = archive->sections[terms].count;
	return term < section_count(archive, terms) - of_base &&
	       section_read(archive, terms, of_base + term, row, sizeof *row);
}

static inline bool term_read(const struct archive *archive, enum lexicon lexicon, uint32_t term,
                             struct term_row *row)
{
	enum section terms = lexicons[lexicon].terms;
	if (lexicon_is_new(lexicon))
		return new_term_read(archive, terms, term, row);
	return term < archive->sections[terms].count &&
	       section_read(archive, terms, term, row, sizeof *row);
}

uint32_t term_count(const struct archive *archive, enum lexicon lexicon)
{
	enum section terms = lexicons[lexicon].terms;
	uint32_t count = archive->sections[terms].count;
	return lexicon_is_new(lexicon) ? section_count(archive, terms) - count : count;
}

struct str term_at(const struct archive *archive, enum lexicon lexicon, uint32_t term)
{
	struct term_row row = {0};
	term_read(archive, lexicon, term, &row);
	return section_text(archive, row.term);
}

/* The first of the terms from `low` on that does not stand before `wanted`; if `passes_prefix`,
 * that does not begin with it either. Terms that begin alike stand together, behind the prefix
 * itself. */
static uint32_t lower_bound(const struct archive *archive, enum lexicon lexicon, uint32_t low,
                            struct str wanted, bool passes_prefix)
{
	uint32_t high = term_count(archive, lexicon);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct str term = term_at(archive, lexicon, middle);
		bool is_before = str_compare(term, wanted) < 0 ||
		                 (passes_prefix && str_starts_with(term, wanted));
		if (is_before)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct row_range terms_with_prefix(const struct archive *archive, enum lexicon lexicon,
                                   struct str prefix)
{
	uint32_t first = lower_bound(archive, lexicon, 0, prefix, false);
	uint32_t end = lower_bound(archive, lexicon, first, prefix, true);
	return (struct row_range){ first, end - first };
}

struct row_range terms_equal(const struct archive *archive, enum lexicon lexicon, struct str term)
{
	uint32_t first = lower_bound(archive, lexicon, 0, term, false);
	bool is_there = first < term_count(archive, lexicon) &&
	                str_equal(term_at(archive, lexicon, first), term);
	return (struct row_range){ first, is_there };
}

struct row_range terms_found(const struct archive *archive, enum lexicon lexicon, struct str term,
                             bool is_prefix)
{
	return is_prefix ? terms_with_prefix(archive, lexicon, term)
	                 : terms_equal(archive, lexicon, term);
}

uint64_t term_pairs(struct str text)
{
	uint64_t pairs = 0;
	for (size_t i = 1; i < text.size; i++)
		pairs |= (uint64_t)1 << ((unsigned char)text.bytes[i - 1] * 31 +
		                         (unsigned char)text.bytes[i]) % 64;
	return pairs;
}

uint64_t name_term_pairs(const struct archive *archive, uint32_t term)
{
	uint64_t pairs = 0;
	section_read(archive, SECTION_NAME_PAIRS, term, &pairs, sizeof pairs);
	return pairs;
}

/* Where the postings of a term begin, and behind the last term, where those of all end. */
static uint32_t postings_first(const struct archive *archive, enum lexicon lexicon, uint32_t term)
{
	enum section postings = lexicons[lexicon].postings;
	struct term_row row;
	if (term_read(archive, lexicon, term, &row))
		return row.postings;
	return lexicon_is_new(lexicon) ? section_count(archive, postings)
	                               : archive->sections[postings].count;
}

struct row_span term_postings(const struct archive *archive, enum lexicon lexicon,
                              struct row_range terms)
{
	uint32_t count = term_count(archive, lexicon);
	if (terms.first > count || terms.count > count - terms.first)
		return (struct row_span){0};
	uint32_t first = postings_first(archive, lexicon, terms.first);
	uint32_t end = postings_first(archive, lexicon, terms.first + terms.count);
	struct rows_at rows = { first, end > first ? end - first : 0 };
	return section_span(archive, lexicons[lexicon].postings, rows);
}

struct weight dossier_weight(const struct archive *archive, struct dossier_ref ref)
{
	struct weight_row row = {0};
	const struct changed_dossier *changed = changed_dossier(archive, ref);
	if (changed)
		row = changed->weight;
	else
		section_read(archive, SECTION_WEIGHTS, ref.row, &row, sizeof row);
	return (struct weight){
		.place = row.place,
		.name_size = row.name_size,
		.kind = row.kind,
		.link_bits = row.link_bits,
		.is_opening = row.is_opening != 0,
	};
}

enum { OPENING_SIZE = 24 };             /* bytes of a name that make it the opening of a text */

/* Quotes and claims without a name are called by their opening words, which makes these no name. */
static bool is_opening(const struct archive *archive, struct dossier_ref ref)
{
	struct row_span kinds = field_at(archive, field_known(archive, KNOWN_TEXT)).required;
	uint32_t kind = dossier_kind(archive, ref);
	bool has_text = false;
	for (uint32_t i = 0; i < kinds.count; i++)
		has_text |= kinds.rows[i] == kind;
	if (!has_text)
		return false;
	struct str opening = str_slice(dossier_name(archive, ref), 0, OPENING_SIZE);
	return str_starts_with(dossier_text(archive, ref, KNOWN_TEXT), opening);
}

struct weight_row section_weight(const struct archive *archive, struct dossier_ref ref,
                                 uint32_t place)
{
	size_t name_size = dossier_name(archive, ref).size;
	uint32_t kind = dossier_kind(archive, ref);
	struct weight_row row = {
		.place = place,
		.name_size = (uint8_t)(name_size < UINT8_MAX ? name_size : UINT8_MAX),
		.kind = (uint8_t)(kind < UINT8_MAX ? kind : UINT8_MAX),
		.is_opening = is_opening(archive, ref),
	};
	for (uint32_t links = links_in(archive, ref).range.count; links; links >>= 1)
		row.link_bits++;
	return row;
}
