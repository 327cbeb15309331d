/* Words of the collection that are nearly the one somebody typed. */
#include <string.h>

#include "archive/revision.h"
#include "base/array.h"
#include "query/search_state.h"
#include "query/words.h"

/* ── Within a few edits ─────────────────────────────────────────────────────────────────────── */

static unsigned edits_allowed(struct str word)
{
	if (word.size < 3 || word.size > SIMILAR_WORD_SIZE)
		return 0;
	return word.size <= 4 ? 1 : SIMILAR_MOST;
}

void similar_begin(struct similar *similar, struct str word, bool is_prefix)
{
	memset(similar, 0, sizeof *similar);
	similar->lexicon = LEXICON_NAMES;
	similar->word = word;
	similar->most = edits_allowed(word);
	similar->is_prefix = is_prefix && word.size > 4;
	for (size_t i = 0; similar->most && i <= word.size; i++)
		similar->rows[0][i] = (uint8_t)i;
	similar->nearest[0] = (uint8_t)(similar->most ? word.size : 0);
}

static uint8_t least(uint8_t left, uint8_t right)
{
	return left < right ? left : right;
}

/* Fill the row for the term's byte `depth`: the edits from its beginning to each beginning of the
 * word. Gives the least of them, below which no longer term comes, for a swap costs as much as the
 * insertion on half of its way. (Optimal string alignment, as str_distance.) */
static uint8_t fill_row(struct similar *similar, size_t depth)
{
	struct str word = similar->word;
	const char *term = similar->term.bytes;
	uint8_t (*rows)[SIMILAR_WORD_SIZE + 1] = similar->rows;
	uint8_t *row = rows[depth + 1], *above = rows[depth];
	uint8_t lowest = (uint8_t)(depth + 1);
	row[0] = lowest;

	for (size_t i = 1; i <= word.size; i++) {
		bool is_equal = term[depth] == word.bytes[i - 1];
		bool is_swap = depth && i > 1 && term[depth] == word.bytes[i - 2] &&
		               term[depth - 1] == word.bytes[i - 1];
		row[i] = least((uint8_t)(above[i - 1] + !is_equal),
		               (uint8_t)(least(above[i], row[i - 1]) + 1));
		if (is_swap)
			row[i] = least(row[i], (uint8_t)(rows[depth - 1][i - 2] + 1));
		lowest = least(lowest, row[i]);
	}
	similar->nearest[depth + 1] = least(similar->nearest[depth], row[word.size]);
	return lowest;
}

static size_t common_size(struct str left, struct str right, size_t most)
{
	size_t size = 0;
	while (size < most && size < left.size && size < right.size &&
	       left.bytes[size] == right.bytes[size])
		size++;
	return size;
}

/* The first term behind `term` that does not begin with `start`: it is looked for in leaps that
 * double, then between the last two. */
static uint32_t term_behind(const struct archive *archive, enum lexicon lexicon, uint32_t term,
                            struct str start)
{
	uint32_t leap = 1, count = term_count(archive, lexicon), low = term + 1, high = low;
	while (high < count && str_starts_with(term_at(archive, lexicon, high), start)) {
		low = high + 1;
		high = leap < count - high ? high + leap : count;
		leap = leap <= count / 2 ? leap * 2 : leap;
	}
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (str_starts_with(term_at(archive, lexicon, middle), start))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_found(struct arena *arena, struct similar *similar, uint32_t end, unsigned edits)
{
	if (edits <= similar->most)
		*ARRAY_ADD(arena, &similar->found) = (struct similar_terms){
			.lexicon = similar->lexicon,
			.terms = { similar->next, end - similar->next },
			.way = edits > 1 ? GRADE_FAR : GRADE_NEAR,
		};
}

/* Look at the next term, and leave out those behind it that cannot be near for the same
 * beginning. */
static void look_at_next(const struct archive *archive, struct arena *arena,
                         struct similar *similar)
{
	struct str term = term_at(archive, similar->lexicon, similar->next);
	size_t depth = common_size(similar->term, term, similar->depth);
	similar->term = term;

	for (; depth < term.size; depth++) {
		if (fill_row(similar, depth) <= similar->most)
			continue;
		uint32_t end = term_behind(archive, similar->lexicon, similar->next,
		                           str_slice(term, 0, depth + 1));
		if (similar->is_prefix)
			add_found(arena, similar, end, similar->nearest[depth + 1]);
		similar->next = end;
		similar->depth = depth;
		return;
	}
	unsigned edits = similar->is_prefix ? similar->nearest[depth]
	                                    : similar->rows[depth][similar->word.size];
	add_found(arena, similar, similar->next + 1, edits);
	similar->next++;
	similar->depth = depth;
}

/* Look for terms that have the word inside them, or begin with it. */
static void look_inside(const struct archive *archive, struct arena *arena, struct similar *similar,
                        uint32_t count)
{
	uint64_t pairs = term_pairs(similar->word);
	uint32_t most = SEARCH_SLICE * 8;
	uint32_t end = count - similar->inside < most ? count : similar->inside + most;
	for (; similar->inside < end; similar->inside++) {
		if (similar->lexicon == LEXICON_NAMES &&
		    pairs & ~name_term_pairs(archive, similar->inside))
			continue;
		struct str term = term_at(archive, similar->lexicon, similar->inside);
		if (term.size > similar->word.size &&
		    str_find(term, similar->word, 0) != SIZE_MAX)
			*ARRAY_ADD(arena, &similar->found) = (struct similar_terms){
				.lexicon = similar->lexicon,
				.terms = { similar->inside, 1 },
				.way = GRADE_INSIDE,
			};
	}
}

/* What is left of one lexicon; false when there is nothing. */
static bool lexicon_step(const struct archive *archive, struct arena *arena,
                         struct similar *similar)
{
	uint32_t count = similar->most ? term_count(archive, similar->lexicon) : 0;
	if (similar->inside < count) {
		look_inside(archive, arena, similar, count);
		return true;
	}
	for (unsigned left = SEARCH_SLICE / 8; left && similar->next < count; left--)
		look_at_next(archive, arena, similar);
	return similar->next < count;
}

bool similar_step(const struct archive *archive, struct arena *arena, struct similar *similar)
{
	enum lexicon behind = lexicon_next(similar->lexicon);
	if (lexicon_step(archive, arena, similar))
		return false;
	if (behind == LEXICON_COUNT)
		return true;
	similar->lexicon = behind;
	similar->inside = similar->next = 0;
	return false;
}

/* ── Words in one ───────────────────────────────────────────────────────────────────────────── */

enum { MOST_SPLITS = 4, MOST_LOOKUPS = 512, MOST_POSTINGS = 4096, LEAST_PIECE = 2 };

struct splitting {
	const struct archive *archive;
	struct arena *arena;
	struct str word;
	bool is_prefix;
	unsigned lookups;
	struct str_list pieces, splits;
};

/* In one lexicon. */
static bool is_name_word_of(const struct archive *archive, enum lexicon lexicon, struct str piece,
                            bool is_prefix)
{
	struct row_range terms = terms_found(archive, lexicon, piece, is_prefix);
	struct row_span postings = term_postings(archive, lexicon, terms);
	for (uint32_t i = 0; i < postings.count && i < MOST_POSTINGS; i++) {
		uint32_t row = posting_dossier(postings.rows[i]).row;
		if (posting_class(postings.rows[i]) != SEARCH_ID &&
		    (lexicon_is_new(lexicon) || !archive_replaces(archive, row)))
			return true;
	}
	return false;
}

/* A word of a name, not of an id alone. */
static bool is_name_word(struct splitting *splitting, struct str piece, bool is_prefix)
{
	enum lexicon lexicon = LEXICON_NAMES;
	splitting->lookups++;
	for (; lexicon != LEXICON_COUNT; lexicon = lexicon_next(lexicon))
		if (is_name_word_of(splitting->archive, lexicon, piece, is_prefix))
			return true;
	return false;
}

static bool is_cut(struct str word, size_t at)
{
	return at == word.size || ((unsigned char)word.bytes[at] & 0xC0) != 0x80;
}

/* Cut what is left of the word from byte `start` in every way, long pieces first. Goes as deep as
 * there are pieces, of which the word has at most SIMILAR_WORD_SIZE / LEAST_PIECE. */
static void split_from(struct splitting *splitting, size_t start)
{
	struct str word = splitting->word;
	struct str_list *pieces = &splitting->pieces;
	if (start == word.size) {
		*ARRAY_ADD(splitting->arena, &splitting->splits) =
			words_join(splitting->arena, *pieces, 0, pieces->count, STR(" "));
		return;
	}
	for (size_t end = start ? word.size : word.size - 1; end >= start + LEAST_PIECE; end--) {
		if (splitting->splits.count == MOST_SPLITS || splitting->lookups > MOST_LOOKUPS)
			return;
		struct str piece = str_slice(word, start, end - start);
		bool is_last = end == word.size;
		if (!is_cut(word, end) ||
		    !is_name_word(splitting, piece, is_last && splitting->is_prefix))
			continue;
		*ARRAY_ADD(splitting->arena, pieces) = piece;
		split_from(splitting, end);
		pieces->count--;
	}
}

struct str_list similar_splits(const struct archive *archive, struct arena *arena, struct str word,
                               bool is_prefix)
{
	struct splitting splitting = {
		.archive = archive, .arena = arena, .word = word, .is_prefix = is_prefix,
	};
	if (word.size >= 2 * LEAST_PIECE && word.size <= SIMILAR_WORD_SIZE)
		split_from(&splitting, 0);
	return splitting.splits;
}
