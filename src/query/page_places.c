/* The places that are cited of one source, as one text:
 *
 *	headline · para. 4 · para. 4-5 · para. 9 · para. 10      para. 4–5, 9–10, headline
 */
#include "query/page_parts.h"

#include <stdlib.h>

#include "base/array.h"

/* Numbers behind a word, both ends of a range included; or a place that reads otherwise. */
struct spot {
	struct str word;                /* "para. ", or all of the place */
	uint64_t first, last;
	bool has_numbers;
};

struct spots { struct spot *items; size_t count, room; };

static size_t digits_at(struct str text, size_t at)
{
	size_t end = at;
	while (end < text.size && text.bytes[end] >= '0' && text.bytes[end] <= '9')
		end++;
	return end - at;
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

static bool number_read(struct str text, size_t *at, uint64_t *number)
{
	size_t digits = digits_at(text, *at);
	if (!str_number(str_slice(text, *at, digits), UINT32_MAX, number))
		return false;
	*at += digits;
	return true;
}

/* "4", "4-5", "4–5" */
static bool range_read(struct str text, size_t *at, struct spot *spot)
{
	if (!number_read(text, at, &spot->first))
		return false;
	struct str rest = str_slice(text, *at, text.size);
	size_t dash = str_starts_with(rest, STR("-")) ? 1
	            : str_starts_with(rest, STR("–")) ? STR("–").size : 0;
	spot->last = spot->first;
	*at += dash;
	return dash == 0 || (number_read(text, at, &spot->last) && spot->last >= spot->first);
}

/* "para. 4", "para. 4-5, 9": a word and nothing but numbers. */
static bool numbers_read(struct arena *arena, struct spots *spots, struct str text)
{
	size_t at = 0;
	while (at < text.size && digits_at(text, at) == 0)
		at++;
	struct spot spot = { .word = str_slice(text, 0, at), .has_numbers = true };
	if (at > 0 && text.bytes[at - 1] != ' ')
		return false;
	for (; range_read(text, &at, &spot); at += 2) {
		*ARRAY_ADD(arena, spots) = spot;
		if (at == text.size)
			return true;
		if (!str_starts_with(str_slice(text, at, text.size), STR(", ")))
			return false;
	}
	return false;
}

static void spot_read(struct arena *arena, struct spots *spots, struct str text)
{
	size_t count = spots->count;
	if (text.size == 0 || numbers_read(arena, spots, text))
		return;
	spots->count = count;
	*ARRAY_ADD(arena, spots) = (struct spot){ .word = text };
}

/* ── Order ──────────────────────────────────────────────────────────────────────────────────── */

int page_place_compare(struct str left, struct str right)
{
	size_t at = 0, other = 0;
	while (at < left.size && other < right.size) {
		uint64_t one, two;
		size_t digits = digits_at(left, at), others = digits_at(right, other);
		bool are_numbers = str_number(str_slice(left, at, digits), UINT64_MAX, &one) &&
		                   str_number(str_slice(right, other, others), UINT64_MAX, &two);
		if (are_numbers && one != two)
			return one < two ? -1 : 1;
		if (!are_numbers && left.bytes[at] != right.bytes[other])
			return str_compare(str_slice(left, at, 1), str_slice(right, other, 1));
		at += are_numbers ? digits : 1;
		other += are_numbers ? others : 1;
	}
	return (at < left.size) - (other < right.size);
}

/* Numbers by their word, then what reads otherwise. */
static int spot_compare(const void *left, const void *right)
{
	const struct spot *one = left, *other = right;
	if (one->has_numbers != other->has_numbers)
		return one->has_numbers ? -1 : 1;
	int order = page_place_compare(one->word, other->word);
	if (order || one->first != other->first)
		return order ? order : one->first < other->first ? -1 : 1;
	return (one->last > other->last) - (one->last < other->last);
}

/* Let a place take in the next one that it contains, overlaps or that follows it directly. */
static bool spot_takes(struct spot *spot, const struct spot *next)
{
	bool is_alike = spot->has_numbers == next->has_numbers &&
	                str_equal(spot->word, next->word);
	if (!is_alike || next->first > spot->last + 1)
		return false;
	if (next->last > spot->last)
		spot->last = next->last;
	return true;
}

static void spots_merge(struct spots *spots)
{
	size_t count = 1;
	for (size_t i = 1; i < spots->count; i++)
		if (!spot_takes(&spots->items[count - 1], &spots->items[i]))
			spots->items[count++] = spots->items[i];
	spots->count = count;
}

/* ── The text ───────────────────────────────────────────────────────────────────────────────── */

static void spot_write(struct text *words, const struct spot *spot, bool has_word)
{
	if (words->size)
		text_add(words, STR(", "));
	if (has_word)
		text_add(words, spot->word);
	if (spot->has_numbers)
		text_format(words, "%llu", (unsigned long long)spot->first);
	if (spot->last > spot->first)
		text_format(words, "–%llu", (unsigned long long)spot->last);
}

struct str page_places(struct arena *arena, const struct str_list *locators)
{
	struct spots spots = {0};
	struct text words = { .arena = arena };
	for (size_t i = 0; i < locators->count; i++)
		spot_read(arena, &spots, locators->items[i]);
	if (spots.count == 0)
		return (struct str){0};
	qsort(spots.items, spots.count, sizeof *spots.items, spot_compare);
	spots_merge(&spots);
	for (size_t i = 0; i < spots.count; i++) {
		const struct spot *spot = &spots.items[i];
		bool is_behind = i > 0 && spot->has_numbers &&
		                 str_equal(spot[-1].word, spot->word);
		spot_write(&words, spot, !is_behind);
	}
	return text_str(&words);
}
