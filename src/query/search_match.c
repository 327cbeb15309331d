/* Where in a text stands what was searched for. */
#include "base/array.h"
#include "base/unicode.h"
#include "query/search_state.h"
#include "query/words.h"

/* ── Folded texts, and where their bytes come from ──────────────────────────────────────────── */

/*	text     S  É  ß        each byte of the folded text knows from which byte to which the
 *	         │  │  ├─┐      cluster goes that it was made from
 *	folded   s  e  s  s
 */
struct folding {
	struct str folded;
	uint32_t *starts, *ends;        /* in the text, for each byte; NULL: at the same byte */
};

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.size; i++)
		if ((unsigned char)text.bytes[i] >= 0x80)
			return false;
	return true;
}

/* Bytes of the cluster at `at`: one for a letter of ASCII that no mark can follow. */
static size_t cluster_size(struct str text, size_t at)
{
	bool is_alone = (unsigned char)text.bytes[at] < 0x80 &&
	                (at + 1 == text.size || (unsigned char)text.bytes[at + 1] < 0x80);
	return is_alone ? 1 : unicode_grapheme_size(text, at);
}

static struct folding fold_clusters(struct arena *arena, struct str text)
{
	struct arena scratch = {0};
	struct text folded = { .arena = arena };
	struct { uint32_t *items; size_t count, room; } starts = {0}, ends = {0};

	for (size_t at = 0, size; at < text.size; at += size) {
		size = cluster_size(text, at);
		struct str part = unicode_fold(&scratch, str_slice(text, at, size));
		text_add(&folded, part);
		for (size_t i = 0; i < part.size; i++) {
			*ARRAY_ADD(arena, &starts) = (uint32_t)at;
			*ARRAY_ADD(arena, &ends) = (uint32_t)(at + size);
		}
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return (struct folding){ text_str(&folded), starts.items, ends.items };
}

static struct folding fold(struct arena *arena, struct str text)
{
	if (is_ascii(text))
		return (struct folding){ .folded = unicode_fold(arena, text) };
	return fold_clusters(arena, text);
}

/* Add the bytes of the text that bytes `start` to `end` of its folded form come from. Ranges come
 * by their start; those that overlap become one. */
static void add_range(struct arena *arena, struct search_ranges *ranges,
                      const struct folding *folding, size_t start, size_t end)
{
	if (folding->starts) {
		start = folding->starts[start];
		end = folding->ends[end - 1];
	}
	struct search_range *last = ranges->count ? &ranges->items[ranges->count - 1] : NULL;
	if (last && start < last->start + last->size) {
		if (end > last->start + last->size)
			last->size = end - last->start;
		return;
	}
	*ARRAY_ADD(arena, ranges) = (struct search_range){ start, end - start };
}

struct str search_folded(struct arena *arena, struct str text)
{
	return fold(arena, text).folded;
}

struct search_ranges search_occurrences(struct arena *arena, struct str wanted, struct str text)
{
	struct search_ranges ranges = {0};
	struct str folded = unicode_fold(arena, wanted);
	if (folded.size == 0 || text.size >= UINT32_MAX)
		return ranges;

	struct folding folding = fold(arena, text);
	size_t at = 0;
	while ((at = str_find(folding.folded, folded, at)) != SIZE_MAX) {
		add_range(arena, &ranges, &folding, at, at + folded.size);
		at += folded.size;
	}
	return ranges;
}

/* ── What is wanted ─────────────────────────────────────────────────────────────────────────── */

/* Words that have to stand next to each other. */
struct wanted { struct str_list words; bool is_prefix; };
struct wanted_list { struct wanted *items; size_t count, room; };

static void add_wanted_words(struct arena *arena, struct wanted_list *list, struct str text,
                             bool is_prefix)
{
	struct wanted wanted = { .words = words_cut(arena, text), .is_prefix = is_prefix };
	if (wanted.words.count)
		*ARRAY_ADD(arena, list) = wanted;
}

/* The words of `text`, or their Latin form. */
static void add_wanted(struct arena *arena, struct wanted_list *list, struct str text,
                       bool is_prefix)
{
	add_wanted_words(arena, list, text, is_prefix);
	add_wanted_words(arena, list, unicode_romanize(arena, text), is_prefix);
}

/* Words in a row may stand in the text as one. */
static void add_wanted_joined(struct arena *arena, struct wanted_list *list,
                              const struct filter *all)
{
	for (size_t first = 0; first < all->part_count; first++) {
		struct text joined = { .arena = arena };
		for (size_t i = first; i < all->part_count && i - first < SEARCH_JOINED; i++) {
			const struct filter *part = all->parts[i];
			if (part->kind != FILTER_WORD)
				break;
			text_add(&joined, part->text);
			if (i > first)
				add_wanted(arena, list, str_copy(arena, text_str(&joined)),
				           part->is_prefix);
		}
	}
}

static void add_wanted_of(struct arena *arena, struct wanted_list *list,
                          const struct filter *filter)
{
	if (filter->kind == FILTER_NOT)
		return;
	if (filter_has_words(filter))
		add_wanted(arena, list, filter->text, filter->is_prefix);
	if (filter->kind == FILTER_ALL)
		add_wanted_joined(arena, list, filter);
	for (size_t i = 0; i < filter->part_count; i++)
		add_wanted_of(arena, list, filter->parts[i]);
}

static struct wanted_list wanted_of(struct arena *arena, const struct filter *filter)
{
	struct wanted_list list = {0};
	if (filter)
		add_wanted_of(arena, &list, filter);
	return list;
}

/* ── Matches ────────────────────────────────────────────────────────────────────────────────── */

/* Bytes of the word that are what is wanted; 0 if it is not. */
static size_t matched_size(struct str word, struct str wanted, bool is_prefix)
{
	if (str_equal(word, wanted) || !words_match(word, wanted, is_prefix))
		return str_equal(word, wanted) ? word.size : 0;
	return is_prefix && str_starts_with(word, wanted) ? wanted.size : words_stem(word).size;
}

/* Byte of the folded text behind the wanted words, if they stand at word `at`; else 0. */
static size_t matched_end(struct str folded, struct str_list words, size_t at,
                          const struct wanted *wanted)
{
	size_t count = wanted->words.count, end = 0;
	if (count > words.count - at)
		return 0;
	for (size_t i = 0; i < count; i++) {
		struct str word = words.items[at + i];
		size_t size = matched_size(word, wanted->words.items[i],
		                           wanted->is_prefix && i + 1 == count);
		if (size == 0)
			return 0;
		end = (size_t)(word.bytes - folded.bytes) + size;
	}
	return end;
}

/* Look for all that is wanted at each word of the text. */
static struct search_ranges find_matches(struct arena *arena, const struct filter *filter,
                                         struct str text,
                                         size_t (*end_of)(struct str folded, struct str_list words,
                                                          size_t at, const struct wanted *wanted))
{
	struct search_ranges ranges = {0};
	struct wanted_list wanted = wanted_of(arena, filter);
	if (wanted.count == 0 || text.size >= UINT32_MAX)
		return ranges;

	struct folding folding = fold(arena, text);
	struct str_list words = words_cut(arena, folding.folded);
	for (size_t at = 0; at < words.count; at++) {
		size_t end = 0;
		for (size_t i = 0; i < wanted.count; i++) {
			size_t found = end_of(folding.folded, words, at, &wanted.items[i]);
			end = found > end ? found : end;
		}
		if (end)
			add_range(arena, &ranges, &folding,
			          (size_t)(words.items[at].bytes - folding.folded.bytes), end);
	}
	return ranges;
}

struct search_ranges search_matches(struct arena *arena, const struct filter *filter,
                                    struct str text)
{
	return find_matches(arena, filter, text, matched_end);
}

/* ── Loose matches ──────────────────────────────────────────────────────────────────────────── */

enum { MOST_WINDOW = 6 };       /* words of the text that are one to those who look for it */

static bool is_similar(struct str word, struct str wanted, bool is_prefix)
{
	unsigned most = wanted.size <= 4 ? 1 : SIMILAR_MOST;
	if (words_match(word, wanted, is_prefix))
		return true;
	if (wanted.size < 3)
		return false;
	if (is_prefix && word.size > wanted.size)
		word = str_slice(word, 0, wanted.size);
	return str_distance(word, wanted, most) <= most;
}

/* The text's word or its Latin form, without blanks. */
static void add_latin(struct arena *scratch, struct text *joined, struct str word)
{
	struct str latin = unicode_romanize(scratch, word);
	struct str_list parts = words_cut(scratch, latin.size ? latin : word);
	for (size_t i = 0; i < parts.count; i++)
		text_add(joined, parts.items[i]);
}

/* What is wanted, in Latin letters and without blanks. */
static struct str wanted_latin(struct arena *scratch, const struct wanted *wanted)
{
	struct text joined = { .arena = scratch };
	for (size_t i = 0; i < wanted->words.count; i++)
		add_latin(scratch, &joined, wanted->words.items[i]);
	return text_str(&joined);
}

static size_t loose_end(struct str folded, struct str_list words, size_t at,
                        const struct wanted *wanted)
{
	struct arena scratch = {0};
	struct str latin = wanted_latin(&scratch, wanted);
	struct text joined = { .arena = &scratch };
	size_t end = 0;

	for (size_t i = at; i < words.count && i - at < MOST_WINDOW && !end; i++) {
		struct str word = words.items[i];
		add_latin(&scratch, &joined, word);
		if (is_similar(text_str(&joined), latin, wanted->is_prefix))
			end = (size_t)(word.bytes - folded.bytes) + word.size;
	}
	arena_release(&scratch);
	return end;
}

struct search_ranges search_loose_matches(struct arena *arena, const struct filter *filter,
                                          struct str text)
{
	return find_matches(arena, filter, text, loose_end);
}
