#include "query/named.h"

#include "archive/revision.h"
#include "base/array.h"
#include "base/unicode.h"
#include "query/words.h"

/* A bit for each dossier. */
struct row_set { uint64_t *bits; uint32_t room; };

static struct row_set row_set_new(const struct archive *archive, struct arena *arena)
{
	uint32_t room = dossier_count(archive);
	return (struct row_set){ ARENA_MANY(arena, uint64_t, room / 64 + 1), room };
}

static void add_named(const struct archive *archive, struct row_set *set, enum lexicon lexicon,
                      struct str word, bool is_prefix)
{
	struct row_range terms = terms_found(archive, lexicon, words_term(word), is_prefix);
	struct row_span postings = term_postings(archive, lexicon, terms);
	for (uint32_t i = 0; i < postings.count; i++) {
		uint32_t row = posting_dossier(postings.rows[i]).row;
		if (posting_class(postings.rows[i]) != SEARCH_ID && row < set->room)
			set->bits[row / 64] |= (uint64_t)1 << row % 64;
	}
}

static void drop_replaced(const struct archive *archive, struct row_set *set)
{
	struct row_span rows = archive_replaced(archive);
	for (uint32_t i = 0; i < rows.count; i++)
		if (rows.rows[i] < set->room)
			set->bits[rows.rows[i] / 64] &= ~((uint64_t)1 << rows.rows[i] % 64);
}

/* All that have the word, or its Latin form; "Russia's" has the word "Russia". */
static struct row_set find_named(const struct archive *archive, struct arena *arena,
                                 struct str word, bool is_prefix)
{
	struct row_set set = row_set_new(archive, arena);
	struct str latin = unicode_romanize(arena, word);
	struct str owner = is_prefix ? (struct str){0}
	                             : str_join(arena, words_stem(word), STR(""), STR("'s"));
	enum lexicon lexicon = LEXICON_NAMES;
	for (; lexicon != LEXICON_COUNT; lexicon = lexicon_next(lexicon)) {
		if (lexicon_is_new(lexicon))
			drop_replaced(archive, &set);
		add_named(archive, &set, lexicon, word, is_prefix);
		if (latin.size)
			add_named(archive, &set, lexicon, latin, is_prefix);
		if (owner.size)
			add_named(archive, &set, lexicon, owner, false);
	}
	return set;
}

struct dossier_refs named_with(const struct archive *archive, struct arena *arena,
                               struct str_list words, bool is_prefix)
{
	struct dossier_refs found = {0};
	struct arena scratch = {0};
	struct row_set all = {0};

	for (size_t i = 0; i < words.count; i++) {
		bool begins = is_prefix && i + 1 == words.count;
		struct row_set some = find_named(archive, &scratch, words.items[i], begins);
		for (uint32_t at = 0; i > 0 && at <= some.room / 64; at++)
			some.bits[at] &= all.bits[at];
		all = some;
	}
	for (uint32_t at = 0; all.bits && at <= all.room / 64; at++)
		for (uint64_t bits = all.bits[at]; bits; bits &= bits - 1) {
			uint32_t row = at * 64 + (uint32_t)__builtin_ctzll(bits);
			*ARRAY_ADD(arena, &found) = (struct dossier_ref){ row };
		}
	arena_release(&scratch);
	return found;
}

/* How words are held against a name: all of it, or what it begins or ends with. */
enum fit { FIT_WHOLE, FIT_END };

static bool fits(struct str words, struct str plain, enum fit fit)
{
	if (words.size <= plain.size || fit == FIT_WHOLE)
		return str_equal(words, plain);
	return (str_starts_with(words, plain) && words.bytes[plain.size] == ' ') ||
	       (str_ends_with(words, plain) && words.bytes[words.size - plain.size - 1] == ' ');
}

static bool name_fits(struct arena *scratch, struct str name, struct str plain, enum fit fit)
{
	struct str folded = unicode_fold(scratch, name);
	if (fits(words_plain(scratch, folded), plain, fit))
		return true;
	struct str latin = unicode_romanize(scratch, folded);
	return latin.size && fits(words_plain(scratch, latin), plain, fit);
}

static bool has_name(const struct archive *archive, struct dossier_ref ref, struct str plain,
                     enum fit fit)
{
	struct arena scratch = {0};
	uint32_t names = field_known(archive, KNOWN_NAMES);
	bool is_named = name_fits(&scratch, dossier_name(archive, ref), plain, fit);

	struct value value = value_first(archive, ref, names);
	for (; !is_named && value.row != NO_ROW; value = value_next(archive, ref, value))
		is_named = name_fits(&scratch, value.text, plain, fit);
	arena_release(&scratch);
	return is_named;
}

bool named_as(const struct archive *archive, struct dossier_ref ref, struct str plain)
{
	return has_name(archive, ref, plain, FIT_WHOLE);
}

bool named_by_end(const struct archive *archive, struct dossier_ref ref, struct str plain)
{
	return plain.size && has_name(archive, ref, plain, FIT_END);
}
