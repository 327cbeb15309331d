#include "query/ordered.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/unicode.h"
#include "model/keys.h"
#include "query/known.h"

/* Different texts, each with a number in the order in which they came. */
struct ordered_text { struct str folded; uint32_t number; };
struct ordered_texts {
	struct keys keys;
	struct { struct ordered_text *items; size_t count, room; } list;
};

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

struct ordered ordered_begin(struct arena *arena, struct column_reader reader, bool is_reversed,
                             uint32_t most)
{
	return (struct ordered){
		.reader = reader, .is_reversed = is_reversed, .arena = arena,
		.items = ARENA_MANY(arena, struct ordered_item, most),
		.texts = ARENA_NEW(arena, struct ordered_texts),
	};
}

/* ── Keys: what comes first has the lowest ──────────────────────────────────────────────────── */

#define KEY_NONE UINT32_MAX

static uint32_t key_of_date(const struct column_reader *reader, struct dossier_ref ref)
{
	struct dossier dossier = dossier_at(reader->archive, ref);
	uint32_t row = known_own_date(reader->known, &dossier);
	struct date date = archive_date(reader->archive, row).date;
	return date_is_none(date) ? KEY_NONE : (uint32_t)date.earliest ^ (uint32_t)1 << 31;
}

static uint32_t key_of_text(struct ordered *ordered, struct str text)
{
	struct ordered_texts *texts = ordered->texts;
	if (text.size == 0)
		return KEY_NONE;
	uint32_t number = keys_find(&texts->keys, text);
	if (number != KEYS_NONE)
		return number;
	number = (uint32_t)texts->list.count;
	keys_add(ordered->arena, &texts->keys, text, number);
	*ARRAY_ADD(ordered->arena, &texts->list) =
		(struct ordered_text){ unicode_fold(ordered->arena, text), number };
	return number;
}

/* The key of a number; and the number of a key. */
static uint32_t number_key(const struct ordered *ordered, uint32_t number)
{
	return ordered->is_reversed ? number : KEY_NONE - number;
}

static uint32_t key_of(struct ordered *ordered, struct dossier_ref ref)
{
	const struct column_reader *reader = &ordered->reader;
	const struct column_row *column = column_row(reader->column);
	if (column->is_number)
		return number_key(ordered, column_number(reader, ref));
	if (column->field)
		return key_of_text(ordered, column_text(reader, ref));
	if (reader->column == COLUMN_NAME)
		return dossier_weight(reader->archive, ref).place;
	return reader->column == COLUMN_DATE ? key_of_date(reader, ref) : 0;
}

void ordered_add(struct ordered *ordered, struct dossier_ref ref)
{
	ordered->items[ordered->count++] = (struct ordered_item){
		key_of(ordered, ref), dossier_weight(ordered->reader.archive, ref).place, ref.row,
	};
}

/* ── Sorting ────────────────────────────────────────────────────────────────────────────────── */

static int compare_texts(const void *left, const void *right)
{
	const struct ordered_text *one = left, *other = right;
	return str_compare(one->folded, other->folded);
}

/* Texts had numbers as they came; now they have their places among all. */
static void place_texts(struct ordered *ordered)
{
	size_t count = ordered->texts->list.count;
	struct ordered_text *texts = ordered->texts->list.items;
	uint32_t *places = ARENA_MANY(ordered->arena, uint32_t, count);
	if (count == 0)
		return;
	qsort(texts, count, sizeof *texts, compare_texts);
	for (uint32_t i = 0, place = 0; i < count; i++) {
		bool is_new = i > 0 && !str_equal(texts[i].folded, texts[i - 1].folded);
		place += is_new;
		places[texts[i].number] = place;
	}
	for (uint32_t i = 0; i < ordered->count; i++)
		if (ordered->items[i].key != KEY_NONE)
			ordered->items[i].key = places[ordered->items[i].key];
}

/* What is told stands the other way round; what is not goes on standing last. */
static void turn(struct ordered *ordered)
{
	for (uint32_t i = 0; i < ordered->count; i++)
		if (ordered->items[i].key != KEY_NONE)
			ordered->items[i].key = KEY_NONE - 1 - ordered->items[i].key;
}

static uint32_t digit_of(const struct ordered_item *item, bool is_key, int shift)
{
	return (is_key ? item->key : item->place) >> shift & (DIGITS - 1);
}

/* Deal the items out by one digit, without changing the order of those that have the same. False if
 * all have: then nothing was done. */
static bool deal(const struct ordered_item *from, struct ordered_item *to, uint32_t count,
                 bool is_key, int shift)
{
	uint32_t starts[DIGITS + 1] = {0};
	for (uint32_t i = 0; i < count; i++)
		starts[digit_of(&from[i], is_key, shift) + 1]++;
	for (int digit = 0; digit < DIGITS; digit++)
		if (starts[digit + 1] == count)
			return false;
	for (int digit = 0; digit < DIGITS; digit++)
		starts[digit + 1] += starts[digit];
	for (uint32_t i = 0; i < count; i++)
		to[starts[digit_of(&from[i], is_key, shift)]++] = from[i];
	return true;
}

/* By key, then by place: the least telling digit first. */
static void sort_items(struct ordered *ordered)
{
	struct ordered_item *spare = ARENA_MANY(ordered->arena, struct ordered_item,
	                                        ordered->count);
	for (int is_key = 0; is_key < 2; is_key++)
		for (int shift = 0; shift < 32; shift += DIGIT_BITS) {
			if (!deal(ordered->items, spare, ordered->count, is_key, shift))
				continue;
			struct ordered_item *dealt = spare;
			spare = ordered->items;
			ordered->items = dealt;
		}
}

void ordered_end(struct ordered *ordered)
{
	bool has_numbers = column_row(ordered->reader.column)->is_number;
	place_texts(ordered);
	if (ordered->is_reversed && !has_numbers)
		turn(ordered);
	if (ordered->count > 1)
		sort_items(ordered);
	ordered->rows = ARENA_MANY(ordered->arena, uint32_t, ordered->count);
	if (has_numbers)
		ordered->numbers = ARENA_MANY(ordered->arena, uint32_t, ordered->count);
	for (uint32_t i = 0; i < ordered->count; i++) {
		ordered->rows[i] = ordered->items[i].row;
		if (has_numbers)
			ordered->numbers[i] = number_key(ordered, ordered->items[i].key);
	}
}
