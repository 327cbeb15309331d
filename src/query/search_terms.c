/* The postings of what a step looks for. */
#include "base/array.h"
#include "base/unicode.h"
#include "query/search_state.h"
#include "query/words.h"

enum { FEW_TERMS = 8 };                 /* of a range that are looked up one by one */

/* Where terms are looked up of which only these classes count. */
static enum lexicon lexicon_of(unsigned classes)
{
	return classes & ~(unsigned)ID_CLASSES ? LEXICON_ALL : LEXICON_NAMES;
}

/* Those of a lexicon that is new stand behind all others. */
static void add_run(const struct word_terms *terms, struct op_terms run, bool is_new)
{
	struct op *op = terms->op;
	*ARRAY_ADD(terms->arena, &op->terms) = run;
	if (is_new)
		return;
	struct op_terms *first_new = &op->terms.items[op->first_new++];
	op->terms.items[op->terms.count - 1] = *first_new;
	*first_new = run;
}

void terms_add(const struct word_terms *terms, enum lexicon lexicon, struct row_range range,
               enum grade_way way)
{
	struct op_terms run = {
		.postings = term_postings(terms->archive, lexicon, range),
		.is_one = range.count == 1,
	};
	for (enum search_class class = SEARCH_NONE + 1; class < SEARCH_CLASS_COUNT; class++)
		if (terms->classes >> class & 1)
			run.grades[class] = grade_of(class, way);
	if (run.postings.count)
		add_run(terms, run, lexicon_is_new(lexicon));
}

/* The terms of a range, each by itself if they are few: then their postings can be skipped over. */
static void add_range(const struct word_terms *terms, enum lexicon lexicon, struct row_range range,
                      enum grade_way way)
{
	uint32_t step = range.count <= FEW_TERMS ? 1 : range.count;
	for (uint32_t i = 0; i < range.count; i += step)
		terms_add(terms, lexicon, (struct row_range){ range.first + i, step }, way);
}

/* Without those of has:, which every dossier has and no text. */
static void add_prefix_of(const struct word_terms *terms, enum lexicon lexicon, struct str prefix,
                          enum grade_way way)
{
	struct row_range all = terms_with_prefix(terms->archive, lexicon, prefix);
	struct row_range has = terms_with_prefix(terms->archive, lexicon, STR("has:"));
	uint32_t end = all.first + all.count;
	if (has.first < all.first || has.first + has.count > end)
		has = (struct row_range){ end, 0 };

	struct row_range before = { all.first, has.first - all.first };
	struct row_range behind = { has.first + has.count, end - (has.first + has.count) };
	add_range(terms, lexicon, before, way);
	add_range(terms, lexicon, behind, way);
}

static void add_wanted(const struct word_terms *terms, struct wanted_word word)
{
	*ARRAY_ADD(terms->arena, &terms->op->words) = word;
}

void terms_add_prefix(const struct word_terms *terms, struct str prefix, enum grade_way way)
{
	enum lexicon lexicon = lexicon_of(terms->classes);
	add_wanted(terms, (struct wanted_word){ prefix, true, way, terms->classes });
	for (; lexicon != LEXICON_COUNT; lexicon = lexicon_next(lexicon))
		add_prefix_of(terms, lexicon, prefix, way);
}

void terms_add_equal(const struct word_terms *terms, struct str word, enum grade_way way)
{
	struct str term = words_term(word);
	enum lexicon lexicon = lexicon_of(terms->classes);
	add_wanted(terms, (struct wanted_word){ term, false, way, terms->classes });
	for (; lexicon != LEXICON_COUNT; lexicon = lexicon_next(lexicon))
		terms_add(terms, lexicon, terms_equal(terms->archive, lexicon, term), way);
}

/* The word, with and without "'s" at its end, and what begins so. */
static void add_form(const struct word_terms *terms, struct str word, enum grade_way whole,
                     enum grade_way prefix)
{
	struct str stem = words_stem(word);
	struct str possessive = str_join(terms->arena, stem, STR(""), STR("'s"));
	terms_add_equal(terms, stem, whole);
	terms_add_equal(terms, possessive, whole);
	if (prefix != GRADE_WAY_COUNT)
		terms_add_prefix(terms, words_term(word), prefix);
}

void terms_add_word(const struct word_terms *terms, struct str word, bool is_prefix)
{
	struct str latin = unicode_romanize(terms->arena, word);
	add_form(terms, word, GRADE_WORD, is_prefix ? GRADE_PREFIX : GRADE_WAY_COUNT);
	if (latin.size == 0)
		return;
	struct str_list words = words_cut(terms->arena, latin);
	struct str joined = words_join(terms->arena, words, 0, words.count, STR(""));
	add_form(terms, joined, GRADE_LATIN, is_prefix ? GRADE_LATIN_PREFIX : GRADE_WAY_COUNT);
}

bool postings_have(struct row_span postings, struct dossier_ref ref)
{
	uint32_t low = 0, high = postings.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (posting_dossier(postings.rows[middle]).row < ref.row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < postings.count && posting_dossier(postings.rows[low]).row == ref.row;
}
