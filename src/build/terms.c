#include "build/terms.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "archive/format.h"
#include "base/array.h"
#include "base/worker.h"

enum {
	BLOCK_BITS = 10, BLOCK_TERMS = 1 << BLOCK_BITS,
	FIRST_SLOTS = 1024,
	LINE_SIZE = 64,                 /* bytes of a cache line */
	INLINE_SIZE = 8 * TERM_WORDS,   /* bytes of a term that stand in its row */
	FIRST_PIECE = 4, LAST_PIECE = 1020,
	LEAST_PART = 4096,              /* terms of a table that are worth a thread */
};

struct piece {
	struct piece *older;
	uint32_t room;                  /* all used but in the newest */
	uint32_t postings[];
};

struct term {
	uint64_t hash;
	union {
		uint64_t words[TERM_WORDS];     /* its bytes, and zeros */
		const char *pointer;            /* if the term is larger */
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
	bool is_inline = term->size <= INLINE_SIZE;
	const void *bytes = is_inline ? (const void *)term->text.words : term->text.pointer;
	return (struct str){ bytes, term->size };
}

static struct term *term_numbered(const struct term_table *table, uint32_t number)
{
	return &table->blocks.items[number >> BLOCK_BITS][number & (BLOCK_TERMS - 1)];
}

/* ── Finding and adding ─────────────────────────────────────────────────────────────────────── */

static bool is_term(const struct term *term, const struct term_waiting *waiting)
{
	if (term->size != waiting->text.size)
		return false;
	if (term->size > INLINE_SIZE)
		return str_equal(term_text(term), waiting->text);
	for (unsigned i = 0; i < TERM_WORDS; i++)
		if (term->text.words[i] != waiting->words[i])
			return false;
	return true;
}

/* The slot of the term, or the free one where it belongs. */
static struct term_slot *slot_of(const struct term_table *table, const struct term_waiting *waiting)
{
	uint32_t tag = (uint32_t)(waiting->hash >> 32);
	for (uint32_t i = (uint32_t)waiting->hash;; i++) {
		struct term_slot *slot = &table->slots[i & (table->slot_count - 1)];
		if (slot->number == 0)
			return slot;
		if (slot->tag == tag && is_term(term_numbered(table, slot->number - 1), waiting))
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

static struct term *add_term(struct term_table *table, const struct term_waiting *waiting)
{
	struct str text = waiting->text;
	uint32_t number = table->term_count++;
	if (number % BLOCK_TERMS == 0)
		*ARRAY_ADD(&table->arena, &table->blocks) = new_block(&table->arena);

	struct term *term = term_numbered(table, number);
	term->hash = waiting->hash;
	term->size = (uint32_t)text.size;
	if (text.size > INLINE_SIZE)
		term->text.pointer = arena_copy(&table->arena, text.bytes, text.size);
	else
		memcpy(term->text.words, waiting->words, INLINE_SIZE);
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
	for (unsigned left = term->classes; left; left &= left - 1) {
		if (term->left == 0)
			add_piece(table, term);
		*term->end++ = posting_of(term->dossier, (unsigned)__builtin_ctz(left));
		term->left--;
		term->count++;
	}
	term->classes = 0;
}

static void take_in(struct term_table *table, const struct term_waiting *waiting)
{
	struct term_slot *slot = slot_of(table, waiting);
	struct term *term;
	if (slot->number) {
		term = term_numbered(table, slot->number - 1);
	} else {
		term = add_term(table, waiting);
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

/* Good for tables only. Takes the words of the text on the way. */
static uint64_t hash_words(struct term_waiting *waiting)
{
	struct str text = waiting->text;
	if (text.size > INLINE_SIZE)
		return str_table_hash(text);
	uint64_t hash = text.size * 0x9E3779B97F4A7C15u;
	for (unsigned i = 0; 8 * i < text.size; i++) {
		uint64_t word = str_word(text.bytes + 8 * i, text.size - 8 * i);
		waiting->words[i] = htole64(word);
		hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
		hash ^= hash >> 32;
	}
	return hash;
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

	struct term_waiting *waiting = &table->waiting[table->waiting_count++];
	*waiting = (struct term_waiting){ .text = text, .dossier = dossier, .search = search };
	waiting->hash = hash_words(waiting);
	__builtin_prefetch(&table->slots[(uint32_t)waiting->hash & (table->slot_count - 1)]);
	if (table->waiting_count == TERMS_WAITING)
		term_table_settle(table);
}

/* ── Merging ────────────────────────────────────────────────────────────────────────────────── */

/* The first 8 bytes as a number that orders as they do. */
static uint64_t term_start(struct str term)
{
	return __builtin_bswap64(str_word(term.bytes, term.size));
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
	}
	qsort(table->sorted, table->term_count, sizeof *table->sorted, compare_keys);
}

/* A part of all terms, from one word to another, is merged by one thread:
 *
 *	table 0   [ a a b | c c d e | … ]         parts of about as many terms each; the postings
 *	table 1   [ a b   | c e     | … ]         of a part go where those before it end
 */
struct part {
	uint32_t *next, *end;           /* of the keys of each table */
	struct index_term *terms;       /* room for all of them, … */
	size_t term_count;              /* … and how many there are */
	size_t first_posting, posting_count;
	struct arena arena;             /* of the texts */
};

struct merging {
	const struct term_table *tables;
	size_t count;                   /* of tables */
	struct part *parts;
	uint32_t *postings;
};

/* The least of the keys that come next in the tables; NULL if all are done. */
static const struct term_key *least_key(const struct merging *merging, const struct part *part)
{
	const struct term_key *least = NULL;
	for (size_t i = 0; i < merging->count; i++) {
		const struct term_key *key = &merging->tables[i].sorted[part->next[i]];
		if (part->next[i] < part->end[i] && (!least || compare_keys(key, least) < 0))
			least = key;
	}
	return least;
}

static uint32_t posting_count(const struct term *term)
{
	return term->count + (uint32_t)__builtin_popcount(term->classes);
}

/* Behind `at`; gives where they end. The pieces hang from the newest: so from the end. */
static uint32_t *copy_postings(uint32_t *at, const struct term *term)
{
	uint32_t *end = at + term->count;
	at = end;
	for (const struct piece *piece = term->newest; piece; piece = piece->older) {
		uint32_t count = piece == term->newest ? piece->room - term->left : piece->room;
		at -= count;
		memcpy(at, piece->postings, count * sizeof *at);
	}
	for (unsigned left = term->classes; left; left &= left - 1)
		*end++ = posting_of(term->dossier, (unsigned)__builtin_ctz(left));
	return end;
}

/* Terms lie in memory as they were found: those that come next are asked for ahead. */
static const struct term *next_term(const struct term_table *table, uint32_t *next)
{
	enum { TERMS_AHEAD = 8, PIECES_AHEAD = 4 };
	const struct term_key *key = &table->sorted[(*next)++];
	if (table->term_count - *next > TERMS_AHEAD) {
		__builtin_prefetch(key[TERMS_AHEAD].term);
		__builtin_prefetch(key[PIECES_AHEAD].term->newest);
	}
	return key->term;
}

static void count_part(void *context, size_t number, unsigned thread)
{
	const struct merging *merging = context;
	struct part *part = &merging->parts[number];
	(void)thread;
	for (size_t i = 0; i < merging->count; i++)
		for (uint32_t at = part->next[i]; at < part->end[i];)
			part->posting_count +=
				posting_count(next_term(&merging->tables[i], &at));
}

static void merge_part(void *context, size_t number, unsigned thread)
{
	const struct merging *merging = context;
	struct part *part = &merging->parts[number];
	uint32_t *postings = merging->postings, *end = postings + part->first_posting;
	(void)thread;
	for (const struct term_key *least; (least = least_key(merging, part)) != NULL;) {
		struct index_term *term = &part->terms[part->term_count++];
		term->term = str_copy(&part->arena, term_text(least->term));
		term->first = (uint32_t)(end - postings);
		for (size_t i = 0; i < merging->count; i++) {
			const struct term_table *table = &merging->tables[i];
			if (part->next[i] < part->end[i] &&
			    compare_keys(&table->sorted[part->next[i]], least) == 0)
				end = copy_postings(end, next_term(table, &part->next[i]));
		}
		term->count = (uint32_t)(end - postings) - term->first;
	}
}

/* How many keys of a table stand before `key`. */
static uint32_t keys_before(const struct term_table *table, const struct term_key *key)
{
	uint32_t low = 0, high = table->term_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (compare_keys(&table->sorted[middle], key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Cut the tables at words of the first of them. */
static void cut_parts(struct merging *merging, size_t count, struct arena *scratch)
{
	const struct term_table *first = merging->tables;
	merging->parts = ARENA_MANY(scratch, struct part, count);
	for (size_t i = 0; i < count; i++) {
		struct part *part = &merging->parts[i];
		part->next = ARENA_MANY(scratch, uint32_t, merging->count);
		part->end = ARENA_MANY(scratch, uint32_t, merging->count);
		size_t cut = first->term_count * (i + 1) / count;
		for (size_t j = 0; j < merging->count; j++) {
			const struct term_table *table = &merging->tables[j];
			part->next[j] = i ? part[-1].end[j] : 0;
			part->end[j] = i + 1 == count ? table->term_count
			             : keys_before(table, &first->sorted[cut]);
		}
	}
}

/* Give each part its place; sums up in `index`. */
static void place_parts(struct merging *merging, size_t count, struct index *index)
{
	for (size_t i = 0; i < count; i++) {
		struct part *part = &merging->parts[i];
		part->first_posting = index->postings.count;
		part->terms = index->terms.items + index->terms.room;
		index->postings.count += part->posting_count;
		for (size_t j = 0; j < merging->count; j++)
			index->terms.room += part->end[j] - part->next[j];
	}
}

void term_tables_merge(struct arena *arena, const struct term_table *tables, size_t count,
                       unsigned thread_count, struct index *index)
{
	struct arena scratch = {0};
	struct merging merging = { .tables = tables, .count = count };
	uint64_t term_count = 0;
	for (size_t i = 0; i < count; i++)
		term_count += tables[i].term_count;
	size_t part_count = tables->term_count < LEAST_PART ? 1 : worker_threads(thread_count);
	cut_parts(&merging, part_count, &scratch);
	worker_run(part_count, thread_count, count_part, &merging);

	*index = (struct index){0};
	index->terms.items = ARENA_MANY(arena, struct index_term, term_count);
	place_parts(&merging, part_count, index);
	index->postings.room = index->postings.count;
	index->postings.items = ARENA_MANY(arena, uint32_t, index->postings.count);
	merging.postings = index->postings.items;
	worker_run(part_count, thread_count, merge_part, &merging);

	for (size_t i = 0; i < part_count; i++) {
		struct part *part = &merging.parts[i];
		memmove(index->terms.items + index->terms.count, part->terms,
		        part->term_count * sizeof *part->terms);
		index->terms.count += part->term_count;
		arena_adopt(arena, &part->arena);
	}
	arena_release(&scratch);
}

void term_table_release(struct term_table *table)
{
	arena_release(&table->arena);
	*table = (struct term_table){0};
}
