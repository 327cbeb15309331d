#include "build/terms.h"

#include <stdlib.h>
#include <string.h>

#include "archive/format.h"
#include "base/array.h"

enum {
	BLOCK_BITS = 10, BLOCK_TERMS = 1 << BLOCK_BITS,
	FIRST_SLOTS = 1024,
	LINE_SIZE = 64,                 /* bytes of a cache line */
	INLINE_SIZE = 24,               /* bytes of a term that stand in its row */
	FIRST_PIECE = 4, LAST_PIECE = 1020,
};

struct piece {
	struct piece *older;
	uint32_t room;                  /* all used but in the newest */
	uint32_t postings[];
};

struct term {
	uint64_t hash;
	union {
		char bytes[INLINE_SIZE];
		const char *pointer;    /* if the term is larger */
	} text;
	uint32_t size;
	uint32_t dossier;               /* the last that has it; not among the postings yet */
	uint8_t classes;                /* of that dossier: bits by enum search_class less one */
	uint16_t left;                  /* room in the newest piece */
	uint32_t count;                 /* of postings */
	struct piece *newest;
	uint32_t *end;                  /* of the postings in the newest piece */
};
_Static_assert(sizeof(struct term) == LINE_SIZE, "one line is read for a word that is there");
_Static_assert(SEARCH_CLASS_COUNT - 1 <= 8, "the classes are bits of a byte");

static struct str term_text(const struct term *term)
{
	const char *bytes = term->size > INLINE_SIZE ? term->text.pointer : term->text.bytes;
	return (struct str){ bytes, term->size };
}

/* Good for tables only: 8 bytes a step, and the high half folded into the low one. */
static uint64_t hash_term(struct str term)
{
	uint64_t hash = term.size * 0x9E3779B97F4A7C15u;
	for (size_t i = 0; i < term.size; i += sizeof(uint64_t)) {
		uint64_t word = 0;
		size_t left = term.size - i;
		memcpy(&word, term.bytes + i, left < sizeof word ? left : sizeof word);
		hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
		hash ^= hash >> 32;
	}
	return hash;
}

static struct term *term_numbered(const struct term_table *table, uint32_t number)
{
	return &table->blocks.items[number >> BLOCK_BITS][number & (BLOCK_TERMS - 1)];
}

/* ── Finding and adding ─────────────────────────────────────────────────────────────────────── */

/* The slot of the term, or the free one where it belongs. */
static struct term_slot *slot_of(const struct term_table *table, struct str text, uint64_t hash)
{
	uint32_t tag = (uint32_t)(hash >> 32);
	for (uint32_t i = (uint32_t)hash;; i++) {
		struct term_slot *slot = &table->slots[i & (table->slot_count - 1)];
		if (slot->number == 0)
			return slot;
		if (slot->tag == tag &&
		    str_equal(term_text(term_numbered(table, slot->number - 1)), text))
			return slot;
	}
}

/* Twice the slots. No two terms are equal: each goes to the first free slot. */
static void grow_slots(struct term_table *table)
{
	uint32_t count = table->slot_count ? table->slot_count * 2 : FIRST_SLOTS;
	struct term_slot *slots = ARENA_MANY(&table->arena, struct term_slot, count);

	for (uint32_t number = 0; number < table->term_count; number++) {
		uint64_t hash = term_numbered(table, number)->hash;
		uint32_t i = (uint32_t)hash & (count - 1);
		while (slots[i].number)
			i = (i + 1) & (count - 1);
		slots[i] = (struct term_slot){ (uint32_t)(hash >> 32), number + 1 };
	}
	table->slots = slots;
	table->slot_count = count;
}

/* Memory for terms, each on a line of its own. */
static struct term *new_block(struct arena *arena)
{
	char *bytes = arena_take(arena, BLOCK_TERMS * sizeof(struct term) + LINE_SIZE);
	return (struct term *)(void *)(bytes + (LINE_SIZE - (uintptr_t)bytes % LINE_SIZE));
}

static struct term *add_term(struct term_table *table, struct str text, uint64_t hash)
{
	uint32_t number = table->term_count++;
	if (number % BLOCK_TERMS == 0)
		*ARRAY_ADD(&table->arena, &table->blocks) = new_block(&table->arena);

	struct term *term = term_numbered(table, number);
	term->hash = hash;
	term->size = (uint32_t)text.size;
	if (text.size > INLINE_SIZE)
		term->text.pointer = arena_copy(&table->arena, text.bytes, text.size);
	else
		memcpy(term->text.bytes, text.bytes, text.size);
	return term;
}

static uint32_t posting_of(uint32_t dossier, unsigned bit)
{
	return dossier << ARCHIVE_CLASS_BITS | bit;
}

static void add_piece(struct term_table *table, struct term *term)
{
	uint32_t room = term->newest ? term->newest->room * 2 : FIRST_PIECE;
	room = room < LAST_PIECE ? room : LAST_PIECE;
	struct piece *piece = arena_take(&table->arena, sizeof *piece + room * sizeof(uint32_t));
	piece->older = term->newest;
	piece->room = room;
	term->newest = piece;
	term->left = (uint16_t)room;
	term->end = piece->postings;
}

/* The last dossier is complete: what it has of the term become postings. */
static void close_dossier(struct term_table *table, struct term *term)
{
	for (unsigned bit = 0; term->classes; bit++, term->classes >>= 1) {
		if (!(term->classes & 1))
			continue;
		if (term->left == 0)
			add_piece(table, term);
		*term->end++ = posting_of(term->dossier, bit);
		term->left--;
		term->count++;
	}
}

static void take_in(struct term_table *table, const struct term_waiting *waiting)
{
	struct term_slot *slot = slot_of(table, waiting->text, waiting->hash);
	struct term *term;
	if (slot->number) {
		term = term_numbered(table, slot->number - 1);
	} else {
		term = add_term(table, waiting->text, waiting->hash);
		*slot = (struct term_slot){ (uint32_t)(waiting->hash >> 32), table->term_count };
	}
	if (term->dossier != waiting->dossier) {
		close_dossier(table, term);
		term->dossier = waiting->dossier;
	}
	term->classes |= (uint8_t)(1u << (waiting->search - 1));
}

/* By now the slots are there. A guess at the terms: the first with the right tag. */
static void fetch_terms(const struct term_table *table)
{
	for (unsigned i = 0; i < table->waiting_count; i++) {
		uint64_t hash = table->waiting[i].hash;
		uint32_t at = (uint32_t)hash & (table->slot_count - 1);
		while (table->slots[at].number && table->slots[at].tag != (uint32_t)(hash >> 32))
			at = (at + 1) & (table->slot_count - 1);
		if (table->slots[at].number)
			__builtin_prefetch(term_numbered(table, table->slots[at].number - 1), 1);
	}
}

void term_table_settle(struct term_table *table)
{
	if (table->waiting_count == 0)
		return;
	fetch_terms(table);
	for (unsigned i = 0; i < table->waiting_count; i++)
		take_in(table, &table->waiting[i]);
	table->waiting_count = 0;
}

static struct str cut_term(struct str term)
{
	if (term.size <= TERM_SIZE_MAX)
		return term;
	size_t size = TERM_SIZE_MAX;
	while (size && ((unsigned char)term.bytes[size] & 0xC0) == 0x80)
		size--;
	return str_slice(term, 0, size);
}

void term_table_add(struct term_table *table, struct str text, uint32_t dossier,
                    enum search_class search)
{
	text = cut_term(text);
	if (text.size == 0 || search == SEARCH_NONE)
		return;
	if (table->term_count + TERMS_WAITING >= table->slot_count / 2)
		grow_slots(table);

	uint64_t hash = hash_term(text);
	__builtin_prefetch(&table->slots[(uint32_t)hash & (table->slot_count - 1)], 1);
	table->waiting[table->waiting_count++] =
		(struct term_waiting){ text, hash, dossier, search };
	if (table->waiting_count == TERMS_WAITING)
		term_table_settle(table);
}

/* ── Merging ────────────────────────────────────────────────────────────────────────────────── */

/* The first 8 bytes as a number that orders as they do. */
static uint64_t term_start(struct str term)
{
	unsigned char bytes[sizeof(uint64_t)] = {0};
	memcpy(bytes, term.bytes, term.size < sizeof bytes ? term.size : sizeof bytes);
	uint64_t start = 0;
	for (size_t i = 0; i < sizeof bytes; i++)
		start = start << 8 | bytes[i];
	return start;
}

static int compare_keys(const void *left, const void *right)
{
	const struct term_key *one = left, *other = right;
	if (one->start != other->start)
		return one->start < other->start ? -1 : 1;
	return str_compare(term_text(one->term), term_text(other->term));
}

void term_table_sort(struct term_table *table)
{
	table->sorted = ARENA_MANY(&table->arena, struct term_key, table->term_count);
	for (uint32_t i = 0; i < table->term_count; i++) {
		const struct term *term = term_numbered(table, i);
		table->sorted[i] = (struct term_key){ term_start(term_text(term)), term };
		table->posting_count += term->count + (uint32_t)__builtin_popcount(term->classes);
	}
	qsort(table->sorted, table->term_count, sizeof *table->sorted, compare_keys);
}

/* The least of the keys that come next in the tables; NULL if all are done. */
static const struct term_key *least_key(const struct term_table *tables, const uint32_t *next,
                                        size_t count)
{
	const struct term_key *least = NULL;
	for (size_t i = 0; i < count; i++)
		if (next[i] < tables[i].term_count &&
		    (!least || compare_keys(&tables[i].sorted[next[i]], least) < 0))
			least = &tables[i].sorted[next[i]];
	return least;
}

/* Behind the postings of other tables. The pieces hang from the newest: so from the end. */
static void copy_postings(struct index *index, const struct term *term)
{
	uint32_t *end = index->postings.items + index->postings.count + term->count;
	uint32_t *at = end;
	for (const struct piece *piece = term->newest; piece; piece = piece->older) {
		uint32_t count = piece == term->newest ? piece->room - term->left : piece->room;
		at -= count;
		memcpy(at, piece->postings, count * sizeof *at);
	}
	for (unsigned bit = 0; term->classes >> bit; bit++)
		if (term->classes >> bit & 1)
			*end++ = posting_of(term->dossier, bit);
	index->postings.count = (size_t)(end - index->postings.items);
}

void term_tables_merge(struct arena *arena, const struct term_table *tables, size_t count,
                       struct index *index)
{
	struct arena scratch = {0};
	uint32_t *next = ARENA_MANY(&scratch, uint32_t, count);
	uint64_t posting_count = 0;
	for (size_t i = 0; i < count; i++)
		posting_count += tables[i].posting_count;
	*index = (struct index){0};
	index->postings.items = ARENA_MANY(arena, uint32_t, posting_count);
	index->postings.room = posting_count;

	for (const struct term_key *least; (least = least_key(tables, next, count)) != NULL;) {
		struct index_term *term = ARRAY_ADD(arena, &index->terms);
		term->term = str_copy(arena, term_text(least->term));
		term->first = (uint32_t)index->postings.count;
		for (size_t i = 0; i < count; i++)
			if (next[i] < tables[i].term_count &&
			    compare_keys(&tables[i].sorted[next[i]], least) == 0)
				copy_postings(index, tables[i].sorted[next[i]++].term);
		term->count = (uint32_t)(index->postings.count - term->first);
	}
	arena_release(&scratch);
}

void term_table_release(struct term_table *table)
{
	arena_release(&table->arena);
	*table = (struct term_table){0};
}
